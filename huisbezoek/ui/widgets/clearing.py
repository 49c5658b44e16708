"""Empties a layout whose rows are shown anew."""

from PySide6.QtWidgets import QLayout


def cleared(layout: QLayout) -> None:
    """Takes all widgets out of the layout; they go when the event that asked for it is over."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            # Out of the tree at once: a search by name must not find a widget on its way out.
            widget.setParent(None)
            widget.deleteLater()
