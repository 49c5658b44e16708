"""What a visitor may send: notes, proposals, permission, the own no, and no decision."""

import pytest

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
from huisbezoek.model.usecases.acceptance import NotAllowedBySenderError, check_operation
from huisbezoek.model.usecases.ports.exchange import Peer

RIET = "a" * 32
DEVICE = "d" * 32
ALLOWED = (
    "signal_raised",
    "referral_proposed",
    "referral_permission",
    "permission_withdrawn",
    "invited_to",
    # With a death that the visitor tells, that the contact with a partner rests comes along.
    "contact_paused",
)
DECISIONS = (
    "signal_seen",
    "signal_assigned",
    "signal_acted",
    "signal_closed",
    "visitor_called",
    "referral_handed_over",
    "referral_accepted",
    "referral_result_known",
    "referral_reminded",
    "referral_closed",
    "status_forced",
    "visitor_allowed",
    "match_fixed",
    "match_freed",
    "visited_apart",
    "visited_together",
    "contact_continued",
    "term_left",
    "light_contact_made",
)


def peer(role: str) -> Peer:
    return Peer(DEVICE, RIET, role, "")


def operation(body: Body, kind: str = SubjectKind.RESIDENT) -> Operation:
    made = OperationId(DEVICE, 1, 1)
    return Operation(made, Subject(kind, "b" * 32), body, HybridTime(1, 0), RIET)


@pytest.mark.parametrize("kind", ALLOWED)
def test_a_visitor_tells_what_the_resident_said(kind: str) -> None:
    check_operation(operation(AppendDocument(kind, {})), peer("visitor"))


@pytest.mark.parametrize("kind", DECISIONS)
def test_what_becomes_of_it_a_coordinator_decides(kind: str) -> None:
    decided = operation(AppendDocument(kind, {}))
    with pytest.raises(NotAllowedBySenderError):
        check_operation(decided, peer("visitor"))
    check_operation(decided, peer("coordinator"))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (SetFields({"name": "Koor"}), SubjectKind.OFFER),
        (AppendDocument("guide_published", {}), SubjectKind.GUIDE),
    ],
)
def test_the_social_map_and_guides_are_the_coordinators(body: Body, kind: str) -> None:
    with pytest.raises(NotAllowedBySenderError):
        check_operation(operation(body, kind), peer("visitor"))
    check_operation(operation(body, kind), peer("coordinator"))


@pytest.mark.parametrize("kind", ["visitor_ruled_out", "assignment_ended"])
def test_a_visitor_says_no_for_herself_only(kind: str) -> None:
    check_operation(operation(AppendDocument(kind, {"visitor": RIET})), peer("visitor"))
    others = operation(AppendDocument(kind, {"visitor": "c" * 32}))
    with pytest.raises(NotAllowedBySenderError):
        check_operation(others, peer("visitor"))
    check_operation(others, peer("coordinator"))
