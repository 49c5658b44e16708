"""Papers of a talk as PDF and from the menu: whole subjects, page numbers, embedded letters."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from huisbezoek.model.domain.consent import Purpose, Understanding
from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.paper_guide import paper_subjects
from huisbezoek.model.usecases.ports.documents import PaperGuideInput, Sheet
from huisbezoek.ui import errors
from huisbezoek.ui.dialogs.paper_printing import PaperPrinting, PaperPrintUses
from huisbezoek.ui.pages.talk_page import PREPARE
from huisbezoek.ui.paper import NoPrinterError
from huisbezoek.ui.printing import PrintLook, lay_out, load_fonts, pdf_bytes
from huisbezoek.ui.theme import LookSource
from tests.open_profile import open_profile
from tests.ui.resident_window import click, named, swept, words
from tests.ui.talk_pages import GUIDES, TODAY, VISIT, VISITOR, TalkPages
from tests.unit.letter_samples import DOCUMENTS, RESOURCES, SENDER
from tests.unit.report_samples import consents
from tests.unit.test_talk_sheets import AGREED, HAND_OVER, NOT_FOR_RESIDENTS, guide

MOST_PAGES = 8


@pytest.fixture
def print_look(qapp) -> PrintLook:
    return PrintLook(load_fonts(RESOURCES / "fonts"))


def pages_of(sheet: Sheet, look: PrintLook) -> list[str]:
    reader = PdfReader(io.BytesIO(pdf_bytes([sheet], look, sheet.title)))
    return [re.sub(r"[\s\u00a0]+", " ", page.extract_text()) for page in reader.pages]


def default_guide() -> Sheet:
    return DOCUMENTS.paper_guide(PaperGuideInput(paper_subjects(GUIDES["default"]), SENDER))


def test_the_guide_is_four_leaves_at_most_and_each_page_says_which_it_is(
    print_look: PrintLook,
) -> None:
    for groups in ((), ("former_carer",)):
        pages = pages_of(guide(groups), print_look)
        assert len(pages) <= MOST_PAGES + 2 * len(groups) + 2
    pages = pages_of(default_guide(), print_look)
    assert len(pages) <= MOST_PAGES
    for number, page in enumerate(pages, start=1):
        assert f"Bladzijde {number} van {len(pages)}" in page
        assert not NOT_FOR_RESIDENTS.search(page)
    assert pages[0].index("A1") < pages[0].index("1. Begin")


def test_no_subject_is_torn_over_two_pages(print_look: PrintLook) -> None:
    sheet = default_guide()
    pages = pages_of(sheet, print_look)
    subjects = paper_subjects(GUIDES["default"])
    for subject in subjects:
        heading = f"{subject.number}. {subject.title}"
        (page,) = [page for page in pages if heading in page]
        after = page[page.index(heading) :].split(f"{subject.number + 1}. ")[0]
        for label in ("In eigen woorden", "Wat zou u graag willen?" if subject.wish else ""):
            assert label in after


def test_a_section_taller_than_a_page_flows_on_and_loses_no_line(print_look: PrintLook) -> None:
    tall = "".join(f"<p>Regel {number} van veel.</p>" for number in range(90))
    sheet = replace(default_guide(), sections=(tall, "<p>Slot.</p>"))
    assert lay_out(sheet, print_look).whole == ()
    text = " ".join(pages_of(sheet, print_look))
    assert [text.count(f"Regel {number} van") for number in range(90)] == [1] * 90
    assert "Slot." in text


@pytest.mark.parametrize(
    "sheet", [default_guide(), DOCUMENTS.agreed(AGREED), DOCUMENTS.warm_hand_over(HAND_OVER)]
)
def test_letters_are_embedded_and_the_title_names_nobody(
    sheet: Sheet, print_look: PrintLook
) -> None:
    reader = PdfReader(io.BytesIO(pdf_bytes([sheet], print_look, sheet.title)))
    assert reader.metadata is not None
    assert "Voorbeeld" not in str(reader.metadata.title)
    found = 0
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "/FontFile2" in descriptor
            found += 1
    assert found


def test_the_sheets_of_one_page_stay_one_page(print_look: PrintLook) -> None:
    for sheet in (DOCUMENTS.agreed(AGREED), DOCUMENTS.warm_hand_over(HAND_OVER)):
        (page,) = pages_of(sheet, print_look)
        assert "Bladzijde 1 van 1" in page


def test_a_long_wish_runs_on_and_loses_no_line(print_look: PrintLook) -> None:
    wish = "\n".join(f"Wens {number} van veel." for number in range(80))
    text = " ".join(pages_of(DOCUMENTS.warm_hand_over(replace(HAND_OVER, wish=wish)), print_look))
    assert [text.count(f"Wens {number} van") for number in range(80)] == [1] * 80


# --- offering and printing -------------------------------------------------------------------


class Papers:
    """The printing of papers with its sheets of now; remembers what went where."""

    def __init__(self, pages: TalkPages, window: QWidget, look: PrintLook) -> None:
        self.printed: list[Sheet] = []
        self.asked: list[str] = []
        self.failed: list[Exception] = []
        self.path: Path | None = None
        self.error: Exception | None = None
        self._window = window
        self.pages = pages
        self.uses = PaperPrintUses(
            guide=self._sheet,
            agreed=self._sheet,
            agreed_in_draft=lambda _reading, draft, _guide: self._sheet(None, draft.visit_id),
            print_look=look,
            print_sheets=self._print,
            save_file=lambda *_: self.path,
        )
        self.printing = PaperPrinting(pages.workbench, pages.look, self.uses, window)
        self.printing.failed.connect(self.failed.append)

    def click(self, name: str) -> None:
        button = self._window.findChild(QAbstractButton, name)
        assert button is not None
        button.click()

    def _sheet(self, _reading, visit: str) -> Sheet:
        self.asked.append(visit)
        return DOCUMENTS.agreed(AGREED)

    def _print(self, _parent: QWidget, sheets: list[Sheet]) -> None:
        if self.error is not None:
            raise self.error
        self.printed += sheets


@pytest.fixture
def papers(
    tmp_path: Path, look: LookSource, shown: Callable[..., QWidget], print_look: PrintLook
) -> Iterator[Papers]:
    with open_profile(tmp_path / "profile") as profile:
        pages = TalkPages(profile, look, shown)
        window = QWidget()
        shown(window, 1000, 700)
        yield Papers(pages, window, print_look)


def test_a_paper_is_shown_first_and_then_printed(papers: Papers) -> None:
    papers.printing.print_guide(VISIT)
    assert papers.printed == []
    papers.click("print_paper")
    assert papers.asked == [VISIT]
    assert papers.printed == [DOCUMENTS.agreed(AGREED)]


def test_the_agreements_of_a_draft_are_offered_too(papers: Papers) -> None:
    draft = ReportDraft(VISIT, "r", "v", date(2026, 11, 23))
    papers.printing.print_agreed_in_draft(draft, GUIDES["default"])
    papers.click("print_paper")
    assert papers.asked == [VISIT]


def test_without_a_printer_that_is_said(papers: Papers) -> None:
    papers.error = NoPrinterError()
    papers.printing.print_agreed(VISIT)
    papers.click("print_paper")
    assert isinstance(papers.failed[0], EnvironmentFailedError)


def test_a_paper_can_be_kept_as_pdf(papers: Papers, tmp_path: Path) -> None:
    papers.printing.print_agreed(VISIT)
    papers.click("keep_paper")
    assert list(tmp_path.glob("*.pdf")) == []
    papers.path = tmp_path / "afgesproken.pdf"
    papers.printing.print_agreed(VISIT)
    papers.click("keep_paper")
    assert len(PdfReader(papers.path).pages) == 1
    papers.click("close_paper_kept")
    papers.path = tmp_path / "weg" / "afgesproken.pdf"
    papers.printing.print_agreed(VISIT)
    papers.click("keep_paper")
    assert len(papers.failed) == 1


# --- on the pages of a visit -----------------------------------------------------------------


def test_the_guide_is_printed_while_one_prepares(papers: Papers) -> None:
    papers.pages.papers = papers.uses
    page = papers.pages.talk()
    assert not named(page, "print_guide").isVisible()
    page.open(VISIT, PREPARE)
    click(page, "print_guide")
    click(page, "print_paper")
    assert (papers.asked, len(papers.printed)) == ([VISIT], 1)
    papers.error = NoPrinterError()
    swept()
    click(page, "print_guide")
    click(page, "print_paper")
    assert errors.sentence(papers.error) in words(page)


def test_what_was_agreed_is_printed_before_the_report_is_handed_in(papers: Papers) -> None:
    papers.pages.papers = papers.uses
    may_write = consents(Purpose.NOTES, refused=(Purpose.HEALTH,))
    draft = ReportDraft(
        VISIT,
        papers.pages.resident,
        VISITOR,
        TODAY,
        understands=Understanding.YES,
        consents=may_write,
    )
    papers.pages.profile.do(papers.pages.save, draft)
    page = papers.pages.hand_in()
    named(page, "field_agreed", QPlainTextEdit).setPlainText("Riet belt maandag.")
    click(page, "print_agreed")
    assert "Uw verslag is nog niet ingeleverd." in words(named(page, "paper_dialog"))
    click(page, "print_paper")
    assert (papers.asked, len(papers.printed)) == ([VISIT], 1)
    assert papers.pages.stored().agreed[0].text == "Riet belt maandag."
    assert papers.pages.report() is None


def test_without_a_way_to_print_nothing_is_offered(papers: Papers) -> None:
    page = papers.pages.hand_in()
    assert page.findChild(QAbstractButton, "print_agreed") is None
    talk = papers.pages.talk()
    talk.open(VISIT, PREPARE)
    assert not named(talk, "print_guide").isVisible()
