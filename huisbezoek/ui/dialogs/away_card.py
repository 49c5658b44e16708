"""The card on the agenda that says when a visitor is away, and which parts of the week suit."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.agenda import Agenda
from huisbezoek.ui.models import agenda_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.text import Text


class AwayCard(Card):
    """What the visitor's own card says; its button asks to change it."""

    def __init__(self, look: LookSource, change: Callable[[], None]) -> None:
        button = Button(look, _tr("&Wijzigen"), "quiet", "pencil")
        button.setObjectName("change_times")
        button.clicked.connect(change)
        super().__init__(look, title_for(""), action=button)
        self.setObjectName("away_card")
        self._text = Text(look)
        self.body.addWidget(self._text)

    def show_times(self, agenda: Agenda, name: str, today: date) -> None:
        """Says what is still to come; `name` is '' for who works here."""
        self.title.setText(title_for(name))
        lines = [agenda_words.stretch(one) for one in agenda.away if one.last >= today]
        chosen = [words for code, words in agenda_words.day_parts() if code in agenda.available]
        if not lines:
            lines = [_tr("Er staan geen dagen.")]
        if chosen:
            lines.append(_tr("Komt uit op: {0}.").format(", ".join(chosen).lower()))
        self._text.setText("\n".join(lines))


def title_for(name: str) -> str:
    """What the days away of a visitor are called; `name` is '' for who works here."""
    return _tr("Wanneer {0} er niet is").format(name) if name else _tr("Ik ben er niet")


def _tr(text: str) -> str:
    return QCoreApplication.translate("AwayCard", text)
