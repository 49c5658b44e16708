"""Which devices belong to the organisation: the signed roster and device certificates.

The root key signs certificates of coordinators; a coordinator's device signs those of visitors and
the roster. Implemented by `huisbezoek.model.sealing.rosters`; format: `docs/formats.md`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from huisbezoek.model.domain.errors import DamagedDataError
from huisbezoek.model.usecases.ports.sealing import DeviceKeys, PublicKeys, RootKey


class DeviceRole(StrEnum):
    """What the person behind a device may decide."""

    COORDINATOR = "coordinator"
    VISITOR = "visitor"


class DeviceStatus(StrEnum):
    """Whether new work may come from a device."""

    ACTIVE = "active"
    REVOKED = "revoked"


ROOT = "root"


@dataclass(frozen=True, slots=True)
class DeviceCertificate:
    """One device's keys and role, as admitted by `issuer`: `root` or a coordinator's device."""

    organisation: str
    serial: int
    device: str
    role: DeviceRole
    public: PublicKeys
    issuer: str
    issued_on: date
    expires_on: date


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One device on the roster; `cut_off` is the last bundle counter accepted of a revoked one.

    `person` is the identifier of who works on it; `name` is filled for coordinators only, so that
    a visitor's laptop can say for whom a file is.
    """

    device: str
    role: DeviceRole
    public: PublicKeys
    certificate_serial: int
    status: DeviceStatus
    expires_on: date
    cut_off: int | None = None
    person: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """All devices of the organisation, as one coordinator signed them; the highest version holds.

    What holds over several coordinators together is `organisation_keys.read_roster`.
    """

    organisation: str
    version: int
    issued_on: date
    entries: tuple[RosterEntry, ...]

    def entry(self, device: str) -> RosterEntry | None:
        """The entry of a device, or nothing."""
        return next((entry for entry in self.entries if entry.device == device), None)


class SignedDocumentRefusedError(DamagedDataError):
    """A roster or certificate is damaged, or was not signed by the key that should have."""

    code = "sealing.signed_document_refused"


class Rosters(Protocol):
    """Signing and reading rosters and certificates; a document is one line of JSON as bytes."""

    def sign_roster(self, roster: Roster, keys: DeviceKeys) -> bytes:
        """The roster signed by a coordinator's device."""
        ...

    def read_roster(self, document: bytes, signing_public: str) -> Roster:
        """The roster, once the signature fits; otherwise `SignedDocumentRefusedError`."""
        ...

    def sign_certificate(
        self, certificate: DeviceCertificate, signer: RootKey | DeviceKeys
    ) -> bytes:
        """The certificate signed by the root key or by a coordinator's device."""
        ...

    def read_certificate(self, document: bytes, signing_public: str) -> DeviceCertificate:
        """The certificate, once the signature fits; otherwise `SignedDocumentRefusedError`."""
        ...
