"""Exchange: a full copy for a second coordinator, and a volunteer's file with sixty visits."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from huisbezoek.model.usecases.profile import back_up
from huisbezoek.model.usecases.sending import SealedBundle
from tests.bench.bare_exchange import (
    Bare,
    digest_of_file,
    encode_and_seal,
    journal_rows,
    kinds_in_file,
    unseal_and_decode,
)
from tests.bench.measuring import CPU, Outcome, Part, alternate, median, timed
from tests.bench.partners import Laptop, Partners, laptop, partners
from tests.bench.populations import NOW, Size
from tests.bench.prepared import Prepared, bench_parts, open_folder, work_copy
from tests.bench.references import fresh_process

TARGET = 1.5
VOLUNTEER_TARGET = 5.0
LIMIT_MEBIBYTES = 150.0
"""architecture.md: a region's full copy needs at most so much memory, on both sides."""
VOLUNTEER_ROUNDS = 5

_SCRIPT = (
    "import sys; from pathlib import Path; from tests.bench.exchange import {deed};"
    " {deed}(Path(sys.argv[1]), sys.argv[2].split(), sys.argv[3])"
)


def run(size: Size, rounds: int) -> Outcome:
    """CPU time against encode, compress and seal (and back) of the same rows; peak memory."""
    with work_copy(size) as made, partners(made, bench_parts()) as people:
        rounds = max(rounds, 1)
        parts = [
            *_round_trip("full_copy", people.coordinator, people.second, rounds, TARGET),
            *_round_trip(
                "volunteer",
                people.volunteer,
                people.coordinator,
                rounds * VOLUNTEER_ROUNDS,
                VOLUNTEER_TARGET,
            ),
            *_keeping(people),
        ]
        parts += _memory(made, people)
    return Outcome("exchange", size.name, tuple(parts))


def _round_trip(
    name: str, sender: Laptop, receiver: Laptop, rounds: int, target: float
) -> tuple[Part, Part]:
    """Prepare and seal; verify and parse. Both sides of both say the same lines."""
    sealed = _warm(sender, receiver)
    path, secret = sealed.path, receiver.receiving_secret
    wanted = digest_of_file(path, secret)

    def out() -> float:
        made: list[SealedBundle] = []
        seconds = timed(lambda: made.append(sender.sealed_for(receiver.device)), CPU)
        assert digest_of_file(made[0].path, secret) == wanted
        made[0].path.unlink()
        return seconds

    def bare_out() -> float:
        return _agreeing(_bare_seal(sender, sealed), sealed, wanted)

    def inward() -> float:
        found = []
        seconds = timed(lambda: found.append(receiver.checked(path)), CPU)
        assert dict(found[0].kinds) == kinds_in_file(path, secret)
        found[0].path.unlink()
        return seconds

    def bare_in() -> float:
        return _agreeing(unseal_and_decode(path, secret, CPU), sealed, wanted)

    parts = tuple(
        Part(f"{name}_{way}", median(values), median(references), "s", len(values), target)
        for way, (values, references) in (
            ("out", alternate(out, bare_out, rounds)),
            ("in", alternate(inward, bare_in, rounds)),
        )
    )
    path.unlink()
    return parts[0], parts[1]


def _warm(sender: Laptop, receiver: Laptop) -> SealedBundle:
    """The first time imports and looks things up."""
    sealed = sender.sealed_for(receiver.device)
    receiver.checked(sealed.path).path.unlink()
    return sealed


def _bare_seal(sender: Laptop, sealed: SealedBundle) -> Bare:
    """Of everything that the receiver did not make; of a volunteer only what she made herself."""
    prepared = sealed.prepared
    is_volunteer = sender.profile.identity.role != prepared.peer.role
    device = sender.device if is_volunteer else prepared.peer.device
    rows = journal_rows(
        sender.database, sender.profile.keys.database_key, device, made_by_it=is_volunteer
    )
    recipients = (prepared.recipients.device, prepared.recipients.recovery)
    path = sealed.path.with_suffix(".bare")
    bare = encode_and_seal(rows, recipients, path, CPU)
    path.unlink()
    return bare


def _agreeing(bare: Bare, sealed: SealedBundle, digest: str) -> float:
    assert (bare.lines, bare.digest) == (sealed.prepared.header.operations, digest)
    return bare.seconds


def _keeping(people: Partners) -> tuple[Part, Part]:
    """What a receiver does besides, once: the backup before, and uniting. Without targets."""
    coordinator, second = people.coordinator, people.second
    with tempfile.TemporaryDirectory(dir=coordinator.database.parent) as folder:
        copied = timed(lambda: shutil.copy2(coordinator.database, folder), CPU)
    saved = timed(lambda: back_up(coordinator.profile, NOW), CPU)
    path = coordinator.sealed_for(second.device).path
    bare = unseal_and_decode(path, second.receiving_secret, CPU)
    received = second.checked(path)
    united = timed(lambda: second.apply(received), CPU)
    path.unlink()
    return (
        Part("backup", saved, copied, "s", 1),
        Part("full_copy_apply", united, bare.seconds, "s", 1),
    )


def _memory(made: Prepared, people: Partners) -> list[Part]:
    """Peaks of fresh processes. Where the kernel does not tell them, nothing is measured."""
    if not Path("/proc/self/status").exists():
        return []
    path = people.coordinator.sealed_for(people.second.device).path
    places = {
        "out": (send_once, people.coordinator.profile.folder, people.second.device),
        "in": (receive_once, people.second.profile.folder, str(path)),
    }
    for person in (people.coordinator, people.second):
        person.profile.database.close()
    parts = []
    for way, (deed, folder, what) in places.items():
        script = _SCRIPT.format(deed=deed.__name__)
        words = " ".join(made.recovery_words)
        start, peak = fresh_process(["-c", script, str(folder), words, what])
        parts += [
            Part(f"full_copy_{way}_peak", peak / 1024, LIMIT_MEBIBYTES, "MiB", 1, 1.0),
            Part(f"full_copy_{way}_growth", (peak - start) / 1024, start / 1024, "MiB", 1),
        ]
    return parts


def send_once(folder: Path, words: Sequence[str], receiver: str) -> None:
    """Prepares and seals, for the memory of a fresh process."""
    _once(folder, words, lambda person: person.sealed_for(receiver))


def receive_once(folder: Path, words: Sequence[str], path: str) -> None:
    """Verifies and parses, for the memory of a fresh process."""
    _once(folder, words, lambda person: person.checked(Path(path)))


def _once(folder: Path, words: Sequence[str], deed: Callable[[Laptop], object]) -> None:
    """Says how much memory it had at the start, and at most."""
    parts = bench_parts()
    with laptop(parts, open_folder(parts, folder, words)) as person:
        start = _status("VmRSS")
        deed(person)
        print(start, _status("VmHWM"))


def _status(name: str) -> str:
    return Path("/proc/self/status").read_text(encoding="ascii").split(f"{name}:")[1].split()[0]
