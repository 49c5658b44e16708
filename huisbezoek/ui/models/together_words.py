"""What is read together, as it is said to the resident: told, wished and agreed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.read_together import read_together
from huisbezoek.model.domain.reports import LineKind, NextVisitWish, ReportDraft, ReportLine
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.report_words import line_words

_TITLES: Final[dict[LineKind, str]] = {
    LineKind.TOLD: QT_TRANSLATE_NOOP("together", "Dit hebt u verteld"),
    LineKind.WISH: QT_TRANSLATE_NOOP("together", "Dit wilt u graag"),
    LineKind.HELP_WANTED: QT_TRANSLATE_NOOP("together", "Dit wilt u graag"),
    LineKind.ANSWER: QT_TRANSLATE_NOOP("together", "Dit hebben wij gevraagd"),
}
_AGREED: Final = QT_TRANSLATE_NOOP("together", "Dit hebben wij afgesproken")
_NEXT_VISITS: Final[dict[str, str]] = {
    NextVisitWish.NEXT_CYCLE: QT_TRANSLATE_NOOP(
        "together", "Wij komen bij de volgende ronde graag weer langs."
    ),
    NextVisitWish.EARLIER: QT_TRANSLATE_NOOP("together", "Wij komen graag eerder weer langs."),
    NextVisitWish.NONE: QT_TRANSLATE_NOOP("together", "U wilt liever geen bezoek meer."),
}


@dataclass(frozen=True, slots=True)
class TogetherBlock:
    """A heading and its sentences."""

    title: str
    lines: tuple[str, ...]


def together_blocks(draft: ReportDraft, guide: ConversationGuide) -> tuple[TogetherBlock, ...]:
    """Everything that is read together, in reading order; empty when there is nothing yet."""
    blocks: dict[str, list[str]] = {}
    for line in read_together(draft, guide):
        words = _words(line, guide)
        title = _tr(_TITLES.get(line.kind, _AGREED))
        if words and words not in blocks.setdefault(title, []):
            blocks[title].append(words)
    return tuple(TogetherBlock(title, tuple(lines)) for title, lines in blocks.items() if lines)


def _words(line: ReportLine, guide: ConversationGuide) -> str:
    if line.rather_not:
        return ""
    special = _SPECIAL.get(line.kind)
    return special(line, guide) if special is not None else line.text


def _help(line: ReportLine, guide: ConversationGuide) -> str:
    area = guide.area(line.subject)
    if area is None or line.value is not True:
        return ""
    title = area.title.nl
    return _tr("U wilt hulp bij: {0}.").format(title[:1].lower() + title[1:])


def _next_visit(line: ReportLine, _guide: ConversationGuide) -> str:
    return _tr(_NEXT_VISITS[str(line.value)])


def _aftercare(line: ReportLine, _guide: ConversationGuide) -> str:
    day = texts.long_date(date.fromisoformat(str(line.value)))
    return _tr("Ik bel u op {0} om te vragen hoe het gaat.").format(day)


def _information(line: ReportLine, _guide: ConversationGuide) -> str:
    return _tr("U kreeg informatie over: {0}").format(line.text)


def _answer(line: ReportLine, _guide: ConversationGuide) -> str:
    return line_words(line)


_SPECIAL: Final[dict[LineKind, Callable[[ReportLine, ConversationGuide], str]]] = {
    LineKind.ANSWER: _answer,
    LineKind.HELP_WANTED: _help,
    LineKind.NEXT_VISIT: _next_visit,
    LineKind.AFTERCARE: _aftercare,
    LineKind.INFORMATION_LEFT: _information,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("together", text)
