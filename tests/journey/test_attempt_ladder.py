"""The attempt ladder rung by rung: on real storage, with the clock moved, for both sides.

Days count from the day of the letter. Each line says what happens on a day and what then stands on
the visitor's Vandaag and on the coordinator's lists, with the day by which it is to be done, or how
many days it waits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest

from huisbezoek.model.domain.events import (
    Answer,
    CallOutcome,
    CancelledBy,
    ExclusionReason,
)
from huisbezoek.model.domain.next_steps import NextStep
from huisbezoek.model.usecases import ladder, letters, visits
from huisbezoek.model.usecases.overview import residents_without_visitor
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.today import today_view
from tests.people import TODAY
from tests.unit.round_profile import RoundProfile

NUMBER = "+31600000112"
LATER = 120


@dataclass
class Person:
    """One resident on the ladder, with or without a visitor and a number."""

    profile: RoundProfile
    resident: str
    visit: str
    riet: str = ""
    day: int = 0

    @property
    def today(self) -> date:
        return TODAY + timedelta(days=self.day)

    def at(self, hour: int) -> datetime:
        return datetime.combine(self.today, time(hour))

    def does(self, deed: str) -> None:
        word, _, rest = deed.partition(" ")
        getattr(self, f"_{word}")(*rest.split())

    # --- deeds ---

    def _letter(self) -> None:
        queue = self.queue()
        wanted = [line for line in queue.to_send if self.visit in line.visits]
        assert len(wanted) == 1
        self.profile.do(
            letters.mark_sent, wanted, on=self.today, random_bytes=self.profile.random_bytes
        )

    def _calls(self, outcome: str, hour: str) -> None:
        until = self.today + timedelta(days=LATER) if outcome == "later" else None
        self.profile.do(
            visits.log_call, self.visit, CallOutcome(outcome), at=self.at(int(hour)), until=until
        )

    def _replies(self, answer: str) -> None:
        self.profile.do(visits.enter_reply, self.visit, Answer(answer), on=self.today)

    def _card(self) -> None:
        self.profile.do(visits.send_card, self.visit, today=self.today)

    def _asks(self) -> None:
        self.profile.do(ladder.ask_second_letter, self.visit, today=self.today)

    def _postpones(self, days: str) -> None:
        until = self.today + timedelta(days=int(days))
        self.profile.do(ladder.postpone, self.visit, until, today=self.today)

    def _agrees(self, in_days: str) -> None:
        starts = self.at(14) + timedelta(days=int(in_days))
        self.profile.do(
            visits.make_appointment,
            [self.visit],
            visits.NewAppointment(starts),
            today=self.today,
            random_bytes=self.profile.random_bytes,
        )

    def _cancels(self) -> None:
        self.profile.do(
            visits.cancel_appointment, self.visit, CancelledBy.VISITOR, today=self.today
        )

    def _nobody(self) -> None:
        self.profile.do(visits.not_at_home, self.visit, today=self.today)

    def _closes(self) -> None:
        self.profile.do(visits.close_unreached, self.visit, today=self.today)

    def _returned(self) -> None:
        self.profile.do(ladder.letter_returned, self.visit, on=self.today)

    def _gives(self, _back: str) -> None:
        given = self.profile.do(
            ladder.hand_back, [self.visit], self.riet, today=self.today, reason="teruggegeven"
        )
        assert given == 1

    # --- what both see ---

    def queue(self) -> letters.LetterQueue:
        return self.profile.ask(letters.letter_queue, today=self.today)

    def said(self, step: NextStep) -> str:
        if step.waits_since is not None:
            when = f" waits {(self.today - step.waits_since).days}"
        else:
            when = f" by {(step.by - TODAY).days}" if step.by is not None else ""
        better = f", better {step.better}" if step.better else ""
        return f"{step.code.value}{when}{better}"

    def visitor_sees(self) -> str:
        view = self.profile.ask(today_view, visitor=self.riet or "nobody", today=self.today)
        cards = [*([view.hero] if view.hero else []), *view.cards]
        return " and ".join(self.said(card.step) for card in cards) or "-"

    def coordinator_sees(self) -> str:
        queue = self.queue()
        found = [
            "second letter" if line.second else "letter"
            for line in queue.to_send
            if self.visit in line.visits
        ]
        for line in queue.waiting:
            if self.visit == line.people[0].visit:
                own = line.card is not None and not line.visitor
                found.append(self.said(line.card.step) if own else "waits for answer")
        if self.resident in self.profile.ask(residents_without_visitor):
            found.append("no visitor")
        return ", ".join(found) or "-"

    def is_due(self, days: int) -> bool:
        day = TODAY + timedelta(days=days)
        found = self.profile.ask(
            lambda reading: reading.resident_ids(ResidentQuestion(day, ResidentFilter.DUE))
        )
        return self.resident in found


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path_factory.mktemp("ladder") / "profile")
    yield opened
    opened.close()


WAITS = "waits for answer"
NOBODY = "no visitor"
LADDERS = {
    "three calls, a card, unreached": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (14, "", "call_after_letter by 14", WAITS),
            (18, "", "call_after_letter waits 4", WAITS),
            (18, "calls no_answer 10", "call_again by 25, better eve", WAITS),
            (23, "calls no_answer 19", "call_again by 30", WAITS),
            (30, "calls no_answer 14", "send_card_after_calls by 37", WAITS),
            (37, "card", "await_card by 58", WAITS),
            (58, "", "close_unreached by 58", WAITS),
            (60, "", "close_unreached waits 2", WAITS),
            (60, "closes", "-", "-"),
        ],
        (61, False, 61 + 730, True),
    ),
    "in the evening first": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (14, "calls no_answer 19", "call_again by 21, better am", WAITS),
            (15, "calls no_answer 18", "call_again by 22, better am", WAITS),
            (16, "calls yes 9", "make_appointment by 23", "-"),
        ],
        None,
    ),
    "three weeks of calling are enough": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (14, "calls no_answer 14", "call_again by 21, better eve", WAITS),
            (34, "", "call_again waits 13, better eve", WAITS),
            (35, "", "send_card_after_calls waits 14", WAITS),
        ],
        None,
    ),
    "no number: a card": (
        "",
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (14, "", "send_card_after_letter by 14", WAITS),
            (15, "card", "await_card by 36", WAITS),
            (30, "replies yes", "make_appointment by 37", "-"),
        ],
        None,
    ),
    "no number: a second letter": (
        "",
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (16, "asks", "await_second_letter by 23", f"second letter, {WAITS}"),
            (24, "", "await_second_letter waits 1", f"second letter, {WAITS}"),
            (24, "letter", "await_after_second_letter by 45", WAITS),
            (45, "", "close_after_second_letter by 45", WAITS),
            (45, "closes", "-", "-"),
        ],
        (46, False, 46 + 730, True),
    ),
    "after calls a second letter": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (14, "calls no_answer 10", "call_again by 21, better eve", WAITS),
            (16, "asks", "await_second_letter by 23", f"second letter, {WAITS}"),
            (17, "card", "await_card by 38", WAITS),
        ],
        None,
    ),
    "nobody to go, no number": (
        "",
        False,
        [
            (0, "letter", "-", f"{WAITS}, {NOBODY}"),
            (14, "", "-", f"second letter, send_card_after_letter by 14, {NOBODY}"),
            (20, "", "-", f"second letter, send_card_after_letter waits 6, {NOBODY}"),
            (20, "letter", "-", f"await_after_second_letter by 41, {NOBODY}"),
            (41, "", "-", f"close_after_second_letter by 41, {NOBODY}"),
        ],
        None,
    ),
    "nobody to go, a number": (
        NUMBER,
        False,
        [
            (0, "letter", "-", f"{WAITS}, {NOBODY}"),
            (18, "", "-", f"call_after_letter waits 4, {NOBODY}"),
            (18, "calls no_answer 10", "-", f"call_again by 25, better eve, {NOBODY}"),
            (19, "calls yes 19", "-", NOBODY),
        ],
        None,
    ),
    "a wrong number": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (14, "calls wrong_number 10", "send_card_without_number by 21", WAITS),
            (15, "asks", "await_second_letter by 22", f"second letter, {WAITS}"),
        ],
        None,
    ),
    "rather later": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (14, "calls later 10", "-", "-"),
        ],
        (14 + LATER - 1, False, 14 + LATER, True),
    ),
    "not at home": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (5, "replies yes", "make_appointment by 12", "-"),
            (6, "agrees 4", "confirm_appointment by 10", "-"),
            (10, "nobody", "not_home_once by 17", "-"),
            (11, "agrees 2", "confirm_appointment by 13", "-"),
            (13, "nobody", "not_home_twice by 20", "-"),
            (13, "asks", "await_second_letter by 20", "second letter"),
            (14, "card", "await_card by 35", WAITS),
        ],
        None,
    ),
    "the letter came back": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (4, "returned", "-", "-"),
        ],
        (5, False, 5 + 730, False),
    ),
    "put off": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (18, "postpones 3", "call_after_letter by 21", WAITS),
            (23, "", "call_after_letter waits 2", WAITS),
            (23, "calls yes 10", "make_appointment by 30", "-"),
        ],
        None,
    ),
    "given back": (
        NUMBER,
        True,
        [
            (0, "letter", "await_reply by 14", WAITS),
            (5, "replies yes", "make_appointment by 12", "-"),
            (6, "gives back", "-", "no visitor"),
        ],
        None,
    ),
}


@pytest.mark.parametrize("name", LADDERS)
def test_each_rung_comes_by_itself_on_the_right_list(profile: RoundProfile, name: str) -> None:
    number, has_visitor, rungs, due = LADDERS[name]
    resident = profile.add_resident(telephone=number)
    riet = profile.add_visitor() if has_visitor else ""
    if riet:
        profile.give(riet, resident)
    person = Person(profile, resident, profile.add_visit(resident), riet)
    for day, deed, visitor, coordinator in rungs:
        person.day = day
        if deed:
            person.does(deed)
        seen = (day, deed, person.visitor_sees(), person.coordinator_sees())
        assert seen == (day, deed, visitor, coordinator)
    if due is not None:
        assert (person.is_due(due[0]), person.is_due(due[2])) == (due[1], due[3])


def test_a_wrong_number_leaves_the_card_and_a_returned_letter_the_rounds(
    profile: RoundProfile,
) -> None:
    resident = profile.add_resident(telephone=NUMBER)
    person = Person(profile, resident, profile.add_visit(resident))
    person.does("letter")
    person.does("calls wrong_number 10")
    person.does("returned")
    state = profile.ask(lambda reading: reading.resident(resident)).state
    assert (state.card.telephone, state.excluded) == ("", ExclusionReason.LETTER_RETURNED.value)
