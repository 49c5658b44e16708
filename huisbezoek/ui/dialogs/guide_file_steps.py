"""A guide goes out as a file, or comes in from one and is judged before it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.guide_versions import check_complete
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class GuideFileUses:
    """What files need; `write` answers the name of the file as it was written."""

    read: Callable[[Path], ConversationGuide]
    write: Callable[[Path, ConversationGuide], str]
    choose_file: Callable[[QWidget, str], Path | None]
    save_file: Callable[[QWidget, str, str], Path | None]


class GuideFileSteps(QObject):
    """`came_in` carries a guide that is fit for use, `refused` why a file is not.

    `written` carries the name of a file that went out, `failed` why it did not.
    """

    came_in = Signal(object)
    refused = Signal(object)
    written = Signal(str)
    failed = Signal(object)

    def __init__(self, workbench: Workbench, uses: GuideFileUses, page: QWidget) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._uses = uses
        self._page = page

    def bring_in(self) -> None:
        """Asks for a file and reads it."""
        path = self._uses.choose_file(self._page, _tr("Gespreksleidraad inlezen"))
        if path is not None:
            self._workbench.carry(lambda: self._checked(path), self.came_in.emit, self.refused.emit)

    def send_out(self, guide: ConversationGuide) -> None:
        """Asks where the file of this guide may stand and writes it."""
        suggestion = f"gespreksleidraad-{guide.name}.json"
        path = self._uses.save_file(self._page, _tr("Gespreksleidraad bewaren"), suggestion)
        if path is not None:
            self._workbench.carry(
                lambda: self._uses.write(path, guide), self.written.emit, self.failed.emit
            )

    def _checked(self, path: Path) -> ConversationGuide:
        guide = self._uses.read(path)
        check_complete(guide)
        return guide


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
