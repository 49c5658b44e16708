"""What a full disk, a second writer or a damaged page comes to: a clear error and no harm."""

import random

import pytest
from sqlalchemy.exc import IntegrityError

from huisbezoek.model.storage import engine
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.storage.engine import meaning_of
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.profile import (
    DATABASE_FILE,
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseFullError,
    Writer,
)
from tests.profiles import TODAY, TestFolder, fictional_people


def add_people(writer: Writer, count: int, seed: int = 1) -> None:
    with writer.writing() as writing:
        writing.add_residents(fictional_people(count, seed))
        writing.commit()


def test_a_full_disk_forgets_the_transaction_and_nothing_else(database: StoredProfile) -> None:
    writer = database.open_writer()
    add_people(writer, 5)
    before = (database.digest(), database.mark())
    raw = writer._connection.connection.dbapi_connection
    (pages,) = raw.execute("PRAGMA page_count").fetchone()
    raw.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(DatabaseFullError):
        add_people(writer, 500)
    assert (database.digest(), database.mark()) == before
    raw.execute("PRAGMA max_page_count = 1000000")
    add_people(writer, 500)
    assert database.mark().operations > before[1].operations
    assert database.check(thorough=True).findings == ()


def test_a_second_writer_is_told_that_the_database_is_busy(
    profile_folder: TestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    profile_folder.create().close()
    first, second = profile_folder.open(), profile_folder.open()
    with first.open_writer().writing() as writing:
        writing.add_residents(fictional_people(2))
        writer = second.open_writer()
        with pytest.raises(DatabaseBusyError):
            add_people(writer, 1)
        writing.commit()
    add_people(writer, 3)
    first.close()
    second.close()


def test_damaged_pages_are_announced_to_the_person_alone(
    profile_folder: TestFolder, capfd: pytest.CaptureFixture[str]
) -> None:
    database = profile_folder.create()
    writer = database.open_writer()
    add_people(writer, 300)
    database.close()
    path = profile_folder.folder / DATABASE_FILE
    content = bytearray(path.read_bytes())
    chance = random.Random(4)
    for page in range(4, len(content) // 4096):
        content[page * 4096 + chance.randrange(4096)] ^= 255
    path.write_bytes(content)
    with pytest.raises(DatabaseDamagedError):
        read_everybody(profile_folder)
    assert capfd.readouterr().err == ""


def read_everybody(profile_folder: TestFolder) -> None:
    database = profile_folder.open()
    with database.open_reader().reading() as reading:
        reading.resident_ids(ResidentQuestion(TODAY))


def test_a_mistake_of_the_program_stays_a_mistake(database: StoredProfile) -> None:
    writer = database.open_writer()
    with pytest.raises(IntegrityError) as caught, writer.writing() as writing:
        writing._connection.exec_driver_sql(
            "INSERT INTO local_values (name, value) VALUES ('geheim', NULL)"
        )
    assert meaning_of(caught.value) is None
    assert "geheim" not in str(caught.value.__cause__)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("database is locked", DatabaseBusyError),
        ("database or disk is full", DatabaseFullError),
        ("disk I/O error", DatabaseFullError),
        ("attempt to write a readonly database", DatabaseFullError),
        ("unable to open database file", DatabaseFullError),
        ("file is not a database", DatabaseDamagedError),
        ("database disk image is malformed", DatabaseDamagedError),
    ],
)
def test_the_engines_words_are_understood(words: str, error: type[Exception]) -> None:
    assert isinstance(meaning_of(RuntimeError(words)), error)
    assert meaning_of(RuntimeError("no such table: x")) is None
