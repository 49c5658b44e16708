"""Paints the appointments upon the week: each on its own minutes, with as much name as fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from huisbezoek.model.domain.agenda import FIRST_HOUR
from huisbezoek.ui.theme import Look, Token
from huisbezoek.ui.widgets.painting import draw_icon, draw_plate, draw_text, pen, text_size
from huisbezoek.ui.widgets.week_model import HALF_HOURS, Block, GridEntry, side_by_side

MOST_BESIDE: Final = 2
"""More appointments at the same time are one plate that says how many."""
_HALF_HOUR: Final = 30
_SIGN: Final = 2.0
_AIR: Final = 0.25


@dataclass(frozen=True, slots=True)
class DayPlace:
    """Where a day stands: its half hours below each other, each `row` pixels high."""

    column: QRect
    row: int

    def between(self, first: float, last: float) -> QRect:
        """The part between two times, in half hours from the first hour on."""
        top = self.column.top() + round(max(first, 0) * self.row)
        foot = self.column.top() + round(min(last, HALF_HOURS) * self.row)
        return QRect(self.column.left(), top, self.column.width(), max(foot - top, self.row))


def block_box(look: Look, block: Block, place: DayPlace) -> QRect:
    """The plate of appointments that take the same time: as long as they last together."""
    if len(block.entries) > MOST_BESIDE:
        return _with_air(look, place.between(block.first, block.last + 1))
    return _united(entry_boxes(look, block, place))


def entry_boxes(look: Look, block: Block, place: DayPlace) -> tuple[QRect, ...]:
    """The plates of a block beside each other, each from its own minute to its own minute."""
    across = _with_air(look, place.column)
    columns = side_by_side(across, len(block.entries), look.u(0.5))
    boxes = []
    for entry, column in zip(block.entries, columns, strict=True):
        start = _half_hours(entry.starts)
        box = _with_air(look, place.between(start, start + entry.minutes / _HALF_HOUR))
        boxes.append(QRect(column.left(), box.top(), column.width(), box.height()))
    return tuple(boxes)


def paint_block(
    painter: QPainter, look: Look, block: Block, place: DayPlace, *, is_current: bool, several: str
) -> None:
    """Paints the appointments of a block; `several` says how many there are when not each fits."""
    if len(block.entries) > MOST_BESIDE:
        box = block_box(look, block, place)
        _paint_plate(painter, look, box, is_current=is_current, is_settled=False)
        paint_words(painter, look, box, several.format(len(block.entries)))
        return
    for entry, box in zip(block.entries, entry_boxes(look, block, place), strict=True):
        _paint_plate(painter, look, box, is_current=is_current, is_settled=entry.is_settled)
        if entry.is_marked:
            _paint_marked(painter, look, _inner(look, box), entry)
        else:
            _paint_plain(painter, look, _inner(look, box), entry)


def paint_words(painter: QPainter, look: Look, box: QRect, words: str) -> None:
    """Words in the upper left corner of a plate."""
    draw_text(painter, _inner(look, box), words, look.font("s", bold=True), _ink(look))


def paint_ghost(painter: QPainter, look: Look, box: QRect, words: str) -> None:
    """Where an appointment would go, with its new time."""
    inside = box.adjusted(look.u(_AIR), 0, -look.u(_AIR), 0)
    outline = pen(look.colour("accent"), look.ring, is_dashed=True)
    draw_plate(painter, QRectF(inside), look.u(1), None, outline)
    paint_words(painter, look, inside, words)


def short_clock(moment: datetime) -> str:
    """'9.30'."""
    return f"{moment:%H.%M}".removeprefix("0")


def _paint_plain(painter: QPainter, look: Look, box: QRect, entry: GridEntry) -> None:
    time = short_clock(entry.starts)
    words = _fitting(look, [f"{time} {name}" for name in _names(entry)], box) or time
    draw_text(painter, box, words, look.font("s", bold=True), _ink(look))


def _paint_marked(painter: QPainter, look: Look, box: QRect, entry: GridEntry) -> None:
    """The sign stands behind the time, or at the foot where there is no room for both."""
    font, time, side = look.font("s", bold=True), short_clock(entry.starts), look.u(_SIGN)
    line = text_size(font, time)
    is_beside = line.width() + look.u(0.5) + side <= box.width()
    below = box.adjusted(0, line.height(), 0, 0 if is_beside else -side)
    top = box.top() + (line.height() - side) // 2 if is_beside else box.bottom() - side
    draw_icon(painter, look, QPoint(box.right() - side, top), "info", "warn", side)
    draw_text(painter, box, time, font, _ink(look))
    draw_text(painter, below, _fitting(look, _names(entry), below), font, _ink(look))


def _paint_plate(
    painter: QPainter, look: Look, box: QRect, *, is_current: bool, is_settled: bool
) -> None:
    edge: Token = "accent" if is_current else "line"
    width = look.thick_edge if is_current else look.edge
    outline = pen(look.colour(edge), width, is_dashed=not is_settled and not is_current)
    draw_plate(painter, QRectF(box), look.u(1), look.colour("wash"), outline)


def _names(entry: GridEntry) -> tuple[str, ...]:
    return (entry.name, *entry.shorter)


def _half_hours(moment: datetime) -> float:
    return ((moment.hour - FIRST_HOUR) * 60 + moment.minute) / _HALF_HOUR


def _with_air(look: Look, box: QRect) -> QRect:
    """Space on all sides; more at the left, where the bar of today stands."""
    air = look.u(_AIR)
    return box.adjusted(look.u(0.75), air, -air, -air)


def _inner(look: Look, box: QRect) -> QRect:
    return box.adjusted(look.u(0.75), look.u(0.125), -look.u(0.25), 0)


def _united(boxes: tuple[QRect, ...]) -> QRect:
    found = boxes[0]
    for box in boxes[1:]:
        found = found.united(box)
    return found


def _fitting(look: Look, texts: Sequence[str], box: QRect) -> str:
    """The first that fits; before it comes to initials, the last line may touch the edge."""
    roomy = box.adjusted(0, 0, 0, look.u(0.4))
    names, initials = texts[:-1], texts[-1:]
    tries = [*((one, box) for one in names), *((one, roomy) for one in reversed(names))]
    tries += [(one, box) for one in initials]
    return next((text for text, place in tries if _fits(look, text, place)), "")


def _fits(look: Look, words: str, box: QRect) -> bool:
    size = text_size(look.font("s", bold=True), words, box.width())
    return size.height() <= box.height() and size.width() <= box.width() + 1


def _ink(look: Look) -> QColor:
    return look.colour("on_wash")
