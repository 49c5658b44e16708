"""What the page Uitwisselen shows: who there is to exchange with, and what went and came."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from huisbezoek.model.usecases.exchange_folder import EXCHANGE_FOLDER
from huisbezoek.model.usecases.organisation_keys import load_organisation_keys
from huisbezoek.model.usecases.ports.exchange import Direction, LedgerLine, Peer
from huisbezoek.model.usecases.ports.work import Writing

MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class ExchangePartner:
    """A device to write to, by the name of its person."""

    device: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """The newest lines of the ledger first; `names` maps devices to people.

    `known` are the identifiers of all bundles read here, `folder` the stick or folder of last time.
    Of `incomplete` residents and visits something that came before has not arrived yet.
    """

    coordinator_device: str
    coordinator_name: str
    coordinator_telephone: str
    partners: tuple[ExchangePartner, ...]
    received: tuple[LedgerLine, ...]
    sent: tuple[LedgerLine, ...]
    names: Mapping[str, str]
    known: frozenset[str]
    folder: Path | None
    incomplete: int = 0


def exchange_view(writing: Writing) -> ExchangeView:
    """Reads the ledger and the peers; writes nothing, though only a writer may see them."""
    keys = load_organisation_keys(writing)
    organisation = writing.organisation()
    peers = writing.peers()
    people = {record.visitor: record.card.name for record in writing.visitors()}
    names = {peer.device: _name(peer, people) for peer in peers}
    names[keys.coordinator_device] = organisation.coordinator_name
    lines = writing.ledger()
    folder = writing.local_value(EXCHANGE_FOLDER)
    received = tuple(one for one in lines if one.direction == Direction.RECEIVED)
    return ExchangeView(
        coordinator_device=keys.coordinator_device,
        coordinator_name=organisation.coordinator_name,
        coordinator_telephone=organisation.coordinator_telephone,
        partners=tuple(
            ExchangePartner(peer.device, names[peer.device], peer.role)
            for peer in peers
            if peer.receiving_key and peer.status == "active"
        ),
        received=received[:MOST_LINES],
        sent=tuple(one for one in lines if one.direction == Direction.SENT)[:MOST_LINES],
        names=names,
        known=frozenset(one.bundle for one in received),
        folder=Path(folder) if folder else None,
        incomplete=writing.incomplete_subjects(),
    )


def keep_exchange_folder(writing: Writing, folder: Path) -> None:
    """Remembers the stick or folder for the next time."""
    writing.save_local_value(EXCHANGE_FOLDER, str(folder))


def _name(peer: Peer, people: Mapping[str, str]) -> str:
    return people.get(peer.visitor) or peer.name
