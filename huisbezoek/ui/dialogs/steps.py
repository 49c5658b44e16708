"""What steps that ask in a dialog share: the way to the work, and the life of the dialog."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from huisbezoek.ui.dialogs.kept_open_dialog import KeptOpenDialog
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.workbench import AnswerT, Deed, Question, Workbench

UsesT = TypeVar("UsesT")


class Steps(QObject, Generic[UsesT]):
    """Steps that begin on a page; `failed` carries an error."""

    failed = Signal(object)

    def __init__(self, workbench: Workbench, look: LookSource, uses: UsesT, page: QWidget) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._page = page

    def _ask(self, question: Question[AnswerT], found: Callable[[AnswerT], None]) -> None:
        """Asks; a failure goes to `failed`."""
        self._workbench.ask(question, found, self.failed.emit)

    def _do(self, deed: Deed[AnswerT], kept: Callable[[AnswerT], None] | None = None) -> None:
        """Does; a failure goes to `failed`."""
        self._workbench.do(deed, kept, self.failed.emit)

    def _open(self, dialog: DialogFrame, accepted: Callable[[], None]) -> None:
        """Opens a dialog for one question; `accepted` reads from it what it needs.

        A deed may not: it runs on another thread, and by then the dialog may be gone.
        """
        dialog.accepted.connect(accepted)
        dialog.show_once()

    def _keep_in(
        self,
        dialog: KeptOpenDialog,
        deed: Deed[AnswerT],
        kept: Callable[[AnswerT], None] | None = None,
    ) -> None:
        """Does what a dialog asks; it closes when that is kept, or says why it was refused."""

        def close(answer: AnswerT) -> None:
            dialog.finish()
            if kept is not None:
                kept(answer)

        def refuse(error: Exception) -> None:
            # Somebody may have closed it meanwhile.
            if isValid(dialog) and dialog.isVisible():
                dialog.show_problem(error)
            else:
                self.failed.emit(error)

        self._workbench.do(deed, close, refuse)
