"""Making keys from randomness, and their words on the emergency sheet."""

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from huisbezoek.model.domain.identity import RandomBytes
from huisbezoek.model.domain.start_words import StartWords
from huisbezoek.model.sealing import age_keys, secret_words
from huisbezoek.model.sealing.derivation import KEY_SIZE
from huisbezoek.model.usecases.ports.sealing import (
    DeviceKeys,
    PublicKeys,
    RecoveryIdentity,
    RootKey,
)


class SealedIdentities:
    """Makes keys; the randomness and the word list are handed in."""

    def __init__(self, random_bytes: RandomBytes, words: StartWords) -> None:
        self._random_bytes = random_bytes
        self._words = words

    def new_device_keys(self, device: str) -> DeviceKeys:
        """Fresh signing and receiving keys for a device id (32 hex digits)."""
        return device_keys_from(
            device,
            self._random_bytes(KEY_SIZE),
            age_keys.identity_from(self._random_bytes(KEY_SIZE)),
        )

    def new_root_key(self) -> RootKey:
        """A fresh organisation root key."""
        return _root_key(self._random_bytes(KEY_SIZE))

    def new_recovery_identity(self) -> RecoveryIdentity:
        """A fresh recovery identity."""
        return _recovery(self._random_bytes(KEY_SIZE))

    def new_enrolment_secret(self) -> str:
        """256 random bits as 64 hex digits, for one start file."""
        return self._random_bytes(KEY_SIZE).hex()

    def root_key_words(self, key: RootKey) -> tuple[str, ...]:
        """The root key as 24 words."""
        return secret_words.words_of(key.secret, secret_words.Kind.ROOT, self._words)

    def root_key_from_words(self, words: Sequence[str]) -> RootKey:
        """The key that the words stand for; `WordsNotUnderstoodError` when mistyped."""
        return _root_key(secret_words.secret_of(words, secret_words.Kind.ROOT, self._words))

    def recovery_words(self, identity: RecoveryIdentity) -> tuple[str, ...]:
        """The recovery identity as 24 words."""
        secret = age_keys.secret_of(identity.secret)
        return secret_words.words_of(secret, secret_words.Kind.RECOVERY, self._words)

    def recovery_from_words(self, words: Sequence[str]) -> RecoveryIdentity:
        """The identity that the words stand for; `WordsNotUnderstoodError` when mistyped."""
        return _recovery(secret_words.secret_of(words, secret_words.Kind.RECOVERY, self._words))


def signing_public_of(secret: bytes) -> str:
    """The Ed25519 public key of 32 secret bytes, as 64 hex digits."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw().hex()


def device_keys_from(device: str, signing_secret: bytes, receiving_secret: str) -> DeviceKeys:
    """Device keys with their public halves worked out."""
    public = PublicKeys(
        signing=signing_public_of(signing_secret),
        receiving=age_keys.recipient_of(receiving_secret),
    )
    return DeviceKeys(device, public, signing_secret, receiving_secret)


def _root_key(secret: bytes) -> RootKey:
    return RootKey(public=signing_public_of(secret), secret=secret)


def _recovery(secret: bytes) -> RecoveryIdentity:
    identity = age_keys.identity_from(secret)
    return RecoveryIdentity(recipient=age_keys.recipient_of(identity), secret=identity)
