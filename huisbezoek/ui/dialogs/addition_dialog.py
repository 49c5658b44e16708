"""Asking the visitor to add something to a report that was handed in."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField


class AdditionDialog(DialogFrame):
    """After `accepted`, `question` holds what the visitor is asked; `typed` tells of each change.

    `so_far` is what stands here now; who goes back finds it again.
    """

    typed = Signal()

    def __init__(self, look: LookSource, window: QWidget) -> None:
        super().__init__(
            look,
            window,
            _tr("Om een aanvulling vragen"),
            _tr("De bezoeker ziet uw vraag na het uitwisselen, op Vandaag."),
            icon="message-circle",
        )
        self.setObjectName("addition_dialog")
        self.question = ""
        self.set_back(_tr("Terug"))
        self._words = AreaField(look, _tr("Wat wilt u nog &weten?"), lines=2)
        self._words.editor.setObjectName("field_addition")
        self._words.changed.connect(self.typed)
        self.content.addWidget(self._words)
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        ask = Button(look, _tr("Vraag &bewaren"), "primary", "check")
        ask.setObjectName("save_addition")
        ask.clicked.connect(self._save)
        self.add_button(back)
        self.add_button(ask)

    def show_again(self, question: str) -> None:
        """Fills in what was typed here before and was not asked yet."""
        self._words.set_text(question)
        self._words.set_help(_tr("Dit typte u eerder. De vraag is nog niet bewaard."))

    def so_far(self) -> str:
        """What was typed."""
        return self._words.text()

    def _save(self) -> None:
        self.question = self._words.text().strip()
        self._words.set_error("" if self.question else _tr("Schrijf op wat u wilt weten."))
        if self.question:
            self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("AdditionDialog", text)
