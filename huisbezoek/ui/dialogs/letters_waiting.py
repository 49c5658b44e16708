"""The letters that wait for an answer: searched by name, each with its reply slip to enter."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.visit_commands import VisitCommand
from huisbezoek.model.usecases.today import TodayCard
from huisbezoek.model.usecases.waiting_replies import WaitingReply
from huisbezoek.ui import step_words, texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow
from huisbezoek.ui.widgets.search_field import SearchField
from huisbezoek.ui.widgets.text import GroupHeading

_MOST_ROWS: Final = 100
_OWN: Final = frozenset({VisitCommand.CALL, VisitCommand.SEND_CARD, VisitCommand.CLOSE_UNREACHED})
"""Steps that a coordinator does from here for who has no visitor."""


class LettersWaiting(QWidget):
    """Emits `reply_wanted` and `resident_wanted` with the first visit of a letter.

    `step_wanted` carries a `TodayCard` with its next step: of who did not answer in time and has no
    visitor yet, so that the coordinator calls or writes.
    """

    reply_wanted = Signal(str)
    step_wanted = Signal(object)
    resident_wanted = Signal(str)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        self._waiting: tuple[WaitingReply, ...] = ()
        self._today = date.min
        self._build_waiting()
        look.changed.connect(self._dress)
        self._dress()

    def show_waiting(self, waiting: Sequence[WaitingReply], today: date) -> None:
        """Shows these letters, as far as they fit what was searched for."""
        self._waiting, self._today = tuple(waiting), today
        self._refresh()

    def _build_waiting(self) -> None:
        self._waiting_heading = GroupHeading(self._look, _tr("Wacht op antwoord"))
        self._search = SearchField(self._look, _tr("&Zoek op naam"), _tr("Maak het zoekveld leeg"))
        self._search.editor.setObjectName("field_search_waiting")
        self._search.changed.connect(lambda _text: self._refresh())
        self._reply = Button(self._look, _tr("Antwoord &invullen"), icon="mail-check")
        self._reply.setObjectName("enter_reply")
        self._reply.clicked.connect(self._wish)
        row = QHBoxLayout()
        row.addWidget(self._search, 1)
        row.addWidget(self._reply, 0, Qt.AlignmentFlag.AlignBottom)
        self._waiting_row = row
        self._waiting_list = ListCard(self._look, _tr("Wacht op antwoord"))
        self._waiting_list.setObjectName("waiting_for_reply")
        self._waiting_list.activated_row.connect(self._activate)
        self._waiting_list.opened_row.connect(self.resident_wanted)
        self._waiting_box = QVBoxLayout(self)
        self._waiting_box.setContentsMargins(0, 0, 0, 0)
        self._waiting_box.addWidget(self._waiting_heading)
        self._waiting_box.addLayout(row)
        self._waiting_box.addWidget(self._waiting_list)

    def _refresh(self) -> None:
        waiting = self._waiting
        self.setVisible(bool(waiting))
        self._waiting_heading.set_count(len(waiting))
        wanted = self._search.text().casefold()
        found = [line for line in waiting if wanted in line.names.casefold()]
        rows = [_waiting_row(line, self._today) for line in found[:_MOST_ROWS]]
        self._waiting_list.set_rows(rows)
        if found and not self._waiting_list.current_id():
            self._waiting_list.set_current(found[0].people[0].visit)
        self._reply.setEnabled(bool(found))

    def _activate(self, visit: str) -> None:
        line = next(one for one in self._waiting if one.people[0].visit == visit)
        card = own_step(line)
        if card is not None:
            self.step_wanted.emit(card)
        else:
            self.reply_wanted.emit(visit)

    def _wish(self) -> None:
        self.reply_wanted.emit(self._waiting_list.current_id())

    def _dress(self) -> None:
        look = self._look.look
        self._waiting_row.setSpacing(look.u(1.5))
        self._waiting_box.setSpacing(look.u(1))


def own_step(line: WaitingReply) -> TodayCard | None:
    """The next step, while nobody visits this resident yet: then the coordinator does it."""
    card = line.card
    return card if card is not None and card.step.command in _OWN and not line.visitor else None


def _waiting_row(line: WaitingReply, today: date) -> CardRow:
    why = ""
    chip = None
    if line.sent_on is not None:
        why = _tr("Brief verstuurd op {0}.").format(texts.near_date(line.sent_on, today))
    if line.reply_by is not None and today <= line.reply_by:
        chip = ChipValue(_tr("tot {0}").format(texts.near_date(line.reply_by, today)), "plain")
    elif line.reply_by is not None:
        chip = ChipValue(texts.waits((today - line.reply_by).days), "wait")
    if line.card is not None:
        why = step_words.why(line.card.step, today)
        when = step_words.when(line.card.step, today)
        chip = ChipValue(when.text, when.tone) if when is not None else chip
    if line.visitor and why:
        why = f"{why} {_tr('Bezoeker: {0}').format(line.visitor)}."
    card = own_step(line)
    button = step_words.button(card.step) if card is not None else None
    return CardRow(
        id=line.people[0].visit,
        name=texts.capital(line.names),
        address=line.address_line,
        initials=line.initials,
        chip=chip,
        why=why,
        action=button.text if button is not None else _tr("Antwoord invullen"),
        action_icon=button.icon if button is not None else "mail-check",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)
