"""What holds for every test: no screen, no network, no home, no noise."""

import gc
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt; a person may set another platform to watch.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).resolve().parent.parent

# A slow, shared machine is no fault; what is slow on purpose asks for --hypothesis-profile=faults.
settings.register_profile(
    "check", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "faults", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("check")


def pytest_collection_finish(session: pytest.Session) -> None:
    """What the imports made stays for good; it need not be looked at after every test."""
    gc.collect()
    gc.freeze()


def delete_what_is_left() -> None:
    """Deletes widgets that no window holds any more; nothing where no test used them.

    They would stay until the process ends, and every change of the look dresses all of them anew.
    """
    qt = sys.modules.get("PySide6.QtWidgets")
    if qt is None or not isinstance(qt.QApplication.instance(), qt.QApplication):
        return
    for widget in qt.QApplication.topLevelWidgets():
        if widget.parent() is None and not widget.isVisible():
            widget.deleteLater()
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="module", autouse=True)
def what_stays_is_not_looked_at() -> None:
    """What the files before this one imported late stays for good, as what all import at once.

    Between two files no window lives; looking at everything after every test took an eighth of
    the time.
    """
    delete_what_is_left()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def cycles_end_between_tests() -> Iterator[None]:
    """Widgets in reference cycles end between two tests, never in the middle of an event.

    The program does the same by its own timer (`ui/tasks.py`).
    """
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home for each test, so that none reads or leaves anything on this computer."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    return home


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log that the test did not announce by `logs_warnings` fails it."""
    yield
    if request.node.get_closest_marker("logs_warnings") is not None:
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    loud = [
        f"{record.name}: {record.getMessage()}"
        for record in records
        if record.levelno >= logging.WARNING
    ]
    assert not loud, f"unexpected warnings in the log: {loud}"


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder of this checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real-format input beside this checkout; the test skips when it is absent."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("../shared is not beside this checkout; tests/fixtures holds the same rules")
    return folder
