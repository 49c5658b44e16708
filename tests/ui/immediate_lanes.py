"""Lanes that do their work at once on a real database, for tests of pages."""

from collections.abc import Callable
from typing import Any

from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.ui.tasks import CancelledWorkError, Reporter
from tests.open_profile import OpenProfile


class ImmediateLanes:
    """As `huisbezoek.ui.lanes.ProfileLanes`, on the thread of the test and without waiting."""

    def __init__(self, profile: OpenProfile) -> None:
        self._profile = profile

    def ask(self, question: Callable, done: Callable, failed: Callable) -> None:
        self._run(lambda: self._profile.ask(question), done, failed)

    def do(self, deed: Callable, done: Callable, failed: Callable) -> None:
        def work() -> tuple[Any, Changes]:
            return self._profile.do_and_tell(deed)

        self._run(work, lambda kept: done(*kept), failed)

    def do_long(
        self,
        deed: Callable,
        done: Callable,
        failed: Callable,
        progress: Callable,
        stopped: Callable,
    ) -> Callable:
        reporter = Reporter(progress)

        def unless_stopped(error: Exception) -> None:
            stopped() if isinstance(error, CancelledWorkError) else failed(error)

        self.do(lambda writing: deed(writing, reporter), done, unless_stopped)
        return reporter.cancel

    def carry(self, work: Callable, done: Callable, failed: Callable) -> None:
        self._run(work, done, failed)

    def carry_long(
        self, work: Callable, done: Callable, failed: Callable, progress: Callable
    ) -> Callable:
        is_stopped = False
        reporter = Reporter(lambda part, whole: None if is_stopped else progress(part, whole))

        def stop() -> None:
            nonlocal is_stopped
            is_stopped = True
            reporter.cancel()

        def unless_stopped(call: Callable) -> Callable:
            return lambda value: None if is_stopped else call(value)

        self.carry(lambda: work(reporter), unless_stopped(done), unless_stopped(failed))
        return stop

    def _run(self, work: Callable, done: Callable, failed: Callable) -> None:
        try:
            answer = work()
        except Exception as error:  # noqa: BLE001 - a lane carries every failure home
            failed(error)
        else:
            done(answer)
