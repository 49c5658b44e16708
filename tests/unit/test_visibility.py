"""What a visitor's laptop may hold: no hidden field or report by others survives the narrowing."""

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    AssignmentEnded,
    Died,
    Event,
    HandedOver,
    HandOverNotes,
    ResidentEvent,
    Stamped,
    VisitEvent,
)
from huisbezoek.model.domain.merge import unite
from huisbezoek.model.domain.operations import (
    AddToSet,
    AppendDocument,
    Body,
    Erase,
    HybridTime,
    JsonValue,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    RemoveFromSet,
    SetFields,
    Stamp,
    Subject,
    SubjectKind,
    UnknownBody,
    Withdraw,
)
from huisbezoek.model.domain.visibility import (
    HIDDEN_FROM_VISITORS,
    Role,
    known_age,
    narrow,
    reads_earlier_reports,
    visible_documents,
    visible_fields,
)

CANARY = "kanarie"
ME = "f" * 32
OTHER = "e" * 32
EARLIER = OperationId("device", 0, 1)
NOVEMBER = int(datetime(2026, 11, 22, 12, tzinfo=UTC).timestamp() * 1000)


def operation(
    body: Body, kind: str = SubjectKind.RESIDENT, author: str = OTHER, subject: str = "subject"
) -> Operation:
    return Operation(
        OperationId("device", 0, 7), Subject(kind, subject), body, HybridTime(NOVEMBER, 0), author
    )


def for_visitor(of: Operation, own_visits: tuple[str, ...] = ()) -> Operation | None:
    return narrow(of, Role.VISITOR, ME, own_visits)


def a_visitor_gets(values: dict[str, JsonValue]) -> dict[str, JsonValue]:
    narrowed = for_visitor(operation(SetFields(values)))
    if narrowed is None:
        return {}
    assert isinstance(narrowed.body, SetFields)
    return dict(narrowed.body.fields)


def test_a_coordinator_gets_every_operation_as_it_is() -> None:
    unknown = operation(UnknownBody("later", {"field": CANARY}), "later_kind")
    assert narrow(unknown, Role.COORDINATOR) is unknown


@pytest.mark.parametrize("role", ["", "auditor"])
def test_an_unknown_role_gets_nothing(role: str) -> None:
    assert narrow(operation(SetFields({"surname": "Jansen"})), role, ME) is None
    assert visible_fields(SubjectKind.RESIDENT, role) == frozenset()
    assert visible_documents(SubjectKind.RESIDENT, role) == frozenset()


def test_hidden_fields_are_fields_of_the_card() -> None:
    names = {known.name for known in fields(ResidentCard)}
    assert names >= HIDDEN_FROM_VISITORS
    assert visible_fields(SubjectKind.RESIDENT, Role.COORDINATOR) == names


def test_a_narrowed_operation_keeps_its_id_and_the_visible_fields() -> None:
    whole = operation(
        SetFields(
            {"surname": "Jansen", "loss_date": "2025-01-01", "later_field": CANARY},
            {"surname": (EARLIER,), "loss_date": (EARLIER,)},
        )
    )
    narrowed = for_visitor(whole)
    assert narrowed is not None
    assert narrowed.identifier == whole.identifier
    assert narrowed.body == SetFields({"surname": "Jansen"}, {"surname": (EARLIER,)})


def test_nothing_is_left_of_hidden_fields_alone() -> None:
    assert for_visitor(operation(SetFields({"loss_date": "2025-01-01"}))) is None


def test_the_birth_date_becomes_an_age_on_the_day_of_the_operation() -> None:
    body = SetFields({"birth_date": "1944-05-05"}, {"birth_date": (EARLIER,)})
    narrowed = for_visitor(operation(body))
    assert narrowed is not None
    assert narrowed.body == SetFields(
        {"age": "82", "age_on": "2026-11-22"}, {"age": (EARLIER,), "age_on": (EARLIER,)}
    )


@pytest.mark.parametrize("birth_date", ["1944", "", "?", None, 5])
def test_an_age_that_is_not_known_is_empty(birth_date: JsonValue) -> None:
    assert a_visitor_gets({"birth_date": birth_date}) == {"age": "", "age_on": ""}


def test_an_age_that_was_sent_as_a_value_is_not_passed_on() -> None:
    assert a_visitor_gets({"age": "17", "age_on": "2026-01-01"}) == {}


def test_the_known_age_comes_from_either_and_grows() -> None:
    today = date(2028, 12, 1)
    assert known_age(ResidentCard(birth_date="1944-05-05"), today) == 84
    assert known_age(ResidentCard(age="82", age_on="2026-11-22"), today) == 84
    assert known_age(ResidentCard(age="82", age_on="2026-11-22"), date(2020, 1, 1)) == 82
    assert known_age(ResidentCard(), today) is None
    assert known_age(ResidentCard(birth_date="?"), today) is None


# Documents


@pytest.mark.parametrize(
    ("kind", "document", "kept"),
    [
        ("report_handed_in", {"report": CANARY, "on": "2026-01-01"}, {"report": None}),
        ("report_added", {"text": CANARY, "on": "2026-01-01"}, {"text": None}),
        ("addition_asked", {"question": CANARY, "on": "2026-01-01"}, {"question": None}),
        ("visit_cancelled", {"reason": CANARY, "on": "2026-01-01"}, {"reason": None}),
        ("status_forced", {"status": "held", "reason": CANARY}, {"status": "held", "reason": None}),
    ],
)
def test_what_others_wrote_about_a_visit_is_emptied(
    kind: str, document: dict[str, JsonValue], kept: dict[str, JsonValue]
) -> None:
    body = AppendDocument(kind, document)
    narrowed = for_visitor(operation(body, SubjectKind.VISIT))
    assert narrowed is not None
    assert isinstance(narrowed.body, AppendDocument)
    assert CANARY not in repr(narrowed)
    assert narrowed.body.document == {**document, **kept}
    mine = operation(body, SubjectKind.VISIT, author=ME)
    assert for_visitor(mine) == mine


def test_of_an_exclusion_the_reason_stays_behind() -> None:
    whole = operation(AppendDocument("excluded", {"reason": "nursing_home", "on": "2026-11-22"}))
    told = for_visitor(whole)
    assert told is not None
    assert told.body == AppendDocument("excluded", {"reason": None, "on": "2026-11-22"})
    assert unite(told, whole) == whole
    mine = replace(whole, author=ME)
    assert for_visitor(mine) == mine


def planned(**document: JsonValue) -> Operation:
    return operation(AppendDocument("visit_planned", document), SubjectKind.VISIT)


@pytest.mark.parametrize(
    ("groups", "shown", "guide"),
    [
        (["age75"], ["age75"], None),
        (["age75", "former_carer"], ["age75", None], "former_carer"),
        (["pension"], ["pension"], None),
        ([], [], None),
        (None, None, None),
        (CANARY, None, None),
    ],
)
def test_of_a_plan_neither_the_day_nor_the_group_of_a_loss_is_told(
    groups: JsonValue, shown: JsonValue, guide: JsonValue
) -> None:
    whole = planned(groups=groups, due_on="2027-04-19", turn_first=None, extra_guide=None)
    told = for_visitor(whole)
    expected = planned(groups=shown, due_on=None, turn_first=None, extra_guide=guide)
    assert told == expected
    if groups != CANARY:
        # A wider copy that comes later fits on it, and one from before there was such a field.
        assert unite(told, whole) == unite(whole, told)
        unite(planned(groups=groups, due_on="2027-04-19"), told)


def test_which_questions_come_along_is_not_believed_but_derived() -> None:
    told = for_visitor(planned(groups=["age75"], extra_guide=CANARY))
    assert told == planned(groups=["age75"], due_on=None, extra_guide=None)


def test_a_question_about_my_report_is_kept() -> None:
    asked = operation(AppendDocument("addition_asked", {"question": "?"}), SubjectKind.VISIT)
    assert for_visitor(asked, own_visits=("subject",)) == asked


# Hand-over

LINES: list[JsonValue] = [
    {"kind": "told", "text": "Zij tuiniert"},
    {"kind": "impression", "text": CANARY},
    {"kind": "note", "text": CANARY},
    {"kind": "note_call", "value": "called"},
    {"kind": "note_reason", "text": CANARY},
    {"kind": "support", "value": True},
    {"kind": "satisfaction", "value": 3},
    {"kind": "a_later_kind", "text": CANARY},
    None,
    {"kind": "agreed", "text": "Samen bellen"},
]


def handed_in(report: JsonValue) -> Operation:
    return operation(AppendDocument("report_handed_in", {"report": report}), SubjectKind.VISIT)


def test_full_notes_are_the_report_without_impression_and_what_was_for_the_coordinator() -> None:
    whole = handed_in({"format": 1, "lines": LINES})
    narrowed = narrow(whole, Role.VISITOR, ME, (), ("subject",))
    assert narrowed == handed_in(
        {"format": 1, "lines": [LINES[0], *[None] * 8, LINES[9]]},
    )
    # What came before it, with less, and the whole of it fit on it.
    assert unite(handed_in(None), narrowed) == narrowed
    assert unite(narrowed, whole) == whole


@pytest.mark.parametrize("report", [None, CANARY, {"lines": CANARY}, {"lines": [CANARY]}])
def test_a_report_of_another_shape_brings_nothing(report: JsonValue) -> None:
    narrowed = narrow(handed_in(report), Role.VISITOR, ME, (), ("subject",))
    assert CANARY not in repr(narrowed)


def test_full_notes_are_of_that_visit_only_and_bring_additions_but_no_question() -> None:
    added = operation(AppendDocument("report_added", {"text": "Ook"}), SubjectKind.VISIT)
    asked = operation(AppendDocument("addition_asked", {"question": CANARY}), SubjectKind.VISIT)
    assert narrow(added, Role.VISITOR, ME, (), ("subject",)) == added
    assert CANARY not in repr(narrow(asked, Role.VISITOR, ME, (), ("subject",)))
    elsewhere = narrow(handed_in({"lines": LINES}), Role.VISITOR, ME, (), ("other",))
    assert elsewhere == handed_in(None)


def test_a_summary_is_for_who_takes_over_and_the_reason_for_nobody() -> None:
    def handed_over(summary: str | None, reason: str | None) -> Operation:
        document = {"to_visitor": ME, "summary": summary, "reason": reason}
        return operation(AppendDocument("handed_over", document))

    whole = handed_over("Zij is slechthorend", CANARY)
    assert for_visitor(whole) == handed_over("Zij is slechthorend", None)
    assert narrow(whole, Role.VISITOR, OTHER + "0") == handed_over(None, None)
    assert narrow(whole, Role.VISITOR, "") == handed_over(None, None)


def handing_over(notes: HandOverNotes, to: str = ME) -> HandedOver:
    return HandedOver(OTHER, to, date(2026, 11, 22), "ziek", notes)


@pytest.mark.parametrize(
    ("events", "reads"),
    [
        ([], False),
        ([handing_over(HandOverNotes.FULL)], True),
        ([handing_over(HandOverNotes.SUMMARY)], False),
        ([handing_over(HandOverNotes.FULL, to=OTHER)], False),
        ([handing_over(HandOverNotes.FULL), handing_over(HandOverNotes.NOTHING)], False),
        ([handing_over(HandOverNotes.FULL), Died(date(2026, 11, 22))], True),
        ([handing_over(HandOverNotes.FULL), AssignmentEnded(ME, date(2026, 11, 22))], False),
        ([handing_over(HandOverNotes.FULL), AssignmentEnded(OTHER, date(2026, 11, 22))], True),
    ],
)
def test_who_reads_earlier_reports(events: list[ResidentEvent], reads: bool) -> None:
    stamp = Stamp(HybridTime(NOVEMBER, 0), EARLIER)
    assert reads_earlier_reports([Stamped(one, stamp) for one in events], ME) is reads


def test_nobody_is_not_taken_for_the_author() -> None:
    body = AppendDocument("report_handed_in", {"report": CANARY})
    anonymous = operation(body, SubjectKind.VISIT, author="")
    narrowed = narrow(anonymous, Role.VISITOR)
    assert narrowed is not None
    assert CANARY not in repr(narrowed)


def test_lists_other_visitors_and_unknown_things_stay_with_coordinators() -> None:
    read = operation(AppendDocument("list_read", {"persons": 1}), SubjectKind.INTAKE)
    listed = operation(AppendDocument("listed", {"intake": "x"}))
    later = operation(AppendDocument("signal_raised", {"text": CANARY}))
    card = SetFields({"name": "Bea"})
    other = operation(card, SubjectKind.VISITOR, subject=OTHER)
    mine = operation(card, SubjectKind.VISITOR, subject=ME)
    unknown = operation(UnknownBody("later", {"field": CANARY}))
    element = operation(AddToSet("signals", CANARY))
    removed = operation(RemoveFromSet("signals", (EARLIER,)))
    for hidden in (read, listed, later, other, unknown, element, removed):
        assert for_visitor(hidden) is None
    assert for_visitor(mine) == mine


@pytest.mark.parametrize(
    "body", [Withdraw((EARLIER,)), Reinstate((EARLIER,)), Redact(EARLIER, "text"), Erase("asked")]
)
def test_what_hides_or_erases_always_arrives(body: Body) -> None:
    assert for_visitor(operation(body)) == operation(body)


def test_every_event_has_a_place_in_the_table() -> None:
    known = {kind for of in SubjectKind for kind in visible_documents(of, Role.COORDINATOR)}
    names = {re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower() for event in get_args(Event)}
    assert known == names
    for events, kind in ((ResidentEvent, SubjectKind.RESIDENT), (VisitEvent, SubjectKind.VISIT)):
        assert len(visible_documents(kind, Role.COORDINATOR)) == len(get_args(events))


@pytest.mark.parametrize(
    "kind",
    ["signal_raised", "signal_assigned", "signal_acted", "signal_closed", "visitor_called"],
)
def test_of_notes_nothing_comes_to_a_visitor_not_even_of_own_ones(kind: str) -> None:
    body = AppendDocument(kind, {"signal": "mine", "text": CANARY, "words": CANARY})
    for author in (ME, OTHER):
        assert for_visitor(operation(body, author=author), ("mine",)) is None


def test_that_a_note_was_seen_is_told_to_who_wrote_it_only() -> None:
    seen = operation(AppendDocument("signal_seen", {"signal": "mine", "on": "2026-11-22"}))
    assert for_visitor(seen, ("mine",)) == seen
    assert for_visitor(seen, ("other",)) is None


def test_of_referrals_a_visitor_hears_how_the_own_ones_go_without_words_of_others() -> None:
    proposed = AppendDocument("referral_proposed", {"referral": "mine", "wish": CANARY})
    assert for_visitor(operation(proposed, author=ME)) == operation(proposed, author=ME)
    assert for_visitor(operation(proposed)) is None
    handed = operation(AppendDocument("referral_handed_over", {"referral": "mine", "to": CANARY}))
    told = for_visitor(handed, ("mine",))
    assert told is not None
    assert told.body == AppendDocument("referral_handed_over", {"referral": "mine", "to": None})
    assert unite(told, handed) == handed
    assert for_visitor(handed) is None
    for kind in ("permission", "accepted", "result_known", "reminded", "closed"):
        step = operation(AppendDocument(f"referral_{kind}", {"referral": "mine"}))
        assert for_visitor(step, ("mine",)) == step
        assert for_visitor(step) is None


def test_permission_taken_back_and_invitations_go_along_without_words_of_others() -> None:
    taken = operation(AppendDocument("permission_withdrawn", {"visit": "x", "purposes": ["notes"]}))
    assert for_visitor(taken) == taken
    invited = AppendDocument("invited_to", {"offer": "x", "words": CANARY})
    told = for_visitor(operation(invited))
    assert told == operation(AppendDocument("invited_to", {"offer": "x", "words": None}))
    assert for_visitor(operation(invited, author=ME)) == operation(invited, author=ME)


def test_the_social_map_and_guides_are_for_everybody() -> None:
    offer = operation(SetFields({"name": "Koor", "contact": "06 0000 0000"}), SubjectKind.OFFER)
    guide = operation(AppendDocument("guide_published", {"document": "{}"}), SubjectKind.GUIDE)
    assert for_visitor(offer) == offer
    assert for_visitor(guide) == guide


@pytest.mark.parametrize(("visited_by", "rests"), [("Kerk", "1"), ("", ""), (None, "")])
def test_that_another_organisation_comes_is_only_that_the_contact_rests(
    visited_by: JsonValue, rests: str
) -> None:
    assert a_visitor_gets({"visited_by": visited_by}) == {"rests": rests}
    replacing = SetFields({"visited_by": visited_by}, {"visited_by": (EARLIER,)})
    told = for_visitor(operation(replacing))
    assert told is not None
    assert told.body == SetFields({"rests": rests}, {"rests": (EARLIER,)})
    assert a_visitor_gets({"rests": "1"}) == {}


FIELD_NAMES = st.sampled_from([known.name for known in fields(ResidentCard)]) | st.text(max_size=8)


@given(st.sets(FIELD_NAMES), st.sets(FIELD_NAMES))
def test_no_canary_in_a_hidden_field_survives(names: set[str], replaced: set[str]) -> None:
    visible = visible_fields(SubjectKind.RESIDENT, Role.VISITOR)
    values: dict[str, JsonValue] = {name: "Jansen" if name in visible else CANARY for name in names}
    narrowed = for_visitor(operation(SetFields(values, dict.fromkeys(replaced, (EARLIER,)))))
    if narrowed is None:
        return
    assert CANARY not in repr(narrowed)
    assert isinstance(narrowed.body, SetFields)
    assert set(narrowed.body.fields) <= visible
    assert set(narrowed.body.replaces) <= visible


@pytest.mark.parametrize("author", [ME, OTHER])
@pytest.mark.parametrize("kind", ["visitor_ruled_out", "visitor_allowed"])
def test_who_does_not_go_never_travels_to_a_visitor(kind: str, author: str) -> None:
    whole = operation(AppendDocument(kind, {"visitor": ME, "on": "2026-11-22"}), author=author)
    assert narrow(whole, Role.COORDINATOR) is whole
    assert narrow(whole, Role.VISITOR, ME, (), ()) is None
    assert narrow(whole, Role.VISITOR, OTHER, ("subject",), ("subject",)) is None
