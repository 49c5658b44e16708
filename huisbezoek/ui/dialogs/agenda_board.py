"""The appointments of the agenda: day by day as cards, or the week as a grid."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.agenda import week
from huisbezoek.model.usecases.agenda import Agenda, AgendaItem
from huisbezoek.ui.dialogs import agenda_rows
from huisbezoek.ui.dialogs.agenda_moving import AgendaMoving
from huisbezoek.ui.models.agenda_head_words import nothing_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.text import Text
from huisbezoek.ui.widgets.week_grid import WeekGrid


class AgendaBoard(QWidget):
    """Shows one of both views; in the week an appointment moves by keys.

    `opened` and `menu_requested` carry the id of an appointment, `several_asked` several of them,
    `new_asked` a free time. `moving` has the signals of a move.
    """

    opened = Signal(str)
    new_asked = Signal(object)
    several_asked = Signal(object, QPoint)
    menu_requested = Signal(str, QPoint)

    def __init__(
        self, look: LookSource, move_hint: Banner, item: Callable[[str], AgendaItem | None]
    ) -> None:
        super().__init__()
        self._source = look
        self._item = item
        self._first: AgendaItem | None = None
        self.shows_week = False
        """Whether the week is shown instead of the list."""
        self._later = Text(look, tone="muted")
        self._later.hide()
        self._list = self._list_of_days()
        self._grid = self._grid_of_week()
        self.moving = AgendaMoving(self._grid, move_hint, item)
        self._box = QVBoxLayout(self)
        for part in (self._later, self._list, self._grid):
            self._box.addWidget(part)
        look.changed.connect(self._dress)
        self._dress()

    def show_days(
        self, agenda: Agenda, day: date, today: date, *, is_own: bool, narrow: bool
    ) -> None:
        """Shows the weeks from this day's on, in the view of now."""
        self._first = next(iter(agenda.items), None)
        self._list.set_rows(agenda_rows.list_rows(agenda, is_own=is_own))
        days = week(day)
        of_week = [one for one in agenda.items if one.appointment.starts.date() in days]
        shown = agenda_rows.grid_days(days, agenda, today, is_own=is_own, narrow=narrow)
        self._grid.set_week(shown, agenda_rows.grid_entries(of_week))
        self.moving.show_again()
        self._grid.setVisible(self.shows_week)
        self._list.setVisible(not self.shows_week and bool(agenda.items))
        words = nothing_words(agenda, day)
        self._later.setText(words)
        self._later.setVisible(bool(words) and not self.shows_week)
        # Empty it would only push the words about that up.
        self.setVisible(self.shows_week or bool(agenda.items) or bool(words))

    def focus_view(self) -> None:
        """Brings the keys to the view of now, if there is something in it."""
        target: QWidget = self._grid if self.shows_week else self._list
        if target.isVisibleTo(self):
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, moment: datetime) -> None:
        """Makes a half hour of the week current, while the week is shown."""
        if self.shows_week:
            self._grid.set_current(moment)

    def moment(self) -> datetime | None:
        """The half hour that is current in the week, while it is shown."""
        return self._grid.current_moment() if self.shows_week else None

    def day(self, otherwise: date) -> date:
        """The day of the current half hour or appointment, else the first with appointments."""
        moment = self.moment()
        if moment is not None:
            return moment.date()
        current = self._item(self._list.current_id()) or self._first
        return current.appointment.starts.date() if current is not None else otherwise

    def _list_of_days(self) -> ListCard:
        found = ListCard(self._source, _tr("Afspraken"))
        found.setObjectName("appointments")
        found.activated_row.connect(self.opened)
        found.opened_row.connect(self.opened)
        found.menu_requested.connect(self.menu_requested)
        return found

    def _grid_of_week(self) -> WeekGrid:
        grid = WeekGrid(self._source, _tr("Week"), agenda_rows.grid_words())
        grid.setObjectName("week")
        grid.set_several_words(_tr("{0} afspraken"))
        grid.opened.connect(self.opened)
        grid.new_asked.connect(self.new_asked)
        grid.several_asked.connect(self.several_asked)
        grid.menu_requested.connect(self.menu_requested)
        grid.hide()
        return grid

    def _dress(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._source.look.u(2))


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaPage", text)
