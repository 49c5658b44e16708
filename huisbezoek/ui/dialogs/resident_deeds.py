"""What is done from the card of a resident in a dialog: handing over, erasing and more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui.dialogs.hand_over_dialog import HandOverPerson
from huisbezoek.ui.dialogs.hand_over_steps import HandOverSteps, HandOverUses
from huisbezoek.ui.dialogs.permission_dialog import PermissionSteps, Withdraw
from huisbezoek.ui.dialogs.privacy_steps import PrivacySteps, PrivacyUses
from huisbezoek.ui.dialogs.report_file_steps import ReportFileSteps, ReportFileUses
from huisbezoek.ui.dialogs.rule_out_steps import RuleOutSteps, RuleOutUses
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class DeedUses:
    """What the dialogs need; all but taking permission back is a coordinator's."""

    withdraw: Withdraw
    today: Callable[[], date]
    hand_over: HandOverUses | None = None
    privacy: PrivacyUses | None = None
    report_file: ReportFileUses | None = None
    rule_out: RuleOutUses | None = None


class ResidentDeeds(QObject):
    """`said` carries what was done, as title and sentence; `erased` whom nothing is left of."""

    said = Signal(str, str)
    erased = Signal(str)
    failed = Signal(object)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: DeedUses, page: QWidget
    ) -> None:
        super().__init__(page)
        self._today = uses.today
        self._view: ResidentView | None = None
        self._hand_over: HandOverSteps | None = None
        if uses.hand_over is not None:
            self._hand_over = HandOverSteps(workbench, look, uses.hand_over, page)
            self._hand_over.done.connect(lambda words: self.said.emit(_tr("Overgedragen"), words))
            self._hand_over.failed.connect(self.failed)
        self._privacy: PrivacySteps | None = None
        if uses.privacy is not None:
            self._privacy = PrivacySteps(workbench, look, uses.privacy, page)
            self._privacy.erased.connect(self.erased)
            self._privacy.redacted.connect(
                lambda _visit: self.said.emit(_tr("Gewist"), _tr("De zinnen staan nergens meer."))
            )
            self._privacy.failed.connect(self.failed)
        self._rule_out: RuleOutSteps | None = None
        if uses.rule_out is not None:
            self._rule_out = RuleOutSteps(workbench, look, uses.rule_out, page)
            self._rule_out.failed.connect(self.failed)
        self._report_file: ReportFileSteps | None = None
        if uses.report_file is not None:
            self._report_file = ReportFileSteps(workbench, look, uses.report_file, page)
            self._report_file.done.connect(
                lambda name: self.said.emit(_tr("Het verslag is bewaard"), name)
            )
            self._report_file.failed.connect(self.failed)
        self._permission = PermissionSteps(workbench, look, uses.withdraw, page)
        self._permission.failed.connect(self.failed)
        self._permission.done.connect(
            lambda: self.said.emit(_tr("De toestemming is ingetrokken"), _tr("Het werkt meteen."))
        )

    def show_view(self, view: ResidentView | None) -> None:
        """From now on the deeds are about this resident, or about nobody."""
        self._view = view

    @property
    def can_hand_over(self) -> bool:
        """Whether somebody goes there of whom it can be taken over."""
        return self._hand_over is not None and bool(self._view and self._view.state.visitors)

    def hand_over(self) -> None:
        """Gives the resident to another visitor."""
        view = self._view
        if view is None or self._hand_over is None:
            return
        row = view.row
        person = HandOverPerson(
            row.resident, row.formal_name, row.address_line, view.state.visitors
        )
        self._hand_over.begin((person,))

    def rule_out(self) -> None:
        """Asks who should not go there."""
        if self._view is not None and self._rule_out is not None:
            self._rule_out.begin(self._view.row.resident, self._view.row.formal_name)

    def erase(self) -> None:
        """Erases everything about the resident."""
        if self._view is not None and self._privacy is not None:
            self._privacy.begin_erase(self._view.row.resident, self._view.row.formal_name)

    def redact(self, visit: str) -> None:
        """Erases sentences of the report of this visit."""
        entries = self._view.entries if self._view is not None else ()
        report = next((one.report for one in entries if one.visit == visit and one.report), None)
        if report is not None and self._privacy is not None:
            self._privacy.begin_redact(visit, report)

    def withdraw(self, visit: str) -> None:
        """Takes back what was permitted at this visit."""
        if self._view is not None:
            self._permission.begin(visit, self._view.consents, self._today())

    def keep_report(self, visit: str) -> None:
        """Keeps the report of this visit as a file."""
        if self._report_file is not None:
            self._report_file.begin(visit)


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text)
