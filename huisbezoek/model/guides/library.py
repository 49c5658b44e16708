"""The guides that came with the program, read from their folder."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.reports import Report
from huisbezoek.model.guides.reader import read_guide
from huisbezoek.model.guides.responses import write_answers
from huisbezoek.model.guides.writer import write_guide

_REMEMBERED: Final = 32


class ShippedGuides:
    """Reads `resources/guides` once; implements the port Guides.

    The last few files that were read are remembered: each talk asks for the same ones.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guides: dict[str, ConversationGuide] = {}
        self._read = lru_cache(maxsize=_REMEMBERED)(read_guide)

    def shipped(self) -> Mapping[str, ConversationGuide]:
        """All shipped guides by name."""
        if not self._guides:
            for path in sorted(self._folder.glob("*.json")):
                guide = read_guide(path.read_bytes())
                self._guides[guide.name] = guide
        return dict(self._guides)

    def read(self, content: bytes) -> ConversationGuide:
        """The guide in this file; raises the errors of `read_guide`."""
        return self._read(content)

    def write(self, guide: ConversationGuide) -> bytes:
        """The file of this guide."""
        return write_guide(guide)

    def write_answers(self, guide: ConversationGuide, report: Report) -> bytes:
        """The answers of a handed-in report."""
        return write_answers(guide, report)
