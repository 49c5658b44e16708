"""The command of the fault runs: ./check faults [--json] [--only WORD] [--skip-frozen] ..."""

import argparse
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.faults import (
    bombs,
    canaries,
    clocks,
    damage,
    disaster,
    engines,
    erasures,
    exchange_week,
    exchanging,
    existing_tests,
    frozen_program,
    fuzz,
    kills,
    leftovers,
    merging,
    mutations,
    places,
    planning,
    restores,
    soak,
    start_codes,
    typing_kills,
)
from tests.faults.guard_results import HEADING, Guard, GuardResult

GUARDS: dict[str, Guard] = {
    "kills": kills.kills,
    "typing-kills": typing_kills.typing_kills,
    "database": damage.database,
    "backup": damage.backup,
    "bundle": mutations.bundle,
    "fuzz": fuzz.fuzz,
    "bombs": bombs.all_bombs,
    "leftovers": leftovers.leftovers,
    "start-codes": start_codes.start_codes,
    "golden-files": existing_tests.golden_files,
    "disaster": disaster.disaster,
    "key-slot-copies": damage.key_slot_copies,
    "raw-keys": damage.malformed_raw_keys,
    "canaries": canaries.canaries,
    "plain-engine": engines.plain_engine,
    "pools": engines.pools,
    "key-slots": existing_tests.key_slots,
    "forged-bundles": existing_tests.forged_bundles,
    "age-vectors": existing_tests.age_vectors,
    "start-files": existing_tests.start_files,
    "copies": existing_tests.copies,
    "full-disk-saving": places.full_disk_saving,
    "full-disk-backup": places.full_disk_backup,
    "vanished-backups": places.vanished_backups,
    "full-stick-bundle": places.full_stick_bundle,
    "vanished-stick": places.vanished_stick,
    "bad-lists": existing_tests.bad_lists,
    "eleven-test": engines.eleven_test,
    "histories": merging.histories,
    "forgeries": exchanging.forgeries,
    "orders": exchanging.orders,
    "assignments": exchanging.assignments,
    "erasures": erasures.erasures,
    "clocks": clocks.clocks,
    "restores": restores.restores,
    "soak": soak.soak,
    "syncthing": exchange_week.exchange_week,
    "plan": planning.plan,
    "plan-worker": planning.plan_worker,
    "long-tests": existing_tests.long_tests,
    "shape": existing_tests.shape,
    "frozen": frozen_program.frozen_program,
}


def main(arguments: list[str]) -> int:
    """Runs the guards; 0 when every case held and every planted fault was caught, else 1."""
    chosen = _parser().parse_args(arguments)
    names = [chosen.only] if chosen.only in GUARDS else [n for n in GUARDS if chosen.only in n]
    if chosen.skip_frozen and "frozen" in names:
        names.remove("frozen")
    guards = {
        **GUARDS,
        "fuzz": partial(fuzz.fuzz, inputs=chosen.inputs),
        "histories": partial(merging.histories, count=chosen.histories),
        "soak": partial(soak.soak, seeds=chosen.years),
        "typing-kills": partial(typing_kills.typing_kills, kills=chosen.typing_kills),
    }
    if chosen.every_byte:
        guards["every-byte"] = mutations.every_byte
        names.append("every-byte")
    if not chosen.json:
        print(HEADING, flush=True)
    results = []
    for name in names:
        result = _run(name, guards[name])
        results.append(result)
        print(result.as_json() if chosen.json else result.as_text(), flush=True)
    held = bool(results) and all(result.ok for result in results)
    if not chosen.json:
        planted, caught = (sum(getattr(r, key) for r in results) for key in ("planted", "caught"))
        print(f"{'all' if held else 'NOT all'} guards held; {caught} of {planted} faults caught")
    return 0 if held else 1


def _run(name: str, guard: Guard) -> GuardResult:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="huisbezoek-faults-") as folder:
        try:
            result = guard(Path(folder))
        except Exception as error:  # noqa: BLE001 - a guard that breaks down has not held
            result = GuardResult(name)
            result.case(held=False, note=f"{type(error).__name__}: {error}")
    sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./check faults",
        description="Plants faults and counts how many of them each guard catches.",
        epilog=f"guards: {', '.join(GUARDS)}",
    )
    parser.add_argument("--json", action="store_true", help="one JSON line per guard")
    parser.add_argument("--only", default="", metavar="WORD", help="guards with this in their name")
    parser.add_argument("--skip-frozen", action="store_true", help="without the frozen program")
    parser.add_argument(
        "--inputs", type=int, default=fuzz.INPUTS, metavar="N", help="hostile inputs of `fuzz`"
    )
    parser.add_argument(
        "--histories", type=int, default=merging.HISTORIES, metavar="N", help="of `histories`"
    )
    parser.add_argument(
        "--years", type=int, default=soak.SEEDS, metavar="N", help="simulated years of `soak`"
    )
    parser.add_argument(
        "--typing-kills", type=int, default=typing_kills.KILLS, metavar="N", help="kills in a talk"
    )
    parser.add_argument(
        "--every-byte", action="store_true", help="every byte and length of a bundle: minutes"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
