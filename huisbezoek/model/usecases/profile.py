"""Making, opening and keeping a profile: one person, one folder, one password."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from huisbezoek.model.domain.cards import OrganisationCard, VisitorCard
from huisbezoek.model.domain.errors import RefusedByRuleError
from huisbezoek.model.domain.identity import RandomBytes, new_identifier
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.passwords import (
    MAXIMUM_LENGTH,
    MINIMUM_LENGTH,
    PasswordRule,
    PasswordVerdict,
)
from huisbezoek.model.usecases.organisation_keys import (
    OrganisationKeys,
    admit_first_coordinator,
    save_organisation_keys,
)
from huisbezoek.model.usecases.ports.profile import (
    BACKUP_FOLDER,
    BACKUP_OF_DAY,
    DATABASE_FILE,
    LIVES_FILE,
    CheckReport,
    ProfileDatabase,
    ProfileDatabases,
    ProfileIdentity,
)
from huisbezoek.model.usecases.ports.rosters import Rosters
from huisbezoek.model.usecases.ports.sealed_bundles import SPOOL_SUFFIX
from huisbezoek.model.usecases.ports.sealing import (
    Identities,
    KdfCost,
    KeySlots,
    NewProfile,
    OpenedProfile,
    ProfileExistsError,
)

NEW_SUFFIX = ".new"
OLD_SUFFIX = ".old"

_OUTBOX = "outbox"
_SEALED_FOLDERS = (_OUTBOX, "inbox", "held")
_LABEL = "label.json"
KEY_SLOT_FILES = ("keys-1", "keys-2")


class PasswordTooShortError(RefusedByRuleError):
    """Fewer characters than the rule asks, and not four words of the list."""

    code = "password.too_short"


class PasswordTooCommonError(RefusedByRuleError):
    """Everybody's first guess, or the same few characters over and over."""

    code = "password.too_common"


class PasswordTooLongError(RefusedByRuleError):
    """Far longer than anybody types: something else was pasted."""

    code = "password.too_long"


@dataclass(frozen=True, slots=True)
class ProfileParts:
    """The adapters that profiles are made with."""

    key_slots: KeySlots
    identities: Identities
    rosters: Rosters
    databases: ProfileDatabases
    passwords: PasswordRule
    random_bytes: RandomBytes
    cost: KdfCost | None = None


@dataclass(frozen=True, slots=True)
class OpenProfile:
    """An open profile: its folder, its keys and its database."""

    folder: Path
    keys: OpenedProfile
    database: ProfileDatabase

    @property
    def identity(self) -> ProfileIdentity:
        """Whose profile this is."""
        return self.database.identity


@dataclass(frozen=True, slots=True)
class EmergencySheet:
    """What the emergency sheet ("Noodblad") says: two secrets as words. Never kept on a laptop."""

    organisation: str
    made_on: date
    recovery_words: tuple[str, ...]
    root_words: tuple[str, ...]


def check_password(rule: PasswordRule, password: str) -> None:
    """Raises the error that says what is wrong with the password, if anything is."""
    verdict = rule.judge(password)
    if verdict is PasswordVerdict.TOO_SHORT:
        raise PasswordTooShortError(minimum=MINIMUM_LENGTH)
    if verdict is PasswordVerdict.TOO_LONG:
        raise PasswordTooLongError(maximum=MAXIMUM_LENGTH)
    if verdict is not PasswordVerdict.GOOD:
        raise PasswordTooCommonError


def create_coordinator(
    parts: ProfileParts,
    folder: Path,
    organisation: OrganisationCard,
    password: str,
    *,
    now: datetime,
    practice: bool = False,
) -> tuple[OpenProfile, EmergencySheet]:
    """A new organisation with its first coordinator; answers the open profile and the sheet.

    Raises as `check_password`, ProfileExistsError, and errors of the disk.
    """
    check_password(parts.passwords, password)
    identity = _new_identity(parts, role="coordinator", practice=practice)
    root = parts.identities.new_root_key()
    recovery = parts.identities.new_recovery_identity()
    profile = _create(parts, folder, identity, password, recovery.recipient)
    keys = admit_first_coordinator(
        parts.rosters,
        organisation=new_identifier(parts.random_bytes),
        root=root,
        device=profile.keys.device_keys,
        recovery_recipient=recovery.recipient,
        today=now.date(),
        person=identity.person,
        name=organisation.coordinator_name,
    )
    _keep_first_cards(profile, keys, organisation)
    sheet = EmergencySheet(
        organisation=organisation.name,
        made_on=now.date(),
        recovery_words=parts.identities.recovery_words(recovery),
        root_words=parts.identities.root_key_words(root),
    )
    return _with_mark(parts, profile), sheet


def create_visitor_profile(  # noqa: PLR0913 - each argument is a fact of the start file
    parts: ProfileParts,
    folder: Path,
    person: str,
    keys: OrganisationKeys,
    password: str,
    *,
    role: str = "visitor",
    practice: bool = False,
) -> OpenProfile:
    """An empty profile for the person of a start file; the work comes in afterwards.

    Raises as `check_password`, and ProfileExistsError.
    """
    check_password(parts.passwords, password)
    identity = _new_identity(parts, role=role, practice=practice, person=person)
    profile = _create(parts, folder, identity, password, keys.recovery_recipient)
    writer = profile.database.open_writer()
    try:
        with writer.writing() as writing:
            save_organisation_keys(writing, keys)
            writing.commit()
    finally:
        writer.close()
    # Before the first operation too: a profile that was never closed must open again.
    return _with_mark(parts, profile)


def open_profile(parts: ProfileParts, folder: Path, password: str) -> OpenProfile:
    """Opens the profile. Raises WrongPasswordError and the start-up guards' errors."""
    keys = parts.key_slots.open_with_password(folder, password)
    return _opened(parts, folder, keys)


def recover_profile(
    parts: ProfileParts, folder: Path, words: tuple[str, ...], new_password: str
) -> OpenProfile:
    """Opens the profile with the words of the emergency sheet and sets a new password.

    The password stays what it was when the words are wrong or the database cannot be opened.
    """
    check_password(parts.passwords, new_password)
    recovery = parts.identities.recovery_from_words(words)
    keys = parts.key_slots.open_with_recovery(folder, recovery.secret)
    profile = _opened(parts, folder, keys)
    changed = parts.key_slots.change_password(folder, keys, new_password, parts.cost)
    return OpenProfile(folder, changed, profile.database)


def change_password(
    parts: ProfileParts, profile: OpenProfile, present: str, new_password: str
) -> OpenProfile:
    """Sets a new password after checking the present one. Raises WrongPasswordError."""
    check_password(parts.passwords, new_password)
    keys = parts.key_slots.open_with_password(profile.folder, present)
    changed = parts.key_slots.change_password(profile.folder, keys, new_password, parts.cost)
    return OpenProfile(profile.folder, changed, profile.database)


def re_key(
    parts: ProfileParts, profile: OpenProfile, new_password: str, *, now: datetime
) -> OpenProfile:
    """'Someone knows my password': new master key, everything encrypted anew, old copies removed.

    All connections must be closed. Until the last step the old folder is whole and opens as before.
    Backups under the old key go with it; a new one is made. Bundles are sealed to devices, not to
    the password, and come along.
    """
    check_password(parts.passwords, new_password)
    target = profile.folder.with_name(profile.folder.name + NEW_SUFFIX)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(mode=0o700)
    profile.database.close()
    prepared = parts.key_slots.rekey(profile.keys, new_password, parts.cost)
    profile.database.copy_under(target, prepared.opened.database_key)
    _carry_sealed_files(profile.folder, target)
    # The key slots come last: a folder without them is never taken for a whole one.
    copy = _with_mark(parts, _opened(parts, target, parts.key_slots.place(target, prepared)))
    back_up(copy, now)
    copy.database.close()
    replace_folder(profile.folder, target)
    return _opened(parts, profile.folder, copy.keys)


def replace_folder(folder: Path, replacement: Path) -> None:
    """Puts the replacement in the folder's place; a crash in between leaves one of them whole."""
    old = folder.with_name(folder.name + OLD_SUFFIX)
    shutil.rmtree(old, ignore_errors=True)
    folder.rename(old)
    replacement.rename(folder)
    shutil.rmtree(old)


def finish_replacement(folder: Path) -> None:
    """After a crash while a folder was replaced: brings the whole one back into its place.

    What is left over is removed only once a whole folder stands in the place.
    """
    old = folder.with_name(folder.name + OLD_SUFFIX)
    new = folder.with_name(folder.name + NEW_SUFFIX)
    if not folder.exists():
        whole = next((one for one in (new, old) if _is_whole(one)), None)
        if whole is not None:
            whole.rename(folder)
    for left in (old, new):
        if _is_whole(folder) and left.exists():
            shutil.rmtree(left)


def close_profile(parts: ProfileParts, profile: OpenProfile) -> None:
    """Closes every connection and remembers how far the journal had come."""
    mark = profile.database.mark()
    profile.database.close()
    parts.key_slots.update_mark(profile.folder, profile.keys, mark)


def is_backed_up_on(profile: OpenProfile, day: date) -> bool:
    """Whether a finished backup of this day stands in the profile's own folder of backups."""
    return any((profile.folder / BACKUP_FOLDER).glob(f"{day.strftime(BACKUP_OF_DAY)}-*"))


def back_up(profile: OpenProfile, now: datetime) -> Path:
    """A verified encrypted copy in the profile's own folder of backups."""
    return profile.database.back_up(profile.folder / BACKUP_FOLDER, now)


def check_profile(profile: OpenProfile) -> CheckReport:
    """All integrity checks."""
    return profile.database.check(thorough=True)


def _carry_sealed_files(folder: Path, target: Path) -> None:
    """Takes along what is readable with neither the old key nor the new one."""
    for name in _SEALED_FOLDERS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, target / name)
    for name in (_LABEL, LIVES_FILE):
        if (folder / name).is_file():
            shutil.copyfile(folder / name, target / name)


def _is_whole(folder: Path) -> bool:
    """Whether it opens: the database, and at least one of the two key-slot copies."""
    has_keys = any((folder / name).is_file() for name in KEY_SLOT_FILES)
    return has_keys and (folder / DATABASE_FILE).is_file()


def _new_identity(
    parts: ProfileParts, *, role: str, practice: bool, person: str = ""
) -> ProfileIdentity:
    return ProfileIdentity(
        profile=new_identifier(parts.random_bytes),
        device=new_identifier(parts.random_bytes),
        person=person or new_identifier(parts.random_bytes),
        role=role,
        practice=practice,
    )


def _create(
    parts: ProfileParts,
    folder: Path,
    identity: ProfileIdentity,
    password: str,
    recovery_recipient: str,
) -> OpenProfile:
    if parts.key_slots.exist(folder):
        raise ProfileExistsError
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = NewProfile(identity.profile, identity.device, password, recovery_recipient)
    prepared = parts.key_slots.prepare(new, parts.cost)
    database = parts.databases.create(folder, prepared.opened.database_key, identity)
    return OpenProfile(folder, parts.key_slots.place(folder, prepared), database)


def _opened(parts: ProfileParts, folder: Path, keys: OpenedProfile) -> OpenProfile:
    database = parts.databases.open(folder, keys.database_key, keys.profile, keys.mark)
    _remove_spools(folder)
    return OpenProfile(folder, keys, database)


def _remove_spools(folder: Path) -> None:
    """What a killed program had not sealed yet; its key is gone, so nobody can read it."""
    for path in (folder / _OUTBOX).glob(f"*{SPOOL_SUFFIX}"):
        # A file that a virus scanner holds keeps nobody out; it goes at a later start.
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _with_mark(parts: ProfileParts, profile: OpenProfile) -> OpenProfile:
    keys = parts.key_slots.update_mark(profile.folder, profile.keys, profile.database.mark())
    return OpenProfile(profile.folder, keys, profile.database)


def _keep_first_cards(
    profile: OpenProfile, keys: OrganisationKeys, organisation: OrganisationCard
) -> None:
    writer = profile.database.open_writer()
    try:
        with writer.writing() as writing:
            save_organisation_keys(writing, keys)
            writing.change_card(Subject(SubjectKind.ORGANISATION, keys.organisation), organisation)
            person = VisitorCard(
                name=organisation.coordinator_name,
                telephone=organisation.coordinator_telephone,
                role="coordinator",
            )
            writing.change_card(Subject(SubjectKind.VISITOR, profile.identity.person), person)
            writing.commit()
    finally:
        writer.close()
