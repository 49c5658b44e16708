"""Wiping what the database file and backups still hold of what was removed, once it is quiet."""

import time
from pathlib import Path
from typing import Final

from huisbezoek.app.binding import Binding
from huisbezoek.model.usecases.ports.profile import BACKUP_FOLDER, DatabaseBusyError

TRIES: Final = 10
PAUSE_SECONDS: Final = 0.5


def wipe_traces(bound: Binding) -> Path:
    """Wipes, and answers the folder of the new backup; runs on the files lane.

    A page may be reading at that moment: then it is tried again. Raises DatabaseBusyError at last;
    what was removed stays removed, and the next wiping takes the traces along.
    """
    database, folder = bound.profile.database, bound.profile.folder / BACKUP_FOLDER
    for _ in range(TRIES - 1):
        try:
            return database.wipe_traces(folder, bound.parts.now())
        except DatabaseBusyError:
            time.sleep(PAUSE_SECONDS)
    return database.wipe_traces(folder, bound.parts.now())
