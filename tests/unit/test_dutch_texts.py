"""Plain Dutch: short sentences for residents, and no word that nobody wants to read of himself."""

import re
from pathlib import Path

import pytest

from tests.unit.dutch_texts import (
    LETTERS,
    ROOT,
    UI,
    of_guide,
    of_letter,
    of_module,
    sentences,
    words,
)

MOST_WORDS = 15
FORBIDDEN = re.compile(
    r"eenza|kwetsba|\bcliënt|zorgvrager|\bcasus|hulpbehoevend|dement|bejaard|\bmw\.|\bdhr\.|!",
    re.IGNORECASE,
)
# Everything that lies open on the table during and after a talk.
TABLE = (
    "pages/talk_page.py",
    "pages/hand_in_page.py",
    "dialogs/last_time_dialog.py",
    "dialogs/note_dialog.py",
    "dialogs/read_together.py",
    "dialogs/talk_dialogs.py",
    "models/before_words.py",
    "models/couple_words.py",
    "models/note_words.py",
    "models/report_words.py",
    "models/review_words.py",
    "models/talk_words.py",
    "models/together_words.py",
    "widgets/agreements.py",
    "widgets/before_visit.py",
    "widgets/couple_bar.py",
    "widgets/curtain.py",
    "widgets/end_questions.py",
    "widgets/exact_question.py",
    "widgets/help_only_form.py",
    "widgets/helping_questions.py",
    "widgets/information_left.py",
    "widgets/partner_grants.py",
    "widgets/permission_form.py",
    "widgets/review_list.py",
    "widgets/sort_sentences.py",
    "widgets/subject_questions.py",
    "widgets/talk_frame.py",
    "widgets/talk_header.py",
    "widgets/talk_sheet.py",
    "widgets/told_sheet.py",
    "widgets/visit_facts.py",
)
GUIDES = sorted((ROOT / "resources" / "guides").glob("*.json"))
# The sheets that a resident gets; the others are for visitors and coordinators.
GIVEN = {"agreed", "invitation", "paper_guide", "warm_hand_over"}
FOR_RESIDENTS = [path for path in sorted(LETTERS.glob("*.toml")) if path.stem in GIVEN]


def texts(path: Path) -> tuple[str, ...]:
    readers = {".py": of_module, ".json": of_guide, ".toml": of_letter}
    return readers[path.suffix](path)


SOURCES = [*(UI / name for name in TABLE), *GUIDES, *FOR_RESIDENTS]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_sentences_are_short(path: Path) -> None:
    found = texts(path)
    long = [one for text in found for one in sentences(text) if words(one) > MOST_WORDS]
    assert not long


@pytest.mark.parametrize(
    "path", [*SOURCES, *sorted(LETTERS.glob("*.toml"))], ids=lambda path: path.name
)
def test_no_word_that_hurts(path: Path) -> None:
    assert not [text for text in texts(path) if FORBIDDEN.search(text)]


def test_the_reader_finds_texts() -> None:
    assert "Scherm verbergen" in of_module(UI / "widgets" / "talk_header.py")
    assert any("{0}" in text for text in of_module(UI / "models" / "couple_words.py"))
    assert len(of_guide(ROOT / "resources" / "guides" / "default.json")) > 100
    assert len(of_letter(LETTERS / "invitation.toml")) > 5
    assert sentences("Dit is een zin. En nog een: met meer?") == (
        "Dit is een zin.",
        "En nog een:",
        "met meer?",
    )
    assert words("‘Mag ik {0} bellen?’ –") == 4
