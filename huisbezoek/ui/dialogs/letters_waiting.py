"""The letters that wait for an answer: searched by name, each with its reply slip to enter."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.usecases.letters import WaitingReply
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow
from huisbezoek.ui.widgets.text import GroupHeading

_MOST_ROWS: Final = 100


class LettersWaiting(QWidget):
    """Emits `reply_wanted` and `resident_wanted` with the first visit of a letter."""

    reply_wanted = Signal(str)
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
        self._search = TextField(self._look, _tr("&Zoek op naam"))
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
        self._waiting_list.activated_row.connect(self.reply_wanted)
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

    def _wish(self) -> None:
        self.reply_wanted.emit(self._waiting_list.current_id())

    def _dress(self) -> None:
        look = self._look.look
        self._waiting_row.setSpacing(look.u(1.5))
        self._waiting_box.setSpacing(look.u(1))


def _waiting_row(line: WaitingReply, today: date) -> CardRow:
    why = ""
    chip = None
    if line.sent_on is not None:
        why = _tr("Brief verstuurd op {0}.").format(texts.near_date(line.sent_on, today))
    if line.reply_by is not None and today <= line.reply_by:
        chip = ChipValue(_tr("tot {0}").format(texts.near_date(line.reply_by, today)), "plain")
    elif line.reply_by is not None:
        chip = ChipValue(texts.waits((today - line.reply_by).days), "wait")
    return CardRow(
        id=line.people[0].visit,
        name=texts.capital(line.names),
        address=line.address_line,
        initials=line.initials,
        chip=chip,
        why=why,
        action=_tr("Antwoord invullen"),
        action_icon="mail-check",
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)
