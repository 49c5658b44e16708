"""Deciding who goes to a resident whom two coordinators gave away before they exchanged.

Only coordinators decide, as with differences. Until then both visitors keep the resident and what
they wrote; who does not go is told at the next exchange, like anybody whose resident is taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from huisbezoek.model.domain.events import (
    AppointmentMade,
    Assigned,
    AssignmentEnded,
    VisitCancelled,
)
from huisbezoek.model.domain.given_twice import (
    Claim,
    called_off,
    claims,
    is_made_twice,
    last_held_on,
    proposed,
    staying,
)
from huisbezoek.model.domain.names import joint_formal_name
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visits import Appointment
from huisbezoek.model.usecases.differences import DifferenceChangedError
from huisbezoek.model.usecases.partners import together
from huisbezoek.model.usecases.ports.people import ResidentHistory, ResidentRow, VisitorRecord
from huisbezoek.model.usecases.ports.work import Reading, Writing

_SEVERAL: Final = 2


@dataclass(frozen=True, slots=True)
class VisitorOfTwo:
    """A visitor who may go on, as far as known by name; `claim` is what binds them already.

    Who stopped, or does not go there, cannot be chosen any more.
    """

    claim: Claim
    name: str
    can_go: bool


@dataclass(frozen=True, slots=True)
class GivenTwice:
    """A resident, or a couple, with several visitors, or with one visit that was made twice.

    `visitors` has less than two when only the visit was made twice: then nobody is chosen.
    `proposed` is who goes on if nobody says otherwise. `stands` is the appointment that stays on
    the visit, whoever goes. On `visited_on` somebody went there already: no visit stays.
    """

    residents: tuple[str, ...]
    names: str
    address_line: str
    visitors: tuple[VisitorOfTwo, ...]
    proposed: str
    stands: Appointment | None
    made_twice: bool
    visited_on: date | None = None

    @property
    def nobody_can(self) -> bool:
        """Whether there is nobody to choose: all of these visitors stopped or do not go there."""
        return len(self.visitors) > 1 and not any(one.can_go for one in self.visitors)


def given_twice(reading: Reading) -> tuple[GivenTwice, ...]:
    """All residents of whom a coordinator decides who goes, by name; a couple is one."""
    rows = {row.resident: row for row in reading.resident_rows(reading.given_twice())}
    groups = together(reading, ((one, row.household) for one, row in rows.items()))
    known = {one.visitor: one for one in reading.visitors()} if rows else {}
    found = [
        one
        for group in groups
        for one in _seen(reading, [rows[resident] for resident in group], known)
    ]
    return tuple(sorted(found, key=lambda one: (one.names.casefold(), one.residents)))


def count_given_twice(reading: Reading) -> int:
    """How many decisions wait; nothing is read when there are none."""
    return len(given_twice(reading)) if reading.given_twice() else 0


def choose_visitor(writing: Writing, seen: GivenTwice, visitor: str, *, today: date) -> None:
    """This visitor goes on, the others no longer; of a visit that was made twice one stays.

    The appointment of who was chosen stands; without one the appointment that stood stays, for the
    resident expects somebody. `visitor` is '' where nobody is chosen: when of several nobody can
    go, all of them end, and the resident waits for a visitor again. Raises DifferenceChangedError
    when it is not as in `seen` any more, or when this visitor cannot go.
    """
    may_go = {one.claim.visitor for one in seen.visitors if one.can_go}
    wanted = visitor in may_go if may_go and len(seen.visitors) > 1 else not visitor
    if not wanted or seen not in given_twice(writing):
        raise DifferenceChangedError
    for resident in seen.residents:
        history = writing.resident(resident)
        known = _claims(writing, history)
        _settle_visitors(writing, resident, known, visitor, today)
        _settle_visits(writing, history, known, visitor, today)


def _settle_visitors(
    writing: Writing, resident: str, known: Sequence[Claim], visitor: str, today: date
) -> None:
    subject = Subject(SubjectKind.RESIDENT, resident)
    if len(known) < _SEVERAL:
        return
    for one in known:
        if one.visitor != visitor:
            writing.record(subject, AssignmentEnded(one.visitor, today))
    if not visitor:
        return
    # Said once more, after the endings: of two coordinators who choose differently at one time
    # the last one holds, and nobody is left without a visitor.
    since = next(one.since for one in known if one.visitor == visitor)
    writing.record(subject, Assigned(visitor, since))


def _settle_visits(
    writing: Writing, history: ResidentHistory, known: Sequence[Claim], visitor: str, today: date
) -> None:
    closing = called_off(history.visits)
    stays = staying(one for one in history.visits if one not in closing)
    agreed = next((one.appointment for one in known if one.visitor == visitor), None)
    if stays is not None and agreed is not None and not _is(stays.appointment, agreed):
        writing.record(Subject(SubjectKind.VISIT, stays.visit), agreed)
    for one in closing:
        writing.record(Subject(SubjectKind.VISIT, one.visit), VisitCancelled(today))


def _is(stands: Appointment | None, agreed: AppointmentMade) -> bool:
    """Whether the appointment that stands is this one, at this time."""
    if stands is None:
        return False
    return (stands.identifier, stands.starts) == (agreed.appointment, agreed.starts)


def _seen(
    reading: Reading, rows: Sequence[ResidentRow], known: dict[str, VisitorRecord]
) -> list[GivenTwice]:
    """A couple as one decision when it is the same one, else one for each."""
    every = [_of_one(reading, row, known) for row in rows]
    apart = [one for one in every if one.made_twice or len(one.visitors) > 1]
    if len(apart) < _SEVERAL or any(_choice(one) != _choice(apart[0]) for one in apart):
        return apart
    first, *others = apart
    names = joint_formal_name(first.names, others[0].names)
    residents = tuple(resident for one in apart for resident in one.residents)
    everything = (first, *others)
    return [
        GivenTwice(
            residents=residents,
            names=names,
            address_line=first.address_line,
            visitors=first.visitors,
            proposed=first.proposed,
            stands=next((one.stands for one in everything if one.stands is not None), None),
            made_twice=any(one.made_twice for one in everything),
            visited_on=first.visited_on,
        )
    ]


def _choice(seen: GivenTwice) -> tuple[list[tuple[str, bool]], date | None]:
    """Between whom is chosen, and whether for a visit that is still to be made."""
    return [(one.claim.visitor, one.can_go) for one in seen.visitors], seen.visited_on


def _of_one(reading: Reading, row: ResidentRow, known: dict[str, VisitorRecord]) -> GivenTwice:
    history = reading.resident(row.resident)
    found = _claims(reading, history)
    ruled_out = history.state.ruled_out
    visitors = tuple(
        VisitorOfTwo(
            one,
            known[one.visitor].card.name if one.visitor in known else "",
            can_go=_works(known.get(one.visitor)) and one.visitor not in ruled_out,
        )
        for one in found
    )
    closing = called_off(history.visits)
    stays = staying(one for one in history.visits if one not in closing)
    made_twice = is_made_twice(history.visits)
    return GivenTwice(
        residents=(row.resident,),
        names=row.formal_name,
        address_line=row.address_line,
        visitors=visitors,
        proposed=proposed([one.claim for one in visitors if one.can_go]),
        stands=stays.appointment if stays is not None else None,
        made_twice=made_twice,
        visited_on=last_held_on(history.visits) if made_twice and stays is None else None,
    )


def _works(record: VisitorRecord | None) -> bool:
    return record is not None and record.stopped_on is None


def _claims(reading: Reading, history: ResidentHistory) -> tuple[Claim, ...]:
    visits = [(one, reading.visit_events(one.visit)) for one in history.visits]
    return claims(history.events, visits)
