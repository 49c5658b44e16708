"""Names of the files that travel: what they are and from which day, never from whom."""

import re
from datetime import date
from enum import StrEnum
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

# How file engines name a file that has not arrived: browsers, Syncthing, Nextcloud, mail programs.
_HALF: Final = re.compile(
    r"^\.syncthing\.|^~syncthing~|\.(?:part|partial|tmp|temp|crdownload|download|filepart)$",
    re.IGNORECASE,
)
# How Syncthing, Nextcloud, Dropbox and OneDrive name what two computers changed at once.
_CONFLICT: Final = re.compile(
    r"\.sync-conflict-|\(conflict|conflicted copy|conflicterend|conflicting copy|"
    r"\(case conflict|\bconflict\b",
    re.IGNORECASE,
)
# How people, mail programs and OneDrive name a second copy: only its bytes tell whether it is one.
_MAYBE_COPY: Final = re.compile(
    r" ?\(\d+\)$|\bkopie\b|\bcopy\b|-[A-Z0-9][A-Z0-9-]*$", re.IGNORECASE
)


class NameKind(StrEnum):
    """What the name of a file says about it."""

    FINISHED = "finished"
    MAYBE_COPY = "maybe_copy"
    HALF = "half"
    CONFLICT = "conflict"
    FOREIGN = "foreign"
    HIDDEN = "hidden"


def kind_of_name(name: str, suffix: str) -> NameKind:
    """What the name alone tells; `suffix` is that of finished files."""
    if _HALF.search(name):
        return NameKind.HALF
    if name.startswith((".", "~")):
        return NameKind.HIDDEN
    if not name.lower().endswith(suffix):
        return NameKind.FOREIGN
    if _CONFLICT.search(name):
        return NameKind.CONFLICT
    is_copy = _MAYBE_COPY.search(name[: -len(suffix)]) is not None
    return NameKind.MAYBE_COPY if is_copy else NameKind.FINISHED


def file_name(today: date, random_bytes: RandomBytes, suffix: str) -> str:
    """A name such as "huisbezoek 23 november 7F3K.hbz"."""
    signs = "".join(_SIGNS[_place(random_bytes)] for _ in range(_SIGN_COUNT))
    return f"huisbezoek {today.day} {_MONTHS[today.month - 1]} {signs}{suffix}"


def numbered(name: str, number: int) -> str:
    """The same name with a number that is no mark of a conflict copy."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}-{number}{dot}{suffix}" if dot else f"{name}-{number}"


def _place(random_bytes: RandomBytes) -> int:
    while (place := random_bytes(1)[0]) >= 256 // len(_SIGNS) * len(_SIGNS):
        pass
    return place % len(_SIGNS)
