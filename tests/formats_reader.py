"""A second reader of the formats, written from docs/formats.md alone: imports nothing of ours.

It shows that the document is enough. The age format is that of age-encryption.org/v1.
"""

import base64
import hashlib
import hmac
import json
import struct
import unicodedata

import zstandard
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
SIGNATURE_FRAME = 72
AGE_CHUNK = 64 << 10


class NotReadableError(Exception):
    """The bytes are not what docs/formats.md describes."""


def require(*, true: object) -> None:
    if not true:
        raise NotReadableError


# --- emergency sheet ----------------------------------------------------------------------------


def word_table(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def secret_of_words(typed: str, kind: str, table: list[str]) -> bytes:
    """The 32 bytes behind 24 words; `kind` is `root` or `recovery`."""
    words = typed.split()
    require(true=len(words) == 24 and set(words) <= set(table))
    bits = "".join(f"{table.index(word):012b}" for word in words)
    data = int(bits, 2).to_bytes(36, "big")
    check = hashlib.sha256(f"huisbezoek/words/1/{kind}\n".encode() + data[:32]).digest()
    require(true=data[32:] == check[:4])
    return data[:32]


def age_identity(secret: bytes) -> str:
    """BIP 173 without its limit of length, in capitals."""
    prefix = "age-secret-key-"
    bits = "".join(f"{byte:08b}" for byte in secret)
    bits += "0" * (-len(bits) % 5)
    groups = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    spread = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    total = checksum([*spread, *groups, 0, 0, 0, 0, 0, 0]) ^ 1
    groups += [total >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1{''.join(BECH32[group] for group in groups)}".upper()


def secret_of_identity(identity: str) -> bytes:
    body = identity.lower().removeprefix("age-secret-key-1")
    bits = "".join(f"{BECH32.index(sign):05b}" for sign in body)
    secret = int(bits[:256], 2).to_bytes(32, "big")
    require(true=age_identity(secret) == identity)
    return secret


def checksum(values: list[int]) -> int:
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            total ^= term if top >> place & 1 else 0
    return total


# --- age v1 ---------------------------------------------------------------------------------------


def open_age(data: bytes, secret: bytes) -> tuple[bytes, int]:
    """The content of a binary age file, and how many X25519 recipients it has."""
    end = data.index(b"\n---") + 4
    mac = data[end + 1 : data.index(b"\n", end)]
    body = data[data.index(b"\n", end) + 1 :]
    lines = data[: end - 4].decode("ascii").split("\n")
    require(true=lines[0] == "age-encryption.org/v1")
    shares = [(lines[at].split()[2], lines[at + 1]) for at in range(1, len(lines), 2)
              if lines[at].startswith("-> X25519 ")]  # fmt: skip
    file_key = next(filter(None, (unwrapped(share, key, secret) for share, key in shares)), None)
    require(true=file_key is not None)
    mac_key = expanded(file_key, b"", b"header")
    require(true=unpadded(hmac.digest(mac_key, data[:end], "sha256")) == mac)
    stream = ChaCha20Poly1305(expanded(file_key, body[:16], b"payload"))
    sealed = body[16:]
    count = max(1, -(-len(sealed) // (AGE_CHUNK + 16)))
    content = b""
    for number in range(count):
        chunk = sealed[number * (AGE_CHUNK + 16) : (number + 1) * (AGE_CHUNK + 16)]
        nonce = number.to_bytes(11, "big") + bytes([number == count - 1])
        content += stream.decrypt(nonce, chunk, None)
    return content, len(shares)


def unwrapped(share: str, sealed: str, secret: bytes) -> bytes | None:
    private, public = X25519PrivateKey.from_private_bytes(secret), padded(share)
    shared = private.exchange(X25519PublicKey.from_public_bytes(public))
    salt = public + private.public_key().public_bytes_raw()
    key = expanded(shared, salt, b"age-encryption.org/v1/X25519")
    try:
        return ChaCha20Poly1305(key).decrypt(bytes(12), padded(sealed), None)
    except Exception:  # noqa: BLE001 - the stanza is for somebody else
        return None


def expanded(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=salt or None, info=info).derive(key)


def padded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


def unpadded(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


# --- bundle ---------------------------------------------------------------------------------------


def read_bundle(data: bytes, secret: bytes, signing: str) -> tuple[dict, list[str], str]:
    """Header, lines and digest of a bundle that the device with this public key signed."""
    inner, recipients = open_age(data, secret)
    require(true=recipients == 2 and len(inner) >= 64 << 10)
    signed, last = inner[:-SIGNATURE_FRAME], inner[-SIGNATURE_FRAME:]
    require(true=last[:8] == bytes.fromhex("512A4D1840000000"))
    digest = hashlib.sha512(signed)
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing))
    key.verify(last[8:], b"huisbezoek/bundle/1" + digest.digest())
    texts = []
    rest = signed
    while rest[:4] == bytes.fromhex("28B52FFD"):
        reader = zstandard.ZstdDecompressor(max_window_size=64 << 20).decompressobj()
        texts.append(reader.decompress(rest).decode())
        rest = reader.unused_data
    magic, length = struct.unpack("<II", rest[:8])
    require(true=magic == 0x184D2A50 and rest[8:] == bytes(length))
    require(true=all(text.endswith("\n") for text in texts))
    header = json.loads(texts[0])
    lines = [line for text in texts[1:] for line in text.split("\n")[:-1]]
    require(true=header["minimum_reader"] <= 1 and header["operations"] == len(lines))
    return header, lines, digest.hexdigest()


# --- journal --------------------------------------------------------------------------------------

KEYS = {
    "set": {"kind", "fields", "replaces"},
    "append": {"kind", "document_kind", "document"},
    "add": {"kind", "name", "value"},
    "remove": {"kind", "name", "removes"},
    "withdraw": {"kind", "operations"},
    "reinstate": {"kind", "operations"},
    "redact": {"kind", "operation", "part"},
    "erase": {"kind", "reason"},
}


def read_operation(line: str) -> dict:
    """One operation, checked as docs/formats.md says; an unknown kind is passed on unread."""
    found = json.loads(line, parse_float=refuse)
    require(true=set(found) == {"id", "subject", "clock", "author", "body"})
    device, incarnation, sequence = found["id"]
    numbers = (incarnation, sequence, *found["clock"])
    require(true=all(type(one) is int and 0 <= one < 1 << 63 for one in numbers))
    require(true=is_name(device) and is_name(found["author"]) and is_name(found["subject"][1]))
    body = found["body"]
    known = KEYS.get(body["kind"])
    require(true=known is None or set(body) == known)
    return found


def is_name(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")


def refuse(_text: str) -> None:
    raise NotReadableError


def mark_of(operations: list[dict]) -> tuple[int, str]:
    """The mark of a journal that holds these operations."""
    names = ["/".join(map(str, operation["id"])) for operation in operations]
    total = sum(int.from_bytes(hashlib.sha256(name.encode()).digest(), "big") for name in names)
    return len(names), f"{total % (1 << 256):064x}"


# --- start file and key slots ---------------------------------------------------------------------


def read_start_file(data: bytes, code: str) -> bytes:
    """What is sealed inside."""
    first, _, sealed = data.partition(b"\n")
    line = json.loads(first)
    require(true=(line["format"], line["version"]) == ("huisbezoek-start", 1))
    require(true=hashlib.sha256(sealed).hexdigest() == line["digest"])
    words = unicodedata.normalize("NFKD", code.lower()).split()
    plain = ["".join(sign for sign in word if not unicodedata.combining(sign)) for word in words]
    content, recipients = open_age(sealed, stretched(" ".join(plain), line))
    require(true=recipients == 1)
    return content


def stretched(password: str, cost: dict) -> bytes:
    derivation = Argon2id(
        salt=bytes.fromhex(cost["salt"]),
        length=32,
        iterations=cost["passes"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_kib"],
    )
    return derivation.derive(unicodedata.normalize("NFKC", password).encode())


def master_key(copy: bytes, *, password: str = "", recovery: bytes = b"") -> bytes:
    """The master key of one copy of a key-slot file, by password or by the recovery secret."""
    first, second, nothing = copy.split(b"\n")
    body, guard = json.loads(first), json.loads(second)
    require(true=not nothing and hashlib.sha256(first).hexdigest() == guard["checksum"])
    header = json.dumps(body["header"], separators=(",", ":"), ensure_ascii=False).encode()
    if recovery:
        content, _ = open_age(base64.b64decode(body["recovery_slot"]), recovery)
        bound = hashlib.sha256(b"huisbezoek/keys/1/recovery\n" + header).digest()
        require(true=content[32:] == bound)
        master = content[:32]
    else:
        slot = body["password_slot"]
        sealing = ChaCha20Poly1305(stretched(password, body["header"]))
        master = sealing.decrypt(
            bytes.fromhex(slot["nonce"]),
            bytes.fromhex(slot["sealed"]),
            b"huisbezoek/keys/1/password\n" + header,
        )
    mac = hmac.digest(key_for(master, "slot-file"), first, "sha256").hex()
    require(true=mac == guard["mac"])
    return master


def key_for(master: bytes, purpose: str) -> bytes:
    return expanded(master, b"", f"huisbezoek/keys/1/{purpose}".encode())


def read_signed(document: bytes, signing: str) -> dict:
    """The payload of a roster or certificate."""
    found = json.loads(document)
    payload = base64.b64decode(found["payload"])
    label = f"huisbezoek/{found['kind']}/1\n{found['signer']}\n".encode()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing))
    key.verify(bytes.fromhex(found["signature"]), label + hashlib.sha512(payload).digest())
    return json.loads(payload)
