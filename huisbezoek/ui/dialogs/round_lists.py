"""The two lists of the page Ronde: who has no proposal yet, and who has one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.proposals import ProposalRow
from huisbezoek.model.usecases.round_desk import Desk
from huisbezoek.ui import texts
from huisbezoek.ui.models import round_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.chip import ChipTone, ChipValue
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow
from huisbezoek.ui.widgets.text import Text

FIRST_CARDS: Final = 40
"""More than a screen shows; the rest comes while somebody scrolls."""
PAGE_SIZE: Final = 80


class ProposalLists(QWidget):
    """Space marks a card, Ctrl+A all, Enter accepts what is marked, K chooses a visitor.

    Emits `choose_asked` with the key of a row, `accept_asked` with the keys of several, and
    `marked` with how many are marked. Cards come a page at a time: ask `show_more` near the end.
    """

    choose_asked = Signal(str)
    accept_asked = Signal(object)
    marked = Signal(int)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._desk: Desk | None = None
        self._turns: dict[str, int] = {}
        self._marks: set[str] = set()
        self._has_months = False
        self._without_head = Text(look, bold=True)
        self._without = ListCard(look, _tr("Nog zonder voorstel"))
        self._without.setObjectName("rows_without")
        self._with_head = Text(look, bold=True)
        self._keys = Text(
            look,
            _tr("Klik twee keer, of druk op K, voor een andere bezoeker. Spatie kiest er meer."),
            tone="muted",
        )
        self._with = ListCard(look, _tr("Met voorstel"), marks=True)
        self._with.setObjectName("rows_with")
        self._box = QVBoxLayout(self)
        for part in (self._without_head, self._without, self._with_head, self._keys, self._with):
            self._box.addWidget(part)
        self._box.addStretch(1)
        self._connect()
        look.changed.connect(self._dress)
        self._dress()

    def set_desk(self, desk: Desk) -> None:
        """Shows a round; what was marked stays marked while it is there."""
        self._desk = desk
        self._turns = {turn.key: place for place, turn in enumerate(desk.problem.turns)}
        seen = desk.round
        self._has_months = len(seen.months) > 1
        self._marks &= {row.key for row in seen.rows_with}
        self._show_part(
            self._without_head, self._without, _tr("Nog zonder voorstel ({0})"), seen.rows_without
        )
        self._show_part(self._with_head, self._with, _tr("Met voorstel ({0})"), seen.rows_with)
        self._keys.setVisible(bool(seen.rows_with))
        self.marked.emit(len(self._marks))

    def marks(self) -> tuple[str, ...]:
        """The keys that are marked, in the order of the list."""
        if self._desk is None:
            return ()
        return tuple(row.key for row in self._desk.round.rows_with if row.key in self._marks)

    def show_more(self) -> None:
        """Adds the next page of each list, if there is one."""
        if self._desk is None:
            return
        seen = self._desk.round
        for cards, rows in ((self._without, seen.rows_without), (self._with, seen.rows_with)):
            shown = len(cards.rows())
            if shown < len(rows):
                more = [self._card(row) for row in rows[shown : shown + PAGE_SIZE]]
                cards.append_rows(more, has_more=False)
                return

    def _connect(self) -> None:
        self._without.activated_row.connect(self.choose_asked)
        self._without.opened_row.connect(self.choose_asked)
        self._with.activated_row.connect(lambda key: self.accept_asked.emit((key,)))
        self._with.opened_row.connect(self.choose_asked)
        self._with.menu_requested.connect(lambda key, _place: self.choose_asked.emit(key))
        self._without.menu_requested.connect(lambda key, _place: self.choose_asked.emit(key))
        self._with.marked_row.connect(self._turn_mark)
        self._with.entered_row.connect(lambda key: self.accept_asked.emit(self.marks() or (key,)))
        self._with.all_marked.connect(self._mark_all)
        for cards in (self._without, self._with):
            choose = QShortcut(QKeySequence("K"), cards)
            choose.setContext(Qt.ShortcutContext.WidgetShortcut)
            choose.activated.connect(lambda cards=cards: self._choose(cards))

    def _choose(self, cards: ListCard) -> None:
        if cards.current_id():
            self.choose_asked.emit(cards.current_id())

    def _show_part(
        self, head: Text, cards: ListCard, words: str, rows: Sequence[ProposalRow]
    ) -> None:
        head.setText(words.format(texts.number(len(rows))))
        head.setVisible(bool(rows))
        cards.setVisible(bool(rows))
        shown = max(FIRST_CARDS, len(cards.rows()))
        cards.set_rows([self._card(row) for row in rows[:shown]])

    def _card(self, row: ProposalRow) -> CardRow:
        place = self._turns.get(row.key)
        turn = None
        if self._desk is not None and place is not None:
            turn = self._desk.problem.turns[place]
        chip = round_words.row_chip(row, turn)
        tone: ChipTone = "wait" if not row.visitor else "reason"
        if chip is not None and row.visitor and chip.is_against:
            tone = "plain"
        return CardRow(
            id=row.key,
            name=round_words.row_name(row),
            address=round_words.row_address(row),
            initials=round_words.row_initials(row),
            chip=ChipValue(chip.text, tone, chip.icon) if chip is not None else None,
            why=round_words.row_why(row, turn, with_month=self._has_months),
            action=_tr("Aannemen") if row.visitor else _tr("Kiezen"),
            action_icon="check" if row.visitor else "user-plus",
            marked=_tr("gekozen") if row.key in self._marks else "",
        )

    def _turn_mark(self, key: str) -> None:
        self._marks ^= {key}
        for row in self._with.rows():
            if isinstance(row, CardRow) and row.id == key:
                marked = _tr("gekozen") if key in self._marks else ""
                self._with.change_row(replace(row, marked=marked))
                break
        self.marked.emit(len(self._marks))

    def _mark_all(self) -> None:
        if self._desk is None:
            return
        keys = {row.key for row in self._desk.round.rows_with}
        self._marks = set() if self._marks == keys else keys
        self.set_desk(self._desk)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1))
        self._with_head.setContentsMargins(0, look.u(1.75), 0, 0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
