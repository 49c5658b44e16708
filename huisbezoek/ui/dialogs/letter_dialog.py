"""One letter, large, to read it before it goes out."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.ui.printing import PrintLook
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.letter_view import LetterView

_UNITS = 78


class LetterDialog(DialogFrame):
    """Shows the letter as wide as a dialog goes."""

    def __init__(
        self, look: LookSource, window: QWidget, sheet: Sheet, print_look: PrintLook, name: str
    ) -> None:
        super().__init__(look, window, _tr("Brief aan {0}").format(name), icon="mail")
        self.setObjectName("letter_dialog")
        self.set_back(_tr("Terug"))
        view = LetterView(look, print_look, units=_UNITS)
        view.set_sheet(sheet, _tr("Brief aan {0}").format(name))
        self.content.addWidget(view)
        self.content.addStretch(1)
        close = Button(look, _tr("&Sluiten"), "primary")
        close.setObjectName("close_letter")
        close.clicked.connect(self.accept)
        self.add_button(close)


def _tr(text: str) -> str:
    return QCoreApplication.translate("LetterDialog", text)
