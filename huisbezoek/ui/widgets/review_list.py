"""Every sentence of the report as it will be read, each with the action that strikes it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.sentence_row import SentenceRow, SentenceWords
from huisbezoek.ui.widgets.text import Text

Row = tuple[str, str, str, bool]
"""Line id, words, icon, struck."""


class ReviewList(Card):
    """`struck_changed` carries a line id and whether it is struck; equal sentences go together."""

    struck_changed = Signal(str, bool)

    def __init__(self, look: LookSource, title: str) -> None:
        super().__init__(look, title, icon="eye")
        self._shown: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] | None = None
        self._rows: list[tuple[str, SentenceRow]] = []
        self._words = SentenceWords(
            self.tr("Doorhalen"), self.tr("Terugzetten"), self.tr("gaat niet mee")
        )
        self._empty = Text(
            look, self.tr("Er staat niets in dit verslag, behalve dat u er was."), tone="muted"
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._list)

    def set_blocks(self, blocks: Sequence[tuple[str, Sequence[Row]]]) -> None:
        """Shows these headings and rows; what is the same as before keeps its place and focus."""
        shape = tuple(
            (title, tuple((key, text) for key, text, *_ in rows)) for title, rows in blocks
        )
        if shape != self._shown:
            self._shown = shape
            self._build(blocks)
        struck = {
            key for _title, rows in blocks for key, _text, _icon, is_struck in rows if is_struck
        }
        for key, row in self._rows:
            with QSignalBlocker(row):
                row.set_struck(struck=key in struck)
        self._empty.setVisible(not self._rows)

    def sentences(self) -> tuple[str, ...]:
        """What is read now, without what was struck."""
        return tuple(row.sentence.text() for _key, row in self._rows if not row.struck)

    def _build(self, blocks: Sequence[tuple[str, Sequence[Row]]]) -> None:
        cleared(self._list)
        self._rows = []
        # Shown as a whole: rows that came in sight one by one would each lay out all the others.
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for title, sentences in blocks:
            heading = Text(self._source, title, size="s", bold=True, tone="muted")
            side, above = self._source.look.u(1), self._source.look.u(1.25)
            heading.setContentsMargins(side, above, 0, self._source.look.u(0.5))
            rows.addWidget(heading)
            for key, text, icon, _struck in sentences:
                row = SentenceRow(self._source, text, self._words, icon)
                row.action.setObjectName(f"strike_{len(self._rows)}")
                row.struck_changed.connect(
                    lambda struck, key=key: self.struck_changed.emit(key, struck)
                )
                self._rows.append((key, row))
                rows.addWidget(row)
        self._list.addWidget(holder)
