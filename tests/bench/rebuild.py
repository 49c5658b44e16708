"""Rebuilding: the journal is replayed into a complete new database that is checked and swapped."""

import tempfile
from pathlib import Path

from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from tests.bench.measuring import CPU, Outcome, Part, alternate, median, timed
from tests.bench.populations import Size
from tests.bench.prepared import bench_parts, open_without_password, work_copy
from tests.bench.references import (
    NAME_INDEX,
    copy_rows,
    digest,
    make_tables,
    whole_database,
)

TARGET = 8.0
"""Why this one: docs/decisions.md, "Rebuilding may take eight raw copies"."""


def run(size: Size, rounds: int) -> Outcome:
    """CPU time against a raw copy of the same rows into a new database."""
    parts = bench_parts()
    with work_copy(size) as ours, tempfile.TemporaryDirectory() as folder:
        profile = open_without_password(parts, ours)
        key = profile.keys.database_key
        path = ours.folder / DATABASE_FILE
        before = profile.database.digest()
        whole = whole_database(path, key)
        words = next(table for table in whole.tables if table.name == NAME_INDEX)
        copies = []

        def copy() -> float:
            copies.append(Path(folder) / f"copy-{len(copies)}.db")
            target = make_tables(copies[-1], key, whole.statements)
            seconds = timed(lambda: copy_rows(path, target, key, words), CPU)
            target.close()
            return seconds

        values, references = alternate(
            lambda: timed(profile.database.rebuild, CPU), copy, max(rounds, 1)
        )
        assert profile.database.digest() == before
        assert digest(whole_database(path, key)) == digest(whole_database(copies[-1], key))
    part = Part("replay_journal", median(values), median(references), "s", len(values), TARGET)
    return Outcome("rebuild", size.name, (part,))
