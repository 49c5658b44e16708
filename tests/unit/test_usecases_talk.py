"""The talk as use cases: opened, saved, read back, handed in; on a real database."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huisbezoek.model.domain.answers import TEXT_LIMIT
from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.consent import Purpose, Understanding
from huisbezoek.model.domain.events import (
    AppointmentMade,
    ContactKind,
    InvitationSent,
    ReportAssessed,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.follow_up_events import SignalKind
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.reports import (
    AgreedLine,
    CoordinatorNote,
    GoodToKnow,
    LineKind,
    NoteCall,
    ReportDraft,
    TextTooLongError,
    Urgency,
)
from huisbezoek.model.domain.signals import SignalState, fold_signals
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.guides.library import ShippedGuides
from huisbezoek.model.usecases.talk import (
    USUAL_MINUTES,
    NothingToHandInError,
    Talk,
    hand_in_talk,
    open_talk,
    report_of,
    save_talk,
)
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier
from tests.unit.report_samples import NOW, consents

GUIDES = ShippedGuides(Path(__file__).parents[2] / "resources" / "guides").shipped()
VISIT, VISITOR = identifier(50), identifier(52)
CARD = ResidentCard(surname="Voorbeeld", initials="S.", sex="V", good_to_know="De bel is stuk.")


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as made:
        yield made


@pytest.fixture
def resident(profile: OpenProfile) -> str:
    added = profile.add(CARD)
    plan(profile, added)
    return added


def plan(
    profile: OpenProfile, resident: str, visit: str = VISIT, groups: tuple[str, ...] = ("age75",)
) -> None:
    planned = VisitPlanned(resident, groups, VisitOrigin.ROUND, date(2026, 11, 1))
    profile.record(SubjectKind.VISIT, visit, planned)


def appoint(profile: OpenProfile, day: date, kind: ContactKind = ContactKind.HOME_VISIT) -> None:
    made = AppointmentMade(
        identifier(53), datetime.combine(day, time(14)), 60, kind, date(2026, 11, 2)
    )
    profile.record(SubjectKind.VISIT, VISIT, made)


def opened(profile: OpenProfile, visit: str = VISIT) -> Talk:
    return profile.ask(open_talk, visit, GUIDES, visitor=VISITOR, today=TODAY)


def written(profile: OpenProfile, **changes: Any) -> ReportDraft:
    draft = replace(
        opened(profile).draft,
        understands=Understanding.YES,
        consents=consents(Purpose.NOTES),
        told=(Passage("Ik woon hier prettig. ", "home"), Passage("Ik mis mijn zus.", "contact")),
    )
    draft = replace(draft, **changes)
    profile.do(save_talk, draft, now=NOW)
    return draft


def handed_in(profile: OpenProfile, draft: ReportDraft) -> Any:
    return profile.do(hand_in_talk, draft, opened(profile).guide, today=TODAY)


def test_what_was_planned_before_the_visit_and_nobody_heard_of_is_off(
    profile: OpenProfile, resident: str
) -> None:
    silent, heard = identifier(54), identifier(55)
    for visit in (silent, heard):
        plan(profile, resident, visit)
    profile.record(SubjectKind.VISIT, heard, InvitationSent("f" * 32, date(2026, 11, 3)))
    handed_in(profile, written(profile))
    visits = profile.ask(lambda reading: reading.resident(resident)).visits
    statuses = {one.visit: one.status for one in visits}
    assert statuses[silent] is VisitStatus.CLOSED_CANCELLED
    assert statuses[heard] is VisitStatus.INVITED, "a coordinator decides: the resident waits"


def test_opening_writes_nothing(profile: OpenProfile, resident: str) -> None:
    talk = opened(profile)
    assert talk.saved_at is None
    assert talk.name == "mevrouw Voorbeeld"
    assert talk.draft.held_on == TODAY
    assert profile.ask(lambda reading: reading.drafted_visits()) == ()


def test_a_new_draft_knows_the_appointment_that_came(profile: OpenProfile, resident: str) -> None:
    appoint(profile, date(2026, 11, 20), ContactKind.WALK)
    draft = opened(profile).draft
    assert (draft.held_on, draft.start) == (date(2026, 11, 20), time(14))
    assert draft.contact_kind is ContactKind.WALK


def test_an_appointment_to_come_says_nothing_of_today(profile: OpenProfile, resident: str) -> None:
    appoint(profile, date(2026, 12, 20))
    draft = opened(profile).draft
    assert (draft.held_on, draft.start) == (TODAY, None)


def test_lines_of_last_time_wait_to_be_agreed_to_again(profile: OpenProfile, resident: str) -> None:
    assert opened(profile).draft.good_to_know == (GoodToKnow("De bel is stuk.", agreed=False),)


def test_the_guide_fits_the_groups_of_the_visit(profile: OpenProfile, resident: str) -> None:
    other = identifier(60)
    plan(profile, resident, other, ("carer",))
    assert opened(profile).guide.area("plate") is None
    assert opened(profile, other).guide.area("plate") is not None


def test_what_was_saved_is_what_is_opened(profile: OpenProfile, resident: str) -> None:
    draft = written(profile)
    talk = opened(profile)
    assert talk.draft == draft
    assert talk.saved_at == NOW


@given(texts=st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=6))
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_text_comes_back_whole(profile: OpenProfile, resident: str, texts: list[str]) -> None:
    draft = written(profile, told=tuple(Passage(text, "home") for text in texts))
    assert opened(profile).draft == draft


def test_handing_in_records_the_visit_once(profile: OpenProfile, resident: str) -> None:
    report = handed_in(profile, written(profile, held_on=date(2026, 11, 18), minutes=45))
    state = profile.ask(lambda reading: reading.visit(VISIT))
    assert (state.held_on, state.minutes) == (date(2026, 11, 18), 45)
    assert state.status is VisitStatus.REPORT_SUBMITTED
    assert report_of(state) == report
    assert profile.ask(lambda reading: reading.draft(VISIT)) is None


def test_a_visit_without_length_counts_as_usual(profile: OpenProfile, resident: str) -> None:
    handed_in(profile, written(profile))
    assert profile.ask(lambda reading: reading.visit(VISIT)).minutes == USUAL_MINUTES


def test_a_visit_that_was_recorded_keeps_its_day(profile: OpenProfile, resident: str) -> None:
    held = VisitHeld(date(2026, 11, 10), 30, ContactKind.HOME_VISIT)
    profile.record(SubjectKind.VISIT, VISIT, held)
    draft = written(profile)
    assert (draft.held_on, draft.minutes) == (date(2026, 11, 10), 30)
    handed_in(profile, draft)
    assert profile.ask(lambda reading: reading.visit(VISIT)).held_on == date(2026, 11, 10)


def test_without_a_draft_nothing_is_handed_in(profile: OpenProfile, resident: str) -> None:
    with pytest.raises(NothingToHandInError):
        handed_in(profile, opened(profile).draft)
    assert profile.ask(lambda reading: reading.visit(VISIT)).held_on is None


def test_a_text_that_is_too_long_changes_nothing(profile: OpenProfile, resident: str) -> None:
    draft = written(profile, told=(Passage("a" * (TEXT_LIMIT + 1)),))
    with pytest.raises(TextTooLongError):
        handed_in(profile, draft)
    assert profile.ask(lambda reading: reading.visit(VISIT)).held_on is None
    assert opened(profile).draft == draft


def test_what_was_struck_is_in_no_operation(profile: OpenProfile, resident: str) -> None:
    draft = written(profile)
    line = next(one for one in handed_out(profile, draft) if one.text == "Ik mis mijn zus.")
    draft = draft.strike(line.id)
    profile.do(save_talk, draft, now=NOW)
    handed_in(profile, draft)
    state = profile.ask(lambda reading: reading.visit(VISIT))
    assert "mijn zus" not in json.dumps(state.report)
    assert "woon hier prettig" in json.dumps(state.report)


def handed_out(profile: OpenProfile, draft: ReportDraft) -> tuple[Any, ...]:
    from huisbezoek.model.domain.report_lines import compose

    return compose(draft, opened(profile).guide).lines


def test_without_permission_only_the_visit_and_an_urgent_note_remain(
    profile: OpenProfile, resident: str
) -> None:
    note = CoordinatorNote("Geen eten in huis.", Urgency.DANGER_NOW, reason="Zij is verzwakt.")
    report = handed_in(profile, written(profile, consents=consents(), note=note))
    assert {line.kind for line in report.lines} == {LineKind.NOTE, LineKind.NOTE_REASON}


def test_agreed_lines_stand_there_the_next_time(profile: OpenProfile, resident: str) -> None:
    draft = written(
        profile,
        agreed=(AgreedLine("Anneke belt de klussendienst."),),
        good_to_know=(GoodToKnow("Klop op het raam.", agreed=True),),
    )
    handed_in(profile, draft)
    card = profile.ask(lambda reading: reading.resident(resident)).state.card
    assert card.good_to_know == "Klop op het raam."
    profile.record(SubjectKind.VISIT, VISIT, ReportAssessed(follow_up=False, on=TODAY))
    later = identifier(61)
    plan(profile, resident, later)
    talk = opened(profile, later)
    assert talk.last_agreed == ("Anneke belt de klussendienst.", "Klop op het raam.")
    assert talk.last_held_on == draft.held_on


def test_lines_that_nobody_agreed_to_leave_the_card_as_it_was(
    profile: OpenProfile, resident: str
) -> None:
    handed_in(profile, written(profile, good_to_know=(GoodToKnow("Klop op het raam."),)))
    card = profile.ask(lambda reading: reading.resident(resident)).state.card
    assert card.good_to_know == CARD.good_to_know


# --- the note for the coordinator ------------------------------------------------------------


def notes_of(profile: OpenProfile, resident: str) -> tuple[SignalState, ...]:
    return fold_signals(profile.ask(lambda reading: reading.resident(resident)).events)


def test_a_note_begins_its_own_road_when_it_is_handed_in(
    profile: OpenProfile, resident: str
) -> None:
    note = CoordinatorNote(
        "De koelkast was leeg. Zij at niet.",
        Urgency.CALL_TODAY,
        NoteCall.NOT_REACHED,
        time(16, 30),
        "Zij at al dagen niet.",
        SignalKind.EATING_AND_WEIGHT,
    )
    draft = written(profile, note=note, held_on=date(2026, 11, 18))
    assert opened(profile).draft.note == note
    report = handed_in(profile, draft)
    (raised,) = notes_of(profile, resident)
    assert raised.text == "De koelkast was leeg. Zij at niet."
    assert (raised.visit, raised.kind) == (VISIT, SignalKind.EATING_AND_WEIGHT)
    assert (raised.urgency, raised.reached) == (Urgency.CALL_TODAY, NoteCall.NOT_REACHED)
    assert raised.called_at == datetime(2026, 11, 18, 16, 30)  # noqa: DTZ001 - wall-clock time
    assert (raised.reason, raised.raised_on) == ("Zij at al dagen niet.", TODAY)
    assert report.of_kind(LineKind.NOTE)


def test_the_same_note_is_raised_once_and_another_one_beside_it(
    profile: OpenProfile, resident: str
) -> None:
    handed_in(profile, written(profile, note=CoordinatorNote("De lamp is stuk.")))
    handed_in(profile, written(profile, note=CoordinatorNote("De lamp is stuk.")))
    (raised,) = notes_of(profile, resident)
    assert (raised.kind, raised.urgency, raised.called_at) == (SignalKind.OTHER, None, None)
    handed_in(profile, written(profile, note=CoordinatorNote("De bel ook.")))
    assert [one.text for one in notes_of(profile, resident)] == ["De lamp is stuk.", "De bel ook."]


def test_a_note_without_permission_or_that_was_struck_raises_nothing(
    profile: OpenProfile, resident: str
) -> None:
    note = CoordinatorNote("De lamp is stuk.", Urgency.CAN_WAIT)
    handed_in(profile, written(profile, consents=consents(), note=note))
    draft = written(profile, note=note)
    line = next(one for one in handed_out(profile, draft) if one.kind is LineKind.NOTE)
    struck = draft.strike(line.id)
    profile.do(save_talk, struck, now=NOW)
    handed_in(profile, struck)
    assert notes_of(profile, resident) == ()
