"""An open talk may go on with the newer guide: what is different, and what stays of the answers."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.guide_library import Lifted
from huisbezoek.ui.dialogs.guide_difference_list import GuideDifferenceList
from huisbezoek.ui.models import guide_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import GroupHeading, IconText, Text


class GuideLiftDialog(DialogFrame):
    """After `accepted` the visitor goes on with the newer guide; closing it changes nothing."""

    def __init__(self, look: LookSource, window: QWidget, lifted: Lifted) -> None:
        super().__init__(
            look,
            window,
            _tr("Er is een nieuwe gespreksleidraad"),
            _tr("Dit bezoek begon met een oudere. U kiest zelf of u overstapt."),
        )
        self.setObjectName("guide_lift_dialog")
        self.set_back(_tr("Terug"))
        lines = guide_words.difference_lines(lifted.difference)
        if lines:
            self.content.addWidget(GroupHeading(look, _tr("Dit is anders")))
            self.content.addWidget(GuideDifferenceList(look, lines))
        if lifted.kept:
            self.content.addWidget(GroupHeading(look, _tr("Deze antwoorden blijven erbij staan")))
            for question in lifted.kept:
                self.content.addWidget(Text(look, question.text.nl))
        stays = _tr("Alles wat u schreef blijft bewaard, ook bij vragen die weg zijn.")
        self.content.addWidget(IconText(look, "shield-check", stays, tone="muted"))
        self.content.addStretch(1)
        stay = Button(look, _tr("&Bij de oude blijven"), "quiet")
        stay.setObjectName("guide_lift_stay")
        stay.clicked.connect(self.reject)
        lift = Button(look, _tr("&Overstappen"), "primary", "check")
        lift.setObjectName("guide_lift_confirm")
        lift.clicked.connect(self.accept)
        self.add_button(stay)
        self.add_button(lift)


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
