"""A report kept as a file: what goes along is said first, and the name tells no person."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.ports.transfer import DiskFullError
from huisbezoek.model.usecases.report_export import NoReportError, ReportFile
from huisbezoek.ui.dialogs.report_file_steps import ReportFileSteps, ReportFileUses
from tests.ui.desk import Desk, press
from tests.ui.resident_window import named, words

MADE = ReportFile("verslag-2026-11-23.json", b"{}\n")


class Kept:
    """What was asked and written."""

    def __init__(self, desk: Desk, page: QWidget, path: Path | None) -> None:
        self.suggested: list[str] = []
        self.written: list[tuple[Path, bytes]] = []
        self.done: list[str] = []
        self.failed: list[Exception] = []
        self.uses = ReportFileUses(
            make=lambda _reading, _visit: MADE, save_file=self.save_file, write=self.write
        )
        self._path = path
        self._desk = desk
        self._page = page

    def save_file(self, _parent: QWidget, _title: str, suggestion: str) -> Path | None:
        self.suggested.append(suggestion)
        return self._path

    def write(self, path: Path, content: bytes) -> str:
        self.written.append((path, content))
        return path.name

    def begin(self, uses: ReportFileUses) -> None:
        steps = ReportFileSteps(self._desk.workbench, self._desk.look, uses, self._page)
        steps.done.connect(self.done.append)
        steps.failed.connect(self.failed.append)
        steps.begin("1")


@pytest.fixture
def page(desk: Desk, shown) -> QWidget:
    return shown(QWidget(), 1366, 768)


def test_the_dialog_says_what_goes_along_and_the_file_is_written(
    desk: Desk, page: QWidget, tmp_path: Path
) -> None:
    kept = Kept(desk, page, tmp_path / "verslag.json")
    kept.begin(kept.uses)
    said = words(named(page, "question_dialog"))
    assert "alleen wat de inwoner nu goed vindt, zonder naam" in said
    assert "Het bestand is niet versleuteld" in said
    press(page, "confirm_question")
    assert kept.suggested == [MADE.name]
    assert kept.written == [(tmp_path / "verslag.json", MADE.content)]
    assert kept.done == ["verslag.json"]


def test_without_a_place_nothing_is_written(desk: Desk, page: QWidget) -> None:
    kept = Kept(desk, page, None)
    kept.begin(kept.uses)
    press(page, "confirm_question")
    assert kept.suggested == [MADE.name]
    assert kept.written == kept.done == []


@pytest.mark.parametrize("error", [NoReportError(), DiskFullError()])
def test_what_goes_wrong_comes_home(
    desk: Desk, page: QWidget, tmp_path: Path, error: Exception
) -> None:
    kept = Kept(desk, page, tmp_path / "verslag.json")

    def fail(*_: object) -> ReportFile:
        raise error

    is_missing = isinstance(error, NoReportError)
    kept.begin(replace(kept.uses, **({"make": fail} if is_missing else {"write": fail})))
    press(page, "confirm_question")
    assert kept.failed == [error]
    assert kept.done == []
