"""The shape of the code: sizes, first lines, words in their place. Each guard is shown a fault."""

import ast
import fnmatch
import importlib
import pkgutil
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

import huisbezoek.model
from huisbezoek.model.domain.errors import (
    BadInputError,
    DamagedDataError,
    EnvironmentFailedError,
    HuisbezoekError,
    RefusedByRuleError,
)
from huisbezoek.ui.errors import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "huisbezoek"

CATEGORIES = (BadInputError, DamagedDataError, EnvironmentFailedError, RefusedByRuleError)
FILE_LINES = 500
FUNCTION_LINES = 60
CLASS_LINES = 400
VAGUE_NAMES = {"common", "helper", "helpers", "manager", "misc", "stuff", "tools", "util", "utils"}
TRANSLATING = {"tr", "translate", "QT_TRANSLATE_NOOP"}
# Pieced together, so that this file does not hold what it forbids.
FORBIDDEN_ADDRESSES = re.compile(
    "|".join(
        (
            r"pypi\." + "org",
            r"pythonhosted\." + "org",
            r"registry\.npmjs\." + "org",
            r"deb\.debian\." + "org",
            "--(extra-)?index" + "-url",
            "/" + "work/",
            "/" + "root/",
        )
    )
)


SWITCHED_OFF = re.compile(r"#\s*(?:no" + r"qa:|type: " + r"ignore\[)(?P<rest>.*)$", re.MULTILINE)
REASON = re.compile(r"^(?:[A-Z0-9, ]+ - |[a-z, -]+\] # )\w")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def own_files() -> Iterator[Path]:
    """Every file of the project: what .gitignore names is not walked."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    ignored = [".git", *(line.strip("/") for line in lines)]
    folders = [ROOT]
    while folders:
        for entry in folders.pop().iterdir():
            if any(fnmatch.fnmatch(entry.name, pattern) for pattern in ignored):
                continue
            if entry.is_dir():
                folders.append(entry)
            else:
                yield entry


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- sizes, first lines, names ---------------------------------------------------------------


def too_large(name: str, source: str) -> list[str]:
    lines = source.count("\n")
    faults = [f"{name}: {lines} lines"] if lines > FILE_LINES else []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                limit = FUNCTION_LINES
            case ast.ClassDef():
                limit = CLASS_LINES
            case _:
                continue
        size = (node.end_lineno or node.lineno) - node.lineno + 1
        if size > limit:
            faults.append(f"{name}:{node.lineno} {node.name}: {size} lines")
    return faults


def without_purpose(name: str, source: str) -> list[str]:
    purpose = (ast.get_docstring(ast.parse(source)) or "").split("\n")[0]
    return [] if len(purpose.split()) >= 3 and purpose.endswith((".", "?")) else [name]


def vaguely_named(path: Path) -> list[str]:
    words = set(re.split(r"[/._]", place(path)))
    return [place(path)] if words & VAGUE_NAMES else []


def test_files_functions_and_classes_stay_small() -> None:
    assert [fault for path in modules() for fault in too_large(place(path), path.read_text())] == []


def test_each_module_says_its_purpose_first() -> None:
    faults = [
        fault for path in modules() for fault in without_purpose(place(path), path.read_text())
    ]
    assert faults == []


def test_no_room_for_odds_and_ends() -> None:
    assert [fault for path in modules() for fault in vaguely_named(path)] == []


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        ("x = 1\n" * FILE_LINES, FILE_LINES),
        ("def f():\n" + "    x = 1\n" * (FUNCTION_LINES - 1), FUNCTION_LINES),
        ("class C:\n" + "    x = 1\n" * (CLASS_LINES - 1), CLASS_LINES),
    ],
)
def test_the_size_guard_sees_one_line_too_many(source: str, limit: int) -> None:
    last = source.splitlines(keepends=True)[-1]
    assert too_large("a.py", source) == []
    assert len(too_large("a.py", source + last)) == 1


@pytest.mark.parametrize("source", ["", "x = 1\n", '"""."""\n', '"""Various things"""\n'])
def test_the_purpose_guard_sees_a_missing_sentence(source: str) -> None:
    assert without_purpose("a.py", source) == ["a.py"]


def test_the_name_guard_sees_a_vague_name() -> None:
    assert vaguely_named(PACKAGE / "ui" / "date_utils.py") == ["huisbezoek/ui/date_utils.py"]
    assert vaguely_named(PACKAGE / "misc" / "dates.py") == ["huisbezoek/misc/dates.py"]


# --- words for people ------------------------------------------------------------------------


def switched_off_without_reason(name: str, source: str) -> list[str]:
    """Checks that a line switches off without saying why in that line."""
    return [
        f"{name}:{source.count(chr(10), 0, found.start()) + 1}"
        for found in SWITCHED_OFF.finditer(source)
        if not REASON.match(found["rest"].lstrip())
    ]


def test_what_is_switched_off_gives_its_reason() -> None:
    files = [path for path in own_files() if path.suffix == ".py"]
    assert [
        line
        for path in files
        for line in switched_off_without_reason(place(path), path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize("off", ["no" + "qa: S608", "type: " + "ignore[misc]"])
def test_the_reason_guard_sees_a_missing_reason(off: str) -> None:
    assert switched_off_without_reason("a", f"x = 1  # {off}") == ["a:1"]
    assert switched_off_without_reason("a", f"x = 1  # {off} because")
    separator = "-" if off.startswith("no") else "#"
    assert switched_off_without_reason("a", f"x = 1  # {off} {separator} because") == []


def built_before_translation(name: str, source: str) -> list[str]:
    """Texts that the extraction tool files in a form that can never match at run time."""
    return [
        f"{name}:{node.lineno}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and called_name(node.func) in TRANSLATING
        and any(is_built(argument) for argument in node.args)
    ]


def called_name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def is_built(argument: ast.expr) -> bool:
    match argument:
        case ast.JoinedStr() | ast.BinOp(op=ast.Mod() | ast.Add()):
            return True
        case ast.Call(func=ast.Attribute(attr="format" | "join")):
            return True
        case _:
            return False


def test_placeholders_are_filled_after_translation() -> None:
    faults = [
        fault
        for path in modules()
        for fault in built_before_translation(place(path), path.read_text())
    ]
    assert faults == []


@pytest.mark.parametrize(
    "source",
    [
        'self.tr(f"{n} bezoeken")',
        'self.tr("%s bezoeken" % n)',
        'self.tr("{0} bezoeken".format(n))',
        'QCoreApplication.translate("Page", "Dag " + name)',
        'QT_TRANSLATE_NOOP("errors", f"{n}")',
    ],
)
def test_the_translation_guard_sees_a_built_text(source: str) -> None:
    assert built_before_translation("a.py", source) == ["a.py:1"]
    assert built_before_translation("a.py", 'self.tr("{0} bezoeken").format(n)') == []


# --- errors ----------------------------------------------------------------------------------


def subclasses(base: type[HuisbezoekError]) -> Iterator[type[HuisbezoekError]]:
    for one in base.__subclasses__():
        yield one
        yield from subclasses(one)


def own_errors() -> list[type[HuisbezoekError]]:
    """Every error that the model can raise; those that tests made up are left out."""
    for module in pkgutil.walk_packages(huisbezoek.model.__path__, "huisbezoek.model."):
        importlib.import_module(module.name)
    found = dict.fromkeys(subclasses(HuisbezoekError))
    return [one for one in found if one.__module__.startswith("huisbezoek.")]


def faulty_codes(
    errors: Sequence[type[HuisbezoekError]], sentences: Mapping[str, str]
) -> list[str]:
    leaves = [one for one in errors if not any(one in other.__bases__ for other in errors)]
    coded = Counter(one.code for one in errors if "code" in vars(one))
    faults = [f"{one.__name__}: no code of its own" for one in leaves if not vars(one).get("code")]
    faults += [f"{code}: used by {count} errors" for code, count in coded.items() if count > 1]
    faults += [f"{code}: no sentence" for code in coded if code not in sentences]
    return faults


def test_each_error_has_its_own_code_and_a_sentence() -> None:
    errors = [one for one in own_errors() if one not in CATEGORIES]
    assert errors
    assert faulty_codes(errors, SENTENCES) == []


def test_the_error_guard_sees_a_missing_a_double_and_a_silent_code() -> None:
    class NamelessError(HuisbezoekError): ...

    class FirstError(HuisbezoekError):
        code = "shape.same"

    class SecondError(HuisbezoekError):
        code = "shape.same"

    class InheritingError(FirstError): ...

    known = {"shape.same": "Er ging iets mis."}
    assert faulty_codes([FirstError], known) == []
    assert faulty_codes([NamelessError], known) == ["NamelessError: no code of its own"]
    assert faulty_codes([FirstError, SecondError], known) == ["shape.same: used by 2 errors"]
    assert faulty_codes([FirstError, InheritingError], known) == [
        "InheritingError: no code of its own"
    ]
    assert faulty_codes([FirstError], {}) == ["shape.same: no sentence"]


# --- what may be imported, what may be written ------------------------------------------------


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, level=level):
                yield "." * level + (module or "")


def foreign_to_domain(name: str, source: str) -> list[str]:
    return [
        f"{name}: {module}"
        for module in imported(source)
        if module.split(".")[0] not in sys.stdlib_module_names
        and not f"{module}.".startswith("huisbezoek.model.domain.")
    ]


def addresses(name: str, text: str) -> list[str]:
    return [f"{name}: {found.group()}" for found in FORBIDDEN_ADDRESSES.finditer(text)]


def test_the_domain_knows_the_standard_library_only() -> None:
    faults = [
        fault
        for path in sorted((PACKAGE / "model" / "domain").rglob("*.py"))
        for fault in foreign_to_domain(place(path), path.read_text())
    ]
    assert faults == []


def test_no_file_names_a_registry_or_a_place_on_one_computer() -> None:
    faults = [
        fault
        for path in own_files()
        for fault in addresses(place(path), path.read_bytes().decode("utf-8", errors="replace"))
    ]
    assert faults == []


def test_the_locks_pin_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    development = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert not_pinned(project["dependencies"], (ROOT / "requirements.lock").read_text()) == []
    assert not_pinned(development, (ROOT / "requirements-dev.lock").read_text()) == []
    planning = project["optional-dependencies"]["planning"]
    assert not_pinned(planning, (ROOT / "requirements-planning.lock").read_text()) == []


def test_the_program_says_the_version_of_the_project_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == huisbezoek.VERSION


def not_pinned(requirements: Sequence[str], lock: str) -> list[str]:
    pinned = {line.split("==")[0] for line in lock.splitlines() if "==" in line}
    names = [re.split(r"[<>=!~]", requirement)[0] for requirement in requirements]
    return [name for name in names if re.sub(r"[-_.]+", "-", name).lower() not in pinned]


@pytest.mark.parametrize(
    "source",
    ["import msgspec", "from PySide6 import QtCore", "from huisbezoek.logs import record"],
)
def test_the_domain_guard_sees_a_foreign_import(source: str) -> None:
    assert len(foreign_to_domain("a.py", source)) == 1
    assert foreign_to_domain("a.py", "from huisbezoek.model.domain import errors") == []


@pytest.mark.parametrize("text", ["https://pypi." + "org/simple", "see /" + "work/x"])
def test_the_address_guard_sees_an_address(text: str) -> None:
    assert len(addresses("a.md", text)) == 1


def test_the_lock_guard_sees_a_missing_pin() -> None:
    assert not_pinned(["A_b.c>=1", "d<2"], "a-b-c==1.0 \\\n    --hash=x\n") == ["d"]
