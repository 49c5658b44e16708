"""The free sheet of the talk: what the resident tells, and what is said about it while typing."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.domain.answers import TEXT_LIMIT
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.field import Area
from huisbezoek.ui.widgets.painting import spell
from huisbezoek.ui.widgets.remarks import number_words, too_long_words
from huisbezoek.ui.widgets.text import IconText, Text

_NEARLY = 500
_LINES_WIDE, _LINES_NARROW = 6, 4


class ToldSheet(QWidget):
    """One large field with its label, a place for buttons beside it, and quiet remarks below.

    `typed` on each change; `left` when the writer goes elsewhere, so that the text is saved.
    """

    typed = Signal()
    left = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self.editor = Area(look, _LINES_WIDE)
        self.editor.setObjectName("field_told")
        self.label = Text(look, "", size="l", bold=True, wraps=False)
        self.label.setBuddy(self.editor)
        self._head = QHBoxLayout()
        self._head.addWidget(self.label, 1)
        self._too_long = IconText(look, "info", "", bold=True, tone="warn")
        self._number = IconText(look, "info", "", bold=True, tone="warn")
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._head)
        self._box.addWidget(self.editor, 1)
        for remark in (self._too_long, self._number):
            remark.hide()
            self._box.addWidget(remark)
        self.setFocusProxy(self.editor)
        self._last = ""
        self.editor.textChanged.connect(self._follow_typing)
        self.editor.installEventFilter(self)
        look.changed.connect(self._dress)
        self._dress()

    def add_button(self, button: Button) -> None:
        """Puts a button at the right of the label."""
        self._head.addWidget(button)

    def set_person(self, who: str) -> None:
        """Fills in who tells: 'mevrouw'."""
        label = self.tr("&Wat {0} vertelt").format(who)
        self.label.setText(label)
        spell(self.editor, label.replace("&", ""))

    def text(self) -> str:
        """What was typed."""
        return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Fills the sheet without telling that anybody typed."""
        with QSignalBlocker(self.editor):
            self.editor.setPlainText(text)
            self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self._last = self.text()
        self._look_at_text()

    def set_narrow(self, *, narrow: bool) -> None:
        """Takes fewer lines at least."""
        self.editor.set_lines(_LINES_NARROW if narrow else _LINES_WIDE)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.editor and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False

    def remarks(self) -> str:
        """What is said about the text now; empty when there is nothing to say."""
        shown = [one for one in (self._too_long, self._number) if not one.isHidden()]
        return " ".join(one.text.text() for one in shown)

    def _follow_typing(self) -> None:
        # The editor also calls a change of letters a change of text.
        text = self.text()
        if text != self._last:
            self._last = text
            self._look_at_text()
            self.typed.emit()

    def _look_at_text(self) -> None:
        text = self.text()
        room = TEXT_LIMIT - len(text)
        over = too_long_words(text)
        if room < _NEARLY:
            fits = self.tr("Er passen nog {0} tekens bij.").format(texts.number(room))
            self._too_long.set_text(over or fits)
        self._too_long.setVisible(room < _NEARLY)
        number = number_words(text)
        self._number.set_text(number)
        self._number.setVisible(bool(number))
        self.editor.setAccessibleDescription(self.remarks())

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1))
        self._head.setSpacing(look.u(1.5))
        # As tall with a button as without, so that all three columns begin level.
        self.label.setMinimumHeight(look.u(3.5))
