"""T2: kill -9 while answers are saved, with a program that speaks too early as planted fault."""

import os
import random
import sys
from datetime import datetime
from pathlib import Path

from huisbezoek.model.usecases.ports.drafts import Draft
from tests.faults.guard_results import GuardResult
from tests.faults.kill_while_saving import (
    LONGEST_SECONDS,
    MOMENT,
    VISIT,
    KillReport,
    compare,
    kill_while_saving,
    one_life,
    prepare,
)
from tests.profiles import TestFolder

KILLS = 100
EARLY_KILLS = 12
# A commit takes milliseconds: the fault of an early speaker is one that happens in most lives.
EARLY_AHEAD = 3


def kills(folder: Path) -> GuardResult:
    """A hundred kills; then lives of a program that acknowledges before it has committed."""
    result = GuardResult("T2 kill -9 while saving")
    report = kill_while_saving(folder / "sound", kills=KILLS, seed=20)
    result.cases = report.kills
    result.failed = report.lost + report.damaged
    result.notes = f"{report.acknowledged} answers acknowledged, {report.lost} lost"
    result.plant(caught=_early_speaker_is_seen(folder / "early"), note="early speaker")
    result.plant(caught=_lost_answer_is_seen(folder / "lost"), note="lost answer")
    return result


def _early_speaker_is_seen(folder: Path) -> bool:
    chance = random.Random(3)
    place = TestFolder(folder)
    prepare(place)
    report = KillReport()
    last = 0
    for _ in range(EARLY_KILLS):
        seconds = chance.uniform(0.0, LONGEST_SECONDS)
        last = max(last, one_life(folder, seconds, module="tests.faults.kills"))
        compare(place, last, report)
    return report.lost > 0


def _lost_answer_is_seen(folder: Path) -> bool:
    place = TestFolder(folder)
    prepare(place)
    database = place.open()
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.save_draft(Draft(VISIT.identifier, {"number": 3}, datetime(2026, 11, 22, 14)))  # noqa: DTZ001 - as the program keeps it
        writing.commit()
    database.close()
    report = KillReport()
    compare(place, 4, report)
    return report.lost == 1


def speak_early_for_ever(folder: Path) -> None:
    """The planted fault: it keeps a few answers at once, and acknowledges them beforehand."""
    database = TestFolder(folder).open()
    writer = database.open_writer()
    with writer.writing() as writing:
        draft = writing.draft(VISIT.identifier)
    number = int(str(draft.document["number"])) if draft is not None else 0
    while True:
        number += EARLY_AHEAD
        os.write(sys.stdout.fileno(), f"{number}\n".encode())
        with writer.writing() as writing:
            writing.save_draft(
                Draft(VISIT.identifier, {"number": number, "text": "x" * 4000}, MOMENT)
            )
            writing.commit()


if __name__ == "__main__":
    speak_early_for_ever(Path(sys.argv[1]))
