"""What has been done, in order: date left, circle with icon on a line, event, detail."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource
from huisbezoek.ui.widgets.circle import paint_icon_circle
from huisbezoek.ui.widgets.painting import draw_text, spell, text_size, widest_word

_CIRCLE = 3.75


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """Something that has happened: '5 nov 2026', an icon, what it was, and more about it."""

    day: str
    icon: str
    title: str
    detail: str = ""


class Timeline(QWidget):
    """Events, newest first; one painted widget with all rows in its description."""

    def __init__(self, look: LookSource, name: str, events: Sequence[TimelineEvent] = ()) -> None:
        super().__init__()
        self._source = look
        self._name = name
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_events(events)
        look.changed.connect(self.updateGeometry)

    def set_events(self, events: Sequence[TimelineEvent]) -> None:
        """Shows other events."""
        self._events = tuple(events)
        rows = (f"{event.day}: {event.title}. {event.detail}".strip() for event in self._events)
        spell(self, self._name, " ".join(rows))
        self.updateGeometry()
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        look = self._source.look
        return sum(self._row_height(look, event, width) for event in self._events)

    @override
    def sizeHint(self) -> QSize:
        width = self._source.look.u(50)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        look = self._source.look
        words = max((widest_word(look.font(), event.title) for event in self._events), default=0)
        return QSize(self._left(look) + words, 0)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        top, last = 0, len(self._events) - 1
        for place, event in enumerate(self._events):
            height = self._row_height(look, event, self.width())
            self._paint_row(painter, look, event, top)
            if place < last:
                x = self._day_width(look) + look.u(1.5 + _CIRCLE / 2)
                start = top + look.u(_CIRCLE + 0.25)
                line = QRectF(x - look.edge, start, look.edge * 2, height - look.u(_CIRCLE + 0.5))
                painter.fillRect(line, look.colour("hair"))
            top += height
        painter.end()

    def _paint_row(self, painter: QPainter, look: Look, event: TimelineEvent, top: int) -> None:
        circle = look.u(_CIRCLE)
        line = text_size(look.font(), event.title).height()
        shift = max(0, (circle - line) // 2)
        day_width = self._day_width(look)
        day = QRect(0, top + shift, day_width + 1, line)
        draw_text(painter, day, event.day, look.font(), look.colour("muted"))
        box = QRectF(day_width + look.u(1.5), top, circle, circle)
        paint_icon_circle(painter, look, box, event.icon, "on_wash", "wash")
        left = self._left(look)
        room = self.width() - left
        bold = look.font(bold=True)
        title = QRect(left, top + shift, room, text_size(bold, event.title, room).height())
        draw_text(painter, title, event.title, bold, look.colour("ink"))
        detail = QRect(left, title.bottom() + 1, room, self.height())
        draw_text(painter, detail, event.detail, look.font(), look.colour("muted"))

    def _row_height(self, look: Look, event: TimelineEvent, width: int) -> int:
        room = max(1, width - self._left(look))
        title = text_size(look.font(bold=True), event.title, room).height()
        detail = text_size(look.font(), event.detail, room).height() if event.detail else 0
        return max(look.u(_CIRCLE), look.u(0.5) + title + detail) + look.u(1.5)

    def _day_width(self, look: Look) -> int:
        font = look.font()
        return max((text_size(font, event.day).width() for event in self._events), default=0)

    def _left(self, look: Look) -> int:
        return self._day_width(look) + look.u(1.5 + _CIRCLE + 2)
