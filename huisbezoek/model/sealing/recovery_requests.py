"""The two files of a forgotten password: a request with the recovery slot, and its answer.

Exact format: docs/formats.md, "Forgotten password".
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from huisbezoek.model.domain.identity import RandomBytes, is_identifier
from huisbezoek.model.domain.start_words import normal_word
from huisbezoek.model.sealing import key_slot_wraps, strict_json
from huisbezoek.model.sealing.derivation import SALT_SIZE, check_travelling_cost, key_from_password
from huisbezoek.model.sealing.durable_files import read_or_nothing, remove, replace_durably
from huisbezoek.model.sealing.key_slot_file import KeySlotHeader, is_hex, is_sensible_header
from huisbezoek.model.sealing.key_slots import newest_copy
from huisbezoek.model.usecases.ports.password_files import (
    NewerPasswordFileError,
    PasswordAnswer,
    PasswordFileDamagedError,
    PasswordRequest,
    WrongAnswerCodeError,
)
from huisbezoek.model.usecases.ports.sealing import (
    START_FILE_COST,
    KdfCost,
    KeySlotsDamagedError,
)

REQUEST_FORMAT: Final = "huisbezoek-password-request"
ANSWER_FORMAT: Final = "huisbezoek-password-answer"
VERSION: Final = 1
PENDING_NAME: Final = "password-request"
_MAXIMUM_SIZE: Final = 64 * 1024
_NONCE_SIZE: Final = 12
_ASSOCIATED: Final = b"huisbezoek/password-answer/1\n"

_Form = TypeVar("_Form", bound=msgspec.Struct)


class _Version(msgspec.Struct, frozen=True):
    format: str
    version: int


class _Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Slot 2 of a key-slot file with the header that it is bound to."""

    format: Literal["huisbezoek-password-request"]
    version: Literal[1]
    request: str
    header: KeySlotHeader
    recovery_slot: bytes


class _AnswerHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is open to read in an answer; the associated data of what is sealed."""

    request: str
    profile: str
    salt: str
    memory_kib: int
    passes: int
    lanes: int

    def associated(self) -> bytes:
        return _ASSOCIATED + msgspec.json.encode(self)


class _Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal["huisbezoek-password-answer"]
    version: Literal[1]
    head: _AnswerHead
    nonce: str
    sealed: str


class _Guard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    checksum: str


class RecoveryRequests:
    """Makes and opens requests and answers; the randomness is handed in."""

    def __init__(self, random_bytes: RandomBytes) -> None:
        self._random_bytes = random_bytes

    def make_request(self, folder: Path, request: str) -> bytes:
        """The request file of the profile in this folder."""
        body = newest_copy(folder).body
        return _guarded(
            _Request(
                format=REQUEST_FORMAT,
                version=VERSION,
                request=request,
                header=body.header,
                recovery_slot=body.recovery_slot,
            )
        )

    def read_request(self, data: bytes) -> PasswordRequest:
        """What the file asks; nothing in it is proven yet."""
        form = _read_request(data)
        header = form.header
        return PasswordRequest(form.request, header.profile, header.device, header.recovery, data)

    def answer(
        self,
        request: PasswordRequest,
        recovery_secret: str,
        code: Sequence[str],
        cost: KdfCost = START_FILE_COST,
    ) -> bytes:
        """The answer file: only file and code together give the profile's master key."""
        form = _read_request(request.content)
        try:
            master_key = key_slot_wraps.open_recovery_slot(
                form.recovery_slot, form.header, recovery_secret
            )
        except KeySlotsDamagedError as error:
            raise PasswordFileDamagedError from error
        salt, nonce = self._random_bytes(SALT_SIZE), self._random_bytes(_NONCE_SIZE)
        head = _AnswerHead(
            request=form.request,
            profile=form.header.profile,
            salt=salt.hex(),
            memory_kib=cost.memory_kib,
            passes=cost.passes,
            lanes=cost.lanes,
        )
        cipher = ChaCha20Poly1305(_code_key(code, head))
        sealed = cipher.encrypt(nonce, master_key, head.associated())
        return _guarded(_Answer(ANSWER_FORMAT, VERSION, head, nonce.hex(), sealed.hex()))

    def read_answer(self, data: bytes) -> PasswordAnswer:
        """What is open to read in the answer."""
        head = _read_answer(data).head
        return PasswordAnswer(head.request, head.profile, data)

    def open_answer(self, answer: PasswordAnswer, code: Sequence[str]) -> bytes:
        """The master key; a wrong code costs nothing but the second that it takes."""
        form = _read_answer(answer.content)
        cipher = ChaCha20Poly1305(_code_key(code, form.head))
        nonce, sealed = bytes.fromhex(form.nonce), bytes.fromhex(form.sealed)
        try:
            return cipher.decrypt(nonce, sealed, form.head.associated())
        except InvalidTag as error:
            raise WrongAnswerCodeError from error

    def pending(self, folder: Path) -> str | None:
        """The request that waits for an answer; a damaged note counts as none."""
        content = read_or_nothing(folder / PENDING_NAME, _MAXIMUM_SIZE) or b""
        text = content.decode("ascii", errors="replace").strip()
        return text if is_identifier(text) else None

    def keep_pending(self, folder: Path, request: str) -> None:
        """Remembers the request beside the profile."""
        replace_durably(folder / PENDING_NAME, request.encode("ascii") + b"\n")

    def forget_pending(self, folder: Path) -> None:
        """From now on no answer opens this profile."""
        remove(folder / PENDING_NAME)


def _code_key(code: Sequence[str], head: _AnswerHead) -> bytes:
    spelled = " ".join(normal_word(word) for word in code)
    cost = KdfCost(head.memory_kib, head.passes, head.lanes)
    return key_from_password(spelled, bytes.fromhex(head.salt), cost)


def _guarded(form: msgspec.Struct) -> bytes:
    """The form on one line, and a line that tells damage before anything is tried."""
    line = msgspec.json.encode(form)
    guard = _Guard(hashlib.sha256(line).hexdigest())
    return line + b"\n" + msgspec.json.encode(guard) + b"\n"


def _read_request(data: bytes) -> _Request:
    form = _unguarded(data, _Request)
    if not (is_identifier(form.request) and is_sensible_header(form.header)):
        raise PasswordFileDamagedError
    return form


def _read_answer(data: bytes) -> _Answer:
    form = _unguarded(data, _Answer)
    head = form.head
    sizes = ((head.salt, SALT_SIZE), (form.nonce, _NONCE_SIZE), (form.sealed, None))
    named = is_identifier(head.request) and is_identifier(head.profile)
    if not (named and all(is_hex(text, size) for text, size in sizes)):
        raise PasswordFileDamagedError
    check_travelling_cost(KdfCost(head.memory_kib, head.passes, head.lanes))
    return form


def _unguarded(data: bytes, kind: type[_Form]) -> _Form:
    line, _, rest = data.partition(b"\n")
    try:
        guard = strict_json.decode(rest, _Guard)
        if len(data) > _MAXIMUM_SIZE or guard.checksum != hashlib.sha256(line).hexdigest():
            raise PasswordFileDamagedError
        told = strict_json.decode(line, _Version)
        if told.format in {REQUEST_FORMAT, ANSWER_FORMAT} and told.version > VERSION:
            raise NewerPasswordFileError
        form = strict_json.decode(line, kind)
    except strict_json.UnreadableJsonError as error:
        raise PasswordFileDamagedError from error
    # Encoding again must give the same bytes: no double keys, no spaces, one spelling only.
    if _guarded(form) != data:
        raise PasswordFileDamagedError
    return form
