"""The page Agenda: appointments day by day, or the week as a grid, for a visitor or for all."""

from datetime import date, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from huisbezoek.model.domain.agenda import monday, week
from huisbezoek.model.usecases.agenda import Agenda, AgendaItem
from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.ui import errors
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs import agenda_menus, agenda_rows
from huisbezoek.ui.dialogs.agenda_board import AgendaBoard
from huisbezoek.ui.dialogs.agenda_empty import AgendaEmpty
from huisbezoek.ui.dialogs.agenda_moving import Moving
from huisbezoek.ui.dialogs.agenda_steps import AgendaSteps, AgendaUses
from huisbezoek.ui.dialogs.away_card import AwayCard, title_for
from huisbezoek.ui.dialogs.day_dialog import ask_day
from huisbezoek.ui.models.agenda_head_words import head_sentences, last_listed, which_weeks
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.agenda_bar import AgendaBar
from huisbezoek.ui.widgets.announce import announce
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.workbench import Workbench

_TEN: Final = time(10)


class AgendaPage(QWidget):
    """Agenda: T goes to today, Page Up and Page Down by weeks, N makes an appointment.

    F6 goes between the list and the week. In the week Ctrl with an arrow moves an appointment.
    """

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: AgendaUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._agenda: Agenda | None = None
        self._day = uses.now().date()
        self._wanted = ""
        self._goes_to: datetime | None = None
        self._steps = AgendaSteps(workbench, look, uses, self)
        self._steps.failed.connect(self._show_problem)
        self._steps.kept.connect(self._say_kept)
        self._steps.visit_opened.connect(lambda one: self.go.emit(Destination(PageName.TALK, one)))
        self._steps.resident_opened.connect(
            lambda one: self.go.emit(Destination(PageName.RESIDENT, one))
        )
        self._frame = PageFrame(look, self.tr("Agenda"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build()
        self._add_keys()
        self._frame.narrow_changed.connect(lambda _narrow: self._show_agenda())
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:
        """Shows the appointments; with a visit an appointment for it begins.

        `detail` is a day (yyyy-mm-dd) to show.
        """
        self._wanted = subject
        self._done.hide()
        if detail:
            self._day = date.fromisoformat(detail)
        self._load()

    def show_day(self, day: date) -> None:
        """Shows the week of this day."""
        self._day = day
        self._goes_to = datetime.combine(day, _TEN)
        self._load()

    def show_view(self, agenda: Agenda) -> None:
        """Shows what was found."""
        self._problem.hide()
        # Who looks at her own agenda knows who comes.
        self._agenda = agenda_rows.without_visitors(agenda) if self._uses.visitor else agenda
        self._tools.set_visitors(agenda.visitors)
        self._show_agenda()
        if self._wanted:
            self._steps.appoint(self._wanted, self._proposed())
            self._wanted = ""

    def item(self, identifier: str) -> AgendaItem | None:
        """The appointment with this id, as far as it is loaded."""
        items = self._agenda.items if self._agenda is not None else ()
        return next((one for one in items if one.identifier == identifier), None)

    def menu_of(self, item: AgendaItem) -> QMenu:
        """What can be done with an appointment, as a menu."""
        return agenda_menus.menu_of_appointment(
            self, self._steps.offers(item), lambda what: self._steps.do(item, what)
        )

    def more_menu(self) -> QMenu:
        """What can be done with the agenda as a whole."""
        return agenda_menus.menu_of_agenda(
            self,
            order=lambda: self._steps.show_order(self._board.day(self._day)),
            day=lambda: self._steps.print_day(self._board.day(self._day)),
            week=lambda: self._steps.print_week(self._day),
            export=self._steps.export,
            times=(title_for(self._visitor_name()) if self._steps.visitor else "", self._times),
        )

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        more = Button(self._look, self.tr("&Meer"), icon="ellipsis")
        more.setObjectName("more_agenda")
        more.clicked.connect(
            lambda: agenda_menus.pop(self.more_menu(), more.mapToGlobal(more.rect().bottomLeft()))
        )
        new = Button(self._look, self.tr("&Nieuwe afspraak"), "primary", "calendar-plus")
        new.setObjectName("new_appointment")
        new.clicked.connect(self._new)
        self._frame.add_header_button(more)
        self._frame.add_header_button(new)
        self._problem = Banner(self._look, "error", "")
        self._problem.hide()
        self._done = Banner(self._look, "info", "", icon="file-down")
        self._done.setObjectName("calendar_kept")
        self._done.hide()
        self._move_hint = Banner(self._look, "info", "", icon="calendar-clock")
        self._move_hint.setObjectName("move_hint")
        self._move_hint.hide()
        # Above what scrolls: it must be in sight wherever the appointment goes.
        self._frame.header_extra.addWidget(self._move_hint)
        content = self._frame.content
        for widget in (self._problem, self._done, self._tool_row()):
            content.addWidget(widget)
        self._empty = AgendaEmpty(self._look, is_own=bool(self._uses.visitor))
        self._empty.leave_asked.connect(lambda page: self.go.emit(Destination(page)))
        content.addWidget(self._empty, 20)
        content.addWidget(self._board_of_days())
        self._away = AwayCard(self._look, self._times)
        content.addWidget(self._away)
        content.addStretch(1)

    def _tool_row(self) -> AgendaBar:
        self._tools = AgendaBar(self._look, chooses_visitor=not self._uses.visitor)
        self._tools.week_asked.connect(self._step_week)
        self._tools.today_asked.connect(self._go_today)
        self._tools.day_asked.connect(self._choose_day)
        self._tools.turn_asked.connect(self._turn_view)
        self._tools.visitor_chosen.connect(self._choose_visitor)
        return self._tools

    def _board_of_days(self) -> AgendaBoard:
        self._board = AgendaBoard(self._look, self._move_hint, self.item)
        self._board.opened.connect(self._open_item)
        self._board.new_asked.connect(self._steps.ask_who)
        self._board.several_asked.connect(
            lambda ones, at: agenda_menus.pop(self.choice_of(ones), at)
        )
        self._board.menu_requested.connect(self._open_menu)
        self._board.moving.went.connect(self._follow_move)
        self._board.moving.asked.connect(self._confirm_move)
        return self._board

    def _add_keys(self) -> None:
        for key, deed in (
            ("T", self._go_today),
            ("N", self._new),
            ("PgUp", lambda: self._step_week(-1)),
            ("PgDown", lambda: self._step_week(1)),
            ("F6", self._turn_view),
        ):
            # On the frame, so that a dialog over the page keeps its keys.
            shortcut = QShortcut(QKeySequence(key), self._frame)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda do=deed: do())

    # --- where to look ---------------------------------------------------------------------

    def _load(self) -> None:
        first, last = monday(self._day), last_listed(self._day)
        visitor = self._steps.visitor
        self._workbench.ask(
            lambda reading: self._uses.view(reading, visitor, first, last),
            self.show_view,
            self._show_problem,
        )

    def _go_today(self) -> None:
        self._day = self._uses.now().date()
        # Only once that week is there.
        self._goes_to = datetime.combine(self._day, _TEN)
        self._load()

    def _step_week(self, weeks: int) -> None:
        self._board.moving.leave()
        self._day += timedelta(days=7 * weeks)
        self._load()
        announce(self, which_weeks(self._day, shows_week=self._board.shows_week))

    def _choose_day(self) -> None:
        days = self._agenda.days if self._agenda is not None else {}
        ask_day(self._look, self.window(), self._day, days, self.show_day)

    def _choose_visitor(self, visitor: str) -> None:
        self._steps.visitor = visitor
        self._load()

    def _turn_view(self) -> None:
        self._board.moving.leave()
        self._board.shows_week = not self._board.shows_week
        self._show_agenda()
        # How far the other view was scrolled says nothing about this one.
        self._frame.body.verticalScrollBar().setValue(0)
        self._board.focus_view()

    # --- showing ---------------------------------------------------------------------------

    def _show_agenda(self) -> None:
        agenda = self._agenda
        if agenda is None:
            return
        today, shows_week = self._uses.now().date(), self._board.shows_week
        self._tools.set_shows_week(shows_week=shows_week)
        self._frame.set_sentence(*head_sentences(agenda, self._day, shows_week=shows_week))
        is_own, narrow = bool(self._uses.visitor), self._frame.narrow
        self._board.show_days(agenda, self._day, today, is_own=is_own, narrow=narrow)
        if self._goes_to is not None and monday(self._goes_to.date()) == monday(self._day):
            self._board.go_to(self._goes_to)
            self._goes_to = None
        self._empty.setVisible(not agenda.has_any and not shows_week)
        self._away.setVisible(bool(self._steps.visitor))
        self._away.show_times(agenda, self._visitor_name(), today)

    def _say_kept(self, name: str) -> None:
        words = self.tr("{0}. Open het in uw agenda. Wis het daarna: het is niet versleuteld.")
        self._done.set_words(self.tr("Het agendabestand is gemaakt"), words.format(name))
        self._done.show()

    def _show_problem(self, error: Exception) -> None:
        self._problem.set_words(errors.sentence(error))
        self._problem.show()

    # --- doing -----------------------------------------------------------------------------

    def _new(self) -> None:
        self._steps.ask_who(self._proposed())

    def _proposed(self) -> datetime:
        """The cell in view, or ten o'clock on the first day of the week that is not over."""
        today = self._uses.now().date()
        first = next((day for day in week(self._day) if day > today), self._day)
        return self._board.moment() or datetime.combine(first, _TEN)

    def _open_item(self, identifier: str) -> None:
        item = self.item(identifier)
        if item is not None:
            self._steps.show_item(item)

    def _open_menu(self, identifier: str, place: QPoint) -> None:
        item = self.item(identifier)
        if item is not None:
            agenda_menus.pop(self.menu_of(item), place)

    def choice_of(self, identifiers: list[str]) -> QMenu:
        """The appointments that take the same time, to choose one to open."""
        items = [item for one in identifiers if (item := self.item(one)) is not None]
        return agenda_menus.menu_of_several(self, items, self._steps.show_item)

    def _times(self) -> None:
        if self._agenda is not None:
            self._steps.change_times(self._steps.visitor, self._visitor_name(), self._agenda)

    def _visitor_name(self) -> str:
        """Whose days away they are; '' for who works here."""
        return "" if self._uses.visitor else self._tools.visitor_name()

    def _follow_move(self, starts: datetime) -> None:
        if monday(starts.date()) != monday(self._day):
            self._day = starts.date()
            self._load()

    def _confirm_move(self, moving: Moving) -> None:
        self._steps.confirm_move(moving.item, moving.starts, self._board.moving.leave)

    def _follow(self, _changes: Changes) -> None:
        if self.isVisible():
            self._load()
