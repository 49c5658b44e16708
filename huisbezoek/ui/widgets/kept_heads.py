"""Keeps the heads of a tall table in sight while the page scrolls."""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QScrollArea, QTableView, QWidget

from huisbezoek.ui.widgets.in_view import page_of


class KeptHeads(QObject):
    """Ask `begin` when the table is shown, and `place` when its geometry was made anew."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._page: QScrollArea | None = None
        table.setProperty("heads", "kept")
        # Beside the heads no row may show.
        self._corner = QWidget(table)
        self._corner.setProperty("plate", "paper")

    def begin(self) -> None:
        """Follows the page that the table scrolls with."""
        page = page_of(self._table)
        if page is not None and page is not self._page:
            self._page = page
            page.verticalScrollBar().valueChanged.connect(self.place)
        self.place()

    def place(self) -> None:
        """Puts the heads at the top of what is in sight of the table."""
        table, head = self._table, self._table.horizontalHeader()
        sheet = self._page.widget() if self._page is not None else None
        if self._page is None or sheet is None:
            return
        above = self._page.verticalScrollBar().value() - table.mapTo(sheet, QPoint()).y()
        lowest = table.height() - head.height() - table.rowHeight(0)
        head.move(head.x(), min(max(0, above), max(0, lowest)))
        self._corner.setGeometry(0, head.y(), head.x(), head.height())
        for part in (head, self._corner):
            part.raise_()
