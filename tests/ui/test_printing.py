"""Printing: one letter per page, embedded fonts, exact places, and never half a file."""

import io
import re
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from huisbezoek.model.usecases.ports.documents import (
    AddressSource,
    Block,
    DaySheetInput,
    DayVisit,
)
from huisbezoek.ui.printing import (
    PrintingFailedError,
    PrintLook,
    lay_out,
    load_fonts,
    pdf_bytes,
    picture,
    write_pdf,
)
from tests.unit.letter_samples import DOCUMENTS, RESOURCES, SENDER, invitation

pytestmark = pytest.mark.usefixtures("qapp")

POINTS_PER_MM = 72 / 25.4
SURNAMES = ("Smeenk", "Çelik", "Bruïne", "Öztürk")


@pytest.fixture
def look(qapp) -> PrintLook:
    return PrintLook(load_fonts(RESOURCES / "fonts"))


def read(content: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(content)).pages
    return [re.sub(r"[\s\u00a0]+", " ", page.extract_text()) for page in pages]


def test_each_letter_has_its_own_page_and_only_its_own_name(look: PrintLook) -> None:
    letters = [DOCUMENTS.invitation(invitation(name)) for name in SURNAMES]
    pages = read(pdf_bytes(letters, look, "Uitnodigingen"))
    assert len(pages) == len(SURNAMES)
    for page, name in zip(pages, SURNAMES, strict=True):
        assert page.count(name) == 3
        assert not any(other in page for other in SURNAMES if other != name)
        assert "Wij komen graag bij u langs om te vragen hoe het met u gaat." in page
        assert "Mijn telefoonnummer" in page


def test_all_fonts_are_embedded_and_the_title_names_nobody(look: PrintLook) -> None:
    letters = [DOCUMENTS.invitation(invitation(name)) for name in SURNAMES]
    reader = PdfReader(io.BytesIO(pdf_bytes(letters, look, "Uitnodigingen")))
    assert reader.metadata is not None
    assert reader.metadata.title == "Uitnodigingen"
    found = 0
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "/FontFile2" in descriptor
            assert "NotoSans" in str(descriptor["/FontName"]).replace("-", "")
            found += 1
    assert found >= 2


def test_the_address_is_printed_inside_the_envelope_window(look: PrintLook) -> None:
    content = pdf_bytes([DOCUMENTS.invitation(invitation())], look, "Brief")
    page = PdfReader(io.BytesIO(content)).pages[0]
    places: list[tuple[float, float]] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        if text.strip() and ("Havenkade" in text or "1234" in text or "Mevrouw" in text):
            x = text_matrix[4] * matrix[0] + matrix[4]
            y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
            places.append((x / POINTS_PER_MM, 297 - y / POINTS_PER_MM))

    page.extract_text(visitor_text=visit)
    in_window = [(x, y) for x, y in places if 20 <= x <= 110 and 45 <= y <= 85]
    assert len(in_window) == 3


def ink_between(image: QImage, top: float, bottom: float) -> list[float]:
    """The distances from the left edge, in mm, of ink in a strip of the page."""
    scale = image.width() / 210
    return [
        x / scale
        for y in range(int(top * scale), int(bottom * scale))
        for x in range(0, image.width(), 2)
        if image.pixelColor(x, y).lightness() < 128
    ]


def test_the_picture_on_the_screen_shows_the_address_in_the_window_too(look: PrintLook) -> None:
    image = picture(DOCUMENTS.invitation(invitation()), look, 630)
    ink = ink_between(image, 45, 85)
    assert ink
    assert min(ink) >= 20
    assert max(ink) <= 110


def test_practice_letters_carry_a_mark_and_real_ones_do_not(look: PrintLook) -> None:
    letter = DOCUMENTS.invitation(invitation())
    assert "OEFENMODUS" not in read(pdf_bytes([letter], look, "x"))[0]
    assert "OEFENMODUS" in read(pdf_bytes([letter], replace(look, practice=True), "x"))[0]


def test_a_long_text_moves_the_slip_to_the_next_page_and_loses_no_line(look: PrintLook) -> None:
    letter = DOCUMENTS.invitation(invitation())
    lines = "".join(f"<p>Regel {number} van een lange brief.</p>" for number in range(70))
    longer = replace(letter, body=replace(letter.body, html=lines))
    laid_out = lay_out(longer, look)
    pages = read(pdf_bytes([longer], look, "x"))
    assert len(pages) == laid_out.pages == laid_out.body_pages + 1
    text = " ".join(pages)
    assert [text.count(f"Regel {number} van") for number in range(70)] == [1] * 70
    assert "Mijn telefoonnummer" in pages[-1]
    assert not picture(longer, look, 200, laid_out.pages - 1).isNull()


def test_a_long_day_sheet_runs_on(look: PrintLook) -> None:
    visits = tuple(
        DayVisit(f"{n} uur", f"Mevrouw Naam{n}", "Havenkade 1", "06 0000 0001") for n in range(30)
    )
    sheet = DOCUMENTS.day_sheet(DaySheetInput("Riet", date(2026, 11, 23), visits, SENDER))
    text = " ".join(read(pdf_bytes([sheet], look, "Dagblad")))
    assert all(f"Mevrouw Naam{n} " in text for n in range(30))


def test_a_hundred_letters_are_fast(look: PrintLook, tmp_path: Path) -> None:
    letters = [DOCUMENTS.invitation(invitation(f"Smeenk{n}")) for n in range(100)]
    started = time.process_time()
    assert write_pdf(tmp_path / "brieven.pdf", letters, look, "Uitnodigingen") == 100
    assert time.process_time() - started < 3
    assert len(PdfReader(tmp_path / "brieven.pdf").pages) == 100


def test_writing_replaces_at_once_and_leaves_nothing_else(look: PrintLook, tmp_path: Path) -> None:
    target = tmp_path / "brieven.pdf"
    target.write_bytes(b"old")
    write_pdf(target, [DOCUMENTS.invitation(invitation())], look, "x")
    assert target.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["brieven.pdf"]


def test_a_folder_that_is_gone_is_one_clear_error(look: PrintLook, tmp_path: Path) -> None:
    with pytest.raises(PrintingFailedError):
        write_pdf(tmp_path / "gone" / "x.pdf", [DOCUMENTS.invitation(invitation())], look, "x")


def test_a_name_that_is_taken_by_a_folder_leaves_no_half_file(
    look: PrintLook, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(PrintingFailedError):
        write_pdf(tmp_path / "x.pdf", [DOCUMENTS.invitation(invitation())], look, "x")
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_without_fonts_printing_goes_on(qapp, tmp_path: Path) -> None:
    family = load_fonts(tmp_path)
    assert family
    sheet = replace(DOCUMENTS.invitation(invitation()), placed=(Block("Hallo", 20, 20, 50),))
    assert pdf_bytes([sheet], PrintLook(family), "x").startswith(b"%PDF")


@pytest.mark.parametrize("source", AddressSource)
def test_a_second_letter_says_so_and_stays_on_one_page(
    look: PrintLook, source: AddressSource
) -> None:
    letter = replace(
        invitation("van Broekhuizen-Schimmelpenninck", couple=True, source=source), second=True
    )
    sheet = DOCUMENTS.invitation(letter)
    (page,) = read(pdf_bytes([sheet], look, "x"))
    assert "Wij schreven u al eerder. Daarom vragen wij het nog één keer." in page
