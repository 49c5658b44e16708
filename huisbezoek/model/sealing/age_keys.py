"""X25519 keys in the spelling of age."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from huisbezoek.model.sealing import bech32

_IDENTITY_PREFIX: Final = "age-secret-key-"
_RECIPIENT_PREFIX: Final = "age"
# Any will do: with a point of small order every secret gives zero.
_ANY_SECRET: Final = X25519PrivateKey.from_private_bytes(bytes(range(32)))


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


def check_recipient(recipient: str) -> None:
    """Raises NotAKeyError for a text that is not exactly an age recipient of 32 bytes.

    A point of small order is none either:
    sealing to such a point gives a shared secret that everybody knows (RFC 7748, section 6.1), and
    the library that seals does not answer it with an error but with a panic.
    """
    data = bech32.decode(_RECIPIENT_PREFIX, recipient)
    if bech32.encode(_RECIPIENT_PREFIX, data) != recipient:
        raise bech32.NotAKeyError
    try:
        _ANY_SECRET.exchange(X25519PublicKey.from_public_bytes(data))
    except ValueError as error:
        raise bech32.NotAKeyError from error
