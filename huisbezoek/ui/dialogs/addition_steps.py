"""Asking the visitor for an addition: the dialog, and keeping what was typed in it."""

from collections.abc import Callable
from dataclasses import dataclass

from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui.dialogs.addition_dialog import AdditionDialog
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.models.words_saving import WordsSaving


@dataclass(frozen=True, slots=True)
class AdditionUses:
    """What asking for an addition asks and does; each gets a visit, and the question.

    `unsaved` and `keep_unsaved` are what stands in the dialog and was not asked yet.
    """

    ask: Callable[[Writing, str, str], None]
    unsaved: Callable[[Reading, str], str]
    keep_unsaved: Callable[[Writing, str, str], None]


class AdditionSteps(Steps[AdditionUses]):
    """`failed` carries an error."""

    def begin(self, visit: str) -> None:
        """Asks what the visitor is to add to the report of this visit."""
        self._ask(
            lambda reading: self._uses.unsaved(reading, visit),
            lambda unsaved: self._show(visit, unsaved),
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
        dialog.finished.connect(saving.stop)
        self._open(dialog, lambda: self._keep(visit, dialog.question))

    def _keep(self, visit: str, question: str) -> None:
        def deed(writing: Writing) -> None:
            self._uses.ask(writing, visit, question)
            self._uses.keep_unsaved(writing, visit, "")

        self._do(deed)
