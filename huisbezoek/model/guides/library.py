"""The guides that came with the program, read from their folder."""

from collections.abc import Mapping
from pathlib import Path

from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.reports import Report
from huisbezoek.model.guides.reader import read_guide
from huisbezoek.model.guides.responses import write_answers
from huisbezoek.model.guides.writer import write_guide


class ShippedGuides:
    """Reads `resources/guides` once; implements the ports GuideLibrary and GuideFiles."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guides: dict[str, ConversationGuide] = {}

    def shipped(self) -> Mapping[str, ConversationGuide]:
        """All shipped guides by name."""
        if not self._guides:
            for path in sorted(self._folder.glob("*.json")):
                guide = read_guide(path.read_bytes())
                self._guides[guide.name] = guide
        return dict(self._guides)

    def read(self, content: bytes) -> ConversationGuide:
        """The guide in this file; raises the errors of `read_guide`."""
        return read_guide(content)

    def write(self, guide: ConversationGuide) -> bytes:
        """The file of this guide."""
        return write_guide(guide)

    def write_answers(self, guide: ConversationGuide, report: Report) -> bytes:
        """The answers of a handed-in report."""
        return write_answers(guide, report)
