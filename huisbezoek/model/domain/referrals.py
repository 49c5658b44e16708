"""Referrals, folded from the events of one resident, and what may be done next.

The states are those of domain.md 1.6: proposed, permission given or refused, handed over, accepted,
result known, closed. What happened outranks what was planned: a referral that was handed over stays
so when permission is taken back later; then only closing it is left. A referral whose proposal is
not known here is passed over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import ResidentEvent, Stamped
from huisbezoek.model.domain.follow_up_events import (
    PermissionWithdrawn,
    ReferralAccepted,
    ReferralClosed,
    ReferralEvent,
    ReferralHandedOver,
    ReferralPermission,
    ReferralProposed,
    ReferralReminded,
    ReferralResult,
    ReferralResultKnown,
)

REMINDER_DAYS: Final = 21
"""A partner that did not answer for so long is asked again."""


class ReferralClosedError(RefusedByRuleError):
    """The referral is closed or was refused."""

    code = "referral_closed"


class ReferralNotPermittedError(RefusedByRuleError):
    """The resident did not say that this may be passed on, or took that back."""

    code = "referral_not_permitted"


class ReferralNotHandedOverError(RefusedByRuleError):
    """The partner knows of nothing yet."""

    code = "referral_not_handed_over"


class ReferralOfferMissingError(RefusedByRuleError):
    """A referral needs an entry of the social map, a hand-over a partner."""

    code = "referral_offer_missing"


class ReferralStatus(StrEnum):
    """How far a referral has come, in this order."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    PERMITTED = "permitted"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    RESULT_KNOWN = "result_known"
    CLOSED = "closed"


class ReferralCommand(StrEnum):
    """What may be done with a referral; visitors only enter the permission."""

    ENTER_PERMISSION = "enter_permission"
    HAND_OVER = "hand_over"
    REMIND = "remind"
    ACCEPT = "accept"
    ENTER_RESULT = "enter_result"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class ReferralState:
    """One referral on a day. `since` is the day of the last step that counts.

    `is_permitted` is None while nobody asked; `is_withheld`: permission for notes was taken back,
    so that the wish is hidden.
    """

    referral: str
    visit: str
    offer: str
    wish: str
    proposed_on: date
    proposed_by: str
    since: date
    status: ReferralStatus = ReferralStatus.PROPOSED
    is_permitted: bool | None = None
    answered_on: date | None = None
    is_warm: bool = False
    handed_to: str = ""
    handed_over_on: date | None = None
    reminded_on: date | None = None
    accepted_on: date | None = None
    result: ReferralResult | None = None
    result_on: date | None = None
    closed_on: date | None = None
    is_withheld: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done: neither refused nor closed."""
        return self.status not in {ReferralStatus.REFUSED, ReferralStatus.CLOSED}

    @property
    def due_on(self) -> date | None:
        """The day by which the next step is expected; None when none is."""
        if not self.is_open:
            return None
        days = REMINDER_DAYS if self.result is ReferralResult.WAITING else _DAYS[self.status]
        last = self.since
        if self.status is ReferralStatus.HANDED_OVER and self.reminded_on is not None:
            last = max(last, self.reminded_on)
        return last + timedelta(days=days)


_DAYS: Final[Mapping[ReferralStatus, int]] = {
    ReferralStatus.PROPOSED: 14,
    ReferralStatus.PERMITTED: 7,
    ReferralStatus.HANDED_OVER: REMINDER_DAYS,
    ReferralStatus.ACCEPTED: 42,
    ReferralStatus.RESULT_KNOWN: 14,
}
_COMMANDS: Final[Mapping[ReferralStatus, tuple[ReferralCommand, ...]]] = {
    ReferralStatus.PROPOSED: (ReferralCommand.ENTER_PERMISSION, ReferralCommand.CLOSE),
    ReferralStatus.REFUSED: (ReferralCommand.ENTER_PERMISSION, ReferralCommand.CLOSE),
    ReferralStatus.PERMITTED: (
        ReferralCommand.HAND_OVER,
        ReferralCommand.ENTER_PERMISSION,
        ReferralCommand.CLOSE,
    ),
    ReferralStatus.HANDED_OVER: (
        ReferralCommand.ACCEPT,
        ReferralCommand.REMIND,
        ReferralCommand.ENTER_RESULT,
        ReferralCommand.CLOSE,
    ),
    ReferralStatus.ACCEPTED: (ReferralCommand.ENTER_RESULT, ReferralCommand.CLOSE),
    ReferralStatus.RESULT_KNOWN: (ReferralCommand.CLOSE, ReferralCommand.ENTER_RESULT),
    ReferralStatus.CLOSED: (),
}


def fold_referrals(events: Iterable[Stamped[ResidentEvent]]) -> tuple[ReferralState, ...]:
    """The referrals of one resident, the oldest first: equal for any order and repetition."""
    once = {stamped.stamp.operation: stamped for stamped in events}
    stamped = sorted(once.values(), key=lambda one: one.stamp)
    states: dict[str, ReferralState] = {}
    for one in stamped:
        event = one.event
        if isinstance(event, ReferralProposed) and event.referral not in states:
            states[event.referral] = _proposed(event, one.stamp.author)
    for one in stamped:
        event = one.event
        if isinstance(event, PermissionWithdrawn):
            states = {name: _withdrawn(state, event) for name, state in states.items()}
        elif isinstance(event, ReferralEvent) and event.referral in states:
            states[event.referral] = _apply(states[event.referral], event)
    return tuple(sorted(states.values(), key=lambda state: (state.proposed_on, state.referral)))


def referral_commands(state: ReferralState) -> tuple[ReferralCommand, ...]:
    """What is offered, the most likely first. Without permission nothing goes to a partner."""
    telling = {ReferralCommand.ACCEPT, ReferralCommand.ENTER_RESULT, ReferralCommand.CLOSE}
    handed_over = state.handed_over_on is not None
    if handed_over and not state.is_permitted:
        return tuple(one for one in _COMMANDS[state.status] if one in telling)
    return _COMMANDS[state.status]


def decide_propose(proposed: ReferralProposed) -> tuple[ReferralEvent, ...]:
    """The event of a new referral; raises ReferralOfferMissingError."""
    if not proposed.offer:
        raise ReferralOfferMissingError
    return (proposed,)


def decide_permission(state: ReferralState, on: date, *, given: bool) -> tuple[ReferralEvent, ...]:
    """What the resident said; nothing when that is known already. Raises ReferralClosedError."""
    if state.status is ReferralStatus.CLOSED:
        raise ReferralClosedError
    return () if state.is_permitted is given else (ReferralPermission(state.referral, given, on),)


def decide_referral_hand_over(
    state: ReferralState, to: str, on: date, *, warm: bool
) -> tuple[ReferralEvent, ...]:
    """To the partner, alone or together with the resident.

    Raises ReferralClosedError, ReferralNotPermittedError and ReferralOfferMissingError.
    """
    if state.status is ReferralStatus.CLOSED:
        raise ReferralClosedError
    if not state.is_permitted:
        raise ReferralNotPermittedError
    if not to.strip():
        raise ReferralOfferMissingError
    return (ReferralHandedOver(state.referral, warm, to.strip(), on),)


def decide_accept(state: ReferralState, on: date) -> tuple[ReferralEvent, ...]:
    """The partner took it on. Raises ReferralClosedError and ReferralNotHandedOverError."""
    _must_be_with_partner(state)
    return (ReferralAccepted(state.referral, on),)


def decide_result(
    state: ReferralState, result: ReferralResult, on: date
) -> tuple[ReferralEvent, ...]:
    """What became of it. Raises ReferralClosedError and ReferralNotHandedOverError."""
    _must_be_with_partner(state)
    return (ReferralResultKnown(state.referral, result, on),)


def decide_remind(state: ReferralState, on: date) -> tuple[ReferralEvent, ...]:
    """The partner was asked again.

    Raises ReferralClosedError, ReferralNotHandedOverError and ReferralNotPermittedError.
    """
    _must_be_with_partner(state)
    if not state.is_permitted:
        raise ReferralNotPermittedError
    return (ReferralReminded(state.referral, on),)


def decide_close_referral(state: ReferralState, on: date) -> tuple[ReferralEvent, ...]:
    """The referral is closed; raises ReferralClosedError when it was already."""
    if state.status is ReferralStatus.CLOSED:
        raise ReferralClosedError
    return (ReferralClosed(state.referral, on),)


def _must_be_with_partner(state: ReferralState) -> None:
    if state.status is ReferralStatus.CLOSED:
        raise ReferralClosedError
    if state.handed_over_on is None:
        raise ReferralNotHandedOverError


def _proposed(event: ReferralProposed, author: str) -> ReferralState:
    return ReferralState(
        referral=event.referral,
        visit=event.visit,
        offer=event.offer,
        wish=event.wish,
        proposed_on=event.on,
        proposed_by=author,
        since=event.on,
    )


def _withdrawn(state: ReferralState, event: PermissionWithdrawn) -> ReferralState:
    if not event.visit or state.visit != event.visit:
        return state
    if Purpose.NOTES.value in event.purposes:
        state = replace(state, wish="", is_withheld=True)
    if Purpose.REFERRAL.value not in event.purposes:
        return state
    if event.partner not in {"", state.offer, state.handed_to}:
        return state
    return _answered(state, event.on, given=False)


def _apply(state: ReferralState, event: ReferralEvent) -> ReferralState:
    match event:
        case ReferralPermission():
            return _answered(state, event.on, given=event.given)
        case ReferralReminded():
            return replace(state, reminded_on=event.on)
        case ReferralClosed():
            return _reach(replace(state, closed_on=event.on), ReferralStatus.CLOSED, event.on)
        case ReferralHandedOver() | ReferralAccepted() | ReferralResultKnown():
            return _with_partner(state, event)
        case _:
            # The proposal itself is in the state already.
            return state


def _with_partner(
    state: ReferralState, event: ReferralHandedOver | ReferralAccepted | ReferralResultKnown
) -> ReferralState:
    match event:
        case ReferralHandedOver():
            state = replace(state, is_warm=event.warm, handed_to=event.to, handed_over_on=event.on)
            return _reach(state, ReferralStatus.HANDED_OVER, event.on)
        case ReferralAccepted():
            state = replace(state, accepted_on=event.on)
            return _reach(state, ReferralStatus.ACCEPTED, event.on)
        case _:
            state = replace(state, result=event.result, result_on=event.on)
            return _reach(state, ReferralStatus.RESULT_KNOWN, event.on)


def _answered(state: ReferralState, on: date, *, given: bool) -> ReferralState:
    """The last answer counts; once handed over it only says whether more may be told."""
    state = replace(state, is_permitted=given, answered_on=on)
    before = {ReferralStatus.PROPOSED, ReferralStatus.REFUSED, ReferralStatus.PERMITTED}
    if state.status not in before:
        return state
    status = ReferralStatus.PERMITTED if given else ReferralStatus.REFUSED
    return replace(state, status=status, since=on)


def _reach(state: ReferralState, status: ReferralStatus, on: date) -> ReferralState:
    """The farthest step counts; of the same step the last day."""
    order = list(ReferralStatus)
    if order.index(status) < order.index(state.status):
        return state
    return replace(state, status=status, since=on)
