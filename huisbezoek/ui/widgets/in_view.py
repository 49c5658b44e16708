"""Scrolls the page around a widget, so that what was just said can be read."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def bring_in_view(widget: QWidget) -> None:
    """Scrolls to the widget once the page has given it its place; does nothing without a page."""
    QTimer.singleShot(0, widget, lambda: _scroll(widget))


def bring_part_in_view(widget: QWidget, part: Callable[[], QRect]) -> None:
    """Scrolls to a part of the widget once the page has given it its place."""

    def later() -> None:
        # The first turn is for the widget, the second for the page around it.
        QTimer.singleShot(0, widget, lambda: show_part(widget, part()))

    QTimer.singleShot(0, widget, later)


def show_part(widget: QWidget, part: QRect) -> None:
    """Scrolls the page so that a part of the widget is in sight, with half as much around it."""
    above = page_of(widget)
    inner = above.widget() if above is not None else None
    if above is not None and inner is not None and widget.isVisible():
        place = widget.mapTo(inner, part.center())
        above.ensureVisible(place.x(), place.y(), 0, part.height() // 2 + part.height() // 4)


def _scroll(widget: QWidget) -> None:
    above = page_of(widget)
    if above is not None and widget.isVisible():
        above.ensureWidgetVisible(widget)
        inner = above.widget()
        # What is taller than the page is read from its beginning.
        if inner is not None and widget.height() > above.viewport().height():
            above.verticalScrollBar().setValue(widget.mapTo(inner, QPoint()).y())


def page_of(widget: QWidget) -> QScrollArea | None:
    """The page that the widget scrolls with."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
