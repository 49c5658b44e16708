"""The way of the keys over a page: Enter to the next field, Ctrl+Enter to the next subject."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.letter_choices import LetterChoices

Stop = QWidget | LetterChoices
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PaperPath(QObject):
    """Leads from field to field in the order given; what is not in sight is passed over.

    A group of stops is a subject. Enter on the last stop of all, a button, presses it.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._groups: list[tuple[QWidget, list[Stop]]] = []

    def set_groups(self, groups: Sequence[tuple[QWidget, Sequence[Stop]]]) -> None:
        """Leads along these: each subject with its fields."""
        self._groups = [(frame, [*stops]) for frame, stops in groups]
        for _, stops in self._groups:
            for widget in (one for stop in stops for one in _widgets(stop)):
                widget.removeEventFilter(self)
                widget.installEventFilter(self)

    def begin(self, group: int = 0) -> None:
        """Puts the focus on the first field in sight, of this group or after it."""
        self._go_first(self._stops(group))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in _ENTER or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        place = self._place_of(watched)
        if place is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._next_subject(*place)
        else:
            self._next_field(*place)
        return True

    def _place_of(self, watched: QObject) -> tuple[int, int] | None:
        for at, (_, stops) in enumerate(self._groups):
            for place, stop in enumerate(stops):
                if any(widget is watched for widget in _widgets(stop)):
                    return at, place
        return None

    def _stops(self, start: int = 0, place: int = 0) -> list[tuple[QWidget, Stop]]:
        found = [(frame, stop) for frame, stops in self._groups[start:] for stop in stops]
        return [(frame, stop) for frame, stop in found[place:] if _is_open(stop)]

    def _next_field(self, at: int, place: int) -> None:
        now = self._groups[at][1][place]
        ahead = self._stops(at, place + 1)
        if not ahead and isinstance(now, QAbstractButton):
            now.click()
            return
        self._go_first(ahead)

    def _next_subject(self, at: int, place: int) -> None:
        ahead = self._stops(at + 1)
        if ahead:
            self._go_first(ahead)
        else:
            self._next_field(at, place)

    @staticmethod
    def _go_first(stops: Sequence[tuple[QWidget, Stop]]) -> None:
        for frame, stop in stops[:1]:
            widget = stop.stop() if isinstance(stop, LetterChoices) else stop
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            bring_in_view(frame)
            bring_in_view(widget)


def _widgets(stop: Stop) -> tuple[QWidget, ...]:
    return tuple(stop.rows().values()) if isinstance(stop, LetterChoices) else (stop,)


def _is_open(stop: Stop) -> bool:
    return stop.isVisible() and stop.isEnabled()
