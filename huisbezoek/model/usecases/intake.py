"""Taking in a resident list: who is on it, who is known already, and what is kept of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Final, TypedDict

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import Listed
from huisbezoek.model.domain.group_terms import terms_of
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.office_events import ListRead
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.resident_lists import (
    CheckedList,
    ListedPerson,
    ListTerms,
    check_list,
)
from huisbezoek.model.domain.state_pension import StatePensionTable
from huisbezoek.model.domain.target_groups import GroupRules, TargetGroup
from huisbezoek.model.usecases.ports.intake import ReadList
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.work import Reading, Writing

IsOptedOut = Callable[[ListedPerson], bool]
"""Whether somebody who is no longer in the records once asked for no more contact."""

DistrictOf = Callable[[str], str]
"""The name of the district of a postcode; '' when not known."""


class Standing(StrEnum):
    """How a person on a list stands to the people who are known."""

    NEW = "new"
    KNOWN = "known"
    OPTED_OUT = "opted_out"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Compared:
    """One person to be stored; `resident` when already known."""

    person: ListedPerson
    standing: Standing
    resident: str = ""


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What reading in a list would do. `similar_rows`: same name at the same address, not equal."""

    checked: CheckedList
    dropped_columns: tuple[str, ...]
    standings: Mapping[Standing, int]
    imported: int
    similar_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What was done with a list, in numbers."""

    intake: str
    persons: int
    accepted: int
    stored: int
    new: int
    imported: int
    changed: int
    unchanged: int
    opted_out: int
    groups: Mapping[TargetGroup, int] = field(default_factory=dict)


def list_terms(reading: Reading, today: date, table: StatePensionTable) -> ListTerms:
    """By which rules a list is judged on this profile today."""
    organisation = reading.organisation()
    rules = GroupRules(terms_of(organisation), table)
    return ListTerms(today, today, rules, organisation.municipality_code)


def count_list(read_list: ReadList, terms: ListTerms) -> dict[str, object]:
    """What the list would bring, in numbers only, as `intake --dry-run --json` prints it."""
    checked = check_list(read_list.persons, terms)
    return checked.counts.as_plain(read_list.layout.dropped_columns)


def preview_list(
    reading: Reading, read_list: ReadList, terms: ListTerms, is_opted_out: IsOptedOut | None = None
) -> ListPreview:
    """What reading in the list would do; writes nothing."""
    checked = check_list(read_list.persons, terms)
    compared = _compare(reading, checked.to_be_stored(), terms.today, is_opted_out)
    standings = {
        standing: sum(one.standing is standing for one in compared) for standing in Standing
    }
    new = [one.person for one in compared if one.standing is Standing.NEW]
    return ListPreview(
        checked=checked,
        dropped_columns=read_list.layout.dropped_columns,
        standings={standing: count for standing, count in standings.items() if count},
        imported=sum(not person.groups for person in new),
        similar_rows=_similar(reading, new),
    )


def take_in(
    writing: Writing,
    read_list: ReadList,
    terms: ListTerms,
    *,
    random_bytes: RandomBytes,
    is_opted_out: IsOptedOut | None = None,
    district_of: DistrictOf | None = None,
) -> TakenIn:
    """Keeps the people of a list who are in a group or enter one soon.

    Somebody known (surname core, birth date, postcode and number equal) gets the fields of the
    list only: never telephone, notes or permission. Whoever asked for no contact is not revived.
    Of the list itself counts are kept, no persons.
    """
    checked = check_list(read_list.persons, terms)
    compared = _compare(writing, checked.to_be_stored(), terms.today, is_opted_out)
    intake = new_identifier(random_bytes)
    new = [one.person for one in compared if one.standing is Standing.NEW]
    listed = Listed(intake, terms.today)
    writing.add_residents(
        [
            (
                Subject(SubjectKind.RESIDENT, new_identifier(random_bytes)),
                card_of(person, district_of),
                (listed,),
            )
            for person in new
        ]
    )
    known = [one for one in compared if one.standing is Standing.KNOWN]
    changed = sum(_update(writing, one.resident, one.person) for one in known)
    taken = TakenIn(
        intake=intake,
        persons=checked.counts.persons,
        accepted=checked.counts.accepted,
        stored=len(new) + len(known),
        new=len(new),
        imported=sum(not person.groups for person in new),
        changed=changed,
        unchanged=len(known) - changed,
        opted_out=sum(one.standing is Standing.OPTED_OUT for one in compared),
        groups=checked.counts.groups,
    )
    writing.record(
        Subject(SubjectKind.INTAKE, intake), _list_read(checked, taken, read_list, terms.today)
    )
    return taken


class _ListFields(TypedDict):
    """The fields of a card that a list may set."""

    surname: str
    initials: str
    name_prefix: str
    name_usage: str
    partner_surname: str
    partner_prefix: str
    sex: str
    birth_date: str
    street: str
    house_number: int | None
    house_letter: str
    house_addition: str
    house_designation: str
    postcode: str
    city: str
    location_description: str
    address_object: str
    letter_address: bool
    carer_since: str
    loss_date: str


_EMPTY_CARD: Final = ResidentCard()


def card_of(person: ListedPerson, district_of: DistrictOf | None = None) -> ResidentCard:
    """The card of somebody who is new: everything that the list says, and the district."""
    return ResidentCard(
        **_list_fields(_EMPTY_CARD, person),
        telephone=person.telephone.e164 if person.telephone else "",
        email=person.email,
        district=district_of(person.address.postcode) if district_of else "",
    )


def _list_fields(card: ResidentCard, person: ListedPerson) -> _ListFields:
    """The fields that a list may set; what it leaves out stays as on the card."""
    name, address = person.name, person.address
    return _ListFields(
        surname=name.surname,
        initials=name.initials or card.initials,
        name_prefix=name.prefix,
        name_usage=str(name.usage),
        partner_surname=name.partner_surname or card.partner_surname,
        partner_prefix=name.partner_prefix or card.partner_prefix,
        sex=str(name.sex),
        birth_date=person.birth_date.text if person.birth_date else card.birth_date,
        street=address.street,
        house_number=address.house_number,
        house_letter=address.house_letter,
        house_addition=address.house_addition,
        house_designation=address.house_designation,
        postcode=address.postcode,
        city=address.city or card.city,
        location_description=address.location_description,
        address_object=address.address_object or card.address_object,
        letter_address=person.is_letter_address,
        carer_since=person.carer_since.text if person.carer_since else card.carer_since,
        loss_date=person.loss_date.text if person.loss_date else card.loss_date,
    )


def _update(writing: Writing, resident: str, person: ListedPerson) -> bool:
    card = writing.resident(resident).state.card
    wanted = replace(card, **_list_fields(card, person))
    if _is_equal(card, wanted):
        return False
    return bool(writing.change_card(Subject(SubjectKind.RESIDENT, resident), wanted))


def _is_equal(card: ResidentCard, wanted: ResidentCard) -> bool:
    return all(getattr(card, one.name) == getattr(wanted, one.name) for one in fields(card))


def _compare(
    reading: Reading,
    people: Sequence[ListedPerson],
    today: date,
    is_opted_out: IsOptedOut | None,
) -> list[Compared]:
    known = reading.known_people()
    refusing = _opted_out(reading, known, today)
    seen: set[str] = set()
    compared = []
    for person in people:
        key = person.match_key
        resident = known.get(key, "")
        if key in seen:
            compared.append(Compared(person, Standing.REPEATED, resident))
            continue
        seen.add(key)
        asked_for_rest = (person.soft_match_key, person.name.initials) in refusing
        if asked_for_rest or (is_opted_out is not None and is_opted_out(person)):
            compared.append(Compared(person, Standing.OPTED_OUT, resident))
        elif resident:
            compared.append(Compared(person, Standing.KNOWN, resident))
        else:
            compared.append(Compared(person, Standing.NEW))
    return compared


def _opted_out(
    reading: Reading, known: Mapping[str, str], today: date
) -> frozenset[tuple[str, str]]:
    stopped = reading.resident_ids(ResidentQuestion(today=today, filter=ResidentFilter.STOPPED))
    if not stopped:
        return frozenset()
    keys = {resident: key for key, resident in known.items()}
    found = set()
    for row in reading.resident_rows(stopped):
        key = keys.get(row.resident)
        if row.opted_out_on is not None and key is not None:
            initials = reading.resident(row.resident).state.card.initials
            found.add(("|".join(key.split("|")[:2]), initials))
    return frozenset(found)


def _similar(reading: Reading, new: Sequence[ListedPerson]) -> tuple[int, ...]:
    # The same surname at the same postcode and number may be one person with another birth date,
    # or a relative: a coordinator looks, nothing is united.
    homes = {_home(key) for key in reading.known_people()}
    return tuple(
        person.row
        for person in new
        if person.birth_date is None and _home(person.match_key) in homes
    )


def _home(key: str) -> tuple[str, ...]:
    parts = key.split("|")
    return (parts[0], *parts[2:])


def _list_read(checked: CheckedList, taken: TakenIn, read_list: ReadList, today: date) -> ListRead:
    counts = checked.counts
    return ListRead(
        on=today,
        persons=counts.persons,
        accepted=counts.accepted,
        stored=taken.stored,
        new=taken.new,
        changed=taken.changed,
        refused={reason.value: count for reason, count in counts.refused.items()},
        warnings={kind.value: count for kind, count in counts.warnings.items()},
        groups={group.value: count for group, count in counts.groups.items()},
        dropped_columns=read_list.layout.dropped_columns,
    )
