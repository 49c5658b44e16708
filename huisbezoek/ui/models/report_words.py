"""A handed-in report as the coordinator reads it: blocks of sentences, exactly as written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.reports import LineKind, NextVisitWish, Report, ReportLine, Urgency
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.offer_words import area

# The order in which a coordinator reads: what cannot wait comes first.
_BLOCKS: Final[tuple[tuple[str, tuple[LineKind, ...]], ...]] = (
    (
        QT_TRANSLATE_NOOP("report", "Notitie voor de coördinator"),
        (LineKind.NOTE, LineKind.NOTE_CALL, LineKind.NOTE_REASON),
    ),
    (QT_TRANSLATE_NOOP("report", "Wat er verteld is"), (LineKind.TOLD,)),
    (QT_TRANSLATE_NOOP("report", "Aangekruist"), (LineKind.TICK, LineKind.ANSWER, LineKind.MARK)),
    (QT_TRANSLATE_NOOP("report", "Wensen en hulp"), (LineKind.WISH, LineKind.HELP_WANTED)),
    (
        QT_TRANSLATE_NOOP("report", "Afgesproken"),
        (LineKind.AGREED, LineKind.NEXT_VISIT, LineKind.AFTERCARE, LineKind.INFORMATION_LEFT),
    ),
    (
        QT_TRANSLATE_NOOP("report", "Goed om te weten"),
        (LineKind.GOOD_TO_KNOW, LineKind.VOLUNTEER, LineKind.SATISFACTION),
    ),
    (QT_TRANSLATE_NOOP("report", "Eigen indruk van de bezoeker"), (LineKind.IMPRESSION,)),
    (QT_TRANSLATE_NOOP("report", "Voor de bezoeker zelf"), (LineKind.SUPPORT,)),
)
_NEXT_VISITS: Final[dict[str, str]] = {
    NextVisitWish.NEXT_CYCLE: QT_TRANSLATE_NOOP("report", "Graag bezoek bij de volgende ronde."),
    NextVisitWish.EARLIER: QT_TRANSLATE_NOOP("report", "Graag eerder een nieuw bezoek."),
    NextVisitWish.NONE: QT_TRANSLATE_NOOP("report", "Liever geen nieuw bezoek."),
}
_URGENCIES: Final[dict[str, str]] = {
    Urgency.DANGER_NOW: QT_TRANSLATE_NOOP("report", "Nu gevaar: "),
    Urgency.CALL_TODAY: QT_TRANSLATE_NOOP("report", "Vandaag bellen: "),
    Urgency.WITHIN_TWO_DAYS: QT_TRANSLATE_NOOP("report", "Binnen twee dagen: "),
    Urgency.CAN_WAIT: QT_TRANSLATE_NOOP("report", "Kan wachten: "),
}
_YES: Final[dict[LineKind, str]] = {
    LineKind.HELP_WANTED: QT_TRANSLATE_NOOP("report", "Wil hier hulp bij."),
    LineKind.VOLUNTEER: QT_TRANSLATE_NOOP("report", "Wil zelf vrijwilliger worden."),
    LineKind.SUPPORT: QT_TRANSLATE_NOOP("report", "De bezoeker wil hier graag over praten."),
}
_NO: Final[dict[LineKind, str]] = {
    LineKind.HELP_WANTED: QT_TRANSLATE_NOOP("report", "Wil hier geen hulp bij."),
    LineKind.VOLUNTEER: QT_TRANSLATE_NOOP("report", "Wil geen vrijwilliger worden."),
    LineKind.SUPPORT: QT_TRANSLATE_NOOP("report", "De bezoeker hoeft hier niet over te praten."),
}


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """A heading and its sentences."""

    title: str
    lines: tuple[str, ...]


def report_blocks(report: Report) -> tuple[ReportBlock, ...]:
    """The report in the order in which a coordinator reads it; empty blocks are left out."""
    return tuple(_blocks(report))


def _blocks(report: Report) -> Iterator[ReportBlock]:
    for title, kinds in _BLOCKS:
        lines = tuple(text for line in report.of_kind(*kinds) if (text := line_words(line)))
        if lines:
            yield ReportBlock(_tr(title), lines)


def line_words(line: ReportLine, subject: str = "") -> str:
    """One line in words; words of the resident are never changed.

    A request for help names its subject: `subject`, or else the one of the shipped guides.
    """
    asked = subject or area(line.subject)
    if line.kind is LineKind.HELP_WANTED and isinstance(line.value, bool) and asked:
        words = _tr("Wil hulp bij: {0}.") if line.value else _tr("Wil geen hulp bij: {0}.")
        return words.format(f"{asked[:1].lower()}{asked[1:]}")
    said = _own_words(line)
    question = line.question.rstrip()
    if question and line.kind not in {LineKind.TOLD, LineKind.TICK}:
        return f"{question} {said}".strip()
    return said


def _own_words(line: ReportLine) -> str:
    if line.rather_not:
        return _tr("Zegt dit liever niet.")
    if line.kind in _SPECIAL:
        return _SPECIAL[line.kind](line)
    if isinstance(line.value, bool):
        answers = _YES if line.value else _NO
        return _tr(answers.get(line.kind, "")) or (_tr("Ja.") if line.value else _tr("Nee."))
    return _answer(line)


def _next_visit(line: ReportLine) -> str:
    return _tr(_NEXT_VISITS.get(str(line.value), "")) or line.text


def _note(line: ReportLine) -> str:
    return f"{_tr(_URGENCIES.get(line.code, ''))}{line.text}"


def _mark(line: ReportLine) -> str:
    return _tr("Rapportcijfer: {0}").format(line.value)


def _answer(line: ReportLine) -> str:
    # A day is the only answer that is a text without words of its own.
    if not isinstance(line.value, str):
        return line.text or ("" if line.value is None else str(line.value))
    try:
        return texts.plain_date(date.fromisoformat(line.value))
    except ValueError:
        return line.value


def _aftercare(line: ReportLine) -> str:
    try:
        day = date.fromisoformat(str(line.value))
    except ValueError:
        return line.text
    return _tr("De bezoeker belt op {0} hoe het gaat.").format(texts.plain_date(day))


def _information(line: ReportLine) -> str:
    return _tr("Informatie achtergelaten: {0}").format(line.text)


def _note_call(line: ReportLine) -> str:
    if line.code == "not_reached":
        return _tr("De coördinator is gebeld, maar niet bereikt.")
    return _tr("De coördinator is gebeld om {0} uur.").format(line.value or "?")


_SPECIAL: Final[dict[LineKind, Callable[[ReportLine], str]]] = {
    LineKind.NEXT_VISIT: _next_visit,
    LineKind.AFTERCARE: _aftercare,
    LineKind.INFORMATION_LEFT: _information,
    LineKind.NOTE: _note,
    LineKind.NOTE_CALL: _note_call,
    LineKind.MARK: _mark,
    LineKind.SATISFACTION: _mark,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("report", text) if text else ""
