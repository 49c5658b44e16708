"""T16: no forged file changes anything, whatever it says; a true one is read afterwards."""

from collections.abc import Iterator

import pytest

from huisbezoek.app.parts import real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.usecases.ports.rosters import DeviceStatus
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.ui.errors import SENTENCES
from tests.journey.conftest import Clock
from tests.journey.coordinators import roster_of
from tests.journey.forgeries import FORGERIES, Forgery, World, carried_home, place
from tests.journey.laptops import Laptops, state


@pytest.fixture(scope="module")
def world(made, tmp_path_factory) -> Iterator[World]:
    """Made once: what is refused leaves no trace, so that the next forgery finds it unchanged."""
    clock = Clock()
    parts = real_parts(resources_folder(), now=clock.now, cost=FLOOR_COST)
    laptops = Laptops(parts, clock, tmp_path_factory.mktemp("forged") / "both", made)
    laptops.enrol_riet()
    world = World(laptops)
    yield world
    world.close()
    laptops.close()


def test_there_are_forty_and_more():
    assert len({one.name for one in FORGERIES}) == len(FORGERIES) >= 40


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda one: one.name)
def test_a_forged_file_is_refused_and_changes_nothing(world: World, forgery: Forgery):
    reader = world.riet if forgery.reader == "riet" else world.anneke
    path = forgery.make(world)
    before = state(reader)
    with pytest.raises(forgery.error) as raised:
        world.laptops.receive(reader, path)
    assert type(raised.value) is forgery.error
    assert raised.value.code in SENTENCES
    assert state(reader) == before
    assert not list((reader.folder / "inbox").iterdir())


def test_a_roster_that_takes_a_revocation_back_does_nothing(world: World):
    """True signature, higher version: the revoked laptop stays revoked all the same."""
    reader = world.anneke
    roster = roster_of(world.laptops, reader)
    entry = roster.entry(world.revoked.device)
    back = place(entry, world.revoked, status=DeviceStatus.ACTIVE, cut_off=None)
    others = tuple(one for one in roster.entries if one.device != entry.device)
    document = world.signed_roster(world.joop.keys.device_keys, "", entries=(*others, back))
    header = world.laptops.prepared(world.joop, reader.identity.device).header
    path = world.forge(
        world.joop.keys.device_keys,
        document,
        role=header.role,
        counter=header.counter,
        previous=header.previous,
    )
    world.laptops.receive(reader, path)
    after = roster_of(world.laptops, reader)
    assert after.version > roster.version
    assert after.entry(world.revoked.device) == entry
    assert after.entry(world.thief.device) is None


def test_a_true_file_is_read_after_all_that(world: World):
    assert carried_home(world) >= 0
