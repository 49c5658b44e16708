"""Choices of which the whole row is the target: radio rows, check rows, and a group of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from huisbezoek.ui.theme import Look, LookSource, Token, is_narrow
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.painting import (
    LEFT_MIDDLE,
    draw_circle,
    draw_icon,
    draw_plate,
    draw_text,
    pen,
    text_size,
    widest_word,
)
from huisbezoek.ui.widgets.text import IconText, Text

_SIDE = 1.75
_SIGN = 2.5
_GAP = 1.0
_LOWEST = 5.5


def choice_height(look: Look, text: str, width: int) -> int:
    """The height of a row of this width whose text wraps, never below 5.5 u."""
    room = width - look.u(_SIDE * 2 + _SIGN + _GAP)
    return max(look.u(_LOWEST), text_size(look.font(), text, room).height() + look.u(2.25))


def _hint(look: Look, text: str, *, least: bool) -> QSize:
    signs = look.u(_SIDE * 2 + _SIGN + _GAP)
    words = widest_word(look.font(), text)
    if not least:
        words = min(text_size(look.font(), text).width(), look.u(48))
    return QSize(signs + words, choice_height(look, text, signs + words))


def _paint_row(painter: QPainter, look: Look, row: QAbstractButton, *, is_round: bool) -> None:
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
    draw_text(painter, words, row.text(), look.font(), look.colour(ink), LEFT_MIDDLE)


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
    """One of several answers; the whole row is the target and its text wraps."""

    def __init__(self, look: LookSource, text: str) -> None:
        super().__init__(text)
        self._source = look
        _prepare(self)
        look.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return _hint(self._source.look, self.text(), least=False)

    @override
    def minimumSizeHint(self) -> QSize:
        return _hint(self._source.look, self.text(), least=True)

    @override
    def heightForWidth(self, width: int) -> int:
        return choice_height(self._source.look, self.text(), width)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_row(painter, self._source.look, self, is_round=True)
        painter.end()


class CheckRow(QCheckBox):
    """A tick; the whole row is the target and its text wraps."""

    def __init__(self, look: LookSource, text: str) -> None:
        super().__init__(text)
        self._source = look
        _prepare(self)
        look.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        return _hint(self._source.look, self.text(), least=False)

    @override
    def minimumSizeHint(self) -> QSize:
        return _hint(self._source.look, self.text(), least=True)

    @override
    def heightForWidth(self, width: int) -> int:
        return choice_height(self._source.look, self.text(), width)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint_row(painter, self._source.look, self, is_round=False)
        painter.end()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a group: the key that a page stores and the words that a person reads."""

    key: str
    text: str


class ChoiceGroup(QWidget):
    """A bold question with rows under it, of which one (or with `several` any number) is chosen.

    Nothing is chosen until a person or `set_chosen` does. `changed` is emitted when a person or the
    program changes a choice. In the narrow form all rows stand in one column.
    """

    changed = Signal()

    def __init__(
        self,
        look: LookSource,
        question: str,
        choices: Sequence[Choice],
        *,
        several: bool = False,
        columns: int = 1,
    ) -> None:
        super().__init__()
        self._source = look
        self._columns = columns
        self._several = several
        self.setAccessibleName(question)
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)
        self._rows: dict[str, QAbstractButton] = {}
        self._last: QAbstractButton | None = None
        self._question = Text(look, question, bold=True)
        self._error = IconText(look, "circle-alert", "", bold=True, tone="late")
        self._error.hide()
        self._box = QVBoxLayout(self)
        self._grid = QGridLayout()
        self._box.addWidget(self._question)
        # Only now: without a parent it would be a window of its own for a moment.
        self._question.setVisible(bool(question))
        self._box.addLayout(self._grid)
        self._box.addWidget(self._error)
        self._group.buttonToggled.connect(self._tell)
        look.changed.connect(self._dress)
        self.set_choices(choices)

    @property
    def is_several(self) -> bool:
        """Whether any number of rows may be chosen."""
        return self._several

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Shows other answers; nothing is chosen then."""
        for row in self._rows.values():
            self._group.removeButton(row)
            self._grid.removeWidget(row)
            # Out of the tree at once: a search by name must not find a row on its way out.
            row.setParent(None)
            row.deleteLater()
        make = CheckRow if self._several else RadioRow
        self._rows = {choice.key: make(self._source, choice.text) for choice in choices}
        for row in self._rows.values():
            self._group.addButton(row)
        self._dress()

    def set_question(self, question: str) -> None:
        """Asks something else."""
        self.setAccessibleName(question)
        self._question.setText(question)
        self._question.setVisible(bool(question))

    def rows(self) -> dict[str, QAbstractButton]:
        """The rows by key, for names and for hiding one."""
        return dict(self._rows)

    def chosen(self) -> tuple[str, ...]:
        """The keys that are chosen, in the order of the rows."""
        return tuple(key for key, row in self._rows.items() if row.isChecked())

    def last_changed(self) -> QAbstractButton | None:
        """The row that was chosen or cleared last."""
        return self._last

    def set_chosen(self, keys: Iterable[str]) -> None:
        """Chooses exactly these; an empty set clears."""
        wanted = set(keys)
        self._group.setExclusive(False)
        for key, row in self._rows.items():
            row.setChecked(key in wanted)
        self._group.setExclusive(not self._several)

    def set_error(self, text: str) -> None:
        """Says what is missing, or nothing for an empty text."""
        self._error.set_text(text)
        self._error.setVisible(bool(text))
        self.setAccessibleDescription(text)
        if text:
            bring_in_view(self._error)

    def set_narrow(self, *, narrow: bool) -> None:
        """Puts all rows in one column, or in as many as were asked for."""
        columns = 1 if narrow else self._columns
        for place, row in enumerate(self._rows.values()):
            self._grid.removeWidget(row)
            self._grid.addWidget(row, place // columns, place % columns)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _tell(self, row: QAbstractButton) -> None:
        self._last = row
        self.changed.emit()

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(0.75))
        self._grid.setSpacing(look.u(1))
        self.set_narrow(narrow=self.isVisible() and is_narrow(self, look))
