"""Enrolment: the coordinator makes a start file, the visitor opens it with the start code."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import msgspec

from huisbezoek.model.domain.errors import BadInputError, RefusedByRuleError
from huisbezoek.model.domain.office_events import ResidentsGiven, StartFileMade
from huisbezoek.model.domain.operations import Operation, Subject, SubjectKind
from huisbezoek.model.usecases.exchange import remember_subjects
from huisbezoek.model.usecases.given_along import narrowed, own_work, visitor_work
from huisbezoek.model.usecases.operation_lines import (
    OperationUnreadableError,
    decode_operation,
    encode_operation,
)
from huisbezoek.model.usecases.organisation_keys import (
    OrganisationKeys,
    keys_for_start_file,
    load_organisation_keys,
)
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealing import (
    Identities,
    NewerStartFileError,
    StartFileDamagedError,
    StartFiles,
)
from huisbezoek.model.usecases.ports.transfer import Outlet, TransferFolder, WrittenFile
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.profile import OpenProfile, ProfileParts, create_visitor_profile
from huisbezoek.model.usecases.second_coordinator import (
    RootWordsNeededError,
    admit_myself,
    check_keys,
    root_key_of,
)

START_FILE_DAYS = 30
START_FILE_SUFFIX = ".hbstart"
START_FILE_LIMIT = 16 * 1024 * 1024
FORMAT = 1

_ENROLMENTS = "enrolments"


class StartFileExpiredError(BadInputError):
    """The start file is older than its term; a new one is needed."""

    code = "start_file_expired"


class StartFilePracticeError(RefusedByRuleError):
    """A start file of the practice mode cannot begin a real profile, nor the other way round."""

    code = "start_file_practice"


@dataclass(frozen=True, slots=True)
class StartFileParts:
    """The adapters for start files."""

    start_files: StartFiles
    identities: Identities
    transfer: TransferFolder


class StartFileState(StrEnum):
    """Whether a start file may still be answered."""

    OPEN = "open"
    ANSWERED = "answered"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class MadeStartFile:
    """A start file that was made here. Kept locally by the coordinator, also once answered."""

    visitor: str
    role: str
    secret: str
    made_on: date
    expires_on: date
    state: StartFileState = StartFileState.OPEN


@dataclass(frozen=True, slots=True)
class StartFileContent:
    """What is inside a start file."""

    format: int
    organisation_name: str
    keys: OrganisationKeys
    visitor: str
    visitor_name: str
    role: str
    expires_on: date
    practice: bool
    operations: tuple[str, ...]


def begin_start_file(
    writing: Writing, parts: StartFileParts, visitor: str, *, today: date, practice: bool
) -> bytes:
    """Collects the visitor's first work and remembers the enrolment; answers what to seal."""
    record = next((one for one in writing.visitors() if one.visitor == visitor), None)
    if record is None:
        raise UnknownSubjectError
    expires_on = today + timedelta(days=START_FILE_DAYS)
    role = record.card.role
    along = _given_along(writing, visitor, role, today=today)
    secret = parts.identities.new_enrolment_secret()
    made = [
        replace(one, state=StartFileState.REPLACED)
        if (one.visitor, one.state) == (visitor, StartFileState.OPEN)
        else one
        for one in made_start_files(writing)
    ]
    save_start_files(writing, [*made, MadeStartFile(visitor, role, secret, today, expires_on)])
    remember_subjects(writing, visitor, along.subjects)
    card = Subject(SubjectKind.VISITOR, visitor)
    writing.record(card, StartFileMade(today, expires_on))
    if along.residents:
        # Which laptop it is nobody knows yet.
        writing.record(card, ResidentsGiven("", along.residents, today))
    keys = keys_for_start_file(load_organisation_keys(writing), secret)
    content = StartFileContent(
        format=FORMAT,
        organisation_name=writing.organisation().name,
        keys=keys,
        visitor=visitor,
        visitor_name=record.card.name,
        role=role,
        expires_on=expires_on,
        practice=practice,
        operations=along.lines,
    )
    return msgspec.json.encode(content)


@dataclass(frozen=True, slots=True)
class _GivenAlong:
    subjects: tuple[Subject, ...]
    residents: tuple[str, ...]
    lines: tuple[str, ...]


def _given_along(writing: Writing, person: str, role: str, *, today: date) -> _GivenAlong:
    """A visitor's own residents, as a visitor may see them.

    A coordinator's start file holds keys, two cards and what all share; the first bundle brings
    everything.
    """
    work = visitor_work(writing, person, today=today)
    is_visitor = role != DeviceRole.COORDINATOR
    residents = tuple(sorted(set(work.visits) - work.stopped)) if is_visitor else ()
    subjects = work.subjects(residents)
    operations = tuple(writing.operations_about(subjects))
    own = own_work(operations, person)
    seen = narrowed(operations, role, person, own, work.full_visits, work.withdrawals)
    lines = tuple(encode_operation(operation).decode() for operation in seen)
    return _GivenAlong(subjects, residents, lines)


def made_start_files(writing: Writing) -> tuple[MadeStartFile, ...]:
    """The start files that were made here, the first one first."""
    text = writing.local_value(_ENROLMENTS)
    return msgspec.json.decode(text, type=tuple[MadeStartFile, ...]) if text else ()


def save_start_files(writing: Writing, made: Sequence[MadeStartFile]) -> None:
    """Keeps what became of the start files."""
    writing.save_local_value(_ENROLMENTS, msgspec.json.encode(list(made)).decode())


def write_start_file(
    parts: StartFileParts, payload: bytes, code: Sequence[str], folder: Path, *, today: date
) -> WrittenFile:
    """Seals the payload and writes the start file, read back and found equal."""
    sealed = parts.start_files.make(payload, code)
    name = parts.transfer.file_name(today, START_FILE_SUFFIX)

    def content(out: Outlet) -> None:
        out.write(sealed)

    return parts.transfer.write(folder, name, content)


def open_start_file(
    parts: StartFileParts, path: Path, code: Sequence[str], *, today: date
) -> StartFileContent:
    """The content, once file and code fit and every line in it can be read.

    Raises StartFileExpiredError, StartFileDamagedError, NewerStartFileError, WrongStartCodeError.
    """
    data = parts.transfer.read_small(path, START_FILE_LIMIT)
    content = _content_of(parts.start_files.open(data, code))
    if content.expires_on < today:
        raise StartFileExpiredError
    return content


def begin_with_start_file(  # noqa: PLR0913 - each argument is a fact of the new profile
    profile_parts: ProfileParts,
    folder: Path,
    content: StartFileContent,
    password: str,
    *,
    now: Callable[[], datetime],
    practice: bool = False,
    root_words: Sequence[str] | None = None,
) -> OpenProfile:
    """A profile for the person of the start file, with the first work in it.

    For a coordinator the `root_words` of the emergency sheet sign that this device is one; they
    are used here and kept nowhere. Raises StartFilePracticeError, OperationUnreadableError,
    RootWordsNeededError, WordsNotUnderstoodError, RootWordsWrongError, StartFileDamagedError, and
    as `create_visitor_profile`; no profile is made then.
    """
    operations = _operations_in(content)
    if content.practice != practice:
        raise StartFilePracticeError
    check_keys(profile_parts.rosters, content.keys)
    root = None
    if content.role == DeviceRole.COORDINATOR:
        if root_words is None:
            raise RootWordsNeededError
        root = root_key_of(profile_parts.identities, content.keys, root_words)
    profile = create_visitor_profile(
        profile_parts,
        folder,
        content.visitor,
        content.keys,
        password,
        role=content.role,
        practice=practice,
    )
    writer = profile.database.open_writer()
    try:
        with writer.writing() as writing:
            writing.unite(operations)
            writing.save_local_value("started_at", now().isoformat())
            if root is not None:
                admit_myself(
                    writing, profile_parts, profile, root, content.visitor_name, now().date()
                )
            writing.commit()
    finally:
        writer.close()
    return profile


def _content_of(payload: bytes) -> StartFileContent:
    try:
        content = msgspec.json.decode(payload, type=StartFileContent)
        if content.format > FORMAT:
            raise NewerStartFileError
        _operations_in(content)
    except (ValueError, RecursionError, OperationUnreadableError) as error:
        raise StartFileDamagedError from error
    return content


def _operations_in(content: StartFileContent) -> list[Operation]:
    return [decode_operation(line.encode()) for line in content.operations]
