"""Who sends what goes on paper: the organisation and its coordinator."""

from huisbezoek.model.domain.addresses import normal_postcode
from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.usecases.ports.documents import SenderInput


class SenderMissingError(RefusedByRuleError):
    """A letter needs the coordinator's name and telephone number; they are not entered yet."""

    code = "sender_missing"


def sender(organisation: OrganisationCard) -> SenderInput:
    """Who sends the letters. Raises SenderMissingError while name or number is not entered."""
    if not organisation.coordinator_name or not organisation.coordinator_telephone:
        raise SenderMissingError
    return known_sender(organisation)


def known_sender(organisation: OrganisationCard) -> SenderInput:
    """The sender as far as it is entered: for paper that must also be there before that."""
    return SenderInput(
        organisation=organisation.name,
        address_line=", ".join(
            line for line in (organisation.street_line, organisation.city_line) if line
        ),
        city=_place(organisation.city_line),
        municipality=organisation.municipality_name,
        coordinator=organisation.coordinator_name,
        telephone=organisation.coordinator_telephone,
    )


def _place(city_line: str) -> str:
    """The place of '1234 AA Voorbeelddam', for the line with the date."""
    parts = city_line.split()
    begins_with_postcode = len(parts) > len(("1234", "AA")) and bool(
        normal_postcode("".join(parts[:2]))
    )
    return " ".join(parts[2:]) if begins_with_postcode else city_line
