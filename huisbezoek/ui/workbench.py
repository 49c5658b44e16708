"""The workbench: ask, do and the signal `changed`, and nothing more."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.ui.tasks import Progress, Reporter

AnswerT = TypeVar("AnswerT")

Question = Callable[[Reading], AnswerT]
"""A use case that only reads, with its other arguments bound."""

Deed = Callable[[Writing], AnswerT]
"""A use case that writes, with its other arguments bound; the lane commits when it returns."""

LongDeed = Callable[[Writing, Reporter], AnswerT]
"""A deed of seconds: it tells the reporter how far it is, which raises once it is to stop."""


class Lanes(Protocol):
    """Where work is done; results and failures come home on the thread of the window."""

    def ask(
        self,
        question: Question[AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs a question on the read lane, with a consistent view."""
        ...

    def do(
        self,
        deed: Deed[AnswerT],
        done: Callable[[AnswerT, Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs a deed on the data lane, in one transaction."""
        ...

    def do_long(
        self,
        deed: LongDeed[AnswerT],
        done: Callable[[AnswerT, Changes], None],
        failed: Callable[[Exception], None],
        progress: Progress,
        stopped: Callable[[], None],
    ) -> Callable[[], None]:
        """Like `do`, for a deed of seconds; answers how to ask it to stop.

        Calls one of `done`, `failed` and `stopped`; after the last two nothing was kept.
        """
        ...

    def carry(
        self,
        work: Callable[[], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs work with files on the files lane; it touches no database connection."""
        ...

    def carry_long(
        self,
        work: Callable[[Reporter], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None],
        progress: Progress,
    ) -> Callable[[], None]:
        """Runs work that waits for another process; no other work waits for it meanwhile.

        Answers how to stop it: then nothing is called.
        """
        ...


class Workbench(QObject):
    """What a page may do: ask, do, carry; `changed` tells every page what a deed changed."""

    changed = Signal(object)
    """Emitted on the thread of the window with the `Changes` of a deed that was kept."""

    failed = Signal(object)
    """Emitted with an error that nobody else took."""

    def __init__(self, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes

    def ask(
        self,
        question: Question[AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Answers `done` with what the question found; without `failed`, `self.failed` tells."""
        self._lanes.ask(question, done, failed or self.failed.emit)

    def do(
        self,
        deed: Deed[AnswerT],
        done: Callable[[AnswerT], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Carries out a deed; `done` is called first, then `changed` tells every page."""

        def kept(answer: AnswerT, changes: Changes) -> None:
            if done is not None:
                done(answer)
            self.changed.emit(changes)

        self._lanes.do(deed, kept, failed or self.failed.emit)

    def do_long(
        self,
        deed: LongDeed[AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None],
        progress: Progress,
        stopped: Callable[[], None],
    ) -> Callable[[], None]:
        """Carries out a deed that takes seconds: it tells how far it is and can be stopped.

        Answers how to ask it to stop. It is kept whole, with `done` and then `changed`, or not at
        all, with `stopped` or `failed`.
        """

        def kept(answer: AnswerT, changes: Changes) -> None:
            done(answer)
            self.changed.emit(changes)

        return self._lanes.do_long(deed, kept, failed, progress, stopped)

    def carry(
        self,
        work: Callable[[], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Reads, writes or prints files without a database."""
        self._lanes.carry(work, done, failed or self.failed.emit)

    def carry_long(
        self,
        work: Callable[[Reporter], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None],
        progress: Progress,
    ) -> Callable[[], None]:
        """Waits for another process, such as the planner's; it tells how far it is.

        Answers how to stop it: after that nothing is called any more.
        """
        return self._lanes.carry_long(work, done, failed, progress)
