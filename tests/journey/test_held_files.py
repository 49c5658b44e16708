"""Held files: each by its reason, with what a coordinator can do; nothing is lost silently."""

from datetime import UTC, datetime

import pytest

from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.domain.office_events import RevokedReason
from huisbezoek.model.usecases.acceptance import SenderExpiredError
from huisbezoek.model.usecases.enrolment import StartFileUsedError
from huisbezoek.model.usecases.held_files import (
    DecisionNotPossibleError,
    HeldDecision,
    HeldFile,
    HeldWhy,
    accept_held,
    held,
    throw_away,
)
from huisbezoek.model.usecases.held_folder import is_held_after
from huisbezoek.model.usecases.laptops import revoke_laptop
from huisbezoek.model.usecases.ports.exchange import AlreadyReadError
from huisbezoek.model.usecases.ports.rosters import DeviceStatus
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleNewerFormatError,
    BundleRevokedSenderError,
)
from huisbezoek.model.usecases.receiving import NewerSchemaError, held_files
from huisbezoek.model.usecases.sending import PeerRevokedError
from tests.journey.coordinators import begin, carry, roster_of
from tests.journey.laptops import state, writing
from tests.journey.test_exchange_refusals import call, refused


def held_here(laptops, profile=None) -> tuple[HeldFile, ...]:
    profile = profile or laptops.coordinator
    with writing(profile) as work:
        return held(work, laptops.parts.exchange(profile))


def accept(laptops, file: HeldFile, decision: HeldDecision):
    exchange = laptops.parts.exchange(laptops.coordinator)
    with writing(laptops.coordinator) as work:
        applied = accept_held(work, exchange, file, decision, now=laptops.clock.now())
    throw_away(exchange, file)
    return applied


def second_computer(laptops):
    """Riet's start file was opened twice, and the first computer came back."""
    other = begin(laptops, "tweede", laptops.made.content)
    laptops.enrol_riet()
    path = laptops.send(other, laptops.coordinators_device())
    refused(laptops, laptops.coordinator, path, StartFileUsedError)
    return other, path


def revoke(laptops, device: str) -> None:
    now = laptops.clock.now()
    exchange = laptops.parts.exchange(laptops.coordinator)
    with writing(laptops.coordinator) as work:
        revoke_laptop(work, exchange, device, RevokedReason.LOST, noticed_at=now, now=now)


def test_a_second_computer_is_named_and_may_take_part_beside_the_first(laptops):
    other, path = second_computer(laptops)
    (file,) = held_here(laptops)
    assert (file.why, file.person_name) == (HeldWhy.SECOND_COMPUTER, "Riet Jansen")
    assert (file.device, file.person) == (other.identity.device, laptops.visitor)
    assert file.made_at == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert file.decisions == (HeldDecision.ALLOW_BOTH, HeldDecision.USE_NEW)
    assert held_here(laptops) == (file,)
    before = state(laptops.coordinator)
    with pytest.raises(DecisionNotPossibleError):
        accept(laptops, file, HeldDecision.READ_AFTER_ALL)
    assert state(laptops.coordinator) == before
    assert accept(laptops, file, HeldDecision.ALLOW_BOTH).enrolled
    assert held_here(laptops) == ()
    refused(laptops, laptops.coordinator, path, AlreadyReadError)
    carry(laptops, laptops.coordinator, other)
    for profile in (other, laptops.riet):
        assert not carry(laptops, profile, laptops.coordinator).enrolled
    other.database.close()


def test_a_second_computer_may_replace_the_first(laptops):
    other, _ = second_computer(laptops)
    call(laptops)
    (file,) = held_here(laptops)
    assert accept(laptops, file, HeldDecision.USE_NEW).enrolled
    roster = roster_of(laptops, laptops.coordinator)
    assert roster.entry(laptops.riets_device()).status is DeviceStatus.REVOKED
    assert roster.entry(other.identity.device).status is DeviceStatus.ACTIVE
    with pytest.raises(PeerRevokedError):
        laptops.to_riet()
    # The work of the first computer is held, and may be read after all.
    refused(laptops, laptops.coordinator, laptops.to_coordinator(), BundleRevokedSenderError)
    (file,) = held_here(laptops)
    assert accept(laptops, file, HeldDecision.READ_AFTER_ALL).new == 1
    other.database.close()


def test_what_a_revoked_laptop_still_sends_is_read_only_when_somebody_says_so(enrolled):
    revoke(enrolled, enrolled.riets_device())
    call(enrolled)
    first = enrolled.to_coordinator()
    call(enrolled)
    second = enrolled.to_coordinator()
    for path in (first, second):
        refused(enrolled, enrolled.coordinator, path, BundleRevokedSenderError)
    files = held_here(enrolled)
    assert {one.why for one in files} == {HeldWhy.REVOKED}
    assert {one.person_name for one in files} == {"Riet Jansen"}
    by_bytes = {one.path.read_bytes(): one for one in files}
    later = by_bytes[second.read_bytes()]
    assert later.decisions == (HeldDecision.READ_AFTER_ALL,)
    assert accept(enrolled, later, HeldDecision.READ_AFTER_ALL).new == 2
    # It stays revoked; the earlier file is not let in by that.
    entry = roster_of(enrolled, enrolled.coordinator).entry(enrolled.riets_device())
    assert (entry.status, entry.cut_off) == (DeviceStatus.REVOKED, 1)
    refused(enrolled, enrolled.coordinator, first, BundleRevokedSenderError)
    with pytest.raises(PeerRevokedError):
        enrolled.to_riet()


def test_who_was_silent_for_thirteen_months_takes_part_again_when_read_after_all(enrolled):
    call(enrolled)
    enrolled.clock.forward(days=396)
    refused(enrolled, enrolled.coordinator, enrolled.to_coordinator(), SenderExpiredError)
    (file,) = held_here(enrolled)
    assert (file.why, file.person_name) == (HeldWhy.EXPIRED, "Riet Jansen")
    assert accept(enrolled, file, HeldDecision.READ_AFTER_ALL).new == 1
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    call(enrolled)
    assert enrolled.receive(enrolled.coordinator, enrolled.to_coordinator()).new == 1


def test_a_revoked_laptop_that_was_silent_too_is_read_after_all(enrolled):
    revoke(enrolled, enrolled.riets_device())
    call(enrolled)
    enrolled.clock.forward(days=396)
    refused(enrolled, enrolled.coordinator, enrolled.to_coordinator(), BundleRevokedSenderError)
    (file,) = held_here(enrolled)
    assert accept(enrolled, file, HeldDecision.READ_AFTER_ALL).new == 1
    entry = roster_of(enrolled, enrolled.coordinator).entry(enrolled.riets_device())
    assert entry.expires_on < enrolled.clock.now().date()


def test_what_a_newer_program_made_is_tried_again_and_stays(enrolled):
    refused(enrolled, enrolled.coordinator, enrolled.forge(schema=2), NewerSchemaError)
    newer = enrolled.forge(format=2, minimum_reader=2)
    refused(enrolled, enrolled.coordinator, newer, BundleNewerFormatError)
    unknown, known = held_here(enrolled)
    assert (unknown.person_name, unknown.made_at) == ("", None)
    assert (known.person_name, known.device) == ("Riet Jansen", enrolled.riets_device())
    assert {unknown.why, known.why} == {HeldWhy.NEWER}
    for file, error in ((unknown, BundleNewerFormatError), (known, NewerSchemaError)):
        with pytest.raises(error):
            accept(enrolled, file, HeldDecision.TRY_AGAIN)
        assert file.path.exists()
    assert len(held_here(enrolled)) == 2


def test_what_an_earlier_version_held_may_be_tried_again(enrolled):
    call(enrolled)
    path = enrolled.to_coordinator()
    folder = enrolled.coordinator.folder / "held"
    folder.mkdir()
    (folder / "3f.hbz").write_bytes(path.read_bytes())
    (file,) = held_here(enrolled)
    assert file.why is HeldWhy.NEWER
    assert accept(enrolled, file, HeldDecision.TRY_AGAIN).new == 1
    assert held_files(enrolled.parts.exchange(enrolled.coordinator)) == ()


def test_a_fork_can_only_be_thrown_away(enrolled):
    refused(enrolled, enrolled.coordinator, enrolled.forge(counter=1), ForkError)
    (file,) = held_here(enrolled)
    assert (file.why, file.decisions) == (HeldWhy.FORK, ())
    for decision in HeldDecision:
        with pytest.raises(DecisionNotPossibleError):
            accept(enrolled, file, decision)
    throw_away(enrolled.parts.exchange(enrolled.coordinator), file)
    assert held_here(enrolled) == ()


def test_after_which_refusals_a_file_waits():
    assert is_held_after(ForkError())
    assert not is_held_after(AlreadyReadError())


def test_nothing_readable_is_written_about_a_held_file(laptops):
    other, _ = second_computer(laptops)
    held_here(laptops)
    names = [one.path.name for one in held_files(laptops.parts.exchange(laptops.coordinator))]
    assert [name.split(".")[0] for name in names] == ["second_computer"]
    assert [one.suffix for one in (laptops.coordinator.folder / "held").iterdir()] == [".hbz"]
    other.database.close()
