"""T25: a backup put back, or a folder copied to a second computer, and both are used."""

import random
import shutil
from pathlib import Path

from tests.faults.guard_results import GuardResult
from tests.faults.team import Laptop, Team

HISTORIES = 300
COPIES = 10
RESIDENTS = 30


def restores(folder: Path, count: int = HISTORIES) -> GuardResult:
    """T25: no number is used twice, no later work is lost, and a copied laptop is noticed."""
    result = GuardResult("T25 restored and copied laptops")
    team = Team(folder / "team", random.Random(25))
    stick = folder / "stick"
    stick.mkdir()
    try:
        team.add_visitors(1, RESIDENTS)
        laptop = team.visitors[0]
        laptop.hand_to(team.coordinator, stick)
        team.coordinator.hand_to(laptop, stick)
        for number in range(count - COPIES):
            resident = sorted(laptop.residents)[number % RESIDENTS]
            held = _restored(team, laptop, resident, stick)
            result.case(held=held, note=f"history {number}")
        for number in range(COPIES):
            result.plant(caught=_copied(team, folder / f"copy{number}", stick), note="a copy")
    finally:
        team.close()
    return result


def _restored(team: Team, laptop: Laptop, resident: str, stick: Path) -> bool:
    """Work, a backup, more work (exchanged or not), back to the backup, work again, exchange."""
    chance = team.chance
    expected = {team.call(laptop, resident)}
    laptop.back_up()
    lost = {team.call(laptop, resident) for _ in range(chance.randint(0, 3))}
    if chance.random() < 0.5:
        laptop.hand_to(team.coordinator, stick)
        expected |= lost
        if chance.random() < 0.5:
            team.coordinator.hand_to(laptop, stick)
    laptop.restore()
    made = {team.call(laptop, resident) for _ in range(chance.randint(1, 3))}
    if made & (expected | lost):
        return False
    for _ in range(2):
        laptop.hand_to(team.coordinator, stick)
        team.coordinator.hand_to(laptop, stick)
    expected |= made
    refused = [*laptop.refused, *team.coordinator.refused]
    return expected <= team.coordinator.operations() & laptop.operations() and not refused


def _copied(team: Team, folder: Path, stick: Path) -> bool:
    """Two computers with one profile: the second one that exchanges is held, and named so."""
    laptop = team.visitors[0]
    copy = laptop.copied_to(folder)
    team.coordinator.refused.clear()
    for one in (laptop, copy):
        team.call(one, min(one.residents))
        one.hand_to(team.coordinator, stick)
    noticed = team.coordinator.refused == ["fork"]
    copy.close()
    shutil.rmtree(folder)
    team.coordinator.hand_to(laptop, stick)
    return noticed
