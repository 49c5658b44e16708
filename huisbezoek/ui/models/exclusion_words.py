"""Why somebody is not visited any more, in words: on the card, in the history and when choosing."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.events import ExclusionReason
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

_REASONS: Final[Mapping[ExclusionReason, str]] = {
    ExclusionReason.NURSING_HOME: QT_TRANSLATE_NOOP("exclusion", "Woont in een verpleeghuis."),
    ExclusionReason.TOO_YOUNG: QT_TRANSLATE_NOOP("exclusion", "Is nog te jong."),
    ExclusionReason.ADDRESS_UNKNOWN: QT_TRANSLATE_NOOP("exclusion", "Het adres is onbekend."),
    ExclusionReason.LETTER_RETURNED: QT_TRANSLATE_NOOP("exclusion", "De brief kwam terug."),
    ExclusionReason.SECRECY: QT_TRANSLATE_NOOP("exclusion", "Het adres is geheim."),
}


def exclusion_words(reason: str) -> str:
    """'Woont in een verpleeghuis.'; '' for a reason that only a newer version knows."""
    known = next((words for one, words in _REASONS.items() if one.value == reason), "")
    return QCoreApplication.translate("exclusion", known) if known else ""
