"""The command of the benchmarks: .venv/bin/python -m tests.bench NAME --size SIZE [--json]."""

import argparse
import os
import sys
from importlib import import_module

from tests.bench.measuring import ROUNDS
from tests.bench.populations import OFFERED_SIZES, SIZES

NAMES = (
    "start",
    "unlock",
    "search",
    "list",
    "intake",
    "save",
    "form",
    "rebuild",
    "exchange",
    "merge",
    "plan",
    "due",
)
LATER = ("report",)


def main(arguments: list[str]) -> int:
    """Runs one benchmark; 0 within its targets, 1 not, 2 wrong usage or not there yet."""
    chosen = _parser().parse_args(arguments)
    if chosen.name in LATER:
        sys.stderr.write(f"{chosen.name}: not there yet\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    outcome = import_module(f"tests.bench.{chosen.name}").run(SIZES[chosen.size], ROUNDS)
    print(outcome.as_json() if chosen.json else outcome.as_text())
    return 0 if outcome.ok else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measures the program against the bare work, in turns, in the same run.",
        epilog=f"names: {', '.join(NAMES)}. Not there yet: {', '.join(LATER)}.",
    )
    parser.add_argument("name", metavar="NAME", choices=(*NAMES, *LATER), help="see below")
    parser.add_argument("--size", choices=OFFERED_SIZES, default="municipality")
    parser.add_argument("--json", action="store_true", help="one JSON line")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
