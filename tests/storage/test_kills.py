"""A program that is killed while it saves loses nothing that it acknowledged."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

from huisbezoek.model.usecases.ports.drafts import Draft
from tests.faults.kill_while_saving import (
    VISIT,
    KillReport,
    compare,
    kill_while_saving,
    prepare,
)
from tests.profiles import TestFolder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")


def test_three_kills_lose_nothing(tmp_path: Path) -> None:
    report = kill_while_saving(tmp_path / "profile", kills=3)
    assert (report.kills, report.lost, report.damaged) == (3, 0, 0)
    assert report.acknowledged >= 3


@pytest.mark.faults
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    report = kill_while_saving(tmp_path / "profile", kills=100, seed=2)
    assert (report.kills, report.lost, report.damaged) == (100, 0, 0)


def test_a_lost_answer_would_be_seen(tmp_path: Path) -> None:
    place = TestFolder(tmp_path / "profile")
    prepare(place)
    report = KillReport()
    database = place.open()
    with database.open_writer().writing() as writing:
        writing.save_draft(
            Draft(VISIT.identifier, {"number": 3}, datetime.fromisoformat("2026-11-22"))
        )
        writing.commit()
    database.close()
    compare(place, 4, report)
    assert report.lost == 1
    compare(place, 3, report)
    assert report.lost == 1
