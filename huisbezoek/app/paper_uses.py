"""Binds the use cases of the papers of a visit: the guide, and what stays with the resident."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases import agreed_sheet
from huisbezoek.model.usecases.guide_library import guides_for_visit
from huisbezoek.model.usecases.paper_guide import paper_guide
from huisbezoek.model.usecases.ports.documents import AgreedInput, Sheet
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.ui.dialogs.paper_printing import PaperPrintUses
from huisbezoek.ui.paper import print_on_paper
from huisbezoek.ui.printing import PrintLook


def paper_print_uses(bound: Binding, look: PrintLook) -> PaperPrintUses:
    """What makes the sheets of a visit, and where they go."""
    documents = bound.parts.documents

    def guide(reading: Reading, visit: str) -> Sheet:
        paper = paper_guide(
            reading, visit, guides_for_visit(reading, bound.parts.guides, visit).guides
        )
        return documents.paper_guide(replace(paper, sender=bound.readable(paper.sender)))

    def agreed(reading: Reading, visit: str) -> Sheet:
        return documents.agreed(_readable(bound, agreed_sheet.agreed_in_report(reading, visit)))

    def agreed_in_draft(reading: Reading, draft: ReportDraft, used: ConversationGuide) -> Sheet:
        known = agreed_sheet.agreed_in_draft(reading, draft, used, bound.person_name)
        return documents.agreed(_readable(bound, known))

    def save_file(parent: QWidget, title: str, name: str) -> Path | None:
        return bound.chooser.save_file(parent, title, name)

    return PaperPrintUses(
        guide=guide,
        agreed=agreed,
        agreed_in_draft=agreed_in_draft,
        print_look=look,
        print_sheets=lambda parent, sheets: print_on_paper(parent, sheets, look),
        save_file=save_file,
    )


def _readable(bound: Binding, sheet: AgreedInput) -> AgreedInput:
    return replace(
        sheet,
        sender=bound.readable(sheet.sender),
        stand_in_telephone=bound.show_telephone(sheet.stand_in_telephone),
    )
