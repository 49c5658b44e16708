"""What waits for a decision, on Overzicht: a line for each person, and one for the terms past."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal

from huisbezoek.model.usecases.to_decide import ToDecide
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.models.decide_words import overview_line
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText

MOST_LINES = 5
"""More stand on Inwoners: this page is for a look on Monday."""


class DecideCard(Card):
    """`go` carries where it is decided."""

    go = Signal(object)

    def __init__(self, look: LookSource, decisions: Sequence[ToDecide], terms_past: int) -> None:
        super().__init__(look, _tr("Om te beslissen"), icon="list-checks")
        self._look = look
        self.setObjectName("to_decide")
        for number, one in enumerate(decisions[:MOST_LINES]):
            button = self._button(f"decide_{number}", Destination(PageName.RESIDENT, one.resident))
            button.setAccessibleName(_tr("Kaart bekijken van {0}").format(one.name))
            self._add(
                "calendar-days" if one.at is not None else "pause", overview_line(one), button
            )
        if len(decisions) > MOST_LINES:
            words = texts.counted(
                len(decisions) - MOST_LINES, _tr("En nog {0} inwoner."), _tr("En nog {0} inwoners.")
            )
            self._add("users", words, self._list("see_held_back", "held_back"))
        if terms_past:
            words = texts.counted(
                terms_past,
                _tr("Bij {0} inwoner ging de termijn voorbij zonder vraag."),
                _tr("Bij {0} inwoners ging de termijn voorbij zonder vraag."),
            )
            self._add("calendar-range", words, self._list("see_terms_past", "term_past"))

    def _add(self, icon: str, words: str, button: Button) -> None:
        row = Row(self._look)
        row.add(IconText(self._look, icon, words), 1, Qt.AlignmentFlag.AlignVCenter)
        row.add(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(row)

    def _list(self, name: str, detail: str) -> Button:
        return self._button(name, Destination(PageName.RESIDENTS, detail=detail), _tr("Bekijken"))

    def _button(self, name: str, place: Destination, words: str = "") -> Button:
        button = Button(self._look, words or _tr("Kaart bekijken"), "row")
        button.setObjectName(name)
        button.clicked.connect(lambda: self.go.emit(place))
        return button


def _tr(text: str) -> str:
    return QCoreApplication.translate("decide", text)
