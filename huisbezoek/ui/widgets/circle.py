"""Circles: initials of a person, and an icon on a wash; decoration without a name."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource, Token
from huisbezoek.ui.widgets.painting import MIDDLE, draw_circle, draw_icon, draw_text, pen

_TINTS: Final[tuple[Token, ...]] = ("sand", "sage", "rose", "wash")

# Above this many u the initials are written in the size of a name.
_LARGE: Final = 6


def tint_for(key: str) -> Token:
    """A soft tint that stays the same for the same person, from her id."""
    return _TINTS[sum(key.encode("utf-8")) % len(_TINTS)]


def paint_initials(
    painter: QPainter, look: Look, box: QRectF, initials: str, tint: Token, *, large: bool = False
) -> None:
    """Paints at most two initials in a circle."""
    edge = pen(look.colour("ink"), look.edge) if look.theme.is_high_contrast else None
    draw_circle(painter, box, look.colour(tint), edge)
    font = look.font("l" if large else "s", bold=True)
    draw_text(painter, box.toAlignedRect(), initials[:2], font, look.colour("ink"), MIDDLE)


def paint_icon_circle(
    painter: QPainter, look: Look, box: QRectF, icon: str, ink: Token, wash: Token
) -> None:
    """Paints an icon, half the size of its circle, on a wash."""
    is_plain = look.theme.is_high_contrast and look.theme.value(wash) == look.theme.paper
    edge = pen(look.colour(ink), look.edge) if is_plain else None
    draw_circle(painter, box, look.colour(wash), edge)
    side = round(box.width() / 2)
    place = QPointF(box.center().x() - side / 2, box.center().y() - side / 2)
    draw_icon(painter, look, place, icon, ink, side)


class InitialsCircle(QWidget):
    """The circle with initials, `units` u wide (7 on the person page); `key` picks the tint.

    The key is the id of a person, so that her tint stays the same everywhere.
    """

    def __init__(
        self,
        look: LookSource,
        initials: str,
        key: str,
        *,
        units: float = 5.5,
    ) -> None:
        super().__init__()
        self._source = look
        self._initials = initials
        self._key = key
        self._units = units
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_person(self, initials: str, key: str) -> None:
        """Shows another person."""
        self._initials, self._key = initials, key
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._source.look.u(self._units)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = tint_for(self._key)
        box = QRectF(self.rect())
        paint_initials(
            painter, self._source.look, box, self._initials, tint, large=self._units > _LARGE
        )
        painter.end()


class IconCircle(QWidget):
    """A circle of `units` u with an icon half its size."""

    def __init__(
        self,
        look: LookSource,
        icon: str,
        *,
        units: float = 4.5,
        ink: Token = "on_wash",
        wash: Token = "wash",
    ) -> None:
        super().__init__()
        self._source = look
        self._icon = icon
        self._units = units
        self._ink: Token = ink
        self._wash: Token = wash
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_icon(self, icon: str, ink: Token, wash: Token) -> None:
        """Shows another icon or tone."""
        self._icon, self._ink, self._wash = icon, ink, wash
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._source.look.u(self._units)
        return QSize(side, side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint_icon_circle(painter, self._source.look, box, self._icon, self._ink, self._wash)
        painter.end()
