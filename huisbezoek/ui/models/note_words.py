"""The note for the coordinator: whom to call in which order, and what one may have seen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.follow_up_events import SignalKind
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.talk_words import coordinator

OBSERVATIONS: Final[dict[SignalKind, str]] = {
    SignalKind.EATING_AND_WEIGHT: QT_TRANSLATE_NOOP(
        "NoteDialog", "Is magerder, of er is weinig eten in huis."
    ),
    SignalKind.SELF_CARE: QT_TRANSLATE_NOOP(
        "NoteDialog", "Kleren, lichaam of huis zijn niet schoon."
    ),
    SignalKind.HOUSING: QT_TRANSLATE_NOOP("NoteDialog", "Het huis is koud, vol of gevaarlijk."),
    SignalKind.FALLS_AND_SAFETY: QT_TRANSLATE_NOOP("NoteDialog", "Is gevallen, of loopt onzeker."),
    SignalKind.FORGETFUL: QT_TRANSLATE_NOOP(
        "NoteDialog", "Wist de dag niet, of zei vaak hetzelfde."
    ),
    SignalKind.LOW_SPIRITS: QT_TRANSLATE_NOOP(
        "NoteDialog", "Huilde, of zei dat het niet meer hoeft."
    ),
    SignalKind.GRIEF: QT_TRANSLATE_NOOP("NoteDialog", "Heeft verdriet om wie er niet meer is."),
    SignalKind.FEW_PEOPLE: QT_TRANSLATE_NOOP("NoteDialog", "Ziet bijna niemand."),
    SignalKind.MISSES_SOMEONE_CLOSE: QT_TRANSLATE_NOOP(
        "NoteDialog", "Mist iemand die dichtbij is."
    ),
    SignalKind.LITTLE_MEANING: QT_TRANSLATE_NOOP("NoteDialog", "Zei dat de dagen leeg zijn."),
    SignalKind.CARING_TOO_MUCH: QT_TRANSLATE_NOOP(
        "NoteDialog", "Wie thuis zorgt, kan het niet meer aan."
    ),
    SignalKind.MONEY: QT_TRANSLATE_NOOP(
        "NoteDialog", "Er ligt veel dichte post, of er is geld weg."
    ),
    SignalKind.HARMED_BY_SOMEONE: QT_TRANSLATE_NOOP(
        "NoteDialog", "Heeft blauwe plekken, of is bang voor iemand."
    ),
    SignalKind.ALCOHOL_OR_MEDICINES: QT_TRANSLATE_NOOP(
        "NoteDialog", "Ik rook drank, of zag veel medicijnen."
    ),
    SignalKind.LANGUAGE_AND_CULTURE: QT_TRANSLATE_NOOP(
        "NoteDialog", "Wij begrepen elkaar niet goed."
    ),
}
"""What one may tick: seen, heard or smelled, never a diagnosis (domain.md 1.7)."""

SAFE_AT_HOME: Final = "0800 2000"
"""Veilig Thuis: free, day and night (domain.md 1.7)."""


@dataclass(frozen=True, slots=True)
class PeopleToCall:
    """Whom to call, in this order; a name or number is empty when it was not entered."""

    coordinator: str
    coordinator_number: str = ""
    stand_in: str = ""
    stand_in_number: str = ""
    on_duty_number: str = ""
    out_of_hours_number: str = ""
    carer_crisis_number: str = ""


def people_to_call(card: OrganisationCard, show: Callable[[str], str]) -> PeopleToCall:
    """The people and numbers of the organisation's card; `show` writes a number for reading."""

    def shown(number: str) -> str:
        return show(number) if number else ""

    return PeopleToCall(
        coordinator(card),
        shown(card.coordinator_telephone),
        card.stand_in_name,
        shown(card.stand_in_telephone),
        shown(card.on_duty_telephone),
        shown(card.out_of_hours_telephone),
        shown(card.carer_crisis_telephone),
    )


def call_now(people: PeopleToCall) -> str:
    """'Bel Anneke nu: 0341 000 100'."""
    if not people.coordinator_number:
        return _tr(QT_TRANSLATE_NOOP("NoteDialog", "Bel {0} nu")).format(people.coordinator)
    words = _tr(QT_TRANSLATE_NOOP("NoteDialog", "Bel {0} nu: {1}"))
    return words.format(people.coordinator, people.coordinator_number)


def call_next(people: PeopleToCall) -> str:
    """Who is called when the coordinator is not reached, and 112; a line for each."""
    lines = []
    if people.stand_in_number:
        stand_in = people.stand_in or _tr(QT_TRANSLATE_NOOP("NoteDialog", "de vervanger"))
        words = _tr(QT_TRANSLATE_NOOP("NoteDialog", "Niet bereikt? Bel {0}: {1}."))
        lines.append(words.format(stand_in, people.stand_in_number))
    if people.on_duty_number:
        words = _tr(
            QT_TRANSLATE_NOOP("NoteDialog", "’s Avonds en in het weekend: bel de dienst, {0}.")
        )
        lines.append(words.format(people.on_duty_number))
    lines.append(_tr(QT_TRANSLATE_NOOP("NoteDialog", "Is er direct gevaar? Bel 112.")))
    return "\n".join(lines)


def other_numbers(people: PeopleToCall) -> str:
    """The other numbers that help, in one line."""
    known = (
        (QT_TRANSLATE_NOOP("NoteDialog", "huisartsenpost {0}"), people.out_of_hours_number),
        (
            QT_TRANSLATE_NOOP("NoteDialog", "VOS, als de mantelzorg wegvalt, {0}"),
            people.carer_crisis_number,
        ),
        (QT_TRANSLATE_NOOP("NoteDialog", "Veilig Thuis {0}"), SAFE_AT_HOME),
    )
    named = ", ".join(_tr(words).format(number) for words, number in known if number)
    return _tr(QT_TRANSLATE_NOOP("NoteDialog", "Andere nummers: {0}.")).format(named)


def observation(kind: SignalKind) -> str:
    """The sentence of something that one may have seen."""
    return _tr(OBSERVATIONS[kind])


def with_observations(kinds: Iterable[SignalKind], text: str) -> str:
    """What was ticked as sentences, each on a line, and below them the own words."""
    return "\n".join([*(observation(kind) for kind in kinds), *([text] if text else [])])


def taken_apart(text: str) -> tuple[tuple[SignalKind, ...], str]:
    """What was ticked and the own words of a text that `with_observations` made."""
    known = {observation(kind): kind for kind in OBSERVATIONS}
    lines = text.split("\n")
    ticked = tuple(known[line] for line in lines if line in known)
    return ticked, "\n".join(line for line in lines if line not in known)


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoteDialog", text)
