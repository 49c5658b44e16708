"""The round: visits that are planned for the residents who are due."""

from collections.abc import Sequence
from datetime import date

from huisbezoek.model.domain.cycle import FROM_CYCLE, DueReason, turn_months
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import VisitOrigin, VisitPlanned
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.visit_refusals import decide_round
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.usecases.partners import partner
from huisbezoek.model.usecases.plan_turns import PARTNER_MONTHS
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentHistory,
    ResidentQuestion,
)
from huisbezoek.model.usecases.ports.work import Reading, Writing


def due_residents(reading: Reading, today: date) -> tuple[str, ...]:
    """Residents who are due today and have no open visit: own requests, then who waits longest."""
    ids = reading.resident_ids(ResidentQuestion(today=today, filter=ResidentFilter.DUE))
    return tuple(
        row.resident for row in reading.resident_rows(ids) if not row.open_visit and not row.stopped
    )


def take_into_round(
    writing: Writing, resident: str, today: date, random_bytes: RandomBytes
) -> tuple[str, ...]:
    """As `plan_visits` for one resident; raises what `decide_round` raises about them."""
    history = writing.resident(resident)
    decide_round(history.state, history.periods, today)
    return plan_visits(writing, [resident], today, random_bytes)


def plan_visits(
    writing: Writing, residents: Sequence[str], today: date, random_bytes: RandomBytes
) -> tuple[str, ...]:
    """Plans a visit for each of these residents who is due and has none; answers the visits.

    The partner is planned along when due within six months, so that a couple gets one letter;
    anybody else at the address waits for a turn of their own, as in the plan. Residents who may
    not be invited are passed over.
    """
    planned: list[str] = []
    done: set[str] = set()
    horizon = add_months(today, PARTNER_MONTHS)
    for resident in residents:
        if resident in done:
            continue
        if (visit := _plan(writing, resident, today, today, random_bytes)) is None:
            continue
        done.add(resident)
        planned.append(visit)
        other = partner(writing, resident)
        if other is None:
            continue
        if (visit := _plan(writing, other, today, horizon, random_bytes)) is not None:
            done.add(other)
            planned.append(visit)
    return tuple(planned)


def plan_visit(
    writing: Writing,
    history: ResidentHistory,
    today: date,
    horizon: date,
    random_bytes: RandomBytes,
    *,
    month: date | None = None,
) -> str | None:
    """Plans a visit for this resident, who must be due on the horizon; answers the visit.

    With a `month` its letter goes out for that month; who asked for a visit does not wait for one.
    None, and nothing, for whoever may not be taken into the round: one does not stop the others.
    Nothing is read.
    """
    try:
        period = decide_round(history.state, history.periods, today, horizon, month)
    except RefusedByRuleError:
        return None
    visit = new_identifier(random_bytes)
    asked = period.reason is DueReason.REQUESTED
    # Of any other turn the months tell a birth date or a loss, and a plan travels to visitors.
    first, last = turn_months(period) if period.reason in FROM_CYCLE else (None, None)
    writing.record(
        Subject(SubjectKind.VISIT, visit),
        VisitPlanned(
            resident=history.state.resident,
            groups=history.groups or (period.group.value,),
            origin=VisitOrigin.REQUEST if asked else VisitOrigin.ROUND,
            on=today,
            due_on=period.opens,
            turn_first=first,
            turn_last=last,
            planned_for=None if asked else month,
        ),
    )
    return visit


def plan_again(writing: Writing, visit: VisitState, month: date, today: date) -> None:
    """The letter of a visit that waits for a later month goes out for this month instead."""
    first, last = visit.turn or (None, None)
    writing.record(
        Subject(SubjectKind.VISIT, visit.visit),
        VisitPlanned(
            resident=visit.resident,
            groups=visit.groups,
            origin=visit.origin,
            on=today,
            due_on=visit.due_on,
            turn_first=first,
            turn_last=last,
            planned_for=month,
            extra_guide=visit.extra_guide or None,
        ),
    )


def plan_longest_waiting(
    writing: Writing, most: int, today: date, random_bytes: RandomBytes
) -> tuple[str, ...]:
    """Plans the visits of at most so many letters: of a couple the two have one.

    Who asked for a visit comes first, then who is due the longest. Answers the visits.
    """
    planned: list[str] = []
    letters = 0
    for resident in due_residents(writing, today):
        if letters >= most:
            break
        visits = plan_visits(writing, [resident], today, random_bytes)
        letters += bool(visits)
        planned.extend(visits)
    return tuple(planned)


def _plan(
    writing: Writing, resident: str, today: date, horizon: date, random_bytes: RandomBytes
) -> str | None:
    return plan_visit(writing, writing.resident(resident), today, horizon, random_bytes)
