"""The words at the head of Overzicht: the greeting, and how things are."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.overview import Overview
from huisbezoek.ui import texts

_NOON: Final = 12
_EVENING: Final = 18


def greeting(now: datetime, name: str) -> str:
    """'Goedemorgen, Riet'; only the words where the name is not known."""
    words = _tr("Goedemorgen") if now.hour < _NOON else _tr("Goedemiddag")
    if now.hour >= _EVENING:
        words = _tr("Goedenavond")
    first = name.split(" ", maxsplit=1)[0]
    return f"{words}, {first}" if first else words


def summary(seen: Overview, *, waits: bool) -> str:
    """How things are in a sentence; nothing where what is shown tells it (`waits`: to decide)."""
    if not seen.people:
        return _tr("Er staan nog geen inwoners in het programma.")
    if seen.reports_to_assess:
        return texts.counted(
            seen.reports_to_assess,
            _tr("Er ligt {0} verslag klaar om te lezen."),
            _tr("Er liggen {0} verslagen klaar om te lezen."),
        )
    if waits or seen.letters_to_send or seen.due or seen.to_assign:
        return ""
    if not seen.due_soon:
        return _tr("Alles is bij.")
    return texts.counted(
        seen.due_soon,
        _tr("Alles is bij. De komende drie maanden komt {0} inwoner aan de beurt."),
        _tr("Alles is bij. De komende drie maanden komen {0} inwoners aan de beurt."),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)
