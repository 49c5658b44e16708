"""T23: residents are erased on five laptops, with old backups, late files and a restored laptop."""

import random
from pathlib import Path

from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from huisbezoek.model.usecases.privacy import ErasureReason, erase_resident
from tests.faults.guard_results import GuardResult
from tests.faults.team import Laptop, Team
from tests.sqlcipher_pages import decrypted

HISTORIES = 300
VISITORS = 4
LAST_ROUNDS = 3


def erasures(folder: Path, count: int = HISTORIES) -> GuardResult:
    """T23: of so many erased residents not one word is left in any file, once all exchanged."""
    result = GuardResult("T23 erased on five laptops")
    team = Team(folder / "team", random.Random(23))
    stick = folder / "stick"
    stick.mkdir()
    try:
        team.add_visitors(VISITORS, -(-count // VISITORS))
        words = _live(team, stick)
        for laptop in team.laptops:
            laptop.wipe()
        _judge(team, words, result)
        _plant(team, stick, result)
    finally:
        team.close()
    return result


def _live(team: Team, stick: Path) -> dict[str, str]:
    """Everybody writes, erasing goes on meanwhile; answers the words by resident."""
    chance = team.chance
    _exchange_all(team, stick)
    words = {}
    owners = {one: laptop for laptop in team.visitors for one in laptop.residents}
    for number, (resident, laptop) in enumerate(sorted(owners.items(), key=lambda one: one[0])):
        words[resident] = f"qxkanarie{number}qx"
        team.change_card(team.coordinator, resident, good_to_know=words[resident])
        team.change_card(laptop, resident, preferred_time=words[resident])
    _exchange_all(team, stick)
    for laptop in team.laptops:
        laptop.back_up()
    late = [laptop.send(stick)[0] for laptop in team.visitors]
    order = sorted(words)
    chance.shuffle(order)
    for place, resident in enumerate(order):
        if chance.random() < 0.3 and owners[resident].is_at_home(resident):
            team.change_card(owners[resident], resident, preferred_time=words[resident] + "laat")
        _erase(team, resident)
        owners[resident].residents.discard(resident)
        if place == len(order) // 2:
            _exchange_all(team, stick)
            team.visitors[0].restore()
    for path in late:
        team.coordinator.read_file(path)
    for _ in range(LAST_ROUNDS):
        _exchange_all(team, stick)
    return words


def _exchange_all(team: Team, stick: Path) -> None:
    for laptop in team.visitors:
        laptop.hand_to(team.coordinator, stick)
        team.coordinator.hand_to(laptop, stick)
        if laptop.let_go():
            laptop.hand_to(team.coordinator, stick)


def _erase(team: Team, resident: str) -> None:
    with team.coordinator.writing() as work:
        erase_resident(work, resident, ErasureReason.REQUEST)


def _judge(team: Team, words: dict[str, str], result: GuardResult) -> None:
    everything = b"".join(_opened(laptop) for laptop in team.laptops)
    for place, word in enumerate(words.values()):
        result.case(held=word.encode() not in everything, note=f"resident {place}")
    known = {one for laptop in team.laptops for one in _residents(laptop)}
    result.case(held=not known & set(words), note="an erased resident can still be seen")


def _plant(team: Team, stick: Path, result: GuardResult) -> None:
    """Somebody who was never erased must be found by the same search."""
    resident = team.new_residents(1)[0]
    team.change_card(team.coordinator, resident, good_to_know="qxgebleven")
    found = b"qxgebleven" in _opened(team.coordinator)
    result.plant(caught=found, note="the search is blind")
    _exchange_all(team, stick)


def _opened(laptop: Laptop) -> bytes:
    """The plain bytes of the database, its log and every backup of this laptop."""
    return b"".join(
        decrypted(path, laptop.profile.keys.database_key)
        for path in sorted(laptop.profile.folder.rglob(f"{DATABASE_FILE}*"))
        if not path.name.endswith("-shm")
    )


def _residents(laptop: Laptop) -> set[str]:
    with laptop.writing() as work:
        return {
            one.subject.identifier
            for one in work.all_operations()
            if one.subject.kind == SubjectKind.RESIDENT
            and work.resident_rows((one.subject.identifier,))
        }
