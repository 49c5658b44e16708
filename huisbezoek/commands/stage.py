"""A window as a story plays on it: fills fields, clicks buttons, reads, takes pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
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
Step = Iterator[Condition]

_SETTLING = 6
_QUALITY = 60
"""Of a PNG this is only how long it is squeezed: half the time for a few more bytes."""


class StoryFailedError(Exception):
    """A step did not hold: a widget was missing, off, or nothing happened in time."""


def must(held: object, message: str) -> None:
    """Raises StoryFailedError unless what a step needs holds."""
    if not held:
        raise StoryFailedError(message)


class Stage:
    """One window and how a person's hands reach it, by the object names of its widgets.

    Without a folder for `pictures` none are taken.
    """

    def __init__(self, role: str, window: QWidget, pictures: Path | None) -> None:
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

    def says(self, name: str, words: str) -> Condition:
        """A condition that holds when these words can be read inside the widget."""
        return lambda: any(
            words in self._read(widget)
            for widget in self.window.findChildren(QWidget, name)
            if widget.isVisible()
        )

    def find(self, name: str, kind: type[WidgetT]) -> WidgetT:
        """The visible widget of this name. Raises StoryFailedError."""
        for widget in self.window.findChildren(kind, name):
            if widget.isVisible():
                return widget
        self.picture("gestopt")
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

    def click_beside(self, beginning: str, words: str, name: str) -> Step:
        """Presses the button of this name on the card with these words, once it is there."""

        def found() -> QAbstractButton | None:
            cards = (card for card in self._named(beginning) if words in self._read(card))
            return next((one for card in cards if (one := _button_in(card, name))), None)

        yield lambda: found() is not None
        button = found()
        if button is not None:
            button.click()

    def confirm_if_asked(self, name: str) -> Step:
        """Presses a second button when the page asks to confirm."""
        yield lambda: True
        if self.has(name):
            self.click(name)
            yield self.gone(name)

    def choose_action(self, button: str, name: str) -> None:
        """Chooses an action from the menu of a button that can be seen and is on.

        The menu itself stays shut: without a screen it cannot grab the keyboard.
        """
        must(self.has(button), f"{self.role}: {button} cannot be used")
        action = self.window.findChild(QAction, name)
        if action is None or not action.isVisible() or not action.isEnabled():
            message = f"{self.role}: no action {name}"
            raise StoryFailedError(message)
        action.trigger()

    def ticks(self, beginning: str) -> dict[str, bool]:
        """What the rows whose name begins like this say, and whether each is ticked."""
        return {
            one.text(): one.isChecked()
            for one in self._named(beginning)
            if isinstance(one, QAbstractButton)
        }

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
            begins = field.findText(text, Qt.MatchFlag.MatchStartsWith)
            field.setCurrentIndex(max(field.findData(text), begins))
        else:
            message = f"{self.role}: {name} takes no text"
            raise StoryFailedError(message)

    def text_of(self, name: str) -> str:
        """The words of a label, button or field."""
        widget = self.find(name, QWidget)
        words = getattr(widget, "text", None) or getattr(widget, "toPlainText", None)
        return str(words()) if callable(words) else ""

    def rows(self, name: str) -> tuple[CardRow, ...]:
        """The people in a list of cards; none while the list is not shown."""
        found = self.find(name, ListCard).rows() if self.has(name) else ()
        return tuple(row for row in found if isinstance(row, CardRow))

    def open_row(self, name: str, row_id: str) -> None:
        """Opens a person in a list of cards, as a double click does."""
        self.find(name, ListCard).opened_row.emit(row_id)

    def take_step(self, name: str, row_id: str) -> None:
        """Presses the next step of a person in a list of cards, as Enter does."""
        self.find(name, ListCard).activated_row.emit(row_id)

    def all_words(self, name: str) -> str:
        """Everything that can be read inside a widget, its reader's descriptions included."""
        return self._read(self.find(name, QWidget))

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

    def picture(self, name: str) -> None:
        """A picture of the window as it is now."""
        if self._pictures is None:
            return
        for _ in range(_SETTLING):
            # What was just put on the page gets its place first.
            QCoreApplication.sendPostedEvents()
        self._taken += 1
        path = self._pictures / f"{self.role}-{self._taken:02d}-{name}.png"
        self.window.grab().save(str(path), quality=_QUALITY)

    def _named(self, beginning: str) -> Iterator[QWidget]:
        for widget in self.window.findChildren(QWidget):
            if widget.objectName().startswith(beginning) and widget.isVisible():
                yield widget

    def _read(self, widget: QWidget) -> str:
        inside = [widget, *widget.findChildren(QWidget)]
        words = [_words(one) for one in inside if one.isVisible()]
        return " ".join(part for part in words if part)


def _button_in(card: QWidget, name: str) -> QAbstractButton | None:
    button = card.findChild(QAbstractButton, name)
    return button if button is not None and button.isVisible() and button.isEnabled() else None


def _words(widget: QWidget) -> str:
    shown = getattr(widget, "text", None) or getattr(widget, "toPlainText", None)
    text = shown() if callable(shown) else ""
    return f"{text} {widget.accessibleName()} {widget.accessibleDescription()}"
