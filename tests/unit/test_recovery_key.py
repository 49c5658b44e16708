"""`recovery-key`: from the words on paper to a key for public tools."""

import json
from pathlib import Path

import pytest

from huisbezoek.commands.recovery_key import recovery_key
from huisbezoek.model.sealing.identities import SealedIdentities
from huisbezoek.model.sealing.word_lists import load_start_words
from huisbezoek.model.usecases.ports.sealing import WordsNotUnderstoodError

ROOT = Path(__file__).resolve().parents[2]
SECRETS = json.loads((ROOT / "tests/fixtures/formats/secrets.json").read_text("utf-8"))
WORDS = SECRETS["recovery_words"].split()


@pytest.fixture(scope="module")
def identity_of():
    words = load_start_words(ROOT / "resources" / "tables" / "start-words.txt")
    return SealedIdentities(bytes, words).recovery_from_words


@pytest.mark.parametrize(
    "lines",
    [
        [" ".join(WORDS)],
        [f"{number}. {word}\n" for number, word in enumerate(WORDS, start=1)],
        ["  ".join(WORDS[:12]).upper(), "", " ".join(WORDS[12:]), "whatever follows"],
    ],
    ids=["one line", "as on the sheet", "capitals"],
)
def test_the_words_become_a_key_file(identity_of, lines, capsys):
    assert recovery_key(identity_of, lines) == 0
    said = capsys.readouterr()
    assert said.out == (
        f"# public key: {SECRETS['recovery_recipient']}\n{SECRETS['recovery_secret']}\n"
    )
    assert said.err == ""


@pytest.mark.parametrize(
    "words",
    [[], WORDS[:23], [*WORDS[:5], "hallo", *WORDS[6:]], WORDS[::-1], SECRETS["root_words"].split()],
    ids=["none", "one short", "another word", "turned round", "the other key"],
)
def test_mistyped_words_give_nothing(identity_of, words, capsys):
    with pytest.raises(WordsNotUnderstoodError):
        recovery_key(identity_of, [" ".join(words)])
    assert capsys.readouterr().out == ""


def test_input_ends_after_the_last_word(identity_of):
    """Whoever types at a terminal need not know how to end the input."""

    def typed():
        yield from WORDS
        raise AssertionError

    assert recovery_key(identity_of, typed()) == 0
