"""The log keeps codes, numbers and ids, and no word about anybody."""

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek import logs
from huisbezoek.app.program_log import kept_log
from huisbezoek.logs import Event
from huisbezoek.model.domain.errors import BadInputError

NAME = "Aaltje van der Voorbeeld"
ID = "0123456789abcdef" * 2


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    handler = logs.start(tmp_path / "logs")
    yield tmp_path / "logs"
    logs.stop(handler)


def written(folder: Path) -> str:
    return (folder / logs.LOG_NAME).read_text(encoding="utf-8")


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


class FictionalError(BadInputError):
    code = "fictional.error"


def test_an_event_is_written_with_its_numbers_and_ids(folder: Path) -> None:
    logs.record(Event.BACKUP_MADE, persons=344, seconds=1.25, list=ID)
    assert (
        written(folder).rstrip().endswith(f"INFO backup.made persons=344 seconds=1.250 list={ID}")
    )


@pytest.mark.parametrize(
    "value", [NAME, "", "1234 AB", "0612345678", 612345678, 19400131, 6.1e8, ID + "0", ID.upper()]
)
def test_a_word_or_a_long_number_is_dropped(folder: Path, value: float | str) -> None:
    logs.record(Event.BACKUP_MADE, value=value)
    assert written(folder).rstrip().endswith("backup.made value=-")


@pytest.mark.logs_warnings
def test_messages_of_other_packages_keep_their_place_only(folder: Path) -> None:
    logging.getLogger("some.package").warning("could not open %s", NAME)
    logging.getLogger("some.package").warning("resident %(resident)s", {"resident": NAME})
    lines = written(folder).splitlines()
    assert len(lines) == 2
    assert "WARNING other at=tests/unit/test_logs.py:" in lines[0]
    assert "resident" not in lines[1]
    assert NAME not in written(folder)


def test_an_error_keeps_types_code_and_places_without_words(folder: Path) -> None:
    error = FictionalError(column=NAME)
    error.__cause__ = raised(ValueError(NAME))
    logs.record(Event.TASK_FAILED, error=raised(error))
    text = written(folder)
    assert "FictionalError [fictional.error]" in text
    assert "builtins.ValueError" in text
    assert "tests/unit/test_logs.py:" in text
    assert NAME not in text
    assert str(Path.home()) not in text
    assert str(Path(__file__).parent) not in text


def test_a_code_that_is_no_code_is_dropped() -> None:
    class StrangeError(Exception):
        code = NAME

    assert NAME not in "".join(logs.trace(StrangeError(NAME)))


def test_a_ring_of_causes_ends() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert len(logs.trace(first)) == 2


def test_a_suppressed_context_stays_out() -> None:
    error = ValueError("a")
    error.__context__ = KeyError("b")
    assert logs.trace(error) == ("builtins.ValueError", "builtins.KeyError")
    error.__suppress_context__ = True
    assert logs.trace(error) == ("builtins.ValueError",)


@given(st.text(min_size=1))
def test_no_text_passes_the_formatter(text: str) -> None:
    formatter = logs.RedactingFormatter()
    marked = f"Ö{text}Ö"
    record = logging.LogRecord("x", logging.INFO, __file__, 1, marked, ({"value": marked},), None)
    assert "Ö" not in formatter.format(record)


def test_the_log_is_three_private_files_of_one_megabyte(folder: Path) -> None:
    for _ in range(45_000):
        logs.record(Event.BACKUP_MADE, persons=1, list=ID)
    files = sorted(folder.iterdir())
    assert [file.name for file in files] == [
        "huisbezoek.log",
        "huisbezoek.log.1",
        "huisbezoek.log.2",
    ]
    assert all(file.stat().st_size <= logs.FILE_BYTES for file in files)
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_failing_log_says_so_without_the_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = logs.start(tmp_path)
    handler.setFormatter(FailingFormatter())
    logs.record(Event.BACKUP_MADE, value=NAME)
    logs.stop(handler)
    assert capsys.readouterr().err == "huisbezoek: the log could not be written\n"


def test_after_stop_nothing_is_written(tmp_path: Path) -> None:
    logs.stop(logs.start(tmp_path))
    logs.record(Event.PROGRAM_ENDED)
    assert written(tmp_path) == ""


class FailingFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        raise OSError(28, "No space left on device")


def test_every_event_is_written_by_some_part_of_the_program(repository: Path) -> None:
    sources = [
        one.read_text("utf-8")
        for one in (repository / "huisbezoek").rglob("*.py")
        if one.name != "logs.py"
    ]
    named = [event for event in Event if event is not Event.OTHER]
    assert named
    assert [
        one.name for one in named if not any(f"Event.{one.name}" in text for text in sources)
    ] == []


@pytest.mark.logs_warnings
def test_the_program_tells_when_it_began_and_ended_and_what_nobody_took(tmp_path: Path) -> None:
    usual, seen = sys.excepthook, []
    sys.excepthook = lambda *failure: seen.append(failure)
    try:
        with kept_log(tmp_path):
            error = raised(ValueError(NAME))
            sys.excepthook(type(error), error, error.__traceback__)
        assert [failure[1] for failure in seen] == [error], "who listened before still hears it"
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.excepthook = usual
    lines = written(tmp_path).splitlines()
    events = [line.split()[2] for line in lines if not line.startswith(" ")]
    assert events == ["program.started", "program.failed", "program.ended"]
    assert NAME not in written(tmp_path)
