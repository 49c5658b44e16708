"""The round: visits that are planned for the residents who are due."""

from collections.abc import Sequence
from datetime import date

from huisbezoek.model.domain.cycle import DueReason, next_due
from huisbezoek.model.domain.events import VisitOrigin, VisitPlanned
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.usecases.plan_turns import PARTNER_MONTHS
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentHistory,
    ResidentQuestion,
)
from huisbezoek.model.usecases.ports.work import Reading, Writing


def due_residents(reading: Reading, today: date) -> tuple[str, ...]:
    """Residents who are due today and have no open visit, the longest waiting first."""
    ids = reading.resident_ids(ResidentQuestion(today=today, filter=ResidentFilter.DUE))
    return tuple(
        row.resident for row in reading.resident_rows(ids) if not row.open_visit and not row.stopped
    )


def may_be_invited(history: ResidentHistory) -> bool:
    """Whether a letter may go to this resident: not stopped, excluded, or with a partner."""
    state = history.state
    gone = state.opted_out_on or state.moved_on or state.died_on
    held_back = state.excluded or state.card.visited_by or state.card.do_not_visit
    return not gone and not held_back


def plan_visits(
    writing: Writing, residents: Sequence[str], today: date, random_bytes: RandomBytes
) -> tuple[str, ...]:
    """Plans a visit for each of these residents who is due and has none; answers the visits.

    Who lives at the same address is planned along when due within six months, so that a couple
    gets one letter. Residents who may not be invited are passed over.
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
        for partner in _household(writing, resident):
            visit = _plan(writing, partner, today, horizon, random_bytes)
            if visit is not None:
                done.add(partner)
                planned.append(visit)
    return tuple(planned)


def plan_together(
    writing: Writing,
    residents: Sequence[str],
    today: date,
    horizon: date,
    random_bytes: RandomBytes,
) -> tuple[str, ...]:
    """Plans a visit for each of these residents, and nobody else, who is due on the horizon.

    Whoever has an open visit, or may not be invited, is passed over; answers the visits.
    """
    visits = (_plan(writing, one, today, horizon, random_bytes) for one in residents)
    return tuple(visit for visit in visits if visit is not None)


def plan_longest_waiting(
    writing: Writing, most: int, today: date, random_bytes: RandomBytes
) -> tuple[str, ...]:
    """Plans a visit for at most so many residents who are due, the longest waiting first.

    Answers the visits; one more than `most` when the last one belongs to a couple.
    """
    planned: list[str] = []
    for resident in due_residents(writing, today):
        if len(planned) >= most:
            break
        planned.extend(plan_visits(writing, [resident], today, random_bytes))
    return tuple(planned)


def _household(reading: Reading, resident: str) -> tuple[str, ...]:
    """Who lives at the same address and is not visited apart."""
    others = [one for one in reading.household(resident) if one != resident]
    if not others or reading.resident(resident).state.apart:
        return ()
    return tuple(one for one in others if not reading.resident(one).state.apart)


def _plan(
    writing: Writing, resident: str, today: date, horizon: date, random_bytes: RandomBytes
) -> str | None:
    history = writing.resident(resident)
    if history.state.open_visit is not None or not may_be_invited(history):
        return None
    period = next_due(history.periods, today)
    if period is None or period.opens > horizon:
        return None
    visit = new_identifier(random_bytes)
    asked = period.reason is DueReason.REQUESTED
    writing.record(
        Subject(SubjectKind.VISIT, visit),
        VisitPlanned(
            resident=resident,
            groups=history.groups or (period.group.value,),
            origin=VisitOrigin.REQUEST if asked else VisitOrigin.ROUND,
            on=today,
            due_on=period.opens,
        ),
    )
    return visit
