"""Erasing a resident: what disappears, what stays, why, and a word typed by hand."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.privacy import ErasureReason
from huisbezoek.ui.models.erasure_words import reason_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.text import IconText


class EraseDialog(DialogFrame):
    """After `accepted`, `reason` is why. Nothing is preselected and Enter erases nothing."""

    def __init__(self, look: LookSource, window: QWidget, name: str) -> None:
        sentence = _tr("Dit kan niemand ongedaan maken, ook niet met een reservekopie.")
        title = _tr("Alles over {0} wissen").format(name)
        super().__init__(look, window, title, sentence, icon="trash-2")
        self.setObjectName("erase_dialog")
        self.set_back(_tr("Terug"))
        self.reason: ErasureReason | None = None
        self.content.addWidget(
            _facts(
                look,
                _tr("Dit verdwijnt"),
                "x",
                (
                    _tr("De kaart: naam, adres, telefoonnummer en alles wat goed is om te weten."),
                    _tr("Alle brieven, telefoontjes, afspraken, bezoeken en verslagen."),
                    _tr(
                        "Hier meteen, ook uit de reservekopieën. Op andere laptops bij de "
                        "volgende uitwisseling."
                    ),
                ),
            )
        )
        self.content.addWidget(
            _facts(
                look,
                _tr("Dit blijft"),
                "check",
                (
                    _tr("Een nummer dat door loting is gemaakt, de dag en de reden."),
                    _tr("Zo komt de inwoner niet terug met een oud bestand."),
                ),
            )
        )
        self._reasons = ChoiceGroup(
            look,
            _tr("Waarom?"),
            [Choice(reason.value, reason_words(reason.value)) for reason in ErasureReason],
        )
        for key, row in self._reasons.rows().items():
            row.setObjectName(f"erase_{key}")
        self._word = TextField(
            look, _tr("Typ het woord &wissen"), _tr("Zo weten wij dat u dit bedoelt.")
        )
        self._word.editor.setObjectName("field_erase_word")
        self.content.addWidget(self._reasons)
        self.content.addWidget(self._word)
        self.content.addStretch(1)
        keep = Button(look, _tr("&Niet wissen"), "quiet")
        keep.setObjectName("keep_resident")
        keep.clicked.connect(self.reject)
        erase = Button(look, _tr("&Alles wissen"), "danger", "trash-2")
        erase.setObjectName("confirm_erase")
        erase.clicked.connect(self._save)
        self.add_button(keep)
        self.add_button(erase)

    def _save(self) -> None:
        chosen = self._reasons.chosen()
        is_typed = self._word.text().casefold() == _tr("wissen")
        self._reasons.set_error("" if chosen else _tr("Kies eerst waarom."))
        self._word.set_error("" if is_typed else _tr("Typ hier: wissen"))
        if not is_typed:
            self._word.setFocus()
            bring_in_view(self._word)
        if chosen and is_typed:
            self.reason = ErasureReason(chosen[0])
            self.accept()


def _facts(look: LookSource, title: str, icon: str, lines: tuple[str, ...]) -> Card:
    card = Card(look, title, sunk=True)
    for line in lines:
        card.body.addWidget(IconText(look, icon, line))
    return card


def _tr(text: str) -> str:
    return QCoreApplication.translate("EraseDialog", text)
