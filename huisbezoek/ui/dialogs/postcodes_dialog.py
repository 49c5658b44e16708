"""What a table of postcodes would bring, before anything is kept."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.postcodes import PostcodesPreview
from huisbezoek.ui.models.postcode_words import preview_lines
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import FactRow, Text


class PostcodesDialog(DialogFrame):
    """After `accepted` the table may be kept."""

    def __init__(self, look: LookSource, window: QWidget, preview: PostcodesPreview) -> None:
        super().__init__(
            look,
            window,
            _tr("Dit staat in de tabel"),
            _tr("Er is nog niets veranderd. Kijk het rustig na."),
            "map-pin",
        )
        self.setObjectName("postcodes_dialog")
        self.set_back(_tr("Terug"))
        lines = preview_lines(preview)
        for line in lines:
            if not line.doubtful:
                self.content.addWidget(FactRow(look, line.icon, line.title, line.detail))
        doubts = [line for line in lines if line.doubtful]
        if doubts:
            self.content.addWidget(Text(look, _tr("Niet begrepen"), size="l", bold=True))
        for line in doubts:
            self.content.addWidget(FactRow(look, line.icon, line.title, line.detail))
        self.content.addStretch(1)
        leave = Button(look, _tr("Niet &gebruiken"))
        leave.setObjectName("leave_postcodes")
        leave.clicked.connect(self.reject)
        keep = Button(look, _tr("Tabel ge&bruiken"), "primary", "check")
        keep.setObjectName("keep_postcodes")
        keep.clicked.connect(self.accept)
        self.add_button(leave)
        self.add_button(keep)


def _tr(text: str) -> str:
    return QCoreApplication.translate("postcodes", text)
