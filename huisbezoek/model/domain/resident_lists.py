"""A resident list: what a row may say, and who of it is accepted, refused or warned about."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.addresses import Address
from huisbezoek.model.domain.names import PersonName, surname_core
from huisbezoek.model.domain.partial_dates import PartialDate, add_months, years_between
from huisbezoek.model.domain.target_groups import (
    GroupFacts,
    GroupRules,
    TargetGroup,
    grounds,
    groups_entered,
    groups_held,
)
from huisbezoek.model.domain.telephone_numbers import TelephoneNumber

OLDEST_LIKELY_AGE: Final = 115


class ListField(StrEnum):
    """What a used column of a list says about a person."""

    SURNAME = "surname"
    PREFIX = "prefix"
    INITIALS = "initials"
    GIVEN_NAMES = "given_names"
    SEX = "sex"
    NAME_USAGE = "name_usage"
    PARTNER_PREFIX = "partner_prefix"
    PARTNER_SURNAME = "partner_surname"
    BIRTH_DATE = "birth_date"
    STREET = "street"
    PUBLIC_SPACE = "public_space"
    LOCATION_DESCRIPTION = "location_description"
    HOUSE_NUMBER = "house_number"
    HOUSE_LETTER = "house_letter"
    HOUSE_ADDITION = "house_addition"
    HOUSE_DESIGNATION = "house_designation"
    POSTCODE = "postcode"
    CITY = "city"
    DWELLING = "dwelling"
    ADDRESS_OBJECT = "address_object"
    ADDRESS_FUNCTION = "address_function"
    TELEPHONE = "telephone"
    EMAIL = "email"
    LOSS_DATE = "loss_date"
    CARER_SINCE = "carer_since"
    DEATH_DATE = "death_date"
    SUSPENSION = "suspension"
    SECRECY = "secrecy"
    MUNICIPALITY = "municipality"
    FOREIGN_COUNTRY = "foreign_country"


class RefusalReason(StrEnum):
    """Why a person on a list is not taken in; the first that holds, in this order."""

    DECEASED = "deceased"
    SECRECY = "secrecy"
    SUSPENDED = "suspended"
    OTHER_MUNICIPALITY = "other_municipality"
    NO_ADDRESS = "no_address"
    UNREADABLE = "unreadable"


class WarningKind(StrEnum):
    """What a coordinator should look at in a person who is accepted."""

    INCOMPLETE_BIRTH_DATE = "incomplete_birth_date"
    AGE_OVER_115 = "age_over_115"
    LETTER_ADDRESS = "letter_address"


@dataclass(frozen=True, slots=True)
class ListTerms:
    """On which day, and by which rules, a list is judged.

    `municipality` is a code such as '0243', '' to accept all; a birth date after `today` (the day
    of reading) or `on`, whichever is later, cannot be.
    """

    on: date
    today: date
    rules: GroupRules
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """What the registration says that decides on refusal; nothing of it is kept.

    `municipality` is None when the list has no such column.
    """

    is_deceased: bool = False
    has_secrecy: bool = False
    is_suspended: bool = False
    municipality: str | None = None
    lives_abroad: bool = False
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class ListPerson:
    """One person as a reader understood the row, before any judgement.

    `row` is the number of the row in the file as a spreadsheet shows it, from 1. `telephone_text`
    holds what was in the telephone column when no number could be read from it.
    """

    row: int
    name: PersonName
    birth_date: PartialDate | None
    address: Address
    registration: RegistrationFacts = RegistrationFacts()
    telephone: TelephoneNumber | None = None
    telephone_text: str = ""
    email: str = ""
    loss_date: PartialDate | None = None
    carer_since: PartialDate | None = None
    is_letter_address: bool = False


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person of a list who is accepted.

    `groups` are those on the day of judging, `enters` those entered within the horizon.
    """

    row: int
    name: PersonName
    birth_date: PartialDate | None
    address: Address
    telephone: TelephoneNumber | None
    telephone_text: str
    email: str
    loss_date: PartialDate | None
    carer_since: PartialDate | None
    is_letter_address: bool
    groups: frozenset[TargetGroup]
    enters: frozenset[TargetGroup]
    warnings: tuple[WarningKind, ...]

    @property
    def is_to_be_stored(self) -> bool:
        """Whether this person is in a group or enters one within the horizon."""
        return bool(self.groups or self.enters)

    @property
    def match_key(self) -> str:
        """Equal for the same person in two lists: surname core, birth date, postcode, number."""
        number = self.address.house_number
        return "|".join(
            (self.soft_match_key, self.address.postcode, "" if number is None else str(number))
        )

    @property
    def soft_match_key(self) -> str:
        """As `match_key` for someone who may have moved: surname core and birth date."""
        return f"{surname_core(self.name)}|{self.birth_date.text if self.birth_date else ''}"


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A person who is not taken in: by row number and reason only."""

    row: int
    reason: RefusalReason


@dataclass(frozen=True, slots=True)
class RowWarning:
    """Something to look at, by row number."""

    row: int
    kind: WarningKind


@dataclass(frozen=True, slots=True)
class IntakeCounts:
    """What a list would bring, in numbers only.

    Counts of zero are left out, except the groups that follow from age, which are always there.
    """

    persons: int
    accepted: int
    to_be_stored: int
    refused: Mapping[RefusalReason, int]
    groups: Mapping[TargetGroup, int]
    in_no_group: int
    warnings: Mapping[WarningKind, int]

    def as_plain(self, dropped_columns: Sequence[str]) -> dict[str, object]:
        """The counts in the form that the command `intake --dry-run --json` prints."""
        return {
            "persons": self.persons,
            "accepted": self.accepted,
            "refused": {reason.value: count for reason, count in self.refused.items()},
            "groups": {group.value: count for group, count in self.groups.items()},
            "in_no_group": self.in_no_group,
            "warnings": {kind.value: count for kind, count in self.warnings.items()},
            "dropped_columns": list(dropped_columns),
        }


@dataclass(frozen=True, slots=True)
class CheckedList:
    """A whole list after judging. Persons and refusals are in the order of the file."""

    accepted: tuple[ListedPerson, ...]
    refused: tuple[RefusedRow, ...]
    warnings: tuple[RowWarning, ...]
    counts: IntakeCounts

    def to_be_stored(self) -> tuple[ListedPerson, ...]:
        """The accepted people who are in a group or enter one within the horizon."""
        return tuple(person for person in self.accepted if person.is_to_be_stored)


def refusal_of(person: ListPerson, terms: ListTerms) -> RefusalReason | None:
    """The first reason for which this person is refused; None when there is none."""
    facts = person.registration
    address = person.address
    latest_birth = max(terms.on, terms.today)
    checks = (
        (facts.is_deceased, RefusalReason.DECEASED),
        (facts.has_secrecy, RefusalReason.SECRECY),
        (facts.is_suspended, RefusalReason.SUSPENDED),
        (_is_elsewhere(facts.municipality, terms.municipality), RefusalReason.OTHER_MUNICIPALITY),
        (
            facts.lives_abroad or not (address.street or address.location_description),
            RefusalReason.NO_ADDRESS,
        ),
        (
            not facts.is_readable
            or not person.name.surname
            or (person.birth_date is not None and person.birth_date.earliest > latest_birth),
            RefusalReason.UNREADABLE,
        ),
    )
    return next((reason for holds, reason in checks if holds), None)


def warnings_of(person: ListPerson, on: date) -> tuple[WarningKind, ...]:
    """What a coordinator should look at in this person."""
    found = []
    if person.birth_date is None or not person.birth_date.is_complete:
        found.append(WarningKind.INCOMPLETE_BIRTH_DATE)
    birth = person.birth_date
    if birth is not None and years_between(birth.latest, on) > OLDEST_LIKELY_AGE:
        found.append(WarningKind.AGE_OVER_115)
    if person.is_letter_address:
        found.append(WarningKind.LETTER_ADDRESS)
    return tuple(found)


def check_person(person: ListPerson, terms: ListTerms) -> ListedPerson | RefusedRow:
    """Judges one person of a list."""
    reason = refusal_of(person, terms)
    if reason is not None:
        return RefusedRow(person.row, reason)
    facts = GroupFacts(person.birth_date, person.loss_date, person.carer_since)
    found = grounds(facts, terms.rules)
    horizon = add_months(terms.on, terms.rules.terms.entering_months)
    return ListedPerson(
        row=person.row,
        name=person.name,
        birth_date=person.birth_date,
        address=person.address,
        telephone=person.telephone,
        telephone_text=person.telephone_text,
        email=person.email,
        loss_date=person.loss_date,
        carer_since=person.carer_since,
        is_letter_address=person.is_letter_address,
        groups=groups_held(found, terms.on),
        enters=groups_entered(found, terms.on, horizon),
        warnings=warnings_of(person, terms.on),
    )


def check_list(persons: Iterable[ListPerson], terms: ListTerms) -> CheckedList:
    """Judges a whole list; each person is either accepted or refused, none is lost."""
    accepted: list[ListedPerson] = []
    refused: list[RefusedRow] = []
    for person in persons:
        judged = check_person(person, terms)
        if isinstance(judged, RefusedRow):
            refused.append(judged)
        else:
            accepted.append(judged)
    warnings = tuple(
        RowWarning(person.row, kind) for person in accepted for kind in person.warnings
    )
    return CheckedList(tuple(accepted), tuple(refused), warnings, _count(accepted, refused))


def _count(accepted: Sequence[ListedPerson], refused: Sequence[RefusedRow]) -> IntakeCounts:
    reasons = Counter(row.reason for row in refused)
    kinds = Counter(kind for person in accepted for kind in person.warnings)
    groups = Counter(group for person in accepted for group in person.groups)
    always = (TargetGroup.AGE75, TargetGroup.PENSION)
    return IntakeCounts(
        persons=len(accepted) + len(refused),
        accepted=len(accepted),
        to_be_stored=sum(person.is_to_be_stored for person in accepted),
        refused={reason: reasons[reason] for reason in RefusalReason if reasons[reason]},
        groups={group: groups[group] for group in TargetGroup if groups[group] or group in always},
        in_no_group=sum(not person.groups for person in accepted),
        warnings={kind: kinds[kind] for kind in WarningKind if kinds[kind]},
    )


def _is_elsewhere(found: str | None, asked: str) -> bool:
    return bool(asked) and found is not None and found.zfill(4) != asked.strip().zfill(4)
