"""What anybody can see of an age file without a key (age-encryption.org/v1, section "Header")."""

import re
from pathlib import Path
from typing import Final

from huisbezoek.model.usecases.ports.sealed_bundles import BundleDamagedError, SealedDescription
from huisbezoek.model.usecases.ports.transfer import place_error

X25519: Final = "X25519"
_HEADER_LIMIT: Final = 64 << 10
_VERSION_LINE: Final = re.compile(rb"age-encryption\.org/(v[0-9]+)")
_STANZA: Final = re.compile(rb"-> ([!-~]+)(?: [!-~]+)*")
_BODY: Final = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_END: Final = re.compile(rb"--- [A-Za-z0-9+/]{43}")
_FULL_LINE: Final = 64


def outline_of(path: Path) -> SealedDescription:
    """Version, kinds of recipients and size; raises BundleDamagedError for no age file."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_HEADER_LIMIT)
        size = path.stat().st_size
    except OSError as error:
        raise place_error(error) from error
    lines = beginning.split(b"\n")
    version = _VERSION_LINE.fullmatch(lines[0])
    if version is None:
        raise BundleDamagedError
    return SealedDescription(version[1].decode(), _kinds(lines[1:]), size)


def is_bundle_for_two(description: SealedDescription) -> bool:
    """Whether exactly two X25519 keys open it; stanzas called "...-grease" open nothing."""
    real = [kind for kind in description.recipients if not kind.endswith("-grease")]
    return description.age_version == "v1" and real == [X25519, X25519]


def _kinds(lines: list[bytes]) -> tuple[str, ...]:
    kinds: list[str] = []
    in_body = False
    for line in lines:
        stanza = _STANZA.fullmatch(line)
        if in_body:
            if _BODY.fullmatch(line) is None:
                break
            in_body = len(line) == _FULL_LINE
        elif stanza is not None:
            kinds.append(stanza[1].decode())
            in_body = True
        elif _END.fullmatch(line) and kinds:
            return tuple(kinds)
        else:
            break
    raise BundleDamagedError
