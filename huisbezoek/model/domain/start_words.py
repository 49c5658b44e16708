"""The list of Dutch words behind start codes, offered passwords and the emergency sheet."""

import unicodedata
from dataclasses import dataclass
from typing import Final

CODE_LENGTH: Final = 4
COMPLETE_AFTER: Final = 3


@dataclass(frozen=True, slots=True)
class StartWords:
    """The words in their fixed order: a word's place in the list is part of the file formats."""

    words: tuple[str, ...]

    def complete(self, beginning: str) -> tuple[str, ...]:
        """Words with this beginning, from three letters on; nothing for a shorter one."""
        wanted = normal_word(beginning)
        if len(wanted) < COMPLETE_AFTER:
            return ()
        return tuple(word for word in self.words if word.startswith(wanted))

    def holds(self, word: str) -> bool:
        """Whether the word is on the list, capitals and spaces around it aside."""
        return normal_word(word) in self.words


def normal_word(word: str) -> str:
    """The word as the list spells it: without capitals, accents and spaces around it."""
    plain = unicodedata.normalize("NFKD", word.strip().casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def parse_start_words(text: str) -> StartWords:
    """The words of a list with one word a line; lines with `#` are remarks."""
    lines = (line.strip() for line in text.splitlines())
    return StartWords(tuple(line for line in lines if line and not line.startswith("#")))
