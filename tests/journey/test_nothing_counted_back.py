"""A visitor's file has no hidden value, and no date from which one can be counted back."""

import re
from dataclasses import replace
from datetime import date

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.cycle import DueReason
from huisbezoek.model.domain.events import (
    AftercareDone,
    Assigned,
    AssignmentEnded,
    ContactKind,
    Excluded,
    ExclusionLifted,
    ExclusionReason,
    HandOverNotes,
    Listed,
    ReportAssessed,
    ReportHandedIn,
    StatusForced,
    VisitCancelled,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
    VisitRequested,
)
from huisbezoek.model.domain.guides import assemble
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import (
    LightContactKind,
    LightContactMade,
    VisitorRuledOut,
)
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.guide_library import guide_library
from huisbezoek.model.usecases.hand_over import hand_over
from huisbezoek.model.usecases.resident_view import view_resident
from huisbezoek.model.usecases.residents import StopReason, stop_contact
from huisbezoek.model.usecases.rounds import plan_visit
from huisbezoek.model.usecases.visitors import add_visitor, assign
from tests.journey.laptops import READY, RESIDENTS, lines_of, writing

TODAY = date(2026, 11, 23)
HORIZON = date(2027, 6, 1)
HELD_ON = date(2024, 10, 2)
START_FILE_ENDS = date(2026, 12, 23)
CERTIFICATES = (date(2025, 1, 10), date(2025, 1, 12))
LISTED_ON = date(2024, 1, 1)
PEOPLE = {
    "loss": ({"birth_date": "1961-05-17", "loss_date": "2026-04-19"}, DueReason.LOSS),
    "loss and older": ({"birth_date": "1941-07-18", "loss_date": "2025-08-26"}, None),
    "carer": ({"birth_date": "1962-03-27", "carer_since": "2023-09-28"}, DueReason.CARER),
    "pension": ({"birth_date": "1959-12-29"}, DueReason.PENSION_WINDOW),
    "becomes 75": ({"birth_date": "1952-01-09"}, DueReason.BECAME_75),
    "comes again": ({"birth_date": "1943-02-14"}, DueReason.CYCLE_AFTER_VISIT),
}
WORDS = ("Verpleegbed", "Wensgroen", "Redenpaars", "Notitieblauw", "Kerkoranje", "Vraaggrijs")
ISO = re.compile(rb"\d{4}-\d{2}-\d{2}")


def identifier(number: int) -> str:
    return f"{number:x}".rjust(32, "e")


def resident_of(name: str) -> str:
    return identifier(list(PEOPLE).index(name))


def card_of(name: str, number: int) -> ResidentCard:
    return ResidentCard(
        surname="Testing",
        street="Laan",
        house_number=70 + number,
        city="Voorbeelddam",
        visitor_wish=WORDS[1],
        visitor_sex_wish="F",
        visited_by=WORDS[4] if name == "becomes 75" else "",
        **PEOPLE[name][0],
    )


def fill(laptops) -> dict[str, str]:
    """Everything about these people that a visitor must not know; answers the visits."""
    random_bytes = laptops.parts.random_bytes
    visits = {}
    with writing(laptops.coordinator) as work:
        bea = add_visitor(work, VisitorCard(name="Bea", **READY), random_bytes=random_bytes)
        work.add_residents(
            [
                (
                    Subject(SubjectKind.RESIDENT, resident_of(name)),
                    replace(card_of(name, number), visited_by=""),
                    (Listed("f" * 32, LISTED_ON),),
                )
                for number, name in enumerate(PEOPLE)
            ]
        )
        earlier = Subject(SubjectKind.VISIT, identifier(99))
        resident = resident_of("comes again")
        work.record(earlier, VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, HELD_ON))
        work.record(earlier, VisitHeld(HELD_ON, 60, ContactKind.HOME_VISIT))
        report = {"lines": [{"kind": "told", "text": WORDS[3]}]}
        work.record(earlier, ReportHandedIn(report, HELD_ON))
        work.record(earlier, ReportAssessed(follow_up=False, on=HELD_ON))
        work.record(earlier, AftercareDone(HELD_ON))
        for number, (name, (_, reason)) in enumerate(PEOPLE.items()):
            history = work.resident(resident_of(name))
            due = {one.reason for one in history.periods}
            assert reason is None or reason in due, name
            visit = plan_visit(work, history, TODAY, HORIZON, random_bytes)
            assert visit is not None, name
            visits[name] = visit
            work.change_card(
                Subject(SubjectKind.RESIDENT, resident_of(name)), card_of(name, number)
            )
        everybody = [resident_of(name) for name in PEOPLE]
        assign(work, everybody, bea, today=TODAY)
        hand_over(
            work,
            everybody,
            laptops.visitor,
            today=TODAY,
            reason=WORDS[2],
            notes=HandOverNotes.NOTHING,
            summary="",
        )
        _say_why(work, resident_of("loss"), visits["loss"], bea)
    return visits


def _say_why(work, resident: str, visit: str, bea: str) -> None:
    about, of_visit = Subject(SubjectKind.RESIDENT, resident), Subject(SubjectKind.VISIT, visit)
    work.record(about, Excluded(ExclusionReason.NURSING_HOME, TODAY))
    work.record(about, ExclusionLifted(TODAY))
    work.record(about, Excluded(ExclusionReason.TOO_YOUNG, TODAY))
    work.record(about, ExclusionLifted(TODAY))
    work.record(about, VisitRequested(TODAY, WORDS[5]))
    work.record(about, VisitorRuledOut(bea, TODAY))
    work.record(about, LightContactMade(LightContactKind.CARD, TODAY))
    work.record(about, Assigned(bea, TODAY, WORDS[2]))
    work.record(about, AssignmentEnded(bea, TODAY, WORDS[2]))
    work.record(of_visit, StatusForced(VisitStatus.TO_SCHEDULE.value, WORDS[0], TODAY))
    cancelled = Subject(SubjectKind.VISIT, identifier(98))
    work.record(cancelled, VisitPlanned(resident, ("former_carer",), VisitOrigin.ROUND, TODAY))
    work.record(cancelled, VisitCancelled(TODAY, WORDS[0]))


@pytest.fixture
def filled(enrolled):
    """Both laptops, and who was planned."""
    return enrolled, fill(enrolled)


def test_no_hidden_value_and_no_date_that_tells_one_is_in_a_visitors_file(filled):
    laptops, made = filled
    content = b"".join(lines_of(laptops.prepared(laptops.coordinator, laptops.riets_device())))
    for name in PEOPLE:
        assert resident_of(name).encode() in content
        assert made[name].encode() in content
    values = [value for card, _ in PEOPLE.values() for value in card.values()]
    reasons = [f'"{one.value}"' for one in ExclusionReason]
    kinds = ("visitor_ruled_out", "light_contact_made", "birth_date", "loss_date", "carer_since")
    # The set of questions for who lost somebody has this name; as a group nobody is told it.
    groups = [b'"groups":["former_carer"', b'"former_carer",', b',"former_carer"]']
    hidden = [one.encode() for one in (*values, *WORDS, *reasons, *kinds)] + groups
    assert [one for one in hidden if one in content] == []
    # Every day in it is one of these, so that none is a birthday, or so many months after a loss.
    around = {date(2026, 8, 1), date(2026, 12, 1)}
    known = {TODAY, HELD_ON, START_FILE_ENDS, *around, *CERTIFICATES}
    assert {one.decode() for one in ISO.findall(content)} <= {one.isoformat() for one in known}


def test_the_visitors_laptop_has_what_the_talk_and_the_agenda_need(filled):
    laptops, made = filled
    laptops.receive(laptops.riet, laptops.to_riet())
    with writing(laptops.coordinator) as work:
        library = guide_library(work, laptops.parts.guides).newest()
        before = {name: work.visit(made[name]) for name in PEOPLE}
    with writing(laptops.riet) as work:
        after = {name: work.visit(made[name]) for name in PEOPLE}
        view = view_resident(work, resident_of("loss"), TODAY, is_coordinator=False)
        assert not work.resident(resident_of("loss")).state.excluded
    for name in PEOPLE:
        there, here = before[name], after[name]
        assert "former_carer" not in here.groups
        assert set(here.talk_groups) == set(there.talk_groups)
        assert assemble(library, here.talk_groups) == assemble(library, there.talk_groups)
    assert view.groups == ("on_request",)
    assert after["loss"].extra_guide == "former_carer"
    assert after["comes again"].turn == (date(2026, 8, 1), date(2026, 12, 1))
    assert after["comes again"].groups == ("age75",)


def test_an_exclusion_is_known_and_not_why(filled):
    laptops, _ = filled
    with writing(laptops.coordinator) as work:
        about = Subject(SubjectKind.RESIDENT, resident_of("carer"))
        work.record(about, Excluded(ExclusionReason.NURSING_HOME, TODAY))
    laptops.receive(laptops.riet, laptops.to_riet())
    with writing(laptops.riet) as work:
        assert work.resident(resident_of("carer")).state.excluded == "not_told"


def test_a_death_that_a_visitor_enters_arrives_with_the_partner_resting(enrolled):
    her, him = RESIDENTS[:2]
    with writing(enrolled.coordinator) as work:
        for resident, sex in ((her, "V"), (him, "M")):
            card = replace(work.resident(resident).state.card, sex=sex, postcode="1234AB")
            work.change_card(
                Subject(SubjectKind.RESIDENT, resident), replace(card, house_number=10)
            )
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    with writing(enrolled.riet) as work:
        assert stop_contact(work, him, StopReason.DECEASED, TODAY).resting == (her,)
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    with writing(enrolled.coordinator) as work:
        assert work.resident(her).state.paused_on == TODAY
        assert work.resident(him).state.died_on == TODAY
