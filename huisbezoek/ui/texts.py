"""Dutch words for codes, dates and numbers; every page says the same thing in the same words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.consent import ConsentAnswer, Purpose
from huisbezoek.model.domain.cycle import DuePeriod, DueReason
from huisbezoek.model.domain.residents import ResidentStatus
from huisbezoek.model.domain.target_groups import DEFAULT_TERMS, CycleTerms
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

MONTHS: Final = (
    QT_TRANSLATE_NOOP("texts", "januari"),
    QT_TRANSLATE_NOOP("texts", "februari"),
    QT_TRANSLATE_NOOP("texts", "maart"),
    QT_TRANSLATE_NOOP("texts", "april"),
    QT_TRANSLATE_NOOP("texts", "mei"),
    QT_TRANSLATE_NOOP("texts", "juni"),
    QT_TRANSLATE_NOOP("texts", "juli"),
    QT_TRANSLATE_NOOP("texts", "augustus"),
    QT_TRANSLATE_NOOP("texts", "september"),
    QT_TRANSLATE_NOOP("texts", "oktober"),
    QT_TRANSLATE_NOOP("texts", "november"),
    QT_TRANSLATE_NOOP("texts", "december"),
)
SHORT_MONTHS: Final = (
    QT_TRANSLATE_NOOP("texts", "jan"),
    QT_TRANSLATE_NOOP("texts", "feb"),
    QT_TRANSLATE_NOOP("texts", "mrt"),
    QT_TRANSLATE_NOOP("texts", "apr"),
    QT_TRANSLATE_NOOP("texts", "mei"),
    QT_TRANSLATE_NOOP("texts", "jun"),
    QT_TRANSLATE_NOOP("texts", "jul"),
    QT_TRANSLATE_NOOP("texts", "aug"),
    QT_TRANSLATE_NOOP("texts", "sep"),
    QT_TRANSLATE_NOOP("texts", "okt"),
    QT_TRANSLATE_NOOP("texts", "nov"),
    QT_TRANSLATE_NOOP("texts", "dec"),
)
WEEKDAYS: Final = (
    QT_TRANSLATE_NOOP("texts", "maandag"),
    QT_TRANSLATE_NOOP("texts", "dinsdag"),
    QT_TRANSLATE_NOOP("texts", "woensdag"),
    QT_TRANSLATE_NOOP("texts", "donderdag"),
    QT_TRANSLATE_NOOP("texts", "vrijdag"),
    QT_TRANSLATE_NOOP("texts", "zaterdag"),
    QT_TRANSLATE_NOOP("texts", "zondag"),
)

# {0} is the age from which people are asked.
GROUPS: Final[Mapping[str, str]] = {
    "age75": QT_TRANSLATE_NOOP("texts", "{0} jaar of ouder"),
    "former_carer": QT_TRANSLATE_NOOP("texts", "voormalig mantelzorger"),
    "carer": QT_TRANSLATE_NOOP("texts", "mantelzorger"),
    "pension": QT_TRANSLATE_NOOP("texts", "rond pensioen"),
    "on_request": QT_TRANSLATE_NOOP("texts", "op verzoek"),
}

VISIT_STATUSES: Final[Mapping[VisitStatus, str]] = {
    VisitStatus.PLANNED: QT_TRANSLATE_NOOP("texts", "brief klaarmaken"),
    VisitStatus.INVITED: QT_TRANSLATE_NOOP("texts", "uitgenodigd"),
    VisitStatus.CALLING: QT_TRANSLATE_NOOP("texts", "bellen"),
    VisitStatus.CARD_SENT: QT_TRANSLATE_NOOP("texts", "kaartje gestuurd"),
    VisitStatus.TO_SCHEDULE: QT_TRANSLATE_NOOP("texts", "afspraak maken"),
    VisitStatus.SCHEDULED: QT_TRANSLATE_NOOP("texts", "afspraak gemaakt"),
    VisitStatus.CONFIRMED: QT_TRANSLATE_NOOP("texts", "afspraak bevestigd"),
    VisitStatus.NOT_HOME: QT_TRANSLATE_NOOP("texts", "niet thuis"),
    VisitStatus.HELD: QT_TRANSLATE_NOOP("texts", "bezoek geweest"),
    VisitStatus.REPORT_DRAFT: QT_TRANSLATE_NOOP("texts", "verslag afmaken"),
    VisitStatus.REPORT_SUBMITTED: QT_TRANSLATE_NOOP("texts", "verslag lezen"),
    VisitStatus.FOLLOW_UP: QT_TRANSLATE_NOOP("texts", "vervolg loopt"),
    VisitStatus.AFTERCARE: QT_TRANSLATE_NOOP("texts", "bellen hoe het gaat"),
    VisitStatus.CLOSED_DONE: QT_TRANSLATE_NOOP("texts", "afgerond"),
    VisitStatus.CLOSED_DECLINED: QT_TRANSLATE_NOOP("texts", "wil niet"),
    VisitStatus.CLOSED_DEFERRED: QT_TRANSLATE_NOOP("texts", "liever later"),
    VisitStatus.CLOSED_UNREACHED: QT_TRANSLATE_NOOP("texts", "niet bereikt"),
    VisitStatus.CLOSED_CANCELLED: QT_TRANSLATE_NOOP("texts", "vervallen"),
}

RESIDENT_STATUSES: Final[Mapping[ResidentStatus, str]] = {
    ResidentStatus.IMPORTED: QT_TRANSLATE_NOOP("texts", "nog niet aan de beurt"),
    ResidentStatus.ELIGIBLE: QT_TRANSLATE_NOOP("texts", "aan de beurt"),
    ResidentStatus.IN_ROUND: QT_TRANSLATE_NOOP("texts", "in de ronde"),
    ResidentStatus.WAITING: QT_TRANSLATE_NOOP("texts", "volgende keer"),
    ResidentStatus.DEFERRED: QT_TRANSLATE_NOOP("texts", "liever later"),
    ResidentStatus.OPTED_OUT: QT_TRANSLATE_NOOP("texts", "geen contact meer"),
    ResidentStatus.EXCLUDED: QT_TRANSLATE_NOOP("texts", "wordt niet bezocht"),
    ResidentStatus.MOVED: QT_TRANSLATE_NOOP("texts", "verhuisd"),
    ResidentStatus.DECEASED: QT_TRANSLATE_NOOP("texts", "overleden"),
}

# {0} is the month or day of `since`, {1} the length of the cycle in words, {2} the age from which
# people are asked, {3} how long after a loss a visit is offered.
DUE_SENTENCES: Final[Mapping[DueReason, str]] = {
    DueReason.BECAME_75: QT_TRANSLATE_NOOP(
        "texts", "Is {2} jaar geworden. Dan komen wij kennismaken."
    ),
    DueReason.CYCLE_AFTER_VISIT: QT_TRANSLATE_NOOP(
        "texts", "Het vorige bezoek was op {0} en wij komen elke {1}."
    ),
    DueReason.CYCLE_AFTER_CONTACT: QT_TRANSLATE_NOOP(
        "texts", "Het vorige contact was op {0} en wij vragen het elke {1} opnieuw."
    ),
    DueReason.NEVER_VISITED: QT_TRANSLATE_NOOP(
        "texts", "Is {2} jaar of ouder en is nog niet eerder bezocht."
    ),
    DueReason.LOSS: QT_TRANSLATE_NOOP(
        "texts",
        "Zorgde voor een naaste, die in {0} is overleden. Na {3} bieden wij een gesprek aan.",
    ),
    DueReason.CARER: QT_TRANSLATE_NOOP(
        "texts", "Zorgt sinds {0} voor een naaste. Wij komen vragen hoe dat gaat."
    ),
    DueReason.PENSION_WINDOW: QT_TRANSLATE_NOOP(
        "texts", "De AOW is in {0} begonnen. Rond die tijd bieden wij een gesprek aan."
    ),
    DueReason.REQUESTED: QT_TRANSLATE_NOOP("texts", "Op {0} is om een bezoek gevraagd."),
    DueReason.WANTS_REPEAT: QT_TRANSLATE_NOOP(
        "texts", "Wil graag dat wij terugkomen. Het vorige bezoek was in {0}."
    ),
    DueReason.DEFERRED: QT_TRANSLATE_NOOP("texts", "Vroeg om vanaf {0} terug te komen."),
}
# The same reasons when the day is still to come.
_DUE_SENTENCES_AHEAD: Final[Mapping[DueReason, str]] = {
    DueReason.BECAME_75: QT_TRANSLATE_NOOP(
        "texts", "Wordt in {0} {2} jaar. Dan komen wij kennismaken."
    ),
    DueReason.PENSION_WINDOW: QT_TRANSLATE_NOOP(
        "texts", "De AOW begint in {0}. Rond die tijd bieden wij een gesprek aan."
    ),
}
# The same reasons when the day is not known.
DUE_SENTENCES_WITHOUT_DAY: Final[Mapping[DueReason, str]] = {
    DueReason.CYCLE_AFTER_VISIT: QT_TRANSLATE_NOOP(
        "texts", "Is eerder bezocht en wij komen elke {1}."
    ),
    DueReason.CYCLE_AFTER_CONTACT: QT_TRANSLATE_NOOP(
        "texts", "Er was eerder contact en wij vragen het elke {1} opnieuw."
    ),
    DueReason.LOSS: QT_TRANSLATE_NOOP("texts", "Zorgde voor een naaste, die is overleden."),
    DueReason.CARER: QT_TRANSLATE_NOOP(
        "texts", "Zorgt voor een naaste. Wij komen vragen hoe dat gaat."
    ),
    DueReason.PENSION_WINDOW: QT_TRANSLATE_NOOP(
        "texts", "De AOW begint. Rond die tijd bieden wij een gesprek aan."
    ),
    DueReason.REQUESTED: QT_TRANSLATE_NOOP("texts", "Er is om een bezoek gevraagd."),
    DueReason.WANTS_REPEAT: QT_TRANSLATE_NOOP("texts", "Wil graag dat wij terugkomen."),
    DueReason.DEFERRED: QT_TRANSLATE_NOOP("texts", "Vroeg om later terug te komen."),
}
_NEAR_DAYS: Final = 180
_SAID_WITH_DAY: Final = frozenset(
    {
        DueReason.REQUESTED,
        DueReason.DEFERRED,
        DueReason.CYCLE_AFTER_VISIT,
        DueReason.CYCLE_AFTER_CONTACT,
    }
)

PURPOSES: Final[Mapping[Purpose, str]] = {
    Purpose.NOTES: QT_TRANSLATE_NOOP("texts", "Opschrijven wat er verteld wordt"),
    Purpose.HEALTH: QT_TRANSLATE_NOOP("texts", "Schrijven over gezondheid"),
    Purpose.REFERRAL: QT_TRANSLATE_NOOP("texts", "Doorgeven aan een ander"),
    Purpose.AFTERCARE: QT_TRANSLATE_NOOP("texts", "Bellen hoe het gaat"),
    Purpose.FAMILY: QT_TRANSLATE_NOOP("texts", "Contact met familie"),
    Purpose.QUALITY: QT_TRANSLATE_NOOP("texts", "Vragen wat beter kan"),
}
CONSENT_ANSWERS: Final[Mapping[ConsentAnswer, str]] = {
    ConsentAnswer.YES: QT_TRANSLATE_NOOP("texts", "ja"),
    ConsentAnswer.NO: QT_TRANSLATE_NOOP("texts", "nee"),
    ConsentAnswer.WITHDRAWN: QT_TRANSLATE_NOOP("texts", "ingetrokken"),
}

# Why a person on a list is not taken in, after a number: "21 mensen: ...".
REFUSALS: Final[Mapping[str, str]] = {
    "deceased": QT_TRANSLATE_NOOP("texts", "Overleden"),
    "secrecy": QT_TRANSLATE_NOOP(
        "texts", "Geheim adres: meld de gemeente dat deze mensen op de lijst staan"
    ),
    "suspended": QT_TRANSLATE_NOOP("texts", "Staat niet meer ingeschreven"),
    "other_municipality": QT_TRANSLATE_NOOP("texts", "Woont in een andere gemeente"),
    "no_address": QT_TRANSLATE_NOOP("texts", "Heeft geen adres"),
    "unreadable": QT_TRANSLATE_NOOP("texts", "De naam ontbreekt of een datum bestaat niet"),
}
WARNINGS: Final[Mapping[str, str]] = {
    "incomplete_birth_date": QT_TRANSLATE_NOOP("texts", "De geboortedatum is niet helemaal bekend"),
    "age_over_115": QT_TRANSLATE_NOOP("texts", "Ouder dan 115 jaar: klopt de geboortedatum?"),
    "letter_address": QT_TRANSLATE_NOOP("texts", "Het adres is een briefadres"),
}


def say(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("texts", text)


def long_date(day: date, *, year: bool = True) -> str:
    """'woensdag 3 maart 2027', or without the year."""
    words = f"{say(WEEKDAYS[day.weekday()])} {day.day} {say(MONTHS[day.month - 1])}"
    return f"{words} {day.year}" if year else words


def plain_date(day: date) -> str:
    """'3 maart 2027'."""
    return f"{day.day} {say(MONTHS[day.month - 1])} {day.year}"


def short_date(day: date) -> str:
    """'5 nov 2026'."""
    return f"{day.day} {say(SHORT_MONTHS[day.month - 1])} {day.year}"


def month(day: date) -> str:
    """'maart 2025'."""
    return f"{say(MONTHS[day.month - 1])} {day.year}"


def clock(when: datetime) -> str:
    """'14.00 uur'."""
    return say(QT_TRANSLATE_NOOP("texts", "{0} uur")).format(f"{when:%H.%M}".removeprefix("0"))


def moment(when: datetime) -> str:
    """'woensdag 3 maart om 14.00 uur'."""
    words = say(QT_TRANSLATE_NOOP("texts", "{0} om {1}"))
    return words.format(long_date(when.date(), year=False), clock(when))


def near_date(day: date, today: date) -> str:
    """'5 november', with the year when it is more than half a year away."""
    if abs((day - today).days) > _NEAR_DAYS:
        return plain_date(day)
    return f"{day.day} {say(MONTHS[day.month - 1])}"


def near_day(day: date, today: date) -> str:
    """'vrijdag' within a week, else '4 december'."""
    is_near = 0 < (day - today).days < len(WEEKDAYS)
    return say(WEEKDAYS[day.weekday()]) if is_near else near_date(day, today)


def ordinal(count: int) -> str:
    """'tweede'; from the fourth on '4e'."""
    known = {
        1: QT_TRANSLATE_NOOP("texts", "eerste"),
        2: QT_TRANSLATE_NOOP("texts", "tweede"),
        3: QT_TRANSLATE_NOOP("texts", "derde"),
    }
    return say(known.get(count, QT_TRANSLATE_NOOP("texts", "{0}e"))).format(count)


def near_moment(when: datetime, today: date) -> str:
    """'woensdag om 14.00 uur' within a week, else 'woensdag 3 maart om 14.00 uur'."""
    words = say(QT_TRANSLATE_NOOP("texts", "{0} om {1}"))
    if when.date() == today:
        return words.format(say(QT_TRANSLATE_NOOP("texts", "vandaag")), clock(when))
    if not 0 < (when.date() - today).days < len(WEEKDAYS):
        return moment(when)
    return words.format(say(WEEKDAYS[when.weekday()]), clock(when))


def days_ago(day: date, today: date) -> str:
    """'Vandaag', 'Gisteren', '5 dagen geleden'."""
    days = (today - day).days
    if days <= 0:
        return say(QT_TRANSLATE_NOOP("texts", "Vandaag"))
    if days == 1:
        return say(QT_TRANSLATE_NOOP("texts", "Gisteren"))
    return say(QT_TRANSLATE_NOOP("texts", "{0} dagen geleden")).format(number(days))


def between_months(opens: date, closes: date) -> str:
    """'tussen januari en mei 2027', 'tussen november 2026 en maart 2027', 'in maart 2027'."""
    if (opens.year, opens.month) == (closes.year, closes.month):
        return say(QT_TRANSLATE_NOOP("texts", "in {0}")).format(month(opens))
    first = say(MONTHS[opens.month - 1]) if opens.year == closes.year else month(opens)
    return say(QT_TRANSLATE_NOOP("texts", "tussen {0} en {1}")).format(first, month(closes))


def capital(text: str) -> str:
    """The text with a capital at its beginning; 'ij' counts as one letter."""
    if text[:2] == "ij":
        return "IJ" + text[2:]
    return text[:1].upper() + text[1:]


def number(count: int) -> str:
    """'1.131': whole numbers with a full stop per thousand."""
    return f"{count:,}".replace(",", ".")


def counted(count: int, one: str, several: str) -> str:
    """The fitting one of two translated texts, with {0} filled by the number."""
    return (one if count == 1 else several).format(number(count))


def waits(days: int) -> str:
    """'wacht 4 dagen': how long ordinary work waits, without blame."""
    return counted(
        days,
        say(QT_TRANSLATE_NOOP("texts", "wacht {0} dag")),
        say(QT_TRANSLATE_NOOP("texts", "wacht {0} dagen")),
    )


def cycle_length(months: int) -> str:
    """'2 jaar', 'jaar' or '18 maanden', after the word 'elke'."""
    years, rest = divmod(months, 12)
    if rest:
        return say(QT_TRANSLATE_NOOP("texts", "{0} maanden")).format(months)
    if years == 1:
        return say(QT_TRANSLATE_NOOP("texts", "jaar"))
    return say(QT_TRANSLATE_NOOP("texts", "{0} jaar")).format(years)


def after_months(months: int) -> str:
    """'een jaar', '2 jaar', 'een maand' or '14 maanden', after the word 'na'."""
    years, rest = divmod(months, 12)
    if months == 1:
        return say(QT_TRANSLATE_NOOP("texts", "een maand"))
    if years == 1 and not rest:
        return say(QT_TRANSLATE_NOOP("texts", "een jaar"))
    return cycle_length(months)


def group(code: str, age_from: int = DEFAULT_TERMS.age_from) -> str:
    """The words for a target group; an unknown code is shown as it is."""
    return say(GROUPS[code]).format(age_from) if code in GROUPS else code


def groups(codes: Iterable[str], age_from: int = DEFAULT_TERMS.age_from) -> str:
    """The words for several target groups in one line."""
    return ", ".join(group(code, age_from) for code in codes)


def visit_status(status: VisitStatus) -> str:
    """The words on the chip of a visit."""
    return say(VISIT_STATUSES[status])


def resident_status(status: ResidentStatus) -> str:
    """The words on the chip of a resident."""
    return say(RESIDENT_STATUSES[status])


def due_sentence(period: DuePeriod, terms: CycleTerms, today: date) -> str:
    """Why somebody is due, in one or two plain sentences; it names no birthday that is past."""
    more = (
        cycle_length(terms.cycle_months),
        terms.age_from,
        after_months(terms.former_carer_first_months),
    )
    if period.since is None:
        without = DUE_SENTENCES_WITHOUT_DAY.get(period.reason, DUE_SENTENCES[period.reason])
        return say(without).format("", *more)
    said = plain_date if period.reason in _SAID_WITH_DAY else month
    sentence = DUE_SENTENCES[period.reason]
    if period.since > today:
        sentence = _DUE_SENTENCES_AHEAD.get(period.reason, sentence)
    return say(sentence).format(said(period.since), *more)


def purpose(code: Purpose) -> str:
    """What permission is about."""
    return say(PURPOSES[code])


def consent_answer(code: ConsentAnswer) -> str:
    """The word on the chip of a permission."""
    return say(CONSENT_ANSWERS[code])


def refusal(code: str) -> str:
    """Why people on a list are not taken in; an unknown code is shown as it is."""
    return say(REFUSALS[code]) if code in REFUSALS else code


def warning(code: str) -> str:
    """What somebody should look at in a list; an unknown code is shown as it is."""
    return say(WARNINGS[code]) if code in WARNINGS else code
