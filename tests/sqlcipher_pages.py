"""Reading every page of an encrypted database or its log, deleted content included."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80
"""At the end of a page: 16 bytes to begin with and 64 to check with (SQLCipher 4)."""
_SALT = 16
_LOG_HEADER = 32
_FRAME_HEADER = 24


def decrypted(path: Path, raw_key: str) -> bytes:
    """All pages of a database or write-ahead log one after the other, in the clear."""
    content = path.read_bytes()
    key = bytes.fromhex(raw_key)
    if path.name.endswith("-wal"):
        frames = content[_LOG_HEADER:]
        step = PAGE + _FRAME_HEADER
        pages = [
            (_is_first(frames[at : at + 4]), frames[at + _FRAME_HEADER : at + step])
            for at in range(0, len(frames) - step + 1, step)
        ]
    else:
        pages = [(at == 0, content[at : at + PAGE]) for at in range(0, len(content), PAGE)]
    return b"".join(_page(page, key, is_first=is_first) for is_first, page in pages)


def _is_first(number: bytes) -> bool:
    return int.from_bytes(number) == 1


def _page(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    begin = _SALT if is_first else 0
    end = PAGE - RESERVED
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + 16]))
    reader = cipher.decryptor()
    return reader.update(page[begin:end]) + reader.finalize()
