"""The page Agenda: appointments day by day, or the week as a grid, for a visitor or for all."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from huisbezoek.model.domain.agenda import monday, week
from huisbezoek.model.usecases.agenda import Agenda, AgendaItem
from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.ui import errors, step_words, texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs import agenda_rows
from huisbezoek.ui.dialogs.agenda_moving import AgendaMoving, Moving
from huisbezoek.ui.dialogs.agenda_sheet import RESIDENT
from huisbezoek.ui.dialogs.agenda_steps import AgendaSteps, AgendaUses
from huisbezoek.ui.dialogs.away_card import AwayCard, title_for
from huisbezoek.ui.dialogs.day_dialog import DayDialog
from huisbezoek.ui.models import agenda_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.agenda_bar import AgendaBar
from huisbezoek.ui.widgets.announce import announce
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.text import Text
from huisbezoek.ui.widgets.week_grid import WeekGrid
from huisbezoek.ui.workbench import Workbench

_WEEKS: Final = 4
"""So many weeks are listed from the chosen one on; the grid shows the first."""
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
        self._shows_week = False
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
        self._load()

    def show_view(self, agenda: Agenda) -> None:
        """Shows what was found."""
        self._problem.hide()
        self._agenda = self._without_own_name(agenda)
        self._tools.set_visitors(agenda.visitors)
        self._show_agenda()
        if self._wanted:
            self._steps.appoint(self._wanted, self._proposed())
            self._wanted = ""

    def _without_own_name(self, agenda: Agenda) -> Agenda:
        """Who looks at her own agenda knows who comes."""
        if not self._uses.visitor:
            return agenda
        return replace(agenda, items=tuple(replace(one, visitor_name="") for one in agenda.items))

    def item(self, identifier: str) -> AgendaItem | None:
        """The appointment with this id, as far as it is loaded."""
        items = self._agenda.items if self._agenda is not None else ()
        return next((one for one in items if one.identifier == identifier), None)

    def menu_of(self, item: AgendaItem) -> QMenu:
        """What can be done with an appointment, as a menu."""
        menu = QMenu(self)
        for command in self._steps.offers(item):
            words = step_words.command(command)
            if words is not None:
                action = menu.addAction(words.text)
                action.setObjectName(f"menu_{command.value}")
                action.triggered.connect(partial(self._do, item, command.value))
        menu.addSeparator()
        see = menu.addAction(self.tr("Kaart bekijken"))
        see.setObjectName("menu_resident")
        see.triggered.connect(partial(self._do, item, RESIDENT))
        return menu

    def more_menu(self) -> QMenu:
        """What can be done with the agenda as a whole."""
        menu = QMenu(self)
        for name, words, deed in (
            ("menu_order", self.tr("Volgorde van de dag"), self._show_order),
            ("menu_print_day", self.tr("Dagblad printen"), self._print_day),
            ("menu_print_week", self.tr("Week printen"), self._print_week),
            ("menu_export", self.tr("Agendabestand voor een ander programma"), self._steps.export),
        ):
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(lambda _=False, do=deed: do())
        if self._steps.visitor:
            menu.addSeparator()
            action = menu.addAction(title_for(self._visitor_name()))
            action.setObjectName("menu_times")
            action.triggered.connect(self._change_times)
        return menu

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        more = Button(self._look, self.tr("&Meer"), icon="ellipsis")
        more.setObjectName("more_agenda")
        more.clicked.connect(
            lambda: self._pop(self.more_menu(), more.mapToGlobal(more.rect().bottomLeft()))
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
        self._empty = EmptyState(
            self._look, "calendar-days", self.tr("Nog geen afspraken"), "", self._empty_button()
        )
        content.addWidget(self._empty, 20)
        self._later = Text(self._look, tone="muted")
        content.addWidget(self._later)
        content.addWidget(self._list_of_days())
        content.addWidget(self._grid_of_week())
        self._away = AwayCard(self._look, self._change_times)
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

    def _list_of_days(self) -> ListCard:
        self._list = ListCard(self._look, self.tr("Afspraken"))
        self._list.setObjectName("appointments")
        self._list.activated_row.connect(self._open_item)
        self._list.opened_row.connect(self._open_item)
        self._list.menu_requested.connect(self._open_menu)
        return self._list

    def _grid_of_week(self) -> WeekGrid:
        self._grid = WeekGrid(self._look, self.tr("Week"), agenda_rows.grid_words())
        self._grid.setObjectName("week")
        self._grid.set_several_words(self.tr("{0} afspraken"))
        self._grid.opened.connect(self._open_item)
        self._grid.new_asked.connect(self._steps.ask_who)
        self._grid.several_asked.connect(self._choose_item)
        self._grid.menu_requested.connect(self._open_menu)
        self._moving = AgendaMoving(self._grid, self._move_hint, self.item)
        self._moving.went.connect(self._follow_move)
        self._moving.asked.connect(self._confirm_move)
        self._grid.hide()
        return self._grid

    def _empty_button(self) -> Button:
        if self._uses.visitor:
            button = Button(self._look, self.tr("Naar V&andaag"), icon="house")
            button.clicked.connect(lambda: self.go.emit(Destination(PageName.TODAY)))
        else:
            button = Button(self._look, self.tr("Naar In&woners"), icon="users")
            button.clicked.connect(lambda: self.go.emit(Destination(PageName.RESIDENTS)))
        button.setObjectName("leave_empty_agenda")
        return button

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
        first = monday(self._day)
        last = first + timedelta(days=7 * _WEEKS - 1)
        visitor = self._steps.visitor
        self._workbench.ask(
            lambda reading: self._uses.view(reading, visitor, first, last),
            self.show_view,
            self._show_problem,
        )

    def _go_today(self) -> None:
        self._day = self._uses.now().date()
        self._load()
        if self._shows_week:
            self._grid.set_current(datetime.combine(self._day, _TEN))

    def _step_week(self, weeks: int) -> None:
        self._moving.leave()
        self._day += timedelta(days=7 * weeks)
        self._load()
        announce(self, self._week_words())

    def _choose_day(self) -> None:
        days = self._agenda.days if self._agenda is not None else {}
        dialog = DayDialog(self._look, self.window(), self._day, lambda day: days.get(day, 0))
        dialog.accepted.connect(lambda: self.show_day(dialog.day()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _choose_visitor(self, visitor: str) -> None:
        self._steps.visitor = visitor
        self._load()

    def _turn_view(self) -> None:
        self._moving.leave()
        self._shows_week = not self._shows_week
        self._show_agenda()
        target: QWidget = self._grid if self._shows_week else self._list
        if target.isVisibleTo(self):
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- showing ---------------------------------------------------------------------------

    def _show_agenda(self) -> None:
        agenda = self._agenda
        if agenda is None:
            return
        is_own, narrow = bool(self._uses.visitor), self._frame.narrow
        self._tools.set_shows_week(shows_week=self._shows_week)
        self._frame.set_sentence(f"{self._week_words()} {self._count_words(agenda)}".strip())
        today = self._uses.now().date()
        self._list.set_rows(agenda_rows.list_rows(agenda, is_own=is_own))
        days = week(self._day)
        of_week = [one for one in agenda.items if one.appointment.starts.date() in days]
        shown = agenda_rows.grid_days(days, agenda, today, is_own=is_own, narrow=narrow)
        self._grid.set_week(shown, agenda_rows.grid_entries(of_week))
        self._moving.show_again()
        self._grid.setVisible(self._shows_week)
        self._list.setVisible(not self._shows_week and bool(agenda.items))
        self._show_empty(agenda)
        self._away.setVisible(bool(self._steps.visitor))
        self._away.show_times(agenda, self._visitor_name(), today)

    def _show_empty(self, agenda: Agenda) -> None:
        self._empty.setVisible(not agenda.has_any and not self._shows_week)
        where = (
            self.tr("Maak er een vanuit Vandaag.")
            if self._uses.visitor
            else self.tr("Kies Nieuwe afspraak, of begin bij een inwoner.")
        )
        self._empty.set_words(self.tr("Nog geen afspraken"), where)
        last = monday(self._day) + timedelta(days=7 * _WEEKS - 1)
        later = min((day for day in agenda.days if day > last), default=None)
        words = ""
        if not agenda.items and agenda.has_any:
            words = self.tr("In deze vier weken staan geen afspraken.")
            if later is not None:
                coming = self.tr("De volgende is op {0}.").format(texts.long_date(later))
                words = f"{words} {coming}"
        self._later.setText(words)
        self._later.setVisible(bool(words) and not self._shows_week)

    def _week_words(self) -> str:
        days = week(self._day)
        number = days[0].isocalendar().week
        words = self.tr("Week {0}: {1}.")
        return words.format(number, agenda_words.week_of(days[0], days[-1]))

    def _count_words(self, agenda: Agenda) -> str:
        count = sum(agenda.days.get(day, 0) for day in week(self._day))
        if not count:
            return self.tr("Deze week zijn er geen afspraken.") if agenda.has_any else ""
        return texts.counted(count, self.tr("{0} afspraak."), self.tr("{0} afspraken."))

    def _say_kept(self, name: str) -> None:
        words = self.tr("{0}. Open het in uw agenda. Wis het daarna: het is niet versleuteld.")
        self._done.set_words(self.tr("Het agendabestand is gemaakt"), words.format(name))
        self._done.show()

    def _show_problem(self, error: Exception) -> None:
        self._problem.set_words(errors.sentence(error))
        self._problem.show()

    # --- doing -----------------------------------------------------------------------------

    def _do(self, item: AgendaItem, what: str, *_: object) -> None:
        self._steps.do(item, what)

    def _new(self) -> None:
        self._steps.ask_who(self._proposed())

    def _proposed(self) -> datetime:
        """The cell in view, or ten o'clock on the first day of the week that is not over."""
        chosen = self._grid.current_moment() if self._shows_week else None
        today = self._uses.now().date()
        first = next((day for day in week(self._day) if day > today), self._day)
        return chosen or datetime.combine(first, _TEN)

    def _open_item(self, identifier: str) -> None:
        item = self.item(identifier)
        if item is not None:
            self._steps.show_item(item)

    def _open_menu(self, identifier: str, place: QPoint) -> None:
        item = self.item(identifier)
        if item is not None:
            self._pop(self.menu_of(item), place)

    def _choose_item(self, identifiers: list[str], place: QPoint) -> None:
        self._pop(self.choice_of(identifiers), place)

    def choice_of(self, identifiers: list[str]) -> QMenu:
        """The appointments that take the same time, to choose one to open."""
        menu = QMenu(self)
        for identifier in identifiers:
            item = self.item(identifier)
            if item is not None:
                clock = texts.clock(item.appointment.starts)
                action = menu.addAction(f"{clock} {texts.capital(item.card.name)}")
                action.triggered.connect(partial(self._steps.show_item, item))
        return menu

    def _pop(self, menu: QMenu, place: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _chosen_day(self) -> date:
        """The day of the current appointment or cell, else the first day with appointments."""
        moment = self._grid.current_moment() if self._shows_week else None
        current = self.item(self._list.current_id())
        if moment is not None:
            return moment.date()
        if current is not None:
            return current.appointment.starts.date()
        items = self._agenda.items if self._agenda is not None else ()
        return items[0].appointment.starts.date() if items else self._day

    def _show_order(self) -> None:
        self._steps.show_order(self._chosen_day())

    def _print_day(self) -> None:
        self._steps.print_day(self._chosen_day())

    def _print_week(self) -> None:
        self._steps.print_week(self._day)

    def _change_times(self) -> None:
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
        self._steps.confirm_move(moving.item, moving.starts, self._moving.leave)

    def _follow(self, _changes: Changes) -> None:
        if self.isVisible():
            self._load()
