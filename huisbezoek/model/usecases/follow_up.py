"""What follows after a visit: notes seen, taken up and closed, and the calls with them."""

from dataclasses import dataclass
from datetime import date, datetime

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import ResidentEvent, Stamped
from huisbezoek.model.domain.follow_up_events import (
    InvitedTo,
    Reached,
    SignalEvent,
    SignalKind,
    SignalOutcome,
    SignalRaised,
    ToldBy,
    Urgency,
)
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.open_loops import LoopKind, OpenLoop, open_loops, referral_loop
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.referrals import ReferralState, fold_referrals
from huisbezoek.model.domain.signals import (
    SignalState,
    decide_act,
    decide_assign,
    decide_close,
    decide_raise,
    decide_see,
    decide_visitor_called,
    fold_signals,
)
from huisbezoek.model.usecases.ports.follow_up import (
    ReferralQuestion,
    ReferralRow,
    SignalQuestion,
    SignalRow,
)
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Reading, Writing


class InvitationOfferMissingError(RefusedByRuleError):
    """An invitation needs an entry of the social map, or the name of the meeting."""

    code = "invitation_offer_missing"


@dataclass(frozen=True, slots=True)
class NewSignal:
    """A note as it is written: plain observations; no urgency is chosen in advance."""

    kind: SignalKind
    text: str
    urgency: Urgency | None = None
    visit: str = ""
    reached: Reached | None = None
    called_at: datetime | None = None
    reason: str = ""
    told_by: ToldBy | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """To what a resident was invited: its name, its entry of the social map if any, and the day."""

    words: str
    offer: str = ""
    meeting_on: date | None = None


@dataclass(frozen=True, slots=True)
class Loop:
    """One thing that waits in the work of the coordinator, with whose it is."""

    loop: OpenLoop
    resident: str
    formal_name: str
    urgency: Urgency | None = None

    def is_late(self, today: date) -> bool:
        """Whether its term is over."""
        return self.loop.is_late(today)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the page Signalen en vervolg shows: rows, the first due first, and what waits."""

    signals: tuple[SignalRow, ...]
    referrals: tuple[ReferralRow, ...]
    loops: tuple[Loop, ...]


@dataclass(frozen=True, slots=True)
class ResidentFollowUp:
    """Notes, referrals and invitations of one resident, whole, and what waits."""

    signals: tuple[SignalState, ...]
    referrals: tuple[ReferralState, ...]
    invitations: tuple[Stamped[ResidentEvent], ...]
    loops: tuple[OpenLoop, ...]


def follow_up(reading: Reading, *, open_only: bool = True) -> FollowUp:
    """The notes and referrals of everybody; with closed ones when `open_only` is off."""
    signals = reading.signals(SignalQuestion(open_only=open_only))
    referrals = reading.referrals(ReferralQuestion(open_only=open_only))
    loops = [loop for row in signals for loop in _signal_loops(row)]
    loops += [loop for row in referrals for loop in _referral_loops(row)]
    return FollowUp(signals, referrals, tuple(sorted(loops, key=lambda one: one.loop)))


def follow_up_of(reading: Reading, resident: str) -> ResidentFollowUp:
    """What follows for one resident. Raises UnknownSubjectError."""
    events = reading.resident(resident).events
    signals, referrals = fold_signals(events), fold_referrals(events)
    invitations = tuple(one for one in events if isinstance(one.event, InvitedTo))
    return ResidentFollowUp(signals, referrals, invitations, open_loops(signals, referrals))


def own_notes(reading: Reading, visitor: str) -> tuple[SignalRow, ...]:
    """The notes that this visitor raised, closed ones too: `seen_on` says "ontvangen"."""
    return reading.signals(SignalQuestion(open_only=False, raised_by=visitor))


def signal_of(reading: Reading, resident: str, signal: str) -> SignalState:
    """One note. Raises UnknownSubjectError."""
    known = fold_signals(reading.resident(resident).events)
    found = next((one for one in known if one.signal == signal), None)
    if found is None:
        raise UnknownSubjectError
    return found


def raise_signal(
    writing: Writing, resident: str, note: NewSignal, *, random_bytes: RandomBytes, on: date
) -> str:
    """Remembers a note; answers its identifier. Raises SignalWordsMissingError."""
    raised = SignalRaised(
        signal=new_identifier(random_bytes),
        visit=note.visit,
        kind=note.kind,
        urgency=note.urgency,
        text=note.text.strip(),
        on=on,
        reached=note.reached,
        called_at=note.called_at,
        reason=note.reason.strip(),
        told_by=note.told_by,
        agreed=note.agreed,
    )
    _record(writing, resident, decide_raise(raised))
    return raised.signal


def see_signal(writing: Writing, resident: str, signal: str, *, on: date) -> None:
    """The coordinator read the note; its writer will see "ontvangen". Safe to repeat."""
    _record(writing, resident, decide_see(signal_of(writing, resident, signal), on))


def assign_signal(writing: Writing, resident: str, signal: str, to: str, *, on: date) -> None:
    """Somebody takes it up. Raises SignalClosedError and SignalWordsMissingError."""
    _record(writing, resident, decide_assign(signal_of(writing, resident, signal), to, on))


def act_on_signal(writing: Writing, resident: str, signal: str, words: str, *, on: date) -> None:
    """Something was done. Raises SignalClosedError and SignalWordsMissingError."""
    _record(writing, resident, decide_act(signal_of(writing, resident, signal), words, on))


def close_signal(
    writing: Writing, resident: str, signal: str, outcome: SignalOutcome, *, on: date
) -> None:
    """The note is closed. Raises SignalClosedError."""
    _record(writing, resident, decide_close(signal_of(writing, resident, signal), outcome, on))


def call_visitor(writing: Writing, resident: str, signal: str, *, on: date) -> None:
    """The visitor was called after an urgent note. Raises VisitorCallNotAskedError."""
    _record(writing, resident, decide_visitor_called(signal_of(writing, resident, signal), on))


def invite_to(writing: Writing, resident: str, new: NewInvitation, *, on: date) -> None:
    """The resident was invited to an information evening. Raises InvitationOfferMissingError."""
    words = new.words.strip()
    if not (new.offer or words):
        raise InvitationOfferMissingError
    event = InvitedTo(new.offer, words, on, new.meeting_on)
    writing.record(Subject(SubjectKind.RESIDENT, resident), event)


def _record(writing: Writing, resident: str, events: tuple[SignalEvent, ...]) -> None:
    for event in events:
        writing.record(Subject(SubjectKind.RESIDENT, resident), event)


def _signal_loops(row: SignalRow) -> list[Loop]:
    terms = ((row.call_visitor_by, LoopKind.CALL_VISITOR), (row.due_on, LoopKind.SIGNAL))
    return [
        Loop(OpenLoop(due, kind, row.signal), row.resident, row.formal_name, row.urgency)
        for due, kind in terms
        if due is not None
    ]


def _referral_loops(row: ReferralRow) -> list[Loop]:
    kind = referral_loop(row.status)
    if kind is None or row.due_on is None:
        return []
    return [Loop(OpenLoop(row.due_on, kind, row.referral), row.resident, row.formal_name)]
