"""Making a start file: the start code to tell, the slip to print, and the file to hand over."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.visitors import VisitorView
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import IconText, Text


class StartFileDialog(DialogFrame):
    """Shows the four words; `write_wanted` and `print_wanted` ask the page to do the work.

    The page answers with `show_busy`, `show_written` or `show_problem`.
    """

    write_wanted = Signal()
    print_wanted = Signal()

    def __init__(
        self, look: LookSource, window: QWidget, view: VisitorView, code: Sequence[str]
    ) -> None:
        name = view.record.card.name
        super().__init__(look, window, _tr("Startbestand voor {0}").format(name), icon="file-key")
        self.setObjectName("start_file_dialog")
        self.set_back(_tr("Terug"))
        self._is_written = False
        self._add_code(look, code)
        for words in _remarks(view):
            self.content.addWidget(IconText(look, "info", words))
        self._busy = Text(look, _tr("Het bestand wordt gemaakt…"), tone="muted")
        self._busy.hide()
        self._result = Banner(look, "good", "")
        self._result.setObjectName("start_file_result")
        self._result.hide()
        self.content.addWidget(self._busy)
        self.content.addWidget(self._result)
        self.content.addStretch(1)
        self._close = Button(look, _tr("&Niet maken"), "quiet")
        self._close.setObjectName("close_start_file")
        self._close.clicked.connect(self.reject)
        self._write = Button(look, _tr("&Startbestand bewaren"), "primary", "usb")
        self._write.setObjectName("write_start_file")
        self._write.clicked.connect(self._wish)
        self.add_button(self._close)
        self.add_button(self._write)

    def show_busy(self) -> None:
        """Says that the file is being made."""
        self._result.hide()
        self._busy.show()
        self._write.setEnabled(False)

    def show_written(self, name: str) -> None:
        """Says that the file was written, read back and found equal."""
        self._busy.hide()
        self._is_written = True
        self._result.set_tone("good")
        self._result.set_words(
            _tr("Het startbestand staat klaar: {0}").format(name),
            _tr("Geef het bestand mee. Vertel daarna de startcode. Die staat verder nergens."),
        )
        self._result.show()
        self._close.hide()
        self._write.setEnabled(True)
        self._write.setText(_tr("&Klaar"))
        self._write.set_icon("check")
        self._write.setFocus()

    def show_problem(self, sentence: str) -> None:
        """Says what went wrong; the code stays and one may try again."""
        self._busy.hide()
        self._write.setEnabled(True)
        self._result.set_tone("error")
        self._result.set_words(sentence)
        self._result.show()

    def _add_code(self, look: LookSource, code: Sequence[str]) -> None:
        card = Card(look, _tr("Startcode"), icon="key-round", sunk=True)
        words = Text(look, " ".join(code), size="xxl", bold=True)
        words.setObjectName("start_code")
        words.setAccessibleName(_tr("Startcode: {0}").format(", ".join(code)))
        card.body.addWidget(words)
        rule = _tr(
            "Dit bestand opent alleen met de startcode. "
            "Vertel de code zelf, per telefoon of op papier."
        )
        card.body.addWidget(Text(look, rule))
        slip = Button(look, _tr("Strook &printen"), "flush", "printer")
        slip.setObjectName("print_start_code")
        slip.clicked.connect(self.print_wanted)
        card.body.addWidget(slip)
        self.content.addWidget(card)

    def _wish(self) -> None:
        if self._is_written:
            self.accept()
        else:
            self.write_wanted.emit()


def _remarks(view: VisitorView) -> list[str]:
    name, count = view.record.card.name, len(view.residents)
    found = []
    if view.record.enrolled:
        found.append(
            _tr(
                "{0} wisselt al uit. Maak alleen een nieuw startbestand als de laptop kwijt of "
                "stuk is. Wat {0} nog niet heeft ingeleverd, komt dan niet meer binnen."
            ).format(name)
        )
    if count:
        found.append(
            texts.counted(
                count,
                _tr("In het bestand staat {0} inwoner, met het bezoek dat open staat."),
                _tr("In het bestand staan {0} inwoners, met de bezoeken die open staan."),
            )
        )
    else:
        found.append(
            _tr(
                "{0} heeft nog geen inwoners. U kunt ze later meegeven bij het uitwisselen."
            ).format(name)
        )
    found.append(_tr("Het bestand is 30 dagen geldig."))
    return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("StartFileDialog", text)
