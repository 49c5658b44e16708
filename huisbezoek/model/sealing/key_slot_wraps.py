"""The wraps inside a key-slot file: the master key in its slots, the device keys under it."""

import hashlib

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from huisbezoek.model.domain.identity import RandomBytes
from huisbezoek.model.sealing import age_files, strict_json
from huisbezoek.model.sealing.derivation import KEY_SIZE, Label, key_for
from huisbezoek.model.sealing.identities import device_keys_from
from huisbezoek.model.sealing.key_slot_file import KeySlotBody, KeySlotHeader, Wrapped
from huisbezoek.model.usecases.ports.sealing import (
    DeviceKeys,
    KeySlotsDamagedError,
    WrongPasswordError,
    WrongRecoveryKeyError,
)

_PASSWORD = b"password"
_RECOVERY = b"recovery"
_DEVICE_KEYS = b"device-keys"
_NONCE_SIZE = 12


class _DeviceSecrets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    signing: str
    receiving: str


class Wraps:
    """Makes the wraps of one header and one master key."""

    def __init__(self, header: KeySlotHeader, master_key: bytes, random_bytes: RandomBytes) -> None:
        self._header = header
        self._master_key = master_key
        self._random_bytes = random_bytes

    def password_slot(self, wrapping_key: bytes) -> Wrapped:
        """Slot 1: the master key under the key from the password."""
        return self._wrap(wrapping_key, self._master_key, _PASSWORD)

    def recovery_slot(self) -> bytes:
        """Slot 2: master key and SHA-256 of the associated data, sealed to the recovery key."""
        content = self._master_key + _fingerprint(self._header)
        return age_files.seal(content, self._header.recovery)

    def device_keys(self, keys: DeviceKeys) -> Wrapped:
        """The secret halves of the device keys under a key from the master key."""
        secrets = _DeviceSecrets(keys.signing_secret.hex(), keys.receiving_secret)
        wrapping_key = key_for(self._master_key, Label.DEVICE_KEYS)
        return self._wrap(wrapping_key, msgspec.json.encode(secrets), _DEVICE_KEYS)

    def _wrap(self, key: bytes, secret: bytes, purpose: bytes) -> Wrapped:
        nonce = self._random_bytes(_NONCE_SIZE)
        sealed = ChaCha20Poly1305(key).encrypt(nonce, secret, self._header.associated(purpose))
        return Wrapped(nonce.hex(), sealed.hex())


def open_password_slot(body: KeySlotBody, wrapping_key: bytes) -> bytes:
    """The master key out of slot 1; raises WrongPasswordError."""
    try:
        return _unwrap(wrapping_key, body.password_slot, body.header.associated(_PASSWORD))
    except InvalidTag as error:
        raise WrongPasswordError from error


def open_recovery_slot(slot: bytes, header: KeySlotHeader, recovery_secret: str) -> bytes:
    """The master key out of slot 2; raises WrongRecoveryKeyError or KeySlotsDamagedError."""
    try:
        content = age_files.unseal(slot, recovery_secret)
    except (age_files.SealedToOthersError, ValueError) as error:
        raise WrongRecoveryKeyError from error
    except age_files.SealBrokenError as error:
        raise KeySlotsDamagedError from error
    master_key, fingerprint = content[:KEY_SIZE], content[KEY_SIZE:]
    if fingerprint != _fingerprint(header):
        raise KeySlotsDamagedError
    return master_key


def open_device_keys(body: KeySlotBody, master_key: bytes) -> DeviceKeys:
    """The device keys; raises KeySlotsDamagedError."""
    header = body.header
    wrapping_key = key_for(master_key, Label.DEVICE_KEYS)
    try:
        content = _unwrap(wrapping_key, body.device_keys, header.associated(_DEVICE_KEYS))
        secrets = strict_json.decode(content, _DeviceSecrets)
        keys = device_keys_from(header.device, bytes.fromhex(secrets.signing), secrets.receiving)
    except (InvalidTag, ValueError) as error:
        raise KeySlotsDamagedError from error
    if (keys.public.signing, keys.public.receiving) != (header.signing, header.receiving):
        raise KeySlotsDamagedError
    return keys


def _unwrap(key: bytes, wrapped: Wrapped, associated: bytes) -> bytes:
    nonce, sealed = bytes.fromhex(wrapped.nonce), bytes.fromhex(wrapped.sealed)
    return ChaCha20Poly1305(key).decrypt(nonce, sealed, associated)


def _fingerprint(header: KeySlotHeader) -> bytes:
    return hashlib.sha256(header.associated(_RECOVERY)).digest()
