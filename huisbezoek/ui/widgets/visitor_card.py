"""The card of one visitor: who, how much room, three facts, and two buttons."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.circle import InitialsCircle
from huisbezoek.ui.widgets.steps import Room
from huisbezoek.ui.widgets.text import IconText, Text

# Narrower than this the facts, the room and the buttons stand under each other.
_TIGHT = 46


@dataclass(frozen=True, slots=True)
class VisitorFact:
    """A fact under a small head; one that needs care is a chip in its place."""

    head: str
    text: str
    chip: ChipValue | None = None


@dataclass(frozen=True, slots=True)
class VisitorCardValue:
    """What the card of a visitor says. `room` are the words under the cells ('nog 1', 'vol')."""

    visitor: str
    name: str
    initials: str
    district: str
    taken: int
    total: int
    room: str
    is_full: bool
    facts: tuple[VisitorFact, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class VisitorCardButtons:
    """The words of the two buttons."""

    view: str
    start_file: str


class VisitorCardPanel(QFrame):
    """Emits `view_requested` and `start_file_requested` with the identifier of the visitor.

    Its buttons are named `view_visitor` and `make_start_file`, once in each card.
    """

    view_requested = Signal(str)
    start_file_requested = Signal(str)

    def __init__(
        self, look: LookSource, value: VisitorCardValue, buttons: VisitorCardButtons
    ) -> None:
        super().__init__()
        self._source = look
        self.value = value
        self.setProperty("card", "true")
        self.setObjectName(f"visitor_card_{value.visitor}")
        self.setAccessibleName(value.name)
        self._box = QVBoxLayout(self)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns: list[QVBoxLayout] = []
        self._build_head()
        for fact in value.facts:
            self._add_fact(fact)
        self._build_buttons(buttons)
        self._box.addLayout(self._head)
        self._box.addLayout(self._facts)
        if value.remark:
            self._box.addWidget(IconText(look, "circle-alert", value.remark, tone="warn"))
        self._box.addStretch(1)
        self._box.addLayout(self._buttons)
        look.changed.connect(self._dress)
        self._dress()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _build_head(self) -> None:
        look, value = self._source, self.value
        names = QVBoxLayout()
        names.addWidget(Text(look, value.name, size="l", bold=True))
        district = Text(look, value.district, tone="muted")
        district.setVisible(bool(value.district))
        names.addWidget(district)
        names.addStretch(1)
        person = QHBoxLayout()
        circle = InitialsCircle(look, value.initials, value.visitor)
        person.addWidget(circle, 0, Qt.AlignmentFlag.AlignTop)
        person.addLayout(names, 1)
        room = QVBoxLayout()
        room.addWidget(Room(look, value.taken, value.total, value.room))
        room.addWidget(Text(look, value.room, bold=value.is_full, wraps=False))
        room.addStretch(1)
        self._person, self._names, self._room = person, names, room
        self._head.addLayout(person, 1)
        self._head.addLayout(room)

    def _add_fact(self, fact: VisitorFact) -> None:
        look = self._source
        column = QVBoxLayout()
        column.addWidget(Text(look, fact.head, size="s", tone="muted", wraps=False))
        shown: QWidget
        if fact.chip is not None:
            shown = Chip(look, fact.chip)
            shown.setAccessibleName(f"{fact.head}: {fact.chip.text}")
            column.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            column.addWidget(Text(look, fact.text))
        column.addStretch(1)
        self._columns.append(column)
        self._facts.addLayout(column, 1)

    def _build_buttons(self, words: VisitorCardButtons) -> None:
        look, value = self._source, self.value
        view = Button(look, words.view, icon="user")
        view.setObjectName("view_visitor")
        view.setAccessibleName(f"{words.view}: {value.name}")
        view.clicked.connect(lambda: self.view_requested.emit(value.visitor))
        start = Button(look, words.start_file, "quiet", "file-key")
        start.setObjectName("make_start_file")
        start.setAccessibleName(f"{words.start_file}: {value.name}")
        start.clicked.connect(lambda: self.start_file_requested.emit(value.visitor))
        self._buttons.addWidget(view)
        self._buttons.addWidget(start)
        self._buttons.addStretch(1)

    def _follow_width(self) -> None:
        is_tight = self.width() < self._source.look.u(_TIGHT)
        way = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        for layout in (self._head, self._facts, self._buttons):
            layout.setDirection(way)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(look.u(2), look.u(1.5), look.u(2), look.u(1.5))
        self._box.setSpacing(look.u(1.25))
        self._head.setSpacing(look.u(1.5))
        self._person.setSpacing(look.u(1.5))
        self._names.setSpacing(0)
        self._room.setSpacing(look.u(0.5))
        self._facts.setSpacing(look.u(1.5))
        self._buttons.setSpacing(look.u(0.5))
        for column in self._columns:
            column.setSpacing(0)
        self._follow_width()
