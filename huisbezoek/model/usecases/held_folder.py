"""The folder of held files: sealed bundles that were refused but may still be wanted, and why."""

import filecmp
from enum import StrEnum
from pathlib import Path
from typing import Final

from huisbezoek.model.domain.errors import BadInputError, HuisbezoekError
from huisbezoek.model.domain.merge import ForkError
from huisbezoek.model.usecases.acceptance import SenderExpiredError
from huisbezoek.model.usecases.enrolment import StartFileUsedError
from huisbezoek.model.usecases.exchange import HELD
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleNewerFormatError,
    BundleRevokedSenderError,
)


class NewerSchemaError(BadInputError):
    """A newer version of the program made this file; the file is kept."""

    code = "bundle_newer_schema"


class HeldWhy(StrEnum):
    """Why a file waits for a person."""

    SECOND_COMPUTER = "second_computer"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NEWER = "newer"
    FORK = "fork"


_WHY: Final[dict[type[HuisbezoekError], HeldWhy]] = {
    StartFileUsedError: HeldWhy.SECOND_COMPUTER,
    BundleRevokedSenderError: HeldWhy.REVOKED,
    SenderExpiredError: HeldWhy.EXPIRED,
    NewerSchemaError: HeldWhy.NEWER,
    BundleNewerFormatError: HeldWhy.NEWER,
    ForkError: HeldWhy.FORK,
}
"""After these refusals the sealed file waits in this profile: a person may still want it."""


def put_aside(folder: Path, path: Path, error: HuisbezoekError) -> None:
    """Holds the file of a profile's inbox after this refusal, or removes it when nobody wants it.

    The reason stands in the name of the held file; nothing else about it is written down unsealed.
    The same bytes are held once.
    """
    why = _WHY.get(type(error))
    held = folder / HELD
    if why is None:
        path.unlink(missing_ok=True)
        return
    held.mkdir(exist_ok=True)
    for known in held.iterdir():
        if filecmp.cmp(known, path, shallow=False):
            path.unlink()
            return
    path.rename(held / f"{why}.{path.name}")


def is_held_after(error: Exception) -> bool:
    """Whether a file that was refused with this error waits for a decision."""
    return type(error) in _WHY


def why_of(path: Path) -> HeldWhy:
    """Why this file is held. What an earlier version held may be tried again."""
    reason, _, _ = path.name.partition(".")
    return HeldWhy(reason) if reason in set(HeldWhy) else HeldWhy.NEWER
