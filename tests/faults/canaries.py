"""T9: words of people are searched for in every byte that the program leaves behind."""

import logging
import shutil
import sqlite3
import tempfile
from pathlib import Path

from huisbezoek import logs
from huisbezoek.model.usecases.profile import change_password, re_key
from tests.faults.guard_results import GuardResult
from tests.faults.practice_story import CANARIES, PASSWORD, play

NEW_PASSWORD = "een ander lang wachtwoord"


def canaries(folder: Path) -> GuardResult:
    """Twenty words after each workflow, with all connections open and after closing.

    Only the open profiles, the stick, the log and the temporary folder are looked at: the list of
    the municipality itself and letters on paper may hold them.
    """
    result = GuardResult("T9 canary words in any byte")
    temporary = folder / "tmp"
    temporary.mkdir()
    before = tempfile.tempdir
    tempfile.tempdir = str(temporary)
    handler = logs.start(folder / "logs")
    try:
        _workflows(result, folder)
    finally:
        logs.stop(handler)
        tempfile.tempdir = before
    for leak in (_plain_text, _utf_16, _plain_database, _in_a_log, _in_a_temporary_file):
        place = leak(folder)
        result.plant(caught=bool(found_in(folder)), note=leak.__name__)
        place.unlink()
    return result


def _workflows(result: GuardResult, folder: Path) -> None:
    def look(stage: str) -> None:
        found = found_in(folder)
        for word in CANARIES:
            result.case(held=word not in found, note=f"{stage}: {word}")

    story = play(folder, look)
    story.receive(story.bundle)
    look("receive")
    try:
        int(CANARIES[0])
    except ValueError:
        logging.getLogger("huisbezoek").exception("failed for %s", CANARIES[1])
    look("log")
    story.coordinator = change_password(
        story.parts.profile, story.coordinator, PASSWORD, NEW_PASSWORD
    )
    story.coordinator = re_key(
        story.parts.profile, story.coordinator, PASSWORD + " opnieuw", now=story.clock.now()
    )
    look("re-key")
    story.close()
    look("close")


def found_in(folder: Path) -> dict[str, str]:
    """Each canary word that stands readable in a file, with the name of the file."""
    found = {}
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        content = path.read_bytes().lower() + path.name.lower().encode()
        for word in CANARIES:
            texts = (word.lower().encode(), word.lower().encode("utf-16-le"))
            if any(text in content for text in texts):
                found[word] = path.name
    return found


def _plain_text(folder: Path) -> Path:
    path = folder / "stick" / "lijst.txt"
    path.write_text(CANARIES[0], encoding="utf-8")
    return path


def _utf_16(folder: Path) -> Path:
    path = folder / "coordinator" / "notes.bin"
    path.write_bytes(CANARIES[1].upper().encode("utf-16-le"))
    return path


def _plain_database(folder: Path) -> Path:
    path = folder / "visitor" / "copy.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE residents (name TEXT)")
    connection.execute("INSERT INTO residents VALUES (?)", (CANARIES[2],))
    connection.commit()
    connection.close()
    return path


def _in_a_log(folder: Path) -> Path:
    path = folder / "logs" / "other.log"
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.emit(logging.LogRecord("x", logging.ERROR, "x", 1, "for %s", (CANARIES[3],), None))
    handler.close()
    return path


def _in_a_temporary_file(folder: Path) -> Path:
    with tempfile.NamedTemporaryFile(dir=folder / "tmp", delete=False) as file:
        file.write(CANARIES[4].encode())
    path = Path(file.name)
    return Path(shutil.move(path, path.with_suffix(".part")))
