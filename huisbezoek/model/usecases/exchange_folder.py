"""The exchange folder: what lies in it for this laptop, and which work still has to go there."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from huisbezoek.model.domain.operations import AppendDocument, Operation
from huisbezoek.model.domain.shown_names import shown_name
from huisbezoek.model.usecases.exchange import ExchangeParts
from huisbezoek.model.usecases.ports.sealed_bundles import BundleDamagedError
from huisbezoek.model.usecases.ports.transfer import (
    ArrivedFile,
    FileLockedError,
    FileStamp,
    PlaceVanishedError,
)
from huisbezoek.model.usecases.ports.work import Writing

EXCHANGE_FOLDER: Final = "exchange_folder"
"""The local value that holds the stick or folder of last time."""

_FILES: Final = "exchange_files"
_CARRIED: Final = "exchange_carried"

# What the program notes of its own accord is no work that somebody waits for.
_NO_WORK: Final = frozenset({"residents_given", "residents_removed", "roster_signed"})


@dataclass(frozen=True, slots=True)
class FolderLook:
    """What one look at a folder found; hand it to the next look at the same folder.

    `for_me` is whole as far as can be seen and opens with the key of this laptop. The rest is left
    alone, by name (fit to be shown): `half` is still arriving or has no readable beginning,
    `conflicts` are second copies, `others` are sealed to somebody else (or were made here),
    `foreign` was never opened. `seen` and `not_mine` are what the next look builds on.
    """

    folder: Path
    for_me: tuple[ArrivedFile, ...] = ()
    half: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    seen: frozenset[FileStamp] = frozenset()
    not_mine: frozenset[FileStamp] = frozenset()


def look_in_folder(
    parts: ExchangeParts, folder: Path, before: FolderLook | None = None
) -> FolderLook:
    """Sorts what lies in the folder; opens no more than the beginning of finished files.

    With the look `before`, a file only counts as arrived when it was the same then; without one,
    what is there is taken as it is. What was found to be for somebody else is not tried again
    until it changes. Raises PlaceVanishedError and FileLockedError about the folder itself.
    """
    contents = parts.transfer.contents(folder)
    known = before if before is not None and before.folder == folder else None
    mine: list[ArrivedFile] = []
    not_mine: list[ArrivedFile] = []
    half = list(contents.half)
    for file in contents.finished:
        if before is not None and (known is None or file.stamp not in known.seen):
            half.append(shown_name(file.path.name))
        elif known is not None and file.stamp in known.not_mine:
            not_mine.append(file)
        else:
            is_mine = _is_mine(parts, file)
            if is_mine is None:
                half.append(shown_name(file.path.name))
            else:
                (mine if is_mine else not_mine).append(file)
    return FolderLook(
        folder=folder,
        for_me=tuple(mine),
        half=tuple(sorted(half)),
        conflicts=contents.conflicts,
        others=tuple(sorted(shown_name(file.path.name) for file in not_mine)),
        foreign=contents.foreign,
        seen=frozenset(file.stamp for file in contents.finished),
        not_mine=frozenset(file.stamp for file in not_mine),
    )


def _is_mine(parts: ExchangeParts, file: ArrivedFile) -> bool | None:
    """None when that cannot be told now: half a beginning, or a file that somebody holds."""
    try:
        return parts.bundles.is_for(file.path, parts.keys)
    except (BundleDamagedError, FileLockedError, PlaceVanishedError):
        return None


# --- what this laptop remembers of its folder ------------------------------------------------


@dataclass(frozen=True, slots=True)
class RememberedFiles:
    """Files in the folder that need no offer: read before, or refused and still the same."""

    read: frozenset[FileStamp] = frozenset()
    refused: frozenset[FileStamp] = frozenset()


@dataclass(frozen=True, slots=True)
class ExchangePlace:
    """Where this laptop exchanges: the folder of last time, and what it knows of the files."""

    folder: Path | None = None
    files: RememberedFiles = field(default_factory=RememberedFiles)


def exchange_place(writing: Writing) -> ExchangePlace:
    """The folder that was kept and what was read from it; writes nothing."""
    folder = writing.local_value(EXCHANGE_FOLDER)
    return ExchangePlace(Path(folder) if folder else None, remembered_files(writing))


def remembered_files(writing: Writing) -> RememberedFiles:
    """What was read or refused before; writes nothing."""
    text = writing.local_value(_FILES)
    return msgspec.json.decode(text, type=RememberedFiles) if text else RememberedFiles()


def remember_files(
    writing: Writing,
    present: Collection[FileStamp],
    *,
    read: Iterable[FileStamp] = (),
    refused: Iterable[FileStamp] = (),
) -> RememberedFiles:
    """Remembers what became of files, and forgets files that are not `present` any more."""
    before = remembered_files(writing)
    here = frozenset(present)
    all_read = (before.read | frozenset(read)) & here
    now = RememberedFiles(all_read, ((before.refused | frozenset(refused)) & here) - all_read)
    if now != before:
        writing.save_local_value(_FILES, msgspec.json.encode(now).decode())
    return now


def unread(look: FolderLook, files: RememberedFiles) -> tuple[ArrivedFile, ...]:
    """Files for this laptop that were not read yet, also those that were refused before."""
    return tuple(file for file in look.for_me if file.stamp not in files.read)


def offered(look: FolderLook, files: RememberedFiles) -> tuple[ArrivedFile, ...]:
    """Files that a person is told about: unread, and not refused before as they are now."""
    return tuple(file for file in unread(look, files) if file.stamp not in files.refused)


# --- unsent work -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UnsentWork:
    """What was made on this laptop and never left it.

    `oldest` (UTC) is when the first of it was made, `kinds` counts it by kind ('report_handed_in',
    'card'), `up_to` is the last sequence number of this laptop: what a file of now takes along.
    """

    operations: int = 0
    oldest: datetime | None = None
    kinds: Mapping[str, int] = field(default_factory=dict)
    up_to: int = 0


def unsent_work(writing: Writing) -> UnsentWork:
    """The own work since the last file that certainly stood on a stick or in the folder."""
    device, _, last = writing.own_sequence()
    kinds: Counter[str] = Counter()
    oldest: int | None = None
    for operation in writing.operations_since(device, _carried(writing)):
        kind = _kind(operation)
        if kind in _NO_WORK:
            continue
        kinds[kind] += 1
        made = operation.clock.milliseconds
        oldest = made if oldest is None else min(oldest, made)
    since = None if oldest is None else datetime.fromtimestamp(oldest / 1000, UTC)
    return UnsentWork(sum(kinds.values()), since, dict(kinds), last)


def keep_carried(writing: Writing, up_to: int) -> None:
    """Notes that own work up to this sequence number stands on a stick or in the folder."""
    if up_to > _carried(writing):
        writing.save_local_value(_CARRIED, str(up_to))


def _carried(writing: Writing) -> int:
    return int(writing.local_value(_CARRIED) or 0)


def _kind(operation: Operation) -> str:
    body = operation.body
    return body.document_kind if isinstance(body, AppendDocument) else "card"
