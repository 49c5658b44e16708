"""The page Vandaag: computed from the visits of one visitor, never typed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from enum import StrEnum

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.names import joint_formal_name
from huisbezoek.model.domain.next_steps import NextStep, StepCode, next_step
from huisbezoek.model.domain.visit_commands import DEFAULT_TERMS, WorkTerms
from huisbezoek.model.domain.visits import VisitState
from huisbezoek.model.usecases.aftercare import agreed_call
from huisbezoek.model.usecases.asked_now import is_for_now, work_now
from huisbezoek.model.usecases.ports.visits import VisitQuestion, VisitRow
from huisbezoek.model.usecases.ports.work import Reading


class TodayGroup(StrEnum):
    """The piles of Vandaag, in this order."""

    WAITS_LONGER = "waits_longer"
    TODAY = "today"
    THIS_WEEK = "this_week"
    LATER = "later"
    AWAITS_ANSWER = "awaits_answer"


@dataclass(frozen=True, slots=True)
class TodayCard:
    """What waits for one resident, or for a couple with one letter or appointment.

    `others` are the rows of the partner; what is done for the card is done for `visits`.
    `handed_over` marks work that was begun here for who is visited by somebody else by now.
    """

    row: VisitRow
    state: VisitState
    step: NextStep
    group: TodayGroup
    others: tuple[VisitRow, ...] = ()
    handed_over: bool = False

    @property
    def visits(self) -> tuple[str, ...]:
        """All visits of the card."""
        return (self.row.visit, *(other.visit for other in self.others))

    @property
    def name(self) -> str:
        """'mevrouw Smeenk', 'meneer en mevrouw Smit'."""
        if not self.others:
            return self.row.formal_name
        return joint_formal_name(self.row.formal_name, self.others[0].formal_name)

    @property
    def telephone(self) -> str:
        """The first number that is known, in its stored form."""
        return next((row.telephone for row in (self.row, *self.others) if row.telephone), "")


@dataclass(frozen=True, slots=True)
class Today:
    """What a visitor sees first: the visit of today, then the piles.

    `next_visit` is the first appointment after today; `terms` are those of the organisation.
    """

    hero: TodayCard | None
    cards: tuple[TodayCard, ...]
    visits_today: int
    waiting_longer: int
    next_visit: TodayCard | None
    organisation: OrganisationCard
    terms: WorkTerms
    has_residents: bool


_WAITING_FOR_OTHERS = {
    StepCode.AWAIT_REPLY,
    StepCode.AWAIT_SECOND_LETTER,
    StepCode.AWAIT_CARD,
    StepCode.AWAIT_AFTER_SECOND_LETTER,
    StepCode.ASSESS_REPORT,
    StepCode.CLOSE_FOLLOW_UP,
    StepCode.INVITE,
}


_WRITTEN_APART = {StepCode.WRITE_REPORT, StepCode.FINISH_REPORT, StepCode.ADD_TO_REPORT}
"""Each of a couple has a report of their own."""


def today_view(reading: Reading, *, visitor: str, today: date) -> Today:
    """The open visits of this visitor in piles, the longest waiting first.

    Those that were accepted for a later month come when their letter may go out.
    """
    organisation = reading.organisation()
    terms = replace(DEFAULT_TERMS, reply_days=organisation.reply_days)
    drafted = set(reading.drafted_visits())
    own = work_now(reading.visit_rows(VisitQuestion(visitor=visitor)), today)
    rows = [row for row in own if is_for_now(row, today) or row.visit in drafted]
    begun = _begun_elsewhere(reading, rows, drafted)
    reachable = reachable_by(rows)
    cards = [
        replace(
            card_of(reading, row, today=today, terms=terms, drafted=drafted, reachable=reachable),
            handed_over=row in begun,
        )
        for row in (*rows, *begun)
    ]
    order = list(TodayGroup)
    cards.sort(key=lambda card: (order.index(card.group), *_when(card), card.row.visit))
    joined = joined_cards(cards)
    hero = next((card for card in joined if card.step.code is StepCode.VISIT_TODAY), None)
    return Today(
        hero=hero,
        cards=tuple(card for card in joined if card is not hero),
        visits_today=sum(card.step.code is StepCode.VISIT_TODAY for card in joined),
        waiting_longer=sum(card.group is TodayGroup.WAITS_LONGER for card in joined),
        next_visit=_next_visit(joined, today),
        organisation=organisation,
        terms=terms,
        has_residents=bool(own or begun),
    )


def reachable_by(rows: Iterable[VisitRow]) -> frozenset[str]:
    """What is shared (`_shared`) by those of whom at least one has a telephone number."""
    return frozenset(_shared(row) for row in rows if row.telephone)


def card_of(
    reading: Reading,
    row: VisitRow,
    *,
    today: date,
    terms: WorkTerms,
    drafted: Collection[str],
    reachable: Collection[str],
) -> TodayCard:
    """The card of one visit; `drafted` are visits with a report that was begun here."""
    state = reading.visit(row.visit)
    step = next_step(
        state,
        today,
        has_draft=row.visit in drafted,
        has_telephone=_shared(row) in reachable,
        terms=terms,
        call=agreed_call(reading, state),
    )
    return TodayCard(row, state, step, group_of(step, today))


def _begun_elsewhere(
    reading: Reading, rows: Iterable[VisitRow], drafted: Collection[str]
) -> tuple[VisitRow, ...]:
    """Open visits with a report that was begun here, of residents who went to another visitor."""
    left = set(drafted) - {row.visit for row in rows}
    if not left:
        return ()
    return tuple(row for row in reading.visit_rows(VisitQuestion()) if row.visit in left)


def group_of(step: NextStep, today: date) -> TodayGroup:
    """On which pile a step lies today."""
    if step.code in _WAITING_FOR_OTHERS:
        return TodayGroup.AWAITS_ANSWER
    if step.waits_since is not None:
        return TodayGroup.WAITS_LONGER
    if step.by is None or step.by == today:
        return TodayGroup.TODAY
    end_of_week = today + timedelta(days=6 - today.weekday())
    return TodayGroup.THIS_WEEK if step.by <= end_of_week else TodayGroup.LATER


def _when(card: TodayCard) -> tuple[date, time]:
    appointment = card.state.appointment
    at = appointment.starts.time() if appointment is not None else time.max
    return card.step.waits_since or card.step.by or date.max, at


def _next_visit(cards: Iterable[TodayCard], today: date) -> TodayCard | None:
    coming = [
        (card.state.appointment.starts, card.row.visit, card)
        for card in cards
        if card.state.appointment is not None and card.state.appointment.starts.date() > today
    ]
    return min(coming)[2] if coming else None


def _shared(row: VisitRow) -> str:
    """What a couple shares: the appointment, else the letter."""
    return row.appointment or row.letter or row.visit


def joined_cards(cards: Iterable[TodayCard]) -> list[TodayCard]:
    """A couple with one letter or appointment is one card, as long as the step is the same."""
    found: dict[object, TodayCard] = {}
    for card in cards:
        apart = card.step.code in _WRITTEN_APART
        at = card.row.appointment_at
        key = card.row.visit if apart else (_shared(card.row), at, card.step.code)
        first = found.get(key)
        found[key] = card if first is None else replace(first, others=(*first.others, card.row))
    return list(found.values())
