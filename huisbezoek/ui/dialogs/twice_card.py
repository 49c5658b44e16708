"""One resident with two visitors: what each has already, and a button for each: who goes."""

from PySide6.QtCore import QCoreApplication, Qt, Signal

from huisbezoek.model.usecases.given_twice import GivenTwice, VisitorOfTwo
from huisbezoek.ui.models import twice_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import Text

_BESIDE = 2


class TwiceCard(Card):
    """`chosen` carries who goes; '' when nobody can, or when only a visit was made twice."""

    chosen = Signal(str)
    later = Signal()
    view_wanted = Signal()

    def __init__(self, look: LookSource, seen: GivenTwice, note: str) -> None:
        super().__init__(look, twice_words.title(seen))
        self._look = look
        self._seen = seen
        self._buttons: list[Button] = []
        self.setObjectName("twice_card")
        if note:
            self.body.addWidget(Text(look, note, tone="muted"))
        self.body.addWidget(Text(look, twice_words.explanation(seen)))
        plates = [self._plate(one) for one in seen.visitors] if len(seen.visitors) > 1 else []
        for start in range(0, len(plates), _BESIDE):
            row = Columns(look, (1, 1))
            for column, plate in zip(row.columns, plates[start : start + _BESIDE], strict=False):
                column.addWidget(plate)
            self.body.addWidget(row)
        if words := twice_words.consequence(seen):
            self.body.addWidget(Text(look, words, tone="muted"))
        self._add_buttons()

    def allow(self, *, later: bool) -> None:
        """Offers to choose later."""
        self._later.setVisible(later)

    def first_button(self) -> Button:
        """Where the keys are after a choice: who is proposed."""
        return self._buttons[0] if self._buttons else self._view

    def _plate(self, one: VisitorOfTwo) -> Card:
        look, visitor = self._look, one.claim.visitor
        place = self._seen.visitors.index(one)
        plate = Card(look, sunk=True)
        name = Text(look, twice_words.visitor_name(one), size="l", bold=True)
        name.setObjectName(f"visitor_of_two_{place}")
        plate.body.addWidget(name)
        for line in twice_words.claim_lines(one):
            plate.body.addWidget(Text(look, line, tone="muted"))
        is_proposed = visitor == self._seen.proposed
        if is_proposed:
            chip = Chip(look, ChipValue(_tr("ons voorstel"), "today"))
            plate.body.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        plate.body.addStretch(1)
        if one.can_go:
            go = Button(
                look, twice_words.go_words(one), "primary" if is_proposed else "secondary", "check"
            )
            go.setObjectName(f"goes_{place}")
            go.clicked.connect(lambda: self.chosen.emit(visitor))
            plate.body.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.insert(0 if is_proposed else len(self._buttons), go)
        return plate

    def _add_buttons(self) -> None:
        look = self._look
        row = Row(look, stacks=True)
        if len(self._seen.visitors) < _BESIDE or self._seen.nobody_can:
            keep = Button(look, self._without_choice(), "primary", "check")
            keep.setObjectName("keep_one_visit")
            keep.clicked.connect(lambda: self.chosen.emit(""))
            row.add(keep, 0, Qt.AlignmentFlag.AlignLeft)
            self._buttons.append(keep)
        self._view = Button(look, _tr("&Kaart bekijken"), "quiet", "user")
        self._view.setObjectName("view_resident")
        self._view.clicked.connect(self.view_wanted)
        self._later = Button(look, _tr("&Later kiezen"), "quiet", "arrow-right")
        self._later.setObjectName("decide_later")
        self._later.clicked.connect(self.later)
        for button in (self._view, self._later):
            row.add(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.box.addStretch(1)
        self.body.addWidget(row)

    def _without_choice(self) -> str:
        if self._seen.nobody_can:
            return _tr("&Niemand van hen gaat")
        if self._seen.visited_on is not None:
            return _tr("&Gepland bezoek laten vervallen")
        return _tr("&Eén bezoek laten staan")


def _tr(text: str) -> str:
    return QCoreApplication.translate("twice", text)
