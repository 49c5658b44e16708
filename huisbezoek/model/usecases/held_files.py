"""Held files: refused, kept, and decided about by a coordinator; nothing is lost silently."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from huisbezoek.model.domain.errors import HuisbezoekError, RefusedByRuleError
from huisbezoek.model.domain.office_events import RevokedReason
from huisbezoek.model.usecases.acceptance import SenderExpiredError
from huisbezoek.model.usecases.enrolment import StartFileUsedError, answered_by
from huisbezoek.model.usecases.exchange import HELD, ExchangeParts
from huisbezoek.model.usecases.held_folder import HeldWhy, why_of
from huisbezoek.model.usecases.laptops import revoke_laptop
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, BundleRevokedSenderError
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.receiving import (
    AppliedBundle,
    Despite,
    apply_checked,
    check_bundle,
    held_files,
    sender_keys,
)
from huisbezoek.model.usecases.start_files import made_start_files

__all__ = ["HeldWhy"]

_HELD: Final = "held_files"
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class DecisionNotPossibleError(RefusedByRuleError):
    """This cannot be decided about a file that is held for this reason."""

    code = "decision_not_possible"


class HeldDecision(StrEnum):
    """What can be done with a held file, beside throwing it away."""

    ALLOW_BOTH = "allow_both"
    USE_NEW = "use_new"
    READ_AFTER_ALL = "read_after_all"
    TRY_AGAIN = "try_again"


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A sealed file that was refused and kept. `person_name` and `made_at` as far as known."""

    path: Path
    why: HeldWhy
    person_name: str = ""
    made_at: datetime | None = None
    device: str = ""
    person: str = ""

    @property
    def decisions(self) -> tuple[HeldDecision, ...]:
        """What may be decided, the mildest first; a fork can only be explained or thrown away."""
        return _DECISIONS[self.why]


_DECISIONS: Final[dict[HeldWhy, tuple[HeldDecision, ...]]] = {
    HeldWhy.SECOND_COMPUTER: (HeldDecision.ALLOW_BOTH, HeldDecision.USE_NEW),
    HeldWhy.REVOKED: (HeldDecision.READ_AFTER_ALL,),
    HeldWhy.EXPIRED: (HeldDecision.READ_AFTER_ALL,),
    HeldWhy.NEWER: (HeldDecision.TRY_AGAIN,),
    HeldWhy.FORK: (),
}
_SET_ASIDE: Final[dict[HeldWhy, Despite]] = {
    HeldWhy.SECOND_COMPUTER: (StartFileUsedError,),
    HeldWhy.REVOKED: (BundleRevokedSenderError, SenderExpiredError),
    HeldWhy.EXPIRED: (SenderExpiredError,),
    HeldWhy.NEWER: (),
}
"""The objections to the sender that the decision sets aside for this one file."""


@dataclass(frozen=True, slots=True)
class _Record:
    """What was found out about a held file, kept inside the database."""

    name: str
    device: str = ""
    person: str = ""
    made_at: datetime | None = None


def held(writing: Writing, parts: ExchangeParts) -> tuple[HeldFile, ...]:
    """All held files by when they were made; committing keeps what was found out about them."""
    known = {one.name: one for one in _records(writing)}
    files = held_files(parts)
    present = {
        file.path.name: known.get(file.path.name) or _found_out(writing, parts, file.path)
        for file in files
    }
    if present != known:
        records = [present[name] for name in sorted(present)]
        writing.save_local_value(_HELD, msgspec.json.encode(records).decode())
    names = {one.visitor: one.card.name for one in writing.visitors()}
    found = [_held(file.path, present[file.path.name], names) for file in files]
    return tuple(sorted(found, key=lambda one: (one.made_at or _LONG_AGO, one.path.name)))


def accept_held(
    writing: Writing,
    parts: ExchangeParts,
    held: HeldFile,
    decision: HeldDecision,
    *,
    now: datetime,
) -> AppliedBundle:
    """Reads the held file as decided. The caller commits, and only then throws the file away.

    A revoked laptop stays revoked; one that was silent for too long takes part again. With
    USE_NEW every other computer of that person is revoked. Raises DecisionNotPossibleError, and
    what was wrong with the file if that still holds; it stays held then.
    """
    if decision not in held.decisions:
        raise DecisionNotPossibleError
    despite = _SET_ASIDE[held.why]
    senders = sender_keys(writing, parts, today=now.date())
    received = check_bundle(parts, senders, held.path, despite)
    applied = apply_checked(writing, parts, received, now=now, despite=despite)
    if decision is HeldDecision.USE_NEW:
        _revoke_others(writing, parts, received.header.sender, now)
    return applied


def throw_away(parts: ExchangeParts, held: HeldFile) -> None:
    """Removes the held file for ever: a person said so, or it was read."""
    (parts.folder / HELD / held.path.name).unlink(missing_ok=True)


def _revoke_others(writing: Writing, parts: ExchangeParts, device: str, now: datetime) -> None:
    peers = writing.peers()
    person = next(one.visitor for one in peers if one.device == device)
    for other in peers:
        if other.visitor == person and other.device != device:
            revoke_laptop(
                writing, parts, other.device, RevokedReason.REPLACED, noticed_at=now, now=now
            )


def _found_out(writing: Writing, parts: ExchangeParts, path: Path) -> _Record:
    """Who made the file and when, once its signature fits; nothing of it when that cannot be read.

    A newer version may have made a file that this one cannot open at all.
    """
    today = datetime.min.replace(tzinfo=UTC).date()
    senders = sender_keys(writing, parts, today=today)
    try:
        header = parts.bundles.open(
            path, parts.keys, senders.organisation, senders.signing_key
        ).header
    except HuisbezoekError:
        return _Record(path.name)
    made_at = datetime.fromtimestamp(header.created_ms / 1000, UTC)
    return _Record(path.name, header.sender, _person_of(writing, parts, header), made_at)


def _person_of(writing: Writing, parts: ExchangeParts, header: BundleHeader) -> str:
    known = next((one.visitor for one in writing.peers() if one.device == header.sender), "")
    if known or header.enrolment is None:
        return known
    return answered_by(parts, made_start_files(writing), header).visitor


def _held(path: Path, record: _Record, names: dict[str, str]) -> HeldFile:
    name = names.get(record.person, "")
    return HeldFile(path, why_of(path), name, record.made_at, record.device, record.person)


def _records(writing: Writing) -> tuple[_Record, ...]:
    text = writing.local_value(_HELD)
    return msgspec.json.decode(text, type=tuple[_Record, ...]) if text else ()
