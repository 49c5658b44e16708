"""Keys and sealed files without a database: what the fault runs of the formats work on."""

import hashlib
import io
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.start_words import StartWords
from huisbezoek.model.sealing import bundle_frames
from huisbezoek.model.sealing.bundles import SealedBundles
from huisbezoek.model.sealing.identities import SealedIdentities
from huisbezoek.model.sealing.start_file import SealedStartFiles
from huisbezoek.model.sealing.word_lists import load_start_words
from huisbezoek.model.usecases.operation_lines import decode_operation
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, Recipients
from huisbezoek.model.usecases.ports.sealing import DeviceKeys, KdfCost, RecoveryIdentity, RootKey

REPOSITORY = Path(__file__).resolve().parents[2]
FORMATS = REPOSITORY / "tests" / "fixtures" / "formats"
ORGANISATION = "0123456789abcdef" * 2
COORDINATOR = "c0" * 16
VISITOR = "f1" * 16
TODAY = date(2026, 11, 22)
CHEAPEST = KdfCost(memory_kib=64 * 1024, passes=1, lanes=4)
"""The least that the program accepts."""


@dataclass(frozen=True)
class SealedWorld:
    """A coordinator who sends to a visitor, and what both have."""

    chance: random.Random
    words: StartWords
    identities: SealedIdentities
    start_files: SealedStartFiles
    coordinator: DeviceKeys
    visitor: DeviceKeys
    recovery: RecoveryIdentity
    root: RootKey
    bundles: SealedBundles

    def header(self, operations: int) -> BundleHeader:
        return BundleHeader(
            organisation=ORGANISATION,
            bundle="b1" * 16,
            sender=COORDINATOR,
            incarnation=1,
            role=DeviceRole.COORDINATOR,
            recipient=VISITOR,
            counter=1,
            operations=operations,
            created_ms=1_795_000_000_000,
        )

    def bundle(self, lines: Sequence[bytes], *, counter: int = 1) -> bytes:
        """A sealed bundle of the coordinator for the visitor."""
        out = io.BytesIO()
        header = replace(self.header(len(lines)), counter=counter)
        to = Recipients(self.visitor.public.receiving, self.recovery.recipient)
        self.bundles.write(header, lines, out, self.coordinator, to)
        return out.getvalue()

    def unsealed(self, bundle: bytes) -> bytes:
        """The inner stream."""
        identity = pyrage.x25519.Identity.from_str(self.visitor.receiving_secret)
        return bytes(pyrage.decrypt(bundle, [identity]))

    def resealed(self, inner: bytes) -> bytes:
        """What anybody who knows the public keys can make of an inner stream."""
        texts = (self.visitor.public.receiving, self.recovery.recipient)
        keys = [pyrage.x25519.Recipient.from_str(text) for text in texts]
        return bytes(pyrage.encrypt(inner, keys))

    def signed(self, frames: bytes) -> bytes:
        """Frames with padding and the coordinator's own signature: a sender who may send."""
        inner = frames + bundle_frames.padding_frame(len(frames))
        key = Ed25519PrivateKey.from_private_bytes(self.coordinator.signing_secret)
        message = bundle_frames.SIGNATURE_LABEL + hashlib.sha512(inner).digest()
        return inner + bundle_frames.signature_frame(key.sign(message))

    def read(self, path: Path) -> int:
        """How many lines a bundle has, once all of it was found good and each was understood."""
        bundle = self.bundles.open(
            path, self.visitor, ORGANISATION, lambda _: self.coordinator.public.signing
        )
        count = 0
        for line in bundle.lines():
            decode_operation(line)
            count += 1
        bundle.finish()
        return count


def sealed_world(seed: int) -> SealedWorld:
    """The same keys for the same seed."""
    chance = random.Random(seed)
    words = load_start_words(REPOSITORY / "resources" / "tables" / "start-words.txt")
    identities = SealedIdentities(chance.randbytes, words)
    return SealedWorld(
        chance=chance,
        words=words,
        identities=identities,
        start_files=SealedStartFiles(chance.randbytes, words),
        coordinator=identities.new_device_keys(COORDINATOR),
        visitor=identities.new_device_keys(VISITOR),
        recovery=identities.new_recovery_identity(),
        root=identities.new_root_key(),
        bundles=SealedBundles(),
    )


def golden_lines() -> list[bytes]:
    """One operation of each kind."""
    return (FORMATS / "operations.jsonl").read_bytes().splitlines()


def outcome(work: Callable[[], object]) -> str:
    """`done`, `refused` (an error that a person can be told), or the name of what escaped."""
    try:
        work()
    except HuisbezoekError:
        return "refused"
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of a library is no Exception
        return type(error).__name__
    return "done"


@contextmanager
def broken(place: object, name: str, value: object) -> Iterator[None]:
    """The program with one part broken on purpose; the guard in the block must notice."""
    whole = getattr(place, name)
    setattr(place, name, value)
    try:
        yield
    finally:
        setattr(place, name, whole)
