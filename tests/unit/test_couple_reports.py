"""A couple: one appointment, two reports, and never a word of one in the other."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.consent import Purpose, Understanding
from huisbezoek.model.domain.events import AppointmentMade, ContactKind, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.reports import AgreedLine, CoordinatorNote, ReportDraft, Urgency
from huisbezoek.model.guides.library import ShippedGuides
from huisbezoek.model.usecases.talk import Talk, hand_in_talk, open_talk, save_talk
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier
from tests.unit.report_samples import NOW, consents

GUIDES = ShippedGuides(Path(__file__).parents[2] / "resources" / "guides").shipped()
HERS, HIS, ALONE = identifier(50), identifier(51), identifier(54)
VISITOR = identifier(52)
MARKS = {HERS: "merel", HIS: "kanarie"}
HOME = {"street": "Dorpsstraat", "house_number": 12, "postcode": "1234 AB", "city": "Voorbeelddam"}
SHE = ResidentCard(surname="Voorbeeld", initials="S.", sex="V", **HOME)
HE = ResidentCard(surname="Voorbeeld", initials="J.", sex="M", **HOME)


def appointment(number: int) -> AppointmentMade:
    starts = datetime.combine(TODAY, time(10, 30))
    return AppointmentMade(
        identifier(number), starts, 60, ContactKind.HOME_VISIT, date(2026, 11, 10)
    )


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as made:
        for visit, card, number in ((HERS, SHE, 53), (HIS, HE, 53), (ALONE, HE, 55)):
            resident = made.add(replace(card, initials="K.") if visit == ALONE else card)
            planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, TODAY)
            made.record(SubjectKind.VISIT, visit, planned, appointment(number))
        yield made


def opened(profile: OpenProfile, visit: str) -> Talk:
    return profile.ask(open_talk, visit, GUIDES, visitor=VISITOR, today=TODAY)


def written(draft: ReportDraft, words: str) -> ReportDraft:
    return replace(
        draft,
        understands=Understanding.YES,
        consents=consents(Purpose.NOTES, Purpose.HEALTH),
        told=(Passage(f"{words} verteld."),),
        agreed=(AgreedLine(f"{words} afgesproken."),),
        impression=f"{words} indruk.",
        note=CoordinatorNote(f"{words} gezien.", Urgency.CAN_WAIT),
    )


def keep(profile: OpenProfile, draft: ReportDraft) -> None:
    profile.do(save_talk, draft, now=NOW)


def test_each_talk_knows_the_other_report_and_nothing_of_it(profile: OpenProfile) -> None:
    keep(profile, written(opened(profile, HIS).draft, "Zijn kanarie"))
    hers = opened(profile, HERS)
    assert [(one.visit, one.sex) for one in hers.partners] == [(HIS, "M")]
    assert "kanarie" not in repr(hers)
    assert opened(profile, ALONE).partners == ()


def test_without_an_appointment_there_is_no_other_report(profile: OpenProfile) -> None:
    resident = profile.add(replace(SHE, initials="B."))
    visit = identifier(56)
    planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, TODAY)
    profile.record(SubjectKind.VISIT, visit, planned)
    assert opened(profile, visit).partners == ()


def test_what_is_handed_in_never_mixes(profile: OpenProfile) -> None:
    words = {HERS: "Haar geheim", HIS: "Zijn geheim"}
    for visit, own in words.items():
        keep(profile, written(opened(profile, visit).draft, own))
    talk = opened(profile, HERS)
    profile.do(hand_in_talk, talk.draft, talk.guide, today=TODAY)
    assert opened(profile, HIS).partners == ()
    assert stored(profile, HIS) == (None, words[HIS])
    talk = opened(profile, HIS)
    profile.do(hand_in_talk, talk.draft, talk.guide, today=TODAY)
    for visit, own in words.items():
        state = profile.ask(lambda reading, visit=visit: reading.visit(visit))
        other = words[HIS if visit == HERS else HERS]
        text = json.dumps(state.report, ensure_ascii=False)
        assert own in text
        assert other not in text
        # Everything of the resident too: the note goes its own road.
        about = profile.ask(lambda reading, state=state: repr(reading.resident(state.resident)))
        assert other not in about.replace(own, "")


def stored(profile: OpenProfile, visit: str) -> tuple[object, str]:
    state = profile.ask(lambda reading: reading.visit(visit))
    draft = profile.ask(lambda reading: reading.draft(visit))
    told = str(draft.document["told"][0]["text"])
    return state.report, told.removesuffix(" verteld.")


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.sampled_from([HERS, HIS]), st.integers(0, 9)), min_size=1, max_size=8))
def test_no_order_of_writing_in_two_reports_mixes_them(profile, turns) -> None:
    for visit, number in turns:
        keep(profile, written(opened(profile, visit).draft, f"{MARKS[visit]} nummer {number}"))
    for visit, other in ((HERS, HIS), (HIS, HERS)):
        draft = profile.ask(lambda reading, visit=visit: reading.draft(visit))
        if draft is not None:
            assert MARKS[other] not in json.dumps(draft.document)


def test_the_journal_of_a_visit_holds_only_its_own(profile: OpenProfile) -> None:
    talk = opened(profile, HERS)
    keep(profile, written(talk.draft, "Haar geheim"))
    profile.do(hand_in_talk, written(talk.draft, "Haar geheim"), talk.guide, today=TODAY)
    events = profile.ask(lambda reading: repr(reading.visit_events(HIS)))
    assert "geheim" not in events
