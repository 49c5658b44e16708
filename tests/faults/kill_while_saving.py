"""Kills a saving program at random moments: nothing that it acknowledged may be lost.

The child keeps answers in the real encrypted database and tells each kept number through a pipe,
after its commit. The parent kills it without warning, opens the database again and compares.
"""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from huisbezoek.model.domain.events import CallLogged, CallOutcome, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.drafts import Draft
from tests.profiles import TODAY, TestFolder, fictional_people, identifier

REPOSITORY = Path(__file__).resolve().parents[2]
VISIT = Subject(SubjectKind.VISIT, identifier(20))
MOMENT = datetime.fromisoformat("2026-11-22T14:00")
CALL_EVERY = 5
LONGEST_SECONDS = 0.25


@dataclass
class KillReport:
    """How many kills were survived, and what was found wrong after them."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0


def kill_while_saving(folder: Path, kills: int, seed: int = 1) -> KillReport:
    """Kills so many times; each life goes on where the one before was cut off."""
    chance = random.Random(seed)
    place = TestFolder(folder)
    prepare(place)
    report = KillReport()
    last = 0
    for _ in range(kills):
        last = max(last, one_life(place.folder, chance.uniform(0.0, LONGEST_SECONDS)))
        report.kills += 1
        compare(place, last, report)
    report.acknowledged = last
    return report


def prepare(place: TestFolder) -> None:
    database = place.create()
    with database.open_writer().writing() as writing:
        writing.add_residents(fictional_people(20))
        planned = VisitPlanned(identifier(1000), ("age75",), VisitOrigin.ROUND, TODAY)
        writing.record(VISIT, planned)
        writing.commit()
    database.close()


def one_life(
    folder: Path, seconds: float, *, module: str = "tests.faults.kill_while_saving"
) -> int:
    """Starts a child, kills it so many seconds after its first answer; the last number it told."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", module, str(folder)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate()
    # A number that was cut off in the pipe was not acknowledged.
    told = [line for line in (first + rest).split(b"\n")[:-1] if line]
    return int(told[-1])


def compare(place: TestFolder, last: int, report: KillReport) -> None:
    database = place.open()
    with database.open_reader().reading() as reading:
        draft = reading.draft(VISIT.identifier)
        kept = int(str(draft.document["number"])) if draft is not None else 0
        calls = reading.visit(VISIT.identifier).calls
    database.close()
    # At most the one answer that was being kept may be ahead of what was told.
    if not last <= kept <= last + 1 or calls != kept // CALL_EVERY:
        report.lost += 1
    check = database.check(thorough=True)
    if check.findings or not check.projections_equal:
        report.damaged += 1


def save_for_ever(folder: Path) -> None:
    """What the child does: a draft for each answer, and with every fifth a call in the journal."""
    database = TestFolder(folder).open()
    writer = database.open_writer()
    number = 0
    with writer.writing() as writing:
        draft = writing.draft(VISIT.identifier)
        number = int(str(draft.document["number"])) if draft is not None else 0
    while True:
        number += 1
        with writer.writing() as writing:
            writing.save_draft(
                Draft(VISIT.identifier, {"number": number, "text": "x" * 4000}, MOMENT)
            )
            if number % CALL_EVERY == 0:
                writing.record(VISIT, CallLogged(CallOutcome.NO_ANSWER, MOMENT))
            writing.commit()
        os.write(sys.stdout.fileno(), f"{number}\n".encode())


if __name__ == "__main__":
    save_for_ever(Path(sys.argv[1]))
