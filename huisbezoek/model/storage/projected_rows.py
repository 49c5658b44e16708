"""What the projections say of one resident or visit: states as plain rows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from huisbezoek.model.domain.cycle import DuePeriod
from huisbezoek.model.domain.light_contact import LightContactDays
from huisbezoek.model.domain.names import (
    formal_name,
    full_name,
    list_name,
    search_text,
    sort_text,
    surname_core,
)
from huisbezoek.model.domain.residents import ResidentState, ResidentStatus
from huisbezoek.model.domain.target_groups import Ground
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.storage.projection_tables import residents, visits

Row = tuple[object, ...]

_VISIT_SAYS: Final = ("status", "held_by", "since", "held_on", "closed_on", "deferred_until")
_FROM_VISITS: Final = frozenset(
    {
        "open_visit",
        "open_status",
        "last_contact_on",
        "deferred_until",
        "deferred_on",
        "last_held_on",
        "last_visitor",
        "request_answered",
        "fixed_visitor",
        "fixed_month",
    }
)
_OF_VISITS: Final = tuple(one.name in _FROM_VISITS for one in residents.columns)
_OF_PERIODS: Final = tuple(
    place
    for place, one in enumerate(residents.columns)
    if one.name in _FROM_VISITS - {"open_visit", "open_status", "last_visitor"}
)
_STATUS: Final = 3
"""Where in a row of a visit stands its status."""
_BEFORE_THE_VISIT: Final = frozenset(
    one.value for one in VisitStatus if not (one.is_closed or one.took_place)
)
_DAYS_OF_END: Final = tuple(
    place
    for place, one in enumerate(visits.columns)
    if one.name in {"held_on", "closed_on", "deferred_until"}
)
_OF_RESIDENT: Final = tuple(
    place for place, one in enumerate(visits.columns) if one.name in _VISIT_SAYS
)


def iso(value: date | datetime | None) -> str | None:
    """A day or moment as text that sorts as time does."""
    return None if value is None else value.isoformat()


def resident_row(number: int, state: ResidentState) -> Row:
    """The row of `projection_tables.residents`, in the order of its columns.

    The matching key is that of `resident_lists.ListedPerson.match_key`.
    """
    card = state.card
    name, address = card.name(), card.address()
    visit = state.open_visit
    house_number = "" if card.house_number is None else str(card.house_number)
    return (
        number,
        state.resident,
        sort_text(name, card.birth_date),
        formal_name(name) or full_name(name),
        list_name(name),
        initials_pair(card.initials, card.surname),
        address.street_line(),
        address.city_line(),
        card.district,
        card.telephone or card.second_telephone,
        address.household_key(),
        "|".join((surname_core(name), card.birth_date, card.postcode, house_number)),
        stopped(state),
        state.excluded,
        iso(state.opted_out_on),
        visit.visit if visit is not None else "",
        visit.status.value if visit is not None else "",
        state.visitors[-1] if state.visitors else "",
        " ".join(state.visitors),
        iso(state.last_contact_on),
        iso(state.deferred_until),
        *_plan_columns(state),
    )


def with_visits_of(standing: Row, row: Row) -> Row:
    """The row of a resident folded without visits, with what the standing one says of visits."""
    return tuple(
        standing[place] if is_of_visits else value
        for place, (value, is_of_visits) in enumerate(zip(row, _OF_VISITS, strict=True))
    )


def has_same_periods(before: Row, after: Row) -> bool:
    """Whether visits changed nothing that periods follow from, on one and the same card."""
    return all(before[place] == after[place] for place in _OF_PERIODS)


def says_the_same_of_resident(before: Row, after: Row) -> bool:
    """Whether two rows of a visit are equal in all that the state of the resident depends on."""
    return all(before[place] == after[place] for place in _OF_RESIDENT)


def is_under_way(row: Row) -> bool:
    """Whether the visit of this row is open, and neither it nor an answer counts as a contact."""
    return row[_STATUS] in _BEFORE_THE_VISIT and all(row[place] is None for place in _DAYS_OF_END)


def _plan_columns(state: ResidentState) -> Row:
    card = state.card
    return (
        iso(state.deferred_on),
        iso(state.last_held_on),
        state.last_visitor,
        iso(state.listed_on),
        iso(state.requested_on),
        int(state.request_answered),
        None if state.wants_repeat is None else int(state.wants_repeat),
        card.birth_date,
        card.loss_date,
        card.surname,
        card.partner_surname,
        card.street,
        card.postcode,
        card.language,
        card.visitor_sex_wish,
        card.preferred_time,
        int(state.rests),
        " ".join(sorted(state.ruled_out)),
        state.fixed_visitor,
        state.fixed_month,
        int(state.apart),
        iso(state.paused_on),
    )


def due_rows(number: int, periods: Iterable[DuePeriod]) -> list[Row]:
    """The rows of `projection_tables.due_periods`."""
    return [
        (
            number,
            position,
            iso(period.opens),
            iso(period.closes),
            period.group.value,
            period.reason.value,
            iso(period.since),
        )
        for position, period in enumerate(periods)
    ]


def membership_rows(number: int, found: Iterable[Ground]) -> list[Row]:
    """The rows of `projection_tables.memberships`."""
    return [
        (number, position, ground.group.value, iso(ground.first_day), iso(ground.last_day))
        for position, ground in enumerate(found)
    ]


def light_contact_rows(number: int, days: LightContactDays | None) -> list[Row]:
    """The one row of `projection_tables.light_contacts`, or none."""
    return [] if days is None else [(number, iso(days.opens), iso(days.closes))]


def visit_row(number: int, resident: int | None, state: VisitState) -> Row:
    """The row of `projection_tables.visits`, in the order of its columns."""
    appointment = state.appointment
    return (
        number,
        state.visit,
        resident,
        state.status.value,
        int(not state.status.is_closed),
        iso(state.since),
        state.letter,
        iso(state.invited_on),
        state.calls,
        iso(state.last_call_at),
        appointment.identifier if appointment is not None else "",
        iso(appointment.starts) if appointment is not None else None,
        iso(state.held_on),
        iso(state.report_on),
        iso(state.due_on),
        iso(state.deferred_until),
        iso(state.closed_on),
        state.held_by,
        iso(state.planned_for),
        iso(state.planned_on),
    )


def stored_visit(row: Sequence[str | None]) -> VisitState:
    """What a row of `projection_tables.visits` says that the state of a resident depends on.

    `row` holds: visit, status, held_by, since, held_on, closed_on, deferred_until.
    """
    visit, status, held_by, *days = row
    since, held_on, closed_on, deferred_until = (
        None if day is None else date.fromisoformat(day) for day in days
    )
    return VisitState(
        visit or "",
        status=VisitStatus(status or ""),
        held_by=held_by or "",
        since=since,
        held_on=held_on,
        closed_on=closed_on,
        deferred_until=deferred_until,
    )


def name_words(state: ResidentState) -> str:
    """All words by which the resident is found."""
    return search_text(state.card.name())


def initials_pair(initials: str, surname: str) -> str:
    """Two capitals for the circle beside a name: 'RP'; one or none when less is known."""
    letters = [next((sign for sign in text if sign.isalpha()), "") for text in (initials, surname)]
    return "".join(letters).upper()


def stopped(state: ResidentState) -> str:
    """Why nobody may write, call or visit: the status that ends everything; '' when none does."""
    if state.died_on is not None:
        return ResidentStatus.DECEASED.value
    if state.moved_on is not None:
        return ResidentStatus.MOVED.value
    return ResidentStatus.OPTED_OUT.value if state.opted_out_on is not None else ""
