"""Reads one hostile file in a process of its own, and says what it cost: one JSON line.

Called as `python -m tests.faults.bomb_runner PARSER FILE`.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from huisbezoek.model.sealing.key_slots import KeySlotFiles
from huisbezoek.model.sealing.recovery_requests import RecoveryRequests
from huisbezoek.model.sealing.rosters import SignedRosters
from huisbezoek.model.transfer.folders import Folders
from huisbezoek.model.transfer.profile_labels import LabelFiles
from huisbezoek.model.usecases.forgotten_password import FILE_LIMIT
from huisbezoek.model.usecases.operation_lines import decode_operation
from huisbezoek.model.usecases.start_files import StartFileParts, open_start_file
from tests.faults.bomb_making import CODE
from tests.faults.fuzz_parsers import SIGNER_PUBLIC, NotTheSameError
from tests.faults.memory import peak_bytes
from tests.faults.sealed_world import FORMATS, TODAY, outcome, sealed_world

SEED = 19
MOST_PROCESSOR_SECONDS = 20
MOST_ADDRESSES = 4 << 30


def greedy(path: Path) -> object:
    """Broken on purpose: takes all memory that the file asks for."""
    return len(path.read_bytes() * 40)


SLOW_SECONDS = 3


def slow(path: Path) -> object:
    """Broken on purpose: looks at the bytes again and again, too long on any computer."""
    ends = time.perf_counter() + SLOW_SECONDS
    seen = 0
    while time.perf_counter() < ends:
        seen += sum(path.read_bytes()[:200_000])
    return seen


def careless(path: Path) -> object:
    """Broken on purpose: tells nothing of what the library said."""
    return json.loads(path.read_bytes())


def open_start(path: Path) -> object:
    """As the door does."""
    parts = StartFileParts(sealed_world(SEED).start_files, None, Folders(bytes))
    return open_start_file(parts, path, CODE, today=TODAY)


def open_slots(path: Path) -> object:
    """As the door does with the emergency sheet."""
    secret = json.loads((FORMATS / "secrets.json").read_text("utf-8"))["recovery_secret"]
    path.rename(path.with_name("keys-1"))
    return KeySlotFiles(bytes).open_with_recovery(path.parent, secret)


def read_label(path: Path) -> None:
    """A damaged label is answered with the name of the folder: the refusal of this parser."""
    (path.parent / "keys-1").touch()
    path.rename(path.with_name("label.json"))
    (label,) = LabelFiles().all_in(path.parent.parent)
    if label.name == path.parent.name:
        raise NotTheSameError


PARSERS: dict[str, Callable[[Path], object]] = {
    "bundle": lambda path: sealed_world(SEED).read(path),
    "line": lambda path: decode_operation(path.read_bytes()),
    "start": open_start,
    "roster": lambda path: SignedRosters().read_roster(path.read_bytes(), SIGNER_PUBLIC),
    "certificate": lambda path: SignedRosters().read_certificate(path.read_bytes(), SIGNER_PUBLIC),
    "slots": open_slots,
    "label": read_label,
    "answer": lambda path: RecoveryRequests(bytes).read_answer(
        Folders(bytes).read_small(path, FILE_LIMIT)
    ),
    "greedy": greedy,
    "slow": slow,
    "careless": careless,
}


def main(parser: str, path: Path) -> None:
    """Prints what came of it, the seconds and the peak of memory in bytes."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_SECONDS, MOST_PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
    read = PARSERS[parser]
    began = time.perf_counter()
    came = outcome(lambda: read(path))
    seconds = time.perf_counter() - began
    came = "refused" if came == "NotTheSameError" else came
    print(json.dumps({"came": came, "seconds": seconds, "peak": peak_bytes()}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
