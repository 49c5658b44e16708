"""The organisation's public keys, certificate and roster, as every profile keeps them locally."""

from collections.abc import Sequence
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
)
from huisbezoek.model.usecases.ports.sealing import DeviceKeys, PublicKeys, RootKey

CERTIFICATE_DAYS = 366
"""A certificate holds for 12 months."""

_LOCAL_NAME = "organisation_keys"


@dataclass(frozen=True, slots=True)
class OrganisationKeys:
    """What a profile knows of its organisation. Documents are signed lines of JSON.

    `enrolment_secret` is filled on a visitor's laptop until its first bundle was answered.
    `roster_signer` is the signing key of the coordinator's device that signed the roster.
    """

    organisation: str
    root_public: str
    recovery_recipient: str
    coordinator_device: str
    coordinator_public: PublicKeys
    coordinator_certificate: str
    roster: str
    enrolment_secret: str = ""


def admit_first_coordinator(
    rosters: Rosters,
    *,
    organisation: str,
    root: RootKey,
    device: DeviceKeys,
    recovery_recipient: str,
    today: date,
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


def admit_devices(
    rosters: Rosters,
    keys: OrganisationKeys,
    signer: DeviceKeys,
    entries: Sequence[RosterEntry],
    today: date,
) -> OrganisationKeys:
    """The keys with a new roster, one version higher, in which these devices stand so."""
    present = read_roster(rosters, keys)
    changed = {entry.device for entry in entries}
    others = tuple(known for known in present.entries if known.device not in changed)
    roster = replace(
        present, version=present.version + 1, issued_on=today, entries=(*others, *entries)
    )
    return replace(keys, roster=rosters.sign_roster(roster, signer).decode())


def read_roster(rosters: Rosters, keys: OrganisationKeys) -> Roster:
    """The roster, once its signature by the coordinator's device fits."""
    return rosters.read_roster(keys.roster.encode(), keys.coordinator_public.signing)


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
