"""Buttons in the six kinds of look.md 2, painted by one class."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource, Token
from huisbezoek.ui.widgets.painting import (
    LEFT_MIDDLE,
    draw_icon,
    draw_plate,
    draw_text,
    mnemonic_sign,
    pen,
    text_size,
)

ButtonKind = Literal["primary", "secondary", "quiet", "flush", "row", "danger"]

_WIDEST: Final = 46
_SIDES: Final[dict[ButtonKind, float]] = {
    "primary": 2.5,
    "secondary": 2.5,
    "quiet": 1.5,
    "flush": 0,
    "row": 1,
    "danger": 2.5,
}
_HEIGHTS: Final[dict[ButtonKind, float]] = {
    "primary": 5.25,
    "secondary": 5.25,
    "quiet": 5.25,
    "flush": 3.5,
    "row": 4.25,
    "danger": 5.25,
}
_UNDERLINED: Final[frozenset[ButtonKind]] = frozenset({"flush", "row"})
_ICON: Final = 2.5
_GAP: Final = 0.9


@dataclass(frozen=True, slots=True)
class ButtonFace:
    """What a button shows: its words (perhaps with a mnemonic), kind and icon."""

    text: str
    kind: ButtonKind = "secondary"
    icon: str = ""
    icon_right: bool = False

    @property
    def plain_text(self) -> str:
        """The words without the sign of the mnemonic."""
        return self.text.replace("&", "")


@dataclass(frozen=True, slots=True)
class ButtonState:
    """How a button stands at this moment."""

    is_enabled: bool = True
    is_hovered: bool = False
    is_pressed: bool = False


AT_REST: Final = ButtonState()


def button_size(look: Look, face: ButtonFace) -> QSize:
    """The room a button takes, the same for a widget and for one painted in a list."""
    words = text_size(_font(look, face.kind), face.plain_text, look.u(_WIDEST))
    width = words.width() + 2 * look.u(_SIDES[face.kind])
    if face.icon:
        width += look.u(_ICON) + look.u(_GAP)
    return QSize(width, max(look.u(_HEIGHTS[face.kind]), words.height() + look.u(1.5)))


def paint_button(
    painter: QPainter, look: Look, box: QRect, face: ButtonFace, state: ButtonState = AT_REST
) -> None:
    """Paints a button in a box; the list of cards uses it for its next step."""
    _paint_plate(painter, look, QRectF(box), face.kind, state)
    font = _font(look, face.kind)
    font.setUnderline(state.is_enabled and state.is_hovered and face.kind in _UNDERLINED)
    colour: Token = _ink(face.kind) if state.is_enabled else "muted"
    side = look.u(_ICON) if face.icon else 0
    gap = look.u(_GAP) if face.icon else 0
    room = box.width() - 2 * look.u(_SIDES[face.kind]) - side - gap
    words = text_size(font, face.plain_text, max(room, 1))
    slack = box.width() - words.width() - side - gap
    start = box.left() + (0 if face.kind == "flush" else slack // 2)
    icon_x = start + words.width() + gap if face.icon_right else start
    text_x = start if face.icon_right else start + side + gap
    if face.icon:
        place = QPointF(icon_x, box.top() + (box.height() - side) / 2)
        draw_icon(painter, look, place, face.icon, colour, side)
    area = QRect(text_x, box.top(), words.width() + 2, box.height())
    sign = mnemonic_sign(look)
    draw_text(painter, area, face.text, font, look.colour(colour), LEFT_MIDDLE | sign)


class Button(QPushButton):
    """A button with words and perhaps an icon; the words may hold a mnemonic ('&Openen').

    One `primary` per page. Use the signal `clicked` as of any push button. A row action gets its
    sentence for the reader through `setAccessibleName`.
    """

    def __init__(
        self,
        look: LookSource,
        text: str,
        kind: ButtonKind = "secondary",
        icon: str = "",
        *,
        icon_right: bool = False,
    ) -> None:
        super().__init__(text)
        self._source = look
        self._kind: ButtonKind = kind
        self._icon = icon
        self._icon_right = icon_right
        self._is_hovered = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def kind(self) -> ButtonKind:
        """Which of the six kinds this is."""
        return self._kind

    def set_kind(self, kind: ButtonKind) -> None:
        """Becomes another kind of button."""
        self._kind = kind
        self._dress()

    def set_icon(self, icon: str) -> None:
        """Shows another icon, or none for an empty name."""
        self._icon = icon
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        return button_size(self._source.look, self._face())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_button(
            painter,
            self._source.look,
            self.rect(),
            self._face(),
            ButtonState(self.isEnabled(), self._is_hovered, self.isDown()),
        )
        painter.end()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()
        super().leaveEvent(event)

    def _face(self) -> ButtonFace:
        return ButtonFace(self.text(), self._kind, self._icon, self._icon_right)

    def _dress(self) -> None:
        self.setFont(_font(self._source.look, self._kind))
        self.updateGeometry()
        self.update()


def _font(look: Look, kind: ButtonKind) -> QFont:
    return look.font("m", bold=kind != "row")


def _ink(kind: ButtonKind) -> Token:
    if kind in {"primary", "danger"}:
        return "on_accent"
    return "ink" if kind == "secondary" else "accent"


def _paint_plate(
    painter: QPainter, look: Look, frame: QRectF, kind: ButtonKind, state: ButtonState
) -> None:
    radius = look.u(1)
    if not state.is_enabled:
        if kind not in _UNDERLINED:
            edge = pen(look.colour("hair"), look.edge, is_dashed=look.theme.is_high_contrast)
            draw_plate(painter, frame, radius, look.colour("sunk"), edge)
    elif kind == "primary":
        is_dark = state.is_hovered or state.is_pressed
        draw_plate(painter, frame, radius, look.colour("accent_hover" if is_dark else "accent"))
    elif kind == "danger":
        edge = pen(look.colour("ink" if state.is_hovered else "late"), look.thick_edge)
        draw_plate(painter, frame, radius, look.colour("late"), edge)
    elif kind == "secondary":
        fill: Token = "hair" if state.is_pressed else "sunk" if state.is_hovered else "card"
        if look.theme.is_high_contrast:
            fill = "card"
        edge = pen(look.colour("ink" if state.is_hovered else "line"), look.edge)
        draw_plate(painter, frame, radius, look.colour(fill), edge)
    elif state.is_hovered and kind != "flush":
        draw_plate(painter, frame, radius, look.colour("wash"))
