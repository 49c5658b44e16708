"""T14: the public test vectors of age, through the same reader as our bundles."""

import hashlib
import zlib
from pathlib import Path

import pytest

from huisbezoek.model.sealing import age_files, age_outline
from huisbezoek.model.sealing.bech32 import NotAKeyError
from huisbezoek.model.usecases.ports.sealed_bundles import BundleDamagedError

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "age"
REFUSALS = (
    age_files.SealedToOthersError,
    age_files.SealBrokenError,
    BundleDamagedError,
    NotAKeyError,
)
# rage takes a header with a stanza without its final short line; its makers say so themselves.
KNOWN_DEVIATIONS = {"stanza_missing_body", "stanza_missing_final_line"}
# Good age files of kinds that this program never makes, so never reads.
NOT_OURS = {
    "armor": (
        "crlf",
        "full_last_line",
        "hybrid",
        "no_eol",
        "scrypt",
        "whitespace_outside",
        "x25519",
    ),
    "hybrid": ("", "and_x25519", "grease", "multiple_recipients"),
    "scrypt": ("",),
}
LISTED = Path(__file__).with_name("age_vectors.tsv")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the age vectors are not here")


def vectors():
    return sorted(path.name for path in FOLDER.iterdir()) if FOLDER.is_dir() else []


def parse(name, folder):
    head, _, body = (FOLDER / name).read_bytes().partition(b"\n\n")
    fields = dict(line.split(": ", 1) for line in head.decode().splitlines())
    path = folder / "vector"
    path.write_bytes(zlib.decompress(body) if "compressed" in fields else body)
    return fields, path


def is_ours(fields):
    """Whether a file is of the one kind that we read: binary, X25519, this identity."""
    return "armored" not in fields and fields.get("identity", "").startswith("AGE-SECRET-KEY-1")


def listed():
    """Per vector what its makers expect and what our reader answers."""
    lines = LISTED.read_text("utf-8").splitlines()[1:]
    return {name: (expected, ours) for name, expected, ours in (line.split("\t") for line in lines)}


def answer(fields, path):
    """What our reader makes of it: `opened` with the right content, or `refused`."""
    try:
        age_outline.outline_of(path)
        content = age_files.unseal(path.read_bytes(), fields.get("identity", ""))
    except REFUSALS:
        return "refused"
    return "opened" if hashlib.sha256(content).hexdigest() == fields["payload"] else "wrong"


def test_all_vectors_are_here_and_listed():
    assert len(vectors()) == 143
    assert list(listed()) == vectors()


def test_what_is_refused_though_good_is_refused_by_name():
    """Besides these twelve our reader agrees with the makers of the vectors everywhere."""
    named = {f"{kind}_{name}".rstrip("_") for kind, names in NOT_OURS.items() for name in names}
    differing = {
        name for name, (expected, ours) in listed().items()
        if (expected == "success") != (ours == "opened")
    }  # fmt: skip
    assert differing == named
    assert len(named) == 12


@pytest.mark.parametrize("name", vectors())
def test_vector(name, tmp_path):
    """Our reader takes what it can open and the vectors call good, and nothing else."""
    fields, path = parse(name, tmp_path)
    expected, ours = listed()[name]
    assert fields["expect"] == expected
    assert answer(fields, path) == ours
    assert ours == "refused" or (is_ours(fields) and expected == "success")


@pytest.mark.parametrize("name", sorted(KNOWN_DEVIATIONS))
def test_deviations_of_the_library_itself(name, tmp_path):
    """Pinned: pyrage alone takes these, our look at the header does not."""
    fields, path = parse(name, tmp_path)
    assert fields["expect"] != "success"
    assert age_files.unseal(path.read_bytes(), fields["identity"]) is not None
    with pytest.raises(BundleDamagedError):
        age_outline.outline_of(path)


@pytest.mark.parametrize("name", ["armor_x25519", "x25519_grease", "stream_bad_tag"])
def test_a_reader_that_answers_otherwise_is_noticed(name, tmp_path, monkeypatch):
    """Broken on purpose: a reader that takes everything, or nothing."""
    fields, path = parse(name, tmp_path)
    ours = listed()[name][1]
    monkeypatch.setattr(age_files, "unseal", lambda *_: b"whatever")
    monkeypatch.setattr(age_outline, "outline_of", lambda _: None)
    fields.setdefault("payload", hashlib.sha256(b"whatever").hexdigest())
    assert answer(fields, path) != ours
