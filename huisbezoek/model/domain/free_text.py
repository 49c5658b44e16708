"""The free sheet: what the resident tells, cut into sentences and filed under subjects."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from huisbezoek.model.domain.answers import TEXT_LIMIT

_BOUNDARY: Final = re.compile(r"(?<=[.!?…])[\"'”’)\]]*[ \t]+(?=[^a-z\s])|\n+")
_NO_END: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|(?i:dr|drs|ir|mr|prof|mevr|mw|dhr|hr|st|ca|bijv|nr|tel|fam))\.$"
)
_MATCHING_LIMIT: Final = 1_000
"""Pieces; a longer changed stretch is filed by position, so that typing never waits."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the free sheet with the subject it is filed under ("" = not filed).

    The passages of a sheet joined together are exactly the text that was typed.
    """

    text: str
    subject: str = ""


def pieces(text: str) -> tuple[str, ...]:
    """The text cut after each sentence and line break; joined together they are the same text."""
    cuts = [0]
    for match in _BOUNDARY.finditer(text):
        before = text[cuts[-1] : match.end()].rstrip(" \t")
        if "\n" in match.group() or not _NO_END.search(before[-12:]):
            cuts.append(match.end())
    if cuts[-1] < len(text):
        cuts.append(len(text))
    return tuple(text[start:end] for start, end in pairwise(cuts))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of the text as they were written, without the white space around them."""
    return tuple(stripped for piece in pieces(text) if (stripped := piece.strip()))


def sheet(passages: tuple[Passage, ...]) -> str:
    """The whole text of the free sheet."""
    return "".join(passage.text for passage in passages)


def refile(before: tuple[Passage, ...], text: str, subject: str) -> tuple[Passage, ...]:
    """The sheet after typing: known sentences keep their subject, new ones get the chosen one.

    A sentence that was changed keeps its subject, unless it had none.
    """
    new = pieces(text)
    head = _common(before, new)
    tail = _common(before[head:][::-1], new[head:][::-1])
    middle_before = before[head : len(before) - tail]
    middle_new = new[head : len(new) - tail]
    kept_tail = before[len(before) - tail :]
    subjects = [
        *(passage.subject for passage in before[:head]),
        *_file_changed(middle_before, middle_new, subject),
        *(passage.subject for passage in kept_tail),
    ]
    return tuple(Passage(piece, filed) for piece, filed in zip(new, subjects, strict=True))


def move(
    passages: tuple[Passage, ...], places: frozenset[int], subject: str
) -> tuple[Passage, ...]:
    """The sheet with the passages at these places filed under another subject, at home."""
    return tuple(
        Passage(passage.text, subject if place in places else passage.subject)
        for place, passage in enumerate(passages)
    )


def too_long_by(text: str) -> int:
    """How many characters the text is over the limit, 0 when it fits."""
    return max(0, len(text) - TEXT_LIMIT)


def _common(before: tuple[Passage, ...], new: tuple[str, ...]) -> int:
    count = 0
    for passage, piece in zip(before, new, strict=False):
        if passage.text.strip() != piece.strip():
            break
        count += 1
    return count


def _file_changed(before: tuple[Passage, ...], new: tuple[str, ...], subject: str) -> list[str]:
    filed = [subject] * len(new)
    if max(len(before), len(new)) > _MATCHING_LIMIT:
        blocks: list[tuple[str, int, int, int, int]] = [("replace", 0, len(before), 0, len(new))]
    else:
        old_texts = [passage.text.strip() for passage in before]
        matcher = SequenceMatcher(None, old_texts, [piece.strip() for piece in new], autojunk=False)
        blocks = [*matcher.get_opcodes()]
    for kind, old_start, old_end, new_start, new_end in blocks:
        if kind not in {"equal", "replace"}:
            continue
        for old, place in zip(range(old_start, old_end), range(new_start, new_end), strict=False):
            known = before[old].subject
            filed[place] = known if known or kind == "equal" else subject
    return filed
