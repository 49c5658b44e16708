"""The stages of a visit that lists and numbers count, each named in one place."""

from typing import Final

from huisbezoek.model.domain.visits import VisitStatus

WAITING: Final = (VisitStatus.INVITED, VisitStatus.CALLING, VisitStatus.CARD_SENT)
"""Somebody was written to, and gave no answer yet."""

AGREED: Final = (
    VisitStatus.TO_SCHEDULE,
    VisitStatus.SCHEDULED,
    VisitStatus.CONFIRMED,
    VisitStatus.NOT_HOME,
)
"""A visit is welcome and still to come."""

NOT_VISITED: Final = (
    VisitStatus.CLOSED_DECLINED,
    VisitStatus.CLOSED_DEFERRED,
    VisitStatus.CLOSED_UNREACHED,
)
"""It ended without a visit, and not because the contact was stopped."""
