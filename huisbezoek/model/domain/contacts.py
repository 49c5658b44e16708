"""Which events are a contact with a resident, and of which kind (domain.md 1.6)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from huisbezoek.model.domain.events import (
    AftercareDone,
    CallLogged,
    CallOutcome,
    CardSent,
    ContactKind,
    Event,
    InvitationSent,
    VisitHeld,
)
from huisbezoek.model.domain.follow_up_events import InvitedTo
from huisbezoek.model.domain.ladder_events import SecondLetterSent
from huisbezoek.model.domain.planning_events import LightContactMade

_ALWAYS: Final[Mapping[type[Event], ContactKind]] = {
    InvitationSent: ContactKind.LETTER,
    CardSent: ContactKind.CARD,
    SecondLetterSent: ContactKind.LETTER,
    InvitedTo: ContactKind.GROUP_MEETING,
}
_NOT_REACHED: Final = frozenset({CallOutcome.NO_ANSWER, CallOutcome.WRONG_NUMBER})


def contact_of(event: Event) -> ContactKind | None:
    """The kind of contact that an event is; None when nobody was reached by it."""
    match event:
        case VisitHeld():
            return event.contact_kind
        case CallLogged():
            return None if event.outcome in _NOT_REACHED else ContactKind.TELEPHONE
        case LightContactMade():
            return ContactKind(event.kind.value)
        case AftercareDone():
            return None if event.waived else ContactKind.AFTERCARE
        case _:
            return _ALWAYS.get(type(event))


def count_contacts(events: Iterable[Event]) -> Mapping[ContactKind, int]:
    """How often there was contact, per kind that occurred; in the order of `ContactKind`."""
    found = Counter(kind for one in events if (kind := contact_of(one)) is not None)
    return {kind: found[kind] for kind in ContactKind if found[kind]}
