"""Full disks and vanished sticks while something is kept, backed up or carried."""

import errno
import random
import resource
import shutil
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from huisbezoek.model.domain.errors import EnvironmentFailedError, HuisbezoekError
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.transfer.file_names import PART_SUFFIX
from huisbezoek.model.transfer.folders import Folders
from huisbezoek.model.usecases.exchange import ExchangeParts
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.profile import CopyDiffersError
from huisbezoek.model.usecases.sending import (
    SealedBundle,
    carry_bundle,
    prepare_bundle,
    seal_bundle,
)
from tests.faults.guard_results import GuardResult
from tests.faults.practice_story import play
from tests.faults.sealed_world import outcome
from tests.journey.test_from_list_to_report import receive, writing
from tests.profiles import TestFolder, fictional_people, identifier

LIMITS = 100
# The write-ahead log meets the limit first; so much of it is written in far fewer saves.
LARGEST_LOG = 1_500_000
MOST_SAVES = 400
MOMENT = datetime.fromisoformat("2026-11-22T14:00")
KIBIBYTE = 1024
OLD_FILE = b"an earlier good file" * 1_000


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file may grow beyond this size; the system then says that there is no room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def full_disk_saving(folder: Path) -> GuardResult:
    """Drafts of growing size until the disk is full: a clear error, nothing acknowledged lost."""
    result = GuardResult("T5 full disk while saving")
    chance = random.Random(5)
    place = TestFolder(folder / "profile")
    made = place.create()
    with made.open_writer().writing() as work:
        work.add_residents(fictional_people(30))
        work.commit()
    made.close()
    acknowledged = 0
    for _ in range(LIMITS):
        database = place.open()
        with room_for(chance.randrange(LARGEST_LOG)):
            acknowledged, clear = _save_until_full(database, acknowledged, chance)
        database.close()
        again = place.open()
        with again.open_reader().reading() as reading:
            draft = reading.draft(identifier(20))
        again.close()
        kept = int(str(draft.document["number"])) if draft is not None else 0
        check = again.check(thorough=True)
        whole = not check.findings and check.projections_equal
        result.plant(caught=clear and kept == acknowledged and whole, note=f"{kept} kept")
    result.case(held=_saves_again(place, acknowledged + 1))
    return result


def _save_until_full(
    database: StoredProfile, number: int, chance: random.Random
) -> tuple[int, bool]:
    """The last acknowledged number, and whether the end was an error that a person can be told."""
    try:
        writer = database.open_writer()
    except EnvironmentFailedError:
        return number, True
    for _ in range(MOST_SAVES):
        # Bytes that no page can hold together, so that the files grow.
        text = chance.randbytes(3 * KIBIBYTE).hex()
        try:
            with writer.writing() as work:
                work.save_draft(Draft(identifier(20), {"number": number + 1, "text": text}, MOMENT))
                work.save_draft(Draft(chance.randbytes(16).hex(), {"text": text}, MOMENT))
                work.commit()
        except EnvironmentFailedError:
            return number, True
        except Exception:  # noqa: BLE001 - any other error is what this guard looks for
            return number, False
        number += 1
    return number, False


def _saves_again(place: TestFolder, number: int) -> bool:
    database = place.open()
    with database.open_writer().writing() as work:
        work.save_draft(Draft(identifier(20), {"number": number}, MOMENT))
        work.commit()
    with database.open_reader().reading() as reading:
        draft = reading.draft(identifier(20))
    database.close()
    return draft is not None and draft.document["number"] == number


def full_disk_backup(folder: Path) -> GuardResult:
    """Backups that do not fit: a clear error, no half backup, the earlier one untouched."""
    result = GuardResult("T5 full disk while backing up")
    chance = random.Random(6)
    place = TestFolder(folder / "profile")
    database = place.create()
    with database.open_writer().writing() as work:
        work.add_residents(fictional_people(200))
        work.commit()
    backups = folder / "backups"
    earlier = database.back_up(backups, MOMENT)
    before = {path.name: path.read_bytes() for path in earlier.iterdir()}
    size = max(len(content) for content in before.values())
    for _ in range(LIMITS):
        with room_for(chance.randrange(size)):
            clear = _is_clear(lambda: database.back_up(backups, MOMENT.replace(hour=15)))
        left = [path.name for path in backups.iterdir()]
        same = {path.name: path.read_bytes() for path in earlier.iterdir()} == before
        result.plant(caught=clear and left == [earlier.name] and same, note=str(left))
    result.case(held=database.back_up(backups, MOMENT.replace(hour=15)).is_dir())
    result.case(held=not database.check(thorough=True).findings)
    database.close()
    return result


def vanished_backups(folder: Path) -> GuardResult:
    """The disk with backups goes away while one is made; the earlier ones stay what they were."""
    result = GuardResult("T5 vanished disk while backing up")
    chance = random.Random(9)
    place = TestFolder(folder / "profile")
    database = place.create()
    with database.open_writer().writing() as work:
        work.add_residents(fictional_people(200))
        work.commit()
    backups, gone = folder / "backups", folder / "gone"
    earlier = database.back_up(backups, MOMENT)
    before = {path.name: path.read_bytes() for path in earlier.iterdir()}
    began = time.monotonic()
    shutil.rmtree(database.back_up(backups, MOMENT.replace(hour=15)))
    usual = time.monotonic() - began
    whole = 0
    for _ in range(LIMITS):
        pulling = threading.Timer(chance.uniform(0, usual), _pull, (backups, gone))
        pulling.start()
        came = outcome(lambda: database.back_up(backups, MOMENT.replace(hour=15)))
        pulling.join()
        same = {path.name: path.read_bytes() for path in (gone / earlier.name).iterdir()} == before
        whole += came == "done"
        result.plant(caught=same and came in {"done", "refused"}, note=came)
        shutil.rmtree(backups, ignore_errors=True)
        gone.rename(backups)
        for path in [*backups.glob(".*.part"), *backups.glob("*-15*")]:
            shutil.rmtree(path, ignore_errors=True)
    result.case(held=database.back_up(backups, MOMENT.replace(hour=15)).is_dir())
    result.case(held=not database.check(thorough=True).findings)
    result.notes = f"{result.notes} {LIMITS - whole} of {LIMITS} broken off".strip()
    database.close()
    return result


def _pull(stick: Path, drawer: Path) -> None:
    stick.rename(drawer)


def full_stick_bundle(folder: Path) -> GuardResult:
    """Bundles that do not fit on the stick, and one left half-written as planted fault."""
    result = GuardResult("T5 full disk while carrying a bundle")
    story = play(folder)
    exchange = story.parts.exchange(story.visitor)
    with writing(story.visitor) as work:
        peer = work.peers()[0].device
        prepared = prepare_bundle(work, exchange, peer, now=story.clock.now())
    sealed = seal_bundle(exchange, prepared)
    size, stick = sealed.path.stat().st_size, folder / "stick"
    before = _contents(stick)
    chance = random.Random(7)
    today = story.clock.now().date()
    for _ in range(LIMITS):
        with room_for(chance.randrange(size)):
            clear = _is_clear(lambda: carry_bundle(exchange, sealed, stick, today=today))
        result.plant(caught=clear and _contents(stick) == before)
    half = stick / "huisbezoek half.hbz"
    half.write_bytes(story.bundle.read_bytes()[: size // 2])
    refused = _is_refused(lambda: receive(story.parts, story.coordinator, half, story.clock))
    result.plant(caught=refused, note="half-written bundle")
    half.unlink()
    result.case(held=story.receive(story.bundle) > 0)
    story.close()
    return result


def vanished_stick(folder: Path) -> GuardResult:
    """Sticks that are gone before, during and after; sticks that lie."""
    result = GuardResult("T5 vanished and lying sticks")
    story = play(folder)
    exchange = story.parts.exchange(story.visitor)
    with writing(story.visitor) as work:
        peer = work.peers()[0].device
        prepared = prepare_bundle(work, exchange, peer, now=story.clock.now())
    sealed = seal_bundle(exchange, prepared)
    stick, gone = folder / "stick", folder / "gone"
    today = story.clock.now().date()
    digest = story.coordinator.database.digest()
    result.plant(
        caught=_is_clear(lambda: carry_bundle(exchange, sealed, gone, today=today)), note="before"
    )
    chance = random.Random(8)
    for moment in range(LIMITS):
        bytes_left = chance.randrange(sealed.path.stat().st_size + 1) if moment else 0
        result.plant(
            caught=_survives_pulling(exchange, sealed, folder / f"pulled-{moment}", bytes_left),
            note=f"pulled after {bytes_left}",
        )
    lying = replace(exchange, transfer=_LyingStick(story.parts.random_bytes))
    kept = _contents(stick)
    clear = _is_clear(lambda: carry_bundle(lying, sealed, stick, today=today))
    result.plant(caught=clear and _contents(stick) == kept, note="lying")
    missing = stick / "weg.hbz"
    for source in (missing, gone / "x.hbz", stick):
        clear = _is_refused(
            lambda: receive(story.parts, story.coordinator, source, story.clock)  # noqa: B023 - called at once
        )
        unchanged = story.coordinator.database.digest() == digest
        result.plant(caught=clear and unchanged, note=f"reading {source.name}")
    result.case(held=carry_bundle(exchange, sealed, stick, today=today).path.is_file())
    result.case(held=story.receive(story.bundle) > 0)
    story.close()
    return result


def _survives_pulling(
    exchange: ExchangeParts, sealed: SealedBundle, stick: Path, bytes_left: int
) -> bool:
    """Whether it ends with a clear error, and the earlier file on the stick is what it was.

    The stick lies in a drawer afterwards: a half file may be on it, but under no name to be read.
    """
    stick.mkdir()
    earlier = stick / "huisbezoek eerder.hbz"
    earlier.write_bytes(OLD_FILE)
    drawer = stick.with_name(f"{stick.name}-drawer")
    pulled = replace(exchange, transfer=_PulledStick(stick, drawer, bytes_left))
    today = MOMENT.date()
    clear = _is_clear(lambda: carry_bundle(pulled, sealed, stick, today=today))
    left = _contents(drawer)
    same = left.pop(earlier.name) == OLD_FILE
    shutil.rmtree(drawer)
    return clear and same and all(name.endswith(PART_SUFFIX) for name in left)


class _PulledStick(Folders):
    """A stick that is pulled out after so many bytes: what follows is an error of the system."""

    def __init__(self, stick: Path, drawer: Path, bytes_left: int) -> None:
        super().__init__(random.Random(1).randbytes)
        self._stick = stick
        self._drawer = drawer
        self._bytes_left = bytes_left

    def write(self, folder: Path, name: str, content: Callable):
        stick, drawer, left = self._stick, self._drawer, self._bytes_left

        def pulled(out) -> None:
            class Pulled:
                def __init__(self) -> None:
                    self.left = left

                def write(self, data: bytes) -> int:
                    if len(data) > self.left:
                        out.write(data[: self.left])
                        out.flush()
                        stick.rename(drawer)
                        raise OSError(errno.EIO, "said by the system")
                    self.left -= len(data)
                    return out.write(data)

                def flush(self) -> None:
                    out.flush()

            content(Pulled())
            # All of it was taken; the stick goes before it is read back.
            out.flush()
            stick.rename(drawer)

        return super().write(folder, name, pulled)


class _LyingStick(Folders):
    """A stick that says it has written what it has not."""

    def write(self, folder: Path, name: str, content: Callable):
        def lying(out) -> None:
            content(out)
            out.flush()
            part = next(folder.glob(f"{name}*"))
            changed = bytearray(part.read_bytes())
            changed[len(changed) // 2] ^= 1
            part.chmod(stat.S_IRUSR | stat.S_IWUSR)
            part.write_bytes(changed)

        return super().write(folder, name, lying)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _is_clear(work: Callable[[], object]) -> bool:
    """Whether it failed with an error about the place, for which there is a sentence."""
    try:
        work()
    except (EnvironmentFailedError, CopyDiffersError):
        return True
    except (HuisbezoekError, OSError):
        return False
    return False


def _is_refused(work: Callable[[], object]) -> bool:
    try:
        work()
    except HuisbezoekError:
        return True
    return False
