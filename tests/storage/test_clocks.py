"""T24: whatever the clocks say, no value is lost; a far future of others moves no clock."""

from pathlib import Path

from tests.faults.clocks import clocks


def test_wrong_clocks_lose_nothing(tmp_path: Path) -> None:
    result = clocks(tmp_path, 25)
    assert (result.failed, result.caught) == (0, 1), result.notes
