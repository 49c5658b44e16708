"""`intake`: reads a list of residents, or only counts what it holds."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from huisbezoek.commands.speaking import JsonLine, print_line, print_words
from huisbezoek.model.domain.resident_lists import ListTerms
from huisbezoek.model.usecases.intake import TakenIn, count_list
from huisbezoek.model.usecases.ports.intake import ReadingChoices, ReadList, ResidentListReader


@dataclass(frozen=True, slots=True)
class IntakeParts:
    """What the command needs: a reader, the rules of a day, and the whole road into a profile."""

    lists: ResidentListReader
    terms: Callable[[date | None, str], ListTerms]
    take_in: Callable[[Path, Path, ReadList, date | None, str], TakenIn]


@dataclass(frozen=True, slots=True)
class IntakeWish:
    """What was asked on the command line."""

    file: Path
    on: date | None
    municipality: str
    profile: Path | None
    password_file: Path | None


def intake(parts: IntakeParts, wish: IntakeWish, *, as_json: bool) -> int:
    """Counts the list; with a profile it is read in as well. Raises typed errors."""
    read_list = parts.lists.read(wish.file, ReadingChoices())
    line: dict[str, object] = dict(count_list(read_list, parts.terms(wish.on, wish.municipality)))
    if wish.profile is not None and wish.password_file is not None:
        taken = parts.take_in(
            wish.profile, wish.password_file, read_list, wish.on, wish.municipality
        )
        line["taken_in"] = {
            name: value for name, value in asdict(taken).items() if isinstance(value, int)
        }
    _print(line, as_json=as_json)
    return 0


def _print(line: JsonLine, *, as_json: bool) -> None:
    if as_json:
        print_line(line)
    else:
        print_words([f"{name}: {value}" for name, value in line.items()])
