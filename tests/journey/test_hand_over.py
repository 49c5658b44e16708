"""A resident goes from Riet to Bea: what Bea may read, and how Riet's laptop becomes clean."""

from datetime import date, datetime

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.events import CallLogged, CallOutcome, HandOverNotes, ReportHandedIn
from huisbezoek.model.domain.office_events import ResidentsRemoved
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visit_refusals import ReasonMissingError
from huisbezoek.model.usecases.hand_over import SummaryMissingError, hand_over
from huisbezoek.model.usecases.laptop_contents import (
    StillOnLaptop,
    confirm_removals,
    contents_of,
    erasure_confirmations,
    removable_residents,
    remove_residents,
    still_on_laptops,
)
from huisbezoek.model.usecases.packing_slip import PackedWhy, packing_slip
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.start_files import begin_start_file, begin_with_start_file
from huisbezoek.model.usecases.visitors import VisitorNotReadyError, add_visitor, assign
from tests.journey.laptops import (
    PASSWORD,
    READY,
    RESIDENTS,
    canary,
    content_of,
    lines_of,
    operations_of,
    writing,
)

TOLD = "Zij kweekt zilverdistels"
IMPRESSION = "Ik maak mij zorgen"
SUMMARY = "Graag hard praten"
DAY = date(2026, 11, 23)
FIRST, SECOND = RESIDENTS[:2]


def resident(number: int = 0) -> Subject:
    return Subject(SubjectKind.RESIDENT, RESIDENTS[number])


def visit_of(laptops, number: int = 0) -> Subject:
    return Subject(SubjectKind.VISIT, laptops.made.visits[number])


def hand_in(laptops, number: int = 0) -> None:
    lines = [{"kind": "told", "text": TOLD}, {"kind": "impression", "text": IMPRESSION}]
    with writing(laptops.riet) as work:
        work.record(visit_of(laptops, number), ReportHandedIn({"lines": lines}, DAY))


def exchange_riet(laptops) -> None:
    """Riet's button: write, read, remove, and write once more."""
    parts = laptops.parts.exchange(laptops.riet)
    first = laptops.to_coordinator()
    laptops.receive(laptops.riet, laptops.to_riet())
    laptops.receive(laptops.coordinator, first)
    with writing(laptops.riet) as work:
        residents = removable_residents(work, laptops.visitor)
        remove_residents(work, parts, residents)
    with writing(laptops.riet) as work:
        confirm_removals(work, parts, today=DAY)
    laptops.receive(laptops.coordinator, laptops.to_coordinator())


def removable(laptops) -> tuple[str, ...]:
    with writing(laptops.riet) as work:
        return removable_residents(work, laptops.visitor)


def to_bea(laptops, bea: str, notes: HandOverNotes, residents=(FIRST,), summary: str = "") -> int:
    with writing(laptops.coordinator) as work:
        return hand_over(
            work, residents, bea, today=DAY, reason="Riet is ziek", notes=notes, summary=summary
        )


@pytest.fixture
def bea(enrolled) -> str:
    """A visitor without residents and without a laptop."""
    with writing(enrolled.coordinator) as work:
        return add_visitor(
            work,
            VisitorCard(name="Bea Vos", **READY),
            random_bytes=enrolled.parts.random_bytes,
        )


def enrol_bea(laptops, bea: str):
    parts = laptops.parts
    with writing(laptops.coordinator) as work:
        payload = begin_start_file(work, parts.start, bea, today=DAY, practice=False)
    content = content_of(payload)
    folder = laptops.place / "bea"
    profile = begin_with_start_file(parts.profile, folder, content, PASSWORD, now=parts.now)
    laptops.receive(laptops.coordinator, laptops.send(profile, laptops.coordinators_device()))
    return profile, content


def said_to(laptops, device: str) -> bytes:
    return b"".join(lines_of(laptops.prepared(laptops.coordinator, device)))


# --- the deed -------------------------------------------------------------------------------


def test_a_hand_over_ends_assigns_and_says_why(enrolled, bea):
    assert to_bea(enrolled, bea, HandOverNotes.NOTHING, (FIRST, RESIDENTS[5]), "weg") == 1
    with writing(enrolled.coordinator) as work:
        assert work.resident(FIRST).state.visitors == (bea,)
        assert work.resident(RESIDENTS[5]).state.visitors == (bea,)
        last = work.resident(FIRST).events[-1].event
        assert [type(one.event).__name__ for one in work.resident(RESIDENTS[5]).events] == [
            "Listed",
            "Assigned",
        ]
    assert (last.from_visitor, last.to_visitor, last.reason) == (
        enrolled.visitor,
        bea,
        "Riet is ziek",
    )
    assert (last.notes, last.summary) == (HandOverNotes.NOTHING, "")
    assert to_bea(enrolled, bea, HandOverNotes.FULL) == 0


def test_without_reason_summary_or_papers_nothing_changes(enrolled, bea):
    with writing(enrolled.coordinator) as work:
        unready = add_visitor(
            work, VisitorCard(name="Jo"), random_bytes=enrolled.parts.random_bytes
        )
        with pytest.raises(ReasonMissingError):
            hand_over(work, [FIRST], bea, today=DAY, reason=" ", notes=HandOverNotes.FULL)
        with pytest.raises(SummaryMissingError):
            hand_over(work, [FIRST], bea, today=DAY, reason="x", notes=HandOverNotes.SUMMARY)
        with pytest.raises(VisitorNotReadyError):
            hand_over(work, [FIRST], unready, today=DAY, reason="x", notes=HandOverNotes.FULL)
        with pytest.raises(UnknownSubjectError):
            hand_over(work, ["0" * 32], bea, today=DAY, reason="x", notes=HandOverNotes.FULL)
        assert work.resident(FIRST).state.visitors == (enrolled.visitor,)


# --- what the next visitor reads ------------------------------------------------------------


@pytest.mark.parametrize(
    ("notes", "reads"),
    [
        (HandOverNotes.FULL, {TOLD}),
        (HandOverNotes.SUMMARY, {SUMMARY}),
        (HandOverNotes.NOTHING, set()),
    ],
)
def test_who_takes_over_reads_what_was_chosen(enrolled, bea, notes, reads):
    hand_in(enrolled)
    exchange_riet(enrolled)
    to_bea(enrolled, bea, notes, summary=SUMMARY)
    profile, content = enrol_bea(enrolled, bea)
    device = profile.identity.device
    for text in ("".join(content.operations), said_to(enrolled, device).decode()):
        assert {word for word in (TOLD, SUMMARY, IMPRESSION, "ziek") if word in text} == reads
        assert canary(0) in text
        assert canary(1) not in text
    enrolled.receive(profile, enrolled.send(enrolled.coordinator, device))
    with writing(profile) as work:
        held = work.visit(enrolled.made.visits[0])
        assert (TOLD in repr(held.report)) == (notes is HandOverNotes.FULL)
    profile.database.close()


def test_a_copy_that_was_narrowed_before_is_widened_until_it_arrived(enrolled, bea):
    """Bea had the resident without notes; later she gets her again, now with full notes."""
    hand_in(enrolled)
    exchange_riet(enrolled)
    to_bea(enrolled, bea, HandOverNotes.NOTHING)
    profile, _ = enrol_bea(enrolled, bea)
    device = profile.identity.device
    enrolled.receive(profile, enrolled.send(enrolled.coordinator, device))
    enrolled.receive(enrolled.coordinator, enrolled.send(profile, enrolled.coordinators_device()))
    assert TOLD.encode() not in said_to(enrolled, device)
    with writing(enrolled.coordinator) as work:
        assign(work, [FIRST], enrolled.visitor, today=DAY)
    to_bea(enrolled, bea, HandOverNotes.FULL)
    for _ in range(2):
        prepared = enrolled.prepared(enrolled.coordinator, device)
        assert TOLD.encode() in b"".join(lines_of(prepared))
        with writing(enrolled.coordinator) as work:
            (person,) = packing_slip(work, prepared).people
        assert (person.resident, person.why) == (FIRST, PackedWhy.HANDED_OVER)
        path = enrolled.send(enrolled.coordinator, device)
    enrolled.receive(profile, path)
    with writing(profile) as work:
        assert TOLD in repr(work.visit(enrolled.made.visits[0]).report)
    # The first of the two files was lost, so it goes once more.
    for _ in range(2):
        back = enrolled.send(profile, enrolled.coordinators_device())
        enrolled.receive(enrolled.coordinator, back)
        enrolled.receive(profile, enrolled.send(enrolled.coordinator, device))
    assert not lines_of(enrolled.prepared(enrolled.coordinator, device))
    assert not profile.database.check(thorough=True).findings
    profile.database.close()


# --- what is on which laptop ----------------------------------------------------------------


def test_the_first_words_about_a_laptop_take_over_what_the_start_file_gave(laptops):
    with writing(laptops.coordinator) as work:
        (begun,) = contents_of(work)
    assert (begun.person, begun.device) == (laptops.visitor, "")
    assert begun.residents == set(begun.given_on) == {FIRST, SECOND}
    laptops.enrol_riet()
    with writing(laptops.coordinator) as work:
        (known,) = contents_of(work)
        assert known.device == laptops.riets_device()
        assert known.residents == {FIRST, SECOND}
        before = len(work.visitor_events(laptops.visitor))
    laptops.to_riet()
    with writing(laptops.coordinator) as work:
        assert len(work.visitor_events(laptops.visitor)) == before
        assign(work, [RESIDENTS[4]], laptops.visitor, today=DAY)
    laptops.to_riet()
    with writing(laptops.coordinator) as work:
        assert len(work.visitor_events(laptops.visitor)) == before + 1
        assert RESIDENTS[4] in contents_of(work)[0].residents


def test_only_a_laptop_itself_says_that_something_is_gone(enrolled):
    with writing(enrolled.coordinator) as work:
        work.record(
            Subject(SubjectKind.VISITOR, enrolled.visitor),
            ResidentsRemoved(enrolled.riets_device(), (FIRST,), DAY),
        )
        (contents,) = contents_of(work)
    assert FIRST in contents.residents


def test_riets_laptop_becomes_clean_and_says_so(enrolled, bea):
    hand_in(enrolled)
    to_bea(enrolled, bea, HandOverNotes.FULL)
    with writing(enrolled.coordinator) as work:
        assert still_on_laptops(work) == (StillOnLaptop(FIRST, enrolled.visitor, DAY),)
    # The report is not confirmed yet: nothing goes before a receipt.
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    with writing(enrolled.riet) as work:
        assert removable_residents(work, enrolled.visitor) == ()
        assert work.resident_ids(ResidentQuestion(DAY, visitor=enrolled.visitor)) == (SECOND,)
        assert work.visit(enrolled.made.visits[0]).report is not None
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert removable(enrolled) == (FIRST,)
    exchange_riet(enrolled)
    with writing(enrolled.riet) as work:
        with pytest.raises(UnknownSubjectError):
            work.resident(FIRST)
        everything = repr(tuple(work.all_operations()))
    assert canary(0) not in everything
    assert TOLD not in everything
    assert canary(1) in everything
    assert not list((enrolled.riet.folder / "outbox").glob("*.hbz"))[1:]
    with writing(enrolled.coordinator) as work:
        assert still_on_laptops(work) == ()
        (contents,) = contents_of(work)
        assert (contents.residents, contents.removed_once) == ({SECOND}, {FIRST})
        assert TOLD in repr(work.visit(enrolled.made.visits[0]).report)
    assert removable(enrolled) == ()
    # Nothing about her goes to Riet any more, not even changes.
    with writing(enrolled.coordinator) as work:
        work.change_card(resident(), ResidentCard(surname="Kanarienieuw"))
    assert FIRST.encode() not in said_to(enrolled, enrolled.riets_device())


def test_an_open_draft_and_unsent_work_keep_the_resident(enrolled, bea):
    visit = enrolled.made.visits[0]
    at = datetime.fromisoformat("2026-11-23T10:00")
    with writing(enrolled.riet) as work:
        work.save_draft(Draft(visit, {"text": TOLD}, at))
    to_bea(enrolled, bea, HandOverNotes.NOTHING)
    exchange_riet(enrolled)
    assert removable(enrolled) == ()
    with writing(enrolled.riet) as work:
        work.drop_draft(visit)
        work.record(visit_of(enrolled), CallLogged(CallOutcome.NO_ANSWER, at))
    assert removable(enrolled) == ()
    # Work that Riet still does arrives and counts.
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    with writing(enrolled.coordinator) as work:
        assert work.visit(visit).calls == 1
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert removable(enrolled) == (FIRST,)


def test_who_was_never_ours_stays(enrolled):
    """Somebody whom Riet entered herself and nobody gave her."""
    with writing(enrolled.riet) as work:
        work.change_card(resident(9), ResidentCard(surname="Zelf"))
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert removable(enrolled) == ()


def test_who_comes_back_comes_back_whole_with_riets_own_work(enrolled, bea):
    hand_in(enrolled)
    exchange_riet(enrolled)
    to_bea(enrolled, bea, HandOverNotes.NOTHING)
    exchange_riet(enrolled)
    exchange_riet(enrolled)
    with writing(enrolled.coordinator) as work:
        assert FIRST not in contents_of(work)[0].residents
        assign(work, [FIRST], enrolled.visitor, today=DAY)
    lost = enrolled.sealed(enrolled.coordinator, enrolled.riets_device()).prepared
    assert lost.given == (FIRST,)
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    # That file was lost: everything goes along once more, and only then it is done.
    again = enrolled.prepared(enrolled.coordinator, enrolled.riets_device())
    assert operations_of(again) == operations_of(lost)
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    with writing(enrolled.riet) as work:
        assert work.resident(FIRST).state.card.surname == canary(0)
        assert TOLD in repr(work.visit(enrolled.made.visits[0]).report)
        assert enrolled.visitor in work.resident(FIRST).state.visitors
    assert removable(enrolled) == ()
    for _ in range(2):
        enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
        enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert not lines_of(enrolled.prepared(enrolled.coordinator, enrolled.riets_device()))
    assert not enrolled.riet.database.check(thorough=True).findings


def test_who_is_given_again_while_the_laptop_let_go_is_completed_later(enrolled, bea):
    """The coordinator did not know yet that Riet's laptop had removed her."""
    to_bea(enrolled, bea, HandOverNotes.NOTHING)
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    parts = enrolled.parts.exchange(enrolled.riet)
    with writing(enrolled.riet) as work:
        assert removable_residents(work, enrolled.visitor) == (FIRST,)
        remove_residents(work, parts, (FIRST,))
    # The program stopped here. Then she is assigned again, and a file with only that arrives.
    with writing(enrolled.coordinator) as work:
        assign(work, [FIRST], enrolled.visitor, today=DAY)
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert removable(enrolled) == (FIRST,)
    with writing(enrolled.riet) as work:
        before = work.resident(FIRST).state.visitors
        remove_residents(work, parts, (FIRST,))
        assert work.resident(FIRST).state.visitors == before == (enrolled.visitor,)
        assert confirm_removals(work, parts, today=DAY) == (FIRST,)
        assert confirm_removals(work, parts, today=DAY) == ()
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    with writing(enrolled.riet) as work:
        assert work.resident(FIRST).state.card.surname == canary(0)
    assert removable(enrolled) == ()


# --- who is erased or stopped ---------------------------------------------------------------


def test_an_erasure_is_confirmed_by_each_laptop(enrolled, bea):
    with writing(enrolled.coordinator) as work:
        work.erase(resident(), "request")
        assert erasure_confirmations(work, FIRST).waiting == (enrolled.visitor,)
        assert erasure_confirmations(work, RESIDENTS[7]).waiting == ()
        assert still_on_laptops(work) == ()
    prepared = enrolled.prepared(enrolled.coordinator, enrolled.riets_device())
    with writing(enrolled.coordinator) as work:
        people = {one.resident: one for one in packing_slip(work, prepared).people}
    assert (people[FIRST].name, people[FIRST].why) == ("", PackedWhy.ERASED)
    assert people[SECOND].why is PackedWhy.AGAIN
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    assert removable(enrolled) == (FIRST,)
    exchange_riet(enrolled)
    assert removable(enrolled) == ()
    with writing(enrolled.coordinator) as work:
        found = erasure_confirmations(work, FIRST)
    assert (found.confirmed, found.waiting) == ((enrolled.visitor,), ())


@pytest.mark.parametrize("stop", ["OptedOut", "Moved", "Died"])
def test_who_stopped_is_not_given_and_who_has_them_hears_only_that(enrolled, stop):
    from huisbezoek.model.domain import events

    event = getattr(events, stop)(DAY)
    with writing(enrolled.coordinator) as work:
        assign(work, [RESIDENTS[3]], enrolled.visitor, today=DAY)
        for number in (0, 3):
            work.record(resident(number), event)
            work.change_card(resident(number), ResidentCard(surname="Kanarienieuw"))
    content = said_to(enrolled, enrolled.riets_device())
    assert RESIDENTS[3].encode() not in content
    assert b"Kanarienieuw" not in content
    assert b'"on":"2026-11-23"' in content
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    with writing(enrolled.riet) as work:
        state = work.resident(FIRST).state
        assert state.stopped_on == DAY
        assert state.card.surname == canary(0)
        assert work.visit(enrolled.made.visits[0]).status.is_closed
    with writing(enrolled.coordinator) as work:
        payload = begin_start_file(
            work, enrolled.parts.start, enrolled.visitor, today=DAY, practice=False
        )
    assert FIRST.encode() not in payload
    assert SECOND.encode() in payload
