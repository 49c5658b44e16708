"""A second coordinator at the first start: the words of the organisation, and what is next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.dialogs.sheet_words_field import HoldsWord, SheetWordsField
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.text import IconText, Text


class RootWordsForm(QWidget):
    """Asks the 24 words of the organisation's key; `entered` carries them."""

    entered = Signal(object)

    def __init__(self, look: LookSource, holds: HoldsWord) -> None:
        super().__init__()
        self._source = look
        self._words = SheetWordsField(
            look,
            self.tr("De 24 woorden &van de sleutel van de organisatie"),
            holds,
            "field_root_words",
        )
        begin = Button(look, self.tr("&Beginnen"), "primary", "arrow-right", icon_right=True)
        begin.setObjectName("begin_as_coordinator")
        begin.clicked.connect(self._ask)
        self._box = QVBoxLayout(self)
        for widget in (
            Banner(
                look,
                "info",
                self.tr("Waar staan ze?"),
                self.tr(
                    "Op het noodblad, onder het kopje 'Sleutel van de organisatie'. Dat is het "
                    "tweede lijstje. Uw collega-coördinator weet waar het noodblad ligt."
                ),
                icon="file-text",
            ),
            self._words,
            IconText(
                look,
                "lock",
                self.tr("De woorden zijn nu één keer nodig. Ze worden nergens bewaard."),
                tone="muted",
            ),
            begin,
        ):
            self._box.addWidget(widget)
        look.changed.connect(self._dress)
        self._dress()

    def clear(self) -> None:
        """Forgets what was typed."""
        self._words.clear()

    def _ask(self) -> None:
        if self._words.accepts():
            self.entered.emit(self._words.words())

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1.5))


class NextStepsForm(QWidget):
    """What a second coordinator does next; `entered` goes to the program."""

    entered = Signal()

    def __init__(self, look: LookSource, colleague: str) -> None:
        super().__init__()
        self._source = look
        name = colleague or self.tr("uw collega-coördinator")
        card = Card(look)
        for words in (
            self.tr("1. Ga naar Uitwisselen en maak een bestand voor {0}."),
            self.tr("2. Geef dat bestand aan {0}, op een stick of per mail."),
            self.tr("3. Wacht op het antwoord van {0} en lees dat bestand. Daar staat alles in."),
        ):
            card.body.addWidget(Text(look, words.format(name)))
        enter = Button(
            look, self.tr("Naar het &programma"), "primary", "arrow-right", icon_right=True
        )
        enter.setObjectName("enter_program")
        enter.clicked.connect(self.entered)
        self._box = QVBoxLayout(self)
        self._box.addWidget(card)
        self._box.addWidget(enter)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(2))
