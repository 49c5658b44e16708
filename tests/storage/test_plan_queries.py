"""The plan's question: everybody who may be visited, and the same due periods as the lists show."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from huisbezoek.model.domain.cycle import DuePeriod, periods_on
from huisbezoek.model.domain.events import (
    AppointmentMade,
    AssignmentEnded,
    ContactKind,
    Excluded,
    ExclusionReason,
    OptedOut,
    StatusForced,
    VisitHeld,
    VisitRequested,
    WantsRepeat,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.planning_events import MatchFixed, VisitedApart, VisitorRuledOut
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.usecases.plan_turns import state_of
from huisbezoek.model.usecases.ports.plan_facts import PlanFacts
from tests.people import TODAY, at, day
from tests.unit.round_profile import RoundProfile


def facts(profile: RoundProfile) -> dict[str, PlanFacts]:
    return {one.resident: one for one in profile.ask(lambda reading: reading.plan_facts())}


def without_since(periods: tuple[DuePeriod, ...]) -> list[DuePeriod]:
    return [replace(one, since=None) for one in periods]


def test_the_plan_sees_the_same_periods_as_the_lists_and_nobody_who_may_not_be_visited(
    tmp_path: Path,
) -> None:
    profile = RoundProfile(tmp_path / "profile")
    visited = profile.add_resident()
    done = StatusForced("closed_done", "vorige cyclus", day(-400))
    profile.add_visit(visited, VisitHeld(day(-400), 60, ContactKind.HOME_VISIT), done)
    profile.record(SubjectKind.RESIDENT, visited, WantsRepeat(wanted=True, on=day(-400)))
    asked = profile.add_resident(VisitRequested(TODAY, "zelf"), birth_date="1990-05")
    loss = profile.add_resident(birth_date="1960-02-03", loss_date="2026-01-03")
    carer = profile.add_resident(birth_date="", carer_since="2025")
    pension = profile.add_resident(birth_date=f"{TODAY.year - 67}-10-01")
    later = profile.add_resident(birth_date="1940")
    put_off = StatusForced("closed_deferred", "later", TODAY)
    profile.add_visit(later, put_off)
    stopped = profile.add_resident(OptedOut(TODAY))
    excluded = profile.add_resident(Excluded(ExclusionReason.NURSING_HOME, TODAY))
    elsewhere = profile.add_resident(visited_by="Thuishuis")
    unwanted = profile.add_resident(do_not_visit="agressieve hond")
    known = facts(profile)
    present = {visited, asked, loss, carer, pension, later}
    assert set(known) == present
    assert not present & {stopped, excluded, elsewhere, unwanted}
    for row in profile.ask(lambda reading: reading.resident_rows(sorted(present))):
        one = known[row.resident]
        found = periods_on(state_of(one), one.grounds, CycleTerms())
        assert without_since(found) == without_since(row.periods), row.resident
        assert found
    profile.close()


def test_an_open_visit_what_was_decided_and_who_came_last_stand_in_one_row(tmp_path: Path) -> None:
    profile = RoundProfile(tmp_path / "profile")
    riet = profile.add_visitor()
    resident = profile.add_resident(
        VisitorRuledOut("x", TODAY),
        MatchFixed(riet, "2027-02", TODAY),
        VisitedApart(TODAY),
        language="Turks",
        visitor_sex_wish="F",
    )
    profile.give(riet, resident)
    visit = profile.agreed(resident)
    one = facts(profile)[resident]
    assert (one.open_visit, one.open_on, one.visitor) == (visit, TODAY, riet)
    assert (one.ruled_out, one.fixed_visitor, one.fixed_month) == ("x", riet, "2027-02")
    assert (one.apart, one.language, one.sex_wish) == (True, "Turks", "F")
    starts = at(TODAY + timedelta(days=40), 10)
    made = AppointmentMade(profile.next_id(), starts, 60, ContactKind.HOME_VISIT, TODAY)
    profile.record(SubjectKind.VISIT, visit, made)
    assert facts(profile)[resident].open_on == starts.date()
    # A visit that was held is no load any more, and what was fixed for it is over.
    profile.record(SubjectKind.VISIT, visit, VisitHeld(TODAY, 60, ContactKind.HOME_VISIT))
    profile.record(SubjectKind.RESIDENT, resident, AssignmentEnded(riet, TODAY))
    one = facts(profile)[resident]
    assert (one.open_visit, one.open_on, one.fixed_month, one.visitor) == ("", None, "", "")
    assert one.last_visitor == profile.database.identity.person
    assert one.last_held_on == TODAY
    assert isinstance(one.last_contact_on, date)
    profile.close()
