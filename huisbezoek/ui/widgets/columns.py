"""Columns that stack in reading order when the window is narrow."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow


class Columns(QWidget):
    """Columns of cards in a fixed ratio, as (13, 8); put content into `columns[n]`.

    In the narrow form they stand under each other.
    """

    def __init__(self, look: LookSource, ratio: Sequence[int]) -> None:
        super().__init__()
        self._source = look
        self._ratio = tuple(ratio)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.columns: tuple[QVBoxLayout, ...] = tuple(QVBoxLayout() for _share in ratio)
        for column, share in zip(self.columns, self._ratio, strict=True):
            self._box.addLayout(column, share)
        look.changed.connect(self._dress)
        self._dress()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _follow_width(self) -> None:
        narrow = is_narrow(self, self._source.look)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._box.direction():
            self._box.setDirection(way)
            for place, share in enumerate(self._ratio):
                self._box.setStretch(place, 0 if narrow else share)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(2.5 if len(self._ratio) > 1 else 2))
        for column in self.columns:
            column.setSpacing(look.u(2))


class TileGrid(QWidget):
    """Equal tiles in `wide` columns, or `narrow` columns in the narrow form."""

    def __init__(self, look: LookSource, wide: int = 4, narrow: int = 2) -> None:
        super().__init__()
        self._source = look
        self._wide = wide
        self._narrow = narrow
        self._count = 0
        self._tiles: dict[int, QWidget] = {}
        self._grid = QGridLayout(self)
        look.changed.connect(self._dress)
        self._dress()

    def set_tiles(self, tiles: Sequence[QWidget]) -> None:
        """Shows these tiles instead of the ones that were there, which are deleted."""
        self._set_places(dict(enumerate(tiles)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _set_places(self, tiles: Mapping[int, QWidget]) -> None:
        if tiles == self._tiles:
            return
        for place, tile in self._tiles.items():
            if tiles.get(place) is not tile:
                self._grid.removeWidget(tile)
        staying = set(tiles.values())
        for tile in set(self._tiles.values()) - staying:
            tile.hide()
            # Out of the tree at once: a search by name must not find a tile on its way out.
            tile.setParent(None)
            tile.deleteLater()
        before, self._tiles = self._tiles, dict(tiles)
        for place, tile in tiles.items():
            if before.get(place) is not tile:
                self._put(place, tile)

    def _follow_width(self) -> None:
        wanted = self._narrow if is_narrow(self, self._source.look) else self._wide
        if wanted != self._count:
            self._count = wanted
            for place, tile in self._tiles.items():
                self._put(place, tile)
            self._stretch()

    def _put(self, place: int, tile: QWidget) -> None:
        columns = self._count or self._wide
        self._grid.addWidget(tile, place // columns, place % columns)

    def _stretch(self) -> None:
        columns = self._count or self._wide
        for column in range(max(self._wide, self._narrow)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _dress(self) -> None:
        look = self._source.look
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.u(1.5))
        self._stretch()
