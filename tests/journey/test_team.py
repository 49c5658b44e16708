"""Small runs of what the fault runs do at length: a team, a hostile stick, erasing, restoring."""

import random
from pathlib import Path

import pytest

from huisbezoek.model.usecases.laptop_contents import contents_of_laptop
from huisbezoek.model.usecases.privacy import ErasureReason, erase_resident
from tests.faults.soak import one_year
from tests.faults.team import Laptop, Team


@pytest.fixture
def team(tmp_path: Path):
    made = Team(tmp_path / "team", random.Random(1))
    made.add_visitors(1, 2)
    yield made
    made.close()


def exchange(team: Team, laptop: Laptop, stick: Path) -> None:
    laptop.hand_to(team.coordinator, stick)
    team.coordinator.hand_to(laptop, stick)
    if laptop.let_go():
        laptop.hand_to(team.coordinator, stick)


def test_a_restored_laptop_forgets_again_who_was_erased(team: Team, tmp_path: Path) -> None:
    """The erasure had been confirmed; the backup brought the resident back."""
    (laptop,) = team.visitors
    erased, stays = sorted(laptop.residents)
    exchange(team, laptop, tmp_path)
    laptop.back_up()
    with team.coordinator.writing() as work:
        erase_resident(work, erased, ErasureReason.REQUEST)
    exchange(team, laptop, tmp_path)
    assert not laptop.is_at_home(erased)
    laptop.restore()
    assert laptop.is_at_home(erased)
    laptop.hand_to(team.coordinator, tmp_path)
    with team.coordinator.writing() as work:
        contents = contents_of_laptop(work, laptop.person, laptop.device)
    assert contents.residents == {erased, stays}
    team.coordinator.hand_to(laptop, tmp_path)
    laptop.let_go()
    laptop.hand_to(team.coordinator, tmp_path)
    assert (laptop.is_at_home(erased), laptop.is_at_home(stays)) == (False, True)
    with team.coordinator.writing() as work:
        contents = contents_of_laptop(work, laptop.person, laptop.device)
    assert contents.residents == {stays}


def test_a_month_with_a_hostile_stick_loses_nothing(tmp_path: Path) -> None:
    month = one_year(tmp_path, 5, 2, 30)
    assert (month.failed, month.caught) == (0, month.planted), month.notes
