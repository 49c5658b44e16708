"""T31: twenty visitors, a year, and a stick that loses, doubles, damages and replays files."""

import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.guard_results import GuardResult
from tests.faults.team import Laptop, Team

if TYPE_CHECKING:
    from huisbezoek.model.domain.operations import OperationId

SEEDS = 5
PROCESSES = 2
VISITORS = 20
DAYS = 365
LOST, DOUBLED, DAMAGED, REPLAYED = 0.05, 0.02, 0.01, 0.02
EXCHANGES_A_YEAR = 18
LAST_ROUNDS = 4


@dataclass
class HostileStick:
    """Carries files badly. `damaged` are those of which a byte was changed."""

    folder: Path
    chance: random.Random
    old: list[Path] = field(default_factory=list)
    lost: int = 0
    doubled: int = 0
    damaged: int = 0
    replayed: int = 0
    let_in: int = 0
    is_hostile: bool = True

    def __post_init__(self) -> None:
        self.place = self.folder / "place"
        self.kept = self.folder / "kept"
        for one in (self.place, self.kept):
            one.mkdir(parents=True)

    def carry(self, source: Laptop, target: Laptop) -> None:
        """One file from one laptop to the other, or what becomes of it."""
        path = source.send(self.place, target.device)[0]
        fate = self.chance.random() if self.is_hostile else 1.0
        if fate < LOST:
            self.lost += 1
        elif fate < LOST + DAMAGED:
            self.damaged += 1
            self.let_in += target.read_file(self._damage(path))
        else:
            target.read_file(path)
            if fate < LOST + DAMAGED + DOUBLED:
                self.doubled += 1
                self.let_in += target.read_file(path)
            self._keep(path)
        path.unlink()
        if self.is_hostile and self.old and self.chance.random() < REPLAYED:
            self.replayed += 1
            self.let_in += target.read_file(self.chance.choice(self.old))

    def _damage(self, path: Path) -> Path:
        data = bytearray(path.read_bytes())
        data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        path.write_bytes(data)
        return path

    def _keep(self, path: Path) -> None:
        if len(self.old) < 40:
            kept = self.kept / f"{len(self.old)}.hbz"
            shutil.copyfile(path, kept)
            self.old.append(kept)


def soak(
    folder: Path, seeds: int = SEEDS, visitors: int = VISITORS, days: int = DAYS
) -> GuardResult:
    """So many years, two at a time; each holds when nothing was lost and all agree at the end."""
    result = GuardResult(f"T31 {visitors} visitors, {days} days, hostile stick")
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        years = [
            pool.submit(one_year, folder / str(seed), seed, visitors, days) for seed in range(seeds)
        ]
        for year in years:
            _add(result, year.result())
    return result


def one_year(folder: Path, seed: int, visitors: int, days: int) -> GuardResult:
    """What became of one team; at the end something is left out on purpose, which must be seen."""
    result = GuardResult(f"seed {seed}")
    year = Year(folder, seed, visitors)
    try:
        year.live(days)
        year.judge(result)
        year.forget_to_exchange()
        after = GuardResult("left out")
        year.judge(after)
        result.plant(caught=bool(after.failed), note="a call that never came was not missed")
    finally:
        year.team.close()
    return result


def _add(result: GuardResult, year: GuardResult) -> None:
    result.cases += year.cases
    result.failed += year.failed
    result.planted += year.planted
    result.caught += year.caught
    if year.notes:
        result.notes = f"{result.notes} {year.test}: {year.notes}".strip()


class Year:
    """One team's year."""

    def __init__(self, folder: Path, seed: int, visitors: int) -> None:
        self.chance = random.Random(seed)
        self.team = Team(folder / "team", self.chance)
        self.stick = HostileStick(folder / "stick", self.chance)
        self.made: set[OperationId] = set()
        self.team.add_visitors(visitors, 4)

    def live(self, days: int) -> None:
        team, chance = self.team, self.chance
        for _ in range(days):
            for laptop in team.visitors:
                if laptop.residents and chance.random() < 0.1:
                    resident = chance.choice(sorted(laptop.residents))
                    if laptop.is_at_home(resident):
                        self.made.add(team.call(laptop, resident))
                if chance.random() < EXCHANGES_A_YEAR / days:
                    self._exchange(laptop)
            self._at_the_office()
            team.clock.moment += timedelta(days=1)
        self.stick.is_hostile = False
        for _ in range(LAST_ROUNDS):
            for laptop in team.visitors:
                self._exchange(laptop)

    def judge(self, result: GuardResult) -> None:
        """Counts what was lost, who disagrees, and every bad file as a planted fault."""
        lost = self.made - self.team.coordinator.operations()
        result.case(held=not lost, note=f"{len(lost)} operations were lost")
        found = self.team.disagreements()
        result.case(held=not found, note="; ".join(found))
        bad = self.stick.damaged + self.stick.doubled + self.stick.replayed
        for number in range(bad):
            result.plant(caught=number >= self.stick.let_in, note="a bad file was let in")

    def forget_to_exchange(self) -> None:
        """A visitor writes something down after the last exchange."""
        laptop = next(one for one in self.team.visitors if one.residents)
        self.made.add(self.team.call(laptop, min(laptop.residents)))

    def _at_the_office(self) -> None:
        team, chance = self.team, self.chance
        owners = [one for one in team.visitors if one.residents]
        if chance.random() < 0.3:
            resident = chance.choice(sorted(chance.choice(owners).residents))
            words = f"{team.clock.moment:%d %m}"
            team.change_card(team.coordinator, resident, good_to_know=words)
        if chance.random() < 0.05:
            source, target = chance.sample(owners, 2)
            team.hand_over(chance.choice(sorted(source.residents)), source, target)

    def _exchange(self, laptop: Laptop) -> None:
        office = self.team.coordinator
        self.stick.carry(laptop, office)
        with office.writing() as work:
            is_known = any(one.device == laptop.device for one in work.peers())
        if is_known:
            self.stick.carry(office, laptop)
            if laptop.let_go():
                self.stick.carry(laptop, office)
