"""Carries one exchange through the lanes, step after step; a person may stop it between steps."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.domain.shown_names import shown_name
from huisbezoek.model.usecases.exchange_news import news_between
from huisbezoek.model.usecases.import_preview import ImportPreview
from huisbezoek.model.usecases.ports.exchange import AlreadyReadError
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleDamagedError,
    BundleUnknownSenderError,
)
from huisbezoek.model.usecases.ports.transfer import (
    ArrivedFile,
    DiskFullError,
    FileLockedError,
    FileStamp,
)
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.receiving import (
    AppliedBundle,
    FromMyselfError,
    ReceivedBundle,
    SenderKeys,
)
from huisbezoek.model.usecases.sending import PreparedBundle, SealedBundle
from huisbezoek.ui.models.exchange_cleaning import tidy, wipe_what_is_left
from huisbezoek.ui.models.exchange_steps import (
    ExchangeResult,
    ExchangeSteps,
    FileNotes,
    Refused,
    RoundTripSteps,
    TripStart,
    Waiting,
    WrittenBundle,
)
from huisbezoek.ui.models.lane_steps import Carried, Deed, Outcome, Road, until_stopped
from huisbezoek.ui.workbench import Workbench

# Nothing can be written there, but what lies there can still be read.
_STILL_READABLE: Final = (DiskFullError, FileLockedError)


class ExchangeRun(QObject):
    """One exchange at a time. `progressed` says how far 'write', 'check', 'read' or 'wipe' is.

    Files that were checked and not read are discarded, whatever happens: a later run checks them
    again. Nothing of a file is applied unless all of it is. What a file removed for ever is wiped
    from the disk in the end, also when somebody stopped.
    """

    progressed = Signal(str, int, int)
    finished = Signal(object)

    def __init__(
        self, workbench: Workbench, steps: ExchangeSteps, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._steps = steps
        self._road: Road | None = None
        self._result = ExchangeResult()
        self._senders: SenderKeys | None = None
        self._found: dict[Path, FileStamp] = {}
        self._read_paths: list[Path] = []
        self._has_wiped = False
        self._skip: frozenset[FileStamp] = frozenset()

    @property
    def is_running(self) -> bool:
        """Whether an exchange is on its way."""
        return self._road is not None

    def both_ways(
        self,
        trip: RoundTripSteps,
        folder: Path,
        known: frozenset[str],
        skip: frozenset[FileStamp] = frozenset(),
    ) -> None:
        """Writes for every coordinator, reads all that waits here, and cleans up after both.

        Files in `skip` were read before: they are passed over without a word.
        """
        self._skip = skip
        self._start(self._round_trip(trip, folder, known))

    def give(self, trip: RoundTripSteps, folder: Path) -> None:
        """Only writes, for every coordinator: to be carried or mailed by hand."""

        def road() -> Road:
            begun = yield Deed(trip.begin)
            if begun.error is not None:
                self._result.problem = begun.error
                return
            yield from self._give(trip, begun.value, folder)

        self._start(road())

    def take(self, trip: RoundTripSteps, path: Path, known: frozenset[str]) -> None:
        """Checks and reads one file that a person chose, and tells about whom something came."""

        def road() -> Road:
            begun = yield Deed(trip.begin)
            if begun.error is not None:
                self._result.problem = begun.error
                return
            yield from self._check((path,), known)
            yield from self._read(tuple(self._result.waiting))
            yield from self._look_back(trip, begun.value)

        self._start(road())

    def write(self, devices: Sequence[str], folder: Path) -> None:
        """Writes one file for each of these devices."""
        self._start(self._write(devices, folder))

    def look(self, folder: Path, known: frozenset[str]) -> None:
        """Checks all files in the folder, so that `finished` tells what waits."""
        self._start(self._check_folder(folder, known))

    def read(self, waiting: Sequence[Waiting], folder: Path | None) -> None:
        """Reads files that were checked by `look`, and tidies this stick or folder."""

        def road() -> Road:
            yield from self._read(waiting)
            if self._result.applied:
                # What cannot be tidied now is remembered, and goes the next time.
                yield from tidy(self._steps.cleaning, folder)

        self._start(road())

    def stop(self) -> None:
        """Stops after the step of now, which is still finished; what was done stays done."""
        self._result.stopped = self._road is not None

    def let_go(self, waiting: Iterable[Waiting]) -> None:
        """Discards files that were checked and will not be read."""
        for one in waiting:
            self._steps.discard(one.received)

    # --- roads -----------------------------------------------------------------------------

    def _round_trip(self, trip: RoundTripSteps, folder: Path, known: frozenset[str]) -> Road:
        result = self._result
        begun = yield Deed(trip.begin)
        if begun.error is not None:
            result.problem = begun.error
            return
        start: TripStart = begun.value
        yield from self._give(trip, start, folder)
        if result.problem is None or isinstance(result.problem, _STILL_READABLE):
            yield from self._check_folder(folder, known)
            yield from self._read(tuple(result.waiting))
            yield from self._try_unknown_again(known)
        if result.problem is None:
            yield from self._clean_up(trip, start, folder)
        yield from self._look_back(trip, start)

    def _give(self, trip: RoundTripSteps, start: TripStart, folder: Path) -> Road:
        yield from self._write(start.recipients, folder)
        if self._result.written:
            self._result.went = start.unsent.kinds
            yield Deed(lambda writing: trip.carried(writing, start.unsent.up_to))

    def _try_unknown_again(self, known: frozenset[str]) -> Road:
        """Another file may just have told who somebody is."""
        unknown = [
            one for one in self._result.refused if isinstance(one.error, BundleUnknownSenderError)
        ]
        if self._result.applied and unknown:
            for one in unknown:
                self._result.refused.remove(one)
            yield from self._check([one.path for one in unknown if one.path is not None], known)
            yield from self._read(tuple(self._result.waiting))

    def _clean_up(self, trip: RoundTripSteps, start: TripStart, folder: Path) -> Road:
        """Takes away residents that were handed over, says so in a small file, and tidies."""
        result = self._result
        outcome = yield Deed(trip.let_go)
        error = outcome.error
        if error is None:
            self._has_wiped = True
            error = yield from wipe_what_is_left(self._steps.cleaning, self._tell_wiping)
        if error is None:
            outcome = yield Deed(trip.confirm)
            error = outcome.error
            if outcome.value:
                result.removed = outcome.value
                yield from self._write(start.recipients, folder)
        if error is None:
            error = yield from tidy(self._steps.cleaning, folder)
        result.problem = result.problem or error

    def _look_back(self, trip: RoundTripSteps, start: TripStart) -> Road:
        """Compares who is here with who was."""
        after = yield Deed(trip.people)
        if after.error is None:
            self._result.news = news_between(start.people, after.value)

    def _whole(self, road: Road) -> Road:
        """Walks a road until its end or until it is stopped, and cleans up after it."""
        result = self._result
        yield from until_stopped(road, lambda: result.stopped)
        yield from self._note()
        # What was checked must not be lost because a wiping fails: it comes when that was read.
        if not self._has_wiped and (result.stopped or not result.waiting):
            error = yield from wipe_what_is_left(self._steps.cleaning, self._tell_wiping)
            result.problem = result.problem or error

    def _tell_wiping(self) -> None:
        self.progressed.emit("wipe", 1, 1)

    def _note(self) -> Road:
        """Remembers what became of the files that were met in a folder."""
        found = self._found
        met = [
            (found[one.path], one.error)
            for one in self._result.refused
            if one.path is not None and one.path in found
        ]
        read = {found[path] for path in self._read_paths if path in found}
        read |= {stamp for stamp, error in met if isinstance(error, AlreadyReadError)}
        refused = {stamp for stamp, error in met if not isinstance(error, EnvironmentFailedError)}
        if read or refused:
            notes = FileNotes(frozenset(found.values()), frozenset(read), frozenset(refused - read))
            yield Deed(lambda writing: self._steps.note(writing, notes))

    def _write(self, devices: Sequence[str], folder: Path) -> Road:
        steps = self._steps
        for place, device in enumerate(devices):
            self.progressed.emit("write", place + 1, len(devices))
            prepared = yield Deed(partial(_prepare, steps, device))
            if prepared.error is not None:
                self._result.refused.append(Refused(device, prepared.error))
                continue
            bundle: PreparedBundle = prepared.value
            sealed = yield Carried(partial(steps.seal, bundle))
            if sealed.error is None:
                # Counted as sent before it leaves: a counter must never serve two files.
                kept = yield Deed(partial(_keep, steps, sealed.value))
                carried = kept
                if kept.error is None:
                    carried = yield Carried(partial(steps.carry, sealed.value, folder))
            else:
                carried = sealed
            if carried.error is not None:
                self._result.problem = carried.error
                return
            self._result.written.append(
                WrittenBundle(device, bundle.residents, bundle.header.operations, carried.value)
            )

    def _check_folder(self, folder: Path, known: frozenset[str]) -> Road:
        found = yield Carried(partial(self._steps.arrived, folder))
        if found.error is not None:
            self._result.problem = self._result.problem or found.error
            return
        self._result.looked = True
        arrived: tuple[ArrivedFile, ...] = found.value
        files = [file for file in arrived if file.stamp not in self._skip]
        self._found = {file.path: file.stamp for file in arrived}
        yield from self._check(tuple(file.path for file in files), known)
        # What was written here before still lies there, waiting for its reader.
        self._result.refused = [
            one for one in self._result.refused if not isinstance(one.error, FromMyselfError)
        ]

    def _check(self, paths: Sequence[Path], known: frozenset[str]) -> Road:
        if not paths:
            return
        yield Carried(self._steps.clear)
        senders = yield Deed(self._steps.senders)
        if senders.error is not None:
            self._result.problem = self._result.problem or senders.error
            return
        self._senders = senders.value
        for place, path in enumerate(paths):
            self.progressed.emit("check", place + 1, len(paths))
            outcome = yield Carried(partial(self._steps.receive, senders.value, path))
            name = shown_name(path.name)
            if outcome.error is not None:
                if isinstance(outcome.error, BundleDamagedError):
                    grown = yield Carried(partial(_has_changed, path, self._found.get(path)))
                    if grown.value:
                        self._result.half.append(name)
                        continue
                self._result.refused.append(Refused(name, outcome.error, path))
                continue
            received: ReceivedBundle = outcome.value
            if received.header.bundle in known:
                self._steps.discard(received)
                self._result.refused.append(Refused(name, AlreadyReadError(), path))
            else:
                # Without a preview, what is in the file is counted; reading it tells what is wrong.
                seen = yield Deed(partial(_preview, self._steps, received))
                self._result.waiting.append(Waiting(name, received, path, seen.value))

    def _read(self, waiting: Sequence[Waiting]) -> Road:
        self._result.waiting = list(waiting)
        senders = self._senders
        if not waiting or senders is None:
            return
        self.progressed.emit("read", 0, len(waiting))
        saved = yield Carried(self._steps.back_up)
        if saved.error is not None:
            self._result.problem = self._result.problem or saved.error
            return
        # The oldest first, so that what a sender made later stands on what was made before.
        for place, one in enumerate(sorted(waiting, key=lambda one: one.received.header.counter)):
            self.progressed.emit("read", place + 1, len(waiting))
            outcome = yield Deed(partial(_apply, self._steps, senders, one.received))
            self._steps.discard(one.received)
            self._result.waiting.remove(one)
            if outcome.error is not None:
                self._result.refused.append(Refused(one.name, outcome.error, one.path))
            else:
                self._result.applied.append(outcome.value)
                if one.path is not None:
                    self._read_paths.append(one.path)

    # --- walking ---------------------------------------------------------------------------

    def _start(self, road: Road) -> None:
        if self._road is not None:
            road.close()
            return
        self._result = ExchangeResult()
        self._read_paths = []
        self._has_wiped = False
        road = self._whole(road)
        self._road = road
        self._walk(road, None)

    def _walk(self, road: Road, outcome: Outcome | None) -> None:
        try:
            step = next(road) if outcome is None else road.send(outcome)
        except StopIteration:
            self._end()
            return
        done = partial(self._arrived, road)
        failed = partial(self._failed, road)
        if isinstance(step, Deed):
            self._workbench.do(step.run, done, failed)
        else:
            self._workbench.carry(step.run, done, failed)

    def _arrived(self, road: Road, value: object) -> None:
        # A lock takes the page away while a step is still on its lane.
        is_gone = not isValid(self)
        if (is_gone or self._result.stopped) and isinstance(value, ReceivedBundle):
            self._steps.discard(value)
        if not is_gone:
            self._walk(road, Outcome(value))

    def _failed(self, road: Road, error: Exception) -> None:
        if isValid(self):
            self._walk(road, Outcome(error=error))

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


def _preview(
    steps: ExchangeSteps, received: ReceivedBundle, writing: Writing
) -> ImportPreview | None:
    return steps.preview(writing, received)


def _has_changed(path: Path, stamp: FileStamp | None) -> bool:
    """Whether a file is another than it was: it was still arriving when it was read."""
    try:
        now = path.stat()
    except OSError:
        return False
    return stamp is not None and (path.name, now.st_size, now.st_mtime_ns) != stamp


__all__ = [
    "ExchangeResult",
    "ExchangeRun",
    "ExchangeSteps",
    "Refused",
    "RoundTripSteps",
    "Waiting",
    "WrittenBundle",
]
