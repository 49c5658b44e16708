"""A question about a report reaches the visitor who wrote it, and nobody else."""

from huisbezoek.model.domain.operations import (
    AppendDocument,
    Body,
    HybridTime,
    Operation,
    OperationId,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.usecases.given_along import narrowed, own_work

RIET, JOOP, ANNEKE = "a" * 32, "b" * 32, "c" * 32
TOLD = {"told": "zij tuiniert"}
REPORT = AppendDocument("report_handed_in", {"report": TOLD, "on": "2026-11-20"})
QUESTION = AppendDocument("addition_asked", {"question": "Wie kookt er?", "on": "2026-11-21"})


def operation(number: int, body: Body, author: str, visit: str) -> Operation:
    subject = Subject(SubjectKind.VISIT, visit)
    return Operation(OperationId(author, 0, number), subject, body, HybridTime(number, 0), author)


KNOWN = (
    operation(1, REPORT, RIET, "first"),
    operation(2, QUESTION, ANNEKE, "first"),
    operation(3, REPORT, JOOP, "second"),
    operation(4, QUESTION, ANNEKE, "second"),
)


def texts_for(person: str, operations: tuple[Operation, ...] = KNOWN) -> list[object]:
    own = own_work(KNOWN, person)
    seen = narrowed(operations, "visitor", person, own)
    bodies = [one.body for one in seen]
    assert all(isinstance(body, AppendDocument) for body in bodies)
    return [body.document.get("question") or body.document.get("report") for body in bodies]


def test_who_wrote_the_report_gets_report_and_question() -> None:
    assert own_work(KNOWN, RIET) == {"first"}
    assert texts_for(RIET) == [TOLD, "Wie kookt er?", None, None]


def test_a_question_arrives_without_the_report_that_the_laptop_has_already() -> None:
    assert texts_for(RIET, KNOWN[1:2]) == ["Wie kookt er?"]


def test_own_notes_and_referrals_are_own_work_too() -> None:
    raised = AppendDocument("signal_raised", {"signal": "note"})
    proposed = AppendDocument("referral_proposed", {"referral": "choir"})
    known = (
        operation(5, raised, RIET, "x"),
        operation(6, proposed, RIET, "x"),
        operation(7, QUESTION, RIET, "x"),
        operation(8, SetFields({"surname": "Smit"}), RIET, "x"),
    )
    assert own_work((*KNOWN, *known), RIET) == {"first", "note", "choir"}
    assert own_work(known, JOOP) == frozenset()


def test_whoever_takes_over_reads_neither() -> None:
    assert texts_for("d" * 32) == [None, None, None, None]
