"""Opens the real window: for work, or for practice on fictional residents."""

import os
import signal
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from huisbezoek.app.parts import real_parts
from huisbezoek.app.places import logs_folder, practice_place, work_place
from huisbezoek.app.program import Program
from huisbezoek.app.program_log import kept_log
from huisbezoek.app.resources import resources_folder
from huisbezoek.ui.dialogs.file_choice import NativeFileChooser
from huisbezoek.ui.theme import LookSource


def open_window(profiles: Path | None) -> int:
    """Opens the window for work; answers the exit status when it was closed.

    After a lock the process is replaced, because Python and Qt cannot wipe texts from memory.
    """
    application = make_application()
    with kept_log(logs_folder()):
        place = work_place(profiles)
        look = LookSource(application, resources_folder())
        program = Program(real_parts(resources_folder()), look, place, NativeFileChooser())
        program.locked.connect(_replace_process)
        program.practice_chosen.connect(partial(_practise_instead, program))
        program.start()
        return application.exec()


def open_practice() -> int:
    """Opens the window on fictional residents, in a folder of its own."""
    # Not beside the other imports: the window for work needs none of it.
    from huisbezoek.app.practice import prepare_practice  # noqa: PLC0415 - only in the practice mode

    application = make_application()
    place = practice_place()
    parts = real_parts(resources_folder())
    prepare_practice(parts, place)
    look = LookSource(application, resources_folder())
    program = Program(parts, look, place, NativeFileChooser(), practice=True)
    program.start()
    return application.exec()


def make_application() -> QApplication:
    """The application with Dutch texts for Qt's own dialogs; Ctrl+C ends it."""
    present = QApplication.instance()
    if isinstance(present, QApplication):
        return present
    application = QApplication(sys.argv[:1])
    application.setApplicationName("huisbezoek")
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_nl", folder):
        application.installTranslator(translator)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return application


def _practise_instead(program: Program) -> None:
    program.ended.connect(_replace_by_practice)
    program.end()


def _replace_by_practice() -> None:
    os.execv(sys.executable, [sys.executable, "-m", "huisbezoek", "demo"])  # noqa: S606 - our own program, no shell


def _replace_process() -> None:
    os.execv(sys.executable, [sys.executable, "-m", "huisbezoek", *sys.argv[1:]])  # noqa: S606 - our own program, no shell
