"""The log of this computer: what happened, in codes, numbers and ids; never words about people.

A log file may be handed to a stranger for help, so it is safe by construction: the formatter lets
through the events named here, numbers and hexadecimal ids, and drops every other word, the
messages of exceptions and of other packages included.
"""

import logging
import logging.handlers
import os
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Final

from typing_extensions import override

LOG_NAME: Final = "huisbezoek.log"
FILE_BYTES: Final = 1_000_000
OLDER_FILES: Final = 2
DROPPED: Final = "-"

_NUMBER_LIMIT: Final = 10_000_000
_NAME: Final = "huisbezoek"
_ID: Final = re.compile(r"[0-9a-f]{32}")
_STABLE_CODE: Final = re.compile(r"[a-z][a-z0-9_.]{2,60}")


class Event(StrEnum):
    """What may be written in the log; a new event gets its name here first."""

    PROGRAM_STARTED = "program.started"
    PROGRAM_ENDED = "program.ended"
    PROGRAM_FAILED = "program.failed"
    PROFILE_UNLOCKED = "profile.unlocked"
    PROFILE_LOCKED = "profile.locked"
    BACKUP_MADE = "backup.made"
    TASK_FAILED = "task.failed"
    OTHER = "other"


def record(
    event: Event,
    *,
    level: int = logging.INFO,
    error: BaseException | None = None,
    **values: float | str,
) -> None:
    """One line in the log.

    `values` may be counts, durations in seconds and ids of 32 hexadecimal digits; anything else is
    written as "-", and so is a number of more than seven digits, since it could be someone's.
    Of `error` the types and the places in the code are kept, never its words.
    """
    arguments = (values,) if values else ()
    logging.getLogger(_NAME).log(level, event, *arguments, exc_info=error, stacklevel=2)


def trace(error: BaseException) -> tuple[str, ...]:
    """The types of an error and its causes, each with its places in the code, innermost last.

    Holds no message, argument or local variable, so that it may go into a crash report.
    """
    lines: list[str] = []
    for one in _causes(error):
        lines.append(_type_name(one))
        lines.extend(_places(one.__traceback__))
    return tuple(lines)


class RedactingFormatter(logging.Formatter):
    """Writes a record as time, level, event, values and places; drops everything else."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """The record as one line, followed by one line for each place of its error."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        event = record.msg if isinstance(record.msg, Event) else Event.OTHER
        parts = [moment, record.levelname, event.value, *_values(record)]
        if event is Event.OTHER:
            parts.append(f"at={_room(record.pathname)}:{record.lineno}")
        error = record.exc_info[1] if record.exc_info else None
        lines = trace(error) if error is not None else ()
        return "\n    ".join([" ".join(parts), *lines])


class PrivateRotatingFileHandler(logging.handlers.RotatingFileHandler):
    """A log of three files of 1 MB at most, readable by its owner only."""

    @override
    def _open(self) -> TextIOWrapper:
        """The file, made with permission for its owner alone."""
        # Only the built-in `open` takes an opener; the handler closes the file.
        return open(self.baseFilename, "a", encoding="utf-8", opener=_private)

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        """Say that the log failed, in words without the record; the program goes on."""
        if sys.stderr is not None:
            sys.stderr.write("huisbezoek: the log could not be written\n")


def start(folder: Path, *, level: int = logging.INFO) -> logging.Handler:
    """Begin to log into `folder` (made if absent) and answer the handler for `stop`.

    Own events are kept from `level` on, those of other packages from WARNING on, without words.
    Raises OSError if the folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = PrivateRotatingFileHandler(
        folder / LOG_NAME, maxBytes=FILE_BYTES, backupCount=OLDER_FILES, encoding="utf-8"
    )
    handler.setFormatter(RedactingFormatter())
    logging.getLogger(_NAME).setLevel(level)
    logging.getLogger().addHandler(handler)
    return handler


def stop(handler: logging.Handler) -> None:
    """End what `start` began; the file is complete and closed."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _values(record: logging.LogRecord) -> Iterator[str]:
    # A mapping as the only argument becomes `args` itself; what other packages pass is not kept.
    if isinstance(record.msg, Event) and isinstance(record.args, Mapping):
        for name, value in record.args.items():
            yield f"{name}={_safe(value)}"


def _safe(value: object) -> str:
    match value:
        case int() if abs(value) < _NUMBER_LIMIT:
            return str(value)
        case float() if abs(value) < _NUMBER_LIMIT:
            return f"{value:.3f}"
        case str() if _ID.fullmatch(value):
            return value
        case _:
            return DROPPED


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _type_name(error: BaseException) -> str:
    kind = type(error)
    # The code belongs to the class, so it is the same for every person.
    code = getattr(kind, "code", None)
    stable = isinstance(code, str) and _STABLE_CODE.fullmatch(code)
    return f"{kind.__module__}.{kind.__qualname__}" + (f" [{code}]" if stable else "")


def _places(traceback: TracebackType | None) -> Iterator[str]:
    for frame, line in walk_tb(traceback):
        yield f"  {_room(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _room(path: str) -> str:
    # The folders above the package may hold the name of the person whose computer this is.
    parts = Path(path).parts
    for package in (_NAME, "site-packages", "tests"):
        if package in parts[:-1]:
            last = len(parts) - 1 - parts[::-1].index(package)
            return "/".join(parts[last:])
    return parts[-1] if parts else DROPPED
