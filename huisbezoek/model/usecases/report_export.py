"""A report that leaves as a file: what the resident allows now, without a name."""

from dataclasses import dataclass

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.guides import assemble
from huisbezoek.model.usecases.guide_library import guide_library
from huisbezoek.model.usecases.permission import report_of
from huisbezoek.model.usecases.ports.guides import Guides
from huisbezoek.model.usecases.ports.work import Reading


class NoReportError(RefusedByRuleError):
    """There is no report of this visit."""

    code = "no_report"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """The content of a file and a name for it that tells a date and no person."""

    name: str
    content: bytes


def report_file(reading: Reading, guides: Guides, visit: str) -> ReportFile:
    """The report of a visit as a FHIR QuestionnaireResponse.

    Limited to what the resident allows at this moment, on the versions of the guides with which it
    was made. Notes for the coordinator and the own impression stay out. Raises NoReportError.
    """
    report = report_of(reading, visit)
    if report is None:
        raise NoReportError
    library = guide_library(reading, guides)
    chosen = {**library.newest(), **library.at(report.guides)}
    guide = assemble(chosen, reading.visit(visit).talk_groups)
    return ReportFile(
        f"verslag-{report.held_on.isoformat()}.json", guides.write_answers(guide, report)
    )
