"""A forgotten password: the laptop asks with a file, the coordinator answers with file and code."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from huisbezoek.model.domain.identity import new_identifier
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.password_files import (
    AnswerForOtherProfileError,
    AnswerUsedError,
    PasswordFiles,
    PasswordRequest,
    RequestOfOtherOrganisationError,
    RequestOfRevokedLaptopError,
)
from huisbezoek.model.usecases.ports.sealing import START_FILE_COST, KdfCost
from huisbezoek.model.usecases.ports.transfer import Outlet, TransferFolder, WrittenFile
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.profile import (
    OpenProfile,
    ProfileParts,
    check_password,
    open_profile,
)

REQUEST_SUFFIX = ".hbvraag"
ANSWER_SUFFIX = ".hbantwoord"
FILE_LIMIT = 64 * 1024
"""Bytes; both files are far smaller."""
REVOKED = "revoked"
"""The `Peer.status` of a laptop that no longer takes part."""


@dataclass(frozen=True, slots=True)
class PasswordParts:
    """The adapters for a forgotten password."""

    profile: ProfileParts
    files: PasswordFiles
    transfer: TransferFolder
    cost: KdfCost = START_FILE_COST
    """What one guess of the code costs."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, by the device: the person to call before answering.

    A laptop that never exchanged is not `known`: perhaps its start file was just opened.
    """

    known: bool
    person: str = ""
    name: str = field(default="", repr=False)
    telephone: str = field(default="", repr=False)
    """As stored; '' when it is not known."""


def make_request(parts: PasswordParts, folder: Path) -> bytes:
    """The request file of the profile in this folder; the request is remembered beside it.

    Until it is answered the same request goes into a new file, so that any answer to it fits.
    """
    waiting = parts.files.pending(folder)
    request = waiting or new_identifier(parts.profile.random_bytes)
    made = parts.files.make_request(folder, request)
    if waiting is None:
        parts.files.keep_pending(folder, request)
    return made


def write_request(parts: PasswordParts, folder: Path, place: Path, *, today: date) -> WrittenFile:
    """Makes the request and writes it to a stick or folder, read back and found equal."""
    return _write(parts, make_request(parts, folder), place, REQUEST_SUFFIX, today)


def is_waiting(parts: PasswordParts, folder: Path) -> bool:
    """Whether a request of this profile waits for its answer."""
    return parts.files.pending(folder) is not None


def read_request(parts: PasswordParts, path: Path) -> PasswordRequest:
    """What a request file asks. Raises PasswordFileDamagedError and NewerPasswordFileError."""
    return parts.files.read_request(parts.transfer.read_small(path, FILE_LIMIT))


def asker(writing: Writing, request: PasswordRequest) -> Asker:
    """Who works with the laptop that asks.

    Raises RequestOfOtherOrganisationError when this organisation's sheet cannot answer it, and
    RequestOfRevokedLaptopError when the laptop was reported lost or replaced.
    """
    keys = load_organisation_keys(writing)
    if request.recovery_recipient != keys.recovery_recipient:
        raise RequestOfOtherOrganisationError
    peers = writing.peers()
    peer = next((one for one in peers if one.device == request.device), None)
    if peer is None:
        return Asker(known=False)
    if peer.status == REVOKED:
        raise RequestOfRevokedLaptopError
    return _asker(writing, peer)


def answer(
    parts: PasswordParts,
    request: PasswordRequest,
    recovery_words: Sequence[str],
    code: Sequence[str],
) -> bytes:
    """The answer file for this code; the words of the emergency sheet are kept nowhere.

    Raises WordsNotUnderstoodError, WrongRecoveryKeyError and PasswordFileDamagedError.
    """
    recovery = parts.profile.identities.recovery_from_words(recovery_words)
    return parts.files.answer(request, recovery.secret, code, parts.cost)


def write_answer(parts: PasswordParts, answered: bytes, place: Path, *, today: date) -> WrittenFile:
    """Writes the answer file, read back and found equal."""
    return _write(parts, answered, place, ANSWER_SUFFIX, today)


def open_answer(
    parts: PasswordParts, folder: Path, data: bytes, code: Sequence[str], new_password: str
) -> OpenProfile:
    """Opens the profile with answer and code, and sets a new password. The request is used up.

    Nothing is changed by a wrong code (WrongAnswerCodeError), by a file for another profile
    (AnswerForOtherProfileError), by one that was used (AnswerUsedError), nor by a damaged one.
    A database that cannot be opened raises as `open_profile`: the new password is set then, so that
    a backup can be put back.
    """
    check_password(parts.profile.passwords, new_password)
    key_slots, files = parts.profile.key_slots, parts.files
    given = files.read_answer(data)
    if given.profile != key_slots.profile_in(folder):
        raise AnswerForOtherProfileError
    if given.request != files.pending(folder):
        raise AnswerUsedError
    keys = key_slots.open_with_master_key(folder, files.open_answer(given, code))
    key_slots.change_password(folder, keys, new_password, parts.profile.cost)
    files.forget_pending(folder)
    return open_profile(parts.profile, folder, new_password)


def open_answer_file(
    parts: PasswordParts, folder: Path, path: Path, code: Sequence[str], new_password: str
) -> OpenProfile:
    """As `open_answer`, with the file as it lies on the stick."""
    data = parts.transfer.read_small(path, FILE_LIMIT)
    return open_answer(parts, folder, data, code, new_password)


def forget_request(parts: PasswordParts, folder: Path) -> None:
    """The password was remembered after all: an answer that comes later opens nothing."""
    if is_waiting(parts, folder):
        parts.files.forget_pending(folder)


def _asker(writing: Writing, peer: Peer) -> Asker:
    cards = {one.visitor: one.card for one in writing.visitors()}
    card = cards.get(peer.visitor)
    return Asker(
        known=True,
        person=peer.visitor,
        name=card.name if card is not None else peer.name,
        telephone=card.telephone if card is not None else "",
    )


def _write(parts: PasswordParts, data: bytes, place: Path, suffix: str, today: date) -> WrittenFile:
    def content(out: Outlet) -> None:
        out.write(data)

    return parts.transfer.write(place, parts.transfer.file_name(today, suffix), content)
