"""Profiles made by the real parts, without a window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from tests.journey.laptops import Laptops, Made, make_laptops


@dataclass
class Clock:
    """A clock that only moves when a test says so."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.moment

    def forward(self, **amount) -> None:
        self.moment += timedelta(**amount)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def parts(clock) -> Parts:
    return real_parts(resources_folder(), now=clock.now, cost=FLOOR_COST)


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Made:
    """Both laptops, made once; deriving keys is slow on purpose."""
    once = real_parts(resources_folder(), now=Clock().now, cost=FLOOR_COST)
    return make_laptops(once, tmp_path_factory.mktemp("laptops"))


@pytest.fixture
def laptops(parts, clock, made, tmp_path) -> Iterator[Laptops]:
    """Riet's laptop has not returned anything yet."""
    both = Laptops(parts, clock, tmp_path / "both", made)
    yield both
    both.close()


@pytest.fixture
def enrolled(laptops) -> Laptops:
    """Both know each other's keys, and everything was read by both."""
    laptops.enrol_riet()
    return laptops
