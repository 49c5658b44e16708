"""Banners: a message that stays until it is solved."""

from typing import ClassVar, Final, Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Size, Token, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.painting import pen, spell
from huisbezoek.ui.widgets.text import Icon, Text

BannerTone = Literal["info", "warn", "error", "good"]

# Per tone: text of the title, wash, and the icon unless a page says otherwise.
_TONES: Final[dict[BannerTone, tuple[Token, Token, str]]] = {
    "info": ("on_wash", "wash", "info"),
    "warn": ("warn", "warn_wash", "phone"),
    "error": ("late", "late_wash", "triangle-alert"),
    "good": ("good", "good_wash", "circle-check"),
}

_NEWS: Final[frozenset[BannerTone]] = frozenset({"error", "good"})


class Banner(QWidget):
    """Icon, bold title, one sentence, at most two buttons; `add_below` takes more.

    'error' is for an error or a lost laptop, 'warn' for a number to call first.
    """

    title_size: ClassVar[Size] = "m"

    def __init__(
        self,
        look: LookSource,
        tone: BannerTone,
        title: str,
        sentence: str = "",
        buttons: tuple[Button, ...] = (),
        icon: str = "",
    ) -> None:
        super().__init__()
        self._source = look
        self._tone: BannerTone = tone
        self._buttons = buttons
        ink, _wash, own_icon = _TONES[tone]
        self._row = QHBoxLayout(self)
        self._left = QVBoxLayout()
        self._icon = Icon(look, icon or own_icon, units=2.75, tone=ink)
        self._left.addWidget(self._icon)
        self._left.addStretch(1)
        self._row.addLayout(self._left)
        self.title = Text(look, title, size=self.title_size, bold=True, tone=ink)
        self.sentence = Text(look, sentence)
        self.body = QVBoxLayout()
        self.body.addWidget(self.title)
        self.body.addWidget(self.sentence)
        self._below = QVBoxLayout()
        self._right = QVBoxLayout()
        self._right.addLayout(self.body)
        self._right.addStretch(1)
        self._row.addLayout(self._right, 1)
        self._button_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for button in buttons:
            self._button_row.addWidget(button)
        self._button_row.addStretch(1)
        if buttons:
            self.body.addLayout(self._button_row)
        self.set_words(title, sentence)
        look.changed.connect(self._dress)
        self._dress()

    def add_below(self, widget: QWidget) -> None:
        """Puts a widget under the words, with some air between them."""
        if not self._below.count():
            self.body.addLayout(self._below)
        self._below.addWidget(widget)
        self._dress()

    def set_words(self, title: str, sentence: str = "") -> None:
        """Says something else in the same tone."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        spell(self, title or sentence, sentence)

    def set_tone(self, tone: BannerTone, icon: str = "") -> None:
        """Changes the tone, with the icon that belongs to it or another."""
        self._tone = tone
        ink, _wash, own_icon = _TONES[tone]
        self._icon.set_icon(icon or own_icon, ink)
        self.title.set_tone(ink)
        self.update()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # News of what one just did may stand above the part of the page in view.
        if self._tone in _NEWS and not event.spontaneous():
            bring_in_view(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = is_narrow(self, self._source.look)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._button_row.setDirection(way)
        for button in self._buttons:
            flag = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0)
            self._button_row.setAlignment(button, flag)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        ink, wash, _icon = _TONES[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        bar = look.u(0.5)
        # The left corners are square, or the bar would bend.
        sheet = QPainterPath()
        sheet.addRoundedRect(box, look.u(1), look.u(1))
        left = QPainterPath()
        left.addRect(QRectF(0, 0, look.u(2), box.height()))
        painter.fillPath(sheet.united(left), look.colour(wash))
        painter.fillRect(QRectF(0, 0, bar, box.height()), look.colour(ink))
        if look.theme.is_high_contrast:
            half = look.edge / 2
            painter.setPen(pen(look.colour(ink), look.edge))
            painter.drawRect(box.adjusted(half, half, -half, -half))
        painter.end()

    def _dress(self) -> None:
        look = self._source.look
        self._row.setContentsMargins(look.u(2.25), look.u(1.5), look.u(2), look.u(1.5))
        self._row.setSpacing(look.u(1.25))
        self.body.setSpacing(look.u(0.25))
        self._button_row.setContentsMargins(0, look.u(1), 0, look.u(0.5))
        self._button_row.setSpacing(look.u(1.5))
        self._below.setContentsMargins(0, look.u(0.75), 0, look.u(0.25))
        line = self.title.fontMetrics().height()
        self._left.setContentsMargins(0, max(0, (line - look.u(2.75)) // 2), 0, 0)


class CallBanner(Banner):
    """A number that is called now, in the largest letter of a dialog."""

    title_size: ClassVar[Size] = "xl"
