"""The page 'Dit hebben we afgesproken': what stays with the resident after a visit."""

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.report_lines import compose
from huisbezoek.model.domain.reports import LineKind, Report, ReportDraft
from huisbezoek.model.usecases.permission import report_of
from huisbezoek.model.usecases.ports.documents import AgreedInput
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.senders import known_sender


class NothingAgreedYetError(RefusedByRuleError):
    """There is neither a report nor a draft of this visit."""

    code = "nothing_agreed_yet"


def agreed_in_draft(
    reading: Reading, draft: ReportDraft, guide: ConversationGuide, visitor: str
) -> AgreedInput:
    """What was agreed in a talk that is not handed in yet; struck lines are not on it.

    `visitor` is the name of who came to visit.
    """
    report = compose(draft, guide).limited().without_lines(draft.struck)
    return agreed_sheet(reading, report, visitor)


def agreed_in_report(reading: Reading, visit: str) -> AgreedInput:
    """What was agreed in a visit that was handed in, as the resident allows now.

    Raises NothingAgreedYetError and UnknownSubjectError.
    """
    report = report_of(reading, visit)
    if report is None:
        raise NothingAgreedYetError
    names = {one.visitor: one.card.name for one in reading.visitors()}
    return agreed_sheet(reading, report, names.get(report.visitor_id, ""))


def agreed_sheet(reading: Reading, report: Report, visitor: str) -> AgreedInput:
    """The page out of a report: agreements, who calls when, and what was left; nothing else."""
    organisation = reading.organisation()
    allowed = report.limited()
    return AgreedInput(
        held_on=allowed.held_on,
        visitor=visitor,
        agreed=_texts(allowed, LineKind.AGREED),
        left=_texts(allowed, LineKind.INFORMATION_LEFT),
        calls_on=allowed.aftercare_on(),
        sender=known_sender(organisation),
        stand_in=organisation.stand_in_name,
        stand_in_telephone=organisation.stand_in_telephone,
    )


def _texts(report: Report, kind: LineKind) -> tuple[str, ...]:
    return tuple(line.text for line in report.of_kind(kind) if line.text)
