"""The free sheet: no character is lost, and sentences keep their subject while typing goes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.free_text import (
    Passage,
    move,
    pieces,
    refile,
    sentences,
    sheet,
    too_long_by,
)

TEXTS = st.text(st.sampled_from("aB.?! \n…é\u202e🙂"), max_size=60)


@given(TEXTS)
def test_pieces_are_the_text_to_the_last_character(text: str) -> None:
    assert "".join(pieces(text)) == text
    assert all(sentence and sentence == sentence.strip() for sentence in sentences(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ik woon hier. Al lang.", ("Ik woon hier.", "Al lang.")),
        ("Echt? Ja! Goed…", ("Echt?", "Ja!", "Goed…")),
        ("Regel een\nregel twee\n\nRegel drie", ("Regel een", "regel twee", "Regel drie")),
        ("Dr. De Boer kwam. Hij is aardig.", ("Dr. De Boer kwam.", "Hij is aardig.")),
        ("A. de Wit belt om 10.30 uur. Prima.", ("A. de Wit belt om 10.30 uur.", "Prima.")),
        ("Zij zei 'kom maar.' Toen ging ik.", ("Zij zei 'kom maar.'", "Toen ging ik.")),
        ("Zij komt bij u. Dat is fijn.", ("Zij komt bij u.", "Dat is fijn.")),
        ("  ", ()),
    ],
)
def test_sentences_are_cut_where_a_reader_would(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


def test_what_is_typed_is_filed_under_the_chosen_subject() -> None:
    first = refile((), "Ik woon hier graag.", "home")
    both = refile(first, "Ik woon hier graag. Op dinsdag eet ik in De Haven.", "contact")
    assert [(p.text.strip(), p.subject) for p in both] == [
        ("Ik woon hier graag.", "home"),
        ("Op dinsdag eet ik in De Haven.", "contact"),
    ]


def test_a_sentence_that_is_changed_keeps_its_subject() -> None:
    before = refile((), "Ik woon hier. Ik fiets veel.", "home")
    after = refile(before, "Ik woon hier graag. Ik fiets veel.", "daily")
    assert {passage.subject for passage in after} == {"home"}
    unfiled = refile((), "Ik woon", "")
    assert refile(unfiled, "Ik woon hier.", "home") == (Passage("Ik woon hier.", "home"),)


def test_typing_in_the_middle_moves_no_other_sentence() -> None:
    before = (Passage("Een. ", "home"), Passage("Drie.", "money"))
    after = refile(before, "Een. Twee. Drie.", "contact")
    assert [passage.subject for passage in after] == ["home", "contact", "money"]


@given(st.lists(TEXTS, max_size=5), st.sampled_from(["", "home", "money"]))
def test_the_sheet_is_always_exactly_what_was_typed(texts: list[str], subject: str) -> None:
    passages: tuple[Passage, ...] = ()
    for text in texts:
        passages = refile(passages, text, subject)
        assert sheet(passages) == text
    assert refile(passages, sheet(passages), "other") == passages


def test_sentences_are_sorted_at_home() -> None:
    passages = (Passage("Een. ", ""), Passage("Twee.", ""))
    assert move(passages, frozenset({1}), "money") == (Passage("Een. "), Passage("Twee.", "money"))


def test_a_million_characters_stay_whole_and_are_counted() -> None:
    text = "Lang verhaal. " * 72_000
    assert sheet(refile((), text, "home")) == text
    assert too_long_by(text) == len(text) - 20_000
    assert too_long_by("x" * 20_000) == 0
