"""Words on the window: a label of one of the five sizes, and a line with an icon."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Size, Token
from huisbezoek.ui.widgets.painting import (
    WRAPPED,
    mnemonic_sign,
    text_size,
    together,
    widest_word,
)

_LONGEST_LINE = 84
_ENDLESS = 1_000_000


class Text(QLabel):
    """A label that wraps, at most 84 u wide, in one of the five sizes and a token's colour."""

    def __init__(
        self,
        look: LookSource,
        text: str = "",
        *,
        size: Size = "m",
        bold: bool = False,
        tone: Token = "ink",
        wraps: bool = True,
    ) -> None:
        super().__init__(text)
        self._source = look
        self._size: Size = size
        self._bold = bold
        self._measured_text = ""
        self._sizes: dict[int, QSize] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self._tone: Token = tone
        self._is_struck = False
        look.changed.connect(self._dress)
        self._dress()

    def set_tone(self, tone: Token) -> None:
        """Changes the colour of the words."""
        self._tone = tone
        self.update()

    def set_bold(self, *, bold: bool) -> None:
        """Changes the weight of the words."""
        self._bold = bold
        self._dress()

    def set_struck(self, *, struck: bool) -> None:
        """Draws a line through the words, or takes it away."""
        self._is_struck = struck
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        # A label that wraps asks Qt for a block; a sentence wants its line, as far as it goes.
        if not self.wordWrap() or not self.text():
            return super().sizeHint()
        words = self._measured(_ENDLESS).width()
        width = min(words, self._longest()) + self._sides()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap() or not self.text():
            return super().minimumSizeHint()
        width = widest_word(self.font(), self._plain_text()) + self._sides()
        return QSize(width, self.fontMetrics().height())

    @override
    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        margins = self.contentsMargins()
        room = min(width - self._sides(), self._longest())
        height = self._measured(room).height()
        return height + margins.top() + margins.bottom()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        # Not a maximum width: that would pass on to the layout and push its neighbours about.
        look = self._source.look
        box = self.contentsRect()
        if self.wordWrap() and not self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            box.setWidth(min(box.width(), self._longest()))
        place = int(self.alignment().value)
        if self.wordWrap():
            place |= WRAPPED
        if self.buddy() is not None:
            place |= mnemonic_sign(look)
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(look.colour(self._tone if self.isEnabled() else "muted"))
        painter.drawText(box, place, together(self.text()))
        painter.end()

    @override
    def setVisible(self, visible: bool) -> None:
        if visible and self.parentWidget() is None:
            # It would be a window for a moment, and take the keys; its page shows it later.
            self.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
            return
        super().setVisible(visible)

    def _measured(self, width: int) -> QSize:
        # Layouts ask for the same widths over and over, each time that something joins them.
        text = self._plain_text()
        if text != self._measured_text:
            self._measured_text = text
            self._sizes.clear()
        size = self._sizes.get(width)
        if size is None:
            size = self._sizes[width] = text_size(self.font(), text, width)
        return size

    def _plain_text(self) -> str:
        return self.text() if self.buddy() is None else self.text().replace("&", "")

    def _longest(self) -> int:
        centred = self.alignment() & Qt.AlignmentFlag.AlignHCenter
        return self._source.look.u(_LONGEST_LINE * 2 if centred else _LONGEST_LINE)

    def _sides(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    def _dress(self) -> None:
        font = self._source.look.font(self._size, bold=self._bold)
        font.setStrikeOut(self._is_struck)
        self.setFont(font)
        self._sizes.clear()
        self.updateGeometry()


class Icon(QLabel):
    """An icon, `units` u square; decoration beside words, so it has no name for the reader."""

    def __init__(
        self,
        look: LookSource,
        name: str,
        *,
        units: float = 2.25,
        tone: Token = "ink",
    ) -> None:
        super().__init__()
        self._source = look
        self._name = name
        self._units = units
        self._tone: Token = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._dress)
        self._dress()

    def set_icon(self, name: str, tone: Token) -> None:
        """Shows another icon or colour."""
        self._name, self._tone = name, tone
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        side = self._source.look.u(self._units)
        return QSize(side, side)

    def _dress(self) -> None:
        look = self._source.look
        side = look.u(self._units)
        self.setPixmap(look.icons.pixmap(self._name, look.theme.value(self._tone), side))
        self.setFixedSize(side, side)


class IconText(QWidget):
    """An icon, centred on the first line, with one sentence: a saved state, a remark, a fact."""

    def __init__(
        self,
        look: LookSource,
        icon: str,
        text: str,
        *,
        size: Size = "m",
        bold: bool = False,
        tone: Token = "ink",
    ) -> None:
        super().__init__()
        self._source = look
        self._size: Size = size
        self.icon = Icon(look, icon, tone=tone)
        self.text = Text(look, text, size=size, bold=bold, tone=tone)
        self._left = QVBoxLayout()
        self._left.addWidget(self.icon)
        self._left.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._left)
        self._row.addWidget(self.text, 1)
        look.changed.connect(self._dress)
        self._dress()

    def set_text(self, text: str, *, icon: str = "", tone: Token | None = None) -> None:
        """Says something else, if asked with another icon and colour."""
        self.text.setText(text)
        if tone is not None:
            self.text.set_tone(tone)
        if icon and tone is not None:
            self.icon.set_icon(icon, tone)

    def _dress(self) -> None:
        look = self._source.look
        line = self.text.fontMetrics().height()
        self._left.setContentsMargins(0, max(0, (line - self.icon.height()) // 2), 0, 0)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.u(1))


class FactRow(QWidget):
    """A fact on the person page: icon, a bold line, and a muted line under it."""

    def __init__(
        self,
        look: LookSource,
        icon: str,
        fact: str,
        detail: str = "",
    ) -> None:
        super().__init__()
        self._source = look
        self._head = IconText(look, icon, fact, bold=True)
        self._head.icon.set_icon(icon, "muted")
        self._detail = Text(look, detail, tone="muted")
        self._detail.setVisible(bool(detail))
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._head)
        self._box.addWidget(self._detail)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, look.u(0.5))
        self._box.setSpacing(0)
        self._detail.setContentsMargins(look.u(3.25), 0, 0, 0)


class Rule(QFrame):
    """A thin line inside a card; decoration only."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rule", "hair")


class GroupHeading(QWidget):
    """The heading of a group on a page, with a count in muted figures: 'Wacht langer 2'."""

    def __init__(
        self,
        look: LookSource,
        text: str,
        count: int | None = None,
    ) -> None:
        super().__init__()
        self._source = look
        self._text = Text(look, text, bold=True, wraps=False)
        self._count = Text(look, tone="muted", wraps=False)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._text)
        self._row.addWidget(self._count)
        self._row.addStretch(1)
        self.set_count(count)
        look.changed.connect(self._dress)
        self._dress()

    def set_count(self, count: int | None) -> None:
        """Shows another number, or none."""
        self._count.setVisible(count is not None)
        self._count.setText("" if count is None else str(count))

    def _dress(self) -> None:
        look = self._source.look
        self._row.setContentsMargins(0, look.u(1.75), 0, look.u(0.5))
        self._row.setSpacing(look.u(1))
