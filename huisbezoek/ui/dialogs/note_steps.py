"""A note for the coordinator outside a talk: from the card of a resident."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.reports import CoordinatorNote
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui.dialogs.note_dialog import NoteDialog
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.models.note_words import people_to_call
from huisbezoek.ui.models.words_saving import WordsSaving


@dataclass(frozen=True, slots=True)
class NoteUses:
    """What a note outside a talk asks and does; who writes and the clock are bound already.

    `unsaved` and `keep_unsaved` get a resident: what stands in the dialog and was not kept yet.
    """

    organisation: Callable[[Reading], OrganisationCard]
    raise_note: Callable[[Writing, str, CoordinatorNote], None]
    unsaved: Callable[[Reading, str], CoordinatorNote | None]
    keep_unsaved: Callable[[Writing, str, CoordinatorNote | None], None]
    show_telephone: Callable[[str], str]
    now: Callable[[], datetime]


class NoteSteps(Steps[NoteUses]):
    """`kept` tells that a note was kept."""

    kept = Signal()

    def begin(self, resident: str, who: str, *, may_write: bool) -> None:
        """Shows whom to call, and then asks what was seen; `who` is 'mevrouw' or 'meneer'."""
        self._ask(
            lambda reading: (
                self._uses.organisation(reading),
                self._uses.unsaved(reading, resident),
            ),
            lambda found: self._show(*found, (resident, who), may_write=may_write),
        )

    def _show(
        self,
        card: OrganisationCard,
        unsaved: CoordinatorNote | None,
        about: tuple[str, str],
        *,
        may_write: bool,
    ) -> None:
        resident, who = about
        dialog = NoteDialog(
            self._look,
            self._page.window(),
            who,
            people_to_call(card, self._uses.show_telephone),
            may_write=may_write,
            now=self._uses.now().time().replace(tzinfo=None),
        )
        if unsaved is not None:
            dialog.show_again(unsaved)

        def as_typed() -> Callable[[Writing], None]:
            typed = dialog.so_far()
            return lambda writing: self._uses.keep_unsaved(writing, resident, typed)

        saving = WordsSaving(self._workbench, dialog, as_typed)
        dialog.typed.connect(saving.touch)
        dialog.rejected.connect(lambda: self._forget(resident) if dialog.is_dropped else None)
        dialog.finished.connect(saving.stop)
        self._open(dialog, lambda: self._keep(resident, dialog.note))

    def _keep(self, resident: str, note: CoordinatorNote | None) -> None:
        if note is None:
            self._forget(resident)
            return

        def deed(writing: Writing) -> None:
            self._uses.raise_note(writing, resident, note)
            self._uses.keep_unsaved(writing, resident, None)

        self._do(deed, lambda _: self.kept.emit())

    def _forget(self, resident: str) -> None:
        self._do(lambda writing: self._uses.keep_unsaved(writing, resident, None))
