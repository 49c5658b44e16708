"""The better proposal behind the page Ronde: made while somebody reads, shown or offered."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanProblem
from huisbezoek.model.usecases.ports.planning import Progress, StopSign
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.round_desk import Desk
from huisbezoek.ui.dialogs.round_better import WHOLE, BetterLine
from huisbezoek.ui.models import round_words
from huisbezoek.ui.tasks import Reporter
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


class Improving(QObject):
    """Makes the better plan of a desk, one at a time; `line` says how far it is.

    Emits `found` with a desk that may be shown, `chosen` with one that somebody asked to see, and
    `failed` with an error. `begun` answers the plan on which somebody began to choose: then another
    one is offered instead of shown.
    """

    found = Signal(object)
    chosen = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        better: Callable[[PlanProblem, Progress, StopSign], CyclePlan],
        with_plan: Callable[[Reading, Desk, CyclePlan], Desk],
        begun: Callable[[], CyclePlan | None],
    ) -> None:
        super().__init__()
        self.line = BetterLine(look)
        self.is_best = False
        self._workbench = workbench
        self._better = better
        self._with_plan = with_plan
        self._begun = begun
        self._offered: Desk | None = None
        self._making: object = None
        self._stop_work: Callable[[], None] = lambda: None
        self.line.stop_asked.connect(self._stop_on_request)
        self.line.show_asked.connect(self._show_offered)

    def begin(self, desk: Desk) -> None:
        """A better plan of this desk; what was being made is not waited for any more."""
        self.stop()
        self.is_best = not desk.problem.turns
        self._offered = None
        self.line.clear()
        if self.is_best:
            return
        making = self._making = object()

        def work(reporter: Reporter) -> CyclePlan:
            def tell(percent: int) -> None:
                reporter.step(percent, WHOLE)

            return self._better(desk.problem, tell, reporter)

        def ready(plan: CyclePlan) -> None:
            self._workbench.ask(
                lambda reading: self._with_plan(reading, desk, plan), shown, self.failed.emit
            )

        def shown(better: Desk) -> None:
            if self._making is making:
                self._take(better)

        self._stop_work = self._workbench.carry_long(
            work, ready, self._give_up, self.line.set_progress
        )

    def stop(self) -> None:
        """Nobody waits for it now, and other work may wait for the lane."""
        self._making = None
        self._stop_work()

    def offer_again(self) -> None:
        """After a decision: what was offered is still there."""
        if self._offered is not None:
            self.line.offer()

    def _take(self, better: Desk) -> None:
        self.is_best = True
        begun = self._begun()
        if begun is not None and better.plan != begun:
            self._offered = better
            self.line.offer()
            return
        self.found.emit(better)
        self.line.say(round_words.way_sentence(better.plan.way))

    def _give_up(self, error: Exception) -> None:
        self.line.clear()
        self.failed.emit(error)

    def _stop_on_request(self) -> None:
        self.stop()
        self.is_best = True
        self.line.say(_tr("Gestopt. Dit is het eerste voorstel, dat meteen klaar was."))

    def _show_offered(self) -> None:
        better, self._offered = self._offered, None
        self.line.clear()
        if better is not None:
            self.chosen.emit(better)


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
