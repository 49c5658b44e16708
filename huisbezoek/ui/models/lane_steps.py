"""Steps that a road over the lanes is made of, one after the other."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from huisbezoek.model.usecases.ports.work import Writing


@dataclass(frozen=True, slots=True)
class Deed:
    """Runs on the data lane, in one transaction."""

    run: Callable[[Writing], Any]


@dataclass(frozen=True, slots=True)
class Carried:
    """Runs on the files lane, without a database."""

    run: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step answered, or why it failed."""

    value: Any = None
    error: Exception | None = None


Step = Deed | Carried
Road = Generator[Step, Outcome, None]
PartOfRoad = Generator[Step, Outcome, Exception | None]
"""A piece of a road that answers what went wrong."""


def until_stopped(road: Road, is_stopped: Callable[[], bool]) -> Road:
    """Walks a road until somebody stops it: the step of then is still finished."""
    try:
        step = next(road)
        while True:
            outcome = yield step
            if is_stopped():
                road.close()
                return
            step = road.send(outcome)
    except StopIteration:
        return
