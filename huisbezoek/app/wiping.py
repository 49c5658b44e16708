"""Wiping what the database file, backups and outbox still hold of what was removed."""

import time
from pathlib import Path
from typing import Final

from huisbezoek.app.binding import Binding
from huisbezoek.model.usecases.outbox import empty_outbox
from huisbezoek.model.usecases.ports.profile import BACKUP_FOLDER, DatabaseBusyError
from huisbezoek.model.usecases.ports.transfer import place_error

TRIES: Final = 10
PAUSE_SECONDS: Final = 0.5


def wipe_traces(bound: Binding) -> Path:
    """Wipes, and answers the folder of the new backup; runs on the files lane.

    Sealed files go too: what of them did not arrive is sealed again. Which files were sent stays
    known. Raises FileLockedError when another program holds one of them.

    A page may be reading at that moment: then it is tried again. Raises DatabaseBusyError at last;
    what was removed stays removed, and the next wiping takes the traces along.
    """
    _empty_outbox(bound)
    database, folder = bound.profile.database, bound.profile.folder / BACKUP_FOLDER
    for _ in range(TRIES - 1):
        try:
            return database.wipe_traces(folder, bound.parts.now())
        except DatabaseBusyError:
            time.sleep(PAUSE_SECONDS)
    return database.wipe_traces(folder, bound.parts.now())


def _empty_outbox(bound: Binding) -> None:
    try:
        empty_outbox(bound.parts.exchange(bound.profile))
    except OSError as error:
        raise place_error(error) from error
