"""Ronde: the load of the months, what the plan proposes, and what a coordinator does with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanProblem
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.usecases.accepting import Accepted
from huisbezoek.model.usecases.forecast import Forecast
from huisbezoek.model.usecases.plan_basis import WhatIf
from huisbezoek.model.usecases.ports.planning import Progress, StopSign
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.model.usecases.proposals import Alternative, ProposalRow
from huisbezoek.model.usecases.round_desk import Desk, taken_off
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.round_accepting import Accepting, AcceptRows
from huisbezoek.ui.dialogs.round_adjust import KeptTerms
from huisbezoek.ui.dialogs.round_choose_dialog import (
    ChooseDeeds,
    ChooseVisitorDialog,
    choose_input,
)
from huisbezoek.ui.dialogs.round_improving import Improving
from huisbezoek.ui.dialogs.round_lists import ProposalLists
from huisbezoek.ui.dialogs.round_load import LoadCard, WeightsDialog, load_words
from huisbezoek.ui.dialogs.round_nobody import NobodyList
from huisbezoek.ui.dialogs.round_room import RoomCard
from huisbezoek.ui.dialogs.round_trying import Trying
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models import forecast_words, round_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.workbench import Workbench

_NEAR_END: Final = 600
"""Pixels before the end of the page at which the next cards are added."""


@dataclass(frozen=True, slots=True)
class RoundUses:
    """What the page asks and does; clock, chance, planner and weights are bound already.

    `better` takes seconds and touches no database; the other questions answer at once.
    """

    at_once: Callable[[Reading], Desk]
    better: Callable[[PlanProblem, Progress, StopSign], CyclePlan]
    with_plan: Callable[[Reading, Desk, CyclePlan], Desk]
    again: Callable[[Reading, Desk], Desk]
    try_out: Callable[[Desk, WhatIf], Forecast]
    alternatives: Callable[[Desk, str], tuple[Alternative, ...]]
    accept: AcceptRows
    fix: Callable[[Writing, ProposalRow, str], None]
    free: Callable[[Writing, ProposalRow], None]
    rule_out: Callable[[Writing, ProposalRow, str], None]
    allow: Callable[[Writing, ProposalRow, str], None]
    split: Callable[[Writing, ProposalRow], None]
    join: Callable[[Writing, ProposalRow], None]
    keep_terms: Callable[[Writing, KeptTerms], object]
    weights: PlanWeights
    today: Callable[[], date]


class RoundPage(QWidget):
    """The quick proposal is there at once; a better one replaces it unless somebody has begun."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: RoundUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._desk: Desk | None = None
        self._day: date | None = None
        self._has_begun = False
        self._is_own = False
        self._asked = 0
        self._frame = PageFrame(look, _tr("Ronde plannen"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._improving = Improving(workbench, look, uses.better, uses.with_plan, self._begun_plan)
        self._accepting = Accepting(workbench, look, uses.accept)
        self._trying = Trying(workbench, look, uses.try_out, uses.keep_terms)
        self._build_header()
        self._build_load()
        self._build_lists()
        self._frame.content.addStretch(1)
        self._frame.narrow_changed.connect(lambda _narrow: self._show_buttons())
        self._frame.body.verticalScrollBar().valueChanged.connect(self._near_end)
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:  # noqa: ARG002 - every page has it
        """Shows the round; what was there stays, unless something changed elsewhere."""
        if self._desk is None or self._day != self._uses.today():
            self._load()
        elif not self._improving.is_best:
            self._improving.begin(self._desk)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._improving.stop()

    # --- building --------------------------------------------------------------------------

    def _build_header(self) -> None:
        self._adjust_button = Button(self._look, _tr("Ronde aan&passen"), icon="sliders-horizontal")
        self._adjust_button.setObjectName("open_adjusting")
        self._adjust_button.clicked.connect(self._open_adjusting)
        self._accept_button = Button(self._look, "", "primary", "check-check")
        self._accept_button.setObjectName("accept_all")
        self._accept_button.clicked.connect(self._accept_all)
        for button in (self._adjust_button, self._accept_button, *self._trying.buttons):
            self._frame.add_header_button(button)
        self._problem = Banner(self._look, "error", "")
        self._problem.setObjectName("round_error")
        letters = Button(self._look, _tr("Naar &Brieven"), icon="mail")
        letters.setObjectName("go_letters")
        letters.clicked.connect(lambda: self.go.emit(Destination(PageName.LETTERS)))
        self._done = Banner(self._look, "good", "", buttons=(letters,))
        self._done.setObjectName("round_done")
        self._accepting.accepted.connect(self._has_accepted)
        self._accepting.failed.connect(self._fail)
        self._accepting.stopped.connect(self._end_accepting)
        # Above everything else, where what was done stands as well.
        self._frame.content.addWidget(self._accepting)
        for banner in (self._problem, self._done):
            banner.hide()
            self._frame.content.addWidget(banner)
        for button in (self._adjust_button, self._accept_button):
            button.hide()

    def _build_load(self) -> None:
        self._trying.answered.connect(self._show_forecast)
        self._trying.closed.connect(self._leave_adjusting)
        self._trying.failed.connect(self._fail)
        self._load_card = LoadCard(self._look)
        self._load_card.hide()
        self._improving.found.connect(self._show)
        # What was decided since the better plan was made, it keeps to as well.
        self._improving.chosen.connect(self._plan_again)
        self._improving.failed.connect(self._fail)
        # The sliders come first: what they change may grow below them.
        for part in (self._trying.card, self._load_card, self._improving.line):
            self._frame.content.addWidget(part)

    def _build_lists(self) -> None:
        self._lists = ProposalLists(self._look)
        self._lists.accept_asked.connect(self._accept_keys)
        self._lists.choose_asked.connect(self._choose)
        self._lists.marked.connect(self._show_buttons)
        self._room = RoomCard(self._look)
        self._room.all_asked.connect(lambda: self.go.emit(Destination(PageName.VISITORS)))
        self._room.weights_asked.connect(
            lambda: WeightsDialog(self._look, self.window(), self._uses.weights).show()
        )
        self._columns = Columns(self._look, (12, 5))
        left, right = self._columns.columns
        self._nobody = NobodyList(self._look)
        self._nobody.choose_asked.connect(self._choose)
        left.addWidget(self._nobody)
        left.addWidget(self._lists)
        right.addWidget(self._room, 0, Qt.AlignmentFlag.AlignTop)
        right.addStretch(1)
        self._columns.hide()
        self._empty = EmptyState(self._look, "calendar-range", "", "")
        self._empty.hide()
        self._frame.content.addWidget(self._columns)
        self._frame.content.addWidget(self._empty)

    # --- loading -------------------------------------------------------------

    def _load(self) -> None:
        self._improving.stop()
        self._asked += 1
        asked = self._asked
        self._day = self._uses.today()
        self._has_begun = False
        self._done.hide()

        def show(desk: Desk) -> None:
            if asked == self._asked:
                self._show(desk)
                self._improving.begin(desk)

        self._workbench.ask(self._uses.at_once, show, self._fail)

    def _begun_plan(self) -> CyclePlan | None:
        return self._desk.plan if self._has_begun and self._desk is not None else None

    def _follow(self, changes: Changes) -> None:
        is_own, self._is_own = self._is_own, False
        if self._desk is None or not (changes.subjects or changes.local):
            return
        if is_own:
            self._plan_again(self._desk)
            return
        self._desk = None
        if self.isVisible():
            self._load()

    def _plan_again(self, desk: Desk) -> None:
        self._asked += 1
        asked = self._asked

        def show(later: Desk) -> None:
            if asked == self._asked:
                self._show(later)
                self._improving.offer_again()

        self._workbench.ask(lambda reading: self._uses.again(reading, desk), show, self._fail)

    # --- showing ---------------------------------------------------------------------------

    def _show(self, desk: Desk) -> None:
        self._desk = desk
        self._problem.hide()
        self._trying.follow(desk)
        seen = desk.round
        has_rows = bool(seen.rows_with or seen.rows_without or seen.nobody)
        if not self._trying.is_open:
            self._frame.set_sentence(round_words.round_sentence(seen))
            self._show_forecast(seen.forecast)
        has_load = bool(seen.forecast.turns or seen.forecast.agreed)
        self._load_card.setVisible(has_load)
        self._columns.setVisible(has_rows)
        self._nobody.set_desk(desk)
        self._lists.set_desk(desk)
        self._room.set_rooms(seen.room)
        self._empty.setVisible(not has_rows)
        self._empty.set_words(round_words.empty_title(seen), round_words.next_words(desk))
        self._show_buttons()

    def _show_forecast(self, seen: Forecast) -> None:
        self._load_card.set_words(load_words(seen))
        if self._trying.is_open:
            # The header stays in sight when the letters are large and the bars are not.
            self._frame.set_sentence(" ".join(forecast_words.cycle_sentences(seen)[:1]))

    def _show_buttons(self, _marked: int = 0) -> None:
        desk = self._desk
        count = len(desk.round.rows_with) if desk is not None else 0
        chosen = len(self._lists.marks())
        words = _tr("Alle {0} &aannemen").format(texts.number(count))
        if chosen:
            words = _tr("{0} gekozen &aannemen").format(texts.number(chosen))
        elif count == 1:
            words = _tr("Dit voorstel &aannemen")
        self._accept_button.setText(words)
        self._accept_button.updateGeometry()
        is_adjusting = self._trying.is_open
        self._accept_button.setVisible(bool(count) and not is_adjusting)
        self._adjust_button.setVisible(desk is not None and not is_adjusting)
        if self._frame.narrow:
            self._frame.bottom.setVisible(desk is not None)

    def _near_end(self, value: int) -> None:
        if value > self._frame.body.verticalScrollBar().maximum() - _NEAR_END:
            self._nobody.show_more()
            self._lists.show_more()

    def _open_adjusting(self) -> None:
        if self._desk is not None:
            self._trying.open(self._desk)
            self._show_forecast(self._desk.round.forecast)
            self._show_buttons()

    def _leave_adjusting(self) -> None:
        if self._desk is not None:
            self._frame.set_sentence(round_words.round_sentence(self._desk.round))
            self._show_forecast(self._desk.round.forecast)
        self._show_buttons()
        self._adjust_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- deciding --------------------------------------------------------------------------

    def _accept_all(self) -> None:
        if self._desk is not None:
            keys = self._lists.marks() or tuple(row.key for row in self._desk.round.rows_with)
            self._accept_keys(keys)

    def _accept_keys(self, keys: Sequence[str]) -> None:
        if self._desk is None:
            return
        wanted = frozenset(keys)
        self._accept([row for row in self._desk.round.rows_with if row.key in wanted])

    def _accept(self, rows: Sequence[ProposalRow]) -> None:
        # Until the first is done, a second time would find that nobody is due any more.
        if not rows or not self._accept_button.isEnabled():
            return
        self._begin()
        self._accept_button.setEnabled(False)
        self._accepting.begin(rows)

    def _has_accepted(self, done: Accepted, rows: Sequence[ProposalRow]) -> None:
        self._is_own = True
        self._end_accepting()
        if self._desk is not None:
            # At once, so that the next one can be accepted before there is a new proposal.
            accepted = {row.key for row in rows} - {one.row.key for one in done.left}
            self._show(taken_off(self._desk, accepted))
        self._done.set_tone("good" if len(done.left) < len(rows) else "info")
        self._done.set_words(*round_words.accepted_words(done, len(rows)))
        self._done.show()

    def _end_accepting(self) -> None:
        self._accept_button.setEnabled(not self._accepting.is_busy)

    def _decide(self, deed: Callable[[Writing], None]) -> None:
        self._begin()

        def decided(_: None) -> None:
            self._is_own = True

        self._workbench.do(deed, decided, self._fail)

    def _begin(self) -> None:
        self._has_begun = True
        self._done.hide()
        self._problem.hide()

    def _choose(self, key: str) -> None:
        desk = self._desk
        seen = choose_input(desk, key, self._uses.alternatives) if desk is not None else None
        if seen is None:
            return
        uses = self._uses
        deeds = ChooseDeeds(
            accept=lambda one, visitor: self._accept([replace(one, visitor=visitor)]),
            fix=lambda one, visitor: self._decide(lambda w: uses.fix(w, one, visitor)),
            free=lambda one: self._decide(lambda w: uses.free(w, one)),
            rule_out=lambda one, visitor: self._decide(lambda w: uses.rule_out(w, one, visitor)),
            allow=lambda one, visitor: self._decide(lambda w: uses.allow(w, one, visitor)),
            split=lambda one: self._decide(lambda w: uses.split(w, one)),
            join=lambda one: self._decide(lambda w: uses.join(w, one)),
        )
        dialog = ChooseVisitorDialog(self._look, self.window(), seen, deeds)
        dialog.show_once()

    def _fail(self, error: Exception) -> None:
        if not self._accept_button.isEnabled():
            self._end_accepting()
        self._problem.set_words(_tr("Dat lukte niet"), sentence(error))
        self._problem.show()


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
