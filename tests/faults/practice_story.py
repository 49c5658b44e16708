"""The main job with canary words: a coordinator, a visitor, a report, a bundle on its way back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.events import Answer, CallOutcome
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.usecases.guide_library import guides_for_visit
from huisbezoek.model.usecases.intake import list_terms, take_in
from huisbezoek.model.usecases.letters import letter_queue, mark_sent
from huisbezoek.model.usecases.ports.intake import ReadingChoices
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import (
    OpenProfile,
    back_up,
    close_profile,
    create_coordinator,
)
from huisbezoek.model.usecases.residents import find_residents
from huisbezoek.model.usecases.rounds import plan_visits
from huisbezoek.model.usecases.start_files import (
    begin_start_file,
    begin_with_start_file,
    open_start_file,
    write_start_file,
)
from huisbezoek.model.usecases.talk import hand_in_talk, open_talk, save_talk
from huisbezoek.model.usecases.visitors import add_visitor, assign
from huisbezoek.model.usecases.visits import NewAppointment, enter_reply, log_call, make_appointment
from tests.journey.test_from_list_to_report import receive, send, writing

PASSWORD = "Kanariewachtwoord op een dak"
CANARIES = tuple(
    f"Kanarie{word}"
    for word in (
        *("geel", "groen", "blauw", "rood", "zwart", "wit", "oranje", "paars", "bruin", "grijs"),
        *("roze", "beige", "turkoois", "indigo", "oker", "sepia", "cyaan", "magenta", "wachtwoord"),
        "zilver",
    )
)
Stage = Callable[[str], None]


@dataclass
class Clock:
    """A clock that the story moves."""

    moment: datetime = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


@dataclass
class Story:
    """What stands when the story was played: two open profiles and a bundle not yet received."""

    parts: Parts
    clock: Clock
    coordinator: OpenProfile
    visitor: OpenProfile
    recovery_words: tuple[str, ...]
    bundle: Path

    def receive(self, path: Path) -> int:
        """Reads a bundle in; answers how many operations were new."""
        return receive(self.parts, self.coordinator, path, self.clock).new

    def close(self) -> None:
        """Closes both profiles."""
        close_profile(self.parts.profile, self.coordinator)
        close_profile(self.parts.profile, self.visitor)


def play(folder: Path, stage: Stage = lambda _: None) -> Story:
    """Plays the story with the real parts; `stage` is called after each of its workflows."""
    clock = Clock()
    parts = real_parts(resources_folder(), now=clock.now, cost=FLOOR_COST)
    stick = folder / "stick"
    stick.mkdir(parents=True)
    coordinator, words = _coordinator(parts, folder / "coordinator", clock)
    stage("create")
    visit = _take_in(parts, coordinator, folder, clock)
    stage("intake")
    with writing(coordinator) as work:
        found = find_residents(work, ResidentQuestion(clock.now().date()), CANARIES[0][:9])
    assert found.residents, "the list was not taken in"
    stage("search")
    visitor = _letters_and_visitor(parts, coordinator, visit, clock)
    stage("letters")
    back_up(coordinator, clock.now())
    stage("backup")
    riet, device = _start_file(parts, coordinator, visitor, folder, clock)
    stage("start file")
    _appointment(parts, riet, visit, clock)
    stage("appointment")
    _talk(parts, riet, visit, visitor, clock)
    stage("talk")
    _hand_in(parts, riet, visit, visitor, clock)
    stage("hand in")
    bundle = send(parts, riet, device, stick, clock)
    stage("bundle")
    return Story(parts, clock, coordinator, riet, words, bundle)


def _coordinator(parts: Parts, folder: Path, clock: Clock) -> tuple[OpenProfile, tuple[str, ...]]:
    card = OrganisationCard(
        name=f"Welzijn {CANARIES[17]}",
        coordinator_name=f"Anneke {CANARIES[16]}",
        coordinator_telephone="+31600000100",
        stand_in_name=CANARIES[15],
        street_line=CANARIES[14],
        city_line=CANARIES[19],
        municipality_name="Voorbeelddam",
    )
    profile, sheet = create_coordinator(parts.profile, folder, card, PASSWORD, now=clock.now())
    return profile, sheet.recovery_words


def _take_in(parts: Parts, profile: OpenProfile, folder: Path, clock: Clock) -> str:
    path = folder / "inwoners.csv"
    path.write_text(
        "Voorletters;Tussenvoegsel;Achternaam;Geslacht;Geboortedatum;Straat;Huisnr;Postcode;Plaats\n"
        f"A.;van der;{CANARIES[0]};V;12-3-1941;{CANARIES[1]}straat;12;1234 AB;{CANARIES[2]}\n"
        f"C.;;{CANARIES[3]};M;1-7-1948;{CANARIES[4]};3;1234 AC;Voorbeelddam\n",
        encoding="utf-8",
    )
    read_list = parts.lists.read(path, ReadingChoices())
    # The list is the municipality's own file; the program leaves it where it is, readable.
    path.unlink()
    today = clock.now().date()
    with writing(profile) as work:
        terms = list_terms(work, today, parts.pension_table)
        take_in(work, read_list, terms, random_bytes=parts.random_bytes)
        found = find_residents(work, ResidentQuestion(today), CANARIES[0])
        return plan_visits(work, found.residents, today, parts.random_bytes)[0]


def _letters_and_visitor(parts: Parts, profile: OpenProfile, visit: str, clock: Clock) -> str:
    today = clock.now().date()
    with writing(profile) as work:
        queue = letter_queue(work, today=today)
        mark_sent(work, queue.to_send, on=today, random_bytes=parts.random_bytes)
        enter_reply(work, visit, Answer.YES, on=today, telephone="+31600000112")
        card = VisitorCard(
            name=f"Riet {CANARIES[5]}",
            email=f"{CANARIES[6].lower()}@voorbeelddam.example",
            conduct_certificate_on="2025-01-10",
            secrecy_signed_on="2025-01-12",
        )
        visitor = add_visitor(work, card, random_bytes=parts.random_bytes)
        assign(work, [work.visit(visit).resident], visitor, today=today)
    return visitor


def _start_file(
    parts: Parts, profile: OpenProfile, visitor: str, folder: Path, clock: Clock
) -> tuple[OpenProfile, str]:
    today = clock.now().date()
    with writing(profile) as work:
        payload = begin_start_file(work, parts.start, visitor, today=today, practice=False)
    code = parts.start.start_files.new_code()
    written = write_start_file(parts.start, payload, code, folder / "stick", today=today)
    content = open_start_file(parts.start, written.path, code, today=today)
    riet = begin_with_start_file(
        parts.profile, folder / "visitor", content, PASSWORD, now=clock.now
    )
    return riet, content.keys.coordinator_device


def _appointment(parts: Parts, riet: OpenProfile, visit: str, clock: Clock) -> None:
    starts = datetime.combine(clock.now().date() + timedelta(days=2), datetime.min.time())
    with writing(riet) as work:
        log_call(work, visit, CallOutcome.YES, at=clock.now().replace(tzinfo=None))
        make_appointment(
            work,
            [visit],
            NewAppointment(starts.replace(hour=10), present=CANARIES[7], needs=CANARIES[8]),
            today=clock.now().date(),
            random_bytes=parts.random_bytes,
        )
    clock.moment += timedelta(days=2, hours=3)


def _talk(parts: Parts, riet: OpenProfile, visit: str, visitor: str, clock: Clock) -> None:
    with writing(riet) as work:
        guides = guides_for_visit(work, parts.guides, visit).guides
        talk = open_talk(work, visit, guides, visitor=visitor, today=clock.now().date())
        consents = talk.draft.consents
        for purpose in (Purpose.NOTES, Purpose.HEALTH):
            given = Consent(purpose, ConsentAnswer.YES, visitor, clock.now())
            consents = consents.with_consent(given)
        draft = replace(
            talk.draft,
            minutes=75,
            understands=Understanding.YES,
            consents=consents,
            told=tuple(Passage(f"{canary} in de tuin.", "home") for canary in CANARIES[9:13]),
            impression=CANARIES[13],
        )
        save_talk(work, draft, now=clock.now())


def _hand_in(parts: Parts, riet: OpenProfile, visit: str, visitor: str, clock: Clock) -> None:
    today = clock.now().date()
    with writing(riet) as work:
        guides = guides_for_visit(work, parts.guides, visit).guides
        talk = open_talk(work, visit, guides, visitor=visitor, today=today)
        hand_in_talk(work, talk.draft, talk.guide, today=today)
