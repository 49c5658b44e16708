"""The laptops: who exchanged when, who was not heard of for long, and what is not confirmed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from huisbezoek.ui import texts
from huisbezoek.ui.models.desk_laptop_words import LaptopWords
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.card_with_fold import FIRST_ROWS, CardWithFold
from huisbezoek.ui.widgets.chip import ChipValue


class DeskLaptops(CardWithFold):
    """Who was not heard of for long comes first; all others in a fold."""

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, _tr("Laptops"), _tr("&Overige laptops"), "other_laptops")

    def show_lines(self, lines: Sequence[LaptopWords]) -> None:
        """Shows these laptops, in this order."""
        rest = texts.counted(len(lines) - FIRST_ROWS, _tr("Nog {0} laptop"), _tr("Nog {0} laptops"))
        self.show_rows(
            [self._row(line) for line in lines], _tr("Er doet nog geen andere laptop mee."), rest
        )

    def _row(self, line: LaptopWords) -> ActionRow:
        chip = ChipValue(line.remark, "wait") if line.remark else None
        return ActionRow(self._look, "laptop-minimal", line.name, line.details, chip=chip)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskLaptops", text)
