"""What an exchange brought or took along, in words and numbers; never a resident's name."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.ports.exchange import AlreadyReadError
from huisbezoek.model.usecases.ports.sealed_bundles import BundleNotForKeyError
from huisbezoek.ui import errors, texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.exchange_steps import Refused

# Per kind of operation: one, several.
_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "report_handed_in": (
        QT_TRANSLATE_NOOP("exchange", "{0} verslag"),
        QT_TRANSLATE_NOOP("exchange", "{0} verslagen"),
    ),
    "visit_held": (
        QT_TRANSLATE_NOOP("exchange", "{0} bezoek geweest"),
        QT_TRANSLATE_NOOP("exchange", "{0} bezoeken geweest"),
    ),
    "call_logged": (
        QT_TRANSLATE_NOOP("exchange", "{0} keer gebeld"),
        QT_TRANSLATE_NOOP("exchange", "{0} keer gebeld"),
    ),
    "appointment_made": (
        QT_TRANSLATE_NOOP("exchange", "{0} afspraak"),
        QT_TRANSLATE_NOOP("exchange", "{0} afspraken"),
    ),
    "assigned": (
        QT_TRANSLATE_NOOP("exchange", "{0} inwoner toegewezen"),
        QT_TRANSLATE_NOOP("exchange", "{0} inwoners toegewezen"),
    ),
    "visit_planned": (
        QT_TRANSLATE_NOOP("exchange", "{0} bezoek gepland"),
        QT_TRANSLATE_NOOP("exchange", "{0} bezoeken gepland"),
    ),
    "invitation_sent": (
        QT_TRANSLATE_NOOP("exchange", "{0} brief verstuurd"),
        QT_TRANSLATE_NOOP("exchange", "{0} brieven verstuurd"),
    ),
    "opted_out": (
        QT_TRANSLATE_NOOP("exchange", "{0} inwoner wil geen bezoek"),
        QT_TRANSLATE_NOOP("exchange", "{0} inwoners willen geen bezoek"),
    ),
    "report_added": (
        QT_TRANSLATE_NOOP("exchange", "{0} aanvulling op een verslag"),
        QT_TRANSLATE_NOOP("exchange", "{0} aanvullingen op verslagen"),
    ),
    "appointment_cancelled": (
        QT_TRANSLATE_NOOP("exchange", "{0} afgezegde afspraak"),
        QT_TRANSLATE_NOOP("exchange", "{0} afgezegde afspraken"),
    ),
    "not_at_home": (
        QT_TRANSLATE_NOOP("exchange", "{0} keer niet thuis"),
        QT_TRANSLATE_NOOP("exchange", "{0} keer niet thuis"),
    ),
    "aftercare_done": (
        QT_TRANSLATE_NOOP("exchange", "{0} keer nazorg"),
        QT_TRANSLATE_NOOP("exchange", "{0} keer nazorg"),
    ),
    "card": (
        QT_TRANSLATE_NOOP("exchange", "{0} wijziging op een kaart"),
        QT_TRANSLATE_NOOP("exchange", "{0} wijzigingen op kaarten"),
    ),
}


def kinds(counts: Mapping[str, int]) -> str:
    """'2 verslagen, 5 keer gebeld en 12 andere gegevens'; says so when there is nothing new."""
    return listed(kind_lines(counts)) or _tr(QT_TRANSLATE_NOOP("exchange", "Niets nieuws"))


def kind_lines(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The same as lines: '2 verslagen', '5 keer gebeld', '12 andere gegevens'."""
    parts = [
        texts.counted(counts[kind], _tr(one), _tr(several))
        for kind, (one, several) in _KINDS.items()
        if counts.get(kind)
    ]
    rest = sum(count for kind, count in counts.items() if kind not in _KINDS)
    if rest:
        one = QT_TRANSLATE_NOOP("exchange", "{0} ander gegeven")
        several = QT_TRANSLATE_NOOP("exchange", "{0} andere gegevens")
        parts.append(texts.counted(rest, _tr(one), _tr(several)))
    return tuple(parts)


def packing_slip(residents: int, operations: int) -> str:
    """'4 inwoners, 120 gegevens': what is in a file, in numbers."""
    one = QT_TRANSLATE_NOOP("exchange", "{0} inwoner")
    several = QT_TRANSLATE_NOOP("exchange", "{0} inwoners")
    people = f"{texts.counted(residents, _tr(one), _tr(several))}, " if residents else ""
    return f"{people}{sent(operations)}"


def sent(operations: int) -> str:
    """'120 gegevens', or that there was nothing new to send."""
    if not operations:
        return _tr(QT_TRANSLATE_NOOP("exchange", "niets nieuws"))
    one = QT_TRANSLATE_NOOP("exchange", "{0} gegeven")
    return texts.counted(operations, _tr(one), _tr(QT_TRANSLATE_NOOP("exchange", "{0} gegevens")))


def incomplete(count: int, whom: Sequence[str]) -> tuple[str, str]:
    """That something has not arrived yet, and what to do: a title and a sentence.

    `whom` are the names of who can send it; nobody when that is not known.
    """
    title = QT_TRANSLATE_NOOP("exchange", "Er ontbreekt nog iets uit een eerder bestand.")
    one = QT_TRANSLATE_NOOP("exchange", "Dat gaat om {0} inwoner of bezoek.")
    several = QT_TRANSLATE_NOOP("exchange", "Dat gaat om {0} inwoners of bezoeken.")
    ask = QT_TRANSLATE_NOOP(
        "exchange", "Vraag {0} om opnieuw een bestand voor u te maken. Lees dat hier."
    )
    sender = _tr(QT_TRANSLATE_NOOP("exchange", "wie u bestanden geeft"))
    todo = _tr(ask).format(listed(whom) or sender)
    return _tr(title), f"{texts.counted(count, _tr(one), _tr(several))} {todo}"


def refusals(refused: Sequence[Refused]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sentences about refused files: those that need somebody, and those that are only said.

    Files read before or meant for somebody else are ordinary on a shared stick: one sentence each.
    """
    quiet: list[str] = []
    read = sum(isinstance(one.error, AlreadyReadError) for one in refused)
    others = sum(isinstance(one.error, BundleNotForKeyError) for one in refused)
    if read:
        one = QT_TRANSLATE_NOOP("exchange", "{0} bestand was al eerder gelezen.")
        several = QT_TRANSLATE_NOOP("exchange", "{0} bestanden waren al eerder gelezen.")
        quiet.append(texts.counted(read, _tr(one), _tr(several)))
    if others:
        one = QT_TRANSLATE_NOOP("exchange", "{0} bestand is voor iemand anders en blijft staan.")
        several = QT_TRANSLATE_NOOP(
            "exchange", "{0} bestanden zijn voor iemand anders en blijven staan."
        )
        quiet.append(texts.counted(others, _tr(one), _tr(several)))
    loud = [
        f"{one.name}: {errors.sentence(one.error)}"
        for one in refused
        if not isinstance(one.error, AlreadyReadError | BundleNotForKeyError)
    ]
    return tuple(loud), tuple(quiet)


def listed(parts: Sequence[str]) -> str:
    """'a, b en c'."""
    if len(parts) < len(("one", "two")):
        return "".join(parts)
    last = _tr(QT_TRANSLATE_NOOP("exchange", "{0} en {1}"))
    return last.format(", ".join(parts[:-1]), parts[-1])


def _tr(text: str) -> str:
    return QCoreApplication.translate("exchange", text)
