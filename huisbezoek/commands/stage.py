"""Plays a story on real windows: fills fields, clicks buttons, waits, takes pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow
from huisbezoek.ui.widgets.sidebar import Sidebar

WidgetT = TypeVar("WidgetT", bound=QWidget)
Condition = Callable[[], bool]
Story = Iterator[Condition]

TICK_MILLISECONDS = 15
PATIENCE_SECONDS = 60
_SETTLING = 6


class StoryFailedError(Exception):
    """A step did not hold: a widget was missing, off, or nothing happened in time."""


class Stage:
    """One window and how a person's hands reach it, by the object names of its widgets."""

    def __init__(self, role: str, window: QWidget, pictures: Path) -> None:
        self.role = role
        self.window = window
        self._pictures = pictures
        self._taken = 0

    def has(self, name: str) -> bool:
        """Whether a widget of this name can be seen and used now."""
        return any(
            widget.isVisible() and widget.isEnabled()
            for widget in self.window.findChildren(QWidget, name)
        )

    def shows(self, name: str) -> Condition:
        """A condition that holds when the widget can be seen and used."""
        return lambda: self.has(name)

    def gone(self, name: str) -> Condition:
        """A condition that holds when no widget of this name can be seen."""
        return lambda: (
            not any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))
        )

    def find(self, name: str, kind: type[WidgetT]) -> WidgetT:
        """The visible widget of this name. Raises StoryFailedError."""
        for widget in self.window.findChildren(kind, name):
            if widget.isVisible():
                return widget
        message = f"{self.role}: no visible widget {name}"
        raise StoryFailedError(message)

    def click(self, name: str) -> None:
        """Presses a button as a person would: only when it can be seen and is on."""
        button = self.find(name, QAbstractButton)
        if not button.isEnabled():
            message = f"{self.role}: {name} is off"
            raise StoryFailedError(message)
        button.click()

    def click_words(self, beginning: str, words: tuple[str, ...]) -> None:
        """Presses the one row whose name begins like this and that says all these words."""
        for button in self.window.findChildren(QAbstractButton):
            said = button.text().casefold()
            named = button.objectName().startswith(beginning) and button.isVisible()
            if named and all(word.casefold() in said for word in words):
                button.click()
                return
        message = f"{self.role}: no row {beginning} with the words looked for"
        raise StoryFailedError(message)

    def fill(self, name: str, text: str) -> None:
        """Types a text into a field, over what stood there."""
        field = self.find(name, QWidget)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.setText(text)
            field.editingFinished.emit()
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(max(field.findData(text), field.findText(text)))
        else:
            message = f"{self.role}: {name} takes no text"
            raise StoryFailedError(message)

    def text_of(self, name: str) -> str:
        """The words of a label, button or field."""
        widget = self.find(name, QWidget)
        words = getattr(widget, "text", None) or getattr(widget, "toPlainText", None)
        return str(words()) if callable(words) else ""

    def rows(self, name: str) -> tuple[CardRow, ...]:
        """The people in a list of cards."""
        found = self.find(name, ListCard).rows()
        return tuple(row for row in found if isinstance(row, CardRow))

    def open_row(self, name: str, row_id: str) -> None:
        """Opens a person in a list of cards, as a double click does."""
        self.find(name, ListCard).opened_row.emit(row_id)

    def take_step(self, name: str, row_id: str) -> None:
        """Presses the next step of a person in a list of cards, as Enter does."""
        self.find(name, ListCard).activated_row.emit(row_id)

    def all_words(self, name: str) -> str:
        """Everything that can be read inside a widget, its reader's descriptions included."""
        widget = self.find(name, QWidget)
        inside = [widget, *widget.findChildren(QWidget)]
        words = [_words(one) for one in inside if one.isVisible()]
        return " ".join(part for part in words if part)

    def close_dialogs(self) -> None:
        """Closes what lies over the page, as Escape does."""
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    def choose_row(self, name: str, row_id: str) -> None:
        """Makes a person in a list of cards the current one, as the arrow keys do."""
        self.find(name, ListCard).set_current(row_id)

    def press(self, name: str, key: str) -> None:
        """Presses a key that a widget listens to."""
        wanted = QKeySequence(key)
        for shortcut in self.find(name, QWidget).findChildren(QShortcut):
            if shortcut.key() == wanted and shortcut.isEnabled():
                shortcut.activated.emit()
                return
        message = f"{self.role}: {name} does not listen to {key}"
        raise StoryFailedError(message)

    def go_to(self, page: str) -> None:
        """Chooses a page in the sidebar."""
        self.find("sidebar", Sidebar).page_chosen.emit(page)

    def picture(self, name: str) -> Path:
        """A picture of the window as it is now."""
        for _ in range(_SETTLING):
            # What was just put on the page gets its place first.
            QCoreApplication.sendPostedEvents()
        self._taken += 1
        path = self._pictures / f"{self.role}-{self._taken:02d}-{name}.png"
        self.window.grab().save(str(path))
        return path

    def point_of(self, name: str) -> QPoint:
        """The middle of a widget in the window, for tests that use a mouse."""
        widget = self.find(name, QWidget)
        return widget.mapTo(self.window, widget.rect().center())


def _words(widget: QWidget) -> str:
    shown = getattr(widget, "text", None) or getattr(widget, "toPlainText", None)
    text = shown() if callable(shown) else ""
    return f"{text} {widget.accessibleName()} {widget.accessibleDescription()}"


class Player(QObject):
    """Plays a story step by step inside the running event loop; nothing waits, nothing sleeps.

    A story is an iterator of conditions: it goes on when its last condition holds. `ended` carries
    None, or the error of the step that did not hold.
    """

    ended = Signal(object)

    def __init__(self, story: Story, patience_seconds: float = PATIENCE_SECONDS) -> None:
        super().__init__()
        self._story = story
        self._ticks_left = 0
        self._most_ticks = int(patience_seconds * 1000 / TICK_MILLISECONDS)
        self._condition: Condition = lambda: True
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begins; the story runs on the thread of the window."""
        self._ticks_left = self._most_ticks
        self._timer.start()

    def _tick(self) -> None:
        try:
            if self._condition():
                self._condition = next(self._story)
                self._ticks_left = self._most_ticks
                return
        except StopIteration:
            self._end(None)
            return
        except Exception as error:  # noqa: BLE001 - carried to whoever waits, which reports it
            self._end(error)
            return
        self._ticks_left -= 1
        if self._ticks_left <= 0:
            self._end(StoryFailedError("nothing happened in time"))

    def _end(self, error: Exception | None) -> None:
        self._timer.stop()
        self.ended.emit(error)
