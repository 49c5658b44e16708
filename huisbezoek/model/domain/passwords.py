"""What makes a password good enough to protect a profile on a stolen laptop.

Rule (architecture, "Passwords"): at least 12 characters and not a common one, or four Dutch words.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.start_words import CODE_LENGTH, StartWords, normal_word

MINIMUM_LENGTH: Final = 12
MINIMUM_DIFFERENT: Final = 5
# Longer would only be a mistake (a whole file pasted); Argon2id itself has no such limit.
MAXIMUM_LENGTH: Final = 1024

_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789012345678901234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
)


class PasswordVerdict(StrEnum):
    """Whether a password will do, and if not, why not."""

    GOOD = "good"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_COMMON = "too_common"
    TOO_REPETITIVE = "too_repetitive"


@dataclass(frozen=True, slots=True)
class PasswordRule:
    """The rule with its two lists."""

    common: frozenset[str]
    words: StartWords

    def judge(self, password: str) -> PasswordVerdict:
        """Judges a password as typed. Length is counted in characters."""
        if len(password) > MAXIMUM_LENGTH:
            return PasswordVerdict.TOO_LONG
        words = [normal_word(part) for part in password.split()]
        if len(set(words)) >= CODE_LENGTH and all(map(self.words.holds, words)):
            return PasswordVerdict.GOOD
        if len(password) < MINIMUM_LENGTH:
            return PasswordVerdict.TOO_SHORT
        if len(set(password.casefold())) < MINIMUM_DIFFERENT or len(set(words)) * 2 <= len(words):
            return PasswordVerdict.TOO_REPETITIVE
        if self._is_common(password.casefold()):
            return PasswordVerdict.TOO_COMMON
        return PasswordVerdict.GOOD

    def _is_common(self, password: str) -> bool:
        pressed = re.sub(r"[\W_]", "", password)
        if _runs_along_a_row(pressed):
            return True
        letters = "".join(sign for sign in normal_word(password) if sign.isalpha())
        if not letters:
            # Digits and signs only: a telephone number, a date, an account number.
            return True
        halves = ((letters[:cut], letters[cut:]) for cut in range(1, len(letters)))
        return letters in self.common or any(
            first in self.common and second in self.common for first, second in halves
        )


def _runs_along_a_row(pressed: str) -> bool:
    """Whether the whole password is keys in their order, forwards, backwards or repeated."""
    for row in _ROWS:
        endless = row * (len(pressed) // len(row) + 2)
        if pressed in endless or pressed[::-1] in endless:
            return True
    return False


def parse_common_passwords(text: str) -> frozenset[str]:
    """The beginnings of common passwords, one a line; lines with `#` are remarks."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
