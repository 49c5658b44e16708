"""A card with the first few rows of a list, and a fold below it with all others."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.text import Text

FIRST_ROWS = 5


class CardWithFold(QWidget):
    """`title` stands on the card, `more` on the fold, whose button is named `button_name`."""

    def __init__(self, look: LookSource, title: str, more: str, button_name: str) -> None:
        super().__init__()
        self._look = look
        self._more = more
        card = Card(look, title)
        self._rows = QVBoxLayout()
        card.body.addLayout(self._rows)
        card.body.addStretch(1)
        self._fold = Fold(look, more, " ")
        self._fold.button.setObjectName(button_name)
        self._fold.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(card, 1)
        self._box.addWidget(self._fold)
        look.changed.connect(self._dress)
        self._dress()

    def show_rows(self, rows: Sequence[QWidget], empty: str, note: str) -> None:
        """Shows these rows, or says `empty`; `note` says how many stand in the fold."""
        cleared(self._rows)
        cleared(self._fold.body)
        if not rows:
            self._rows.addWidget(Text(self._look, empty, tone="muted"))
        for number, row in enumerate(rows):
            (self._rows if number < FIRST_ROWS else self._fold.body).addWidget(row)
        self._fold.setVisible(len(rows) > FIRST_ROWS)
        self._fold.set_words(self._more, note)

    def _dress(self) -> None:
        self._box.setSpacing(self._look.look.u(2))
        self._rows.setSpacing(self._look.look.u(1))
