"""Rows of which the whole is the target: one of several answers, or a tick."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource, Token
from huisbezoek.ui.widgets.painting import (
    LEFT,
    LEFT_MIDDLE,
    draw_circle,
    draw_icon,
    draw_plate,
    draw_text,
    pen,
    text_size,
    widest_word,
)

_SIDE = 1.75
_SIGN = 2.5
_GAP = 1.0
_LOWEST = 5.5


def choice_height(look: Look, text: str, width: int, lead: str = "") -> int:
    """The height of a row of this width whose text wraps below its lead, never below 5.5 u."""
    room = width - look.u(_SIDE * 2 + _SIGN + _GAP)
    return max(look.u(_LOWEST), sum(_heights(look, lead, text, room)) + look.u(2.25))


def _heights(look: Look, lead: str, text: str, room: int) -> tuple[int, int]:
    above = text_size(look.font(bold=True), lead, room).height() if lead else 0
    return above, text_size(look.font(), text, room).height() if text else 0


def _hint(look: Look, text: str, *, least: bool, lead: str = "") -> QSize:
    signs = look.u(_SIDE * 2 + _SIGN + _GAP)
    words = max(widest_word(look.font(), text), widest_word(look.font(bold=True), lead))
    if not least:
        words = max(words, min(text_size(look.font(), text).width(), look.u(48)))
    return QSize(signs + words, choice_height(look, text, signs + words, lead))


def _paint_row(
    painter: QPainter, look: Look, row: "RadioRow | CheckRow", *, is_round: bool
) -> None:
    chosen, hovered = row.isChecked(), row.underMouse() and row.isEnabled()
    box = QRectF(row.rect())
    edge: Token = "accent" if chosen else "ink" if hovered else "line"
    width = look.thick_edge if chosen else look.edge
    fill: Token = "wash" if chosen else "card"
    if not row.isEnabled():
        edge, fill = "hair", "sunk"
    # Without colours of its own a row that is off still has to look it.
    dashed = look.theme.is_high_contrast and not row.isEnabled()
    plate = pen(look.colour(edge), width, is_dashed=dashed)
    draw_plate(painter, box, look.u(1), look.colour(fill), plate)
    side = look.u(_SIGN)
    sign = QRectF(look.u(_SIDE), (row.height() - side) / 2, side, side)
    strong: Token = "accent" if chosen else "ink"
    colour = look.colour(strong if row.isEnabled() else "muted")
    _paint_sign(painter, look, sign, colour, is_chosen=chosen, is_round=is_round)
    left = look.u(_SIDE + _SIGN + _GAP)
    words = QRect(left, 0, row.width() - left - look.u(_SIDE) + 1, row.height())
    ink: Token = "ink" if row.isEnabled() else "muted"
    if not row.lead:
        draw_text(painter, words, row.text(), look.font(), look.colour(ink), LEFT_MIDDLE)
        return
    above, below = _heights(look, row.lead, row.text(), words.width())
    top = (row.height() - above - below) // 2
    place = QRect(left, top, words.width(), above)
    draw_text(painter, place, row.lead, look.font(bold=True), look.colour(ink), LEFT)
    place = QRect(left, top + above, words.width(), below)
    draw_text(painter, place, row.text(), look.font(), look.colour(ink), LEFT)


def _paint_sign(
    painter: QPainter, look: Look, box: QRectF, colour: QColor, *, is_chosen: bool, is_round: bool
) -> None:
    edge = pen(colour, look.thick_edge)
    if is_round:
        draw_circle(painter, box, look.colour("card"), edge)
        if is_chosen:
            inset = box.width() * 0.27
            draw_circle(painter, box.adjusted(inset, inset, -inset, -inset), colour)
        return
    fill = colour if is_chosen else look.colour("card")
    draw_plate(painter, box, look.u(0.5), fill, edge)
    if is_chosen:
        inset = box.width() * 0.12
        place = QPointF(box.left() + inset, box.top() + inset)
        draw_icon(painter, look, place, "check", "on_accent", round(box.width() - 2 * inset))


def _prepare(row: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    row.setCursor(Qt.CursorShape.PointingHandCursor)
    row.setAttribute(Qt.WidgetAttribute.WA_Hover)


class RadioRow(QRadioButton):
    """One of several answers; its text wraps. `lead` stands bold above the text."""

    def __init__(self, look: LookSource, text: str, lead: str = "") -> None:
        super().__init__(text)
        self.lead = lead
        self._source = look
        if lead:
            self.setAccessibleName(f"{lead}. {text}")
        _prepare(self)
        look.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return _hint(self._source.look, self.text(), least=False, lead=self.lead)

    @override
    def minimumSizeHint(self) -> QSize:
        return _hint(self._source.look, self.text(), least=True, lead=self.lead)

    @override
    def heightForWidth(self, width: int) -> int:
        return choice_height(self._source.look, self.text(), width, self.lead)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_row(painter, self._source.look, self, is_round=True)
        painter.end()


class CheckRow(QCheckBox):
    """A tick; its text wraps. `lead` stands bold above the text."""

    def __init__(self, look: LookSource, text: str, lead: str = "") -> None:
        super().__init__(text)
        self.lead = lead
        self._source = look
        if lead:
            self.setAccessibleName(f"{lead}. {text}")
        _prepare(self)
        look.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return _hint(self._source.look, self.text(), least=False, lead=self.lead)

    @override
    def minimumSizeHint(self) -> QSize:
        return _hint(self._source.look, self.text(), least=True, lead=self.lead)

    @override
    def heightForWidth(self, width: int) -> int:
        return choice_height(self._source.look, self.text(), width, self.lead)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_row(painter, self._source.look, self, is_round=False)
        painter.end()
