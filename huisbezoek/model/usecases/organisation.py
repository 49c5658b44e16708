"""The organisation's own card: who to call, the sender of letters, the terms of the cycle."""

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.ports.work import Writing


def change_organisation(writing: Writing, card: OrganisationCard) -> tuple[str, ...]:
    """Sets what differs; answers the names of those fields. Changed terms move everybody's turn."""
    keys = load_organisation_keys(writing)
    return writing.change_card(Subject(SubjectKind.ORGANISATION, keys.organisation), card)
