"""Frames of a large bundle on disk until it is sealed, encrypted under a key in memory only."""

import os
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from huisbezoek.model.usecases.ports.sealed_bundles import SPOOL_SUFFIX, SpoolLostError
from huisbezoek.model.usecases.ports.transfer import place_error


class FrameSpool:
    """A file of frames, each under ChaCha20-Poly1305 with its number as nonce.

    The key is made here and written nowhere, so what a kill leaves behind nobody reads, this
    program neither. Sizes stay in memory: a frame that is changed, cut off, moved or exchanged
    with another fails its tag.
    """

    def __init__(self, folder: Path) -> None:
        """An empty one under a fresh name; makes the folder. Raises DiskFullError and its like."""
        # Never from randomness that is handed in: a repeatable one would make a known key.
        self._cipher = ChaCha20Poly1305(ChaCha20Poly1305.generate_key())
        self._path = _fresh_file(folder)
        self._sizes: list[int] = []
        # A bundle that was prepared and never sealed takes its file along when it is forgotten.
        self._remove = weakref.finalize(self, _unlink, self._path)

    def add(self, frame: bytes) -> None:
        """Encrypts and appends; raises DiskFullError and its like."""
        sealed = self._cipher.encrypt(_nonce(len(self._sizes)), frame, None)
        try:
            with self._path.open("ab") as file:
                file.write(sealed)
        except OSError as error:
            raise place_error(error) from error
        self._sizes.append(len(sealed))

    def frames(self) -> Iterator[bytes]:
        """The frames as they were added, one in memory at a time; raises SpoolLostError."""
        start = 0
        for number, size in enumerate(self._sizes):
            try:
                # Opened for each: Windows does not remove a file that a stopped reader holds.
                with self._path.open("rb") as file:
                    file.seek(start)
                    frame = self._cipher.decrypt(_nonce(number), file.read(size), None)
            except (InvalidTag, OSError) as error:
                raise SpoolLostError from error
            yield frame
            start += size

    def remove(self) -> None:
        """Takes the file away; nothing happens when there is none."""
        self._remove()


def _fresh_file(folder: Path) -> Path:
    try:
        folder.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=SPOOL_SUFFIX, dir=folder)
        os.close(handle)
    except OSError as error:
        raise place_error(error) from error
    return Path(name)


def _unlink(path: Path) -> None:
    # Nobody can read it, and the next start tries again: it must not hide why sealing failed.
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
