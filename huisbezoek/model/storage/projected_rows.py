"""What the projections say of one resident or visit: states as plain rows."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from huisbezoek.model.domain.cycle import DuePeriod
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

Row = tuple[object, ...]


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
        int(bool(card.visited_by or card.do_not_visit)),
        " ".join(sorted(state.ruled_out)),
        state.fixed_visitor,
        state.fixed_month,
        int(state.apart),
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
