"""The organisation's public keys, certificates and rosters, as every profile keeps them locally.

Every coordinator signs rosters. The root key signs who is a coordinator. What holds is the union of
the newest roster of each of them, so that all laptops that have the same rosters agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import msgspec

from huisbezoek.model.usecases.ports.exchange import BundleLedger
from huisbezoek.model.usecases.ports.rosters import (
    ROOT,
    DeviceCertificate,
    DeviceRole,
    DeviceStatus,
    Roster,
    RosterEntry,
    Rosters,
    SignedDocumentRefusedError,
)
from huisbezoek.model.usecases.ports.sealing import DeviceKeys, PublicKeys, RootKey

CERTIFICATE_DAYS = 366
"""A certificate holds for 12 months."""

_LOCAL_NAME = "organisation_keys"


@dataclass(frozen=True, slots=True)
class SignedRoster:
    """The newest roster that a coordinator's device signed, and its certificate by the root key."""

    device: str
    certificate: str
    document: str


@dataclass(frozen=True, slots=True)
class Revocation:
    """A device that some roster once called revoked: no later roster ever takes that back."""

    device: str
    cut_off: int


@dataclass(frozen=True, slots=True)
class OrganisationKeys:
    """What a profile knows of its organisation. Documents are signed lines of JSON.

    `coordinator_device` is the one that made the start file of this profile (or this one, for the
    first coordinator), and `roster` the newest that it signed; `rosters` are those of every other
    coordinator. `enrolment_secret` is filled on a laptop until its first bundle was answered,
    `own_certificate` and `own_public` on that of a coordinator who began with one.
    """

    organisation: str
    root_public: str
    recovery_recipient: str
    coordinator_device: str
    coordinator_public: PublicKeys
    coordinator_certificate: str
    roster: str
    enrolment_secret: str = ""
    rosters: tuple[SignedRoster, ...] = ()
    own_certificate: str = ""
    own_public: PublicKeys | None = None
    revoked: tuple[Revocation, ...] = ()


def admit_first_coordinator(  # noqa: PLR0913 - each argument is a fact of the certificate
    rosters: Rosters,
    *,
    organisation: str,
    root: RootKey,
    device: DeviceKeys,
    recovery_recipient: str,
    today: date,
    person: str = "",
    name: str = "",
) -> OrganisationKeys:
    """Signs the first coordinator's certificate with the root key, and the first roster."""
    expires_on = today + timedelta(days=CERTIFICATE_DAYS)
    certificate = DeviceCertificate(
        organisation=organisation,
        serial=1,
        device=device.device,
        role=DeviceRole.COORDINATOR,
        public=device.public,
        issuer=ROOT,
        issued_on=today,
        expires_on=expires_on,
    )
    entry = RosterEntry(
        device=device.device,
        role=DeviceRole.COORDINATOR,
        public=device.public,
        certificate_serial=1,
        status=DeviceStatus.ACTIVE,
        expires_on=expires_on,
        person=person,
        name=name,
    )
    roster = Roster(organisation=organisation, version=1, issued_on=today, entries=(entry,))
    return OrganisationKeys(
        organisation=organisation,
        root_public=root.public,
        recovery_recipient=recovery_recipient,
        coordinator_device=device.device,
        coordinator_public=device.public,
        coordinator_certificate=rosters.sign_certificate(certificate, root).decode(),
        roster=rosters.sign_roster(roster, device).decode(),
    )


def admit_next_coordinator(
    rosters: Rosters, keys: OrganisationKeys, root: RootKey, device: DeviceKeys, entry: RosterEntry
) -> OrganisationKeys:
    """The keys of a coordinator that the root key admits, with a roster that says so.

    The words of the root key are typed on this coordinator's own laptop. `entry` is the place on
    the roster that this device gives itself; every other coordinator checks the certificate.
    """
    certificate = DeviceCertificate(
        organisation=keys.organisation,
        serial=entry.certificate_serial,
        device=device.device,
        role=DeviceRole.COORDINATOR,
        public=device.public,
        issuer=ROOT,
        issued_on=entry.expires_on - timedelta(days=CERTIFICATE_DAYS),
        expires_on=entry.expires_on,
    )
    document = rosters.sign_certificate(certificate, root).decode()
    admitted = replace(keys, own_certificate=document, own_public=device.public)
    return admit_devices(rosters, admitted, device, [entry], certificate.issued_on)


def admit_devices(
    rosters: Rosters,
    keys: OrganisationKeys,
    signer: DeviceKeys,
    entries: Sequence[RosterEntry],
    today: date,
) -> OrganisationKeys:
    """The keys with a new roster by this coordinator, in which these devices stand so.

    It holds everything that holds now, and its version is one higher than that of any roster.
    """
    present = read_roster(rosters, keys)
    changed = {entry.device for entry in entries}
    others = tuple(known for known in present.entries if known.device not in changed)
    roster = replace(
        present, version=present.version + 1, issued_on=today, entries=(*others, *entries)
    )
    document = rosters.sign_roster(roster, signer).decode()
    return take_roster(rosters, keys, document, certificate_of(keys, signer.device))


def certificate_of(keys: OrganisationKeys, device: str) -> str:
    """The certificate by the root key of a coordinator's device that is known here, or our own."""
    known = (one.certificate for one in _signed(keys) if one.device == device)
    return next(known, keys.own_certificate)


def document_of(keys: OrganisationKeys, device: str) -> str:
    """The newest roster that this coordinator's device signed, as it travels; '' when none."""
    return next((one.document for one in _signed(keys) if one.device == device), "")


def take_roster(
    rosters: Rosters, keys: OrganisationKeys, document: str, certificate: str = ""
) -> OrganisationKeys:
    """The keys with this roster, if its signer has none that is newer; revocations always count.

    Without a certificate it must be by a coordinator who is known here. Raises
    SignedDocumentRefusedError when certificate or signature do not fit, or are of another
    organisation.
    """
    signed, roster = _offered(rosters, keys, document, certificate)
    present = next((one for one in _signed(keys) if one.device == signed.device), signed)
    newest = _read(rosters, keys, present)
    keys = replace(keys, revoked=_revoked(keys.revoked, (*newest.entries, *roster.entries)))
    if (roster.version, signed.document) < (newest.version, present.document):
        return keys
    if signed.device == keys.coordinator_device:
        return replace(keys, roster=signed.document)
    others = [one for one in keys.rosters if one.device != signed.device]
    ordered = sorted([*others, signed], key=lambda one: one.device)
    return replace(keys, rosters=tuple(ordered))


def read_roster(rosters: Rosters, keys: OrganisationKeys) -> Roster:
    """Which devices belong to the organisation: the union of every coordinator's newest roster.

    Per device a revocation wins, with the lowest cut-off; then the later expiry. What a revoked
    coordinator signed brings nobody in; a coordinator counts only when the root key signed so.
    Raises SignedDocumentRefusedError when a signature does not fit.
    """
    read = {one.device: _read(rosters, keys, one) for one in _signed(keys)}
    every = [entry for roster in read.values() for entry in roster.entries]
    revoked = {one.device: one.cut_off for one in _revoked(keys.revoked, every)}
    places: dict[str, RosterEntry] = {}
    for device, roster in sorted(read.items()):
        for entry in roster.entries:
            is_stranger = entry.role is DeviceRole.COORDINATOR and entry.device not in read
            if is_stranger or (device in revoked and entry.device not in revoked):
                continue
            places[entry.device] = max(places.get(entry.device, entry), entry, key=_later)
    entries = [_with_revocation(entry, revoked) for _, entry in sorted(places.items())]
    return Roster(
        organisation=keys.organisation,
        version=max(roster.version for roster in read.values()),
        issued_on=max(roster.issued_on for roster in read.values()),
        entries=tuple(entries),
    )


def keys_for_start_file(keys: OrganisationKeys, secret: str) -> OrganisationKeys:
    """The keys as a start file by this coordinator gives them: this device is whom it answers."""
    if keys.own_public is None:
        return replace(keys, enrolment_secret=secret)
    own = next(one for one in keys.rosters if one.certificate == keys.own_certificate)
    first = SignedRoster(keys.coordinator_device, keys.coordinator_certificate, keys.roster)
    others = [first, *(one for one in keys.rosters if one != own)]
    return replace(
        keys,
        coordinator_device=own.device,
        coordinator_public=keys.own_public,
        coordinator_certificate=own.certificate,
        roster=own.document,
        enrolment_secret=secret,
        rosters=tuple(sorted(others, key=lambda one: one.device)),
        own_certificate="",
        own_public=None,
    )


def is_coordinator(keys: OrganisationKeys, device: str) -> bool:
    """Whether this device of ours is a coordinator's: the first one, or admitted by the root."""
    return device == keys.coordinator_device or keys.own_public is not None


def _signed(keys: OrganisationKeys) -> Iterator[SignedRoster]:
    yield SignedRoster(keys.coordinator_device, keys.coordinator_certificate, keys.roster)
    yield from keys.rosters


def _offered(
    rosters: Rosters, keys: OrganisationKeys, document: str, certificate: str
) -> tuple[SignedRoster, Roster]:
    """The offered roster with its signer: whom the certificate names, or whose signature fits."""
    if certificate:
        named = rosters.read_certificate(certificate.encode(), keys.root_public)
        signed = SignedRoster(named.device, certificate, document)
        return signed, _read(rosters, keys, signed)
    for known in _signed(keys):
        signed = replace(known, document=document)
        try:
            return signed, _read(rosters, keys, signed)
        except SignedDocumentRefusedError:
            continue
    raise SignedDocumentRefusedError


def _read(rosters: Rosters, keys: OrganisationKeys, signed: SignedRoster) -> Roster:
    signing = keys.coordinator_public.signing
    if signed.device != keys.coordinator_device:
        certificate = rosters.read_certificate(signed.certificate.encode(), keys.root_public)
        facts = (certificate.organisation, certificate.device, certificate.role, certificate.issuer)
        if facts != (keys.organisation, signed.device, DeviceRole.COORDINATOR, ROOT):
            raise SignedDocumentRefusedError
        signing = certificate.public.signing
    roster = rosters.read_roster(signed.document.encode(), signing)
    if roster.organisation != keys.organisation:
        raise SignedDocumentRefusedError
    return roster


def _revoked(known: Iterable[Revocation], entries: Iterable[RosterEntry]) -> tuple[Revocation, ...]:
    """What was revoked before or is now, each with its lowest cut-off."""
    lowest = {one.device: one.cut_off for one in known}
    for entry in entries:
        if entry.status is DeviceStatus.REVOKED:
            cut_off = entry.cut_off or 0
            lowest[entry.device] = min(lowest.get(entry.device, cut_off), cut_off)
    return tuple(Revocation(device, cut_off) for device, cut_off in sorted(lowest.items()))


def _with_revocation(entry: RosterEntry, revoked: dict[str, int]) -> RosterEntry:
    if entry.device not in revoked:
        return entry
    return replace(entry, status=DeviceStatus.REVOKED, cut_off=revoked[entry.device])


def _later(entry: RosterEntry) -> tuple[date, int, str, str, str]:
    """What decides between two places of one device; total, so that every laptop agrees."""
    keys = entry.public.signing + entry.public.receiving
    return entry.expires_on, entry.certificate_serial, entry.person, entry.name, keys


def save_organisation_keys(ledger: BundleLedger, keys: OrganisationKeys) -> None:
    """Keeps the keys among the local facts."""
    ledger.save_local_value(_LOCAL_NAME, msgspec.json.encode(keys).decode())


def load_organisation_keys(ledger: BundleLedger) -> OrganisationKeys:
    """The keys of this profile's organisation; every profile has them from the start."""
    text = ledger.local_value(_LOCAL_NAME)
    if text is None:
        message = "a profile without organisation keys cannot exist"
        raise LookupError(message)
    return msgspec.json.decode(text, type=OrganisationKeys)
