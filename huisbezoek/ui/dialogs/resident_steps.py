"""What can be done from the card of a resident: each step is there for whom it is meant."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui.dialogs.after_visit import AfterVisit
from huisbezoek.ui.dialogs.contact_steps import ContactSteps
from huisbezoek.ui.dialogs.decide_steps import DecideSteps
from huisbezoek.ui.dialogs.exclude_steps import ExcludeSteps
from huisbezoek.ui.dialogs.light_contact_steps import LightContactSteps
from huisbezoek.ui.dialogs.mend_steps import MendSteps
from huisbezoek.ui.dialogs.paper_actions import PaperActions
from huisbezoek.ui.dialogs.resident_deeds import DeedUses, ResidentDeeds
from huisbezoek.ui.dialogs.resident_sheet import ResidentSheet
from huisbezoek.ui.dialogs.resident_uses import ResidentUses
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.workbench import Workbench


class ResidentSteps(Steps[ResidentUses]):
    """The steps of one role, about the resident that is shown.

    `said` carries what was done, as title and sentence; `erased` whom nothing is left of; `go` a
    destination; `failed` an error.
    """

    said = Signal(str, str)
    erased = Signal(str)
    go = Signal(object)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: ResidentUses, page: QWidget
    ) -> None:
        super().__init__(workbench, look, uses, page)
        self._build_contact()
        self._build_deeds()
        self._build_after()
        self._build_papers()
        self._build_mending()

    @property
    def note_button(self) -> Button | None:
        """The button of the note for the coordinator, in the head of the page."""
        return self._after.button if self._after is not None else None

    def add_to(self, box: QVBoxLayout) -> None:
        """Puts what waits or was done above the sheet."""
        box.addWidget(self._contact.banner)
        if self._after is not None:
            box.addWidget(self._after)
        if self._exclude is not None:
            box.addWidget(self._exclude.banner)
        if self._decide is not None:
            box.addWidget(self._decide)
        box.addWidget(self._light)

    def add_visits_to(self, menu: QMenu) -> None:
        """Puts what goes with a visit into a menu: what follows, papers, a wrong state."""
        if self._after is not None:
            self._after.add_to(menu)
        if self._papers is not None:
            self._papers.add_to(menu)
        if self._mending is not None:
            self._mending.add_to(menu)

    def add_contact_to(self, menu: QMenu) -> None:
        """Puts into a menu how contact stops, and begins again."""
        self._contact.add_to(menu)
        if self._exclude is not None:
            self._exclude.add_to(menu)

    def serve(self, sheet: ResidentSheet) -> None:
        """Does what the sheet asks about a visit."""
        sheet.redact_asked.connect(self.deeds.redact)
        sheet.withdraw_asked.connect(self.deeds.withdraw)
        sheet.report_file_asked.connect(self.deeds.keep_report)
        if self._after is not None:
            sheet.addition_asked.connect(self._after.begin_addition)

    def show_view(self, view: ResidentView) -> None:
        """Offers what can be done with this resident now."""
        is_coordinator = self._uses.is_coordinator
        if self._after is not None:
            self._after.show_person(view)
        self._contact.show_person(
            view.row.resident, is_stopped=bool(view.row.stopped), is_coordinator=is_coordinator
        )
        if self._exclude is not None:
            self._exclude.show_view(view)
        if self._decide is not None:
            self._decide.show_decisions(view.decisions)
        self._light.show_view(view)
        if self._papers is not None:
            self._papers.show_view(view, is_coordinator=is_coordinator)
        if self._mending is not None:
            self._mending.show_view(view)
        self.deeds.show_view(view)

    def forget(self) -> None:
        """Shows nobody."""
        self.deeds.show_view(None)
        self._contact.banner.hide()
        if self._exclude is not None:
            self._exclude.banner.hide()
        if self._decide is not None:
            self._decide.hide()
        self._light.hide()
        if self._after is not None:
            self._after.forget()

    def _build_contact(self) -> None:
        uses, workbench = self._uses, self._workbench
        deeds = (uses.stop, uses.resume)
        self._contact = ContactSteps(workbench, self._look, deeds, uses.today, self._page)
        self._contact.failed.connect(self.failed)
        self._exclude: ExcludeSteps | None = None
        if uses.exclude is not None:
            self._exclude = ExcludeSteps(workbench, self._look, uses.exclude, self._page)
            self._exclude.failed.connect(self.failed)
        self._decide: DecideSteps | None = None
        if uses.decide is not None:
            self._decide = DecideSteps(workbench, self._look, uses.decide)
            self._decide.failed.connect(self.failed)
        self._light = LightContactSteps(workbench, self._look, uses.light_contact)
        self._light.failed.connect(self.failed)

    def _build_deeds(self) -> None:
        uses = self._uses
        needs = DeedUses(
            uses.withdraw, uses.today, uses.hand_over, uses.privacy, uses.report_file, uses.rule_out
        )
        self.deeds = ResidentDeeds(self._workbench, self._look, needs, self._page)
        """What is done in a dialog of its own."""
        self.deeds.said.connect(self.said)
        self.deeds.erased.connect(self.erased)
        self.deeds.failed.connect(self.failed)

    def _build_after(self) -> None:
        self._after: AfterVisit | None = None
        if self._uses.after is not None:
            self._after = AfterVisit(self._workbench, self._look, self._uses.after, self._page)
            self._after.failed.connect(self.failed)
            self._after.said.connect(self.said)

    def _build_papers(self) -> None:
        self._papers: PaperActions | None = None
        if self._uses.papers is not None:
            papers = PaperActions(self._workbench, self._look, self._uses.papers, self._page)
            papers.go.connect(self.go)
            papers.failed.connect(self.failed)
            self._papers = papers

    def _build_mending(self) -> None:
        self._mending: MendSteps | None = None
        if self._uses.mend is not None:
            self._mending = MendSteps(self._workbench, self._look, self._uses.mend, self._page)
            self._mending.done.connect(lambda: self.said.emit(_tr("De stand is hersteld"), ""))


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text)
