"""Whoever may not be asked now is off every list at once: round, letters, Vandaag, plan, bundle."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    Answer,
    AppointmentMade,
    CallOutcome,
    ContactKind,
    Died,
    Excluded,
    ExclusionReason,
    Moved,
    OptedOut,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import ContactPaused
from huisbezoek.model.usecases import calendar_export, letters, visits
from huisbezoek.model.usecases.agenda import agenda, to_appoint
from huisbezoek.model.usecases.calendar_export import calendar_entries
from huisbezoek.model.usecases.ladder import hand_back
from huisbezoek.model.usecases.overview import (
    overview,
    residents_waiting_for_answer,
    residents_without_visitor,
)
from huisbezoek.model.usecases.partner_lists import partner_lists, partner_sheet
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.rounds import due_residents, plan_visits
from huisbezoek.model.usecases.supervision import own_supervision, supervision
from huisbezoek.model.usecases.today import today_view
from huisbezoek.model.usecases.visitors import unassigned
from tests.journey.laptops import RESIDENTS, writing
from tests.people import TODAY, at, day
from tests.plan_now import plan_problem
from tests.unit.round_profile import RoundProfile

PARTNER = "Stichting Thuishuis"
ON = TODAY


def calendar_uid(visit: str) -> str:
    return str(uuid.uuid5(calendar_export._NAMES, visit))


@dataclass
class Town:
    """One profile; each test has residents of its own."""

    profile: RoundProfile
    riet: str

    def due(self) -> set[str]:
        return set(self.profile.ask(due_residents, TODAY))

    def letters(self) -> set[str]:
        queue = self.profile.ask(letters.letter_queue, today=TODAY)
        return {one for line in queue.to_send for one in line.residents}

    def waiting(self) -> set[str]:
        queue = self.profile.ask(letters.letter_queue, today=TODAY)
        return {one.resident for line in queue.waiting for one in line.people}

    def vandaag(self) -> set[str]:
        view = self.profile.ask(today_view, visitor=self.riet, today=TODAY)
        return {card.row.resident for card in view.cards}

    def agenda(self) -> set[str]:
        view = self.profile.ask(
            agenda, visitor=self.riet, first=day(-30), last=None, now=at(TODAY, 9)
        )
        return {item.card.row.resident for item in view.items}

    def calendar(self) -> set[str]:
        """Whose appointment stands in the calendar file, by the name of the entry."""
        entries = self.profile.do(
            calendar_entries, lambda name: name, visitor=self.riet, now=at(TODAY, 9)
        )
        live = {one.uid for one in entries if not one.is_cancelled}
        rows = self.profile.ask(lambda reading: reading.visit_rows(VisitQuestion()))
        return {row.resident for row in rows if calendar_uid(row.visit) in live}

    def to_appoint(self) -> set[str]:
        groups = self.profile.ask(to_appoint, visitor=self.riet)
        return {row.resident for group in groups for row in group} - self.written_to()

    def written_to(self) -> set[str]:
        return self.list_waiting() & {
            one.resident
            for one in self.profile.ask(lambda q: q.visit_rows(VisitQuestion()))
            if not one.rests
        }

    def unassigned(self) -> set[str]:
        return {one for line in self.profile.ask(unassigned) for one in line.residents}

    def supervision(self) -> set[str]:
        seen = self.profile.ask(supervision, today=TODAY)
        return {one.resident for one in (*seen.waiting, *seen.unrecorded)}

    def own(self) -> set[str]:
        seen = self.profile.ask(own_supervision, self.riet, today=TODAY, last_exchange_on=None)
        return {one.resident for one in (*seen.waiting, *seen.unrecorded)}

    def without_visitor(self) -> set[str]:
        return set(self.profile.ask(residents_without_visitor))

    def list_waiting(self) -> set[str]:
        return set(self.profile.ask(residents_waiting_for_answer))

    def in_round(self) -> set[str]:
        question = ResidentQuestion(TODAY, ResidentFilter.IN_ROUND)
        return set(self.profile.ask(lambda reading: reading.resident_ids(question)))

    def numbers(self) -> tuple[int, ...]:
        """The tiles of Overzicht and the open visits of Bezoekers."""
        seen = self.profile.ask(overview, TODAY)
        tiles = (seen.due, seen.letters_to_send, seen.waiting_for_answer, seen.to_assign)
        records = self.profile.ask(lambda reading: reading.visitors())
        return (*tiles, *(one.on(TODAY).open_visits for one in records))

    def planned(self) -> set[str]:
        problem = self.profile.ask(plan_problem, today=TODAY, months=24)
        return {one for turn in problem.turns if turn.opens <= 0 for one in turn.residents}

    def change(self, resident: str, **fields: str) -> None:
        def deed(writing) -> None:
            card = writing.resident(resident).state.card
            values = {name: getattr(card, name) for name in ResidentCard.__dataclass_fields__}
            subject = Subject(SubjectKind.RESIDENT, resident)
            writing.change_card(subject, ResidentCard(**{**values, **fields}))

        self.profile.do(deed)

    def record(self, resident: str, event: object) -> None:
        self.profile.record(SubjectKind.RESIDENT, resident, event)

    def later(self, resident: str) -> None:
        visit = self.profile.ask(lambda reading: reading.resident_rows([resident])[0].open_visit)
        if not visit:
            (visit,) = self.profile.do(plan_visits, [resident], TODAY, self.profile.random_bytes)
        self.profile.do(visits.log_call, visit, CallOutcome.LATER, at=at(ON, 10), until=day(60))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    profile = RoundProfile(tmp_path_factory.mktemp("held_back") / "profile")
    yield Town(profile, profile.add_visitor())
    profile.close()


HELD: dict[str, Callable[[Town, str], None]] = {
    "died": lambda town, one: town.record(one, Died(ON)),
    "moved": lambda town, one: town.record(one, Moved(ON)),
    "opted out": lambda town, one: town.record(one, OptedOut(ON)),
    "excluded": lambda town, one: town.record(one, Excluded(ExclusionReason.NURSING_HOME, ON)),
    "later": lambda town, one: town.later(one),
    "partner": lambda town, one: town.change(one, visited_by=PARTNER),
    "not to be visited": lambda town, one: town.change(one, do_not_visit="hond"),
    "rests": lambda town, one: town.record(one, ContactPaused(ON)),
}


@dataclass(frozen=True)
class Six:
    """Residents at each stage of a visit that is still to come."""

    due: str
    queued: str
    written: str
    agreed: str
    given: str
    appointed: str

    @property
    def all(self) -> set[str]:
        return {self.due, self.queued, self.written, self.agreed, self.given, self.appointed}


def six(town: Town) -> Six:
    profile = town.profile
    people = Six(*(profile.add_resident(telephone="+31600000112") for _ in range(6)))
    profile.add_visit(people.queued)
    profile.give(town.riet, people.written, people.given, people.appointed)
    profile.invited(people.written, sent_on=day(-60))
    profile.agreed(people.agreed)
    profile.agreed(people.given)
    made = AppointmentMade(profile.next_id(), at(day(4), 14), 60, ContactKind.HOME_VISIT, ON)
    profile.record(SubjectKind.VISIT, profile.agreed(people.appointed), made)
    return people


EVERY_LIST: dict[str, tuple[Callable[[Town], set[str]], str]] = {
    "due": (Town.due, "due"),
    "plan": (Town.planned, "due queued agreed"),
    "letters": (Town.letters, "queued"),
    "waiting for an answer": (Town.waiting, "written"),
    "Vandaag": (Town.vandaag, "written given appointed"),
    "Agenda": (Town.agenda, "appointed"),
    "calendar file": (Town.calendar, "appointed"),
    "to appoint": (Town.to_appoint, "given"),
    "to give": (Town.unassigned, "queued agreed"),
    "supervision": (Town.supervision, "written"),
    "own numbers": (Town.own, "written"),
    "list without visitor": (Town.without_visitor, "agreed"),
    "list waiting": (Town.list_waiting, "written"),
    "in the round": (Town.in_round, "queued written agreed given appointed"),
}


@pytest.mark.parametrize("why", HELD)
def test_off_every_list_at_once(town: Town, why: str) -> None:
    numbers = town.numbers()
    people = six(town)
    for name, (listed, stages) in EVERY_LIST.items():
        wanted = {getattr(people, stage) for stage in stages.split()}
        assert listed(town) & people.all == wanted, name
    for one in sorted(people.all):
        HELD[why](town, one)
    for name, (listed, _stages) in EVERY_LIST.items():
        assert not listed(town) & people.all, name
    assert town.numbers() == numbers
    assert town.profile.do(plan_visits, [people.due], TODAY, town.profile.random_bytes) == ()


def test_an_appointment_of_a_past_day_still_has_to_be_written_down(town: Town) -> None:
    resident = town.profile.add_resident()
    town.profile.give(town.riet, resident)
    made = AppointmentMade(
        town.profile.next_id(), at(day(-12), 14), 60, ContactKind.HOME_VISIT, day(-20)
    )
    town.profile.record(SubjectKind.VISIT, town.profile.agreed(resident), made)
    town.change(resident, do_not_visit="hond")
    assert resident in town.vandaag() & town.agenda() & town.supervision()
    assert resident not in town.calendar() | town.to_appoint()


def test_the_partner_gets_a_list_with_names_and_addresses_only(town: Town) -> None:
    profile = town.profile
    first = profile.add_resident(surname="Zwart", telephone="+31600000113")
    second = profile.add_resident(surname="Aalders")
    gone = profile.add_resident(surname="Weg")
    for one, name in ((first, "Kerk  Noord"), (second, "kerk noord"), (gone, "Kerk Noord")):
        town.change(one, visited_by=name)
    town.record(gone, Died(ON))
    lists = profile.ask(partner_lists, today=TODAY)
    (found,) = [one for one in lists if one.organisation == "Kerk Noord"]
    assert [name for name, _address in found.residents] == ["mevrouw Zwart", "mevrouw Aalders"]
    assert all(address.startswith("Havenkade ") for _name, address in found.residents)
    paper = profile.ask(partner_sheet, found, today=TODAY)
    assert (paper.partner, paper.residents, paper.made_on) == ("Kerk Noord", found.residents, TODAY)
    held = profile.ask(
        lambda reading: reading.resident_ids(ResidentQuestion(TODAY, ResidentFilter.HELD_BACK))
    )
    assert {first, second} <= set(held)
    assert gone not in held


def test_who_said_no_this_time_is_not_due_again_before_the_cycle(town: Town) -> None:
    resident = town.profile.add_resident()
    (visit,) = town.profile.invited(resident, sent_on=day(-3))
    town.profile.do(visits.enter_reply, visit, Answer.NO, on=ON)
    assert resident not in town.due() | town.letters() | town.waiting()


def test_a_bundle_takes_it_along_to_the_visitors_laptop(laptops) -> None:
    riets = {RESIDENTS[0]: Died(ON), RESIDENTS[1]: Excluded(ExclusionReason.NURSING_HOME, ON)}

    def vandaag() -> set[str]:
        with writing(laptops.riet) as work:
            view = today_view(work, visitor=laptops.visitor, today=TODAY)
        return {card.row.resident for card in view.cards}

    assert vandaag() == set(riets)
    laptops.receive(laptops.coordinator, laptops.to_coordinator())
    with writing(laptops.coordinator) as work:
        for resident, event in riets.items():
            work.record(Subject(SubjectKind.RESIDENT, resident), event)
    laptops.receive(laptops.riet, laptops.to_riet())
    assert vandaag() == set()


def test_a_laptop_learns_that_the_contact_rests_and_not_why(laptops) -> None:
    laptops.receive(laptops.coordinator, laptops.to_coordinator())

    def visited_by(words: str) -> None:
        with writing(laptops.coordinator) as work:
            card = work.resident(RESIDENTS[0]).state.card
            subject = Subject(SubjectKind.RESIDENT, RESIDENTS[0])
            work.change_card(subject, replace(card, visited_by=words))

    def card_and_vandaag() -> tuple[ResidentCard, set[str]]:
        with writing(laptops.riet) as work:
            view = today_view(work, visitor=laptops.visitor, today=TODAY)
            card = work.resident(RESIDENTS[0]).state.card
        return card, {one.row.resident for one in view.cards}

    for words, rests in ((PARTNER, "1"), ("", "")):
        visited_by(words)
        laptops.receive(laptops.riet, laptops.to_riet())
        card, vandaag = card_and_vandaag()
        assert (card.rests, card.visited_by) == (rests, "")
        assert (RESIDENTS[0] in vandaag) is not bool(rests)


def test_what_a_visitor_gives_back_the_coordinator_gives_to_another(laptops) -> None:
    with writing(laptops.riet) as work:
        (visit, _other) = work.visit_rows(VisitQuestion(visitor=laptops.visitor))
        hand_back(work, [visit.visit], laptops.visitor, today=TODAY, reason="teruggegeven")
    laptops.receive(laptops.coordinator, laptops.to_coordinator())
    with writing(laptops.coordinator) as work:
        assert work.resident(visit.resident).state.visitors == ()
        assert visit.resident in {one for line in unassigned(work) for one in line.residents}
