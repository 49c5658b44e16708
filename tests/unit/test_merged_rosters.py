"""What holds over the rosters of several coordinators: the same on every laptop, in any order."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.usecases.organisation_keys import (
    OrganisationKeys,
    admit_devices,
    admit_first_coordinator,
    admit_next_coordinator,
    certificate_of,
    document_of,
    is_coordinator,
    keys_for_start_file,
    read_roster,
    take_roster,
)
from huisbezoek.model.usecases.ports.rosters import (
    ROOT,
    DeviceCertificate,
    DeviceRole,
    DeviceStatus,
    RosterEntry,
    SignedDocumentRefusedError,
)

TODAY = date(2026, 11, 22)
A, B, C, V = ("a" * 32, "b" * 32, "c" * 32, "e" * 32)


@pytest.fixture(scope="module")
def parts() -> Parts:
    return real_parts(resources_folder())


class Coordinators:
    """Anneke is the first; Joop and Carla are admitted by the root key."""

    def __init__(self, parts: Parts) -> None:
        identities = parts.profile.identities
        self.rosters = parts.rosters
        self.root = identities.new_root_key()
        self.keys_of = {one: identities.new_device_keys(one) for one in (A, B, C, V)}
        self.first = admit_first_coordinator(
            parts.rosters,
            organisation="0" * 32,
            root=self.root,
            device=self.keys_of[A],
            recovery_recipient="age1recovery",
            today=TODAY,
            person="1" * 32,
            name="Anneke",
        )

    def place(self, device: str, role=DeviceRole.VISITOR, **changes: object) -> RosterEntry:
        entry = RosterEntry(
            device=device,
            role=role,
            public=self.keys_of[device].public,
            certificate_serial=2,
            status=DeviceStatus.ACTIVE,
            expires_on=TODAY + timedelta(days=366),
        )
        return replace(entry, **changes)

    def second(self, device: str = B, root=None) -> OrganisationKeys:
        """The keys on the laptop of the next coordinator, just begun."""
        entry = self.place(device, DeviceRole.COORDINATOR)
        keys = self.keys_of[device]
        return admit_next_coordinator(self.rosters, self.first, root or self.root, keys, entry)

    def signed(self, keys: OrganisationKeys, device: str, *entries: RosterEntry):
        return admit_devices(self.rosters, keys, self.keys_of[device], entries, TODAY)

    def take(self, keys: OrganisationKeys, other: OrganisationKeys, device: str):
        document, certificate = document_of(other, device), certificate_of(other, device)
        return take_roster(self.rosters, keys, document, certificate)

    def read(self, keys: OrganisationKeys):
        return read_roster(self.rosters, keys)


@pytest.fixture
def team(parts) -> Coordinators:
    return Coordinators(parts)


def test_keys_of_an_earlier_version_still_read(team):
    stored = msgspec.json.decode(msgspec.json.encode(team.first))
    for name in ("rosters", "own_certificate", "own_public", "revoked"):
        del stored[name]
    earlier = msgspec.json.decode(msgspec.json.encode(stored), type=OrganisationKeys)
    assert earlier == team.first
    assert team.read(earlier).version == 1


def test_both_rosters_hold_together_in_whatever_order_they_come(team):
    joop = team.second()
    with_visitor = team.signed(team.first, A, team.place(V))
    carla = team.second(C)
    documents = [(joop, B), (with_visitor, A), (carla, C)]
    merged = []
    for order in itertools.permutations(documents):
        keys = team.first
        for other, device in (*order, order[0]):
            keys = team.take(keys, other, device)
        merged.append(keys)
    assert all(one == merged[0] for one in merged)
    roster = team.read(merged[0])
    assert [one.device for one in roster.entries] == [A, B, C, V]
    assert roster.version == 2
    assert team.signed(merged[0], A).roster != merged[0].roster
    assert team.read(team.signed(merged[0], A)).version == 3


def test_a_coordinator_counts_only_with_the_root_keys_signature(team):
    keys = team.signed(team.first, A, team.place(B, DeviceRole.COORDINATOR))
    assert team.read(keys).entry(B) is None
    assert team.read(team.take(keys, team.second(), B)).entry(B) is not None
    assert certificate_of(keys, B) == ""
    assert document_of(keys, B) == ""


def test_the_later_place_of_a_device_counts(team):
    late = TODAY + timedelta(days=500)
    joop = team.take(team.second(), team.signed(team.first, A, team.place(V)), A)
    joop = team.signed(joop, B, team.place(V, expires_on=late, person="5" * 32))
    carla = team.signed(team.first, A, team.place(V, expires_on=late - timedelta(days=1)))
    for keys in (team.take(carla, joop, B), team.take(joop, carla, A)):
        entry = team.read(keys).entry(V)
        assert (entry.expires_on, entry.person) == (late, "5" * 32)


def test_a_revocation_wins_with_the_lowest_cut_off_and_is_never_taken_back(team):
    base = team.take(team.signed(team.first, A, team.place(V)), team.second(), B)
    off = {"status": DeviceStatus.REVOKED}
    by_a = team.signed(base, A, team.place(V, **off, cut_off=7))
    by_b = team.signed(base, B, team.place(V, **off, cut_off=4))
    for keys in (team.take(by_a, by_b, B), team.take(by_b, by_a, A)):
        entry = team.read(keys).entry(V)
        assert (entry.status, entry.cut_off) == (DeviceStatus.REVOKED, 4)
    # A coordinator who went back to a backup signs as if nothing had happened.
    forgetful = base
    for _ in range(4):
        forgetful = team.signed(forgetful, A, team.place(V))
    raised = team.signed(base, A, team.place(V, **off, cut_off=900))
    for later in (forgetful, raised):
        entry = team.read(team.take(by_a, later, A)).entry(V)
        assert (entry.status, entry.cut_off) == (DeviceStatus.REVOKED, 7)
    assert team.read(team.signed(base, A, team.place(V, **off))).entry(V).cut_off == 0


def test_what_a_revoked_coordinator_signed_brings_nobody_in(team):
    joop = team.signed(team.second(), B, team.place(V))
    both = team.take(team.first, joop, B)
    assert team.read(both).entry(V) is not None
    off = team.place(B, DeviceRole.COORDINATOR, status=DeviceStatus.REVOKED, cut_off=3)
    alone = team.take(team.signed(team.first, A, off), joop, B)
    assert team.read(alone).entry(V) is None
    assert team.read(alone).entry(B).status is DeviceStatus.REVOKED
    # What was known when it was revoked is on the roster that says so.
    kept = team.signed(both, A, off)
    assert team.read(kept).entry(V).status is DeviceStatus.ACTIVE
    # Somebody whom it revoked stays revoked.
    gone = team.signed(joop, B, team.place(V, status=DeviceStatus.REVOKED, cut_off=0))
    assert team.read(team.take(kept, gone, B)).entry(V).status is DeviceStatus.REVOKED


def test_an_older_roster_changes_nothing(team):
    newer = team.signed(team.first, A, team.place(V))
    assert team.take(newer, team.first, A) == newer


def test_a_roster_without_certificate_is_by_somebody_known_or_refused(team):
    joop = team.second()
    document = document_of(joop, B)
    with pytest.raises(SignedDocumentRefusedError):
        take_roster(team.rosters, team.first, document)
    both = team.take(team.first, joop, B)
    newer = document_of(team.signed(joop, B, team.place(V)), B)
    assert team.read(take_roster(team.rosters, both, newer)).entry(V) is not None


def certificate(team, **changes: object) -> str:
    signer = changes.pop("signer", team.root)
    made = DeviceCertificate(
        organisation=team.first.organisation,
        serial=9,
        device=B,
        role=DeviceRole.COORDINATOR,
        public=team.keys_of[B].public,
        issuer=ROOT,
        issued_on=TODAY,
        expires_on=TODAY,
    )
    return team.rosters.sign_certificate(replace(made, **changes), signer).decode()


def test_certificates_that_the_root_key_did_not_sign_so_are_refused(team, parts):
    document = document_of(team.second(), B)
    strange_root = parts.profile.identities.new_root_key()
    for wrong in (
        {"signer": strange_root},
        {"signer": team.keys_of[A]},
        {"organisation": "9" * 32},
        {"role": DeviceRole.VISITOR},
        {"issuer": A},
        {"public": team.keys_of[C].public},
    ):
        with pytest.raises(SignedDocumentRefusedError):
            take_roster(team.rosters, team.first, document, certificate(team, **wrong))
    assert take_roster(team.rosters, team.first, document, certificate(team)) != team.first


def test_a_roster_of_another_organisation_or_by_a_visitor_is_refused(team):
    own = team.rosters.read_roster(team.first.roster.encode(), team.keys_of[A].public.signing)
    other = replace(own, organisation="9" * 32, version=8)
    by_a = team.rosters.sign_roster(other, team.keys_of[A]).decode()
    by_visitor = team.rosters.sign_roster(replace(own, version=8), team.keys_of[V]).decode()
    for document in (by_a, by_visitor, "{}", ""):
        for named in ("", team.first.coordinator_certificate):
            with pytest.raises(SignedDocumentRefusedError):
                take_roster(team.rosters, team.first, document, named)


def test_a_start_file_of_the_second_coordinator_answers_to_that_one(team):
    joop = team.take(team.second(), team.second(C), C)
    given = keys_for_start_file(joop, "5" * 64)
    assert given.coordinator_device == B
    assert given.coordinator_public == team.keys_of[B].public
    assert (given.own_certificate, given.own_public) == ("", None)
    assert given.enrolment_secret == "5" * 64
    assert [one.device for one in given.rosters] == [A, C]
    assert team.read(given) == team.read(joop)
    newer = team.signed(team.first, A, team.place(V))
    assert team.read(team.take(given, newer, A)).entry(V) is not None
    first = keys_for_start_file(team.first, "5" * 64)
    assert replace(first, enrolment_secret="") == team.first


def test_who_is_a_coordinator_here(team):
    assert is_coordinator(team.first, A)
    assert not is_coordinator(team.first, V)
    assert is_coordinator(team.second(), B)


def test_a_certificate_is_no_roster_nor_is_a_document_with_more_in_it(team):
    signing = team.keys_of[A].public.signing
    roster = team.first.roster
    as_certificate = certificate(team, signer=team.keys_of[A])
    for document in (as_certificate, roster.replace('{"kind"', '{ "kind"'), roster + " "):
        with pytest.raises(SignedDocumentRefusedError):
            team.rosters.read_roster(document.encode(), signing)
    with pytest.raises(SignedDocumentRefusedError):
        team.rosters.read_certificate(roster.encode(), signing)
