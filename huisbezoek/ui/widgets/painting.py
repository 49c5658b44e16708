"""The few strokes that all painted widgets share: plates, text and icons."""

import re
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from huisbezoek.ui.theme import Look, Token

WRAPPED = int(Qt.TextFlag.TextWordWrap.value)
LEFT = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop).value)
LEFT_MIDDLE = int((Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value)
RIGHT = int((Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value)
MIDDLE = int(Qt.AlignmentFlag.AlignCenter.value)
_ENDLESS = 1_000_000
# A space between a figure and its word, as in '84 jaar' and '14.00 uur'.
_WITH_FIGURE: Final = re.compile(r"(?<=\d) (?=[a-z])")


def mnemonic_sign(look: Look) -> int:
    """Underlines the letter that goes with Alt, while Alt is held; else only hides its sign."""
    kind = Qt.TextFlag.TextShowMnemonic if look.mnemonics else Qt.TextFlag.TextHideMnemonic
    return int(kind.value)


def together(text: str) -> str:
    """The text with each number on one line with the word that belongs to it: '84 jaar'."""
    return _WITH_FIGURE.sub("\N{NO-BREAK SPACE}", text)


def text_size(font: QFont, text: str, width: int = _ENDLESS) -> QSize:
    """The room that `text` takes in pixels when it wraps at `width`."""
    room = QRect(0, 0, max(1, width), _ENDLESS)
    box = QFontMetrics(font).boundingRect(room, WRAPPED, together(text))
    return QSize(box.width() + 1, box.height())


def widest_word(font: QFont, text: str) -> int:
    """The width in pixels below which `text` would be cut."""
    metrics = QFontMetrics(font)
    return (
        max((metrics.horizontalAdvance(word) for word in together(text).split(" ")), default=0) + 1
    )


def draw_text(
    painter: QPainter, box: QRect, text: str, font: QFont, colour: QColor, place: int = LEFT
) -> None:
    """Writes wrapped text in a box; `place` is one of the alignments above."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(box, place | WRAPPED, together(text))


def pen(colour: QColor, width: int, *, is_dashed: bool = False) -> QPen:
    """A pen for the edge of a plate."""
    made = QPen(colour, width)
    if is_dashed:
        made.setStyle(Qt.PenStyle.DashLine)
    return made


def draw_plate(
    painter: QPainter, box: QRectF, radius: float, fill: QColor | None, edge: QPen | None = None
) -> None:
    """Fills a rounded plate and draws its edge inside the box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        inner = box
    else:
        painter.setPen(edge)
        half = edge.widthF() / 2
        inner = box.adjusted(half, half, -half, -half)
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def draw_circle(painter: QPainter, box: QRectF, fill: QColor, edge: QPen | None = None) -> None:
    """Fills a circle in a square box and draws its edge inside it."""
    draw_plate(painter, box, box.width() / 2, fill, edge)


def draw_icon(
    painter: QPainter, look: Look, place: QPoint | QPointF, name: str, colour: Token, side: int
) -> None:
    """Puts an icon with its top left corner at `place`."""
    pixmap = look.icons.pixmap(name, look.theme.value(colour), side)
    painter.drawPixmap(QPointF(place), pixmap)


def spell(widget: QWidget, name: str, description: str = "") -> None:
    """Gives a widget its name and description for the screen reader."""
    widget.setAccessibleName(name)
    widget.setAccessibleDescription(description)


def repolish(widget: QWidget) -> None:
    """Lets the style sheet look again after a property of the widget changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
