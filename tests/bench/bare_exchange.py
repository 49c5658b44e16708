"""The bare work of an exchange: the same rows encoded, compressed and sealed, and the way back.

Like `references`, it imports nothing of the program.
"""

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import zstandard

from tests.bench.references import ROWS_AT_ONCE, open_raw

LEVEL = 3
_ROWS = (
    "SELECT d.text, o.incarnation, o.sequence, s.kind, s.identifier, o.milliseconds, o.counter,"
    " a.text, o.body FROM operations o CROSS JOIN identifiers d ON d.number = o.device"
    " CROSS JOIN subjects s ON s.number = o.subject"
    " CROSS JOIN identifiers a ON a.number = o.author WHERE d.text {which} ?"
    " ORDER BY o.device, o.incarnation, o.sequence"
)


@dataclass(frozen=True)
class Bare:
    """What the bare work took (seconds), and what it made or found."""

    seconds: float
    lines: int
    digest: str


def encode_and_seal(
    rows: Iterator[list[dict[str, Any]]],
    recipients: Sequence[str],
    path: Path,
    clock: Callable[[], float],
) -> Bare:
    """JSON, zstd and age of these rows into a synced file; fetching them is not counted."""
    encode = msgspec.json.Encoder().encode
    compressor = zstandard.ZstdCompressor(level=LEVEL).compressobj()
    pieces: list[bytes] = []
    total, lines, digest = 0.0, 0, hashlib.sha256()
    for batch in rows:
        began = clock()
        text = b"\n".join([encode(row) for row in batch]) + b"\n"
        pieces.append(compressor.compress(text))
        total += clock() - began
        lines += len(batch)
        digest.update(text)
    began = clock()
    pieces.append(compressor.flush())
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    with path.open("wb") as file:
        file.write(pyrage.encrypt(b"".join(pieces), keys))
        file.flush()
        os.fsync(file.fileno())
    return Bare(total + clock() - began, lines, digest.hexdigest())


def unseal_and_decode(path: Path, identity: str, clock: Callable[[], float]) -> Bare:
    """age, zstd and every line decoded; the digest is that of the lines after the header."""
    began = clock()
    decode = msgspec.json.Decoder().decode
    lines = 0
    for text in _lines(path, identity):
        decode(text)
        lines += 1
    seconds = clock() - began
    return Bare(seconds, lines - 1, digest_of_file(path, identity))


def digest_of_file(path: Path, identity: str) -> str:
    """A digest of the lines in a sealed file but for the first, its header."""
    digest = hashlib.sha256()
    lines = _lines(path, identity)
    next(lines)
    for line in lines:
        digest.update(line + b"\n")
    return digest.hexdigest()


def kinds_in_file(path: Path, identity: str) -> dict[str, int]:
    """How many lines there are of each kind of document; 'card' is everything else."""
    lines = _lines(path, identity)
    next(lines)
    bodies = (msgspec.json.decode(line)["body"] for line in lines)
    return dict(Counter(body.get("document_kind", "card") for body in bodies))


def journal_rows(
    path: Path, key: str, device: str, *, made_by_it: bool
) -> Iterator[list[dict[str, Any]]]:
    """The journal as plain values: what this device made, or everything else."""
    connection = open_raw(path, key)
    try:
        cursor = connection.execute(_ROWS.format(which="=" if made_by_it else "<>"), (device,))
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield [_plain(row) for row in rows]
    finally:
        connection.close()


def _plain(row: Sequence[Any]) -> dict[str, Any]:
    device, incarnation, sequence, kind, identifier, milliseconds, counter, author, body = row
    return {
        "id": (device, incarnation, sequence),
        "subject": (kind, identifier),
        "clock": (milliseconds, counter),
        "author": author,
        "body": msgspec.json.decode(body),
    }


def _lines(path: Path, identity: str) -> Iterator[bytes]:
    sealed = path.read_bytes()
    inner = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
    rest = b""
    reader = zstandard.ZstdDecompressor().stream_reader(inner, read_across_frames=True)
    while piece := reader.read(1 << 20):
        lines = (rest + piece).split(b"\n")
        rest = lines.pop()
        yield from lines
    assert not rest
