"""The road to a start file: its dialog, the old laptop, the file, and the slip with the code."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.usecases.ports.documents import Sheet, StartCodeInput
from huisbezoek.model.usecases.ports.transfer import WrittenFile
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.visitors import VisitorView
from huisbezoek.ui import errors
from huisbezoek.ui.dialogs.start_file_dialog import StartFileDialog
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class StartFileUses:
    """What the road asks and does; the clock and chance are bound already."""

    begin: Callable[[Writing, str], bytes]
    write: Callable[[bytes, Sequence[str], Path], WrittenFile]
    replace_laptops: Callable[[Writing, str], None]
    """Takes the laptops of this person off the list of who takes part: they are replaced."""
    new_code: Callable[[], tuple[str, ...]]
    code: Callable[[Reading, str, Sequence[str]], StartCodeInput]
    """What the slip says for this person."""
    slip: Callable[[StartCodeInput], Sheet]
    choose_folder: Callable[[QWidget, str], Path | None]


def show_start_file(
    workbench: Workbench,
    look: LookSource,
    uses: StartFileUses,
    print_sheets: Callable[[QWidget, Sequence[Sheet]], None],
    page: QWidget,
    view: VisitorView,
) -> None:
    """Opens the dialog for this person and does what is asked in it."""
    visitor, code = view.record.visitor, uses.new_code()
    dialog = StartFileDialog(look, page.window(), view, code)

    def failed(error: Exception) -> None:
        dialog.show_problem(errors.sentence(error))

    def write() -> None:
        folder = uses.choose_folder(page, _tr("Kies de stick of map voor het startbestand"))
        if folder is None:
            return
        replaces = dialog.replaces_laptop

        def begin(writing: Writing) -> bytes:
            if replaces:
                uses.replace_laptops(writing, visitor)
            return uses.begin(writing, visitor)

        dialog.show_busy()
        workbench.do(
            begin,
            lambda payload: workbench.carry(
                lambda: uses.write(payload, code, folder),
                lambda written: dialog.show_written(written.path.name),
                failed,
            ),
            failed,
        )

    def put_on_paper(slip: StartCodeInput) -> None:
        try:
            print_sheets(page, [uses.slip(slip)])
        except EnvironmentFailedError as error:
            failed(error)

    dialog.write_wanted.connect(write)
    dialog.print_wanted.connect(
        lambda: workbench.ask(
            lambda reading: uses.code(reading, visitor, code), put_on_paper, failed
        )
    )
    dialog.show_once()


def _tr(text: str) -> str:
    return QCoreApplication.translate("StartFileDialog", text)
