"""A guide that a coordinator works on: kept on this laptop at each change, until it is used."""

from dataclasses import dataclass
from datetime import datetime

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.usecases.guide_library import Library, guide_library, guide_subject
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.guides import Guides
from huisbezoek.model.usecases.ports.work import Reading, Writing


@dataclass(frozen=True, slots=True)
class GuideDesk:
    """The library with the guides that were changed here and are not in use yet, by name."""

    library: Library
    work: dict[str, ConversationGuide]


def guide_desk(reading: Reading, guides: Guides) -> GuideDesk:
    """What the guide editor opens with."""
    library = guide_library(reading, guides)
    work = {}
    for name in library.editions:
        saved = reading.draft(guide_subject(name).identifier)
        if saved is not None:
            try:
                work[name] = guides.read(str(saved.document.get("guide", "")).encode())
            except HuisbezoekError:
                # Kept by a newer program: it stays, and the guide in use is shown.
                continue
    return GuideDesk(library, work)


def keep_guide_work(
    writing: Writing, guides: Guides, guide: ConversationGuide, *, now: datetime
) -> None:
    """Keeps the guide as it is now, on this laptop only."""
    document = {"guide": guides.write(guide).decode()}
    writing.save_draft(Draft(guide_subject(guide.name).identifier, document, now))


def drop_guide_work(writing: Writing, name: str) -> None:
    """Forgets what was changed and not brought into use."""
    writing.drop_draft(guide_subject(name).identifier)
