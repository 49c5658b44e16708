"""How it goes, in a fold: four numbers with what they count, each with its list."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.usecases.supervision import Supervision
from huisbezoek.ui import texts
from huisbezoek.ui.models.supervision_words import (
    FoundWords,
    NumberWords,
    own_words,
    supervision_words,
)
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.slices import Slices
from huisbezoek.ui.widgets.tab_order import follow_card
from huisbezoek.ui.widgets.text import FactRow, Text

MOST_LINES = 50
"""More rows than anybody reads at once; the oldest come first, and the number counts them all."""

_AT_ONCE: Final = 10
_IN_A_SLICE: Final = 4

_ICONS = {
    "silent": "laptop-minimal",
    "unrecorded": "notebook-pen",
    "heavy": "users",
    "waiting": "clock",
}


class SupervisionFold(Fold):
    """For a coordinator. `visitor_asked` and `resident_asked` carry whose card is wanted."""

    visitor_asked = Signal(str)
    resident_asked = Signal(str)

    def __init__(self, look: LookSource) -> None:
        words = _tr("Wie wisselde lang niet uit, wat is niet opgeschreven, wie wacht lang.")
        super().__init__(look, _tr("Hoe staat het er&voor?"), words)
        self.setObjectName("supervision")
        self.button.setObjectName("open_supervision")
        self._look = look
        self._lists: dict[str, _FoundList] = {}
        self._wanted = ""

    def open_list(self, name: str) -> None:
        """Opens the fold, with the list of this number as soon as it is known."""
        self._wanted = name
        self.set_open(is_open=True)

    def set_numbers(self, seen: Supervision, today: date) -> None:
        """Shows these numbers; a list that was open stays open."""
        was_open = {name for name, shown in self._lists.items() if not shown.isHidden()}
        was_open.add(self._wanted)
        self._wanted = ""
        cleared(self.body)
        self._lists = {}
        self._last_stop: QWidget | None = self.button
        for number in supervision_words(seen, today):
            self._add_number(number)
            if number.name in was_open and number.found:
                self._lists[number.name].show()

    def _add_number(self, number: NumberWords) -> None:
        buttons = []
        if number.found:
            see = Button(self._look, _tr("Bekijk wie"), "row")
            see.setObjectName(f"see_{number.name}")
            see.clicked.connect(lambda: self._turn_list(number.name))
            buttons.append(see)
        icon = _ICONS[number.name]
        row = ActionRow(self._look, icon, number.phrase, (number.meaning,), buttons)
        row.setObjectName(f"number_{number.name}")
        self.body.addWidget(row)
        self._last_stop = follow_card(self._last_stop, row)
        pieces: list[Callable[[], QWidget]] = [
            partial(self._line, line) for line in number.found[:MOST_LINES]
        ]
        rest = len(number.found) - MOST_LINES
        if rest > 0:
            more = texts.counted(rest, _tr("En nog {0} ander."), _tr("En nog {0} anderen."))
            pieces.append(lambda: Text(self._look, more, tone="muted"))
        shown = self._lists[number.name] = _FoundList(self._look, self._last_stop, pieces)
        shown.setObjectName(f"list_{number.name}")
        self.body.addWidget(shown)

    def _line(self, line: FoundWords) -> QWidget:
        see = Button(self._look, _tr("Bekijk"), "row")
        see.setObjectName("see_card")
        if line.visitor:
            see.clicked.connect(lambda: self.visitor_asked.emit(line.visitor))
        else:
            see.clicked.connect(lambda: self.resident_asked.emit(line.resident))
        return ActionRow(self._look, "user", line.who, (line.detail,), (see,))

    def _turn_list(self, name: str) -> None:
        shown = self._lists[name]
        shown.setVisible(shown.isHidden())


class _FoundList(Card):
    """A list that is made when somebody looks: the first rows at once, the others in slices."""

    def __init__(
        self, look: LookSource, before: QWidget | None, rows: Sequence[Callable[[], QWidget]]
    ) -> None:
        super().__init__(look, sunk=True)
        self._last_stop = before
        self._rows = rows
        self._slices = Slices(self, _AT_ONCE, _IN_A_SLICE)
        self.hide()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        rows, self._rows = self._rows, ()
        if rows:
            self._slices.begin([partial(self._add, row) for row in rows])
        self._slices.go_on()

    def _add(self, make: Callable[[], QWidget]) -> None:
        row = make()
        self.body.addWidget(row)
        self._last_stop = follow_card(self._last_stop, row)


class OwnNumbers(Card):
    """For a visitor: what the coordinator sees of them, in the same words."""

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, _tr("Wat uw coördinator over u ziet"), icon="eye")
        self.setObjectName("own_numbers")
        self._look = look
        words = _tr("Dit telt het programma over u. Meer is het niet, en er is geen lijstje.")
        self.body.addWidget(Text(look, words, tone="muted"))
        self._rows = QVBoxLayout()
        self.body.addLayout(self._rows)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hide()

    def set_numbers(self, seen: Supervision) -> None:
        """Shows these numbers."""
        cleared(self._rows)
        for number in own_words(seen):
            row = FactRow(self._look, _ICONS[number.name], number.phrase, number.meaning)
            self._rows.addWidget(row)
        self.show()


def _tr(text: str) -> str:
    return QCoreApplication.translate("supervision", text)
