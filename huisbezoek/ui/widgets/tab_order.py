"""The order of the Tab key through cards that were made at different moments."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from huisbezoek.ui.widgets.buttons import Button


def stop_before(widget: QWidget) -> QWidget | None:
    """The last stop of the Tab key before a widget that is none itself."""
    before = widget.previousInFocusChain()
    while before is not None and before is not widget and not _is_stop(before):
        before = before.previousInFocusChain()
    return None if before is widget else before


def follow_card(before: QWidget | None, card: QWidget) -> QWidget | None:
    """Lets Tab go from `before` through the card and its buttons; answers the last stop."""
    for stop in (card, *card.findChildren(Button)):
        # Qt passes over what takes no focus, and would then leave the order as it was.
        if _is_stop(stop):
            if before is not None:
                QWidget.setTabOrder(before, stop)
            before = stop
    return before


def last_stop(card: QWidget) -> QWidget | None:
    """Where Tab leaves the card."""
    stops = [stop for stop in (card, *card.findChildren(Button)) if _is_stop(stop)]
    return stops[-1] if stops else None


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
