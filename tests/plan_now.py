"""The plan's problem straight from the database, made in the two steps that the program takes."""

from collections.abc import Iterable
from datetime import date

from huisbezoek.model.domain.cycle_plan import PlanProblem
from huisbezoek.model.usecases.plan_basis import read_plan
from huisbezoek.model.usecases.planning import problem_of
from huisbezoek.model.usecases.ports.work import Reading


def plan_problem(
    reading: Reading,
    *,
    today: date,
    months: int | None = None,
    beside: Iterable[tuple[str, str]] = (),
) -> PlanProblem:
    """The problem of so many months; the organisation's number when None."""
    return problem_of(read_plan(reading, today=today), months=months, beside=beside)
