"""Names of people: how they are written, said, sorted and found (domain.md 4.3)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from huisbezoek.model.domain.people_search import fold

UNKNOWN_SURNAME: Final = "."
"""How the BRP writes a surname that is not known."""

_KNOWN_PREFIXES: Final = tuple(
    sorted(
        {
            *("aan de", "aan den", "aan der", "aan het", "aan 't", "aan", "bij de", "bij den"),
            *("bij", "da", "dal", "dalla", "das", "de la", "de las", "de los", "de van der"),
            *("de", "degli", "dei", "del", "della", "den", "der", "des", "di", "do", "dos"),
            *("du", "het", "in de", "in den", "in der", "in het", "in 't", "in", "la", "las"),
            *("le", "les", "lo", "onder de", "onder den", "onder het", "onder 't", "onder"),
            *("op de", "op den", "op der", "op het", "op 't", "op ten", "op", "over de"),
            *("over den", "over het", "over 't", "over", "te", "ten", "ter", "tot", "uit de"),
            *("uit den", "uit het", "uit 't", "uit", "van de", "van den", "van der", "van het"),
            *("van la", "van 't", "van ter", "van", "ver", "von dem", "von den", "von der"),
            *("von", "voor de", "voor den", "voor 't", "voor", "vom", "zu", "zum", "zur"),
            *("'s", "'t", "d'", "l'"),
        },
        key=len,
        reverse=True,
    )
)
# By the first word, in the same order: the longest prefix is tried first.
_PREFIXES_BY_WORD: Final = {
    word: tuple(one for one in _KNOWN_PREFIXES if one.partition(" ")[0] == word)
    for word in {one.partition(" ")[0] for one in _KNOWN_PREFIXES}
}
_LONGEST_INITIAL: Final = 3
_INITIAL_BREAKS: Final = re.compile(r"[\s\-,;]+")


class NameUsage(StrEnum):
    """Which surname someone wants to be written with (BRP element 61.10)."""

    OWN = "E"
    PARTNER = "P"
    PARTNER_OWN = "V"
    OWN_PARTNER = "N"


class Sex(StrEnum):
    """The sex in the BRP (element 04.10); used for the salutation only."""

    MAN = "M"
    WOMAN = "V"
    UNKNOWN = "O"


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of one person's name; prefixes in lower case, '.' is an unknown surname.

    `usage` is a code of `NameUsage` and `sex` a code of `Sex`; any other text counts as E and O.
    """

    surname: str = ""
    initials: str = ""
    prefix: str = ""
    usage: str = NameUsage.OWN
    partner_prefix: str = ""
    partner_surname: str = ""
    sex: str = Sex.UNKNOWN

    def parts(self) -> tuple[tuple[str, str], ...]:
        """The (prefix, surname) pairs as this person uses them; empty when no name is known."""
        own = (self.prefix, _known(self.surname))
        if self.usage == NameUsage.OWN:
            # So most people are written; lists of thousands come through here.
            return (own,) if own[1] else ()
        partner = (self.partner_prefix, _known(self.partner_surname))
        order = {
            NameUsage.PARTNER: (partner if partner[1] else own,),
            NameUsage.PARTNER_OWN: (partner, own),
            NameUsage.OWN_PARTNER: (own, partner),
        }.get(NameUsage(self.usage) if self.usage in _USAGES else NameUsage.OWN, (own,))
        return tuple(pair for pair in order if pair[1])


_USAGES: Final = frozenset(NameUsage)


def _known(surname: str) -> str:
    return "" if surname.strip() == UNKNOWN_SURNAME else surname


def _joined(prefix: str, surname: str) -> str:
    if not prefix:
        return surname
    return f"{prefix}{surname}" if prefix.endswith(("d'", "l'")) else f"{prefix} {surname}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def surname_in_use(name: PersonName) -> str:
    """The surname as used, prefix in lower case: 'van Velzen-in het Veld'; '' when unknown."""
    return "-".join(_joined(*pair) for pair in name.parts())


def full_name(name: PersonName) -> str:
    """The written name: 'R.M. van Puffelen'."""
    return " ".join(part for part in (name.initials, surname_in_use(name)) if part)


def formal_name(name: PersonName) -> str:
    """How someone is named in a sentence: 'mevrouw Van Puffelen', 'meneer De Jong'.

    Without a known sex the written name: 'R.M. van Puffelen'.
    """
    surname = _capitalised(surname_in_use(name)) or name.initials
    if name.sex == Sex.WOMAN:
        return f"mevrouw {surname}".strip()
    if name.sex == Sex.MAN:
        return f"meneer {surname}".strip()
    return full_name(name)


def addressed_name(name: PersonName) -> str:
    """How someone is named on an envelope or slip: 'mevrouw R.M. van Puffelen'.

    Without a known sex the written name alone.
    """
    titles = {Sex.WOMAN: "mevrouw", Sex.MAN: "meneer"}
    title = next((words for sex, words in titles.items() if name.sex == sex), "")
    return " ".join(part for part in (title, full_name(name)) if part)


def salutation(name: PersonName) -> str:
    """The first words of a letter to one person: 'Geachte mevrouw Van Puffelen'."""
    return f"Geachte {formal_name(name) or 'heer of mevrouw'}"


def joint_salutation(first: PersonName, second: PersonName) -> str:
    """The first words of one letter to a couple, a woman first, then in the order given.

    'Geachte mevrouw De Boer en meneer Van Puffelen'.
    """
    pair = sorted((first, second), key=lambda name: name.sex != Sex.WOMAN)
    said = [text for text in (formal_name(name) for name in pair) if text]
    return f"Geachte {' en '.join(said) or 'heer of mevrouw'}"


def joint_name(first: PersonName, second: PersonName) -> str:
    """The name line of one letter to a couple, in the order of `joint_salutation`.

    'mevrouw A. de Boer en meneer J. van Puffelen'.
    """
    pair = sorted((first, second), key=lambda name: name.sex != Sex.WOMAN)
    return " en ".join(addressed_name(name) for name in pair)


def joint_formal_name(first: str, second: str) -> str:
    """Two formal names in one: 'meneer en mevrouw Smit', else both in full, a woman first.

    Works on what `formal_name` answered, so that a list needs no cards.
    """
    one, _, one_surname = first.partition(" ")
    other, _, other_surname = second.partition(" ")
    if {one, other} == {"mevrouw", "meneer"} and one_surname == other_surname:
        return f"meneer en mevrouw {one_surname}"
    pair = sorted((first, second), key=lambda text: not text.startswith("mevrouw "))
    return " en ".join(text for text in pair if text)


def list_name(name: PersonName) -> str:
    """The name in a sorted list: 'Horst, J. van der'; without a surname the initials."""
    pairs = name.parts()
    if not pairs:
        return name.initials
    core = "-".join([pairs[0][1], *(_joined(*pair) for pair in pairs[1:])])
    behind = " ".join(part for part in (name.initials, pairs[0][0]) if part)
    return f"{core}, {behind}" if behind else core


def sort_text(name: PersonName, birth_date: str = "") -> str:
    """One text that sorts as the list must: core of the surname, prefix, initials, birth date."""
    pairs = name.parts()
    core = " ".join([pairs[0][1], *(_joined(*pair) for pair in pairs[1:])]) if pairs else ""
    prefix = pairs[0][0] if pairs else ""
    core_key = fold(core).replace(" ", "")
    return "\t".join((core_key, fold(prefix), fold(name.initials), birth_date))


def search_text(name: PersonName) -> str:
    """All folded words by which someone may be found: with and without prefix, apart and joined."""
    words: dict[str, None] = {}
    for prefix, surname in (
        (name.prefix, _known(name.surname)),
        (name.partner_prefix, _known(name.partner_surname)),
    ):
        core = fold(surname)
        if not core:
            continue
        together = fold(_joined(prefix, surname))
        for word in (*together.split(), core.replace(" ", ""), together.replace(" ", "")):
            words[word] = None
    if initials := fold(name.initials).replace(" ", ""):
        words[initials] = None
    return " ".join(words)


def surname_core(name: PersonName) -> str:
    """The own surname without prefix, folded and without spaces: what matching looks at."""
    return fold(_known(name.surname)).replace(" ", "")


def normal_prefix(text: str) -> str:
    """A prefix as it is stored: lower case, single spaces, straight apostrophe."""
    if not text:
        return ""
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("`", "'").lower().split())


def split_prefix(surname: str) -> tuple[str, str]:
    """Takes a known prefix in lower case off the front: ('van der', 'Horst').

    'Horst, van der' gives the same. A capital is part of the name: ('', 'Van Horst').
    """
    if not surname:
        return "", ""
    surname = " ".join(surname.replace("’", "'").split())
    if surname[:1].isupper() and "," not in surname:
        return "", surname
    core, comma, behind = surname.rpartition(", ")
    if comma and behind.lower() in _KNOWN_PREFIXES:
        return behind.lower(), core
    for prefix in _PREFIXES_BY_WORD.get(surname.partition(" ")[0], ()):
        if surname.startswith(f"{prefix} ") and len(surname) > len(prefix) + 1:
            return prefix, surname[len(prefix) + 1 :]
    return "", surname


def initials_of(given_names: str) -> str:
    """Initials from given names: 'Johanna Maria' -> 'J.M.', 'Jan-Willem' -> 'J.W.'."""
    letters = []
    for given in _INITIAL_BREAKS.split(given_names.strip()):
        bare = given.strip("'’.\"()")
        if bare[:1].isalpha():
            letters.append("IJ." if bare.startswith(("IJ", "Ĳ")) else f"{bare[0].upper()}.")
    return "".join(letters)


def normal_initials(text: str) -> str:
    """Initials as typed in any way: 'jp', 'J P', 'JP', 'J.P' and 'j.p.' all give 'J.P.'.

    Parts of more letters closed by a full stop stay together ('Th.'); a whole given name, told by
    its small letters, gives its first letter.
    """
    text = text.strip()
    if "." in text:
        parts = [part.strip(" -") for part in text.split(".")]
        return "".join(
            f"{_capitalised(part)}." if len(part) <= _LONGEST_INITIAL else initials_of(part)
            for part in parts
            if part and part[0].isalpha()
        )
    found = []
    for part in _INITIAL_BREAKS.split(text):
        spelled = part.isupper() or (len(part) < _LONGEST_INITIAL and part.islower())
        found.append("".join(f"{sign.upper()}." for sign in part) if spelled else initials_of(part))
    return "".join(found)
