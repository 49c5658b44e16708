"""What the menu of a resident offers on paper: the agreements to print, and typing a talk over."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.paper_printing import PaperPrinting, PaperPrintUses
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench

_WRITTEN: Final = frozenset(
    {
        VisitStatus.SCHEDULED,
        VisitStatus.CONFIRMED,
        VisitStatus.HELD,
        VisitStatus.REPORT_DRAFT,
    }
)
"""A visit of which the report is still to be written."""


class PaperActions(QObject):
    """Puts its choices into a menu; each is there only when it makes sense.

    `go` carries a Destination. Typing over is a visitor's.
    """

    go = Signal(object)
    failed = Signal(object)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: PaperPrintUses, page: QWidget
    ) -> None:
        super().__init__(page)
        self._reported = ""
        self._written = ""
        self._printing = PaperPrinting(workbench, look, uses, page)
        self._printing.failed.connect(self.failed)

    def add_to(self, menu: QMenu) -> None:
        """Adds the choices, which wait for `show_view`."""
        self._agreed = QAction(_tr("Afspraken printen voor de inwoner"), self)
        self._agreed.setObjectName("more_agreed")
        self._agreed.triggered.connect(lambda: self._printing.print_agreed(self._reported))
        self._guide = QAction(_tr("Gesprek op papier printen"), self)
        self._guide.setObjectName("more_print_paper")
        self._guide.triggered.connect(lambda: self._printing.print_guide(self._written))
        self._type_over = QAction(_tr("Van papier overtypen"), self)
        self._type_over.setObjectName("more_type_over")
        self._type_over.triggered.connect(
            lambda: self.go.emit(Destination(PageName.PAPER, self._written))
        )
        menu.addActions((self._agreed, self._guide, self._type_over))

    def show_view(self, view: ResidentView, *, is_coordinator: bool) -> None:
        """Offers what there is of this resident."""
        visit = view.open_visit
        is_written = visit is not None and visit.status in _WRITTEN
        self._written = visit.visit if visit is not None and is_written else ""
        self._reported = next((one.visit for one in view.entries if one.report is not None), "")
        self._agreed.setVisible(bool(self._reported))
        for action in (self._guide, self._type_over):
            action.setVisible(bool(self._written) and not is_coordinator)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaperActions", text)
