"""The menu of a visit on Vandaag: the rest of its steps, paper, and the resident's card."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from huisbezoek.model.domain.visit_commands import (
    COORDINATOR_COMMANDS,
    VisitCommand,
    WorkTerms,
    offered,
)
from huisbezoek.model.usecases.today import TodayCard
from huisbezoek.ui import step_words
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.ladder_steps import LadderSteps
from huisbezoek.ui.dialogs.paper_printing import PaperPrinting
from huisbezoek.ui.dialogs.visit_steps import VisitSteps

_WRITES = frozenset(
    {
        VisitCommand.START_VISIT,
        VisitCommand.RECORD_VISIT,
        VisitCommand.FINISH_REPORT,
        VisitCommand.ADD_TO_REPORT,
    }
)
"""With one of these steps a report can be written, so also on paper."""


def rest_of(card: TodayCard, today: date, terms: WorkTerms) -> tuple[VisitCommand, ...]:
    """The steps of a visit that are possible today besides the next one."""
    steps = offered(card.state, today, has_telephone=bool(card.telephone), terms=terms)
    return tuple(
        step
        for step in steps
        if step not in COORDINATOR_COMMANDS
        and step is not card.step.command
        and step_words.command(step) is not None
    )


class TodayMenu:
    """Makes the menu; what it asks goes to the steps, the paper, or `go` with a destination."""

    def __init__(
        self,
        parent: QWidget,
        steps: VisitSteps,
        ladder: LadderSteps | None,
        papers: PaperPrinting | None,
        go: Callable[[Destination], object],
    ) -> None:
        self._parent = parent
        self._steps = steps
        self._ladder = ladder
        self._papers = papers
        self._go = go

    def of(self, visit: str, card: TodayCard, rest: Sequence[VisitCommand]) -> QMenu:
        """The menu of a visit with these other steps."""
        menu = QMenu(self._parent)
        for step in rest:
            words = step_words.command(step)
            if words is not None:
                begin = partial(self._steps.begin, card, step)
                _add(menu, f"menu_{step.value}", words.text, begin)
        if self._ladder is not None:
            self._ladder.add_to(menu, card)
        if {*rest, card.step.command} & _WRITES:
            self._add_papers(menu, visit)
        menu.addSeparator()
        see = partial(self._go, Destination(PageName.RESIDENT, card.row.resident))
        _add(menu, "menu_resident", _tr("Kaart bekijken"), see)
        return menu

    def _add_papers(self, menu: QMenu, visit: str) -> None:
        menu.addSeparator()
        if self._papers is not None:
            to_print = partial(self._papers.print_guide, visit)
            _add(menu, "menu_print_paper", _tr("Gesprek op papier printen"), to_print)
        type_over = partial(self._go, Destination(PageName.PAPER, visit))
        _add(menu, "menu_type_over", _tr("Van papier overtypen"), type_over)


def _add(menu: QMenu, name: str, words: str, deed: Callable[[], object]) -> None:
    action = menu.addAction(words)
    action.setObjectName(name)
    action.triggered.connect(lambda _=False: deed())


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodayPage", text)
