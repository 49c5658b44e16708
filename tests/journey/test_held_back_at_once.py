"""Whoever may not be asked now is off every list at once: round, letters, Vandaag, plan, bundle."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    Answer,
    CallOutcome,
    Died,
    Excluded,
    ExclusionReason,
    Moved,
    OptedOut,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases import letters, visits
from huisbezoek.model.usecases.ladder import hand_back
from huisbezoek.model.usecases.partner_lists import partner_lists, partner_sheet
from huisbezoek.model.usecases.planning import plan_problem
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.rounds import due_residents, plan_visits
from huisbezoek.model.usecases.today import today_view
from huisbezoek.model.usecases.visitors import unassigned
from tests.journey.laptops import RESIDENTS, writing
from tests.people import TODAY, at, day
from tests.unit.round_profile import RoundProfile

PARTNER = "Stichting Thuishuis"
ON = TODAY


@dataclass
class Town:
    """One profile; each test has residents of its own."""

    profile: RoundProfile
    riet: str

    def due(self) -> set[str]:
        return set(self.profile.ask(due_residents, TODAY))

    def counted(self) -> int:
        return self.profile.ask(
            lambda reading: reading.resident_counts(ResidentQuestion(TODAY))["due"]
        )

    def letters(self) -> set[str]:
        queue = self.profile.ask(letters.letter_queue, today=TODAY)
        return {one for line in queue.to_send for one in line.residents}

    def waiting(self) -> set[str]:
        queue = self.profile.ask(letters.letter_queue, today=TODAY)
        return {one.resident for line in queue.waiting for one in line.people}

    def vandaag(self) -> set[str]:
        view = self.profile.ask(today_view, visitor=self.riet, today=TODAY)
        return {card.row.resident for card in view.cards}

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
}
ENDS_CONTACT = {"died", "moved", "opted out", "excluded", "later"}


@pytest.mark.parametrize("why", HELD)
def test_off_every_list_at_once(town: Town, why: str) -> None:
    profile = town.profile
    due, queued, written = (profile.add_resident(telephone="+31600000112") for _ in range(3))
    profile.add_visit(queued)
    profile.give(town.riet, written)
    profile.invited(written, sent_on=day(-18))
    counted = town.counted()
    assert due in town.due() & town.planned()
    assert queued in town.letters()
    assert written in town.waiting() & town.vandaag()
    for one in (due, queued, written):
        HELD[why](town, one)
    assert due not in town.due() | town.planned()
    assert town.counted() == counted - 1
    assert due not in town.letters()
    assert profile.do(plan_visits, [due], TODAY, profile.random_bytes) == ()
    assert queued not in town.letters() | town.planned()
    if why in ENDS_CONTACT:
        assert written not in town.waiting() | town.vandaag()


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


def test_what_a_visitor_gives_back_the_coordinator_gives_to_another(laptops) -> None:
    with writing(laptops.riet) as work:
        (visit, _other) = work.visit_rows(VisitQuestion(visitor=laptops.visitor))
        hand_back(work, [visit.visit], laptops.visitor, today=TODAY, reason="teruggegeven")
    laptops.receive(laptops.coordinator, laptops.to_coordinator())
    with writing(laptops.coordinator) as work:
        assert work.resident(visit.resident).state.visitors == ()
        assert visit.resident in {one for line in unassigned(work) for one in line.residents}
