"""Enrolment: the first bundle of a laptop that began with a start file, and staying enrolled."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.events import RosterSigned
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.exchange import ExchangeParts
from huisbezoek.model.usecases.organisation_keys import (
    CERTIFICATE_DAYS,
    OrganisationKeys,
    admit_devices,
    load_organisation_keys,
    read_roster,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.exchange import Peer
from huisbezoek.model.usecases.ports.rosters import DeviceRole, DeviceStatus, RosterEntry
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


def enrolling_key(
    parts: ExchangeParts, made: Iterable[MadeStartFile], header: BundleHeader, *, today: date
) -> str:
    """The signing key of a device that answers one of these start files.

    Raises BundleUnknownSenderError when it answers none, StartFileUsedError when it comes second.
    """
    return _answered(parts, made, header, today=today)[1].signing


def enrol(writing: Writing, parts: ExchangeParts, header: BundleHeader, *, today: date) -> Peer:
    """Admits the device of a start file: its keys go on a new roster, its secret is used up."""
    made = made_start_files(writing)
    mine, public = _answered(parts, made, header, today=today)
    keys = load_organisation_keys(writing)
    roster = read_roster(parts.rosters, keys)
    if roster.entry(header.sender) is not None:
        raise BundleUnknownSenderError
    used = replace(mine, state=StartFileState.ANSWERED)
    save_start_files(writing, [used if one == mine else one for one in made])
    entry = RosterEntry(
        device=header.sender,
        role=DeviceRole(mine.role),
        public=public,
        certificate_serial=max(one.certificate_serial for one in roster.entries) + 1,
        status=DeviceStatus.ACTIVE,
        expires_on=today + timedelta(days=CERTIFICATE_DAYS),
    )
    _sign_roster(writing, parts, keys, [entry], today=today)
    return _device_peer(writing, header, public, mine)


def renew(writing: Writing, parts: ExchangeParts, device: str, *, today: date) -> None:
    """Lets a device that still exchanges stay on the roster, and the coordinator's own with it.

    Without this everybody would be refused a year after enrolment. A revoked device is not renewed.
    """
    keys = load_organisation_keys(writing)
    if parts.identity.device != keys.coordinator_device:
        return
    roster = read_roster(parts.rosters, keys)
    expires_on = today + timedelta(days=CERTIFICATE_DAYS)
    aged = [
        replace(entry, expires_on=expires_on)
        for entry in roster.entries
        if entry.device in {device, parts.identity.device}
        and entry.status is DeviceStatus.ACTIVE
        and expires_on - entry.expires_on > timedelta(days=RENEWAL_DAYS)
    ]
    if aged:
        _sign_roster(writing, parts, keys, aged, today=today)


def _sign_roster(
    writing: Writing,
    parts: ExchangeParts,
    keys: OrganisationKeys,
    entries: Sequence[RosterEntry],
    *,
    today: date,
) -> None:
    """Keeps a new roster, and lets it travel with the next bundles."""
    admitted = admit_devices(parts.rosters, keys, parts.keys, entries, today)
    save_organisation_keys(writing, admitted)
    writing.record(
        Subject(SubjectKind.ORGANISATION, keys.organisation),
        RosterSigned(read_roster(parts.rosters, admitted).version, admitted.roster, today),
    )


def _device_peer(
    writing: Writing, header: BundleHeader, public: PublicKeys, mine: MadeStartFile
) -> Peer:
    """The role is the one that the coordinator gave, not the one that the file claims."""
    names = (one.card.name for one in writing.visitors() if one.visitor == mine.visitor)
    return Peer(
        device=header.sender,
        visitor=mine.visitor,
        role=mine.role,
        name=next(names, ""),
        signing_key=public.signing,
        receiving_key=public.receiving,
        incarnation=header.incarnation,
    )


def _answered(
    parts: ExchangeParts, made: Iterable[MadeStartFile], header: BundleHeader, *, today: date
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
        too_late = today > one.made_on + timedelta(days=ANSWER_DAYS)
        if one.state is not StartFileState.OPEN or too_late:
            raise StartFileUsedError
        return one, enrolment.public
    raise BundleUnknownSenderError
