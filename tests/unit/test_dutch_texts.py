"""Plain Dutch: short sentences for residents, and no word that nobody wants to read of himself."""

import json
import re
from pathlib import Path

import pytest

from tests.unit.dutch_texts import (
    HELP,
    LETTERS,
    ROOT,
    UI,
    of_guide,
    of_help,
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
    "pages/paper_page.py",
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
    "widgets/chosen_question.py",
    "widgets/couple_bar.py",
    "widgets/curtain.py",
    "widgets/end_questions.py",
    "widgets/exact_question.py",
    "widgets/help_only_form.py",
    "widgets/helping_questions.py",
    "widgets/information_left.py",
    "widgets/paper_block.py",
    "widgets/paper_permission.py",
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
# Everything else that anybody reads: just as short, though medical words may be needed.
OFFICE = [
    path
    for path in sorted(UI.rglob("*.py"))
    if of_module(path) and str(path.relative_to(UI)) not in TABLE
]
GUIDES = sorted((ROOT / "resources" / "guides").glob("*.json"))
SOCIAL_MAP = ROOT / "resources" / "tables" / "social-map.json"
# Names of organisations are what they are; these two words are in none of them.
HURTING = re.compile(r"eenza|kwetsba", re.IGNORECASE)
SHEETS = sorted(LETTERS.glob("*.toml"))
HELP_PAGES = sorted(HELP.glob("*.md"))


def texts(path: Path) -> tuple[str, ...]:
    readers = {".py": of_module, ".json": of_guide, ".toml": of_letter, ".md": of_help}
    return readers[path.suffix](path)


def too_long(path: Path) -> list[str]:
    return [one for text in texts(path) for one in sentences(text) if words(one) > MOST_WORDS]


def hurting(path: Path) -> list[str]:
    return [text for text in texts(path) if FORBIDDEN.search(text)]


SOURCES = [*(UI / name for name in TABLE), *GUIDES, *SHEETS, *HELP_PAGES]


@pytest.mark.parametrize("path", [*SOURCES, *OFFICE], ids=lambda path: path.name)
def test_sentences_are_short(path: Path) -> None:
    assert not too_long(path)


@pytest.mark.parametrize("kind", [OFFICE, GUIDES, SHEETS, HELP_PAGES])
def test_each_kind_of_text_is_found(kind: list[Path]) -> None:
    assert len(kind) > 3
    assert all(texts(path) for path in kind)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_word_that_hurts(path: Path) -> None:
    assert not hurting(path)


def test_what_is_left_with_a_resident_hurts_nobody() -> None:
    assert not HURTING.search(SOCIAL_MAP.read_text(encoding="utf-8"))
    offers = json.loads(SOCIAL_MAP.read_text(encoding="utf-8"))["offers"]
    said = [one for offer in offers for one in sentences(offer["what"])]
    assert len(said) > len(offers)
    assert not [one for one in said if words(one) > MOST_WORDS]


@pytest.mark.parametrize("word", ["eenzaam", "kwetsbare"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.py", "def f(self):\n    return self.tr('Voelt u zich {word}?')\n"),
        ("words.py", "TITLE = QT_TRANSLATE_NOOP('together', 'U bent\\n{word}')\n"),
        ("guide.json", '{{"item": [{{"text": "Bent u {word}?"}}]}}'),
        ("sheet.toml", "[[paragraph]]\nhtml = '<p>Wie <b>{word}</b> is.</p>'\n"),
        ("help.md", "# Hulp\n\n- Wie **{word}** is.\n"),
    ],
)
def test_a_planted_word_is_found(tmp_path: Path, name: str, content: str, word: str) -> None:
    planted = tmp_path / name
    planted.write_text(content.format(word=word), encoding="utf-8")
    assert hurting(planted)
    planted.write_text(content.format(word="hier"), encoding="utf-8")
    assert not hurting(planted)
    planted.write_text(content.format(word=" ".join(["hier"] * (MOST_WORDS + 1))), encoding="utf-8")
    assert too_long(planted)


def test_the_reader_finds_texts() -> None:
    assert "Scherm verbergen" in of_module(UI / "widgets" / "talk_header.py")
    assert any("{0}" in text for text in of_module(UI / "models" / "couple_words.py"))
    assert len(of_guide(ROOT / "resources" / "guides" / "default.json")) > 100
    assert len(of_letter(LETTERS / "invitation.toml")) > 5
    assert of_help(HELP / "agenda.md")[0] == "Agenda"
    assert sentences("Dit is een zin. En nog een: met meer?") == (
        "Dit is een zin.",
        "En nog een:",
        "met meer?",
    )
    assert words("‘Mag ik {0} bellen?’ –") == 4
