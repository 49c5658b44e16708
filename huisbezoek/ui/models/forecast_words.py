"""What the forecast says in words: how long the cycle becomes, and why a month is too full."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cycle_plan import NoPlaceReason
from huisbezoek.model.usecases.forecast import Forecast, MonthLoad
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

_NAMED: Final = 3
"""More months that are too full than this are said in one sentence."""
_SOON: Final = 3
_YEAR: Final = 12

# The groups that somebody leaves again; in the others everybody can still come later.
_LAST_CHANCES: Final[Mapping[str, tuple[str, str]]] = {
    "former_carer": (
        QT_TRANSLATE_NOOP("forecast", "{0} oud-mantelzorger"),
        QT_TRANSLATE_NOOP("forecast", "{0} oud-mantelzorgers"),
    ),
    "pension": (
        QT_TRANSLATE_NOOP("forecast", "{0} inwoner rond pensioen"),
        QT_TRANSLATE_NOOP("forecast", "{0} inwoners rond pensioen"),
    ),
    "on_request": (
        QT_TRANSLATE_NOOP("forecast", "{0} inwoner die zelf vroeg"),
        QT_TRANSLATE_NOOP("forecast", "{0} inwoners die zelf vroegen"),
    ),
}


def cycle_sentences(seen: Forecast) -> tuple[str, ...]:
    """'Met deze bezoekers is iedereen eens per 2,1 jaar aan de beurt.', and who waits if need be.

    Nothing when there is nobody to visit.
    """
    if not seen.turns and not seen.agreed:
        return ()
    barred = _nobody_sentence(seen)
    if seen.years is None:
        if seen.why_never is NoPlaceReason.NO_VISITOR_ALLOWED:
            return barred
        if seen.why_never is NoPlaceReason.NONE_READY:
            return (_tr("Van geen bezoeker zijn VOG en handtekening in orde."), _rule())
        return (_tr("Er zijn nog geen bezoekers die kunnen gaan."), _rule())
    words = _tr("Met deze bezoekers is iedereen eens per {0} jaar aan de beurt.")
    if barred:
        words = _tr("Met deze bezoekers zijn de anderen eens per {0} jaar aan de beurt.")
    sentence = words.format(years(seen.years))
    if seen.years <= seen.cycle_years:
        return (*barred, sentence, *_late_sentence(seen))
    sentence = " ".join((*barred, sentence))
    wanted = _tr("Bedoeld is eens per {0} jaar.").format(years(seen.cycle_years))
    return (f"{sentence} {wanted}", _rule())


def _nobody_sentence(seen: Forecast) -> tuple[str, ...]:
    if not seen.nobody:
        return ()
    words = texts.counted(
        seen.nobody,
        _tr("Naar {0} inwoner mag geen van de bezoekers."),
        _tr("Naar {0} inwoners mag geen van de bezoekers."),
    )
    return (words,)


def _late_sentence(seen: Forecast) -> tuple[str, ...]:
    """Who comes later than the cycle promises, though there is room for all in the end."""
    if not seen.late:
        return ()
    words = texts.counted(
        seen.late,
        _tr("{0} bezoek komt later dan beloofd, want eerder is er geen plaats."),
        _tr("{0} bezoeken komen later dan beloofd, want eerder is er geen plaats."),
    )
    return (words,)


def over_sentences(seen: Forecast) -> tuple[str, ...]:
    """Why months hold more than there is room for: each month by name while they are few."""
    over = seen.over_months
    told = [month for month in over if month.last_chance or month.asked or month.without_visitor]
    plain = [month for month in over if month not in told]
    if len(told) > _NAMED:
        words = _tr(
            "In {0} maanden is het te veel. Wie daar staat, kan niet wachten tot een andere maand."
        )
        found = [words.format(len(told))]
    else:
        found = [_over_sentence(month) for month in told]
    if plain:
        words = texts.counted(
            len(plain),
            _tr("In {0} maand komen er meer inwoners aan de beurt dan er plaats is."),
            _tr("In {0} maanden komen er meer inwoners aan de beurt dan er plaats is."),
        )
        first = _tr("De eerste is {0}.").format(texts.month(plain[0].month))
        found.append(f"{words} {first}")
    return tuple(found)


def month_words(month: MonthLoad) -> str:
    """'Oktober 2027: 112, plaats voor 105, 7 te veel'."""
    name = texts.capital(texts.month(month.month))
    words = _tr("{0}: {1}, plaats voor {2}").format(name, month.levelled, month.capacity)
    return f"{words}, {_tr('{0} te veel').format(month.over)}" if month.over else words


def summary(seen: Forecast) -> str:
    """What the reader hears of the chart before the months."""
    words = _tr("Beurten per maand, gelijk verdeeld over {0} maanden")
    return words.format(len(seen.months))


def room_words(seen: Forecast) -> str:
    """'plaats voor 105', or the mean where months differ."""
    rooms = {month.capacity for month in seen.months}
    if len(rooms) == 1:
        return _tr("plaats voor {0}").format(texts.number(rooms.pop()))
    mean = round(seen.capacity / max(1, len(seen.months)))
    return _tr("plaats, gemiddeld {0}").format(texts.number(mean))


def month_rows(seen: Forecast) -> tuple[tuple[str, ...], ...]:
    """A row for each month and the total: month, due at once, levelled, room, too many."""
    rows = [
        _row(texts.capital(texts.month(one.month)), one.due, one.levelled, one.capacity, one.over)
        for one in seen.months
    ]
    sums = (
        sum(one.due for one in seen.months),
        sum(one.levelled for one in seen.months),
        seen.capacity,
        sum(one.over for one in seen.months),
    )
    return (*rows, _row(_tr("Samen"), *sums))


def month_heads() -> tuple[str, ...]:
    """The heads of `month_rows`."""
    return (
        _tr("Maand"),
        _tr("Meteen"),
        _tr("Verdeeld"),
        _tr("Plaats"),
        _tr("Te veel"),
    )


def part_heads(first: str) -> tuple[str, ...]:
    """The heads of `part_rows`; `first` is what the rows are."""
    return (first, _tr("Kwartaal"), _tr("Jaar"), _tr("Samen"))


def district_rows(seen: Forecast) -> tuple[tuple[str, ...], ...]:
    """Turns for each district: soon, in a year, in all; with the total."""
    unknown = _tr("Buurt niet bekend")
    rows = [(name or unknown, load) for name, load in seen.by_district.items()]
    return _part_rows(rows)


def group_rows(seen: Forecast) -> tuple[tuple[str, ...], ...]:
    """Turns for each group; whoever is in several is taken off again, so that it adds up."""
    unknown = _tr("Groep niet bekend")
    rows = [
        (texts.capital(texts.group(name, seen.age_from)) if name else unknown, load)
        for name, load in seen.by_group.items()
    ]
    if any(seen.in_several):
        rows.append((_tr("Staat in meer groepen"), tuple(-count for count in seen.in_several)))
    return _part_rows(rows)


def years(count: float) -> str:
    """'2' or '2,1'."""
    return f"{count:.1f}".replace(".", ",").removesuffix(",0")


def _part_rows(rows: Sequence[tuple[str, Sequence[int]]]) -> tuple[tuple[str, ...], ...]:
    figures = [(name, sum(load[:_SOON]), sum(load[:_YEAR]), sum(load)) for name, load in rows]
    figures.sort(key=lambda row: (-row[3], row[0]))
    found = [_row(*row) for row in figures]
    if figures:
        soon, year, in_all = (sum(one) for one in zip(*(row[1:] for row in figures), strict=True))
        found.append(_row(_tr("Samen"), soon, year, in_all))
    return tuple(found)


def _row(name: str, *figures: int) -> tuple[str, ...]:
    return (name, *(texts.number(one) for one in figures))


def _over_sentence(month: MonthLoad) -> str:
    name = texts.capital(texts.month(month.month))
    found = [_tr("{0}: {1} te veel.").format(name, texts.number(month.over))]
    people = [
        texts.counted(count, _tr(_LAST_CHANCES[group][0]), _tr(_LAST_CHANCES[group][1]))
        for group, count in month.last_chance.items()
        if group in _LAST_CHANCES
    ]
    if people:
        found.append(_tr("Voor {0} is dat de laatste maand.").format(_listed(people)))
    if month.asked:
        found.append(
            texts.counted(
                month.asked,
                _tr("{0} inwoner vroeg zelf om een bezoek."),
                _tr("{0} inwoners vroegen zelf om een bezoek."),
            )
        )
    if month.without_visitor:
        found.append(
            texts.counted(
                month.without_visitor,
                _tr("{0} inwoner wacht al op een bezoeker."),
                _tr("{0} inwoners wachten al op een bezoeker."),
            )
        )
    return " ".join(found)


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _tr("{0} en {1}").format(", ".join(parts[:-1]), parts[-1])


def _rule() -> str:
    return _tr("Wie zelf vroeg, komt eerst. Daarna komt wie het langst geen contact had.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("forecast", text)
