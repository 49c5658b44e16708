"""Permission per organisation: with whom something may be shared, and what."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Consents
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.field import AreaField, TextField
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class _PartnerRow:
    group: ChoiceGroup
    shares: AreaField


class PartnerGrants(QWidget):
    """Each organisation is asked about apart. `answered` carries its name and whether it is a yes.

    `dropped` carries the name of one that was put there by mistake; `typed` tells that what may be
    shared changes.
    """

    answered = Signal(str, bool)
    dropped = Signal(str)
    typed = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._coordinator = ""
        self._who = ""
        self._is_filling = False
        self._rows: dict[str, _PartnerRow] = {}
        self._list = QVBoxLayout()
        self._name = TextField(
            look,
            self.tr("Mag iets naar een &organisatie? Schrijf de naam op."),
            self.tr("Vraag dit voor elke organisatie apart."),
        )
        self._name.editor.setObjectName("field_partner")
        self._proposed = ""
        self._propose = Button(look, "", "flush", "hand-heart")
        self._propose.setObjectName("partner_proposed")
        self._propose.clicked.connect(self._take_proposed)
        self._propose.hide()
        self._yes = Button(look, self.tr("Dat &mag"), icon="check")
        self._yes.setObjectName("partner_yes")
        self._no = Button(look, self.tr("Liever niet"), icon="x")
        self._no.setObjectName("partner_no")
        buttons = Row(look, stacks=True)
        for button in (self._yes, self._no):
            buttons.add(button)
        buttons.box.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._list)
        self._box.addWidget(self._propose, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(self._name)
        self._box.addWidget(buttons)
        self._yes.clicked.connect(partial(self._add, is_yes=True))
        self._no.clicked.connect(partial(self._add, is_yes=False))
        look.changed.connect(self._dress)
        self._dress()

    def set_people(self, who: str, coordinator: str) -> None:
        """Fills in who is asked ('mevrouw') and who would share it ('Anneke')."""
        self._who, self._coordinator = who, coordinator

    def show_consents(self, consents: Consents) -> None:
        """Shows the answers per organisation; rows that stay keep their place and focus."""
        known = {one.partner: one for one in consents.partners()}
        self._is_filling = True
        if list(known) != list(self._rows):
            cleared(self._list)
            self._rows = {}
            for place, one in enumerate(known.values()):
                self._add_row(place, one)
        for name, one in known.items():
            row = self._rows[name]
            row.group.set_chosen([one.answer.value])
            row.shares.setVisible(one.answer is ConsentAnswer.YES)
        self._is_filling = False

    def propose(self, partner: str) -> None:
        """Offers an organisation that fits a wish, until it was asked about; none hides it."""
        self._proposed = partner
        self._propose.setText(self.tr("Vraag het voor {0}").format(partner))
        self._propose.setVisible(bool(partner) and partner not in self._rows)

    def apply(self, consents: Consents) -> Consents:
        """The permissions with what may be shared as it stands in the fields."""
        for name, row in self._rows.items():
            found = next((one for one in consents.partners() if one.partner == name), None)
            if found is not None and found.answer is ConsentAnswer.YES:
                consents = consents.with_shares(name, _lines(row.shares.text()))
        return consents

    def _add_row(self, place: int, one: Consent) -> None:
        look = self._source
        question = self.tr("Mag {0} dit vertellen aan {1}?").format(self._coordinator, one.partner)
        group = ChoiceGroup(
            look,
            question,
            [
                Choice(ConsentAnswer.YES.value, self.tr("Dat mag")),
                Choice(ConsentAnswer.NO.value, self.tr("Liever niet")),
            ],
            columns=2,
        )
        for key, row in group.rows().items():
            row.setObjectName(f"partner_{place}_{key}")
        shares = AreaField(
            look,
            self.tr("Wat mag {0} weten?").format(one.partner),
            self.tr("Zoals {0} het zei. Elke regel is één ding.").format(self._who),
            lines=2,
        )
        shares.editor.setObjectName(f"field_shares_{place}")
        shares.set_text("\n".join(one.shares))
        drop = Button(look, self.tr("Niet gevraagd: haal weg"), "row")
        drop.setObjectName(f"drop_partner_{place}")
        drop.setAccessibleName(self.tr("Haal weg: {0}").format(one.partner))
        asked = self.tr("Gevraagd op {0}.").format(texts.moment(one.asked_at))
        foot = Row(look)
        foot.add(Text(look, asked, size="s", tone="muted"), 1)
        foot.add(drop)
        for widget in (group, shares, foot):
            self._list.addWidget(widget)
        group.changed.connect(partial(self._take, one.partner))
        shares.changed.connect(self._touch)
        drop.clicked.connect(partial(self.dropped.emit, one.partner))
        self._rows[one.partner] = _PartnerRow(group, shares)

    def _take_proposed(self) -> None:
        self._name.set_text(self._proposed)
        self._name.setFocus()

    def _add(self, *, is_yes: bool) -> None:
        name = " ".join(self._name.text().split())
        self._name.set_error("" if name else self.tr("Schrijf eerst de naam van de organisatie."))
        if not name:
            self._name.setFocus()
            return
        self._name.set_text("")
        self.answered.emit(name, is_yes)
        row = self._rows.get(name)
        if row is not None and is_yes:
            row.shares.setFocus()

    def _take(self, name: str) -> None:
        chosen = self._rows[name].group.chosen()
        if chosen and not self._is_filling:
            self.answered.emit(name, chosen[0] == ConsentAnswer.YES.value)

    def _touch(self) -> None:
        if not self._is_filling:
            self.typed.emit()

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        for box in (self._box, self._list):
            box.setSpacing(look.u(1))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for raw in text.splitlines() if (line := raw.strip()))
