"""What lies in an exchange folder, by kind: nothing is changed, nothing foreign is opened."""

import filecmp
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from huisbezoek.model.domain.shown_names import shown_name
from huisbezoek.model.transfer.file_names import NameKind, kind_of_name
from huisbezoek.model.usecases.ports.transfer import ArrivedFile, FolderContents


def contents_of(folder: Path, suffix: str) -> FolderContents:
    """Sorts the files of the folder by kind, each kind by name; raises OSError."""
    kinds: dict[NameKind, list[ArrivedFile]] = {kind: [] for kind in NameKind}
    with os.scandir(folder) as entries:
        for entry in entries:
            file = _file(entry)
            if file is not None:
                kinds[_kind(file, suffix)].append(file)
    for files in kinds.values():
        files.sort(key=lambda file: file.path.name)
    copies = _copies(kinds[NameKind.MAYBE_COPY], kinds[NameKind.FINISHED])
    finished = {*kinds[NameKind.FINISHED], *kinds[NameKind.MAYBE_COPY]} - copies
    return FolderContents(
        finished=tuple(sorted(finished, key=lambda file: file.path.name)),
        half=_names(kinds[NameKind.HALF]),
        conflicts=_names([*kinds[NameKind.CONFLICT], *copies]),
        foreign=_names(kinds[NameKind.FOREIGN]),
    )


def _file(entry: os.DirEntry[str]) -> ArrivedFile | None:
    """The file behind an entry; None for folders, links, and what vanished in the meantime."""
    try:
        if not entry.is_file(follow_symlinks=False):
            return None
        found = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None
    return ArrivedFile(Path(entry.path), found.st_size, found.st_mtime_ns)


def _kind(file: ArrivedFile, suffix: str) -> NameKind:
    kind = kind_of_name(file.path.name, suffix)
    is_ours = kind in {NameKind.FINISHED, NameKind.MAYBE_COPY}
    return NameKind.HALF if is_ours and not file.size else kind


def _copies(maybe: Sequence[ArrivedFile], finished: Sequence[ArrivedFile]) -> set[ArrivedFile]:
    """Those whose bytes another finished file has too; of two copies the shortest name stays."""
    kept = list(finished)
    copies: set[ArrivedFile] = set()
    for file in sorted(maybe, key=lambda file: (len(file.path.name), file.path.name)):
        if any(_are_equal(file, other) for other in kept):
            copies.add(file)
        else:
            kept.append(file)
    return copies


def _are_equal(one: ArrivedFile, other: ArrivedFile) -> bool:
    if one.size != other.size:
        return False
    try:
        return filecmp.cmp(one.path, other.path, shallow=False)
    except FileNotFoundError:
        return False


def _names(files: Iterable[ArrivedFile]) -> tuple[str, ...]:
    return tuple(sorted(shown_name(file.path.name) for file in files))
