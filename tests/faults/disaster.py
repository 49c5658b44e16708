"""The disaster: no program, only paper, the public tools `age` and `zstd`, and docs/formats.md."""

import base64
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from sqlcipher3 import dbapi2

from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from tests import formats_reader
from tests.faults.canaries import CANARIES
from tests.faults.debian_packages import why_missing
from tests.faults.guard_results import GuardResult
from tests.faults.practice_story import Story, play
from tests.faults.sealed_world import REPOSITORY

TOOLS = ("age", "zstd")


def disaster(folder: Path) -> GuardResult:
    """A bundle and a profile opened without a line of the program, from the sheet's 24 words."""
    result = GuardResult("disaster: age, zstd and the emergency sheet")
    result.skipped = why_missing(TOOLS)
    if result.skipped:
        return result
    story = play(folder)
    story.close()
    typed = " ".join(story.recovery_words)
    secret = formats_reader.secret_of_words(typed, "recovery", word_table())
    key = folder / "key.txt"
    key.write_text(formats_reader.age_identity(secret) + "\n", encoding="ascii")
    header, lines = opened(key, story.bundle)
    told = "\n".join(lines)
    result.case(held=header["operations"] == len(lines), note="number of lines")
    result.case(held=all(formats_reader.read_operation(line) for line in lines), note="lines")
    for word in CANARIES[9:13]:
        result.case(held=word in told, note=word)
    result.case(held=_operations_in(story.coordinator.folder, key) > len(lines), note="database")
    result.case(held=_said_by_the_command(typed) == key.read_text("ascii"), note="command")
    _plant(result, story, key)
    return result


def word_table() -> list[str]:
    """The list of words, as the document names it."""
    path = REPOSITORY / "resources" / "tables" / "start-words.txt"
    return formats_reader.word_table(path.read_text(encoding="utf-8"))


def opened(key: Path, bundle: Path) -> tuple[dict, list[str]]:
    """Header and lines by `age -d -i KEY FILE | zstd -dc`; raises CalledProcessError."""
    inner = _run(["age", "-d", "-i", str(key), str(bundle)])
    first, *lines = _run(["zstd", "-dc"], inner).decode().splitlines()
    return json.loads(first), lines


def _operations_in(folder: Path, key: Path) -> int:
    """How many operations the database of a profile holds, opened with slot 2 of its keys."""
    body = json.loads((folder / "keys-1").read_bytes().split(b"\n")[0])
    sealed = folder / "slot.age"
    sealed.write_bytes(base64.b64decode(body["recovery_slot"]))
    master = _run(["age", "-d", "-i", str(key), str(sealed)])[:32]
    connection = dbapi2.connect(folder / DATABASE_FILE)
    database = formats_reader.key_for(master, "database").hex()
    connection.execute(f"""PRAGMA key = "x'{database}'" """)
    count: int = connection.execute("SELECT count(*) FROM operations").fetchone()[0]
    connection.close()
    return count


def _said_by_the_command(typed: str) -> str:
    """The identity that `./start recovery-key` prints, without its remark."""
    command = [sys.executable, "-P", "-m", "huisbezoek", "recovery-key"]
    said = _run(command, typed.encode()).decode()
    return "".join(f"{line}\n" for line in said.splitlines() if not line.startswith("#"))


def _plant(result: GuardResult, story: Story, key: Path) -> None:
    """Mistakes of people and damage: nothing opens, nothing wrong comes out."""
    words = list(story.recovery_words)
    table = word_table()
    for place in range(0, 24, 3):
        # The next word of the table: a neighbour on the sheet may be the same word by chance.
        next_word = table[(table.index(words[place]) + 1) % len(table)]
        other = [*words[:place], next_word, *words[place + 1 :]]
        typed = partial(formats_reader.secret_of_words, " ".join(other), "recovery", word_table())
        result.plant(caught=_fails(typed), note=f"word {place}")
    wrong = key.with_name("wrong.txt")
    wrong.write_text(formats_reader.age_identity(bytes(range(32))) + "\n", encoding="ascii")
    result.plant(caught=_fails(lambda: opened(wrong, story.bundle)), note="another key")
    cut = story.bundle.with_name("cut.hbz")
    cut.write_bytes(story.bundle.read_bytes()[:-1])
    result.plant(caught=_fails(lambda: opened(key, cut)), note="cut off")


def _fails(work) -> bool:
    try:
        work()
    except (formats_reader.NotReadableError, subprocess.CalledProcessError):
        return True
    return False


def _run(command: list[str], given: bytes = b"") -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, input=given, env=environment, capture_output=True, check=True)
    return done.stdout
