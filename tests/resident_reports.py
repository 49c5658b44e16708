"""A small report of a visit to a fictional resident."""

from datetime import date, datetime

from huisbezoek.model.domain.consent import (
    Consent,
    ConsentAnswer,
    Consents,
    Purpose,
    Understanding,
)
from huisbezoek.model.domain.reports import ContactKind, LineKind, Report, ReportLine
from tests.profiles import identifier

VISITOR = identifier(60)
TOLD = "Ik woon hier al veertig jaar."


def report_of(visit: str, resident: str, held_on: date) -> Report:
    """A report with a sentence, a tick, an agreement; permission for notes and the call only."""
    asked_at = datetime.combine(held_on, datetime.min.time())
    answers = (
        (Purpose.NOTES, ConsentAnswer.YES),
        (Purpose.HEALTH, ConsentAnswer.NO),
        (Purpose.AFTERCARE, ConsentAnswer.YES),
    )
    consents = Consents()
    for purpose, answer in answers:
        consents = consents.with_consent(Consent(purpose, answer, VISITOR, asked_at))
    return Report(
        visit_id=visit,
        resident_id=resident,
        visitor_id=VISITOR,
        held_on=held_on,
        contact_kind=ContactKind.HOME_VISIT,
        start=None,
        minutes=75,
        present=(),
        understands=Understanding.YES,
        consents=consents,
        guides=(),
        health_subjects=(),
        lines=(
            ReportLine(LineKind.TOLD, TOLD, "living"),
            ReportLine(LineKind.TICK, "Wil graag meer mensen zien", "people", code="more"),
            ReportLine(LineKind.HELP_WANTED, subject="people", value=True),
            ReportLine(LineKind.AGREED, "De volgende keer nemen wij het boekje mee."),
            ReportLine(LineKind.NEXT_VISIT, value="next_cycle"),
            ReportLine(LineKind.AFTERCARE, value="2026-12-20"),
            ReportLine(LineKind.IMPRESSION, "Een opgewekte vrouw."),
        ),
    )
