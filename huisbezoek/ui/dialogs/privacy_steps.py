"""Erasing a resident, or sentences of a report: asks, does it, and wipes what is left behind."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal

from huisbezoek.model.domain.reports import Report
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.privacy import ErasureReason
from huisbezoek.ui.dialogs.erase_dialog import EraseDialog
from huisbezoek.ui.dialogs.redact_dialog import RedactDialog
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.models.exchange_cleaning import CleaningSteps, wipe_then


@dataclass(frozen=True, slots=True)
class PrivacyUses:
    """What removing needs; what `erase` and `redact` leave behind is noted for `cleaning`."""

    erase: Callable[[Writing, str, ErasureReason], None]
    redact: Callable[[Writing, str, str], int]
    cleaning: CleaningSteps


class PrivacySteps(Steps[PrivacyUses]):
    """`erased` carries the resident, `redacted` the visit.

    What was removed stays removed when wiping fails; the error then says so, and the next exchange
    wipes once more.
    """

    erased = Signal(str)
    redacted = Signal(str)

    def begin_erase(self, resident: str, name: str) -> None:
        """Asks whether everything about this resident may go, and why."""
        dialog = EraseDialog(self._look, self._page.window(), name)

        def erase() -> None:
            reason = dialog.reason
            if reason is not None:
                self._do(
                    lambda writing: self._uses.erase(writing, resident, reason),
                    lambda _: self._wipe_after(lambda: self.erased.emit(resident)),
                )

        self._open(dialog, erase)

    def begin_redact(self, visit: str, report: Report) -> None:
        """Asks which sentences of this report may go."""
        dialog = RedactDialog(self._look, self._page.window(), report)

        def redact() -> None:
            lines = dialog.lines

            def deed(writing: Writing) -> None:
                for line in lines:
                    self._uses.redact(writing, visit, line)

            self._do(deed, lambda _: self._wipe_after(lambda: self.redacted.emit(visit)))

        self._open(dialog, redact)

    def _wipe_after(self, tell: Callable[[], None]) -> None:
        # The page is told first: every page reads anew after a deed, and finds nobody there.
        tell()
        wipe_then(self._workbench, self._uses.cleaning, _nothing_more, self.failed.emit)


def _nothing_more() -> None:
    """The page was told already."""
