"""Languages: their Dutch names, and which of them somebody speaks by what was typed on a card."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from huisbezoek.model.domain.people_search import fold

DUTCH: Final = "Nederlands"

_KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "Afrikaans": (),
    "Albanees": (),
    "Amhaars": ("amharisch",),
    "Arabisch": ("arabic",),
    "Aramees": ("suryoyo", "assyrisch"),
    "Armeens": (),
    "Azerbeidzjaans": ("azeri",),
    "Bengaals": ("bengali",),
    "Berbers": ("berber", "tamazight", "tarifit", "riffijns", "amazigh"),
    "Bosnisch": (),
    "Bulgaars": (),
    "Catalaans": (),
    "Chinees": ("mandarijn",),
    "Dari": (),
    "Deens": (),
    "Duits": (),
    "Engels": ("english",),
    "Ests": ("estisch",),
    "Fins": (),
    "Frans": (),
    "Fries": ("frysk",),
    "Gebarentaal": ("nederlandse gebarentaal", "ngt"),
    "Georgisch": (),
    "Grieks": (),
    "Hebreeuws": ("ivriet",),
    "Hindi": (),
    "Hongaars": (),
    "IJslands": (),
    "Indonesisch": ("bahasa indonesia",),
    "Italiaans": (),
    "Japans": (),
    "Javaans": (),
    "Kantonees": (),
    "Koerdisch": ("kurmanci", "sorani"),
    "Koreaans": (),
    "Kroatisch": (),
    "Lets": (),
    "Litouws": (),
    "Macedonisch": (),
    "Maleis": ("moluks", "moluks maleis"),
    "Marokkaans-Arabisch": ("marokkaans", "darija"),
    "Nedersaksisch": ("veluws",),
    "Noors": (),
    "Oekraïens": (),
    "Oromo": (),
    "Papiaments": ("papiamento", "papiamentu", "papiament"),
    "Pasjtoe": ("pashto", "pasjto"),
    "Perzisch": ("farsi", "iraans"),
    "Pools": (),
    "Portugees": (),
    "Punjabi": (),
    "Roemeens": (),
    "Romani": ("romanes",),
    "Russisch": (),
    "Sarnami": ("hindoestaans",),
    "Servisch": (),
    "Sloveens": (),
    "Slowaaks": (),
    "Somalisch": ("somali",),
    "Spaans": (),
    "Sranantongo": ("sranan tongo", "sranan", "surinaams"),
    "Swahili": (),
    "Tagalog": ("filipijns",),
    "Tamil": (),
    "Thais": ("thai",),
    "Tigrinya": ("tigrinja",),
    "Tsjechisch": (),
    "Turks": (),
    "Urdu": ("oerdoe",),
    "Vietnamees": (),
    "Wit-Russisch": ("belarussisch",),
    "Zweeds": (),
}
"""The languages to choose from by their Dutch names, with other names that people type, folded."""

LANGUAGES: Final = tuple(_KNOWN)
"""What a form offers; Dutch is not among it, since everybody here speaks it."""

_BY_NAME: Final[Mapping[str, str]] = {
    fold(name): language
    for language, others in {**_KNOWN, DUTCH: ("nederland", "hollands", "vlaams")}.items()
    for name in (language, *others)
}
_LONGEST: Final = max(len(name.split()) for name in _BY_NAME)
_BETWEEN: Final = re.compile(r"[,;:/.+&()\n]|\ben\b|\bmaar\b", re.IGNORECASE)
_NOT: Final = frozenset({"geen", "niet"})
_AROUND: Final = frozenset(
    {"alleen", "ook", "vooral", "een", "beetje", "wat", "goed", "redelijk", "slecht"}
    | {"spreekt", "verstaat", "taal", "moedertaal"}
)
"""Words beside a language that are no part of its name."""
_NO_ANSWER: Final = frozenset(
    {"onbekend", "onduidelijk", "onbekende", "nvt", "nee", "ja", "navragen", "vragen", "weet"}
    | {"doof", "doofstom", "slechthorend", "hardhorend", "blind", "slechtziend", "afasie"}
)
"""Words that say something else than a language: that nobody knows it, or how somebody hears."""


@lru_cache(maxsize=1024)
def spoken_languages(text: str) -> frozenset[str]:
    """The languages other than Dutch that somebody speaks by this text, in lower case.

    Accents, capitals and full stops make no difference, and 'geen Engels' is not a language that
    is spoken. What is not in the list is kept as it is, to be compared as a whole; a word that
    answers something else ('onbekend', 'doof', 'n.v.t.') is no language.
    """
    found = {one for part in _BETWEEN.split(text) for one in _spoken(fold(part).split())}
    return frozenset(one.lower() for one in found - {DUTCH})


def _spoken(words: Sequence[str]) -> Iterator[str]:
    denied = next((place for place, word in enumerate(words) if word in _NOT), None)
    named = list(_named(words))
    if denied is not None:
        # 'Turks, niet goed Engels' denies what follows; 'Engels spreekt zij niet' all of it.
        is_followed = any(place > denied for place, _ in named)
        yield from (name for place, name in named if is_followed and place < denied)
    elif named:
        yield from (name for _, name in named)
    elif _NO_ANSWER.isdisjoint(words):
        # No language is called by one letter: *n.v.t.* is three of them.
        unknown = [word for word in words if word not in _AROUND and len(word) > 1]
        yield from [" ".join(unknown)] if unknown else ()


def _named(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The known languages with the place of their first word; of several the longest name."""
    place = 0
    while place < len(words):
        for length in range(_LONGEST, 0, -1):
            language = _BY_NAME.get(" ".join(words[place : place + length]))
            if language is not None:
                yield place, language
                place += length
                break
        else:
            place += 1
