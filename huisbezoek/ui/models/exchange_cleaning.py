"""Cleaning after an exchange: traces of what was removed, and files that certainly arrived."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from huisbezoek.model.usecases.outbox import SealedFile
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.ui.models.lane_steps import Carried, Deed, PartOfRoad
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class CleaningSteps:
    """What cleaning needs, bound to this profile. What takes Writing runs on the data lane.

    `traces` answers the number of what was removed and not wiped yet, 0 for nothing; `wipe` takes
    it from the database file, from the backups and from the outbox; `wiped` notes that this number
    is gone. `carried` are own files that were read by whom they are for, `remove` takes them away
    and answers which may be forgotten by `forget`.
    """

    traces: Callable[[Writing], int]
    wipe: Callable[[], object]
    wiped: Callable[[Writing, int], None]
    carried: Callable[[Writing], tuple[SealedFile, ...]]
    remove: Callable[[tuple[SealedFile, ...], Path | None], tuple[SealedFile, ...]]
    forget: Callable[[Writing, Collection[SealedFile]], None]


def wipe_what_is_left(steps: CleaningSteps, begins: Callable[[], object]) -> PartOfRoad:
    """Wipes when an erasure, a redaction or letting go left traces, now or in a run before.

    `begins` is called when there is something to wipe: with many residents that takes a while.
    """
    left = yield Deed(steps.traces)
    if left.error is not None or not left.value:
        return left.error
    begins()
    wiped = yield Carried(steps.wipe)
    if wiped.error is None:
        number: int = left.value
        wiped = yield Deed(lambda writing: steps.wiped(writing, number))
    return wiped.error


def tidy(steps: CleaningSteps, folder: Path | None) -> PartOfRoad:
    """Takes own files that certainly arrived out of the outbox and out of this stick or folder."""
    found = yield Deed(steps.carried)
    if found.error is not None or not found.value:
        return found.error
    files: tuple[SealedFile, ...] = found.value
    removed = yield Carried(lambda: steps.remove(files, folder))
    if removed.error is not None or not removed.value:
        return removed.error
    gone: tuple[SealedFile, ...] = removed.value
    forgotten = yield Deed(lambda writing: steps.forget(writing, gone))
    return forgotten.error


def wipe_then(
    workbench: Workbench,
    steps: CleaningSteps,
    done: Callable[[], None],
    failed: Callable[[Exception], None],
) -> None:
    """As `wipe_what_is_left` after a deed of a page; then says that it is done."""

    def wipe(number: int) -> None:
        if not number:
            done()
            return
        workbench.carry(
            steps.wipe,
            lambda _: workbench.do(
                lambda writing: steps.wiped(writing, number), lambda _: done(), failed
            ),
            failed,
        )

    workbench.do(steps.traces, wipe, failed)
