"""The papers of a talk: numbered as the guide, short sentences, and nothing that was not agreed."""

import html
import re
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from huisbezoek.model.documents.sheets import LetterDocuments
from huisbezoek.model.documents.templates import TemplateError
from huisbezoek.model.domain.free_text import sentences
from huisbezoek.model.domain.guides import assemble
from huisbezoek.model.guides.library import ShippedGuides
from huisbezoek.model.usecases.paper_guide import paper_subjects
from huisbezoek.model.usecases.ports.documents import (
    AgreedInput,
    PaperGuideInput,
    Sheet,
    WarmHandOverInput,
)
from huisbezoek.model.usecases.ports.paper_guide import PaperQuestion, PaperSubject, PaperWriting
from tests.unit.letter_samples import DOCUMENTS, RESOURCES, SENDER

GUIDES = ShippedGuides(RESOURCES / "guides").shipped()
GROUPS: tuple[tuple[str, ...], ...] = ((), ("former_carer",), ("carer",), ("pension",))
LONGEST_SENTENCE = 15
LEAST_POINTS = 14
NOT_FOR_RESIDENTS = re.compile(r"eenzaam|kwetsbaar|zorgvrager|casus|mw\.|dhr\.|!", re.IGNORECASE)
HAND_OVER = WarmHandOverInput(
    offer="Odensehuis",
    sender=SENDER,
    made_on=date(2026, 11, 24),
    agreed_on=date(2026, 11, 23),
    resident="mevrouw S. van Voorbeeld",
    address_lines=("Dorpsstraat 12", "1234 AB Voorbeelddam"),
    telephone="06 0000 0007",
    wish="Ik wil weer schilderen.\nHet liefst samen.",
    agreed=("Riet haalt mij op.",),
    goes_along="Riet Jansen",
    at=datetime.combine(date(2026, 12, 3), time(10)),
)
AGREED = AgreedInput(
    held_on=date(2026, 11, 23),
    visitor="Riet Jansen",
    agreed=("Riet vraagt wanneer het schilderen begint.",),
    left=("Sociale kaart",),
    calls_on=date(2026, 12, 21),
    sender=SENDER,
    stand_in="Fatma Yilmaz",
    stand_in_telephone="06 0000 1235",
)


def guide(groups: tuple[str, ...] = ()) -> Sheet:
    subjects = paper_subjects(assemble(GUIDES, groups, life_questions=True))
    return DOCUMENTS.paper_guide(PaperGuideInput(subjects, SENDER))


def plain(sheet: Sheet) -> str:
    content = "\n".join((sheet.body.html, *sheet.sections, sheet.foot))
    lines = re.sub(r"</(p|td)>|<br>| · ", "\n", content)
    return html.unescape(re.sub(r"<[^>]+>", "", lines)).replace("\u00a0", " ")


@pytest.mark.parametrize("groups", GROUPS)
def test_the_paper_has_every_subject_in_the_order_of_the_guide(groups: tuple[str, ...]) -> None:
    used = assemble(GUIDES, groups, life_questions=True)
    text = plain(guide(groups))
    places = [text.index(f"{number}. {area.title.nl}") for number, area in enumerate(used.areas, 1)]
    assert places == sorted(places)
    for area in used.areas:
        for question in area.starters():
            assert question.text.nl in text
        for option in area.ticks().options if area.ticks() else ():
            assert option.text.nl in text


def test_permission_is_asked_before_anything_is_written() -> None:
    text = plain(guide())
    asked = [text.index(words) for words in ("A1", "A2", "A3", "In eigen woorden")]
    assert asked == sorted(asked)
    assert "Alleen invullen als A3" in text


def test_the_paper_guide_names_nobody_but_whom_to_call() -> None:
    text = plain(guide())
    assert "Naam" not in text
    assert f"Bel {SENDER.coordinator}: {SENDER.telephone}" in text
    silent = PaperGuideInput((), replace(SENDER, telephone=""))
    assert "Bel" not in plain(DOCUMENTS.paper_guide(silent))


def test_a_question_without_letters_gets_lines_and_a_bare_subject_no_boxes() -> None:
    asked = PaperQuestion("1.1", "x.own", "Wat wilt u kwijt?")
    subject = PaperSubject(1, "x", "Vrij", questions=(asked,))
    sheet = DOCUMENTS.paper_guide(PaperGuideInput((subject,), SENDER))
    assert "1.1 Wat wilt u kwijt?" in plain(sheet)
    assert "border:1.2pt" not in "".join(sheet.sections)


@pytest.mark.parametrize(
    ("writing", "words"),
    [(PaperWriting.DAY, "Dag, zoals 23-11-2026"), (PaperWriting.NUMBER, "Getal")],
)
def test_a_day_and_a_number_have_their_own_line(writing: PaperWriting, words: str) -> None:
    asked = PaperQuestion("1.1", "x.own", "Hoe lang woont u hier?", writing=writing)
    subject = PaperSubject(1, "x", "Vrij", questions=(asked,))
    text = plain(DOCUMENTS.paper_guide(PaperGuideInput((subject,), SENDER)))
    assert text.index("1.1 Hoe lang") < text.index(words) < text.index("Zegt dit liever niet")


@pytest.mark.parametrize("sheet", [*map(guide, GROUPS), DOCUMENTS.agreed(AGREED)])
def test_what_a_resident_may_see_is_large_short_and_plain(sheet: Sheet) -> None:
    text = plain(sheet)
    assert [one for one in sentences(text) if len(one.split()) > LONGEST_SENTENCE] == []
    assert not NOT_FOR_RESIDENTS.search(text)
    assert sheet.body.points >= LEAST_POINTS
    content = "".join((sheet.body.html, *sheet.sections))
    written = re.sub(r"<(?:p|span|td)[^>]*font-size:(?:3|6|15)pt[^>]*>(?:&nbsp;)?<", "<", content)
    sizes = [float(size) for size in re.findall(r"font-size:([0-9.]+)pt", written)]
    assert min(sizes) >= LEAST_POINTS


def test_the_agreed_page_says_who_calls_when_and_what_was_left() -> None:
    text = plain(DOCUMENTS.agreed(AGREED))
    for line in (
        "Dit hebben we afgesproken",
        "Op maandag 23 november 2026 was Riet Jansen bij u.",
        "Riet vraagt wanneer het schilderen begint.",
        "Riet Jansen belt u rond maandag 21 december 2026.",
        "Sociale kaart",
        "06 0000 1234",
        "Niet bereikbaar? Bel Fatma Yilmaz",
        "06 0000 1235",
        "112",
    ):
        assert line in text


def test_an_empty_agreed_page_makes_nothing_up() -> None:
    bare = replace(
        AGREED,
        visitor="",
        agreed=(),
        left=(),
        calls_on=None,
        sender=replace(SENDER, telephone=""),
        stand_in_telephone="",
    )
    text = plain(DOCUMENTS.agreed(bare))
    assert "Wij hebben nu niets afgesproken." in text
    assert "Wij bellen u niet." in text
    assert "waren wij bij u" in text
    assert "gelaten" not in text
    assert "Vragen?" not in text
    somebody = plain(DOCUMENTS.agreed(replace(bare, calls_on=date(2026, 12, 21))))
    assert "Wij bellen u rond maandag 21 december 2026." in somebody


def test_the_hand_over_sheet_holds_what_was_agreed_and_when() -> None:
    text = plain(DOCUMENTS.warm_hand_over(HAND_OVER))
    for line in (
        "Warme overdracht aan Odensehuis",
        "De inwoner vond op maandag 23 november 2026 goed dat u dit leest.",
        "Mevrouw S. van Voorbeeld",
        "1234 AB Voorbeelddam",
        "06 0000 0007",
        "Het liefst samen.",
        "Riet haalt mij op.",
        "Op donderdag 3 december 2026 om 10.00 uur.",
        "Riet Jansen gaat mee.",
        "Anneke de Wit: 06 0000 1234",
    ):
        assert line in text
    assert [one for one in sentences(text) if len(one.split()) > LONGEST_SENTENCE] == []


def test_the_hand_over_sheet_leaves_out_what_was_not_agreed() -> None:
    bare = WarmHandOverInput("Odensehuis", SENDER, date(2026, 11, 24), date(2026, 11, 23))
    text = plain(DOCUMENTS.warm_hand_over(replace(bare, sender=replace(SENDER, telephone=""))))
    assert "De inwoner vertelt zelf" in text
    assert "Spreek samen een dag af." in text
    for words in ("wens", "ook weten", "gaat mee", "06 "):
        assert words not in text


def test_typed_words_cannot_break_a_sheet() -> None:
    evil = "<b>hallo</b> {telephone} & \u202e\U0001f600"
    for sheet in (
        DOCUMENTS.warm_hand_over(replace(HAND_OVER, wish=evil)),
        DOCUMENTS.agreed(replace(AGREED, agreed=(evil,))),
    ):
        assert "<b>hallo" not in sheet.body.html
        assert evil in plain(sheet)


@pytest.mark.parametrize("missing", ["day", "permission"])
def test_a_broken_guide_template_is_named(tmp_path: Path, missing: str) -> None:
    for path in (RESOURCES / "letters").glob("*.toml"):
        content = path.read_text(encoding="utf-8")
        if path.stem == "paper_guide":
            content = re.sub(r"^day = .*$", "day = 3", content, flags=re.MULTILINE)
            if missing == "permission":
                content = (RESOURCES / "letters" / "paper_guide.toml").read_text(encoding="utf-8")
                content = content.replace("[[permission]]", "[[something]]")
        (tmp_path / path.name).write_text(content, encoding="utf-8")
    with pytest.raises(TemplateError) as refused:
        LetterDocuments(tmp_path).paper_guide(PaperGuideInput((), SENDER))
    assert refused.value.values == {"template": "paper_guide", "field": missing}
