"""Unlocking: the password, the guards of the database, and three more connections."""

import json

from huisbezoek.model.sealing.derivation import key_from_password
from huisbezoek.model.usecases.ports.sealing import KdfCost
from huisbezoek.model.usecases.profile import open_profile
from tests.bench.measuring import CPU, Outcome, Part, alternate, median, timed
from tests.bench.populations import Size
from tests.bench.prepared import PASSWORD, bench_parts, prepared
from tests.bench.references import derive

CONNECTIONS = 3
TARGET = 1.2


def run(size: Size, rounds: int) -> Outcome:
    """CPU time against one bare Argon2id with the parameters of the profile."""
    parts = bench_parts()
    made = prepared(size)
    header = json.loads((made.folder / "keys-1").read_bytes().split(b"\n")[0])["header"]
    salt = bytes.fromhex(header["salt"])
    cost = KdfCost(header["memory_kib"], header["passes"], header["lanes"])

    def unlock() -> None:
        profile = open_profile(parts.profile, made.folder, PASSWORD)
        for _ in range(CONNECTIONS):
            with profile.database.open_reader().reading() as reading:
                assert reading.organisation().municipality_name
        profile.database.close()

    def bare() -> bytes:
        return derive(PASSWORD.encode(), salt, cost.memory_kib, cost.passes, cost.lanes)

    assert bare() == key_from_password(PASSWORD, salt, cost)
    unlock()
    values, references = alternate(
        lambda: timed(unlock, CPU), lambda: timed(bare, CPU), max(rounds, 1)
    )
    part = Part(
        "unlock_and_3_connections", median(values), median(references), "s", len(values), TARGET
    )
    return Outcome("unlock", size.name, (part,))
