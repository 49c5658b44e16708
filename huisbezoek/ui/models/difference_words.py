"""What people read about a field that two people changed: which field, and what each wrote."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.operations import JsonValue, SubjectKind
from huisbezoek.model.domain.partial_dates import ImpossibleDateError, PartialDate
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models import district_words, offer_words

_TELEPHONE: Final = QT_TRANSLATE_NOOP("differences", "telefoonnummer")
_OTHER: Final = QT_TRANSLATE_NOOP("differences", "een gegeven van een nieuwere versie")

# One word for each field: unlike in a list of what goes along, street and number are two choices.
_RESIDENT: Final[Mapping[str, str]] = {
    "surname": QT_TRANSLATE_NOOP("differences", "achternaam"),
    "initials": QT_TRANSLATE_NOOP("differences", "voorletters"),
    "name_prefix": QT_TRANSLATE_NOOP("differences", "voorvoegsel"),
    "name_usage": QT_TRANSLATE_NOOP("differences", "welke achternaam eerst"),
    "partner_surname": QT_TRANSLATE_NOOP("differences", "achternaam van de partner"),
    "partner_prefix": QT_TRANSLATE_NOOP("differences", "voorvoegsel van de partner"),
    "sex": QT_TRANSLATE_NOOP("differences", "aanspreekvorm"),
    "birth_date": QT_TRANSLATE_NOOP("differences", "geboortedatum"),
    "street": QT_TRANSLATE_NOOP("differences", "straat"),
    "house_number": QT_TRANSLATE_NOOP("differences", "huisnummer"),
    "house_letter": QT_TRANSLATE_NOOP("differences", "letter bij het huisnummer"),
    "house_addition": QT_TRANSLATE_NOOP("differences", "toevoeging bij het huisnummer"),
    "house_designation": QT_TRANSLATE_NOOP("differences", "aanduiding bij het huisnummer"),
    "postcode": QT_TRANSLATE_NOOP("differences", "postcode"),
    "city": QT_TRANSLATE_NOOP("differences", "plaats"),
    "location_description": QT_TRANSLATE_NOOP("differences", "omschrijving van de plek"),
    "address_object": QT_TRANSLATE_NOOP("differences", "nummer van het adres"),
    "letter_address": QT_TRANSLATE_NOOP("differences", "of dit een briefadres is"),
    "district": QT_TRANSLATE_NOOP("differences", "wijk"),
    "telephone": _TELEPHONE,
    "second_telephone": QT_TRANSLATE_NOOP("differences", "tweede telefoonnummer"),
    "preferred_time": QT_TRANSLATE_NOOP("differences", "beste tijd om te bellen"),
    "email": QT_TRANSLATE_NOOP("differences", "e-mailadres"),
    "language": QT_TRANSLATE_NOOP("differences", "taal"),
    "carer_since": QT_TRANSLATE_NOOP("differences", "mantelzorger sinds"),
    "loss_date": QT_TRANSLATE_NOOP("differences", "verliesdatum"),
    "loved_one": QT_TRANSLATE_NOOP("differences", "wie is overleden"),
    "representative": QT_TRANSLATE_NOOP("differences", "vertegenwoordiger"),
    "contact_person": QT_TRANSLATE_NOOP("differences", "contactpersoon"),
    "contact_telephone": QT_TRANSLATE_NOOP("differences", "telefoon van de contactpersoon"),
    "good_to_know": QT_TRANSLATE_NOOP("differences", "goed om te weten"),
    "visitor_wish": QT_TRANSLATE_NOOP("differences", "wens over de bezoeker"),
    "visitor_sex_wish": QT_TRANSLATE_NOOP("differences", "liever een vrouw of een man"),
    "visited_by": QT_TRANSLATE_NOOP("differences", "wordt bezocht door"),
    "danger_at_address": QT_TRANSLATE_NOOP("differences", "let op bij dit adres"),
    "do_not_visit": QT_TRANSLATE_NOOP("differences", "niet bezoeken, omdat"),
}
_VISITOR: Final[Mapping[str, str]] = {
    "name": QT_TRANSLATE_NOOP("differences", "naam"),
    "telephone": _TELEPHONE,
    "email": QT_TRANSLATE_NOOP("differences", "e-mailadres"),
    "district": QT_TRANSLATE_NOOP("differences", "wijk"),
    "languages": QT_TRANSLATE_NOOP("differences", "talen"),
    "training_on": QT_TRANSLATE_NOOP("differences", "training gevolgd op"),
    "conduct_certificate_on": QT_TRANSLATE_NOOP("differences", "VOG afgegeven op"),
    "secrecy_signed_on": QT_TRANSLATE_NOOP("differences", "geheimhouding getekend op"),
    "most_open_visits": QT_TRANSLATE_NOOP("differences", "bezoeken tegelijk"),
    "role": QT_TRANSLATE_NOOP("differences", "rol"),
    "street": QT_TRANSLATE_NOOP("differences", "straat"),
    "visits_per_month": QT_TRANSLATE_NOOP("differences", "bezoeken per maand"),
    "sex": QT_TRANSLATE_NOOP("differences", "vrouw of man"),
    "away": QT_TRANSLATE_NOOP("differences", "dagen afwezig"),
    "available": QT_TRANSLATE_NOOP("differences", "dagdelen waarop bezoek kan"),
    "modules": QT_TRANSLATE_NOOP("differences", "gevolgde trainingen"),
    "postcode": QT_TRANSLATE_NOOP("differences", "postcode"),
}
_ORGANISATION: Final[Mapping[str, str]] = {
    "name": QT_TRANSLATE_NOOP("differences", "naam"),
    "coordinator_name": QT_TRANSLATE_NOOP("differences", "naam van de coördinator"),
    "coordinator_telephone": QT_TRANSLATE_NOOP("differences", "telefoon van de coördinator"),
    "stand_in_name": QT_TRANSLATE_NOOP("differences", "naam van de vervanger"),
    "stand_in_telephone": QT_TRANSLATE_NOOP("differences", "telefoon van de vervanger"),
    "out_of_hours_telephone": QT_TRANSLATE_NOOP("differences", "telefoon van de huisartsenpost"),
    "on_duty_telephone": QT_TRANSLATE_NOOP("differences", "telefoon van de dienst"),
    "carer_crisis_telephone": QT_TRANSLATE_NOOP("differences", "telefoon van het VOS"),
    "attention_officer_name": QT_TRANSLATE_NOOP("differences", "naam aandachtsfunctionaris"),
    "attention_officer_telephone": QT_TRANSLATE_NOOP(
        "differences", "telefoon aandachtsfunctionaris"
    ),
    "senior_adviser_name": QT_TRANSLATE_NOOP("differences", "naam van de ouderenadviseur"),
    "street_line": QT_TRANSLATE_NOOP("differences", "straat en huisnummer"),
    "city_line": QT_TRANSLATE_NOOP("differences", "postcode en plaats"),
    "municipality_code": QT_TRANSLATE_NOOP("differences", "nummer van de gemeente"),
    "municipality_name": QT_TRANSLATE_NOOP("differences", "gemeente"),
    "cycle_months": QT_TRANSLATE_NOOP("differences", "maanden tussen twee bezoeken"),
    "pension_months_before": QT_TRANSLATE_NOOP("differences", "maanden voor de AOW"),
    "pension_months_after": QT_TRANSLATE_NOOP("differences", "maanden na de AOW"),
    "former_carer_first_months": QT_TRANSLATE_NOOP(
        "differences", "maanden na een verlies, op zijn vroegst"
    ),
    "former_carer_last_months": QT_TRANSLATE_NOOP(
        "differences", "maanden na een verlies, op zijn laatst"
    ),
    "entering_months": QT_TRANSLATE_NOOP("differences", "maanden om te beginnen"),
    "reply_days": QT_TRANSLATE_NOOP("differences", "dagen om te antwoorden"),
    "yes_percent": QT_TRANSLATE_NOOP("differences", "van de 100 mensen zeggen er ja"),
    "plan_months": QT_TRANSLATE_NOOP("differences", "maanden vooruit plannen"),
    "round_months": QT_TRANSLATE_NOOP("differences", "maanden in een ronde"),
    "silent_days": QT_TRANSLATE_NOOP("differences", "dagen zonder uitwisselen"),
    "waiting_days": QT_TRANSLATE_NOOP("differences", "dagen dat een stap mag wachten"),
    "age_from": QT_TRANSLATE_NOOP("differences", "leeftijd vanaf wanneer wij komen"),
    "light_contact_months": QT_TRANSLATE_NOOP("differences", "maanden tot een kaartje of belletje"),
    "districts_beside": QT_TRANSLATE_NOOP("differences", "wijken naast elkaar"),
}
_OFFER: Final[Mapping[str, str]] = {
    "name": QT_TRANSLATE_NOOP("differences", "naam"),
    "what": QT_TRANSLATE_NOOP("differences", "wat het is"),
    "for_whom": QT_TRANSLATE_NOOP("differences", "voor wie het is"),
    "life_areas": QT_TRANSLATE_NOOP("differences", "onderwerpen"),
    "working_elements": QT_TRANSLATE_NOOP("differences", "wat eraan helpt"),
    "district": QT_TRANSLATE_NOOP("differences", "wijk"),
    "cost": QT_TRANSLATE_NOOP("differences", "kosten"),
    "how_to_refer": QT_TRANSLATE_NOOP("differences", "hoe iemand zich aanmeldt"),
    "contact": QT_TRANSLATE_NOOP("differences", "contact"),
    "checked_on": QT_TRANSLATE_NOOP("differences", "nagekeken op"),
    "retired": QT_TRANSLATE_NOOP("differences", "of het nog bestaat"),
}
_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    SubjectKind.RESIDENT: _RESIDENT,
    SubjectKind.VISITOR: _VISITOR,
    SubjectKind.ORGANISATION: _ORGANISATION,
    SubjectKind.OFFER: _OFFER,
}
_SEXES: Final[Mapping[str, str]] = {
    "V": QT_TRANSLATE_NOOP("differences", "mevrouw"),
    "F": QT_TRANSLATE_NOOP("differences", "mevrouw"),
    "M": QT_TRANSLATE_NOOP("differences", "meneer"),
}
_USAGES: Final[Mapping[str, str]] = {
    "E": QT_TRANSLATE_NOOP("differences", "eigen achternaam"),
    "P": QT_TRANSLATE_NOOP("differences", "achternaam van de partner"),
    "V": QT_TRANSLATE_NOOP("differences", "partner, dan eigen"),
    "N": QT_TRANSLATE_NOOP("differences", "eigen, dan partner"),
}
_SEX_WISHES: Final[Mapping[str, str]] = {
    "F": QT_TRANSLATE_NOOP("differences", "vrouw"),
    "M": QT_TRANSLATE_NOOP("differences", "man"),
}
_ROLES: Final[Mapping[str, str]] = {
    "visitor": QT_TRANSLATE_NOOP("differences", "bezoeker"),
    "coordinator": QT_TRANSLATE_NOOP("differences", "coördinator"),
}
_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "sex": _SEXES,
    "visitor_sex_wish": _SEX_WISHES,
    "name_usage": _USAGES,
    "role": _ROLES,
}
_OFFER_CODES: Final = frozenset({"life_areas", "working_elements", "how_to_refer"})
_DATES: Final = frozenset(
    {
        "birth_date",
        "carer_since",
        "loss_date",
        "training_on",
        "conduct_certificate_on",
        "secrecy_signed_on",
        "checked_on",
    }
)


def field_name(kind: str, field: str) -> str:
    """'huisnummer' for 'house_number' of a resident."""
    return _tr(_FIELDS.get(kind, {}).get(field, _OTHER))


def value_words(field: str, value: JsonValue, show_telephone: Callable[[str], str]) -> str:
    """What somebody wrote, as it is read on a card; an empty value says that it is empty."""
    if value is None or value == "":
        return _tr("(leeg)")
    if isinstance(value, bool):
        return _tr("ja") if value else _tr("nee")
    text = str(value)
    if field in _OFFER_CODES:
        return offer_words.code_words(field, text)
    if field.endswith("telephone"):
        return show_telephone(text)
    if field in _WRITTEN:
        return _WRITTEN[field](text)
    codes = _CODES.get(field, {})
    return _tr(codes[text]) if text in codes else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("differences", text)


def _shown_date(text: str) -> str:
    """The day in words when it is known whole: '3 april 1948', else '4-1948' or '1948'."""
    try:
        return texts.plain_date(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return PartialDate.from_text(text).shown
    except ImpossibleDateError:
        return text


_WRITTEN: Final[Mapping[str, Callable[[str], str]]] = {
    **dict.fromkeys(_DATES, _shown_date),
    "districts_beside": district_words.decided_words,
}
"""Fields of which the text that is kept is not what one reads."""
