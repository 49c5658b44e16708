"""Whatever is wrong with a bundle: it is refused whole, by a sentence, and nothing changes."""

import random
import shutil
from dataclasses import replace
from datetime import datetime

import msgspec
import pytest

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.events import CallLogged, CallOutcome, OptedOut
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    Redact,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.usecases.acceptance import (
    FARTHEST_AHEAD,
    NotAllowedBySenderError,
    SenderExpiredError,
)
from huisbezoek.model.usecases.enrolment import StartFileUsedError
from huisbezoek.model.usecases.operation_lines import OperationUnreadableError, encode_operation
from huisbezoek.model.usecases.organisation_keys import (
    load_organisation_keys,
    read_roster,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.exchange import AlreadyReadError
from huisbezoek.model.usecases.ports.rosters import DeviceRole, DeviceStatus
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleChangedWhileReadError,
    BundleDamagedError,
    BundleLimitError,
    BundleNewerFormatError,
    BundleNotForKeyError,
    BundleOtherOrganisationError,
    BundleRevokedSenderError,
    BundleSignatureError,
    BundleUnknownSenderError,
)
from huisbezoek.model.usecases.ports.sealing import NewerStartFileError, StartFileDamagedError
from huisbezoek.model.usecases.ports.transfer import DiskFullError
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.receiving import (
    FromMyselfError,
    NewerSchemaError,
    PracticeMixedError,
    apply_bundle,
    clear_inbox,
    held_files,
    sender_keys,
)
from huisbezoek.model.usecases.sending import PeerRevokedError
from huisbezoek.model.usecases.start_files import (
    StartFileExpiredError,
    StartFilePracticeError,
    begin_start_file,
    begin_with_start_file,
    open_start_file,
    write_start_file,
)
from huisbezoek.ui.errors import SENTENCES, sentence
from tests.journey.laptops import RESIDENTS, content_of, files_under, state, writing


def refused(laptops, profile, path, error: type[HuisbezoekError]) -> HuisbezoekError:
    """Reads the file as a person would; it must be refused by this error and change nothing."""
    before, inbox = state(profile), files_under(profile.folder / "inbox")
    with pytest.raises(error) as raised:
        laptops.receive(profile, path)
    assert type(raised.value) is error
    assert state(profile) == before
    assert files_under(profile.folder / "inbox") == inbox
    assert path.exists()
    assert raised.value.code in SENTENCES
    assert sentence(raised.value) != SENTENCES[""]
    return raised.value


def call(laptops, number: int = 0) -> None:
    with writing(laptops.riet) as work:
        work.record(
            Subject(SubjectKind.VISIT, laptops.made.visits[number]),
            CallLogged(CallOutcome.NO_ANSWER, datetime.fromisoformat("2026-11-23T10:00")),
        )


def line_of(laptops, body, sequence=900, subject=None, **changes) -> bytes:
    operation = Operation(
        OperationId(laptops.riets_device(), 1, sequence),
        subject or Subject(SubjectKind.VISIT, laptops.made.visits[0]),
        body,
        HybridTime(1_790_000_000_000, 0),
        laptops.visitor,
    )
    return encode_operation(replace(operation, **changes))


def test_the_same_bundle_again_changes_nothing(laptops):
    call(laptops)
    path = laptops.to_coordinator()
    assert laptops.receive(laptops.coordinator, path).new == 1
    refused(laptops, laptops.coordinator, path, AlreadyReadError)
    copied = laptops.stick / "andere naam.hbz"
    shutil.copyfile(path, copied)
    refused(laptops, laptops.coordinator, copied, AlreadyReadError)


def test_an_older_bundle_after_a_newer_one_is_united_and_the_gap_is_named(enrolled):
    paths = []
    for number in range(2):
        call(enrolled, number)
        paths.append(enrolled.to_coordinator())
    call(enrolled, 0)
    third = enrolled.to_coordinator()
    applied = enrolled.receive(enrolled.coordinator, third)
    assert (applied.missing, applied.late, applied.new) == ((2, 3), False, 3)
    applied = enrolled.receive(enrolled.coordinator, paths[0])
    assert (applied.missing, applied.late, applied.new) == ((3,), True, 0)
    applied = enrolled.receive(enrolled.coordinator, paths[1])
    assert (applied.missing, applied.late, applied.new) == ((), True, 0)


def test_damaged_and_cut_off_files_are_refused_whole(enrolled):
    call(enrolled)
    path = enrolled.to_coordinator()
    whole = path.read_bytes()
    chance = random.Random(5)
    damaged = enrolled.stick / "kapot.hbz"
    before = state(enrolled.coordinator)
    cases = [whole[: chance.randrange(len(whole))] for _ in range(25)]
    for _ in range(25):
        changed = bytearray(whole)
        changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        cases.append(bytes(changed))
    cases += [b"", whole + b"\0", b"age-encryption.org/v1\n", whole[:200] + whole]
    for content in cases:
        damaged.write_bytes(content)
        with pytest.raises((BundleDamagedError, BundleNotForKeyError)) as raised:
            enrolled.take_in(enrolled.coordinator, damaged)
        assert raised.value.code in SENTENCES
    assert state(enrolled.coordinator) == before
    assert files_under(enrolled.coordinator.folder / "inbox") == {}
    assert enrolled.receive(enrolled.coordinator, path).new == 1


@pytest.mark.parametrize(
    ("header", "error"),
    [
        ({"organisation": "0" * 32}, BundleOtherOrganisationError),
        ({"recipient": "0" * 32}, BundleNotForKeyError),
        ({"sender": "0" * 32}, BundleUnknownSenderError),
        ({"role": DeviceRole.COORDINATOR}, BundleUnknownSenderError),
        ({"practice": True}, PracticeMixedError),
        ({"schema": 2}, NewerSchemaError),
        ({"format": 2, "minimum_reader": 2}, BundleNewerFormatError),
        ({"counter": 0}, BundleLimitError),
        ({"counter": FARTHEST_AHEAD + 2}, BundleLimitError),
        ({"counter": 1}, ForkError),
        ({"previous": "0" * 64}, ForkError),
    ],
)
def test_a_header_that_does_not_fit_is_refused(enrolled, header, error):
    refused(enrolled, enrolled.coordinator, enrolled.forge(**header), error)
    kept = error in {NewerSchemaError, BundleNewerFormatError, ForkError}
    assert len(held_files(enrolled.parts.exchange(enrolled.coordinator))) == kept


def test_a_bundle_that_a_stranger_signed_is_refused(enrolled):
    stranger = enrolled.parts.start.identities.new_device_keys("9" * 32)
    path = enrolled.forge(keys=stranger)
    refused(enrolled, enrolled.coordinator, path, BundleSignatureError)
    path = enrolled.forge(keys=stranger, sender="9" * 32)
    refused(enrolled, enrolled.coordinator, path, BundleUnknownSenderError)


def test_a_bundle_for_somebody_else_is_refused(enrolled):
    stranger = enrolled.parts.start.identities.new_device_keys("9" * 32)
    path = enrolled.forge(sealed_to=stranger.public.receiving)
    refused(enrolled, enrolled.coordinator, path, BundleNotForKeyError)


def test_my_own_bundle_is_recognised(enrolled):
    refused(enrolled, enrolled.coordinator, enrolled.to_riet(), FromMyselfError)
    # Also when it is sealed to this laptop itself, which no sound program does.
    mine = enrolled.coordinator.keys.device_keys
    path = enrolled.forge(keys=mine, sender=mine.device, role=DeviceRole.COORDINATOR)
    refused(enrolled, enrolled.coordinator, path, FromMyselfError)


def test_two_files_that_may_be_wanted_later_are_both_held(enrolled):
    paths = [enrolled.forge(schema=schema) for schema in (2, 3)]
    for path in (*paths, paths[0]):
        refused(enrolled, enrolled.coordinator, path, NewerSchemaError)
    held = held_files(enrolled.parts.exchange(enrolled.coordinator))
    assert {one.path.read_bytes() for one in held} == {path.read_bytes() for path in paths}


def test_a_file_that_was_checked_for_another_organisation_is_not_applied(enrolled):
    received = enrolled.take_in(enrolled.coordinator, enrolled.to_coordinator())
    before = state(enrolled.coordinator)
    enrolled.senders = replace(enrolled.senders, organisation="0" * 32)
    with pytest.raises(BundleChangedWhileReadError):
        enrolled.apply(enrolled.coordinator, received)
    assert state(enrolled.coordinator) == before


def test_copies_that_were_never_applied_are_cleared_and_the_files_stay(enrolled):
    call(enrolled)
    path = enrolled.to_coordinator()
    received = enrolled.take_in(enrolled.coordinator, path)
    assert received.path.exists()
    clear_inbox(enrolled.parts.exchange(enrolled.coordinator))
    assert files_under(enrolled.coordinator.folder / "inbox") == {}
    assert enrolled.receive(enrolled.coordinator, path).new == 1


class FullDisk:
    """The real bundles on a disk that fails while they are read."""

    def open(self, *known):
        raise DiskFullError


def test_when_the_computer_fails_the_file_waits_to_be_tried_again(enrolled):
    call(enrolled)
    received = enrolled.take_in(enrolled.coordinator, enrolled.to_coordinator())
    before = state(enrolled.coordinator)
    exchange = enrolled.parts.exchange(enrolled.coordinator)
    failing = replace(exchange, bundles=FullDisk())
    now = enrolled.clock.now()
    with pytest.raises(DiskFullError), writing(enrolled.coordinator) as work:
        apply_bundle(work, failing, enrolled.senders, received, now=now)
    assert state(enrolled.coordinator) == before
    assert received.path.exists()
    assert enrolled.apply(enrolled.coordinator, received).new == 1


def test_an_answer_whose_secret_fits_no_start_file_is_refused(laptops):
    keys = laptops.riet.keys.device_keys
    organisation = laptops.made.content.keys.organisation
    enrolment = laptops.parts.bundles.enrolment("0" * 64, organisation, keys)
    path = laptops.forge(enrolment=enrolment)
    refused(laptops, laptops.coordinator, path, BundleUnknownSenderError)


@pytest.mark.parametrize("with_secret", [False, True])
def test_a_listed_laptop_without_a_start_file_of_its_own_is_not_enrolled(laptops, with_secret):
    """It is on the roster, but nobody here knows whose it is; a secret makes it no other's."""
    bea = laptops.parts.start.identities.new_device_keys("8" * 32)
    list_device(laptops, bea)
    content = laptops.made.content.keys
    enrolment = laptops.parts.bundles.enrolment(content.enrolment_secret, content.organisation, bea)
    path = laptops.forge(keys=bea, sender=bea.device, enrolment=enrolment if with_secret else None)
    refused(laptops, laptops.coordinator, path, BundleUnknownSenderError)


def list_device(laptops, device) -> None:
    """Puts a visitor's device on the coordinator's roster by hand."""
    rosters, profile = laptops.parts.rosters, laptops.coordinator
    with writing(profile) as work:
        keys = load_organisation_keys(work)
        roster = read_roster(rosters, keys)
        entry = replace(
            roster.entry(profile.identity.device),
            device=device.device,
            role=DeviceRole.VISITOR,
            public=device.public,
            certificate_serial=9,
        )
        changed = replace(roster, version=roster.version + 1, entries=(*roster.entries, entry))
        document = rosters.sign_roster(changed, profile.keys.device_keys).decode()
        save_organisation_keys(work, replace(keys, roster=document))


def revoke(laptops, device: str, cut_off: int) -> None:
    parts, profile = laptops.parts, laptops.coordinator
    with writing(profile) as work:
        keys = load_organisation_keys(work)
        roster = read_roster(parts.rosters, keys)
        entries = tuple(
            replace(one, status=DeviceStatus.REVOKED, cut_off=cut_off)
            if one.device == device
            else one
            for one in roster.entries
        )
        changed = replace(roster, version=roster.version + 1, entries=entries)
        document = parts.rosters.sign_roster(changed, profile.keys.device_keys).decode()
        save_organisation_keys(work, replace(keys, roster=document))


def test_a_revoked_laptop_is_held_and_nothing_is_sealed_to_it(enrolled):
    call(enrolled)
    path = enrolled.to_coordinator()
    received = enrolled.take_in(enrolled.coordinator, path)
    revoke(enrolled, enrolled.riets_device(), cut_off=1)
    # What was already checked before the revocation, and what comes after it.
    before = state(enrolled.coordinator)
    with pytest.raises(BundleRevokedSenderError):
        enrolled.apply(enrolled.coordinator, received)
    assert state(enrolled.coordinator) == before
    refused(enrolled, enrolled.coordinator, path, BundleRevokedSenderError)
    held = held_files(enrolled.parts.exchange(enrolled.coordinator))
    assert [one.path.read_bytes() for one in held] == [path.read_bytes()]
    with pytest.raises(PeerRevokedError):
        enrolled.prepared(enrolled.coordinator, enrolled.riets_device())


def test_what_came_before_the_cut_off_of_a_revoked_laptop_is_read(enrolled):
    call(enrolled)
    path = enrolled.to_coordinator()
    revoke(enrolled, enrolled.riets_device(), cut_off=2)
    assert enrolled.receive(enrolled.coordinator, path).new == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": Erase("weg")},
        {"body": AppendDocument("assigned", {"visitor": "x", "on": "2026-11-23"})},
        {"body": Redact(OperationId("b" * 32, 1, 1), "surname")},
        {"body": SetFields({"surname": "X"}), "identifier": OperationId("b" * 32, 1, 1)},
        {"body": SetFields({"surname": "X"}), "author": "b" * 32},
        {"body": SetFields({"name": "X"}), "subject": Subject("organisation", "b" * 32)},
    ],
)
def test_a_visitor_cannot_decide_what_a_coordinator_decides(enrolled, wrong):
    good = line_of(enrolled, AppendDocument("card_sent", {"on": "2026-11-23"}), 899)
    path = enrolled.forge((good, line_of(enrolled, **wrong)))
    refused(enrolled, enrolled.coordinator, path, NotAllowedBySenderError)


def test_an_operation_with_two_meanings_forgets_all_that_came_before_it(enrolled):
    body = AppendDocument("card_sent", {"on": "2026-11-23"})
    lines = [line_of(enrolled, body, 800 + number) for number in range(5)]
    lines.append(line_of(enrolled, AppendDocument("card_sent", {"on": "2026-11-24"}), 800))
    path = enrolled.forge(tuple(lines))
    refused(enrolled, enrolled.coordinator, path, ForkError)
    held = held_files(enrolled.parts.exchange(enrolled.coordinator))
    assert [one.path.read_bytes() for one in held] == [path.read_bytes()]
    # The counter was not used up: a sound bundle with the same one is read.
    assert enrolled.receive(enrolled.coordinator, enrolled.forge(tuple(lines[:5]))).new == 5


def test_lines_that_are_no_operations_are_refused(enrolled):
    good = line_of(enrolled, AppendDocument("card_sent", {"on": "2026-11-23"}))
    deep = b'{"kind":"add","name":"x","value":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    head, _, _ = good.partition(b'"body":')
    for bad in (b"{}", b"\xff\xfe", good[:-1], head + b'"body":' + deep + b"}"):
        path = enrolled.forge((good, bad))
        refused(enrolled, enrolled.coordinator, path, OperationUnreadableError)


def test_a_file_that_changes_between_the_two_readings_is_refused(enrolled):
    call(enrolled)
    first = enrolled.to_coordinator()
    call(enrolled, 1)
    second = enrolled.to_coordinator()
    before = state(enrolled.coordinator)
    received = enrolled.take_in(enrolled.coordinator, first)
    shutil.copyfile(second, received.path)
    with pytest.raises(BundleChangedWhileReadError):
        enrolled.apply(enrolled.coordinator, received)
    assert state(enrolled.coordinator) == before
    received = enrolled.take_in(enrolled.coordinator, first)
    content = bytearray(received.path.read_bytes())
    content[-40] ^= 1
    received.path.write_bytes(bytes(content))
    with pytest.raises(BundleDamagedError):
        enrolled.apply(enrolled.coordinator, received)
    assert state(enrolled.coordinator) == before
    assert enrolled.receive(enrolled.coordinator, first).new == 1


class ChangedAtTheEnd:
    """A bundle that is found to have changed once its last line was handed out."""

    def __init__(self, bundle):
        self._bundle = bundle
        self.header, self.digest = bundle.header, bundle.digest

    def lines(self):
        return self._bundle.lines()

    def finish(self):
        raise BundleChangedWhileReadError


class ChangingBundles:
    """The real bundles, but each file changes while it is read."""

    def __init__(self, bundles):
        self._bundles = bundles

    def open(self, *known):
        return ChangedAtTheEnd(self._bundles.open(*known))


def test_what_was_applied_before_a_change_was_seen_is_forgotten(enrolled):
    call(enrolled)
    received = enrolled.take_in(enrolled.coordinator, enrolled.to_coordinator())
    before = state(enrolled.coordinator)
    exchange = enrolled.parts.exchange(enrolled.coordinator)
    changing = replace(exchange, bundles=ChangingBundles(exchange.bundles))
    now = enrolled.clock.now()
    with writing(enrolled.coordinator) as work:
        senders = sender_keys(work, exchange, today=now.date())
    with pytest.raises(BundleChangedWhileReadError), writing(enrolled.coordinator) as work:
        apply_bundle(work, changing, senders, received, now=now)
    assert state(enrolled.coordinator) == before


def second_computer(laptops, name: str = "tweede"):
    """Somebody opens Riet's start file on another computer too."""
    return begin_with_start_file(
        laptops.parts.profile,
        laptops.place / name,
        laptops.made.content,
        "een ander lang wachtwoord",
        now=laptops.clock.now,
    )


def test_a_second_answer_to_a_start_file_is_held_and_the_first_goes_on(laptops):
    other = second_computer(laptops)
    late = laptops.send(other, laptops.coordinators_device())
    waiting = laptops.take_in(laptops.coordinator, late)
    assert laptops.receive(laptops.coordinator, laptops.to_coordinator()).enrolled
    before = state(laptops.coordinator)
    with pytest.raises(StartFileUsedError):
        laptops.apply(laptops.coordinator, waiting)
    assert state(laptops.coordinator) == before
    refused(laptops, laptops.coordinator, late, StartFileUsedError)
    held = held_files(laptops.parts.exchange(laptops.coordinator))
    assert [one.path.read_bytes() for one in held] == [late.read_bytes()]
    call(laptops)
    assert laptops.receive(laptops.coordinator, laptops.to_coordinator()).new == 1
    other.database.close()


def test_an_answer_to_a_replaced_start_file_is_held(laptops):
    with writing(laptops.coordinator) as work:
        begin_start_file(
            work,
            laptops.parts.start,
            laptops.visitor,
            today=laptops.clock.now().date(),
            practice=False,
        )
    refused(laptops, laptops.coordinator, laptops.to_coordinator(), StartFileUsedError)


def test_work_comes_back_long_after_the_start_file_but_not_for_ever(laptops):
    laptops.clock.forward(days=45)
    assert laptops.receive(laptops.coordinator, laptops.to_coordinator()).enrolled


def test_an_answer_after_more_than_a_year_is_held(laptops):
    path = laptops.to_coordinator()
    laptops.clock.forward(days=367)
    refused(laptops, laptops.coordinator, path, StartFileUsedError)


@pytest.mark.parametrize("claim", [{"role": DeviceRole.COORDINATOR}, {"sender": "the coordinator"}])
def test_a_new_laptop_cannot_claim_to_be_more_than_it_is(laptops, claim):
    if "sender" in claim:
        claim = {"sender": laptops.coordinators_device(), "role": DeviceRole.COORDINATOR}
    before = state(laptops.coordinator)
    with pytest.raises((BundleUnknownSenderError, BundleSignatureError)):
        laptops.receive(laptops.coordinator, laptops.forge(**claim))
    assert state(laptops.coordinator) == before


def test_a_laptop_that_was_silent_for_more_than_a_year_is_held(enrolled):
    call(enrolled)
    enrolled.clock.forward(days=367)
    path = enrolled.to_coordinator()
    refused(enrolled, enrolled.coordinator, path, SenderExpiredError)
    assert len(held_files(enrolled.parts.exchange(enrolled.coordinator))) == 1


def test_visitors_do_not_exchange_with_each_other(enrolled):
    """The roster knows all laptops, but a visitor's takes work from coordinators only."""
    riet = enrolled.riet
    with writing(enrolled.coordinator) as work:
        keys = load_organisation_keys(work)
        roster = read_roster(enrolled.parts.rosters, keys)
        bea = enrolled.parts.start.identities.new_device_keys("8" * 32)
        mine = roster.entry(enrolled.riets_device())
        entries = (*roster.entries, replace(mine, device=bea.device, public=bea.public))
        signer = enrolled.coordinator.keys.device_keys
        changed = replace(roster, version=9, entries=entries)
        document = enrolled.parts.rosters.sign_roster(changed, signer).decode()
    with writing(riet) as work:
        save_organisation_keys(work, replace(load_organisation_keys(work), roster=document))
    path = enrolled.forge(
        keys=bea,
        sender=bea.device,
        sealed_to=riet.keys.device_keys.public.receiving,
    )
    refused(enrolled, riet, path, BundleNotForKeyError)
    prepared = enrolled.prepared(riet, enrolled.coordinators_device())
    header = replace(prepared.header, sender=bea.device, recipient=riet.identity.device)
    recipients = replace(prepared.recipients, device=riet.keys.device_keys.public.receiving)
    path = enrolled.stick / "van bea.hbz"
    with path.open("wb") as out:
        enrolled.parts.bundles.write(header, prepared.packed, out, bea, recipients)
    refused(enrolled, riet, path, BundleUnknownSenderError)
    with pytest.raises(BundleUnknownSenderError):
        enrolled.take_in(riet, path)


def test_start_files_that_are_old_or_of_practice_or_unreadable_begin_nothing(laptops):
    parts, content = laptops.parts, laptops.made.content
    with writing(laptops.coordinator) as work:
        today = laptops.clock.now().date()
        payload = begin_start_file(work, parts.start, laptops.visitor, today=today, practice=True)
    code = parts.start.start_files.new_code()
    path = write_start_file(parts.start, payload, code, laptops.stick, today=today).path
    late = content_of(payload).expires_on.replace(year=today.year + 1)
    with pytest.raises(StartFileExpiredError):
        open_start_file(parts.start, path, code, today=late)
    opened = open_start_file(parts.start, path, code, today=today)
    folder = laptops.place / "nieuw"
    with pytest.raises(StartFilePracticeError):
        begin_with_start_file(
            parts.profile, folder, opened, "een lang wachtwoord", now=laptops.clock.now
        )
    broken = replace(content, operations=(*content.operations, '{"id":1}'))
    with pytest.raises(OperationUnreadableError):
        begin_with_start_file(
            parts.profile, folder, broken, "een lang wachtwoord", now=laptops.clock.now
        )
    assert not folder.exists()


def test_start_files_of_a_newer_program_or_with_senseless_content_are_told(laptops):
    parts, content = laptops.parts.start, laptops.made.content
    code, today = parts.start_files.new_code(), laptops.clock.now().date()
    for payload, error in (
        (msgspec.json.encode(replace(content, format=2)), NewerStartFileError),
        (msgspec.json.encode(replace(content, operations=("{}",))), StartFileDamagedError),
        (b'{"format":1}', StartFileDamagedError),
        (b"\xff", StartFileDamagedError),
    ):
        path = write_start_file(parts, payload, code, laptops.stick, today=today).path
        with pytest.raises(error):
            open_start_file(parts, path, code, today=today)


def test_nobody_unknown_gets_a_start_file(laptops):
    before = state(laptops.coordinator)
    today = laptops.clock.now().date()
    with pytest.raises(UnknownSubjectError), writing(laptops.coordinator) as work:
        begin_start_file(work, laptops.parts.start, "0" * 32, today=today, practice=False)
    assert state(laptops.coordinator) == before


def test_a_resident_who_opts_out_is_stopped_on_the_visitors_laptop_too(enrolled):
    with writing(enrolled.coordinator) as work:
        work.record(
            Subject(SubjectKind.RESIDENT, RESIDENTS[0]), OptedOut(enrolled.clock.now().date())
        )
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    with writing(enrolled.riet) as work:
        assert work.resident(RESIDENTS[0]).state.opted_out_on == enrolled.clock.now().date()
