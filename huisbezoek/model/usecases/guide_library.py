"""The library of guides: shipped and published ones, a new version, and the lift of a draft."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from huisbezoek.model.domain.errors import BadInputError, HuisbezoekError
from huisbezoek.model.domain.follow_up_events import GuidePublished
from huisbezoek.model.domain.guide_versions import (
    GuideDifference,
    check_complete,
    check_in_use,
    guide_difference,
    version_number,
)
from huisbezoek.model.domain.guides import (
    SETS_FOR_GROUPS,
    ConversationGuide,
    GuideVersion,
    Question,
    assemble,
)
from huisbezoek.model.domain.identity import RandomBytes
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.report_documents import draft_from_document, draft_to_document
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.follow_up import PublishedGuide
from huisbezoek.model.usecases.ports.guides import Guides
from huisbezoek.model.usecases.ports.work import Reading, Writing


class GuideUnknownError(BadInputError):
    """The program has no place for a guide of this name."""

    code = "guide_unknown"


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a guide; `on` is when it was published, None when it came with the program."""

    guide: ConversationGuide
    on: date | None = None


@dataclass(frozen=True, slots=True)
class RefusedGuide:
    """A published version that this program cannot read, and why; the one before stays in use."""

    name: str
    version: str
    error: HuisbezoekError


@dataclass(frozen=True, slots=True)
class Library:
    """All versions of all guides by name, oldest first; the last one is in use."""

    editions: Mapping[str, tuple[Edition, ...]]
    refused: tuple[RefusedGuide, ...] = ()

    def newest(self) -> dict[str, ConversationGuide]:
        """The guide in use of each name."""
        return {name: editions[-1].guide for name, editions in self.editions.items()}

    def at(self, versions: Iterable[GuideVersion]) -> dict[str, ConversationGuide]:
        """The guides of these versions and no others; one that is not here any more as in use."""
        found = {}
        for wanted in versions:
            for edition in self.editions.get(wanted.name, ()):
                found[wanted.name] = edition.guide
                if edition.guide.version == wanted.version:
                    break
        return found

    def versions_of(self, name: str) -> tuple[ConversationGuide, ...]:
        """All versions of this guide, newest first."""
        return tuple(edition.guide for edition in reversed(self.editions.get(name, ())))

    def earlier(self) -> tuple[ConversationGuide, ...]:
        """Every version of every guide, newest first: for answers to questions that are gone."""
        return tuple(guide for name in self.editions for guide in self.versions_of(name))


@dataclass(frozen=True, slots=True)
class Published:
    """A version that came into use, and what changed."""

    guide: ConversationGuide
    difference: GuideDifference


@dataclass(frozen=True, slots=True)
class Lifted:
    """A draft on another version of its guide; `kept` are answered questions that are gone there.

    Those answers stay in the draft and in sight.
    """

    draft: ReportDraft
    difference: GuideDifference
    kept: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class TalkGuides:
    """The guides that a talk is put together from, and where answers to gone questions belong."""

    guides: Mapping[str, ConversationGuide]
    earlier: tuple[ConversationGuide, ...] = ()


def guide_library(reading: Reading, guides: Guides) -> Library:
    """Shipped and published guides together; the highest version of each is in use.

    Of two versions with one number, made by coordinators apart from each other, the one published
    last is in use, and a published one goes before a shipped one.
    """
    found: dict[str, list[tuple[int, int, Edition]]] = {}
    for name, guide in guides.shipped().items():
        found[name] = [(version_number(guide.version), -1, Edition(guide))]
    refused = []
    for order, published in enumerate(reading.published_guides()):
        try:
            guide = _read(guides, published)
        except HuisbezoekError as error:
            refused.append(RefusedGuide(published.name, published.version, error))
            continue
        place = (version_number(guide.version), order, Edition(guide, published.on))
        found.setdefault(guide.name, []).append(place)
    return Library(
        {
            name: tuple(one[2] for one in sorted(places, key=lambda one: one[:2]))
            for name, places in found.items()
        },
        tuple(refused),
    )


def publish_guide(
    writing: Writing,
    guides: Guides,
    guide: ConversationGuide,
    *,
    today: date,
    random_bytes: RandomBytes,
) -> Published:
    """Brings a new version of a guide into use, for every talk that begins after this.

    Raises GuideUnknownError, the errors of `check_complete`, QuestionInUseError when a question in
    use would change, and GuideDoubleLinkError when it does not fit with the other guides.
    """
    library = guide_library(writing, guides)
    known = library.versions_of(guide.name)
    if not known:
        raise GuideUnknownError(name=guide.name[:60])
    check_complete(guide)
    check_in_use(guide, known)
    _check_together(library, guide)
    number = 1 + max(version_number(one.version) for one in known)
    # The mark keeps versions apart that two coordinators make at the same time.
    version = f"{number}-{random_bytes(2).hex()}"
    made = replace(guide, version=version, title=known[0].title, groups=known[0].groups)
    document = guides.write(made).decode()
    writing.record(guide_subject(guide.name), GuidePublished(made.name, version, document, today))
    return Published(made, guide_difference(known[0], made))


def guide_subject(name: str) -> Subject:
    """What is recorded about the guide of this name, the same on every laptop."""
    identifier = hashlib.blake2b(f"guide {name}".encode(), digest_size=16).hexdigest()
    return Subject(SubjectKind.GUIDE, identifier)


def guides_for_visit(reading: Reading, guides: Guides, visit: str) -> TalkGuides:
    """The guides for this visit: those of its draft when it was begun, or else those in use."""
    library = guide_library(reading, guides)
    saved = reading.draft(visit)
    versions = draft_from_document(saved.document).guides if saved is not None else ()
    chosen = {**library.newest(), **library.at(versions)} if versions else library.newest()
    return TalkGuides(chosen, library.earlier())


def newer_guide(reading: Reading, guides: Guides, visit: str) -> Lifted | None:
    """What lifting the draft of this visit would change; None when there is nothing to lift."""
    saved = reading.draft(visit)
    if saved is None:
        return None
    draft = draft_from_document(saved.document)
    if not draft.guides:
        return None
    library = guide_library(reading, guides)
    groups = reading.visit(visit).talk_groups
    before = assemble(library.at(draft.guides), groups)
    after = assemble(library.newest(), groups)
    if set(before.versions()) == set(after.versions()):
        return None
    return lift_draft(draft, before, after)


def lift_talk(writing: Writing, guides: Guides, visit: str, *, now: datetime) -> Lifted | None:
    """Lifts the draft of this visit to the guides in use and saves it; None: nothing to lift."""
    lifted = newer_guide(writing, guides, visit)
    if lifted is not None:
        writing.save_draft(Draft(visit, dict(draft_to_document(lifted.draft)), now))
    return lifted


def lift_draft(draft: ReportDraft, before: ConversationGuide, after: ConversationGuide) -> Lifted:
    """The draft on another version: every answer stays, those to questions that are gone too."""
    present = {question.link_id for question in after.questions()}
    kept = tuple(
        question
        for question in before.questions()
        if question.link_id in draft.answers and question.link_id not in present
    )
    lifted = replace(draft, guides=after.versions())
    return Lifted(lifted, guide_difference(before, after), kept)


def _read(guides: Guides, published: PublishedGuide) -> ConversationGuide:
    guide = guides.read(published.document.encode())
    return replace(guide, name=published.name, version=published.version)


def _check_together(library: Library, guide: ConversationGuide) -> None:
    """Raises GuideDoubleLinkError when a talk could not be put together with this version."""
    together = {**library.newest(), guide.name: guide}
    assemble(together, tuple(SETS_FOR_GROUPS), life_questions=True)
