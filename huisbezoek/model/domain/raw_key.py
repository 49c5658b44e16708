"""The guard on a database key: exactly 64 lower-case hexadecimal digits, nothing else.

SQLCipher takes a raw key of the wrong shape for a passphrase without a word (measured with 63
digits, a trailing space and non-hex), so the shape is checked at every place that hands one on.
"""

import re
from typing import Final

from huisbezoek.model.domain.errors import DamagedDataError

_PATTERN: Final = re.compile(r"[0-9a-f]{64}")


class RawKeyRefusedError(DamagedDataError):
    """What should be a raw key is not 64 lower-case hexadecimal digits. Never holds the key."""

    code = "raw_key_refused"


def checked_raw_key(key: str) -> str:
    """The same key; raises RawKeyRefusedError for anything but a raw key."""
    if _PATTERN.fullmatch(key) is None:
        raise RawKeyRefusedError
    return key


def raw_key_pragma(key: str) -> str:
    """The one statement that hands a raw key to SQLCipher; raises RawKeyRefusedError."""
    return f"PRAGMA key = \"x'{checked_raw_key(key)}'\""
