"""Letters: B1, complete, escaped, with the address in the envelope window."""

import html
import itertools
import re
import tomllib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.documents.sheets import LetterDocuments
from huisbezoek.model.documents.templates import TemplateError
from huisbezoek.model.domain.free_text import sentences
from huisbezoek.model.usecases.ports.documents import (
    AddressSource,
    DaySheetInput,
    DayVisit,
    EmergencySheetInput,
    LostLaptopInput,
    Sheet,
    StartCodeInput,
)
from tests.unit.letter_samples import DOCUMENTS, RESOURCES, SENDER, invitation


def plain(sheet: Sheet) -> str:
    content = " ".join([*(block.html for block in sheet.placed), sheet.body.html])
    return html.unescape(re.sub(r"<[^>]+>", " ", content.replace("</p>", "\n")))


def test_the_invitation_says_what_it_must() -> None:
    text = plain(DOCUMENTS.invitation(invitation()))
    for line in (
        "Wij komen graag bij u langs om te vragen hoe het met u gaat.",
        "Riet Jansen is vrijwilliger bij ons",
        "Meedoen is vrijwillig.",
        "U hoeft niets te betalen.",
        "De bezoeker kan zich legitimeren.",
        "Wilt u liever geen bezoek? Laat het ons weten. Dan bellen wij u niet.",
        "Wij krijgen uw adres van de gemeente Voorbeelddam.",
        "Wij gebruiken het alleen voor deze uitnodiging.",
        "vóór dinsdag 8 december 2026",
        "Anneke de Wit: 06 0000 1234",
        "24 november 2026",
    ):
        assert line in text


def test_the_reply_slip_asks_for_the_telephone_and_the_best_time() -> None:
    slip = DOCUMENTS.invitation(invitation()).slip
    assert slip is not None
    assert slip.title == "Antwoord van mevrouw A. Smeenk"
    assert slip.choices == ("Ja, graag bezoek", "Liever later", "Nee, dank u")
    assert slip.lines == ("Mijn telefoonnummer", "Beste tijd om te bellen")


def test_a_couple_gets_one_letter_to_both() -> None:
    text = plain(DOCUMENTS.invitation(invitation(couple=True)))
    assert "met u beiden gaat" in text
    assert "ieder apart" in text


def test_without_a_visitor_no_name_is_made_up() -> None:
    text = plain(DOCUMENTS.invitation(invitation(visitor="")))
    assert "Een vrijwilliger komt bij u." in text
    assert "  is vrijwilliger" not in text


@pytest.mark.parametrize("source", AddressSource)
def test_the_letter_says_where_the_address_came_from(source: AddressSource) -> None:
    text = plain(DOCUMENTS.invitation(invitation(source=source)))
    assert text.count("alleen voor deze uitnodiging") == 1
    assert ("gemeente" in text) is (source is AddressSource.MUNICIPALITY)
    assert ("Servicepunt" in text) is (source is AddressSource.CARERS_DESK)


@pytest.mark.parametrize(
    ("couple", "visitor", "source"),
    list(itertools.product([False, True], ["", "Riet Jansen"], AddressSource)),
)
def test_every_sentence_is_short_and_plain(
    couple: bool, visitor: str, source: AddressSource
) -> None:
    sheet = DOCUMENTS.invitation(invitation(couple=couple, visitor=visitor, source=source))
    text = plain(replace(sheet, placed=()))
    assert [one for one in sentences(text) if len(one.split()) > 15] == []
    assert "!" not in text
    assert not re.search(r"eenzaam|kwetsbaar|zorgvrager|casus|mw\.|dhr\.", text, re.IGNORECASE)


def test_names_cannot_break_the_letter() -> None:
    name = "<b>O'Neil</b> & {telephone}"
    sheet = DOCUMENTS.invitation(invitation(name))
    assert "<b>O" not in sheet.body.html
    assert name in plain(sheet)
    assert sheet.placed[1].html.startswith("Mevrouw A. &lt;b&gt;")


def test_the_address_lies_in_the_envelope_window() -> None:
    address = DOCUMENTS.invitation(invitation()).placed[1]
    assert address.left >= 20
    assert address.left + address.width <= 110
    assert address.top >= 45


def test_the_letters_are_large() -> None:
    assert DOCUMENTS.invitation(invitation()).body.points >= 13


def test_the_emergency_sheet_has_both_secrets_in_two_copies() -> None:
    recovery = tuple(f"herstel{number}" for number in range(24))
    root = tuple(f"wortel{number}" for number in range(24))
    sheets = DOCUMENTS.emergency_sheet(
        EmergencySheetInput("Welzijn", date(2026, 11, 22), recovery, root, ("Anneke", ""))
    )
    assert len(sheets) == 2
    for number, sheet in enumerate(sheets, start=1):
        text = plain(sheet)
        assert re.findall(r"herstel\d+", text) == list(recovery)
        assert re.findall(r"wortel\d+", text) == list(root)
        assert "Dit blad opent alles." in text
        assert f"Exemplaar {number} van 2" in text
    assert "bewaart: Anneke" in plain(sheets[0])
    assert "bewaart: ____" in plain(sheets[1])


def test_the_start_code_slip_names_the_visitor_and_no_resident() -> None:
    slip = DOCUMENTS.start_code_slip(
        StartCodeInput("Riet", ("appel", "molen", "water", "tafel"), SENDER, date(2026, 11, 22))
    )
    assert plain(slip).split().count("molen") == 1
    assert "Startcode voor Riet" in plain(slip)


def test_the_slip_of_an_answer_says_what_the_words_are_for() -> None:
    slip = DOCUMENTS.answer_code_slip(
        StartCodeInput("Riet", ("appel", "molen", "water", "tafel"), SENDER, date(2026, 11, 22))
    )
    assert plain(slip).split().count("molen") == 1
    assert "Vier woorden voor Riet" in plain(slip)
    assert "Antwoord openen" in plain(slip)


def test_the_day_sheet_lists_the_visits_in_order() -> None:
    visits = tuple(
        DayVisit(f"{n}.00 uur", f"Mevrouw {n}", "Kade 1", "06 0000 0001") for n in (9, 11)
    )
    day = date(2026, 11, 23)
    text = plain(DOCUMENTS.day_sheet(DaySheetInput("Riet", day, visits, SENDER)))
    assert text.index("9.00 uur") < text.index("11.00 uur")
    assert "maandag 23 november 2026" in text
    empty = plain(DOCUMENTS.day_sheet(DaySheetInput("Riet", day, (), SENDER)))
    assert "Op deze dag staan geen bezoeken." in empty


@pytest.mark.parametrize(
    "content", [None, "title = 3", "x =", 'title = "{other}"', 'title = "T"\nslip_title = "S"']
)
def test_a_broken_template_is_named(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "dates.toml").write_text((RESOURCES / "letters" / "dates.toml").read_text())
    if content is not None:
        (tmp_path / "invitation.toml").write_text(content)
    with pytest.raises(TemplateError) as refused:
        LetterDocuments(tmp_path).invitation(invitation())
    assert refused.value.values["template"] == "invitation"


def test_every_template_is_readable() -> None:
    for path in (RESOURCES / "letters").glob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))


PAGES = (
    *("vandaag", "overzicht", "inwoners", "lijst-inlezen", "bezoekers", "brieven", "gesprek"),
    *("inleveren", "uitwisselen", "instellingen", "ontgrendelen", "eerste-start"),
    *("inwoner", "hulp"),
    "papier",
)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_plain_help(page: str) -> None:
    text = (RESOURCES / "help" / f"{page}.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "!" not in text
    assert not re.search(r"eenzaam|kwetsbaar|synchroniseren|cliënt", text, re.IGNORECASE)
    bare = re.sub(r"[*#]|^- |^\d+\. ", "", text, flags=re.MULTILINE)
    assert [one for one in sentences(bare) if len(one.split()) > 20] == []


def test_the_list_of_a_lost_laptop_has_the_clock_and_everybody() -> None:
    noticed = datetime.combine(date(2026, 11, 22), time(14, 5))
    people = (("Mevrouw Aker", "Havenkade 1"), ("Meneer <Smit>", "Havenkade 2"))
    lost = LostLaptopInput("Anna Bos", noticed, noticed + timedelta(hours=72), people, SENDER)
    text = plain(DOCUMENTS.lost_laptop_list(lost))
    assert "Gemerkt op zondag 22 november 2026, 14.05 uur" in text
    assert "vóór woensdag 25 november 2026, 14.05 uur" in text
    assert text.index("Mevrouw Aker") < text.index("Meneer <Smit>")
    empty = plain(DOCUMENTS.lost_laptop_list(replace(lost, residents=())))
    assert "stonden geen inwoners" in empty
