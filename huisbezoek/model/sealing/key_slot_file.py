"""The bytes of a key-slot file: one line of JSON and one line that guards it.

Exact format: docs/formats.md, "Key-slot file".
"""

import hashlib
import hmac
from typing import Final, Literal

import msgspec

from huisbezoek.model.domain.identity import is_identifier
from huisbezoek.model.sealing import strict_json
from huisbezoek.model.usecases.ports.sealing import KdfCost, NewerKeySlotsError

FORMAT: Final = "huisbezoek-keys"
VERSION: Final = 1
MAXIMUM_SIZE: Final = 64 * 1024


class _Version(msgspec.Struct, frozen=True):
    format: Literal["huisbezoek-keys"]
    version: int


class KeySlotHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All fields that are open to read; the associated data of every wrap."""

    format: Literal["huisbezoek-keys"]
    version: Literal[1]
    profile: str
    device: str
    signing: str
    receiving: str
    recovery: str
    salt: str
    memory_kib: int
    passes: int
    lanes: int

    @property
    def cost(self) -> KdfCost:
        """The cost of slot 1."""
        return KdfCost(self.memory_kib, self.passes, self.lanes)

    def associated(self, purpose: bytes) -> bytes:
        """The associated data of one wrap."""
        return b"huisbezoek/keys/1/" + purpose + b"\n" + msgspec.json.encode(self)


class Wrapped(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A secret under ChaCha20-Poly1305; hex."""

    nonce: str
    sealed: str


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rollback mark."""

    operations: int
    digest: str


class KeySlotBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line. `recovery_slot` is an age file in base64; `printed_slot` is not used yet."""

    header: KeySlotHeader
    password_slot: Wrapped
    recovery_slot: bytes
    printed_slot: None
    device_keys: Wrapped
    mark: Mark
    generation: int


class _Guard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    checksum: str
    mac: str


class KeySlotCopy(msgspec.Struct, frozen=True):
    """One copy as read: undamaged by its checksum, not yet proven by its MAC."""

    body: KeySlotBody
    line: bytes
    mac: str

    def is_proven_by(self, mac_key: bytes) -> bool:
        """Whether the MAC under this key fits."""
        return hmac.compare_digest(_mac(mac_key, self.line), self.mac)


def write(body: KeySlotBody, mac_key: bytes) -> bytes:
    """The whole file."""
    line = msgspec.json.encode(body)
    guard = _Guard(checksum=hashlib.sha256(line).hexdigest(), mac=_mac(mac_key, line))
    return line + b"\n" + msgspec.json.encode(guard) + b"\n"


def read(content: bytes) -> KeySlotCopy | None:
    """The copy, or nothing if it is damaged; raises NewerKeySlotsError."""
    line, _, rest = content.partition(b"\n")
    guard_line, end, beyond = rest.partition(b"\n")
    if len(content) > MAXIMUM_SIZE or not end or beyond:
        return None
    try:
        guard = strict_json.decode(guard_line, _Guard)
        if guard.checksum != hashlib.sha256(line).hexdigest():
            return None
        outline = strict_json.decode(line, dict[str, msgspec.Raw])
        version = strict_json.decode(outline["header"], _Version)
        if version.version > VERSION:
            raise NewerKeySlotsError
        body = strict_json.decode(line, KeySlotBody)
    except (strict_json.UnreadableJsonError, KeyError):
        return None
    # Encoding again must give the same bytes: no double keys, no spaces, one spelling only.
    if msgspec.json.encode(body) != line or msgspec.json.encode(guard) != guard_line:
        return None
    return KeySlotCopy(body, line, guard.mac) if _is_sensible(body, guard.mac) else None


def _is_sensible(body: KeySlotBody, mac: str) -> bool:
    wraps = (body.password_slot, body.device_keys)
    return (
        is_sensible_header(body.header)
        and body.generation > 0
        and body.mark.operations >= 0
        and is_hex(mac, 32)
        and all(is_hex(wrap.nonce, 12) and is_hex(wrap.sealed, None) for wrap in wraps)
    )


def is_sensible_header(header: KeySlotHeader) -> bool:
    """Whether names, salt and signing key have the form that they must have."""
    return (
        is_identifier(header.profile)
        and is_identifier(header.device)
        and is_hex(header.salt, 16)
        and is_hex(header.signing, 32)
    )


def is_hex(text: str, size: int | None) -> bool:
    """Whether the text is hex, of so many bytes when a size is given."""
    try:
        data = bytes.fromhex(text)
        return size is None or len(data) == size
    except ValueError:
        return False


def _mac(key: bytes, line: bytes) -> str:
    return hmac.digest(key, line, "sha256").hex()
