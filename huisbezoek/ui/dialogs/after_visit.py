"""What can be done around one resident besides visits: notes, referrals, a question about a report.

A coordinator sees the follow-up of the resident; a visitor has the note for the coordinator.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui.dialogs.addition_steps import AdditionSteps, AdditionUses
from huisbezoek.ui.dialogs.follow_up_card import FollowUpCard
from huisbezoek.ui.dialogs.follow_up_new_steps import NewFollowUpSteps
from huisbezoek.ui.dialogs.follow_up_steps import FollowUpUses
from huisbezoek.ui.dialogs.note_steps import NoteSteps, NoteUses
from huisbezoek.ui.models.talk_words import person
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class AfterVisitUses:
    """What belongs to the role: `note` a visitor's, the other two a coordinator's."""

    note: NoteUses
    follow_up: FollowUpUses | None = None
    addition: AdditionUses | None = None


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
        self._addition: AdditionSteps | None = None
        if uses.addition is not None:
            self._addition = AdditionSteps(workbench, look, uses.addition, page)
            self._addition.failed.connect(self.failed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._actions: list[QAction] = []
        self._card: FollowUpCard | None = None
        if uses.follow_up is not None:
            self._card = FollowUpCard(workbench, look, uses.follow_up, page)
            self._card.steps.failed.connect(self.failed)
            self._card.shown.connect(self.setVisible)
            box.addWidget(self._card)
            self._build_new(uses.follow_up)
        self.hide()

    def add_to(self, menu: QMenu) -> None:
        """Puts what a coordinator may begin into the menu of the page."""
        menu.addActions(self._actions)

    def show_person(self, view: ResidentView) -> None:
        """Shows what follows for this resident."""
        self._view = view
        # A coordinator is who is called: the number to call first would be the own one.
        self.button.setVisible(self._card is None)
        if self._card is not None:
            self._card.load(view.state.resident)
        for action in self._actions:
            # Nobody is invited or referred who wants no contact, moved or died.
            action.setVisible(action.objectName() == "more_signal" or not view.row.stopped)

    def forget(self) -> None:
        """Shows nobody."""
        self._view = None
        self.hide()
        self.button.hide()
        if self._card is not None:
            self._card.forget()

    def _build_new(self, uses: FollowUpUses) -> None:
        self._new = NewFollowUpSteps(self._workbench, self._look, uses, self._page)
        self._new.failed.connect(self.failed)
        self._new.signal_kept.connect(
            lambda: self.said.emit(
                _tr("Het signaal is bewaard"), _tr("Het staat bij Signalen en vervolg.")
            )
        )
        self._new.invitation_kept.connect(
            lambda: self.said.emit(
                _tr("De uitnodiging is bewaard"), _tr("Zij telt mee als contact.")
            )
        )
        for name, words, deed in (
            ("more_signal", _tr("Signaal toevoegen"), self._begin_signal),
            ("more_refer", _tr("Doorverwijzen"), self._refer),
            ("more_invite", _tr("Uitnodigen voor een bijeenkomst"), self._begin_invitation),
        ):
            action = QAction(words, self._page)
            action.setObjectName(name)
            action.triggered.connect(lambda _checked=False, begin=deed: begin())
            self._actions.append(action)

    def _begin_signal(self) -> None:
        view = self._view
        if view is not None:
            may_write = view.consents.allows(Purpose.NOTES)
            self._new.begin_signal(view.state.resident, view.row.formal_name, may_write=may_write)

    def _begin_invitation(self) -> None:
        if self._view is not None:
            self._new.begin_invitation(self._view.state.resident, self._view.row.formal_name)

    def _refer(self) -> None:
        if self._card is not None and self._view is not None:
            self._card.steps.begin_proposal(self._view.state.resident)

    def begin_addition(self, visit: str) -> None:
        """Asks what the visitor is to add to the report of this visit."""
        if self._addition is not None:
            self._addition.begin(visit)

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
