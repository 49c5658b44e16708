"""A number that one tries out: a labelled slider with its value in words above it."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.painting import spell
from huisbezoek.ui.widgets.text import Text


class _Slider(QSlider):
    """A slider that the wheel does not move: who scrolls the page changes nothing."""

    @override
    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()


class NumberSlider(QWidget):
    """Label above, its value in words at the right, slider below; `moved` carries the new number.

    Arrows go one step, Page Up and Page Down a larger one; `words` says a value ('24 maanden').
    """

    moved = Signal(int)

    def __init__(
        self,
        look: LookSource,
        label: str,
        reach: tuple[int, int],
        words: Callable[[int], str],
        *,
        step: int = 1,
    ) -> None:
        super().__init__()
        self._source = look
        self._label = label
        self._words = words
        self._step = step
        self._head = Text(look, label, bold=True)
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._head.setBuddy(self.slider)
        self._value = Text(look, bold=True, wraps=False)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row = QHBoxLayout()
        self._row.addWidget(self._head, 1)
        self._row.addWidget(self._value, 0, Qt.AlignmentFlag.AlignBottom)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._row)
        self._box.addWidget(self.slider)
        self.slider.valueChanged.connect(self._follow)
        self.set_reach(*reach)
        look.changed.connect(self._dress)
        self._dress()

    def set_reach(self, least: int, most: int) -> None:
        """The smallest and largest number that one may try."""
        with QSignalBlocker(self.slider):
            self.slider.setRange(least // self._step, -(-most // self._step))
            self.slider.setPageStep(max(1, (most - least) // self._step // 8))
        self._say()

    def value(self) -> int:
        """The number of now."""
        return self.slider.value() * self._step

    def set_value(self, value: int) -> None:
        """Shows another number without telling that it moved; it widens the reach if needed."""
        place = round(value / self._step)
        least, most = self.slider.minimum(), self.slider.maximum()
        with QSignalBlocker(self.slider):
            self.slider.setRange(min(place, least), max(place, most))
            self.slider.setValue(place)
        self._say()

    def _follow(self, _place: int) -> None:
        self._say()
        self.moved.emit(self.value())

    def _say(self) -> None:
        words = self._words(self.value())
        self._value.setText(words)
        spell(self.slider, f"{self._label.replace('&', '')}: {words}")

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(0.25))
        self._row.setSpacing(look.u(2))
        self.slider.setFixedHeight(look.u(3.5))
