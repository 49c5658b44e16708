"""Draws the Lucide icons of resources/icons in any colour and keeps what was drawn."""

import functools
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# Screens with a finer grid get the finer picture; 2 keeps icons sharp everywhere else.
_SCALE = 2
_STROKE = 'stroke-width="1.9"'


@functools.cache
def _source(folder: Path, name: str) -> str:
    return (folder / f"{name}.svg").read_text(encoding="utf-8")


class IconStore:
    """Icons of one look: each (name, colour, side) is drawn once.

    A name is that of a Lucide icon, for instance 'house'; an unknown name raises FileNotFoundError.
    """

    __slots__ = ("_drawn", "_folder")

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[tuple[str, str, int, int], QPixmap] = {}

    def pixmap(self, name: str, colour: str, side: int, gap: int = 0) -> QPixmap:
        """The icon, `side` logical pixels square, with `gap` empty pixels at its right."""
        key = (name, colour, side, gap)
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = self._draw(name, colour, side, gap)
        return found

    def icon(self, name: str, colour: str, colour_selected: str, side: int) -> QIcon:
        """The icon for item views and menus, with its own colour on a selected row."""
        icon = QIcon(self.pixmap(name, colour, side))
        selected = self.pixmap(name, colour_selected, side)
        icon.addPixmap(selected, QIcon.Mode.Selected)
        icon.addPixmap(selected, QIcon.Mode.Active)
        return icon

    def _draw(self, name: str, colour: str, side: int, gap: int) -> QPixmap:
        text = _source(self._folder, name).replace("currentColor", colour)
        renderer = QSvgRenderer(QByteArray(text.replace('stroke-width="2"', _STROKE).encode()))
        pixmap = QPixmap((side + gap) * _SCALE, side * _SCALE)
        pixmap.setDevicePixelRatio(_SCALE)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        return pixmap
