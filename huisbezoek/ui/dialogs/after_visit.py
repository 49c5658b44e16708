"""What can be done around one resident besides visits: notes, referrals, a question about a report.

A coordinator sees the follow-up of the resident; a visitor has the note for the coordinator.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui.dialogs.addition_dialog import AdditionDialog
from huisbezoek.ui.dialogs.follow_up_card import FollowUpCard
from huisbezoek.ui.dialogs.follow_up_steps import FollowUpUses
from huisbezoek.ui.dialogs.note_steps import NoteSteps, NoteUses
from huisbezoek.ui.models.talk_words import person
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class AfterVisitUses:
    """What belongs to the role: `note` a visitor's, the other two a coordinator's.

    `ask_addition` gets a visit and the question.
    """

    note: NoteUses
    follow_up: FollowUpUses | None = None
    ask_addition: Callable[[Writing, str, str], None] | None = None


class AfterVisit(QWidget):
    """Stands above the sheet of a resident; `button` opens the note.

    `said` carries a title and a sentence about what was kept, `failed` an error.
    """

    said = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: AfterVisitUses, page: QWidget
    ) -> None:
        super().__init__()
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._page = page
        self._view: ResidentView | None = None
        self.button = Button(look, _tr("&Notitie"), icon="notebook-pen")
        self.button.setObjectName("note_for_coordinator")
        self.button.clicked.connect(self._begin_note)
        self.button.hide()
        self._note = NoteSteps(workbench, look, uses.note, page)
        self._note.kept.connect(self._say_kept)
        self._note.failed.connect(self.failed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._card: FollowUpCard | None = None
        if uses.follow_up is not None:
            self._card = FollowUpCard(workbench, look, uses.follow_up, page)
            self._card.steps.failed.connect(self.failed)
            self._card.shown.connect(self.setVisible)
            box.addWidget(self._card)
        self.hide()

    @property
    def can_refer(self) -> bool:
        """Whether a referral can be begun here."""
        return self._card is not None

    def show_person(self, view: ResidentView) -> None:
        """Shows what follows for this resident."""
        self._view = view
        # A coordinator is who is called: the number to call first would be the own one.
        self.button.setVisible(self._card is None)
        if self._card is not None:
            self._card.load(view.state.resident)

    def forget(self) -> None:
        """Shows nobody."""
        self._view = None
        self.hide()
        self.button.hide()
        if self._card is not None:
            self._card.forget()

    def refer(self) -> None:
        """Begins a referral."""
        if self._card is not None and self._view is not None:
            self._card.steps.begin_proposal(self._view.state.resident)

    def begin_addition(self, visit: str) -> None:
        """Asks what the visitor is to add to the report of this visit."""
        dialog = AdditionDialog(self._look, self._page.window())

        def keep() -> None:
            ask, question = self._uses.ask_addition, dialog.question
            if ask is not None:
                self._workbench.do(
                    lambda writing: ask(writing, visit, question), failed=self.failed.emit
                )

        dialog.accepted.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _begin_note(self) -> None:
        view = self._view
        if view is not None:
            may_write = view.consents.allows(Purpose.NOTES)
            self._note.begin(view.state.resident, person(view.card), may_write=may_write)

    def _say_kept(self) -> None:
        words = _tr("De notitie komt aan als u uitwisselt. Is er haast? Bel dan ook.")
        self.said.emit(_tr("De notitie is bewaard"), words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("follow_up", text)
