"""What `start` measures: the real program in a fresh process, to its door or to its list."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.program import Program
from huisbezoek.app.resources import resources_folder
from huisbezoek.app.windows import make_application
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.file_choice import NativeFileChooser
from huisbezoek.ui.theme import LookSource
from tests.bench.empty_window import FirstPaint

if TYPE_CHECKING:
    from huisbezoek.model.usecases.profile import OpenProfile

# As in populations.py, which is not imported: what a bench needs must not count as starting.
NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")


def main(profiles: Path, words: list[str]) -> None:
    """Without words until the door is painted; with the words of the sheet until the list is."""
    application = make_application()
    parts = real_parts(resources_folder(), now=lambda: NOW)
    place = ProgramPlace(profiles, profiles.with_name("settings.json"))
    look = LookSource(application, resources_folder())
    program = Program(parts, look, place, NativeFileChooser())
    program.start()
    watch = FirstPaint()
    if words:
        QTimer.singleShot(0, lambda: show_list(application, program, profiles / "bench", words))
    else:
        program.window.installEventFilter(watch)
    application.exec()


def open_with_key(parts: Parts, folder: Path, words: list[str]) -> "OpenProfile":
    """All that unlocking does but for the password."""
    # As in the program, which imports it when a profile is opened.
    from huisbezoek.model.usecases.profile import OpenProfile

    recovery = parts.profile.identities.recovery_from_words(words)
    keys = parts.profile.key_slots.open_with_recovery(folder, recovery.secret)
    database = parts.profile.databases.open(folder, keys.database_key, keys.profile, keys.mark)
    return OpenProfile(folder, keys, database)


def show_list(application: QApplication, program: Program, folder: Path, words: list[str]) -> None:
    """Opens the profile with the key given, goes to Inwoners and waits for painted rows."""
    program.take(open_with_key(program.parts, folder, words))
    house = program.house
    assert house is not None
    house.widget.go(Destination(PageName.RESIDENTS))
    page = program.window.findChild(QObject, "page_residents")
    watch = FirstPaint()
    page._list._cards.modelReset.connect(
        lambda: page._list.rows() and page._list.viewport().installEventFilter(watch)
    )
    application.aboutToQuit.connect(lambda: watch)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), sys.argv[2:])
