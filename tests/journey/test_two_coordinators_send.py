"""Two coordinators and Riet: who writes for whom, and what each of them knows of Riet's laptop."""

from datetime import date

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.laptop_contents import (
    contents_of,
    erasure_confirmations,
    still_on_laptops,
)
from huisbezoek.model.usecases.packing_slip import packing_slip
from huisbezoek.model.usecases.sending import peers_to_send_to
from huisbezoek.model.usecases.start_files import begin_start_file, begin_with_start_file
from huisbezoek.model.usecases.visitors import add_visitor, end_assignment
from tests.journey.laptops import (
    PASSWORD,
    READY,
    RESIDENTS,
    canary,
    content_of,
    lines_of,
    writing,
)

DAY = date(2026, 11, 23)


@pytest.fixture
def joop(enrolled):
    """The second coordinator, who has read the whole copy; Riet's laptop knows him too."""
    parts = enrolled.parts
    card = VisitorCard(name="Joop Smit", role="coordinator", **READY)
    with writing(enrolled.coordinator) as work:
        person = add_visitor(work, card, random_bytes=parts.random_bytes)
        payload = begin_start_file(work, parts.start, person, today=DAY, practice=False)
    assert RESIDENTS[0].encode() not in payload
    second = begin_with_start_file(
        parts.profile,
        enrolled.place / "joop",
        content_of(payload),
        PASSWORD,
        now=parts.now,
        root_words=enrolled.made.root_words,
    )
    first_file = enrolled.send(second, enrolled.coordinators_device())
    assert enrolled.receive(enrolled.coordinator, first_file).enrolled
    enrolled.receive(second, enrolled.send(enrolled.coordinator, second.identity.device))
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    yield second
    second.database.close()


def devices_for(laptops, profile) -> set[str]:
    with writing(profile) as work:
        peers = peers_to_send_to(work, laptops.parts.exchange(profile))
    assert all(peer.receiving_key for peer in peers)
    return {peer.device for peer in peers}


def test_everybody_writes_for_everybody_they_may(enrolled, joop):
    first, second = enrolled.coordinators_device(), joop.identity.device
    assert devices_for(enrolled, enrolled.riet) == {first, second}
    assert devices_for(enrolled, enrolled.coordinator) == {second, enrolled.riets_device()}
    assert devices_for(enrolled, joop) == {first, enrolled.riets_device()}


def test_the_whole_copy_is_whole(enrolled, joop):
    with writing(enrolled.coordinator) as work, writing(joop) as copy:
        ours = {one.identifier for one in work.all_operations()}
        theirs = {one.identifier for one in copy.all_operations()}
        # What was signed by the reading itself follows with the next file.
        assert len(theirs) > 40
        assert theirs - ours == {one for one in theirs if one.device == joop.identity.device} - ours
        assert copy.resident(RESIDENTS[7]).state.card.surname == canary(7)
        assert contents_of(copy)[0].residents == contents_of(work)[0].residents
    prepared = enrolled.prepared(joop, enrolled.coordinators_device())
    with writing(joop) as copy:
        slip = packing_slip(copy, prepared)
    assert slip.people == ()
    assert slip.receiver_name


def test_the_second_coordinator_takes_back_what_the_first_one_gave(enrolled, joop):
    with writing(joop) as work:
        end_assignment(work, RESIDENTS[0], today=DAY, reason="ruil")
        work.change_card(
            Subject(SubjectKind.RESIDENT, RESIDENTS[0]), ResidentCard(surname="Kanarienieuw")
        )
        assert [one.resident for one in still_on_laptops(work)] == [RESIDENTS[0]]
    content = b"".join(lines_of(enrolled.prepared(joop, enrolled.riets_device())))
    assert b"assignment_ended" in content
    assert b"Kanarienieuw" not in content
    assert RESIDENTS[5].encode() not in content


def test_other_coordinators_confirm_an_erasure_by_reading_it(enrolled, joop):
    person = joop.identity.person
    with writing(enrolled.coordinator) as work:
        work.erase(Subject(SubjectKind.RESIDENT, RESIDENTS[0]), "request")
        before = erasure_confirmations(work, RESIDENTS[0])
    assert set(before.waiting) == {person, enrolled.visitor}
    enrolled.receive(joop, enrolled.send(enrolled.coordinator, joop.identity.device))
    with writing(joop) as work:
        # Who erased it knows it; on Riet's laptop it still is.
        theirs = erasure_confirmations(work, RESIDENTS[0])
    assert theirs.waiting == (enrolled.visitor,)
    assert len(theirs.confirmed) == 1
    enrolled.receive(enrolled.coordinator, enrolled.send(joop, enrolled.coordinators_device()))
    with writing(enrolled.coordinator) as work:
        after = erasure_confirmations(work, RESIDENTS[0])
    assert (after.confirmed, after.waiting) == ((person,), (enrolled.visitor,))
