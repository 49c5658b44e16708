"""A second coordinator: admitted by the words of the root key, and from then on an equal."""

from dataclasses import replace

import pytest

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.office_events import RevokedReason
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.enrolment import renew
from huisbezoek.model.usecases.laptops import laptops as laptops_seen
from huisbezoek.model.usecases.laptops import revoke_laptop
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.ports.rosters import DeviceRole, DeviceStatus
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleRevokedSenderError,
    BundleUnknownSenderError,
)
from huisbezoek.model.usecases.ports.sealing import StartFileDamagedError, WordsNotUnderstoodError
from huisbezoek.model.usecases.receiving import CoordinatorNotCertifiedError
from huisbezoek.model.usecases.second_coordinator import RootWordsNeededError, RootWordsWrongError
from huisbezoek.model.usecases.sending import PeerRevokedError
from huisbezoek.model.usecases.start_files import begin_with_start_file
from huisbezoek.model.usecases.visitors import assign
from tests.journey.coordinators import (
    begin,
    carried,
    carry,
    new_person,
    roster_of,
    second_coordinator,
    start_file,
)
from tests.journey.laptops import PASSWORD, RESIDENTS, canary, state, writing
from tests.journey.test_exchange_refusals import call, refused


def coordinators_content(laptops):
    person = new_person(laptops, laptops.coordinator, "Joop Smit", "coordinator")
    return start_file(laptops, laptops.coordinator, person)


def opened(laptops, content, words, folder="nieuw"):
    return begin_with_start_file(
        laptops.parts.profile,
        laptops.place / folder,
        content,
        PASSWORD,
        now=laptops.clock.now,
        root_words=words,
    )


def test_a_coordinators_start_file_holds_keys_and_nobodys_data(enrolled):
    content = coordinators_content(enrolled)
    text = "\n".join(content.operations)
    assert not any(canary(number) in text for number in range(len(RESIDENTS)))
    assert not any(resident in text for resident in RESIDENTS)
    kinds = {line.split('"subject":["')[1].split('"')[0] for line in content.operations}
    assert kinds <= {"organisation", "visitor"}
    assert content.keys.recovery_recipient
    assert content.keys.enrolment_secret


def test_wrong_words_make_no_profile_and_say_why(laptops):
    content = coordinators_content(laptops)
    words = laptops.made.root_words
    identities = laptops.parts.profile.identities
    others = identities.root_key_words(identities.new_root_key())
    mistyped = (words[1], words[0], *words[2:])
    for given, error in (
        (None, RootWordsNeededError),
        (others, RootWordsWrongError),
        (mistyped, WordsNotUnderstoodError),
        (words[:-1], WordsNotUnderstoodError),
    ):
        with pytest.raises(error):
            opened(laptops, content, given)
    assert not (laptops.place / "nieuw").exists()


def test_the_root_key_stays_nowhere_on_the_second_laptop(laptops):
    content = coordinators_content(laptops)
    root = laptops.parts.profile.identities.root_key_from_words(laptops.made.root_words)
    joop = opened(laptops, content, laptops.made.root_words)
    with writing(joop) as work:
        kept = repr(load_organisation_keys(work)) + repr(tuple(work.all_operations()))
    assert root.secret.hex() not in kept
    assert repr(root.secret) not in kept
    assert laptops.made.root_words[3] + " " + laptops.made.root_words[4] not in kept
    joop.database.close()


def test_a_start_file_whose_keys_are_not_the_organisations_begins_nothing(laptops):
    content = laptops.made.content
    stranger = laptops.parts.profile.identities.new_device_keys("9" * 32)
    root = laptops.parts.profile.identities.new_root_key()
    changed = (
        replace(content.keys, root_public=root.public),
        replace(content.keys, coordinator_public=stranger.public),
        replace(content.keys, coordinator_device="9" * 32),
    )
    for keys in changed:
        with pytest.raises(StartFileDamagedError):
            opened(laptops, replace(content, keys=keys), None)
    assert not (laptops.place / "nieuw").exists()


def test_the_second_coordinator_gets_everything_and_both_agree(enrolled):
    joop = second_coordinator(enrolled)
    assert joop.database.digest() == enrolled.coordinator.database.digest()
    assert roster_of(enrolled, joop) == roster_of(enrolled, enrolled.coordinator)
    entry = roster_of(enrolled, joop).entry(joop.identity.device)
    assert (entry.role, entry.status) == (DeviceRole.COORDINATOR, DeviceStatus.ACTIVE)
    assert (entry.person, entry.name) == (joop.identity.person, "Joop Smit")
    with writing(joop) as work:
        assert not load_organisation_keys(work).enrolment_secret
        seen = {one.name: one for one in laptops_seen(work, enrolled.clock.now().date())}
    assert set(seen) == {"Anneke de Wit", "Riet Jansen"}
    assert seen["Anneke de Wit"].silent_days == 0
    assert seen["Riet Jansen"].last_received_on is None
    joop.database.close()


def test_work_apart_for_weeks_comes_together(enrolled):
    joop = second_coordinator(enrolled)
    for profile, surname, number in ((enrolled.coordinator, "Een", 3), (joop, "Twee", 4)):
        with writing(profile) as work:
            work.change_card(
                Subject(SubjectKind.RESIDENT, RESIDENTS[number]), ResidentCard(surname=surname)
            )
    enrolled.clock.forward(days=40)
    crossing = carried(enrolled, joop, enrolled.coordinator)
    carry(enrolled, enrolled.coordinator, joop)
    enrolled.receive(enrolled.coordinator, crossing)
    carry(enrolled, enrolled.coordinator, joop)
    carry(enrolled, joop, enrolled.coordinator)
    assert joop.database.digest() == enrolled.coordinator.database.digest()
    assert roster_of(enrolled, joop) == roster_of(enrolled, enrolled.coordinator)
    joop.database.close()


def test_a_visitor_exchanges_with_both_and_with_a_start_file_of_the_second(enrolled):
    joop = second_coordinator(enrolled)
    # Riet's laptop does not know Joop until the first coordinator's file told it.
    early = carried(enrolled, joop, enrolled.riet)
    refused(enrolled, enrolled.riet, early, BundleUnknownSenderError)
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert enrolled.receive(enrolled.riet, early).sender_name == "Joop Smit"
    call(enrolled)
    assert carry(enrolled, enrolled.riet, joop).new >= 1
    # Joop makes a start file too, and his visitor is known to the first coordinator.
    bea = new_person(enrolled, joop, "Bea Bos", "visitor")
    with writing(joop) as work:
        assign(work, [RESIDENTS[6]], bea, today=enrolled.clock.now().date())
    content = start_file(enrolled, joop, bea)
    assert content.keys.coordinator_device == joop.identity.device
    laptop = begin(enrolled, "bea", content)
    with pytest.raises(BundleUnknownSenderError):
        carry(enrolled, laptop, enrolled.coordinator)
    assert carry(enrolled, laptop, joop).enrolled
    carry(enrolled, joop, laptop)
    carry(enrolled, joop, enrolled.coordinator)
    applied = carry(enrolled, enrolled.coordinator, laptop)
    assert applied.sender_name == "Anneke de Wit"
    assert not carry(enrolled, laptop, enrolled.coordinator).enrolled
    for profile in (joop, laptop):
        profile.database.close()


def test_each_coordinator_may_revoke_and_the_other_follows(enrolled):
    joop = second_coordinator(enrolled)
    call(enrolled)
    now = enrolled.clock.now()
    with writing(joop) as work:
        revoke_laptop(
            work,
            enrolled.parts.exchange(joop),
            enrolled.riets_device(),
            RevokedReason.LOST,
            noticed_at=now,
            now=now,
        )
    carry(enrolled, joop, enrolled.coordinator)
    entry = roster_of(enrolled, enrolled.coordinator).entry(enrolled.riets_device())
    assert entry.status is DeviceStatus.REVOKED
    with pytest.raises(PeerRevokedError):
        enrolled.to_riet()
    refused(enrolled, enrolled.coordinator, enrolled.to_coordinator(), BundleRevokedSenderError)
    joop.database.close()


def test_a_revoked_coordinator_brings_nobody_in(enrolled):
    joop = second_coordinator(enrolled)
    bea = new_person(enrolled, joop, "Bea Bos", "visitor")
    laptop = begin(enrolled, "bea", start_file(enrolled, joop, bea))
    carry(enrolled, laptop, joop)
    waiting = carried(enrolled, joop, enrolled.coordinator)
    now = enrolled.clock.now()
    with writing(enrolled.coordinator) as work:
        revoke_laptop(
            work,
            enrolled.parts.exchange(enrolled.coordinator),
            joop.identity.device,
            RevokedReason.STOPPED,
            noticed_at=now,
            now=now,
        )
    refused(enrolled, enrolled.coordinator, waiting, BundleRevokedSenderError)
    roster = roster_of(enrolled, enrolled.coordinator)
    assert roster.entry(laptop.identity.device) is None
    assert roster.entry(joop.identity.device).status is DeviceStatus.REVOKED
    for profile in (joop, laptop):
        profile.database.close()


def test_somebody_who_only_says_to_be_a_coordinator_is_refused(laptops):
    """As a changed program would: the start file is right, the root key signed nothing."""
    content = coordinators_content(laptops)
    joop = begin(laptops, "joop", content)
    with writing(joop) as work:
        (signed,) = (
            one for one in work.all_operations() if one.identifier.device == joop.identity.device
        )
        work.withdraw([signed.identifier])
        work.erase(signed.subject, "weg")
    path = carried(laptops, joop, laptops.coordinator)
    before = state(laptops.coordinator)
    with pytest.raises(CoordinatorNotCertifiedError):
        laptops.receive(laptops.coordinator, path)
    assert state(laptops.coordinator) == before
    joop.database.close()


def test_a_visitors_laptop_that_was_away_for_long_takes_the_newer_roster(enrolled):
    """The coordinator's place on its old roster has ended; the bundle brings the new one."""
    for _ in range(7):
        enrolled.clock.forward(days=60)
        day = enrolled.clock.now().date()
        with writing(enrolled.coordinator) as work:
            exchange = enrolled.parts.exchange(enrolled.coordinator)
            renew(work, exchange, enrolled.riets_device(), today=day)
    old = roster_of(enrolled, enrolled.riet).entry(enrolled.coordinators_device())
    assert old.expires_on < enrolled.clock.now().date()
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert roster_of(enrolled, enrolled.riet) == roster_of(enrolled, enrolled.coordinator)
