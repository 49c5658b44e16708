"""Enrolment: the first bundle of a laptop that began with a start file, and staying enrolled."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.office_events import RosterSigned
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.acceptance import REVOKED
from huisbezoek.model.usecases.exchange import ExchangeParts
from huisbezoek.model.usecases.organisation_keys import (
    CERTIFICATE_DAYS,
    admit_devices,
    certificate_of,
    document_of,
    load_organisation_keys,
    read_roster,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.rosters import (
    DeviceRole,
    DeviceStatus,
    Roster,
    RosterEntry,
)
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, BundleUnknownSenderError
from huisbezoek.model.usecases.ports.sealing import PublicKeys
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.start_files import (
    MadeStartFile,
    StartFileState,
    made_start_files,
    save_start_files,
)

ANSWER_DAYS = 366
"""A start file must be opened within its term; the first work may come back much later."""

RENEWAL_DAYS = 30
"""How old a place on the roster is when the next exchange renews it."""


class StartFileUsedError(RefusedByRuleError):
    """The start file was answered by another computer, replaced, or is far too old; file kept."""

    code = "start_file_used"


def enrolling_key(parts: ExchangeParts, made: Iterable[MadeStartFile], header: BundleHeader) -> str:
    """The signing key of a device that answers one of these start files, also one used before.

    Raises BundleUnknownSenderError when it answers none.
    """
    return _answered(parts, made, header)[1].signing


def answered_by(
    parts: ExchangeParts, made: Iterable[MadeStartFile], header: BundleHeader
) -> MadeStartFile:
    """The start file that this device answers, whatever became of it.

    Raises BundleUnknownSenderError when it answers none.
    """
    return _answered(parts, made, header)[0]


def check_answer(
    parts: ExchangeParts, made: Iterable[MadeStartFile], header: BundleHeader, *, today: date
) -> None:
    """Whether the start file still waits for this answer.

    Raises BundleUnknownSenderError when it answers none, StartFileUsedError when it comes second,
    after the start file was replaced, or far too late.
    """
    mine, _ = _answered(parts, made, header)
    too_late = today > mine.made_on + timedelta(days=ANSWER_DAYS)
    if mine.state is not StartFileState.OPEN or too_late:
        raise StartFileUsedError


def enrol(writing: Writing, parts: ExchangeParts, header: BundleHeader, *, today: date) -> Peer:
    """Admits the device of a start file: its keys go on a new roster, its secret is used up.

    Whether the start file may still be answered was judged before (`check_answer`, or a person).
    """
    made = made_start_files(writing)
    mine, public = _answered(parts, made, header)
    roster = read_roster(parts.rosters, load_organisation_keys(writing))
    if roster.entry(header.sender) is not None:
        raise BundleUnknownSenderError
    used = replace(mine, state=StartFileState.ANSWERED)
    save_start_files(writing, [used if one == mine else one for one in made])
    peer = _device_peer(writing, header, public, mine)
    entry = RosterEntry(
        device=header.sender,
        role=DeviceRole(mine.role),
        public=public,
        certificate_serial=max(one.certificate_serial for one in roster.entries) + 1,
        status=DeviceStatus.ACTIVE,
        expires_on=today + timedelta(days=CERTIFICATE_DAYS),
        person=mine.visitor,
        name=peer.name if mine.role == DeviceRole.COORDINATOR else "",
    )
    sign_roster(writing, parts, [entry], today=today)
    return peer


def renew(writing: Writing, parts: ExchangeParts, device: str, *, today: date) -> None:
    """Lets a device that still exchanges stay on the roster, and this coordinator's own with it.

    Without this everybody would be refused a year after enrolment. A revoked device is not renewed.
    """
    if parts.identity.role != DeviceRole.COORDINATOR:
        return
    roster = read_roster(parts.rosters, load_organisation_keys(writing))
    expires_on = today + timedelta(days=CERTIFICATE_DAYS)
    aged = [
        replace(entry, expires_on=expires_on)
        for entry in roster.entries
        if entry.device in {device, parts.identity.device}
        and entry.status is DeviceStatus.ACTIVE
        and expires_on - entry.expires_on > timedelta(days=RENEWAL_DAYS)
    ]
    if aged:
        sign_roster(writing, parts, aged, today=today)


def sign_roster(
    writing: Writing, parts: ExchangeParts, entries: Sequence[RosterEntry], *, today: date
) -> None:
    """Keeps a new roster by this coordinator, and lets it travel with the next bundles."""
    keys, device = load_organisation_keys(writing), parts.identity.device
    changed = {entry.device for entry in entries}
    present = read_roster(parts.rosters, keys)
    named = [one for one in _with_people(writing, parts, present) if one.device not in changed]
    admitted = admit_devices(parts.rosters, keys, parts.keys, [*named, *entries], today)
    save_organisation_keys(writing, admitted)
    signed = RosterSigned(
        version=read_roster(parts.rosters, admitted).version,
        document=document_of(admitted, device),
        on=today,
        certificate=certificate_of(admitted, device),
    )
    writing.record(Subject(SubjectKind.ORGANISATION, keys.organisation), signed)


def follow_roster(writing: Writing, parts: ExchangeParts) -> None:
    """Makes the devices that we exchange with follow the roster: who came, and who was revoked.

    A coordinator exchanges with everybody, a visitor's laptop with the coordinators.
    """
    roster = read_roster(parts.rosters, load_organisation_keys(writing))
    known = {one.device: one for one in writing.peers()}
    everybody = parts.identity.role == DeviceRole.COORDINATOR
    for entry in roster.entries:
        peer = known.get(entry.device)
        is_partner = everybody or entry.role is DeviceRole.COORDINATOR
        if entry.device == parts.identity.device or not is_partner:
            continue
        if peer is not None or entry.person:
            followed = _followed(writing, entry, peer)
            if followed != peer:
                writing.save_peer(followed)


def _followed(writing: Writing, entry: RosterEntry, peer: Peer | None) -> Peer:
    """The peer as the roster has it; what it sent and read is kept."""
    known = peer or Peer(
        device=entry.device,
        visitor=entry.person,
        role=entry.role,
        name=entry.name or _name_of(writing, entry.person),
        signing_key=entry.public.signing,
        receiving_key=entry.public.receiving,
    )
    return replace(
        known,
        visitor=known.visitor or entry.person,
        name=known.name or entry.name,
        status=REVOKED if entry.status is DeviceStatus.REVOKED else known.status,
    )


def _with_people(writing: Writing, parts: ExchangeParts, roster: Roster) -> list[RosterEntry]:
    """Places of which an earlier version did not say whose they are, and we know."""
    people = {one.device: one.visitor for one in writing.peers() if one.visitor}
    people[parts.identity.device] = parts.identity.person
    return [
        replace(entry, person=people[entry.device])
        for entry in roster.entries
        if not entry.person and entry.device in people
    ]


def _device_peer(
    writing: Writing, header: BundleHeader, public: PublicKeys, mine: MadeStartFile
) -> Peer:
    """The role is the one that the coordinator gave, not the one that the file claims."""
    return Peer(
        device=header.sender,
        visitor=mine.visitor,
        role=mine.role,
        name=_name_of(writing, mine.visitor),
        signing_key=public.signing,
        receiving_key=public.receiving,
        incarnation=header.incarnation,
    )


def _name_of(writing: Writing, person: str) -> str:
    return next((one.card.name for one in writing.visitors() if one.visitor == person), "")


def _answered(
    parts: ExchangeParts, made: Iterable[MadeStartFile], header: BundleHeader
) -> tuple[MadeStartFile, PublicKeys]:
    """The one start file whose secret authenticates this header's new keys, and those keys."""
    enrolment = header.enrolment
    if enrolment is None:
        raise BundleUnknownSenderError
    for one in made:
        try:
            parts.bundles.enrolment_key([one.secret])(header)
        except BundleUnknownSenderError:
            continue
        if header.role != one.role:
            raise BundleUnknownSenderError
        return one, enrolment.public
    raise BundleUnknownSenderError
