"""A line with a chip at its right: what was asked, and the answer."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.painting import spell
from huisbezoek.ui.widgets.text import Text


class AnswerRow(QWidget):
    """A sentence with a chip ('ja' in tone ok, 'nee' in tone no) on the right edge."""

    def __init__(self, look: LookSource, text: str, answer: ChipValue) -> None:
        super().__init__()
        self._source = look
        self._chip = Chip(look, answer)
        self._text = Text(look, text)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._chip)
        spell(self, f"{text}: {answer.text}")
        look.changed.connect(self._dress)
        self._dress()

    def set_answer(self, answer: ChipValue) -> None:
        """Shows another answer."""
        self._chip.set_chip(answer)
        spell(self, f"{self._text.text()}: {answer.text}")

    def _dress(self) -> None:
        look = self._source.look
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.u(1.5))
