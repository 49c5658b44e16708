"""Open loops: what still waits for a person after visits, and by when.

A loop never closes by the passing of time: past its term it stands in the list until a person
closes it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.referrals import ReferralState, ReferralStatus
from huisbezoek.model.domain.signals import SignalState


class LoopKind(StrEnum):
    """What waits."""

    CALL_VISITOR = "call_visitor"
    SIGNAL = "signal"
    ASK_PERMISSION = "ask_permission"
    HAND_OVER = "hand_over"
    REMIND_PARTNER = "remind_partner"
    ASK_RESULT = "ask_result"
    CLOSE_REFERRAL = "close_referral"


@dataclass(frozen=True, slots=True, order=True)
class OpenLoop:
    """One thing that waits; `identifier` is that of the signal or the referral."""

    due_on: date
    kind: LoopKind
    identifier: str

    def is_late(self, today: date) -> bool:
        """Whether its term is over, so that it comes back to the list."""
        return self.due_on < today


_REFERRAL_LOOPS: Final = {
    ReferralStatus.PROPOSED: LoopKind.ASK_PERMISSION,
    ReferralStatus.PERMITTED: LoopKind.HAND_OVER,
    ReferralStatus.HANDED_OVER: LoopKind.REMIND_PARTNER,
    ReferralStatus.ACCEPTED: LoopKind.ASK_RESULT,
    ReferralStatus.RESULT_KNOWN: LoopKind.CLOSE_REFERRAL,
}


def open_loops(
    signals: Iterable[SignalState], referrals: Iterable[ReferralState]
) -> tuple[OpenLoop, ...]:
    """Everything that waits, the first due first."""
    return tuple(sorted((*_of_signals(signals), *_of_referrals(referrals))))


def referral_loop(status: ReferralStatus) -> LoopKind | None:
    """What a referral in this state waits for; None when it waits for nothing."""
    return _REFERRAL_LOOPS.get(status)


def _of_signals(signals: Iterable[SignalState]) -> list[OpenLoop]:
    found = []
    for one in signals:
        if one.call_visitor_by is not None:
            found.append(OpenLoop(one.call_visitor_by, LoopKind.CALL_VISITOR, one.signal))
        if one.due_on is not None:
            found.append(OpenLoop(one.due_on, LoopKind.SIGNAL, one.signal))
    return found


def _of_referrals(referrals: Iterable[ReferralState]) -> list[OpenLoop]:
    return [
        OpenLoop(one.due_on, kind, one.referral)
        for one in referrals
        if one.due_on is not None and (kind := referral_loop(one.status)) is not None
    ]
