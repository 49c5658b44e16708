"""On the page Ronde: whose turn it is while no visitor may go there, by name and with a reason."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.proposals import ProposalRow
from huisbezoek.model.usecases.round_desk import Desk
from huisbezoek.ui import texts
from huisbezoek.ui.models import round_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow
from huisbezoek.ui.widgets.text import Text

_PAGE: Final = 40


class NobodyList(QWidget):
    """Hidden while somebody may go to everybody; emits `choose_asked` with the key of a row."""

    choose_asked = Signal(str)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._rows: tuple[ProposalRow, ...] = ()
        self._head = Text(look, bold=True)
        self._help = Text(
            look,
            _tr("Voeg een bezoeker toe die wel mag, of laat iemand toe die was uitgesloten."),
            tone="muted",
        )
        self._cards = ListCard(look, _tr("Geen bezoeker mogelijk"))
        self._cards.setObjectName("rows_nobody")
        self._box = QVBoxLayout(self)
        for part in (self._head, self._help, self._cards):
            self._box.addWidget(part)
        for signal in (self._cards.activated_row, self._cards.opened_row):
            signal.connect(self.choose_asked)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def set_desk(self, desk: Desk) -> None:
        """Shows those of this round."""
        self._rows = desk.round.nobody
        words = _tr("Geen bezoeker mogelijk ({0})")
        self._head.setText(words.format(texts.number(len(self._rows))))
        shown = max(_PAGE, len(self._cards.rows()))
        self._cards.set_rows([_card(row) for row in self._rows[:shown]])
        self.setVisible(bool(self._rows))

    def show_more(self) -> None:
        """Adds the next page, if there is one."""
        shown = len(self._cards.rows())
        if shown < len(self._rows):
            more = [_card(row) for row in self._rows[shown : shown + _PAGE]]
            self._cards.append_rows(more, has_more=False)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1))


def _card(row: ProposalRow) -> CardRow:
    return CardRow(
        id=row.key,
        name=round_words.row_name(row),
        address=round_words.row_address(row),
        initials=round_words.row_initials(row),
        chip=ChipValue(_tr("niemand kan hier gaan"), "wait", "clock"),
        why=round_words.row_why(row, None, with_month=False),
        action=_tr("Bekijken"),
        action_icon="chevron-right",
        marked="",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
