"""A note for the coordinator outside a talk: from the card of a resident."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.reports import CoordinatorNote
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui.dialogs.note_dialog import NoteDialog
from huisbezoek.ui.models.note_words import people_to_call
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class NoteUses:
    """What a note outside a talk asks and does; who writes and the clock are bound already."""

    organisation: Callable[[Reading], OrganisationCard]
    raise_note: Callable[[Writing, str, CoordinatorNote], None]
    show_telephone: Callable[[str], str]
    now: Callable[[], datetime]


class NoteSteps(QObject):
    """`kept` tells that a note was kept, `failed` carries an error."""

    kept = Signal()
    failed = Signal(object)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: NoteUses, page: QWidget
    ) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._page = page

    def begin(self, resident: str, who: str, *, may_write: bool) -> None:
        """Shows whom to call, and then asks what was seen; `who` is 'mevrouw' or 'meneer'."""
        self._workbench.ask(
            self._uses.organisation,
            lambda card: self._show(card, resident, who, may_write=may_write),
            self.failed.emit,
        )

    def _show(self, card: OrganisationCard, resident: str, who: str, *, may_write: bool) -> None:
        dialog = NoteDialog(
            self._look,
            self._page.window(),
            who,
            people_to_call(card, self._uses.show_telephone),
            may_write=may_write,
            now=self._uses.now().time().replace(tzinfo=None),
        )

        def keep() -> None:
            note = dialog.note
            if note is not None:
                self._workbench.do(
                    lambda writing: self._uses.raise_note(writing, resident, note),
                    lambda _: self.kept.emit(),
                    self.failed.emit,
                )

        dialog.accepted.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()
