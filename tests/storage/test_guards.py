"""What is refused at the door: keys, files, engines and states that are not ours."""

import random
import shutil
import sqlite3  # noqa: TID251 - the plain engine that must be refused
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from huisbezoek.model.domain.errors import DamagedDataError, HuisbezoekError
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.raw_key import RawKeyRefusedError
from huisbezoek.model.storage import engine
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.storage.engine import EncryptedFile
from huisbezoek.model.usecases.ports.profile import (
    DATABASE_FILE,
    DatabaseDamagedError,
    DatabaseEmptyError,
    DatabaseExistsError,
    DatabaseMissingError,
    DatabaseNotEncryptedError,
    EncryptionMissingError,
    NewerDatabaseError,
    OlderDatabaseError,
    OtherProfileError,
    RollbackMark,
)
from tests.profiles import OTHER_KEY, RAW_KEY, TestFolder, fictional_people, identifier


def malformed_keys(count: int = 200) -> list[str]:
    chance = random.Random(10)
    digits = "0123456789abcdef"
    keys = ["", " ", RAW_KEY[:-1], RAW_KEY + "0", RAW_KEY + " ", " " + RAW_KEY, RAW_KEY.upper()]
    keys += [
        RAW_KEY + "\n",
        f"x'{RAW_KEY}'",
        RAW_KEY[:-1] + "g",
        RAW_KEY[:-1] + "'",
        "0x" + RAW_KEY,
    ]
    while len(keys) < count:
        length = chance.choice((0, 1, 32, 62, 63, 64, 65, 66, 96, 128))
        text = list("".join(chance.choice(digits) for _ in range(length)))
        if length == 64:
            text[chance.randrange(64)] = chance.choice("ghzGA-_ '\"\n\t\x00é０")
        keys.append("".join(text))
    return keys


def test_none_of_200_malformed_keys_is_accepted(tmp_path: Path) -> None:
    keys = malformed_keys()
    assert len(keys) == 200
    for key in keys:
        with pytest.raises(RawKeyRefusedError):
            EncryptedFile(tmp_path / DATABASE_FILE, key)


def test_a_key_is_in_no_text_of_the_file_value() -> None:
    assert RAW_KEY not in repr(EncryptedFile(Path("x"), RAW_KEY))


def test_a_database_opens_again_with_its_key(profile_folder: TestFolder) -> None:
    profile_folder.create().close()
    opened = profile_folder.open()
    assert opened.identity == profile_folder.identity


def test_a_new_database_never_replaces_one(profile_folder: TestFolder) -> None:
    profile_folder.create()
    before = (profile_folder.folder / DATABASE_FILE).read_bytes()
    with pytest.raises(DatabaseExistsError):
        profile_folder.create()
    assert (profile_folder.folder / DATABASE_FILE).read_bytes() == before


def test_a_wrong_key_and_another_profile_are_refused(profile_folder: TestFolder) -> None:
    profile_folder.create()
    databases = profile_folder.databases()
    with pytest.raises(DatabaseDamagedError):
        databases.open(profile_folder.folder, OTHER_KEY, profile_folder.identity.profile, None)
    with pytest.raises(OtherProfileError):
        databases.open(profile_folder.folder, RAW_KEY, identifier(99), None)


def test_missing_empty_and_plain_files_are_refused_and_left_alone(
    profile_folder: TestFolder,
) -> None:
    path = profile_folder.folder / DATABASE_FILE
    with pytest.raises(DatabaseMissingError):
        profile_folder.open()
    assert not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    with pytest.raises(DatabaseEmptyError):
        profile_folder.open()
    assert path.stat().st_size == 0
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE profile (profile TEXT)")
    plain.close()
    with pytest.raises(DatabaseNotEncryptedError):
        profile_folder.open()


def test_an_engine_that_cannot_encrypt_is_refused(
    profile_folder: TestFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "dbapi2", sqlite3)
    with pytest.raises(EncryptionMissingError):
        profile_folder.create()
    assert not list(profile_folder.folder.glob("*.db"))


def test_a_newer_schema_is_refused(profile_folder: TestFolder) -> None:
    profile_folder.create()
    connection = EncryptedFile(profile_folder.folder / DATABASE_FILE, RAW_KEY).connect(
        engine.Access.WRITE
    )
    connection.execute("UPDATE profile SET schema = 99")
    connection.close()
    with pytest.raises(NewerDatabaseError):
        profile_folder.open()


def record_some(database: StoredProfile, first: int = 0) -> None:
    writer = database.open_writer()
    with writer.writing() as writing:
        for subject, card, _ in fictional_people(3):
            writing.change_card(
                Subject(SubjectKind.RESIDENT, subject.identifier[:-4] + f"{first:04d}"), card
            )
        writing.commit()
    writer.close()


def test_an_older_database_is_announced(profile_folder: TestFolder) -> None:
    database = profile_folder.create()
    record_some(database)
    early = database.mark()
    database.close()
    kept = shutil.copytree(profile_folder.folder, profile_folder.folder.with_name("old"))
    again = profile_folder.open(early)
    record_some(again, 7)
    late = again.mark()
    again.close()
    assert late.operations > early.operations
    profile_folder.open(early).close()
    profile_folder.open(late).close()
    with pytest.raises(OlderDatabaseError):
        profile_folder.open(RollbackMark(late.operations, early.digest))
    shutil.rmtree(profile_folder.folder)
    kept.rename(profile_folder.folder)
    with pytest.raises(OlderDatabaseError):
        profile_folder.open(late)


def test_flipped_bits_are_detected_or_harmless(profile_folder: TestFolder) -> None:
    database = profile_folder.create()
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.add_residents(fictional_people(120))
        writing.commit()
    database.close()
    path = profile_folder.folder / DATABASE_FILE
    profile_folder.open().rebuild()
    assert not path.with_name(path.name + "-wal").exists()
    whole = path.read_bytes()
    digest = profile_folder.open().digest()
    chance = random.Random(7)
    detected = 0
    for _ in range(100):
        position = chance.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[position] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        detected += is_detected(profile_folder, digest)
    assert detected == 100


def is_detected(profile_folder: TestFolder, digest: str) -> bool:
    try:
        database = profile_folder.open()
    except HuisbezoekError:
        return True
    if database.check(thorough=True).findings:
        return True
    assert database.digest() == digest
    return False


def test_cut_files_are_detected_and_never_taken_for_new(profile_folder: TestFolder) -> None:
    database = profile_folder.create()
    record_some(database)
    database.close()
    profile_folder.open().rebuild()
    path = profile_folder.folder / DATABASE_FILE
    whole = path.read_bytes()
    digest = profile_folder.open().digest()
    for length in [0, 1, 15, 16, 100, *range(4096, len(whole), 4096), len(whole) - 1]:
        path.write_bytes(whole[:length])
        assert is_detected(profile_folder, digest), length
    path.write_bytes(b"")
    with pytest.raises(DamagedDataError):
        profile_folder.open()
    assert path.stat().st_size == 0


def test_damage_is_named_per_check(profile_folder: TestFolder) -> None:
    database = profile_folder.create()
    record_some(database)
    report = database.check(thorough=True)
    assert (report.findings, report.projections_equal) == ((), True)
    assert report.operations == 3
    assert "cipher_integrity_check" in report.checks
    connection = EncryptedFile(profile_folder.folder / DATABASE_FILE, RAW_KEY).connect(
        engine.Access.WRITE
    )
    connection.execute("UPDATE residents SET sort_name = 'changed'")
    assert not database.check(thorough=True).projections_equal
    connection.execute("DELETE FROM operations")
    connection.close()
    assert "journal_mark:1" in database.check(thorough=True).findings


def test_a_reader_cannot_write(profile_folder: TestFolder) -> None:
    profile_folder.create()
    connection = EncryptedFile(profile_folder.folder / DATABASE_FILE, RAW_KEY).connect(
        engine.Access.READ
    )
    with pytest.raises(dbapi2.OperationalError):
        connection.execute("DELETE FROM profile")
    connection.close()
