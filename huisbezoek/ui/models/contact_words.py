"""How often there was contact with a resident, in words: per kind of contact."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.events import ContactKind
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

_KINDS: Final[Mapping[ContactKind, tuple[str, str]]] = {
    ContactKind.LETTER: (
        QT_TRANSLATE_NOOP("contacts", "{0} brief"),
        QT_TRANSLATE_NOOP("contacts", "{0} brieven"),
    ),
    ContactKind.TELEPHONE: (
        QT_TRANSLATE_NOOP("contacts", "{0} telefoongesprek"),
        QT_TRANSLATE_NOOP("contacts", "{0} telefoongesprekken"),
    ),
    ContactKind.HOME_VISIT: (
        QT_TRANSLATE_NOOP("contacts", "{0} huisbezoek"),
        QT_TRANSLATE_NOOP("contacts", "{0} huisbezoeken"),
    ),
    ContactKind.WALK: (
        QT_TRANSLATE_NOOP("contacts", "{0} wandeling"),
        QT_TRANSLATE_NOOP("contacts", "{0} wandelingen"),
    ),
    ContactKind.ELSEWHERE: (
        QT_TRANSLATE_NOOP("contacts", "{0} gesprek op een andere plek"),
        QT_TRANSLATE_NOOP("contacts", "{0} gesprekken op een andere plek"),
    ),
    ContactKind.VIDEO_CALL: (
        QT_TRANSLATE_NOOP("contacts", "{0} keer beeldbellen"),
        QT_TRANSLATE_NOOP("contacts", "{0} keer beeldbellen"),
    ),
    ContactKind.GROUP_MEETING: (
        QT_TRANSLATE_NOOP("contacts", "{0} uitnodiging voor een bijeenkomst"),
        QT_TRANSLATE_NOOP("contacts", "{0} uitnodigingen voor een bijeenkomst"),
    ),
    ContactKind.CARD: (
        QT_TRANSLATE_NOOP("contacts", "{0} kaartje"),
        QT_TRANSLATE_NOOP("contacts", "{0} kaartjes"),
    ),
    ContactKind.AFTERCARE: (
        QT_TRANSLATE_NOOP("contacts", "{0} keer gebeld hoe het gaat"),
        QT_TRANSLATE_NOOP("contacts", "{0} keer gebeld hoe het gaat"),
    ),
}


def contact_words(contacts: Mapping[ContactKind, int]) -> str:
    """'Contact tot nu toe: 1 brief, 2 huisbezoeken.'; nothing when there was none."""
    named = ", ".join(
        texts.counted(count, *(_tr(words) for words in _KINDS[kind]))
        for kind, count in contacts.items()
    )
    return _tr("Contact tot nu toe: {0}.").format(named) if named else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("contacts", text)
