"""Going on from what was folded gives the rows that folding everything gives."""

from random import Random

import pytest
from sqlalchemy.engine import Connection

from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.storage.engine import Access, EncryptedFile, make_engine
from huisbezoek.model.storage.kept_folds import kept_residents, kept_visits
from huisbezoek.model.storage.projection_tables import PROJECTIONS
from huisbezoek.model.storage.projections import Projector
from huisbezoek.model.storage.subject_log import numbers_of_kind
from huisbezoek.model.storage.touched import MOST_HELD, Added, Touched
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from tests.profiles import PENSION_TABLE, TestFolder
from tests.storage.kept_fold_lives import RESIDENTS, OtherLaptop

Rows = dict[str, list[tuple[object, ...]]]


def rows_of(connection: Connection) -> Rows:
    """All rows of all projections but the folds themselves."""
    return {
        name: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)  # noqa: S608 - our own names
        for name in [*PROJECTIONS.tables, "resident_names"]
        if name != "folds"
    }


def folds_of(connection: Connection) -> dict[int, object]:
    visits = kept_visits(connection, numbers_of_kind(connection, "visit"))
    return {**visits, **kept_residents(connection, numbers_of_kind(connection, "resident"))}


def assert_as_folded_anew(folder: TestFolder) -> int:
    """Compares with a rebuild; answers how many folds are kept."""
    file = EncryptedFile(folder.folder / DATABASE_FILE, folder.raw_key)
    with make_engine(file, Access.WRITE).connect() as connection:
        rows, folds = rows_of(connection), folds_of(connection)
        Projector(connection, PENSION_TABLE).rebuild()
        assert rows == rows_of(connection)
        anew = folds_of(connection)
        assert folds == {number: anew.get(number) for number in folds}
        connection.rollback()
    return len(folds)


def change_folds(folder: TestFolder, statement: str) -> list[tuple[object, ...]]:
    file = EncryptedFile(folder.folder / DATABASE_FILE, folder.raw_key)
    with make_engine(file, Access.WRITE).connect() as connection:
        found = connection.exec_driver_sql(statement)
        rows = [tuple(row) for row in found] if found.returns_rows else []
        connection.commit()
    return rows


def live(folder: TestFolder, database: StoredProfile, seed: int, strange: float) -> int:
    """Brings in what another laptop made, in parts and not in order; compares after each part."""
    chance = Random(seed)
    other = OtherLaptop(chance, strange)
    waiting = []
    most = 0
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.unite(other.begins())
        writing.commit()
    for _ in range(12):
        waiting += other.works(chance.randint(1, 12))
        late = [one for one in waiting if chance.random() < 0.1]
        sent = [one for one in waiting if one not in late]
        if chance.random() < 0.3:
            chance.shuffle(sent)
        half = len(sent) // 2
        with writer.writing() as writing:
            writing.unite(sent[:half])
            if chance.random() < 0.3:
                writing.resident_rows(())
            writing.unite(sent[half // 2 :])
            writing.commit()
        waiting = late
        most = max(most, assert_as_folded_anew(folder))
    writer.close()
    return most


@pytest.mark.parametrize("strange", [0, 0.1])
def test_rows_are_those_of_a_rebuild_after_every_part(
    profile_folder: TestFolder, database: StoredProfile, strange: float
) -> None:
    assert live(profile_folder, database, 1, strange) > 3


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(2, 80))
def test_rows_are_those_of_a_rebuild_in_many_lives(
    profile_folder: TestFolder, database: StoredProfile, seed: int
) -> None:
    live(profile_folder, database, seed, (0, 0.02, 0.1, 0.3)[seed % 4])


def test_whoever_removes_the_folds_loses_nothing(
    profile_folder: TestFolder, database: StoredProfile
) -> None:
    other = OtherLaptop(Random(3), 0)
    writer = database.open_writer()
    for step in range(4):
        with writer.writing() as writing:
            writing.unite([*(other.begins() if not step else ()), *other.works(15)])
            writing.commit()
        change_folds(
            profile_folder,
            ("DELETE FROM folds", "UPDATE folds SET fold = '[1]'", "UPDATE folds SET fold = 'x'")[
                step % 3
            ],
        )
    writer.close()
    digest = database.digest()
    database.rebuild()
    assert database.digest() == digest


def test_only_so_many_operations_are_held() -> None:
    touched = Touched()
    (made,) = OtherLaptop(Random(5), 0).works(1)
    touched.add(1, [made], is_new=True)
    touched.add(2, [made] * MOST_HELD, is_new=True)
    assert touched.subjects == {1: Added((made,), is_all=True), 2: None}


def test_what_was_struck_or_erased_is_kept_in_no_fold(
    profile_folder: TestFolder, database: StoredProfile
) -> None:
    other = OtherLaptop(Random(4), 0)
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.unite([*other.begins(), *other.works(30)])
        writing.commit()
    first, second = RESIDENTS[:2]
    with writer.writing() as writing:
        writing.erase(first, "request")
        writing.redact(other.made[second][0].identifier, "telephone")
        writing.commit()
    writer.close()
    kept = change_folds(profile_folder, "SELECT number FROM folds")
    about = change_folds(profile_folder, "SELECT number FROM subjects WHERE kind = 'resident'")
    assert kept
    assert not set(about[:2]) & set(kept)
