"""The emergency sheet at the first start: shown as words, written, and proven to be on paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.start_words import normal_word
from huisbezoek.model.usecases.profile import EmergencySheet
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.text import IconText, Text

_COLUMNS = 3


class WordTable(Card):
    """Numbered words under a heading, in columns that are read downwards."""

    def __init__(self, look: LookSource, title: str, sentence: str, words: tuple[str, ...]) -> None:
        super().__init__(look, title)
        self.body.addWidget(Text(look, sentence, tone="muted"))
        grid = QGridLayout()
        rows = -(-len(words) // _COLUMNS)
        for place, word in enumerate(words):
            line = Text(look, f"{place + 1}. {word}", wraps=False)
            grid.addWidget(line, place % rows, place // rows)
        self.body.addLayout(grid)


class EmergencySheetForm(QWidget):
    """First the words with the ways to keep them; then, with the words away, two of them asked.

    `write_asked` asks to write the PDF, `confirmed` tells that both words were right. `asked` are
    the numbers of these two words, counted from 1.
    """

    write_asked = Signal()
    confirmed = Signal()
    asked_now = Signal()
    """The words are away and two are asked."""

    def __init__(self, look: LookSource, sheet: EmergencySheet, asked: tuple[int, int]) -> None:
        super().__init__()
        self.setObjectName("emergency_sheet_form")
        self._source = look
        self.sheet = sheet
        self.asked = asked
        self._written = IconText(look, "circle-check", "", bold=True, tone="good")
        self._written.hide()
        self._boxes: list[QVBoxLayout] = []
        self._shown = self._words_part()
        self._asking = self._asking_part()
        self._asking.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._shown)
        box.addWidget(self._asking)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def is_asking(self) -> bool:
        """Whether the words are away and two of them are asked."""
        return not self._asking.isHidden()

    def show_words(self) -> None:
        """Goes back to the words."""
        self._asking.hide()
        self._shown.show()

    def set_written(self, sentence: str) -> None:
        """Says where the sheet was written."""
        self._written.set_text(sentence)
        self._written.setVisible(bool(sentence))

    def _dress(self) -> None:
        for box in self._boxes:
            box.setSpacing(self._source.look.u(1.5))

    def _words_part(self) -> QWidget:
        look = self._source
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        self._boxes.append(box)
        box.addWidget(
            Banner(
                look,
                "warn",
                self.tr("Dit blad opent alles"),
                self.tr(
                    "Bewaar het op papier of op een stick, achter slot. Nooit op deze laptop. "
                    "Maak twee exemplaren, voor twee mensen op twee plaatsen."
                ),
                icon="key-round",
            )
        )
        write = Button(look, self.tr("Noodblad &bewaren als PDF"), icon="save")
        write.setObjectName("write_emergency_sheet")
        write.clicked.connect(self.write_asked)
        row = QHBoxLayout()
        row.addWidget(write)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self._written)
        box.addWidget(
            WordTable(
                look,
                self.tr("Herstelsleutel"),
                self.tr("Nodig als iemand het wachtwoord niet meer weet."),
                self.sheet.recovery_words,
            )
        )
        box.addWidget(
            WordTable(
                look,
                self.tr("Sleutel van de organisatie"),
                self.tr("Alleen nodig om een tweede coördinator toe te laten."),
                self.sheet.root_words,
            )
        )
        go_on = Button(
            look, self.tr("Ik heb de &woorden op papier"), "primary", "arrow-right", icon_right=True
        )
        go_on.setObjectName("have_emergency_sheet")
        go_on.clicked.connect(self._ask)
        box.addWidget(go_on)
        return part

    def _asking_part(self) -> QWidget:
        look = self._source
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        self._boxes.append(box)
        box.addWidget(
            Text(look, self.tr("Pak het noodblad erbij en typ twee woorden van de herstelsleutel."))
        )
        self._answers: list[TextField] = []
        for place, number in enumerate(self.asked, start=1):
            field = TextField(look, self.tr("Woord &{0}").format(number))
            field.editor.setObjectName(f"field_emergency_word_{place}")
            field.editor.returnPressed.connect(self._confirm)
            field.changed.connect(lambda _, field=field: field.set_error(""))
            self._answers.append(field)
            box.addWidget(field)
        confirm = Button(
            look, self.tr("&Klaar, naar het programma"), "primary", "arrow-right", icon_right=True
        )
        confirm.setObjectName("confirm_emergency_sheet")
        confirm.clicked.connect(self._confirm)
        box.addWidget(confirm)
        return part

    def _ask(self) -> None:
        self._shown.hide()
        self._asking.show()
        self._answers[0].editor.setFocus()
        self.asked_now.emit()

    def _confirm(self) -> None:
        for number, field in zip(self.asked, self._answers, strict=True):
            if normal_word(field.text()) != self.sheet.recovery_words[number - 1]:
                field.set_error(
                    self.tr("Dit is niet woord {0}. Kijk nog eens op het papier.").format(number)
                )
                field.editor.setFocus()
                return
        self.confirmed.emit()
