"""What came in, newest first: each file can be taken back, and applied again."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.imports import ImportLine
from huisbezoek.ui import texts
from huisbezoek.ui.models import desk_words, exchange_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.text import Text

_FIRST = 5
MOST_LINES = 60
"""Older files than this are not listed; nobody takes back work of years ago."""


class DeskImports(QWidget):
    """Emits `withdraw_wanted` and `reinstate_wanted` with an `ImportLine`."""

    withdraw_wanted = Signal(object)
    reinstate_wanted = Signal(object)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        self._card = Card(look, _tr("Dit is binnengekomen"))
        self._lines = QVBoxLayout()
        self._card.body.addLayout(self._lines)
        self._card.body.addStretch(1)
        self._fold = Fold(look, _tr("Eerder &binnengekomen"), " ")
        self._fold.button.setObjectName("earlier_imports")
        self._fold.hide()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._card, 1)
        self._box.addWidget(self._fold)
        look.changed.connect(self._dress)
        self._dress()

    def show_lines(self, lines: Sequence[ImportLine]) -> None:
        """Shows these imports."""
        cleared(self._lines)
        cleared(self._fold.body)
        if not lines:
            self._lines.addWidget(
                Text(self._look, _tr("Er is nog niets binnengekomen."), tone="muted")
            )
        for number, line in enumerate(lines[:MOST_LINES]):
            place = self._lines if number < _FIRST else self._fold.body
            place.addWidget(self._row(line, number))
        rest = min(len(lines), MOST_LINES) - _FIRST
        self._fold.setVisible(rest > 0)
        note = texts.counted(rest, _tr("{0} bestand"), _tr("{0} bestanden"))
        self._fold.set_words(_tr("&Eerder binnengekomen"), note)

    def _row(self, line: ImportLine, number: int) -> QWidget:
        when = texts.capital(texts.moment(desk_words.local(line.at)))
        details = [f"{when}.", texts.capital(exchange_words.kinds(line.kinds)) + "."]
        chip = None
        if line.withdrawn_at is None:
            verb = Button(self._look, _tr("Terugdraaien"), "row")
            verb.setObjectName(f"withdraw_{number}")
            verb.clicked.connect(lambda: self.withdraw_wanted.emit(line))
        else:
            verb = Button(self._look, _tr("Weer toepassen"), "row")
            verb.setObjectName(f"reinstate_{number}")
            verb.clicked.connect(lambda: self.reinstate_wanted.emit(line))
            day = texts.plain_date(desk_words.local(line.withdrawn_at).date())
            chip = ChipValue(_tr("teruggedraaid op {0}").format(day), "no")
        name = _tr("Van {0}").format(line.sender_name or _tr("een laptop zonder naam"))
        return ActionRow(self._look, "file-down", name, details, (verb,), chip)

    def _dress(self) -> None:
        self._box.setSpacing(self._look.look.u(2))
        self._lines.setSpacing(self._look.look.u(1))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskImports", text)
