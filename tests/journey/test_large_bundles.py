"""A bundle too large for memory waits encrypted in the outbox; nothing of it is left behind."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from huisbezoek.model.sealing import bundle_writing
from huisbezoek.model.usecases.outbox import empty_outbox
from huisbezoek.model.usecases.ports.sealed_bundles import SPOOL_SUFFIX, SpoolLostError
from huisbezoek.model.usecases.ports.transfer import DiskFullError
from huisbezoek.model.usecases.profile import check_profile, close_profile, open_profile, re_key
from huisbezoek.model.usecases.sending import prepare_bundle, seal_bundle
from tests.journey.laptops import PASSWORD, canary, files_under, writing

NEW = "niemand kent dit nieuwe"


@pytest.fixture
def spooling(monkeypatch):
    """As if these few residents were a region."""
    monkeypatch.setattr(bundle_writing, "_MOST_IN_MEMORY", 0)


def spools(profile) -> list[Path]:
    return list((profile.folder / "outbox").glob(f"*{SPOOL_SUFFIX}"))


@contextmanager
def room_for(resource, size: int) -> Iterator[None]:
    """No file may grow beyond this size; the system then says that there is no room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def journal(profile) -> list[bytes]:
    with writing(profile) as work:
        (peer,) = work.peers()
        return [one.line for one in work.unconfirmed_lines(peer)]


@pytest.mark.usefixtures("spooling")
def test_a_spooled_bundle_arrives_and_its_spool_is_gone(enrolled):
    prepared = enrolled.prepared(enrolled.coordinator, enrolled.riets_device())
    assert len(spools(enrolled.coordinator)) == 1
    for path, content in files_under(enrolled.coordinator.folder).items():
        assert canary(1).encode() not in content, path.name
    exchange = enrolled.parts.exchange(enrolled.coordinator)
    assert seal_bundle(exchange, prepared).file.size > 0
    assert spools(enrolled.coordinator) == []
    path = enrolled.to_riet()
    assert spools(enrolled.coordinator) == []
    enrolled.receive(enrolled.riet, path)


@pytest.mark.usefixtures("spooling")
def test_a_changed_spool_seals_nothing_and_preparing_anew_does(enrolled):
    prepared = enrolled.prepared(enrolled.coordinator, enrolled.riets_device())
    (path,) = spools(enrolled.coordinator)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    before = set(path.parent.glob("*.hbz*"))
    exchange = enrolled.parts.exchange(enrolled.coordinator)
    with pytest.raises(SpoolLostError):
        seal_bundle(exchange, prepared)
    assert set(path.parent.iterdir()) == before
    enrolled.receive(enrolled.riet, enrolled.to_riet())


@pytest.mark.usefixtures("spooling")
def test_a_full_disk_leaves_the_journal_as_it_was(enrolled):
    resource = pytest.importorskip("resource", reason="this system has no such limit")
    lines = journal(enrolled.coordinator)
    files = {path.name for path in (enrolled.coordinator.folder / "outbox").iterdir()}
    exchange, device = enrolled.parts.exchange(enrolled.coordinator), enrolled.riets_device()
    with (
        writing(enrolled.coordinator) as work,
        room_for(resource, 50),
        pytest.raises(DiskFullError),
    ):
        prepare_bundle(work, exchange, device, now=enrolled.clock.now())
    assert {path.name for path in (enrolled.coordinator.folder / "outbox").iterdir()} == files
    assert journal(enrolled.coordinator) == lines
    assert check_profile(enrolled.coordinator).findings == ()
    enrolled.receive(enrolled.riet, enrolled.to_riet())


@pytest.mark.usefixtures("spooling")
def test_an_emptied_outbox_takes_along_what_waits(enrolled):
    prepared = enrolled.prepared(enrolled.coordinator, enrolled.riets_device())
    exchange = enrolled.parts.exchange(enrolled.coordinator)
    empty_outbox(exchange)
    assert spools(enrolled.coordinator) == []
    with pytest.raises(SpoolLostError):
        seal_bundle(exchange, prepared)


def test_what_a_kill_left_behind_goes_at_the_next_start(laptops):
    profile = laptops.coordinator
    outbox = profile.folder / "outbox"
    code = (
        "import os, sys; from pathlib import Path;"
        " from huisbezoek.model.sealing.bundle_spool import FrameSpool;"
        " spool = FrameSpool(Path(sys.argv[1])); spool.add(b'frame'); os.kill(os.getpid(), 9)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(outbox)], check=False)
    assert ran.returncode != 0
    (left,) = spools(profile)
    assert b"frame" not in left.read_bytes()
    sealed = outbox / "kept.hbz"
    sealed.write_bytes(b"sealed")
    # What cannot be removed now keeps nobody out.
    (outbox / f"stuck{SPOOL_SUFFIX}").mkdir()
    close_profile(laptops.parts.profile, profile)
    opened = open_profile(laptops.parts.profile, profile.folder, PASSWORD)
    close_profile(laptops.parts.profile, opened)
    assert not left.exists()
    assert sealed.exists()


def test_a_new_master_key_takes_no_spool_along(laptops):
    profile = laptops.coordinator
    outbox = profile.folder / "outbox"
    outbox.mkdir(exist_ok=True)
    (outbox / f"left{SPOOL_SUFFIX}").write_bytes(b"unreadable")
    (outbox / "kept.hbz").write_bytes(b"sealed")
    opened = re_key(laptops.parts.profile, profile, NEW, now=laptops.clock.now())
    carried = {path.name for path in outbox.iterdir()}
    close_profile(laptops.parts.profile, opened)
    assert carried == {"kept.hbz"}
