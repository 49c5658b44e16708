"""A referral: where it stands, and the one thing that happened now."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.follow_up_events import ReferralResult
from huisbezoek.model.domain.referrals import ReferralCommand, ReferralState, referral_commands
from huisbezoek.model.usecases.follow_up_list import FollowUpCase
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models import follow_up_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class ReferralDecision:
    """What happened now: `yes` is a permission given, or a hand-over together (warm)."""

    command: ReferralCommand
    yes: bool = False
    to: str = ""
    result: ReferralResult | None = None


_CLOSE: Final = "close"
_ANSWERS: Final[dict[ReferralCommand, tuple[tuple[str, str, ReferralDecision], ...]]] = {
    ReferralCommand.ENTER_PERMISSION: (
        (
            "permitted",
            QT_TRANSLATE_NOOP("FollowUpReferral", "De inwoner vindt doorgeven goed"),
            ReferralDecision(ReferralCommand.ENTER_PERMISSION, yes=True),
        ),
        (
            "refused",
            QT_TRANSLATE_NOOP("FollowUpReferral", "De inwoner wil liever niet"),
            ReferralDecision(ReferralCommand.ENTER_PERMISSION),
        ),
    ),
    ReferralCommand.HAND_OVER: (
        (
            "warm",
            QT_TRANSLATE_NOOP("FollowUpReferral", "Samen met de inwoner doorgegeven"),
            ReferralDecision(ReferralCommand.HAND_OVER, yes=True),
        ),
        (
            "cold",
            QT_TRANSLATE_NOOP("FollowUpReferral", "Doorgegeven zonder de inwoner erbij"),
            ReferralDecision(ReferralCommand.HAND_OVER),
        ),
    ),
    ReferralCommand.ACCEPT: (
        (
            "accepted",
            QT_TRANSLATE_NOOP("FollowUpReferral", "De ander heeft het opgepakt"),
            ReferralDecision(ReferralCommand.ACCEPT),
        ),
    ),
    ReferralCommand.REMIND: (
        (
            "reminded",
            QT_TRANSLATE_NOOP("FollowUpReferral", "Ik heb om antwoord gevraagd"),
            ReferralDecision(ReferralCommand.REMIND),
        ),
    ),
    ReferralCommand.ENTER_RESULT: (
        (
            "started",
            QT_TRANSLATE_NOOP("FollowUpReferral", "Het is begonnen"),
            ReferralDecision(ReferralCommand.ENTER_RESULT, result=ReferralResult.STARTED),
        ),
        (
            "waiting",
            QT_TRANSLATE_NOOP("FollowUpReferral", "Het staat op een wachtlijst"),
            ReferralDecision(ReferralCommand.ENTER_RESULT, result=ReferralResult.WAITING),
        ),
        (
            "not_suitable",
            QT_TRANSLATE_NOOP("FollowUpReferral", "Het past niet"),
            ReferralDecision(ReferralCommand.ENTER_RESULT, result=ReferralResult.NOT_SUITABLE),
        ),
        (
            "stopped",
            QT_TRANSLATE_NOOP("FollowUpReferral", "Het is gestopt"),
            ReferralDecision(ReferralCommand.ENTER_RESULT, result=ReferralResult.STOPPED),
        ),
    ),
    ReferralCommand.CLOSE: (
        (
            _CLOSE,
            QT_TRANSLATE_NOOP("FollowUpReferral", "Afsluiten: hier is niets meer te doen"),
            ReferralDecision(ReferralCommand.CLOSE),
        ),
    ),
}


class FollowUpReferralDialog(DialogFrame):
    """After `accepted`, `decision` holds what happened; nothing is chosen in advance.

    `sheet_asked` comes with a `rejected`: the sheet for handing over together is wanted.
    """

    sheet_asked = Signal()

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        case: FollowUpCase,
        state: ReferralState,
        offer: str,
    ) -> None:
        super().__init__(
            look,
            window,
            _tr("{0} naar {1}").format(texts.capital(case.name), offer),
            state.wish,
            icon="heart-handshake",
        )
        self.setObjectName("follow_up_referral")
        self.decision: ReferralDecision | None = None
        self._known = {
            key: (words, decision)
            for command in referral_commands(state)
            for key, words, decision in _ANSWERS[command]
            if not _is_known(state, decision)
        }
        self.set_back(_tr("Terug"))
        history = Card(look, sunk=True)
        lines = Text(look, "\n".join(follow_up_words.referral_lines(state)))
        lines.setObjectName("referral_history")
        history.body.addWidget(lines)
        self.content.addWidget(history)
        if state.is_permitted and state.is_open:
            self.add_left(self._sheet_button(look))
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.setObjectName("not_now")
        back.clicked.connect(self.reject)
        self.add_button(back)
        if self._known:
            self._ask(look, offer)
        self.content.addStretch(1)

    def choose_closing(self) -> None:
        """Chooses that it is closed; nothing is kept until somebody says so."""
        if _CLOSE in self._known:
            self._choices.set_chosen([_CLOSE])
            self._follow()

    def _sheet_button(self, look: LookSource) -> Button:
        sheet = Button(look, _tr("Blad &maken"), "quiet", "file-text")
        sheet.setObjectName("make_hand_over_sheet")

        def leave() -> None:
            self.reject()
            self.sheet_asked.emit()

        sheet.clicked.connect(leave)
        return sheet

    def _ask(self, look: LookSource, offer: str) -> None:
        self._choices = ChoiceGroup(
            look,
            _tr("Wat is er gebeurd?"),
            [Choice(key, _tr(words)) for key, (words, _decision) in self._known.items()],
        )
        for key, row in self._choices.rows().items():
            row.setObjectName(f"referral_{key}")
        self._to = TextField(look, _tr("&Aan wie?"), _tr("De organisatie, of iemand daar."))
        self._to.editor.setObjectName("field_referral_to")
        self._to.set_text(offer)
        self.content.addWidget(self._choices)
        self.content.addWidget(self._to)
        self._choices.changed.connect(self._follow)
        save = Button(look, _tr("&Bewaren"), "primary", "check")
        save.setObjectName("save_referral")
        save.clicked.connect(self._save)
        self.add_button(save)
        self._follow()

    def _chosen(self) -> ReferralDecision | None:
        chosen = self._choices.chosen()
        return self._known[chosen[0]][1] if chosen else None

    def _follow(self) -> None:
        chosen = self._chosen()
        self._choices.set_error("")
        self._to.setVisible(chosen is not None and chosen.command is ReferralCommand.HAND_OVER)

    def _save(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            self._choices.set_error(_tr("Kies wat er gebeurd is."))
            return
        if chosen.command is ReferralCommand.HAND_OVER:
            to = self._to.text()
            self._to.set_error("" if to else _tr("Schrijf op aan wie het is doorgegeven."))
            if not to:
                return
            chosen = ReferralDecision(chosen.command, yes=chosen.yes, to=to)
        self.decision = chosen
        self.accept()


def _is_known(state: ReferralState, decision: ReferralDecision) -> bool:
    """An answer that stands already is not offered again."""
    if decision.command is ReferralCommand.ENTER_PERMISSION:
        return state.is_permitted is decision.yes
    return decision.result is not None and decision.result is state.result


def _tr(text: str) -> str:
    return QCoreApplication.translate("FollowUpReferral", text)
