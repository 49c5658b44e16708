"""What the line "Ongedaan maken" says about a deed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.names import joint_formal_name
from huisbezoek.model.domain.undo import DeedName
from huisbezoek.model.usecases.undo import UndoableDeed
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.card_field_words import field_words

_MOST_FIELDS: Final = 2

NAMES: Final[Mapping[DeedName, str]] = {
    DeedName.VISITOR_STOPPED: QT_TRANSLATE_NOOP("undo", "bezoeker gestopt"),
    DeedName.HANDED_OVER: QT_TRANSLATE_NOOP("undo", "overgedragen"),
    DeedName.DECEASED: QT_TRANSLATE_NOOP("undo", "overleden"),
    DeedName.MOVED: QT_TRANSLATE_NOOP("undo", "verhuisd"),
    DeedName.OPTED_OUT: QT_TRANSLATE_NOOP("undo", "wil geen contact meer"),
    DeedName.CONTACT_RESUMED: QT_TRANSLATE_NOOP("undo", "contact weer gestart"),
    DeedName.EXCLUDED: QT_TRANSLATE_NOOP("undo", "wordt niet meer bezocht"),
    DeedName.EXCLUSION_LIFTED: QT_TRANSLATE_NOOP("undo", "mag weer bezocht worden"),
    DeedName.CONTACT_CONTINUED: QT_TRANSLATE_NOOP("undo", "het contact gaat verder"),
    DeedName.CONTACT_PAUSED: QT_TRANSLATE_NOOP("undo", "het contact rust"),
    DeedName.TERM_LEFT: QT_TRANSLATE_NOOP("undo", "niet meer gevraagd na de termijn"),
    DeedName.LIGHT_CONTACT_MADE: QT_TRANSLATE_NOOP("undo", "kaartje of belletje na verlies"),
    DeedName.PERMISSION_WITHDRAWN: QT_TRANSLATE_NOOP("undo", "toestemming ingetrokken"),
    DeedName.VISIT_ASKED: QT_TRANSLATE_NOOP("undo", "bezoek aangevraagd"),
    DeedName.REPLY_ENTERED: QT_TRANSLATE_NOOP("undo", "antwoord opgeschreven"),
    DeedName.CALL_LOGGED: QT_TRANSLATE_NOOP("undo", "gebeld"),
    DeedName.CARD_SENT: QT_TRANSLATE_NOOP("undo", "kaartje gestuurd"),
    DeedName.SECOND_LETTER_ASKED: QT_TRANSLATE_NOOP("undo", "om tweede brief gevraagd"),
    DeedName.SECOND_LETTER_SENT: QT_TRANSLATE_NOOP("undo", "tweede brief verstuurd"),
    DeedName.VISIT_POSTPONED: QT_TRANSLATE_NOOP("undo", "uitgesteld"),
    DeedName.INVITATION_SENT: QT_TRANSLATE_NOOP("undo", "brief verstuurd"),
    DeedName.LETTER_RETURNED: QT_TRANSLATE_NOOP("undo", "brief kwam terug"),
    DeedName.APPOINTMENT_MADE: QT_TRANSLATE_NOOP("undo", "afspraak gemaakt"),
    DeedName.APPOINTMENT_MOVED: QT_TRANSLATE_NOOP("undo", "afspraak verzet"),
    DeedName.APPOINTMENT_CONFIRMED: QT_TRANSLATE_NOOP("undo", "afspraak bevestigd"),
    DeedName.APPOINTMENT_CANCELLED: QT_TRANSLATE_NOOP("undo", "afspraak afgezegd"),
    DeedName.NOT_AT_HOME: QT_TRANSLATE_NOOP("undo", "niemand thuis"),
    DeedName.CLOSED_UNREACHED: QT_TRANSLATE_NOOP("undo", "gesloten, niet bereikt"),
    DeedName.VISIT_CANCELLED: QT_TRANSLATE_NOOP("undo", "bezoek gaat niet door"),
    DeedName.STATUS_SET: QT_TRANSLATE_NOOP("undo", "stand van het bezoek gezet"),
    DeedName.ADDITION_ASKED: QT_TRANSLATE_NOOP("undo", "om aanvulling gevraagd"),
    DeedName.REPORT_READ: QT_TRANSLATE_NOOP("undo", "verslag gelezen"),
    DeedName.FOLLOW_UP_CLOSED: QT_TRANSLATE_NOOP("undo", "vervolg klaar"),
    DeedName.AFTERCARE_DONE: QT_TRANSLATE_NOOP("undo", "gebeld hoe het gaat"),
    DeedName.NOTE_WRITTEN: QT_TRANSLATE_NOOP("undo", "notitie geschreven"),
    DeedName.NOTE_SEEN: QT_TRANSLATE_NOOP("undo", "notitie gelezen"),
    DeedName.NOTE_ASSIGNED: QT_TRANSLATE_NOOP("undo", "notitie aan iemand gegeven"),
    DeedName.NOTE_ACTED: QT_TRANSLATE_NOOP("undo", "opgeschreven wat er is gedaan"),
    DeedName.NOTE_CLOSED: QT_TRANSLATE_NOOP("undo", "notitie afgesloten"),
    DeedName.VISITOR_CALLED: QT_TRANSLATE_NOOP("undo", "bezoeker gebeld"),
    DeedName.OFFER_PROPOSED: QT_TRANSLATE_NOOP("undo", "iets voorgesteld"),
    DeedName.REFERRAL_CLOSED: QT_TRANSLATE_NOOP("undo", "verwijzing afgesloten"),
    DeedName.REFERRAL_RESULT: QT_TRANSLATE_NOOP("undo", "uitkomst opgeschreven"),
    DeedName.REFERRAL_HANDED_OVER: QT_TRANSLATE_NOOP("undo", "doorgegeven"),
    DeedName.REFERRAL_STEP: QT_TRANSLATE_NOOP("undo", "stap van een verwijzing"),
    DeedName.INVITED_TO: QT_TRANSLATE_NOOP("undo", "uitgenodigd voor een bijeenkomst"),
    DeedName.VISITOR_RULED_OUT: QT_TRANSLATE_NOOP("undo", "deze bezoeker niet"),
    DeedName.VISITOR_ALLOWED: QT_TRANSLATE_NOOP("undo", "deze bezoeker mag weer"),
    DeedName.VISITED_APART: QT_TRANSLATE_NOOP("undo", "paar gesplitst"),
    DeedName.VISITED_TOGETHER: QT_TRANSLATE_NOOP("undo", "paar weer samen"),
    DeedName.PROPOSALS_ACCEPTED: QT_TRANSLATE_NOOP("undo", "voorstellen aangenomen"),
    DeedName.VISITOR_CHOSEN: QT_TRANSLATE_NOOP("undo", "gekozen wie gaat"),
    DeedName.ASSIGNED: QT_TRANSLATE_NOOP("undo", "bezoeker gekozen"),
    DeedName.VISIT_PLANNED: QT_TRANSLATE_NOOP("undo", "bezoek gepland"),
    DeedName.MATCH_FIXED: QT_TRANSLATE_NOOP("undo", "vastgezet in de planning"),
    DeedName.MATCH_FREED: QT_TRANSLATE_NOOP("undo", "losgemaakt in de planning"),
    DeedName.ASSIGNMENT_ENDED: QT_TRANSLATE_NOOP("undo", "bezoeker komt niet meer"),
    DeedName.REPEAT_WISH: QT_TRANSLATE_NOOP("undo", "wens voor een volgend bezoek"),
    DeedName.CARD_CHANGED: QT_TRANSLATE_NOOP("undo", "kaart veranderd"),
    DeedName.VISITOR_ADDED: QT_TRANSLATE_NOOP("undo", "nieuwe bezoeker"),
    DeedName.VISITOR_CHANGED: QT_TRANSLATE_NOOP("undo", "gegevens van bezoeker veranderd"),
    DeedName.OFFER_ADDED: QT_TRANSLATE_NOOP("undo", "nieuw op de sociale kaart"),
    DeedName.OFFER_CHANGED: QT_TRANSLATE_NOOP("undo", "sociale kaart veranderd"),
    DeedName.POSTCODES_READ: QT_TRANSLATE_NOOP("undo", "tabel met postcodes veranderd"),
    DeedName.SETTINGS_CHANGED: QT_TRANSLATE_NOOP("undo", "instellingen veranderd"),
}
"""What was done, as the end of a sentence: 'Ongedaan maken: afspraak verzet'."""


def button_words(deed: UndoableDeed) -> str:
    """'Ongedaan maken: afspraak verzet'."""
    return _say(QT_TRANSLATE_NOOP("undo", "Ongedaan maken: {0}")).format(_name(deed))


def undone_words(deed: UndoableDeed) -> str:
    """'Ongedaan gemaakt: afspraak verzet.', with whom it was about."""
    done = _say(QT_TRANSLATE_NOOP("undo", "Ongedaan gemaakt: {0}.")).format(_name(deed))
    about = _people(deed)
    return f"{done} {_begun(about)}." if about else done


def about_words(deed: UndoableDeed, now: datetime) -> str:
    """'Mevrouw De Vries', and on a later day since when: 'Mevrouw De Vries, vrijdag 3 maart …'."""
    at = deed.at.astimezone(now.tzinfo)
    parts = [_people(deed), texts.moment(at) if at.date() != now.date() else ""]
    return _begun(", ".join(part for part in parts if part))


def nothing_words() -> str:
    """There is no deed that can be undone."""
    return _say(QT_TRANSLATE_NOOP("undo", "Er is niets om ongedaan te maken."))


def _name(deed: UndoableDeed) -> str:
    if deed.name is DeedName.PROPOSALS_ACCEPTED and deed.count == 1:
        return _say(QT_TRANSLATE_NOOP("undo", "voorstel aangenomen"))
    name = _say(NAMES[deed.name])
    if deed.name is not DeedName.CARD_CHANGED:
        return name
    fields = field_words(deed.fields)
    return f"{name} ({', '.join(fields)})" if len(fields) <= _MOST_FIELDS else name


def _people(deed: UndoableDeed) -> str:
    if len(deed.names) > 1:
        return joint_formal_name(*deed.names)
    if deed.names:
        return deed.names[0]
    if not deed.count:
        return ""
    return texts.counted(
        deed.count,
        _say(QT_TRANSLATE_NOOP("undo", "{0} persoon")),
        _say(QT_TRANSLATE_NOOP("undo", "{0} personen")),
    )


def _begun(words: str) -> str:
    """As a sentence begins."""
    return words[:1].upper() + words[1:]


def _say(text: str) -> str:
    return QCoreApplication.translate("undo", text)
