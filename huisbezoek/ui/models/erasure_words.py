"""What people read about somebody who was erased: a number, a day and a reason, never a name."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.privacy import ErasureReason
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

_REASONS: Final[Mapping[str, str]] = {
    ErasureReason.REQUEST: QT_TRANSLATE_NOOP("erasure", "De inwoner vroeg erom."),
    ErasureReason.MISTAKE: QT_TRANSLATE_NOOP(
        "erasure", "De inwoner had hier niet mogen staan, bijvoorbeeld door een fout in een lijst."
    ),
    ErasureReason.TERM: QT_TRANSLATE_NOOP("erasure", "De bewaartermijn is voorbij."),
}
_SHORT_REASONS: Final[Mapping[str, str]] = {
    ErasureReason.REQUEST: QT_TRANSLATE_NOOP("erasure", "op verzoek"),
    ErasureReason.MISTAKE: QT_TRANSLATE_NOOP("erasure", "stond hier ten onrechte"),
    ErasureReason.TERM: QT_TRANSLATE_NOOP("erasure", "bewaartermijn voorbij"),
}
_DIGITS: Final = 4


def reason_words(reason: str) -> str:
    """The reason as a sentence; one of a later version is shown as it is."""
    return _tr(_REASONS[reason]) if reason in _REASONS else reason


def short_reason(reason: str) -> str:
    """The reason in two or three words; one of a later version is shown as it is."""
    return _tr(_SHORT_REASONS[reason]) if reason in _SHORT_REASONS else reason


def shown_number(resident: str) -> str:
    """The number that stays, short enough to tell by telephone: '3F07 91BC'."""
    number = resident.upper()
    return f"{number[:_DIGITS]} {number[_DIGITS : 2 * _DIGITS]}"


def confirmed_words(confirmed: Sequence[str], waiting: Sequence[str]) -> str:
    """'Gewist op 3 van de 5 laptops. Wacht op Anna Bos.'; `waiting` are names."""
    total = len(confirmed) + len(waiting)
    if not total:
        return _tr("Stond op geen enkele andere laptop.")
    if not waiting:
        return texts.counted(
            total,
            _tr("De laptop waarop het stond, heeft het wissen bevestigd."),
            _tr("Alle {0} laptops hebben het wissen bevestigd."),
        )
    names = ", ".join(waiting)
    if total == 1:
        words = _tr("De laptop waarop het stond, heeft dit nog niet bevestigd. Wacht op {0}.")
        return words.format(names)
    words = _tr("{0} van de {1} laptops hebben dit bevestigd. Wacht op {2}.")
    return words.format(texts.number(len(confirmed)), texts.number(total), names)


def _tr(text: str) -> str:
    return QCoreApplication.translate("erasure", text)
