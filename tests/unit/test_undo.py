"""Undoing by name: every deed has a name or a reason to have none, and its undo leaves no trace."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import OfferCard, VisitorCard
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import (
    Answer,
    CallOutcome,
    CancelledBy,
    ExclusionReason,
    ReportHandedIn,
    VisitCancelled,
    VisitHeld,
)
from huisbezoek.model.domain.follow_up_events import SignalKind, SignalOutcome
from huisbezoek.model.domain.operations import (
    AppendDocument,
    HybridTime,
    JsonValue,
    Operation,
    OperationId,
    Redact,
    SetFields,
    Subject,
    SubjectKind,
    Withdraw,
)
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.domain.planning_events import ContactPaused
from huisbezoek.model.domain.undo import _DOCUMENTS, NEVER_UNDONE, DeedName, deed_name
from huisbezoek.model.domain.visibility import Role, visible_documents
from huisbezoek.model.planning.plans import preview_plan
from huisbezoek.model.storage import deed_queries, deeds
from huisbezoek.model.usecases import (
    exclusions,
    follow_up,
    ladder,
    match_decisions,
    residents,
    social_map,
    stopping_visitors,
    to_decide,
    visitors,
    visits,
)
from huisbezoek.model.usecases.accepting import accept
from huisbezoek.model.usecases.hand_over import HandOverNotes, hand_over
from huisbezoek.model.usecases.letters import letter_queue, mark_sent
from huisbezoek.model.usecases.plan_basis import read_plan
from huisbezoek.model.usecases.planning import problem_of
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.exchange import OperationRun
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.proposals import proposals
from huisbezoek.model.usecases.residents import StopReason
from huisbezoek.model.usecases.rounds import plan_visits
from huisbezoek.model.usecases.undo import (
    DeedLeftError,
    NothingToUndoError,
    Obstacle,
    TalkBegunError,
    UndoableDeed,
    last_deed,
    undo_deed,
)
from huisbezoek.model.usecases.visits import NewAppointment
from tests.people import READY, TODAY, at, day
from tests.profiles import TestFolder, identifier
from tests.unit.round_profile import RoundProfile

TUESDAY, THURSDAY = NewAppointment(at(day(1), 10)), NewAppointment(at(day(3), 14))


@dataclass
class Town:
    """Everybody whom the deeds are about; `visit` had its letter, `pair` is a couple's."""

    profile: RoundProfile
    single: str
    visit: str
    couple: tuple[str, str]
    pair: tuple[str, ...]
    free: str
    reported: str
    riet: str
    ans: str

    def do(self, deed: Callable, *arguments: Any, **named: Any) -> Any:
        return self.profile.do(deed, *arguments, **named)

    def last(self) -> UndoableDeed | None:
        return self.profile.ask(last_deed)

    def undo(self) -> DeedName:
        deed = self.last()
        assert deed is not None
        self.do(undo_deed, deed)
        return deed.name

    def state(self) -> tuple[object, ...]:
        """Everything that anybody sees, folded and as rows."""

        def seen(reading: Any) -> tuple[object, ...]:
            people = (self.single, *self.couple, self.free)
            rows = reading.visit_rows(VisitQuestion(open_only=False))
            return (
                tuple(reading.resident(one) for one in people),
                rows,
                reading.visitors(),
                reading.organisation(),
                reading.differences(),
            )

        return self.profile.database.digest(), self.profile.ask(seen)


def town(folder: Path) -> Town:
    profile = RoundProfile(folder)
    single = profile.add_resident(surname="Bakker", telephone="+31600000001")
    couple = profile.add_couple()
    free = profile.add_resident(surname="Meijer")
    (visit,) = profile.invited(single)
    held = VisitHeld(TODAY, 60, TUESDAY.contact_kind)
    reported = profile.add_visit(
        profile.add_resident(surname="Smit"), held, ReportHandedIn({"lines": []}, TODAY)
    )
    riet = profile.add_visitor()
    ans = profile.add_visitor(replace(READY, name="Ans Mulder"))
    pair = profile.invited(*couple)
    profile.give(riet, single)
    return Town(profile, single, visit, couple, pair, free, reported, riet, ans)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town for tests that leave it as it was."""
    made = town(tmp_path_factory.mktemp("undo") / "profile")
    yield made
    made.profile.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Town]:
    made = town(tmp_path / "profile")
    yield made
    made.profile.close()


def appoint(ids: tuple[str, ...], new: NewAppointment) -> Callable:
    return lambda town: town.do(
        visits.make_appointment,
        ids,
        new,
        today=TODAY,
        random_bytes=town.profile.random_bytes,
    )


def call(outcome: CallOutcome) -> Callable[[Town], Any]:
    return lambda town: town.do(visits.log_call, town.visit, outcome, at=at(TODAY, 10))


def stop(reason: StopReason) -> Callable[[Town], Any]:
    return lambda town: town.do(residents.stop_contact, town.single, reason, TODAY)


def reply(town: Town) -> None:
    town.do(visits.enter_reply, town.visit, Answer.YES, on=TODAY, telephone="+31600000009")


def change_card(town: Town) -> None:
    card = town.profile.ask(lambda reading: reading.resident(town.single).state.card)
    number = "+31600000007" if card.telephone != "+31600000007" else "+31600000008"
    town.do(residents.change_card, town.single, replace(card, telephone=number))


def ask_visit(town: Town) -> None:
    town.do(residents.request_visit, town.free, "dochter", TODAY, town.profile.random_bytes)


def plan(town: Town) -> None:
    chance = town.profile.random_bytes
    if not town.do(plan_visits, (town.free,), day(0), chance):
        raise NothingToUndoError


def send_letters(town: Town) -> None:
    chance = town.profile.random_bytes
    lines = town.profile.ask(letter_queue, today=TODAY).to_send
    if not town.do(mark_sent, lines, on=TODAY, random_bytes=chance).visits:
        raise NothingToUndoError


def plan_and_send(town: Town) -> None:
    plan(town)
    send_letters(town)


def accept_proposals(town: Town) -> None:
    """Of the real plan what is about who has no visit yet."""

    def rows(reading: Any) -> list[Any]:
        basis = read_plan(reading, today=TODAY)
        problem = problem_of(basis)
        plan = preview_plan(problem, PlanWeights())
        seen = proposals(reading, basis, problem, plan, months=24).rows_with
        return [row for row in seen if town.free in row.residents]

    found, chance = town.profile.ask(rows), town.profile.random_bytes
    if not town.do(accept, found, today=TODAY, random_bytes=chance).given:
        raise NothingToUndoError


def raise_note(town: Town) -> str:
    new = follow_up.NewSignal(SignalKind.GRIEF, "Mist haar zus.")
    chance = town.profile.random_bytes
    return town.do(follow_up.raise_signal, town.single, new, on=TODAY, random_bytes=chance)


def on_note(step: Callable, *arguments: Any) -> Callable[[Town], Any]:
    return lambda town: town.do(step, town.single, raise_note(town), *arguments, on=TODAY)


def with_residents(step: Callable, *more: str) -> Callable[[Town], Any]:
    """A deed about the single person, perhaps with this visitor, through the planning's roads."""
    return lambda town: town.do(
        step, (town.single,), *(getattr(town, name) for name in more), today=TODAY
    )


def hand(town: Town) -> None:
    if not town.do(
        hand_over,
        (town.single,),
        town.ans,
        today=TODAY,
        reason="verhuisd",
        notes=HandOverNotes.NOTHING,
    ):
        raise NothingToUndoError


def about(step: Callable, visit: str = "visit", **more: Any) -> Callable[[Town], Any]:
    return lambda town: town.do(step, getattr(town, visit), today=TODAY, **more)


DEEDS: dict[str, tuple[Callable[[Town], Any], DeedName]] = {
    "no answer": (call(CallOutcome.NO_ANSWER), DeedName.CALL_LOGGED),
    "says no": (call(CallOutcome.NO), DeedName.CALL_LOGGED),
    "reply": (reply, DeedName.REPLY_ENTERED),
    "card": (about(visits.send_card), DeedName.CARD_SENT),
    "unreached": (about(visits.close_unreached), DeedName.CLOSED_UNREACHED),
    "second letter": (about(ladder.ask_second_letter), DeedName.SECOND_LETTER_ASKED),
    "later": (
        lambda town: town.do(ladder.postpone, town.visit, day(9), today=TODAY),
        DeedName.VISIT_POSTPONED,
    ),
    "letter back": (
        lambda town: town.do(ladder.letter_returned, town.visit, on=TODAY),
        DeedName.LETTER_RETURNED,
    ),
    "couple appoints": (
        lambda town: appoint(town.pair, TUESDAY)(town),
        DeedName.APPOINTMENT_MADE,
    ),
    "appoints": (lambda town: appoint((town.visit,), TUESDAY)(town), DeedName.APPOINTMENT_MADE),
    "confirms": (about(visits.confirm_appointment), DeedName.APPOINTMENT_CONFIRMED),
    "cancels": (
        lambda town: town.do(
            visits.cancel_appointment, town.visit, CancelledBy.RESIDENT, today=TODAY
        ),
        DeedName.APPOINTMENT_CANCELLED,
    ),
    "nobody home": (about(visits.not_at_home), DeedName.NOT_AT_HOME),
    "report read": (
        about(visits.assess_report, "reported", follow_up=True),
        DeedName.REPORT_READ,
    ),
    "aftercare": (about(visits.finish_aftercare, "reported"), DeedName.AFTERCARE_DONE),
    "visit is off": (
        lambda town: town.profile.record(SubjectKind.VISIT, town.visit, VisitCancelled(TODAY)),
        DeedName.VISIT_CANCELLED,
    ),
    "opted out": (stop(StopReason.OPTED_OUT), DeedName.OPTED_OUT),
    "moved": (stop(StopReason.MOVED), DeedName.MOVED),
    "deceased": (stop(StopReason.DECEASED), DeedName.DECEASED),
    "excluded": (
        lambda town: town.do(exclusions.exclude, town.single, ExclusionReason.NURSING_HOME, TODAY),
        DeedName.EXCLUDED,
    ),
    "partner died": (
        lambda town: town.do(residents.stop_contact, town.couple[0], StopReason.DECEASED, TODAY),
        DeedName.DECEASED,
    ),
    "rests": (
        lambda town: town.profile.record(SubjectKind.RESIDENT, town.single, ContactPaused(TODAY)),
        DeedName.CONTACT_PAUSED,
    ),
    "term left": (
        lambda town: town.do(to_decide.leave_term, town.single, TODAY),
        DeedName.TERM_LEFT,
    ),
    "card changed": (change_card, DeedName.CARD_CHANGED),
    "asked for": (ask_visit, DeedName.VISIT_ASKED),
    "planned": (plan, DeedName.VISIT_PLANNED),
    "accepts": (accept_proposals, DeedName.PROPOSALS_ACCEPTED),
    "letters": (plan_and_send, DeedName.INVITATION_SENT),
    "note": (raise_note, DeedName.NOTE_WRITTEN),
    "note seen": (on_note(follow_up.see_signal), DeedName.NOTE_SEEN),
    "note given": (on_note(follow_up.assign_signal, "wijkteam"), DeedName.NOTE_ASSIGNED),
    "note acted": (on_note(follow_up.act_on_signal, "gebeld"), DeedName.NOTE_ACTED),
    "note closed": (
        on_note(follow_up.close_signal, SignalOutcome.TALKED_OVER),
        DeedName.NOTE_CLOSED,
    ),
    "invited": (
        lambda town: town.do(
            follow_up.invite_to, town.single, follow_up.NewInvitation("Koffie"), on=TODAY
        ),
        DeedName.INVITED_TO,
    ),
    "fixed": (with_residents(match_decisions.fix, "riet"), DeedName.MATCH_FIXED),
    "freed": (with_residents(match_decisions.free), DeedName.MATCH_FREED),
    "apart": (with_residents(match_decisions.split_couple), DeedName.VISITED_APART),
    "together": (with_residents(match_decisions.join_couple), DeedName.VISITED_TOGETHER),
    "ruled out": (with_residents(match_decisions.rule_out, "riet"), DeedName.VISITOR_RULED_OUT),
    "allowed": (with_residents(match_decisions.allow, "riet"), DeedName.VISITOR_ALLOWED),
    "assigned": (with_residents(visitors.assign, "ans"), DeedName.ASSIGNED),
    "handed over": (hand, DeedName.HANDED_OVER),
    "taken back": (
        lambda town: town.do(
            visitors.end_assignment, town.single, today=TODAY, reason="op vakantie"
        ),
        DeedName.ASSIGNMENT_ENDED,
    ),
    "stops": (
        lambda town: town.do(stopping_visitors.stop_visitor, town.riet, today=TODAY),
        DeedName.VISITOR_STOPPED,
    ),
    "new visitor": (
        lambda town: town.do(
            visitors.add_visitor,
            VisitorCard(name="Mia Bos"),
            random_bytes=town.profile.random_bytes,
        ),
        DeedName.VISITOR_ADDED,
    ),
    "visitor changed": (
        lambda town: town.do(visitors.change_visitor, town.ans, replace(READY, name="Ans Bos")),
        DeedName.VISITOR_CHANGED,
    ),
    "new offer": (
        lambda town: town.do(
            social_map.add_offer,
            OfferCard(name="Eettafel"),
            random_bytes=town.profile.random_bytes,
        ),
        DeedName.OFFER_ADDED,
    ),
    "settings": (
        lambda town: town.profile.set_organisation(
            replace(
                town.profile.ask(lambda reading: reading.organisation()),
                coordinator_name=f"Anneke {town.profile.random_bytes(2).hex()}",
            )
        ),
        DeedName.SETTINGS_CHANGED,
    ),
}
BEFORE: dict[str, Callable[[Town], Any]] = {
    "confirms": DEEDS["appoints"][0],
    "cancels": DEEDS["appoints"][0],
    "aftercare": about(visits.assess_report, "reported", follow_up=False),
    "freed": DEEDS["fixed"][0],
    "together": DEEDS["apart"][0],
    "allowed": DEEDS["ruled out"][0],
}
"""What has to be done first, so that the deed says something new."""


@pytest.mark.parametrize("which", DEEDS)
def test_each_deed_is_undone_by_its_name_and_nothing_is_left_of_it(shared: Town, which) -> None:
    deed, name = DEEDS[which]
    prepare = BEFORE.get(which)
    if prepare is not None:
        prepare(shared)
    start = shared.last()
    before = shared.state()
    deed(shared)
    assert shared.state() != before
    while (last := shared.last()) != start:
        assert last is not None
        if which != "letters" and not which.startswith("note"):
            assert last.name is name
        shared.undo()
    assert shared.state() == before
    if prepare is not None:
        shared.undo()


def test_names_of_several_steps_are_those_of_the_last(shared: Town) -> None:
    on_note(follow_up.see_signal)(shared)
    assert [shared.undo(), shared.undo()] == [DeedName.NOTE_SEEN, DeedName.NOTE_WRITTEN]
    plan_and_send(shared)
    assert [shared.undo(), shared.undo()] == [DeedName.INVITATION_SENT, DeedName.VISIT_PLANNED]


@settings(max_examples=6)
@given(steps=st.lists(st.sampled_from(sorted(DEEDS)), min_size=1, max_size=6))
def test_any_deeds_undone_one_by_one_go_back_step_by_step(shared: Town, steps) -> None:
    trail = [(shared.last(), shared.state())]
    for which in steps:
        # A refused step is no deed; the step before it in the same road may be one.
        with contextlib.suppress(RefusedByRuleError):
            DEEDS[which][0](shared)
        if shared.last() != trail[-1][0]:
            trail.append((shared.last(), shared.state()))
    while len(trail) > 1:
        trail.pop()
        deed, state = trail[-1]
        while shared.last() != deed:
            shared.undo()
        assert shared.state() == state


def test_a_moved_appointment_is_called_moved_and_goes_back_to_the_earlier_time(
    shared: Town,
) -> None:
    appoint((shared.visit,), TUESDAY)(shared)
    appoint((shared.visit,), THURSDAY)(shared)
    moved = shared.last()
    assert (moved.name, moved.names, moved.count) == (
        DeedName.APPOINTMENT_MOVED,
        ("mevrouw Bakker",),
        1,
    )
    shared.undo()
    state = shared.profile.ask(lambda reading: reading.visit(shared.visit))
    assert state.appointment.starts == TUESDAY.starts
    assert shared.undo() is DeedName.APPOINTMENT_MADE


def test_both_visits_of_a_couple_go_back_together(shared: Town) -> None:
    appoint(shared.pair, TUESDAY)(shared)
    deed = shared.last()
    assert (len(deed.names), deed.count, deed.obstacle, deed.refusal()) == (2, 2, None, None)
    shared.undo()
    rows = shared.profile.ask(lambda reading: reading.visit_rows(VisitQuestion()))
    assert all(not row.appointment for row in rows)


def test_a_death_entered_by_mistake_and_taken_back_can_be_entered_again(shared: Town) -> None:
    for reason in (StopReason.OPTED_OUT, StopReason.DECEASED):
        stop(reason)(shared)
    stopped = shared.state()
    shared.do(residents.resume_contact, shared.single, TODAY)
    assert shared.undo() is DeedName.CONTACT_RESUMED
    assert shared.state() == stopped
    assert [shared.undo(), shared.undo()] == [DeedName.DECEASED, DeedName.OPTED_OUT]


def test_many_people_are_counted_and_not_named(shared: Town) -> None:
    people = (shared.single, *shared.couple)
    shared.do(match_decisions.fix, people, shared.riet, today=TODAY)
    assert (shared.last().names, shared.last().count) == ((), 3)
    shared.undo()
    stop_all = stopping_visitors.stop_visitor
    shared.do(stop_all, shared.ans, today=TODAY)
    assert (shared.last().names, shared.last().count) == (("Ans Mulder",), 1)
    shared.undo()
    DEEDS["settings"][0](shared)
    assert (shared.last().names, shared.last().count) == ((), 0)
    shared.undo()
    change_card(shared)
    assert shared.last().fields == ("telephone",)
    shared.undo()


def test_only_the_last_deed_is_undone_and_only_once(shared: Town) -> None:
    change_card(shared)
    first = shared.last()
    call(CallOutcome.NO_ANSWER)(shared)
    with pytest.raises(NothingToUndoError):
        shared.do(undo_deed, first)
    second = shared.last()
    shared.undo()
    with pytest.raises(NothingToUndoError):
        shared.do(undo_deed, second)
    assert shared.last() == first
    shared.undo()


def test_what_is_in_a_file_is_not_undone(own: Town) -> None:
    call(CallOutcome.NO_ANSWER)(own)

    def send(writing: Any) -> None:
        device, incarnation, last = writing.own_sequence()
        writing.mark_sent(identifier(77), 1, [OperationRun(device, incarnation, last, last)])

    own.do(send)
    deed = own.last()
    assert deed.obstacle is Obstacle.LEFT
    before = own.state()
    with pytest.raises(DeedLeftError):
        own.do(undo_deed, deed)
    assert own.state() == before


def test_a_talk_that_was_begun_rests_on_the_deeds_about_its_visit(own: Town) -> None:
    appoint((own.visit,), TUESDAY)(own)
    own.do(lambda writing: writing.save_draft(Draft(own.visit, {}, at(TODAY, 9))))
    deed = own.last()
    assert deed.obstacle is Obstacle.TALK_BEGUN
    with pytest.raises(TalkBegunError):
        own.do(undo_deed, deed)
    # Words about another visit are in nobody's way.
    own.do(lambda writing: writing.drop_draft(own.visit))
    own.do(lambda writing: writing.save_draft(Draft(own.pair[0], {}, at(TODAY, 9))))
    assert own.last().obstacle is None


def local_too(town: Town) -> None:
    def deed(writing: Any) -> None:
        visits.send_card(writing, town.visit, today=TODAY)
        writing.save_local_value("something", "else")

    town.do(deed)


def hand_in(town: Town) -> None:
    town.profile.record(SubjectKind.VISIT, town.visit, ReportHandedIn({"lines": []}, TODAY))


def erase(town: Town) -> None:
    town.do(lambda writing: writing.erase(Subject(SubjectKind.RESIDENT, town.free), "asked"))


def let_go(town: Town) -> None:
    card = town.profile.ask(lambda reading: reading.resident(town.free).state.card)
    town.do(residents.change_card, town.free, replace(card, telephone="+31600000005"))
    town.do(lambda writing: writing.let_go([Subject(SubjectKind.RESIDENT, town.free)]))


def new_life(town: Town) -> None:
    call(CallOutcome.NO)(town)

    def begin(writing: Any) -> None:
        writing._connection.exec_driver_sql(
            "UPDATE counters SET value = value + 1 WHERE name = 'incarnation'"
        )

    town.do(begin)


@pytest.mark.parametrize("deed", [local_too, hand_in, erase, let_go, new_life])
def test_by_nature_there_is_nothing_to_undo(own: Town, deed) -> None:
    deed(own)
    assert own.last() is None


def test_a_deed_of_very_many_is_not_undone_as_one(shared: Town, monkeypatch) -> None:
    change_card(shared)
    with monkeypatch.context() as patched:
        patched.setattr(deed_queries, "MOST_OPERATIONS", 0)
        assert shared.last() is None
    shared.undo()


def test_the_last_deeds_are_remembered_and_a_rebuild_keeps_them(own: Town, monkeypatch) -> None:
    monkeypatch.setattr(deeds, "KEPT_DEEDS", 4)
    for _ in range(6):
        change_card(own)
    own.profile._reader.close()
    own.profile._writer.close()
    own.profile.database.rebuild()
    own.profile._reader = own.profile.database.open_reader()
    own.profile._writer = own.profile.database.open_writer()
    for _ in range(4):
        assert own.undo() is DeedName.CARD_CHANGED
    assert own.last() is None


def test_a_kill_before_the_commit_leaves_the_deed_and_after_it_the_undo(
    own: Town, tmp_path: Path
) -> None:
    """A copy of the files is what a kill leaves."""
    before = own.profile.database.digest()
    change_card(own)
    after = own.profile.database.digest()
    deed = own.last()
    with own.profile._writer.writing() as writing:
        undo_deed(writing, deed)
        shutil.copytree(tmp_path / "profile", tmp_path / "during")
        writing.commit()
    shutil.copytree(tmp_path / "profile", tmp_path / "done")
    for name, digest, is_there in (("during", after, True), ("done", before, False)):
        database = TestFolder(tmp_path / name).open()
        reader = database.open_reader()
        with reader.reading() as reading:
            assert (last_deed(reading) == deed) is is_there
        reader.close()
        assert database.digest() == digest
        assert not database.check(thorough=True).findings
        database.close()


def test_every_document_has_a_name_or_is_never_undone() -> None:
    known = {one for kind in SubjectKind for one in visible_documents(kind, Role.COORDINATOR)}
    assert known == set(_DOCUMENTS) | NEVER_UNDONE
    assert not NEVER_UNDONE & set(_DOCUMENTS)


def operation(kind: str, body: Any) -> Operation:
    place = OperationId(identifier(2), 1, 1)
    return Operation(place, Subject(kind, identifier(5)), body, HybridTime(1, 0), identifier(3))


FIELDS: dict[str, JsonValue] = {"name": "Eettafel"}
EARLIER = {"name": (OperationId(identifier(2), 1, 0),)}


@pytest.mark.parametrize(
    ("kind", "body", "name"),
    [
        (SubjectKind.OFFER, SetFields(FIELDS), DeedName.OFFER_ADDED),
        (SubjectKind.OFFER, SetFields(FIELDS, EARLIER), DeedName.OFFER_CHANGED),
        (SubjectKind.ORGANISATION, SetFields(FIELDS), DeedName.SETTINGS_CHANGED),
        ("later_kind", SetFields(FIELDS), None),
        (SubjectKind.VISIT, Withdraw(()), None),
        (SubjectKind.RESIDENT, Redact(EARLIER["name"][0], "text"), None),
    ],
)
def test_names_of_single_operations(kind, body, name) -> None:
    assert deed_name([operation(kind, body)]) is name


def test_no_operations_are_no_deed_and_one_nameless_part_takes_the_name_away() -> None:
    named = operation(SubjectKind.OFFER, SetFields(FIELDS))
    nameless = operation(SubjectKind.OFFER, Redact(EARLIER["name"][0], "name"))
    assert deed_name([]) is None
    assert deed_name([named, nameless]) is None


@pytest.mark.parametrize(
    ("kinds", "name"),
    [
        (("assignment_ended", "assigned"), DeedName.ASSIGNED),
        (("assignment_ended", "assigned", "visit_cancelled"), DeedName.VISITOR_CHOSEN),
        (("assignment_ended", "assigned", "appointment_made"), DeedName.VISITOR_CHOSEN),
        (("assigned", "visit_cancelled"), DeedName.VISIT_CANCELLED),
        (("assignment_ended", "visitor_ruled_out"), DeedName.ASSIGNMENT_ENDED),
        (("visitor_ruled_out", "assignment_ended"), DeedName.VISITOR_RULED_OUT),
    ],
)
def test_names_of_choosing_and_of_giving_back(kinds: tuple[str, ...], name: DeedName) -> None:
    made = [operation(SubjectKind.RESIDENT, AppendDocument(kind, {})) for kind in kinds]
    assert deed_name(made) is name


def test_the_moment_of_a_deed_is_told_with_its_zone(shared: Town) -> None:
    change_card(shared)
    deed = shared.last()
    assert deed.at.utcoffset() == timedelta(0)
    shared.undo()
