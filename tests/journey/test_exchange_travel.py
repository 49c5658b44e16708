"""What travels, once and in any order: work, tombstones, receipts, the roster; and nothing else."""

import itertools
import random
import shutil
from datetime import date, datetime

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.events import CallLogged, CallOutcome, ReportHandedIn, VisitRequested
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.exchange_view import exchange_view, keep_exchange_folder
from huisbezoek.model.usecases.operation_lines import decode_operation
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys, read_roster
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.sealed_bundles import OperationRange, Receipt
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.receiving import arrived_files
from huisbezoek.model.usecases.sending import (
    BundleOvertakenError,
    NobodyToSendToError,
    keep_sent,
    peers_to_send_to,
    seal_bundle,
)
from huisbezoek.model.usecases.start_files import begin_start_file, begin_with_start_file
from huisbezoek.model.usecases.visitors import add_visitor, assign, end_assignment
from tests.journey.laptops import (
    PASSWORD,
    READY,
    RESIDENTS,
    canary,
    content_of,
    files_under,
    lines_of,
    operations_of,
    state,
    writing,
)
from tests.profiles import TestFolder

TOLD = "Zij kweekt zilverdistels"


def visit(laptops, number: int = 0) -> Subject:
    return Subject(SubjectKind.VISIT, laptops.made.visits[number])


def resident(number: int = 0) -> Subject:
    return Subject(SubjectKind.RESIDENT, RESIDENTS[number])


def call(laptops, number: int = 0) -> None:
    with writing(laptops.riet) as work:
        work.record(
            visit(laptops, number),
            CallLogged(CallOutcome.NO_ANSWER, datetime.fromisoformat("2026-11-23T10:00")),
        )


def report(laptops, number: int = 0):
    """A report in the journal; answers the operation that holds it."""
    document = {"told": [{"text": TOLD}, {"text": "De trap is lastig"}]}
    with writing(laptops.riet) as work:
        return work.record(visit(laptops, number), ReportHandedIn(document, date(2026, 11, 23)))


def ids(prepared) -> set:
    return set(operations_of(prepared))


def today(laptops):
    return laptops.clock.now().date()


def test_what_was_not_confirmed_is_sent_again_until_it_is(enrolled):
    call(enrolled, 0)
    lost = enrolled.sealed(enrolled.riet, enrolled.coordinators_device())
    call(enrolled, 1)
    second = enrolled.to_coordinator()
    third = enrolled.prepared(enrolled.riet, enrolled.coordinators_device())
    assert ids(lost.prepared) < ids(third)
    assert len(ids(third)) == 2
    applied = enrolled.receive(enrolled.coordinator, second)
    assert (applied.new, applied.missing) == (2, (2,))
    # The coordinator's answer says which one is missing, and that the other was read.
    answer = enrolled.sealed(enrolled.coordinator, enrolled.riets_device())
    assert answer.prepared.header.receipts == (Receipt(enrolled.riets_device(), 1, 3, (2,)),)
    enrolled.receive(enrolled.riet, answer.path)
    # What went in the lost one first goes once more, for certainty; then nothing is left.
    last = enrolled.sealed(enrolled.riet, enrolled.coordinators_device())
    assert ids(last.prepared) == ids(lost.prepared)
    assert enrolled.receive(enrolled.coordinator, last.path).new == 0
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert not ids(enrolled.prepared(enrolled.riet, enrolled.coordinators_device()))


def test_who_always_writes_before_reading_sees_it_confirmed_too(enrolled):
    """As the one button does: each file carries the work again, and an earlier receipt counts."""
    call(enrolled)
    for waiting in (1, 1, 0):
        prepared = enrolled.sealed(enrolled.riet, enrolled.coordinators_device())
        assert len(ids(prepared.prepared)) == waiting
        enrolled.receive(enrolled.riet, enrolled.to_riet())
        enrolled.receive(enrolled.coordinator, prepared.path)


def test_no_counter_is_given_to_two_bundles(enrolled):
    exchange = enrolled.parts.exchange(enrolled.riet)
    first = seal_bundle(exchange, enrolled.prepared(enrolled.riet, enrolled.coordinators_device()))
    enrolled.to_coordinator()
    before = state(enrolled.riet)
    with pytest.raises(BundleOvertakenError), writing(enrolled.riet) as work:
        keep_sent(work, first, now=enrolled.clock.now())
    assert state(enrolled.riet) == before


def test_headers_chain_count_and_name_their_ranges(enrolled):
    call(enrolled)
    first = enrolled.sealed(enrolled.riet, enrolled.coordinators_device())
    call(enrolled)
    second = enrolled.sealed(enrolled.riet, enrolled.coordinators_device()).prepared.header
    assert first.prepared.header.counter + 1 == second.counter == 3
    assert second.previous == first.digest
    assert second.operations == 2
    assert second.ranges == (OperationRange(enrolled.riets_device(), 1, 1, 2),)
    assert second.enrolment is None
    assert second.roster_version == 2


def test_what_a_lost_file_carried_is_not_taken_for_delivered(enrolled):
    """The lost bundle was the only one with this resident: the next chance brings her after all."""
    with writing(enrolled.coordinator) as work:
        assign(work, [RESIDENTS[2]], enrolled.visitor, today=today(enrolled))
    lost = enrolled.sealed(enrolled.coordinator, enrolled.riets_device())
    assert canary(2).encode() in b"".join(lines_of(lost.prepared))
    with writing(enrolled.coordinator) as work:
        end_assignment(work, RESIDENTS[2], today=today(enrolled), reason="vergissing")
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    call(enrolled)
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    with writing(enrolled.coordinator) as work:
        assign(work, [RESIDENTS[2]], enrolled.visitor, today=today(enrolled))
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    with writing(enrolled.riet) as work:
        assert work.resident(RESIDENTS[2]).state.card.surname == canary(2)


def test_an_older_receipt_takes_nothing_back(enrolled):
    older = enrolled.to_coordinator()
    with writing(enrolled.coordinator) as work:
        work.change_card(resident(0), ResidentCard(surname=canary(0), telephone="+31600000999"))
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    newer = enrolled.to_coordinator()
    for path in (newer, older):
        enrolled.receive(enrolled.coordinator, path)
        assert not ids(enrolled.prepared(enrolled.coordinator, enrolled.riets_device()))


def test_a_laptop_that_went_back_to_a_backup_gets_everything_again(enrolled):
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    assert not ids(enrolled.prepared(enrolled.coordinator, enrolled.riets_device()))
    restored = enrolled.forge(incarnation=2, receipts=(), previous=None)
    enrolled.receive(enrolled.coordinator, restored)
    again = enrolled.sealed(enrolled.coordinator, enrolled.riets_device())
    content = b"".join(lines_of(again.prepared))
    assert canary(0).encode() in content
    assert canary(1).encode() in content
    assert again.prepared.header.receipts[0].incarnation == 2


def test_a_visitors_laptop_from_before_its_first_return_knows_the_coordinator(enrolled):
    """A copy of the profile from before it sent anything: then nobody is its peer yet."""
    shutil.copytree(enrolled.made.folder / "riet", enrolled.place / "vroeger")
    earlier = enrolled.opened("vroeger", enrolled.made.riet)
    applied = enrolled.receive(earlier, enrolled.to_riet())
    assert not applied.enrolled
    with writing(earlier) as work:
        (peer,) = work.peers()
    assert (peer.device, peer.role) == (enrolled.coordinators_device(), "coordinator")
    earlier.database.close()


def test_a_second_coordinator_gets_everything_but_its_own(enrolled):
    parts = enrolled.parts
    card = VisitorCard(name="Joop Smit", role="coordinator", **READY)
    with writing(enrolled.coordinator) as work:
        second = add_visitor(work, card, random_bytes=parts.random_bytes)
        payload = begin_start_file(work, parts.start, second, today=today(enrolled), practice=False)
    joop = begin_with_start_file(
        parts.profile,
        enrolled.place / "joop",
        content_of(payload),
        PASSWORD,
        now=parts.now,
        root_words=enrolled.made.root_words,
    )
    with writing(joop) as work:
        work.record(resident(5), VisitRequested(today(enrolled), "resident"))
    applied = enrolled.receive(
        enrolled.coordinator, enrolled.send(joop, enrolled.coordinators_device())
    )
    assert applied.enrolled
    call(enrolled)
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    prepared = enrolled.prepared(enrolled.coordinator, joop.identity.device)
    with writing(enrolled.coordinator) as work:
        everything = {one.identifier for one in work.all_operations()}
    devices = {one.device for one in everything}
    assert devices == {
        joop.identity.device,
        enrolled.riets_device(),
        enrolled.coordinators_device(),
    }
    assert ids(prepared) == {one for one in everything if one.device != joop.identity.device}
    joop.database.close()


def test_the_page_names_who_there_is_and_what_went_and_came(enrolled):
    exchange = enrolled.parts.exchange(enrolled.coordinator)
    with writing(enrolled.coordinator) as work:
        before = exchange_view(work)
        keep_exchange_folder(work, enrolled.stick)
        after = exchange_view(work)
    (partner,) = before.partners
    riet = enrolled.riets_device()
    assert (partner.device, partner.name, partner.role) == (riet, "Riet Jansen", "visitor")
    assert before.names[enrolled.coordinators_device()] == "Anneke de Wit"
    assert [one.peer for one in (*before.received, *before.sent)] == [riet, riet]
    assert before.known == {one.bundle for one in before.received}
    assert (before.folder, after.folder) == (None, enrolled.stick)
    (enrolled.stick / "half.hbz.part").write_bytes(b"")
    paths = sorted(enrolled.stick.glob("*.hbz"))
    assert sorted(one.path for one in arrived_files(exchange, enrolled.stick)) == paths
    assert len(paths) == 2


def test_a_receipt_for_an_earlier_life_of_ours_is_not_believed(enrolled):
    with writing(enrolled.coordinator) as work:
        work.change_card(resident(0), ResidentCard(surname=canary(0), telephone="+31600000999"))
    enrolled.to_riet()
    earlier = Receipt(enrolled.coordinators_device(), 7, 99)
    enrolled.receive(enrolled.coordinator, enrolled.forge(receipts=(earlier,)))
    prepared = enrolled.prepared(enrolled.coordinator, enrolled.riets_device())
    assert b"+31600000999" in b"".join(lines_of(prepared))


def test_a_laptop_never_gets_its_own_operations_back(enrolled):
    report(enrolled)
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    prepared = enrolled.prepared(enrolled.coordinator, enrolled.riets_device())
    assert {one.device for one in operations_of(prepared)} <= {enrolled.coordinators_device()}
    assert TOLD.encode() not in b"".join(lines_of(prepared))


def test_the_first_answer_brings_the_roster_and_uses_up_the_secret(laptops):
    with writing(laptops.riet) as work:
        assert load_organisation_keys(work).enrolment_secret
    laptops.enrol_riet()
    with writing(laptops.riet) as work:
        keys = load_organisation_keys(work)
    roster = read_roster(laptops.parts.rosters, keys)
    assert not keys.enrolment_secret
    assert roster.version == 2
    assert roster.entry(laptops.riets_device()).public == laptops.riet.keys.device_keys.public
    with writing(laptops.coordinator) as work:
        (record,) = (one for one in work.visitors() if one.visitor == laptops.visitor)
        assert record.enrolled


def test_who_goes_on_exchanging_stays_on_the_roster_for_years(enrolled):
    for _ in range(9):
        enrolled.clock.forward(days=90)
        call(enrolled)
        assert enrolled.receive(enrolled.coordinator, enrolled.to_coordinator()).new == 1
        enrolled.receive(enrolled.riet, enrolled.to_riet())
    rosters = []
    for profile in (enrolled.coordinator, enrolled.riet):
        with writing(profile) as work:
            rosters.append(read_roster(enrolled.parts.rosters, load_organisation_keys(work)))
    assert rosters[0] == rosters[1]
    assert rosters[0].version == 2 + 9
    # A second exchange on the same day signs nothing new.
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    with writing(enrolled.coordinator) as work:
        keys = load_organisation_keys(work)
    assert read_roster(enrolled.parts.rosters, keys) == rosters[0]


def test_who_loses_a_resident_hears_it_and_nothing_more(enrolled):
    with writing(enrolled.coordinator) as work:
        end_assignment(work, RESIDENTS[0], today=today(enrolled), reason="Riet is ziek")
        card = work.resident(RESIDENTS[0]).state.card
        assert isinstance(card, ResidentCard)
        work.change_card(resident(), ResidentCard(surname="Kanarienieuw"))
    path = enrolled.to_riet()
    lines = b"".join(enrolled.lines_in(path, enrolled.riet))
    assert RESIDENTS[0].encode() in lines
    assert b"Kanarienieuw" not in lines
    assert b"ziek" not in lines
    enrolled.receive(enrolled.riet, path)
    with writing(enrolled.riet) as work:
        mine = work.resident_ids(ResidentQuestion(today(enrolled), visitor=enrolled.visitor))
        assert mine == (RESIDENTS[1],)


def database_text(profile) -> str:
    with writing(profile) as work:
        return repr(tuple(work.all_operations())) + repr(work.local_value("organisation_keys"))


def test_withdraw_redact_and_erase_travel(enrolled):
    told = report(enrolled, 0)
    call(enrolled, 1)
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    with writing(enrolled.coordinator) as work:
        work.redact(told, "report/told/0")
        (logged,) = (
            one.stamp.operation
            for one in work.visit_events(enrolled.made.visits[1])
            if isinstance(one.event, CallLogged)
        )
        work.withdraw([logged])
    assert TOLD not in database_text(enrolled.coordinator)
    assert TOLD in database_text(enrolled.riet)
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert TOLD not in database_text(enrolled.riet)
    with writing(enrolled.riet) as work:
        assert work.visit(enrolled.made.visits[1]).calls == 0
    # Erasing: first what is Riet's own, then somebody whom she may no longer see.
    with writing(enrolled.coordinator) as work:
        work.erase(resident(0), "asked")
        end_assignment(work, RESIDENTS[1], today=today(enrolled), reason="ruil")
        work.erase(resident(1), "asked")
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    for profile in (enrolled.coordinator, enrolled.riet):
        text = database_text(profile)
        assert canary(0) not in text
        assert canary(1) not in text
        with writing(profile) as work:
            for number in (0, 1):
                with pytest.raises(UnknownSubjectError):
                    work.resident(RESIDENTS[number])
                with pytest.raises(UnknownSubjectError):
                    work.visit(enrolled.made.visits[number])


def test_what_was_erased_before_the_first_return_is_erased_there_too(laptops):
    """Riet has it from her start file; no bundle ever brought it."""
    with writing(laptops.coordinator) as work:
        work.erase(resident(0), "asked")
    assert canary(0) in database_text(laptops.riet)
    laptops.enrol_riet()
    assert canary(0) not in database_text(laptops.riet)
    assert canary(1) in database_text(laptops.riet)


def test_who_came_by_bundle_and_was_erased_after_being_taken_back_is_erased_there_too(enrolled):
    with writing(enrolled.coordinator) as work:
        assign(work, [RESIDENTS[2]], enrolled.visitor, today=today(enrolled))
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert canary(2) in database_text(enrolled.riet)
    with writing(enrolled.coordinator) as work:
        end_assignment(work, RESIDENTS[2], today=today(enrolled), reason="ruil")
        work.erase(resident(2), "asked")
        work.erase(resident(5), "asked")
    path = enrolled.to_riet()
    assert RESIDENTS[5].encode() not in b"".join(enrolled.lines_in(path, enrolled.riet))
    enrolled.receive(enrolled.riet, path)
    assert canary(2) not in database_text(enrolled.riet)


def test_a_new_laptop_knows_to_whom_it_sends(laptops):
    exchange = laptops.parts.exchange
    with writing(laptops.riet) as work:
        (peer,) = peers_to_send_to(work, exchange(laptops.riet))
    assert peer.device == laptops.coordinators_device()
    with writing(laptops.coordinator) as work:
        assert peers_to_send_to(work, exchange(laptops.coordinator)) == ()
    with pytest.raises(NobodyToSendToError):
        laptops.prepared(laptops.coordinator, laptops.riets_device())
    laptops.enrol_riet()
    for mine, theirs in (
        (laptops.riet, laptops.coordinators_device()),
        (laptops.coordinator, laptops.riets_device()),
    ):
        with writing(mine) as work:
            assert [one.device for one in peers_to_send_to(work, exchange(mine))] == [theirs]


def test_a_late_bundle_about_somebody_erased_brings_nothing_back(enrolled):
    report(enrolled)
    late = enrolled.to_coordinator()
    with writing(enrolled.coordinator) as work:
        work.erase(resident(0), "asked")
    digest = enrolled.coordinator.database.digest()
    assert enrolled.receive(enrolled.coordinator, late).new == 0
    assert TOLD not in database_text(enrolled.coordinator)
    assert enrolled.coordinator.database.digest() == digest
    assert enrolled.coordinator.database.check(thorough=True).findings == ()


def test_four_bundles_in_any_order_and_twice_give_the_same(enrolled, tmp_path):
    bundles = []
    for number in range(2):
        call(enrolled, number)
        if number == 1:
            report(enrolled)
        path = enrolled.to_coordinator()
        bundles.append(enrolled.lines_in(path, enrolled.coordinator))
        enrolled.receive(enrolled.coordinator, path)
        with writing(enrolled.coordinator) as work:
            if number == 0:
                work.change_card(resident(0), ResidentCard(surname="Anders", initials="B."))
            else:
                work.erase(resident(1), "asked")
        path = enrolled.to_riet()
        bundles.append(enrolled.lines_in(path, enrolled.riet))
        enrolled.receive(enrolled.riet, path)
    united = [[decode_operation(line) for line in lines] for lines in bundles]
    assert all(united)
    chance = random.Random(7)
    digests = set()
    for place, order in enumerate(itertools.permutations(united)):
        doubled = list(order)
        doubled.insert(chance.randrange(5), chance.choice(united))
        database = TestFolder(tmp_path / f"any{place}").create()
        writer = database.open_writer()
        with writer.writing() as work:
            for operations in doubled:
                work.unite(operations)
            work.commit()
        digests.add((database.digest(), database.mark().digest))
        database.close()
    assert place == 23
    assert len(digests) == 1


def test_what_was_taken_back_never_goes_along_again(enrolled):
    """As above, but each draw is kept: who was the visitor's once brings only endings."""
    chance = random.Random(23)
    for draw in range(12):
        mine = chance.sample(range(len(RESIDENTS)), 2)
        with writing(enrolled.coordinator) as work:
            for one in RESIDENTS:
                end_assignment(work, one, today=today(enrolled), reason="ruil")
            for number in range(len(RESIDENTS)):
                telephone = f"+3161{number}{draw:02d}00000"
                card = work.resident(RESIDENTS[number]).state.card
                work.change_card(
                    resident(number),
                    ResidentCard(surname=card.surname, telephone=telephone),
                )
            assign(work, [RESIDENTS[one] for one in mine], enrolled.visitor, today=today(enrolled))
        content = b"".join(
            lines_of(enrolled.sealed(enrolled.coordinator, enrolled.riets_device()).prepared)
        )
        for number in range(len(RESIDENTS)):
            telephone = f"+3161{number}{draw:02d}00000".encode()
            assert (telephone in content) == (number in mine)
            assert (canary(number).encode() in content) <= (number in mine)


def test_nothing_readable_lies_in_outbox_inbox_stick_or_profile(enrolled):
    report(enrolled)
    path = enrolled.to_coordinator()
    waiting = enrolled.take_in(enrolled.coordinator, path)
    secrets = [TOLD, "Riet Jansen", "Voorbeelddam", "Anneke", *map(canary, range(len(RESIDENTS)))]
    wanted = [word.encode(code) for word in secrets for code in ("utf-8", "utf-16-le")]
    found = files_under(enrolled.place)
    assert waiting.path in found
    assert any(one.parent.name == "outbox" for one in found)
    for content in found.values():
        assert not any(word in content for word in wanted)


def test_a_failing_decryption_leaves_no_file_behind(enrolled):
    """T20: whatever the place of the cut, nothing unsealed and nothing new stands on the disk."""
    report(enrolled)
    path = enrolled.to_coordinator()
    whole = path.read_bytes()
    half = enrolled.stick / "half.hbz"
    half.touch()
    before = state(enrolled.coordinator), set(files_under(enrolled.coordinator.folder))
    chance = random.Random(20)
    for _ in range(60):
        half.write_bytes(whole[: chance.randrange(len(whole))])
        with pytest.raises(HuisbezoekError):
            enrolled.take_in(enrolled.coordinator, half)
    after = state(enrolled.coordinator), set(files_under(enrolled.coordinator.folder))
    assert after == before
    assert not any(TOLD.encode() in one for one in files_under(enrolled.place).values())
