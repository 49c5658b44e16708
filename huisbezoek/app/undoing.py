"""Offers to undo what was just done, and undoes it: between the foot of the page and the journal.

The offer stands until the next deed or another page. What is not in sight is never undone at once:
then the key shows it first, by name, and only a second press undoes it.
"""

from datetime import datetime

from PySide6.QtCore import QObject

from huisbezoek.model.usecases.ports.profile import Now
from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.model.usecases.undo import UndoableDeed, last_deed, undo_deed
from huisbezoek.ui import errors
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.main_window import House
from huisbezoek.ui.models.undo_words import (
    about_words,
    button_words,
    nothing_words,
    undone_words,
)
from huisbezoek.ui.workbench import Workbench


class Undoing(QObject):
    """Keeps the line "Ongedaan maken" of a house true after every deed."""

    def __init__(self, workbench: Workbench, house: House, now: Now) -> None:
        super().__init__(house)
        self._workbench = workbench
        self._house = house
        self._now = now
        self._since = now()
        self._offered: UndoableDeed | None = None
        self._last_seen = 0
        self._is_own = False
        workbench.changed.connect(self._follow)
        house.undo_asked.connect(self._ask)

    def _follow(self, changes: Changes) -> None:
        """After a deed: offers to undo it. Drafts and the ledger are nobody's deed."""
        if self._is_own:
            self._is_own = False
        elif changes.subjects:
            self._house.undo_line.hide()
            self._workbench.ask(last_deed, self._offer_new)

    def _offer_new(self, deed: UndoableDeed | None) -> None:
        """What came in by a file is no deed of this person: the one before it is not new."""
        if deed is None or deed.last <= self._last_seen or deed.at < self._since_whole_second():
            return
        self._last_seen = deed.last
        if deed.obstacle is None and not self._is_on_the_table():
            self._offer(deed)

    def _offer(self, deed: UndoableDeed) -> None:
        self._offered = deed
        self._house.undo_line.show_offer(button_words(deed), about_words(deed, self._now()))

    def _ask(self) -> None:
        self._workbench.ask(last_deed, self._undo_or_show)

    def _undo_or_show(self, deed: UndoableDeed | None) -> None:
        line = self._house.undo_line
        if deed is None:
            line.show_words(nothing_words())
            return
        refusal = deed.refusal()
        offered = self._offered
        if refusal is not None:
            line.show_words(errors.sentence(refusal))
        elif line.offers and offered is not None and offered.last == deed.last:
            self._workbench.do(
                lambda writing: undo_deed(writing, deed), lambda _: self._show_undone(deed)
            )
        else:
            self._offer(deed)

    def _show_undone(self, deed: UndoableDeed) -> None:
        self._is_own = True
        self._offered = None
        self._house.undo_line.show_words(undone_words(deed))

    def _is_on_the_table(self) -> bool:
        now = self._house.current
        return now is not None and now.page is PageName.TALK

    def _since_whole_second(self) -> datetime:
        """The journal keeps milliseconds: what is done at once is not older than the house."""
        return self._since.replace(microsecond=0)
