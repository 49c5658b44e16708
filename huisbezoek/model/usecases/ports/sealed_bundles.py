"""What use cases ask of bundles: writing, reading and describing sealed `.hbz` files.

Implemented by `huisbezoek.model.sealing.bundles`; format: `docs/formats.md`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from huisbezoek.model.domain.errors import BadInputError, DamagedDataError, RefusedByRuleError
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealing import DeviceKeys, PublicKeys
from huisbezoek.model.usecases.ports.transfer import Outlet

BUNDLE_FORMAT = 1
MAXIMUM_LINE = 1 << 20
SPOOL_SUFFIX = ".spool"

# --- values ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OperationRange:
    """The first and the last operation of one incarnation of one device that go along.

    Not every number in between goes along: a receiver may not be allowed to have them all.
    """

    device: str
    incarnation: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """Up to which bundle counter of a device the sender has read, and which it misses below."""

    device: str
    incarnation: int
    counter: int
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A new device's public keys, authenticated with the secret out of its start file.

    `authentication` is HMAC-SHA256 in hex; make it with `Bundles.enrolment`.
    """

    public: PublicKeys
    authentication: str


@dataclass(frozen=True, slots=True)
class BundleHeader:
    """The first line of a bundle: who sends what to whom, and what the sender already has.

    `counter` counts the bundles of this sender to this recipient from 1; `previous` is the digest
    of the one before; `operations` is the number of lines that follow; `created_ms` is unix time.
    """

    organisation: str
    bundle: str
    sender: str
    incarnation: int
    role: DeviceRole
    recipient: str
    counter: int
    operations: int
    created_ms: int
    roster_version: int = 0
    certificate_serial: int | None = None
    previous: str | None = None
    ranges: tuple[OperationRange, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    schema: int = 1
    practice: bool = False
    enrolment: Enrolment | None = None
    format: int = BUNDLE_FORMAT
    minimum_reader: int = BUNDLE_FORMAT


class Spool(Protocol):
    """Compressed frames in a file that only the key in this object opens.

    The file goes with this object, at the latest.
    """

    def frames(self) -> Iterator[bytes]:
        """The frames as they were added, one in memory at a time; raises SpoolLostError."""
        ...

    def remove(self) -> None:
        """Takes the file away; nothing happens when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class PackedLines:
    """Operation lines compressed as they came: about a tenth of what they were.

    Made by `Bundles.pack`; `lines` is how many there are. The first `frames` are in memory, what
    is too much for it follows in `spool`, which is gone once they were sealed: seal them once.
    """

    frames: tuple[bytes, ...] = field(repr=False)
    lines: int
    spool: Spool | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Recipients:
    """The exactly two keys that open a bundle: the receiving device and the recovery identity."""

    device: str
    recovery: str


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """What the ledger keeps of a written bundle; `digest` goes into the next one's `previous`."""

    digest: str
    operations: int


@dataclass(frozen=True, slots=True)
class SealedDescription:
    """What anybody can see of a sealed file without a key; `recipients` are kinds of stanza."""

    age_version: str
    recipients: tuple[str, ...]
    size: int


SigningKeyOf = Callable[[BundleHeader], str]

# --- errors ----------------------------------------------------------------------------------


class BundleDamagedError(DamagedDataError):
    """The file was cut off or changed on the way, or is no bundle."""

    code = "bundle.damaged"


class BundleChangedWhileReadError(DamagedDataError):
    """The file changed between checking and reading; roll back."""

    code = "bundle.changed_while_read"


class BundleLimitError(DamagedDataError):
    """A line, frame or number of frames is larger than the format allows."""

    code = "bundle.limit"


class BundleNotForKeyError(BadInputError):
    """The file is sealed to another device."""

    code = "bundle.not_for_this_device"


class BundleOtherOrganisationError(BadInputError):
    """The file belongs to another organisation."""

    code = "bundle.other_organisation"


class BundleSignatureError(DamagedDataError):
    """The signature is not of the device that the header names."""

    code = "bundle.signature"


class BundleUnknownSenderError(BadInputError):
    """The sender is not on the roster."""

    code = "bundle.unknown_sender"


class BundleRevokedSenderError(RefusedByRuleError):
    """The sender was revoked before this bundle, or its certificate has expired."""

    code = "bundle.revoked_sender"


class BundleNewerFormatError(BadInputError):
    """A newer version of the program wrote this bundle; the file is kept."""

    code = "bundle.newer_format"


class BundleWrongCountError(BadInputError):
    """The header announces another number of operations than were handed in; nothing is sent."""

    code = "bundle.wrong_count"


class SpoolLostError(DamagedDataError):
    """Frames that waited on disk to be sealed are gone or changed; nothing is sent."""

    code = "bundle.spool_lost"


# --- protocols -------------------------------------------------------------------------------


class OpenBundle(Protocol):
    """A bundle whose seal, sender and completeness have been checked.

    Lines come from a second pass over the same file. Commit only after `finish` returned.
    """

    @property
    def header(self) -> BundleHeader:
        """The verified header."""
        ...

    @property
    def digest(self) -> str:
        """SHA-512 of the inner bytes in hex: the identity of this bundle's content."""
        ...

    def lines(self) -> Iterator[bytes]:
        """The operations, one JSON text each without its line end; may be asked for once."""
        ...

    def finish(self) -> None:
        """Returns only if every line was read and equals what was verified; else raises."""
        ...


class Bundles(Protocol):
    """Sealing and unsealing; nothing is ever written unsealed, memory stays bounded."""

    def pack(self, lines: Iterable[bytes], folder: Path) -> PackedLines:
        """Compresses lines (JSON without line ends) one after the other, holding none of them.

        What is much waits in `folder`, encrypted under a key in memory only, in a file that ends
        in SPOOL_SUFFIX. Raises BundleLimitError for a line or a number of frames that the format
        does not allow, and DiskFullError and its like; then nothing is left behind.
        """
        ...

    def write(
        self,
        header: BundleHeader,
        lines: PackedLines | Iterable[bytes],
        out: Outlet,
        keys: DeviceKeys,
        recipients: Recipients,
    ) -> WrittenBundle:
        """Writes a bundle of operation lines (packed, or JSON without line ends) into `out`.

        Packed lines are used up by it, also when it raises: pack them anew.
        """
        ...

    def open(
        self, path: Path, keys: DeviceKeys, organisation: str, signing_key: SigningKeyOf
    ) -> OpenBundle:
        """Checks all of the file before anything of it is handed out.

        `signing_key` names the public key for a header, or raises: `acceptance.known_key_of`,
        and for a first return bundle `enrolment_key`.
        """
        ...

    def open_with_recovery(
        self, path: Path, recovery_secret: str, organisation: str, signing_key: SigningKeyOf
    ) -> OpenBundle:
        """As `open`, with the recovery identity: any bundle, whoever it was meant for."""
        ...

    def enrolment(self, secret: str, organisation: str, keys: DeviceKeys) -> Enrolment:
        """The public keys of a new device, authenticated with its enrolment secret."""
        ...

    def enrolment_key(self, secrets: Iterable[str]) -> SigningKeyOf:
        """Looks up the key of a new device in its own header, if one of the secrets fits.

        Raises `BundleUnknownSenderError` when none fits.
        """
        ...

    def is_for(self, path: Path, keys: DeviceKeys) -> bool:
        """Whether this device can open the file, from its beginning only: cheap for any size.

        A promise about nothing else: the file may still be damaged. Raises `BundleDamagedError`
        when the beginning is not (yet) that of a sealed file.
        """
        ...

    def describe_sealed(self, path: Path) -> SealedDescription:
        """Version, recipient kinds and size (bytes), without a key; `BundleDamagedError`."""
        ...
