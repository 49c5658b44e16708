"""Carries one exchange through the lanes, step after step; a person may stop it between steps."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from huisbezoek.model.usecases.ports.exchange import AlreadyReadError
from huisbezoek.model.usecases.ports.transfer import ArrivedFile, WrittenFile
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.receiving import (
    AppliedBundle,
    FromMyselfError,
    ReceivedBundle,
    SenderKeys,
)
from huisbezoek.model.usecases.sending import PreparedBundle, SealedBundle
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ExchangeSteps:
    """Use cases of exchange, bound to this profile. What takes Writing runs on the data lane."""

    prepare: Callable[[Writing, str], PreparedBundle]
    seal: Callable[[PreparedBundle], SealedBundle]
    keep_sent: Callable[[Writing, SealedBundle], None]
    carry: Callable[[SealedBundle, Path], WrittenFile]
    senders: Callable[[Writing], SenderKeys]
    arrived: Callable[[Path], tuple[ArrivedFile, ...]]
    clear: Callable[[], None]
    receive: Callable[[SenderKeys, Path], ReceivedBundle]
    back_up: Callable[[], Path]
    apply: Callable[[Writing, SenderKeys, ReceivedBundle], AppliedBundle]
    discard: Callable[[ReceivedBundle], None]


@dataclass(frozen=True, slots=True)
class WrittenBundle:
    """A file that stands on the stick, in numbers."""

    device: str
    residents: int
    operations: int
    file: WrittenFile


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that was checked whole and waits to be read."""

    name: str
    received: ReceivedBundle


@dataclass(frozen=True, slots=True)
class Refused:
    """A file (or for `write` a device) with what was wrong."""

    name: str
    error: Exception


@dataclass(slots=True)
class ExchangeResult:
    """What a run did. `problem` stopped all of it; a refused file stops nothing."""

    written: list[WrittenBundle] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    applied: list[AppliedBundle] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    problem: Exception | None = None
    stopped: bool = False
    looked: bool = False


@dataclass(frozen=True, slots=True)
class _Deed:
    run: Callable[[Writing], Any]


@dataclass(frozen=True, slots=True)
class _Carried:
    run: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any = None
    error: Exception | None = None


_Step = _Deed | _Carried
_Road = Generator[_Step, _Outcome, None]


class ExchangeRun(QObject):
    """One exchange at a time. `progressed` carries 'write', 'check' or 'read' with how far it is.

    Files that were checked and not read are discarded, whatever happens: a later run checks them
    again. Nothing of a file is applied unless all of it is.
    """

    progressed = Signal(str, int, int)
    finished = Signal(object)

    def __init__(
        self, workbench: Workbench, steps: ExchangeSteps, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._steps = steps
        self._road: _Road | None = None
        self._result = ExchangeResult()
        self._senders: SenderKeys | None = None

    @property
    def is_running(self) -> bool:
        """Whether an exchange is on its way."""
        return self._road is not None

    def both_ways(self, device: str, folder: Path, known: frozenset[str]) -> None:
        """Writes for one device, then reads all that waits here."""

        def road() -> _Road:
            yield from self._write((device,), folder)
            if self._result.problem is None:
                yield from self._check_folder(folder, known)
                yield from self._read(tuple(self._result.waiting))

        self._start(road())

    def write(self, devices: Sequence[str], folder: Path) -> None:
        """Writes one file for each of these devices."""
        self._start(self._write(devices, folder))

    def look(self, folder: Path, known: frozenset[str]) -> None:
        """Checks all files in the folder, so that `finished` tells what waits."""
        self._start(self._check_folder(folder, known))

    def read(self, waiting: Sequence[Waiting]) -> None:
        """Reads files that were checked by `look`."""
        self._start(self._read(waiting))

    def read_file(self, path: Path, known: frozenset[str]) -> None:
        """Checks and reads one file that a person chose."""

        def road() -> _Road:
            yield from self._check((path,), known)
            yield from self._read(tuple(self._result.waiting))

        self._start(road())

    def stop(self) -> None:
        """Stops after the step of now, which is still finished; what was done stays done."""
        self._result.stopped = self._road is not None

    def let_go(self, waiting: Iterable[Waiting]) -> None:
        """Discards files that were checked and will not be read."""
        for one in waiting:
            self._steps.discard(one.received)

    # --- roads -----------------------------------------------------------------------------

    def _write(self, devices: Sequence[str], folder: Path) -> _Road:
        steps = self._steps
        for place, device in enumerate(devices):
            self.progressed.emit("write", place + 1, len(devices))
            prepared = yield _Deed(partial(_prepare, steps, device))
            if prepared.error is not None:
                self._result.refused.append(Refused(device, prepared.error))
                continue
            bundle: PreparedBundle = prepared.value
            sealed = yield _Carried(partial(steps.seal, bundle))
            if sealed.error is None:
                # Counted as sent before it leaves: a counter must never serve two files.
                kept = yield _Deed(partial(_keep, steps, sealed.value))
                carried = kept
                if kept.error is None:
                    carried = yield _Carried(partial(steps.carry, sealed.value, folder))
            else:
                carried = sealed
            if carried.error is not None:
                self._result.problem = carried.error
                return
            self._result.written.append(
                WrittenBundle(device, bundle.residents, len(bundle.operations), carried.value)
            )

    def _check_folder(self, folder: Path, known: frozenset[str]) -> _Road:
        found = yield _Carried(partial(self._steps.arrived, folder))
        if found.error is not None:
            self._result.problem = found.error
            return
        self._result.looked = True
        files: tuple[ArrivedFile, ...] = found.value
        yield from self._check(tuple(file.path for file in files), known)
        # What was written here before still lies there, waiting for its reader.
        self._result.refused = [
            one for one in self._result.refused if not isinstance(one.error, FromMyselfError)
        ]

    def _check(self, paths: Sequence[Path], known: frozenset[str]) -> _Road:
        if not paths:
            return
        yield _Carried(self._steps.clear)
        senders = yield _Deed(self._steps.senders)
        if senders.error is not None:
            self._result.problem = senders.error
            return
        self._senders = senders.value
        for place, path in enumerate(paths):
            self.progressed.emit("check", place + 1, len(paths))
            outcome = yield _Carried(partial(self._steps.receive, senders.value, path))
            if outcome.error is not None:
                self._result.refused.append(Refused(path.name, outcome.error))
                continue
            received: ReceivedBundle = outcome.value
            if received.header.bundle in known:
                self._steps.discard(received)
                self._result.refused.append(Refused(path.name, AlreadyReadError()))
            else:
                self._result.waiting.append(Waiting(path.name, received))

    def _read(self, waiting: Sequence[Waiting]) -> _Road:
        self._result.waiting = list(waiting)
        senders = self._senders
        if not waiting or senders is None:
            return
        self.progressed.emit("read", 0, len(waiting))
        saved = yield _Carried(self._steps.back_up)
        if saved.error is not None:
            self._result.problem = saved.error
            return
        # The oldest first, so that what a sender made later stands on what was made before.
        for place, one in enumerate(sorted(waiting, key=lambda one: one.received.header.counter)):
            self.progressed.emit("read", place + 1, len(waiting))
            outcome = yield _Deed(partial(_apply, self._steps, senders, one.received))
            self._steps.discard(one.received)
            self._result.waiting.remove(one)
            if outcome.error is not None:
                self._result.refused.append(Refused(one.name, outcome.error))
            else:
                self._result.applied.append(outcome.value)

    # --- walking ---------------------------------------------------------------------------

    def _start(self, road: _Road) -> None:
        if self._road is not None:
            road.close()
            return
        self._result = ExchangeResult()
        self._road = road
        self._walk(road, None)

    def _walk(self, road: _Road, outcome: _Outcome | None) -> None:
        if self._result.stopped:
            self._end()
            return
        try:
            step = next(road) if outcome is None else road.send(outcome)
        except StopIteration:
            self._end()
            return
        done = partial(self._arrived, road)
        failed = partial(self._failed, road)
        if isinstance(step, _Deed):
            self._workbench.do(step.run, done, failed)
        else:
            self._workbench.carry(step.run, done, failed)

    def _arrived(self, road: _Road, value: object) -> None:
        # A lock takes the page away while a step is still on its lane.
        is_gone = not isValid(self)
        if (is_gone or self._result.stopped) and isinstance(value, ReceivedBundle):
            self._steps.discard(value)
        if not is_gone:
            self._walk(road, _Outcome(value))

    def _failed(self, road: _Road, error: Exception) -> None:
        if isValid(self):
            self._walk(road, _Outcome(error=error))

    def _end(self) -> None:
        road, self._road = self._road, None
        if road is not None:
            road.close()
        result = self._result
        if result.stopped or result.problem is not None:
            self.let_go(result.waiting)
            result.waiting = []
        self.finished.emit(result)


def _prepare(steps: ExchangeSteps, device: str, writing: Writing) -> PreparedBundle:
    return steps.prepare(writing, device)


def _keep(steps: ExchangeSteps, sealed: SealedBundle, writing: Writing) -> None:
    steps.keep_sent(writing, sealed)


def _apply(
    steps: ExchangeSteps, senders: SenderKeys, received: ReceivedBundle, writing: Writing
) -> AppliedBundle:
    return steps.apply(writing, senders, received)
