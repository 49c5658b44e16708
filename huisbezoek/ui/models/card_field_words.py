"""The words for the fields of a resident's card, for lists of what changed or goes along."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

_NAME: Final = QT_TRANSLATE_NOOP("card_fields", "naam")
_ADDRESS: Final = QT_TRANSLATE_NOOP("card_fields", "adres")
_CONTACT: Final = QT_TRANSLATE_NOOP("card_fields", "contactpersoon")
_OTHER: Final = QT_TRANSLATE_NOOP("card_fields", "overige gegevens")

# Several fields that people see as one share their word.
WORDS: Final[Mapping[str, str]] = {
    "surname": _NAME,
    "initials": _NAME,
    "name_prefix": _NAME,
    "name_usage": _NAME,
    "partner_surname": _NAME,
    "partner_prefix": _NAME,
    "sex": QT_TRANSLATE_NOOP("card_fields", "aanspreekvorm"),
    "birth_date": QT_TRANSLATE_NOOP("card_fields", "geboortedatum"),
    "age": QT_TRANSLATE_NOOP("card_fields", "leeftijd"),
    "age_on": QT_TRANSLATE_NOOP("card_fields", "leeftijd"),
    "street": _ADDRESS,
    "house_number": _ADDRESS,
    "house_letter": _ADDRESS,
    "house_addition": _ADDRESS,
    "house_designation": _ADDRESS,
    "postcode": _ADDRESS,
    "city": _ADDRESS,
    "location_description": _ADDRESS,
    "address_object": _ADDRESS,
    "letter_address": QT_TRANSLATE_NOOP("card_fields", "briefadres"),
    "district": QT_TRANSLATE_NOOP("card_fields", "wijk"),
    "telephone": QT_TRANSLATE_NOOP("card_fields", "telefoonnummer"),
    "second_telephone": QT_TRANSLATE_NOOP("card_fields", "tweede telefoonnummer"),
    "preferred_time": QT_TRANSLATE_NOOP("card_fields", "beste tijd om te bellen"),
    "email": QT_TRANSLATE_NOOP("card_fields", "e-mailadres"),
    "language": QT_TRANSLATE_NOOP("card_fields", "taal"),
    "carer_since": QT_TRANSLATE_NOOP("card_fields", "mantelzorg"),
    "loss_date": QT_TRANSLATE_NOOP("card_fields", "overlijden van een naaste"),
    "loved_one": QT_TRANSLATE_NOOP("card_fields", "naaste"),
    "representative": QT_TRANSLATE_NOOP("card_fields", "vertegenwoordiger"),
    "contact_person": _CONTACT,
    "contact_telephone": _CONTACT,
    "good_to_know": QT_TRANSLATE_NOOP("card_fields", "goed om te weten"),
    "visitor_wish": QT_TRANSLATE_NOOP("card_fields", "wens voor de bezoeker"),
    "visitor_sex_wish": QT_TRANSLATE_NOOP("card_fields", "wens voor de bezoeker"),
    "visited_by": QT_TRANSLATE_NOOP("card_fields", "wordt bezocht door"),
    "rests": QT_TRANSLATE_NOOP("card_fields", "het contact rust"),
    "danger_at_address": QT_TRANSLATE_NOOP("card_fields", "let op bij dit adres"),
    "do_not_visit": QT_TRANSLATE_NOOP("card_fields", "niet bezoeken"),
}


def field_word(field: str) -> str:
    """'telefoonnummer' for 'telephone'; a field of a newer version is 'overige gegevens'."""
    return QCoreApplication.translate("card_fields", WORDS.get(field, _OTHER))


def field_words(fields: Iterable[str]) -> tuple[str, ...]:
    """Each word once, in the order of a card."""
    wanted = set(fields)
    known = [field for field in WORDS if field in wanted]
    rest = sorted(wanted - WORDS.keys())
    return tuple(dict.fromkeys(field_word(field) for field in (*known, *rest)))
