"""T15: a bundle with anything changed is refused whole, and never with an unknown error."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyrage

from huisbezoek.model.sealing import bundle_reading
from tests.faults.guard_results import GuardResult
from tests.faults.practice_story import Story, play
from tests.faults.sealed_world import SealedWorld, broken, golden_lines, outcome, sealed_world

FLIPS = 800
CUTS = 400
SWAPS = 200
INNER = 600
SEED = 15
AGE_CHUNK = (64 << 10) + 16

Attempt = Callable[[bytes], str]
"""What came of a changed file: `refused`, `applied`, or the name of an unknown error."""


@dataclass
class Tally:
    """What came of the changed files."""

    refused: int = 0
    applied: int = 0
    others: str = ""

    def add(self, came: str) -> None:
        self.refused += came == "refused"
        self.applied += came == "applied"
        if came not in {"refused", "applied"}:
            self.others = f"{self.others} {came}".strip()


def bundle(folder: Path) -> GuardResult:
    """2,000 changed bundles offered to the whole program; then the good one is read all the same.

    The last 600 are changed inside and sealed again: anybody who knows the public keys can.
    """
    result = GuardResult("T15 changed bundles")
    story = play(folder)
    whole = story.bundle.read_bytes()
    attempt = _offered(story)
    tally = Tally()
    for content in outer_changes(whole, random.Random(SEED)):
        tally.add(attempt(content))
    for content in _inner_changes(story, whole):
        tally.add(attempt(content))
    result.planted, result.caught = FLIPS + CUTS + SWAPS + INNER, tally.refused
    _plant_broken_programs(result, folder)
    result.case(held=story.receive(story.bundle) > 0)
    story.close()
    result.notes = f"{result.notes} seed {SEED}; {tally.applied} applied {tally.others}".strip()
    return result


def every_byte(folder: Path) -> GuardResult:
    """The long run: each byte flipped and each length cut, at the level of the sealed file."""
    result = GuardResult("T15 every byte and every length")
    world = sealed_world(SEED)
    whole = world.bundle(golden_lines())
    tally = Tally()
    for content in _everything(whole):
        tally.add(_attempt_sealed(world, folder / "x.hbz", content))
    result.planted, result.caught = 2 * len(whole), tally.refused
    result.notes = f"{tally.applied} applied {tally.others}".strip()
    result.case(held=_attempt_sealed(world, folder / "x.hbz", whole) == "applied")
    return result


def sealed_sample(folder: Path, count: int, seed: int) -> Tally:
    """So many changed bundles at the level of the sealed file: the sample of the ordinary tests."""
    world = sealed_world(seed)
    whole = world.bundle(golden_lines())
    chance = random.Random(seed)
    changes = [*outer_changes(whole, chance), *_resealed(world, world.unsealed(whole), chance)]
    tally = Tally()
    for content in chance.sample(changes, count):
        tally.add(_attempt_sealed(world, folder / "x.hbz", content))
    return tally


def outer_changes(whole: bytes, chance: random.Random) -> Iterator[bytes]:
    """Flips, cuts, swapped parts and additions, without any key."""
    header = whole.index(b"\n---") + 48
    places = [*range(0, header, 2), *range(len(whole) - 40, len(whole))]
    places += [chance.randrange(len(whole)) for _ in range(FLIPS - len(places))]
    for place in places:
        yield _flipped(whole, place, 1 << chance.randrange(8))
    edges = [0, 1, 16, header - 1, header, header + 16, header + 16 + AGE_CHUNK, len(whole) - 1]
    for length in [*edges, *chance.sample(range(len(whole)), CUTS - len(edges))]:
        yield whole[:length]
    for number in range(SWAPS):
        yield _rearranged(whole, header, number, chance)


def _rearranged(whole: bytes, header: int, number: int, chance: random.Random) -> bytes:
    """Parts swapped, doubled, taken out, put in or added behind; never the same bytes."""
    first, second = sorted(chance.sample(range(header, len(whole)), 2))
    size = chance.randrange(1, 64)
    body = whole[header + 16 :]
    kinds: tuple[Callable[[], bytes], ...] = (
        lambda: whole[:first] + whole[second:] + whole[first:second],
        lambda: whole[:first] + whole[first : first + size] + whole[first:],
        lambda: whole[:first] + whole[first + size :],
        lambda: whole[:first] + chance.randbytes(size) + whole[first:],
        lambda: whole + chance.randbytes(size),
        lambda: whole[: header + 16] + body[AGE_CHUNK:] + body[:AGE_CHUNK],
        lambda: _stanzas_swapped(whole, chance),
        lambda: whole + whole,
        lambda: whole[:first] + bytes(second - first) + whole[second:],
        lambda: whole[first:],
    )
    changed = kinds[number % len(kinds)]()
    return changed if changed != whole else whole[:-1]


def _stanzas_swapped(whole: bytes, chance: random.Random) -> bytes:
    """The lines of the header in another order, or one of them twice."""
    end = whole.index(b"\n---")
    lines = whole[:end].split(b"\n")
    at = chance.randrange(1, len(lines))
    moved = lines.pop(at)
    lines.insert(chance.randrange(len(lines)), moved)
    return b"\n".join([*lines, moved]) + whole[end:]


def inner_changes(inner: bytes, chance: random.Random, count: int) -> Iterator[bytes]:
    """Flips, cuts and additions in the inner stream, mostly where it has content."""
    content = inner.rindex(b"\x50\x2a\x4d\x18") + 8
    for number in range(count):
        near = chance.randrange(content) if number % 3 else chance.randrange(len(inner))
        kinds: tuple[Callable[[], bytes], ...] = (
            lambda near=near: _flipped(inner, near, 1 << chance.randrange(8)),
            lambda near=near: _flipped(inner, near, 1 << chance.randrange(8)),
            lambda near=near: inner[:near],
            lambda near=near: inner[:near] + chance.randbytes(5) + inner[near:],
            lambda near=near: inner[:near] + inner[near + 1 + chance.randrange(9) :],
            lambda near=near: inner + chance.randbytes(1 + near % 80),
            lambda near=near: _flipped(inner, len(inner) - 1 - near % 72, 1 << chance.randrange(8)),
        )
        yield chance.choice(kinds)()


def _inner_changes(story: Story, whole: bytes) -> Iterator[bytes]:
    """The inner stream changed and sealed again to the same two keys."""
    words = story.recovery_words
    recovery = story.parts.profile.identities.recovery_from_words(words)
    receiving = story.parts.exchange(story.coordinator).keys.public.receiving
    keys = [pyrage.x25519.Recipient.from_str(text) for text in (receiving, recovery.recipient)]
    inner = pyrage.decrypt(whole, [pyrage.x25519.Identity.from_str(recovery.secret)])
    for content in inner_changes(inner, random.Random(SEED + 1), INNER):
        yield pyrage.encrypt(content, keys)


def _resealed(world: SealedWorld, inner: bytes, chance: random.Random) -> Iterator[bytes]:
    for content in inner_changes(inner, chance, INNER):
        yield world.resealed(content)


def _offered(story: Story) -> Attempt:
    """Reads a file as a coordinator does, and looks whether anything in the journal changed."""
    database = story.coordinator.database
    digest = database.digest()
    path = story.bundle.with_name("veranderd.hbz")

    def attempt(content: bytes) -> str:
        path.write_bytes(content)
        came = outcome(lambda: story.receive(path))
        path.unlink()
        changed = database.digest() != digest
        return "applied" if changed or came == "done" else came

    return attempt


def _plant_broken_programs(result: GuardResult, folder: Path) -> None:
    """Programs with one part broken: the attempts must see what they let through."""
    world = sealed_world(SEED)
    inner = world.unsealed(world.bundle(golden_lines()))
    forged = world.resealed(_flipped(inner, len(inner) - 1, 1))
    path = folder / "x.hbz"

    class Trusting:
        @staticmethod
        def from_public_bytes(_data: bytes) -> "Trusting":
            return Trusting()

        def verify(self, _signature: bytes, _message: bytes) -> None:
            return

    result.plant(caught=_attempt_sealed(world, path, forged) == "refused", note="forged")
    with broken(bundle_reading, "Ed25519PublicKey", Trusting):
        came = _attempt_sealed(world, path, forged)
        result.plant(caught=came == "applied", note="signature not checked")
    with broken(bundle_reading, "BundleDamagedError", ArithmeticError):
        came = _attempt_sealed(world, path, forged[:-1])
        result.plant(caught=came == "ArithmeticError", note="error not told")


def _attempt_sealed(world: SealedWorld, path: Path, content: bytes) -> str:
    path.write_bytes(content)
    came = outcome(lambda: world.read(path))
    return "applied" if came == "done" else came


def _everything(whole: bytes) -> Iterator[bytes]:
    for place in range(len(whole)):
        yield _flipped(whole, place, 1 << place % 8)
        yield whole[:place]


def _flipped(whole: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(whole)
    changed[place] ^= bit
    return bytes(changed)
