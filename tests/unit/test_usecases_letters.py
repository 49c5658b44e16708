"""Letters: one per couple, nobody who may not get one, and sent only when somebody says so."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard
from huisbezoek.model.domain.events import (
    CallLogged,
    CallOutcome,
    Died,
    Excluded,
    ExclusionReason,
    Moved,
    OptedOut,
    VisitCancelled,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.held_back import HeldBack, held_back
from huisbezoek.model.usecases.letters import Sent, letter_queue, mark_sent
from huisbezoek.model.usecases.ports.documents import AddressSource
from huisbezoek.model.usecases.senders import SenderMissingError
from tests.people import ORGANISATION, TODAY, at, day
from tests.unit.round_profile import RoundProfile


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    yield opened
    opened.close()


def test_a_couple_gets_one_letter_and_each_keeps_a_visit(profile: RoundProfile) -> None:
    her, him = profile.add_couple("Hoen")
    first, second = profile.add_visit(her), profile.add_visit(him)
    (letter,) = profile.ask(letter_queue, today=TODAY).to_send
    assert letter.residents == (her, him)
    assert set(letter.visits) == {first, second}
    assert letter.invitation.couple
    assert letter.names == "meneer en mevrouw Hoen"
    assert letter.invitation.salutation == "Geachte mevrouw Hoen en meneer Hoen"
    assert letter.invitation.address_lines[0] == "Mevrouw T. Hoen en meneer H. Hoen"


def test_parent_and_child_each_get_a_letter(profile: RoundProfile) -> None:
    for born in ("1928-05-01", "1955-05-01"):
        profile.add_visit(profile.add_resident(house_number=8, birth_date=born))
    assert len(profile.ask(letter_queue, today=TODAY).to_send) == 2


def test_the_letter_says_by_when_and_who_comes(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    resident = profile.add_resident(surname="Smeenk", carer_since="2024-01-01")
    profile.add_visit(resident)
    profile.give(riet, resident)
    (letter,) = profile.ask(letter_queue, today=TODAY).to_send
    assert letter.invitation.visitor == letter.visitor == "Riet Jansen"
    assert letter.invitation.recipient == "mevrouw A. Smeenk"
    assert letter.invitation.reply_by == TODAY + timedelta(days=ORGANISATION.reply_days)
    assert letter.invitation.source is AddressSource.CARERS_DESK


def test_without_a_sender_there_are_no_letters(profile: RoundProfile) -> None:
    profile.set_organisation(OrganisationCard(name="Welzijn Voorbeelddam"))
    profile.add_visit(profile.add_resident())
    with pytest.raises(SenderMissingError):
        profile.ask(letter_queue, today=TODAY)


def test_who_may_not_get_a_letter_is_shown_with_the_reason(profile: RoundProfile) -> None:
    reasons = {
        HeldBack.VISITED_BY_PARTNER: profile.add_resident(visited_by="Buurtzorg"),
        HeldBack.DO_NOT_VISIT: profile.add_resident(do_not_visit="ja"),
        HeldBack.NO_ADDRESS: profile.add_resident(street="", house_number=None, postcode=""),
        HeldBack.EXCLUDED: profile.add_resident(),
        HeldBack.MOVED: profile.add_resident(),
        HeldBack.DECEASED: profile.add_resident(),
        HeldBack.OPTED_OUT: profile.add_resident(),
    }
    for resident in reasons.values():
        profile.add_visit(resident, planned_on=day(-10))
    stops = {
        HeldBack.EXCLUDED: Excluded(ExclusionReason.NURSING_HOME, day(-1)),
        HeldBack.MOVED: Moved(day(-2)),
        HeldBack.DECEASED: Died(day(-3)),
        HeldBack.OPTED_OUT: OptedOut(day(-4)),
    }
    for reason, event in stops.items():
        profile.record(SubjectKind.RESIDENT, reasons[reason], event)
    queue = profile.ask(letter_queue, today=TODAY)
    assert queue.to_send == ()
    assert {line.resident: line.reason for line in queue.held_back} == {
        resident: reason for reason, resident in reasons.items()
    }
    days = {line.reason: line.on for line in queue.held_back}
    assert (days[HeldBack.MOVED], days[HeldBack.DECEASED]) == (day(-2), day(-3))


def test_who_stopped_long_ago_is_not_named_any_more(profile: RoundProfile) -> None:
    resident = profile.add_resident()
    profile.add_visit(resident, planned_on=day(-60))
    profile.record(SubjectKind.RESIDENT, resident, Moved(day(-45)))
    assert profile.ask(letter_queue, today=TODAY).held_back == ()


def test_a_visit_that_was_cancelled_for_another_reason_is_not_held_back(
    profile: RoundProfile,
) -> None:
    visit = profile.add_visit(profile.add_resident(), planned_on=day(-10))
    profile.record(SubjectKind.VISIT, visit, VisitCancelled(day(-1), "dubbel"))
    queue = profile.ask(letter_queue, today=TODAY)
    assert (queue.to_send, queue.held_back) == ((), ())


@pytest.mark.parametrize(
    ("stopped", "reason"),
    [
        ({"died_on": TODAY, "opted_out_on": TODAY}, HeldBack.DECEASED),
        ({"moved_on": TODAY, "excluded": "nursing_home"}, HeldBack.MOVED),
        ({"opted_out_on": TODAY}, HeldBack.OPTED_OUT),
    ],
)
def test_who_stopped_gets_no_letter_even_if_a_visit_stands_open(
    stopped: dict[str, object], reason: HeldBack
) -> None:
    state = ResidentState("a" * 32, ResidentCard(surname="Bakker"), **stopped)
    assert held_back(state, VisitState("b" * 32)) == (reason, TODAY)


def test_marking_is_an_act_of_its_own_with_a_day_and_happens_once(profile: RoundProfile) -> None:
    her, him = profile.add_couple()
    visits = [profile.add_visit(her), profile.add_visit(him)]
    queue = profile.ask(letter_queue, today=TODAY)
    marked = {"on": day(-1), "random_bytes": profile.random_bytes}
    assert profile.do(mark_sent, queue.to_send, **marked) == Sent(letters=1, visits=2)
    again = profile.do(mark_sent, queue.to_send, on=TODAY, random_bytes=profile.random_bytes)
    assert again == Sent(letters=1, visits=0)
    states = [profile.ask(lambda reading, one=one: reading.visit(one)) for one in visits]
    assert {state.status for state in states} == {VisitStatus.INVITED}
    assert {state.invited_on for state in states} == {day(-1)}
    assert len({state.letter for state in states}) == 1


def test_a_couple_waits_on_one_line_until_one_of_them_answers(profile: RoundProfile) -> None:
    her, him = profile.add_couple()
    first, second = profile.invited(her, him, sent_on=day(-2))
    alone = profile.add_resident(surname="Dam", telephone="+31600000112")
    called = CallLogged(CallOutcome.NO_ANSWER, at(TODAY, 9))
    profile.invited(alone, sent_on=day(-1), events=(called,))
    waiting = profile.ask(letter_queue, today=TODAY).waiting
    assert [line.names for line in waiting] == ["meneer en mevrouw ’t Hoen", "mevrouw Dam"]
    assert waiting[1].status is VisitStatus.CALLING
    assert {person.visit for person in waiting[0].people} == {first, second}
    assert waiting[0].reply_by == day(-2) + timedelta(days=ORGANISATION.reply_days)
    assert waiting[1].people[0].telephone == "+31600000112"


def test_the_queue_counts_who_is_due_and_not_planned(profile: RoundProfile) -> None:
    profile.add_visit(profile.add_resident())
    profile.add_resident()
    queue = profile.ask(letter_queue, today=TODAY)
    assert (len(queue.to_send), queue.due) == (1, 1)
