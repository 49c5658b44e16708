"""Scrolls the page around a widget, so that what was just said can be read."""

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def bring_in_view(widget: QWidget) -> None:
    """Scrolls to the widget once the page has given it its place; does nothing without a page."""
    QTimer.singleShot(0, widget, lambda: _scroll(widget))


def _scroll(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea) and widget.isVisible():
        above.ensureWidgetVisible(widget)
        inner = above.widget()
        # What is taller than the page is read from its beginning.
        if inner is not None and widget.height() > above.viewport().height():
            above.verticalScrollBar().setValue(widget.mapTo(inner, QPoint()).y())
