"""The words of the page Vandaag: the greeting, what there is today, and a card as a row."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.next_steps import StepCode
from huisbezoek.model.usecases.today import Today, TodayCard, TodayGroup
from huisbezoek.ui import step_words, texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

GROUPS: Final = {
    TodayGroup.WAITS_LONGER: QT_TRANSLATE_NOOP("TodayPage", "Wacht langer"),
    TodayGroup.TODAY: QT_TRANSLATE_NOOP("TodayPage", "Vandaag"),
    TodayGroup.THIS_WEEK: QT_TRANSLATE_NOOP("TodayPage", "Deze week"),
    TodayGroup.LATER: QT_TRANSLATE_NOOP("TodayPage", "Later"),
    TodayGroup.AWAITS_ANSWER: QT_TRANSLATE_NOOP("TodayPage", "Wacht op antwoord"),
}
"""The piles in the order in which they are shown."""
_NOON, _EVENING = 12, 18


def group_words(group: TodayGroup) -> str:
    """The heading of a pile."""
    return _tr(GROUPS[group])


def greeting(now: datetime, first_name: str) -> str:
    """'Goedemorgen, Riet'."""
    if now.hour < _NOON:
        words = _tr("Goedemorgen, {0}")
    elif now.hour < _EVENING:
        words = _tr("Goedemiddag, {0}")
    else:
        words = _tr("Goedenavond, {0}")
    return words.format(first_name)


def totals(view: Today, today: date) -> tuple[str, str]:
    """The day with what there is to do, and what the narrow form says of it."""
    day = f"{texts.capital(texts.long_date(today))}."
    parts = []
    if view.visits_today:
        parts.append(
            texts.counted(
                view.visits_today,
                _tr("Vandaag hebt u {0} bezoek."),
                _tr("Vandaag hebt u {0} bezoeken."),
            )
        )
    if view.waiting_longer:
        parts.append(
            texts.counted(
                view.waiting_longer,
                _tr("{0} bezoek wacht al langer."),
                _tr("{0} bezoeken wachten al langer."),
            )
        )
    return " ".join((day, *parts)), " ".join(parts) or day


def why(card: TodayCard, today: date) -> str:
    """Why the card is there now; of a visit today, what was agreed about it."""
    if card.handed_over:
        return _tr("Overgedragen aan een andere bezoeker. Lever uw verslag nog in.")
    if card.step.code is StepCode.VISIT_TODAY and (agreed := agreed_words(card)):
        return agreed
    return step_words.why(card.step, today)


def agreed_words(card: TodayCard) -> str:
    """Who is there and what is needed, in sentences."""
    made = card.state.appointment
    told = (made.present, made.needs) if made is not None else ()
    return " ".join(f"{texts.capital(one.rstrip('.'))}." for one in told if one)


def quiet_words(view: Today) -> tuple[str, str]:
    """The title and the sentence of a week without work: what comes next."""
    coming = view.next_visit
    if not view.has_residents:
        return (
            _tr("Er is nog niemand voor u"),
            _tr("Uw coördinator wijst u inwoners toe. Wissel daarna uit."),
        )
    title = _tr("Niets te doen deze week")
    if coming is None or coming.state.appointment is None:
        return title, _tr("Wissel uit om te zien of er iets nieuws is.")
    starts = texts.moment(coming.state.appointment.starts)
    return title, _tr("Volgend bezoek: {0}, bij {1}.").format(starts, coming.name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodayPage", text)
