"""A week of visits over real Syncthing: a coordinator, two visitors, restarts on all sides."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.debian_packages import why_missing
from tests.faults.guard_results import GuardResult
from tests.faults.syncthing import Instance, wait_until_equal
from tests.faults.team import Laptop, Team

DAYS = 7
HALF = "huisbezoek 24 november HALF.hbz"
LEFT_ALONE = (
    "huisbezoek 24 november 7F3K.sync-conflict-20261124-090000-ABCDEFG.hbz",
    ".syncthing.huisbezoek 24 november 9Q2M.hbz.tmp",
)


def exchange_week(folder: Path) -> GuardResult:
    """Every day edits everywhere and one instance is killed; at the end all agree."""
    result = GuardResult("Syncthing, a week")
    result.skipped = why_missing(["syncthing"])
    if result.skipped:
        return result
    team = Team(folder / "profiles", random.Random(7))
    try:
        team.add_visitors(2, 4)
        with _instances(folder, 3) as instances:
            _week(team, instances, result)
    finally:
        team.close()
    return result


def _week(team: Team, instances: list[Instance], result: GuardResult) -> None:
    made = set()
    office, *homes = instances
    for day in range(DAYS):
        for laptop in team.visitors:
            made.update(team.call(laptop, one) for one in sorted(laptop.residents)[:2])
        riet, joop = team.visitors
        team.change_card(team.coordinator, min(riet.residents), good_to_know=f"dag {day}")
        if day == 3:
            team.hand_over(max(riet.residents), riet, joop)
        # Everybody writes before anything was carried, then one computer loses its power.
        _everybody(team, office, homes)
        wait_until_equal(instances)
        one = instances[day % len(instances)]
        one.kill()
        _everybody(team, office, homes)
        one.start()
        wait_until_equal(instances)
        team.clock.moment = team.clock.moment.replace(day=team.clock.moment.day + 1)
    _plant(office, joop, result, team)
    for _ in range(3):
        _everybody(team, office, homes)
        wait_until_equal(instances)
    result.case(held=made <= team.coordinator.operations(), note="a call was lost")
    for laptop in team.visitors:
        found = [one for one in team.disagreements() if one.startswith(laptop.name)]
        result.case(held=not found, note=" ".join(found))
    left = [name for name in LEFT_ALONE if (office.folder / name).exists()]
    result.case(held=len(left) == len(LEFT_ALONE), note="a foreign file was touched")


def _everybody(team: Team, office: Instance, homes: list[Instance]) -> None:
    """One exchange of everybody with the folder on the own computer."""
    for laptop, instance in zip(team.laptops, (office, *homes), strict=True):
        _exchange(laptop, instance.folder)


def _exchange(laptop: Laptop, folder: Path) -> None:
    laptop.send(folder)
    laptop.read(folder)
    if laptop.profile.identity.role == "visitor" and laptop.let_go():
        laptop.send(folder)


def _plant(office: Instance, sender: Laptop, result: GuardResult, team: Team) -> None:
    """Files that must do nothing: half a bundle, a conflict copy, something still on its way."""
    whole = sender.send(office.folder)[0]
    data = whole.read_bytes()
    (office.folder / HALF).write_bytes(data[: len(data) // 2])
    for name in LEFT_ALONE:
        (office.folder / name).write_bytes(data)
    before = team.coordinator.digest()
    caught = not team.coordinator.read_file(office.folder / HALF)
    result.plant(caught=caught and team.coordinator.digest() == before, note="half a file")
    (office.folder / HALF).unlink()


@contextmanager
def _instances(folder: Path, count: int) -> Iterator[list[Instance]]:
    made = [
        Instance(folder / f"syncthing{n}", folder / f"computer{n}" / "uitwisselen")
        for n in range(count)
    ]
    for one in made:
        one.prepare()
    for one in made:
        one.know([other for other in made if other is not one])
    try:
        for one in made:
            one.start()
        yield made
    finally:
        for one in made:
            one.kill()
