"""The page Vandaag: what to do now, why, and the one next step of each visit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from huisbezoek.model.domain.events import CallOutcome, CancelledBy
from huisbezoek.model.domain.visit_commands import VisitCommand
from huisbezoek.model.usecases.aftercare import AftercareTalk
from huisbezoek.model.usecases.ports.follow_up import SignalRow
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.model.usecases.today import Today, TodayCard
from huisbezoek.model.usecases.visits import NewAppointment
from huisbezoek.ui import errors
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.ladder_steps import LadderSteps, LadderUses
from huisbezoek.ui.dialogs.paper_printing import PaperPrinting, PaperPrintUses
from huisbezoek.ui.dialogs.today_foot import TodayFoot
from huisbezoek.ui.dialogs.today_hero import TodayHero
from huisbezoek.ui.dialogs.today_list import today_rows
from huisbezoek.ui.dialogs.today_menu import TodayMenu, rest_of
from huisbezoek.ui.dialogs.today_quiet import TodayQuiet
from huisbezoek.ui.dialogs.visit_steps import AroundQuestion, VisitSteps
from huisbezoek.ui.models import today_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.workbench import Workbench

# What the next step of a resident's card asks for in `Destination.detail`.
_DETAILS: Final = {
    "call": VisitCommand.CALL,
    "appointment": VisitCommand.MAKE_APPOINTMENT,
    "aftercare": VisitCommand.CALL_AFTERCARE,
}


@dataclass(frozen=True, slots=True)
class TodayUses:
    """What the page asks and does; who acts and the clock are bound already.

    The tick of `cancel` tells that no new appointment is wanted, that of `finish_aftercare` that no
    call is wanted.
    """

    view: Callable[[Reading], Today]
    log_call: Callable[[Writing, str, CallOutcome, date | None], None]
    make_appointment: Callable[[Writing, tuple[str, ...], NewAppointment], str]
    confirm: Callable[[Writing, str], None]
    cancel: Callable[[Writing, str, CancelledBy, bool], None]
    not_at_home: Callable[[Writing, str], None]
    send_card: Callable[[Writing, str], None]
    close_unreached: Callable[[Writing, str], None]
    finish_aftercare: Callable[[Writing, str, bool], None]
    aftercare: Callable[[Reading, str], AftercareTalk]
    offer_name: Callable[[Reading, str], str]
    own_notes: Callable[[Reading], tuple[SignalRow, ...]]
    partner_visits: Callable[[Reading, str], tuple[tuple[str, str], ...]]
    show_telephone: Callable[[str], str]
    first_name: str
    now: Callable[[], datetime]
    papers: PaperPrintUses | None = None
    around: AroundQuestion | None = None
    ladder: LadderUses | None = None


class TodayPage(QWidget):
    """Vandaag: computed from the visits of this visitor, never typed.

    Enter takes the next step, B calls, V puts off, the Menu key offers the rest.
    """

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: TodayUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._cards: dict[str, TodayCard] = {}
        self._view: Today | None = None
        self._wanted = ("", "")
        # After unlocking Enter is enough.
        self._wants_focus = True
        self._steps = VisitSteps(workbench, look, uses, self, uses.around)
        self._steps.talk.connect(lambda visit: self.go.emit(Destination(PageName.TALK, visit)))
        self._steps.failed.connect(self._show_problem)
        papers: PaperPrinting | None = None
        if uses.papers is not None:
            papers = PaperPrinting(workbench, look, uses.papers, self)
            papers.failed.connect(self._show_problem)
        self._ladder: LadderSteps | None = None
        if uses.ladder is not None:
            self._ladder = LadderSteps(workbench, look, uses.ladder, self)
            self._ladder.failed.connect(self._show_problem)
        self._menu = TodayMenu(self, self._steps, self._ladder, papers, self.go.emit)
        self._frame = PageFrame(look, "")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:
        """Loads the visits of today; with a visit and 'call', 'appointment' or 'aftercare' begins.

        The resident's card sends such a wish along.
        """
        self._wanted = (subject, detail)
        self._workbench.ask(self._uses.view, self.show_view, self._show_problem)
        self._workbench.ask(self._uses.own_notes, self._show_notes, self._show_problem)

    def show_view(self, view: Today) -> None:
        """Shows what was found."""
        now = self._uses.now()
        self._problem.hide()
        self._view = view
        cards = [*([view.hero] if view.hero else []), *view.cards]
        self._cards = {visit: card for card in cards for visit in card.visits}
        self._frame.set_title(today_words.greeting(now, self._uses.first_name))
        self._frame.set_sentence(*today_words.totals(view, now.date()))
        self._hero.show_visit(view.hero)
        self._hero.order_keys(self._search, self._list)
        self._list.set_rows(today_rows(view, now.date()))
        self._list.setVisible(bool(view.cards))
        self._quiet.show_view(view)
        self._show_coordinator(view)
        visit, detail = self._wanted
        self._wanted = ("", "")
        if self._wants_focus:
            self._wants_focus = False
            self._focus_next_step()
        if visit in self._cards and detail in _DETAILS:
            self._steps.begin(self._cards[visit], _DETAILS[detail])

    def do_next_step(self, visit: str) -> None:
        """Begins the next step of this visit."""
        card = self._cards.get(visit)
        if card is not None and card.step.command is not None:
            self._steps.begin(card, card.step.command)
        else:
            self._open_resident(visit)

    def rest_of(self, visit: str) -> tuple[VisitCommand, ...]:
        """The other steps of this visit, for its menu."""
        card = self._cards.get(visit)
        if card is None or self._view is None:
            return ()
        return rest_of(card, self._uses.now().date(), self._view.terms)

    def menu_of(self, visit: str) -> QMenu:
        """The menu of a visit on the page: the rest of its steps, and its resident's card."""
        return self._menu.of(visit, self._cards[visit], self.rest_of(visit))

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self._search = Button(self._look, self.tr("Inwoner &zoeken"), icon="search")
        self._search.setObjectName("search_resident")
        self._search.clicked.connect(lambda: self.go.emit(Destination(PageName.RESIDENTS)))
        self._frame.add_header_button(self._search)
        self._frame.narrow_changed.connect(self._follow_width)
        self._problem = Banner(self._look, "error", "")
        self._problem.hide()
        self._build_hero()
        self._build_list()
        self._quiet = TodayQuiet(self._look)
        self._quiet.leave_asked.connect(lambda page: self.go.emit(Destination(page)))
        self._foot = TodayFoot(self._look)
        content = self._frame.content
        content.addWidget(self._problem)
        content.addWidget(self._hero)
        content.addWidget(self._quiet, 20)
        content.addWidget(self._list)
        content.addWidget(self._foot)
        content.addStretch(1)

    def _build_hero(self) -> None:
        self._hero = TodayHero(self._look)
        self._hero.started.connect(self.do_next_step)
        self._hero.prepared.connect(
            lambda visit: self.go.emit(Destination(PageName.TALK, visit, "prepare"))
        )
        self._hero.menu_asked.connect(self._open_menu)
        # Fresh news must not take the keyboard away from the next step.
        self._hero.lost_focus.connect(self._want_focus)

    def _build_list(self) -> None:
        self._list = ListCard(self._look, self.tr("Bezoeken"))
        self._list.setObjectName("visits_today")
        self._list.activated_row.connect(self.do_next_step)
        self._list.opened_row.connect(self._open_resident)
        self._list.menu_requested.connect(self._open_menu)
        call = QShortcut(QKeySequence("B"), self._list)
        call.setContext(Qt.ShortcutContext.WidgetShortcut)
        call.activated.connect(self._call_current)
        if self._ladder is not None:
            self._ladder.listen(self._list, lambda: self._cards.get(self._list.current_id()))

    # --- steps -----------------------------------------------------------------------------

    def _want_focus(self) -> None:
        self._wants_focus = True

    def _focus_next_step(self) -> None:
        """On the visit of today, in a quiet week on what comes next, else on the first card."""
        target: QWidget | None = self._hero.start_button()
        if target is None:
            target = self._quiet.button() if self._quiet.isVisible() else self._list
        if target.isVisible():
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _call_current(self) -> None:
        card = self._cards.get(self._list.current_id())
        if card is not None and card.telephone:
            after = card.step.command is VisitCommand.CALL_AFTERCARE
            known = (*self.rest_of(card.row.visit), card.step.command)
            if after:
                self._steps.begin(card, VisitCommand.CALL_AFTERCARE)
            elif VisitCommand.CALL in known:
                self._steps.begin(card, VisitCommand.CALL)

    def _open_menu(self, visit: str, place: QPoint) -> None:
        if visit in self._cards:
            menu = self.menu_of(visit)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def _open_resident(self, visit: str, *_: object) -> None:
        card = self._cards.get(visit)
        if card is not None:
            self.go.emit(Destination(PageName.RESIDENT, card.row.resident))

    # --- showing ---------------------------------------------------------------------------

    def _show_coordinator(self, view: Today) -> None:
        card = view.organisation
        number = self._uses.show_telephone(card.coordinator_telephone)
        name = self._foot.show_coordinator(card, number)
        if self._ladder is not None:
            self._ladder.set_coordinator(name)

    def _show_notes(self, rows: tuple[SignalRow, ...]) -> None:
        self._foot.show_notes(rows, self._uses.now().date())

    def _show_problem(self, error: Exception) -> None:
        self._problem.set_words(errors.sentence(error))
        self._problem.show()

    def _follow_width(self, narrow: bool) -> None:  # noqa: FBT001 - the signal carries it
        # Searching is one step away in the rail; here the room is for whole cards.
        self._search.setVisible(not narrow)
        self._frame.bottom.setVisible(False)

    def _follow(self, _changes: Changes) -> None:
        if self.isVisible():
            self.open()
