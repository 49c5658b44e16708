"""A lost laptop: revoked, named with whose data was on it, and held from then on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from huisbezoek.model.domain.office_events import LaptopRevoked, RevokedReason
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.exchange import remember_subjects
from huisbezoek.model.usecases.laptops import (
    OwnLaptopError,
    affected_residents,
    report_until,
    revoke_laptop,
)
from huisbezoek.model.usecases.laptops import (
    laptops as laptops_seen,
)
from huisbezoek.model.usecases.organisation_keys import (
    load_organisation_keys,
    read_roster,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.rosters import DeviceStatus
from huisbezoek.model.usecases.ports.sealed_bundles import BundleRevokedSenderError
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.sending import PeerRevokedError
from huisbezoek.model.usecases.visitors import assign
from tests.journey.coordinators import carried, carry, roster_of, second_coordinator
from tests.journey.laptops import RESIDENTS, canary, state, writing
from tests.journey.test_exchange_refusals import call, refused


def revoke(laptops, profile, device: str, reason=RevokedReason.LOST) -> None:
    now = laptops.clock.now()
    with writing(profile) as work:
        exchange = laptops.parts.exchange(profile)
        noticed = now - timedelta(hours=5)
        revoke_laptop(work, exchange, device, reason, noticed_at=noticed, now=now)


def seen(laptops, profile=None):
    with writing(profile or laptops.coordinator) as work:
        return {one.device: one for one in laptops_seen(work, laptops.clock.now().date())}


def test_laptops_are_listed_with_when_they_were_last_heard_of(enrolled):
    riet = seen(enrolled)[enrolled.riets_device()]
    assert (riet.person, riet.name, riet.role) == (enrolled.visitor, "Riet Jansen", "visitor")
    assert (riet.status, riet.silent_days) == ("active", 0)
    assert riet.last_received_on == date(2026, 11, 23)
    assert riet.last_receipt_on is None
    enrolled.clock.forward(days=12)
    assert seen(enrolled)[enrolled.riets_device()].silent_days == 12
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    riet = seen(enrolled)[enrolled.riets_device()]
    assert (riet.last_received_on, riet.silent_days) == (date(2026, 12, 5), 0)
    assert riet.last_receipt_on == date(2026, 11, 23)


def test_one_button_revokes_and_everybody_knows(enrolled):
    joop = second_coordinator(enrolled)
    device = enrolled.riets_device()
    call(enrolled)
    late = enrolled.to_coordinator()
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    to_joop = carried(enrolled, enrolled.riet, joop)
    revoke(enrolled, enrolled.coordinator, device)
    entry = roster_of(enrolled, enrolled.coordinator).entry(device)
    assert (entry.status, entry.cut_off) == (DeviceStatus.REVOKED, 1)
    assert seen(enrolled)[device].status == "revoked"
    with pytest.raises(PeerRevokedError):
        enrolled.to_riet()
    refused(enrolled, enrolled.coordinator, late, BundleRevokedSenderError)
    with writing(enrolled.coordinator) as work:
        events = [one.event for one in work.visitor_events(enrolled.visitor)]
    (revoked,) = (one for one in events if isinstance(one, LaptopRevoked))
    assert (revoked.device, revoked.reason, revoked.cut_off) == (device, RevokedReason.LOST, 1)
    assert report_until(revoked.noticed_at) - enrolled.clock.now() == timedelta(hours=67)
    # The other coordinator hears it, and takes nothing that was not read there by then.
    carry(enrolled, enrolled.coordinator, joop)
    assert seen(enrolled, joop)[device].status == "revoked"
    refused(enrolled, joop, to_joop, BundleRevokedSenderError)
    joop.database.close()


def test_revoking_twice_changes_nothing_and_what_cannot_be_revoked_is_told(enrolled):
    revoke(enrolled, enrolled.coordinator, enrolled.riets_device())
    before = state(enrolled.coordinator)
    revoke(enrolled, enrolled.coordinator, enrolled.riets_device(), RevokedReason.STOPPED)
    for device, error in (
        (enrolled.coordinators_device(), OwnLaptopError),
        ("0" * 32, UnknownSubjectError),
    ):
        with pytest.raises(error):
            revoke(enrolled, enrolled.coordinator, device)
    assert state(enrolled.coordinator) == before


def test_a_laptop_whose_person_nobody_knows_is_revoked_all_the_same(enrolled):
    """On a roster of an earlier version, and never read here."""
    stranger = enrolled.parts.profile.identities.new_device_keys("7" * 32)
    rosters, profile = enrolled.parts.rosters, enrolled.coordinator
    with writing(profile) as work:
        keys = load_organisation_keys(work)
        roster = read_roster(rosters, keys)
        entry = replace(
            roster.entry(enrolled.riets_device()),
            device=stranger.device,
            public=stranger.public,
            person="",
        )
        changed = replace(roster, version=roster.version + 1, entries=(*roster.entries, entry))
        document = rosters.sign_roster(changed, profile.keys.device_keys).decode()
        save_organisation_keys(work, replace(keys, roster=document))
    revoke(enrolled, profile, stranger.device)
    assert roster_of(enrolled, profile).entry(stranger.device).status is DeviceStatus.REVOKED
    assert stranger.device not in seen(enrolled)
    with writing(profile) as work:
        assert affected_residents(work, stranger.device) == ()


def test_whose_data_was_on_it_is_listed_with_since_when(enrolled):
    with writing(enrolled.coordinator) as work:
        assign(work, [RESIDENTS[2]], enrolled.visitor, today=enrolled.clock.now().date())
    enrolled.clock.forward(days=3)
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    with writing(enrolled.coordinator) as work:
        found = affected_residents(work, enrolled.riets_device())
        assert [one.resident for one in found] == list(RESIDENTS[:3])
        assert [canary(number) in one.name for number, one in enumerate(found)] == [True] * 3
        assert found[0].address_line == "Kerkstraat 10"
        assert found[2].given_on == date(2026, 11, 26)
        work.erase(Subject(SubjectKind.RESIDENT, RESIDENTS[1]), "asked")
        # What an earlier version gave along without a day.
        remember_subjects(work, enrolled.visitor, [Subject(SubjectKind.RESIDENT, RESIDENTS[7])])
        found = affected_residents(work, enrolled.riets_device())
    assert [one.resident for one in found] == [
        RESIDENTS[0],
        RESIDENTS[2],
        RESIDENTS[7],
        RESIDENTS[1],
    ]
    assert (found[2].given_on, found[3].name) == (None, "")


def test_a_visitors_laptop_knows_the_coordinator_by_name_from_the_roster(enrolled):
    with writing(enrolled.riet) as work:
        (peer,) = work.peers()
    assert peer.device == enrolled.coordinators_device()
    assert (peer.visitor, peer.name) == (enrolled.coordinator.identity.person, "Anneke de Wit")


def test_a_list_of_who_is_affected_shows_no_names_in_a_report_of_a_fault(enrolled):
    with writing(enrolled.coordinator) as work:
        found = affected_residents(work, enrolled.riets_device())
    assert found
    assert canary(0) not in repr(found)
    assert "Kerkstraat" not in repr(found)
