"""The small questions of the agenda: with whom, and what a calendar file may say."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow
from huisbezoek.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class CalendarChoice:
    """What goes into a calendar file besides day and time."""

    with_names: bool = False


class WhoDialog(DialogFrame):
    """After `accepted`, `chosen` is the id of the row: with whom the appointment is."""

    def __init__(
        self, look: LookSource, window: QWidget, sentence: str, rows: Sequence[CardRow]
    ) -> None:
        super().__init__(look, window, _tr("Afspraak met wie?"), sentence, icon="calendar-plus")
        self.setObjectName("who_dialog")
        self.set_back(_tr("Terug"))
        self.chosen = ""
        if rows:
            people = ListCard(look, _tr("Inwoners"))
            people.setObjectName("who_list")
            people.set_rows(rows)
            people.activated_row.connect(self._choose)
            self.content.addWidget(people)
        else:
            words = _tr("Er is nu niemand met wie u een afspraak kunt maken.")
            self.content.addWidget(Text(look, words))
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        self.add_button(back)

    def _choose(self, row: str) -> None:
        self.chosen = row
        self.accept()


class CalendarFileDialog(DialogFrame):
    """After `accepted`, `choice` says what goes along; without the tick nobody is named."""

    def __init__(self, look: LookSource, window: QWidget) -> None:
        super().__init__(
            look, window, _tr("Agendabestand voor een ander programma"), icon="calendar-days"
        )
        self.setObjectName("calendar_dialog")
        self.set_back(_tr("Terug"))
        words = _tr(
            "Het bestand zet uw afspraken in de agenda van uw telefoon of computer. "
            "Er staat alleen 'Huisbezoek' in, met de dag en de tijd. "
            "Maakt u later een nieuw bestand, dan gaan verzette en afgezegde afspraken mee."
        )
        self.content.addWidget(Text(look, words))
        self._names = CheckRow(look, _tr("Zet de naam van de inwoner erbij"))
        self._names.setObjectName("calendar_names")
        self.content.addWidget(self._names)
        self._risk = Text(
            look,
            _tr(
                "Het bestand is niet versleuteld. Wie uw agenda kan zien, leest dan bij wie u op "
                "bezoek gaat. Dat geldt ook voor het bedrijf achter de agenda. "
                "Doe dit alleen als uw coördinator dat goed vindt."
            ),
            tone="muted",
        )
        self._risk.hide()
        self._names.toggled.connect(self._risk.setVisible)
        self.content.addWidget(self._risk)
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        go_on = Button(look, _tr("&Plek kiezen"), "primary", "file-down")
        go_on.setObjectName("make_calendar_file")
        go_on.clicked.connect(self.accept)
        self.add_button(back)
        self.add_button(go_on)

    def choice(self) -> CalendarChoice:
        """What was chosen."""
        return CalendarChoice(self._names.isChecked())


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaChoices", text)
