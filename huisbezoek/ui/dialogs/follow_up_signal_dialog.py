"""A note for the coordinator: what was seen, what was done about it, and what is done now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.follow_up_events import SignalOutcome
from huisbezoek.model.domain.signals import SignalCommand, SignalState, signal_commands
from huisbezoek.model.usecases.follow_up_list import FollowUpCase
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models import follow_up_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField, TextField
from huisbezoek.ui.widgets.text import Text

_VERBS: Final = {
    SignalCommand.ASSIGN: QT_TRANSLATE_NOOP("FollowUpSignal", "Iemand pakt het op"),
    SignalCommand.ACT: QT_TRANSLATE_NOOP("FollowUpSignal", "Er is iets gedaan"),
    SignalCommand.CLOSE: QT_TRANSLATE_NOOP("FollowUpSignal", "Afsluiten"),
}
_SOMEBODY_ELSE: Final = "somebody_else"


@dataclass(frozen=True, slots=True)
class SignalDecision:
    """What is done now: `words` is a name for *assign* and what was done for *act*."""

    command: SignalCommand
    words: str = ""
    outcome: SignalOutcome | None = None


class FollowUpSignalDialog(DialogFrame):
    """After `accepted`, `decision` holds what is done now; nothing is chosen in advance.

    `people` are the names that take notes up: the coordinator, the senior adviser, the officer.
    """

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        case: FollowUpCase,
        state: SignalState,
        people: Sequence[str],
    ) -> None:
        words = _tr("{0}. {1}")
        about = follow_up_words.about(state.kind).rstrip(".")
        haste = texts.capital(follow_up_words.urgency(state.urgency))
        super().__init__(
            look,
            window,
            _tr("Notitie over {0}").format(case.name),
            words.format(about, f"{haste}."),
            icon="notebook-pen",
        )
        self.setObjectName("follow_up_signal")
        self.decision: SignalDecision | None = None
        self._state = state
        self.set_back(_tr("Terug"))
        self._show_note(look, case)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.setObjectName("not_now")
        back.clicked.connect(self.reject)
        self.add_button(back)
        if state.is_open:
            self._ask(look, people)
        self.content.addStretch(1)

    def choose_closing(self) -> None:
        """Asks at once how it ended; nothing is kept until somebody chooses."""
        if self._state.is_open:
            self._commands.set_chosen([SignalCommand.CLOSE.value])
            self._follow()

    def _show_note(self, look: LookSource, case: FollowUpCase) -> None:
        note = Card(look, sunk=True)
        said = Text(look, follow_up_words.signal_text(self._state), size="l")
        said.setObjectName("signal_text")
        note.body.addWidget(said)
        self.content.addWidget(note)
        lines = follow_up_words.signal_lines(self._state, case.visitors)
        history = Text(look, "\n".join(lines), tone="muted")
        history.setObjectName("signal_history")
        self.content.addWidget(history)

    def _ask(self, look: LookSource, people: Sequence[str]) -> None:
        offered = (SignalCommand.ASSIGN, SignalCommand.ACT, SignalCommand.CLOSE)
        known = {*signal_commands(self._state), SignalCommand.CLOSE}
        self._commands = ChoiceGroup(
            look,
            _tr("Wat doet u nu?"),
            [Choice(one.value, _tr(_VERBS[one])) for one in offered if one in known],
            columns=3,
        )
        self._who = ChoiceGroup(
            look,
            _tr("Wie pakt het op?"),
            [
                *(Choice(name, name) for name in people),
                Choice(_SOMEBODY_ELSE, _tr("Iemand anders")),
            ],
            columns=2,
        )
        self._name = TextField(look, _tr("&Wie is dat?"), _tr("Een naam of een functie."))
        self._name.editor.setObjectName("field_signal_name")
        self._done = AreaField(look, _tr("Wat is er &gedaan?"), lines=2)
        self._done.editor.setObjectName("field_signal_done")
        self._outcome = ChoiceGroup(
            look,
            _tr("Hoe is het afgelopen?"),
            [
                Choice(code.value, follow_up_words.say(text))
                for code, text in follow_up_words.OUTCOMES.items()
            ],
            columns=2,
        )
        self._name_rows()
        for widget in (self._commands, self._who, self._name, self._done, self._outcome):
            self.content.addWidget(widget)
        self._commands.changed.connect(self._follow)
        self._who.changed.connect(self._follow)
        self._outcome.changed.connect(lambda: self._outcome.set_error(""))
        save = Button(look, _tr("&Bewaren"), "primary", "check")
        save.setObjectName("save_signal")
        save.clicked.connect(self._save)
        self.add_button(save)
        self._follow()

    def _name_rows(self) -> None:
        for key, row in self._commands.rows().items():
            row.setObjectName(f"signal_{key}")
        for place, row in enumerate(self._who.rows().values()):
            row.setObjectName(f"signal_who_{place}")
        for key, row in self._outcome.rows().items():
            row.setObjectName(f"outcome_{key}")

    def _command(self) -> SignalCommand | None:
        chosen = self._commands.chosen()
        return SignalCommand(chosen[0]) if chosen else None

    def _follow(self) -> None:
        command = self._command()
        self._commands.set_error("")
        self._who.set_error("")
        self._who.setVisible(command is SignalCommand.ASSIGN)
        is_else = _SOMEBODY_ELSE in self._who.chosen()
        self._name.setVisible(command is SignalCommand.ASSIGN and is_else)
        self._done.setVisible(command is SignalCommand.ACT)
        self._outcome.setVisible(command is SignalCommand.CLOSE)

    def _save(self) -> None:
        command = self._command()
        if command is None:
            self._commands.set_error(_tr("Kies wat u nu doet."))
            return
        self.decision = {
            SignalCommand.ASSIGN: self._assignment,
            SignalCommand.ACT: self._act,
            SignalCommand.CLOSE: self._closing,
        }[command]()
        if self.decision is not None:
            self.accept()

    def _assignment(self) -> SignalDecision | None:
        chosen = self._who.chosen()
        if not chosen:
            self._who.set_error(_tr("Kies wie het oppakt."))
            return None
        name = self._name.text() if chosen[0] == _SOMEBODY_ELSE else chosen[0]
        self._name.set_error("" if name else _tr("Schrijf op wie het oppakt."))
        return SignalDecision(SignalCommand.ASSIGN, name) if name else None

    def _act(self) -> SignalDecision | None:
        words = self._done.text().strip()
        self._done.set_error("" if words else _tr("Schrijf kort op wat er is gedaan."))
        return SignalDecision(SignalCommand.ACT, words) if words else None

    def _closing(self) -> SignalDecision | None:
        chosen = self._outcome.chosen()
        if not chosen:
            self._outcome.set_error(_tr("Kies hoe het is afgelopen."))
            return None
        return SignalDecision(SignalCommand.CLOSE, outcome=SignalOutcome(chosen[0]))


def _tr(text: str) -> str:
    return QCoreApplication.translate("FollowUpSignal", text)
