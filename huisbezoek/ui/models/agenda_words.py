"""Words of the agenda: holidays, what to think of, day parts, weeks and appointments."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.agenda import AgendaWarning
from huisbezoek.model.domain.availability import DAY_PARTS, AwayPeriod, is_away
from huisbezoek.model.domain.events import ContactKind
from huisbezoek.model.domain.holidays import Holiday, holiday
from huisbezoek.model.usecases.agenda import AgendaItem
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

HOLIDAYS: Final[Mapping[Holiday, str]] = {
    Holiday.NEW_YEAR: QT_TRANSLATE_NOOP("agenda", "Nieuwjaarsdag"),
    Holiday.GOOD_FRIDAY: QT_TRANSLATE_NOOP("agenda", "Goede Vrijdag"),
    Holiday.EASTER: QT_TRANSLATE_NOOP("agenda", "Eerste Paasdag"),
    Holiday.EASTER_MONDAY: QT_TRANSLATE_NOOP("agenda", "Tweede Paasdag"),
    Holiday.KINGS_DAY: QT_TRANSLATE_NOOP("agenda", "Koningsdag"),
    Holiday.LIBERATION_DAY: QT_TRANSLATE_NOOP("agenda", "Bevrijdingsdag"),
    Holiday.ASCENSION: QT_TRANSLATE_NOOP("agenda", "Hemelvaartsdag"),
    Holiday.PENTECOST: QT_TRANSLATE_NOOP("agenda", "Eerste Pinksterdag"),
    Holiday.PENTECOST_MONDAY: QT_TRANSLATE_NOOP("agenda", "Tweede Pinksterdag"),
    Holiday.CHRISTMAS: QT_TRANSLATE_NOOP("agenda", "Eerste Kerstdag"),
    Holiday.SECOND_CHRISTMAS: QT_TRANSLATE_NOOP("agenda", "Tweede Kerstdag"),
}
# Whole sentences; {0} is the holiday where there is one, {1} the months of the turn.
WARNINGS: Final[Mapping[AgendaWarning, str]] = {
    AgendaWarning.HOLIDAY: QT_TRANSLATE_NOOP("agenda", "Het is dan {0}."),
    AgendaWarning.WEEKEND: QT_TRANSLATE_NOOP("agenda", "Het is dan weekend."),
    AgendaWarning.EARLY: QT_TRANSLATE_NOOP("agenda", "Dat is vroeg: voor 9 uur."),
    AgendaWarning.EVENING: QT_TRANSLATE_NOOP("agenda", "Het is dan avond."),
    AgendaWarning.PAST: QT_TRANSLATE_NOOP("agenda", "Die tijd is al voorbij."),
    AgendaWarning.DOUBLE: QT_TRANSLATE_NOOP("agenda", "Er staat dan al een andere afspraak."),
    AgendaWarning.OUTSIDE_TURN: QT_TRANSLATE_NOOP("agenda", "Deze inwoner is aan de beurt {1}."),
    AgendaWarning.AWAY: QT_TRANSLATE_NOOP("agenda", "De bezoeker is er dan niet."),
    AgendaWarning.NOT_AVAILABLE: QT_TRANSLATE_NOOP(
        "agenda", "De bezoeker kan liever niet op dat deel van de week."
    ),
}
# The same in a few words, for a chip.
SHORT_WARNINGS: Final[Mapping[AgendaWarning, str]] = {
    AgendaWarning.HOLIDAY: QT_TRANSLATE_NOOP("agenda", "feestdag"),
    AgendaWarning.WEEKEND: QT_TRANSLATE_NOOP("agenda", "weekend"),
    AgendaWarning.EARLY: QT_TRANSLATE_NOOP("agenda", "vroeg"),
    AgendaWarning.EVENING: QT_TRANSLATE_NOOP("agenda", "avond"),
    AgendaWarning.PAST: QT_TRANSLATE_NOOP("agenda", "al voorbij"),
    AgendaWarning.DOUBLE: QT_TRANSLATE_NOOP("agenda", "twee afspraken tegelijk"),
    AgendaWarning.OUTSIDE_TURN: QT_TRANSLATE_NOOP("agenda", "buiten de beurt"),
    AgendaWarning.AWAY: QT_TRANSLATE_NOOP("agenda", "bezoeker is er niet"),
    AgendaWarning.NOT_AVAILABLE: QT_TRANSLATE_NOOP("agenda", "liever niet dan"),
}
KINDS: Final[Mapping[ContactKind, str]] = {
    ContactKind.WALK: QT_TRANSLATE_NOOP("agenda", "Wandeling."),
    ContactKind.ELSEWHERE: QT_TRANSLATE_NOOP("agenda", "Op een andere plek."),
    ContactKind.TELEPHONE: QT_TRANSLATE_NOOP("agenda", "Gesprek per telefoon."),
    ContactKind.VIDEO_CALL: QT_TRANSLATE_NOOP("agenda", "Beeldbellen."),
}
_TITLES: Final = (
    QT_TRANSLATE_NOOP("agenda", "meneer en mevrouw"),
    QT_TRANSLATE_NOOP("agenda", "mevrouw"),
    QT_TRANSLATE_NOOP("agenda", "meneer"),
)
_PARTS: Final = (
    QT_TRANSLATE_NOOP("agenda", "{0}ochtend"),
    QT_TRANSLATE_NOOP("agenda", "{0}middag"),
    QT_TRANSLATE_NOOP("agenda", "{0}avond"),
)


def everybody() -> str:
    """The agenda of all visitors together."""
    return say(QT_TRANSLATE_NOOP("agenda", "Alle bezoekers"))


def say(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("agenda", text)


def holiday_name(day: date) -> str:
    """'Eerste Kerstdag', or nothing on an ordinary day."""
    found = holiday(day)
    return say(HOLIDAYS[found]) if found is not None else ""


def day_note(day: date, away: Iterable[AwayPeriod], *, is_own: bool) -> str:
    """What is the matter with a day: a holiday, or nobody there."""
    gone = ""
    if is_away(away, day):
        gone = say(
            QT_TRANSLATE_NOOP("agenda", "U bent er niet")
            if is_own
            else QT_TRANSLATE_NOOP("agenda", "Is er niet")
        )
    return ". ".join(part for part in (holiday_name(day), gone) if part)


def warning_sentences(
    warnings: Iterable[AgendaWarning], day: date, turn: tuple[date, date] | None
) -> str:
    """What to think of on a day, in sentences; of a day outside the turn when the turn is."""
    months = texts.between_months(*turn) if turn is not None else ""
    return " ".join(say(WARNINGS[one]).format(holiday_name(day), months) for one in warnings)


def remarks(item: AgendaItem) -> str:
    """What to think of at an appointment, in sentences."""
    return warning_sentences(item.warnings, item.appointment.starts.date(), item.turn)


def chip(item: AgendaItem) -> str:
    """The few words of the first thing to think of; nothing when there is none."""
    coming = [one for one in item.warnings if one is not AgendaWarning.PAST]
    return say(SHORT_WARNINGS[coming[0]]) if coming else ""


def state(item: AgendaItem) -> str:
    """Whether the resident was reminded."""
    if item.appointment.confirmed:
        return say(QT_TRANSLATE_NOOP("agenda", "bevestigd"))
    return say(QT_TRANSLATE_NOOP("agenda", "nog niet bevestigd"))


def about(item: AgendaItem) -> str:
    """What was agreed besides day and time, in sentences."""
    made = item.appointment
    length = say(QT_TRANSLATE_NOOP("agenda", "{0} minuten.")).format(made.minutes)
    kind = say(KINDS[made.contact_kind]) if made.contact_kind in KINDS else ""
    details = (made.place, made.present, made.needs)
    told = (f"{texts.capital(one.rstrip('.'))}." for one in details if one)
    return " ".join(part for part in (length, kind, *told) if part)


def about_with_visitor(item: AgendaItem) -> str:
    """As `about`, with who comes."""
    return " ".join(part for part in (f"{item.visitor_name}.", about(item)) if part != ".")


def surname(item: AgendaItem) -> str:
    """The name without 'mevrouw' or 'meneer', where there is little room."""
    name = item.card.name
    for title in _TITLES:
        name = name.removeprefix(f"{say(title)} ")
    return texts.capital(name)


def spoken(item: AgendaItem) -> str:
    """What the screen reader hears of an appointment."""
    parts = (
        texts.capital(item.card.name),
        item.card.row.address_line,
        state(item),
        about(item).rstrip("."),
        item.visitor_name,
        remarks(item).rstrip("."),
    )
    return ". ".join(part for part in parts if part)


def stretch(period: AwayPeriod) -> str:
    """'Van 12 juli tot en met 1 augustus 2027', or one day."""
    if period.first == period.last:
        return texts.capital(texts.long_date(period.first))
    words = say(QT_TRANSLATE_NOOP("agenda", "{0} tot en met {1}"))
    same_year = period.first.year == period.last.year
    first = texts.plain_date(period.first)
    if same_year:
        first = first.rsplit(" ", 1)[0]
    return words.format(first, texts.plain_date(period.last))


def week_of(first: date, last: date) -> str:
    """'23 tot en met 29 november 2026'."""
    return (
        stretch(AwayPeriod(first, last))
        if first.month != last.month
        else say(QT_TRANSLATE_NOOP("agenda", "{0} tot en met {1}")).format(
            first.day, texts.plain_date(last)
        )
    )


def part_heads() -> tuple[str, ...]:
    """The parts of a day: 'Ochtend', 'Middag', 'Avond'."""
    return tuple(texts.capital(say(one).format("")) for one in _PARTS)


def day_parts() -> tuple[tuple[str, str], ...]:
    """The parts of the working week with their words: 'maandagochtend'."""
    return tuple(
        (
            code,
            texts.capital(
                say(_PARTS[place % len(_PARTS)]).format(
                    texts.say(texts.WEEKDAYS[place // len(_PARTS)])
                )
            ),
        )
        for place, code in enumerate(DAY_PARTS)
    )


def moment_with_comma(when: datetime) -> str:
    """'woensdag 3 maart, 14.30 uur'."""
    return f"{texts.long_date(when.date(), year=False)}, {texts.clock(when)}"
