"""Residents whom coordinators gave to two visitors before they exchanged: who goes, what stays.

All of it follows from what is known, whatever the order in which it came: everybody who knows the
same proposes the same visitor and keeps the same visit.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from huisbezoek.model.domain.events import (
    AppointmentCancelled,
    AppointmentMade,
    Assigned,
    AssignmentEnded,
    NotAtHome,
    ResidentEvent,
    Stamped,
    VisitEvent,
    VisitOrigin,
)
from huisbezoek.model.domain.visits import VisitState, VisitStatus

_ORDER: Final = {status: place for place, status in enumerate(VisitStatus)}


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the visitors of a resident: since which day, and what they did there already.

    `appointment` was made by them, or by who gave them the resident; `held_on` is the day of a
    visit that they held since then.
    """

    visitor: str
    since: date
    appointment: AppointmentMade | None = None
    held_on: date | None = None


def claims(
    events: Iterable[Stamped[ResidentEvent]],
    visits: Sequence[tuple[VisitState, Sequence[Stamped[VisitEvent]]]],
) -> tuple[Claim, ...]:
    """The visitors of a resident with these events and visits, who was given first the first."""
    given = _given(events)
    givers = Counter(stamped.stamp.author for stamped in given.values())
    by = {
        stamped.stamp.author: visitor
        for visitor, stamped in given.items()
        if givers[stamped.stamp.author] == 1
    }
    # Who did something themselves is meant before who gave the resident to somebody.
    whose = {**by, **{visitor: visitor for visitor in given}}
    made: dict[str, AppointmentMade] = {}
    for state, happened in visits:
        if not state.status.is_closed and not state.status.took_place:
            for author, appointment in _standing(happened).items():
                made[whose.get(author, "")] = appointment
    held = {state.held_by: state.held_on for state, _ in visits if state.held_on is not None}
    found = [
        Claim(
            visitor,
            stamped.event.on,
            made.get(visitor),
            _not_before(held.get(visitor), stamped.event.on),
        )
        for visitor, stamped in given.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.visitor)))


def proposed(known: Sequence[Claim]) -> str:
    """Who goes on, if nobody says otherwise; '' when there is nobody.

    Who was there already; else who agreed on a day with the resident, the first day first; else
    to whom the resident was given first.
    """

    def rank(one: Claim) -> tuple[bool, bool, str, date, str]:
        agreed = one.appointment
        starts = agreed.starts.isoformat() if agreed is not None else ""
        return one.held_on is None, agreed is None, starts, one.since, one.visitor

    return min(known, key=rank).visitor if known else ""


def staying(visits: Iterable[VisitState]) -> VisitState | None:
    """Of the visits that are still to come the one that stays: with an appointment, the furthest.

    Whoever is chosen to go, the same visit stays: two coordinators who choose differently at one
    time never call off both.
    """
    return max(
        _to_come(visits),
        key=lambda one: (one.status.has_appointment, _ORDER[one.status], _reversed(one.visit)),
        default=None,
    )


def called_off(visits: Sequence[VisitState]) -> tuple[VisitState, ...]:
    """The visits that were made twice and close: all to come but one, or all after a visit held.

    A visit that was planned after the last one was held is no double of it, nor is one that was
    asked for on that very day.
    """
    last = last_held_on(visits)
    doubles = [one for one in _to_come(visits) if last is not None and _is_before(one, last)]
    rest = [one for one in _to_come(visits) if one not in doubles]
    stays = staying(rest)
    return tuple(one for one in _to_come(visits) if one is not stays)


def is_made_twice(visits: Sequence[VisitState]) -> bool:
    """Whether a visit is still to come that closes: beside another one, or after a visit held."""
    return bool(called_off(visits))


def last_held_on(visits: Iterable[VisitState]) -> date | None:
    """The day on which somebody went there last."""
    held = [one.held_on for one in visits if one.status.took_place and one.held_on is not None]
    return max(held, default=None)


def _is_before(visit: VisitState, held_on: date) -> bool:
    """Whether the visit was planned while nobody knew of the one that was held on that day."""
    if visit.planned_on is None:
        return False
    asked = visit.origin is not VisitOrigin.ROUND
    return visit.planned_on < held_on or (visit.planned_on == held_on and not asked)


def _to_come(visits: Iterable[VisitState]) -> list[VisitState]:
    return [one for one in visits if not one.status.is_closed and not one.status.took_place]


def _given(events: Iterable[Stamped[ResidentEvent]]) -> dict[str, Stamped[Assigned]]:
    """The assignment that stands of each visitor."""
    given: dict[str, Stamped[Assigned]] = {}
    for stamped in sorted(events, key=lambda one: one.stamp):
        event = stamped.event
        if isinstance(event, Assigned):
            given[event.visitor] = Stamped(event, stamped.stamp)
        elif isinstance(event, AssignmentEnded):
            given.pop(event.visitor, None)
    return given


def _standing(events: Iterable[Stamped[VisitEvent]]) -> Mapping[str, AppointmentMade]:
    """The last appointment that each person made and that nobody called off, by person."""
    made: dict[str, tuple[str, AppointmentMade]] = {}
    for stamped in sorted(events, key=lambda one: one.stamp):
        event = stamped.event
        match event:
            case AppointmentMade():
                made.pop(event.appointment, None)
                made[event.appointment] = (stamped.stamp.author, event)
            case AppointmentCancelled():
                made.pop(event.appointment, None)
            case NotAtHome():
                made.clear()
            case _:
                pass
    return dict(made.values())


def _not_before(day: date | None, since: date) -> date | None:
    return day if day is not None and day >= since else None


def _reversed(identifier: str) -> tuple[int, ...]:
    """For the largest of several: the smallest identifier."""
    return tuple(-ord(sign) for sign in identifier)
