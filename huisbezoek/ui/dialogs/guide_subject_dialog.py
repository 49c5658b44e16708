"""The title of a subject of the guide, in Dutch and if wanted in English."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.guides import Words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import TextField

TITLE_LIMIT = 60
"""Signs in a title: it stands in the menu of the talk."""


class GuideSubjectDialog(DialogFrame):
    """After `accepted` the title is in `words`."""

    def __init__(self, look: LookSource, window: QWidget, present: Words) -> None:
        is_new = not present.nl
        title = _tr("Onderwerp toevoegen") if is_new else _tr("Onderwerp een andere naam geven")
        super().__init__(look, window, title)
        self.setObjectName("guide_subject_dialog")
        self.set_back(_tr("Terug"))
        self.words = present
        self._dutch = TextField(look, _tr("&Naam van het onderwerp"))
        self._dutch.editor.setObjectName("guide_subject_title")
        self._dutch.set_text(present.nl)
        self._english = TextField(look, _tr("In het &Engels"), _tr("Mag leeg blijven."))
        self._english.editor.setObjectName("guide_subject_title_en")
        self._english.set_text(present.en)
        self.content.addWidget(self._dutch)
        self.content.addWidget(self._english)
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet bewaren"), "quiet")
        back.clicked.connect(self.reject)
        keep = Button(look, _tr("&Bewaren"), "primary")
        keep.setObjectName("guide_subject_keep")
        keep.clicked.connect(self._keep)
        self._dutch.editor.returnPressed.connect(self._keep)
        self.add_button(back)
        self.add_button(keep)

    def _keep(self) -> None:
        title = " ".join(self._dutch.text().split())
        over = len(title) - TITLE_LIMIT
        wrong = "" if title else _tr("Geef het onderwerp een naam.")
        if over > 0:
            wrong = _tr("Deze naam is {0} tekens te lang.").format(over)
        self._dutch.set_error(wrong)
        if not wrong:
            self.words = Words(title, " ".join(self._english.text().split()))
            self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
