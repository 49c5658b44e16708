"""A forgotten password at the door: three steps with the coordinator, or the emergency sheet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.dialogs.file_and_code import ChooseFile, FileAndCode, FileWords
from huisbezoek.ui.dialogs.password_form import CheckPassword, OfferPassword, PasswordForm
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.text import Text
from huisbezoek.ui.widgets.word_fields import Complete

_LEFT = Qt.AlignmentFlag.AlignLeft


class ForgottenForm(QWidget):
    """The three steps; the filled button is the one to press now.

    `request_wanted`, `answer_wanted` and `sheet_wanted` carry what was chosen.
    """

    request_wanted = Signal()
    answer_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, look: LookSource, *, is_coordinator: bool, is_waiting: bool) -> None:
        super().__init__()
        self._source = look
        self._is_coordinator = is_coordinator
        self._box = QVBoxLayout(self)
        self.written = Banner(look, "good", "")
        self.written.setObjectName("request_written")
        self.written.hide()
        helper = self.tr("een andere coördinator") if is_coordinator else self.tr("uw coördinator")
        self._ask = Button(look, self.tr("&Vraagbestand maken"), icon="usb")
        self._ask.setObjectName("make_request")
        self._ask.clicked.connect(self.request_wanted)
        self._open = Button(look, self.tr("&Antwoord openen"), icon="folder-open")
        self._open.setObjectName("open_answer")
        self._open.clicked.connect(self.answer_wanted)
        sheet_words = (
            self.tr("Ik heb het &noodblad")
            if is_coordinator
            else self.tr("Mijn coördinator zit naast mij met het &noodblad")
        )
        self._sheet = Button(
            look, sheet_words, "primary" if is_coordinator else "flush", "file-text"
        )
        self._sheet.setObjectName("use_emergency_sheet")
        self._sheet.clicked.connect(self.sheet_wanted)
        if is_coordinator:
            self._box.addWidget(self._sheet, 0, _LEFT)
            self._box.addWidget(Text(look, self.tr("Hebt u het noodblad niet bij de hand?")))
        self._box.addWidget(self.written)
        self._box.addWidget(self._steps(helper))
        if not is_coordinator:
            self._box.addWidget(self._sheet, 0, _LEFT)
        self.set_waiting(is_waiting=is_waiting)
        look.changed.connect(self._dress)
        self._dress()

    def set_waiting(self, *, is_waiting: bool) -> None:
        """Whether a request was made and no answer was opened yet."""
        # A coordinator's filled button is the one of the emergency sheet, until a request waits.
        asks_first = not is_waiting and not self._is_coordinator
        self._ask.set_kind("primary" if asks_first else "secondary")
        self._open.set_kind("primary" if is_waiting else "secondary")
        if self._is_coordinator:
            self._sheet.set_kind("secondary" if is_waiting else "primary")

    def show_written(self, name: str) -> None:
        """Says that the request stands ready, and what to do with it."""
        self.written.set_words(
            self.tr("Het vraagbestand staat klaar: {0}").format(name),
            self.tr("De stick mag eruit. Geef het bestand, en bel erover."),
        )
        self.written.show()
        self.set_waiting(is_waiting=True)

    def _steps(self, helper: str) -> Card:
        card = Card(self._source)
        first = self.tr("1. Maak een vraagbestand en geef het aan {0}.").format(helper)
        second = self.tr("2. Bel {0}. U krijgt een antwoordbestand en vier woorden.").format(helper)
        lines: tuple[tuple[str, str, Button | None], ...] = (
            (
                first,
                self.tr("Op een stick of per mail. Er staat geen naam in en niets over inwoners."),
                self._ask,
            ),
            (second, "", None),
            (self.tr("3. Open het antwoord en kies een nieuw wachtwoord."), "", self._open),
        )
        for title, sentence, button in lines:
            card.body.addWidget(Text(self._source, title, bold=True))
            if sentence:
                card.body.addWidget(Text(self._source, sentence, tone="muted"))
            if button is not None:
                card.body.addWidget(button, 0, _LEFT)
        return card

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1.5))


class AnswerForm(QWidget):
    """Asks the answer file, its four words and a new password; `opened` carries all three."""

    opened = Signal(object, object, str)

    def __init__(
        self,
        look: LookSource,
        choose: ChooseFile,
        complete: Complete,
        check: CheckPassword,
        offer: OfferPassword,
    ) -> None:
        super().__init__()
        self._source = look
        names = FileWords(
            choose=self.tr("Antwoord &kiezen"),
            choose_first=self.tr("Kies eerst het antwoordbestand."),
            code=self.tr("De vier woorden van uw coördinator"),
            code_missing=self.tr("Het zijn vier woorden. Vul ze alle vier in."),
            button_name="choose_answer",
            prefix="field_answer_code",
        )
        self._asked = FileAndCode(look, names, choose, complete)
        self._asked.entered.connect(self._ask)
        self._password = PasswordForm(look, check, offer, "field_answer_password")
        self._password.entered.connect(self._ask)
        self._open = Button(
            look, self.tr("Profiel &openen"), "primary", "arrow-right", icon_right=True
        )
        self._open.setObjectName("open_with_answer")
        self._open.clicked.connect(self._ask)
        self._box = QVBoxLayout(self)
        for widget in (self._asked, self._password, self._open):
            self._box.addWidget(widget)
        look.changed.connect(self._dress)
        self._dress()

    def clear(self) -> None:
        """Forgets the file, the words and the password."""
        self._asked.clear()
        self._password.clear()

    def _ask(self) -> None:
        if self._asked.accepts() and self._password.accepts():
            self.opened.emit(self._asked.path, self._asked.words(), self._password.password())

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(2))
