"""Folding of text, so that people are found and sorted whatever accents or case are typed."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_WITHOUT_DECOMPOSITION: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "\u0131": "i",
        "ŧ": "t",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "ŋ": "n",
        "ĸ": "k",
        "ɓ": "b",
        "ɗ": "d",
    }
)
_APOSTROPHES: Final = re.compile("['`.\u2018\u2019\u00b4\u02bc\u02b9\u02bb]")
_NOT_A_LETTER: Final = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower-case letters without accents, digits, and single spaces; nothing else.

    Apostrophes and full stops vanish, other signs become a space; the letter ij is i and j.
    """
    lowered = text.casefold()
    if lowered.isascii() and lowered.isalnum():
        # So most surnames are; lists of thousands come through here.
        return lowered
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered.translate(_WITHOUT_DECOMPOSITION))
        lowered = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _NOT_A_LETTER.sub(" ", _APOSTROPHES.sub("", lowered)).strip()


def query_words(text: str) -> tuple[str, ...]:
    """The folded words of what someone typed into a search field, without repeats, in order."""
    return tuple(dict.fromkeys(fold(text).split()))


def matches(searchable: str, query: str) -> bool:
    """Whether each word of the query begins a word of the searchable (already folded) text."""
    words = searchable.split()
    return all(any(word.startswith(asked) for word in words) for asked in query_words(query))
