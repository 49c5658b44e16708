"""T20: after every failed reading no byte of what was sealed lies anywhere."""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyrage

from huisbezoek.model.sealing import bundle_reading
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, Recipients
from huisbezoek.model.usecases.receiving import sender_keys
from tests.faults.canaries import CANARIES, found_in
from tests.faults.guard_results import GuardResult
from tests.faults.practice_story import Story, play
from tests.faults.sealed_world import TODAY, broken, golden_lines, outcome
from tests.journey.test_from_list_to_report import writing

SEED = 20
CUTS = 100
FLIPS = 40
RESEALED = 30
SENSELESS = 20
WRONG_CODES = 10


def leftovers(folder: Path) -> GuardResult:
    """200 failing files and codes; profiles, stick and temporary folder are searched after each."""
    result = GuardResult("T20 nothing readable left behind")
    temporary = folder / "tmp"
    temporary.mkdir()
    before = tempfile.tempdir
    tempfile.tempdir = str(temporary)
    try:
        story = play(folder)
        _search(result, folder, story)
        story.close()
    finally:
        tempfile.tempdir = before
    result.notes = f"{result.notes} seed {SEED}; 200 failures, 20 words and the frames".strip()
    return result


def _search(result: GuardResult, folder: Path, story: Story) -> None:
    whole = story.bundle.read_bytes()
    inner = _inner(story, whole)
    path = story.bundle.with_name("mislukt.hbz")
    for content in _failing(story, whole, inner):
        path.write_bytes(content)
        came = outcome(lambda: story.receive(path))
        path.unlink()
        held = came == "refused" and not _readable(folder, inner)
        result.plant(caught=held, note=came)
    start = next((folder / "stick").glob("*.hbstart")).read_bytes()
    files = story.parts.start.start_files
    for _ in range(WRONG_CODES):
        came = outcome(lambda: files.open(start, files.new_code()))
        result.plant(caught=came == "refused" and not _readable(folder, inner), note=came)
    for name, place in (
        ("temporary file", folder / "tmp" / "x"),
        ("profile", folder / "coordinator" / "inner.bin"),
        ("stick", folder / "stick" / "x.part"),
    ):
        with broken(bundle_reading, "_unseal", _leaking(place)):
            path.write_bytes(_forged(story, inner, 0))
            outcome(lambda: story.receive(path))
            path.unlink()
        result.plant(caught=_readable(folder, inner), note=f"{name} not seen")
        place.unlink()
    result.case(held=not _readable(folder, inner), note="not clean")
    result.case(held=story.receive(story.bundle) > 0)


def _failing(story: Story, whole: bytes, inner: bytes) -> Iterator[bytes]:
    """Files that fail at the seal, at the signature, and in the middle of the lines."""
    chance = random.Random(SEED)
    for length in chance.sample(range(len(whole)), CUTS):
        yield whole[:length]
    for place in chance.sample(range(len(whole) // 4, len(whole)), FLIPS):
        yield whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    for number in range(RESEALED):
        yield _forged(story, inner, number)
    for number in range(SENSELESS):
        yield _ending_badly(story, number)


def _forged(story: Story, inner: bytes, number: int) -> bytes:
    """Whole and sealed to the right keys; only the signature is wrong."""
    to = _recipients(story)
    keys = [pyrage.x25519.Recipient.from_str(text) for text in (to.device, to.recovery)]
    place = len(inner) - 1 - number * 2
    changed = inner[:place] + bytes([inner[place] ^ 1]) + inner[place + 1 :]
    return bytes(pyrage.encrypt(changed, keys))


def _ending_badly(story: Story, number: int) -> bytes:
    """A bundle by the visitor's own hand whose last line is none: the others were read by then."""
    exchange = story.parts.exchange(story.visitor)
    bundles = exchange.bundles
    header = _header(story)
    told = golden_lines()[1].replace(b"Veen", CANARIES[number].encode())
    lines = [told] * (number + 1) + [b'{"id":'] * (1 + number % 2)
    out = _Held()
    bundles.write(
        replace(header, operations=len(lines), counter=header.counter + number, previous=None),
        lines,
        out,
        exchange.keys,
        _recipients(story),
    )
    return bytes(out.content)


class _Held:
    def __init__(self) -> None:
        self.content = bytearray()

    def write(self, data: bytes, /) -> int:
        self.content += data
        return len(data)

    def flush(self) -> None:
        return


def _header(story: Story) -> BundleHeader:
    """That of the good bundle."""
    with writing(story.coordinator) as work:
        senders = sender_keys(work, story.parts.exchange(story.coordinator), today=TODAY)
    exchange = story.parts.exchange(story.coordinator)
    bundle = exchange.bundles.open(
        story.bundle, exchange.keys, senders.organisation, senders.signing_key
    )
    return bundle.header


def _recipients(story: Story) -> Recipients:
    identities = story.parts.profile.identities
    recovery = identities.recovery_from_words(story.recovery_words)
    device = story.parts.exchange(story.coordinator).keys.public.receiving
    return Recipients(device, recovery.recipient)


def _inner(story: Story, whole: bytes) -> bytes:
    secret = story.parts.profile.identities.recovery_from_words(story.recovery_words).secret
    return bytes(pyrage.decrypt(whole, [pyrage.x25519.Identity.from_str(secret)]))


def _readable(folder: Path, inner: bytes) -> bool:
    """Whether a word of a person, or the frames that hold them, lie in any file."""
    if found_in(folder):
        return True
    return any(inner[:32] in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _leaking(place: Path):
    """A reader that keeps what it unsealed in a file on the way."""
    whole = bundle_reading._unseal

    def unseal(path: Path, identity: str, sink) -> None:
        with place.open("ab") as file:

            class Both:
                def write(self, data: bytes, /) -> int:
                    file.write(data)
                    file.flush()
                    return sink.write(data)

            whole(path, identity, Both())

    return unseal
