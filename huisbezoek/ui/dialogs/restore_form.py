"""A database that cannot be opened: what is safe, and one button that puts a backup back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.text import Text

_LEFT = Qt.AlignmentFlag.AlignLeft


class RestoreForm(QWidget):
    """Names the moment of the backup in words; `restore_wanted` when the person chose it."""

    restore_wanted = Signal()

    def __init__(self, look: LookSource, moment: str) -> None:
        super().__init__()
        self._source = look
        offer = self.tr("Er is een reservekopie van {0}. U kunt daarmee verder.")
        self._safe = Text(look, offer.format(moment), bold=True)
        self._safe.setObjectName("restore_sentence")
        rest = self.tr(
            "Wat u daarna opschreef, staat niet in de reservekopie. Wat u al had uitgewisseld, "
            "komt terug als u weer uitwisselt. Het oude gegevensbestand blijft bewaard."
        )
        self._lost = Text(look, rest, tone="muted")
        self._restore = Button(look, self.tr("Reservekopie &terugzetten"), "primary", "undo-2")
        self._restore.setObjectName("restore_backup")
        self._restore.clicked.connect(self.restore_wanted)
        card = Card(look)
        card.body.addWidget(self._safe)
        card.body.addWidget(self._lost)
        card.body.addWidget(self._restore, 0, _LEFT)
        self._box = QVBoxLayout(self)
        self._box.addWidget(card)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1.5))
