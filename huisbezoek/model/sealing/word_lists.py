"""Reads the word list and the list of common passwords from their files."""

from pathlib import Path

from huisbezoek.model.domain.passwords import parse_common_passwords
from huisbezoek.model.domain.start_words import StartWords, parse_start_words


def load_start_words(path: Path) -> StartWords:
    """The 4,096 words of `resources/tables/start-words.txt`."""
    return parse_start_words(path.read_text(encoding="utf-8"))


def load_common_passwords(path: Path) -> frozenset[str]:
    """The beginnings in `resources/tables/common-passwords.txt`."""
    return parse_common_passwords(path.read_text(encoding="utf-8"))
