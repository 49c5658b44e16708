"""Merge: ten thousand changes of another laptop into the base, twice and in any order."""

from random import Random

from huisbezoek.model.domain.operations import Operation
from huisbezoek.model.usecases.ports.exchange import Union
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE, Writer
from tests.bench.bare_merge import changes_between, drop_stages, stage_and_upsert
from tests.bench.changes import OtherLaptop
from tests.bench.measuring import CPU, Outcome, Part, alternate, median, timed
from tests.bench.populations import Size
from tests.bench.prepared import bench_parts, open_without_password, opened, work_copy
from tests.bench.references import open_raw

TARGET = 2.0
AGAIN_TARGET = 0.7
# What this laptop notes for itself about a merge, and to be quick the next time; the reference
# keeps no such notes.
_NOTES = frozenset({"arrivals", "counters", "marks", "folds"})


def run(size: Size, rounds: int) -> Outcome:
    """CPU time against a staged, sorted upsert of the same final rows into a copy of the base."""
    parts = bench_parts()
    other = OtherLaptop(size)
    again: list[float] = []
    with work_copy(size) as ours, work_copy(size) as theirs:
        profile = open_without_password(parts, ours)
        writer = profile.database.open_writer()
        key = profile.keys.database_key
        path, copy = ours.folder / DATABASE_FILE, theirs.folder / DATABASE_FILE
        raw = open_raw(copy, key)
        first = _changes(other, writer)
        _merge_anew(writer, first)
        _in_any_order(size, first, profile.database.digest())

        def value() -> float:
            stage_and_upsert(raw, changes := changes_between(copy, path, key, _NOTES))
            drop_stages(raw, changes)
            operations = _changes(other, writer)
            seconds = timed(lambda: _merge_anew(writer, operations), CPU)
            before = profile.database.digest()
            again.append(timed(lambda: _merge_again(writer, operations), CPU))
            assert profile.database.digest() == before
            return seconds

        def reference() -> float:
            changes = changes_between(copy, path, key, _NOTES)
            seconds = timed(lambda: stage_and_upsert(raw, changes), CPU)
            drop_stages(raw, changes)
            assert not changes_between(copy, path, key, _NOTES)
            return seconds

        values, references = alternate(value, reference, max(rounds, 1))
        raw.close()
        profile.database.close()
    return Outcome(
        "merge",
        size.name,
        (
            Part("merge", median(values), median(references), "s", len(values), TARGET),
            Part("merge_again", median(again), median(values), "s", len(again), AGAIN_TARGET),
        ),
    )


def _changes(other: OtherLaptop, writer: Writer) -> list[Operation]:
    with writer.writing() as work:
        return other.works(work)


def _merge_anew(writer: Writer, operations: list[Operation]) -> None:
    assert _merge(writer, operations).new == len(operations)


def _merge_again(writer: Writer, operations: list[Operation]) -> None:
    united = _merge(writer, operations)
    assert (united.new, united.known) == (0, len(operations))


def _merge(writer: Writer, operations: list[Operation]) -> Union:
    with writer.writing() as work:
        united = work.unite(operations, operations[0].identifier.device)
        work.commit()
        return united


def _in_any_order(size: Size, operations: list[Operation], digest: str) -> None:
    """The same changes in another order lead to the same rows."""
    with work_copy(size) as made, opened(bench_parts(), made) as profile:
        writer = profile.database.open_writer()
        _merge_anew(writer, Random(3).sample(operations, len(operations)))
        writer.close()
        assert profile.database.digest() == digest
