"""Before a new version of a guide comes into use: what changed, and for whom."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.guide_versions import GuideDifference
from huisbezoek.ui.dialogs.guide_difference_list import GuideDifferenceList
from huisbezoek.ui.models import guide_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import IconText


class GuidePublishDialog(DialogFrame):
    """After `accepted` the coordinator wants this version in use."""

    def __init__(self, look: LookSource, window: QWidget, difference: GuideDifference) -> None:
        sentence = guide_words.difference_sentence(difference)
        super().__init__(look, window, _tr("Nieuwe versie in gebruik nemen"), sentence)
        self.setObjectName("guide_publish_dialog")
        self.set_back(_tr("Terug"))
        lines = guide_words.difference_lines(difference)
        self.content.addWidget(GuideDifferenceList(look, lines))
        for icon, words in (
            (
                "shield-check",
                _tr(
                    "Een gewijzigde vraag wordt een nieuwe vraag. "
                    "Oude verslagen blijven zoals ze zijn."
                ),
            ),
            (
                "send",
                _tr("Bezoekers krijgen deze versie bij de volgende uitwisseling."),
            ),
        ):
            self.content.addWidget(IconText(look, icon, words, tone="muted"))
        self.content.addStretch(1)
        back = Button(look, _tr("&Nog niet"), "quiet")
        back.clicked.connect(self.reject)
        publish = Button(look, _tr("&In gebruik nemen"), "primary", "check")
        publish.setObjectName("guide_publish_confirm")
        publish.clicked.connect(self.accept)
        self.add_button(back)
        self.add_button(publish)


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
