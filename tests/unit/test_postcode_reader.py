"""Reading tables of postcodes: open data as it comes, and files that are none."""

from pathlib import Path

import pytest

from huisbezoek.model.domain.list_errors import (
    EmptyListError,
    ListLockedError,
    ListNotFoundError,
    ListUnreachableError,
)
from huisbezoek.model.domain.postcode_rows import (
    PlaceColumnMissingError,
    PostcodeColumnMissingError,
    PostcodeRow,
)
from huisbezoek.model.intake.postcode_reader import FilePostcodeReader
from tests.unit.list_files import ods, xlsx

SAMPLE = Path(__file__).parents[1] / "fixtures/postcodes/voorbeelddam.csv"
READER = FilePostcodeReader()


def read(folder: Path, content: bytes | str, figures=frozenset()):
    path = folder / "table"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return READER.read(path, figures)


def test_the_sample_is_read_by_its_names() -> None:
    found = READER.read(SAMPLE, {"1234"})
    assert found.columns == ("PC6", "Wijknaam 2027", "X", "Y")
    assert len(found.rows) == 17
    assert found.rows[0] == PostcodeRow("1234AA", "Havenkwartier", "160000,5", "510000")


@pytest.mark.parametrize("write", [xlsx, ods])
def test_spreadsheets(tmp_path: Path, write) -> None:
    table = [["Postcode", "Buurt", "Lat", "Lon"], ["1234 AB", "Haven", 52.5, 5.4]]
    found = read(tmp_path, write(table))
    assert found.rows == (PostcodeRow("1234 AB", "Haven", "52.5", "5.4"),)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("PC6;Huisnummer;Buurt2025;Wijk2025;Gemeente2025", ("PC6", "Wijk2025")),
        ("postcode;buurtcode;buurtnaam", ("postcode", "buurtnaam")),
        ("postcode;gwb_code", ("postcode", "gwb_code")),
        ("Postcode;Postcode;Wijk", ("Postcode", "Wijk")),
        ("pc6,rd_x,rd_y", ("pc6", "rd_x", "rd_y")),
        ("pc6,x,wijk,y,lat,lon", ("pc6", "wijk", "x", "y")),
        ("pc6,x,lat,lon", ("pc6", "lat", "lon")),
        ("pc6\tlongitude\tlatitude", ("pc6", "latitude", "longitude")),
    ],
)
def test_columns_are_guessed_by_their_names(tmp_path: Path, header, columns) -> None:
    assert read(tmp_path, f"{header}\n1234AB\n\n").columns == columns


def test_short_rows_have_empty_cells(tmp_path: Path) -> None:
    assert read(tmp_path, "wijk;postcode\nHaven").rows == (PostcodeRow("", "Haven"),)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("", EmptyListError),
        ("naam;straat\n1;2", PostcodeColumnMissingError),
        ("wijk;x;y\nHaven;1;2", PostcodeColumnMissingError),
        ("postcode;naam\n1234AB;x", PlaceColumnMissingError),
        ("postcode;x\n1234AB;160000", PlaceColumnMissingError),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, content, error) -> None:
    with pytest.raises(error):
        read(tmp_path, content)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ListNotFoundError):
        READER.read(tmp_path / "weg", ())
    with pytest.raises((ListUnreachableError, ListLockedError)):
        READER.read(tmp_path, ())


def test_of_a_whole_country_only_wanted_lines_are_read(tmp_path: Path) -> None:
    line = b"9999ZZ;1;99990101;999901;9999\r\n"
    wanted = b"1234AB;3;99990101;999901;9999\r\n"
    head = b"PC6;Huisnummer;Buurt2025;Wijk2025;Gemeente2025\r\n"
    path = tmp_path / "country.csv"
    path.write_bytes(head + line * 500 + wanted)
    sifting = FilePostcodeReader(sifted_from=1_000)
    found = sifting.read(path, {"1234", "1235"})
    assert found.rows[-1] == PostcodeRow("1234AB", "999901")
    assert len(found.rows) < 50
    assert len(sifting.read(path, ()).rows) == 501, "without residents nothing is chosen"
    with pytest.raises(ListNotFoundError):
        sifting.read(tmp_path / "weg", {"1234"})


def test_what_cannot_be_sifted_is_read_whole(tmp_path: Path) -> None:
    rows = [["postcode", "wijk"], ["1234AB", "Haven"]]
    path = tmp_path / "table"
    for content in (xlsx(rows), "postcode;wijk\n1234AB;Haven\n".encode("utf-16")):
        path.write_bytes(content)
        found = FilePostcodeReader(sifted_from=10).read(path, {"9999"})
        assert found.rows == (PostcodeRow("1234AB", "Haven"),)
