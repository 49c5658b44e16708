"""Small forms of the first start: who you are, and the promise of secrecy."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.text import IconText


class WhoForm(QWidget):
    """Three big choices; none is filled, because none is more likely than the others."""

    start_file_chosen = Signal()
    coordinator_chosen = Signal()
    practice_chosen = Signal()

    def __init__(self, look: LookSource, *, offers_practice: bool) -> None:
        super().__init__()
        self._source = look
        self._box = QVBoxLayout(self)
        choices = [
            (
                self.tr("Ik heb een &startbestand van mijn coördinator"),
                "file-key",
                "choose_start_file",
                self.start_file_chosen,
            ),
            (
                self.tr("Ik &ben coördinator"),
                "user-check",
                "choose_coordinator",
                self.coordinator_chosen,
            ),
        ]
        if offers_practice:
            choices.append(
                (self.tr("Eerst &oefenen"), "coffee", "choose_practice", self.practice_chosen)
            )
        for words, icon, name, chosen in choices:
            button = Button(look, words, icon=icon)
            button.setObjectName(name)
            button.clicked.connect(chosen)
            self._box.addWidget(button)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(2))


class SecrecyForm(QWidget):
    """Three lines on secrecy with a tick; `begun` tells that the tick was set."""

    begun = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._box = QVBoxLayout(self)
        for icon, words in (
            (
                "message-circle",
                self.tr("Wat inwoners u vertellen, bespreekt u alleen met uw coördinator."),
            ),
            (
                "lock",
                self.tr("Uw wachtwoord geeft u aan niemand, ook niet aan uw coördinator."),
            ),
            (
                "laptop-minimal",
                self.tr("Laptop of stick kwijt? U belt uw coördinator dezelfde dag."),
            ),
        ):
            self._box.addWidget(IconText(look, icon, words))
        self._agree = CheckRow(look, self.tr("Dat beloof ik."))
        self._agree.setObjectName("agree_secrecy")
        self._missing = IconText(look, "circle-alert", "", bold=True, tone="late")
        self._missing.hide()
        begin = Button(look, self.tr("&Beginnen"), "primary", "arrow-right", icon_right=True)
        begin.setObjectName("begin")
        begin.clicked.connect(self._begin)
        for widget in (self._agree, self._missing, begin):
            self._box.addWidget(widget)
        self._agree.toggled.connect(lambda _: self._missing.hide())
        look.changed.connect(self._dress)
        self._dress()

    def _begin(self) -> None:
        if self._agree.isChecked():
            self.begun.emit()
            return
        self._missing.set_text(self.tr("Zet eerst een vinkje bij 'Dat beloof ik.'"))
        self._missing.show()
        self._agree.setFocus()

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1.5))
