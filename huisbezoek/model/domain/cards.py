"""Cards: facts that people may change, about residents, visitors, the organisation and offers.

A card is flat: every field is text, a whole number, a tick or empty, so that two people may change
different fields without a difference. The rules about the values live in names, addresses and
partial dates.
"""

from dataclasses import dataclass

from huisbezoek.model.domain.addresses import Address
from huisbezoek.model.domain.names import PersonName
from huisbezoek.model.domain.partial_dates import PartialDate


@dataclass(frozen=True, slots=True)
class ResidentCard:
    """What is known of a resident. Dates are the text form of `PartialDate`.

    `visitor_sex_wish` is 'F' or 'M' when the resident asked for a woman or a man, else empty.

    `age` (whole years) and `age_on` (the day it was right, ISO) stand in for the birth date on a
    visitor's laptop: `visibility.narrow` fills them and nobody enters them. So it does with `rests`
    ('1'), which tells a visitor that the contact rests, and not that another organisation comes.
    """

    surname: str = ""
    initials: str = ""
    name_prefix: str = ""
    name_usage: str = "E"
    partner_surname: str = ""
    partner_prefix: str = ""
    sex: str = ""
    birth_date: str = ""
    street: str = ""
    house_number: int | None = None
    house_letter: str = ""
    house_addition: str = ""
    house_designation: str = ""
    postcode: str = ""
    city: str = ""
    location_description: str = ""
    address_object: str = ""
    letter_address: bool = False
    district: str = ""
    telephone: str = ""
    second_telephone: str = ""
    preferred_time: str = ""
    email: str = ""
    language: str = ""
    carer_since: str = ""
    loss_date: str = ""
    loved_one: str = ""
    representative: str = ""
    contact_person: str = ""
    contact_telephone: str = ""
    good_to_know: str = ""
    visitor_wish: str = ""
    visitor_sex_wish: str = ""
    visited_by: str = ""
    danger_at_address: str = ""
    do_not_visit: str = ""
    age: str = ""
    age_on: str = ""
    rests: str = ""

    def name(self) -> PersonName:
        """The name as a value that knows its rules."""
        return PersonName(
            initials=self.initials,
            prefix=self.name_prefix,
            surname=self.surname,
            usage=self.name_usage,
            partner_prefix=self.partner_prefix,
            partner_surname=self.partner_surname,
            sex=self.sex,
        )

    def address(self) -> Address:
        """The address as a value that knows its rules."""
        return Address(
            street=self.street,
            house_number=self.house_number,
            house_letter=self.house_letter,
            house_addition=self.house_addition,
            house_designation=self.house_designation,
            postcode=self.postcode,
            city=self.city,
            location_description=self.location_description,
            address_object=self.address_object,
        )

    def born(self) -> PartialDate | None:
        """The birth date as far as it is known; None when nothing is known."""
        return PartialDate.from_text(self.birth_date) if self.birth_date else None


@dataclass(frozen=True, slots=True)
class VisitorCard:
    """What is known of a visitor. Dates are ISO text (yyyy-mm-dd), empty when not known.

    `street` and `postcode` are where the visitor lives: nobody visits in their own street, and the
    way of a day begins there. The postcode is stored without a blank ('1234AB').
    `visits_per_month` is what the visitor can do in an ordinary month. `sex` is 'F' or 'M', empty
    when not said. `away`, `available` and `modules` hold words with spaces between them: stretches
    of days ('2027-07-12/2027-08-01'), day parts (`availability.DAY_PARTS`; empty is any) and codes
    of `domain.training`.
    """

    name: str = ""
    telephone: str = ""
    email: str = ""
    street: str = ""
    district: str = ""
    languages: str = ""
    training_on: str = ""
    conduct_certificate_on: str = ""
    secrecy_signed_on: str = ""
    most_open_visits: int = 4
    role: str = "visitor"
    visits_per_month: int = 2
    sex: str = ""
    away: str = ""
    available: str = ""
    modules: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    """The organisation, the people to call, and the terms of the cycle (months and days).

    Someone is asked from their birthday of `age_from` years; `light_contact_months` after a loss a
    card or a call comes (0: never). What the terms may be is told in `group_terms`.

    `yes_percent` is how many of 100 people who are asked let a visitor come; `plan_months` how far
    the plan looks ahead, `round_months` how many months a round is made for. `silent_days` is after
    how many days without an exchange a visitor with open visits is called, `waiting_days` how long
    a next step may wait before somebody looks at it. `districts_beside` is what people decided of
    districts that lie beside each other, as `district_pairs.write_decided` has it.

    The attention officer ('aandachtsfunctionaris') takes what may be abuse further; the carer
    crisis number (VOS) helps when a carer falls away.
    """

    name: str = ""
    coordinator_name: str = ""
    coordinator_telephone: str = ""
    stand_in_name: str = ""
    stand_in_telephone: str = ""
    out_of_hours_telephone: str = ""
    on_duty_telephone: str = ""
    carer_crisis_telephone: str = ""
    attention_officer_name: str = ""
    attention_officer_telephone: str = ""
    senior_adviser_name: str = ""
    street_line: str = ""
    city_line: str = ""
    municipality_code: str = ""
    municipality_name: str = ""
    cycle_months: int = 24
    pension_months_before: int = 6
    pension_months_after: int = 12
    former_carer_first_months: int = 12
    former_carer_last_months: int = 24
    entering_months: int = 12
    reply_days: int = 14
    yes_percent: int = 60
    plan_months: int = 24
    round_months: int = 1
    silent_days: int = 30
    waiting_days: int = 14
    districts_beside: str = ""
    age_from: int = 75
    light_contact_months: int = 3


@dataclass(frozen=True, slots=True)
class OfferCard:
    """One entry of the social map, in plain Dutch; no personal data.

    `life_areas` are link ids of the conversation guide and `working_elements` values of
    `social_map.WorkingElement`, each separated by a space. `how_to_refer` is a value of
    `social_map.ReferralRoad`. `checked_on` is ISO text, empty when nobody checked it yet.
    """

    name: str = ""
    what: str = ""
    for_whom: str = ""
    life_areas: str = ""
    working_elements: str = ""
    district: str = ""
    cost: str = ""
    how_to_refer: str = ""
    contact: str = ""
    checked_on: str = ""
    retired: bool = False


Card = ResidentCard | VisitorCard | OrganisationCard | OfferCard
