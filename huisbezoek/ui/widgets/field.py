"""Fields: a bold label above, one editor, help below, and an error that says what to do."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.painting import draw_icon, repolish, spell
from huisbezoek.ui.widgets.text import IconText, Text

_LONGEST: Final = 2_000_000


class Field(QWidget):
    """The frame around one editor: label with mnemonic ('&Postcode'), help, error.

    An error never removes what was typed. `editor` is the widget itself, `row` the layout that it
    stands in, for a button beside it.
    """

    def __init__(self, look: LookSource, label: str, editor: QWidget, help_text: str = "") -> None:
        super().__init__()
        self._source = look
        self._name = label.replace("&", "")
        self._error_text = ""
        self._editor = editor
        self.label = Text(look, label, bold=True)
        self.label.setBuddy(editor)
        self.help = Text(look, help_text, tone="muted")
        self.error = IconText(look, "circle-alert", "", bold=True, tone="late")
        self.row = QHBoxLayout()
        self.row.addWidget(editor, 1)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.label)
        self._box.addLayout(self.row)
        self._box.addWidget(self.error)
        self._box.addWidget(self.help)
        self.setFocusProxy(editor)
        self.error.hide()
        self.set_help(help_text)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def error_text(self) -> str:
        """What is wrong with what was typed; empty when nothing is."""
        return self._error_text

    def set_error(self, text: str) -> None:
        """Shows what is wrong and what to do, or nothing for an empty text."""
        self._error_text = text
        self.error.set_text(text)
        self.error.setVisible(bool(text))
        self._editor.setProperty("invalid", "true" if text else "false")
        repolish(self._editor)
        self._speak()

    def set_help(self, text: str) -> None:
        """Shows a line below the editor, or none."""
        self.help.setText(text)
        self.help.setVisible(bool(text))
        self._speak()

    def _speak(self) -> None:
        parts = (self._error_text, self.help.text())
        spell(self._editor, self._name, " ".join(part for part in parts if part))

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(0.75))
        self.row.setSpacing(look.u(1))


class TextField(Field):
    """One line of text; `changed` carries what is in it."""

    changed = Signal(str)

    def __init__(self, look: LookSource, label: str, help_text: str = "") -> None:
        self.editor = QLineEdit()
        # Qt would cut what is pasted at 32,767 characters without a word.
        self.editor.setMaxLength(_LONGEST)
        super().__init__(look, label, self.editor, help_text)
        self.editor.textChanged.connect(self.changed)

    def text(self) -> str:
        """What was typed, without blanks around it."""
        return self.editor.text().strip()

    def set_text(self, text: str) -> None:
        """Fills the field."""
        self.editor.setText(text)


class PasswordField(TextField):
    """A hidden line with a button that shows it; pasting and password managers work."""

    def __init__(
        self, look: LookSource, label: str, show: str, hide: str, help_text: str = ""
    ) -> None:
        super().__init__(look, label, help_text)
        self._words = (show, hide)
        self.show_button = Button(look, show, icon="eye")
        self.row.addWidget(self.show_button)
        self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_button.clicked.connect(self._turn)

    @override
    def text(self) -> str:
        """What was typed, exactly: blanks in a password count."""
        return self.editor.text()

    def _turn(self) -> None:
        is_hidden = self.editor.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password
        self.editor.setEchoMode(mode)
        self.show_button.setText(self._words[1 if is_hidden else 0])
        self.show_button.set_icon("eye-off" if is_hidden else "eye")


class Area(QPlainTextEdit):
    """A sheet for several lines in the large letter of one's own words; Tab leaves it."""

    def __init__(self, look: LookSource, lines: int = 3) -> None:
        super().__init__()
        self._source = look
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self._dress)
        self._dress()

    def set_lines(self, lines: int) -> None:
        """Asks for the height of so many lines at least."""
        self._lines = lines
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        look = self._source.look
        return QSize(look.u(40), self.fontMetrics().lineSpacing() * self._lines + look.u(3))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._source.look.u(16), self.sizeHint().height())

    def _dress(self) -> None:
        look = self._source.look
        self.setFont(look.font("l" if self._lines > 1 else "m"))
        self.document().setDocumentMargin(look.u(0.5))
        self.updateGeometry()


class AreaField(Field):
    """Several lines of text, at least `lines` high; `changed` carries nothing, ask `text`."""

    changed = Signal()

    def __init__(
        self, look: LookSource, label: str, help_text: str = "", *, lines: int = 3
    ) -> None:
        self.editor = Area(look, lines)
        super().__init__(look, label, self.editor, help_text)
        self.editor.textChanged.connect(self.changed)

    def text(self) -> str:
        """What was typed."""
        return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Fills the sheet; undo starts anew."""
        self.editor.setPlainText(text)


_FITTING: Final = QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow
_MEASURED_ANEW: Final = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class Combo(QComboBox):
    """A list to choose one from, with a visible chevron; also without a label, in a header."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # Only this delegate lets the style sheet give the rows of the list their height.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizeAdjustPolicy(_FITTING)
        self.model().rowsInserted.connect(self._fit)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._source.look.u(14), super().minimumSizeHint().height())

    def _fit(self) -> None:
        # Changing the policy is what makes Qt measure the rows again. Not AdjustToContents: that
        # resizes the list behind the back of its layout, over the edge of a dialog.
        self.setSizeAdjustPolicy(_MEASURED_ANEW)
        self.setSizeAdjustPolicy(_FITTING)
        self.updateGeometry()

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        # The wheel scrolls the page; an answer must not change on the way.
        e.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = self._source.look
        side = look.u(2.25)
        painter = QPainter(self)
        place = QPointF(self.width() - side - look.u(1.25), (self.height() - side) / 2)
        token: Token = "ink" if self.isEnabled() else "muted"
        draw_icon(painter, look, place, "chevron-down", token, side)
        painter.end()


class ComboField(Field):
    """One of a few fixed answers; `changed` carries the chosen key."""

    changed = Signal(str)

    def __init__(
        self,
        look: LookSource,
        label: str,
        choices: Sequence[tuple[str, str]],
        help_text: str = "",
    ) -> None:
        self.editor = Combo(look)
        for key, text in choices:
            self.editor.addItem(text, key)
        super().__init__(look, label, self.editor, help_text)
        self.editor.currentIndexChanged.connect(lambda: self.changed.emit(self.key()))

    def key(self) -> str:
        """The key of the chosen answer; empty when there is none."""
        return str(self.editor.currentData() or "")

    def set_key(self, key: str) -> None:
        """Chooses an answer; an unknown key chooses nothing."""
        self.editor.setCurrentIndex(self.editor.findData(key))


class DateField(TextField):
    """A day typed as 23-11-2026; dots, slashes and blanks between the numbers do too."""

    def day(self) -> date | None:
        """The day that was typed; None when empty or not a day of the calendar."""
        text = self.text()
        for sign in "./ ":
            text = text.replace(sign, "-")
        parts = [part for part in text.split("-") if part]
        if len(parts) != len(("day", "month", "year")) or not all(map(str.isdecimal, parts)):
            return None
        day, month, year = map(int, parts)
        try:
            return date(year, month, day)
        except ValueError:
            return None

    def set_day(self, day: date | None) -> None:
        """Shows a day, or nothing."""
        self.set_text("" if day is None else f"{day.day}-{day.month}-{day.year}")
