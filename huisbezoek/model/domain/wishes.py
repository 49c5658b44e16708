"""What a resident wishes for, as a report says it, and what of the social map fits beside it."""

from collections.abc import Iterable
from typing import Final

from huisbezoek.model.domain.reports import LineKind, Report, ReportDraft, ReportLine
from huisbezoek.model.domain.social_map import VOLUNTEERING, Offer, offers_for_wish

_HELPING_TICKS: Final = frozenset({"wants_to_help", "wants_to_volunteer"})
"""The options of the shipped guides that say so; a guide of one's own may have them too."""


def helps_others(line: ReportLine) -> bool:
    """Whether the line says that the resident wants to do something for somebody else."""
    if line.kind is LineKind.VOLUNTEER:
        return line.value is True
    return line.kind is LineKind.TICK and line.code in _HELPING_TICKS


def draft_helps_others(draft: ReportDraft) -> bool:
    """As `helps_others`, while the report is still written."""
    if draft.wants_to_volunteer is True:
        return True
    answers = draft.answers.by_link.values()
    return any(_HELPING_TICKS.intersection(one.codes()) for one in answers)


def wishes_of(report: Report) -> tuple[ReportLine, ...]:
    """The wishes and requests for help, in reading order."""
    asked = {LineKind.WISH, LineKind.HELP_WANTED}
    return tuple(
        line
        for line in report.lines
        if (line.kind in asked and line.value is not False) or helps_others(line)
    )


def offers_for_line(offers: Iterable[Offer], line: ReportLine) -> tuple[Offer, ...]:
    """What may be proposed beside this line, the best match first."""
    known = tuple(offers)
    fitting = offers_for_wish(known, line.subject)
    if not helps_others(line):
        return fitting
    first = tuple(one for one in known if one.offer == VOLUNTEERING and not one.card.retired)
    return (*first, *(one for one in fitting if one not in first))
