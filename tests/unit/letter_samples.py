"""Fictional letters for the tests of documents and printing."""

from datetime import date
from pathlib import Path

from huisbezoek.model.documents.sheets import LetterDocuments
from huisbezoek.model.usecases.ports.documents import (
    AddressSource,
    InvitationInput,
    SenderInput,
)

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
DOCUMENTS = LetterDocuments(RESOURCES / "letters")
SENDER = SenderInput(
    organisation="Welzijn Voorbeelddam",
    address_line="Marktplein 2, 1234 AA Voorbeelddam",
    city="Voorbeelddam",
    municipality="Voorbeelddam",
    coordinator="Anneke de Wit",
    telephone="06 0000 1234",
)


def invitation(
    name: str = "Smeenk",
    *,
    couple: bool = False,
    visitor: str = "Riet Jansen",
    source: AddressSource = AddressSource.MUNICIPALITY,
) -> InvitationInput:
    """An invitation for somebody with this surname."""
    return InvitationInput(
        address_lines=(f"Mevrouw A. {name}", "Havenkade 22", "1234 CD Voorbeelddam"),
        recipient=f"mevrouw A. {name}",
        salutation=f"Geachte mevrouw {name}",
        sender=SENDER,
        written_on=date(2026, 11, 24),
        reply_by=date(2026, 12, 8),
        couple=couple,
        visitor=visitor,
        source=source,
    )
