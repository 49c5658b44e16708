"""Sealing bytes and streams as age v1 files (age-encryption.org/v1): the only use of pyrage."""

import io
from typing import Protocol

import pyrage

from huisbezoek.model.sealing.age_keys import check_recipient
from huisbezoek.model.sealing.bech32 import NotAKeyError


class SealedToOthersError(Exception):
    """The file is whole as far as could be seen, but sealed to other keys."""


class SealBrokenError(Exception):
    """The file is cut off, changed or no age file."""


class Source(Protocol):
    """Where bytes to seal or unseal come from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


class Sink(Protocol):
    """Where sealed or unsealed bytes go."""

    def write(self, data: bytes, /) -> int:
        """Takes all of it and answers its length."""
        ...


def seal(content: bytes, recipient: str) -> bytes:
    """A small content sealed to one recipient."""
    sealed: bytes = pyrage.encrypt(content, [_recipient(recipient)])
    return sealed


def unseal(sealed: bytes, identity: str) -> bytes:
    """A small content; raises SealedToOthersError, SealBrokenError, NotAKeyError."""
    content = io.BytesIO()
    unseal_stream(io.BytesIO(sealed), content, identity)
    return content.getvalue()


def seal_stream(source: Source, out: Sink, recipients: tuple[str, ...]) -> None:
    """Seals a stream in bounded memory.

    What `source` and `out` raise comes out as it was raised; pyrage would make a text of it.
    """
    reader, writer = _Reader(source), _Writer(out)
    loaded = [_recipient(recipient) for recipient in recipients]
    try:
        pyrage.encrypt_io(reader, writer, loaded)
    except (pyrage.EncryptError, OSError):
        _raise_own(reader, writer)
        raise


def unseal_stream(source: Source, sink: Sink, identity: str) -> None:
    """Unseals a stream in bounded memory; raises as `unseal`, and what both sides raise.

    What arrives in `sink` is authentic up to there, but may be cut off until this returns.
    """
    reader, writer = _Reader(source), _Writer(sink)
    try:
        loaded = pyrage.x25519.Identity.from_str(identity)
    except pyrage.IdentityError as error:
        raise NotAKeyError from error
    try:
        pyrage.decrypt_io(reader, writer, [loaded])
    except (pyrage.DecryptError, OSError) as error:
        _raise_own(reader, writer)
        if str(error) == "No matching keys found":
            raise SealedToOthersError from error
        raise SealBrokenError from error


def opens_with(source: Source, identity: str) -> bool:
    """Whether this identity opens what `source` begins with; reads a header and one chunk at most.

    Says nothing about the rest. Raises SealBrokenError for no age file, or one whose header or
    first chunk is cut off or changed; NotAKeyError; and what `source` raises.
    """
    try:
        unseal_stream(source, _Opened(), identity)
    except _OpenedError:
        return True
    except SealedToOthersError:
        return False
    # Nothing was sealed: the key fitted all the same.
    return True


def _recipient(recipient: str) -> pyrage.x25519.Recipient:
    check_recipient(recipient)
    return pyrage.x25519.Recipient.from_str(recipient)


class _OpenedError(Exception):
    """The first bytes came out: enough is known."""


class _Opened:
    """A sink that ends the unsealing as soon as something comes out."""

    def write(self, _data: bytes, /) -> int:
        raise _OpenedError


class _Reader:
    """A source that keeps what went wrong in it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.failure: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            return self._source.read(size)
        except Exception as error:
            self.failure = error
            raise


class _Writer:
    """A sink that keeps what went wrong in it."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._sink.write(data)
        except Exception as error:
            self.failure = error
            raise


def _raise_own(reader: _Reader, writer: _Writer) -> None:
    """Raises what our own side raised, instead of the text that pyrage makes of it."""
    failure = reader.failure or writer.failure
    if failure is not None:
        raise failure
