"""Handing over from any page: asks who can go, shows the question, and does it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal

from huisbezoek.model.usecases.hand_over import HandOverLoad
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.visitors import VisitorView
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.hand_over_dialog import HandOverChoice, HandOverDialog, HandOverPerson
from huisbezoek.ui.dialogs.steps import Steps


@dataclass(frozen=True, slots=True)
class HandOverUses:
    """What handing over asks and does; the clock is bound already.

    `load` tells how many doors and visits some residents are.
    """

    visitors: Callable[[Reading], tuple[VisitorView, ...]]
    load: Callable[[Reading, Sequence[str]], HandOverLoad]
    hand_over: Callable[[Writing, HandOverChoice], int]
    today: Callable[[], date]


class HandOverSteps(Steps[HandOverUses]):
    """`done` carries the sentence about what was done."""

    done = Signal(str)

    def begin(self, people: Sequence[HandOverPerson], *, to: str = "") -> None:
        """Asks to whom (`to` is offered first), why and with which notes."""

        def question(reading: Reading) -> tuple[tuple[VisitorView, ...], HandOverLoad]:
            residents = [one.resident for one in people]
            return self._uses.visitors(reading), self._uses.load(reading, residents)

        self._ask(question, lambda found: self._show(*found, people, to))

    def _show(
        self,
        views: Sequence[VisitorView],
        load: HandOverLoad,
        people: Sequence[HandOverPerson],
        to: str,
    ) -> None:
        dialog = HandOverDialog(self._look, self._page.window(), views, people, self._uses.today())
        dialog.set_load(load)
        dialog.offer(to)
        names = {view.record.visitor: view.record.card.name for view in views}

        def hand_over() -> None:
            choice = dialog.choice
            if choice is None:
                return
            self._do(
                lambda writing: self._uses.hand_over(writing, choice),
                lambda _count: self.done.emit(_said(people, names.get(choice.visitor, ""))),
            )

        self._open(dialog, hand_over)


def _said(people: Sequence[HandOverPerson], visitor: str) -> str:
    if len(people) == 1:
        words = _tr("{0} gaat over naar {1}. Wissel uit met beide bezoekers.")
        return words.format(texts.capital(people[0].name), visitor)
    words = _tr("{0} inwoners gaan over naar {1}. Wissel uit met alle bezoekers van hen.")
    return words.format(texts.number(len(people)), visitor)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HandOverDialog", text)
