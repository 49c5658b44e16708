"""What the use cases need of a planner of the cycle."""

from collections.abc import Callable
from typing import Final, Protocol

from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanProblem
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.plan_rules import PlanWeights

Progress = Callable[[int], None]
"""Told the percentage that is done: 0 to 100, never falling."""


class StopSign(Protocol):
    """How planning hears that the person stopped waiting, also while it waits for something."""

    @property
    def is_cancelled(self) -> bool:
        """Whether the person stopped waiting."""
        ...

    def when_cancelled(self, call: Callable[[], None]) -> None:
        """Calls this once, on the thread of who stops; at once when that happened already."""
        ...


class NeverStopped:
    """The stop sign where nobody can stop: a command."""

    is_cancelled: Final = False

    def when_cancelled(self, call: Callable[[], None]) -> None:
        """Never calls it."""


class PlanCancelledError(RefusedByRuleError):
    """The person stopped the planning; nothing was changed and nothing is kept of it."""

    code = "plan_cancelled"


class CyclePlanner(Protocol):
    """Makes plans; the same problem and weights give the same plan, in whatever order they came.

    Of every plan holds: no match that a rule forbids, no visitor over the places of a month, what
    was fixed stays where a place allows it, and who waits are the last in standing among those that
    could not all have a place (`plan_rules.standing`).
    """

    def plan(
        self,
        problem: PlanProblem,
        weights: PlanWeights,
        progress: Progress,
        stop: StopSign,
    ) -> CyclePlan:
        """The best plan; `CyclePlan.way` says when it had to be the quick one after all.

        Takes seconds and runs in a process of its own. Raises PlanCancelledError.
        """
        ...

    def preview(self, problem: PlanProblem, weights: PlanWeights) -> CyclePlan:
        """A plan at once, in this process: as sound as the best one, but dearer."""
        ...
