"""The packing slip: what goes along for whom, and where it goes, before a file is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.packing_slip import PackedPerson, PackedWhy, PackingSlip
from huisbezoek.ui import errors, texts
from huisbezoek.ui.models import desk_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import ChipTone, ChipValue
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText, Text

MOST_PEOPLE = 60
"""More rows than anybody checks; the rest is counted. What is new or changed comes first."""

_TONES: dict[PackedWhy, ChipTone] = {
    PackedWhy.NEW: "ok",
    PackedWhy.CHANGED: "today",
    PackedWhy.HANDED_OVER: "reason",
}
_ICONS: dict[PackedWhy, str] = {
    PackedWhy.NEW: "plus",
    PackedWhy.CHANGED: "pencil",
    PackedWhy.AGAIN: "refresh-cw",
    PackedWhy.ENDED: "minus",
    PackedWhy.ERASED: "trash-2",
}


@dataclass(frozen=True, slots=True)
class Receiver:
    """Whose file it is, and what was packed for it; or why nothing could be."""

    device: str
    name: str
    slip: PackingSlip | None = None
    error: Exception | None = None


class PackingDialog(DialogFrame):
    """Emits `folder_wanted`; after `accepted` the files that were packed may be written."""

    folder_wanted = Signal()

    def __init__(
        self, look: LookSource, window: QWidget, receivers: Sequence[Receiver], place: str
    ) -> None:
        super().__init__(
            look,
            window,
            _tr("Dit gaat mee"),
            _tr("In een bestand staat alleen wat voor die persoon is. Kijk het rustig na."),
            "upload",
        )
        self.setObjectName("packing_dialog")
        self.set_back(_tr("Terug"))
        self._look = look
        self._ready = [one for one in receivers if one.slip is not None]
        self._add_place()
        for one in receivers:
            self._add_receiver(one)
        self.content.addStretch(1)
        self._add_buttons()
        self.set_place(place)

    def set_place(self, place: str) -> None:
        """Says where the files go; empty when that is still to be chosen."""
        self._has_place = bool(place)
        words = (
            _tr("Dit komt op: {0}").format(place)
            if place
            else _tr("Kies eerst waar het heen gaat.")
        )
        self._destination.set_text(words)
        change = _tr("Andere stick of map &kiezen") if place else _tr("Stick of map &kiezen")
        self._change.setText(change)
        self._change.updateGeometry()

    def _add_place(self) -> None:
        self._destination = IconText(self._look, "usb", "", bold=True)
        self._destination.text.setObjectName("packing_place")
        self._change = Button(self._look, "", "flush", "folder-open")
        self._change.setObjectName("change_folder")
        self._change.clicked.connect(self.folder_wanted)
        row = Row(self._look, stacks=True)
        row.add(self._destination, 1)
        row.add(self._change)
        self.content.addWidget(row)

    def _add_receiver(self, receiver: Receiver) -> None:
        slip, error = receiver.slip, receiver.error
        if slip is None:
            words = errors.sentence(error) if error is not None else ""
            self.content.addWidget(Banner(self._look, "error", receiver.name, words))
            return
        fold = Fold(self._look, receiver.name, desk_words.slip_note(slip))
        fold.button.setObjectName(f"slip_{receiver.device}")
        self._fill(fold, slip)
        fold.set_open(is_open=len(self._ready) == 1)
        self.content.addWidget(fold)

    def _fill(self, fold: Fold, slip: PackingSlip) -> None:
        people = sorted(slip.people, key=lambda one: desk_words.WHY_ORDER.index(one.why))
        for one in people[:MOST_PEOPLE]:
            fold.body.addWidget(self._person(one))
        rest = len(people) - MOST_PEOPLE
        if rest > 0:
            words = texts.counted(rest, _tr("En nog {0} inwoner."), _tr("En nog {0} inwoners."))
            fold.body.addWidget(Text(self._look, words, tone="muted"))
        others = desk_words.slip_others(slip)
        if others or not people:
            fold.body.addWidget(Text(self._look, others or desk_words.nothing_new(), tone="muted"))

    def _person(self, person: PackedPerson) -> QWidget:
        word, tone = desk_words.why(person.why), _TONES.get(person.why, "plain")
        chip = ChipValue(word, tone, _ICONS.get(person.why))
        details = desk_words.slip_details(person)
        name = texts.capital(person.name) or _tr("Een inwoner die is gewist")
        return ActionRow(self._look, "user", name, (details,), chip=chip)

    def _add_buttons(self) -> None:
        back = Button(self._look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        self.add_button(back)
        if not self._ready:
            return
        words = texts.counted(
            len(self._ready), _tr("{0} bestand &maken"), _tr("{0} bestanden &maken")
        )
        write = Button(self._look, words, "primary", "upload")
        write.setObjectName("confirm_write")
        write.clicked.connect(self._confirm)
        self.add_button(write)

    def _confirm(self) -> None:
        if not self._has_place:
            self.folder_wanted.emit()
        if self._has_place:
            self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("PackingDialog", text)
