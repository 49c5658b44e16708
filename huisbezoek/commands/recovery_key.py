"""`recovery-key`: the words of the emergency sheet as a key for the public tool `age`."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from huisbezoek.commands.speaking import print_words
from huisbezoek.model.usecases.ports.sealing import RecoveryIdentity

WORDS = 24


def recovery_key(
    identity_of: Callable[[Sequence[str]], RecoveryIdentity], lines: Iterable[str]
) -> int:
    """Reads 24 words from these lines and prints an identity file as `age-keygen` makes it.

    The words may stand on one line or on several, with their numbers or without. They are kept
    nowhere. Raises WordsNotUnderstoodError.
    """
    words: list[str] = []
    for word in _words_in(lines):
        words.append(word)
        # Whoever types need not know how to end the input.
        if len(words) == WORDS:
            break
    identity = identity_of(words)
    print_words([f"# public key: {identity.recipient}", identity.secret])
    return 0


def _words_in(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from re.findall(r"[^\W\d_]+", line)
