"""Turns an error into the one Dutch sentence that its reader needs."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.ui.error_words import (
    follow_up,
    laptops,
    lists,
    planning,
    profiles,
    reports,
    sealing,
    visits,
)
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

UNKNOWN: Final = QT_TRANSLATE_NOOP(
    "errors",
    "Er ging iets mis in het programma. Wat bewaard was, is veilig. "
    "Sluit het programma en start het opnieuw.",
)
SENTENCES: Final[Mapping[str, str]] = {
    **follow_up.SENTENCES,
    **laptops.SENTENCES,
    **lists.SENTENCES,
    **planning.SENTENCES,
    **profiles.SENTENCES,
    **reports.SENTENCES,
    **sealing.SENTENCES,
    **visits.SENTENCES,
    "": UNKNOWN,
}
"""One sentence for each error code."""


def sentence(error: Exception) -> str:
    """The sentence for a person about this error, filled with its values."""
    code = error.code if isinstance(error, HuisbezoekError) else ""
    values = error.values if isinstance(error, HuisbezoekError) else {}
    text = QCoreApplication.translate("errors", SENTENCES.get(code, UNKNOWN))
    return text.format(**values)
