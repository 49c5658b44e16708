"""What the fuzzer attacks: each parser of what comes from outside, with sound examples of it."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from huisbezoek.model.domain.merge import merge
from huisbezoek.model.sealing import (
    age_files,
    age_outline,
    bundle_frames,
    key_slot_file,
    start_file,
)
from huisbezoek.model.sealing.bundle_header import decode_header, encode_header
from huisbezoek.model.sealing.derivation import check_cost
from huisbezoek.model.sealing.key_slots import KeySlotFiles
from huisbezoek.model.sealing.recovery_requests import RecoveryRequests
from huisbezoek.model.sealing.rosters import SignedRosters
from huisbezoek.model.storage import translation
from huisbezoek.model.transfer.profile_labels import LabelFiles
from huisbezoek.model.usecases.operation_lines import decode_operation, encode_operation
from huisbezoek.model.usecases.ports.sealed_bundles import BundleHeader, OperationRange, Receipt
from huisbezoek.model.usecases.ports.sealing import KdfCost, KeySlotsDamagedError
from huisbezoek.model.usecases.start_files import StartFileParts, open_start_file
from tests.faults.fuzz_json import Hostile, Value, written
from tests.faults.sealed_world import (
    FORMATS,
    ORGANISATION,
    TODAY,
    SealedWorld,
    broken,
    golden_lines,
)

Make = Callable[[Hostile], object]
Parse = Callable[[object], object]

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNER_PUBLIC = SIGNER.public_key().public_bytes_raw().hex()
SECRET = "5a" * 32


class NotTheSameError(Exception):
    """What was accepted, written and read again, is something else: a parser that guesses."""


@dataclass(frozen=True)
class Target:
    """A parser, and how to make an input for it. `share` is how often it is taken."""

    name: str
    share: int
    make: Make
    parse: Parse


def targets(folder: Path, world: SealedWorld) -> tuple[Target, ...]:
    """All of them; those that need a file put it into this folder."""
    return (
        *_lines(world),
        *_sealed(folder, world),
        *_signed(world),
        *_start_files(folder, world),
        *_small_files(folder),
        Target("words", 30, partial(_words, world), _typed(world)),
    )


def without_stretching() -> AbstractContextManager[None]:
    """Argon2id replaced by a hash: its limits stay, and it reads nothing of what is fuzzed."""

    def cheap(password: str, salt: bytes, cost: KdfCost) -> bytes:
        check_cost(cost)
        return hashlib.sha256(salt + password.encode()).digest()

    return broken(start_file, "key_from_password", cheap)


# --- lines and headers ---------------------------------------------------------------------------


def _lines(world: SealedWorld) -> tuple[Target, ...]:
    lines = [json.loads(line) for line in golden_lines()]
    headers = [json.loads(encode_header(header)) for header in _headers(world)]
    enrolling = [header for header in headers if header["enrolment"]]
    return (
        Target("operation", 300, lambda hostile: hostile.text(lines), _operation),
        Target("documents", 120, _documents, _folded),
        Target("header", 250, lambda hostile: hostile.text(headers), _header),
        Target("enrolment", 60, lambda h: h.value(enrolling), partial(_enrolment, world)),
    )


def _headers(world: SealedWorld) -> list[BundleHeader]:
    plain = world.header(3)
    full = replace(
        plain,
        previous="ab" * 64,
        certificate_serial=2,
        ranges=(OperationRange("c0" * 16, 1, 1, 3),),
        receipts=(Receipt("f1" * 16, 1, 7, (5, 6)),),
    )
    enrolment = world.bundles.enrolment(SECRET, ORGANISATION, world.visitor)
    return [plain, full, replace(full, enrolment=enrolment), replace(plain, enrolment=enrolment)]


def _operation(data: object) -> None:
    assert isinstance(data, bytes)
    operation = decode_operation(data)
    if decode_operation(encode_operation(operation)) != operation:
        raise NotTheSameError


def _header(data: object) -> None:
    assert isinstance(data, bytes)
    header = decode_header(data)
    if decode_header(encode_header(header)) != header:
        raise NotTheSameError


def _enrolment(world: SealedWorld, value: object) -> None:
    """The keys of a new device, authenticated by one who holds a start file."""
    header = decode_header(written(value))
    if header.enrolment is not None:
        forger = replace(world.visitor, device=header.sender, public=header.enrolment.public)
        sound = world.bundles.enrolment(SECRET, header.organisation, forger)
        header = replace(header, enrolment=sound)
    signing = world.bundles.enrolment_key([SECRET])(header)
    if not re.fullmatch("[0-9a-f]{64}", signing):
        raise NotTheSameError
    assert header.enrolment is not None
    # A key that nothing can be sealed to would break the next export to that laptop.
    age_files.seal(b"", header.enrolment.public.receiving)


def _documents(hostile: Hostile) -> Value:
    """An operation that appends a document of a known kind, with some of its values hostile."""
    shape = hostile.chance.choice(tuple(translation._KINDS.values()))
    document = {field.name: hostile.value(_SENSIBLE) for field in shape.fields}
    line = {
        "id": ["d0" * 16, 1, hostile.chance.randrange(1, 99)],
        "subject": [hostile.chance.choice(_SUBJECTS), "a1" * 16],
        "clock": [1_795_000_000_000, 0],
        "author": "a4" * 16,
        "body": {"kind": "append", "document_kind": shape.kind, "document": document},
    }
    if hostile.chance.random() < 0.3:
        line["body"] = {"kind": "set", "fields": {hostile.chance.choice(_FIELDS): document}}
    return written(line)


_SUBJECTS = ("resident", "visit", "visitor", "organisation", "intake", "later")
_FIELDS = ("surname", "house_number", "birth_date", "name", "danger_at_address", "x")
_SENSIBLE: list[Value] = [
    *("2026-11-22", "2026-11-22T10:00:00", "a5" * 16, "yes", 3, True, None, [], {}),
    *("full", "age75", ["a", "b"], {"lines": [{"kind": "told", "text": "x"}], "day": "x"}),
]


def _folded(data: object) -> None:
    """From the line to what is shown: an event or a card, or nothing."""
    assert isinstance(data, bytes)
    merged = merge([decode_operation(data)])
    for events in (
        translation.resident_events,
        translation.visit_events,
        translation.visitor_events,
        translation.intake_events,
    ):
        events(merged)
    for card in translation.CARD_OF.values():
        translation.to_card(merged, card)


# --- bundles -------------------------------------------------------------------------------------


def _sealed(folder: Path, world: SealedWorld) -> tuple[Target, ...]:
    whole = world.bundle(golden_lines())
    inner = world.unsealed(whole)
    path = folder / "fuzzed.hbz"
    lines = [json.loads(line) for line in golden_lines()]
    headers = [json.loads(encode_header(header)) for header in _headers(world)[:2]]

    def outside(hostile: Hostile) -> bytes:
        changed = hostile.bytes(whole[:700])
        return changed if hostile.chance.random() < 0.9 else changed + whole[700:]

    def described(data: object) -> None:
        assert isinstance(data, bytes)
        path.write_bytes(data)
        age_outline.outline_of(path)
        world.bundles.is_for(path, world.visitor)

    def opened(data: object) -> None:
        assert isinstance(data, bytes)
        path.write_bytes(data)
        world.read(path)

    def of_a_stranger(hostile: Hostile) -> bytes:
        return world.resealed(hostile.bytes(inner[: hostile.chance.choice((400, len(inner)))]))

    def of_a_colleague(hostile: Hostile) -> bytes:
        """Signed by one who may: only the content is hostile."""
        count = hostile.chance.randrange(4)
        sound = {**headers[0], "operations": count}
        head = hostile.text(headers) if hostile.chance.random() < 0.3 else written(sound)
        body = b"".join(hostile.text(lines) + b"\n" for _ in range(count))
        frames = bundle_frames.compressed(head + b"\n") + bundle_frames.compressed(body)
        if hostile.chance.random() < 0.3:
            frames = hostile.bytes(frames)
        return world.resealed(world.signed(frames))

    return (
        Target("outline", 60, outside, described),
        Target("resealed bundle", 8, of_a_stranger, opened),
        Target("signed bundle", 12, of_a_colleague, opened),
    )


# --- signed documents ----------------------------------------------------------------------------


def _signed(world: SealedWorld) -> tuple[Target, ...]:
    rosters = SignedRosters()
    return tuple(
        Target(
            kind,
            70,
            partial(_signed_document, kind, [_payload_of(path)]),
            lambda data, read=read: read(data, SIGNER_PUBLIC),
        )
        for kind, path, read in (
            ("roster", "roster.json", rosters.read_roster),
            ("certificate", "certificate.json", rosters.read_certificate),
        )
    )


def _payload_of(name: str) -> Value:
    document = json.loads((FORMATS / name).read_bytes())
    return json.loads(base64.b64decode(document["payload"]))


def _signed_document(kind: str, payloads: list[Value], hostile: Hostile) -> bytes:
    """A document with a signature that fits; one in five is changed after signing."""
    payload = hostile.text(payloads)
    signer = hostile.chance.choice(("root", "c0" * 16))
    label = f"huisbezoek/{kind}/1\n{signer}\n".encode()
    document: dict[str, Value] = {
        "kind": kind,
        "signer": signer,
        "payload": base64.b64encode(payload).decode(),
        "signature": SIGNER.sign(label + hashlib.sha512(payload).digest()).hex(),
    }
    return hostile.text([document]) if hostile.chance.random() < 0.2 else written(document)


# --- start files ---------------------------------------------------------------------------------


def _start_files(folder: Path, world: SealedWorld) -> tuple[Target, ...]:
    secrets = json.loads((FORMATS / "secrets.json").read_text("utf-8"))
    payloads = [json.loads(secrets["work_start_payload"])]
    code = tuple(secrets["start_code"].split())
    line, _, sealed = (FORMATS / "work.hbstart").read_bytes().partition(b"\n")

    def file(hostile: Hostile) -> bytes:
        body = hostile.bytes(sealed) if hostile.chance.random() < 0.5 else sealed
        told = json.loads(line) | {"digest": hashlib.sha256(body).hexdigest()}
        changed = hostile.text([told]) if hostile.chance.random() < 0.7 else written(told)
        return changed + b"\n" + body

    def content(data: object) -> None:
        parts = StartFileParts(_Unsealed(data), None, _InMemory())  # type: ignore[arg-type] # the parts that are not used
        open_start_file(parts, folder, code, today=TODAY)

    return (
        Target("start file", 120, file, lambda data: world.start_files.open(data, code)),
        Target("start content", 60, lambda hostile: hostile.text(payloads), content),
    )


class _Unsealed:
    """Start files whose seal was opened already."""

    def __init__(self, payload: object) -> None:
        self._payload = payload

    def open(self, _data: bytes, _code: object) -> object:
        return self._payload


class _InMemory:
    """A place from which any file can be read."""

    def read_small(self, _path: Path, _limit: int) -> bytes:
        return b""


# --- small files ---------------------------------------------------------------------------------


def _small_files(folder: Path) -> tuple[Target, ...]:
    copies = [(FORMATS / name).read_bytes() for name in ("keys-1", "keys-2")]
    place = folder / "profiles" / "one"
    place.mkdir(parents=True)
    (place / "keys-1").write_bytes(copies[0])
    labels: list[Value] = [
        {"name": "Riet", "role": "visitor", "organisation": "W", "practice": True}
    ]
    recovery = json.loads((FORMATS / "secrets.json").read_text("utf-8"))["recovery_secret"]
    slots = folder / "slots"
    slots.mkdir()
    requests = RecoveryRequests(bytes)

    def guarded(lines: list[bytes], hostile: Hostile) -> bytes:
        """Two lines of which the second tells damage; mostly it fits."""
        body = hostile.text([json.loads(hostile.chance.choice(lines))])
        guard = {"checksum": hashlib.sha256(body).hexdigest()}
        if hostile.chance.random() < 0.1:
            return hostile.bytes(body + b"\n" + written(guard) + b"\n")
        return body + b"\n" + written(guard) + b"\n"

    def copy(hostile: Hostile) -> bytes:
        whole = guarded([copy.split(b"\n")[0] for copy in copies], hostile)
        return whole.replace(b'"}\n', b'","mac":"' + b"ab" * 32 + b'"}\n')

    def slot_file(data: object) -> None:
        assert isinstance(data, bytes)
        found = key_slot_file.read(data)
        if found is None:
            raise KeySlotsDamagedError
        (slots / "keys-1").write_bytes(data)
        KeySlotFiles(bytes).open_with_recovery(slots, recovery)

    def label(data: object) -> None:
        assert isinstance(data, bytes)
        (place / "label.json").write_bytes(data)
        if len(LabelFiles().all_in(place.parent)) != 1:
            raise NotTheSameError

    asked, answered = (
        [(FORMATS / name).read_bytes().split(b"\n")[0]]
        for name in ("request.hbvraag", "answer.hbantwoord")
    )
    return (
        Target("key slots", 80, copy, slot_file),
        Target("label", 60, lambda hostile: hostile.text(labels), label),
        Target("request", 60, partial(guarded, asked), requests.read_request),
        Target("answer", 60, partial(guarded, answered), requests.read_answer),
    )


def _words(world: SealedWorld, hostile: Hostile) -> list[str]:
    words = list(world.identities.recovery_words(world.recovery))
    for _ in range(hostile.chance.randrange(3)):
        place = hostile.chance.randrange(len(words))
        other = hostile.chance.choice(("", "\ud800", "\u202e", "x" * 10_000, "Ünit", "ﬁets", "aap"))
        words[place] = hostile.chance.choice((other, hostile.chance.choice(world.words.words)))
    return words[: hostile.chance.choice((24, 24, 24, 23, 0))] * hostile.chance.choice((1, 1, 1, 2))


def _typed(world: SealedWorld) -> Parse:
    def parse(words: object) -> None:
        assert isinstance(words, list)
        world.identities.recovery_from_words(words)

    return parse
