"""Handing over from any page: asks who can go, shows the question, and does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.visitors import VisitorView
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.hand_over_dialog import HandOverChoice, HandOverDialog, HandOverPerson
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class HandOverUses:
    """What handing over asks and does; the clock is bound already."""

    visitors: Callable[[Reading], tuple[VisitorView, ...]]
    hand_over: Callable[[Writing, HandOverChoice], int]
    today: Callable[[], date]


class HandOverSteps(QObject):
    """`done` carries the sentence about what was done, `failed` an error."""

    done = Signal(str)
    failed = Signal(object)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: HandOverUses, page: QWidget
    ) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._page = page

    def begin(self, people: Sequence[HandOverPerson], *, to: str = "") -> None:
        """Asks to whom (`to` is offered first), why and with which notes."""
        self._workbench.ask(
            self._uses.visitors, lambda views: self._show(views, people, to), self.failed.emit
        )

    def _show(
        self, views: Sequence[VisitorView], people: Sequence[HandOverPerson], to: str
    ) -> None:
        dialog = HandOverDialog(self._look, self._page.window(), views, people, self._uses.today())
        dialog.offer(to)
        names = {view.record.visitor: view.record.card.name for view in views}

        def hand_over() -> None:
            choice = dialog.choice
            if choice is None:
                return
            self._workbench.do(
                lambda writing: self._uses.hand_over(writing, choice),
                lambda _count: self.done.emit(_said(people, names.get(choice.visitor, ""))),
                self.failed.emit,
            )

        dialog.accepted.connect(hand_over)
        dialog.show()


def _said(people: Sequence[HandOverPerson], visitor: str) -> str:
    if len(people) == 1:
        words = _tr("{0} gaat over naar {1}. Wissel uit met beide bezoekers.")
        return words.format(texts.capital(people[0].name), visitor)
    words = _tr("{0} inwoners gaan over naar {1}. Wissel uit met alle bezoekers van hen.")
    return words.format(texts.number(len(people)), visitor)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HandOverDialog", text)
