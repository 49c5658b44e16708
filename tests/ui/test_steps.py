"""A dialog lives for one question: it is read before it closes, and gone afterwards."""

import ast
import gc
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from huisbezoek.ui.dialogs.kept_open_dialog import KeptOpenDialog
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.workbench import Workbench
from tests.ui.resident_window import swept


class WaitingLanes:
    """Lanes on which a deed waits until the test lets it end."""

    def __init__(self) -> None:
        self.begun: list[tuple[Callable, Callable, Callable]] = []

    def do(self, deed: Callable, done: Callable, failed: Callable) -> None:
        self.begun.append((deed, done, failed))

    def end(self) -> None:
        deed, done, _ = self.begun.pop()
        done(deed(None), None)

    def fail(self, error: Exception) -> None:
        _, _, failed = self.begun.pop()
        failed(error)


class Asking(Steps[list[str]]):
    """Asks once in the way of all steps; `uses` gets what was kept."""

    def begin(self) -> DialogFrame:
        dialog = DialogFrame(self._look, self._page.window(), "Wat is er gedaan?")

        def keep() -> None:
            said = dialog.title.text()
            self._do(lambda _: self._uses.append(said))

        self._open(dialog, keep)
        return dialog

    def begin_kept_open(self) -> tuple[KeptOpenDialog, Callable[[], None]]:
        dialog = KeptOpenDialog(self._look, self._page.window(), "Herstellen", "", "undo-2")
        dialog.end(Button(self._look, "Terug"), Button(self._look, "Herstellen"))
        dialog.show_once()
        return dialog, lambda: self._keep_in(dialog, lambda _: self._uses.append("kept"))


class Wheel:
    """Steps on a page in sight, with what they kept and what failed."""

    def __init__(self, look: LookSource, page: QWidget) -> None:
        self.lanes = WaitingLanes()
        self.kept: list[str] = []
        self.failures: list[Exception] = []
        self.steps = Asking(Workbench(self.lanes), look, self.kept, page)
        self.steps.failed.connect(self.failures.append)


@pytest.fixture
def wheel(look: LookSource, shown: Callable[..., QWidget]) -> Wheel:
    return Wheel(look, shown(QWidget()))


def test_an_accepted_dialog_is_gone_before_its_deed_runs(wheel: Wheel) -> None:
    dialog = wheel.steps.begin()
    assert dialog.isVisible()
    dialog.accept()
    swept()
    assert not isValid(dialog)
    wheel.lanes.end()
    assert wheel.kept == ["Wat is er gedaan?"]


def test_a_dialog_that_was_left_is_gone_and_nothing_holds_it(wheel: Wheel, qtbot: QtBot) -> None:
    dialog = wheel.steps.begin()
    # A dialog places itself once more after it came into sight.
    with qtbot.waitCallback() as placed:
        QTimer.singleShot(0, placed)
    dialog.reject()
    swept()
    assert not isValid(dialog)
    assert wheel.lanes.begun == []
    left = weakref.ref(dialog)
    del dialog
    gc.collect()
    assert left() is None


def test_a_failure_of_a_deed_is_told(wheel: Wheel) -> None:
    wheel.steps.begin().accept()
    error = ValueError("full")
    wheel.lanes.fail(error)
    assert wheel.failures == [error]


def test_a_refusal_is_said_in_the_dialog_and_it_closes_when_kept(wheel: Wheel) -> None:
    dialog, keep = wheel.steps.begin_kept_open()
    keep()
    wheel.lanes.fail(ValueError("not now"))
    assert dialog.isVisible()
    assert wheel.failures == []
    keep()
    wheel.lanes.end()
    swept()
    assert not isValid(dialog)
    assert wheel.kept == ["kept"]


def test_who_closes_it_while_the_deed_runs_is_told_on_the_page(wheel: Wheel) -> None:
    for _ in range(2):
        dialog, keep = wheel.steps.begin_kept_open()
        keep()
        dialog.reject()
        swept()
        if not wheel.failures:
            wheel.lanes.fail(ValueError("refused"))
        else:
            wheel.lanes.end()
    assert [str(error) for error in wheel.failures] == ["refused"]
    assert wheel.kept == ["kept"]


# --- all dialogs of the program -------------------------------------------------------------------


def functions_with_dialogs(source: Path) -> Iterator[tuple[ast.AST, set[str]]]:
    """Each outermost function of a file that makes a dialog, with the names it gives them."""
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.FunctionDef):
            names = {
                target.id
                for one in ast.walk(node)
                if isinstance(one, ast.Assign) and makes_dialog(one.value)
                for target in one.targets
                if isinstance(target, ast.Name)
            }
            if names:
                yield node, names


def makes_dialog(value: ast.expr) -> bool:
    called = value.func if isinstance(value, ast.Call) else None
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name.endswith(("Dialog", "DialogFrame", "_dialog"))


def calls(function: ast.AST, names: set[str], method: str) -> bool:
    return any(
        isinstance(one, ast.Attribute)
        and one.attr == method
        and isinstance(one.value, ast.Name)
        and one.value.id in names
        for one in ast.walk(function)
    )


def test_every_dialog_that_is_opened_is_deleted_after_it_closed(repository: Path) -> None:
    found = 0
    left = []
    for source in sorted((repository / "huisbezoek" / "ui").rglob("*.py")):
        for function, names in functions_with_dialogs(source):
            found += 1
            if calls(function, names, "show") and not calls(function, names, "deleteLater"):
                left.append(f"{source.name}: {function.name}")
    assert left == []
    assert found > 30, "the dialogs are found"


def test_no_deed_reads_a_dialog_from_another_thread(repository: Path) -> None:
    late = []
    for source in sorted((repository / "huisbezoek" / "ui").rglob("*.py")):
        for function, names in functions_with_dialogs(source):
            for one in ast.walk(function):
                if isinstance(one, ast.Lambda | ast.FunctionDef) and one.args.args:
                    is_work = one.args.args[0].arg in {"writing", "reading"}
                    reads = {use.id for use in ast.walk(one) if isinstance(use, ast.Name)}
                    if is_work and reads & names:
                        late.append(f"{source.name}: {function.name}")
    assert late == []
