"""A profile opened without a window, for commands."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huisbezoek.app.folder_locks import FolderLocks
from huisbezoek.app.parts import Parts
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.usecases.profile import OpenProfile, close_profile, open_profile


class PasswordFileUnreadableError(RefusedByRuleError):
    """The file that should hold a password holds something else than text in UTF-8."""

    code = "password_file_unreadable"


@contextmanager
def opened(parts: Parts, folder: Path, password_file: Path) -> Iterator[OpenProfile]:
    """The profile for the length of the block, closed with its mark whatever happens inside.

    Raises ProfileInUseError while a window has it open, and the errors of opening.
    """
    password = password_in(password_file)
    place, locks = folder.resolve(), FolderLocks()
    # A folder that is not there gets its own sentence from opening, and no lock beside it.
    if place.is_dir():
        locks.take(place)
    try:
        profile = open_profile(parts.profile, place, password)
        try:
            yield profile
        finally:
            close_profile(parts.profile, profile)
    finally:
        locks.release(place)


def password_in(file: Path) -> str:
    """The first line of a password file, without line end and byte order mark.

    Raises PasswordFileUnreadableError, and OSError when it cannot be read at all.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PasswordFileUnreadableError from error
    return text.split("\n", 1)[0].removesuffix("\r")
