"""What a coordinator decides about files: take back, apply again, read after all, throw away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal

from huisbezoek.model.usecases.held_files import HeldDecision, HeldFile
from huisbezoek.model.usecases.imports import Dependent, ImportLine
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.receiving import AppliedBundle
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.dialogs.withdraw_dialog import WithdrawDialog
from huisbezoek.ui.models import exchange_words
from huisbezoek.ui.models.exchange_cleaning import CleaningSteps, wipe_then
from huisbezoek.ui.models.held_words import THROW_AWAY


@dataclass(frozen=True, slots=True)
class DecisionUses:
    """The deeds behind the decisions; keys and clock are bound already."""

    dependents: Callable[[Writing, str], tuple[Dependent, ...]]
    withdraw: Callable[[Writing, str], int]
    reinstate: Callable[[Writing, str], int]
    accept_held: Callable[[Writing, HeldFile, HeldDecision], AppliedBundle]
    throw_away: Callable[[HeldFile], None]
    back_up: Callable[[], Path]
    cleaning: CleaningSteps


class DeskDecisions(Steps[DecisionUses]):
    """Carries decisions out: `done` has a title and a sentence."""

    done = Signal(str, str)

    def ask_withdraw(self, line: ImportLine) -> None:
        """Names what rests on the import, and takes it back if that is confirmed."""
        self._do(
            lambda writing: self._uses.dependents(writing, line.bundle),
            partial(self._show_dependents, line),
        )

    def reinstate(self, line: ImportLine) -> None:
        """Applies an import again."""
        self._do(
            lambda writing: self._uses.reinstate(writing, line.bundle),
            lambda _: self.done.emit(
                _tr("Weer toegepast."),
                _tr("Het bestand van {0} telt weer mee.").format(line.sender_name),
            ),
        )

    def decide(self, file: HeldFile, key: str) -> None:
        """Does what was chosen for a held file."""
        if key == THROW_AWAY:
            self._throw_away(file, _tr("Het bestand is weggegooid."), "")
            return
        decision = HeldDecision(key)
        self._workbench.carry(
            self._uses.back_up,
            lambda _: self._do(
                lambda writing: self._uses.accept_held(writing, file, decision),
                partial(self._accepted, file),
            ),
            self.failed.emit,
        )

    def _show_dependents(self, line: ImportLine, found: tuple[Dependent, ...]) -> None:
        dialog = WithdrawDialog(self._look, self._page.window(), line, found)
        self._open(dialog, lambda: self._withdraw(line))

    def _withdraw(self, line: ImportLine) -> None:
        self._do(
            lambda writing: self._uses.withdraw(writing, line.bundle),
            lambda _: self.done.emit(
                _tr("Teruggedraaid."),
                _tr(
                    "Het bestand van {0} telt niet meer mee. "
                    "Met ‘Weer toepassen’ staat het er weer."
                ).format(line.sender_name),
            ),
        )

    def _accepted(self, file: HeldFile, applied: AppliedBundle) -> None:
        words = _tr("Binnengekomen van {0}: {1}.")
        name = applied.sender_name or file.person_name
        sentence = words.format(name, exchange_words.kinds(applied.kinds))
        # The held file itself goes first: it was read, whatever the wiping does.
        self._throw_away(file, _tr("Het bestand is gelezen."), sentence)
        wipe_then(self._workbench, self._uses.cleaning, _nothing_more, self.failed.emit)

    def _throw_away(self, file: HeldFile, title: str, sentence: str) -> None:
        self._workbench.carry(
            lambda: self._uses.throw_away(file),
            lambda _: self.done.emit(title, sentence),
            self.failed.emit,
        )


def _nothing_more() -> None:
    """The person was told already that the file was read."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskDecisions", text)
