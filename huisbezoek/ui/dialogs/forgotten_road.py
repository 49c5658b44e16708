"""The road of a forgotten password at the door: its forms, and what goes out and comes in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.transfer import WrittenFile
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.ui import errors
from huisbezoek.ui.dialogs.forgotten_form import AnswerForm, ForgottenForm
from huisbezoek.ui.dialogs.password_form import CheckPassword, OfferPassword
from huisbezoek.ui.dialogs.recovery_dialog import RecoveryDialog
from huisbezoek.ui.dialogs.sheet_words_field import HoldsWord
from huisbezoek.ui.tasks import Lane
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.door import Door
from huisbezoek.ui.widgets.word_fields import Complete


@dataclass(frozen=True, slots=True)
class ForgottenUses:
    """What the road asks and does. What is marked slow runs on the lane."""

    lane: Lane
    is_waiting: Callable[[ProfileLabel], bool]
    """Whether a request of this profile waits for its answer."""
    choose_folder: Callable[[QWidget, str], Path | None]
    choose_answer: Callable[[QWidget], Path | None]
    write_request: Callable[[ProfileLabel, Path], WrittenFile]
    """Slow."""
    open_answer: Callable[[ProfileLabel, Path, tuple[str, ...], str], OpenProfile]
    """Slow. The answer file, its four words and a new password."""
    recover: Callable[[ProfileLabel, tuple[str, ...], str], OpenProfile]
    """Slow. Words of the emergency sheet and a new password."""
    complete_word: Complete
    holds_word: HoldsWord
    check_password: CheckPassword
    offer_password: OfferPassword


class ForgottenRoad(QObject):
    """Shows its forms in the door; `opened` carries the profile once it is open.

    `left` tells that the person went back to the password.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, look: LookSource, door: Door, uses: ForgottenUses, label: ProfileLabel
    ) -> None:
        super().__init__(door)
        self._look = look
        self._door = door
        self._uses = uses
        self._label = label
        self._steps = ForgottenForm(
            look,
            is_coordinator=label.role == "coordinator",
            is_waiting=uses.is_waiting(label),
        )
        self._steps.request_wanted.connect(self._make_request)
        self._steps.answer_wanted.connect(self._show_answer)
        self._steps.sheet_wanted.connect(self._ask_sheet)
        self._answer = AnswerForm(
            look,
            uses.choose_answer,
            uses.complete_word,
            uses.check_password,
            uses.offer_password,
        )
        self._answer.opened.connect(self._open_answer)
        self._is_at_answer = False

    def show_steps(self) -> None:
        """The first form."""
        self._is_at_answer = False
        self._door.set_back(visible=True)
        self._door.show_form(
            self._steps,
            self.tr("Wachtwoord vergeten"),
            self.tr("Er wordt niets gewist. Alles wat u opschreef, blijft staan."),
        )

    def go_back(self) -> None:
        """One form back; from the first one `left` is told."""
        if self._is_at_answer:
            self.show_steps()
        else:
            self.end()
            self.left.emit()

    def end(self) -> None:
        """Takes the forms away, with what was typed in them."""
        self._answer.clear()
        for form in (self._steps, self._answer):
            form.hide()
            form.deleteLater()
        self.deleteLater()

    # --- the steps -------------------------------------------------------------------------

    def _make_request(self) -> None:
        folder = self._uses.choose_folder(
            self._door, self.tr("Kies de stick of map voor het vraagbestand")
        )
        if folder is None:
            return

        def written(file: WrittenFile) -> None:
            self._door.set_busy("")
            self._steps.show_written(file.path.name)

        self._run(
            self.tr("Het vraagbestand wordt gemaakt."),
            partial(self._uses.write_request, self._label, folder),
            written,
        )

    def _show_answer(self) -> None:
        self._is_at_answer = True
        self._door.show_form(
            self._answer,
            self.tr("Antwoord openen"),
            self.tr("U kreeg een bestand, en vier woorden per telefoon of op papier."),
        )

    def _open_answer(self, path: Path, words: tuple[str, ...], password: str) -> None:
        self._run(
            self.tr("Uw gegevens worden geopend."),
            partial(self._uses.open_answer, self._label, path, words, password),
            self._done,
        )

    def _ask_sheet(self) -> None:
        uses = self._uses
        dialog = RecoveryDialog(
            self._look,
            self._door.window(),
            uses.holds_word,
            uses.check_password,
            uses.offer_password,
        )

        def failed(error: BaseException) -> None:
            if not isinstance(error, Exception):
                raise error
            dialog.show_problem(errors.sentence(error))

        def recovered(profile: OpenProfile) -> None:
            dialog.finish()
            self._done(profile)

        def ask(words: tuple[str, ...], password: str) -> None:
            uses.lane.run(partial(uses.recover, self._label, words, password), recovered, failed)

        dialog.asked.connect(ask)
        dialog.show_once()

    def _done(self, profile: OpenProfile) -> None:
        self._door.set_busy("")
        self.end()
        self.opened.emit(profile)

    def _run(self, busy: str, work: Callable[[], object], done: Callable[..., None]) -> None:
        def failed(error: BaseException) -> None:
            self._door.set_busy("")
            if not isinstance(error, Exception):
                raise error
            self._door.show_problem(errors.sentence(error))

        self._door.show_problem("")
        self._door.set_busy(busy)
        self._uses.lane.run(work, done, failed)
