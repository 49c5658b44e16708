"""Progress: numbered steps, the cells of a visitor's room, and a bar with a number."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token, is_narrow
from huisbezoek.ui.widgets.circle import paint_icon_circle
from huisbezoek.ui.widgets.painting import MIDDLE, draw_circle, draw_plate, draw_text, pen
from huisbezoek.ui.widgets.text import Text

_CIRCLE = 4.5


class StepCircle(QWidget):
    """A numbered circle: 'done' is a green check, 'now' is filled, 'later' is an edge."""

    def __init__(self, look: LookSource, number: int, state: str = "later") -> None:
        super().__init__()
        self._source = look
        self._number = number
        self._state = state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_state(self, state: str) -> None:
        """Becomes 'done', 'now' or 'later'."""
        self._state = state
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._source.look.u(_CIRCLE)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._state == "done":
            paint_icon_circle(painter, look, box, "check", "good", "good_wash")
        else:
            is_now = self._state == "now"
            edge = None if is_now else pen(look.colour("line"), look.edge)
            draw_circle(painter, box, look.colour("accent" if is_now else "card"), edge)
            ink: Token = "on_accent" if is_now else "muted"
            font = look.font(bold=True)
            words = str(self._number)
            draw_text(painter, self.rect(), words, font, look.colour(ink), MIDDLE)
        painter.end()


class Steps(QWidget):
    """A row of steps with words; stacked in the narrow form. Steps are counted from 0."""

    def __init__(self, look: LookSource, words: Sequence[str], current: int = 0) -> None:
        super().__init__()
        self._source = look
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._circles: list[StepCircle] = []
        self._texts: list[Text] = []
        self._pairs: list[QHBoxLayout] = []
        for number, text in enumerate(words, start=1):
            circle, label = StepCircle(look, number), Text(look, text)
            pair = QHBoxLayout()
            pair.addWidget(circle)
            pair.addWidget(label, 1)
            self._box.addLayout(pair)
            self._circles.append(circle)
            self._texts.append(label)
            self._pairs.append(pair)
        self.set_current(current)
        look.changed.connect(self._dress)
        self._dress()

    def set_current(self, current: int) -> None:
        """Marks a step as the one of now, those before it as done."""
        for place, (circle, text) in enumerate(zip(self._circles, self._texts, strict=True)):
            state = "done" if place < current else "now" if place == current else "later"
            circle.set_state(state)
            text.set_tone("ink" if place == current else "muted")
            text.set_bold(bold=place == current)
        if 0 <= current < len(self._texts):
            self.setAccessibleName(f"{current + 1}. {self._texts[current].text()}")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = is_narrow(self, self._source.look)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(way)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1.5))
        for pair in self._pairs:
            pair.setSpacing(look.u(1.25))


class Room(QWidget):
    """The room of a visitor: one small cell per visit a month, filled where it is taken."""

    def __init__(self, look: LookSource, taken: int, total: int, words: str) -> None:
        super().__init__()
        self._source = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_room(taken, total, words)
        look.changed.connect(self.updateGeometry)

    def set_room(self, taken: int, total: int, words: str) -> None:
        """Shows another room; `words` ('3 van 4 bezoeken') is what the reader hears."""
        self._taken, self._total = taken, total
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        look = self._source.look
        return QSize(look.u(2.9) * max(self._total, 1), look.u(2))

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        for place in range(self._total):
            box = QRectF(place * look.u(2.9), look.u(0.125), look.u(2.375), look.u(1.75))
            fill: Token = "accent" if place < self._taken else "card"
            edge = pen(look.colour("line"), look.edge)
            draw_plate(painter, box, look.u(0.5), look.colour(fill), edge)
        painter.end()


class Progress(QWidget):
    """How far a piece of work is: a bar and a sentence with the number under it."""

    def __init__(self, look: LookSource, sentence: str = "") -> None:
        super().__init__()
        self._source = look
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.sentence = Text(look, sentence, tone="muted")
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._bar)
        self._box.addWidget(self.sentence)
        look.changed.connect(self._dress)
        self._dress()

    def set_progress(self, done: int, total: int, sentence: str) -> None:
        """Shows `done` of `total`, with the sentence that says it in words."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(min(done, max(1, total)))
        self.sentence.setText(sentence)
        self._bar.setAccessibleName(sentence)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(0.75))
