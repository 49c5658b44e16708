"""Sealed files are removed once they certainly arrived, and only those very bytes."""

from dataclasses import replace
from datetime import datetime

import pytest

from huisbezoek.model.domain.events import CallLogged, CallOutcome
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.outbox import (
    MOST_REMEMBERED,
    SealedFile,
    carried_files,
    empty_outbox,
    forget_carried,
    remember_sealed,
    remove_carried,
    sealed_files,
)
from huisbezoek.model.usecases.ports.sealed_bundles import BundleNotForKeyError
from huisbezoek.model.usecases.ports.transfer import PlaceVanishedError
from huisbezoek.model.usecases.receiving import FromMyselfError
from tests.journey.laptops import writing


def outbox(laptops) -> set[str]:
    return {path.name for path in (laptops.riet.folder / "outbox").glob("*.hbz")}


def tidied(laptops, folder=None) -> int:
    """In three steps, as an exchange does: no transaction is open while files go."""
    with writing(laptops.riet) as work:
        files = carried_files(work)
    removed = remove_carried(laptops.parts.exchange(laptops.riet), files, folder)
    with writing(laptops.riet) as work:
        forget_carried(work, removed)
    return len(removed)


def call(laptops) -> None:
    at = datetime.fromisoformat("2026-11-23T10:00")
    with writing(laptops.riet) as work:
        work.record(
            Subject(SubjectKind.VISIT, laptops.made.visits[0]),
            CallLogged(CallOutcome.NO_ANSWER, at),
        )


def test_nothing_goes_before_its_receipt_and_nothing_but_the_same_bytes(enrolled):
    call(enrolled)
    first = enrolled.to_coordinator()
    second = enrolled.to_coordinator()
    before = outbox(enrolled)
    copy = enrolled.stick / "andere naam.hbz"
    copy.write_bytes(first.read_bytes())
    changed = enrolled.stick / "zelfde maat.hbz"
    changed.write_bytes(bytes(len(first.read_bytes())))
    # The very first bundle was answered; the stick holds none of these two confirmed.
    assert tidied(enrolled, enrolled.stick) >= 1
    assert first.exists()
    assert second.exists()
    assert len(before - outbox(enrolled)) == 1
    enrolled.receive(enrolled.coordinator, first)
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert tidied(enrolled, enrolled.stick) >= 1
    assert not first.exists()
    assert second.exists()
    assert changed.exists()
    assert len(outbox(enrolled)) == 1
    assert tidied(enrolled, enrolled.stick) == 0


def test_a_bundle_that_is_missing_is_not_of_no_use(enrolled):
    call(enrolled)
    lost = enrolled.to_coordinator()
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    tidied(enrolled, enrolled.stick)
    assert lost.exists()
    assert len(outbox(enrolled)) == 1


def test_what_lies_in_no_folder_now_is_remembered(enrolled):
    path = enrolled.to_coordinator()
    enrolled.receive(enrolled.coordinator, path)
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert tidied(enrolled) == 0
    assert outbox(enrolled) == set()
    with pytest.raises(PlaceVanishedError):
        tidied(enrolled, enrolled.place / "weg")
    assert path.exists()
    assert tidied(enrolled, enrolled.stick) >= 1
    assert not path.exists()


def test_files_of_an_earlier_life_and_to_strangers_are_kept_and_to_a_revoked_one_not(enrolled):
    with writing(enrolled.coordinator) as work:
        _, incarnation, _ = work.own_sequence()
        made = SealedFile("b", enrolled.riets_device(), incarnation, 999, 1, "00")
        remember_sealed(work, made)
        remember_sealed(work, replace(made, peer="f" * 32))
        remember_sealed(work, replace(made, incarnation=incarnation + 1))
        (peer,) = work.peers()
        assert made not in carried_files(work)
        work.save_peer(replace(peer, status="revoked"))
        found = carried_files(work)
        assert made in found
        assert {one.peer for one in found} == {enrolled.riets_device()}
        assert {one.incarnation for one in found} == {incarnation}


def test_old_files_are_forgotten_in_the_end(enrolled):
    with writing(enrolled.riet) as work:
        (peer,) = work.peers()
        for number in range(MOST_REMEMBERED + 3):
            remember_sealed(work, SealedFile(f"{number}", peer.device, 1, 1, 1, "00"))
        found = carried_files(work)
    assert len(found) == MOST_REMEMBERED
    assert found[-1].bundle == f"{MOST_REMEMBERED + 2}"


def test_an_emptied_outbox_loses_nothing(enrolled):
    call(enrolled)
    enrolled.to_coordinator()
    empty_outbox(enrolled.parts.exchange(enrolled.riet))
    assert outbox(enrolled) == set()
    empty_outbox(enrolled.parts.exchange(enrolled.riet))
    assert enrolled.receive(enrolled.coordinator, enrolled.to_coordinator()).new == 1


def test_an_own_file_is_known_when_it_is_not_in_the_outbox_any_more(enrolled):
    own = enrolled.to_coordinator()
    empty_outbox(enrolled.parts.exchange(enrolled.riet))
    with writing(enrolled.riet) as work:
        assert own.stat().st_size in {one.size for one in sealed_files(work)}
    with pytest.raises(FromMyselfError):
        enrolled.receive(enrolled.riet, own)
    content = bytearray(own.read_bytes())
    content[-1] ^= 1
    own.write_bytes(content)
    with pytest.raises(BundleNotForKeyError):
        enrolled.receive(enrolled.riet, own)
    own.write_bytes(bytes(content) + b"x")
    with pytest.raises(BundleNotForKeyError):
        enrolled.receive(enrolled.riet, own)
