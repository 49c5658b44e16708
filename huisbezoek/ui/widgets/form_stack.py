"""Widgets under each other, with the air of a form."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource


class FormStack(QWidget):
    """Widgets under each other; its spacing follows the letters."""

    def __init__(self, look: LookSource, *widgets: QWidget) -> None:
        super().__init__()
        self._source = look
        self._box = QVBoxLayout(self)
        for widget in widgets:
            self._box.addWidget(widget)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._source.look.u(2))
