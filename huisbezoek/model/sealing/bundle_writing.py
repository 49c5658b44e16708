"""Writing a bundle: frames, padding and signature as a stream that is sealed while it is made."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from huisbezoek.model.sealing import age_files, bundle_frames
from huisbezoek.model.sealing.bundle_header import encode_header
from huisbezoek.model.sealing.bundle_spool import FrameSpool
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleHeader,
    BundleLimitError,
    BundleWrongCountError,
    PackedLines,
    Recipients,
    WrittenBundle,
)
from huisbezoek.model.usecases.ports.sealing import DeviceKeys
from huisbezoek.model.usecases.ports.transfer import Outlet

# Nearly every bundle stays below this and never comes on the disk before it is sealed.
_MOST_IN_MEMORY: Final = 8 << 20


def pack_lines(lines: Iterable[bytes], folder: Path) -> PackedLines:
    """The lines as compressed frames, many of them in a spool in the folder.

    Raises BundleLimitError, and what FrameSpool raises; no spool is left behind then.
    """
    frames: list[bytes] = []
    spool = None
    total = held = 0
    with ExitStack() as undo:
        for frame, count in _numbered_frames(lines):
            # The library gives out its whole room, as large as the content was: keep what is used.
            content = bytes(memoryview(frame))
            total += count
            held += len(content)
            if held <= _MOST_IN_MEMORY:
                frames.append(content)
                continue
            if spool is None:
                spool = FrameSpool(folder)
                undo.callback(spool.remove)
            spool.add(content)
        undo.pop_all()
    return PackedLines(tuple(frames), total, spool)


def write_bundle(
    header: BundleHeader,
    lines: PackedLines | Iterable[bytes],
    out: Outlet,
    keys: DeviceKeys,
    recipients: Recipients,
) -> WrittenBundle:
    """Seals header and lines into `out`, in bounded memory and never unsealed on disk.

    A spool of packed lines is removed, also when this raises.
    """
    inner = _InnerStream(header, lines, keys)
    with ExitStack() as after:
        if isinstance(lines, PackedLines) and lines.spool is not None:
            after.callback(lines.spool.remove)
        age_files.seal_stream(inner, out, (recipients.device, recipients.recovery))
    return WrittenBundle(inner.digest, header.operations)


class _InnerStream:
    """The inner stream as sealing wants to read it."""

    def __init__(
        self, header: BundleHeader, lines: PackedLines | Iterable[bytes], keys: DeviceKeys
    ) -> None:
        self.digest = ""
        self._pieces = self._make(header, lines, keys)
        self._held = b""

    def read(self, size: int, /) -> bytes:
        while len(self._held) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._held += piece
        answer, self._held = self._held[:size], self._held[size:]
        return answer

    def _make(
        self, header: BundleHeader, lines: PackedLines | Iterable[bytes], keys: DeviceKeys
    ) -> Iterator[bytes]:
        content_hash = hashlib.sha512()
        size = 0
        for piece in _content(header, lines):
            content_hash.update(piece)
            size += len(piece)
            yield piece
        padding = bundle_frames.padding_frame(size)
        content_hash.update(padding)
        yield padding
        self.digest = content_hash.hexdigest()
        private = Ed25519PrivateKey.from_private_bytes(keys.signing_secret)
        signature = private.sign(bundle_frames.SIGNATURE_LABEL + content_hash.digest())
        yield bundle_frames.signature_frame(signature)


def _content(header: BundleHeader, lines: PackedLines | Iterable[bytes]) -> Iterator[bytes]:
    """The frames before the padding; raises if the number of lines is not as announced."""
    yield bundle_frames.compressed(encode_header(header) + b"\n")
    written = 0
    if isinstance(lines, PackedLines):
        yield from lines.frames
        if lines.spool is not None:
            yield from lines.spool.frames()
        written = lines.lines
    else:
        for frame, count in _numbered_frames(lines):
            written += count
            yield frame
    if written != header.operations:
        raise BundleWrongCountError(announced=header.operations, given=written)


def _numbered_frames(lines: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Frames with their number of lines, as many as fit beside that of the header."""
    for number, (frame, count) in enumerate(bundle_frames.frames_of(lines), start=2):
        if number > bundle_frames.MAXIMUM_FRAMES:
            raise BundleLimitError
        yield frame, count
