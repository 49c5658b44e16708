"""T7, T10: flipped bits, cut files and malformed keys."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.raw_key import RawKeyRefusedError
from huisbezoek.model.storage.engine import EncryptedFile
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from tests.faults.guard_results import GuardResult
from tests.faults.practice_story import play
from tests.profiles import RAW_KEY, Clock, TestFolder, fictional_people
from tests.storage.test_guards import is_detected, malformed_keys

FLIPS = 100


def flipped(whole: bytes, count: int, seed: int) -> Iterator[bytes]:
    """The bytes with one bit flipped, so many times."""
    chance = random.Random(seed)
    for _ in range(count):
        changed = bytearray(whole)
        changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        yield bytes(changed)


def cut(whole: bytes, lengths: Sequence[int]) -> Iterator[bytes]:
    """The bytes cut off after each of these lengths."""
    for length in lengths:
        yield whole[:length]


def database(folder: Path) -> GuardResult:
    """Bits of the database file, and a cut at each page, at 0 and at odd lengths."""
    result = GuardResult("T7 database flipped or cut")
    place = TestFolder(folder / "profile")
    made = place.create()
    with made.open_writer().writing() as writing:
        writing.add_residents(fictional_people(120))
        writing.commit()
    made.close()
    place.open().rebuild()
    _damage_database(result, place)
    return result


def backup(folder: Path) -> GuardResult:
    """The same for the database of a backup."""
    result = GuardResult("T7 backup flipped or cut")
    place = TestFolder(folder / "profile")
    made = place.create()
    with made.open_writer().writing() as writing:
        writing.add_residents(fictional_people(60))
        writing.commit()
    kept = made.back_up(folder / "backups", Clock().present)
    made.close()
    _damage_database(result, TestFolder(kept, Clock()))
    return result


def _damage_database(result: GuardResult, place: TestFolder) -> None:
    path = place.folder / DATABASE_FILE
    whole = path.read_bytes()
    digest = place.open().digest()
    report = place.open().check(thorough=True)
    result.case(held=not report.findings and report.projections_equal)
    odd = [0, 1, 15, 16, 100, len(whole) - 1]
    lengths = [*odd, *range(4096, len(whole), 4096)]
    damaged = [*flipped(whole, FLIPS, 7), *cut(whole, lengths)]
    for content in damaged:
        for name in (f"{DATABASE_FILE}-wal", f"{DATABASE_FILE}-shm"):
            (place.folder / name).unlink(missing_ok=True)
        path.write_bytes(content)
        result.plant(caught=is_detected(place, digest))


def key_slot_copies(folder: Path) -> GuardResult:
    """Both copies of the key slots damaged at the same place; one damaged copy does no harm."""
    result = GuardResult("T7 key slots flipped or cut")
    story = play(folder)
    story.close()
    slots, place = story.parts.profile.key_slots, story.coordinator.folder
    secret = story.parts.profile.identities.recovery_from_words(story.recovery_words).secret
    opened = slots.open_with_recovery(place, secret)
    files = [place / "keys-1", place / "keys-2"]
    whole = [file.read_bytes() for file in files]
    chance = random.Random(11)
    for _ in range(FLIPS):
        share, bit = chance.random(), 1 << chance.randrange(8)
        for file, content in zip(files, whole, strict=True):
            changed = bytearray(content)
            changed[int(share * len(content))] ^= bit
            file.write_bytes(changed)
        result.plant(caught=_is_refused(lambda: slots.open_with_recovery(place, secret)))
    for share in [chance.random() for _ in range(FLIPS)]:
        for file, content in zip(files, whole, strict=True):
            file.write_bytes(content[: int(share * len(content))])
        result.plant(caught=_is_refused(lambda: slots.open_with_recovery(place, secret)))
    for number in range(FLIPS):
        hurt = number % 2
        files[1 - hurt].write_bytes(whole[1 - hurt])
        files[hurt].write_bytes(next(flipped(whole[hurt], 1, number)))
        again = slots.open_with_recovery(place, secret)
        result.case(held=again.database_key == opened.database_key)
    return result


def malformed_raw_keys(folder: Path) -> GuardResult:
    """T10: 200 texts that are no raw key."""
    result = GuardResult("T10 malformed raw keys")
    path = folder / DATABASE_FILE
    result.case(held=EncryptedFile(path, RAW_KEY).raw_key == RAW_KEY)
    for key in malformed_keys(200):
        try:
            EncryptedFile(path, key)
        except RawKeyRefusedError:
            result.plant(caught=True)
        else:
            result.plant(caught=False)
    return result


def _is_refused(work: Callable[[], object]) -> bool:
    try:
        work()
    except HuisbezoekError:
        return True
    return False
