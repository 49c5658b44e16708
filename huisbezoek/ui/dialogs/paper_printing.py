"""Printing the papers of a visit: the guide to write on, and what stays with the resident."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.printing import PrintLook, lay_out, write_pdf
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.letter_view import LetterView

_SHEET_UNITS = 56


@dataclass(frozen=True, slots=True)
class PaperPrintUses:
    """What makes the sheets and where they go. `save_file` gets a title and a name.

    `guide` and `agreed` get a visit, `agreed_in_draft` a draft that is not handed in yet.
    `print_sheets` asks for a printer.
    """

    guide: Callable[[Reading, str], Sheet]
    agreed: Callable[[Reading, str], Sheet]
    agreed_in_draft: Callable[[Reading, ReportDraft, ConversationGuide], Sheet]
    print_look: PrintLook
    print_sheets: Callable[[QWidget, Sequence[Sheet]], None]
    save_file: Callable[[QWidget, str, str], Path | None]


class PaperDialog(DialogFrame):
    """Shows the first page; after `accepted`, `on_paper` tells printing from keeping a PDF."""

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        sheet: Sheet,
        sentence: str,
        print_look: PrintLook,
    ) -> None:
        super().__init__(look, window, sheet.title, sentence, icon="printer")
        self.setObjectName("paper_dialog")
        self.on_paper = True
        self.set_back(_tr("Terug"))
        view = LetterView(look, print_look, units=_SHEET_UNITS)
        view.set_sheet(sheet, _tr("Voorbeeld van de eerste bladzijde: {0}").format(sheet.title))
        self.content.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        keep = Button(look, _tr("Als &PDF bewaren"), icon="file-down")
        keep.setObjectName("keep_paper")
        keep.clicked.connect(lambda: self._choose(on_paper=False))
        to_print = Button(look, _tr("&Printen"), "primary", "printer")
        to_print.setObjectName("print_paper")
        to_print.clicked.connect(lambda: self._choose(on_paper=True))
        for button in (back, keep, to_print):
            self.add_button(button)

    def _choose(self, *, on_paper: bool) -> None:
        self.on_paper = on_paper
        self.accept()


class PaperPrinting(Steps[PaperPrintUses]):
    """Offers a paper of a visit, and prints it or keeps it as a PDF; `failed` carries the error."""

    def print_guide(self, visit: str) -> None:
        """Offers the guide of a visit to write on."""
        words = _tr("{0} bladzijden, zonder naam. De nummers staan ook bij Van papier overtypen.")
        self.offer(lambda reading: self._uses.guide(reading, visit), words)

    def print_agreed(self, visit: str) -> None:
        """Offers what was agreed in a visit that was handed in."""
        self.offer(lambda reading: self._uses.agreed(reading, visit), self._for_resident())

    def print_agreed_in_draft(self, draft: ReportDraft, guide: ConversationGuide) -> None:
        """Offers what was agreed in a talk that is not handed in yet."""
        self.offer(
            lambda reading: self._uses.agreed_in_draft(reading, draft, guide),
            f"{self._for_resident()} {_tr('Uw verslag is nog niet ingeleverd.')}",
        )

    @staticmethod
    def _for_resident() -> str:
        return _tr("Dit papier blijft bij de inwoner. Er staat geen naam van de inwoner op.")

    def offer(self, question: Callable[[Reading], Sheet], words: str) -> None:
        """Offers another paper; `words` say what it is, {0} in it is the number of pages."""
        self._workbench.ask(question, lambda sheet: self._show(sheet, words), self.failed.emit)

    def _show(self, sheet: Sheet, words: str) -> None:
        pages = lay_out(sheet, self._uses.print_look).pages
        dialog = PaperDialog(
            self._look, self._page.window(), sheet, words.format(pages), self._uses.print_look
        )
        dialog.accepted.connect(lambda: self._take(sheet, on_paper=dialog.on_paper))
        dialog.show_once()

    def _take(self, sheet: Sheet, *, on_paper: bool) -> None:
        if on_paper:
            try:
                self._uses.print_sheets(self._page, [sheet])
            except EnvironmentFailedError as error:
                self.failed.emit(error)
            return
        name = f"{sheet.title}.pdf"
        path = self._uses.save_file(self._page, _tr("Waar komt het papier?"), name)
        if path is None:
            return
        target = path

        def write() -> Path:
            write_pdf(target, [sheet], self._uses.print_look, sheet.title)
            return target

        self._workbench.carry(write, self._say_kept, self.failed.emit)

    def _say_kept(self, path: Path) -> None:
        words = _tr("{0}. Dit bestand is niet versleuteld. Wis het als het papier er is.")
        title = _tr("Het papier is bewaard")
        dialog = DialogFrame(
            self._look, self._page.window(), title, words.format(path.name), icon="file-down"
        )
        dialog.setObjectName("paper_kept")
        go_on = Button(self._look, _tr("&Verder"), "primary")
        go_on.setObjectName("close_paper_kept")
        go_on.clicked.connect(dialog.accept)
        dialog.add_button(go_on)
        dialog.show_once()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaperPrinting", text)
