"""The first steps on Overzicht: what is to be done before the work can begin."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal

from huisbezoek.model.usecases.overview import FirstStep, Overview
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText, Text

_STEPS: Final[dict[FirstStep, tuple[str, str, Destination]]] = {
    FirstStep.ORGANISATION: (
        QT_TRANSLATE_NOOP("overview", "Vul uw organisatie en telefoonnummer in."),
        QT_TRANSLATE_NOOP("overview", "Organisatie invullen"),
        Destination(PageName.SETTINGS, detail="organisation"),
    ),
    FirstStep.LIST: (
        QT_TRANSLATE_NOOP("overview", "Lees een lijst met inwoners in."),
        QT_TRANSLATE_NOOP("overview", "Lijst inlezen"),
        Destination(PageName.READ_LIST),
    ),
    FirstStep.VISITOR: (
        QT_TRANSLATE_NOOP("overview", "Voeg een bezoeker toe."),
        QT_TRANSLATE_NOOP("overview", "Bezoeker toevoegen"),
        Destination(PageName.VISITORS, detail="new"),
    ),
    FirstStep.LETTERS: (
        QT_TRANSLATE_NOOP("overview", "Maak en verstuur de eerste brieven."),
        QT_TRANSLATE_NOOP("overview", "Brieven bekijken"),
        Destination(PageName.LETTERS),
    ),
    FirstStep.ASSIGNMENT: (
        QT_TRANSLATE_NOOP("overview", "Kies wie bij welke inwoner op bezoek gaat."),
        QT_TRANSLATE_NOOP("overview", "Bezoekers kiezen"),
        Destination(PageName.VISITORS, detail="assign"),
    ),
    FirstStep.NUMBERS: (
        QT_TRANSLATE_NOOP("overview", "Vul de nummers in die bezoekers bij zorgen bellen."),
        QT_TRANSLATE_NOOP("overview", "Nummers invullen"),
        Destination(PageName.SETTINGS, detail="organisation"),
    ),
    FirstStep.START_FILE: (
        QT_TRANSLATE_NOOP("overview", "Geef elke bezoeker een startbestand en een startcode."),
        QT_TRANSLATE_NOOP("overview", "Startbestand maken"),
        Destination(PageName.VISITORS, detail="start_file"),
    ),
}


class OverviewSteps(Card):
    """`go` carries where a step is done. Nothing shows when all are done."""

    go = Signal(object)

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, _tr("Aan de slag"), icon="list-checks")
        self.setObjectName("first_steps")
        self._done = Text(look, tone="muted")
        self.body.addWidget(self._done)
        self._rows: dict[FirstStep, Row] = {}
        self._buttons: dict[FirstStep, Button] = {}
        for step, (words, action, destination) in _STEPS.items():
            self._add(step, _tr(words), Button(look, _tr(action), "row"), destination)
        self.hide()

    def show_steps(self, seen: Overview) -> None:
        """Shows the steps that are still to do, and how many are done."""
        self.setVisible(bool(seen.steps_to_do))
        done = len(FirstStep) - len(seen.steps_to_do)
        self._done.setVisible(bool(done))
        words = (
            _tr("{0} van de {1} stappen zijn gedaan.") if done > 1 else _tr("De eerste is gedaan.")
        )
        self._done.setText(words.format(done, len(FirstStep)))
        for step, row in self._rows.items():
            row.setVisible(step in seen.steps_to_do)
            self._buttons[step].set_kind("primary" if step is _leading(seen) else "row")

    def _add(self, step: FirstStep, words: str, button: Button, destination: Destination) -> None:
        text = IconText(self._source, "circle", words)
        button.setObjectName(f"step_{step.value}")
        button.clicked.connect(lambda: self.go.emit(destination))
        row = Row(self._source)
        row.add(text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.add(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(row)
        self._rows[step] = row
        self._buttons[step] = button


def _leading(seen: Overview) -> FirstStep | None:
    """The first step that gets the filled button; none while the plan card has it."""
    if seen.due:
        return None
    return next((step for step in _STEPS if step in seen.steps_to_do), None)


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)
