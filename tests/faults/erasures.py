"""T23: residents are erased on five laptops, with old backups, late files and a restored laptop."""

import random
from pathlib import Path

from huisbezoek.app.people_uses import privacy_uses
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.usecases.privacy import ErasureReason, erase_resident
from huisbezoek.ui.models.exchange_cleaning import wipe_then
from tests.faults.guard_results import GuardResult
from tests.faults.team import Laptop, Team
from tests.journey.windows import bytes_of

HISTORIES = 300
VISITORS = 4
LAST_ROUNDS = 3


def erasures(folder: Path, count: int = HISTORIES) -> GuardResult:
    """T23: of so many erased residents not one word is left in any file, once all exchanged.

    Every laptop exchanges as its window does, and nobody wipes anything by hand.
    """
    result = GuardResult("T23 erased on five laptops")
    team = Team(folder / "team", random.Random(23))
    stick = folder / "stick"
    stick.mkdir()
    try:
        team.add_visitors(VISITORS, -(-count // VISITORS))
        words = _live(team, stick, folder / "kept")
        _judge(team, words, result)
        _plant(team, stick, result)
    finally:
        team.close()
    return result


def _live(team: Team, stick: Path, kept: Path) -> dict[str, str]:
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
    team.visitors[0].copy_backup(kept)
    late = kept.with_name("late")
    late.mkdir()
    for laptop in team.visitors:
        laptop.send(late)
    order = sorted(words)
    chance.shuffle(order)
    for place, resident in enumerate(order):
        if chance.random() < 0.3 and owners[resident].is_at_home(resident):
            team.change_card(owners[resident], resident, preferred_time=words[resident] + "laat")
        _erase(team, resident)
        owners[resident].residents.discard(resident)
        if place == len(order) // 2:
            _exchange_all(team, stick)
            team.visitors[0].restore(copy=kept)
    team.coordinator.window().exchanges(late)
    for _ in range(LAST_ROUNDS):
        _exchange_all(team, stick)
    return words


def _exchange_all(team: Team, stick: Path) -> None:
    for laptop in team.visitors:
        laptop.window().exchanges(stick)
        team.coordinator.window().exchanges(stick)
        with team.coordinator.writing() as work:
            answers = any(one.device == laptop.device for one in work.peers())
        if answers:
            team.coordinator.send(stick, laptop.device)
            laptop.window().exchanges(stick)
            team.coordinator.window().exchanges(stick)
        for path in stick.iterdir():
            path.unlink()


def _erase(team: Team, resident: str) -> None:
    """As the window does: the deed, and then the wiping."""
    window = team.coordinator.window()
    uses = privacy_uses(window.bound)
    window.workbench.do(lambda writing: uses.erase(writing, resident, ErasureReason.REQUEST))
    wipe_then(window.workbench, uses.cleaning, lambda: None, window.workbench.failed.emit)


def _judge(team: Team, words: dict[str, str], result: GuardResult) -> None:
    everything = b"".join(bytes_of(laptop.profile) for laptop in team.laptops)
    for place, word in enumerate(words.values()):
        result.case(held=word.encode() not in everything, note=f"resident {place}")
    known = {one for laptop in team.laptops for one in _residents(laptop)}
    result.case(held=not known & set(words), note="an erased resident can still be seen")


def _plant(team: Team, stick: Path, result: GuardResult) -> None:
    """Who was never erased must be found by the same search, and who was and is not wiped."""
    kept, unwiped = team.new_residents(2)
    team.change_card(team.coordinator, kept, good_to_know="qxgebleven")
    team.change_card(team.coordinator, unwiped, good_to_know="qxvergeten")
    team.coordinator.back_up()
    with team.coordinator.writing() as work:
        erase_resident(work, unwiped, ErasureReason.REQUEST)
    for word in ("qxgebleven", "qxvergeten"):
        found = word.encode() in bytes_of(team.coordinator.profile)
        result.plant(caught=found, note=f"the search is blind: {word}")
    _exchange_all(team, stick)


def _residents(laptop: Laptop) -> set[str]:
    with laptop.writing() as work:
        return {
            one.subject.identifier
            for one in work.all_operations()
            if one.subject.kind == SubjectKind.RESIDENT
            and work.resident_rows((one.subject.identifier,))
        }
