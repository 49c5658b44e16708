"""Permission taken back: what is out of a report, for every reader, in any order."""

import json
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.consent import ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.events import Died, Stamped
from huisbezoek.model.domain.follow_up_events import PermissionWithdrawn
from huisbezoek.model.domain.merge import unite
from huisbezoek.model.domain.operations import (
    AppendDocument,
    HybridTime,
    JsonValue,
    Operation,
    OperationId,
    Stamp,
    Subject,
    SubjectKind,
)
from huisbezoek.model.domain.permission import (
    notes_withdrawn,
    permitted,
    permitted_document,
    withdrawals_of,
)
from huisbezoek.model.domain.report_documents import report_from_document, report_to_document
from huisbezoek.model.domain.reports import LineKind, PresentRole, Report, ReportLine
from huisbezoek.model.domain.visibility import Role, narrow
from tests.resident_reports import TOLD, report_of

HELD_ON = date(2026, 11, 18)
VISIT, RESIDENT = "visit", "resident"
REPORT = report_of(VISIT, RESIDENT, HELD_ON)
WHOLE = replace(
    REPORT,
    present=(PresentRole.CHILD,),
    lines=(
        *REPORT.lines,
        ReportLine(LineKind.HELP_WANTED, subject="home", value=True, question="Wilt u hulp?"),
    ),
)


def taken(*purposes: Purpose, on: date = HELD_ON, visit: str = VISIT) -> PermissionWithdrawn:
    return PermissionWithdrawn(visit, tuple(one.value for one in purposes), on)


def kinds(report: Report) -> list[LineKind]:
    return [line.kind for line in report.lines]


def test_nothing_taken_back_leaves_the_report_as_it_was() -> None:
    assert permitted(REPORT, ()) == REPORT
    assert permitted(REPORT, [taken(Purpose.NOTES, visit="other")]) == REPORT


def test_notes_taken_back_leave_requests_without_detail() -> None:
    present = permitted(WHOLE, [taken(Purpose.NOTES)])
    wanted = LineKind.HELP_WANTED
    assert kinds(present) == [wanted, LineKind.NEXT_VISIT, LineKind.AFTERCARE, wanted]
    assert {line.question for line in present.lines} == {""}
    assert present.present == ()
    assert present.consents.answer(Purpose.NOTES) is ConsentAnswer.WITHDRAWN
    assert notes_withdrawn(VISIT, [taken(Purpose.NOTES)])
    assert not notes_withdrawn(VISIT, [taken(Purpose.QUALITY)])


def test_the_call_taken_back_leaves_the_rest() -> None:
    present = permitted(WHOLE, [taken(Purpose.AFTERCARE)])
    assert LineKind.AFTERCARE not in kinds(present)
    assert len(present.lines) == len(WHOLE.lines) - 1


def test_what_was_asked_again_on_a_later_day_counts_again() -> None:
    before = HELD_ON - timedelta(days=1)
    assert permitted(REPORT, [taken(Purpose.NOTES, on=before)]) == REPORT


def test_who_might_be_called_goes_with_the_permission() -> None:
    asked = replace(REPORT.consents.given[0], purpose=Purpose.FAMILY, answer=ConsentAnswer.YES)
    consents = REPORT.consents.with_consent(asked).with_contact("Eva")
    taken_back = permitted(replace(REPORT, consents=consents), [taken(Purpose.FAMILY)]).consents
    family = taken_back.find(Purpose.FAMILY)
    assert family is not None
    assert (family.answer, family.contact) == (ConsentAnswer.WITHDRAWN, "")


def test_a_referral_is_taken_back_at_one_partner_or_at_all() -> None:
    asked = REPORT.consents.given[0]
    consents = REPORT.consents
    for partner in ("koor", "kerk"):
        given_ = replace(asked, purpose=Purpose.REFERRAL, partner=partner, shares=("naam",))
        consents = consents.with_consent(replace(given_, answer=ConsentAnswer.YES))
    report = replace(REPORT, consents=consents)
    one = permitted(report, [PermissionWithdrawn(VISIT, ("referral",), HELD_ON, "koor")]).consents
    assert not one.allows(Purpose.REFERRAL, "koor")
    assert one.allows(Purpose.REFERRAL, "kerk")
    withdrawn = one.find(Purpose.REFERRAL, "koor")
    assert withdrawn is not None
    assert withdrawn.shares == ()
    every = permitted(report, [taken(Purpose.REFERRAL)]).consents
    assert not every.allows(Purpose.REFERRAL, "kerk")


def test_a_stored_report_keeps_the_places_and_fits_on_the_whole() -> None:
    document = report_to_document(WHOLE)
    narrowed = permitted_document(document, VISIT, [taken(Purpose.NOTES)])
    assert TOLD not in json.dumps(narrowed)
    assert isinstance(narrowed, dict)
    assert len(narrowed["lines"]) == len(WHOLE.lines)
    assert report_from_document(narrowed).present == ()

    def handed_in(report: JsonValue) -> Operation:
        body = AppendDocument("report_handed_in", {"report": report})
        subject = Subject(SubjectKind.VISIT, VISIT)
        return Operation(OperationId("d", 1, 1), subject, body, HybridTime(1, 0), "a")

    united = unite(handed_in(narrowed), handed_in(document)).body
    assert isinstance(united, AppendDocument)
    assert report_from_document(united.document["report"]) == WHOLE
    # What another one left out before stays out.
    again = permitted_document({**narrowed, "present": None}, VISIT, [taken(Purpose.AFTERCARE)])
    assert isinstance(again, dict)
    assert again["lines"].count(None) == narrowed["lines"].count(None) + 1


def test_only_the_report_of_that_visit_is_touched_and_an_unreadable_one_is_left_out() -> None:
    document = report_to_document(REPORT)
    taken_back = [taken(Purpose.NOTES)]
    assert permitted_document(document, "other", taken_back) is document
    assert permitted_document(document, VISIT, [taken(Purpose.QUALITY)]) is document
    assert permitted_document(None, VISIT, taken_back) is None
    assert permitted_document({"lines": TOLD}, VISIT, taken_back) is None


def test_what_a_visitor_gets_is_without_what_was_taken_back() -> None:
    def operation(kind: str, subject: SubjectKind, **document: JsonValue) -> Operation:
        about = Subject(subject, VISIT if subject is SubjectKind.VISIT else RESIDENT)
        body = AppendDocument(kind, document)
        return Operation(OperationId("d", 1, 1), about, body, HybridTime(1, 0), "riet")

    own = (
        operation("report_handed_in", SubjectKind.VISIT, report=report_to_document(REPORT)),
        operation("report_added", SubjectKind.VISIT, text=TOLD),
        operation("referral_proposed", SubjectKind.RESIDENT, visit=VISIT, wish=TOLD),
    )
    for one in own:
        assert TOLD in repr(narrow(one, Role.VISITOR, "riet"))
        seen = narrow(one, Role.VISITOR, "riet", (), (), (taken(Purpose.NOTES),))
        assert seen is not None
        assert TOLD not in repr(seen)
    full = narrow(own[0], Role.VISITOR, "joop", (), (VISIT,), (taken(Purpose.NOTES),))
    assert TOLD not in repr(full)


def test_the_withdrawals_are_found_among_the_events() -> None:
    stamp = Stamp(HybridTime(1, 0), OperationId("d", 1, 1))
    events = [Stamped(Died(HELD_ON), stamp), Stamped(taken(Purpose.NOTES), stamp)]
    assert withdrawals_of(events) == (taken(Purpose.NOTES),)


@given(
    st.lists(
        st.tuples(st.sampled_from(Purpose), st.integers(-2, 2)).map(
            lambda one: taken(one[0], on=HELD_ON + timedelta(days=one[1]))
        ),
        max_size=5,
    ),
    st.randoms(),
)
def test_taking_back_only_ever_takes_and_the_order_says_nothing(
    withdrawals: list[PermissionWithdrawn], chance: Random
) -> None:
    present = permitted(WHOLE, withdrawals)
    assert {line.id for line in present.lines} <= {line.id for line in WHOLE.lines}
    shuffled = [*withdrawals, *withdrawals[:2]]
    chance.shuffle(shuffled)
    assert permitted(WHOLE, shuffled) == present
    assert permitted(present, withdrawals) == present


def test_doubt_stays_doubt() -> None:
    report = replace(WHOLE, understands=Understanding.DOUBT)
    assert permitted(report, ()).lines == ()
