"""Former carers to whom a card or a call fits now, and that one was sent or made."""

from datetime import date

from huisbezoek.model.domain.group_terms import terms_of
from huisbezoek.model.domain.light_contact import LightContactNotDueError, light_contact_due
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.planning_events import LightContactKind, LightContactMade
from huisbezoek.model.domain.residents import ResidentState
from huisbezoek.model.domain.visit_refusals import decide_approach
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.work import Reading, Writing


def light_contacts(reading: Reading, today: date) -> int:
    """How many residents are on the list of who gets a card or a call now."""
    question = ResidentQuestion(today)
    return reading.resident_counts(question).get(ResidentFilter.LIGHT_CONTACT.value, 0)


def gets_light_contact(reading: Reading, state: ResidentState, today: date) -> bool:
    """Whether this resident is on that list."""
    return light_contact_due(state, terms_of(reading.organisation()), today)


def make_light_contact(
    writing: Writing, resident: str, kind: LightContactKind, today: date
) -> None:
    """Keeps that a card went out or somebody called; no visit moves.

    Raises what `decide_approach` raises, and LightContactNotDueError when there was contact
    meanwhile.
    """
    state = writing.resident(resident).state
    decide_approach(state)
    if not gets_light_contact(writing, state, today):
        raise LightContactNotDueError
    writing.record(Subject(SubjectKind.RESIDENT, resident), LightContactMade(kind, today))
