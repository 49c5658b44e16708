"""A laptop is lost or stolen: whose, when that was noticed, and what the program then does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.ui import texts
from huisbezoek.ui.models.lost_laptop_words import typed_moment
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import ComboField, DateField, TextField
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.text import IconText


@dataclass(frozen=True, slots=True)
class LaptopChoice:
    """A laptop, with the words that tell it from another."""

    device: str
    words: str


class LaptopLostDialog(DialogFrame):
    """After `accepted`, `device` is which laptop and `noticed_at` when somebody found out."""

    def __init__(
        self, look: LookSource, window: QWidget, laptops: Sequence[LaptopChoice], now: datetime
    ) -> None:
        super().__init__(look, window, _tr("Laptop kwijt of gestolen"), icon="laptop-minimal")
        self.setObjectName("laptop_lost_dialog")
        self.set_back(_tr("Terug"))
        self._look = look
        self._now = now
        self.device = ""
        self.noticed_at: datetime | None = None
        choices = [(one.device, one.words) for one in laptops]
        self._which = ComboField(look, _tr("Van &wie is de laptop?"), choices)
        self._which.editor.setObjectName("field_lost_laptop")
        # Nobody's laptop is blocked because it stood first in a list.
        self._which.set_key("")
        self.content.addWidget(self._which)
        self._build_moment()
        self._build_what_happens()
        self.content.addStretch(1)
        cancel = Button(look, _tr("&Niet blokkeren"), "quiet")
        cancel.clicked.connect(self.reject)
        block = Button(look, _tr("Laptop &blokkeren"), "danger", "ban")
        block.setObjectName("confirm_laptop_lost")
        block.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(block)

    def _build_moment(self) -> None:
        look, now = self._look, self._now
        self._day = DateField(
            look, _tr("Op welke &dag merkte iemand het?"), _tr("Vanaf dan telt de tijd.")
        )
        self._day.editor.setObjectName("field_noticed_day")
        self._day.set_day(now.date())
        self._clock = TextField(look, _tr("Hoe &laat?"), _tr("Bijvoorbeeld 14.30"))
        self._clock.editor.setObjectName("field_noticed_time")
        self._clock.set_text(f"{now:%H.%M}")
        columns = Columns(look, (2, 1))
        for column, field in zip(columns.columns, (self._day, self._clock), strict=True):
            column.addWidget(field)
            column.addStretch(1)
        self.content.addWidget(columns)

    def _build_what_happens(self) -> None:
        card = Card(self._look, _tr("Dit gebeurt er"), sunk=True)
        lines = (
            ("ban", _tr("Deze laptop krijgt niets meer. Er gaat geen bestand meer naartoe.")),
            (
                "file-lock",
                _tr("Komt er nog een bestand van deze laptop, dan kijkt u eerst of het klopt."),
            ),
            (
                "list",
                _tr(
                    "U krijgt een lijst van wie de gegevens erop stonden. "
                    "Ook ziet u wat u nu moet doen."
                ),
            ),
            ("file-key", _tr("Daarna maakt u een nieuw startbestand, voor een andere laptop.")),
        )
        for icon, words in lines:
            card.body.addWidget(IconText(self._look, icon, words))
        self.content.addWidget(card)

    def _save(self) -> None:
        device, day = self._which.key(), self._day.day()
        moment = typed_moment(day, self._clock.text())
        self._which.set_error("" if device else _tr("Kies eerst welke laptop."))
        self._day.set_error("" if day is not None else _tr("Vul een dag in, zoals 23-11-2026."))
        wrong = _tr("Vul in als 14.30.") if moment is None and day is not None else ""
        if moment is not None and moment > self._now:
            wrong = _tr("Dit is later dan nu. Het is nu {0}.").format(texts.clock(self._now))
        self._clock.set_error(wrong)
        fields = (self._which, self._day, self._clock)
        bad = next((field for field in fields if field.error_text), None)
        if bad is not None:
            bad.setFocus()
            bring_in_view(bad)
            return
        self.device, self.noticed_at = device, moment
        self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("LaptopLost", text)
