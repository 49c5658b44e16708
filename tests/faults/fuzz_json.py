"""Hostile inputs that know the shape of what they attack: JSON values and bytes, changed."""

import json
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Value = object
"""What JSON holds; a `Raw` stands for text that is put in as it is."""

DEEP = 2_000
LONG = 20_000
SMALL_ORDER = (
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
    "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
)
"""Keys with which every secret gives the same: nothing may be sealed to them."""


class Raw(str):
    """JSON text, sensible or not, that is written as it stands."""

    __slots__ = ()


ATOMS: tuple[Value, ...] = (
    *SMALL_ORDER,
    *(None, True, False, "", 0, 1, -1, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), 2**64),
    *("../../etc/passwd", "C:\\Windows\\x", "a/b", "\x00", "%00", "/", "x" * 65, "\u202ekluis"),
    *("\ufeff", "e\u0301", "ﬁ", "İ", "é" * 300, "0" * 32, "g" * 32, "F1" * 16, "ff" * 32),
    *("2026-02-30", "0000-00-00", "9999-12-31T25:61:61", "coordinator", "root", "erase", "set"),
    *([], {}, [[]], [{}], {"": None}, {"kind": "set"}, ["a" * 32, 1, 2], [None] * 50),
    *(Raw('"\\ud800"'), Raw('"\\udc00\\ud800"'), Raw('"\\u0000"'), Raw('"\\u202e"')),
    *(Raw("NaN"), Raw("Infinity"), Raw("-0"), Raw("1.5"), Raw("1e400"), Raw("1E-9"), Raw("01")),
    *(Raw("9" * 5_000), Raw("-" + "9" * 400), Raw("1" + "0" * 19), Raw("0x1"), Raw("+1")),
    *(Raw('{"a":1,"a":2}'), Raw("[1,]"), Raw("'x'"), Raw('"'), Raw("\t1 "), Raw("// x")),
    *(Raw("[" * DEEP + "]" * DEEP), Raw('{"a":' * DEEP + "1" + "}" * DEEP), Raw("[" * DEEP)),
    *(Raw('"' + "a" * LONG + '"'), Raw("[" + "0," * 3_000 + "0]"), Raw('"\x01"'), Raw('"\\x"')),
)


def written(value: Value) -> bytes:
    """Compact JSON as the program writes it, with raw parts as they are."""
    if isinstance(value, Raw):
        return value.encode("utf-8", "surrogatepass")
    if isinstance(value, dict):
        parts = [written(str(key)) + b":" + written(one) for key, one in value.items()]
        return b"{" + b",".join(parts) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(written, value)) + b"]"
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


class Hostile:
    """Makes changed values and bytes, the same for the same seed."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def value(self, seeds: list[Value]) -> Value:
        """One of the seeds with one to four places changed."""
        changed = _copied(self.chance.choice(seeds))
        for _ in range(self.chance.choice((1, 1, 1, 2, 4))):
            changed = self._changed(changed, seeds)
        return changed

    def text(self, seeds: list[Value]) -> bytes:
        """The same as bytes; one in four is then changed as bytes too, one in ten not at all."""
        share = self.chance.random()
        if share < 0.1:
            return written(self.chance.choice(seeds))
        text = written(self.value(seeds))
        return self.bytes(text) if share > 0.75 else text

    def bytes(self, whole: bytes) -> bytes:
        """Flips, cuts, insertions, repeats and swaps of bytes."""
        if not whole:
            return self.chance.randbytes(self.chance.randrange(20))
        place = self.chance.randrange(len(whole))
        size = self.chance.randrange(1, 16)
        kinds: tuple[Callable[[], bytes], ...] = (
            lambda: whole[:place] + bytes([whole[place] ^ 1 << size % 8]) + whole[place + 1 :],
            lambda: whole[:place],
            lambda: whole[:place] + self.chance.randbytes(size) + whole[place:],
            lambda: whole[:place] + whole[place + size :],
            lambda: whole[:place] + whole[place : place + size] * 3 + whole[place:],
            lambda: whole + self.chance.choice((b"\n", b" ", b"\0", b"}", whole[:size])),
            lambda: whole[:place] + self.chance.choice(_BYTES) + whole[place + 1 :],
            lambda: self.chance.randbytes(size * 4),
        )
        return self.chance.choice(kinds)()

    def _changed(self, value: Value, seeds: list[Value]) -> Value:
        """The value with one place in it changed; the place is found by walking down by chance."""
        if isinstance(value, dict) and value and self.chance.random() < 0.9:
            return self._changed_object(value, seeds)
        if isinstance(value, list) and value and self.chance.random() < 0.9:
            place = self.chance.randrange(len(value))
            share = self.chance.random()
            if share < 0.1:
                return value[:place] + value[place + 1 :]
            if share < 0.2:
                return [*value, *value]
            return [*value[:place], self._changed(value[place], seeds), *value[place + 1 :]]
        return self._atom(value, seeds)

    def _changed_object(self, value: dict[str, Value], seeds: list[Value]) -> Value:
        name = self.chance.choice(list(value))
        share = self.chance.random()
        if share < 0.08:
            return {key: one for key, one in value.items() if key != name}
        if share < 0.14:
            return {**value, self.chance.choice(_NAMES): self._atom(None, seeds)}
        if share < 0.18:
            # The same key twice, as text: the last one may not win.
            inside = written(value)[:-1] + b"," + written(name) + b":" + written(self._atom(0, []))
            return Raw((inside + b"}").decode("utf-8", "surrogatepass"))
        if share < 0.22:
            return dict(reversed(value.items()))
        return {**value, name: self._changed(value[name], seeds)}

    def _atom(self, value: Value, seeds: list[Value]) -> Value:
        share = self.chance.random()
        if share < 0.25 and isinstance(value, str) and not isinstance(value, Raw):
            changed = self.bytes(value.encode("utf-8", "surrogatepass"))
            return changed.decode("utf-8", "replace")
        if share < 0.4 and type(value) is int:
            return value + self.chance.choice((-1, 1, 2**31, -(2**40), 2**63))
        if share < 0.5 and seeds:
            return self._part_of(self.chance.choice(seeds))
        return self.chance.choice(ATOMS)

    def _part_of(self, value: Value) -> Value:
        while isinstance(value, dict | list) and value and self.chance.random() < 0.8:
            parts = list(value.values()) if isinstance(value, dict) else value
            value = self.chance.choice(parts)
        return value


_NAMES = ("", "kind", "id", "extra", "__class__", "format", "version", "\u202e", "a" * 200)
_BYTES = (b"\xff", b"\x80", b"\xed\xa0\x80", b'"', b"\\", b"{", b"[", b"\xe2\x80\xae", b"\n")


def _copied(value: Value) -> Value:
    return Raw(value) if isinstance(value, Raw) else json.loads(json.dumps(value))
