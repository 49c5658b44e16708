"""What a list and a card say about a resident: the chip, why now, and the sentences on top."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cycle import FROM_CYCLE
from huisbezoek.model.domain.residents import ResidentStatus
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.ports.people import ResidentRow
from huisbezoek.model.usecases.resident_view import DueView, ResidentView, due_view
from huisbezoek.model.usecases.residents import StoppedContact, StopReason
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP

Tone = Literal["wait", "today", "ok", "plain", "no", "reason"]

_TONES: Final[dict[VisitStatus, Tone]] = {
    VisitStatus.PLANNED: "today",
    VisitStatus.TO_SCHEDULE: "today",
    VisitStatus.SCHEDULED: "ok",
    VisitStatus.CONFIRMED: "ok",
    VisitStatus.HELD: "ok",
    VisitStatus.REPORT_SUBMITTED: "today",
}
# {0} is a day or a moment, {1} a number.
_VISIT_SENTENCES: Final[dict[VisitStatus, str]] = {
    VisitStatus.PLANNED: QT_TRANSLATE_NOOP("residents", "De brief kan nu worden gemaakt."),
    VisitStatus.INVITED: QT_TRANSLATE_NOOP("residents", "De brief is op {0} verstuurd."),
    VisitStatus.CALLING: QT_TRANSLATE_NOOP(
        "residents", "De laatste keer bellen was op {0}. Er is nog niet opgenomen."
    ),
    VisitStatus.CARD_SENT: QT_TRANSLATE_NOOP("residents", "Er is op {0} een kaartje gestuurd."),
    VisitStatus.TO_SCHEDULE: QT_TRANSLATE_NOOP("residents", "Er kan een afspraak worden gemaakt."),
    VisitStatus.SCHEDULED: QT_TRANSLATE_NOOP("residents", "De afspraak is op {0}."),
    VisitStatus.CONFIRMED: QT_TRANSLATE_NOOP("residents", "De afspraak op {0} is bevestigd."),
    VisitStatus.NOT_HOME: QT_TRANSLATE_NOOP(
        "residents", "Er was niemand thuis. Er kan een nieuwe afspraak worden gemaakt."
    ),
    VisitStatus.HELD: QT_TRANSLATE_NOOP(
        "residents", "Het bezoek was op {0}. Het verslag komt nog."
    ),
    VisitStatus.REPORT_DRAFT: QT_TRANSLATE_NOOP("residents", "Het verslag is nog niet af."),
    VisitStatus.REPORT_SUBMITTED: QT_TRANSLATE_NOOP(
        "residents", "Het bezoek was op {0}. Het verslag ligt klaar om te lezen."
    ),
    VisitStatus.FOLLOW_UP: QT_TRANSLATE_NOOP(
        "residents", "Het bezoek was op {0}. Wat is afgesproken, loopt nog."
    ),
    VisitStatus.AFTERCARE: QT_TRANSLATE_NOOP(
        "residents", "Het bezoek was op {0}. Een paar weken later bellen wij hoe het gaat."
    ),
}


@dataclass(frozen=True, slots=True)
class ChipWords:
    """A short state and its tone."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class RowWords:
    """One resident in a list."""

    name: str
    address: str
    chip: ChipWords
    why: str


@dataclass(frozen=True, slots=True)
class HeroWords:
    """The first thing that the card says: when, and why."""

    title: str
    sentence: str


def row_words(row: ResidentRow, today: date, terms: CycleTerms) -> RowWords:
    """How a resident stands in a list."""
    due = due_view(row.periods, today)
    address = ", ".join(part for part in (row.address_line, row.place_line) if part)
    return RowWords(
        name=texts.capital(row.formal_name),
        address=address,
        chip=chip_words(row, due),
        why=_row_why(row, due, terms, today),
    )


def chip_words(row: ResidentRow, due: DueView | None) -> ChipWords:
    """The state of a resident in a word or two."""
    if row.stopped:
        return ChipWords(_stopped(row.stopped), "no")
    if row.excluded:
        return ChipWords(texts.resident_status(ResidentStatus.EXCLUDED), "no")
    if row.held_back and not (row.open_status is not None and row.open_status.took_place):
        rests = _tr("contact rust") if row.paused_on is not None else _tr("wordt niet gevraagd")
        return ChipWords(rests, "no")
    if row.open_visit and row.open_status is not None:
        tone = _TONES.get(row.open_status, "plain")
        return ChipWords(texts.visit_status(row.open_status), tone)
    return _due_chip(due)


def stopped_words(reason: StopReason, stopped: StoppedContact) -> tuple[str, str]:
    """The title and the sentence when the contact was just stopped."""
    titles = {
        StopReason.OPTED_OUT: _tr("Er is geen contact meer"),
        StopReason.MOVED: _tr("De verhuizing is bewaard"),
        StopReason.DECEASED: _tr("Het overlijden is bewaard"),
    }
    words = _tr("Er gaat geen brief meer uit en een bezoek gaat niet door.")
    return titles[reason], f"{words} {_at_home(reason, stopped)}".strip()


def _at_home(reason: StopReason, stopped: StoppedContact) -> str:
    if len(stopped.resting) > 1:
        unclear = _tr("Het is niet zeker wie de partner is.")
        rests = _tr("Het contact met {0} huisgenoten rust, tot u daarover beslist.")
        return f"{unclear} {rests.format(len(stopped.resting))}"
    if stopped.resting:
        return _tr("Het contact met een partner rust, tot u daarover beslist.")
    if reason is StopReason.OPTED_OUT or not stopped.others:
        return ""
    return _tr("Op dit adres woont nog iemand. Kijk of een brief daar past.")


def _due_chip(due: DueView | None) -> ChipWords:
    if due is None:
        return ChipWords(texts.resident_status(ResidentStatus.IMPORTED), "plain")
    if due.is_now:
        return ChipWords(texts.resident_status(ResidentStatus.ELIGIBLE), "today")
    return ChipWords(_in_month(due.opens), "plain")


def hero_words(view: ResidentView, today: date) -> HeroWords:
    """When somebody is due and why, or why nothing comes."""
    state = view.state
    stopped_on = state.died_on or state.moved_on or state.opted_out_on
    if stopped_on is not None:
        sentence = _tr("Sinds {0}. Er gaan geen brieven meer uit en er wordt niet gebeld.")
        title = texts.capital(_stopped(view.row.stopped))
        return HeroWords(title, sentence.format(texts.plain_date(stopped_on)))
    visit = view.open_visit
    rests = _resting(view) if visit is None or not visit.status.took_place else None
    if rests is not None:
        return rests
    why = texts.due_sentence(view.due.period, view.terms, today) if view.due else ""
    if view.due and view.due.period.reason in FROM_CYCLE:
        group = texts.group(view.due.period.group.value, view.terms.age_from)
        why = f"{why} {_tr('Doelgroep: {0}.').format(group)}"
    if not why and view.groups:
        why = _tr("Doelgroep: {0}.").format(texts.groups(view.groups, view.terms.age_from))
    now = visit_sentence(visit) if visit is not None else ""
    if visit is not None and visit.held_on is not None:
        if view.due is None or view.due.period.reason not in FROM_CYCLE:
            return HeroWords(_hero_title(view), now)
        again = _tr("Wij komen elke {0}.").format(texts.cycle_length(view.terms.cycle_months))
        return HeroWords(_hero_title(view), f"{now} {again}")
    return HeroWords(_hero_title(view), " ".join(part for part in (why, now) if part))


def _resting(view: ResidentView) -> HeroWords | None:
    """Why nobody is asked here now, as far as it is known on this laptop."""
    card, state = view.card, view.state
    if state.excluded:
        words = _tr("Er gaan geen brieven uit tot u dit verandert.")
        return HeroWords(_tr("Wordt niet bezocht"), words)
    if card.visited_by:
        title = _tr("Wordt bezocht door {0}").format(card.visited_by)
        return HeroWords(title, _tr("Daarom sturen wij geen uitnodiging."))
    if card.do_not_visit:
        return HeroWords(_tr("Wordt niet bezocht"), card.do_not_visit)
    if card.rests or state.paused_on is not None:
        words = _tr("De coördinator beslist wanneer het verdergaat. Er gaat nu niemand heen.")
        return HeroWords(_tr("Het contact rust"), words)
    return None


def visit_sentence(visit: VisitState) -> str:
    """How far the visit is."""
    if visit.status not in _VISIT_SENTENCES:
        return ""
    said = _tr(_VISIT_SENTENCES[visit.status])
    if visit.status is VisitStatus.CARD_SENT and visit.second_letter_on is not None:
        said = _tr("Er is op {0} een tweede brief gestuurd.")
    return said.format(_when(visit))


def _hero_title(view: ResidentView) -> str:
    visit, due = view.open_visit, view.due
    if visit is not None and visit.held_on is None:
        ahead = due is not None and not due.is_now and due.closes is not None
        return _between(due) if due is not None and ahead else _tr("Nu aan de beurt")
    if due is None:
        is_held = visit is not None
        return _tr("Het bezoek is geweest") if is_held else _tr("Nu niet aan de beurt")
    if not due.is_now:
        return _between(due)
    if due.closes is not None:
        return _tr("Aan de beurt tot en met {0}").format(texts.month(due.closes))
    return _tr("Nu aan de beurt")


def _between(due: DueView) -> str:
    closes = due.closes or due.opens
    return _tr("Aan de beurt {0}").format(texts.between_months(due.opens, closes))


def _when(visit: VisitState) -> str:
    if visit.status in {VisitStatus.SCHEDULED, VisitStatus.CONFIRMED}:
        return texts.moment(visit.appointment.starts) if visit.appointment else ""
    call = visit.last_call_at.date() if visit.last_call_at else None
    by_status = {
        VisitStatus.INVITED: visit.invited_on,
        VisitStatus.CALLING: call,
        VisitStatus.CARD_SENT: visit.card_sent_on,
    }
    day = by_status.get(visit.status, visit.held_on) or visit.since
    return texts.plain_date(day) if day is not None else ""


def _row_why(row: ResidentRow, due: DueView | None, terms: CycleTerms, today: date) -> str:
    if row.paused_on is not None and not (row.stopped or row.excluded):
        return _tr("Een huisgenoot is overleden. U beslist of het contact verdergaat.")
    if row.held_back and not (row.stopped or row.excluded or row.open_visit):
        return _tr("Een andere organisatie komt hier, of niemand gaat heen. Zie de kaart.")
    if row.stopped or row.excluded or due is None:
        return texts.capital(texts.groups(row.groups, terms.age_from))
    return texts.due_sentence(due.period, terms, today)


def _stopped(code: str) -> str:
    try:
        return texts.resident_status(ResidentStatus(code))
    except ValueError:
        return texts.resident_status(ResidentStatus.EXCLUDED)


def _in_month(day: date) -> str:
    return _tr("vanaf {0}").format(texts.month(day))


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text)
