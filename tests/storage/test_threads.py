"""Many threads, each with a connection of its own, never crash and never lose a write."""

from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - what is tested here
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool, QueuePool, SingletonThreadPool, StaticPool
from sqlcipher3 import dbapi2

from huisbezoek.model.storage.engine import Access, EncryptedFile, make_engine
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from tests.profiles import RAW_KEY

THREADS = 8
WRITES = 200


def has_allowed_pool(engine: Engine) -> bool:
    return type(engine.pool) is NullPool


@pytest.fixture
def file(tmp_path: Path) -> EncryptedFile:
    made = EncryptedFile(tmp_path / DATABASE_FILE, RAW_KEY)
    connection = made.connect(Access.CREATE)
    connection.execute("CREATE TABLE lines (thread INTEGER, line INTEGER)")
    connection.close()
    return made


@pytest.mark.parametrize("access", list(Access))
def test_no_engine_of_ours_shares_connections(file: EncryptedFile, access: Access) -> None:
    assert has_allowed_pool(make_engine(file, access))


@pytest.mark.parametrize("pool", [SingletonThreadPool, StaticPool, QueuePool])
def test_another_pool_would_be_seen(pool: type) -> None:
    planted = create_engine(
        "sqlite://", module=dbapi2, poolclass=pool, creator=lambda: dbapi2.connect(":memory:")
    )
    assert not has_allowed_pool(planted)
    planted.dispose()


def test_eight_threads_write_two_hundred_lines_each(file: EncryptedFile) -> None:
    engine = make_engine(file, Access.WRITE)

    def write(thread: int) -> None:
        for line in range(WRITES):
            with engine.connect() as connection:
                connection.exec_driver_sql("INSERT INTO lines VALUES (?, ?)", (thread, line))
                connection.commit()

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(write, range(THREADS)))
    with make_engine(file, Access.READ).connect() as connection:
        rows = connection.exec_driver_sql("SELECT thread, line FROM lines").all()
    assert {tuple(row) for row in rows} == {
        (thread, line) for thread in range(THREADS) for line in range(WRITES)
    }
    assert len(rows) == THREADS * WRITES
