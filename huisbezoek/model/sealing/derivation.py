"""Turning passwords into keys (Argon2id, RFC 9106) and one key into several (HKDF, RFC 5869)."""

import time
import unicodedata
from collections.abc import Callable
from enum import Enum
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from huisbezoek.model.usecases.ports.sealing import FLOOR_COST, KdfCost, KdfCostRefusedError

KEY_SIZE: Final = 32
SALT_SIZE: Final = 16

_MEMORY_KIB: Final = range(64 * 1024, 1024 * 1024 + 1)
_PASSES: Final = range(1, 21)
_LANES: Final = range(1, 17)
# What a file from a stick may ask: about one and a half times what the program itself asks there.
_TRAVELLING_MEMORY_KIB: Final = 192 * 1024
_TRAVELLING_PASSES: Final = 5

# A quarter of the memory of the smallest laptop in use; beyond it passes are added instead.
_CALIBRATED_MEMORY_KIB: Final = 256 * 1024
_CALIBRATED_SECONDS: Final = 0.75


class Label(Enum):
    """What a derived key is for; each purpose has its own label, so no two keys are equal."""

    DATABASE = b"huisbezoek/keys/1/database"
    BACKUP = b"huisbezoek/keys/1/backup"
    SLOT_FILE = b"huisbezoek/keys/1/slot-file"
    DEVICE_KEYS = b"huisbezoek/keys/1/device-keys"


def check_cost(cost: KdfCost) -> None:
    """Raises KdfCostRefusedError before a hostile file can make us work or use up memory."""
    if cost.memory_kib not in _MEMORY_KIB or cost.passes not in _PASSES or cost.lanes not in _LANES:
        raise KdfCostRefusedError


def check_travelling_cost(cost: KdfCost) -> None:
    """The same for a file that comes from a stick: it may not take half a minute and a gigabyte."""
    check_cost(cost)
    if cost.memory_kib > _TRAVELLING_MEMORY_KIB or cost.passes > _TRAVELLING_PASSES:
        raise KdfCostRefusedError


def key_from_password(password: str, salt: bytes, cost: KdfCost) -> bytes:
    """32 bytes from a password as typed (NFKC, UTF-8); takes as long as the cost says."""
    check_cost(cost)
    derivation = Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return derivation.derive(unicodedata.normalize("NFKC", password).encode())


def key_for(master_key: bytes, label: Label) -> bytes:
    """The key for one purpose."""
    return HKDF(hashes.SHA256(), KEY_SIZE, salt=None, info=label.value).derive(master_key)


def measured_seconds(cost: KdfCost) -> float:
    """How long one derivation takes on this computer, in seconds."""
    before = time.perf_counter()
    key_from_password("", bytes(SALT_SIZE), cost)
    return time.perf_counter() - before


def calibrated_cost(measure: Callable[[KdfCost], float] = measured_seconds) -> KdfCost:
    """A cost of 0.5 to 1.0 seconds on this computer, never below the floor."""
    room = _CALIBRATED_SECONDS / max(measure(FLOOR_COST), 0.001)
    if room <= 1:
        return FLOOR_COST
    mebibytes = int(FLOOR_COST.memory_kib / 1024 * room)
    memory = min(mebibytes * 1024, _CALIBRATED_MEMORY_KIB)
    spent = memory / FLOOR_COST.memory_kib
    passes = min(max(int(FLOOR_COST.passes * room / spent), FLOOR_COST.passes), _PASSES[-1])
    return KdfCost(memory, passes, FLOOR_COST.lanes)
