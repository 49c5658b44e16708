"""T17: any order and any repetition give the same; a gap is named; a fork is always held."""

from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.usecases.held_files import HeldWhy, held
from tests.journey.laptops import writing
from tests.journey.orders import ALL_ORDERS, BUNDLES, digests_of_orders, orders, six_bundles
from tests.journey.test_exchange_refusals import call, refused

SAMPLE = 16
"""Orders in each build; `./check faults` walks all 720."""


def test_all_orders_are_720_and_a_sample_has_each_once():
    assert len(set(orders(ALL_ORDERS))) == ALL_ORDERS
    assert len(set(orders(SAMPLE))) == SAMPLE


def test_six_bundles_in_any_order_and_doubled_give_the_same(enrolled, tmp_path):
    bundles = six_bundles(enrolled)
    assert len(digests_of_orders(tmp_path, bundles, SAMPLE)) == 1


def test_leaving_a_bundle_out_is_noticed(enrolled, tmp_path):
    """The guard itself: an order that loses something does not give the same."""
    bundles = six_bundles(enrolled)
    less = (*bundles[:-1], bundles[0])
    outcomes = digests_of_orders(tmp_path, bundles, 1)
    (tmp_path / "less").mkdir()
    assert digests_of_orders(tmp_path / "less", less, 1) != outcomes


def test_a_fork_is_held_wherever_it_comes(enrolled):
    """The laptop was copied: each of its counters stands for two different files."""
    paths = []
    forks = []
    for place in range(BUNDLES):
        call(enrolled)
        header = enrolled.prepared(enrolled.riet, enrolled.coordinators_device()).header
        chain = {"counter": header.counter, "previous": header.previous}
        forks.append(enrolled.forge(bundle=f"{place:032x}", **chain))
        paths.append(enrolled.to_coordinator())
    for path in paths:
        enrolled.receive(enrolled.coordinator, path)
    for fork in forks:
        refused(enrolled, enrolled.coordinator, fork, ForkError)
    with writing(enrolled.coordinator) as work:
        files = held(work, enrolled.parts.exchange(enrolled.coordinator))
    assert {one.why for one in files} == {HeldWhy.FORK}
    assert {one.path.read_bytes() for one in files} == {one.read_bytes() for one in forks}
