"""Before a visit: what to take along, and what is known of the place, the people and the needs."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.visits import Appointment
from huisbezoek.model.usecases.talk import Talk
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.resident_facts import Fact, ShowTelephone

TAKE_ALONG: Final = (
    ("pass", QT_TRANSLATE_NOOP("before", "Mijn pas")),
    ("card", QT_TRANSLATE_NOOP("before", "Een kaartje met mijn naam en telefoonnummer")),
    ("guide", QT_TRANSLATE_NOOP("before", "De vragen op papier")),
    ("map", QT_TRANSLATE_NOOP("before", "Een folder om achter te laten")),
)
"""What may be ticked; it is for the visitor only, and kept nowhere."""


def take_along() -> tuple[tuple[str, str], ...]:
    """Key and words of each thing."""
    return tuple((key, _tr(text)) for key, text in TAKE_ALONG)


def facts_before(talk: Talk, show: ShowTelephone) -> tuple[Fact, ...]:
    """What helps at the door; what is not known is asked about in one calm line."""
    appointment = talk.state.appointment
    return (
        *_when(appointment),
        *_where(talk.card, appointment),
        *_who(talk.card, appointment, show),
        *_needs(talk.card, appointment),
    )


def _when(appointment: Appointment | None) -> Iterator[Fact]:
    if appointment is None:
        yield Fact("calendar-clock", _tr("Er is nog geen afspraak"))
        return
    length = _tr("Ongeveer {0} minuten").format(appointment.minutes)
    yield Fact("calendar-clock", texts.capital(texts.moment(appointment.starts)), length)


def _where(card: ResidentCard, appointment: Appointment | None) -> Iterator[Fact]:
    if card.danger_at_address:
        yield Fact("triangle-alert", _tr("Let op bij dit adres"), card.danger_at_address)
    street, city = card.address().lines()
    if appointment is not None and appointment.place:
        yield Fact("map-pin", appointment.place, _tr("Daar hebt u afgesproken"))
    if street or city:
        yield Fact("house", street or city, city if street else "")


def _who(
    card: ResidentCard, appointment: Appointment | None, show: ShowTelephone
) -> Iterator[Fact]:
    present = appointment.present if appointment is not None else ""
    if present:
        yield Fact("users", present, _tr("Zo is het afgesproken"))
    else:
        yield Fact("users", _tr("Er is niemand anders afgesproken"))
    if card.representative:
        yield Fact("signature", _tr("Vertegenwoordiger: {0}").format(card.representative))
    if card.contact_person:
        number = show(card.contact_telephone) if card.contact_telephone else ""
        yield Fact("user", card.contact_person, number or _tr("Contactpersoon"))
    if card.telephone:
        yield Fact("phone", show(card.telephone), _tr("Bent u later? Bel even."))


def _needs(card: ResidentCard, appointment: Appointment | None) -> Iterator[Fact]:
    needs = appointment.needs if appointment is not None else ""
    if card.language:
        yield Fact("languages", _tr("Spreekt {0}").format(card.language))
    if needs:
        yield Fact("info", needs, _tr("Gezegd bij het maken van de afspraak"))
    for line in card.good_to_know.splitlines():
        if line.strip():
            yield Fact("info", line.strip())
    if card.visitor_wish:
        yield Fact("heart-handshake", card.visitor_wish, _tr("Wens over de bezoeker"))
    if not needs and not card.good_to_know:
        words = _tr("Over horen, huisdieren of een trap is niets bekend")
        yield Fact("circle-question-mark", words, _tr("Vraag het als u belt of aan de deur."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("before", text)
