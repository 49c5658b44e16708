"""Not this visitor: who does not go to a resident; why is never asked and never kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from huisbezoek.model.usecases.match_decisions import allow, rule_out
from huisbezoek.model.usecases.ports.work import Reading, Writing


@dataclass(frozen=True, slots=True)
class VisitorChoice:
    """A visitor who may be ruled out for a resident, with how it stands now."""

    visitor: str
    name: str
    is_ruled_out: bool
    visits_now: bool


def visitor_choices(reading: Reading, resident: str) -> tuple[VisitorChoice, ...]:
    """The visitors by name; who stopped only when ruled out before. Raises UnknownSubjectError."""
    state = reading.resident(resident).state
    return tuple(
        VisitorChoice(
            one.visitor,
            one.card.name,
            is_ruled_out=one.visitor in state.ruled_out,
            visits_now=one.visitor in state.visitors,
        )
        for one in reading.visitors()
        if one.visitor in state.ruled_out or (one.stopped_on is None and one.card.role == "visitor")
    )


def ruled_out_names(reading: Reading, resident: str) -> tuple[str, ...]:
    """Who does not go to this resident, by name; for coordinators only."""
    return tuple(one.name for one in visitor_choices(reading, resident) if one.is_ruled_out)


def set_ruled_out(writing: Writing, resident: str, wanted: Collection[str], *, today: date) -> int:
    """These visitors do not go to this resident, and all others may; answers what changed.

    A visitor who goes there now does so no longer.
    """
    changed = 0
    for one in visitor_choices(writing, resident):
        is_wanted = one.visitor in wanted
        if is_wanted == one.is_ruled_out:
            continue
        (rule_out if is_wanted else allow)(writing, (resident,), one.visitor, today=today)
        changed += 1
    return changed
