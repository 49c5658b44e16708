"""X25519 keys in the spelling of age."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from huisbezoek.model.sealing import bech32

_IDENTITY_PREFIX: Final = "age-secret-key-"
_RECIPIENT_PREFIX: Final = "age"


def identity_from(secret: bytes) -> str:
    """The age identity (`AGE-SECRET-KEY-1...`) of 32 secret bytes."""
    return bech32.encode(_IDENTITY_PREFIX, secret).upper()


def secret_of(identity: str) -> bytes:
    """The 32 secret bytes of an age identity; raises NotAKeyError."""
    return bech32.decode(_IDENTITY_PREFIX, identity)


def recipient_of(identity: str) -> str:
    """The age recipient (`age1...`) of an age identity; raises NotAKeyError."""
    private = X25519PrivateKey.from_private_bytes(secret_of(identity))
    return bech32.encode(_RECIPIENT_PREFIX, private.public_key().public_bytes_raw())
