"""Printing whom a partner organisation visits: first which organisation, then the paper."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.partner_lists import PartnerList
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.paper_printing import PaperPrinting, PaperPrintUses
from huisbezoek.ui.dialogs.step_dialog import StepDialog, StepWords
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import Choice
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class PartnerListUses:
    """Which lists there are, the paper of one, and where paper goes."""

    lists: Callable[[Reading], tuple[PartnerList, ...]]
    sheet: Callable[[Reading, PartnerList], Sheet]
    papers: PaperPrintUses


class PartnerListSteps(QObject):
    """Asks which organisation, and offers its list; `failed` gets an error."""

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: PartnerListUses,
        page: QWidget,
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._page = page
        self._failed = failed
        self._papers = PaperPrinting(workbench, look, uses.papers, page)
        self._papers.failed.connect(failed)

    def begin(self) -> None:
        """Shows the organisations that stand on a card."""
        self._workbench.ask(self._uses.lists, self._choose, self._failed)

    def _choose(self, lists: tuple[PartnerList, ...]) -> None:
        sentence = _tr("Op de lijst staan alleen namen en adressen.")
        if not lists:
            sentence = _tr("Op geen kaart staat dat een andere organisatie iemand bezoekt.")
        counted = (
            texts.counted(len(one.residents), _tr("{0} inwoner"), _tr("{0} inwoners"))
            for one in lists
        )
        words = StepWords(
            title=_tr("Lijst voor een partner"),
            sentence=sentence,
            verb=_tr("&Lijst bekijken"),
            icon="printer",
            question=_tr("Welke organisatie?"),
            choices=[
                Choice(str(place), f"{one.organisation}: {count}")
                for place, (one, count) in enumerate(zip(lists, counted, strict=True))
            ],
        )
        dialog = StepDialog(self._look, self._page.window(), words)

        def offer() -> None:
            if dialog.chosen:
                chosen = lists[int(dialog.chosen)]
                self._papers.offer(
                    lambda reading: self._uses.sheet(reading, chosen),
                    _tr("Bladzijden: {0}. Geef deze lijst alleen aan de organisatie zelf."),
                )

        dialog.accepted.connect(offer)
        dialog.show_once()


def _tr(text: str) -> str:
    return QCoreApplication.translate("partner_lists", text)
