"""One difference: the values side by side, who wrote each and when, and a button for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText, Text

_BESIDE = 2


@dataclass(frozen=True, slots=True)
class DifferenceValue:
    """A value as it is read, and who wrote it when; `is_shown` on the card until one chooses."""

    words: str
    said: str
    is_shown: bool


class DifferenceCard(Card):
    """`chosen` carries the place of the value; `later` asks for another difference."""

    chosen = Signal(int)
    both_chosen = Signal()
    later = Signal()
    view_wanted = Signal()

    def __init__(
        self,
        look: LookSource,
        *,
        title: str,
        note: str,
        values: Sequence[DifferenceValue],
        is_about_safety: bool,
        can_keep_both: bool,
    ) -> None:
        super().__init__(look, title)
        self._look = look
        self.setObjectName("difference_card")
        self._keepers: list[Button] = []
        if note:
            self.body.addWidget(Text(look, note, tone="muted"))
        if is_about_safety:
            words = _tr("Dit gaat over veiligheid. Tot u kiest, staat alles op de kaart.")
            self.body.addWidget(IconText(look, "triangle-alert", words, tone="warn"))
        plates = [self._plate(place, value) for place, value in enumerate(values)]
        # More than two beside each other would be too narrow to read: they go below.
        for start in range(0, len(plates), _BESIDE):
            row = Columns(look, (1, 1))
            for column, plate in zip(row.columns, plates[start : start + _BESIDE], strict=False):
                column.addWidget(plate)
            self.body.addWidget(row)
        self._add_buttons(len(values), can_keep_both=can_keep_both)

    def allow(self, *, later: bool, view: bool) -> None:
        """Offers to choose later, and to look at the card of the resident."""
        self._later.setVisible(later)
        self._view.setVisible(view)

    def first_button(self) -> Button:
        """Where the keys are after a choice."""
        return self._keepers[0]

    def _plate(self, place: int, value: DifferenceValue) -> Card:
        look = self._look
        plate = Card(look, sunk=True)
        words = Text(look, value.words, size="l", bold=True)
        words.setObjectName(f"difference_value_{place}")
        plate.body.addWidget(words)
        plate.body.addWidget(Text(look, value.said, tone="muted"))
        if value.is_shown:
            chip = Chip(look, ChipValue(_tr("staat nu op de kaart"), "today"))
            plate.body.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        plate.body.addStretch(1)
        keep = Button(look, _tr("Deze bewaren"), icon="check")
        keep.setObjectName(f"keep_{place}")
        keep.setAccessibleName(_tr("Deze bewaren: {0}").format(value.words))
        keep.clicked.connect(lambda: self.chosen.emit(place))
        plate.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._keepers.append(keep)
        return plate

    def _add_buttons(self, count: int, *, can_keep_both: bool) -> None:
        look = self._look
        words = _tr("&Beide bewaren") if count == _BESIDE else _tr("&Alle bewaren")
        both = Button(look, words, icon="copy-check")
        both.setObjectName("keep_both")
        both.clicked.connect(self.both_chosen)
        both.setVisible(can_keep_both)
        self._view = Button(look, _tr("&Kaart bekijken"), "quiet", "user")
        self._view.setObjectName("view_resident")
        self._view.clicked.connect(self.view_wanted)
        self._later = Button(look, _tr("&Later kiezen"), "quiet", "arrow-right")
        self._later.setObjectName("decide_later")
        self._later.clicked.connect(self.later)
        row = Row(look, stacks=True)
        for button in (both, self._view, self._later):
            row.add(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.box.addStretch(1)
        self.body.addWidget(row)


def _tr(text: str) -> str:
    return QCoreApplication.translate("differences", text)
