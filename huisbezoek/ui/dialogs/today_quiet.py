"""What Vandaag says in a week without work: what comes next, and one button to see it."""

from PySide6.QtCore import QCoreApplication, Signal

from huisbezoek.model.usecases.today import Today, TodayGroup
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.models.today_words import quiet_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.empty_state import EmptyState

_NOW = frozenset({TodayGroup.WAITS_LONGER, TodayGroup.TODAY, TodayGroup.THIS_WEEK})


class TodayQuiet(EmptyState):
    """`leave_asked` carries the page of the button."""

    leave_asked = Signal(object)

    def __init__(self, look: LookSource) -> None:
        # The only thing to do now, so the filled button of the page.
        self._exchange = Button(look, _tr("Naar &Uitwisselen"), "primary", "refresh-cw")
        self._exchange.setObjectName("go_exchange")
        self._agenda = Button(look, _tr("Bekijk &agenda"), "primary", "calendar-days")
        self._agenda.setObjectName("go_agenda")
        super().__init__(look, "coffee", "", "", self._exchange, self._agenda)
        pages = ((self._exchange, PageName.EXCHANGE), (self._agenda, PageName.AGENDA))
        for button, page in pages:
            # As in the list: Enter takes the next step.
            button.setAutoDefault(True)
            button.clicked.connect(lambda _=False, page=page: self.leave_asked.emit(page))

    def show_view(self, view: Today) -> None:
        """Shows itself when nothing is to be done this week."""
        is_quiet = view.hero is None and not any(card.group in _NOW for card in view.cards)
        self.setVisible(is_quiet)
        self._agenda.setVisible(view.next_visit is not None)
        self._exchange.setVisible(view.next_visit is None)
        self.set_words(*quiet_words(view))

    def button(self) -> Button:
        """The button of now."""
        return self._exchange if self._agenda.isHidden() else self._agenda


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodayPage", text)
