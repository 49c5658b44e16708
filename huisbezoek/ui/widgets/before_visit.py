"""Before the visit: what to take along, and what is good to know; nothing has to be ticked."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.text import FactRow, IconText, Text


class BeforeVisit(QWidget):
    """A calm list beside the facts. `ticked` tells that a tick changed."""

    ticked = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        columns = Columns(look, (20, 27))
        left, right = columns.columns
        take = Card(look, self.tr("Neem mee"), icon="clipboard-list")
        take.body.addWidget(Text(look, self.tr("Aankruisen hoeft niet."), tone="muted"))
        self._take = ChoiceGroup(look, "", [], several=True)
        self._take.setAccessibleName(self.tr("Neem mee"))
        self._take.changed.connect(self.ticked)
        take.body.addWidget(self._take)
        left.addWidget(take)
        self._last = Card(look, self.tr("Vorige keer afgesproken"), icon="history")
        self._lines = QVBoxLayout()
        self._last.body.addLayout(self._lines)
        left.addWidget(self._last)
        left.addStretch(1)
        known = Card(look, self.tr("Goed om te weten"), icon="info")
        self._facts = QVBoxLayout()
        known.body.addLayout(self._facts)
        right.addWidget(known)
        right.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(columns)
        box.addStretch(1)
        self.setFocusProxy(self._take)

    def set_things(self, things: Sequence[tuple[str, str]], ticked: Collection[str]) -> None:
        """Shows what may be taken along (key and words), with what was ticked before."""
        self._take.set_choices([Choice(key, text) for key, text in things])
        for key, row in self._take.rows().items():
            row.setObjectName(f"take_{key}")
        self._take.set_chosen(ticked)

    def things(self) -> frozenset[str]:
        """The keys that are ticked."""
        return frozenset(self._take.chosen())

    def set_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Shows icon, fact and detail of what is known."""
        cleared(self._facts)
        for icon, fact, detail in facts:
            self._facts.addWidget(FactRow(self._source, icon, fact, detail))

    def set_last_time(self, lines: Sequence[str]) -> None:
        """Shows what was agreed last time; nothing when there was no last time."""
        cleared(self._lines)
        for line in lines:
            self._lines.addWidget(IconText(self._source, "heart-handshake", line))
        self._last.setVisible(bool(lines))
