"""The quiet line on Overzicht: how many people lost a loved one, and the list of them."""

from PySide6.QtCore import QCoreApplication, Qt, Signal

from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText


class LightContactLine(Card):
    """`go` carries the list. It is not there when there is nobody."""

    go = Signal(object)

    def __init__(self, look: LookSource) -> None:
        super().__init__(look)
        self.setObjectName("light_contacts")
        self._words = IconText(look, "heart-handshake", "")
        see = Button(look, _tr("Bekijken"), "row")
        see.setObjectName("see_light_contacts")
        see.setAccessibleName(_tr("Bekijken wie een naaste verloor"))
        see.clicked.connect(
            lambda: self.go.emit(Destination(PageName.RESIDENTS, detail="light_contact"))
        )
        row = Row(look)
        row.add(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.add(see, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(row)
        self.hide()

    def set_count(self, count: int) -> None:
        """Says how many get a card or a call now."""
        self._words.set_text(
            texts.counted(
                count,
                _tr("{0} inwoner verloor een naaste. Stuur een kaartje of bel."),
                _tr("{0} mensen verloren een naaste. Stuur een kaartje of bel."),
            )
        )
        self.setVisible(bool(count))


def _tr(text: str) -> str:
    return QCoreApplication.translate("light_contact", text)
