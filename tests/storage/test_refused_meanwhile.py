"""What came in while a page stood open: the deed refuses in words, and nothing else is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import (
    ContactKind,
    Died,
    Excluded,
    ExclusionReason,
    Moved,
    OptedOut,
    VisitCancelled,
    VisitHeld,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.domain.planning_events import ContactPaused
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.domain.visit_refusals import (
    ContactPausedError,
    ContactStoppedError,
    DoNotVisitError,
    NotDueError,
    ReasonMissingError,
    ResidentExcludedError,
    StatusNotFittingError,
    VisitedByPartnerError,
    VisitOpenAlreadyError,
    VisitOverError,
    decide_round,
    may_be_approached,
)
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.planning.worker import WorkerPlanner
from huisbezoek.model.usecases import round_desk
from huisbezoek.model.usecases.accepting import LeftReason, accept
from huisbezoek.model.usecases.held_back import HeldBack
from huisbezoek.model.usecases.letters import letter_queue, mark_sent
from huisbezoek.model.usecases.mending import mend_visit, mending_of
from huisbezoek.model.usecases.proposals import ProposalRow
from huisbezoek.model.usecases.residents import request_visit
from huisbezoek.model.usecases.rounds import due_residents, take_into_round
from huisbezoek.model.usecases.undo import last_deed, undo_deed
from huisbezoek.model.usecases.visits import NewAppointment, make_appointment
from huisbezoek.ui.errors import UNKNOWN, sentence
from tests.people import ORGANISATION, TODAY, at, day
from tests.unit.round_profile import RoundProfile

Change = Callable[[RoundProfile, str], None]
PLANNER = WorkerPlanner(("/there/is/no/such/program",), {})


def event(made: object) -> Change:
    return lambda profile, who: profile.record(SubjectKind.RESIDENT, who, made)  # type: ignore[arg-type] # any event


def card(**fields: str) -> Change:
    def change(profile: RoundProfile, who: str) -> None:
        def deed(writing: Any) -> None:
            known = writing.resident(who).state.card
            writing.change_card(Subject(SubjectKind.RESIDENT, who), replace(known, **fields))

        profile.do(deed)

    return change


def erase(profile: RoundProfile, who: str) -> None:
    profile.do(lambda writing: writing.erase(Subject(SubjectKind.RESIDENT, who), "asked"))


MEANWHILE: dict[str, tuple[Change, type[RefusedByRuleError], HeldBack, LeftReason]] = {
    "died": (event(Died(TODAY)), ContactStoppedError, HeldBack.DECEASED, LeftReason.GONE),
    "moved": (event(Moved(TODAY)), ContactStoppedError, HeldBack.MOVED, LeftReason.GONE),
    "opted out": (
        event(OptedOut(TODAY)),
        ContactStoppedError,
        HeldBack.OPTED_OUT,
        LeftReason.GONE,
    ),
    "excluded": (
        event(Excluded(ExclusionReason.NURSING_HOME, TODAY)),
        ResidentExcludedError,
        HeldBack.EXCLUDED,
        LeftReason.GONE,
    ),
    "partner": (
        card(visited_by="Thuishuis"),
        VisitedByPartnerError,
        HeldBack.VISITED_BY_PARTNER,
        LeftReason.VISITED_BY_PARTNER,
    ),
    "paused": (
        event(ContactPaused(TODAY)),
        ContactPausedError,
        HeldBack.PAUSED,
        LeftReason.GONE,
    ),
    "not to be visited": (
        card(do_not_visit="hond"),
        DoNotVisitError,
        HeldBack.DO_NOT_VISIT,
        LeftReason.GONE,
    ),
}


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path_factory.mktemp("meanwhile") / "profile")
    opened.set_organisation(replace(ORGANISATION, round_months=12))
    opened.add_visitor()
    yield opened
    opened.close()


def number(profile: RoundProfile) -> int:
    """A house number where nobody lives yet."""
    return int(profile.next_id()[-5:], 16)


def refused(profile: RoundProfile, error: type[RefusedByRuleError], deed: Callable) -> None:
    """The deed ends in this error, which has a sentence, and nothing was written."""
    before = profile.database.digest()
    with pytest.raises(error) as raised:
        profile.do(deed)
    assert sentence(raised.value) != UNKNOWN
    assert profile.database.digest() == before


def rows(profile: RoundProfile) -> tuple[ProposalRow, ...]:
    seen = profile.ask(round_desk.at_once, PLANNER, PlanWeights(), today=TODAY, beside=())
    return seen.round.rows_with


@pytest.mark.parametrize("why", MEANWHILE)
def test_the_lists_and_the_rule_of_the_field_say_the_same(profile: RoundProfile, why: str) -> None:
    """The lists are made by questions to the database; the deeds by the functions of the domain."""
    resident = profile.add_resident()

    def said() -> tuple[bool, bool, bool, bool]:
        history = profile.ask(lambda reading: reading.resident(resident))
        facts = profile.ask(lambda reading: reading.plan_facts())
        try:
            decide_round(history.state, history.periods, TODAY)
        except RefusedByRuleError:
            may_join = False
        else:
            may_join = True
        return (
            may_join,
            resident in profile.ask(due_residents, TODAY),
            may_be_approached(history.state),
            resident in {one.resident for one in facts},
        )

    assert said() == (True,) * 4
    MEANWHILE[why][0](profile, resident)
    assert said() == (False,) * 4


@pytest.mark.parametrize("why", MEANWHILE)
def test_nobody_is_taken_into_the_round_after_all(profile: RoundProfile, why: str) -> None:
    change, error, *_ = MEANWHILE[why]
    resident = profile.add_resident()
    change(profile, resident)
    take = partial(
        take_into_round, resident=resident, today=TODAY, random_bytes=profile.random_bytes
    )
    refused(profile, error, take)


def test_who_has_a_visit_or_is_not_due_is_not_taken_either(profile: RoundProfile) -> None:
    take = partial(take_into_round, today=TODAY, random_bytes=profile.random_bytes)
    busy, young = profile.add_resident(), profile.add_resident(birth_date="1990-01-01")
    profile.add_visit(busy)
    refused(profile, VisitOpenAlreadyError, partial(take, resident=busy))
    refused(profile, NotDueError, partial(take, resident=young))
    assert len(profile.do(partial(take, resident=profile.add_resident()))) == 1
    gone = profile.add_resident(Died(TODAY))
    ask = partial(request_visit, resident=gone, by="resident", today=TODAY)
    refused(profile, ContactStoppedError, partial(ask, random_bytes=profile.random_bytes))


def test_one_refused_resident_does_not_sink_the_others(tmp_path: Path) -> None:
    profile = RoundProfile(tmp_path / "profile")
    profile.set_organisation(replace(ORGANISATION, round_months=12))
    profile.add_visitor()
    profile.add_visitor()
    changed = {why: profile.add_resident() for why in MEANWHILE}
    erased, *stay = (profile.add_resident() for _ in range(3))
    found = rows(profile)
    assert {one for row in found for one in row.residents} == {*changed.values(), erased, *stay}
    for why, resident in changed.items():
        MEANWHILE[why][0](profile, resident)
    erase(profile, erased)
    done = profile.do(accept, found, today=TODAY, random_bytes=profile.random_bytes)
    assert (done.given, len(done.visits)) == (2, 2)
    assert {one.row.residents[0]: one.reason for one in done.left} == {
        **{resident: MEANWHILE[why][3] for why, resident in changed.items()},
        erased: LeftReason.GONE,
    }
    states = [profile.ask(lambda reading, who=who: reading.resident(who)).state for who in stay]
    assert all(state.open_visit is not None and state.visitors for state in states)
    profile.close()


@pytest.mark.parametrize("why", MEANWHILE)
def test_one_accepted_row_says_why_it_stays(profile: RoundProfile, why: str) -> None:
    resident = profile.add_resident()
    (row,) = [one for one in rows(profile) if resident in one.residents]
    MEANWHILE[why][0](profile, resident)
    done = profile.do(accept, [row], today=TODAY, random_bytes=profile.random_bytes)
    assert (done.given, done.visits) == (0, ())
    assert [one.reason for one in done.left] == [MEANWHILE[why][3]]


@pytest.mark.parametrize("why", MEANWHILE)
def test_a_letter_on_paper_is_held_back_and_the_others_go(profile: RoundProfile, why: str) -> None:
    her, him = profile.add_couple(house_number=number(profile))
    alone = profile.add_resident()
    visits = [profile.add_visit(one) for one in (her, him, alone)]
    made = [
        line
        for line in profile.ask(letter_queue, today=TODAY).to_send
        if not {her, him, alone}.isdisjoint(line.residents)
    ]
    assert len(made) == 2
    MEANWHILE[why][0](profile, him)
    done = profile.do(mark_sent, made, on=TODAY, random_bytes=profile.random_bytes)
    assert (done.letters, done.visits) == (1, 1)
    assert [(one.resident, one.reason) for one in done.held_back] == [(him, MEANWHILE[why][2])]
    sent = [profile.ask(lambda reading, one=one: reading.visit(one)).invited_on for one in visits]
    assert sent == [None, None, TODAY]
    # She is still there, and gets a letter of her own.
    (own,) = [one for one in profile.ask(letter_queue, today=TODAY).to_send if her in one.residents]
    assert own.residents == (her,)


def test_a_letter_for_what_is_over_or_for_nobody_stays(profile: RoundProfile) -> None:
    closed, erased = profile.add_resident(), profile.add_resident()
    visit = profile.add_visit(closed)
    profile.add_visit(erased)
    made = [
        line
        for line in profile.ask(letter_queue, today=TODAY).to_send
        if not {closed, erased}.isdisjoint(line.residents)
    ]
    profile.record(SubjectKind.VISIT, visit, VisitCancelled(TODAY))
    erase(profile, erased)
    done = profile.do(mark_sent, made, on=TODAY, random_bytes=profile.random_bytes)
    assert (done.letters, done.visits) == (0, 0)
    assert {one.resident: one.reason for one in done.held_back} == {
        closed: HeldBack.VISIT_OVER,
        erased: HeldBack.GONE,
    }


@pytest.mark.parametrize("why", ["died", "moved", "opted out", "excluded"])
def test_no_appointment_is_made_after_all(profile: RoundProfile, why: str) -> None:
    her, him = profile.add_couple(house_number=number(profile))
    visits = [profile.agreed(one) for one in (her, him)]
    make = partial(
        make_appointment,
        visits=visits,
        new=NewAppointment(at(day(3), 10)),
        today=TODAY,
        random_bytes=profile.random_bytes,
    )
    change, error, *_ = MEANWHILE[why]
    change(profile, him)
    # Neither of the couple has one: what was agreed with two is asked of who is still there.
    refused(profile, error, make)
    profile.do(partial(make, visits=visits[:1]))


def test_a_visit_that_was_recorded_meanwhile_gets_no_appointment(profile: RoundProfile) -> None:
    visit = profile.agreed(profile.add_resident())
    profile.record(SubjectKind.VISIT, visit, VisitHeld(TODAY, 60, ContactKind.HOME_VISIT))
    make = partial(make_appointment, visits=[visit], new=NewAppointment(at(day(3), 10)))
    refused(profile, VisitOverError, partial(make, today=TODAY, random_bytes=profile.random_bytes))


def test_a_visit_is_mended_with_a_reason_and_that_is_undone_by_name(
    profile: RoundProfile,
) -> None:
    resident = profile.add_resident()
    visit = profile.agreed(resident)
    new = NewAppointment(at(day(3), 10))
    profile.do(make_appointment, [visit], new, today=TODAY, random_bytes=profile.random_bytes)
    assert profile.ask(lambda reading: mending_of(reading.resident(resident))) is None
    profile.record(SubjectKind.VISIT, visit, VisitHeld(TODAY, 60, new.contact_kind))
    found = profile.ask(lambda reading: mending_of(reading.resident(resident)))
    assert (found.visit, found.status, found.on) == (visit, VisitStatus.HELD, TODAY)
    assert (found.stood_at, found.has_report) == (new.starts, False)
    mend = partial(mend_visit, visit=visit, status=VisitStatus.SCHEDULED, today=TODAY)
    refused(profile, ReasonMissingError, partial(mend, reason=" "))
    profile.do(partial(mend, reason="verkeerde kaart"))
    # Somebody else did it meanwhile: it is no longer what the page showed.
    refused(profile, StatusNotFittingError, partial(mend, reason="verkeerde kaart"))
    state = profile.ask(lambda reading: reading.resident(resident)).state
    assert state.open_visit.status is VisitStatus.SCHEDULED
    assert (state.last_held_on, state.last_visitor) == (None, "")
    (row,) = profile.ask(lambda reading: reading.resident_rows([resident]))
    assert row.open_status is VisitStatus.SCHEDULED
    deed = profile.ask(last_deed)
    assert deed.name is DeedName.STATUS_SET
    profile.do(undo_deed, deed)
    assert profile.ask(lambda reading: reading.visit(visit)).status is VisitStatus.HELD
    report = profile.database.check(thorough=True)
    assert (report.findings, report.projections_equal) == ((), True)


def test_nobody_without_a_visit_has_one_to_mend(profile: RoundProfile) -> None:
    resident = profile.add_resident()
    assert profile.ask(lambda reading: mending_of(reading.resident(resident))) is None
    visit = profile.add_visit(resident, VisitCancelled(TODAY))
    found = profile.ask(lambda reading: mending_of(reading.resident(resident)))
    assert (found.visit, found.choices) == (
        visit,
        (VisitStatus.TO_SCHEDULE, VisitStatus.PLANNED),
    )
    # Beside a visit that runs the old one stays closed.
    profile.add_visit(resident)
    assert profile.ask(lambda reading: mending_of(reading.resident(resident))) is None
