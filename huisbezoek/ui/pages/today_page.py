"""The page Vandaag: what to do now, why, and the one next step of each visit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.events import CallOutcome, CancelledBy
from huisbezoek.model.domain.visit_commands import COORDINATOR_COMMANDS, VisitCommand, offered
from huisbezoek.model.usecases.aftercare import AftercareTalk
from huisbezoek.model.usecases.ports.follow_up import SignalRow
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.model.usecases.today import Today, TodayCard, TodayGroup
from huisbezoek.model.usecases.visits import NewAppointment
from huisbezoek.ui import errors, step_words, texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.ladder_steps import LadderSteps, LadderUses
from huisbezoek.ui.dialogs.paper_printing import PaperPrinting, PaperPrintUses
from huisbezoek.ui.dialogs.visit_steps import AroundQuestion, VisitSteps
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models import own_note_words, talk_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card, HeroCard, HeroWords
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow, GroupRow
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.text import IconText, Text
from huisbezoek.ui.workbench import Workbench

_GROUPS: Final = {
    TodayGroup.WAITS_LONGER: QT_TRANSLATE_NOOP("TodayPage", "Wacht langer"),
    TodayGroup.TODAY: QT_TRANSLATE_NOOP("TodayPage", "Vandaag"),
    TodayGroup.THIS_WEEK: QT_TRANSLATE_NOOP("TodayPage", "Deze week"),
    TodayGroup.LATER: QT_TRANSLATE_NOOP("TodayPage", "Later"),
    TodayGroup.AWAITS_ANSWER: QT_TRANSLATE_NOOP("TodayPage", "Wacht op antwoord"),
}
_NOON, _EVENING = 12, 18
_WRITES: Final = {
    VisitCommand.START_VISIT,
    VisitCommand.RECORD_VISIT,
    VisitCommand.FINISH_REPORT,
    VisitCommand.ADD_TO_REPORT,
}
"""With one of these steps a report can be written, so also on paper."""


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
        self._papers: PaperPrinting | None = None
        if uses.papers is not None:
            self._papers = PaperPrinting(workbench, look, uses.papers, self)
            self._papers.failed.connect(self._show_problem)
        self._ladder: LadderSteps | None = None
        if uses.ladder is not None:
            self._ladder = LadderSteps(workbench, look, uses.ladder, self)
            self._ladder.failed.connect(self._show_problem)
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
        self._problem.hide()
        self._view = view
        cards = [*([view.hero] if view.hero else []), *view.cards]
        self._cards = {visit: card for card in cards for visit in card.visits}
        self._frame.set_title(self._greeting())
        self._frame.set_sentence(*self._totals(view))
        self._show_hero(view.hero)
        self._list.set_rows(self._rows(view))
        self._list.setVisible(bool(view.cards))
        self._show_empty(view)
        self._show_coordinator(view)
        visit, detail = self._wanted
        self._wanted = ("", "")
        if self._wants_focus:
            self._wants_focus = False
            self._focus_next_step()
        if visit in self._cards and detail in _DETAILS:
            self._steps.begin(self._cards[visit], _DETAILS[detail])

    def _focus_next_step(self) -> None:
        starts = (one for one in self.findChildren(Button, "start_visit") if one.isVisible())
        start = next(starts, None)
        reason = Qt.FocusReason.TabFocusReason
        if start is not None:
            start.setFocus(reason)
        elif self._list.isVisible():
            self._list.setFocus(reason)

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
        steps = offered(
            card.state,
            self._uses.now().date(),
            has_telephone=bool(card.telephone),
            terms=self._view.terms,
        )
        return tuple(
            step
            for step in steps
            if step not in COORDINATOR_COMMANDS
            and step is not card.step.command
            and step_words.command(step) is not None
        )

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        search = Button(self._look, self.tr("Inwoner &zoeken"), icon="search")
        search.setObjectName("search_resident")
        search.clicked.connect(lambda: self.go.emit(Destination(PageName.RESIDENTS)))
        self._frame.add_header_button(search)
        self._frame.narrow_changed.connect(self._follow_width)
        self._problem = Banner(self._look, "error", "")
        self._problem.hide()
        self._hero_place = QVBoxLayout()
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
        self._empty = self._nothing_to_do()
        content = self._frame.content
        content.addWidget(self._problem)
        content.addLayout(self._hero_place)
        content.addWidget(self._empty, 20)
        content.addWidget(self._list)
        self._coordinator = IconText(self._look, "phone", "", tone="muted")
        self._coordinator.setObjectName("coordinator_number")
        self._coordinator.hide()
        content.addWidget(self._own_notes())
        content.addWidget(self._coordinator)
        content.addStretch(1)

    def _own_notes(self) -> Card:
        self._notes = Card(self._look, self.tr("Uw notities"), icon="notebook-pen")
        self._notes.setObjectName("own_notes")
        self._notes_text = Text(self._look)
        self._notes.body.addWidget(self._notes_text)
        self._notes.hide()
        return self._notes

    def _nothing_to_do(self) -> EmptyState:
        self._go_exchange = self._go_button("go_exchange", PageName.EXCHANGE)
        self._go_agenda = self._go_button("go_agenda", PageName.AGENDA)
        return EmptyState(self._look, "coffee", "", "", self._go_exchange, self._go_agenda)

    def _go_button(self, name: str, page: PageName) -> Button:
        to_agenda = page is PageName.AGENDA
        words = self.tr("Bekijk &agenda") if to_agenda else self.tr("Naar &Uitwisselen")
        icon = "calendar-days" if to_agenda else "refresh-cw"
        button = Button(self._look, words, icon=icon)
        button.setObjectName(name)
        button.clicked.connect(lambda: self.go.emit(Destination(page)))
        return button

    # --- steps -----------------------------------------------------------------------------

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

    def menu_of(self, visit: str) -> QMenu:
        """The menu of a visit on the page: the rest of its steps, and its resident's card."""
        card = self._cards[visit]
        menu = QMenu(self)
        for step in self.rest_of(visit):
            words = step_words.command(step)
            if words is not None:
                action = menu.addAction(words.text)
                action.setObjectName(f"menu_{step.value}")
                action.triggered.connect(partial(self._steps.begin, card, step))
        if self._ladder is not None:
            self._ladder.add_to(menu, card)
        self._add_papers(menu, visit, card)
        menu.addSeparator()
        see = menu.addAction(self.tr("Kaart bekijken"))
        see.setObjectName("menu_resident")
        see.triggered.connect(partial(self._open_resident, visit))
        return menu

    def _add_papers(self, menu: QMenu, visit: str, card: TodayCard) -> None:
        if not {*self.rest_of(visit), card.step.command} & _WRITES:
            return
        menu.addSeparator()
        if self._papers is not None:
            to_print = menu.addAction(self.tr("Gesprek op papier printen"))
            to_print.setObjectName("menu_print_paper")
            to_print.triggered.connect(partial(self._papers.print_guide, visit))
        type_over = menu.addAction(self.tr("Van papier overtypen"))
        type_over.setObjectName("menu_type_over")
        type_over.triggered.connect(lambda: self.go.emit(Destination(PageName.PAPER, visit)))

    def _open_resident(self, visit: str, *_: object) -> None:
        card = self._cards.get(visit)
        if card is not None:
            self.go.emit(Destination(PageName.RESIDENT, card.row.resident))

    # --- showing ---------------------------------------------------------------------------

    def _greeting(self) -> str:
        hour = self._uses.now().hour
        if hour < _NOON:
            words = self.tr("Goedemorgen, {0}")
        elif hour < _EVENING:
            words = self.tr("Goedemiddag, {0}")
        else:
            words = self.tr("Goedenavond, {0}")
        return words.format(self._uses.first_name)

    def _totals(self, view: Today) -> tuple[str, str]:
        day = f"{texts.capital(texts.long_date(self._uses.now().date()))}."
        parts = []
        if view.visits_today:
            parts.append(
                texts.counted(
                    view.visits_today,
                    self.tr("Vandaag hebt u {0} bezoek."),
                    self.tr("Vandaag hebt u {0} bezoeken."),
                )
            )
        if view.waiting_longer:
            parts.append(
                texts.counted(
                    view.waiting_longer,
                    self.tr("{0} bezoek wacht al langer."),
                    self.tr("{0} bezoeken wachten al langer."),
                )
            )
        return " ".join((day, *parts)), " ".join(parts) or day

    def _show_hero(self, hero: TodayCard | None) -> None:
        now: QWidget | None = self.window().focusWidget()
        while (item := self._hero_place.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                # Fresh news must not take the keyboard away from the next step.
                self._wants_focus |= now is not None and widget.isAncestorOf(now)
                widget.hide()
                widget.deleteLater()
        if hero is None or hero.state.appointment is None:
            return
        visit = hero.row.visit
        appointment = hero.state.appointment
        about = (hero.row.address_line, appointment.present, appointment.needs)
        words = HeroWords(
            title=texts.capital(hero.name),
            sentence=" ".join(f"{part.rstrip('.')}." for part in about if part),
            lead=f"{appointment.starts:%H.%M}".removeprefix("0"),
            lead_note=self.tr("Vandaag"),
        )
        card = HeroCard(self._look, words, self._hero_buttons(visit))
        card.setObjectName("hero")
        card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        card.customContextMenuRequested.connect(
            lambda place: self._open_menu(visit, card.mapToGlobal(place))
        )
        self._hero_place.addWidget(card)
        card.show()

    def _hero_buttons(self, visit: str) -> tuple[Button, ...]:
        more = Button(self._look, self.tr("&Meer"), "quiet", "ellipsis")
        more.setObjectName("more_hero")
        more.clicked.connect(
            lambda: self._open_menu(visit, more.mapToGlobal(more.rect().bottomLeft()))
        )
        prepare = Button(self._look, self.tr("&Voorbereiden"), "quiet", "clipboard-list")
        prepare.setObjectName("prepare_visit")
        prepare.clicked.connect(lambda: self.go.emit(Destination(PageName.TALK, visit, "prepare")))
        start = Button(
            self._look, self.tr("Bezoek &starten"), "primary", "arrow-right", icon_right=True
        )
        start.setObjectName("start_visit")
        # As in the list: Enter takes the next step.
        start.setAutoDefault(True)
        start.clicked.connect(lambda: self.do_next_step(visit))
        return more, prepare, start

    def _rows(self, view: Today) -> list[CardRow | GroupRow]:
        rows: list[CardRow | GroupRow] = []
        for group, text in _GROUPS.items():
            cards = [card for card in view.cards if card.group is group]
            if cards:
                rows.append(GroupRow(self.tr(text), len(cards)))
                rows.extend(self._row(card) for card in cards)
        return rows

    def _row(self, card: TodayCard) -> CardRow:
        today = self._uses.now().date()
        button = step_words.button(card.step)
        when = step_words.when(card.step, today)
        return CardRow(
            id=card.row.visit,
            name=texts.capital(card.name),
            address=card.row.address_line,
            initials=card.row.initials_pair,
            chip=ChipValue(when.text, when.tone) if when is not None else None,
            why=self._why(card, today),
            action=button.text if button else self.tr("Bekijken"),
            action_icon=button.icon if button else "user",
        )

    def _why(self, card: TodayCard, today: date) -> str:
        if card.handed_over:
            return self.tr("Overgedragen aan een andere bezoeker. Lever uw verslag nog in.")
        return step_words.why(card.step, today)

    def _show_coordinator(self, view: Today) -> None:
        """Whom to call, always: also when nothing was exchanged for a long time."""
        card = view.organisation
        number = self._uses.show_telephone(card.coordinator_telephone)
        self._coordinator.setVisible(bool(number))
        words = self.tr("Vragen? Bel {0}, {1}.")
        name = card.coordinator_name or self.tr("uw coördinator")
        if self._ladder is not None:
            self._ladder.set_coordinator(name)
        self._coordinator.set_text(words.format(name, number))

    def _show_notes(self, rows: tuple[SignalRow, ...]) -> None:
        organisation = self._view.organisation if self._view is not None else OrganisationCard()
        today = self._uses.now().date()
        lines = own_note_words.own_notes(rows, talk_words.coordinator(organisation), today)
        self._notes_text.setText("\n".join(lines))
        self._notes.setVisible(bool(lines))

    def _show_empty(self, view: Today) -> None:
        now_groups = {TodayGroup.WAITS_LONGER, TodayGroup.TODAY, TodayGroup.THIS_WEEK}
        is_quiet = view.hero is None and not any(card.group in now_groups for card in view.cards)
        self._empty.setVisible(is_quiet)
        if not is_quiet:
            return
        coming = view.next_visit
        self._go_agenda.setVisible(coming is not None)
        self._go_exchange.setVisible(coming is None)
        if not view.has_residents:
            self._empty.set_words(
                self.tr("Er is nog niemand voor u"),
                self.tr("Uw coördinator wijst u inwoners toe. Wissel daarna uit."),
            )
        elif coming is not None and coming.state.appointment is not None:
            words = self.tr("Volgend bezoek: {0}, bij {1}.")
            starts = texts.moment(coming.state.appointment.starts)
            self._empty.set_words(
                self.tr("Niets te doen deze week"), words.format(starts, coming.name)
            )
        else:
            self._empty.set_words(
                self.tr("Niets te doen deze week"),
                self.tr("Wissel uit om te zien of er iets nieuws is."),
            )

    def _show_problem(self, error: Exception) -> None:
        self._problem.set_words(errors.sentence(error))
        self._problem.show()

    def _follow_width(self, narrow: bool) -> None:  # noqa: FBT001 - the signal carries it
        # Searching is one step away in the rail; here the room is for whole cards.
        self._frame.bottom.setVisible(not narrow and not self._frame.bottom.is_empty())

    def _follow(self, _changes: Changes) -> None:
        if self.isVisible():
            self.open()
