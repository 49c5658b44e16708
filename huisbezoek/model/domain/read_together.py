"""What visitor and resident read together: only what the resident told, wishes and agreed to."""

from typing import Final

from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.report_lines import review
from huisbezoek.model.domain.reports import LineKind, ReportDraft, ReportLine

HEARD: Final = frozenset(
    {
        LineKind.TOLD,
        LineKind.WISH,
        LineKind.HELP_WANTED,
        LineKind.ANSWER,
        LineKind.AGREED,
        LineKind.GOOD_TO_KNOW,
        LineKind.INFORMATION_LEFT,
        LineKind.NEXT_VISIT,
        LineKind.AFTERCARE,
    }
)
"""Never a note, an impression, a tick of the visitor or a need of the visitor."""


def read_together(draft: ReportDraft, guide: ConversationGuide) -> tuple[ReportLine, ...]:
    """The lines in reading order, without what permission forbids and without what was struck."""
    return tuple(
        one.line for one in review(draft, guide) if one.line.kind in HEARD and not one.struck
    )
