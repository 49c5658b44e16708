"""T9, T11 and the eleven-test: engines that cannot encrypt, pools that crash, wrong arithmetic."""

import random
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import AssertionPool, NullPool, QueuePool, SingletonThreadPool, StaticPool
from sqlcipher3 import dbapi2

from huisbezoek.model.domain.eleven_test import passes_eleven_test
from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.storage import engine
from huisbezoek.model.storage.engine import Access, EncryptedFile, make_engine
from huisbezoek.model.usecases.ports.profile import (
    DATABASE_FILE,
    DatabaseNotEncryptedError,
    EncryptionMissingError,
)
from tests.faults.guard_results import GuardResult
from tests.profiles import RAW_KEY, TestFolder
from tests.unit.test_eleven_test import by_the_book

THREADS = 8
WRITES = 200
RUNS = 5
NUMBERS = 20_000


def plain_engine(folder: Path) -> GuardResult:
    """Plain SQLite in the place of SQLCipher, as engine and as file."""
    result = GuardResult("T9 plain SQLite swapped in")
    place = TestFolder(folder / "profile")
    place.create().close()
    result.case(held=place.open().identity == place.identity)
    whole = engine.dbapi2
    engine.dbapi2 = sqlite3
    try:
        for name, work in (
            ("create", lambda: TestFolder(folder / "other").create()),
            ("open", place.open),
            ("connect", lambda: EncryptedFile(folder / "x.db", RAW_KEY).connect(Access.CREATE)),
        ):
            result.plant(caught=_raises(EncryptionMissingError, work), note=name)
        result.plant(caught=not list((folder / "other").glob("*.db")), note="left a file")
    finally:
        engine.dbapi2 = whole
    path = place.folder / DATABASE_FILE
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE profile (profile TEXT)")
    connection.close()
    result.plant(caught=_raises(DatabaseNotEncryptedError, place.open), note="plain file")
    return result


def pools(folder: Path) -> GuardResult:
    """T11: eight threads write; any pool but the allowed one is seen."""
    result = GuardResult("T11 pools and threads")
    file = EncryptedFile(folder / DATABASE_FILE, RAW_KEY)
    connection = file.connect(Access.CREATE)
    connection.execute("CREATE TABLE lines (run INTEGER, thread INTEGER, line INTEGER)")
    connection.close()
    for access in Access:
        result.case(held=_is_allowed(make_engine(file, access)))
    for run in range(RUNS):
        result.case(held=_all_write(file, run), note=f"run {run}")
    for pool in (SingletonThreadPool, StaticPool, QueuePool, AssertionPool):
        planted = create_engine(
            "sqlite://", module=dbapi2, poolclass=pool, creator=lambda: dbapi2.connect(":memory:")
        )
        result.plant(caught=not _is_allowed(planted), note=pool.__name__)
        planted.dispose()
    return result


def _is_allowed(made) -> bool:
    return type(made.pool) is NullPool


def _all_write(file: EncryptedFile, run: int) -> bool:
    made = make_engine(file, Access.WRITE)

    def write(thread: int) -> None:
        for line in range(WRITES):
            with made.connect() as connection:
                connection.exec_driver_sql(
                    "INSERT INTO lines VALUES (?, ?, ?)", (run, thread, line)
                )
                connection.commit()

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(write, range(THREADS)))
    with make_engine(file, Access.READ).connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT count(*), count(DISTINCT thread * 1000 + line) FROM lines WHERE run = ?", (run,)
        ).one()
    return tuple(rows) == (THREADS * WRITES, THREADS * WRITES)


def eleven_test(_folder: Path) -> GuardResult:
    """The definition against the program's arithmetic, and against arithmetic that is wrong."""
    result = GuardResult("eleven-test")
    chance = random.Random(11)
    numbers = [f"{chance.randrange(10**9):09d}" for _ in range(NUMBERS)]
    numbers += [number for number in map(_made_valid, numbers[:500]) if number]
    numbers += ["000000000", "010000008", "999990019"]
    for number in numbers:
        result.case(held=passes_eleven_test(number) == by_the_book(number))
    for name, wrong in WRONG.items():
        disagrees = any(wrong(number) != by_the_book(number) for number in numbers)
        result.plant(caught=disagrees, note=name)
    return result


def _made_valid(number: str) -> str:
    """The number with the last digit that makes it pass, if there is one."""
    fitting = [f"{number[:8]}{last}" for last in "0123456789" if by_the_book(f"{number[:8]}{last}")]
    return fitting[0] if fitting else ""


def _weighted(weights: tuple[int, ...], *, modulus: int = 11, zero: bool = False):
    def passes(digits: str) -> bool:
        total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
        return total % modulus == 0 and (zero or int(digits) > 0)

    return passes


WRONG: dict[str, Callable[[str], bool]] = {
    "last weight positive": _weighted((9, 8, 7, 6, 5, 4, 3, 2, 1)),
    "weights turned round": _weighted((-1, 2, 3, 4, 5, 6, 7, 8, 9)),
    "modulus 10": _weighted((9, 8, 7, 6, 5, 4, 3, 2, -1), modulus=10),
    "all zeros pass": _weighted((9, 8, 7, 6, 5, 4, 3, 2, -1), zero=True),
    "everything passes": lambda _digits: True,
    "nothing passes": lambda _digits: False,
}


def _raises(kind: type[HuisbezoekError], work: Callable[[], object]) -> bool:
    try:
        work()
    except kind:
        return True
    except (HuisbezoekError, sqlite3.Error):
        return False
    return False
