"""The practice mode: a coordinator and a visitor with fictional residents and some history."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from huisbezoek.app.fictional_profile import read_as_list, writing_in
from huisbezoek.app.parts import Parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.events import Answer, CallOutcome
from huisbezoek.model.domain.fictional_people import (
    fictional_residents,
    fictional_visitors,
)
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.domain.reports import AgreedLine
from huisbezoek.model.usecases.guide_library import guides_for_visit
from huisbezoek.model.usecases.intake import list_terms, take_in
from huisbezoek.model.usecases.letters import letter_queue, mark_sent
from huisbezoek.model.usecases.permission import withdraw_permission
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.profile import OpenProfile, close_profile, create_coordinator
from huisbezoek.model.usecases.rounds import due_residents, plan_visits
from huisbezoek.model.usecases.start_files import (
    begin_start_file,
    begin_with_start_file,
    open_start_file,
    write_start_file,
)
from huisbezoek.model.usecases.talk import hand_in_talk, open_talk, save_talk
from huisbezoek.model.usecases.visitors import add_visitor, assign
from huisbezoek.model.usecases.visits import (
    NewAppointment,
    assess_report,
    enter_reply,
    finish_aftercare,
    log_call,
    make_appointment,
)

PRACTICE_PASSWORD: Final = "samen even oefenen"  # noqa: S105 - shown on the door of the practice mode
RESIDENTS: Final = 60
VISITORS: Final = 6
_SEED: Final = 2026
_REFUSES_NOTES: Final = 4
_TAKES_NOTES_BACK: Final = 6
"""Of the visits that took place: who did not want notes, and who took that back later."""


def prepare_practice(parts: Parts, place: ProgramPlace) -> None:
    """Makes both practice profiles, unless they are there already."""
    if parts.labels.all_in(place.profiles):
        return
    place.profiles.mkdir(parents=True, exist_ok=True)
    quick = parts.at_cost(FLOOR_COST)
    coordinator = _coordinator(quick, place.profiles / "coordinator")
    visitor = _fill(quick, coordinator, place.profiles)
    _hand_over(quick, coordinator, visitor, place.profiles)
    close_profile(quick.profile, coordinator)


def _coordinator(parts: Parts, folder: Path) -> OpenProfile:
    card = OrganisationCard(
        name="Welzijn Voorbeelddam",
        coordinator_name="Anneke de Wit",
        coordinator_telephone="+31600000100",
        stand_in_name="Kees Bakker",
        stand_in_telephone="+31600000101",
        on_duty_telephone="+31600000102",
        out_of_hours_telephone="+31600000103",
        carer_crisis_telephone="+31600000104",
        attention_officer_name="Sanne Mulder",
        attention_officer_telephone="+31600000105",
        senior_adviser_name="Joris van Dam",
        street_line="Dorpsplein 1",
        city_line="1234 AA Voorbeelddam",
        municipality_name="Voorbeelddam",
    )
    profile, _ = create_coordinator(
        parts.profile, folder, card, PRACTICE_PASSWORD, now=parts.now(), practice=True
    )
    parts.labels.write(_label(folder, "Anneke de Wit", "coordinator"))
    return profile


def _label(folder: Path, name: str, role: str) -> ProfileLabel:
    words = f"Welzijn Voorbeelddam. Het wachtwoord is: {PRACTICE_PASSWORD}"
    return ProfileLabel(folder, name, role, words, practice=True)


def _fill(parts: Parts, profile: OpenProfile, profiles: Path) -> str:
    """Reads the list, adds visitors and plays eighteen months; answers the visitor to practise."""
    today, chance = parts.today(), random.Random(_SEED)  # noqa: S311 - fictional people, no secret
    read_list = read_as_list(parts, fictional_residents(RESIDENTS, chance, today), profiles)
    with writing_in(profile) as writing:
        terms = list_terms(writing, today, parts.pension_table)
        take_in(writing, read_list, terms, random_bytes=parts.random_bytes)
    with writing_in(profile) as writing:
        visitors = [
            add_visitor(writing, card, random_bytes=parts.random_bytes)
            for card in _visitor_cards(today, chance)
        ]
    with writing_in(profile) as writing:
        _play_history(parts, writing, visitors, today)
    return visitors[0]


def _visitor_cards(today: date, chance: random.Random) -> Iterator[VisitorCard]:
    for visitor in fictional_visitors(VISITORS, chance, today):
        yield VisitorCard(
            name=visitor.name,
            telephone=visitor.telephone,
            district=visitor.district,
            languages=", ".join(visitor.languages),
            training_on=visitor.trained_on.isoformat(),
            conduct_certificate_on=visitor.conduct_certificate_on.isoformat(),
            secrecy_signed_on=visitor.secrecy_signed_on.isoformat(),
        )


def _play_history(parts: Parts, writing: Writing, visitors: list[str], today: date) -> None:
    """Earlier visits, letters that wait, calls, appointments: one of each state."""
    due = due_residents(writing, today)
    past = today - timedelta(days=540)
    held = plan_visits(writing, due[:8], past, parts.random_bytes)
    for place, visit in enumerate(held):
        notes = ConsentAnswer.NO if place == _REFUSES_NOTES else ConsentAnswer.YES
        on = past + timedelta(days=place * 3)
        _play_visit(parts, writing, visit, visitors[place % 2], on, notes)
    if len(held) > _TAKES_NOTES_BACK:
        taken_back = held[_TAKES_NOTES_BACK]
        withdraw_permission(writing, taken_back, (Purpose.NOTES,), on=past + timedelta(days=60))
    running = plan_visits(writing, due[8:24], today - timedelta(days=30), parts.random_bytes)
    queue = letter_queue(writing, today=today - timedelta(days=20))
    letters = [line for line in queue.to_send if set(line.visits) & set(running[:12])]
    sent = today - timedelta(days=18)
    mark_sent(writing, letters, on=sent, random_bytes=parts.random_bytes)
    sent_visits = [visit for line in letters for visit in line.visits]
    for place, visit in enumerate(sent_visits[:8]):
        number = f"+3160000{place:04d}"
        enter_reply(writing, visit, Answer.YES, on=sent + timedelta(days=6), telephone=number)
        resident = writing.visit(visit).resident
        assign(writing, [resident], visitors[0], today=today - timedelta(days=10))
    if len(sent_visits) > 4:  # noqa: PLR2004 - a few of the eight get calls and appointments
        _play_running(parts, writing, sent_visits, today)


def _play_running(parts: Parts, writing: Writing, visits: list[str], today: date) -> None:
    moments = (
        datetime.combine(today, time(14)),
        datetime.combine(today + timedelta(days=2), time(10, 30)),
    )
    for visit, starts in zip(visits[:2], moments, strict=False):
        make_appointment(
            writing,
            [visit],
            NewAppointment(starts),
            today=today - timedelta(days=5),
            random_bytes=parts.random_bytes,
        )
    called = datetime.combine(today - timedelta(days=4), time(11))
    log_call(writing, visits[2], CallOutcome.NO_ANSWER, at=called)


def _play_visit(
    parts: Parts, writing: Writing, visit: str, visitor: str, on: date, notes: ConsentAnswer
) -> None:
    """One visit from appointment to aftercare, in the past; `notes` is what was said about them."""
    starts = datetime.combine(on, time(10, 30))
    resident = writing.visit(visit).resident
    assign(writing, [resident], visitor, today=on - timedelta(days=7))
    make_appointment(
        writing,
        [visit],
        NewAppointment(starts),
        today=on - timedelta(days=5),
        random_bytes=parts.random_bytes,
    )
    chosen = guides_for_visit(writing, parts.guides, visit)
    talk = open_talk(
        writing, visit, chosen.guides, visitor=visitor, today=on, earlier_guides=chosen.earlier
    )
    asked = starts.astimezone()
    consents = talk.draft.consents
    for purpose, answer in ((Purpose.NOTES, notes), (Purpose.AFTERCARE, ConsentAnswer.YES)):
        consents = consents.with_consent(Consent(purpose, answer, visitor, asked))
    draft = replace(
        talk.draft,
        held_on=on,
        minutes=60,
        understands=Understanding.YES,
        consents=consents,
        told=(Passage("De tuin is haar lust en haar leven.", "participation"),),
        agreed=(AgreedLine("Wij bellen over een paar weken hoe het gaat.", "close"),),
    )
    save_talk(writing, draft, now=asked)
    hand_in_talk(writing, draft, talk.guide, today=on + timedelta(days=1))
    assess_report(writing, visit, today=on + timedelta(days=3), follow_up=False)
    finish_aftercare(writing, visit, today=on + timedelta(days=35))


def _hand_over(parts: Parts, profile: OpenProfile, visitor: str, profiles: Path) -> None:
    """The visitor's practice profile, by the real road: start file and code."""
    with writing_in(profile) as writing:
        payload = begin_start_file(
            writing, parts.start, visitor, today=parts.today(), practice=True
        )
    code = parts.start.start_files.new_code()
    written = write_start_file(parts.start, payload, code, profiles, today=parts.today())
    content = open_start_file(parts.start, written.path, code, today=parts.today())
    written.path.unlink()
    folder = profiles / "visitor"
    riet = begin_with_start_file(
        parts.profile, folder, content, PRACTICE_PASSWORD, now=parts.now, practice=True
    )
    parts.labels.write(_label(folder, content.visitor_name, "visitor"))
    close_profile(parts.profile, riet)
