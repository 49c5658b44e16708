"""Reads the command line and hands it to the program."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Final

MUNICIPALITY_DIGITS: Final = 4


def parser() -> argparse.ArgumentParser:
    """The command line of the program: one word for what to do, and its options."""
    top = argparse.ArgumentParser(
        prog="./start",
        description="huisbezoek: preventive home visits. Without a command the window opens.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    _add_window(commands)
    _add_demo(commands)
    _add_intake(commands)
    _add_inspect(commands)
    _add_verify(commands)
    _add_plan(commands)
    commands.add_parser(
        "recovery-key",
        help="read the 24 words of the recovery key from standard input; print a key for age",
    )
    # Without help it is not listed: the program starts this one itself.
    commands.add_parser("plan-worker")
    return top


def _add_window(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    window = commands.add_parser("window", help="open the window (what happens without a command)")
    window.add_argument("--profiles", type=Path, help="folder with profiles, not the usual one")


def _add_demo(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser(
        "demo", help="practice with fictional residents; --headless plays the story by itself"
    )
    demo.add_argument("--headless", action="store_true", help="play steps 1-8 without a screen")
    demo.add_argument("--out", type=Path, help="folder for files, letters and pictures")
    demo.add_argument("--json", action="store_true", help="one JSON line per step")


def _add_intake(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    intake = commands.add_parser("intake", help="read a list of residents, or count what it holds")
    intake.add_argument("file", type=Path, metavar="FILE")
    intake.add_argument("--dry-run", action="store_true", help="count only; nothing is stored")
    intake.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="yyyy-mm-dd")
    intake.add_argument(
        "--municipality", default="", type=_municipality, metavar="CODE", help="four digits"
    )
    _add_profile(intake)
    intake.add_argument("--json", action="store_true", help="one JSON line")


def _add_inspect(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    inspect = commands.add_parser("inspect", help="say what an exchange file is; applies nothing")
    inspect.add_argument("bundle", type=Path, metavar="BUNDLE")
    _add_profile(inspect)
    inspect.add_argument("--json", action="store_true", help="one JSON line")


def _add_verify(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    verify = commands.add_parser("verify", help="run all integrity checks on a profile")
    verify.add_argument("profile", type=Path, metavar="PROFILE")
    verify.add_argument("--password-file", type=Path, metavar="F")
    verify.add_argument("--json", action="store_true", help="one JSON line")


def _add_plan(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    plan = commands.add_parser(
        "plan", help="plan the cycle of a fictional municipality; prints counts (--demo only)"
    )
    plan.add_argument(
        "--demo", action="store_true", required=True, help="fictional people; nothing else yet"
    )
    for name, usual in (("residents", 4500), ("visitors", 60), ("months", 24), ("cycle", 24)):
        plan.add_argument(f"--{name}", type=_count, default=usual, metavar="N")
    plan.add_argument("--json", action="store_true", help="one JSON line")


def _add_profile(command: argparse.ArgumentParser) -> None:
    command.add_argument("--profile", type=Path, metavar="DIR", help="profile folder")
    command.add_argument("--password-file", type=Path, metavar="F", help="file with the password")


def _municipality(text: str) -> str:
    """A municipality code as the BRP writes it: four digits, or nothing. Raises ValueError."""
    if text and (len(text) != MUNICIPALITY_DIGITS or not (text.isascii() and text.isdigit())):
        raise ValueError(text)
    return text


def _count(text: str) -> int:
    """A whole number of at least 1. Raises ValueError."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _check_together(reader: argparse.ArgumentParser, chosen: argparse.Namespace) -> None:
    """A profile and its password belong together: one without the other is wrong usage (2)."""
    if chosen.command not in {"intake", "inspect"}:
        return
    if (chosen.profile is None) != (chosen.password_file is None):
        reader.error("--profile and --password-file belong together")
    if chosen.command == "intake" and not chosen.dry_run and chosen.profile is None:
        reader.error("intake needs --dry-run, or --profile with --password-file")


def main(arguments: list[str]) -> int:
    """Runs one command; answers the exit status: 0 done, 1 refused or failed, 2 wrong usage."""
    reader = parser()
    chosen = reader.parse_args(arguments)
    _check_together(reader, chosen)
    # Imported after the arguments were read, so that --help and wrong usage answer at once.
    from huisbezoek.app import run  # noqa: PLC0415 - after the arguments were read

    return run(chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
