"""What the program itself writes in its log: that it began and ended, and what nobody took."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from huisbezoek import logs
from huisbezoek.logs import Event


@contextmanager
def kept_log(folder: Path) -> Iterator[None]:
    """Logs into `folder` for the length of the block, mistakes that nobody took included.

    Raises OSError when the folder cannot be written.
    """
    handler = logs.start(folder)
    usual = sys.excepthook

    def take(kind: type[BaseException], error: BaseException, places: TracebackType | None) -> None:
        logs.record(Event.PROGRAM_FAILED, level=logging.ERROR, error=error)
        usual(kind, error, places)

    sys.excepthook = take
    logs.record(Event.PROGRAM_STARTED)
    try:
        yield
    finally:
        sys.excepthook = usual
        logs.record(Event.PROGRAM_ENDED)
        logs.stop(handler)
