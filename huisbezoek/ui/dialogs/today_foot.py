"""What stands below the visits of Vandaag: the visitor's own notes, and whom to call."""

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.usecases.ports.follow_up import SignalRow
from huisbezoek.ui.models import own_note_words, talk_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.text import IconText, Text


class TodayFoot(QWidget):
    """Each part only when there is something in it."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._organisation = OrganisationCard()
        self._notes = Card(look, _tr("Uw notities"), icon="notebook-pen")
        self._notes.setObjectName("own_notes")
        self._text = Text(look)
        self._notes.body.addWidget(self._text)
        self._coordinator = IconText(look, "phone", "", tone="muted")
        self._coordinator.setObjectName("coordinator_number")
        self._box = QVBoxLayout(self)
        for part in (self._notes, self._coordinator):
            part.hide()
            self._box.addWidget(part)
        look.changed.connect(self._dress)
        self._dress()

    def show_coordinator(self, card: OrganisationCard, number: str) -> str:
        """Whom to call, also when nothing was exchanged for a long time; answers the name."""
        self._organisation = card
        name = card.coordinator_name or _tr("uw coördinator")
        self._coordinator.setVisible(bool(number))
        self._coordinator.set_text(_tr("Vragen? Bel {0}, {1}.").format(name, number))
        return name

    def show_notes(self, rows: tuple[SignalRow, ...], today: date) -> None:
        """What became of the notes that the visitor wrote herself."""
        coordinator = talk_words.coordinator(self._organisation)
        lines = own_note_words.own_notes(rows, coordinator, today)
        self._text.setText("\n".join(lines))
        self._notes.setVisible(bool(lines))

    def _dress(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._source.look.u(2))


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodayPage", text)
