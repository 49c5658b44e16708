"""For whom a file is made: who has something new is ticked; who cannot be reached is said."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.exchange_desk import UnreachablePerson
from huisbezoek.model.usecases.exchange_view import ExchangePartner
from huisbezoek.model.usecases.packing_slip import PackedContents
from huisbezoek.ui import texts
from huisbezoek.ui.models import desk_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText, Text


class DeskWriting(QWidget):
    """Emits `pack_wanted` with the devices that are ticked."""

    pack_wanted = Signal(object)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        self._partners: dict[str, ExchangePartner] = {}
        self._ticks: dict[str, CheckRow] = {}
        self._by_hand: dict[str, bool] = {}
        self._news: dict[str, bool] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._build()
        look.changed.connect(self._dress)
        self._dress()

    @property
    def news(self) -> int:
        """For how many receivers there is something new."""
        return sum(self._news.values())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The devices that are ticked."""
        return tuple(device for device, tick in self._ticks.items() if tick.isChecked())

    def show_people(
        self, partners: Sequence[ExchangePartner], unreachable: Sequence[UnreachablePerson]
    ) -> None:
        """Shows whom one can write to; what was ticked by hand stays so."""
        self._partners = {one.device: one for one in partners}
        self._by_hand = {one: tick for one, tick in self._by_hand.items() if one in self._partners}
        self._news = {one: is_new for one, is_new in self._news.items() if one in self._partners}
        cleared(self._rows)
        cleared(self._fold.body)
        self._ticks = {one.device: self._tick(one) for one in partners}
        self._place()
        cleared(self._not_yet)
        for person in unreachable:
            words = desk_words.unreachable(person)
            self._not_yet.addWidget(IconText(self._look, "laptop-minimal", words, tone="muted"))

    def show_news(self, device: str, news: PackedContents | None) -> None:
        """Says what is new for this receiver, and ticks it unless a person chose already."""
        if device not in self._ticks:
            return
        self._news[device] = news is not None
        self._say(device, desk_words.news_note(news) if news is not None else "")
        self._place()

    def forget_choices(self) -> None:
        """After writing: what is ticked follows again from what is new."""
        self._by_hand.clear()

    def set_primary(self, *, primary: bool) -> None:
        """Whether this is the one thing to do now."""
        self._write.set_kind("primary" if primary else "secondary")

    def set_busy(self, *, busy: bool) -> None:
        """While something is on its way, nothing else begins."""
        self._write.setEnabled(not busy)

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self._card = Card(self._look, _tr("Bestanden meegeven"))
        self._sentence = Text(self._look, tone="muted")
        self._rows = QVBoxLayout()
        self._error = IconText(self._look, "circle-alert", "", bold=True, tone="late")
        self._error.hide()
        self._write = Button(self._look, _tr("Paklijst &maken"), icon="list-checks")
        self._write.setObjectName("write_bundle")
        self._write.clicked.connect(self._wish)
        buttons = Row(self._look)
        buttons.add(self._write)
        buttons.box.addStretch(1)
        self._buttons = buttons
        self._not_yet = QVBoxLayout()
        self._card.body.addWidget(self._sentence)
        self._card.body.addLayout(self._rows)
        self._card.body.addWidget(self._error)
        self._card.body.addWidget(buttons)
        self._card.body.addLayout(self._not_yet)
        self._fold = Fold(self._look, _tr("An&dere laptops"), " ")
        self._fold.button.setObjectName("other_receivers")
        self._box.addWidget(self._card)
        self._box.addWidget(self._fold)

    def _tick(self, partner: ExchangePartner) -> CheckRow:
        tick = CheckRow(self._look, "")
        tick.setObjectName(f"partner_{partner.device}")
        tick.clicked.connect(lambda checked: self._choose(partner.device, is_chosen=checked))
        return tick

    def _place(self) -> None:
        """Who has something new stands in the card, the others in the fold below it."""
        shown = 0
        for device, tick in self._ticks.items():
            is_new = self._news.get(device, False)
            tick.setChecked(self._by_hand.get(device, is_new))
            if not tick.text():
                self._say(device, "")
            in_card = is_new or len(self._ticks) == 1
            shown += in_card
            (self._rows if in_card else self._fold.body).addWidget(tick)
            tick.show()
        rest = len(self._ticks) - shown
        self._fold.setVisible(rest > 0)
        self._fold.set_words(
            _tr("An&dere laptops"),
            texts.counted(
                rest,
                _tr("Voor {0} laptop is er niets nieuws."),
                _tr("Voor {0} laptops is er niets nieuws."),
            ),
        )
        self._buttons.setVisible(bool(self._ticks))
        self._sentence.setText(self._said())

    def _said(self) -> str:
        if not self._ticks:
            return _tr("Er is nog geen laptop om een bestand aan mee te geven.")
        if self.news:
            return _tr("Voor deze mensen is er iets nieuws. U ziet eerst wat er meegaat.")
        return _tr("Er is voor niemand iets nieuws. U hoeft niets mee te geven.")

    def _say(self, device: str, note: str) -> None:
        partner = self._partners[device]
        name = partner.name or _tr("Laptop zonder naam")
        if partner.role == "coordinator":
            name = _tr("{0}, coördinator").format(name)
        words = _tr("{0}: {1}").format(name, note) if note else name
        self._ticks[device].setText(words)
        self._ticks[device].updateGeometry()

    def _choose(self, device: str, *, is_chosen: bool) -> None:
        self._by_hand[device] = is_chosen
        self._error.hide()

    def _wish(self) -> None:
        self._error.setVisible(not self.chosen)
        if self.chosen:
            self.pack_wanted.emit(self.chosen)
        else:
            self._error.set_text(_tr("Kies eerst voor wie."))

    def _dress(self) -> None:
        look = self._look.look
        self._box.setSpacing(look.u(2))
        self._rows.setSpacing(look.u(1))
        self._not_yet.setSpacing(look.u(0.5))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskWriting", text)
