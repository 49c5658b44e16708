"""Every Dutch text of the program: of code, guides, letters, printed sheets and help."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
UI = ROOT / "huisbezoek" / "ui"
LETTERS = ROOT / "resources" / "letters"
HELP = ROOT / "resources" / "help"
_TRANSLATING = {"tr", "_tr", "translate", "QT_TRANSLATE_NOOP"}
_SENTENCE = re.compile(r"(?<=[.!?…:])\s+|\n+")


def of_module(path: Path) -> tuple[str, ...]:
    """The texts that a module shows to people."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        last = node.args[-1] if name in _TRANSLATING and node.args else None
        if isinstance(last, ast.Constant) and isinstance(last.value, str):
            found.append(last.value.replace("&", ""))
    return tuple(found)


def of_guide(path: Path) -> tuple[str, ...]:
    """The Dutch texts of a guide; English stands in extensions."""
    return tuple(_texts(json.loads(path.read_text(encoding="utf-8"))))


def of_letter(path: Path) -> tuple[str, ...]:
    """The texts of a letter or a printed sheet."""
    found = _strings(tomllib.loads(path.read_text(encoding="utf-8")))
    return tuple(plain for text in found if (plain := _plain(text)))


def of_help(path: Path) -> tuple[str, ...]:
    """The texts of a help page, each heading, paragraph and step on its own."""
    lines = path.read_text(encoding="utf-8").replace("**", "").splitlines()
    found = (re.sub(r"^\s*(?:#+|[-*]|\d+\.)\s+", "", line).strip() for line in lines)
    return tuple(text for text in found if text)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; what stands before a colon is a sentence of its own."""
    return tuple(one for one in _SENTENCE.split(text) if one)


def words(sentence: str) -> int:
    """How many words a reader reads."""
    return len([part for part in sentence.split() if any(map(str.isalnum, part))])


def _plain(text: str) -> str:
    """The words of a sheet, each paragraph and cell on a line of its own."""
    lines = re.sub(r"<!--.*?-->|</?(?:p|br|td|tr|li|h\d|div|table)\b[^>]*>", "\n", text)
    return re.sub(r"<[^>]+>", "", lines).strip()


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key in {"text", "display", "title", "description"} and isinstance(value, str):
                yield value
            elif key not in {"extension", "_text", "_display", "_title"}:
                yield from _texts(value)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)


def _strings(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _strings(value)
    elif isinstance(part, list):
        for one in part:
            yield from _strings(one)
