"""T19: sixty files made by hand to use up memory, time or a parser's patience."""

import base64
import hashlib
import json
import struct
from collections.abc import Callable, Iterator
from functools import partial

import pyrage
import zstandard

from huisbezoek.model.sealing import age_keys
from huisbezoek.model.sealing.bundle_frames import compressed
from huisbezoek.model.sealing.bundle_header import encode_header
from huisbezoek.model.sealing.derivation import key_from_password
from tests.faults.fuzz_json import Raw, Value, written
from tests.faults.fuzz_parsers import SIGNER
from tests.faults.sealed_world import CHEAPEST, FORMATS, SealedWorld, golden_lines

MEBIBYTE = 1 << 20
DIGITS = b"9" * 10_000
CODE = ("water", "boek", "zomer", "tafel")

Content = Callable[[], bytes]
Bomb = tuple[str, str, Content]
"""What it is, the parser that it is for, and its bytes."""


def bombs(world: SealedWorld) -> Iterator[Bomb]:
    """All of them; each must be refused with a typed error."""
    yield from _frames(world)
    yield from _headers(world)
    yield from _age_files(world)
    yield from _lines()
    yield from _start_files()
    yield from _documents()
    yield from _small_files()


def sound(world: SealedWorld) -> Iterator[Bomb]:
    """One whole file for each parser: it must be read, or a refusal says nothing."""
    yield "bundle", "bundle", lambda: world.bundle(golden_lines())
    yield "line", "line", lambda: golden_lines()[1]
    yield "start file", "start", (FORMATS / "work.hbstart").read_bytes
    yield "roster", "roster", lambda: _signed("roster", _payload("roster.json"))
    yield "certificate", "certificate", lambda: _signed("certificate", _payload("certificate.json"))
    yield "key slots", "slots", (FORMATS / "keys-1").read_bytes
    yield "label", "label", lambda: b'{"name":"Riet","role":"visitor","organisation":"W"}'
    yield "answer", "answer", (FORMATS / "answer.hbantwoord").read_bytes


# --- frames of a bundle that a colleague signed --------------------------------------------------


def _frames(world: SealedWorld) -> Iterator[Bomb]:
    def signed(make: Content, lines: int = 1) -> bytes:
        head = compressed(encode_header(world.header(lines)) + b"\n")
        return world.resealed(world.signed(head + make()))

    text = golden_lines()[1].replace(b'"Veen"', b'"' + b"v" * (MEBIBYTE - 1_000) + b'"')
    short = golden_lines()[1] + b"\n"
    contents: tuple[tuple[str, Content], ...] = (
        ("65 MiB of zeros in 4 KiB", lambda: compressed(bytes(65 * MEBIBYTE))),
        ("64 MiB of zeros", lambda: compressed(bytes(64 * MEBIBYTE))),
        ("64 MiB of line ends", lambda: compressed(b"\n" * (64 * MEBIBYTE))),
        ("30 million lines", lambda: compressed(b"a\n" * (30 * MEBIBYTE))),
        ("200,001 lines", lambda: compressed(short * 200_001)),
        ("a line of 63 MiB", lambda: compressed(b"x" * (63 * MEBIBYTE) + b"\n")),
        ("600 MiB of whole lines", lambda: compressed((text + b"\n") * 60) * 10),
        ("more lines than announced", lambda: compressed(short * 100_000) * 20),
        ("5,000 frames", lambda: compressed(short) * 5_000),
        ("100,000 empty frames", lambda: compressed(b"") * 100_000),
        ("3 million empty blocks", lambda: _frame(1_000, b"\0\0\0" * 3_000_000 + b"\1\0\0")),
        ("a size of 2^62", lambda: _frame(1 << 62, b"\1\0\0")),
        ("a size that lies", lambda: _frame(60 * MEBIBYTE, _repeated(b"a", 1_000))),
        ("8,000 repeats of 128 KiB", lambda: _frame(1_000 * MEBIBYTE, _repeats(8_000))),
        ("a window of 2 GiB", lambda: b"\x28\xb5\x2f\xfd\x00\xa8" + _repeated(b"a", 1_000)),
        ("a dictionary", lambda: b"\x28\xb5\x2f\xfd\x23\xff\xff\xff\x7f\x10" + b"\1\0\0"),
        ("padding of 4 GiB", lambda: struct.pack("<II", 0x184D2A50, 0xFFFFFFFF)),
        ("three paddings", lambda: struct.pack("<II", 0x184D2A50, 0) * 3),
        ("no size at all", lambda: _without_size(short * 10)),
    )
    for name, make in contents:
        yield name, "bundle", partial(signed, make)
    # As announced but for the last one, so that every line is read before the end is known.
    many = partial(signed, lambda: compressed((text + b"\n") * 60) * 2, lines=121)
    yield "120 MiB of whole lines", "bundle", many


def _frame(size: int, blocks: bytes) -> bytes:
    """A zstd frame that states this size, whatever its blocks hold (RFC 8878, 3.1.1)."""
    return b"\x28\xb5\x2f\xfd\xe0" + size.to_bytes(8, "little") + blocks


def _repeated(byte: bytes, count: int) -> bytes:
    """The last block: one byte, so many times."""
    return (count << 3 | 0b011).to_bytes(3, "little") + byte


def _repeats(count: int) -> bytes:
    block = ((128 << 10) << 3 | 0b010).to_bytes(3, "little") + b"a"
    return block * count + _repeated(b"a", 1)


def _without_size(content: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_content_size=False).compress(content)


# --- headers that anybody can send ---------------------------------------------------------------


def _headers(world: SealedWorld) -> Iterator[Bomb]:
    line = encode_header(world.header(1))

    def sealed(make: Content) -> bytes:
        return world.resealed(world.signed(compressed(make() + b"\n")))

    receipt = b'{"device":"' + b"f1" * 16 + b'","incarnation":1,"counter":7,"missing":['
    millions = b'"receipts":[' + receipt + b"1," * 30_000_000 + b"1]}]"
    contents: tuple[tuple[str, Content], ...] = (
        ("30 million missing counters", lambda: line.replace(b'"receipts":[]', millions)),
        ("5 million keys", lambda: b"{" + _keys(5_000_000) + b"," + line[1:]),
        ("10 million equal keys", lambda: b"{" + b'"a":0,' * 10_000_000 + line[1:]),
        ("nested 60 million deep", lambda: b"[" * (60 * MEBIBYTE)),
        ("nested 100,000 deep", lambda: line[:-1] + b',"x":' + b"[" * 100_000 + b"}"),
        ("a name of 60 MiB", lambda: line.replace(b"b1b1", b"b" * (60 * MEBIBYTE))),
        ("10,000 digits", lambda: line.replace(b'"counter":1', b'"counter":' + DIGITS)),
        ("the counter twice", lambda: line.replace(b"{", b'{"counter":1,', 1)),
        ("lone surrogates", lambda: line.replace(b"b1b1", b"\\ud800\\udfff")),
        ("bidirectional marks", lambda: line.replace(b"b1b1", "\u202e\u2066".encode())),
        ("a path for a name", lambda: line.replace(b"b1b1", b"../../../../etc/cron.d/x")),
        ("no line end", lambda: b"{" * 1_000),
    )
    for name, make in contents:
        yield f"header: {name}", "bundle", partial(sealed, make)


def _keys(count: int) -> bytes:
    return b",".join(b'"%x":0' % number for number in range(count))


# --- age files -----------------------------------------------------------------------------------


def _age_files(world: SealedWorld) -> Iterator[Bomb]:
    version = b"age-encryption.org/v1\n"
    share = base64.b64encode(bytes(range(32))).rstrip(b"=")
    stanza = b"-> X25519 " + share + b"\n" + share + b"\n"
    end = b"--- " + share + b"\n" + bytes(100)
    scrypt = b"-> scrypt " + share[:22] + b" 62\n" + share + b"\n"
    contents: tuple[tuple[str, Content], ...] = (
        ("a million stanzas", lambda: version + stanza * 1_000_000 + end),
        ("500 stanzas", lambda: version + stanza * 500 + end),
        ("a first line of 100 MiB", lambda: b"age-encryption.org/v" + b"1" * (100 * MEBIBYTE)),
        ("a stanza of 50 MiB", lambda: version + b"-> X25519 " + b"A" * (50 * MEBIBYTE)),
        ("a passphrase of 2^62 rounds", lambda: version + scrypt + stanza + end),
        ("zeros for keys", lambda: version + stanza.replace(share, b"A" * 43) * 2 + end),
        ("100 MiB of nothing", lambda: bytes(100 * MEBIBYTE)),
    )
    for name, make in contents:
        yield f"age: {name}", "bundle", make
    inner = world.unsealed(world.bundle(golden_lines()))
    keys = [world.visitor.public.receiving, world.recovery.recipient] * 200
    loaded = [pyrage.x25519.Recipient.from_str(key) for key in keys]
    yield "age: sealed to 400 keys", "bundle", lambda: pyrage.encrypt(inner, loaded)


# --- lines of the journal ------------------------------------------------------------------------


def _lines() -> Iterator[Bomb]:
    whole = json.loads(golden_lines()[1])

    def changed(**parts: Value) -> bytes:
        return written({**whole, **parts})

    def fields(text: str) -> bytes:
        return changed(body={"kind": "set", "fields": {"surname": Raw(text)}})

    later = {"kind": "weave", "x": Raw("[" * 400_000 + "]" * 400_000)}
    contents: tuple[tuple[str, Content], ...] = (
        ("nested 400,000 deep", lambda: fields("[" * 400_000 + "]" * 400_000)),
        ("nested 17 deep", lambda: fields("[" * 17 + "]" * 17)),
        ("a later kind, nested deep", lambda: changed(body=later)),
        ("a million digits", lambda: fields("9" * 1_000_000)),
        ("10,000 digits in its id", lambda: changed(id=["a1" * 16, 1, Raw(DIGITS.decode())])),
        ("lone surrogates", lambda: fields('"\\udc80\\ud800"')),
        ("a path for a subject", lambda: changed(subject=["resident", "../../x"])),
        ("marks for a subject", lambda: changed(subject=["resident", "\u202e" * 32])),
        ("a kind of a megabyte", lambda: changed(subject=["r" * 1_000_000, "a1" * 16])),
    )
    for name, make in contents:
        yield f"line: {name}", "line", make


# --- start files ---------------------------------------------------------------------------------


def _start_files() -> Iterator[Bomb]:
    line, _, sealed = (FORMATS / "work.hbstart").read_bytes().partition(b"\n")
    told = json.loads(line)

    def dearer(**cost: Value) -> bytes:
        return written({**told, **cost}) + b"\n" + sealed

    def around(body: bytes) -> bytes:
        return written({**told, "digest": hashlib.sha256(body).hexdigest()}) + b"\n" + body

    def holding(change: Callable[[bytes], bytes]) -> bytes:
        secrets = json.loads((FORMATS / "secrets.json").read_text("utf-8"))
        payload = change(secrets["work_start_payload"].encode())
        key = key_from_password(" ".join(CODE), bytes.fromhex(told["salt"]), CHEAPEST)
        recipient = age_keys.recipient_of(age_keys.identity_from(key))
        loaded = pyrage.x25519.Recipient.from_str(recipient)
        return around(pyrage.encrypt(payload, [loaded]))

    begins = b'"operations":['
    contents: tuple[tuple[str, Content], ...] = (
        ("300 MiB", lambda: bytes(300 * MEBIBYTE)),
        ("15 MiB of noise that is whole", lambda: around(b"\xa5" * (15 * MEBIBYTE))),
        ("a gigabyte for the code", lambda: dearer(memory_kib=1 << 20)),
        ("twenty passes for the code", lambda: dearer(passes=20)),
        ("10,000 digits", lambda: dearer(passes=Raw(DIGITS.decode()))),
        (
            "5 million lines",
            lambda: holding(lambda p: p.replace(begins, begins + b'"",' * 5_000_000)),
        ),
        ("nested deep", lambda: holding(lambda p: p[:-1] + b',"x":' + b"[" * 5_000_000)),
        ("a million keys", lambda: holding(lambda p: b"{" + _keys(1_000_000) + b"," + p)),
    )
    for name, make in contents:
        yield f"start file: {name}", "start", make


# --- signed documents and small files ------------------------------------------------------------


def _payload(name: str) -> bytes:
    return base64.b64decode(json.loads((FORMATS / name).read_bytes())["payload"])


def _signed(kind: str, payload: bytes) -> bytes:
    label = f"huisbezoek/{kind}/1\nroot\n".encode()
    document: dict[str, Value] = {
        "kind": kind,
        "signer": "root",
        "payload": base64.b64encode(payload).decode(),
        "signature": SIGNER.sign(label + hashlib.sha512(payload).digest()).hex(),
    }
    return written(document)


def _documents() -> Iterator[Bomb]:
    roster = _payload("roster.json")
    deep = roster[:-1] + b',"x":' + b"[" * 700_000
    digits = roster.replace(b'"version":3', b'"version":' + DIGITS)
    yield "roster: nested deep", "roster", lambda: _signed("roster", deep)
    yield "roster: 10,000 digits", "roster", lambda: _signed("roster", digits)


def _small_files() -> Iterator[Bomb]:
    answer = json.loads((FORMATS / "answer.hbantwoord").read_bytes().split(b"\n")[0])
    answer["head"]["memory_kib"] = 1 << 20
    form = written(answer)
    guard = written({"checksum": hashlib.sha256(form).hexdigest()})
    yield "answer: a gigabyte", "answer", lambda: form + b"\n" + guard + b"\n"
    yield "key slots of 200 MiB", "slots", lambda: bytes(200 * MEBIBYTE)
    yield "label of 300 MiB", "label", lambda: b'{"name":"' + b"x" * (300 * MEBIBYTE)
