"""The promise of the cycle over the real use cases: month after month nobody is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from huisbezoek.model.domain.cycle import due_on
from huisbezoek.model.domain.events import (
    Answer,
    ContactKind,
    ReplyReceived,
    StatusForced,
    VisitHeld,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.planning.worker import WorkerPlanner
from huisbezoek.model.usecases import round_desk
from huisbezoek.model.usecases.accepting import accept
from huisbezoek.model.usecases.ports.work import Reading, Writing
from tests.people import READY
from tests.unit.round_profile import RoundProfile

BEGINS = date(2026, 11, 1)
CYCLE = 24
NAMES = ("Riet Jansen", "Wim Bakker", "Els Smit", "Joop Meijer", "Ans Mulder", "Fatma Aydin")
QUICK = WorkerPlanner(("/there/is/no/such/program",), {})


@dataclass
class Town:
    """About 120 residents and six visitors, of whom everything but the visits is left to chance."""

    profile: RoundProfile
    chance: Random
    residents: list[str]

    def month(self, today: date) -> None:
        """New people of 75, the round of this month accepted, and each visit held or not."""
        for _ in range(self.chance.randrange(2)):
            self.grow(date(today.year - 75, today.month, 1))
        self.nobody_is_forgotten(today)
        desk = self.profile.ask(round_desk.at_once, QUICK, PlanWeights(), today=today, beside=())
        done = self.profile.do(
            accept, desk.round.rows_with, today=today, random_bytes=self.profile.random_bytes
        )
        assert done.left == ()
        self.profile.do(self.visit, done.visits, today)

    def nobody_is_forgotten(self, today: date) -> None:
        """Who is due has an open visit, a month and a visitor, or is among those who wait."""
        desk = self.profile.ask(round_desk.at_once, QUICK, PlanWeights(), today=today, beside=())
        keys = {one.turn for one in (*desk.plan.placements, *desk.plan.waiting)}
        seen = {one for turn in desk.problem.turns if turn.key in keys for one in turn.residents}

        def forgotten(reading: Reading) -> list[str]:
            histories = ((one, reading.resident(one)) for one in self.residents if one not in seen)
            return [
                one
                for one, history in histories
                if due_on(history.periods, today) and history.state.open_visit is None
            ]

        assert self.profile.ask(forgotten) == []

    def visit(self, writing: Writing, visits: tuple[str, ...], today: date) -> None:
        for visit in visits:
            on = today + timedelta(days=self.chance.randrange(27))
            subject = Subject(SubjectKind.VISIT, visit)
            fate = self.chance.random()
            if fate < 0.6:
                writing.record(subject, VisitHeld(on, 60, ContactKind.HOME_VISIT))
                writing.record(subject, StatusForced(VisitStatus.CLOSED_DONE, "klaar", on))
            elif fate < 0.95:
                writing.record(subject, ReplyReceived(Answer.NO, on))
            else:
                until = add_months(on, 2)
                writing.record(subject, ReplyReceived(Answer.LATER, on, until))

    def grow(self, born: date) -> None:
        number = len(self.residents)
        self.residents.append(
            self.profile.add_resident(
                surname=f"Bakker{number}",
                birth_date=born.isoformat(),
                street=f"Straat {number % 30}",
                district=self.chance.choice(("Havenkwartier", "Oost", "")),
            )
        )

    def contacts(self) -> dict[str, list[date]]:
        """The days on which each resident was visited, or answered."""

        def of(reading: Reading, resident: str) -> list[date]:
            visits = reading.resident(resident).visits
            days = [visit.held_on or visit.closed_on for visit in visits]
            return sorted(day for day in days if day is not None)

        return self.profile.ask(lambda reading: {one: of(reading, one) for one in self.residents})


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    profile = RoundProfile(tmp_path / "profile")
    for name in NAMES:
        profile.add_visitor(replace(READY, name=name, conduct_certificate_on="2026-10-01"))
    chance = Random(7)
    made = Town(profile, chance, [])
    for _ in range(120):
        made.grow(date(1930 + chance.randrange(21), 1 + chance.randrange(12), 5))
    yield made
    profile.close()


@pytest.mark.parametrize(
    "months", [12, pytest.param(60, marks=pytest.mark.faults, id="five years")]
)
def test_nobody_is_forgotten_and_with_enough_visitors_the_cycle_is_kept(
    town: Town, months: int
) -> None:
    for number in range(months):
        today = add_months(BEGINS, number)
        if number == 40:
            renew(town.profile)
        town.month(today)
    end = add_months(BEGINS, months)
    for days in town.contacts().values():
        # In the month in which the cycle ends at the latest, as `Turn.promised` says.
        for before, after in pairwise(days):
            assert months_between(before, after) <= CYCLE
        # The last one is not longer ago than that either.
        assert not days or months_between(days[-1], end) <= CYCLE + 1
    visited = sum(bool(days) for days in town.contacts().values())
    assert visited >= len(town.residents) * min(1, months / CYCLE) * 0.9


def months_between(before: date, after: date) -> int:
    return (after.year - before.year) * 12 + after.month - before.month


def renew(profile: RoundProfile) -> None:
    """New certificates: they are valid for four years."""

    def deed(writing: Writing) -> None:
        for record in writing.visitors():
            card = replace(record.card, conduct_certificate_on="2030-02-01")
            writing.change_card(Subject(SubjectKind.VISITOR, record.visitor), card)

    profile.do(deed)
