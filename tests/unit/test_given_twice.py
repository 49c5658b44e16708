"""Two visitors for one resident: the same in any order of arrival, and one decision settles it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import Answer as Reply
from huisbezoek.model.domain.events import (
    AppointmentCancelled,
    AppointmentMade,
    Assigned,
    AssignmentEnded,
    CancelledBy,
    ContactKind,
    Event,
    InvitationSent,
    NotAtHome,
    ReplyReceived,
    Stamped,
    VisitEvent,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.given_twice import (
    Claim,
    called_off,
    claims,
    is_made_twice,
    proposed,
    staying,
)
from huisbezoek.model.domain.merge import merge
from huisbezoek.model.domain.operations import (
    HybridTime,
    Operation,
    OperationId,
    Subject,
    SubjectKind,
)
from huisbezoek.model.domain.resident_fold import fold_resident
from huisbezoek.model.domain.visit_fold import fold_visit
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.storage.translation import resident_events, to_document, visit_events

DAY = date(2026, 11, 2)
NOON = datetime(2026, 12, 2, 12)  # noqa: DTZ001 - wall-clock time of one town
RESIDENT = Subject(SubjectKind.RESIDENT, "r")
X, Y = Subject(SubjectKind.VISIT, "x"), Subject(SubjectKind.VISIT, "y")
ANNEKE, JOOP, RIET, BEA = "anneke", "joop", "riet", "bea"


class Device:
    """One laptop that writes down what its person does, at the time that its clock says."""

    def __init__(self, person: str, first: int) -> None:
        self.person = person
        self._first = first
        self._numbers = count(1)
        self.operations: list[Operation] = []

    def record(self, subject: Subject, event: Event, *, at: int = 0) -> None:
        number = next(self._numbers)
        clock = HybridTime(at or self._first + number, 0)
        self.operations.append(
            Operation(
                OperationId(self.person, 1, number), subject, to_document(event), clock, self.person
            )
        )


def made(identifier: str, days: int = 0, on: date = DAY) -> AppointmentMade:
    starts = NOON + timedelta(days=days)
    return AppointmentMade(identifier, starts, 60, ContactKind.HOME_VISIT, on)


def planned(on: date = DAY) -> VisitPlanned:
    return VisitPlanned("r", ("age75",), VisitOrigin.ROUND, on)


def known(
    operations: Sequence[Operation],
) -> tuple[
    tuple[Stamped, ...], tuple[VisitState, ...], tuple[tuple[Stamped[VisitEvent], ...], ...]
]:
    """What somebody knows to whom these operations came, by the real merge and the real folds."""
    about = {
        one: merge(operation for operation in operations if operation.subject == one)
        for one in (RESIDENT, X, Y)
    }
    happened = tuple(visit_events(about[one]) for one in (X, Y))
    visits = tuple(
        fold_visit(one.identifier, events) for one, events in zip((X, Y), happened, strict=True)
    )
    return resident_events(about[RESIDENT]), visits, happened


def seen(operations: Sequence[Operation]) -> tuple[object, ...]:
    """The line of this resident as a coordinator reads it."""
    events, visits, happened = known(operations)
    found = claims(events, tuple(zip(visits, happened, strict=True)))
    stays = staying(visits)
    return (
        found,
        proposed(found),
        stays.visit if stays is not None else "",
        tuple(sorted(one.visit for one in called_off(visits))),
        is_made_twice(visits),
    )


def both_gave() -> tuple[Device, Device, Device, Device]:
    """Anneke gave the resident to Riet, Joop to Bea; each planned a visit."""
    anneke, joop = Device(ANNEKE, 1_000), Device(JOOP, 2_000)
    for device, visitor, visit in ((anneke, RIET, X), (joop, BEA, Y)):
        device.record(visit, planned())
        device.record(RESIDENT, Assigned(visitor, DAY))
    return anneke, joop, Device(RIET, 3_000), Device(BEA, 4_000)


def everything(*devices: Device) -> list[Operation]:
    return [operation for device in devices for operation in device.operations]


STEPS = st.sampled_from(
    (
        lambda visit, _: (visit, InvitationSent("letter", DAY)),
        lambda visit, _: (visit, ReplyReceived(Reply.YES, DAY)),
        lambda visit, day: (visit, made(f"a{visit.identifier}", day)),
        lambda visit, _: (
            visit,
            AppointmentCancelled(f"a{visit.identifier}", CancelledBy.VISITOR, DAY),
        ),
        lambda visit, _: (visit, NotAtHome(DAY)),
        lambda visit, _: (visit, VisitHeld(DAY, 60, ContactKind.HOME_VISIT)),
    )
)
HAPPENED = st.lists(
    st.tuples(
        st.sampled_from((ANNEKE, JOOP, RIET, BEA)),
        st.sampled_from((X, Y)),
        STEPS,
        st.integers(0, 9),
        st.integers(1, 5_000),
    ),
    max_size=8,
)


def decide(device: Device, operations: Sequence[Operation], visitor: str, at: int) -> None:
    """As `usecases.given_twice.choose_visitor` does, on a device that knows these operations."""
    found, *_ = seen(operations)
    assert isinstance(found, tuple)
    for one in found:
        if one.visitor != visitor:
            device.record(RESIDENT, AssignmentEnded(one.visitor, DAY), at=at)
    device.record(RESIDENT, Assigned(visitor, DAY), at=at + 1)


@given(HAPPENED, st.data())
def test_the_same_line_appears_in_whatever_order_bundles_arrive(happened, data) -> None:
    devices = dict(zip((ANNEKE, JOOP, RIET, BEA), both_gave(), strict=True))
    for person, visit, step, day, at in happened:
        devices[person].record(*step(visit, day), at=at)
    operations = everything(*devices.values())
    line = seen(operations)
    assert {one.visitor for one in line[0]} == {RIET, BEA}
    shuffled = data.draw(st.permutations(operations))
    repeated = data.draw(st.lists(st.sampled_from(operations), max_size=5))
    assert seen([*shuffled, *repeated]) == line
    chosen = data.draw(st.sampled_from((RIET, BEA)))
    decide(devices[ANNEKE], operations, chosen, 6_000)
    decided = data.draw(st.permutations(everything(*devices.values())))
    events, *_ = known(decided)
    assert fold_resident("r", ResidentCard(), events, ()).visitors == (chosen,)


@given(st.permutations(("first", "second")), st.booleans())
def test_of_two_choices_at_one_time_the_last_one_holds(order, same_moment) -> None:
    anneke, joop, *_ = both_gave()
    before = everything(anneke, joop)
    decide(anneke, before, RIET, 6_000)
    decide(joop, before, BEA, 6_000 if same_moment else 7_000)
    arrived = {"first": anneke.operations, "second": joop.operations}
    operations = [one for name in order for one in arrived[name]]
    left = {one.visitor for one in claims(known(operations)[0], ())}
    # In the very same millisecond nobody was last: then the line comes back.
    assert left == ({RIET, BEA} if same_moment else {BEA})


def test_who_was_given_first_goes_when_nothing_was_agreed() -> None:
    found = (Claim(BEA, DAY + timedelta(days=1)), Claim(RIET, DAY))
    assert proposed(found) == RIET
    assert proposed(()) == ""


def test_an_appointment_counts_as_the_proposal_and_a_visit_held_more() -> None:
    anneke, joop, riet, bea = both_gave()
    bea.record(Y, made("b", 3))
    line = seen(everything(anneke, joop, riet, bea))
    assert [(one.visitor, one.appointment) for one in line[0]] == [
        (BEA, made("b", 3)),
        (RIET, None),
    ]
    assert line[1:] == (BEA, "y", ("x",), True)
    riet.record(X, made("a", 1))
    assert seen(everything(anneke, joop, riet, bea))[1:3] == (RIET, "x"), "the first day first"
    held = VisitHeld(DAY + timedelta(days=2), 60, ContactKind.HOME_VISIT)
    bea.record(Y, held)
    line = seen(everything(anneke, joop, riet, bea))
    assert [(one.visitor, one.held_on) for one in line[0]] == [(BEA, held.on), (RIET, None)]
    # The visit took place: of the other, planned before, nothing is left to make.
    assert line[1:] == (BEA, "x", ("x",), True)


def test_what_a_coordinator_agreed_counts_for_whom_they_gave_the_resident_to() -> None:
    anneke, joop, *_ = both_gave()
    joop.record(Y, made("b"))
    found = seen(everything(anneke, joop))[0]
    assert [(one.visitor, one.appointment) for one in found] == [(BEA, made("b")), (RIET, None)]


def test_who_gave_the_resident_to_both_agreed_for_neither() -> None:
    anneke = Device(ANNEKE, 1_000)
    anneke.record(X, planned())
    for visitor in (RIET, BEA):
        anneke.record(RESIDENT, Assigned(visitor, DAY))
    anneke.record(X, made("a"))
    found, first, *_ = seen(everything(anneke))
    assert [one.appointment for one in found] == [None, None]
    assert first == BEA, "equal in everything: by identifier, the same everywhere"


@pytest.mark.parametrize(
    "after",
    [
        AppointmentCancelled("a", CancelledBy.RESIDENT, DAY),
        NotAtHome(DAY),
    ],
)
def test_an_appointment_that_is_over_claims_nothing(after: VisitEvent) -> None:
    anneke, joop, riet, _ = both_gave()
    riet.record(X, made("a"))
    riet.record(X, after)
    assert [one.appointment for one in seen(everything(anneke, joop, riet))[0]] == [None, None]


def test_an_ended_assignment_claims_nothing_and_an_old_visit_neither() -> None:
    anneke, joop, riet, _ = both_gave()
    anneke.record(RESIDENT, AssignmentEnded(RIET, DAY))
    assert [one.visitor for one in seen(everything(anneke, joop))[0]] == [BEA]
    anneke.record(RESIDENT, Assigned(RIET, DAY + timedelta(days=9)))
    riet.record(X, VisitHeld(DAY, 60, ContactKind.HOME_VISIT))
    found = seen(everything(anneke, joop, riet))[0]
    assert [(one.visitor, one.held_on) for one in found] == [(BEA, None), (RIET, None)]


# --- which visit stays --------------------------------------------------------------------------

PLANNED = VisitState("b", planned_on=DAY)


def visit(identifier: str, status: VisitStatus, **known: object) -> VisitState:
    return replace(PLANNED, visit=identifier, status=status, **known)


@pytest.mark.parametrize(
    ("visits", "stays", "closing"),
    [
        ((), None, ()),
        ((PLANNED,), "b", ()),
        ((PLANNED, replace(PLANNED, visit="a")), "a", ("b",)),
        ((PLANNED, visit("c", VisitStatus.INVITED)), "c", ("b",)),
        (
            (visit("a", VisitStatus.NOT_HOME), visit("c", VisitStatus.SCHEDULED)),
            "c",
            ("a",),
        ),
        ((PLANNED, visit("a", VisitStatus.CLOSED_DECLINED)), "b", ()),
        ((PLANNED, visit("a", VisitStatus.HELD, held_on=DAY)), "b", ("b",)),
        (
            (PLANNED, visit("a", VisitStatus.CLOSED_DONE, held_on=DAY - timedelta(days=1))),
            "b",
            (),
        ),
        (
            (
                replace(PLANNED, origin=VisitOrigin.REQUEST),
                visit("a", VisitStatus.CLOSED_DONE, held_on=DAY),
            ),
            "b",
            (),
        ),
        (
            (
                visit("c", VisitStatus.PLANNED, planned_on=None),
                visit("a", VisitStatus.HELD, held_on=DAY),
            ),
            "c",
            (),
        ),
    ],
)
def test_one_visit_stays(visits, stays, closing) -> None:
    found = staying(visits)
    assert (found.visit if found is not None else None) == stays
    assert tuple(one.visit for one in called_off(visits)) == closing
    assert is_made_twice(visits) is bool(closing)
