"""What the hand-in page shows of a draft: blocks of sentences, and what the coordinator misses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.report_lines import ReviewLine, Withheld, is_too_long, review
from huisbezoek.model.domain.reports import LineKind, ReportDraft
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.report_words import line_words

_TITLES: Final[dict[LineKind, str]] = {
    LineKind.TOLD: QT_TRANSLATE_NOOP("review", "Wat {0} vertelde"),
    LineKind.TICK: QT_TRANSLATE_NOOP("review", "Aangekruist bij {1}"),
    LineKind.WISH: QT_TRANSLATE_NOOP("review", "Wensen en hulp"),
    LineKind.HELP_WANTED: QT_TRANSLATE_NOOP("review", "Wensen en hulp"),
    LineKind.MARK: QT_TRANSLATE_NOOP("review", "Gevraagd"),
    LineKind.ANSWER: QT_TRANSLATE_NOOP("review", "Gevraagd"),
    LineKind.AGREED: QT_TRANSLATE_NOOP("review", "Afgesproken"),
    LineKind.GOOD_TO_KNOW: QT_TRANSLATE_NOOP("review", "Goed om te weten"),
    LineKind.INFORMATION_LEFT: QT_TRANSLATE_NOOP("review", "Afgesproken"),
    LineKind.NEXT_VISIT: QT_TRANSLATE_NOOP("review", "Hierna"),
    LineKind.VOLUNTEER: QT_TRANSLATE_NOOP("review", "Hierna"),
    LineKind.AFTERCARE: QT_TRANSLATE_NOOP("review", "Hierna"),
    LineKind.SATISFACTION: QT_TRANSLATE_NOOP("review", "Hierna"),
    LineKind.IMPRESSION: QT_TRANSLATE_NOOP("review", "Uw eigen indruk"),
    LineKind.NOTE: QT_TRANSLATE_NOOP("review", "Uw notitie"),
    LineKind.NOTE_CALL: QT_TRANSLATE_NOOP("review", "Uw notitie"),
    LineKind.NOTE_REASON: QT_TRANSLATE_NOOP("review", "Uw notitie"),
    LineKind.SUPPORT: QT_TRANSLATE_NOOP("review", "Voor uzelf"),
}
_BEGINNING: Final = 200
"""Rows of a text that is too long."""
_ICONS: Final[dict[LineKind, str]] = {
    LineKind.TICK: "check",
    LineKind.HELP_WANTED: "hand-heart",
    LineKind.AGREED: "heart-handshake",
    LineKind.AFTERCARE: "phone",
    LineKind.NOTE: "notebook-pen",
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One sentence or tick as it will be read; rows with the same id are struck together."""

    line_id: str
    text: str
    icon: str
    struck: bool


@dataclass(frozen=True, slots=True)
class ReviewBlock:
    """A heading with its rows."""

    title: str
    rows: tuple[ReviewRow, ...]


def review_blocks(
    draft: ReportDraft, guide: ConversationGuide, who: str
) -> tuple[ReviewBlock, ...]:
    """Everything that permission allows, in reading order, under headings.

    Of a text that is too long to be handed in the beginning is enough to see what it is.
    """
    blocks: dict[str, list[ReviewRow]] = {}
    lines = review(draft, guide)
    for one in lines[:_BEGINNING] if is_too_long(draft) else lines:
        row = _row(one, guide)
        if row.text:
            blocks.setdefault(_title(one, guide, who), []).append(row)
    return tuple(ReviewBlock(title, tuple(rows)) for title, rows in blocks.items())


def withheld_sentences(found: Withheld, who: str) -> str:
    """What the coordinator does not get, in full sentences."""
    return " ".join(_withheld(found, who))


def _row(one: ReviewLine, guide: ConversationGuide) -> ReviewRow:
    line = one.line
    words = line_words(line, _subject(one, guide))
    return ReviewRow(line.id, words, _ICONS.get(line.kind, ""), one.struck)


def _title(one: ReviewLine, guide: ConversationGuide, who: str) -> str:
    return _tr(_TITLES[one.line.kind]).format(who, _subject(one, guide))


def _subject(one: ReviewLine, guide: ConversationGuide) -> str:
    area = guide.area(one.line.subject)
    return area.title.nl[:1].lower() + area.title.nl[1:] if area is not None else ""


def _withheld(found: Withheld, who: str) -> Iterator[str]:
    if found.doubt:
        yield _tr("U twijfelt of {0} de vraag begreep. Alleen het bezoek gaat mee.").format(who)
        return
    if found.struck == 1:
        yield _tr("De doorgehaalde zin. Die wordt bij het inleveren gewist.")
    elif found.struck:
        words = _tr("De {0} doorgehaalde zinnen. Die worden bij het inleveren gewist.")
        yield words.format(texts.number(found.struck))
    if found.notes_refused:
        words = _tr("{0} heeft liever niet dat u opschrijft. Verhalen gaan niet mee.")
        yield texts.capital(words.format(who))
    elif found.health_refused:
        yield _tr("Over gezondheid gaat niets mee.")
    if found.unread:
        yield _tr("Wat bij een dag of getal iets anders is, blijft in uw concept.")
    elif not (found.struck or found.notes_refused or found.health_refused):
        yield _tr("Alles wat hier staat gaat mee.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("review", text)
