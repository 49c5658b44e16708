"""The sentence under the title of the agenda: which weeks are shown, and how much is agreed."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.agenda import monday, week
from huisbezoek.model.usecases.agenda import Agenda
from huisbezoek.ui import texts
from huisbezoek.ui.models import agenda_words

WEEKS: Final = 4
"""So many weeks are listed from the chosen one on; the grid shows the first."""


def last_listed(day: date) -> date:
    """The Sunday of the last week that is listed."""
    return monday(day) + timedelta(days=7 * WEEKS - 1)


def which_weeks(day: date, *, shows_week: bool) -> str:
    """'Week 48: 23 tot en met 29 november 2026.', or the same of all weeks of the list."""
    first, number = monday(day), _number(day)
    if shows_week:
        words = _tr("Week {0}: {1}.")
        return words.format(number, agenda_words.week_of(first, week(day)[-1]))
    last = last_listed(day)
    words = _tr("Week {0} tot en met {1}: {2}.")
    return words.format(number, _number(last), agenda_words.week_of(first, last))


def head_sentences(agenda: Agenda, day: date, *, shows_week: bool) -> tuple[str, str]:
    """The whole sentence, and what the narrow form says of it."""
    weeks = which_weeks(day, shows_week=shows_week)
    count = _count_words(agenda, day, shows_week=shows_week)
    edge = _edge_words(agenda, day, shows_week=shows_week)
    # The days themselves say which dates they are.
    short = weeks if shows_week else f"{weeks.split(':', 1)[0]}."
    return _joined(weeks, count, edge), _joined(short, count)


def nothing_words(agenda: Agenda, day: date) -> str:
    """What the list says when its weeks are empty: when the next appointment is."""
    if agenda.items or not agenda.has_any:
        return ""
    words = _tr("In deze vier weken staan geen afspraken.")
    later = min((one for one in agenda.days if one > last_listed(day)), default=None)
    if later is None:
        return words
    return f"{words} {_tr('De volgende is op {0}.').format(texts.long_date(later))}"


def _count_words(agenda: Agenda, day: date, *, shows_week: bool) -> str:
    count = len(agenda.items)
    if shows_week:
        count = sum(agenda.days.get(one, 0) for one in week(day))
    if count:
        return texts.counted(count, _tr("{0} afspraak."), _tr("{0} afspraken."))
    return _tr("Deze week zijn er geen afspraken.") if shows_week and agenda.has_any else ""


def _edge_words(agenda: Agenda, day: date, *, shows_week: bool) -> str:
    """What the edge of a block in the week means, when there is one that is not confirmed."""
    days = week(day)
    of_week = [one.appointment for one in agenda.items if one.appointment.starts.date() in days]
    if not shows_week or all(one.confirmed for one in of_week):
        return ""
    return _tr("Streepjes: niet bevestigd.")


def _joined(*sentences: str) -> str:
    return " ".join(one for one in sentences if one)


def _number(day: date) -> int:
    return day.isocalendar().week


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaPage", text)
