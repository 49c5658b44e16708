"""Making a start file: the start code to tell, the slip to print, and the file to hand over."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from huisbezoek.model.usecases.visitors import VisitorView
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.code_card import CodeCard
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import IconText, Text

GONE = "gone"
IN_USE = "in_use"


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
        self._old = self._ask_old_laptop(look, view)
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
        if not isValid(self):
            return  # A person closed it meanwhile.
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
        if not isValid(self):
            return  # A person closed it meanwhile.
        self._busy.hide()
        self._write.setEnabled(True)
        self._result.set_tone("error")
        self._result.set_words(sentence)
        self._result.show()

    @property
    def replaces_laptop(self) -> bool:
        """Whether the laptop that this person had takes part no longer."""
        return self._old is not None and self._old.chosen() == (GONE,)

    def _add_code(self, look: LookSource, code: Sequence[str]) -> None:
        rule = _tr(
            "Dit bestand opent alleen met de startcode. "
            "Vertel de code zelf, per telefoon of op papier."
        )
        card = CodeCard(look, _tr("Startcode"), rule, code, "start_code")
        card.print_wanted.connect(self.print_wanted)
        self.content.addWidget(card)

    def _ask_old_laptop(self, look: LookSource, view: VisitorView) -> ChoiceGroup | None:
        """What a new start file costs, and whether the old laptop is gone; None without one."""
        if not view.record.enrolled:
            return None
        self.content.addWidget(Banner(look, "warn", *_lost(view), icon="triangle-alert"))
        name = view.record.card.name
        choices = [
            Choice(GONE, _tr("Die is weg of stuk, of gaat niet meer open")),
            Choice(IN_USE, _tr("{0} gebruikt de oude laptop nog").format(name)),
        ]
        group = ChoiceGroup(look, _tr("Wat is er met de oude laptop?"), choices)
        for choice, row in group.rows().items():
            row.setObjectName(f"old_laptop_{choice}")
        self.content.addWidget(group)
        return group

    def _wish(self) -> None:
        if self._is_written:
            self.accept()
        elif self._old is not None and not self._old.chosen():
            self._old.set_error(_tr("Kies eerst wat er met de oude laptop is."))
        else:
            self.write_wanted.emit()


def _lost(view: VisitorView) -> tuple[str, str]:
    """What is gone for good with another start file, and what is not."""
    name, last = view.record.card.name, view.record.last_exchange_on
    if last is None:
        lost = _tr("Wat {0} op de oude laptop heeft opgeschreven, gaat verloren.").format(name)
    else:
        lost = _tr(
            "Wat {0} na {1} heeft opgeschreven en niet heeft meegegeven, gaat verloren."
        ).format(name, texts.long_date(last))
    return lost, _tr(
        "Is alleen het wachtwoord vergeten? Laat {0} dan een vraagbestand maken. "
        "Dan gaat er niets verloren."
    ).format(name)


def _remarks(view: VisitorView) -> list[str]:
    name, count = view.record.card.name, len(view.residents)
    found = []
    if view.record.card.role == "coordinator":
        return [
            _tr(
                "{0} krijgt alle gegevens bij het eerste uitwisselen. "
                "In dit bestand staan alleen de sleutels."
            ).format(name),
            _tr(
                "Leen {0} ook het noodblad. Bij het begin zijn de 24 woorden van de sleutel van "
                "de organisatie nodig."
            ).format(name),
            _tr("Het bestand is 30 dagen geldig."),
        ]
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
