"""Residents: found, read on a card, changed, stopped and asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.cycle import DueReason
from huisbezoek.model.domain.events import (
    Assigned,
    ContactKind,
    InvitationSent,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.reference.telephone_numbers import NumberingPlan
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentOrder,
    ResidentQuestion,
)
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.resident_view import view_resident
from huisbezoek.model.usecases.residents import (
    StopReason,
    change_card,
    check_card,
    find_residents,
    request_visit,
    resume_contact,
    stop_contact,
)
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier
from tests.resident_reports import report_of

VISIT = identifier(70)
CARD = ResidentCard(
    surname="Bakker",
    initials="A.",
    sex="V",
    birth_date="1940-01-01",
    street="Dorpsstraat",
    house_number=1,
    postcode="1234AB",
    city="Voorbeelddam",
)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        yield opened


def planned(profile: OpenProfile, resident: str) -> None:
    event = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, TODAY)
    profile.record(SubjectKind.VISIT, VISIT, event)


def view(profile: OpenProfile, resident: str, *, is_coordinator: bool = True):
    return profile.ask(view_resident, resident, TODAY, is_coordinator=is_coordinator)


def status(profile: OpenProfile) -> VisitStatus:
    return profile.ask(lambda reading: reading.visit(VISIT)).status


def test_a_search_keeps_to_the_list_that_was_asked_for(profile: OpenProfile) -> None:
    bakker = profile.add(CARD)
    profile.add(replace(CARD, surname="Smit", house_number=3))
    young = profile.add(replace(CARD, surname="Bakkers", birth_date="1990-01-01", house_number=5))
    everybody, due = (
        ResidentQuestion(TODAY),
        ResidentQuestion(TODAY, ResidentFilter.DUE),
    )
    found = profile.ask(find_residents, everybody, "bak")
    assert (set(found.residents), found.has_more) == ({bakker, young}, False)
    assert profile.ask(find_residents, due, "bak").residents == (bakker,)
    assert len(profile.ask(find_residents, everybody, "  ").residents) == 3
    listed = (young, "nobody", bakker)
    assert profile.ask(find_residents, everybody, "bak", listed).residents == (young, bakker)
    by_name = replace(everybody, order=ResidentOrder.NAME)
    assert profile.ask(find_residents, by_name, "bak", listed).residents == (bakker, young)


def test_the_card_says_who_is_due_and_why(profile: OpenProfile) -> None:
    seen = view(profile, profile.add(CARD))
    assert seen.due is not None
    assert seen.due.is_now
    assert seen.due.period.reason is DueReason.NEVER_VISITED
    assert (seen.age, seen.card.birth_date) == (86, "1940-01-01")


def test_a_visitor_sees_an_age_and_no_birth_date(profile: OpenProfile) -> None:
    seen = view(profile, profile.add(CARD), is_coordinator=False)
    assert (seen.age, seen.card.birth_date) == (86, "")


def test_a_laptop_without_birth_dates_knows_age_and_groups_from_what_was_sent(
    profile: OpenProfile,
) -> None:
    sent = replace(CARD, birth_date="", age="86", age_on="2026-11-01")
    resident = profile.add(sent)
    planned(profile, resident)
    seen = view(profile, resident, is_coordinator=False)
    assert (seen.age, seen.groups, seen.due) == (86, ("age75",), None)


def test_an_unknown_resident_is_an_error(profile: OpenProfile) -> None:
    with pytest.raises(UnknownSubjectError):
        view(profile, identifier(999))


def test_after_a_visit_the_card_shows_the_report_and_a_turn_two_years_later(
    profile: OpenProfile,
) -> None:
    resident = profile.add(CARD)
    planned(profile, resident)
    held_on = date(2026, 11, 18)
    report = report_of(VISIT, resident, held_on)
    profile.record(
        SubjectKind.VISIT,
        VISIT,
        InvitationSent(identifier(71), date(2026, 11, 5)),
        VisitHeld(held_on, 75, ContactKind.HOME_VISIT),
        ReportHandedIn(report_to_document(report), date(2026, 11, 19)),
    )
    seen = view(profile, resident)
    assert [type(entry.event) for entry in seen.entries] == [
        ReportHandedIn,
        VisitHeld,
        InvitationSent,
    ]
    assert seen.entries[0].report == report
    assert (seen.consents, seen.consents_on) == (report.consents, held_on)
    assert seen.due is not None
    assert not seen.due.is_now
    assert seen.due.period.opens == date(2028, 11, 18)
    assert (seen.due.opens, seen.due.closes) == (date(2028, 9, 1), date(2029, 1, 1))


def test_who_lives_at_the_same_address_is_named(profile: OpenProfile) -> None:
    first = profile.add(CARD)
    second = profile.add(replace(CARD, surname="Smit", sex="M"))
    (other,) = view(profile, first).housemates
    assert (other.resident, other.formal_name) == (second, "meneer Smit")


@pytest.mark.parametrize("reason", list(StopReason))
def test_a_stop_closes_the_visit_at_once_and_can_be_taken_back(
    profile: OpenProfile, reason: StopReason
) -> None:
    resident = profile.add(CARD)
    partner = profile.add(replace(CARD, surname="Smit"))
    planned(profile, resident)
    assert profile.do(stop_contact, resident, reason, TODAY).others == (partner,)
    stopped = view(profile, resident)
    assert (stopped.row.stopped, stopped.due, stopped.open_visit) == (reason.value, None, None)
    assert status(profile) is VisitStatus.CLOSED_CANCELLED
    profile.do(resume_contact, resident, TODAY)
    again = view(profile, resident)
    assert again.row.stopped == ""
    assert again.due is not None


def test_a_request_makes_a_visit_without_a_letter(profile: OpenProfile) -> None:
    resident = profile.add(replace(CARD, birth_date="1990-01-01"))
    visit = profile.do(request_visit, resident, "resident", TODAY, profile.random_bytes)
    state = profile.ask(lambda reading: reading.visit(visit))
    assert (state.status, state.origin) == (VisitStatus.TO_SCHEDULE, VisitOrigin.REQUEST)
    assert "on_request" in state.groups


def test_a_request_with_an_open_visit_makes_no_second_one(profile: OpenProfile) -> None:
    resident = profile.add(CARD)
    planned(profile, resident)
    asked = profile.do(request_visit, resident, "resident", TODAY, profile.random_bytes)
    assert asked == VISIT


def test_a_loss_on_the_card_makes_a_former_carer(profile: OpenProfile) -> None:
    resident = profile.add(replace(CARD, birth_date="1965-01-01"))
    before = view(profile, resident).due
    assert before is not None
    assert not before.is_now
    checked = check_card(CARD, {"loss_date": "3 mrt 2025"}, TODAY, NumberingPlan())
    profile.do(change_card, resident, replace(checked.card, birth_date="1965-01-01"))
    due = view(profile, resident).due
    assert due is not None
    assert (due.is_now, due.period.reason) == (True, DueReason.LOSS)


def checked(**texts: str):
    return check_card(CARD, texts, TODAY, NumberingPlan())


def test_what_was_typed_is_kept_in_its_stored_form() -> None:
    found = checked(
        telephone="06-12 34 56 78",
        postcode="1234 cd",
        house_number="12a-2",
        carer_since="2019",
        good_to_know=" Klop op het raam. ",
    )
    card = found.card
    assert found.wrong == ()
    assert (card.telephone, card.postcode, card.carer_since) == ("+31612345678", "1234CD", "2019")
    assert (card.house_number, card.house_letter, card.house_addition) == (12, "a", "2")
    assert card.good_to_know == "Klop op het raam."


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("telephone", "geen idee"),
        ("contact_telephone", "1"),
        ("postcode", "12345 AB"),
        ("loss_date", "31-2-2025"),
        ("loss_date", "1-1-2031"),
        ("carer_since", "vroeger"),
        ("surname", " "),
    ],
)
def test_what_cannot_be_kept_is_named(name: str, typed: str) -> None:
    assert checked(**{name: typed}).wrong == (name,)


@given(typed=st.text(max_size=30), name=st.sampled_from(["telephone", "postcode", "loss_date"]))
def test_whatever_is_typed_is_kept_or_named_and_never_half_kept(typed: str, name: str) -> None:
    found = checked(**{name: typed})
    kept = getattr(found.card, name)
    assert bool(found.wrong) or bool(kept) or not typed.strip() or name == "loss_date"
    others = replace(found.card, **{name: getattr(CARD, name)})
    assert others == CARD


def test_the_history_names_the_visitor_who_was_asked(profile: OpenProfile) -> None:
    resident, visitor = profile.add(CARD), identifier(72)
    profile.record(SubjectKind.RESIDENT, resident, Assigned(visitor, TODAY))
    profile.do(
        lambda writing: writing.change_card(
            Subject(SubjectKind.VISITOR, visitor), VisitorCard(name="Riet Jansen")
        )
    )
    (entry,) = view(profile, resident).entries
    assert (entry.event, entry.author) == (Assigned(visitor, TODAY), "Riet Jansen")


def test_the_entries_of_a_call_stand_on_its_day(profile: OpenProfile) -> None:
    from huisbezoek.model.domain.events import CallLogged, CallOutcome

    resident = profile.add(CARD)
    planned(profile, resident)
    call = CallLogged(CallOutcome.NO_ANSWER, datetime(2026, 11, 20, 10, 30))  # noqa: DTZ001 - moments are local
    profile.record(
        SubjectKind.VISIT, VISIT, InvitationSent(identifier(71), date(2026, 11, 5)), call
    )
    assert view(profile, resident).entries[0].on == date(2026, 11, 20)
