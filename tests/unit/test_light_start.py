"""Starting imports only what the first picture needs; the rest comes when it is used."""

import subprocess
import sys

import pytest

# Never wanted at all, and wanted only after the first picture (architecture.md, Dependencies).
NEVER = ("pandas", "matplotlib", "scipy", "alembic", "openpyxl", "numpy", "PySide6.QtSql")
LATER = ("ortools", "sqlalchemy", "python_calamine", "xlsxwriter", "icalendar")
# What a door needs none of: the house, its pages, the use cases and the cryptography.
BEHIND_THE_DOOR = (
    "cryptography",
    "pyrage",
    "huisbezoek.app.house",
    "huisbezoek.model.domain.events",
    "huisbezoek.model.usecases.profile",
    "huisbezoek.ui.pages.residents_page",
)
REPORT = "import sys; sys.stdout.write(' '.join(name for name in {names!r} if name in sys.modules))"


def loaded_after(statement: str) -> list[str]:
    code = f"{statement}\n{REPORT.format(names=NEVER + LATER + BEHIND_THE_DOOR)}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ran.stdout.split()


@pytest.mark.parametrize(
    "module", ["huisbezoek.app", "huisbezoek.app.windows", "huisbezoek.ui.main_window"]
)
def test_starting_leaves_the_heavy_parts_for_later(module: str, repository, monkeypatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(repository))
    assert loaded_after(f"import {module}") == []


def test_the_guard_sees_a_heavy_part() -> None:
    assert loaded_after("import sqlalchemy") == ["sqlalchemy"]
