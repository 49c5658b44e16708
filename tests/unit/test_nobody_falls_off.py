"""Whatever happens to a resident: due again, on somebody's list, or stopped by a person."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from huisbezoek.model.domain.cycle import next_due
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import CallOutcome, ContactKind, ExclusionReason, VisitHeld
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.model.usecases.exclusions import exclude, lift_exclusion
from huisbezoek.model.usecases.given_twice import choose_visitor, given_twice
from huisbezoek.model.usecases.ladder import hand_back
from huisbezoek.model.usecases.letters import letter_queue, letters_to_send, mark_sent
from huisbezoek.model.usecases.mending import mend_visit
from huisbezoek.model.usecases.ports.people import ResidentHistory
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.residents import (
    StopReason,
    request_visit,
    resume_contact,
    stop_contact,
)
from huisbezoek.model.usecases.rounds import plan_visit, take_into_round
from huisbezoek.model.usecases.to_decide import call_off
from huisbezoek.model.usecases.visitors import assign, unassigned
from huisbezoek.model.usecases.visits import close_unreached, log_call
from tests.people import READY, TODAY, at
from tests.unit.round_profile import RoundProfile

LIVES: Final = 60
STEPS: Final = 10
A_CYCLE: Final = timedelta(days=3 * 366)
DEEDS: Final = (
    "round",
    "later",
    "request",
    "stop",
    "resume",
    "exclude",
    "lift",
    "assign",
    "letter",
    "call",
    "unreached",
    "off",
    "held",
    "held_late",
    "back",
    "mend",
    "choose",
    "elsewhere",
)


class Life(RoundProfile):
    """One profile in which random people live; each step is a deed of a person."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.visitors = [self.add_visitor(replace(READY, name=name)) for name in ("Riet", "Wim")]

    def live(self, seed: int) -> tuple[str, date, list[str]]:
        """The resident of this life, its last day, and what happened."""
        choice = random.Random(seed)
        resident, today, told = self.add_resident(), TODAY, []
        for _ in range(STEPS):
            today += timedelta(days=choice.choice((0, 0, 1, 3, 20)))
            deed = choice.choice(DEEDS)
            told.append(f"{today}: {deed}")
            try:
                self.do(self.step, deed, resident, today, choice)
            except RefusedByRuleError:
                told[-1] += " (refused)"
        return resident, today, told

    def step(
        self, writing: Writing, deed: str, resident: str, today: date, choice: random.Random
    ) -> Any:
        history = writing.resident(resident)
        visitor = choice.choice(self.visitors)
        chance = self.random_bytes
        month = (today + timedelta(days=95)).replace(day=1)
        reason = ExclusionReason.NURSING_HOME
        deeds = {
            "round": lambda: take_into_round(writing, resident, today, chance),
            "later": lambda: plan_visit(writing, history, today, today, chance, month=month),
            "request": lambda: request_visit(writing, resident, "zelf", today, chance),
            "stop": lambda: stop_contact(writing, resident, StopReason.OPTED_OUT, today),
            "resume": lambda: resume_contact(writing, resident, today),
            "exclude": lambda: exclude(writing, resident, reason, today),
            "lift": lambda: lift_exclusion(writing, resident, today),
            "assign": lambda: assign(writing, [resident], visitor, today=today),
        }
        wanted = deeds.get(deed)
        if wanted is not None:
            return wanted()
        return self.about_a_visit(writing, deed, history, today, choice)

    def about_a_visit(
        self,
        writing: Writing,
        deed: str,
        history: ResidentHistory,
        today: date,
        choice: random.Random,
    ) -> Any:
        known = history.state.open_visit
        if deed == "letter":
            lines = letter_queue(writing, today=today).to_send
            mine = [one for one in lines if history.state.resident in one.residents]
            return mark_sent(writing, mine, on=today, random_bytes=self.random_bytes)
        if deed == "choose":
            return settle(writing, choice, today)
        if deed == "elsewhere":
            # Another coordinator planned the same before this one heard of it.
            fresh = replace(history, state=replace(history.state, open_visit=None))
            return plan_visit(writing, fresh, today, today, self.random_bytes)
        if deed in {"held_late", "mend"} and history.visits:
            known = choice.choice(history.visits)
        return None if known is None else visiting(writing, deed, known, today, choice)


def visiting(
    writing: Writing, deed: str, visit: VisitState, today: date, choice: random.Random
) -> None:
    match deed:
        case "call":
            outcome = choice.choice((CallOutcome.YES, CallOutcome.NO, CallOutcome.NO_ANSWER))
            log_call(writing, visit.visit, outcome, at=at(today, 10))
        case "unreached":
            close_unreached(writing, visit.visit, today=today)
        case "off":
            call_off(writing, visit.visit, today)
        case "held" | "held_late":
            held = VisitHeld(today, 60, ContactKind.HOME_VISIT)
            writing.record(Subject(SubjectKind.VISIT, visit.visit), held)
        case "mend":
            mend_visit(writing, visit.visit, choice.choice(list(VisitStatus)), "x", today=today)
        case _:
            for visitor in writing.resident(visit.resident).state.visitors:
                hand_back(writing, [visit.visit], visitor, today=today, reason="vol")


def settle(writing: Writing, choice: random.Random, today: date) -> None:
    for one in given_twice(writing):
        able = [known.claim.visitor for known in one.visitors if known.can_go]
        chosen = choice.choice(able) if able and len(one.visitors) > 1 else ""
        choose_visitor(writing, one, chosen, today=today)


def falls_off(reading: Reading, resident: str, today: date) -> str:
    """Why nobody would ever hear of this resident again; '' when somebody will."""
    history = reading.resident(resident)
    state = history.state
    if state.stopped_on is not None or state.excluded:
        return ""
    planned = [one for one in history.visits if one.status is VisitStatus.PLANNED]
    if not all(is_written_to(reading, one, today) for one in planned):
        return "no letter goes out"
    visit = state.open_visit
    if visit is None:
        return "" if next_due(history.periods, today + A_CYCLE) else "never due again"
    # Somebody calls, visits or writes: the visitor on Vandaag, or who gives it to a visitor.
    on_a_list = state.visitors or visit.status.took_place or waits(reading, resident)
    return "" if on_a_list else f"nobody works on {visit.status.value}"


def waits(reading: Reading, resident: str) -> bool:
    return any(resident in one.residents for one in unassigned(reading))


def is_written_to(reading: Reading, visit: VisitState, today: date) -> bool:
    """Whether a letter goes now or in its month, or a coordinator is asked to choose."""
    later = max(today, visit.planned_for or today)
    queue = letter_queue(reading, today=later)
    going = {known for line in queue.to_send for known in line.visits}
    asked = {known for one in given_twice(reading) for known in one.residents}
    return visit.visit in going | {one.visit for one in queue.held_back} or visit.resident in asked


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    made = Life(tmp_path / "profile")
    yield made
    made.close()


def test_nobody_falls_off(life: Life) -> None:
    lost: list[tuple[int, str, Sequence[str]]] = []
    for seed in range(LIVES):
        resident, today, told = life.live(seed)
        why = life.ask(falls_off, resident, today)
        if why:
            lost.append((seed, why, told))
    assert lost == []
    last = TODAY + timedelta(days=STEPS * 20)
    queue = life.ask(letter_queue, today=last)
    assert len(life.ask(letters_to_send, last)) == len(queue.to_send)
