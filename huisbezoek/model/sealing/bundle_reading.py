"""Reading a bundle: a first pass that verifies, and a second that hands out what was verified."""

import hashlib
import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from huisbezoek.model.sealing import age_files, age_outline, bundle_frames
from huisbezoek.model.sealing.bundle_header import decode_header
from huisbezoek.model.usecases.ports.sealed_bundles import (
    MAXIMUM_LINE,
    BundleChangedWhileReadError,
    BundleDamagedError,
    BundleHeader,
    BundleLimitError,
    BundleNotForKeyError,
    BundleOtherOrganisationError,
    BundleSignatureError,
    SigningKeyOf,
)
from huisbezoek.model.usecases.ports.transfer import place_error

# The second pass unseals this much of the inner stream at a time (see _Windows).
WINDOW_SIZE: Final = 8 << 20
_HEADER_ROOM: Final = MAXIMUM_LINE + (64 << 10)


def verified_bundle(
    path: Path, identity: str, organisation: str, signing_key: SigningKeyOf
) -> "VerifiedBundle":
    """Unseals all of the file once, keeping nothing but its hash, header and signature."""
    if not age_outline.is_bundle_for_two(age_outline.outline_of(path)):
        raise BundleDamagedError
    first = _FirstPass()
    _unseal(path, identity, first)
    header = first.header()
    if header.organisation != organisation:
        raise BundleOtherOrganisationError
    message = bundle_frames.SIGNATURE_LABEL + first.content_hash.digest()
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing_key(header)))
        key.verify(first.signature(), message)
    except (InvalidSignature, ValueError) as error:
        raise BundleSignatureError from error
    return VerifiedBundle(path, identity, header, first.content_hash.hexdigest())


class VerifiedBundle:
    """A bundle whose seal, sender and completeness have been checked."""

    def __init__(self, path: Path, identity: str, header: BundleHeader, digest: str) -> None:
        self._header = header
        self._digest = digest
        self._inner = _InnerReader(iter(_Windows(path, identity)))
        self._finished = False

    @property
    def header(self) -> BundleHeader:
        """The verified header."""
        return self._header

    @property
    def digest(self) -> str:
        """SHA-512 of the inner bytes before the signature frame, in hex."""
        return self._digest

    def lines(self) -> Iterator[bytes]:
        """The operations, one JSON text each without its line end; may be asked for once."""
        inner = self._inner
        bundle_frames.decompressed(inner.take_zstd_frame())
        frames = 1
        lines = 0
        while inner.next_magic() == bundle_frames.ZSTD_MAGIC:
            frames += 1
            if frames > bundle_frames.MAXIMUM_FRAMES:
                raise BundleLimitError
            batch = bundle_frames.lines_of(bundle_frames.decompressed(inner.take_zstd_frame()))
            lines += len(batch)
            if lines > self._header.operations:
                raise BundleDamagedError
            yield from batch
        inner.skip_padding()
        if lines != self._header.operations:
            raise BundleDamagedError
        inner.skip_signature()
        self._finished = True

    def finish(self) -> None:
        """Returns only if every line was read and equals what was verified."""
        if not self._finished or self._inner.content_hash.hexdigest() != self._digest:
            raise BundleChangedWhileReadError


class _FirstPass:
    """Takes the inner stream: hashes all but the signature frame, keeps the first frame."""

    def __init__(self) -> None:
        self.content_hash = hashlib.sha512()
        self._beginning = b""
        self._tail = b""

    def write(self, data: bytes, /) -> int:
        if len(self._beginning) < _HEADER_ROOM:
            self._beginning += data[: _HEADER_ROOM - len(self._beginning)]
        held = self._tail + data
        kept = max(len(held) - bundle_frames.SIGNATURE_FRAME_SIZE, 0)
        self.content_hash.update(held[:kept])
        self._tail = held[kept:]
        return len(data)

    def signature(self) -> bytes:
        return bundle_frames.signature_in(self._tail)

    def header(self) -> BundleHeader:
        self.signature()
        reader = _InnerReader(iter((self._beginning,)))
        # Before the signature was looked at this is anybody's: no more than a line is unpacked.
        line = bundle_frames.decompressed(reader.take_zstd_frame(), MAXIMUM_LINE + 1)
        if not line.endswith(b"\n"):
            raise BundleDamagedError
        return decode_header(line[:-1])


class _InnerReader:
    """Takes frames one by one out of pieces of the inner stream, and hashes what it takes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.content_hash = hashlib.sha512()
        self._pieces = pieces
        self._held = bytearray()

    def next_magic(self) -> int:
        magic: int = struct.unpack("<I", self._peek(0, 4))[0]
        return magic

    def take_zstd_frame(self) -> bytes:
        """One whole frame, found by walking its block headers (RFC 8878, 3.1.1.2)."""
        try:
            beginning = self._peek(0, 18)
            at = zstandard.frame_header_size(beginning)
            has_checksum = zstandard.get_frame_parameters(beginning).has_checksum
        except zstandard.ZstdError as error:
            raise BundleDamagedError from error
        last = False
        blocks = 0
        while not last:
            blocks += 1
            block = int.from_bytes(self._peek(at, 3), "little")
            last = bool(block & 1)
            is_repeat = block >> 1 & 3 == 1
            at += 3 + (1 if is_repeat else block >> 3)
            if at > bundle_frames.MAXIMUM_FRAME or blocks > bundle_frames.MAXIMUM_BLOCKS:
                raise BundleLimitError
        return self._take(at + (4 if has_checksum else 0))

    def skip_padding(self) -> None:
        magic, length = struct.unpack("<II", self._take(8))
        if magic != bundle_frames.PADDING_MAGIC:
            raise BundleDamagedError
        while length:
            length -= len(self._take(min(length, 1 << 16)))

    def skip_signature(self) -> None:
        """The signature frame must be all that is left; it is not part of the hash."""
        rest = bytes(self._held)
        for piece in self._pieces:
            rest += piece
            if len(rest) > bundle_frames.SIGNATURE_FRAME_SIZE:
                break
        bundle_frames.signature_in(rest)

    def _peek(self, start: int, size: int) -> bytes:
        while len(self._held) < start + size:
            piece = next(self._pieces, b"")
            if not piece:
                raise BundleDamagedError
            self._held += piece
        return bytes(self._held[start : start + size])

    def _take(self, size: int) -> bytes:
        taken = self._peek(0, size)
        del self._held[:size]
        self.content_hash.update(taken)
        return taken


class _Windows:
    """The inner stream in pieces of WINDOW_SIZE.

    pyrage pushes, while the reader of lines pulls, and threads belong elsewhere: so the file is
    unsealed again from its beginning for each piece. Nearly every bundle fits into one piece.
    """

    def __init__(self, path: Path, identity: str) -> None:
        self._path = path
        self._identity = identity
        self._start = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        window = _Window(self._start, WINDOW_SIZE)
        try:
            _unseal(self._path, self._identity, window)
        except _WindowFullError:
            pass
        except BundleNotForKeyError as error:
            raise BundleChangedWhileReadError from error
        piece = window.content.getvalue()
        if not piece:
            raise StopIteration
        self._start += len(piece)
        return piece


class _WindowFullError(Exception):
    """Enough of the inner stream was taken."""


class _Window:
    def __init__(self, start: int, size: int) -> None:
        self.content = io.BytesIO()
        self._skip = start
        self._room = size

    def write(self, data: bytes, /) -> int:
        wanted = data[self._skip :]
        self._skip -= len(data) - len(wanted)
        self._room -= self.content.write(wanted[: self._room])
        if not self._room:
            raise _WindowFullError
        return len(data)


def _unseal(path: Path, identity: str, sink: age_files.Sink) -> None:
    try:
        with path.open("rb") as file:
            age_files.unseal_stream(file, sink, identity)
    except age_files.SealedToOthersError as error:
        raise BundleNotForKeyError from error
    except age_files.SealBrokenError as error:
        raise BundleDamagedError from error
    except OSError as error:
        raise place_error(error) from error
