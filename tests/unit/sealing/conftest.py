"""Keys, words and sealed files that the sealing tests share; slow ones are made once."""

import itertools
import os
import shutil
from pathlib import Path

import pytest

from huisbezoek.model.sealing.bundles import SealedBundles
from huisbezoek.model.sealing.identities import SealedIdentities
from huisbezoek.model.sealing.key_slots import KeySlotFiles
from huisbezoek.model.sealing.start_file import SealedStartFiles
from huisbezoek.model.sealing.word_lists import load_start_words
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, Recipients
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST, KdfCost, NewProfile

TABLES = Path(__file__).parents[3] / "resources" / "tables"
ORGANISATION = "0123456789abcdef0123456789abcdef"
COORDINATOR = "c0" * 16
VISITOR = "f1" * 16
PASSWORD = "zeven blauwe kano's"
# The least that the program accepts at all: a start file may be cheaper than a profile.
CHEAPEST = KdfCost(memory_kib=64 * 1024, passes=1, lanes=4)


@pytest.fixture(scope="session")
def words():
    return load_start_words(TABLES / "start-words.txt")


@pytest.fixture(scope="session")
def identities(words):
    return SealedIdentities(os.urandom, words)


@pytest.fixture(scope="session")
def start_files(words):
    return SealedStartFiles(os.urandom, words)


@pytest.fixture(scope="session")
def recovery(identities):
    return identities.new_recovery_identity()


@pytest.fixture(scope="session")
def coordinator(identities):
    return identities.new_device_keys(COORDINATOR)


@pytest.fixture(scope="session")
def visitor(identities):
    return identities.new_device_keys(VISITOR)


@pytest.fixture(scope="session")
def slots():
    return KeySlotFiles(os.urandom, calibrate=lambda: FLOOR_COST)


@pytest.fixture(scope="session")
def placed(slots, recovery, tmp_path_factory):
    """A profile folder that tests copy, and what opening it must give."""
    folder = tmp_path_factory.mktemp("profile")
    new = NewProfile("ab" * 16, VISITOR, PASSWORD, recovery.recipient)
    opened = slots.place(folder, slots.prepare(new, CHEAPEST))
    return folder, opened


@pytest.fixture
def profile(placed, tmp_path):
    folder = tmp_path / "profile"
    shutil.copytree(placed[0], folder)
    return folder, placed[1]


@pytest.fixture(scope="session")
def bundles():
    return SealedBundles()


@pytest.fixture
def header():
    return BundleHeader(
        organisation=ORGANISATION,
        bundle="b1" * 16,
        sender=COORDINATOR,
        incarnation=1,
        role=DeviceRole.COORDINATOR,
        recipient=VISITOR,
        counter=1,
        operations=3,
        created_ms=1_795_000_000_000,
    )


@pytest.fixture(scope="session")
def recipients(visitor, recovery):
    return Recipients(device=visitor.public.receiving, recovery=recovery.recipient)


@pytest.fixture
def write(bundles, coordinator, recipients, tmp_path):
    """Writes a bundle and answers its path."""
    numbers = itertools.count()

    def write_one(header, lines, keys=coordinator, to=recipients):
        path = tmp_path / f"{next(numbers)}.hbz"
        with path.open("wb") as out:
            bundles.write(header, lines, out, keys, to)
        return path

    return write_one
