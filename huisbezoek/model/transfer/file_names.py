"""Names of the files that travel: what they are and from which day, never from whom."""

import re
from datetime import date
from typing import Final

from huisbezoek.model.domain.identity import RandomBytes

# Without 0 and O, 1 and I and L, 5 and S: the four signs are read out over the telephone.
_SIGNS: Final = "2346789ABCDEFGHJKMNPQRTUVWXYZ"
_SIGN_COUNT: Final = 4
_MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

PART_SUFFIX: Final = ".part"

# How file engines name the second of two copies: Syncthing, Nextcloud, Dropbox and OneDrive, and
# the file managers of three systems.
_CONFLICT: Final = re.compile(
    r"\.sync-conflict-|\(conflict|conflicted copy|conflicterend|\bconflict\b|"
    r" \(\d+\)\.|\bkopie\b|\bcopy\b|\(kopie|\(copy",
    re.IGNORECASE,
)


def file_name(today: date, random_bytes: RandomBytes, suffix: str) -> str:
    """A name such as "huisbezoek 23 november 7F3K.hbz"."""
    signs = "".join(_SIGNS[_place(random_bytes)] for _ in range(_SIGN_COUNT))
    return f"huisbezoek {today.day} {_MONTHS[today.month - 1]} {signs}{suffix}"


def numbered(name: str, number: int) -> str:
    """The same name with a number that is no mark of a conflict copy."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{number}{dot}{suffix}" if dot else f"{name}-{number}"


def is_finished(name: str, suffix: str) -> bool:
    """Whether the name is of a finished file: no part, no hidden file, no conflict copy."""
    return (
        name.lower().endswith(suffix)
        and not name.startswith((".", "~"))
        and _CONFLICT.search(name) is None
    )


def _place(random_bytes: RandomBytes) -> int:
    while (place := random_bytes(1)[0]) >= 256 // len(_SIGNS) * len(_SIGNS):
        pass
    return place % len(_SIGNS)
