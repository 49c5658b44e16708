"""Gives each lane its own connection to the open profile's database."""

from collections.abc import Callable
from typing import TypeVar

from huisbezoek.model.usecases.ports.profile import ProfileDatabase, Reader, Writer
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.ui.tasks import Progress, Reporter, Task, Tasks

AnswerT = TypeVar("AnswerT")
HomeT = TypeVar("HomeT")


class ProfileLanes:
    """Work on one open profile: the read lane reads, the data lane writes, one deed at a time.

    A connection is opened on its lane at the first piece of work, because the driver refuses use
    from another thread; `close` closes both on their lanes.
    """

    def __init__(self, tasks: Tasks, database: ProfileDatabase) -> None:
        self._tasks = tasks
        self._database = database
        self._reader: Reader | None = None
        self._writer: Writer | None = None
        self._is_closing = False

    def ask(
        self,
        question: Callable[[Reading], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs a question on the read lane, with a consistent view."""

        def work() -> AnswerT:
            with self._own_reader().reading() as reading:
                return question(reading)

        self._tasks.read.run(work, self._if_open(done), self._if_open(_only_errors(failed)))

    def do(
        self,
        deed: Callable[[Writing], AnswerT],
        done: Callable[[AnswerT, Changes], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs a deed on the data lane and commits it; a failing deed is forgotten whole."""

        def work() -> tuple[AnswerT, Changes]:
            with self._own_writer().writing() as writing:
                answer = deed(writing)
                return answer, writing.commit()

        self._tasks.data.run(
            work,
            self._if_open(lambda kept: done(*kept)),
            self._if_open(_only_errors(failed)),
        )

    def do_long(
        self,
        deed: Callable[[Writing, Reporter], AnswerT],
        done: Callable[[AnswerT, Changes], None],
        failed: Callable[[Exception], None],
        progress: Progress,
        stopped: Callable[[], None],
    ) -> Callable[[], None]:
        """Runs a deed of seconds on the data lane; answers how to ask it to stop.

        It is kept whole or not at all: after a stop that came too late `done` is called.
        """

        def work(reporter: Reporter) -> tuple[AnswerT, Changes]:
            with self._own_writer().writing() as writing:
                answer = deed(writing, reporter)
                return answer, writing.commit()

        task = self._tasks.data.run_long(
            work,
            self._if_open(lambda kept: done(*kept)),
            self._if_open(_only_errors(failed)),
            lambda part, whole: None if self._is_closing else progress(part, whole),
            lambda: None if self._is_closing else stopped(),
        )
        return task.cancel

    def carry(
        self,
        work: Callable[[], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs work with files on the files lane."""
        self._tasks.files.run(work, self._if_open(done), self._if_open(_only_errors(failed)))

    def carry_long(
        self,
        work: Callable[[Reporter], AnswerT],
        done: Callable[[AnswerT], None],
        failed: Callable[[Exception], None],
        progress: Progress,
    ) -> Callable[[], None]:
        """Runs work that waits for another process on a lane of its own; answers how to stop it."""

        def unless_stopped(call: Callable[[HomeT], None]) -> Callable[[HomeT], None]:
            # What was stopped may have ended already, and be on its way home.
            return self._if_open(lambda value: None if task.reporter.is_cancelled else call(value))

        def tell(part: int, whole: int) -> None:
            unless_stopped(lambda _: progress(part, whole))(None)

        task: Task[AnswerT] = self._tasks.planning.run_long(
            work, unless_stopped(done), unless_stopped(_only_errors(failed)), tell, lambda: None
        )
        return task.cancel

    def close(self, closed: Callable[[], None]) -> None:
        """Finishes what waits, closes both connections on their lanes, then calls `closed`.

        What waits is still done and kept, but no longer answered: who asked is being taken down.
        Only a plan is given up: nothing of it would be kept.
        """
        self._is_closing = True
        self._tasks.planning.cancel()

        def close_reader() -> None:
            if self._reader is not None:
                self._reader.close()
                self._reader = None

        def close_writer() -> None:
            if self._writer is not None:
                self._writer.close()
                self._writer = None

        def then_writer(_: object = None) -> None:
            self._tasks.data.run(close_writer, lambda _: closed(), lambda _: closed())

        self._tasks.read.run(close_reader, then_writer, then_writer)

    def _if_open(self, call: Callable[[AnswerT], None]) -> Callable[[AnswerT], None]:
        def answer(value: AnswerT) -> None:
            if not self._is_closing:
                call(value)

        return answer

    def _own_reader(self) -> Reader:
        if self._reader is None:
            self._reader = self._database.open_reader()
        return self._reader

    def _own_writer(self) -> Writer:
        if self._writer is None:
            self._writer = self._database.open_writer()
        return self._writer


def _only_errors(failed: Callable[[Exception], None]) -> Callable[[BaseException], None]:
    """An exit or an interrupt is no error to show; it ends the program where it happened."""

    def take(failure: BaseException) -> None:
        if not isinstance(failure, Exception):
            raise failure
        failed(failure)

    return take
