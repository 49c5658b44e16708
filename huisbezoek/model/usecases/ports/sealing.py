"""What use cases ask of the locked side of a profile: keys, passwords, start files.

Implemented by `huisbezoek.model.sealing`. Formats: `docs/formats.md`. Keys that may be shown or
sent are text: a signing public key is 64 lowercase hex digits (Ed25519), a receiving public key an
age recipient (`age1...`), a receiving secret an age identity (`AGE-SECRET-KEY-1...`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from huisbezoek.model.domain.errors import (
    BadInputError,
    DamagedDataError,
    EnvironmentFailedError,
    RefusedByRuleError,
)
from huisbezoek.model.usecases.ports.profile import RollbackMark

# --- values ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess of a password costs (Argon2id, RFC 9106)."""

    memory_kib: int
    passes: int
    lanes: int


# The least that a profile may cost; below it a stolen laptop is guessed too fast.
FLOOR_COST = KdfCost(memory_kib=64 * 1024, passes=3, lanes=4)
# A start file is guessed at outside any laptop, by whoever finds the stick: about one second.
START_FILE_COST = KdfCost(memory_kib=128 * 1024, passes=3, lanes=4)


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others need to check a device's signature and to seal something to it."""

    signing: str
    receiving: str


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """The keys of one device; the secret half never leaves the profile unsealed."""

    device: str
    public: PublicKeys
    signing_secret: bytes = field(repr=False)
    receiving_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RootKey:
    """The organisation's Ed25519 root key; lives on the emergency sheet, never on a laptop."""

    public: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryIdentity:
    """The X25519 key that opens every profile and bundle; lives on the emergency sheet."""

    recipient: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewProfile:
    """What is needed to make the key slots of a profile; ids are 32 hex digits."""

    profile: str
    device: str
    password: str = field(repr=False)
    recovery_recipient: str


@dataclass(frozen=True, slots=True)
class OpenedProfile:
    """A profile that has been opened: its keys, and the mark to compare the database with.

    `database_key` and `backup_key` are raw SQLCipher keys: 64 lowercase hex digits.
    """

    profile: str
    generation: int
    mark: RollbackMark
    device_keys: DeviceKeys
    recovery_recipient: str
    database_key: str = field(repr=False)
    backup_key: str = field(repr=False)
    master_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PreparedKeySlots:
    """Keys made in memory, and the two copies of the key-slot file that will open them."""

    opened: OpenedProfile
    copies: tuple[bytes, bytes] = field(repr=False)


# --- errors ----------------------------------------------------------------------------------


class WrongPasswordError(BadInputError):
    """The password does not open this profile."""

    code = "sealing.wrong_password"


class WrongRecoveryKeyError(BadInputError):
    """This recovery identity does not open this profile."""

    code = "sealing.wrong_recovery_key"


class KeySlotsMissingError(DamagedDataError):
    """The folder holds no key-slot file."""

    code = "sealing.key_slots_missing"


class KeySlotsDamagedError(DamagedDataError):
    """No copy of the key-slot file is what was written."""

    code = "sealing.key_slots_damaged"


class KdfCostRefusedError(DamagedDataError):
    """The stated cost is outside 64 MiB to 1 GiB, 1 to 20 passes, 1 to 16 lanes; not tried."""

    code = "sealing.kdf_cost_refused"


class ProfileExistsError(RefusedByRuleError):
    """The folder already holds a key-slot file; a new one never replaces it."""

    code = "sealing.profile_exists"


class NewerKeySlotsError(EnvironmentFailedError):
    """A newer version of the program wrote this key-slot file; nothing was changed."""

    code = "sealing.newer_key_slots"


class WordsNotUnderstoodError(BadInputError):
    """The words of the emergency sheet do not belong together: one was mistyped or swapped.

    `position` counts from 1; 0 when all words are known but the whole does not fit.
    """

    code = "sealing.words_not_understood"


class WrongStartCodeError(BadInputError):
    """The start code does not belong to this start file."""

    code = "sealing.wrong_start_code"


class StartFileDamagedError(DamagedDataError):
    """The start file is not what was written, or is no start file."""

    code = "sealing.start_file_damaged"


class NewerStartFileError(BadInputError):
    """A newer version of the program made this start file."""

    code = "sealing.newer_start_file"


# --- protocols -------------------------------------------------------------------------------


class KeySlots(Protocol):
    """The key-slot file of a profile: two copies in its folder, `keys-1` and `keys-2`.

    Opening and making take up to a second on purpose: use the files lane.
    """

    def exist(self, folder: Path) -> bool:
        """Whether the folder holds a key-slot file, readable or not."""
        ...

    def profile_in(self, folder: Path) -> str:
        """The profile id in the key-slot file, read without a key and so not yet proven."""
        ...

    def prepare(self, new: NewProfile, cost: KdfCost | None = None) -> PreparedKeySlots:
        """Makes all keys, in memory only; without a cost one of 0.5 to 1.0 seconds is measured.

        So the database can be made under `opened.database_key` before key slots exist.
        """
        ...

    def place(self, folder: Path, prepared: PreparedKeySlots) -> OpenedProfile:
        """Writes both copies; `ProfileExistsError` where a key-slot file exists."""
        ...

    def open_with_password(self, folder: Path, password: str) -> OpenedProfile:
        """Opens slot 1; `WrongPasswordError`, `KeySlotsDamagedError`, `KeySlotsMissingError`."""
        ...

    def open_with_recovery(self, folder: Path, recovery_secret: str) -> OpenedProfile:
        """Opens slot 2 with the recovery identity of the emergency sheet."""
        ...

    def open_with_master_key(self, folder: Path, master_key: bytes) -> OpenedProfile:
        """Opens with the key itself, out of an answer to a forgotten password.

        `KeySlotsDamagedError` when no copy belongs to this key.
        """
        ...

    def change_password(
        self, folder: Path, opened: OpenedProfile, password: str, cost: KdfCost | None = None
    ) -> OpenedProfile:
        """Rewrites slot 1 in both copies; the old password opens neither from then on."""
        ...

    def rekey(
        self, opened: OpenedProfile, password: str, cost: KdfCost | None = None
    ) -> PreparedKeySlots:
        """New master key and database key for the same profile, device keys and mark.

        The caller copies the database under the new `database_key` into another folder, places
        the key slots there, checks it and swaps the folders; until then the old one is whole.
        """
        ...

    def update_mark(self, folder: Path, opened: OpenedProfile, mark: RollbackMark) -> OpenedProfile:
        """Writes a new rollback mark into the older copy; needs no password."""
        ...


class Identities(Protocol):
    """Making keys, and writing a secret as words for the emergency sheet."""

    def new_device_keys(self, device: str) -> DeviceKeys:
        """Fresh signing and receiving keys for a device id (32 hex digits)."""
        ...

    def new_root_key(self) -> RootKey:
        """A fresh organisation root key."""
        ...

    def new_recovery_identity(self) -> RecoveryIdentity:
        """A fresh recovery identity."""
        ...

    def new_enrolment_secret(self) -> str:
        """256 random bits as 64 hex digits, for one start file."""
        ...

    def root_key_words(self, key: RootKey) -> tuple[str, ...]:
        """The root key as 24 Dutch words, of which the last ones are a checksum."""
        ...

    def root_key_from_words(self, words: Sequence[str]) -> RootKey:
        """The key that the words stand for; `WordsNotUnderstoodError` when mistyped."""
        ...

    def recovery_words(self, identity: RecoveryIdentity) -> tuple[str, ...]:
        """The recovery identity as 24 Dutch words, of which the last ones are a checksum."""
        ...

    def recovery_from_words(self, words: Sequence[str]) -> RecoveryIdentity:
        """The identity that the words stand for; `WordsNotUnderstoodError` when mistyped."""
        ...


class StartFiles(Protocol):
    """The file with which a visitor or second coordinator begins, and the code that opens it."""

    def new_code(self) -> tuple[str, ...]:
        """Four random words from the list; also what is offered as a password of four words."""
        ...

    def make(self, payload: bytes, code: Sequence[str], cost: KdfCost = START_FILE_COST) -> bytes:
        """The start file: only file and code together give the payload back."""
        ...

    def open(self, data: bytes, code: Sequence[str]) -> bytes:
        """The payload; `WrongStartCodeError`, `StartFileDamagedError`, `NewerStartFileError`."""
        ...
