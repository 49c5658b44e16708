"""docs/formats.md is enough: a reader written from it alone reads every file of the fixtures."""

import ast
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature

from huisbezoek.model.storage import marks
from huisbezoek.model.usecases.operation_lines import decode_operation
from tests import formats_reader as reader

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "tests" / "fixtures" / "formats"


@pytest.fixture(scope="module")
def secrets():
    return json.loads((FOLDER / "secrets.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def recovery(secrets):
    table = REPOSITORY / "resources" / "tables" / "start-words.txt"
    words = reader.word_table(table.read_text("utf-8"))
    return reader.secret_of_words(secrets["recovery_words"], "recovery", words)


def test_the_reader_knows_nothing_of_the_program():
    tree = ast.parse(Path(reader.__file__).read_text("utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    assert not any(name.split(".")[0] in {"huisbezoek", "tests", "pyrage"} for name in imported)


def test_the_words_are_an_age_identity(secrets, recovery):
    assert reader.age_identity(recovery) == secrets["recovery_secret"]
    assert reader.secret_of_identity(secrets["recovery_secret"]) == recovery


@pytest.mark.parametrize("change", [str.upper, lambda words: words.replace("inlog", "live", 1)])
def test_words_that_are_wrong(secrets, change):
    table = REPOSITORY / "resources" / "tables" / "start-words.txt"
    words = reader.word_table(table.read_text("utf-8"))
    for kind, typed in (
        ("recovery", change(secrets["recovery_words"])),
        ("root", secrets["recovery_words"]),
    ):
        with pytest.raises(reader.NotReadableError):
            reader.secret_of_words(typed, kind, words)


@pytest.mark.parametrize(("name", "counter"), [("bundle", 2), ("work", 3)])
def test_bundles(secrets, recovery, name, counter):
    data = (FOLDER / f"{name}.hbz").read_bytes()
    device = reader.secret_of_identity(secrets["visitor_receiving_secret"])
    signing = secrets["coordinator_signing_public"]
    header, lines, digest = reader.read_bundle(data, recovery, signing)
    assert (header, lines, digest) == reader.read_bundle(data, device, signing)
    assert (header["counter"], header["operations"]) == (counter, len(lines))
    assert digest == secrets[f"{name}_digest"]
    with pytest.raises(InvalidSignature):
        reader.read_bundle(data, recovery, secrets["root_public"])


def test_operations(secrets, recovery):
    data = (FOLDER / "work.hbz").read_bytes()
    _, lines, _ = reader.read_bundle(data, recovery, secrets["coordinator_signing_public"])
    assert "".join(f"{line}\n" for line in lines) == (FOLDER / "operations.jsonl").read_text(
        "utf-8"
    )
    operations = [reader.read_operation(line) for line in lines]
    kinds = [operation["body"]["kind"] for operation in operations]
    assert set(kinds) == {*reader.KEYS, "merge_later"}


@pytest.mark.parametrize("copy", ["keys-1", "keys-2"])
def test_key_slots(secrets, recovery, copy):
    content = (FOLDER / copy).read_bytes()
    for master in (
        reader.master_key(content, password=secrets["password"]),
        reader.master_key(content, recovery=recovery),
    ):
        assert master.hex() == secrets["master_key"]
        assert reader.key_for(master, "database").hex() == secrets["database_key"]
        assert reader.key_for(master, "backup").hex() == secrets["backup_key"]


@pytest.mark.parametrize(
    ("name", "payload"), [("start.hbs", "start"), ("work.hbstart", "work_start")]
)
def test_start_files(secrets, name, payload):
    content = reader.read_start_file((FOLDER / name).read_bytes(), secrets["start_code"])
    assert content.decode() == secrets[f"{payload}_payload"]


def test_what_a_start_file_holds(secrets):
    content = json.loads(secrets["work_start_payload"])
    assert content["format"] == 1
    operations = [reader.read_operation(line) for line in content["operations"]]
    assert {operation["subject"][0] for operation in operations} == {
        *("organisation", "resident", "visit"),
    }
    keys = content["keys"]
    certificate = reader.read_signed(keys["coordinator_certificate"].encode(), keys["root_public"])
    signing = certificate["public"]["signing"]
    assert signing == secrets["coordinator_signing_public"]
    roster = reader.read_signed(keys["roster"].encode(), signing)
    assert [entry["status"] for entry in roster["entries"]] == ["active", "revoked"]


def test_the_mark():
    lines = (FOLDER / "operations.jsonl").read_bytes().splitlines()
    known = [decode_operation(line).identifier for line in lines]
    mark = marks.advanced(marks.EMPTY, known)
    found = reader.mark_of([reader.read_operation(line.decode()) for line in lines])
    assert found == (mark.operations, mark.digest)


def test_the_sheet_opens_a_bundle_with_public_tools(secrets, tmp_path):
    """The disaster, as docs/formats.md tells it; `./check faults` plays it in full."""
    missing = [tool for tool in ("age", "zstd") if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {' '.join(missing)}")
    table = REPOSITORY / "resources" / "tables" / "start-words.txt"
    words = reader.word_table(table.read_text("utf-8"))
    secret = reader.secret_of_words(secrets["recovery_words"], "recovery", words)
    key = tmp_path / "key.txt"
    key.write_text(reader.age_identity(secret) + "\n", "ascii")
    command = ["age", "-d", "-i", str(key), str(FOLDER / "work.hbz")]
    inner = subprocess.run(command, capture_output=True, check=True).stdout
    told = subprocess.run(["zstd", "-dc"], input=inner, capture_output=True, check=True).stdout
    header, *lines = told.splitlines()
    assert json.loads(header)["operations"] == 13
    assert lines == (FOLDER / "operations.jsonl").read_bytes().splitlines()
