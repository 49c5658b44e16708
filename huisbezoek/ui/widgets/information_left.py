"""What was left with the resident: a line each, typed or chosen from the social map."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.reports import LeftInformation
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.field import AreaField, ComboField
from huisbezoek.ui.widgets.row import Row

Offer = tuple[str, str]
"""The identifier of an offer in the social map, and its name."""


class InformationLeft(QWidget):
    """A line that is the name of an offer is that offer. `changed` on typing."""

    changed = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._offers: dict[str, str] = {}
        self._lines = AreaField(
            look,
            self.tr("Welke &informatie liet u achter?"),
            self.tr("Elke regel is één folder, naam of telefoonnummer."),
            lines=2,
        )
        self._lines.editor.setObjectName("field_information_left")
        self._choose = ComboField(look, self.tr("Uit de sociale &kaart"), [])
        self._choose.editor.setObjectName("field_offer")
        add = Button(look, self.tr("Erbij zetten"), icon="plus")
        add.setObjectName("add_offer")
        add.clicked.connect(self._add)
        self._choose.editor.setPlaceholderText(self.tr("Kies wat u achterliet"))
        self._map = Row(look, spacing=1)
        self._map.box.setDirection(QBoxLayout.Direction.TopToBottom)
        self._map.add(self._choose)
        self._map.add(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._map.hide()
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._lines)
        self._box.addWidget(self._map)
        self._lines.changed.connect(self.changed)
        look.changed.connect(self._dress)
        self._dress()

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """Shows the offers of the social map; without any, only typing is left."""
        self._offers = {name: offer for offer, name in offers}
        self._choose.editor.clear()
        for offer, name in offers:
            self._choose.editor.addItem(name, offer)
        # An offer that nobody chose is not proposed by chance.
        self._choose.editor.setCurrentIndex(-1)
        self._map.setVisible(bool(offers))

    def show_left(self, left: Sequence[LeftInformation]) -> None:
        """Fills in what was left; an offer that is not in the map any more keeps its identifier."""
        self._offers.update({one.text: one.offer for one in left if one.offer})
        self._lines.set_text("\n".join(one.text for one in left))

    def left(self) -> tuple[LeftInformation, ...]:
        """The lines as they stand."""
        lines = (raw.strip() for raw in self._lines.text().splitlines())
        return tuple(LeftInformation(line, self._offers.get(line, "")) for line in lines if line)

    def _add(self) -> None:
        name = self._choose.editor.currentText()
        if name and name not in {one.text for one in self.left()}:
            before = self._lines.text().rstrip("\n")
            self._lines.set_text(f"{before}\n{name}" if before else name)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1))
