"""What an entry of the social map says on its card: sentences made of codes and dates."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.social_map import Offer, ReferralRoad, WorkingElement
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

_ELEMENTS: Final[Mapping[WorkingElement, str]] = {
    WorkingElement.MEANINGFUL_ACTIVITY: QT_TRANSLATE_NOOP("offers", "Zinvol bezig zijn"),
    WorkingElement.MEETING_OTHERS: QT_TRANSLATE_NOOP("offers", "Anderen ontmoeten"),
    WorkingElement.PRACTICAL_SUPPORT: QT_TRANSLATE_NOOP("offers", "Praktische hulp"),
    WorkingElement.MEANINGFUL_CONTACT: QT_TRANSLATE_NOOP("offers", "Contact dat telt"),
    WorkingElement.SOCIAL_SKILLS: QT_TRANSLATE_NOOP("offers", "Omgaan met anderen"),
    WorkingElement.REALISTIC_EXPECTATIONS: QT_TRANSLATE_NOOP("offers", "Weten wat kan"),
    WorkingElement.MEANINGFUL_ROLE: QT_TRANSLATE_NOOP("offers", "Iets betekenen voor een ander"),
}
_ROADS: Final[Mapping[ReferralRoad, str]] = {
    ReferralRoad.SELF: QT_TRANSLATE_NOOP("offers", "De inwoner meldt zich zelf aan"),
    ReferralRoad.WITH_PERMISSION: QT_TRANSLATE_NOOP(
        "offers", "De coördinator geeft het door, als de inwoner ja zegt"
    ),
    ReferralRoad.BY_ADVISER: QT_TRANSLATE_NOOP("offers", "Via de ouderenadviseur of de huisarts"),
}


# The subjects of the shipped guides; where the guides are at hand their own names are used.
_AREAS: Final[Mapping[str, str]] = {
    "start": QT_TRANSLATE_NOOP("offers", "Begin"),
    "contact": QT_TRANSLATE_NOOP("offers", "Mensen om u heen"),
    "meaning": QT_TRANSLATE_NOOP("offers", "Zin en betekenis"),
    "participation": QT_TRANSLATE_NOOP("offers", "Meedoen"),
    "home": QT_TRANSLATE_NOOP("offers", "Wonen"),
    "daily": QT_TRANSLATE_NOOP("offers", "De dag door"),
    "health": QT_TRANSLATE_NOOP("offers", "Gezondheid"),
    "money": QT_TRANSLATE_NOOP("offers", "Geld en post"),
    "care": QT_TRANSLATE_NOOP("offers", "Zorgen voor iemand"),
    "future": QT_TRANSLATE_NOOP("offers", "Later"),
    "close": QT_TRANSLATE_NOOP("offers", "Afronden"),
    "plate": QT_TRANSLATE_NOOP("offers", "Uw bordje"),
    "connection": QT_TRANSLATE_NOOP("offers", "Verbonden zijn"),
    "after_caring": QT_TRANSLATE_NOOP("offers", "Na het zorgen"),
    "life_questions": QT_TRANSLATE_NOOP("offers", "Levensvragen"),
    "retirement": QT_TRANSLATE_NOOP("offers", "Stoppen met werken"),
}


_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "life_areas": _AREAS,
    "working_elements": {code.value: words for code, words in _ELEMENTS.items()},
    "how_to_refer": {code.value: words for code, words in _ROADS.items()},
}


def code_words(field: str, value: str) -> str:
    """The codes of a field of an entry in words; one that is not known is said to be so."""
    known, other = _CODES[field], QT_TRANSLATE_NOOP("offers", "Iets van een nieuwere versie")
    return ", ".join(dict.fromkeys(_tr(known.get(code, other)) for code in value.split()))


def area(code: str) -> str:
    """The name of a subject of the shipped guides; empty for another one."""
    return _tr(_AREAS[code]) if code in _AREAS else ""


def element(code: WorkingElement) -> str:
    """A working element in a few plain words (domain.md 6.2)."""
    return _tr(_ELEMENTS[code])


def road(code: ReferralRoad) -> str:
    """How somebody comes to an offer."""
    return _tr(_ROADS[code])


def facts(offer: Offer, areas: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """An icon and a line for each thing that is known; that a contact is missing is said.

    `areas` are the names of the subjects by link id.
    """
    card, way = offer.card, offer.road()
    subjects = ", ".join(areas[one].lower() for one in offer.life_areas() if one in areas)
    known = (
        ("users", _tr("Voor wie: {0}"), card.for_whom),
        ("message-circle", _tr("Past bij: {0}"), subjects),
        ("map-pin", _tr("Waar: {0}"), card.district),
        ("info", _tr("Kosten: {0}"), card.cost),
        ("arrow-right", _tr("Aanmelden: {0}"), _inside(road(way)) if way is not None else ""),
        ("phone", _tr("Contact: {0}"), card.contact or _tr("nog niet ingevuld")),
    )
    return tuple((icon, words.format(value)) for icon, words, value in known if value)


def checked(offer: Offer, today: date) -> str:
    """When somebody last looked whether it is right, said calmly."""
    on = offer.checked_on()
    if on is None:
        return _tr("Nog niet nagekeken")
    if on == today:
        return _tr("Vandaag nagekeken")
    return _tr("Nagekeken op {0}").format(texts.short_date(on))


def _inside(words: str) -> str:
    return words[:1].lower() + words[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("offers", text)
