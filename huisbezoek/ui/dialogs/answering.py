"""The coordinator's road of a forgotten password: from a request file to an answer file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.usecases.forgotten_password import Asker
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.password_files import PasswordRequest
from huisbezoek.model.usecases.ports.transfer import WrittenFile
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui import errors
from huisbezoek.ui.dialogs.answer_dialog import AnswerDialog
from huisbezoek.ui.dialogs.sheet_words_field import HoldsWord
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class AnsweringUses:
    """What the road asks and does. What is marked slow runs on the files lane."""

    choose_request: Callable[[QWidget], Path | None]
    read_request: Callable[[Path], PasswordRequest]
    """Slow."""
    asker: Callable[[Writing, PasswordRequest], Asker]
    """Who asks; only a writer may read what is known of laptops. Nothing is written."""
    write_answer: Callable[[PasswordRequest, Sequence[str], Sequence[str], Path], WrittenFile]
    """Slow. Request, 24 words of the emergency sheet, code, and where to."""
    new_code: Callable[[], tuple[str, ...]]
    slip: Callable[[Reading, str, Sequence[str]], Sheet]
    """The slip with the code for this person's name; as StartCodeInput it needs a sender."""
    holds_word: HoldsWord
    choose_folder: Callable[[QWidget, str], Path | None]
    show_telephone: Callable[[str], str]


class Answering(QObject):
    """Begins with `begin`; `failed` carries what went wrong before the dialog stood there."""

    failed = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: AnsweringUses,
        print_sheets: Callable[[QWidget, Sequence[Sheet]], None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._print = print_sheets
        self._page = page

    def begin(self) -> None:
        """Asks for the request file, and says who asks."""
        path = self._uses.choose_request(self._page)
        if path is None:
            return
        self._workbench.carry(
            lambda: self._uses.read_request(path), self._find_asker, self.failed.emit
        )

    def _find_asker(self, request: PasswordRequest) -> None:
        self._workbench.do(
            lambda writing: self._uses.asker(writing, request),
            lambda asker: self._show(request, asker),
            self.failed.emit,
        )

    def _show(self, request: PasswordRequest, asker: Asker) -> None:
        uses, code = self._uses, self._uses.new_code()
        number = uses.show_telephone(asker.telephone) if asker.telephone else ""
        dialog = AnswerDialog(self._look, self._page.window(), asker, number, code, uses.holds_word)

        def failed(error: Exception) -> None:
            dialog.show_problem(errors.sentence(error))

        def write(words: Sequence[str]) -> None:
            folder = uses.choose_folder(
                self._page, self.tr("Kies de stick of map voor het antwoord")
            )
            if folder is None:
                return
            dialog.show_busy()
            self._workbench.carry(
                lambda: uses.write_answer(request, words, code, folder),
                lambda written: dialog.show_written(written.path.name),
                failed,
            )

        def put_on_paper(sheet: Sheet) -> None:
            try:
                self._print(self._page, [sheet])
            except EnvironmentFailedError as error:
                failed(error)

        dialog.write_wanted.connect(write)
        dialog.print_wanted.connect(
            lambda: self._workbench.ask(
                lambda reading: uses.slip(reading, asker.name, code), put_on_paper, failed
            )
        )
        dialog.show_once()
