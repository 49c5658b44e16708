"""Saving a report as a file: what is in it and what is not, then where to."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.report_export import ReportFile
from huisbezoek.ui.dialogs.question_dialog import QuestionDialog, QuestionWords
from huisbezoek.ui.dialogs.steps import Steps


@dataclass(frozen=True, slots=True)
class ReportFileUses:
    """What saving needs; `write` answers the name of the file as it was written."""

    make: Callable[[Reading, str], ReportFile]
    save_file: Callable[[QWidget, str, str], Path | None]
    write: Callable[[Path, bytes], str]


class ReportFileSteps(Steps[ReportFileUses]):
    """`done` carries the name of the file."""

    done = Signal(str)

    def begin(self, visit: str) -> None:
        """Says what the file holds and asks where it may stand."""
        words = QuestionWords(
            _tr("Verslag als bestand bewaren"),
            _tr(
                "In het bestand staat alleen wat de inwoner nu goed vindt, zonder naam. "
                "Notities voor de coördinator en de eigen indruk gaan niet mee. "
                "Het bestand is niet versleuteld: geef het alleen aan wie het mag lezen."
            ),
            _tr("&Plek kiezen"),
            "file-text",
        )
        dialog = QuestionDialog(self._look, self._page.window(), words)
        self._open(
            dialog,
            lambda: self._ask(lambda reading: self._uses.make(reading, visit), self._save),
        )

    def _save(self, made: ReportFile) -> None:
        title = _tr("Verslag als bestand bewaren")
        path = self._uses.save_file(self._page, title, made.name)
        if path is not None:
            self._workbench.carry(
                lambda: self._uses.write(path, made.content), self.done.emit, self.failed.emit
            )


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReportFileSteps", text)
