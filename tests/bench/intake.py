"""Reading in a resident list: a spreadsheet is read, judged, compared and kept."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

from huisbezoek.app.parts import Parts
from huisbezoek.model.usecases.intake import TakenIn, list_terms, take_in
from huisbezoek.model.usecases.ports.intake import ReadingChoices
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from tests.bench.measuring import CPU, Outcome, Part, alternate, median, timed
from tests.bench.populations import SIZES, TODAY, Size, write_list
from tests.bench.prepared import (
    Prepared,
    bench_parts,
    open_without_password,
    opened,
    work_copy,
    writing,
)
from tests.bench.references import (
    WholeDatabase,
    digest,
    insert_all,
    make_tables,
    peak_kibibytes,
    read_sheet,
    whole_database,
)

EMPTY = Size("empty", 0, 0, 0)
TARGET = 3.0
MEMORY_TARGET = 2.0
# Below this size a process is mostly its interpreter and libraries, not the list.
MEMORY_COUNTS_AT = "region"
_SEED = 5
_LOCAL = frozenset({"counters", "marks"})
# Not getrusage: its peak is handed on from the process that started this one.
_PEAK = "; print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
_READ_SHEET = (
    "import sys; from pathlib import Path; from python_calamine import CalamineWorkbook;"
    " CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()" + _PEAK
)
_TAKE_IN = (
    "import sys; from pathlib import Path;"
    " from tests.bench.intake import take_in_once; take_in_once(Path(sys.argv[1]))" + _PEAK
)


def run(size: Size, rounds: int) -> Outcome:
    """CPU time against calamine and a raw insert of the same final rows into the same tables."""
    parts = bench_parts()
    with tempfile.TemporaryDirectory() as folder, work_copy(EMPTY) as empty:
        path = Path(folder) / "inwoners.xlsx"
        write_list(size, path)
        warm = Path(folder) / "warm.xlsx"
        write_list(SIZES["tiny"], warm)
        _round(parts, empty, warm, Path(folder) / "warm")
        _, final, key = _round(parts, empty, path, Path(folder) / "first")
        wanted = digest(final)
        number = 0

        def value() -> float:
            nonlocal number
            number += 1
            seconds, after, _ = _round(parts, empty, path, Path(folder) / f"value-{number}")
            assert digest(after) == wanted
            return seconds

        def reference() -> float:
            copy = Path(folder) / f"reference-{number}.db"
            raw = make_tables(copy, key, final.statements)

            def read_and_insert() -> None:
                assert read_sheet(path) == size.residents + 1
                insert_all(raw, final.tables)

            seconds = timed(read_and_insert, CPU)
            raw.close()
            assert digest(whole_database(copy, key)) == wanted
            copy.unlink()
            return seconds

        values, references = alternate(value, reference, max(rounds, 1))
        part = Part("xlsx_to_rows", median(values), median(references), "s", len(values), TARGET)
        # Where the kernel does not tell a process its peak, memory is not measured.
        memory = (_memory(size, path),) if Path("/proc/self/status").exists() else ()
        return Outcome("intake", size.name, (part, *memory))


def take_in_once(path: Path) -> None:
    """Reads a list into an empty profile, for the memory of a fresh process."""
    parts = bench_parts()
    with work_copy(EMPTY) as empty, opened(parts, empty) as profile:
        _take(parts, profile, path)


def _memory(size: Size, path: Path) -> Part:
    return Part(
        "peak_memory",
        peak_kibibytes(["-c", _TAKE_IN, str(path)]) / 1024,
        peak_kibibytes(["-c", _READ_SHEET, str(path)]) / 1024,
        "MiB",
        1,
        MEMORY_TARGET if size.name == MEMORY_COUNTS_AT else None,
    )


def _round(
    parts: Parts, empty: Prepared, path: Path, copy: Path
) -> tuple[float, WholeDatabase, str]:
    """Seconds, what the database says afterwards, and its key."""
    shutil.copytree(empty.profiles, copy / "profiles")
    profile = open_without_password(parts, replace(empty, place=copy))
    seconds = timed(lambda: _take(parts, profile, path), CPU)
    profile.database.close()
    key = profile.keys.database_key
    final = whole_database(profile.folder / DATABASE_FILE, key)
    shutil.rmtree(copy)
    return seconds, final, key


def _take(parts: Parts, profile, path: Path) -> TakenIn:
    read_list = parts.lists.read(path, ReadingChoices())
    with writing(profile) as work:
        terms = list_terms(work, TODAY, parts.pension_table)
        return take_in(work, read_list, terms, random_bytes=Random(_SEED).randbytes)
