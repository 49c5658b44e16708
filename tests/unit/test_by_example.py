"""What properties reach by chance only, each also with an example of its own."""

from dataclasses import replace
from datetime import date, time

import pytest

from huisbezoek.model.domain.answers import Answer, Answers
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Question,
    QuestionKind,
    Words,
)
from huisbezoek.model.domain.merge import redacted, unite
from huisbezoek.model.domain.next_steps import NextStep, StepCode, next_step
from huisbezoek.model.domain.operations import (
    AppendDocument,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    SetFields,
    Subject,
)
from huisbezoek.model.domain.report_documents import report_from_document, report_to_document
from huisbezoek.model.domain.report_lines import hand_in
from huisbezoek.model.domain.reports import (
    CoordinatorNote,
    LineKind,
    NoteCall,
    ReportDraft,
    Urgency,
)
from huisbezoek.model.domain.visit_commands import VisitCommand
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from tests.unit.report_samples import ALLOWED, VISIT

TODAY = date(2026, 11, 23)
GUIDE = ConversationGuide(
    "guide",
    "1",
    Words("gids"),
    (
        LifeArea(
            "home",
            Words("Wonen"),
            (Question("home.help", QuestionKind.BOOLEAN, Words("Wilt u hulp?")),),
        ),
    ),
)


@pytest.mark.parametrize(
    ("answer", "document"),
    [
        (Answer(("a", "b")), {"codes": ["a", "b"]}),
        (Answer(date(2026, 11, 23)), {"date": "2026-11-23"}),
        (Answer(7), {"value": 7}),
        (Answer("gas", other="hout"), {"value": "gas", "other": "hout"}),
        (Answer(rather_not=True), {"rather_not": True}),
        (Answer(), {}),
    ],
)
def test_each_kind_of_answer_has_its_document(answer: Answer, document: dict) -> None:
    assert answer.to_document() == document
    assert Answer.from_document(document) == answer


def test_an_operation_united_with_itself_is_itself() -> None:
    one = Operation(
        OperationId("a", 1, 1), Subject("resident", "r"), Erase("asked"), HybridTime(1, 0), "b"
    )
    assert unite(one, one) is one


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (
            SetFields({"street": "Kerkstraat", "city": "Voorbeelddam"}, {"street": ()}),
            SetFields({"city": "Voorbeelddam"}, {"street": ()}),
        ),
        (AppendDocument("listed", {"street": "x", "on": 1}), AppendDocument("listed", {"on": 1})),
        (Erase("asked"), Erase("asked")),
    ],
)
def test_a_part_is_struck_from_fields_and_documents_and_from_nothing_else(body, left) -> None:
    assert redacted(body, ("street", "absent")) == left


def test_a_visit_with_an_appointment_of_which_nothing_is_known_asks_for_one() -> None:
    state = VisitState("visit", "resident", status=VisitStatus.SCHEDULED, since=TODAY)
    assert next_step(state, TODAY, has_draft=False, has_telephone=True) == NextStep(
        StepCode.MAKE_APPOINTMENT, VisitCommand.MAKE_APPOINTMENT
    )


def test_a_question_that_was_rather_not_answered_survives_its_document() -> None:
    answers = Answers({"home.help": Answer(rather_not=True)})
    report = hand_in(ReportDraft(**VISIT, consents=ALLOWED, answers=answers), GUIDE)
    (line,) = report.of_kind(LineKind.ANSWER)
    assert line.rather_not
    assert report_from_document(report_to_document(report)) == report


@pytest.mark.parametrize(("called_at", "value"), [(time(14, 5), "14:05"), (None, None)])
def test_a_call_about_a_note_is_handed_in_with_its_time(called_at, value) -> None:
    note = CoordinatorNote("Het rook naar gas.", Urgency.CALL_TODAY, NoteCall.CALLED, called_at)
    draft = replace(ReportDraft(**VISIT, consents=ALLOWED), note=note)
    (line,) = hand_in(draft, GUIDE).of_kind(LineKind.NOTE_CALL)
    assert (line.code, line.value) == ("called", value)
