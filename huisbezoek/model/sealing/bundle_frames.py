"""The inner stream of a bundle: zstd frames, padding and signature frame, and their limits.

Exact format: docs/formats.md, "Bundle".
"""

import struct
from collections.abc import Iterable, Iterator
from typing import Final

import zstandard

from huisbezoek.model.usecases.ports.sealed_bundles import (
    MAXIMUM_LINE,
    BundleDamagedError,
    BundleLimitError,
)

SIGNATURE_LABEL: Final = b"huisbezoek/bundle/1"
SIGNATURE_SIZE: Final = 64
SIGNATURE_FRAME_SIZE: Final = 8 + SIGNATURE_SIZE
ZSTD_MAGIC: Final = 0xFD2FB528
PADDING_MAGIC: Final = 0x184D2A50
SIGNATURE_MAGIC: Final = 0x184D2A51

MAXIMUM_FRAME: Final = 64 << 20
MAXIMUM_FRAME_LINES: Final = 200_000
MAXIMUM_FRAMES: Final = 4_096
MAXIMUM_BLOCKS: Final = 65_536
SMALLEST_INNER_SIZE: Final = 64 << 10

# What the writer aims at: small enough for the memory of an old laptop, large enough to compress.
_FRAME_AIM: Final = 2 << 20
_FRAME_LINES_AIM: Final = 50_000
_LEVEL: Final = 3


def compressed(content: bytes) -> bytes:
    """One zstd frame that states the size of its content."""
    return zstandard.ZstdCompressor(level=_LEVEL, write_content_size=True).compress(content)


def decompressed(frame: bytes, most: int = MAXIMUM_FRAME) -> bytes:
    """The content of one frame; the stated size is checked before any memory is taken."""
    try:
        size = zstandard.get_frame_parameters(frame).content_size
        if size == zstandard.CONTENTSIZE_UNKNOWN:
            raise BundleDamagedError
        if size > most:
            raise BundleLimitError
        # A content of another size than the frame states is an error of zstd itself.
        return zstandard.ZstdDecompressor(max_window_size=MAXIMUM_FRAME).decompress(frame)
    except zstandard.ZstdError as error:
        raise BundleDamagedError from error


def frames_of(lines: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Compressed frames with their number of lines; raises BundleLimitError for a bad line."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        length = len(line)
        if not 0 < length <= MAXIMUM_LINE or b"\n" in line:
            raise BundleLimitError
        if batch and (size + length >= _FRAME_AIM or len(batch) >= _FRAME_LINES_AIM):
            yield compressed(b"\n".join((*batch, b""))), len(batch)
            batch, size = [], 0
        batch.append(line)
        size += length + 1
    if batch:
        yield compressed(b"\n".join((*batch, b""))), len(batch)


def lines_of(content: bytes) -> list[bytes]:
    """The lines of one frame; raises for too many, too long or an unfinished one."""
    if content.count(b"\n") > MAXIMUM_FRAME_LINES:
        raise BundleLimitError
    lines = content.split(b"\n")
    if lines.pop():
        raise BundleDamagedError
    if max(map(len, lines), default=0) > MAXIMUM_LINE:
        raise BundleLimitError
    if not all(lines):
        raise BundleDamagedError
    return lines


def padding_frame(size_before: int) -> bytes:
    """The frame that brings the inner stream, with signature, to a Padmé size."""
    least = size_before + 8 + SIGNATURE_FRAME_SIZE
    length = max(padded_size(least), SMALLEST_INNER_SIZE) - least
    return struct.pack("<II", PADDING_MAGIC, length) + bytes(length)


def padded_size(size: int) -> int:
    """The next size that tells little of the content (Padmé: at most 12 percent larger).

    Source: Nikitin and others, "Reducing Metadata Leakage from Encrypted Files", 2019.
    """
    exponent = size.bit_length() - 1
    kept_bits = exponent.bit_length()
    mask = (1 << max(exponent - kept_bits, 0)) - 1
    return (size + mask) & ~mask


def signature_frame(signature: bytes) -> bytes:
    """The last frame: 72 bytes."""
    return struct.pack("<II", SIGNATURE_MAGIC, SIGNATURE_SIZE) + signature


def signature_in(frame: bytes) -> bytes:
    """The signature out of the last frame; raises BundleDamagedError."""
    if len(frame) != SIGNATURE_FRAME_SIZE:
        raise BundleDamagedError
    if struct.unpack_from("<II", frame) != (SIGNATURE_MAGIC, SIGNATURE_SIZE):
        raise BundleDamagedError
    return frame[8:]
