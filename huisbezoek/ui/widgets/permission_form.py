"""The beginning of a talk: one spoken question with two ticks, and whether it was understood."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.consent import Understanding
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import CheckRow, Choice, ChoiceGroup
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.text import FactRow, IconText, Text


class PermissionForm(QWidget):
    """Asks before anything can be written; no tick is set in advance. `changed` on each answer."""

    changed = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._ask = Card(look, self.tr("Vraag dit eerst"), icon="message-circle")
        self._spoken = Text(look, self.tr("‘Mag ik opschrijven wat u vertelt?’"), size="l")
        self._notes = CheckRow(look, "")
        self._notes.setObjectName("permission_notes")
        self._health = CheckRow(look, "")
        self._health.setObjectName("permission_health")
        self._no = Text(look, "", tone="muted")
        answers = [
            Choice(Understanding.YES.value, self.tr("Ja, dat merk ik")),
            Choice(Understanding.DOUBT.value, self.tr("Ik twijfel daarover")),
        ]
        self._understands = ChoiceGroup(look, "", answers, columns=2)
        for key, row in self._understands.rows().items():
            row.setObjectName(f"understands_{key}")
        self._doubt = IconText(look, "info", "")
        self._represented = FactRow(look, "user-check", self.tr("Er is een vertegenwoordiger"))
        self._representative = Text(look, "")
        self._build()
        self.setFocusProxy(self._notes)
        self._notes.toggled.connect(self._follow_notes)
        self._health.toggled.connect(self.changed)
        self._understands.changed.connect(self._follow_understanding)

    @property
    def notes(self) -> bool:
        """Whether the resident finds it fine that notes are taken."""
        return self._notes.isChecked()

    @property
    def health(self) -> bool:
        """Whether notes may be about health too."""
        return self.notes and self._health.isChecked()

    @property
    def understands(self) -> Understanding | None:
        """What the visitor thinks of it; None while nothing was chosen."""
        chosen = self._understands.chosen()
        return Understanding(chosen[0]) if chosen else None

    def set_person(self, who: str, coordinator: str, representative: str) -> None:
        """Fills in whom it is about."""
        self._notes.setText(
            texts.capital(self.tr("{0} vindt het goed dat ik opschrijf")).format(texts.capital(who))
        )
        self._health.setText(self.tr("Ook over gezondheid"))
        self._no.setText(
            self.tr(
                "Zegt {0} nee? Dan kruist u niets aan. U kunt gewoon praten. "
                "Wij bewaren dan alleen dat u er was en waar hulp bij gewenst is."
            ).format(who)
        )
        self._understands.set_question(self.tr("Begrijpt {0} de vraag?").format(who))
        self._doubt.set_text(
            self.tr("Dan bewaren wij alleen dat u er was. {0} leest dat u twijfelde.").format(
                texts.capital(coordinator)
            )
        )
        for widget in (self._represented, self._representative):
            widget.setVisible(bool(representative))
        self._representative.setText(
            self.tr("{0}. Vraag ook daar of u mag opschrijven.").format(representative)
        )

    def set_answers(self, *, notes: bool, health: bool, understands: Understanding | None) -> None:
        """Shows what was answered before; `changed` stays silent."""
        with (
            QSignalBlocker(self._notes),
            QSignalBlocker(self._health),
            QSignalBlocker(self._understands),
        ):
            self._notes.setChecked(notes)
            self._health.setChecked(health)
            self._understands.set_chosen([understands.value] if understands else [])
        self._health.setEnabled(notes)
        self._understands.set_error("")
        self._doubt.setVisible(understands is Understanding.DOUBT)

    def complain(self) -> None:
        """Says that the question on understanding is still open."""
        self._understands.set_error(self.tr("Kies wat u merkt. Dan kunt u beginnen."))
        next(iter(self._understands.rows().values())).setFocus()

    def _build(self) -> None:
        for widget in (self._spoken, self._notes, self._health, self._no):
            self._ask.body.addWidget(widget)
        second = Card(self._source)
        second.body.addWidget(self._understands)
        second.body.addWidget(self._doubt)
        second.body.addWidget(self._represented)
        second.body.addWidget(self._representative)
        columns = Columns(self._source, (1, 1))
        for column, card in zip(columns.columns, (self._ask, second), strict=True):
            column.addWidget(card)
            column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(columns)
        box.addStretch(1)

    def _follow_notes(self, is_fine: bool) -> None:  # noqa: FBT001 - the signal of a tick
        self._health.setEnabled(is_fine)
        if not is_fine and self._health.isChecked():
            with QSignalBlocker(self._health):
                self._health.setChecked(False)
        self.changed.emit()

    def _follow_understanding(self) -> None:
        self._understands.set_error("")
        self._doubt.setVisible(self.understands is Understanding.DOUBT)
        self.changed.emit()
