"""The main job once, through the real parts: from a list to a report and back."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime

import pytest

from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.events import Answer, CallOutcome
from huisbezoek.model.domain.free_text import refile
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.guide_library import guides_for_visit
from huisbezoek.model.usecases.intake import list_terms, take_in
from huisbezoek.model.usecases.letters import letter_queue, mark_sent
from huisbezoek.model.usecases.ports.exchange import Direction
from huisbezoek.model.usecases.ports.intake import ReadingChoices
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleDamagedError,
    BundleUnknownSenderError,
)
from huisbezoek.model.usecases.ports.sealing import WrongPasswordError, WrongStartCodeError
from huisbezoek.model.usecases.profile import (
    change_password,
    close_profile,
    create_coordinator,
    open_profile,
    re_key,
    recover_profile,
)
from huisbezoek.model.usecases.receiving import (
    FromMyselfError,
    apply_bundle,
    receive_bundle,
    sender_keys,
)
from huisbezoek.model.usecases.rounds import plan_visits
from huisbezoek.model.usecases.sending import (
    carry_bundle,
    keep_sent,
    prepare_bundle,
    seal_bundle,
)
from huisbezoek.model.usecases.start_files import (
    begin_start_file,
    begin_with_start_file,
    open_start_file,
    write_start_file,
)
from huisbezoek.model.usecases.talk import hand_in_talk, open_talk, save_talk
from huisbezoek.model.usecases.today import today_view
from huisbezoek.model.usecases.visitors import add_visitor, assign
from huisbezoek.model.usecases.visits import (
    NewAppointment,
    enter_reply,
    log_call,
    make_appointment,
)

PASSWORD = "kopje thee bij het raam"
TODAY = date(2026, 11, 23)


@contextmanager
def writing(profile):
    writer = profile.database.open_writer()
    try:
        with writer.writing() as work:
            yield work
            work.commit()
    finally:
        writer.close()


def new_coordinator(parts, folder):
    card = OrganisationCard(
        name="Welzijn Voorbeelddam",
        coordinator_name="Anneke de Wit",
        coordinator_telephone="+31600000100",
        city_line="1234 AA Voorbeelddam",
        municipality_name="Voorbeelddam",
    )
    return create_coordinator(parts.profile, folder, card, PASSWORD, now=parts.now())


def read_small_list(parts, profile, tmp_path):
    path = tmp_path / "inwoners.csv"
    path.write_text(
        "Voorletters;Tussenvoegsel;Achternaam;Geslacht;Geboortedatum;Straat;Huisnr;Postcode;Plaats\n"
        "A.;van der;Veen;V;12-3-1941;Kerkstraat;12;1234 AB;Voorbeelddam\n"
        "C.;;Yıldız;M;1-7-1948;Molenweg;3a;1234 AC;Voorbeelddam\n"
        "F.;;Ümit;V;5-5-1950;Lindelaan;41;1234 AD;Voorbeelddam\n"
        "J.;;Jong;M;5-5-1990;Lindelaan;43;1234 AD;Voorbeelddam\n",
        encoding="utf-8",
    )
    read_list = parts.lists.read(path, ReadingChoices())
    with writing(profile) as work:
        terms = list_terms(work, TODAY, parts.pension_table)
        return take_in(work, read_list, terms, random_bytes=parts.random_bytes)


def send(parts, profile, device, folder, clock):
    exchange = parts.exchange(profile)
    with writing(profile) as work:
        prepared = prepare_bundle(work, exchange, device, now=clock.now())
    sealed = seal_bundle(exchange, prepared)
    with writing(profile) as work:
        keep_sent(work, sealed, now=clock.now())
    return carry_bundle(exchange, sealed, folder, today=clock.now().date()).path


def receive(parts, profile, path, clock):
    exchange = parts.exchange(profile)
    with writing(profile) as work:
        senders = sender_keys(work, exchange, today=clock.now().date())
    received = receive_bundle(exchange, senders, path)
    with writing(profile) as work:
        return apply_bundle(work, exchange, senders, received, now=clock.now())


def test_the_main_job_end_to_end(parts, clock, tmp_path):  # noqa: PLR0915 - one long story
    coordinator, sheet = new_coordinator(parts, tmp_path / "coordinator")
    assert len(sheet.recovery_words) == len(sheet.root_words) == 24
    taken = read_small_list(parts, coordinator, tmp_path)
    assert (taken.persons, taken.accepted, taken.new) == (4, 4, 3)
    with writing(coordinator) as work:
        due = work.resident_ids(ResidentQuestion(TODAY, ResidentFilter.DUE))
        assert len(due) == 3
        planned = plan_visits(work, due, TODAY, parts.random_bytes)
        assert len(planned) == 3
        queue = letter_queue(work, today=TODAY)
        assert len(queue.to_send) == 3
        mark_sent(work, queue.to_send, on=TODAY, random_bytes=parts.random_bytes)
        visit = planned[0]
        enter_reply(work, visit, Answer.YES, on=TODAY, telephone="+31600000112")
        visitor = add_visitor(
            work,
            VisitorCard(
                name="Riet Jansen",
                conduct_certificate_on="2025-01-10",
                secrecy_signed_on="2025-01-12",
            ),
            random_bytes=parts.random_bytes,
        )
        resident = work.visit(visit).resident
        assert assign(work, [resident], visitor, today=TODAY) == 1
        payload = begin_start_file(work, parts.start, visitor, today=TODAY, practice=False)
    code = parts.start.start_files.new_code()
    stick = tmp_path / "stick"
    stick.mkdir()
    start = write_start_file(parts.start, payload, code, stick, today=TODAY)
    with pytest.raises(WrongStartCodeError):
        open_start_file(parts.start, start.path, ("aap", "noot", "mies", "vuur"), today=TODAY)
    content = open_start_file(parts.start, start.path, code, today=TODAY)
    assert content.visitor_name == "Riet Jansen"
    riet = begin_with_start_file(
        parts.profile, tmp_path / "riet", content, PASSWORD + " 2", now=clock.now
    )
    with writing(riet) as work:
        today = today_view(work, visitor=visitor, today=TODAY)
        assert [card.row.visit for card in today.cards] == [visit]
        assert len(work.resident_ids(ResidentQuestion(TODAY))) == 1
        log_call(work, visit, CallOutcome.YES, at=datetime.fromisoformat("2026-11-23T10:00"))
        make_appointment(
            work,
            [visit],
            NewAppointment(
                datetime.fromisoformat("2026-11-25T10:30"), present="Haar dochter is erbij"
            ),
            today=TODAY,
            random_bytes=parts.random_bytes,
        )
    clock.forward(days=2, hours=3)
    with writing(riet) as work:
        guides = guides_for_visit(work, parts.guides, visit).guides
        talk = open_talk(work, visit, guides, visitor=visitor, today=clock.now().date())
        consent = Consent(Purpose.NOTES, ConsentAnswer.YES, visitor, clock.now())
        draft = replace(
            talk.draft,
            minutes=75,
            understands=Understanding.YES,
            consents=talk.draft.consents.with_consent(consent),
            told=refile((), "Zij tuiniert graag. De trap is lastig.", "home"),
        )
        save_talk(work, draft, now=clock.now())
    with writing(riet) as work:
        talk = open_talk(work, visit, guides, visitor=visitor, today=clock.now().date())
        assert talk.draft.minutes == 75
        hand_in_talk(work, talk.draft, talk.guide, today=clock.now().date())
    back = send(parts, riet, content.keys.coordinator_device, stick, clock)
    applied = receive(parts, coordinator, back, clock)
    assert applied.enrolled
    assert applied.kinds["report_handed_in"] == 1
    with writing(coordinator) as work:
        history = work.resident(resident)
        assert history.state.last_held_on == date(2026, 11, 25)
        assert work.visit(visit).status is VisitStatus.REPORT_SUBMITTED
        assert min(period.opens for period in history.periods) == date(2028, 11, 25)
        device = work.peers()[0].device
        lines = [line for line in work.ledger() if line.direction is Direction.RECEIVED]
        assert len(lines) == 1
    there = send(parts, coordinator, device, stick, clock)
    again = receive(parts, riet, there, clock)
    assert not again.enrolled
    with pytest.raises(FromMyselfError):
        receive(parts, riet, back, clock)
    damaged = stick / "kapot.hbz"
    content_bytes = bytearray(back.read_bytes())
    content_bytes[len(content_bytes) // 2] ^= 1
    damaged.write_bytes(bytes(content_bytes))
    with pytest.raises((BundleDamagedError, BundleUnknownSenderError)):
        receive(parts, coordinator, damaged, clock)
    for profile in (coordinator, riet):
        report = profile.database.check(thorough=True)
        assert report.findings == ()
        assert report.projections_equal
        close_profile(parts.profile, profile)


def test_password_re_key_and_emergency_sheet(parts, tmp_path):
    folder = tmp_path / "coordinator"
    profile, sheet = new_coordinator(parts, folder)
    profile = change_password(parts.profile, profile, PASSWORD, "een heel ander wachtwoord")
    close_profile(parts.profile, profile)
    with pytest.raises(WrongPasswordError):
        open_profile(parts.profile, folder, PASSWORD)
    profile = open_profile(parts.profile, folder, "een heel ander wachtwoord")
    old_key = profile.keys.database_key
    profile = re_key(parts.profile, profile, "niemand kent dit nieuwe", now=parts.now())
    assert profile.keys.database_key != old_key
    close_profile(parts.profile, profile)
    profile = recover_profile(
        parts.profile, folder, sheet.recovery_words, "vergeten en weer gevonden"
    )
    with writing(profile) as work:
        assert work.organisation().name == "Welzijn Voorbeelddam"
    close_profile(parts.profile, profile)
    close_profile(parts.profile, open_profile(parts.profile, folder, "vergeten en weer gevonden"))
