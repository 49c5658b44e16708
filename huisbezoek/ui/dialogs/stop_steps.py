"""A visitor who stops: the question, the deed, and the laptop that is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.laptops import LaptopView
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.successors import Stopping
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.stop_dialog import StopDialog
from huisbezoek.ui.models.resident_facts import ShowTelephone
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.workbench import Workbench

Given = Sequence[tuple[Sequence[str], str]]
"""Residents who go together, each time with who takes them over."""


@dataclass(frozen=True, slots=True)
class StopUses:
    """What is asked and done when a visitor stops; the clock and the planner are bound.

    `stop` answers the residents who have nobody afterwards; `close` takes the laptops of a visitor
    off the roster. `left` are the laptops of who stopped that still take part.
    """

    stopping: Callable[[Reading, str], Stopping]
    stop: Callable[[Writing, str, Given], tuple[str, ...]]
    close: Callable[[Writing, str], None]
    left: Callable[[Writing], tuple[LaptopView, ...]]
    show_telephone: ShowTelephone


class StopSteps(QWidget):
    """Shows the laptops of visitors who stopped, and nothing when there are none.

    `done` carries a title and a sentence, `failed` an error.
    """

    done = Signal(str, str)
    failed = Signal(object)

    def __init__(self, workbench: Workbench, look: LookSource, uses: StopUses) -> None:
        super().__init__()
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._card = Card(look, _tr("Gestopt, maar de laptop doet nog mee"))
        self._rows = QVBoxLayout()
        self._card.body.addLayout(self._rows)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card)
        self.hide()

    def load(self) -> None:
        """Reads whose laptops are left; only a writer may see that, though nothing is written."""
        self._workbench.do(self._uses.left, self._show_left, self.failed.emit)

    def begin(self, visitor: str) -> None:
        """Asks what to do about this visitor's appointments, laptop and residents."""
        self._workbench.ask(
            lambda reading: self._uses.stopping(reading, visitor), self._ask, self.failed.emit
        )

    def _ask(self, seen: Stopping) -> None:
        dialog = StopDialog(self._look, self.window(), seen, self._uses.show_telephone)

        def stop() -> None:
            chosen, blocks = dialog.chosen, dialog.blocks

            def stopped(left: tuple[str, ...]) -> None:
                given = sum(one not in left for residents, _to in chosen for one in residents)
                self.done.emit(_tr("{0} is gestopt").format(seen.name), _said(given, len(left)))
                if blocks:
                    # A deed of its own: stopping can be undone, taking a laptop off cannot.
                    self._close(seen.visitor)

            self._workbench.do(
                lambda writing: self._uses.stop(writing, seen.visitor, chosen),
                stopped,
                self.failed.emit,
            )

        dialog.accepted.connect(stop)
        dialog.show_once()

    def _close(self, visitor: str) -> None:
        self._workbench.do(
            lambda writing: self._uses.close(writing, visitor),
            lambda _: self.load(),
            self.failed.emit,
        )

    def _show_left(self, laptops: Sequence[LaptopView]) -> None:
        cleared(self._rows)
        for one in laptops:
            close = Button(self._look, _tr("Laptop afsluiten"), "row")
            close.setObjectName("close_laptop")
            close.clicked.connect(lambda _=False, visitor=one.person: self._close(visitor))
            words = _tr(
                "Is er voor het laatst uitgewisseld, of komt dat niet meer? Sluit de laptop dan "
                "af. Wat er dan nog op staat, komt niet meer binnen."
            )
            row = ActionRow(self._look, "laptop-minimal", one.name, (words,), (close,))
            self._rows.addWidget(row)
        self.setVisible(bool(laptops))


def _said(given: int, left: int) -> str:
    parts = []
    if given:
        parts.append(
            texts.counted(
                given,
                _tr("{0} inwoner gaat naar een andere bezoeker."),
                _tr("{0} inwoners gaan naar een andere bezoeker."),
            )
        )
    if left:
        parts.append(
            texts.counted(
                left,
                _tr("{0} inwoner heeft nog geen bezoeker."),
                _tr("{0} inwoners hebben nog geen bezoeker."),
            )
        )
    return " ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("StopDialog", text)
