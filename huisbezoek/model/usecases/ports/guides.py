"""What the use cases need of conversation guides: reading them, and letting answers out."""

from collections.abc import Mapping
from typing import Protocol

from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.reports import Report


class GuideLibrary(Protocol):
    """The guides that came with the program."""

    def shipped(self) -> Mapping[str, ConversationGuide]:
        """All shipped guides by name, each in its newest version."""
        ...


class GuideFiles(Protocol):
    """Guides as files that other programs can read."""

    def read(self, content: bytes) -> ConversationGuide:
        """The guide in this file; refuses by name whatever the program does not know."""
        ...

    def write(self, guide: ConversationGuide) -> bytes:
        """The file of this guide."""
        ...

    def write_answers(self, guide: ConversationGuide, report: Report) -> bytes:
        """The answers of a handed-in report, keyed by link id and guide version."""
        ...


class Guides(GuideLibrary, GuideFiles, Protocol):
    """Both: the guides of the program, and guides as files."""
