"""Overzicht: what waits for the coordinator today, and how the round goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.given_twice import GivenTwice
from huisbezoek.model.usecases.lost_laptops import LostLaptop
from huisbezoek.model.usecases.overview import Overview, RoundProgress
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.model.usecases.to_decide import ToDecide
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.light_contact_line import LightContactLine
from huisbezoek.ui.dialogs.overview_news import OverviewNews
from huisbezoek.ui.dialogs.overview_plan import OverviewPlan
from huisbezoek.ui.dialogs.overview_round import round_card
from huisbezoek.ui.dialogs.overview_steps import OverviewSteps
from huisbezoek.ui.dialogs.overview_tiles import OverviewTiles
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models.overview_words import greeting, summary
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class OverviewUses:
    """What the page needs: `plan` gets the most letters that are wanted, answers the visits.

    `differences` counts the fields that wait for a choice, `given_twice` are residents with two
    visitors, `decisions` and `terms_past` what waits for one; `lost` are laptops to follow up.
    """

    overview: Callable[[Reading, date], Overview]
    plan: Callable[[Writing, int, date], tuple[str, ...]]
    now: Callable[[], datetime]
    differences: Callable[[Reading], int]
    given_twice: Callable[[Reading], tuple[GivenTwice, ...]]
    decisions: Callable[[Reading, date], tuple[ToDecide, ...]]
    terms_past: Callable[[Reading, date], int]
    lost: Callable[[Writing], tuple[LostLaptop, ...]]


@dataclass(frozen=True, slots=True)
class _Seen:
    overview: Overview
    differences: int
    given_twice: tuple[GivenTwice, ...]
    decisions: tuple[ToDecide, ...]
    terms_past: int


class OverviewPage(QWidget):
    """The coordinator's Monday page; every tile opens the list that it counts."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: OverviewUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._frame = PageFrame(look, _tr("Overzicht"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._is_open = False
        self._build_buttons()
        self._build_messages()
        self._build_plan()
        self._build_tiles()
        self._build_round()
        self._frame.content.addStretch(1)
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:  # noqa: ARG002 - every page has it
        """Loads the numbers of today."""
        self._is_open = True
        now = self._uses.now()

        def question(reading: Reading) -> _Seen:
            seen = self._uses.overview(reading, now.date())
            uses = self._uses
            return _Seen(
                seen,
                uses.differences(reading),
                uses.given_twice(reading),
                uses.decisions(reading, now.date()),
                uses.terms_past(reading, now.date()),
            )

        self._workbench.ask(question, self._show_seen, self._fail)
        self._workbench.do(self._uses.lost, lambda lost: self._news.set_lost(lost, now), self._fail)

    def _build_buttons(self) -> None:
        self._exchange = Button(self._look, _tr("&Bestanden lezen"), icon="download")
        self._exchange.setObjectName("read_files")
        self._exchange.clicked.connect(lambda: self.go.emit(Destination(PageName.EXCHANGE)))
        self._frame.add_header_button(self._exchange)

    def _build_messages(self) -> None:
        self._error = Banner(self._look, "error", _tr("Dit lukte niet"))
        self._error.setObjectName("overview_error")
        self._error.hide()
        self._frame.content.addWidget(self._error)
        self._news = OverviewNews(self._look)
        self._news.go.connect(self.go)
        self._frame.content.addWidget(self._news)
        self._steps = OverviewSteps(self._look)
        self._steps.go.connect(self.go)
        self._frame.content.addWidget(self._steps)

    def _build_plan(self) -> None:
        self._plan_card = OverviewPlan(self._look)
        self._plan_card.asked.connect(self._plan)
        self._frame.content.addWidget(self._plan_card)

    def _build_tiles(self) -> None:
        self._tiles = OverviewTiles(self._look)
        self._tiles.go.connect(self.go)
        self._frame.content.addWidget(self._tiles)
        self._light = LightContactLine(self._look)
        self._light.go.connect(self.go)
        self._frame.content.addWidget(self._light)

    def _build_round(self) -> None:
        self._round_card: QWidget | None = None
        self._round_place = self._frame.content.count()

    def _follow(self, changes: Changes) -> None:
        # Only a writer may read which laptops are lost: reading must not begin anew for ever.
        if self._is_open and self.isVisible() and (changes.subjects or changes.local):
            self.open()

    def _show_seen(self, seen: _Seen) -> None:
        self._news.set_given_twice(seen.given_twice)
        self._news.set_differences(seen.differences)
        self._news.set_to_decide(seen.decisions, seen.terms_past)
        self._show(seen.overview, waits=bool(seen.decisions))

    def _show(self, seen: Overview, *, waits: bool) -> None:
        self._error.hide()
        now = self._uses.now()
        self._frame.set_title(greeting(now, seen.coordinator_name))
        words = summary(seen, waits=waits)
        self._frame.set_sentence(f"{texts.capital(texts.long_date(now.date()))}. {words}")
        self._steps.show_steps(seen)
        self._plan_card.show_due(seen.due)
        is_led = bool(seen.due or seen.steps_to_do)
        self._exchange.set_kind("secondary" if is_led else "primary")
        self._tiles.show_counts(seen)
        self._light.set_count(seen.light_contacts)
        self._show_round(seen.round if seen.people else None)

    def _show_round(self, progress: RoundProgress | None) -> None:
        if self._round_card is not None:
            self._frame.content.removeWidget(self._round_card)
            self._round_card.deleteLater()
            self._round_card = None
        if progress is None or not progress.people:
            return
        self._round_card = round_card(self._look, progress)
        self._frame.content.insertWidget(self._round_place, self._round_card)

    def _plan(self, most: int) -> None:
        today = self._uses.now().date()
        self._workbench.do(
            lambda writing: self._uses.plan(writing, most, today), self._planned, self._fail
        )

    def _planned(self, _visits: tuple[str, ...]) -> None:
        self._plan_card.allow()
        self.go.emit(Destination(PageName.LETTERS))

    def _fail(self, error: Exception) -> None:
        self._plan_card.allow()
        self._error.set_words(_tr("Dit lukte niet"), sentence(error))
        self._error.show()


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)
