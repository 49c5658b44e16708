"""What was agreed at the last visit; it opens only when somebody asks for it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import IconText


class LastTimeDialog(DialogFrame):
    """The agreed lines of the last report, as they were written."""

    def __init__(
        self, look: LookSource, window: QWidget, sentence: str, lines: Sequence[str]
    ) -> None:
        super().__init__(look, window, self.tr("Vorige keer"), sentence, icon="history")
        self.setObjectName("last_time_dialog")
        self.set_back(self.tr("Terug"))
        for line in lines:
            self.content.addWidget(IconText(look, "heart-handshake", line))
        self.content.addStretch(1)
        close = Button(look, self.tr("&Verder met het gesprek"), "primary")
        close.setObjectName("close_last_time")
        close.clicked.connect(self.accept)
        self.add_button(close)
