"""The frame of a page: header, scrolling content, bottom bar, and the narrow form."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.text import Text

_MARGIN = 4.5
_NARROW_MARGIN = 2.0
_BAR = 2.0


class ScrollBody(QScrollArea):
    """A scrolling sheet whose content is exactly as tall as its wrapped text needs.

    Put content into `content`. The right margin gives way to the scroll bar, so that cards stay in
    line with the header. `measured` tells that the content needs another height.
    """

    measured = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._margin = _MARGIN
        self._holds_list = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._inner = QWidget()
        self.content = QVBoxLayout(self._inner)
        self.setWidget(self._inner)
        # Handing the sheet over filled it with the window's colour; a dialog's sheet is white.
        self._inner.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._inner.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)
        look.changed.connect(self.fit)
        self.fit()

    def set_margin(self, units: float) -> None:
        """Sets the margin left and right, in u."""
        if units != self._margin:
            self._margin = units
            self.fit()

    def hold_list(self) -> None:
        """Makes room for a list that scrolls itself: to the foot, its bar in the right margin."""
        self._holds_list = True
        self.fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Qt scrolls to what the keys reach from inside the sheet, not from beside it."""
        if new is None or not self._inner.isAncestorOf(new) or not self.isVisible():
            return
        # Where a part hides the focus only passes by, so first let it come to rest.
        QTimer.singleShot(0, new, lambda: self._show_focus(new))

    def _show_focus(self, new: QWidget) -> None:
        fits = new.height() < self.viewport().height()
        if new.hasFocus() and fits and new.visibleRegion().isEmpty():
            bring_in_view(new)

    def fit(self) -> None:
        """Measures the content for the width of now; done by itself on every change."""
        look = self._source.look
        width = self.viewport().width()
        side = look.u(self._margin)
        # The bar takes its own width from the viewport: what it takes, the margin gives.
        right = max(0, side - (self.width() - width))
        below = look.u(_MARGIN / 2)
        if self._holds_list:
            right, below = max(0, right - look.u(_BAR)), 0
        self.content.setContentsMargins(side, look.u(0.5), right, below)
        # Set once: Qt asks for a new layout even when it is the same, and that would never end.
        if self.content.spacing() != look.u(2):
            self.content.setSpacing(look.u(2))
        needed = self.needed_height(max(width, self.content.totalMinimumSize().width()))
        if self._inner.minimumHeight() != needed:
            self._inner.setMinimumHeight(needed)
            self.measured.emit()

    def needed_height(self, width: int) -> int:
        """The height in pixels that the content takes at a width."""
        if self.content.hasHeightForWidth():
            return self.content.totalHeightForWidth(width)
        return self.content.totalMinimumSize().height()

    def height_without_bar(self, width: int) -> int:
        """The height in pixels at a width where no scroll bar takes from the right margin."""
        margins = self.content.contentsMargins()
        return self.needed_height(width - (margins.left() - margins.right()))


class BottomBar(QFrame):
    """The bar under a page: quiet things left, buttons right, the primary one last."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self.setProperty("bar", "bottom")
        self._row = QHBoxLayout(self)
        self.left = QHBoxLayout()
        self.right = QHBoxLayout()
        self._row.addLayout(self.left)
        self._row.addStretch(1)
        self._row.addLayout(self.right)
        self._margin = _MARGIN
        look.changed.connect(self._dress)
        self._dress()

    def set_margin(self, units: float) -> None:
        """Sets the margin left and right, in u."""
        self._margin = units
        self._dress()

    def is_empty(self) -> bool:
        """Whether there is nothing to see in the bar."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        return all(_is_put_away(one) for one in self.findChildren(QWidget, options=direct))

    def _dress(self) -> None:
        look = self._source.look
        side = look.u(self._margin)
        self._row.setContentsMargins(side, look.u(1.5), side, look.u(1.5))
        for row in (self._row, self.left, self.right):
            row.setSpacing(look.u(1.5))


def _is_put_away(widget: QWidget) -> bool:
    """Whether somebody hid it; on its way to another parent it is hidden for a moment only."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


class PageFrame(QWidget):
    """A page: 'back' flush, title xl, one sentence, at most two buttons right, content below.

    Put content into `content` (a QVBoxLayout; end with `addStretch` where the page may be empty
    below). `narrow_changed` tells when the window passes 58 em; header buttons then move to the
    bottom bar by themselves. `back_requested` comes from the button that `set_back` makes.
    """

    narrow_changed = Signal(bool)
    back_requested = Signal()

    def __init__(self, look: LookSource, title: str, sentence: str = "") -> None:
        super().__init__()
        self._source = look
        self._sentences = (sentence, sentence)
        self._is_narrow: bool | None = None
        self._buttons: list[QWidget] = []
        self._is_placing = False
        self._back: Button | None = None
        self.setProperty("plate", "paper")
        self.title = Text(look, title, size="xl", bold=True)
        self.sentence = Text(look, sentence, tone="muted")
        self.header_extra = QVBoxLayout()
        self._build_header()
        self.body = ScrollBody(look)
        self.content = self.body.content
        self.bottom = BottomBar(look)
        self.bottom.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._header)
        self._box.addWidget(self.body, 1)
        self._box.addWidget(self.bottom)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def narrow(self) -> bool:
        """Whether the page is in the narrow form now."""
        return bool(self._is_narrow)

    def set_title(self, title: str) -> None:
        """Changes the title."""
        self.title.setText(title)

    def set_sentence(self, full: str, short: str | None = None) -> None:
        """Changes the sentence under the title; `short` is what the narrow form says."""
        self._sentences = (full, full if short is None else short)
        text = self._sentences[1 if self.narrow else 0]
        self.sentence.setText(text)
        self.sentence.setVisible(bool(text))

    def set_back(self, text: str) -> Button:
        """Puts a way back above the title; it emits `back_requested`."""
        if self._back is None:
            self._back = Button(self._source, text, "flush", "arrow-left")
            self._back.clicked.connect(self.back_requested)
            self._head_box.insertWidget(0, self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._back.setText(text)
        return self._back

    def add_header_button(self, button: QWidget) -> None:
        """Adds a button (or a Combo) right of the title; the primary one comes last."""
        self._buttons.append(button)
        button.installEventFilter(self)
        self._place_buttons()

    def add_before_title(self, widget: QWidget) -> None:
        """Puts a widget (the circle of a person) left of title and sentence."""
        self._title_row.insertWidget(0, widget)

    def add_under_title(self, widget: QWidget) -> None:
        """Puts a widget (a line that counts) between the title and what follows the header."""
        self._words.addWidget(widget)

    def add_beside_sentence(self, widget: QWidget) -> None:
        """Puts a widget (a chip) right of the sentence."""
        place = self._sentence_row.count() - 1
        self._sentence_row.insertWidget(place, widget, 0, Qt.AlignmentFlag.AlignTop)

    def show_bottom(self) -> BottomBar:
        """Shows the bottom bar, for a consequence in one sentence and its buttons."""
        self.bottom.show()
        return self.bottom

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._follow_bar()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    @override
    def minimumSizeHint(self) -> QSize:
        # The wide form must not hold the window open: below 58 em the narrow form takes over.
        look = self._source.look
        return QSize(look.u(40), look.u(30))

    def demanded_width(self) -> int:
        """The width in pixels that the page needs in its form of now, or it would be cut."""
        content = self.content.totalMinimumSize().width()
        frame = max(self._head_box.minimumSize().width(), self.bottom.minimumSizeHint().width())
        return max(content, frame)

    def _follow_width(self) -> None:
        narrow = is_narrow(self, self._source.look)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        self.set_sentence(*self._sentences)
        self._place_buttons()
        self._dress_margins()
        self.narrow_changed.emit(narrow)

    def _build_header(self) -> None:
        self._header = QWidget()
        self._head_box = QVBoxLayout(self._header)
        self._title_row = QHBoxLayout()
        self._sentence_row = QHBoxLayout()
        self._sentence_row.addWidget(self.sentence)
        self._sentence_row.addStretch(1)
        words = QVBoxLayout()
        words.addWidget(self.title)
        words.addLayout(self._sentence_row)
        self._words = words
        self._button_row = QHBoxLayout()
        self._title_row.addLayout(words, 1)
        self._title_row.addLayout(self._button_row)
        self._title_row.setAlignment(self._button_row, Qt.AlignmentFlag.AlignTop)
        self._head_box.addLayout(self._title_row)
        self._head_box.addLayout(self.header_extra)
        self.sentence.setVisible(bool(self.sentence.text()))

    def _place_buttons(self) -> None:
        target = self.bottom.right if self.narrow else self._button_row
        # On its way to the other place a button is hidden for a moment: that says nothing.
        self._is_placing = True
        for button in self._buttons:
            target.addWidget(button)
        self._is_placing = False
        self._follow_bar()

    def _follow_bar(self) -> None:
        # A bar that a page asked for with `show_bottom` has no header buttons to come and go.
        if self._buttons and not self._is_placing:
            self.bottom.setVisible(not self.bottom.is_empty())

    def _dress(self) -> None:
        look = self._source.look
        self._head_box.setSpacing(look.u(1))
        self._title_row.setSpacing(look.u(2))
        self._sentence_row.setSpacing(look.u(1.5))
        self._button_row.setSpacing(look.u(1.5))
        self._button_row.setContentsMargins(0, look.u(1), 0, 0)
        self._words.setSpacing(look.u(0.25))
        self._dress_margins()
        # Before the page stands in its window there is no width to go by.
        if self._is_narrow is not None:
            self._follow_width()

    def _dress_margins(self) -> None:
        look = self._source.look
        units = _NARROW_MARGIN if self.narrow else _MARGIN
        side, top = look.u(units), look.u(1.25 if self.narrow else 3)
        below = look.u(1 if self.narrow else 2)
        self._head_box.setContentsMargins(side, top, side, below)
        self.body.set_margin(units)
        self.bottom.set_margin(units)
