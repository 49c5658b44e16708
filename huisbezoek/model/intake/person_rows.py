"""Turns the cells of one row into a person, by the conventions of the list's form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from huisbezoek.model.domain.addresses import (
    Address,
    HouseNumber,
    normal_postcode,
    split_house_number,
)
from huisbezoek.model.domain.names import (
    NameUsage,
    PersonName,
    Sex,
    initials_of,
    normal_initials,
    normal_prefix,
    split_prefix,
)
from huisbezoek.model.domain.partial_dates import (
    ImpossibleDateError,
    PartialDate,
    parse_brp_date,
    parse_date,
)
from huisbezoek.model.domain.resident_lists import ListField, ListPerson, RegistrationFacts
from huisbezoek.model.domain.telephone_numbers import TelephoneNumber, TelephoneNumbers
from huisbezoek.model.usecases.ports.intake import ListForm

_NO: Final = frozenset({"", "0", "nee", "n", "geen", "onwaar", "false", "nvt", "-"})
_YES: Final = frozenset({"b", "ja", "j", "1", "x", "waar", "true", "briefadres"})
_SEXES: Final = {
    **dict.fromkeys(("m", "man", "dhr", "dhr.", "de heer", "heer", "meneer", "mannelijk"), Sex.MAN),
    **dict.fromkeys(
        ("v", "vrouw", "mw", "mw.", "mevr", "mevr.", "mevrouw", "vrouwelijk"), Sex.WOMAN
    ),
}
_DESIGNATIONS: Final = {"to": "to", "tegenover": "to", "by": "by", "bij": "by"}
_DIED: Final = "O"
_ONLY_ZEROS: Final = re.compile(r"0*")
_OBJECT_DIGITS: Final = 16
_NO_LETTER: Final = re.compile(r"[\d\s.,/-]*\d[\d\s.,/-]*")


@dataclass(frozen=True, slots=True)
class PersonReading:
    """What is the same for all rows of one list.

    `newest` is the latest day that a date of two-digit year may mean, outside birth dates.
    """

    form: ListForm
    telephones: TelephoneNumbers
    newest: date
    has_municipality: bool = False

    def person(self, row: int, cells: Mapping[ListField, str], *, is_whole: bool) -> ListPerson:
        """The person in the filled cells of one row; without `is_whole` it is unreadable."""
        dates = _Dates(self.form, self.newest)
        birth_date = dates.birth(cells.get(ListField.BIRTH_DATE, ""))
        loss_date = dates.other(cells.get(ListField.LOSS_DATE, ""))
        carer_since = dates.other(cells.get(ListField.CARER_SINCE, ""))
        telephone, telephone_text = self._telephone(cells.get(ListField.TELEPHONE, ""))
        return ListPerson(
            row=row,
            name=_name(cells, self.form),
            birth_date=birth_date,
            address=_address(cells, self.form),
            registration=self._registration(cells, is_readable=is_whole and dates.are_possible),
            telephone=telephone,
            telephone_text=telephone_text,
            email=cells.get(ListField.EMAIL, ""),
            loss_date=loss_date,
            carer_since=carer_since,
            is_letter_address=cells.get(ListField.ADDRESS_FUNCTION, "").lower() in _YES,
        )

    def _telephone(self, text: str) -> tuple[TelephoneNumber | None, str]:
        if not text:
            return None, ""
        number = self.telephones.parse(text)
        return number, "" if number is not None else text

    def _registration(
        self, cells: Mapping[ListField, str], *, is_readable: bool
    ) -> RegistrationFacts:
        suspension = cells.get(ListField.SUSPENSION, "").upper()
        secrecy = cells.get(ListField.SECRECY, "")
        death = cells.get(ListField.DEATH_DATE, "")
        everyday = self.form is ListForm.EVERYDAY
        return RegistrationFacts(
            is_deceased=suspension == _DIED
            or (bool(death) and not (everyday and death.lower() in _NO)),
            has_secrecy=_ONLY_ZEROS.fullmatch(secrecy) is None
            and not (everyday and secrecy.lower() in _NO),
            is_suspended=bool(suspension) and suspension != _DIED,
            municipality=cells.get(ListField.MUNICIPALITY, "") if self.has_municipality else None,
            lives_abroad=bool(cells.get(ListField.FOREIGN_COUNTRY)),
            is_readable=is_readable,
        )


class _Dates:
    """Reads the dates of one row, and remembers whether one was impossible."""

    __slots__ = ("_form", "_newest", "are_possible")

    def __init__(self, form: ListForm, newest: date) -> None:
        self._form = form
        self._newest = newest
        self.are_possible = True

    def birth(self, text: str) -> PartialDate | None:
        """A birth date; two-digit years are in the 1900s."""
        if not text:
            return None
        try:
            if self._form is ListForm.BRP:
                return _brp_date(text)
            return parse_date(text)
        except ImpossibleDateError:
            self.are_possible = False
            return None

    def other(self, text: str) -> PartialDate | None:
        """A date that is recent, such as a loss."""
        if not text:
            return None
        try:
            return parse_date(text, newest=self._newest)
        except ImpossibleDateError:
            self.are_possible = False
            return None


def _brp_date(text: str) -> PartialDate | None:
    if text.isdecimal():
        # A spreadsheet keeps nothing of 00000000 but one zero.
        return parse_brp_date("" if _ONLY_ZEROS.fullmatch(text) else text)
    return parse_date(text)


def _name(cells: Mapping[ListField, str], form: ListForm) -> PersonName:
    surname = cells.get(ListField.SURNAME, "")
    prefix = normal_prefix(cells.get(ListField.PREFIX, ""))
    partner = cells.get(ListField.PARTNER_SURNAME, "")
    partner_prefix = normal_prefix(cells.get(ListField.PARTNER_PREFIX, ""))
    if form is ListForm.EVERYDAY:
        # A number is no surname: it is what is left of a formula or of a shifted row.
        surname = "" if _NO_LETTER.fullmatch(surname) else surname
        if not prefix:
            prefix, surname = split_prefix(surname)
        if not partner_prefix:
            partner_prefix, partner = split_prefix(partner)
    usage = cells.get(ListField.NAME_USAGE, "").upper()
    initials = cells.get(ListField.INITIALS, "")
    return PersonName(
        surname=surname,
        initials=normal_initials(initials)
        if initials
        else initials_of(cells.get(ListField.GIVEN_NAMES, "")),
        prefix=prefix,
        usage=usage if usage in _USAGES else NameUsage.OWN,
        partner_prefix=partner_prefix,
        partner_surname=partner,
        sex=_SEXES.get(cells.get(ListField.SEX, "").lower(), Sex.UNKNOWN),
    )


_USAGES: Final = frozenset(NameUsage)


def _address(cells: Mapping[ListField, str], form: ListForm) -> Address:
    house = _house(cells.get(ListField.HOUSE_NUMBER, ""))
    letter = cells.get(ListField.HOUSE_LETTER, "") or house.letter
    addition = cells.get(ListField.HOUSE_ADDITION, "")
    if form is ListForm.EVERYDAY and not letter and len(addition) == 1 and addition.isalpha():
        letter, addition = addition, ""
    postcode = cells.get(ListField.POSTCODE, "")
    objects = (cells.get(ListField.ADDRESS_OBJECT, ""), cells.get(ListField.DWELLING, ""))
    designation = cells.get(ListField.HOUSE_DESIGNATION, "").lower()
    return Address(
        street=cells.get(ListField.PUBLIC_SPACE, "") or cells.get(ListField.STREET, ""),
        house_number=house.number,
        house_letter=letter,
        house_addition=" ".join(part for part in (house.addition, addition) if part),
        house_designation=_DESIGNATIONS.get(designation, ""),
        postcode=normal_postcode(postcode) or postcode,
        city=cells.get(ListField.CITY, ""),
        location_description=cells.get(ListField.LOCATION_DESCRIPTION, ""),
        address_object=next(
            (code.zfill(_OBJECT_DIGITS) for code in objects if not _ONLY_ZEROS.fullmatch(code)), ""
        ),
    )


def _house(text: str) -> HouseNumber:
    return HouseNumber() if _ONLY_ZEROS.fullmatch(text) else split_house_number(text)
