"""Answering a forgotten password: whom to call, the words of the sheet, and the code to tell."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from huisbezoek.model.usecases.forgotten_password import Asker
from huisbezoek.ui.dialogs.code_card import CodeCard
from huisbezoek.ui.dialogs.sheet_words_field import HoldsWord, SheetWordsField
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import IconText


class AnswerDialog(DialogFrame):
    """`write_wanted` carries the 24 words; they are forgotten as soon as the answer is made.

    The owner answers with `show_busy`, `show_written` or `show_problem`. `print_wanted` asks for
    the slip with the code.
    """

    write_wanted = Signal(object)
    print_wanted = Signal()

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        asker: Asker,
        telephone: str,
        code: Sequence[str],
        holds: HoldsWord,
    ) -> None:
        title = self._title(asker)
        super().__init__(look, window, title, icon="key-round")
        self.setObjectName("answer_dialog")
        self.set_back(self.tr("Terug"))
        self._is_written = False
        self._warning = self._call_first(asker, telephone)
        self._words = SheetWordsField(
            look,
            self.tr("De 24 woorden &van de herstelsleutel op uw noodblad"),
            holds,
            "field_answer_sheet_words",
        )
        self._code = CodeCard(
            look,
            self.tr("Vier woorden om te vertellen"),
            self.tr(
                "Alleen met deze woorden gaat het antwoord open. Vertel ze zelf, per telefoon of "
                "op papier. Stuur ze niet mee met het bestand."
            ),
            code,
            "answer_code",
        )
        self._code.print_wanted.connect(self.print_wanted)
        self._code.hide()
        self._busy = IconText(look, "clock", self.tr("Het antwoord wordt gemaakt."), tone="muted")
        self._busy.hide()
        self._result = Banner(look, "good", "")
        self._result.setObjectName("answer_result")
        self._result.hide()
        for widget in (self._warning, self._result, self._words, self._code, self._busy):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        self._cancel = Button(look, self.tr("&Geen antwoord maken"), "quiet")
        self._cancel.setObjectName("close_answer")
        self._cancel.clicked.connect(self.reject)
        self._write = Button(look, self.tr("&Antwoord bewaren"), "primary", "usb")
        self._write.setObjectName("write_answer")
        self._write.clicked.connect(self._wish)
        self.add_button(self._cancel)
        self.add_button(self._write)
        self.finished.connect(self._words.clear)

    def show_busy(self) -> None:
        """Says that the answer is being made."""
        self._result.hide()
        self._busy.show()
        self._write.setEnabled(False)

    def show_written(self, name: str) -> None:
        """Says that the answer was written; the words of the sheet are gone, the code is shown."""
        if not isValid(self):
            return  # A person closed it meanwhile.
        self._words.clear()
        self._busy.hide()
        self._is_written = True
        for widget in (self._warning, self._words, self._cancel):
            widget.hide()
        self._result.set_tone("good")
        self._result.set_words(
            self.tr("Het antwoord staat klaar: {0}").format(name),
            self.tr("Geef of mail het bestand. Vertel daarna de vier woorden."),
        )
        self._result.show()
        self._code.show()
        self._write.setEnabled(True)
        self._write.setText(self.tr("&Klaar"))
        self._write.set_icon("check")
        self._write.setFocus()

    def show_problem(self, sentence: str) -> None:
        """Says what went wrong; what was typed stays to mend."""
        if not isValid(self):
            return  # A person closed it meanwhile.
        self._busy.hide()
        self._write.setEnabled(True)
        self._result.set_tone("error")
        self._result.set_words(sentence)
        self._result.show()

    def _title(self, asker: Asker) -> str:
        if not asker.name:
            return self.tr("Iemand is het wachtwoord vergeten")
        return self.tr("{0} is het wachtwoord vergeten").format(asker.name)

    def _call_first(self, asker: Asker, telephone: str) -> Banner:
        look = self._source
        check = self.tr(
            "Vraag of {0} zelf om een nieuw wachtwoord vraagt. Wie dit antwoord krijgt, kan alles "
            "lezen wat op die laptop staat."
        ).format(asker.name)
        if not asker.known or not asker.name:
            return Banner(
                look,
                "warn",
                self.tr("Het programma weet niet van wie deze laptop is."),
                self.tr(
                    "Er is met deze laptop nog nooit uitgewisseld. Vraag van wie het bestand komt. "
                    "Bel die persoon op het nummer dat u kent. Twijfelt u? Maak dan geen "
                    "antwoord, maar een nieuw startbestand."
                ),
                icon="triangle-alert",
            )
        if telephone:
            title = self.tr("Bel eerst {0} op het nummer dat u kent: {1}")
            return Banner(look, "warn", title.format(asker.name, telephone), check)
        title = self.tr("Bel eerst {0} op het nummer dat u kent")
        return Banner(look, "warn", title.format(asker.name), check)

    def _wish(self) -> None:
        if self._is_written:
            self.accept()
        elif self._words.accepts():
            self.write_wanted.emit(self._words.words())
