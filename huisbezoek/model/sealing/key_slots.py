"""Opening a profile: from a password or the recovery identity to its keys, and back to disk."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from huisbezoek.model.domain.identity import RandomBytes
from huisbezoek.model.sealing import key_slot_file, key_slot_wraps
from huisbezoek.model.sealing.age_keys import identity_from
from huisbezoek.model.sealing.derivation import (
    KEY_SIZE,
    SALT_SIZE,
    Label,
    calibrated_cost,
    check_cost,
    key_for,
    key_from_password,
)
from huisbezoek.model.sealing.durable_files import read_or_nothing, replace_durably
from huisbezoek.model.sealing.identities import device_keys_from
from huisbezoek.model.sealing.key_slot_file import KeySlotBody, KeySlotCopy, KeySlotHeader, Mark
from huisbezoek.model.usecases.ports.profile import RollbackMark
from huisbezoek.model.usecases.ports.sealing import (
    DeviceKeys,
    KdfCost,
    KeySlotsDamagedError,
    KeySlotsMissingError,
    NewProfile,
    OpenedProfile,
    PreparedKeySlots,
    ProfileExistsError,
)

COPY_NAMES: Final = ("keys-1", "keys-2")
_NOTHING_YET: Final = RollbackMark(operations=0, digest="")


class KeySlotFiles:
    """The key-slot file of profiles, in two copies that are written in turn."""

    def __init__(
        self, random_bytes: RandomBytes, calibrate: Callable[[], KdfCost] = calibrated_cost
    ) -> None:
        self._random_bytes = random_bytes
        self._calibrate = calibrate

    def exist(self, folder: Path) -> bool:
        """Whether the folder holds a key-slot file, readable or not."""
        return any((folder / name).exists() for name in COPY_NAMES)

    def profile_in(self, folder: Path) -> str:
        """The profile id in the key-slot file, not yet proven."""
        return newest_copy(folder).body.header.profile

    def prepare(self, new: NewProfile, cost: KdfCost | None = None) -> PreparedKeySlots:
        """Makes all keys, in memory only."""
        keys = device_keys_from(
            new.device,
            self._random_bytes(KEY_SIZE),
            identity_from(self._random_bytes(KEY_SIZE)),
        )
        opened = _opened(
            profile=new.profile,
            device_keys=keys,
            recovery_recipient=new.recovery_recipient,
            mark=_NOTHING_YET,
            generation=2,
            master_key=self._random_bytes(KEY_SIZE),
        )
        return self._prepared(opened, new.password, cost)

    def place(self, folder: Path, prepared: PreparedKeySlots) -> OpenedProfile:
        """Writes both copies; `ProfileExistsError` where a key-slot file exists."""
        if self.exist(folder):
            raise ProfileExistsError
        for name, content in zip(COPY_NAMES, prepared.copies, strict=True):
            replace_durably(folder / name, content)
        return prepared.opened

    def open_with_password(self, folder: Path, password: str) -> OpenedProfile:
        """Opens slot 1. A wrong password on the newest whole copy is final."""

        def unwrap(body: KeySlotBody) -> bytes:
            check_cost(body.header.cost)
            salt = bytes.fromhex(body.header.salt)
            wrapping_key = key_from_password(password, salt, body.header.cost)
            return key_slot_wraps.open_password_slot(body, wrapping_key)

        return _open(folder, unwrap)

    def open_with_recovery(self, folder: Path, recovery_secret: str) -> OpenedProfile:
        """Opens slot 2 with the recovery identity of the emergency sheet."""

        def unwrap(body: KeySlotBody) -> bytes:
            slot, header = body.recovery_slot, body.header
            return key_slot_wraps.open_recovery_slot(slot, header, recovery_secret)

        return _open(folder, unwrap)

    def open_with_master_key(self, folder: Path, master_key: bytes) -> OpenedProfile:
        """Opens with the key that the slots hold, as an answer file brings it."""
        return _open(folder, lambda _: master_key)

    def change_password(
        self, folder: Path, opened: OpenedProfile, password: str, cost: KdfCost | None = None
    ) -> OpenedProfile:
        """Rewrites slot 1 in both copies, the older one first."""
        newest = _proven_copy(folder, opened)
        current = replace(
            opened,
            mark=RollbackMark(newest.body.mark.operations, newest.body.mark.digest),
            generation=newest.body.generation + 2,
        )
        prepared = self._prepared(current, password, cost)
        for content in prepared.copies:
            replace_durably(folder / _older_name(folder), content)
        return prepared.opened

    def rekey(
        self, opened: OpenedProfile, password: str, cost: KdfCost | None = None
    ) -> PreparedKeySlots:
        """New master key and database key for the same profile, device keys and mark."""
        fresh = _opened(
            profile=opened.profile,
            device_keys=opened.device_keys,
            recovery_recipient=opened.recovery_recipient,
            mark=opened.mark,
            generation=opened.generation + 2,
            master_key=self._random_bytes(KEY_SIZE),
        )
        return self._prepared(fresh, password, cost)

    def update_mark(self, folder: Path, opened: OpenedProfile, mark: RollbackMark) -> OpenedProfile:
        """Writes a new rollback mark into the older copy; needs no password."""
        newest = _proven_copy(folder, opened).body
        body = KeySlotBody(
            header=newest.header,
            password_slot=newest.password_slot,
            recovery_slot=newest.recovery_slot,
            printed_slot=newest.printed_slot,
            device_keys=newest.device_keys,
            mark=Mark(mark.operations, mark.digest),
            generation=newest.generation + 1,
        )
        content = key_slot_file.write(body, key_for(opened.master_key, Label.SLOT_FILE))
        replace_durably(folder / _older_name(folder), content)
        return replace(opened, mark=mark, generation=body.generation)

    def _prepared(
        self, opened: OpenedProfile, password: str, cost: KdfCost | None
    ) -> PreparedKeySlots:
        """Both copies of the file; the second has the generation of `opened`."""
        chosen = cost or self._calibrate()
        salt = self._random_bytes(SALT_SIZE)
        keys = opened.device_keys
        header = KeySlotHeader(
            format=key_slot_file.FORMAT,
            version=key_slot_file.VERSION,
            profile=opened.profile,
            device=keys.device,
            signing=keys.public.signing,
            receiving=keys.public.receiving,
            recovery=opened.recovery_recipient,
            salt=salt.hex(),
            memory_kib=chosen.memory_kib,
            passes=chosen.passes,
            lanes=chosen.lanes,
        )
        wrapping_key = key_from_password(password, salt, chosen)
        wraps = key_slot_wraps.Wraps(header, opened.master_key, self._random_bytes)
        mac_key = key_for(opened.master_key, Label.SLOT_FILE)
        password_slot, recovery_slot = wraps.password_slot(wrapping_key), wraps.recovery_slot()
        device_keys = wraps.device_keys(keys)
        first, second = (
            key_slot_file.write(
                KeySlotBody(
                    header=header,
                    password_slot=password_slot,
                    recovery_slot=recovery_slot,
                    printed_slot=None,
                    device_keys=device_keys,
                    mark=Mark(opened.mark.operations, opened.mark.digest),
                    generation=generation,
                ),
                mac_key,
            )
            for generation in (opened.generation - 1, opened.generation)
        )
        return PreparedKeySlots(opened, (first, second))


def _opened(
    profile: str,
    device_keys: DeviceKeys,
    recovery_recipient: str,
    mark: RollbackMark,
    generation: int,
    master_key: bytes,
) -> OpenedProfile:
    return OpenedProfile(
        profile=profile,
        generation=generation,
        mark=mark,
        device_keys=device_keys,
        recovery_recipient=recovery_recipient,
        database_key=key_for(master_key, Label.DATABASE).hex(),
        backup_key=key_for(master_key, Label.BACKUP).hex(),
        master_key=master_key,
    )


def newest_copy(folder: Path) -> KeySlotCopy:
    """The newest undamaged copy, not yet proven; KeySlotsMissingError, KeySlotsDamagedError."""
    return _copies(folder)[0]


def _copies(folder: Path) -> list[KeySlotCopy]:
    """Undamaged copies, the newest first; raises if there is none."""
    found = [read_or_nothing(folder / name, key_slot_file.MAXIMUM_SIZE) for name in COPY_NAMES]
    present = [content for content in found if content is not None]
    if not present:
        raise KeySlotsMissingError
    copies = [copy for content in present if (copy := key_slot_file.read(content)) is not None]
    if not copies:
        raise KeySlotsDamagedError
    return sorted(copies, key=lambda copy: copy.body.generation, reverse=True)


def _open(folder: Path, unwrap: Callable[[KeySlotBody], bytes]) -> OpenedProfile:
    """Unwraps the newest copy that its MAC proves; a refusal by `unwrap` is final."""
    for copy in _copies(folder):
        master_key = unwrap(copy.body)
        if not copy.is_proven_by(key_for(master_key, Label.SLOT_FILE)):
            continue
        header = copy.body.header
        mark = copy.body.mark
        return _opened(
            profile=header.profile,
            device_keys=key_slot_wraps.open_device_keys(copy.body, master_key),
            recovery_recipient=header.recovery,
            mark=RollbackMark(mark.operations, mark.digest),
            generation=copy.body.generation,
            master_key=master_key,
        )
    raise KeySlotsDamagedError


def _proven_copy(folder: Path, opened: OpenedProfile) -> KeySlotCopy:
    """The newest copy that belongs to the opened profile."""
    mac_key = key_for(opened.master_key, Label.SLOT_FILE)
    proven = [copy for copy in _copies(folder) if copy.is_proven_by(mac_key)]
    if not proven:
        raise KeySlotsDamagedError
    return proven[0]


def _older_name(folder: Path) -> str:
    """The copy to overwrite: a missing or damaged one, else the one of lower generation."""

    def generation(name: str) -> int:
        content = read_or_nothing(folder / name, key_slot_file.MAXIMUM_SIZE)
        copy = key_slot_file.read(content) if content is not None else None
        return copy.body.generation if copy is not None else 0

    return min(COPY_NAMES, key=generation)
