"""Residents: found in a list, read on their card, and what people do to a card."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.addresses import normal_postcode, split_house_number
from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    Died,
    Moved,
    OptedIn,
    OptedOut,
    ResidentEvent,
    VisitOrigin,
    VisitPlanned,
    VisitRequested,
)
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.operations import OperationId, Subject, SubjectKind
from huisbezoek.model.domain.partial_dates import ImpossibleDateError, parse_date
from huisbezoek.model.domain.plan_capacity import is_for_later
from huisbezoek.model.domain.planning_events import ContactContinued, ContactPaused
from huisbezoek.model.domain.telephone_numbers import TelephoneNumbers
from huisbezoek.model.domain.visit_refusals import decide_approach
from huisbezoek.model.usecases.open_visits import end_all_visits
from huisbezoek.model.usecases.partners import survivors
from huisbezoek.model.usecases.ports.people import ResidentHistory, ResidentOrder, ResidentQuestion
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.rounds import plan_again

PAGE_SIZE: Final = 256
MOST_FOUND: Final = 200
"""More than anybody reads through before typing on, and few enough for each letter typed."""
_TELEPHONES: Final = ("telephone", "second_telephone", "contact_telephone")
_DATES: Final = ("birth_date", "loss_date", "carer_since")


class StopReason(StrEnum):
    """Why no letter, call or visit goes out any more."""

    OPTED_OUT = "opted_out"
    MOVED = "moved"
    DECEASED = "deceased"


@dataclass(frozen=True, slots=True)
class CheckedCard:
    """A card as somebody typed it; `wrong` names the fields that cannot be kept like this."""

    card: ResidentCard
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoppedContact:
    """Who else is at the address, and with whom of them the contact rests from now on."""

    others: tuple[str, ...]
    resting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundResidents:
    """Identifiers in the order asked for; `has_more`: only the first `MOST_FOUND` are there."""

    residents: tuple[str, ...]
    has_more: bool = False


def find_residents(
    reading: Reading,
    question: ResidentQuestion,
    words: str = "",
    among: Sequence[str] | None = None,
) -> FoundResidents:
    """The residents asked for; with words only those whose name has them all.

    With `among` only who is in that list, in its order unless the question names another.
    """
    if among is None and words.strip() and question == _everybody(question):
        # Fetching everybody at each letter would be the slowest part of typing.
        found = reading.search_residents(words, MOST_FOUND + 1)
        return FoundResidents(found[:MOST_FOUND], len(found) > MOST_FOUND)
    found = _named(reading, question, words)
    if among is None:
        return FoundResidents(found)
    if question.order is ResidentOrder.USUAL:
        return FoundResidents(_both(among, found))
    return FoundResidents(_both(found, among))


def _everybody(question: ResidentQuestion) -> ResidentQuestion:
    return ResidentQuestion(question.today, horizon=question.horizon)


def _named(reading: Reading, question: ResidentQuestion, words: str) -> tuple[str, ...]:
    wanted = reading.resident_ids(question)
    if not words.strip():
        return wanted
    found = reading.search_residents(words)
    if question.order is ResidentOrder.USUAL:
        return _both(found, wanted)
    return _both(wanted, found)


def _both(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    """Who is in both, in the order of the first."""
    others = frozenset(second)
    return tuple(resident for resident in first if resident in others)


def check_card(
    card: ResidentCard, texts: Mapping[str, str], today: date, numbers: TelephoneNumbers
) -> CheckedCard:
    """The card with these fields as somebody typed them; nothing is guessed or dropped.

    `texts` is by field name of the card; `house_number` may hold letter and addition ('12a-2').
    """
    wrong: list[str] = []
    values: dict[str, str | int | None] = {}
    for name, typed in texts.items():
        values.update(_field(name, typed.strip(), numbers, today, wrong))
    if "surname" in texts and not values["surname"]:
        wrong.append("surname")
    return CheckedCard(replace(card, **values), tuple(wrong))  # type: ignore[arg-type] # text fields by name


def change_card(writing: Writing, resident: str, card: ResidentCard) -> tuple[str, ...]:
    """Keeps the changed fields of a card; answers their names."""
    return writing.change_card(_subject(resident), card)


def stop_contact(
    writing: Writing, resident: str, reason: StopReason, today: date
) -> StoppedContact:
    """No letters, calls or visits any more, at once; the fold closes a visit not yet held.

    After a death the contact with the partner rests until a coordinator decides (domain.md 1.5),
    and when it is not clear who that is, with everybody who it can be.
    """
    others = tuple(other for other in writing.household(resident) if other != resident)
    resting = survivors(writing, resident) if reason is StopReason.DECEASED else ()
    events: dict[StopReason, ResidentEvent] = {
        StopReason.OPTED_OUT: OptedOut(today),
        StopReason.MOVED: Moved(today),
        StopReason.DECEASED: Died(today),
    }
    writing.record(_subject(resident), events[reason])
    for partner in resting:
        writing.record(_subject(partner), ContactPaused(today))
    return StoppedContact(others, resting)


def resume_contact(writing: Writing, resident: str, today: date) -> None:
    """The resident asked for contact again, or the stop was a mistake.

    A death or a move that was entered by mistake is hidden as if it was never entered, and so is
    that the contact with the partner rests; it rests for a partner who died meanwhile. After an
    objection of an earlier day what was open before stays closed: nobody is called about a letter
    of long ago.
    """
    history = writing.resident(resident)
    mistakes = [one for one in history.events if isinstance(one.event, Died | Moved)]
    if mistakes:
        hidden = [one.stamp.operation for one in mistakes]
        deaths = {one.event.on for one in mistakes if isinstance(one.event, Died)}
        writing.withdraw((*hidden, *_pauses(writing, resident, deaths)))
        _rest_after_deaths(writing, resident)
    opted_out_on = history.state.opted_out_on
    if opted_out_on is None:
        return
    writing.record(_subject(resident), OptedIn(today))
    if opted_out_on < today:
        end_all_visits(writing, writing.resident(resident), opted_out_on)


def _rest_after_deaths(writing: Writing, resident: str) -> None:
    """Lets the contact rest here for who died while one counted as dead or as moved by mistake."""
    people = writing.household(resident)
    for one in people:
        died_on = writing.resident(one).state.died_on
        if died_on is None:
            continue
        for other in survivors(writing, one):
            if not _knows_of(writing.resident(other), died_on):
                # On the day of that death, so that it is hidden with a death that was a mistake.
                writing.record(_subject(other), ContactPaused(died_on))


def _knows_of(history: ResidentHistory, died_on: date) -> bool:
    """Whether the contact rests for this death already, or somebody decided about it since."""
    told = ContactPaused | ContactContinued | VisitRequested
    return any(isinstance(one.event, told) and one.event.on >= died_on for one in history.events)


def _pauses(reading: Reading, resident: str, days: Collection[date]) -> Iterator[OperationId]:
    """What made the contact with a partner rest on the day of a death."""
    for other in reading.household(resident):
        for one in reading.resident(other).events if other != resident else ():
            if isinstance(one.event, ContactPaused) and one.event.on in days:
                yield one.stamp.operation


def request_visit(
    writing: Writing, resident: str, by: str, today: date, random_bytes: RandomBytes
) -> str:
    """Somebody asked for a visit: it is planned at once, without a letter. Answers the visit.

    A visit that is open already is kept; one that waits for a later month is for now. Raises
    ContactStoppedError, ResidentExcludedError, VisitedByPartnerError and DoNotVisitError: first
    somebody lifts that. That the contact rests for a partner who died ends with the request.
    """
    state = writing.resident(resident).state
    decide_approach(replace(state, paused_on=None))
    writing.record(_subject(resident), VisitRequested(today, by))
    known = state.open_visit
    if known is not None:
        if is_for_later(known.planned_for, today):
            plan_again(writing, known, today.replace(day=1), today)
        return known.visit
    history = writing.resident(resident)
    visit = new_identifier(random_bytes)
    writing.record(
        Subject(SubjectKind.VISIT, visit),
        VisitPlanned(
            resident=resident,
            groups=history.groups,
            origin=VisitOrigin.REQUEST,
            on=today,
            due_on=today,
        ),
    )
    return visit


def _field(
    name: str, text: str, numbers: TelephoneNumbers, today: date, wrong: list[str]
) -> dict[str, str | int | None]:
    if name in _TELEPHONES:
        number = numbers.parse(text) if text else None
        if text and number is None:
            wrong.append(name)
        return {name: number.e164 if number else ""}
    if name in _DATES:
        return {name: _date_text(name, text, today, wrong)}
    if name == "postcode":
        postcode = normal_postcode(text)
        if text and not postcode:
            wrong.append(name)
        return {name: postcode}
    if name == "house_number":
        house = split_house_number(text)
        return {
            "house_number": house.number,
            "house_letter": house.letter,
            "house_addition": house.addition,
        }
    return {name: text}


def _date_text(name: str, text: str, today: date, wrong: list[str]) -> str:
    try:
        # Birth dates of two digits are of the last century; a loss or the start of care is recent.
        found = parse_date(text, newest=None if name == "birth_date" else today)
    except ImpossibleDateError:
        wrong.append(name)
        return ""
    if found is not None and found.earliest > today:
        wrong.append(name)
    return found.text if found else ""


def _subject(resident: str) -> Subject:
    return Subject(SubjectKind.RESIDENT, resident)
