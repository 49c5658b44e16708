"""The field for searching a list: a cross at its end, or Escape, empties it again."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.painting import draw_icon

_CROSS = 2.25


class _Cross(QAbstractButton):
    """The cross; Qt's own one stays small beside large letters and fades at every first letter."""

    def __init__(self, look: LookSource, name: str) -> None:
        super().__init__()
        self._source = look
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(name)

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        look = self._source.look
        side = look.u(_CROSS)
        place = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
        painter = QPainter(self)
        draw_icon(painter, look, place, "x", "ink", side)
        painter.end()


class SearchField(TextField):
    """One line of text to search with; `clear_words` is what the reader hears of the cross."""

    def __init__(self, look: LookSource, label: str, clear_words: str) -> None:
        super().__init__(look, label)
        self._cross = _Cross(look, clear_words)
        self._cross.setParent(self.editor)
        self._cross.setObjectName("clear_search")
        self._cross.hide()
        self._cross.clicked.connect(self._clear)
        self.editor.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))
        self.editor.installEventFilter(self)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.editor)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        escape.activated.connect(self._clear)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor and event.type() == QEvent.Type.Resize:
            side = self.editor.height()
            self._cross.setGeometry(QRect(self.editor.width() - side, 0, side, side))
            # Always, so that words do not move when the cross comes.
            self.editor.setTextMargins(0, 0, side - self._source.look.u(1), 0)
        return super().eventFilter(watched, event)

    def _clear(self) -> None:
        self.editor.clear()
        self.editor.setFocus()
