"""What is on which laptop: given, still there, confirmed as gone; and letting go on a laptop."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import msgspec

from huisbezoek.model.domain.events import AssignmentEnded, Stamped, VisitorEvent
from huisbezoek.model.domain.office_events import LaptopRevoked, ResidentsGiven, ResidentsRemoved
from huisbezoek.model.domain.operations import Erase, OperationId, Subject, SubjectKind
from huisbezoek.model.usecases.exchange import ExchangeParts
from huisbezoek.model.usecases.given_along import with_visits
from huisbezoek.model.usecases.outbox import empty_outbox
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentHistory,
    ResidentQuestion,
)
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.work import Reading, Writing

_LET_GO: Final = "residents_let_go"


@dataclass(frozen=True, slots=True)
class LaptopContents:
    """The residents that are on a laptop as far as is known: given and not confirmed as removed.

    `device` is empty for a start file that was not answered yet. `removed_once` were taken off it
    (some of them came back since), `given_on` says since when each of `residents` is there.
    """

    person: str
    device: str
    residents: frozenset[str] = frozenset()
    removed_once: frozenset[str] = frozenset()
    given_on: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StillOnLaptop:
    """A resident who is no longer this person's, and whose laptop has not said that all is gone.

    `since` is the day on which the assignment ended.
    """

    resident: str
    person: str
    since: date


@dataclass(frozen=True, slots=True)
class Confirmations:
    """Persons whose laptop confirmed that nothing of a resident is left, and who still must."""

    confirmed: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()


# --- what the journal says -------------------------------------------------------------------


def contents_of(reading: Reading) -> tuple[LaptopContents, ...]:
    """What is on each visitor's laptop, by person and device; also of laptops that were revoked."""
    return tuple(
        contents
        for record in sorted(reading.visitors(), key=lambda one: one.visitor)
        for contents in laptops_of(reading, record.visitor)
    )


def laptops_of(reading: Reading, person: str) -> tuple[LaptopContents, ...]:
    """What is on each laptop of this person, by device."""
    return _folded(person, reading.visitor_events(person))


def contents_of_laptop(reading: Reading, person: str, device: str) -> LaptopContents:
    """What is on this one laptop.

    A laptop that nothing was noted of yet began with the last start file, and has what was in it.
    """
    known = {one.device: one for one in laptops_of(reading, person)}
    begun = known.get(device) or known.get("")
    return begun or LaptopContents(person, device)


def still_on_laptops(reading: Reading) -> tuple[StillOnLaptop, ...]:
    """Residents on the laptop of somebody to whom they are no longer assigned, longest first."""
    found: dict[tuple[str, str], StillOnLaptop] = {}
    for contents in contents_of(reading):
        assigned = frozenset(_residents(reading, contents.person))
        for resident in contents.residents - assigned:
            history = _history(reading, resident)
            if history is not None:
                since = _ended_on(history, contents.person) or contents.given_on[resident]
                key = resident, contents.person
                found[key] = StillOnLaptop(resident, contents.person, since)
    return tuple(sorted(found.values(), key=lambda one: (one.since, one.person, one.resident)))


def erasure_confirmations(writing: Writing, resident: str) -> Confirmations:
    """Which persons' laptops confirmed that an erased resident is gone, and which have not yet.

    Of visitors those whose laptop ever had the resident; of other coordinators all: they confirm
    by reading the bundle that carries the erasure. A coordinator whose person is not known here is
    named by the device.
    """
    confirmed: set[str] = set()
    waiting: set[str] = set()
    for contents in contents_of(writing):
        if resident in contents.residents:
            waiting.add(contents.person)
        elif resident in contents.removed_once:
            confirmed.add(contents.person)
    about = writing.operations_about([Subject(SubjectKind.RESIDENT, resident)])
    erasing = {one.identifier for one in about if isinstance(one.body, Erase)}
    for peer in _coordinators(writing):
        made_it = any(one.device == peer.device for one in erasing)
        knows = made_it or bool(writing.confirmed(peer, erasing))
        (confirmed if knows else waiting).add(peer.visitor or peer.device)
    return Confirmations(tuple(sorted(confirmed - waiting)), tuple(sorted(waiting)))


def give_again(writing: Writing, person: str, device: str, *, today: date) -> None:
    """A laptop went back to a backup: who was taken off it may stand there again.

    Recorded as given, so that endings and erasures go along once more until it says they are gone.
    """
    contents = contents_of_laptop(writing, person, device)
    back = tuple(sorted(contents.removed_once - contents.residents))
    if back:
        writing.record(Subject(SubjectKind.VISITOR, person), ResidentsGiven(device, back, today))


def _folded(person: str, events: Iterable[Stamped[VisitorEvent]]) -> tuple[LaptopContents, ...]:
    present: dict[str, dict[str, date]] = {}
    removed: dict[str, set[str]] = {}
    for stamped in events:
        event = stamped.event
        if not isinstance(event, ResidentsGiven | ResidentsRemoved | LaptopRevoked):
            continue
        if event.device not in present:
            # The first word about a laptop: it is the one that opened the start file.
            present[event.device] = present.pop("", {})
            removed[event.device] = set()
        here = present[event.device]
        if isinstance(event, ResidentsGiven):
            here.update({one: event.on for one in event.residents if one not in here})
        elif isinstance(event, ResidentsRemoved) and _says_so_itself(stamped, event):
            for resident in event.residents:
                here.pop(resident, None)
            removed[event.device].update(event.residents)
    return tuple(
        LaptopContents(person, device, frozenset(here), frozenset(removed[device]), dict(here))
        for device, here in sorted(present.items())
    )


def _says_so_itself(stamped: Stamped[VisitorEvent], event: ResidentsRemoved) -> bool:
    return stamped.stamp.operation.device == event.device


def _ended_on(history: ResidentHistory, person: str) -> date | None:
    ends = [
        stamped.event.on
        for stamped in history.events
        if isinstance(stamped.event, AssignmentEnded) and stamped.event.visitor == person
    ]
    return ends[-1] if ends else None


# --- on a visitor's laptop -------------------------------------------------------------------


def removable_residents(writing: Writing, own_person: str) -> tuple[str, ...]:
    """On a visitor's laptop: residents of whom nothing needs to stay here.

    Their assignment ended, no draft of a visit is open, and a coordinator confirmed every
    operation that was made here about them. Also those who were erased, and those who were let go
    before something came between: until the laptop has said so.
    """
    reported = _reported(writing, own_person)
    drafted = frozenset(writing.drafted_visits())
    gone = {
        resident
        for resident in _residents(writing)
        if _may_go(writing, resident, own_person, drafted)
    }
    return tuple(sorted(gone | (_erased(writing) - reported) | frozenset(_let_go(writing))))


def _reported(writing: Writing, own_person: str) -> frozenset[str]:
    """Whom this laptop reported as gone in its present life: a restored one may have them again."""
    device, incarnation, _ = writing.own_sequence()
    return frozenset(
        resident
        for stamped in writing.visitor_events(own_person)
        if isinstance(stamped.event, ResidentsRemoved)
        and stamped.stamp.operation.device == device
        and stamped.stamp.operation.incarnation == incarnation
        for resident in stamped.event.residents
    )


def remove_residents(writing: Writing, parts: ExchangeParts, residents: Sequence[str]) -> None:
    """On a visitor's laptop: lets go of these residents with their visits and drafts.

    Who was assigned again meanwhile stays. After the commit the caller wipes the traces
    (`ProfileDatabase.wipe_traces`); only then `confirm_removals` may say that nothing is left.
    """
    own = parts.identity.person
    leaving = []
    for resident in residents:
        history = _history(writing, resident)
        if history is not None and own not in history.state.visitors:
            leaving.append(resident)
    writing.let_go([Subject(SubjectKind.RESIDENT, one) for one in leaving])
    _keep_let_go(writing, frozenset((*_let_go(writing), *residents)))


def confirm_removals(writing: Writing, parts: ExchangeParts, *, today: date) -> tuple[str, ...]:
    """Records that nothing is left of who was let go; answers them. Empty: nothing was waiting.

    Sealed files in the outbox may still hold something of them, so they go too: what of them was
    not confirmed yet is sent again by the next bundle.
    """
    gone = _let_go(writing)
    if gone:
        empty_outbox(parts)
        subject = Subject(SubjectKind.VISITOR, parts.identity.person)
        writing.record(subject, ResidentsRemoved(parts.identity.device, gone, today))
        _keep_let_go(writing, ())
    return gone


def _may_go(writing: Writing, resident: str, person: str, drafted: Collection[str]) -> bool:
    history = writing.resident(resident)
    was_theirs = _ended_on(history, person) is not None
    visits = [visit.visit for visit in history.visits]
    if person in history.state.visitors or not was_theirs or any(one in drafted for one in visits):
        return False
    device, _, _ = writing.own_sequence()
    own = {
        one.identifier
        for one in writing.operations_about(with_visits({resident: visits}))
        if one.identifier.device == device
    }
    return own <= _confirmed(writing, own)


def _confirmed(writing: Writing, operations: Collection[OperationId]) -> frozenset[OperationId]:
    found = [writing.confirmed(peer, operations) for peer in _coordinators(writing)]
    return frozenset[OperationId]().union(*found)


def _coordinators(writing: Writing) -> tuple[Peer, ...]:
    return tuple(
        one
        for one in writing.peers()
        if one.role == DeviceRole.COORDINATOR and one.status == "active"
    )


def _erased(writing: Writing) -> frozenset[str]:
    """Residents who were erased here; their visits and drafts went with them."""
    return frozenset(one.resident for one in writing.erasures())


def _residents(reading: Reading, visitor: str = "") -> tuple[str, ...]:
    # The day matters to other lists than this one.
    question = ResidentQuestion(date.min, filter=ResidentFilter.ALL, visitor=visitor)
    return reading.resident_ids(question)


def _history(reading: Reading, resident: str) -> ResidentHistory | None:
    try:
        return reading.resident(resident)
    except UnknownSubjectError:
        return None


def _let_go(writing: Writing) -> tuple[str, ...]:
    text = writing.local_value(_LET_GO)
    return msgspec.json.decode(text, type=tuple[str, ...]) if text else ()


def _keep_let_go(writing: Writing, residents: Iterable[str]) -> None:
    writing.save_local_value(_LET_GO, msgspec.json.encode(sorted(residents)).decode())
