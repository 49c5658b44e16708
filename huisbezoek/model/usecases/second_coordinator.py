"""A second coordinator: the words of the root key sign, on the own laptop, who is one."""

from collections.abc import Sequence
from datetime import date, timedelta

from huisbezoek.model.domain.errors import BadInputError
from huisbezoek.model.domain.office_events import RosterSigned
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.organisation_keys import (
    CERTIFICATE_DAYS,
    OrganisationKeys,
    admit_next_coordinator,
    certificate_of,
    document_of,
    load_organisation_keys,
    read_roster,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.rosters import (
    DeviceRole,
    DeviceStatus,
    RosterEntry,
    Rosters,
    SignedDocumentRefusedError,
)
from huisbezoek.model.usecases.ports.sealing import Identities, RootKey, StartFileDamagedError
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.profile import OpenProfile, ProfileParts


class RootWordsNeededError(BadInputError):
    """A coordinator's start file is opened with the words of the root key too."""

    code = "root_words_needed"


class RootWordsWrongError(BadInputError):
    """The words are those of a root key, but not of this organisation's."""

    code = "root_words_wrong"


def root_key_of(
    identities: Identities, keys: OrganisationKeys, root_words: Sequence[str]
) -> RootKey:
    """The root key behind the words of the emergency sheet: used at once and kept nowhere.

    Raises WordsNotUnderstoodError, and RootWordsWrongError for another organisation's sheet.
    """
    root = identities.root_key_from_words(root_words)
    if root.public != keys.root_public:
        raise RootWordsWrongError
    return root


def check_keys(rosters: Rosters, keys: OrganisationKeys) -> None:
    """Whether certificate and rosters in a start file are the organisation's own.

    Raises StartFileDamagedError.
    """
    try:
        certificate = rosters.read_certificate(
            keys.coordinator_certificate.encode(), keys.root_public
        )
        read_roster(rosters, keys)
    except SignedDocumentRefusedError as error:
        raise StartFileDamagedError from error
    named = (certificate.organisation, certificate.device, certificate.public, certificate.role)
    expected = (keys.organisation, keys.coordinator_device, keys.coordinator_public)
    if named != (*expected, DeviceRole.COORDINATOR):
        raise StartFileDamagedError


def admit_myself(
    writing: Writing,
    parts: ProfileParts,
    profile: OpenProfile,
    root: RootKey,
    name: str,
    today: date,
) -> None:
    """Signs this coordinator's certificate and first roster, which travel with the first bundle."""
    keys, device = load_organisation_keys(writing), profile.keys.device_keys
    roster = read_roster(parts.rosters, keys)
    entry = RosterEntry(
        device=device.device,
        role=DeviceRole.COORDINATOR,
        public=device.public,
        certificate_serial=max(one.certificate_serial for one in roster.entries) + 1,
        status=DeviceStatus.ACTIVE,
        expires_on=today + timedelta(days=CERTIFICATE_DAYS),
        person=profile.identity.person,
        name=name,
    )
    admitted = admit_next_coordinator(parts.rosters, keys, root, device, entry)
    save_organisation_keys(writing, admitted)
    signed = RosterSigned(
        version=read_roster(parts.rosters, admitted).version,
        document=document_of(admitted, device.device),
        on=today,
        certificate=certificate_of(admitted, device.device),
    )
    writing.record(Subject(SubjectKind.ORGANISATION, keys.organisation), signed)
