"""What a visitor does instead of the next step: put it off, ask a second letter, give it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from huisbezoek.model.domain.visit_commands import VisitCommand, beside
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.today import TodayCard
from huisbezoek.ui import step_words, texts
from huisbezoek.ui.dialogs.step_dialog import StepDialog, StepWords
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import Choice
from huisbezoek.ui.workbench import Workbench

_DAYS: Final = (
    (1, QT_TRANSLATE_NOOP("ladder", "Morgen: {0}")),
    (3, QT_TRANSLATE_NOOP("ladder", "Over drie dagen: {0}")),
    (7, QT_TRANSLATE_NOOP("ladder", "Over een week: {0}")),
    (14, QT_TRANSLATE_NOOP("ladder", "Over twee weken: {0}")),
)
"""The longest is two weeks: nobody falls off the list."""


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The words that the coordinator reads beside it, and whether the visitor better not goes."""

    reason: str
    rather_not: bool


@dataclass(frozen=True, slots=True)
class LadderUses:
    """What is done; who acts and the clock are bound already.

    `hand_back` gets the visits of a card, and what was said.
    """

    postpone: Callable[[Writing, str, date], None]
    ask_second_letter: Callable[[Writing, str], None]
    hand_back: Callable[[Writing, tuple[str, ...], GivenBack], int]
    today: Callable[[], date]


class LadderSteps(Steps[LadderUses]):
    """Offers these steps in a menu and asks before it does one."""

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: LadderUses, page: QWidget
    ) -> None:
        super().__init__(workbench, look, uses, page)
        self._coordinator = ""

    def set_coordinator(self, name: str) -> None:
        """To whom visits are given back."""
        self._coordinator = name

    def listen(self, view: QWidget, current: Callable[[], TodayCard | None]) -> None:
        """V puts off the current card of this list."""
        key = QShortcut(QKeySequence("V"), view)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)

        def put_off() -> None:
            card = current()
            if card is not None and VisitCommand.POSTPONE in _offered(card):
                self.begin(card, VisitCommand.POSTPONE)

        key.activated.connect(put_off)

    def add_to(self, menu: QMenu, card: TodayCard) -> None:
        """The steps that this card offers, at the end of its menu."""
        for command in _offered(card):
            known = step_words.command(command)
            words = known.text if known is not None else self._hand_back_words()
            action = menu.addAction(words)
            action.setObjectName(f"menu_{command.value}")
            action.triggered.connect(lambda _checked, one=command: self.begin(card, one))

    def begin(self, card: TodayCard, command: VisitCommand) -> None:
        """Asks what the step needs to know; nothing is kept before the person says so."""
        if command is VisitCommand.POSTPONE:
            self._postpone(card)
        elif command is VisitCommand.ASK_SECOND_LETTER:
            self._ask_second_letter(card)
        else:
            self._hand_back(card)

    def _postpone(self, card: TodayCard) -> None:
        today = self._uses.today()
        choices = [
            Choice(str(days), _tr(words).format(texts.long_date(today + timedelta(days=days))))
            for days, words in _DAYS
        ]
        words = StepWords(
            title=_tr("Uitstellen: {0}").format(card.name),
            sentence=_tr("Het blijft op uw lijst staan. Vanaf die dag is het weer aan de beurt."),
            verb=_tr("&Uitstellen"),
            icon="calendar-clock",
            question=_tr("Wanneer wilt u dit doen?"),
            choices=choices,
        )
        dialog = StepDialog(self._look, self._page.window(), words)

        def keep() -> None:
            until = today + timedelta(days=int(dialog.chosen))

            def deed(writing: Writing) -> None:
                for visit in card.visits:
                    self._uses.postpone(writing, visit, until)

            self._do(deed)

        self._open(dialog, keep)

    def _ask_second_letter(self, card: TodayCard) -> None:
        words = StepWords(
            title=_tr("Tweede brief voor {0}").format(card.name),
            sentence=_tr(
                "{0} stuurt dan een brief. U stuurt geen kaartje. Wissel daarna uit."
            ).format(texts.capital(self._coordinator)),
            verb=_tr("Om een brief &vragen"),
            icon="mail",
        )

        def deed(writing: Writing) -> None:
            for visit in card.visits:
                self._uses.ask_second_letter(writing, visit)

        self._open(StepDialog(self._look, self._page.window(), words), lambda: self._do(deed))

    def _hand_back(self, card: TodayCard) -> None:
        words = StepWords(
            title=self._hand_back_words(),
            sentence=_tr(
                "Iemand anders gaat dan naar {0}. U hoeft niet te zeggen waarom. Wissel daarna uit."
            ).format(card.name),
            verb=_tr("&Teruggeven"),
            icon="user",
            tick=_tr("Ik kan hier beter niet heen"),
            tick_note=_tr("U wordt dan niet opnieuw gevraagd. De reden bewaren wij niet."),
        )
        said = _tr("Door de bezoeker teruggegeven.")
        dialog = StepDialog(self._look, self._page.window(), words)

        def keep() -> None:
            given = GivenBack(said, dialog.is_ticked)
            self._do(lambda writing: self._uses.hand_back(writing, card.visits, given))

        self._open(dialog, keep)

    def _hand_back_words(self) -> str:
        return _tr("Teruggeven aan {0}").format(self._coordinator)


def _offered(card: TodayCard) -> tuple[VisitCommand, ...]:
    """Who went to another visitor already is not given back once more."""
    return () if card.handed_over else beside(card.state)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ladder", text)
