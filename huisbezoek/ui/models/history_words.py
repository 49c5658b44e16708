"""What the timeline of a resident says about each thing that happened."""

from dataclasses import dataclass
from functools import singledispatch
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain import events, follow_up_events, ladder_events, planning_events
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.resident_view import FieldDecided, HistoryEntry
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.difference_words import field_name, value_words
from huisbezoek.ui.models.exclusion_words import exclusion_words
from huisbezoek.ui.models.resident_facts import ShowTelephone


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """One row of the timeline."""

    day: str
    icon: str
    title: str
    detail: str


# Icon and title per event. {0} is the name of who did it.
_TITLES: Final[dict[type[object], tuple[str, str]]] = {
    events.VisitRequested: ("hand-heart", QT_TRANSLATE_NOOP("history", "Om een bezoek gevraagd")),
    events.Excluded: ("ban", QT_TRANSLATE_NOOP("history", "Wordt niet meer bezocht")),
    events.ExclusionLifted: (
        "circle-check",
        QT_TRANSLATE_NOOP("history", "Mag weer bezocht worden"),
    ),
    events.OptedOut: ("ban", QT_TRANSLATE_NOOP("history", "Wil geen contact meer")),
    events.OptedIn: ("circle-check", QT_TRANSLATE_NOOP("history", "Wil weer contact")),
    events.Moved: ("house", QT_TRANSLATE_NOOP("history", "Verhuisd")),
    events.Died: ("flower-2", QT_TRANSLATE_NOOP("history", "Overleden")),
    events.WantsRepeat: ("refresh-cw", QT_TRANSLATE_NOOP("history", "Opnieuw op bezoek")),
    events.Assigned: ("user-check", QT_TRANSLATE_NOOP("history", "Bezoeker gekozen")),
    events.AssignmentEnded: ("user", QT_TRANSLATE_NOOP("history", "Bezoeker komt niet meer")),
    events.HandedOver: ("users", QT_TRANSLATE_NOOP("history", "Overgedragen")),
    follow_up_events.ReferralProposed: (
        "hand-heart",
        QT_TRANSLATE_NOOP("history", "Iets voorgesteld uit de sociale kaart"),
    ),
    follow_up_events.ReferralHandedOver: (
        "heart-handshake",
        QT_TRANSLATE_NOOP("history", "Doorgegeven aan een organisatie"),
    ),
    follow_up_events.InvitedTo: (
        "calendar-plus",
        QT_TRANSLATE_NOOP("history", "Uitgenodigd voor een bijeenkomst"),
    ),
    follow_up_events.PermissionWithdrawn: (
        "ban",
        QT_TRANSLATE_NOOP("history", "Toestemming ingetrokken"),
    ),
    planning_events.VisitorRuledOut: (
        "user",
        QT_TRANSLATE_NOOP("history", "Een bezoeker gaat hier niet heen"),
    ),
    planning_events.VisitorAllowed: (
        "user-check",
        QT_TRANSLATE_NOOP("history", "Een bezoeker mag hier weer heen"),
    ),
    planning_events.MatchFixed: ("lock", QT_TRANSLATE_NOOP("history", "Vastgezet in de planning")),
    planning_events.MatchFreed: (
        "refresh-cw",
        QT_TRANSLATE_NOOP("history", "Niet meer vast in de planning"),
    ),
    planning_events.VisitedApart: (
        "user",
        QT_TRANSLATE_NOOP("history", "Krijgt een eigen bezoek en een eigen brief"),
    ),
    planning_events.VisitedTogether: (
        "users",
        QT_TRANSLATE_NOOP("history", "Krijgt weer samen bezoek"),
    ),
    planning_events.ContactPaused: ("pause", QT_TRANSLATE_NOOP("history", "Het contact rust")),
    planning_events.ContactContinued: (
        "circle-check",
        QT_TRANSLATE_NOOP("history", "Het contact gaat verder"),
    ),
    planning_events.TermLeft: (
        "calendar-range",
        QT_TRANSLATE_NOOP("history", "De termijn ging voorbij, en dat blijft zo"),
    ),
    planning_events.LightContactMade: (
        "heart-handshake",
        QT_TRANSLATE_NOOP("history", "Even contact na het verlies"),
    ),
    FieldDecided: ("copy-check", QT_TRANSLATE_NOOP("history", "Gekozen wat klopt")),
    events.InvitationSent: ("mail", QT_TRANSLATE_NOOP("history", "Brief verstuurd")),
    events.ReplyReceived: ("mail-check", QT_TRANSLATE_NOOP("history", "Antwoord gekregen")),
    events.CallLogged: ("phone", QT_TRANSLATE_NOOP("history", "Gebeld voor een afspraak")),
    events.CardSent: ("send", QT_TRANSLATE_NOOP("history", "Kaartje gestuurd")),
    ladder_events.SecondLetterAsked: (
        "mail",
        QT_TRANSLATE_NOOP("history", "Om een tweede brief gevraagd"),
    ),
    ladder_events.SecondLetterSent: (
        "mail",
        QT_TRANSLATE_NOOP("history", "Tweede brief verstuurd"),
    ),
    ladder_events.VisitPostponed: (
        "calendar-clock",
        QT_TRANSLATE_NOOP("history", "Uitgesteld door de bezoeker"),
    ),
    events.LetterReturned: ("mail", QT_TRANSLATE_NOOP("history", "De brief kwam terug")),
    events.AppointmentMade: (
        "calendar-plus",
        QT_TRANSLATE_NOOP("history", "Afspraak gemaakt"),
    ),
    events.AppointmentConfirmed: (
        "calendar-check",
        QT_TRANSLATE_NOOP("history", "Afspraak bevestigd"),
    ),
    events.AppointmentCancelled: (
        "calendar-days",
        QT_TRANSLATE_NOOP("history", "Afspraak afgezegd"),
    ),
    events.VisitHeld: ("coffee", QT_TRANSLATE_NOOP("history", "Op bezoek geweest")),
    events.NotAtHome: ("door-open", QT_TRANSLATE_NOOP("history", "Niemand thuis")),
    events.ReportHandedIn: ("file-text", QT_TRANSLATE_NOOP("history", "Verslag ingeleverd")),
    events.AdditionAsked: (
        "message-circle",
        QT_TRANSLATE_NOOP("history", "Om een aanvulling gevraagd"),
    ),
    events.ReportAdded: ("notebook-pen", QT_TRANSLATE_NOOP("history", "Verslag aangevuld")),
    events.ReportAssessed: ("clipboard-check", QT_TRANSLATE_NOOP("history", "Verslag gelezen")),
    events.FollowUpClosed: ("check-check", QT_TRANSLATE_NOOP("history", "Vervolg is klaar")),
    events.AftercareDone: ("phone-call", QT_TRANSLATE_NOOP("history", "Gebeld hoe het gaat")),
    events.VisitClosedUnreached: ("phone-missed", QT_TRANSLATE_NOOP("history", "Niet bereikt")),
    events.StatusForced: ("undo-2", QT_TRANSLATE_NOOP("history", "Stand van het bezoek hersteld")),
    events.VisitCancelled: ("minus", QT_TRANSLATE_NOOP("history", "Bezoek gaat niet door")),
}
# Titles that name the visitor, when the name is known.
_NAMED: Final[dict[type[object], str]] = {
    planning_events.VisitorRuledOut: QT_TRANSLATE_NOOP("history", "{0} gaat hier niet heen"),
    planning_events.VisitorAllowed: QT_TRANSLATE_NOOP("history", "{0} mag hier weer heen"),
    planning_events.MatchFixed: QT_TRANSLATE_NOOP("history", "Vastgezet in de planning: {0}"),
}
_LIGHT_CONTACTS: Final[dict[planning_events.LightContactKind, str]] = {
    planning_events.LightContactKind.CARD: QT_TRANSLATE_NOOP("history", "Kaartje gestuurd."),
    planning_events.LightContactKind.TELEPHONE: QT_TRANSLATE_NOOP("history", "Gebeld."),
}
_CALLS: Final[dict[events.CallOutcome, str]] = {
    events.CallOutcome.YES: QT_TRANSLATE_NOOP("history", "Een bezoek is welkom."),
    events.CallOutcome.NO: QT_TRANSLATE_NOOP("history", "Wil dit keer geen bezoek."),
    events.CallOutcome.LATER: QT_TRANSLATE_NOOP("history", "Wil liever later bezoek."),
    events.CallOutcome.NO_ANSWER: QT_TRANSLATE_NOOP("history", "Er werd niet opgenomen."),
    events.CallOutcome.WRONG_NUMBER: QT_TRANSLATE_NOOP("history", "Het nummer klopte niet."),
}
_REPLIES: Final[dict[events.Answer, str]] = {
    events.Answer.YES: QT_TRANSLATE_NOOP("history", "Een bezoek is welkom."),
    events.Answer.NO: QT_TRANSLATE_NOOP("history", "Wil dit keer geen bezoek."),
    events.Answer.LATER: QT_TRANSLATE_NOOP("history", "Wil liever later bezoek."),
}
_NOTES: Final[dict[events.HandOverNotes, str]] = {
    events.HandOverNotes.FULL: QT_TRANSLATE_NOOP(
        "history", "De nieuwe bezoeker leest wat er is opgeschreven."
    ),
    events.HandOverNotes.SUMMARY: QT_TRANSLATE_NOOP("history", "Met een samenvatting: {0}"),
    events.HandOverNotes.NOTHING: QT_TRANSLATE_NOOP(
        "history", "De nieuwe bezoeker leest niets van eerdere bezoeken."
    ),
}
_CANCELLED: Final[dict[str, str]] = {
    "opted_out": QT_TRANSLATE_NOOP("history", "Omdat er geen contact meer gewenst is."),
    "moved": QT_TRANSLATE_NOOP("history", "Vanwege de verhuizing."),
    "deceased": QT_TRANSLATE_NOOP("history", "Vanwege het overlijden."),
}


def history_words(entry: HistoryEntry, show_telephone: ShowTelephone = str) -> HistoryWords:
    """The row of the timeline about this entry."""
    event = entry.event
    icon, title = _TITLES.get(type(event), ("circle", ""))
    return HistoryWords(
        day=texts.short_date(entry.on),
        icon=icon,
        title=_title(entry, _tr(title) if title else ""),
        detail=_decided(event, entry, show_telephone)
        if isinstance(event, FieldDecided)
        else _detail(event, entry),
    )


def _title(entry: HistoryEntry, title: str) -> str:
    if isinstance(entry.event, events.VisitHeld) and entry.author:
        return _tr("Op bezoek geweest: {0}").format(entry.author)
    if isinstance(entry.event, events.Assigned) and entry.author:
        return _tr("{0} gaat op bezoek").format(entry.author)
    if isinstance(entry.event, events.HandedOver) and entry.author:
        if entry.earlier:
            return _tr("Overgedragen van {0} aan {1}").format(entry.earlier, entry.author)
        return _tr("Overgedragen aan {0}").format(entry.author)
    if isinstance(entry.event, events.AssignmentEnded) and entry.author:
        return _tr("{0} gaat niet meer op bezoek").format(entry.author)
    named = _NAMED.get(type(entry.event))
    return _tr(named).format(entry.author) if named and entry.author else title


def _by(author: str) -> str:
    return _tr("Door {0}.").format(author) if author else ""


def _until(words: str, event: events.CallLogged | events.ReplyReceived) -> str:
    if event.until is None:
        return words
    return f"{words} {_tr('Vanaf {0}.').format(texts.plain_date(event.until))}"


def _decided(event: FieldDecided, entry: HistoryEntry, show: ShowTelephone) -> str:
    field = texts.capital(field_name(SubjectKind.RESIDENT, event.field))
    kept = f"{field}: {value_words(event.field, event.value, show)}".rstrip(".")
    return f"{_by(entry.author)} {kept}.".strip()


@singledispatch
def _detail(_event: object, entry: HistoryEntry) -> str:
    return _by(entry.author)


@_detail.register
def _(event: events.VisitRequested, _entry: HistoryEntry) -> str:
    return _tr("Gevraagd door: {0}.").format(event.by) if event.by else ""


@_detail.register
def _(event: events.Excluded, _entry: HistoryEntry) -> str:
    return exclusion_words(event.reason.value) if event.reason is not None else ""


@_detail.register
def _(event: events.WantsRepeat, _entry: HistoryEntry) -> str:
    return _tr("Graag.") if event.wanted else _tr("Liever niet.")


@_detail.register(planning_events.VisitorRuledOut)
@_detail.register(planning_events.VisitorAllowed)
@_detail.register(planning_events.MatchFixed)
def _(_event: object, _entry: HistoryEntry) -> str:
    # The author is the visitor, who stands in the title; a reason is never kept.
    return ""


@_detail.register(events.Assigned)
@_detail.register(events.AssignmentEnded)
def _(event: events.Assigned | events.AssignmentEnded, _entry: HistoryEntry) -> str:
    return event.reason


@_detail.register
def _(event: events.HandedOver, _entry: HistoryEntry) -> str:
    # What was left out for a visitor is empty: neither the reason nor another's summary shows.
    if event.notes is events.HandOverNotes.SUMMARY and not event.summary:
        return event.reason
    notes = _tr(_NOTES[event.notes]).format(event.summary)
    reason = f"{event.reason.rstrip('.')}." if event.reason else ""
    return " ".join(part for part in (reason, notes) if part)


@_detail.register
def _(event: events.ReplyReceived, _entry: HistoryEntry) -> str:
    return _until(_tr(_REPLIES[event.answer]), event)


@_detail.register
def _(event: events.CallLogged, entry: HistoryEntry) -> str:
    words = _until(_tr(_CALLS[event.outcome]), event)
    return f"{_by(entry.author)} {words}".strip()


@_detail.register
def _(event: planning_events.LightContactMade, entry: HistoryEntry) -> str:
    return f"{_by(entry.author)} {_tr(_LIGHT_CONTACTS[event.kind])}".strip()


@_detail.register
def _(event: ladder_events.VisitPostponed, _entry: HistoryEntry) -> str:
    return _tr("Tot {0}.").format(texts.plain_date(event.until))


@_detail.register
def _(event: events.AppointmentMade, _entry: HistoryEntry) -> str:
    return _tr("Voor {0}.").format(texts.moment(event.starts))


@_detail.register
def _(event: events.AppointmentCancelled, _entry: HistoryEntry) -> str:
    if event.by is events.CancelledBy.RESIDENT:
        return _tr("Door de inwoner.")
    return _tr("Door de bezoeker.")


@_detail.register
def _(event: events.VisitHeld, _entry: HistoryEntry) -> str:
    return _tr("{0} minuten.").format(event.minutes)


@_detail.register
def _(event: events.AdditionAsked, _entry: HistoryEntry) -> str:
    return event.question


@_detail.register
def _(event: events.ReportAdded, _entry: HistoryEntry) -> str:
    return event.text


@_detail.register
def _(event: events.AftercareDone, entry: HistoryEntry) -> str:
    return _tr("Dat was niet nodig.") if event.waived else _by(entry.author)


@_detail.register
def _(event: follow_up_events.InvitedTo, entry: HistoryEntry) -> str:
    day = texts.plain_date(event.meeting_on) if event.meeting_on is not None else ""
    known = [part for part in (event.words, day) if part]
    return f"{': '.join(known)}. {_by(entry.author)}".strip() if known else _by(entry.author)


@_detail.register
def _(event: events.StatusForced, entry: HistoryEntry) -> str:
    is_known = event.status in set(VisitStatus)
    words = texts.visit_status(VisitStatus(event.status)) if is_known else ""
    status = f"{texts.capital(words)}." if words else ""
    # A visitor gets to know the state and not the reason.
    reason = f"{event.reason.rstrip('.')}." if event.reason else ""
    return " ".join(part for part in (_by(entry.author), status, reason) if part)


@_detail.register
def _(event: events.VisitCancelled, _entry: HistoryEntry) -> str:
    reason = _CANCELLED.get(event.reason)
    return event.reason if reason is None else _tr(reason)


def _tr(text: str) -> str:
    return QCoreApplication.translate("history", text)
