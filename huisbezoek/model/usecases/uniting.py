"""Uniting: what a bundle that was checked does here: operations, roster, peers and receipts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.operations import AppendDocument, Operation
from huisbezoek.model.usecases.acceptance import check_not_expired, check_operation
from huisbezoek.model.usecases.enrolment import enrol, follow_roster, renew
from huisbezoek.model.usecases.exchange import ExchangeParts, coordinator_peer
from huisbezoek.model.usecases.laptop_contents import give_again
from huisbezoek.model.usecases.operation_lines import decode_operation
from huisbezoek.model.usecases.organisation_keys import (
    load_organisation_keys,
    read_roster,
    save_organisation_keys,
    take_roster,
)
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.profile import ProfileIdentity
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, OpenBundle
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.traces import note_traces


class CoordinatorNotCertifiedError(RefusedByRuleError):
    """The sender says it is a coordinator, and the organisation's root key never signed that."""

    code = "coordinator_not_certified"


@dataclass(frozen=True, slots=True)
class NamedResident:
    """A resident by name, also of whom nothing is here any more."""

    resident: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AppliedBundle:
    """What a bundle did here.

    `missing` are counters of this sender below the highest one that never arrived. `late` says
    that a later bundle of this sender was read before this one, `brought_back` that this one had
    been read, was withdrawn, and counts again. On a visitor's laptop `new_residents` and
    `ended_residents` are who came to this visitor and who went.
    """

    sender_name: str
    operations: int
    new: int
    kinds: Mapping[str, int]
    missing: tuple[int, ...]
    enrolled: bool
    late: bool = False
    bundle: str = ""
    brought_back: bool = False
    new_residents: tuple[NamedResident, ...] = ()
    ended_residents: tuple[NamedResident, ...] = ()


def united(
    writing: Writing, parts: ExchangeParts, opened: OpenBundle, today: date
) -> AppliedBundle:
    """Unites what the bundle holds; its counters and ledger line are the caller's."""
    header = opened.header
    peer, enrolled = _sender_peer(writing, parts, header, today=today)
    before = _own_residents(writing, parts.identity, today)
    rosters: list[tuple[str, str]] = []
    union = writing.unite(_watched(opened, peer, rosters), header.bundle)
    opened.finish()
    if union.removed:
        note_traces(writing)
    _follow(writing, parts, header, rosters, today)
    peer = next((one for one in writing.peers() if one.device == peer.device), peer)
    if parts.identity.role == DeviceRole.COORDINATOR and _is_restored(peer, header):
        give_again(writing, peer.visitor, peer.device, today=today)
    writing.save_peer(_with_receipts(writing, peer, header))
    _forget_answered_secret(writing, header, parts.identity)
    after = _own_residents(writing, parts.identity, today)
    return AppliedBundle(
        sender_name=peer.name,
        operations=header.operations,
        new=union.new,
        kinds=union.kinds,
        missing=(),
        enrolled=enrolled,
        bundle=header.bundle,
        new_residents=tuple(one for key, one in after.items() if key not in before),
        ended_residents=tuple(one for key, one in before.items() if key not in after),
    )


def _follow(
    writing: Writing,
    parts: ExchangeParts,
    header: BundleHeader,
    offered: Iterable[tuple[str, str]],
    today: date,
) -> None:
    """Takes the rosters that came along; with them the sender must be who it says it is."""
    known = keys = load_organisation_keys(writing)
    for document, certificate in offered:
        keys = take_roster(parts.rosters, keys, document, certificate)
    if keys != known:
        save_organisation_keys(writing, keys)
    roster = read_roster(parts.rosters, keys)
    if roster.entry(header.sender) is None:
        raise CoordinatorNotCertifiedError
    if parts.identity.role != DeviceRole.COORDINATOR:
        check_not_expired(roster, header, today)
    renew(writing, parts, header.sender, today=today)
    follow_roster(writing, parts)


def _own_residents(
    writing: Writing, identity: ProfileIdentity, today: date
) -> dict[str, NamedResident]:
    """Who is this visitor's; a coordinator has everybody, and asks other questions."""
    if identity.role == DeviceRole.COORDINATOR:
        return {}
    question = ResidentQuestion(today, ResidentFilter.ALL, visitor=identity.person)
    rows = writing.resident_rows(writing.resident_ids(question))
    return {row.resident: NamedResident(row.resident, row.formal_name) for row in rows}


def _sender_peer(
    writing: Writing, parts: ExchangeParts, header: BundleHeader, *, today: date
) -> tuple[Peer, bool]:
    known = next((one for one in writing.peers() if one.device == header.sender), None)
    if known is not None:
        return known, False
    keys = load_organisation_keys(writing)
    if header.sender == keys.coordinator_device:
        return coordinator_peer(keys), False
    return enrol(writing, parts, header, today=today), True


def _watched(opened: OpenBundle, peer: Peer, rosters: list[tuple[str, str]]) -> Iterator[Operation]:
    for line in opened.lines():
        operation = decode_operation(line)
        check_operation(operation, peer)
        body = operation.body
        if isinstance(body, AppendDocument) and body.document_kind == "roster_signed":
            document, certificate = (body.document.get(one) for one in ("document", "certificate"))
            rosters.append((str(document or ""), str(certificate or "")))
        yield operation


def _with_receipts(writing: Writing, peer: Peer, header: BundleHeader) -> Peer:
    """The peer with what its newest bundle says that it read of ours.

    A peer that went back to a backup knows less than it did: then the old receipts are forgotten.
    """
    own_device, own_incarnation, _ = writing.own_sequence()
    is_older = header.incarnation <= peer.incarnation
    if is_older and header.counter <= peer.received_counter:
        return peer
    is_restored = _is_restored(peer, header)
    peer = replace(
        peer,
        received_counter=max(peer.received_counter, header.counter),
        incarnation=max(peer.incarnation, header.incarnation),
        acknowledged=0 if is_restored else peer.acknowledged,
        unread=() if is_restored else peer.unread,
    )
    for receipt in header.receipts:
        # A receipt for an earlier life of ours is about bundles that this profile forgot.
        if (receipt.device, receipt.incarnation) == (own_device, own_incarnation):
            return replace(peer, acknowledged=receipt.counter, unread=receipt.missing)
    return peer


def _is_restored(peer: Peer, header: BundleHeader) -> bool:
    """Whether the sender went back to a backup since its last bundle."""
    return 0 < peer.incarnation < header.incarnation


def _forget_answered_secret(
    writing: Writing, header: BundleHeader, identity: ProfileIdentity
) -> None:
    """Once the coordinator answers us, our keys are on the roster: the secret has done its work."""
    keys = load_organisation_keys(writing)
    is_answered = any(one.device == identity.device for one in header.receipts)
    if keys.enrolment_secret and is_answered:
        save_organisation_keys(writing, replace(keys, enrolment_secret=""))
