"""The fixed files of tests/fixtures/formats: what was once written is read for ever."""

import json
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.model.sealing.identities import device_keys_from
from huisbezoek.model.sealing.key_slots import KeySlotFiles
from huisbezoek.model.sealing.rosters import SignedRosters
from huisbezoek.model.usecases.ports.rosters import DeviceStatus
from huisbezoek.model.usecases.ports.sealed_bundles import OperationRange, Receipt, signing_key_of

FOLDER = Path(__file__).parents[2] / "fixtures" / "formats"


@pytest.fixture(scope="module")
def secrets():
    return json.loads((FOLDER / "secrets.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def roster(secrets):
    document = (FOLDER / "roster.json").read_bytes()
    return SignedRosters().read_roster(document, secrets["coordinator_signing_public"])


def test_key_slots(secrets):
    slots = KeySlotFiles(bytes)
    opened = slots.open_with_password(FOLDER, secrets["password"])
    assert opened == slots.open_with_recovery(FOLDER, secrets["recovery_secret"])
    assert opened.master_key.hex() == secrets["master_key"]
    assert opened.database_key == secrets["database_key"]
    assert opened.backup_key == secrets["backup_key"]
    assert opened.generation == 3
    assert (opened.mark.operations, opened.mark.digest) == (12, "d1" * 32)
    assert opened.device_keys.signing_secret.hex() == secrets["visitor_signing_secret"]
    assert opened.device_keys.receiving_secret == secrets["visitor_receiving_secret"]


def test_emergency_sheet(secrets, identities):
    recovery = identities.recovery_from_words(secrets["recovery_words"].split())
    assert recovery.secret == secrets["recovery_secret"]
    assert recovery.recipient == secrets["recovery_recipient"]
    root = identities.root_key_from_words(secrets["root_words"].split())
    assert root.secret.hex() == secrets["root_secret"]
    assert root.public == secrets["root_public"]


def test_start_file(secrets, start_files):
    data = (FOLDER / "start.hbs").read_bytes()
    payload = start_files.open(data, secrets["start_code"].split())
    assert payload.decode() == secrets["start_payload"]


def test_roster(roster):
    assert roster.version == 3
    assert [entry.status for entry in roster.entries] == [
        DeviceStatus.ACTIVE,
        DeviceStatus.REVOKED,
    ]
    assert roster.entries[1].cut_off == 4


def test_bundle(secrets, roster, bundles):
    keys = device_keys_from(
        "f1" * 16,
        bytes.fromhex(secrets["visitor_signing_secret"]),
        secrets["visitor_receiving_secret"],
    )
    path = FOLDER / "bundle.hbz"
    by_roster = signing_key_of(roster, date(2026, 11, 22))
    bundle = bundles.open(path, keys, roster.organisation, by_roster)
    assert [line.decode() for line in bundle.lines()] == secrets["bundle_lines"]
    bundle.finish()
    assert bundle.digest == secrets["bundle_digest"]
    assert bundle.header.ranges == (OperationRange("c0" * 16, 1, 1, 3),)
    assert bundle.header.receipts == (Receipt("f1" * 16, 1, 7, (5,)),)
    assert bundle.header.practice


def test_enrolment(secrets, roster, bundles):
    keys = device_keys_from(
        "f1" * 16,
        bytes.fromhex(secrets["visitor_signing_secret"]),
        secrets["visitor_receiving_secret"],
    )
    made = bundles.enrolment(secrets["enrolment_secret"], roster.organisation, keys)
    assert made.authentication == secrets["enrolment_authentication"]
