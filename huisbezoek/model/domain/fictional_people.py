"""People who do not exist: residents and visitors of Voorbeelddam, the same for the same seed."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from huisbezoek.model.domain.addresses import Address
from huisbezoek.model.domain.names import NameUsage, PersonName, Sex
from huisbezoek.model.domain.partial_dates import PartialDate, add_months
from huisbezoek.model.domain.target_groups import TargetGroup

CITY: Final = "Voorbeelddam"
_COUPLE_SHARE: Final = 0.28
_WOMEN_SHARE: Final = 0.55
_ONLY_YEAR_SHARE: Final = 0.01
_ONLY_MONTH_SHARE: Final = 0.02
_MARRIED_NAME_SHARE: Final = 0.6
_TELEPHONE_SHARE: Final = 0.25
_GROUPS: Final = (
    (TargetGroup.AGE75, 0.72),
    (TargetGroup.PENSION, 0.14),
    (TargetGroup.CARER, 0.09),
    (TargetGroup.FORMER_CARER, 0.05),
)
_SURNAMES: Final = (
    *(("", name) for name in ("Smeenk", "Bakker", "Visser", "Mulder", "Hendriks", "Dekker")),
    *(("", name) for name in ("Prins", "Kok", "Jacobs", "Brouwer", "Postma", "Dijkstra")),
    *(
        ("", name)
        for name in ("Çelik", "Ümit", "Y\u0131ld\u0131z", "Öztürk", "Kováč", "Müller", "Señor")
    ),
    *(("", name) for name in ("Bruïne", "Coördes", "Groenewoud-Vos", "IJzerman", "Nguyễn")),
    *(("de", name) for name in ("Boer", "Vries", "Groot", "Wit", "Koning", "Bruin")),
    *(("van", name) for name in ("Dam", "Rijn", "Velzen", "Leeuwen", "Puffelen", "Es")),
    *(("van der", name) for name in ("Horst", "Meer", "Veen", "Linden", "Wal")),
    *(("van den", name) for name in ("Berg", "Brink", "Heuvel")),
    *(("in het", "Veld"), ("op 't", "Hof"), ("'t", "Hoen"), ("ter", "Braak"), ("ten", "Hove")),
    *(("van 't", "Spijker"), ("d'", "Hont"), ("el", "Amrani"), ("le", "Fèvre"), ("da", "Silva")),
)
_INITIAL_LETTERS: Final = "AAABCCDEEFGGHHIJJJKLMMMNPRSTWÉÍ"
_STREETS: Final = (
    *("Havenkade", "Molenweg", "Beukenhof", "Marktplein", "Dijkstraat", "Lindelaan"),
    *("Kerkpad", "Zeedijk", "Vissersteeg", "Weidezicht", "Oude Bleek", "Torenlaan"),
    *("Burgemeester Voorbeeldlaan", "Dr. Fictiefstraat", "Plein 1234", "Laan van 't Zicht"),
)
_LETTER_PAIRS: Final = (
    *("AA", "AB", "AC", "CD", "EF", "GH", "JK", "LM", "NP", "RS", "TV", "XZ", "BB", "CC"),
    *("DD", "EE"),
)
_GIVEN_NAMES: Final = (
    *("Riet", "Fatma", "Els", "Joop", "Wim", "Marijke", "Ahmed", "Anja", "Piet", "Sjoukje"),
    *("Renée", "Kees", "Tineke", "Jan", "Ingrid", "Mo", "Greetje", "Hans", "Ayşe", "Bep"),
)
_LANGUAGES: Final = (("Nederlands",), ("Nederlands", "Turks"), ("Nederlands", "Engels"))
DISTRICTS: Final = ("Binnenstad", "Waterfront", "Zeebuurt", "Friesegracht", "Stadsdennen")


@dataclass(frozen=True, slots=True)
class FictionalResident:
    """Somebody who does not exist; `group` is the group they were made for.

    `number` counts from 1 and is the same for the same place in the list. People with an equal
    `household` live together. `telephone` is '' for most, as in a real list.
    """

    number: int
    name: PersonName
    address: Address
    birth_date: PartialDate
    group: TargetGroup
    household: int
    telephone: str = ""
    carer_since: date | None = None
    loss_date: date | None = None


@dataclass(frozen=True, slots=True)
class FictionalVisitor:
    """A visitor who does not exist."""

    number: int
    name: str
    district: str
    languages: tuple[str, ...]
    telephone: str
    trained_on: date
    conduct_certificate_on: date
    secrecy_signed_on: date


def fictional_residents(count: int, random: Random, today: date) -> Iterator[FictionalResident]:
    """So many residents; a share of them are couples at one address.

    The groups hold on `today`. The same seed, count and day give the same people.
    """
    number = household = 0
    while number < count:
        household += 1
        number += 1
        first = _resident(number, household, random, today)
        yield first
        if number < count and random.random() < _COUPLE_SHARE:
            number += 1
            yield _partner(number, first, random, today)


def fictional_visitors(count: int, random: Random, today: date) -> Iterator[FictionalVisitor]:
    """So many visitors, all trained and allowed to visit on `today`."""
    for number in range(1, count + 1):
        prefix, surname = random.choice(_SURNAMES)
        family = f"{prefix} {surname}".strip()
        trained = today - timedelta(days=random.randint(60, 900))
        yield FictionalVisitor(
            number=number,
            name=f"{_GIVEN_NAMES[(number - 1) % len(_GIVEN_NAMES)]} {family}",
            district=DISTRICTS[(number - 1) % len(DISTRICTS)],
            languages=random.choice(_LANGUAGES),
            telephone=_telephone(random),
            trained_on=trained,
            conduct_certificate_on=trained - timedelta(days=random.randint(0, 40)),
            secrecy_signed_on=trained,
        )


def everyday_rows(residents: Iterator[FictionalResident]) -> Iterator[tuple[str, ...]]:
    """A list as people make it in a spreadsheet: a row of headers, then a row per resident."""
    yield (
        *("Voorletters", "Tussenvoegsel", "Achternaam", "Geslacht", "Geboortedatum"),
        *("Straat", "Huisnummer", "Huisletter", "Toevoeging", "Postcode", "Woonplaats"),
        *("Telefoon", "Mantelzorger sinds", "Verliesdatum"),
    )
    for one in residents:
        name, address = one.name, one.address
        yield (
            *(name.initials, name.prefix, name.surname, name.sex, one.birth_date.shown),
            *(address.street, str(address.house_number or ""), address.house_letter),
            *(address.house_addition, f"{address.postcode[:4]} {address.postcode[4:]}"),
            *(address.city, one.telephone, _day(one.carer_since), _day(one.loss_date)),
        )


def _resident(number: int, household: int, random: Random, today: date) -> FictionalResident:
    group = random.choices([group for group, _ in _GROUPS], [share for _, share in _GROUPS])[0]
    return FictionalResident(
        number=number,
        name=_name(random, Sex.WOMAN if random.random() < _WOMEN_SHARE else Sex.MAN),
        address=_address(random, household),
        birth_date=_birth_date(group, random, today),
        group=group,
        household=household,
        telephone=_telephone(random) if random.random() < _TELEPHONE_SHARE else "",
        carer_since=_days_ago(random, today, 200, 2500) if group is TargetGroup.CARER else None,
        loss_date=_days_ago(random, today, 30, 700) if group is TargetGroup.FORMER_CARER else None,
    )


def _partner(
    number: int, first: FictionalResident, random: Random, today: date
) -> FictionalResident:
    sex = Sex.MAN if first.name.sex == Sex.WOMAN else Sex.WOMAN
    own = _name(random, sex)
    takes_name = sex == Sex.WOMAN and random.random() < _MARRIED_NAME_SHARE
    name = PersonName(
        surname=own.surname,
        initials=own.initials,
        prefix=own.prefix,
        usage=NameUsage.PARTNER_OWN if takes_name else NameUsage.OWN,
        partner_prefix=first.name.prefix if takes_name else "",
        partner_surname=first.name.surname if takes_name else "",
        sex=sex,
    )
    return FictionalResident(
        number=number,
        name=name,
        address=first.address,
        birth_date=_birth_date(TargetGroup.AGE75, random, today),
        group=TargetGroup.AGE75,
        household=first.household,
    )


def _name(random: Random, sex: Sex) -> PersonName:
    prefix, surname = random.choice(_SURNAMES)
    initials = "".join(
        f"{letter}." for letter in random.choices(_INITIAL_LETTERS, k=random.choice((1, 2, 2, 3)))
    )
    return PersonName(surname=surname, initials=initials, prefix=prefix, sex=sex)


def _address(random: Random, household: int) -> Address:
    street = household % len(_STREETS)
    # A house number of its own for each household keeps strangers from sharing a front door.
    return Address(
        street=_STREETS[street],
        house_number=household // len(_STREETS) + 1,
        house_letter=random.choice(("", "", "", "", "", "a", "b")),
        house_addition=random.choice(("", "", "", "", "", "", "2", "bis")),
        postcode=f"1234{_LETTER_PAIRS[street]}",
        city=CITY,
    )


def _birth_date(group: TargetGroup, random: Random, today: date) -> PartialDate:
    if group is TargetGroup.PENSION:
        # Nine months back to two months on: within the window, whatever the age of the law is.
        day = add_months(date(today.year - 67, today.month, 1), random.randint(-9, 2))
        return PartialDate(day.year, day.month, random.randint(1, 28))
    oldest, youngest = (98, 76) if group is TargetGroup.AGE75 else (74, 50)
    year, month = today.year - random.randint(youngest, oldest), random.randint(1, 12)
    chance = random.random()
    if chance < _ONLY_YEAR_SHARE:
        return PartialDate(year)
    if chance < _ONLY_YEAR_SHARE + _ONLY_MONTH_SHARE:
        return PartialDate(year, month)
    return PartialDate(year, month, random.randint(1, monthrange(year, month)[1]))


def _telephone(random: Random) -> str:
    return f"06 0000 {random.randint(0, 9999):04d}"


def _days_ago(random: Random, today: date, least: int, most: int) -> date:
    return today - timedelta(days=random.randint(least, most))


def _day(day: date | None) -> str:
    return f"{day.day}-{day.month}-{day.year}" if day is not None else ""
