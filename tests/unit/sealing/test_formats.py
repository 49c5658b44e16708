"""The fixed files of tests/fixtures/formats: what was once written is read for ever."""

import json
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.sealing import (
    bundle_frames,
    key_slot_wraps,
    recovery_requests,
    rosters,
    secret_words,
    start_file,
)
from huisbezoek.model.sealing.identities import device_keys_from
from huisbezoek.model.sealing.key_slots import KeySlotFiles
from huisbezoek.model.sealing.recovery_requests import RecoveryRequests
from huisbezoek.model.sealing.rosters import SignedRosters
from huisbezoek.model.transfer.folders import Folders
from huisbezoek.model.usecases import operation_lines
from huisbezoek.model.usecases.acceptance import known_key_of
from huisbezoek.model.usecases.operation_lines import decode_operation, encode_operation
from huisbezoek.model.usecases.ports.rosters import DeviceStatus
from huisbezoek.model.usecases.ports.sealed_bundles import OperationRange, Receipt
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.start_files import StartFileParts, open_start_file

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


def test_forgotten_password(secrets):
    files = RecoveryRequests(bytes)
    asked = files.read_request((FOLDER / "request.hbvraag").read_bytes())
    answer = files.read_answer((FOLDER / "answer.hbantwoord").read_bytes())
    assert asked.request == answer.request == "5e" * 16
    assert asked.profile == answer.profile == "ab" * 16
    assert asked.device == "f1" * 16
    master_key = files.open_answer(answer, secrets["start_code"].split())
    assert master_key.hex() == secrets["master_key"]
    again = files.answer(asked, secrets["recovery_secret"], ("een",), FLOOR_COST)
    assert files.open_answer(files.read_answer(again), ("een",)) == master_key


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
    by_roster = known_key_of(roster)
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


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (bundle_frames, {"SIGNATURE_LABEL": b"huisbezoek/bundle/2"}),
        (bundle_frames, {"PADDING_MAGIC": 0x184D2A52}),
        (key_slot_wraps, {"_RECOVERY": b"recovery-2"}),
        (recovery_requests, {"_ASSOCIATED": b"huisbezoek/password-answer/2\n"}),
        (secret_words, {"_CHECKSUM_SIZE": 3}),
        (start_file, {"normal_word": str.upper}),
        (rosters, {"_signed": lambda *_: b"another message"}),
        (operation_lines, {"_KINDS": frozenset(("merge_later",))}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_changed_format_is_noticed(
    secrets, roster, bundles, start_files, identities, monkeypatch, place, value
):
    """Broken on purpose: a program that changed a part of a format cannot read its own past."""
    for name, changed in value.items():
        monkeypatch.setattr(place, name, changed)
    noticed = []
    for read in (
        lambda: test_work_in_a_bundle(secrets, roster, bundles),
        lambda: test_work_in_a_start_file(secrets, start_files),
        lambda: test_key_slots(secrets),
        lambda: test_forgotten_password(secrets),
        lambda: test_emergency_sheet(secrets, identities),
    ):
        try:
            read()
        except (HuisbezoekError, AssertionError, OverflowError) as error:
            noticed.append(error)
    assert noticed


def test_work_in_a_bundle(secrets, roster, bundles):
    keys = device_keys_from(
        "f1" * 16,
        bytes.fromhex(secrets["visitor_signing_secret"]),
        secrets["visitor_receiving_secret"],
    )
    by_roster = known_key_of(roster)
    bundle = bundles.open(FOLDER / "work.hbz", keys, roster.organisation, by_roster)
    lines = list(bundle.lines())
    bundle.finish()
    assert lines == (FOLDER / "operations.jsonl").read_bytes().splitlines()
    assert bundle.digest == secrets["work_digest"]
    operations = [decode_operation(line) for line in lines]
    assert [encode_operation(operation) for operation in operations] == lines
    assert len({type(operation.body) for operation in operations}) == 9


def test_work_in_a_start_file(secrets, start_files):
    parts = StartFileParts(start_files, None, Folders(bytes))
    path, code = FOLDER / "work.hbstart", secrets["start_code"].split()
    content = open_start_file(parts, path, code, today=date(2026, 12, 22))
    assert content.visitor_name == "Riet Jansen"
    assert len(content.operations) == 11
    keys = content.keys
    certificate = SignedRosters().read_certificate(
        keys.coordinator_certificate.encode(), keys.root_public
    )
    assert certificate.public == keys.coordinator_public
    assert keys.coordinator_certificate.encode() == (FOLDER / "certificate.json").read_bytes()
    assert keys.enrolment_secret == secrets["enrolment_secret"]
