"""Chips: a short state as icon and word on a wash of its tone (look.md 2)."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource, Token
from huisbezoek.ui.widgets.painting import (
    LEFT_MIDDLE,
    draw_icon,
    draw_plate,
    draw_text,
    pen,
    text_size,
)

ChipTone = Literal["wait", "today", "ok", "plain", "no", "reason", "lost"]

# Per tone: text, wash, and the icon that goes with it unless a page says otherwise.
_TONES: Final[dict[ChipTone, tuple[Token, Token, str]]] = {
    "wait": ("warn", "warn_wash", "clock"),
    "today": ("on_wash", "wash", "calendar-check"),
    "ok": ("good", "good_wash", "circle-check"),
    "plain": ("neutral", "neutral_wash", ""),
    "no": ("neutral", "neutral_wash", "minus"),
    "reason": ("on_wash", "wash", "user-check"),
    "lost": ("late", "late_wash", "laptop-minimal"),
}


@dataclass(frozen=True, slots=True)
class ChipValue:
    """What a chip says: a word or two in small letters, its tone, and an icon of its own."""

    text: str
    tone: ChipTone = "plain"
    icon: str | None = None

    @property
    def icon_name(self) -> str:
        """The icon to draw; empty when there is none."""
        return _TONES[self.tone][2] if self.icon is None else self.icon


def chip_size(look: Look, chip: ChipValue) -> QSize:
    """The room that a chip takes in pixels; it never wraps."""
    width = text_size(look.font("s", bold=True), chip.text).width() + 2 * look.u(1.25)
    if chip.icon_name:
        width += look.u(2) + look.u(0.5) - look.u(0.25)
    return QSize(width, look.u(3.5))


def paint_chip(painter: QPainter, look: Look, place: QPoint, chip: ChipValue) -> None:
    """Paints a chip with its top left corner at `place`; for widgets and delegates alike."""
    size = chip_size(look, chip)
    ink, wash, _icon = _TONES[chip.tone]
    edge = pen(look.colour(ink), look.edge) if look.theme.is_high_contrast else None
    box = QRectF(place.x(), place.y(), size.width(), size.height())
    draw_plate(painter, box, box.height() / 2, look.colour(wash), edge)
    x = place.x() + look.u(1.25)
    if chip.icon_name:
        side = look.u(2)
        x -= look.u(0.25)
        spot = QPointF(x, place.y() + (size.height() - side) / 2)
        draw_icon(painter, look, spot, chip.icon_name, ink, side)
        x += side + look.u(0.5)
    words = QRect(x, place.y(), size.width(), size.height())
    draw_text(painter, words, chip.text, look.font("s", bold=True), look.colour(ink), LEFT_MIDDLE)


class Chip(QWidget):
    """A chip as a widget: never clickable, read out as its text."""

    def __init__(self, look: LookSource, chip: ChipValue) -> None:
        super().__init__()
        self._source = look
        self._chip = chip
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chip.text)
        look.changed.connect(self.updateGeometry)

    def set_chip(self, chip: ChipValue) -> None:
        """Says something else."""
        self._chip = chip
        self.setAccessibleName(chip.text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return chip_size(self._source.look, self._chip)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self._source.look, QPoint(0, 0), self._chip)
        painter.end()
