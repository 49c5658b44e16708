"""Notes for the coordinator, folded from the events of one resident, and what may be done next.

The states are those of domain.md 1.6: raised, seen, assigned, acted, closed. What happened outranks
what was planned: a note that was acted on stays so, whatever is assigned afterwards. A note whose
raising is not known here (a visitor's new laptop) is passed over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import ResidentEvent, Stamped
from huisbezoek.model.domain.follow_up_events import (
    PermissionWithdrawn,
    Reached,
    SignalActed,
    SignalAssigned,
    SignalClosed,
    SignalEvent,
    SignalKind,
    SignalOutcome,
    SignalRaised,
    SignalSeen,
    ToldBy,
    Urgency,
    VisitorCalled,
)

CALL_VISITOR_DAYS: Final = 2
"""Within so many days the coordinator hears from the visitor after an urgent note."""

URGENT: Final = frozenset({Urgency.DANGER_NOW, Urgency.CALL_TODAY})

_FIRST_DAYS: Final[Mapping[Urgency | None, int]] = {
    Urgency.DANGER_NOW: 0,
    Urgency.CALL_TODAY: 0,
    Urgency.WITHIN_TWO_DAYS: 2,
    Urgency.CAN_WAIT: 7,
    # Nothing was chosen: rather early than late.
    None: 2,
}
_ASSIGNED_DAYS: Final = 7
_ACTED_DAYS: Final = 14


class SignalClosedError(RefusedByRuleError):
    """The note is closed: nothing is done about it any more."""

    code = "signal_closed"


class SignalWordsMissingError(RefusedByRuleError):
    """A note without words, or a step that does not say who or what."""

    code = "signal_words_missing"


class VisitorCallNotAskedError(RefusedByRuleError):
    """The note was not urgent, or the visitor was called already."""

    code = "visitor_call_not_asked"


class SignalStatus(StrEnum):
    """How far a note has come, in this order."""

    RAISED = "raised"
    SEEN = "seen"
    ASSIGNED = "assigned"
    ACTED = "acted"
    CLOSED = "closed"


class SignalCommand(StrEnum):
    """What a coordinator may do with a note."""

    SEE = "see"
    ASSIGN = "assign"
    ACT = "act"
    CLOSE = "close"
    CALL_VISITOR = "call_visitor"


@dataclass(frozen=True, slots=True)
class SignalAct:
    """Something that was done, and when."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class SignalState:
    """One note on a day. `since` is the day of the last step that counts.

    `is_withheld`: permission for notes was taken back, so the words are hidden; the loop stays.
    """

    signal: str
    visit: str
    kind: SignalKind
    urgency: Urgency | None
    text: str
    raised_on: date
    raised_by: str
    since: date
    reached: Reached | None = None
    called_at: datetime | None = None
    reason: str = ""
    status: SignalStatus = SignalStatus.RAISED
    seen_on: date | None = None
    assigned_to: str = ""
    assigned_on: date | None = None
    acts: tuple[SignalAct, ...] = ()
    outcome: SignalOutcome | None = None
    closed_on: date | None = None
    visitor_called_on: date | None = None
    is_withheld: bool = False
    told_by: ToldBy | None = None
    agreed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody closed it yet."""
        return self.status is not SignalStatus.CLOSED

    @property
    def is_urgent(self) -> bool:
        """Whether it could not wait for the next exchange of files."""
        return self.urgency in URGENT

    @property
    def due_on(self) -> date | None:
        """The day by which the next step is expected; None once closed."""
        if not self.is_open:
            return None
        if self.status is SignalStatus.ACTED:
            return self.since + timedelta(days=_ACTED_DAYS)
        if self.status is SignalStatus.ASSIGNED:
            return self.since + timedelta(days=_ASSIGNED_DAYS)
        return self.raised_on + timedelta(days=_FIRST_DAYS[self.urgency])

    @property
    def call_visitor_by(self) -> date | None:
        """The day by which the visitor is called after an urgent note; None when not (any more).

        What somebody told a coordinator was written by no visitor.
        """
        is_by_visitor = self.told_by is None
        if not (self.is_urgent and is_by_visitor) or self.visitor_called_on is not None:
            return None
        return self.raised_on + timedelta(days=CALL_VISITOR_DAYS)


def fold_signals(events: Iterable[Stamped[ResidentEvent]]) -> tuple[SignalState, ...]:
    """The notes of one resident, the oldest first: equal for any order and repetition."""
    stamped = _in_order(events)
    states: dict[str, SignalState] = {}
    for one in stamped:
        event = one.event
        if isinstance(event, SignalRaised) and event.signal not in states:
            states[event.signal] = _raised(event, one.stamp.author)
    for one in stamped:
        event = one.event
        if isinstance(event, PermissionWithdrawn):
            _withhold(states, event)
        elif isinstance(event, SignalEvent) and event.signal in states:
            states[event.signal] = _apply(states[event.signal], event)
    return tuple(sorted(states.values(), key=lambda state: (state.raised_on, state.signal)))


def signal_commands(state: SignalState) -> tuple[SignalCommand, ...]:
    """What a coordinator is offered, the most likely first."""
    call = (SignalCommand.CALL_VISITOR,) if state.call_visitor_by is not None else ()
    if not state.is_open:
        return call
    if state.status is SignalStatus.RAISED:
        return (SignalCommand.SEE, SignalCommand.ASSIGN, SignalCommand.ACT, *call)
    return (SignalCommand.ACT, SignalCommand.ASSIGN, SignalCommand.CLOSE, *call)


def decide_raise(raised: SignalRaised) -> tuple[SignalEvent, ...]:
    """The event of a new note; raises SignalWordsMissingError when it says nothing."""
    _must_say(raised.text)
    return (raised,)


def decide_see(state: SignalState, on: date) -> tuple[SignalEvent, ...]:
    """The note was read; nothing when that is known already."""
    return () if state.seen_on is not None else (SignalSeen(state.signal, on),)


def decide_assign(state: SignalState, to: str, on: date) -> tuple[SignalEvent, ...]:
    """Somebody takes it up. Raises SignalClosedError and SignalWordsMissingError."""
    _must_be_open(state)
    return (*decide_see(state, on), SignalAssigned(state.signal, _must_say(to), on))


def decide_act(state: SignalState, words: str, on: date) -> tuple[SignalEvent, ...]:
    """Something was done. Raises SignalClosedError and SignalWordsMissingError."""
    _must_be_open(state)
    return (*decide_see(state, on), SignalActed(state.signal, _must_say(words), on))


def decide_close(state: SignalState, outcome: SignalOutcome, on: date) -> tuple[SignalEvent, ...]:
    """The note is closed; raises SignalClosedError when it was already."""
    _must_be_open(state)
    return (*decide_see(state, on), SignalClosed(state.signal, outcome, on))


def decide_visitor_called(state: SignalState, on: date) -> tuple[SignalEvent, ...]:
    """The visitor was called after an urgent note. Raises VisitorCallNotAskedError."""
    if state.call_visitor_by is None:
        raise VisitorCallNotAskedError
    return (VisitorCalled(state.raised_by, state.signal, on),)


def _in_order(events: Iterable[Stamped[ResidentEvent]]) -> list[Stamped[ResidentEvent]]:
    once = {stamped.stamp.operation: stamped for stamped in events}
    return sorted(once.values(), key=lambda stamped: stamped.stamp)


def _raised(event: SignalRaised, author: str) -> SignalState:
    return SignalState(
        signal=event.signal,
        visit=event.visit,
        kind=event.kind,
        urgency=event.urgency,
        text=event.text,
        raised_on=event.on,
        raised_by=author,
        since=event.on,
        reached=event.reached,
        called_at=event.called_at,
        reason=event.reason,
        told_by=event.told_by,
        agreed=event.agreed,
    )


def _withhold(states: dict[str, SignalState], event: PermissionWithdrawn) -> None:
    """An urgent note with its reason stays, as in a report (`Report.limited`)."""
    if Purpose.NOTES.value not in event.purposes:
        return
    for signal, state in states.items():
        stays = state.is_urgent and bool(state.reason.strip())
        if event.visit and state.visit == event.visit and not stays:
            states[signal] = replace(state, text="", reason="", is_withheld=True)


def _apply(state: SignalState, event: SignalEvent) -> SignalState:
    match event:
        case SignalRaised():
            # The note itself is in the state already.
            return state
        case SignalSeen():
            seen = min(event.on, state.seen_on or event.on)
            return _reach(replace(state, seen_on=seen), SignalStatus.SEEN, seen)
        case SignalAssigned():
            known = replace(state, assigned_to=event.to, assigned_on=event.on)
            return _reach(known, SignalStatus.ASSIGNED, event.on)
        case SignalActed():
            acts = (*state.acts, SignalAct(event.on, event.words))
            return _reach(replace(state, acts=acts), SignalStatus.ACTED, event.on)
        case SignalClosed():
            known = replace(state, outcome=event.outcome, closed_on=event.on)
            return _reach(known, SignalStatus.CLOSED, event.on)
        case _:
            return replace(state, visitor_called_on=event.on)


def _reach(state: SignalState, status: SignalStatus, on: date) -> SignalState:
    """The farthest step counts; of the same step the last day."""
    order = list(SignalStatus)
    if order.index(status) < order.index(state.status):
        return state
    return replace(state, status=status, since=on)


def _must_be_open(state: SignalState) -> None:
    if not state.is_open:
        raise SignalClosedError


def _must_say(words: str) -> str:
    said = words.strip()
    if not said:
        raise SignalWordsMissingError
    return said
