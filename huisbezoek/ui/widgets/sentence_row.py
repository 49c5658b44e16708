"""One sentence of a report as it was written, with the action that strikes it or puts it back."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.painting import repolish
from huisbezoek.ui.widgets.text import Icon, Text

# Narrower than this the chip goes below the sentence.
_TIGHT = 52


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words around a sentence: 'Doorhalen', 'Terugzetten', 'gaat niet mee'."""

    strike: str
    restore: str
    struck: str


class SentenceRow(QFrame):
    """A sentence (or a tick, with an icon) and its row action; `struck_changed` carries the state.

    The reader hears the sentence with the action: 'Doorhalen: Dan hoef ik maar één keer.'
    """

    struck_changed = Signal(bool)

    def __init__(
        self, look: LookSource, sentence: str, words: SentenceWords, icon: str = ""
    ) -> None:
        super().__init__()
        self._source = look
        self._words = words
        self._struck = False
        self._row = QHBoxLayout(self)
        if icon:
            self._row.addWidget(Icon(look, icon, units=2.25, tone="accent"))
        self.sentence = Text(look, sentence)
        self._chip = Chip(look, ChipValue(words.struck, "no"))
        self.action = Button(look, words.strike, "row")
        self._words_box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words_box.addWidget(self.sentence, 1)
        self._words_box.addWidget(self._chip)
        self._row.addLayout(self._words_box, 1)
        self._row.addWidget(self.action)
        self.action.clicked.connect(self._turn)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def struck(self) -> bool:
        """Whether the sentence goes no further."""
        return self._struck

    def set_struck(self, *, struck: bool) -> None:
        """Strikes the sentence or puts it back."""
        if struck != self._struck:
            self._struck = struck
            self._dress()
            self.struck_changed.emit(struck)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_tight = self.width() < self._source.look.u(_TIGHT)
        way = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        self._words_box.setDirection(way)

    def _turn(self) -> None:
        self.set_struck(struck=not self._struck)

    def _dress(self) -> None:
        look = self._source.look
        self._row.setContentsMargins(look.u(1), look.u(0.25), look.u(0.5), look.u(0.25))
        self._row.setSpacing(look.u(1.25))
        self._words_box.setSpacing(look.u(0.5))
        self.setProperty("card", "sunk" if self._struck else "false")
        repolish(self)
        self.sentence.set_struck(struck=self._struck)
        self.sentence.set_tone("muted" if self._struck else "ink")
        self._chip.setVisible(self._struck)
        word = self._words.restore if self._struck else self._words.strike
        self.action.setText(word)
        self.action.setAccessibleName(f"{word}: {self.sentence.text()}")
        self.setAccessibleDescription(self._words.struck if self._struck else "")
        self.updateGeometry()
