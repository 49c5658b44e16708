"""Offering the newer guide to a talk that began with an older one, once for each visit."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.guide_library import Lifted
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui.dialogs.guide_lift_dialog import GuideLiftDialog
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class GuideLiftUses:
    """`newer` tells what lifting would change, or None; `lift` does it and saves the draft."""

    newer: Callable[[Reading, str], Lifted | None]
    lift: Callable[[Writing, str], Lifted | None]


class GuideLiftSteps(Steps[GuideLiftUses]):
    """`lifting` wants everything saved that was typed.

    `lifted` carries the visit whose draft is on the newer guide now.

    Who stays with the old guide is not asked again until the program starts anew.
    """

    lifting = Signal()
    lifted = Signal(str)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: GuideLiftUses, page: QWidget
    ) -> None:
        super().__init__(workbench, look, uses, page)
        self._asked: set[str] = set()

    def offer(self, visit: str) -> None:
        """Shows the difference when there is a newer guide for this visit."""
        if visit not in self._asked:
            self._ask(
                lambda reading: self._uses.newer(reading, visit),
                lambda lifted: self._show(visit, lifted),
            )

    def _show(self, visit: str, lifted: Lifted | None) -> None:
        if lifted is None or not self._page.isVisible() or visit in self._asked:
            return
        self._asked.add(visit)
        dialog = GuideLiftDialog(self._look, self._page.window(), lifted)
        self._open(dialog, lambda: self._lift(visit))

    def _lift(self, visit: str) -> None:
        self.lifting.emit()
        self._do(
            lambda writing: self._uses.lift(writing, visit),
            lambda _lifted: self.lifted.emit(visit),
        )
