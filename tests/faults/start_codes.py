"""T21 for start codes: a wrong code costs nothing and says so; the right one still opens."""

import hashlib
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.start_words import normal_word
from huisbezoek.model.sealing import derivation, start_file
from huisbezoek.model.usecases.ports.sealing import KdfCost, WrongStartCodeError
from huisbezoek.ui import errors
from tests.faults.guard_results import GuardResult
from tests.faults.sealed_world import CHEAPEST, SealedWorld, broken, sealed_world

RANDOM_CODES = 1_000
SEED = 21
PAYLOAD = b'{"told":"in confidence"}'
QUICK = KdfCost(memory_kib=512, passes=1, lanes=4)
"""Below what the program accepts: only how long a guess takes differs."""

Code = tuple[str, ...]


def start_codes(folder: Path) -> GuardResult:
    """Near misses at the real cost, a thousand random codes at a small one."""
    result = GuardResult("T21 wrong start codes")
    world = sealed_world(SEED)
    code = world.start_files.new_code()
    near = near_misses(code, world)
    _try_all(result, folder / "near.hbstart", world, (code, near), CHEAPEST)
    with broken(derivation, "_MEMORY_KIB", range(512, 1 << 20)):
        chance = random.Random(SEED)
        codes = [tuple(chance.sample(world.words.words, 4)) for _ in range(RANDOM_CODES)]
        _try_all(result, folder / "random.hbstart", world, (code, codes), QUICK)
        for name, weak in WEAK.items():
            result.plant(caught=_is_seen(world, code, near, weak), note=name)
    result.notes = f"{result.notes} seed {SEED}; {len(near)} near misses".strip()
    return result


def near_misses(code: Code, world: SealedWorld) -> list[Code]:
    """Words swapped, doubled, left out or replaced by their neighbours, and letters mistyped."""
    places = [(a, b) for a in range(4) for b in range(4) if a < b]
    swapped = [_swapped(code, a, b) for a, b in places]
    fewer = [code[:place] + code[place + 1 :] for place in range(4)]
    more = [(*code, word) for word in code]
    doubled = [_with(code, a, code[b]) for a, b in places]
    listed = world.words.words
    beside = [
        _with(code, place, listed[(listed.index(word) + step) % len(listed)])
        for place, word in enumerate(code)
        for step in (-1, 1)
    ]
    letters = [
        _with(code, place, typed)
        for place, word in enumerate(code)
        for typed in (word[:-1], word + "s", word[1] + word[0] + word[2:], "x" + word[1:])
    ]
    joined = [("".join(code),), (code[0] + code[1], *code[2:]), (), ("",) * 4, code[::-1]]
    all_of = [*swapped, *fewer, *more, *doubled, *beside, *letters, *joined]
    return [wrong for wrong in dict.fromkeys(all_of) if _normal(wrong) != _normal(code)]


def _try_all(
    result: GuardResult,
    path: Path,
    world: SealedWorld,
    codes: tuple[Code, Sequence[Code]],
    cost: KdfCost,
) -> None:
    """Each wrong code is refused in words that say what is lost: nothing. Then the right one."""
    code, wrong_codes = codes
    path.write_bytes(world.start_files.make(PAYLOAD, code, cost))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    for wrong in wrong_codes:
        said = _said(lambda: world.start_files.open(path.read_bytes(), wrong))  # noqa: B023 - called at once
        untouched = hashlib.sha256(path.read_bytes()).hexdigest() == digest
        result.plant(caught=_is_clear(said) and untouched, note=said or "opened")
    spelled = tuple(f" {word.upper()} " for word in code)
    for right in (code, spelled):
        result.case(held=world.start_files.open(path.read_bytes(), right) == PAYLOAD)


def _said(work: Callable[[], object]) -> str:
    """The sentence that a person reads, or nothing when the code opened the file."""
    try:
        work()
    except WrongStartCodeError as error:
        return errors.sentence(error)
    except HuisbezoekError as error:
        return error.code
    return ""


def _is_clear(said: str) -> bool:
    return "code" in said and "niets" in said


def _is_seen(world: SealedWorld, code: Code, near: Sequence[Code], weak: Callable) -> bool:
    """Whether a program that understands codes too loosely is caught by a near miss."""
    with broken(start_file, "_identity", weak(start_file._identity)):
        data = world.start_files.make(PAYLOAD, code, QUICK)
        return any(not _said(lambda: world.start_files.open(data, wrong)) for wrong in near)  # noqa: B023 - called at once


def _loosely(change: Callable[[Code], Sequence[str]]) -> Callable:
    def weak(whole: Callable) -> Callable:
        return lambda code, salt, cost: whole(change(tuple(code)), salt, cost)

    return weak


WEAK: dict[str, Callable] = {
    "order does not count": _loosely(sorted),
    "three words are enough": _loosely(lambda code: code[:3]),
    "first letters are enough": _loosely(lambda code: [word[:2] for word in code]),
    "words run together": _loosely(lambda code: ["".join(code)]),
    "a word may be doubled": _loosely(lambda code: list(dict.fromkeys(code))),
}


def _swapped(code: Code, first: int, second: int) -> Code:
    return _with(_with(code, first, code[second]), second, code[first])


def _with(code: Code, place: int, word: str) -> Code:
    return (*code[:place], word, *code[place + 1 :])


def _normal(code: Code) -> str:
    return " ".join(normal_word(word) for word in code)
