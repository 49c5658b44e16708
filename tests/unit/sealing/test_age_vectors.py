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


def test_all_vectors_are_here():
    assert len(vectors()) == 143


@pytest.mark.parametrize("name", vectors())
def test_vector(name, tmp_path):
    """Our reader takes what it can open and the vectors call good, and nothing else."""
    fields, path = parse(name, tmp_path)
    try:
        age_outline.outline_of(path)
        content = age_files.unseal(path.read_bytes(), fields.get("identity", ""))
    except REFUSALS:
        content = None
    if is_ours(fields) and fields["expect"] == "success":
        assert content is not None
        assert hashlib.sha256(content).hexdigest() == fields["payload"]
    else:
        assert content is None


@pytest.mark.parametrize("name", sorted(KNOWN_DEVIATIONS))
def test_deviations_of_the_library_itself(name, tmp_path):
    """Pinned: pyrage alone takes these, our look at the header does not."""
    fields, path = parse(name, tmp_path)
    assert fields["expect"] != "success"
    assert age_files.unseal(path.read_bytes(), fields["identity"]) is not None
    with pytest.raises(BundleDamagedError):
        age_outline.outline_of(path)
