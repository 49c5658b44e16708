"""Guards of the exchange between real profiles: forgeries, orders of bundles, assignments."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from huisbezoek.app.parts import real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from tests.faults.existing_tests import run_tests
from tests.faults.guard_results import GuardResult
from tests.faults.team import BEGAN
from tests.journey.laptops import Laptops, make_laptops
from tests.journey.minimisation import (
    narrowing_off,
    one_too_many,
    prepare_laptops,
    random_assignments,
)
from tests.journey.orders import ALL_ORDERS, digests_of_orders, six_bundles

DRAWS = 500


def forgeries(folder: Path) -> GuardResult:
    """T16: bundles, certificates and rosters made by whoever should not; none is let in."""
    return run_tests(
        "T16 forged in the exchange", folder, ["tests/journey/test_forgeries.py"], ("test_",)
    )


def orders(folder: Path, count: int = ALL_ORDERS) -> GuardResult:
    """T17: all orders of six bundles, each with duplicates, end in one and the same digest."""
    result = GuardResult("T17 orders of six bundles")
    with _enrolled(folder / "laptops") as laptops:
        bundles = six_bundles(laptops)
    found = digests_of_orders(folder / "orders", bundles, count)
    for number in range(count):
        result.case(held=number < count - len(found) + 1, note="another digest")
    lacking = digests_of_orders(folder / "lacking", (*bundles[:-1], ()), 1)
    result.plant(caught=lacking != found, note="a bundle that never came")
    return result


def assignments(folder: Path, draws: int = DRAWS) -> GuardResult:
    """T22: no byte about somebody else's residents in any of so many files for one visitor."""
    result = GuardResult("T22 assignments by chance")
    with _enrolled(folder / "laptops") as laptops:
        prepare_laptops(laptops)
        found = random_assignments(laptops, draws)
        wrong = (*found.leaks, *found.lacks)
        for number in range(found.draws):
            result.case(held=number >= len(wrong), note="a leak" if found.leaks else "a lack")
        for name, broken in (("narrowing off", narrowing_off), ("one too many", one_too_many)):
            leaks = random_assignments(laptops, 3, collect=broken).leaks
            result.plant(caught=bool(leaks), note=name)
    return result


@dataclass
class _Clock:
    moment: datetime = field(default=BEGAN)

    def now(self) -> datetime:
        return self.moment


@contextmanager
def _enrolled(folder: Path) -> Iterator[Laptops]:
    """A coordinator and Riet who know each other's keys."""
    clock = _Clock()
    parts = real_parts(resources_folder(), now=clock.now, cost=FLOOR_COST)
    laptops = Laptops(parts, clock, folder / "used", make_laptops(parts, folder / "made"))
    laptops.enrol_riet()
    try:
        yield laptops
    finally:
        laptops.close()
