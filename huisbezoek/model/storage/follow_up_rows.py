"""What the projections say of follow-up: notes, referrals and guides as plain rows."""

from collections.abc import Iterable

from huisbezoek.model.domain.merge import MergedSubject
from huisbezoek.model.domain.referrals import ReferralState
from huisbezoek.model.domain.signals import SignalState
from huisbezoek.model.storage.projected_rows import Row, iso
from huisbezoek.model.storage.translation import guide_events


def signal_rows(number: int, states: Iterable[SignalState]) -> list[Row]:
    """The rows of `projection_tables.signals`, without words of anybody."""
    return [
        (
            number,
            state.signal,
            state.visit,
            state.kind.value,
            state.urgency.value if state.urgency is not None else None,
            state.status.value,
            iso(state.raised_on),
            state.raised_by,
            iso(state.seen_on),
            state.assigned_to,
            iso(state.since),
            iso(state.due_on),
            iso(state.call_visitor_by),
            state.outcome.value if state.outcome is not None else None,
            _first(iso(state.due_on), iso(state.call_visitor_by)),
        )
        for state in states
    ]


def referral_rows(number: int, states: Iterable[ReferralState]) -> list[Row]:
    """The rows of `projection_tables.referrals`, without the wish."""
    return [
        (
            number,
            state.referral,
            state.visit,
            state.offer,
            state.status.value,
            None if state.is_permitted is None else int(state.is_permitted),
            state.handed_to,
            state.result.value if state.result is not None else None,
            iso(state.proposed_on),
            state.proposed_by,
            iso(state.since),
            iso(state.due_on),
        )
        for state in states
    ]


def guide_rows(number: int, guide: str, merged: MergedSubject) -> list[Row]:
    """The rows of `projection_tables.guides`, in the order in which they were published."""
    return [
        (
            number,
            position,
            guide,
            stamped.event.name,
            stamped.event.version,
            stamped.event.document,
            iso(stamped.event.on),
            stamped.stamp.author,
        )
        for position, stamped in enumerate(guide_events(merged))
    ]


def _first(*days: str | None) -> str | None:
    return min((day for day in days if day is not None), default=None)
