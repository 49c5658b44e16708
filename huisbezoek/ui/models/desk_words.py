"""The words of a coordinator's page Uitwisselen: packing slips, files that wait, and laptops."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.exchange_desk import Unreachable, UnreachablePerson
from huisbezoek.model.usecases.exchange_view import ExchangeView
from huisbezoek.model.usecases.packing_slip import (
    PackedContents,
    PackedPerson,
    PackedWhy,
    PackingSlip,
)
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models import card_field_words, exchange_words

# On the chip, and after a number in the note of a slip.
_WHY: Final[Mapping[PackedWhy, tuple[str, str]]] = {
    PackedWhy.NEW: (
        QT_TRANSLATE_NOOP("exchange", "nieuw op deze laptop"),
        QT_TRANSLATE_NOOP("exchange", "{0} nieuw"),
    ),
    PackedWhy.CHANGED: (
        QT_TRANSLATE_NOOP("exchange", "gewijzigd"),
        QT_TRANSLATE_NOOP("exchange", "{0} gewijzigd"),
    ),
    PackedWhy.HANDED_OVER: (
        QT_TRANSLATE_NOOP("exchange", "overgenomen"),
        QT_TRANSLATE_NOOP("exchange", "{0} overgenomen van een ander"),
    ),
    PackedWhy.ENDED: (
        QT_TRANSLATE_NOOP("exchange", "gaat van de laptop af"),
        QT_TRANSLATE_NOOP("exchange", "{0} van de laptop af"),
    ),
    PackedWhy.ERASED: (
        QT_TRANSLATE_NOOP("exchange", "wordt gewist"),
        QT_TRANSLATE_NOOP("exchange", "{0} gewist"),
    ),
    PackedWhy.AGAIN: (
        QT_TRANSLATE_NOOP("exchange", "nog eens"),
        QT_TRANSLATE_NOOP("exchange", "{0} nog eens, want nog niet bevestigd"),
    ),
}
WHY_ORDER: Final = tuple(_WHY)
"""What is new or changed comes first on a slip."""

_PEOPLE: Final = "residents"

_PROGRESS: Final[Mapping[str, str]] = {
    "begin": QT_TRANSLATE_NOOP("exchange", "Bezig."),
    "pack": QT_TRANSLATE_NOOP("exchange", "Paklijst {0} van {1} wordt gemaakt."),
    "write": QT_TRANSLATE_NOOP("exchange", "Bestand {0} van {1} wordt gemaakt."),
    "check": QT_TRANSLATE_NOOP("exchange", "Bestand {0} van {1} wordt bekeken."),
    "read": QT_TRANSLATE_NOOP("exchange", "Bestand {0} van {1} wordt gelezen."),
    "wipe": QT_TRANSLATE_NOOP("exchange", "Wat gewist is, gaat ook uit de reservekopieën."),
}


def why(reason: PackedWhy) -> str:
    """The word on the chip: 'nieuw op deze laptop', 'gewijzigd'."""
    return _tr(_WHY[reason][0])


def slip_note(slip: PackingSlip | PackedContents) -> str:
    """'3 inwoners: 1 nieuw en 2 gewijzigd'; for a coordinator what goes along in numbers."""
    found = Counter(person.why for person in slip.people)
    if not found:
        return slip_others(slip) or nothing_new()
    one = QT_TRANSLATE_NOOP("exchange", "{0} inwoner")
    several = QT_TRANSLATE_NOOP("exchange", "{0} inwoners")
    people = texts.counted(len(slip.people), _tr(one), _tr(several))
    parts = [_tr(_WHY[reason][1]).format(found[reason]) for reason in WHY_ORDER if found[reason]]
    return _tr(QT_TRANSLATE_NOOP("exchange", "{0}: {1}")).format(
        people, exchange_words.listed(parts)
    )


def news_note(news: PackedContents) -> str:
    """As `slip_note`; of a coordinator, who gets everything, only that there is something."""
    if news.people or news.others:
        return slip_note(news)
    return _tr(QT_TRANSLATE_NOOP("exchange", "er is iets nieuws"))


def slip_details(person: PackedPerson) -> str:
    """'Adres, telefoonnummer, 2 verslagen': what of this person goes along."""
    parts = list(card_field_words.field_words(person.fields))
    if person.documents:
        parts.append(exchange_words.kinds(person.documents))
    return texts.capital(", ".join(parts))


def slip_others(slip: PackingSlip | PackedContents) -> str:
    """What goes along that is not about one of the people of the slip; '' when nothing does."""
    parts = []
    count = slip.others.get(_PEOPLE, 0)
    if count:
        one = QT_TRANSLATE_NOOP("exchange", "{0} inwoner")
        several = QT_TRANSLATE_NOOP("exchange", "{0} inwoners")
        parts.append(texts.counted(count, _tr(one), _tr(several)))
    rest = {kind: count for kind, count in slip.others.items() if kind != _PEOPLE and count}
    if rest:
        parts.append(exchange_words.kinds(rest))
    also = _tr(QT_TRANSLATE_NOOP("exchange", "Ook: {0}")) if slip.people else "{0}"
    return also.format(", ".join(parts)) if parts else ""


def nothing_new() -> str:
    """What a file says when it only confirms what came in."""
    return _tr(QT_TRANSLATE_NOOP("exchange", "niets nieuws, alleen wat hier is ontvangen"))


def unreachable(person: UnreachablePerson) -> str:
    """Why no file can be made for somebody, in one sentence."""
    if person.why is Unreachable.REVOKED:
        words = QT_TRANSLATE_NOOP(
            "exchange", "{0}: deze laptop doet niet meer mee. Er gaat niets meer naartoe."
        )
        return _tr(words).format(person.name)
    words = QT_TRANSLATE_NOOP(
        "exchange",
        "{0}: het startbestand van {1} is nog niet beantwoord. "
        "Daarna kunt u hier een bestand meegeven.",
    )
    return _tr(words).format(person.name, _day(person.since))


def gap(name: str, missing: tuple[int, ...]) -> str:
    """Which files of this person never came: 'Bestand 7 van Anna ontbreekt.'."""
    numbers = exchange_words.listed([str(one) for one in missing])
    one = QT_TRANSLATE_NOOP(
        "exchange", "Bestand {1} van {0} ontbreekt. De volgende keer vraagt het programma erom."
    )
    several = QT_TRANSLATE_NOOP(
        "exchange",
        "De bestanden {1} van {0} ontbreken. De volgende keer vraagt het programma erom.",
    )
    return _tr(one if len(missing) == 1 else several).format(name, numbers)


def last_time(view: ExchangeView) -> str:
    """When something went or came last."""
    last = max((line.at for line in (*view.received[:1], *view.sent[:1])), default=None)
    if last is None:
        return _tr(QT_TRANSLATE_NOOP("exchange", "U hebt nog nooit uitgewisseld."))
    words = QT_TRANSLATE_NOOP("exchange", "Laatst gedaan: {0}.")
    return _tr(words).format(texts.moment(local(last)))


def progress(what: str, done: int = 0, total: int = 0) -> str:
    """How far it is: 'Bestand 2 van 5 wordt gemaakt.'."""
    return _tr(_PROGRESS[what]).format(max(done, 1), total)


def choose_folder() -> str:
    """The title of the window that asks for a folder."""
    return _tr(QT_TRANSLATE_NOOP("exchange", "Kies de stick of de map"))


def choose_file() -> str:
    """The title of the window that asks for a file."""
    return _tr(QT_TRANSLATE_NOOP("exchange", "Kies het bestand"))


def nameless() -> str:
    """A laptop of which nobody is known."""
    return _tr(QT_TRANSLATE_NOOP("exchange", "Laptop zonder naam"))


def local(when: datetime) -> datetime:
    """The moment on the clock of this computer."""
    return when.astimezone() if when.tzinfo is not None else when


def _day(day: date | None) -> str:
    return texts.plain_date(day) if day is not None else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("exchange", text)
