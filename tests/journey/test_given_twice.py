"""Two coordinators give one resident to two visitors before they exchange: seen, and decided."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.agenda import surroundings
from huisbezoek.model.usecases.given_twice import GivenTwice, choose_visitor, given_twice
from huisbezoek.model.usecases.ladder import hand_back
from huisbezoek.model.usecases.laptop_contents import (
    confirm_removals,
    removable_residents,
    remove_residents,
    still_on_laptops,
)
from huisbezoek.model.usecases.letters import letter_queue, mark_sent
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.model.usecases.rounds import plan_visit
from huisbezoek.model.usecases.ruling_out import ruled_out_names
from huisbezoek.model.usecases.visitors import assign
from huisbezoek.model.usecases.visits import NewAppointment, make_appointment
from tests.journey.coordinators import begin, carry, new_person, second_coordinator, start_file
from tests.journey.laptops import RESIDENTS, Laptops, lines_of, writing

DAY = date(2026, 11, 23)
RESIDENT = RESIDENTS[5]
WEDNESDAY = datetime(2026, 12, 2, 14)  # noqa: DTZ001 - wall-clock time of one town
FRIDAY = datetime(2026, 12, 4, 10)  # noqa: DTZ001 - wall-clock time of one town


@dataclass
class Team:
    """Anneke and Joop coordinate, Riet and Bea visit; each has a laptop."""

    laptops: Laptops
    joop: OpenProfile
    bea: OpenProfile

    @property
    def anneke(self) -> OpenProfile:
        return self.laptops.coordinator

    @property
    def riet(self) -> OpenProfile:
        return self.laptops.riet

    @property
    def riets_person(self) -> str:
        return self.laptops.visitor

    @property
    def beas_person(self) -> str:
        return self.bea.identity.person

    def carry(self, sender: OpenProfile, receiver: OpenProfile) -> None:
        carry(self.laptops, sender, receiver)

    def meet(self) -> None:
        """The two coordinators give each other a file."""
        to_joop = self.laptops.send(self.anneke, self.joop.identity.device)
        to_anneke = self.laptops.send(self.joop, self.anneke.identity.device)
        self.laptops.receive(self.joop, to_joop)
        self.laptops.receive(self.anneke, to_anneke)

    def give(self, coordinator: OpenProfile, visitor: str) -> None:
        with writing(coordinator) as work:
            assign(work, [RESIDENT], visitor, today=DAY)

    def appoint(self, visitor: OpenProfile, starts: datetime) -> None:
        with writing(visitor) as work:
            state = work.resident(RESIDENT).state
            assert state.open_visit is not None
            make_appointment(
                work,
                [state.open_visit.visit],
                NewAppointment(starts),
                today=DAY,
                random_bytes=self.laptops.parts.random_bytes,
            )

    def seen(self, profile: OpenProfile) -> tuple[GivenTwice, ...]:
        with writing(profile) as work:
            return given_twice(work)

    def clean(self, profile: OpenProfile) -> None:
        """What the button of a visitor does after reading: lets go, and says so."""
        parts = self.laptops.parts.exchange(profile)
        with writing(profile) as work:
            remove_residents(work, parts, removable_residents(work, profile.identity.person))
        with writing(profile) as work:
            confirm_removals(work, parts, today=DAY)


@pytest.fixture
def team(enrolled):
    joop = second_coordinator(enrolled)
    person = new_person(enrolled, enrolled.coordinator, "Bea Vos", "visitor")
    bea = begin(enrolled, "bea", start_file(enrolled, enrolled.coordinator, person))
    found = Team(enrolled, joop, bea)
    found.carry(bea, enrolled.coordinator)
    found.meet()
    found.carry(enrolled.coordinator, bea)
    found.carry(enrolled.coordinator, enrolled.riet)
    yield found
    for profile in (joop, bea):
        profile.database.close()


def both_agreed(team: Team) -> GivenTwice:
    """Each visitor has the resident from another coordinator, and agreed on a day."""
    team.give(team.anneke, team.riets_person)
    team.give(team.joop, team.beas_person)
    team.carry(team.anneke, team.riet)
    team.carry(team.joop, team.bea)
    assert team.seen(team.anneke) == team.seen(team.joop) == ()
    team.appoint(team.bea, FRIDAY)
    team.carry(team.riet, team.anneke)
    team.carry(team.bea, team.joop)
    team.meet()
    (line,) = team.seen(team.anneke)
    assert team.seen(team.joop) == (line,)
    assert {one.name for one in line.visitors} == {"Riet Jansen", "Bea Vos"}
    assert {one.claim.since for one in line.visitors} == {DAY}
    agreed = {one.claim.visitor: one.claim.appointment for one in line.visitors}
    assert agreed[team.riets_person] is None
    assert agreed[team.beas_person].starts == FRIDAY
    assert line.proposed == team.beas_person
    # Meanwhile Riet agreed on a day too: nobody loses anything until it is decided.
    team.appoint(team.riet, WEDNESDAY)
    team.carry(team.riet, team.anneke)
    (line,) = team.seen(team.anneke)
    assert line.proposed == team.riets_person, "the first day first"
    return line


def test_it_is_seen_by_both_decided_once_and_leaves_the_other_laptop(team: Team) -> None:
    line = both_agreed(team)
    with writing(team.anneke) as work:
        choose_visitor(work, line, team.beas_person, today=DAY)
        visit = work.resident(RESIDENT).state.open_visit
        assert visit.appointment.starts == FRIDAY, "what Bea agreed stands"
        assert [one.resident for one in still_on_laptops(work)] == [RESIDENT]
    team.meet()
    assert team.seen(team.anneke) == team.seen(team.joop) == ()
    team.carry(team.anneke, team.riet)
    team.carry(team.joop, team.bea)
    team.clean(team.riet)
    with writing(team.riet) as work:
        assert RESIDENT not in [one.resident for one in work.resident_rows(RESIDENTS)]
    team.carry(team.riet, team.anneke)
    with writing(team.anneke) as work:
        assert still_on_laptops(work) == ()
    with writing(team.bea) as work:
        state = work.resident(RESIDENT).state
        assert state.visitors == (team.beas_person,)
        assert state.open_visit.appointment.starts == FRIDAY


def test_two_choices_before_they_exchange_end_in_one_visitor(team: Team) -> None:
    team.give(team.anneke, team.riets_person)
    team.give(team.joop, team.beas_person)
    team.meet()
    for coordinator, visitor in ((team.anneke, team.riets_person), (team.joop, team.beas_person)):
        (line,) = team.seen(coordinator)
        team.laptops.clock.forward(minutes=5)
        with writing(coordinator) as work:
            choose_visitor(work, line, visitor, today=DAY)
    team.meet()
    for coordinator in (team.anneke, team.joop):
        with writing(coordinator) as work:
            assert given_twice(work) == ()
            assert work.resident(RESIDENT).state.visitors == (team.beas_person,)


def test_a_visit_that_both_planned_gets_one_letter_and_one_stays(team: Team) -> None:
    """Both found the resident due and made a visit; Joop's letter went out before they met."""
    with writing(team.anneke) as work:
        organisation = load_organisation_keys(work).organisation
        card = replace(work.organisation(), coordinator_telephone="+31341000100")
        work.change_card(Subject(SubjectKind.ORGANISATION, organisation), card)
        work.withdraw(_planning_of(work))
    team.meet()
    chance = team.laptops.parts.random_bytes
    made = []
    for coordinator in (team.anneke, team.joop):
        with writing(coordinator) as work:
            made.append(plan_visit(work, work.resident(RESIDENT), DAY, DAY, chance))
    team.give(team.anneke, team.riets_person)
    team.give(team.joop, team.beas_person)
    with writing(team.joop) as work:
        line = _letter_to(work)
        mark_sent(work, [line], on=DAY, random_bytes=chance)
    team.meet()
    for coordinator in (team.anneke, team.joop):
        with writing(coordinator) as work:
            assert _letter_to(work) is None, "nobody is written to twice"
    (line,) = team.seen(team.joop)
    assert line.made_twice
    with writing(team.joop) as work:
        choose_visitor(work, line, team.riets_person, today=DAY)
    team.meet()
    with writing(team.anneke) as work:
        states = {one.visit: one.status for one in work.resident(RESIDENT).visits}
        assert states[made[0]] is VisitStatus.CLOSED_CANCELLED
        assert states[made[1]] is VisitStatus.INVITED
        assert _letter_to(work) is None


def _planning_of(work) -> list:
    visit = work.resident(RESIDENT).state.open_visit.visit
    return [one.stamp.operation for one in work.visit_events(visit)]


def _letter_to(work):
    queue = letter_queue(work, today=DAY).to_send
    return next((one for one in queue if RESIDENT in one.residents), None)


# --- what a visitor hears of the turn, and says of herself ----------------------------------------


def test_a_visitor_hears_no_birthday_and_may_say_better_not_me(team: Team) -> None:
    team.give(team.anneke, team.riets_person)
    team.carry(team.anneke, team.riet)
    now = datetime(2026, 11, 23, 9)  # noqa: DTZ001 - wall-clock time of one town
    around = []
    for profile in (team.anneke, team.riet):
        with writing(profile) as work:
            visit = work.resident(RESIDENT).state.open_visit.visit
            found = surroundings(work, [visit], visitor=team.riets_person, now=now)
            around.append(found.turn)
    # This turn begins with a birthday; months of the cycle do travel (test_nothing_counted_back).
    assert around[0] is not None
    assert around[1] is None
    with writing(team.riet) as work:
        assert work.resident(RESIDENT).state.card.birth_date == ""

    with writing(team.riet) as work:
        visit = work.resident(RESIDENT).state.open_visit.visit
        hand_back(
            work, [visit], team.riets_person, today=DAY, reason="teruggegeven", rather_not=True
        )
    team.carry(team.riet, team.anneke)
    with writing(team.anneke) as work:
        assert ruled_out_names(work, RESIDENT) == ("Riet Jansen",)
        state = work.resident(RESIDENT).state
        assert (state.visitors, state.ruled_out) == ((), frozenset({team.riets_person}))
    team.give(team.anneke, team.beas_person)
    prepared = team.laptops.prepared(team.anneke, team.bea.identity.device)
    content = b"".join(lines_of(prepared))
    assert RESIDENT.encode() in content
    assert b"ruled_out" not in content
    content = b"".join(lines_of(team.laptops.prepared(team.anneke, team.riet.identity.device)))
    assert b"ruled_out" not in content
    team.meet()
    with writing(team.joop) as work:
        assert ruled_out_names(work, RESIDENT) == ("Riet Jansen",)
