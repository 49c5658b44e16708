"""A fictional municipality that was on a five-year cycle, made for real and planned.

The profile is encrypted like any other and stands in a temporary folder that is removed. Nobody in
it exists, and nothing of it is printed but counts.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from huisbezoek.app.fictional_profile import read_as_list, writing_in
from huisbezoek.app.parts import Parts
from huisbezoek.commands.plan import PlanFigures, PlannedMonth, PlanWish
from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.cycle_plan import CyclePlan, PlanProblem
from huisbezoek.model.domain.events import (
    Assigned,
    ContactKind,
    StatusForced,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.fictional_people import (
    fictional_residents,
    fictional_visitors,
)
from huisbezoek.model.domain.identity import new_identifier
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.domain.training import Module
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.forecast import Forecast, forecast, highest_to_mean
from huisbezoek.model.usecases.intake import list_terms, take_in
from huisbezoek.model.usecases.organisation import change_organisation
from huisbezoek.model.usecases.plan_basis import read_plan
from huisbezoek.model.usecases.planning import problem_of
from huisbezoek.model.usecases.ports.planning import NeverStopped
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.profile import OpenProfile, close_profile, create_coordinator
from huisbezoek.model.usecases.visitors import add_visitor

FIVE_YEARS: Final = 1826
_SEED: Final = 2026
_PASSWORD: Final = "vier woorden voor oefening"  # noqa: S105 - of a profile that is removed at once
_AGREED_SHARE: Final = 0.01
_TOLD_LANGUAGE: Final = 0.05
_WISHES_SEX: Final = 0.06
_KNOWN_VISITOR: Final = 0.6
_NEVER_VISITED: Final = 0.08


def measure_plan(parts: Parts, wish: PlanWish) -> PlanFigures:
    """Makes the municipality, plans it, and tells what came out and how long each step took."""
    seconds: dict[str, float] = {}
    with TemporaryDirectory(prefix="huisbezoek-plan-") as folder:
        with _timed(seconds, "building"):
            profile = _municipality(parts.at_cost(FLOOR_COST), Path(folder), wish)
        try:
            problem, looked_ahead = _read(parts, profile, wish, seconds)
        finally:
            close_profile(parts.profile, profile)
    with _timed(seconds, "preview"):
        parts.planner.preview(problem, PlanWeights())
    with _timed(seconds, "flow"):
        plan = parts.planner.plan(problem, PlanWeights(), lambda _: None, NeverStopped())
    return _figures(problem, looked_ahead, plan, wish, seconds)


def _read(
    parts: Parts, profile: OpenProfile, wish: PlanWish, seconds: dict[str, float]
) -> tuple[PlanProblem, Forecast]:
    reader = profile.database.open_reader()
    try:
        with reader.reading() as reading, _timed(seconds, "reading"):
            basis = read_plan(reading, today=parts.today())
    finally:
        reader.close()
    with _timed(seconds, "problem"):
        problem = problem_of(basis, months=wish.months)
    with _timed(seconds, "forecast"):
        looked_ahead = forecast(problem, cycle_months=basis.terms.cycle_months)
    return problem, looked_ahead


def _figures(
    problem: PlanProblem,
    looked_ahead: Forecast,
    plan: CyclePlan,
    wish: PlanWish,
    seconds: dict[str, float],
) -> PlanFigures:
    per_month = Counter(one.month for one in plan.placements)
    load = [per_month[number] + agreed for number, agreed in enumerate(problem.agreed)]
    last = {turn.key: turn.last_visitor for turn in problem.turns}
    known = [one for one in plan.placements if one.visitor and last[one.turn]]
    same = sum(one.visitor == last[one.turn] for one in known)
    months = tuple(
        PlannedMonth(
            f"{one.month:%Y-%m}", one.due, one.levelled, load[number], one.capacity, one.agreed
        )
        for number, one in enumerate(looked_ahead.months)
    )
    return PlanFigures(
        residents=wish.residents,
        visitors=len(problem.visitors),
        months=months,
        turns=len(problem.turns),
        mean=round(sum(load) / len(load), 1),
        highest=max(load),
        highest_to_mean=round(highest_to_mean(load), 3),
        highest_before=max(one.due for one in looked_ahead.months),
        unplanned=len(plan.waiting) + sum(not one.visitor for one in plan.placements),
        waiting=len(plan.waiting),
        known_visitor=len(known),
        same_visitor=round(same / len(known), 3) if known else 0.0,
        years_per_cycle=looked_ahead.years,
        way=plan.way.value,
        seconds={name: round(took, 3) for name, took in seconds.items()},
    )


def _municipality(parts: Parts, folder: Path, wish: PlanWish) -> OpenProfile:
    """Residents by the road of the list, visitors, and who visited whom in the last five years."""
    chance = Random(_SEED)  # noqa: S311 - fictional people, no secret
    card = OrganisationCard(
        name="Welzijn Voorbeelddam",
        coordinator_name="Anneke de Wit",
        coordinator_telephone="+31600000100",
        municipality_name="Voorbeelddam",
    )
    profile, _ = create_coordinator(
        parts.profile, folder / "profile", card, _PASSWORD, now=parts.now(), practice=True
    )
    with writing_in(profile) as writing:
        change_organisation(writing, replace(card, cycle_months=wish.cycle_months))
        _take_in(parts, writing, folder, wish.residents, chance)
    with writing_in(profile) as writing:
        visitors = [
            (card.district, add_visitor(writing, card, random_bytes=chance.randbytes))
            for card in _visitor_cards(parts, wish.visitors, chance)
        ]
    with writing_in(profile) as writing:
        _play_five_years(parts, writing, visitors, chance)
    return profile


def _take_in(parts: Parts, writing: Writing, folder: Path, count: int, chance: Random) -> None:
    names = parts.districts.names()
    people = fictional_residents(count, chance, parts.today())
    take_in(
        writing,
        read_as_list(parts, people, folder),
        list_terms(writing, parts.today(), parts.pension_table),
        random_bytes=chance.randbytes,
        # Each street of Voorbeelddam has a postcode of its own, so a district has a street or two.
        district_of=lambda postcode: names[sum(map(ord, postcode[4:])) % len(names)],
    )


def _visitor_cards(parts: Parts, count: int, chance: Random) -> Iterator[VisitorCard]:
    names = parts.districts.names()
    for one in fictional_visitors(count, chance, parts.today()):
        # Everybody's certificate is young: a plan is not to be about one that ends.
        given = (parts.today() - timedelta(days=chance.randint(30, 300))).isoformat()
        modules = [Module.BASIC.value, Module.REPORTING_CODE.value]
        if one.number % 2:
            modules.append(Module.LIFE_QUESTIONS.value)
        yield VisitorCard(
            name=one.name,
            district=names[(one.number - 1) % len(names)],
            languages=", ".join(one.languages),
            training_on=one.trained_on.isoformat(),
            conduct_certificate_on=given,
            secrecy_signed_on=given,
            sex=chance.choice("FFM"),
            modules=" ".join(modules),
        )


def _play_five_years(
    parts: Parts, writing: Writing, visitors: list[tuple[str, str]], chance: Random
) -> None:
    today = parts.today()
    by_district: dict[str, list[str]] = {}
    for district, visitor in visitors:
        by_district.setdefault(district, []).append(visitor)
    basis = read_plan(writing, today=today)
    for resident in basis.facts:
        _tell_wishes(writing, resident, chance)
    # From here on nothing is read, so that everybody is folded anew once, at the end.
    for unit in basis.units:
        held = today - timedelta(days=chance.randint(1, FIVE_YEARS))
        near = by_district.get(basis.facts[unit[0]].district, [])
        visitor = chance.choice(near) if near and chance.random() < _KNOWN_VISITOR else ""
        is_new = chance.random() < _NEVER_VISITED
        for resident in unit:
            if visitor:
                subject = Subject(SubjectKind.RESIDENT, resident)
                writing.record(subject, Assigned(visitor, held))
            if not is_new:
                _play_visit(writing, resident, held, chance)
        if visitor and chance.random() < _AGREED_SHARE:
            _plan(writing, unit, today, chance)


def _tell_wishes(writing: Writing, resident: str, chance: Random) -> None:
    language = chance.choice(("Turks", "Engels")) if chance.random() < _TOLD_LANGUAGE else ""
    wish = chance.choice("FM") if chance.random() < _WISHES_SEX else ""
    if language or wish:
        card = writing.resident(resident).state.card
        subject = Subject(SubjectKind.RESIDENT, resident)
        writing.change_card(subject, replace(card, language=language, visitor_sex_wish=wish))


def _play_visit(writing: Writing, resident: str, held: date, chance: Random) -> None:
    visit = Subject(SubjectKind.VISIT, new_identifier(chance.randbytes))
    planned = held - timedelta(days=30)
    writing.record(visit, VisitPlanned(resident, (), VisitOrigin.ROUND, on=planned))
    writing.record(visit, VisitHeld(held, 60, ContactKind.HOME_VISIT))
    done = VisitStatus.CLOSED_DONE.value
    writing.record(visit, StatusForced(done, "uit de vorige cyclus", held))


def _plan(writing: Writing, unit: tuple[str, ...], today: date, chance: Random) -> None:
    for resident in unit:
        visit = Subject(SubjectKind.VISIT, new_identifier(chance.randbytes))
        planned = VisitPlanned(resident, (), VisitOrigin.ROUND, on=today, due_on=today)
        writing.record(visit, planned)


@contextmanager
def _timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds[name] = time.perf_counter() - began
