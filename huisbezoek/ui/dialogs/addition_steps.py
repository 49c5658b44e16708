"""Asking the visitor for an addition: the dialog, and keeping what was typed in it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui.dialogs.addition_dialog import AdditionDialog
from huisbezoek.ui.models.words_saving import WordsSaving
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class AdditionUses:
    """What asking for an addition asks and does; each gets a visit, and the question.

    `unsaved` and `keep_unsaved` are what stands in the dialog and was not asked yet.
    """

    ask: Callable[[Writing, str, str], None]
    unsaved: Callable[[Reading, str], str]
    keep_unsaved: Callable[[Writing, str, str], None]


class AdditionSteps(QObject):
    """`failed` carries an error."""

    failed = Signal(object)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: AdditionUses, page: QWidget
    ) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._page = page

    def begin(self, visit: str) -> None:
        """Asks what the visitor is to add to the report of this visit."""
        self._workbench.ask(
            lambda reading: self._uses.unsaved(reading, visit),
            lambda unsaved: self._show(visit, unsaved),
            self.failed.emit,
        )

    def _show(self, visit: str, unsaved: str) -> None:
        dialog = AdditionDialog(self._look, self._page.window())
        if unsaved:
            dialog.show_again(unsaved)

        def as_typed() -> Callable[[Writing], None]:
            typed = dialog.so_far()
            return lambda writing: self._uses.keep_unsaved(writing, visit, typed)

        saving = WordsSaving(self._workbench, dialog, as_typed)
        dialog.typed.connect(saving.touch)
        dialog.accepted.connect(lambda: self._ask(visit, dialog.question))
        dialog.finished.connect(saving.stop)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _ask(self, visit: str, question: str) -> None:
        def deed(writing: Writing) -> None:
            self._uses.ask(writing, visit, question)
            self._uses.keep_unsaved(writing, visit, "")

        self._workbench.do(deed, failed=self.failed.emit)
