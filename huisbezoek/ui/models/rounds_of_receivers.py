"""Asks about several receivers, one after the other, so that the window stays free."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.ui.workbench import Workbench

FoundT = TypeVar("FoundT")


@dataclass(frozen=True, slots=True)
class Asked(Generic[FoundT]):
    """What was found for a receiver, or why nothing could be."""

    device: str
    found: FoundT | None = None
    error: Exception | None = None


class Rounds(QObject):
    """Goes round the receivers: `progressed` says how far, `found` each answer, `finished` all.

    Each question is a deed of its own, so that other work of the window comes in between.
    """

    progressed = Signal(int, int)
    found = Signal(object)
    finished = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        question: Callable[[Writing, str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._question = question
        self._devices: tuple[str, ...] = ()
        self._answers: list[Asked[object]] = []
        self._turn = 0

    @property
    def is_running(self) -> bool:
        """Whether somebody is still to be asked about."""
        return len(self._answers) < len(self._devices)

    def begin(self, devices: Sequence[str]) -> None:
        """Goes round these receivers; what an earlier round still finds is forgotten."""
        self._turn += 1
        self._devices, self._answers = tuple(devices), []
        self._next()

    def forget(self) -> None:
        """Ends the round without a word."""
        self._turn += 1
        self._devices, self._answers = (), []

    def _next(self) -> None:
        if not self.is_running:
            self.finished.emit(tuple(self._answers))
            return
        place = len(self._answers)
        device = self._devices[place]
        self.progressed.emit(place + 1, len(self._devices))
        self._workbench.do(
            lambda writing: self._question(writing, device),
            partial(self._done, self._turn, device),
            partial(self._failed, self._turn, device),
        )

    def _done(self, turn: int, device: str, found: object) -> None:
        # A lock takes the page away while a deed is still on its lane.
        if isValid(self) and turn == self._turn:
            self._add(Asked(device, found))

    def _failed(self, turn: int, device: str, error: Exception) -> None:
        if isValid(self) and turn == self._turn:
            self._add(Asked(device, error=error))

    def _add(self, answer: Asked[object]) -> None:
        self._answers.append(answer)
        self.found.emit(answer)
        self._next()
