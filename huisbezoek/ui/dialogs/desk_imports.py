"""What came in, newest first: each file can be taken back, and applied again."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal

from huisbezoek.model.usecases.imports import ImportLine
from huisbezoek.ui import texts
from huisbezoek.ui.models import desk_words, exchange_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card_with_fold import FIRST_ROWS, CardWithFold
from huisbezoek.ui.widgets.chip import ChipValue

MOST_LINES = 60
"""Older files than this are not listed; nobody takes back work of years ago."""


class DeskImports(CardWithFold):
    """Emits `withdraw_wanted` and `reinstate_wanted` with an `ImportLine`."""

    withdraw_wanted = Signal(object)
    reinstate_wanted = Signal(object)

    def __init__(self, look: LookSource) -> None:
        title, more = _tr("Dit is binnengekomen"), _tr("&Eerder binnengekomen")
        super().__init__(look, title, more, "earlier_imports")

    def show_lines(self, lines: Sequence[ImportLine]) -> None:
        """Shows these imports."""
        shown = lines[:MOST_LINES]
        rest = texts.counted(len(shown) - FIRST_ROWS, _tr("{0} bestand"), _tr("{0} bestanden"))
        rows = [self._row(line, number) for number, line in enumerate(shown)]
        self.show_rows(rows, _tr("Er is nog niets binnengekomen."), rest)

    def _row(self, line: ImportLine, number: int) -> ActionRow:
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


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskImports", text)
