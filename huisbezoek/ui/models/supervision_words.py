"""How it goes, in words: each number with its one definition, and whom it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.supervision import Supervision, VisitFound, VisitorFound
from huisbezoek.ui import texts


@dataclass(frozen=True, slots=True)
class FoundWords:
    """One line of a list: whom it is about, and since when or how much.

    `visitor` or `resident` says whose card it opens; the other is ''.
    """

    who: str
    detail: str
    visitor: str = ""
    resident: str = ""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A number with the words that finish its phrase, what it counts, and its list."""

    name: str
    phrase: str
    meaning: str
    found: tuple[FoundWords, ...]


def supervision_words(seen: Supervision, today: date) -> tuple[NumberWords, ...]:
    """The numbers about everybody, for a coordinator."""
    silent, unrecorded, heavy, waiting = _meanings(seen)
    return (
        NumberWords(
            "silent",
            texts.counted(
                len(seen.silent),
                _tr("{0} bezoeker wisselde lang niet uit"),
                _tr("{0} bezoekers wisselden lang niet uit"),
            ),
            silent,
            tuple(_silent(one, today) for one in seen.silent),
        ),
        NumberWords(
            "unrecorded",
            texts.counted(
                len(seen.unrecorded),
                _tr("{0} bezoek is nog niet opgeschreven"),
                _tr("{0} bezoeken zijn nog niet opgeschreven"),
            ),
            unrecorded,
            _visits(seen.unrecorded, _tr("Afspraak was op {0}."), today),
        ),
        NumberWords(
            "heavy",
            texts.counted(
                len(seen.heavy),
                _tr("{0} bezoeker heeft meer open bezoeken dan afgesproken"),
                _tr("{0} bezoekers hebben meer open bezoeken dan afgesproken"),
            ),
            heavy,
            tuple(_heavy(one) for one in seen.heavy),
        ),
        NumberWords(
            "waiting",
            texts.counted(
                len(seen.waiting), _tr("{0} inwoner wacht lang"), _tr("{0} inwoners wachten lang")
            ),
            waiting,
            _visits(seen.waiting, _tr("Wacht sinds {0}."), today),
        ),
    )


def own_words(seen: Supervision) -> tuple[NumberWords, ...]:
    """The same numbers about who reads them: what the coordinator sees of this visitor."""
    silent, unrecorded, heavy, waiting = _meanings(seen)
    exchanged = _tr("U wisselde op tijd uit")
    load = _tr("U heeft niet meer open bezoeken dan afgesproken")
    if seen.silent:
        exchanged = _tr("U wisselde lang niet uit")
    if seen.heavy:
        load = _tr("U heeft {0} open bezoeken, afgesproken is {1}").format(
            seen.heavy[0].open_visits, seen.heavy[0].most
        )
    return (
        NumberWords("silent", exchanged, silent, ()),
        NumberWords(
            "unrecorded",
            texts.counted(
                len(seen.unrecorded),
                _tr("{0} bezoek is nog niet opgeschreven"),
                _tr("{0} bezoeken zijn nog niet opgeschreven"),
            ),
            unrecorded,
            (),
        ),
        NumberWords("heavy", load, heavy, ()),
        NumberWords(
            "waiting",
            texts.counted(
                len(seen.waiting), _tr("{0} inwoner wacht lang"), _tr("{0} inwoners wachten lang")
            ),
            waiting,
            (),
        ),
    )


def _meanings(seen: Supervision) -> tuple[str, str, str, str]:
    terms = seen.terms
    return (
        _tr("Telt mee: open bezoeken, en meer dan {0} dagen niet uitgewisseld.").format(
            terms.silent_days
        ),
        _tr(
            "Telt mee: de afspraak is meer dan {0} werkdagen geleden, en er kwam geen verslag. "
            "Misschien staat het nog op een laptop."
        ).format(terms.report_workdays),
        _tr("Telt mee: meer open bezoeken dan er tegelijk zijn afgesproken."),
        _tr("Telt mee: de volgende stap wacht meer dan {0} dagen.").format(terms.waiting_days),
    )


def _silent(one: VisitorFound, today: date) -> FoundWords:
    said = _tr("Nog nooit uitgewisseld.")
    if one.last_on is not None:
        ago = texts.days_ago(one.last_on, today).lower()
        said = _tr("Laatst uitgewisseld: {0}.").format(ago)
    return FoundWords(one.name, said, visitor=one.visitor)


def _heavy(one: VisitorFound) -> FoundWords:
    words = _tr("{0} open bezoeken. Afgesproken is {1}.").format(one.open_visits, one.most)
    return FoundWords(one.name, words, visitor=one.visitor)


def _visits(found: Sequence[VisitFound], since: str, today: date) -> tuple[FoundWords, ...]:
    lines = []
    for one in found:
        who = ", ".join(part for part in (texts.capital(one.formal_name), one.address_line) if part)
        goes = _tr("Bezoeker: {0}.").format(one.visitor_name) if one.visitor_name else ""
        detail = " ".join(
            part for part in (since.format(texts.near_date(one.on, today)), goes) if part
        )
        lines.append(FoundWords(who, detail, resident=one.resident))
    return tuple(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("supervision", text)
