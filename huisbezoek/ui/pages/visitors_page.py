"""Bezoekers: who goes on visits, how much room there is, and what somebody still needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.cycle_plan import Turn
from huisbezoek.model.usecases.districts import NO_DISTRICTS, DistrictChoices
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.model.usecases.supervision import Supervision
from huisbezoek.model.usecases.visitors import AssignLine, VisitorView
from huisbezoek.ui import errors, texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.answering import Answering, AnsweringUses
from huisbezoek.ui.dialogs.assign_dialog import MOST_LINES, AssignDialog, AssignInput
from huisbezoek.ui.dialogs.erasure_panel import ErasurePanel, SeenErasure
from huisbezoek.ui.dialogs.hand_over_dialog import HandOverPerson
from huisbezoek.ui.dialogs.hand_over_steps import HandOverSteps, HandOverUses
from huisbezoek.ui.dialogs.lost_laptops import LostLaptops, LostLaptopUses
from huisbezoek.ui.dialogs.start_file_making import StartFileUses, show_start_file
from huisbezoek.ui.dialogs.stop_steps import StopSteps, StopUses
from huisbezoek.ui.dialogs.supervision_fold import SupervisionFold
from huisbezoek.ui.dialogs.visitor_card_words import card_value, totals
from huisbezoek.ui.dialogs.visitor_dialog import VisitorDialog
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card, HeroCard, HeroWords
from huisbezoek.ui.widgets.card_grid import CardGrid
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.visitor_card import (
    VisitorCardButtons,
    VisitorCardPanel,
    VisitorCardValue,
)
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class VisitorsUses:
    """What the page asks and does; the clock and chance are bound already.

    `waiting` counts as Overzicht does; `parse_telephone` answers the stored form or None.
    `print_sheets` asks for a printer. `visited` answers which of these residents are visited by
    somebody else than this visitor: they are handed over, with a reason.
    """

    visitors: Callable[[Reading], tuple[VisitorView, ...]]
    unassigned: Callable[[Reading], tuple[AssignLine, ...]]
    waiting: Callable[[Reading], int]
    add: Callable[[Writing, VisitorCard], str]
    change: Callable[[Writing, str, VisitorCard], None]
    assign: Callable[[Writing, Sequence[str], str], int]
    end_assignment: Callable[[Writing, str, str], None]
    colleagues: Callable[[Reading], tuple[VisitorView, ...]]
    """The other coordinators."""
    start_file: StartFileUses
    answering: AnsweringUses
    print_sheets: Callable[[QWidget, Sequence[Sheet]], None]
    parse_telephone: Callable[[str], str | None]
    show_telephone: Callable[[str], str]
    today: Callable[[], date]
    visited: Callable[[Reading, Sequence[str], str], tuple[HandOverPerson, ...]]
    hand_over: HandOverUses
    lost: LostLaptopUses
    erasures: Callable[[Writing], tuple[SeenErasure, ...]]
    turns: Callable[[Reading, Sequence[AssignLine]], Mapping[str, Turn]]
    """What the rules of a match ask about each line, by its first resident."""
    supervision: Callable[[Reading], Supervision]
    stop: StopUses
    districts: Callable[[Reading], DistrictChoices]


@dataclass(frozen=True, slots=True)
class _Seen:
    views: tuple[VisitorView, ...] = ()
    lines: tuple[AssignLine, ...] = ()
    waiting: int = 0
    colleagues: tuple[VisitorView, ...] = ()


class VisitorsPage(QWidget):
    """The visitors as cards; who needs something comes first."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: VisitorsUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._seen = _Seen()
        self._districts = NO_DISTRICTS
        self._wanted = ("", "")
        self._words = VisitorCardButtons(_tr("Bekijk"), _tr("Startbestand maken"))
        self._frame = PageFrame(look, _tr("Bezoekers"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:
        """Loads the visitors; 'new', 'assign' (perhaps for a resident) and 'start_file' begin."""
        self._wanted = (subject, detail)
        # What was said on an earlier visit to the page is no news any more.
        self._done.hide()
        # Asked first, so that they are there when a card opens at once; they hardly ever change.
        self._workbench.ask(self._uses.districts, self._keep_districts, self._fail)
        self._load()

    def _keep_districts(self, choices: DistrictChoices) -> None:
        self._districts = choices

    def _load(self) -> None:
        self._workbench.ask(
            lambda reading: _Seen(
                self._uses.visitors(reading),
                self._uses.unassigned(reading),
                self._uses.waiting(reading),
                self._uses.colleagues(reading),
            ),
            self._show,
            self._fail,
        )
        self._lost.load()
        self._stops.load()
        self._count()
        self._workbench.do(self._uses.erasures, self._erased.set_erasures, self._fail)

    def _count(self) -> None:
        """The numbers are only read while somebody looks at them."""
        if self._how.is_open:
            today = self._uses.today()
            self._workbench.ask(
                self._uses.supervision,
                lambda seen: self._how.set_numbers(seen, today),
                self._fail,
            )

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self._add = Button(self._look, _tr("Bezoeker &toevoegen"), "primary", "user-plus")
        self._add.setObjectName("add_visitor")
        self._add.clicked.connect(self._add_visitor)
        self._frame.add_header_button(self._add)
        self._problem = Banner(self._look, "error", "")
        self._problem.setObjectName("visitors_error")
        self._problem.hide()
        self._done = Banner(self._look, "good", "")
        self._done.setObjectName("visitors_done")
        self._done.hide()
        self._build_laptops()
        self._build_how()
        self._assign_button = Button(
            self._look, _tr("&Inwoners toewijzen"), "primary", "user-check"
        )
        self._assign_button.setObjectName("assign_residents")
        self._assign_button.clicked.connect(self._assign_residents)
        self._hero = HeroCard(self._look, HeroWords(_tr("Toewijzen")), (self._assign_button,))
        self._hero.setObjectName("assign_card")
        self._hero.hide()
        self._grid = CardGrid(self._look)
        self._empty = EmptyState(
            self._look,
            "users",
            _tr("Nog geen bezoekers"),
            _tr("Voeg toe wie er op bezoek gaat. Daarna wijst u inwoners toe."),
        )
        self._empty.hide()
        content = self._frame.content
        above = (self._problem, self._done, self._lost, self._hero, self._grid)
        for widget in above:
            content.addWidget(widget)
        content.addWidget(self._empty, 1)
        for card in (self._how, self._stops, self._trouble, self._erased):
            content.addWidget(card)
        content.addStretch(1)

    def _build_laptops(self) -> None:
        lost = Button(self._look, _tr("Laptop &kwijt of gestolen"), icon="laptop-minimal")
        lost.setObjectName("laptop_lost")
        self._answering = Answering(
            self._workbench, self._look, self._uses.answering, self._uses.print_sheets, self
        )
        self._answering.failed.connect(self._fail)
        answer = Button(self._look, _tr("&Wachtwoord vergeten"), icon="key-round")
        answer.setObjectName("answer_forgotten_password")
        answer.clicked.connect(self._answering.begin)
        self._trouble = Card(self._look, _tr("Als er iets misgaat"))
        row = Row(self._look, stacks=True)
        for button in (lost, answer):
            row.add(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.box.addStretch(1)
        self._trouble.body.addWidget(row)
        self._lost = LostLaptops(
            self._workbench, self._look, self._uses.lost, self._uses.print_sheets
        )
        self._lost.failed.connect(self._fail)
        self._lost.start_file_wanted.connect(self._make_start_file)
        lost.clicked.connect(self._lost.begin)
        self._erased = ErasurePanel(self._look)
        self._steps = HandOverSteps(self._workbench, self._look, self._uses.hand_over, self)
        self._steps.failed.connect(self._fail)
        self._steps.done.connect(lambda words: self._say(_tr("Overgedragen"), words))

    def _build_how(self) -> None:
        self._how = SupervisionFold(self._look)
        self._how.visitor_asked.connect(self._open_visitor)
        self._how.resident_asked.connect(
            lambda resident: self.go.emit(Destination(PageName.RESIDENT, resident))
        )
        self._how.opened.connect(lambda _is_open: self._count())
        self._stops = StopSteps(self._workbench, self._look, self._uses.stop)
        self._stops.failed.connect(self._fail)
        self._stops.done.connect(self._say)

    # --- showing ---------------------------------------------------------------------------

    def _show(self, seen: _Seen) -> None:
        self._problem.hide()
        self._seen = seen
        views = seen.views
        self._frame.set_sentence(*totals(views))
        self._show_hero(seen)
        self._show_cards([*views, *seen.colleagues])
        self._grid.setVisible(bool(views or seen.colleagues))
        self._empty.setVisible(not views)
        self._how.setVisible(bool(views))
        self._trouble.setVisible(bool(views or seen.colleagues))
        self._begin_wanted()

    def _show_hero(self, seen: _Seen) -> None:
        shows = bool(seen.views and seen.lines)
        self._hero.setVisible(shows)
        self._add.set_kind("secondary" if shows else "primary")
        if seen.waiting:
            title = texts.counted(
                seen.waiting,
                _tr("{0} inwoner heeft nog geen bezoeker"),
                _tr("{0} inwoners hebben nog geen bezoeker"),
            )
        else:
            title = texts.counted(
                sum(len(line.residents) for line in seen.lines),
                _tr("{0} inwoner krijgt een brief en heeft nog geen bezoeker"),
                _tr("{0} inwoners krijgen een brief en hebben nog geen bezoeker"),
            )
        sentence = _tr("Kies wie er op bezoek gaat. Een echtpaar blijft samen.")
        self._hero.set_words(HeroWords(title, sentence))

    def _show_cards(self, views: Sequence[VisitorView]) -> None:
        today = self._uses.today()
        values = [card_value(view, today) for view in views]
        self._grid.set_cards([(value, partial(self._card, value)) for value in values])

    def _card(self, value: VisitorCardValue) -> QWidget:
        panel = VisitorCardPanel(self._look, value, self._words)
        panel.view_requested.connect(self._open_visitor)
        panel.start_file_requested.connect(self._make_start_file)
        return panel

    def _begin_wanted(self) -> None:
        subject, detail = self._wanted
        self._wanted = ("", "")
        if detail == "new":
            self._add_visitor()
        elif detail == "assign" and self._seen.views and self._seen.lines:
            self._assign_residents(resident=subject)
        elif detail == "laptop_lost":
            self._lost.begin()
        elif detail == "silent":
            self._how.open_list("silent")
        elif detail == "start_file" and len(self._seen.views) == 1:
            self._make_start_file(self._seen.views[0].record.visitor)

    # --- acting ----------------------------------------------------------------------------

    def _add_visitor(self) -> None:
        dialog = self._dialog(None)

        def keep() -> None:
            card = dialog.card
            self._workbench.do(lambda writing: self._uses.add(writing, card), failed=self._fail)

        dialog.accepted.connect(keep)
        dialog.show_once()

    def _dialog(self, view: VisitorView | None) -> VisitorDialog:
        uses = self._uses
        return VisitorDialog(
            self._look, self.window(), uses.parse_telephone, uses.today(), view, self._districts
        )

    def _open_visitor(self, visitor: str) -> None:
        view = self._view(visitor)
        if view is None:
            return
        dialog = self._dialog(view)
        card = view.record.card
        number = self._uses.show_telephone(card.telephone) if card.telephone else ""
        dialog.fill(card, number)

        def keep() -> None:
            changed = dialog.card
            self._workbench.do(
                lambda writing: self._uses.change(writing, visitor, changed), failed=self._fail
            )

        def take_back(residents: tuple[str, ...], reason: str) -> None:
            def deed(writing: Writing) -> None:
                for resident in residents:
                    self._uses.end_assignment(writing, resident, reason)

            dialog.reject()
            self._workbench.do(deed, failed=self._fail)

        def hand_over(residents: tuple[str, ...]) -> None:
            dialog.reject()
            self._steps.begin(
                [
                    HandOverPerson(row.resident, row.formal_name, row.address_line, (visitor,))
                    for row in view.residents
                    if row.resident in residents
                ]
            )

        def assign() -> None:
            dialog.reject()
            self._assign_residents(visitor=visitor)

        dialog.accepted.connect(keep)
        dialog.stop_wanted.connect(dialog.reject)
        dialog.stop_wanted.connect(partial(self._stops.begin, visitor))
        dialog.take_back.connect(take_back)
        dialog.hand_over_wanted.connect(hand_over)
        dialog.assign_wanted.connect(assign)
        dialog.show_once()

    def _assign_residents(self, *_: object, visitor: str = "", resident: str = "") -> None:
        if not self._seen.lines:
            self._say(_tr("Er is niemand om toe te wijzen."), "")
            return
        seen = self._seen

        def show(turns: Mapping[str, Turn]) -> None:
            dialog = AssignDialog(
                self._look,
                self.window(),
                AssignInput(seen.views, seen.lines, turns),
                visitor=visitor,
                resident=resident,
            )
            self._follow_assigning(dialog)
            dialog.show_once()

        first = seen.lines[:MOST_LINES]
        self._workbench.ask(lambda reading: self._uses.turns(reading, first), show, self._fail)

    def _follow_assigning(self, dialog: AssignDialog) -> None:

        def given(count: int) -> None:
            view = self._view(dialog.visitor)
            one = _tr("{0} inwoner is toegewezen aan {1}.")
            words = one if count == 1 else _tr("{0} inwoners zijn toegewezen aan {1}.")
            name = view.record.card.name if view is not None else ""
            self._say(words.format(texts.number(count), name), self._next_after(view))

        def give(visited: tuple[HandOverPerson, ...]) -> None:
            # Somebody may have been given to another visitor since the list was made.
            others = {person.resident for person in visited}
            free = [one for one in dialog.residents if one not in others]
            if free:
                self._workbench.do(
                    lambda writing: self._uses.assign(writing, free, dialog.visitor),
                    given,
                    self._fail,
                )
            if visited:
                self._steps.begin(visited, to=dialog.visitor)

        dialog.accepted.connect(
            lambda: self._workbench.ask(
                lambda reading: self._uses.visited(reading, dialog.residents, dialog.visitor),
                give,
                self._fail,
            )
        )

    def _next_after(self, view: VisitorView | None) -> str:
        if view is not None and view.record.enrolled:
            return _tr("Wissel uit, dan gaat het mee naar de laptop.")
        return _tr("Maak daarna het startbestand.")

    def _make_start_file(self, visitor: str) -> None:
        view = self._view(visitor)
        if view is not None:
            uses = self._uses
            show_start_file(
                self._workbench, self._look, uses.start_file, uses.print_sheets, self, view
            )

    def _view(self, visitor: str) -> VisitorView | None:
        known = (*self._seen.views, *self._seen.colleagues)
        return next((one for one in known if one.record.visitor == visitor), None)

    def _say(self, title: str, sentence: str) -> None:
        self._done.set_words(title, sentence)
        self._done.show()

    def _fail(self, error: Exception) -> None:
        self._done.hide()
        self._problem.set_words(errors.sentence(error))
        self._problem.show()

    def _follow(self, changes: Changes) -> None:
        # Only a writer may read some of what stands here: reading it must not begin anew for ever.
        if self.isVisible() and (changes.subjects or changes.local):
            self._load()


def _tr(text: str) -> str:
    return QCoreApplication.translate("visitors", text)
