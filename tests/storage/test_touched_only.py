"""Whatever is touched, the rows are those of a rebuild, also where visits are read back."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest

from huisbezoek.model.domain.events import (
    CallLogged,
    CallOutcome,
    ContactKind,
    Died,
    InvitationSent,
    Listed,
    Moved,
    OptedIn,
    OptedOut,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
    VisitRequested,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.usecases.ports.work import Writing
from tests.profiles import TODAY, fictional_people, identifier

RESIDENT, OTHER = (Subject(SubjectKind.RESIDENT, identifier(10 + one)) for one in range(2))
OPEN, HELD, DECLINED, LATER = (Subject(SubjectKind.VISIT, identifier(20 + one)) for one in range(4))
EARLIER = TODAY - timedelta(days=400)

Step = Callable[[Writing], object]


def planned(resident: Subject, on: date) -> VisitPlanned:
    return VisitPlanned(resident.identifier, ("age75",), VisitOrigin.ROUND, on=on)


def withdraw_all(subject: Subject) -> Step:
    def step(writing: Writing) -> None:
        operations = writing.operations_about((subject,))
        writing.withdraw([operation.identifier for operation in operations])

    return step


STEPS: dict[str, tuple[Step, ...]] = {
    "another card": (lambda w: w.change_card(RESIDENT, fictional_people(3)[2][1]),),
    "another visit": (lambda w: w.record(OPEN, InvitationSent(identifier(5), TODAY)),),
    "objection, and back": (
        lambda w: w.record(RESIDENT, OptedOut(TODAY)),
        lambda w: w.record(DECLINED, InvitationSent(identifier(5), TODAY)),
        lambda w: w.record(RESIDENT, OptedIn(TODAY)),
    ),
    "move, then an earlier death": (
        lambda w: w.record(RESIDENT, Moved(TODAY)),
        lambda w: w.record(RESIDENT, Died(EARLIER)),
    ),
    # Without the deferral, that would say the same as a request that was not answered.
    "request": (
        withdraw_all(LATER),
        lambda w: w.record(RESIDENT, VisitRequested(EARLIER, "")),
        lambda w: w.record(OPEN, InvitationSent(identifier(5), TODAY)),
    ),
    "visit of somebody else": (lambda w: w.record(HELD, planned(OTHER, TODAY)),),
    "visit withdrawn": (
        withdraw_all(HELD),
        lambda w: w.record(RESIDENT, Listed(identifier(4), TODAY)),
    ),
    "resident withdrawn, and back": (
        withdraw_all(RESIDENT),
        lambda w: w.record(OPEN, InvitationSent(identifier(5), TODAY)),
        lambda w: w.change_card(RESIDENT, fictional_people(3)[2][1]),
    ),
    "resident erased": (lambda w: w.erase(RESIDENT, "request"),),
}


def prepare(writing: Writing) -> None:
    for resident, (_, card, _) in zip((RESIDENT, OTHER), fictional_people(2), strict=True):
        writing.change_card(resident, card)
        writing.record(resident, Listed(identifier(4), EARLIER))
    for visit in (OPEN, HELD, DECLINED, LATER):
        writing.record(visit, planned(RESIDENT, EARLIER))
    writing.record(HELD, VisitHeld(EARLIER, 60, ContactKind.HOME_VISIT, (), None))
    called = datetime.combine(EARLIER, time(10))
    writing.record(DECLINED, CallLogged(CallOutcome.NO, called))
    again = TODAY + timedelta(days=60)
    writing.record(LATER, CallLogged(CallOutcome.LATER, called + timedelta(days=9), again))


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_the_rows_are_those_of_a_rebuild(database: StoredProfile, steps: tuple[Step, ...]) -> None:
    writer = database.open_writer()
    digests = []
    for step in (prepare, *steps):
        with writer.writing() as writing:
            step(writing)
            writing.commit()
        digests.append(database.digest())
    assert len(set(digests)) > 1
    writer.close()
    database.rebuild()
    assert database.digest() == digests[-1]


def test_a_visit_may_come_before_its_resident(database: StoredProfile) -> None:
    writer = database.open_writer()
    for step in (
        lambda writing: writing.record(OPEN, planned(RESIDENT, TODAY)),
        lambda writing: writing.change_card(RESIDENT, fictional_people(1)[0][1]),
    ):
        with writer.writing() as writing:
            step(writing)
            writing.commit()
    writer.close()
    digest = database.digest()
    database.rebuild()
    assert database.digest() == digest
