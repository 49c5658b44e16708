"""After a full intake no citizen service number or A-number of the list is left in any file."""

import csv
import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from huisbezoek.__main__ import main
from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.raw_key import raw_key_pragma
from huisbezoek.model.usecases.profile import close_profile, create_coordinator, open_profile
from tests.journey.laptops import PASSWORD, writing

SHORTEST, LONGEST = 8, 10
NUMBER_COLUMN = re.compile(r"\.01\.(10|20)$|^01\.20\.")
# Whole runs of digits: nothing that is a digit in the same encoding stands on either side.
RUNS = {
    "utf-8": re.compile(rb"(?<![0-9])[0-9]{8,10}(?![0-9])"),
    "utf-16-le": re.compile(rb"(?<![0-9]\x00)(?:[0-9]\x00){8,10}(?![0-9]\x00)"),
    "utf-16-be": re.compile(rb"(?<!\x00[0-9])(?:\x00[0-9]){8,10}(?!\x00[0-9])"),
}


@dataclass
class Search:
    """Which numbers were looked for, in how much, and which were found where."""

    numbers: frozenset[str]
    files: int = 0
    size: int = 0
    found: list[str] = field(default_factory=list)

    def look_in(self, content: bytes, name: str) -> None:
        self.files += 1
        self.size += len(content)
        for encoding, run in RUNS.items():
            digits = {found.decode(encoding) for found in run.findall(content)}
            self.found += [f"{name} ({encoding})" for _ in digits & self.numbers]

    def look_under(self, folder: Path) -> None:
        for path in sorted(folder.rglob("*")):
            self.look_in(str(path.relative_to(folder)).encode(), "a file name")
            if path.is_file():
                self.look_in(path.read_bytes(), path.name)


def numbers_of(path: Path) -> frozenset[str]:
    """Every number in a column for citizen service numbers and A-numbers, history included."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    places = [place for place, name in enumerate(rows[0]) if NUMBER_COLUMN.search(name)]
    cells = (row[place] for row in rows[1:] for place in places if place < len(row))
    return frozenset(cell for cell in cells if cell.isdigit() and SHORTEST <= len(cell) <= LONGEST)


@dataclass
class Office:
    """A coordinator's profile in a place where everything that a program leaves comes together."""

    parts: object
    place: Path
    password_file: Path

    @property
    def folder(self) -> Path:
        return self.place / "profiles" / "coordinator"

    def take_in(self, path: Path, capsys) -> None:
        wish = ["intake", str(path), "--profile", str(self.folder), "--json"]
        assert main([*wish, "--password-file", str(self.password_file)]) == 0
        said = capsys.readouterr()
        (self.place / "output.txt").write_text(said.out + said.err, encoding="utf-8")

    def decrypted(self) -> dict[str, bytes]:
        """The database as a plain copy, and every row of every table as text."""
        profile = open_profile(self.parts.profile, self.folder, PASSWORD)
        database = self.folder / "huisbezoek.db"
        plain = self.place.parent / "plain.db"
        connection = dbapi2.connect(str(database))
        connection.execute(raw_key_pragma(profile.keys.database_key))
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608 - names come from the database itself
        connection.close()
        with writing(profile) as work:
            operations = repr(list(work.all_operations()))
        close_profile(self.parts.profile, profile)
        content = {f"table {name}": rows_as_text(found) for name, found in rows.items()}
        return content | {
            "plain copy": plain.read_bytes(),
            "operations": operations.encode(),
        }


def rows_as_text(rows: list[tuple[object, ...]]) -> bytes:
    cells = (cell for row in rows for cell in row)
    return b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in cells)


@pytest.fixture
def office(parts, tmp_path, monkeypatch) -> Office:
    place = tmp_path / "place"
    for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        folder = place / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    password_file = tmp_path / "password.txt"
    password_file.write_text(PASSWORD + "\n", encoding="utf-8")
    made = Office(parts, place, password_file)
    card = OrganisationCard(name="Welzijn Voorbeelddam", coordinator_name="Anneke de Wit")
    profile, _ = create_coordinator(parts.profile, made.folder, card, PASSWORD, now=parts.now())
    close_profile(parts.profile, profile)
    return made


def search(office: Office, numbers: frozenset[str]) -> Search:
    """Looks in everything that is left behind, and in what the database says when opened."""
    looking = Search(numbers)
    looking.look_under(office.place)
    left_behind = looking.files
    opened = office.decrypted()
    assert len(opened) > 10
    assert len(opened["operations"]) > 1000
    assert opened["plain copy"].startswith(b"SQLite format 3")
    for name, content in opened.items():
        looking.look_in(content, name)
    sys.stdout.write(
        f"{len(numbers)} numbers looked for in {left_behind} names and files and in "
        f"{looking.files - left_behind} parts of the opened database: {looking.size} bytes\n"
    )
    return looking


def check_nothing_left(office: Office, path: Path, capsys) -> frozenset[str]:
    numbers = numbers_of(path)
    given = Search(numbers)
    given.look_in(path.read_bytes(), "the list itself")
    assert len(given.found) == len(numbers) > 0
    office.take_in(path, capsys)
    looking = search(office, numbers)
    assert looking.found == []
    return numbers


def test_nothing_is_left_of_the_numbers_of_our_own_list(office, repository, capsys) -> None:
    numbers = check_nothing_left(office, repository / "tests/fixtures/lists/brp.csv", capsys)
    assert len(numbers) >= 40


def test_nothing_is_left_of_the_numbers_of_the_real_list(office, shared, capsys) -> None:
    numbers = check_nothing_left(office, shared / "data/brp/persoonslijsten-a.csv", capsys)
    assert len(numbers) > 1000


def test_the_search_finds_a_number_on_a_card(office, repository, capsys) -> None:
    path = repository / "tests/fixtures/lists/brp.csv"
    office.take_in(path, capsys)
    numbers = numbers_of(path)
    planted = min(numbers)
    profile = open_profile(office.parts.profile, office.folder, PASSWORD)
    with writing(profile) as work:
        resident = next(iter(work.known_people().values()))
        card = replace(work.resident(resident).state.card, good_to_know=f"nummer {planted}.")
        work.change_card(Subject(SubjectKind.RESIDENT, resident), card)
    close_profile(office.parts.profile, profile)
    looking = search(office, numbers)
    places = {name.split(" (")[0] for name in looking.found}
    # In the opened database only: on the disk the card is encrypted.
    assert {"plain copy", "operations"} <= places
    assert any(name.startswith("table ") for name in places)
    assert "huisbezoek.db" not in places


@pytest.mark.parametrize("encoding", sorted(RUNS))
def test_the_search_finds_a_number_in_any_encoding(tmp_path, encoding) -> None:
    number = "999990019"
    place = tmp_path / "left.bin"
    for before, after, is_found in (
        ("", "", True),
        ("nr. ", " en", True),
        ("1", "", False),
        ("", "7", False),
    ):
        place.write_bytes(f"{before}{number}{after}".encode(encoding))
        looking = Search(frozenset({number}))
        looking.look_under(tmp_path)
        # Read one byte aside, the other UTF-16 may find more; never less.
        assert (f"left.bin ({encoding})" in looking.found) is is_found, (before, after)


def test_the_search_finds_a_number_in_a_file_name(tmp_path) -> None:
    (tmp_path / "brief 999990019.pdf").write_bytes(b"")
    looking = Search(frozenset({"999990019"}))
    looking.look_under(tmp_path)
    assert looking.found == ["a file name (utf-8)"]
