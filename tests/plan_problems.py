"""Fictional problems for the planner: a municipality, and small random ones full of corners."""

from datetime import date, timedelta
from random import Random

from huisbezoek.model.domain.cycle_plan import PlanProblem, PlanVisitor, Turn

DISTRICTS = tuple(f"d{number:02}" for number in range(12))
BESIDE = frozenset(zip(DISTRICTS, DISTRICTS[1:] + DISTRICTS[:1], strict=True))
TODAY = date(2026, 12, 1)
HOLIDAYS = {7, 8, 12}
MODULES_FOR = (("former_carer", "life_questions"),)


def months_from(first: date, count: int) -> tuple[date, ...]:
    return tuple(
        date(first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1, 1)
        for step in range(count)
    )


def municipality(
    *, turns: int = 4_500, visitors: int = 60, months: int = 24, seed: int = 1, room: float = 1.35
) -> PlanProblem:
    """As many places as `room` times the turns; windows of four months, promised in two years.

    A fifth was never promised this cycle and may come in any month, as in a first round.
    """
    random = Random(seed)
    days = months_from(TODAY, months)
    shares = [0.5 if day.month in HOLIDAYS else 1.0 for day in days]
    each = turns * room / (visitors * sum(shares))
    who = [
        PlanVisitor(
            visitor=f"v{number:04}",
            places=_places(each * random.uniform(0.5, 1.5), shares),
            district=random.choice(DISTRICTS),
            street=f"s{random.randrange(400)}",
            languages=frozenset({"nl"} | ({"tr"} if random.random() < 0.1 else set())),
            sex=random.choice("FFFM"),
            modules=frozenset({"life_questions"} if random.random() < 0.5 else set()),
        )
        for number in range(visitors)
    ]
    people = [_turn(random, number, who, months) for number in range(turns)]
    return PlanProblem(days, tuple(people), tuple(who), (0,) * months, BESIDE, MODULES_FOR)


def _places(each: float, shares: list[float]) -> tuple[int, ...]:
    """Cumulative rounding: what a month rounds away comes back in the next."""
    total, given, places = 0.0, 0, []
    for share in shares:
        total += each * share
        places.append(int(total) - given)
        given = int(total)
    return tuple(places)


def _turn(random: Random, number: int, who: list[PlanVisitor], months: int) -> Turn:
    is_first_round = random.random() < 0.2
    opens = -random.randrange(24) if is_first_round else random.randrange(-3, months)
    promised = months - 1 if is_first_round else max(opens + 4, 6)
    return Turn(
        key=f"t{number:06}",
        residents=(f"r{number:06}",),
        opens=opens,
        closes=promised if is_first_round else opens + 4,
        promised=promised,
        waits_from=TODAY - timedelta(days=random.randrange(1_800)),
        groups=frozenset({"former_carer"} if random.random() < 0.08 else {"age75"}),
        district=random.choice(DISTRICTS),
        street=f"s{random.randrange(400)}",
        languages=frozenset({"tr"} if random.random() < 0.03 else set()),
        sex_wish=random.choice("FM") if random.random() < 0.06 else "",
        last_visitor=random.choice(who).visitor if who and random.random() < 0.6 else "",
    )


def small(seed: int) -> PlanProblem:
    """A random problem of at most some dozen turns, with every corner that a turn can have."""
    random = Random(seed)
    months = random.choice((1, 2, 3, 6, 6, 12))
    visitors = [_small_visitor(random, number, months) for number in range(random.randrange(6))]
    turns = [
        _small_turn(random, number, visitors, months) for number in range(random.randrange(30))
    ]
    agreed = tuple(random.choice((0, 0, 1, 3)) for _ in range(months))
    return PlanProblem(
        months_from(TODAY, months), tuple(turns), tuple(visitors), agreed, BESIDE, MODULES_FOR
    )


def _small_visitor(random: Random, number: int, months: int) -> PlanVisitor:
    most = random.choice((0, 1, 2, 4))
    return PlanVisitor(
        visitor=f"v{number}",
        places=tuple(random.randint(0, most) for _ in range(months)),
        district=random.choice((*DISTRICTS[:4], "")),
        street=random.choice(("", "s1", "s2", "s3")),
        languages=frozenset(random.choice(((), ("nl",), ("nl", "tr")))),
        sex=random.choice(("", "F", "M")),
        modules=frozenset(random.choice(((), ("life_questions",)))),
        day_parts=frozenset(random.choice(((), ("mon-am",), ("mon-am", "tue-eve")))),
        is_ready=random.random() < 0.9,
    )


def _small_turn(random: Random, number: int, who: list[PlanVisitor], months: int) -> Turn:
    opens = random.randrange(-4, months + 1)
    closes = opens + random.randrange(6)
    names = [visitor.visitor for visitor in who] or ["gone"]
    promised = opens + random.randrange(-2, 10)
    if number % 3 == 0:
        # A whole town that may come in any month, as in a first round.
        opens, closes, promised = 0, months, months
    return Turn(
        key=f"t{number:02}",
        residents=(f"r{number}",),
        opens=opens,
        closes=closes,
        promised=promised,
        waits_from=TODAY - timedelta(days=random.randrange(60)),
        ends=random.random() < 0.2,
        asked_for=random.random() < 0.15,
        groups=frozenset(random.choice((("age75",), ("age75", "former_carer"), ()))),
        district=random.choice((*DISTRICTS[:4], "")),
        street=random.choice(("", "s1", "s2", "s3")),
        languages=frozenset(random.choice(((), (), ("tr",), ("ar",)))),
        sex_wish=random.choice(("", "", "F")),
        last_visitor=random.choice(("", *names)),
        day_parts=frozenset(random.choice(((), ("tue-eve", "fri-pm")))),
        ruled_out=frozenset(random.choice(names) for _ in range(random.choice((0, 0, 1, 2)))),
        fixed_visitor=random.choice(names) if random.random() < 0.1 else "",
        fixed_month=random.randrange(-1, months + 1) if random.random() < 0.1 else None,
    )
