"""The laptops: who exchanged when, who was not heard of for long, and what is not confirmed."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui import texts
from huisbezoek.ui.models.desk_laptop_words import LaptopWords
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.text import Text

_FIRST = 5


class DeskLaptops(QWidget):
    """Who was not heard of for long comes first; all others in a fold."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        self._card = Card(look, _tr("Laptops"))
        self._lines = QVBoxLayout()
        self._card.body.addLayout(self._lines)
        self._card.body.addStretch(1)
        self._fold = Fold(look, _tr("&Overige laptops"), " ")
        self._fold.button.setObjectName("other_laptops")
        self._fold.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._card, 1)
        self._box.addWidget(self._fold)
        look.changed.connect(self._dress)
        self._dress()

    def show_lines(self, lines: Sequence[LaptopWords]) -> None:
        """Shows these laptops, in this order."""
        cleared(self._lines)
        cleared(self._fold.body)
        if not lines:
            self._lines.addWidget(
                Text(self._look, _tr("Er doet nog geen andere laptop mee."), tone="muted")
            )
        for number, line in enumerate(lines):
            chip = ChipValue(line.remark, "wait") if line.remark else None
            row = ActionRow(self._look, "laptop-minimal", line.name, line.details, chip=chip)
            (self._lines if number < _FIRST else self._fold.body).addWidget(row)
        rest = len(lines) - _FIRST
        self._fold.setVisible(rest > 0)
        note = texts.counted(rest, _tr("Nog {0} laptop"), _tr("Nog {0} laptops"))
        self._fold.set_words(_tr("&Overige laptops"), note)

    def _dress(self) -> None:
        self._box.setSpacing(self._look.look.u(2))
        self._lines.setSpacing(self._look.look.u(1))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskLaptops", text)
