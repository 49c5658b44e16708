"""Enrolment: the coordinator makes a start file, the visitor opens it with the start code."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

import msgspec

from huisbezoek.model.domain.errors import BadInputError, RefusedByRuleError
from huisbezoek.model.domain.events import StartFileMade
from huisbezoek.model.domain.operations import AppendDocument, Operation, Subject, SubjectKind
from huisbezoek.model.domain.visibility import narrow
from huisbezoek.model.usecases.exchange import remember_subjects
from huisbezoek.model.usecases.operation_lines import (
    OperationUnreadableError,
    decode_operation,
    encode_operation,
)
from huisbezoek.model.usecases.organisation_keys import OrganisationKeys, load_organisation_keys
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
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

START_FILE_DAYS = 30
START_FILE_SUFFIX = ".hbstart"
START_FILE_LIMIT = 64 * 1024 * 1024
FORMAT = 1
REPORT_DOCUMENT = "report_handed_in"

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


def visitor_subjects(writing: Writing, visitor: str, *, today: date) -> tuple[Subject, ...]:
    """Everything that belongs on this visitor's laptop: own residents, their visits, own card."""
    question = ResidentQuestion(today=today, filter=ResidentFilter.ALL, visitor=visitor)
    residents = writing.resident_ids(question)
    visits = [visit.visit for resident in residents for visit in writing.resident(resident).visits]
    keys = load_organisation_keys(writing)
    return (
        Subject(SubjectKind.ORGANISATION, keys.organisation),
        Subject(SubjectKind.VISITOR, visitor),
        *(Subject(SubjectKind.RESIDENT, resident) for resident in residents),
        *(Subject(SubjectKind.VISIT, visit) for visit in visits),
    )


def reported_visits(operations: Iterable[Operation], person: str) -> frozenset[str]:
    """The visits among these operations whose report this person wrote."""
    return frozenset(
        one.subject.identifier
        for one in operations
        if one.author == person
        and isinstance(one.body, AppendDocument)
        and one.body.document_kind == REPORT_DOCUMENT
    )


def narrowed(
    operations: Iterable[Operation], role: str, person: str, own_visits: Collection[str] = ()
) -> Iterable[Operation]:
    """The operations as somebody in this role may see them; what they may not see is left out.

    A question about a report reaches who wrote it: `own_visits` are the `reported_visits`.
    """
    for operation in operations:
        seen = narrow(operation, role, person, own_visits)
        if seen is not None:
            yield seen


def begin_start_file(
    writing: Writing, parts: StartFileParts, visitor: str, *, today: date, practice: bool
) -> bytes:
    """Collects the visitor's first work and remembers the enrolment; answers what to seal."""
    record = next((one for one in writing.visitors() if one.visitor == visitor), None)
    if record is None:
        raise UnknownSubjectError
    expires_on = today + timedelta(days=START_FILE_DAYS)
    subjects = visitor_subjects(writing, visitor, today=today)
    role = record.card.role
    operations = tuple(writing.operations_about(subjects))
    own_visits = reported_visits(operations, visitor)
    lines = tuple(
        encode_operation(operation).decode()
        for operation in narrowed(operations, role, visitor, own_visits)
    )
    secret = parts.identities.new_enrolment_secret()
    made = [
        replace(one, state=StartFileState.REPLACED)
        if (one.visitor, one.state) == (visitor, StartFileState.OPEN)
        else one
        for one in made_start_files(writing)
    ]
    save_start_files(writing, [*made, MadeStartFile(visitor, role, secret, today, expires_on)])
    remember_subjects(writing, visitor, subjects)
    writing.record(Subject(SubjectKind.VISITOR, visitor), StartFileMade(today, expires_on))
    keys = replace(load_organisation_keys(writing), enrolment_secret=secret)
    content = StartFileContent(
        format=FORMAT,
        organisation_name=writing.organisation().name,
        keys=keys,
        visitor=visitor,
        visitor_name=record.card.name,
        role=role,
        expires_on=expires_on,
        practice=practice,
        operations=lines,
    )
    return msgspec.json.encode(content)


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


def begin_with_start_file(
    profile_parts: ProfileParts,
    folder: Path,
    content: StartFileContent,
    password: str,
    *,
    now: Callable[[], datetime],
    practice: bool = False,
) -> OpenProfile:
    """A profile for the person of the start file, with the first work in it.

    Raises StartFilePracticeError, OperationUnreadableError, and as `create_visitor_profile`.
    """
    operations = _operations_in(content)
    if content.practice != practice:
        raise StartFilePracticeError
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
