"""Words for the next step of a visit: why it is on the list, what the button says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.next_steps import NextStep, StepCode
from huisbezoek.model.domain.visit_commands import VisitCommand
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class StepButton:
    """What the button of a next step says, and its icon."""

    text: str
    icon: str


@dataclass(frozen=True, slots=True)
class StepWhen:
    """The words of the chip, and its tone."""

    text: str
    tone: Literal["wait", "today", "plain"]


# {0} is the day of the step, {1} how many times was called, {2} the same as 'tweede'.
_WHY: Final[Mapping[StepCode, str]] = {
    StepCode.INVITE: QT_TRANSLATE_NOOP("steps", "De brief moet nog op de post."),
    StepCode.AWAIT_REPLY: QT_TRANSLATE_NOOP(
        "steps", "Brief verstuurd op {0}. Er is nog tijd om te antwoorden."
    ),
    StepCode.CALL_AFTER_LETTER: QT_TRANSLATE_NOOP(
        "steps", "Brief verstuurd op {0}. Er is nog niet gebeld."
    ),
    StepCode.SEND_CARD_AFTER_LETTER: QT_TRANSLATE_NOOP(
        "steps", "Brief verstuurd op {0}. Er is geen antwoord en geen telefoonnummer."
    ),
    StepCode.CALL_AGAIN: QT_TRANSLATE_NOOP("steps", "Geen gehoor op {0}. Dat was de {2} keer."),
    StepCode.SEND_CARD_AFTER_CALLS: QT_TRANSLATE_NOOP(
        "steps", "{1} keer gebeld zonder gehoor. Stuur een kaartje."
    ),
    StepCode.SEND_CARD_WITHOUT_NUMBER: QT_TRANSLATE_NOOP(
        "steps", "Er is geen telefoonnummer dat klopt. Stuur een kaartje."
    ),
    StepCode.AWAIT_SECOND_LETTER: QT_TRANSLATE_NOOP(
        "steps", "Tweede brief gevraagd op {0}. De coördinator stuurt die."
    ),
    StepCode.AWAIT_AFTER_SECOND_LETTER: QT_TRANSLATE_NOOP(
        "steps", "Tweede brief verstuurd op {0}. Er is nog tijd om te antwoorden."
    ),
    StepCode.CLOSE_AFTER_SECOND_LETTER: QT_TRANSLATE_NOOP(
        "steps", "Tweede brief verstuurd op {0}. Er kwam geen antwoord."
    ),
    StepCode.AWAIT_CARD: QT_TRANSLATE_NOOP(
        "steps", "Kaartje verstuurd op {0}. Er is nog tijd om te antwoorden."
    ),
    StepCode.CLOSE_UNREACHED: QT_TRANSLATE_NOOP(
        "steps", "Kaartje verstuurd op {0}. Er kwam geen antwoord."
    ),
    StepCode.MAKE_APPOINTMENT: QT_TRANSLATE_NOOP(
        "steps", "Een bezoek is welkom. Spreek een dag en tijd af."
    ),
    StepCode.CONFIRM_APPOINTMENT: QT_TRANSLATE_NOOP(
        "steps", "De afspraak is gemaakt. Bevestig de dag ervoor."
    ),
    StepCode.AWAIT_APPOINTMENT: QT_TRANSLATE_NOOP("steps", "De afspraak staat vast."),
    StepCode.VISIT_TODAY: QT_TRANSLATE_NOOP("steps", "Het bezoek is vandaag."),
    StepCode.RECORD_PAST_APPOINTMENT: QT_TRANSLATE_NOOP(
        "steps", "De afspraak was op {0}. Schrijf op hoe het ging."
    ),
    StepCode.NOT_HOME_ONCE: QT_TRANSLATE_NOOP(
        "steps", "Niemand thuis op {0}. Maak een nieuwe afspraak."
    ),
    StepCode.NOT_HOME_TWICE: QT_TRANSLATE_NOOP(
        "steps", "Twee keer niemand thuis. Stuur een kaartje."
    ),
    StepCode.WRITE_REPORT: QT_TRANSLATE_NOOP(
        "steps", "Bezoek op {0}. Het verslag is nog niet begonnen."
    ),
    StepCode.FINISH_REPORT: QT_TRANSLATE_NOOP("steps", "Het verslag is nog niet af."),
    StepCode.ADD_TO_REPORT: QT_TRANSLATE_NOOP("steps", "De coördinator vraagt om een aanvulling."),
    StepCode.ASSESS_REPORT: QT_TRANSLATE_NOOP(
        "steps", "Verslag ingeleverd op {0}. De coördinator leest het."
    ),
    StepCode.CLOSE_FOLLOW_UP: QT_TRANSLATE_NOOP("steps", "De coördinator regelt het vervolg."),
    StepCode.AWAIT_AFTERCARE: QT_TRANSLATE_NOOP(
        "steps", "Bezoek op {0}. Bel over een paar weken hoe het gaat."
    ),
    StepCode.CALL_AFTERCARE: QT_TRANSLATE_NOOP("steps", "Bezoek op {0}. Bel hoe het gaat."),
    StepCode.NOTHING: QT_TRANSLATE_NOOP("steps", "Er is nu niets te doen."),
}

_BUTTONS: Final[Mapping[VisitCommand, tuple[str, str]]] = {
    VisitCommand.CALL: (QT_TRANSLATE_NOOP("steps", "Bellen"), "phone"),
    VisitCommand.SEND_CARD: (QT_TRANSLATE_NOOP("steps", "Kaartje sturen"), "mail"),
    VisitCommand.MAKE_APPOINTMENT: (
        QT_TRANSLATE_NOOP("steps", "Afspraak maken"),
        "calendar-plus",
    ),
    VisitCommand.CONFIRM_APPOINTMENT: (QT_TRANSLATE_NOOP("steps", "Bevestigen"), "circle-check"),
    VisitCommand.START_VISIT: (QT_TRANSLATE_NOOP("steps", "Bezoek starten"), "arrow-right"),
    VisitCommand.RECORD_VISIT: (QT_TRANSLATE_NOOP("steps", "Bezoek opschrijven"), "pencil"),
    VisitCommand.FINISH_REPORT: (QT_TRANSLATE_NOOP("steps", "Verslag afmaken"), "pencil"),
    VisitCommand.ADD_TO_REPORT: (QT_TRANSLATE_NOOP("steps", "Verslag aanvullen"), "pencil"),
    VisitCommand.CALL_AFTERCARE: (
        QT_TRANSLATE_NOOP("steps", "Bellen hoe het gaat"),
        "phone",
    ),
    VisitCommand.CLOSE_UNREACHED: (QT_TRANSLATE_NOOP("steps", "Afsluiten"), "check"),
}


# The rest, behind the Menu key.
_REST: Final[Mapping[VisitCommand, tuple[str, str]]] = {
    VisitCommand.MOVE_APPOINTMENT: (
        QT_TRANSLATE_NOOP("steps", "Afspraak verzetten"),
        "calendar-clock",
    ),
    VisitCommand.CANCEL_APPOINTMENT: (QT_TRANSLATE_NOOP("steps", "Afspraak afzeggen"), "x"),
    VisitCommand.NOT_AT_HOME: (QT_TRANSLATE_NOOP("steps", "Niemand thuis"), "door-open"),
    VisitCommand.ASK_SECOND_LETTER: (
        QT_TRANSLATE_NOOP("steps", "Vragen om een tweede brief"),
        "mail",
    ),
    VisitCommand.POSTPONE: (QT_TRANSLATE_NOOP("steps", "Uitstellen"), "calendar-clock"),
}
# By the codes of `availability.PARTS`.
_PARTS: Final[Mapping[str, str]] = {
    "am": QT_TRANSLATE_NOOP("steps", "in de ochtend"),
    "pm": QT_TRANSLATE_NOOP("steps", "in de middag"),
    "eve": QT_TRANSLATE_NOOP("steps", "in de avond"),
}
# What {0} means when it is not the last ordinary day.
_TERMS: Final[Mapping[StepCode, str]] = {
    StepCode.AWAIT_REPLY: QT_TRANSLATE_NOOP("steps", "tot {0}"),
    StepCode.AWAIT_CARD: QT_TRANSLATE_NOOP("steps", "tot {0}"),
    StepCode.AWAIT_AFTER_SECOND_LETTER: QT_TRANSLATE_NOOP("steps", "tot {0}"),
    StepCode.AWAIT_AFTERCARE: QT_TRANSLATE_NOOP("steps", "vanaf {0}"),
}


def why(step: NextStep, today: date) -> str:
    """One sentence on why the visit is on the list now."""
    day = step.values.get("on")
    named = texts.near_date(day, today) if isinstance(day, date) else ""
    sentence = QCoreApplication.translate("steps", _WHY[step.code])
    times = step.values.get("times", 0)
    if step.better:
        sentence = _other_part(step)
    return sentence.format(named, times, texts.ordinal(times if isinstance(times, int) else 0))


def _other_part(step: NextStep) -> str:
    """For instance 'Bel nu eens in de avond: op 3 december in de ochtend niet bereikt'."""
    tr = QCoreApplication.translate
    words = tr("steps", "Bel nu eens {0}: op {2} {1} niet bereikt.")
    better, tried = (tr("steps", _PARTS[part]) for part in (step.better, step.tried))
    return words.format(better, tried, "{0}")


def button(step: NextStep) -> StepButton | None:
    """What the button of the next step says; None when nothing is to be done here."""
    if step.command is None or step.command not in _BUTTONS:
        return None
    text, icon = _BUTTONS[step.command]
    return StepButton(QCoreApplication.translate("steps", text), icon)


def command(code: VisitCommand) -> StepButton | None:
    """What the menu says of a step; None for a step that no menu offers."""
    known = _BUTTONS.get(code) or _REST.get(code)
    return StepButton(QCoreApplication.translate("steps", known[0]), known[1]) if known else None


def when(step: NextStep, today: date) -> StepWhen | None:
    """The chip of a step: since when it waits, the appointment, or until when there is time."""
    at = step.values.get("at")
    if step.waits_since is not None:
        return StepWhen(texts.waits((today - step.waits_since).days), "wait")
    if isinstance(at, datetime):
        return StepWhen(texts.near_moment(at, today), "today")
    if step.by is None:
        return None
    if step.by == today:
        return StepWhen(QCoreApplication.translate("steps", "vandaag"), "plain")
    if step.is_postponed:
        words = QT_TRANSLATE_NOOP("steps", "uitgesteld tot {0}")
    else:
        words = _TERMS.get(step.code, QT_TRANSLATE_NOOP("steps", "vóór {0}"))
    day = texts.near_day(step.by, today)
    text = QCoreApplication.translate("steps", words).format(day)
    return StepWhen(text, "plain")
