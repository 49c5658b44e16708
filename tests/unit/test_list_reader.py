"""The reader of resident lists: bad input gives one typed error, and nobody is lost."""

import errno
import io
import os
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.errors import BadInputError, HuisbezoekError
from huisbezoek.model.domain.list_errors import (
    AddressColumnMissingError,
    BrokenQuotesError,
    BrokenSpreadsheetError,
    DateColumnMissingError,
    DuplicateColumnError,
    EmptyListError,
    FormulaCellError,
    HeaderNotFoundError,
    ListLockedError,
    ListNotFoundError,
    ListTooLargeError,
    ListUnreachableError,
    OldSpreadsheetError,
    PasswordProtectedListError,
    SheetNotFoundError,
    SurnameColumnMissingError,
    TooManyColumnsError,
    UnknownEncodingError,
)
from huisbezoek.model.domain.names import surname_in_use
from huisbezoek.model.domain.partial_dates import PartialDate
from huisbezoek.model.domain.resident_lists import ListField
from huisbezoek.model.intake.brp_headers import brp_field, element_of, is_personal_number
from huisbezoek.model.intake.list_reader import FileListReader
from huisbezoek.model.intake.text_tables import decode
from huisbezoek.model.reference.telephone_numbers import NumberingPlan
from huisbezoek.model.usecases.ports.intake import (
    ColumnLack,
    ListFileKind,
    ListLayout,
    ReadingChoices,
    ReadList,
)
from huisbezoek.ui.errors import SENTENCES, sentence
from tests.unit import list_files

HEADER = ("Achternaam", "Straat", "Huisnr", "PC", "Plaats", "Geb.datum")
ROWS = (
    ("Çelik", "Dorpsstraat", "1", "1234 AB", "Voorbeelddam", "11-3-1948"),
    ("Müller", "Dorpsstraat", "2", "1234 AB", "Voorbeelddam", "12-3-1948"),
)
NUMBER = "999990019"


def text(rows: Sequence[Sequence[str]], separator: str = ";") -> str:
    return "".join(f"{separator.join(row)}\r\n" for row in rows)


def read(folder: Path, data: bytes, choices: ReadingChoices | None = None) -> ReadList:
    return reader().read(write(folder, data), choices or ReadingChoices())


def look(folder: Path, data: bytes, choices: ReadingChoices | None = None) -> ListLayout:
    return reader().look(write(folder, data), choices or ReadingChoices())


def reader() -> FileListReader:
    return FileListReader(NumberingPlan(), date(2026, 11, 22))


def write(folder: Path, data: bytes) -> Path:
    path = folder / "lijst.dat"
    path.write_bytes(data)
    return path


def surnames(found: ReadList) -> list[str]:
    return [surname_in_use(person.name) for person in found.persons]


# --- what is read ----------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    found = read(tmp_path, text((HEADER, *ROWS), separator).encode(encoding))
    assert surnames(found) == ["Çelik", "Müller"]
    assert found.layout.separator == separator
    assert found.layout.encoding == encoding


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_any_text_is_decoded_again(words: str) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        assert decode(words.encode(encoding))[0].lstrip("\ufeff") == words.lstrip("\ufeff")


def test_titles_above_and_blank_rows_between(tmp_path: Path) -> None:
    rows = [("sep=;",), ("Adressen voor de brief",), (), HEADER, ROWS[0], (), ROWS[1], ("", "")]
    found = read(tmp_path, text(rows).encode())
    assert found.layout.header_row == 4
    assert [person.row for person in found.persons] == [5, 7]


def test_quotes_and_text_kept_by_a_formula_sign(tmp_path: Path) -> None:
    row = ('"Jong; de"', '="Dorpsstraat"', '="1"', "1234AB", '"Voor\r\nbeeld"', "1948")
    found = read(tmp_path, text((HEADER, row, ROWS[1])).encode())
    person = found.persons[0]
    assert person.name.surname == "Jong; de"
    assert person.address.street_line() == "Dorpsstraat 1"
    assert [one.row for one in found.persons] == [2, 3]


def test_spreadsheet_values(tmp_path: Path) -> None:
    header = (*HEADER, "Tel")
    rows = [
        ("Bos", "Laan", 1.0, "1234 AB", "Dam", date(1948, 3, 11), 612345678.0),
        ("Dal", "Laan", 2, "1234 AB", "Dam", 17603, "06-0000 1234"),
        ("Zee", "Laan", 3, "1234 AB", "Dam", date(1899, 12, 31), None),
    ]
    for data in (list_files.xlsx([header, *rows]), list_files.ods([header, *rows])):
        first, second, third = read(tmp_path, data).persons
        assert (first.birth_date, second.birth_date) == (
            PartialDate(1948, 3, 11),
            PartialDate(1948, 3, 11),
        )
        assert first.address.house_number == 1
        assert first.telephone is not None
        assert first.telephone.e164 == "+31612345678"
        assert third.birth_date is None
        assert not third.registration.is_readable


def test_the_sheet_with_column_names_is_found(tmp_path: Path) -> None:
    first = list_files.ods([("Uitleg",), ("Tekst",)], "Uitleg")
    second = list_files.ods([HEADER, *ROWS], "Mensen")
    with zipfile.ZipFile(io.BytesIO(second)) as archive:
        table = archive.read("content.xml").decode()
    table = table[table.index("<table:table ") : table.index("</office:spreadsheet>")]
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(first)) as source, zipfile.ZipFile(whole, "w") as target:
        for name in source.namelist():
            part = source.read(name).decode()
            target.writestr(
                name, part.replace("</office:spreadsheet>", f"{table}</office:spreadsheet>")
            )
    layout = look(tmp_path, whole.getvalue())
    assert (layout.sheet, layout.sheets) == ("Mensen", ("Uitleg", "Mensen"))
    assert layout.file_kind is ListFileKind.ODS
    with pytest.raises(HeaderNotFoundError):
        read(tmp_path, whole.getvalue(), ReadingChoices(sheet="Uitleg"))
    with pytest.raises(SheetNotFoundError):
        read(tmp_path, whole.getvalue(), ReadingChoices(sheet="Geen"))


def test_a_shifted_row_is_unreadable_not_wrong(tmp_path: Path) -> None:
    shifted = ("Bos", "Laan; achter", *ROWS[0][2:])
    found = read(tmp_path, text((HEADER, shifted, ROWS[1])).encode())
    assert [person.registration.is_readable for person in found.persons] == [False, True]


def test_rows_that_are_only_numbered_are_no_people(tmp_path: Path) -> None:
    rows = [("Nr", *HEADER), ("1", *ROWS[0]), ("2", *[""] * 6), ("3", *ROWS[1])]
    assert [person.row for person in read(tmp_path, text(rows).encode()).persons] == [2, 4]


def test_secrecy_and_death_in_everyday_words(tmp_path: Path) -> None:
    header = (*HEADER, "Geheimhouding", "Overleden")
    rows = [
        (*ROWS[0], secret, dead) for secret, dead in (("ja", "nee"), ("nee", "1-1-2026"), ("0", ""))
    ]
    found = read(tmp_path, text((header, *rows)).encode())
    facts = [(one.registration.has_secrecy, one.registration.is_deceased) for one in found.persons]
    assert facts == [(True, False), (False, True), (False, False)]


# --- columns ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "element"),
    [
        ("01.02.40", "01.02.40"),
        ("02.40", "01.02.40"),
        ("Rubriek 08.11.60", "08.11.60"),
        ("01.02.40 Geslachtsnaam", "01.02.40"),
        ("010240", "01.02.40"),
        ("8.11.20", "08.11.20"),
        ("2.4", "01.02.40"),
        ("08.10", "06.08.10"),
        ("67.20", "07.67.20"),
        ("70.10", "07.70.10"),
        ("13.10", "08.13.10"),
        ("Achternaam", ""),
        ("", ""),
        ("99.10", ""),
    ],
)
def test_element_numbers(header: str, element: str) -> None:
    assert element_of(header) == element


@pytest.mark.parametrize(
    "header", ["01.01.10", "09.01.20", "01.20.10", "01.20.20", "51.01.20", "01.20", "1.1", "20.10"]
)
def test_personal_numbers_by_header(header: str) -> None:
    assert is_personal_number(header)
    assert brp_field(header) is None


@pytest.mark.parametrize("header", ["08.20.10", "01.02.10", "12.35.20", "BSN", "01.03.20"])
def test_other_headers(header: str) -> None:
    assert not is_personal_number(header)


def test_a_column_of_numbers_is_dropped_whatever_its_name(tmp_path: Path) -> None:
    header = ("Kenmerk", *HEADER)
    layout = look(tmp_path, text((header, *((NUMBER, *row) for row in ROWS))).encode())
    assert layout.dropped_columns == ("Kenmerk",)
    assert NUMBER not in repr(layout)
    half = (("999990019", *ROWS[0]), ("12", *ROWS[1]))
    layout = look(tmp_path, text((header, *half)).encode())
    assert layout.dropped_columns == ()
    assert NUMBER not in repr(layout)


def test_short_element_numbers(tmp_path: Path) -> None:
    header = ("01.20", "02.40", "02.30", "03.10", "11.10", "11.20", "11.60", "70.10")
    row = (NUMBER, "Horst", "van der", "19480311", "Laan", "1", "1234AB", "0")
    found = read(tmp_path, text((header, row)).encode())
    assert found.layout.dropped_columns == ("01.20",)
    assert surnames(found) == ["van der Horst"]
    assert found.persons[0].birth_date == PartialDate(1948, 3, 11)


def test_a_brp_list_of_numbers_in_a_spreadsheet(tmp_path: Path) -> None:
    header = (
        "",
        1.2,
        2.4,
        3.1,
        "08.10",
        "07.70.10",
        "08.09.10",
        11.1,
        11.2,
        "08.11.60",
        "08.11.90",
    )
    rows = [
        ("L1", 999990019, "Bos", 19480311, None, 0, 243, "Laan", 1, "1234AB", 243200000000001),
        ("L2", 999990019, "Dal", 0, None, 0, 243, "Laan", 1, "1234AB", "0243200000000001"),
        ("L3", 999990019, "Zee", 19480011, None, 3, 243, "Laan", 1, "1234AB", None),
    ]
    found = read(tmp_path, list_files.xlsx([header, *rows]))
    first, second, third = found.persons
    assert found.layout.dropped_columns == ("1.2",)
    assert first.birth_date == PartialDate(1948, 3, 11)
    assert (second.birth_date, second.registration.is_readable) == (None, True)
    assert not third.registration.is_readable
    assert [one.registration.has_secrecy for one in found.persons] == [False, False, True]
    assert first.address.household_key() == second.address.household_key()
    assert (first.registration.municipality or "").zfill(4) == "0243"


def test_numbers_written_as_fractions(tmp_path: Path) -> None:
    header = ("01.02.40", "01.03.10", "07.70.10", "08.11.10", "08.11.20")
    found = read(tmp_path, text((header, ("Bos", "19480311.0", "0.0", "Laan", "12.0"))).encode())
    person = found.persons[0]
    assert person.birth_date == PartialDate(1948, 3, 11)
    assert not person.registration.has_secrecy
    assert person.address.street_line() == "Laan 12"


def test_a_continued_row_is_no_person_but_an_empty_surname_is(tmp_path: Path) -> None:
    named = (("", "01.02.40", "01.03.10", "08.11.10"), ("L1", "Bos", "19480311", "Laan"))
    found = read(tmp_path, text((*named, ("", "Oud", "", ""))).encode())
    assert surnames(found) == ["Bos"]
    bare = (("01.02.40", "01.03.10", "08.11.10"), ("Bos", "1948", "Laan"), ("", "19480311", "Laan"))
    assert surnames(read(tmp_path, text(bare).encode())) == ["Bos", ""]


def test_only_used_columns_may_not_stand_twice(tmp_path: Path) -> None:
    header = (*HEADER, "Opmerking", "Opmerking")
    rows = [(*row, "a", "b") for row in ROWS]
    assert len(read(tmp_path, text((header, *rows)).encode()).persons) == 2
    twice = text(((*HEADER, "Plaats"), *((*row, "Dam") for row in ROWS))).encode()
    with pytest.raises(DuplicateColumnError) as caught:
        read(tmp_path, twice)
    assert "Plaats" in sentence(caught.value)
    assert look(tmp_path, twice).duplicates == ("Plaats",)
    chosen = read(tmp_path, twice, ReadingChoices(columns={6: None}))
    assert chosen.persons[0].address.city == "Voorbeelddam"


def test_the_best_named_of_several_columns_is_used(tmp_path: Path) -> None:
    header = ("Naam", *HEADER)
    found = read(tmp_path, text((header, *(("Brief aan", *row) for row in ROWS))).encode())
    assert surnames(found) == ["Çelik", "Müller"]


@pytest.mark.parametrize(
    ("missing", "error", "lack"),
    [
        ("Achternaam", SurnameColumnMissingError, ColumnLack.SURNAME),
        ("Straat", AddressColumnMissingError, ColumnLack.ADDRESS),
        ("Geb.datum", DateColumnMissingError, ColumnLack.DATE),
    ],
)
def test_missing_columns(
    tmp_path: Path, missing: str, error: type[HuisbezoekError], lack: ColumnLack
) -> None:
    place = HEADER.index(missing)
    rows = text((tuple("Iets" if name == missing else name for name in HEADER), *ROWS)).encode()
    assert look(tmp_path, rows).lacks == (lack,)
    with pytest.raises(error):
        read(tmp_path, rows)
    field = {"Achternaam": ListField.SURNAME, "Straat": ListField.STREET}.get(
        missing, ListField.BIRTH_DATE
    )
    found = read(tmp_path, rows, ReadingChoices(columns={place: field}))
    assert len(found.persons) == 2


# --- bad input -------------------------------------------------------------------------------

XLSX = list_files.xlsx([HEADER, *ROWS])
ODS = list_files.ods([HEADER, *ROWS])
PLAIN = text((HEADER, *ROWS)).encode()
BAD_FILES: dict[str, tuple[bytes, type[HuisbezoekError]]] = {
    "0 bytes": (b"", EmptyListError),
    "only a mark": (b"\xef\xbb\xbf\r\n", EmptyListError),
    "an empty sheet": (list_files.xlsx([]), EmptyListError),
    "no column names": (text(ROWS).encode(), HeaderNotFoundError),
    "another separator": (text((HEADER, *ROWS), ":").encode(), HeaderNotFoundError),
    "twenty thousand columns": (
        text((tuple(f"kolom {n}" for n in range(20_000)), ROWS[0])).encode(),
        TooManyColumnsError,
    ),
    "a wide sheet": (
        list_files.xlsx([HEADER, *ROWS, [None] * 16_000 + ["x"]]),
        TooManyColumnsError,
    ),
    "no text": (bytes(range(256)) * 8, UnknownEncodingError),
    "undefined in cp1252": (text((HEADER,)).encode() + b"\x81\x8d", UnknownEncodingError),
    "half a letter": ("Ç;é;ü;ö;ë\n".encode() * 9 + b"\xc3;", UnknownEncodingError),
    "an open quote": (PLAIN + b'"Jansen;Laan;1\r\n', BrokenQuotesError),
    "a quote in a cell": (PLAIN + b'"Jan" sen;Laan;1\r\n', BrokenQuotesError),
    "a password on xlsx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        PasswordProtectedListError,
    ),
    "a password on ods": (
        list_files.ods([HEADER, *ROWS], encrypted=True),
        PasswordProtectedListError,
    ),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), OldSpreadsheetError),
    "half a workbook": (list_files.xlsx([HEADER, *ROWS])[:2000], BrokenSpreadsheetError),
    "a damaged ods": (
        list_files.ods([HEADER, *ROWS]).replace(b"<office:body>", b"<office:bo"),
        BrokenSpreadsheetError,
    ),
    "a zip": (b"PK\x03\x04" + bytes(64), BrokenSpreadsheetError),
    "a formula": (list_files.xlsx([HEADER, ("=NAAM()", *ROWS[0][1:])]), FormulaCellError),
    "a formula as text": (text((HEADER, ("=A1", *ROWS[0][1:]))).encode(), FormulaCellError),
    "a failed formula": (text((HEADER, ("#N/B", *ROWS[0][1:]))).encode(), FormulaCellError),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_bad_files_have_one_clear_sentence(tmp_path: Path, kind: str) -> None:
    data, error = BAD_FILES[kind]
    with pytest.raises(error) as caught:
        read(tmp_path, data)
    said = sentence(caught.value)
    assert said != SENTENCES[""]
    assert "niets opgeslagen" in said
    assert "{" not in said
    for private in ("Çelik", "Müller", "Jansen", "Dorpsstraat"):
        assert private not in said
        assert private not in repr(caught.value)


def test_a_formula_in_a_column_that_is_not_used_is_no_matter(tmp_path: Path) -> None:
    rows = [(*HEADER, "Leeftijd"), *((*row, "=1+") for row in ROWS)]
    assert len(read(tmp_path, list_files.xlsx(rows)).persons) == 2


def test_a_chosen_encoding_that_does_not_fit(tmp_path: Path) -> None:
    data = text((HEADER, *ROWS)).encode("cp1252")
    with pytest.raises(UnknownEncodingError):
        read(tmp_path, data, ReadingChoices(encoding="utf-8"))
    assert surnames(read(tmp_path, data, ReadingChoices(encoding="cp1252"))) == ["Çelik", "Müller"]


def test_choices_of_separator_and_header(tmp_path: Path) -> None:
    with pytest.raises(HeaderNotFoundError):
        read(tmp_path, PLAIN, ReadingChoices(separator="|"))
    with pytest.raises(HeaderNotFoundError):
        read(tmp_path, PLAIN, ReadingChoices(header_row=99))
    assert look(tmp_path, PLAIN, ReadingChoices(header_row=1)).rows_below == 2


def expect_list_or_sentence(folder: Path, data: bytes) -> None:
    """Any other error than a typed one is raised on and fails the test."""
    try:
        found = read(folder, data)
    except BadInputError as error:
        code = error.code
    else:
        assert set(surnames(found)) <= {"Çelik", "Müller"}
        code = ""
    assert not code or code in SENTENCES


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_a_typed_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    expect_list_or_sentence(folder, data)


@given(st.integers(0, 6000), st.integers(1, 255))
def test_a_changed_byte_in_a_workbook_is_a_list_or_a_typed_error(
    tmp_path_factory: pytest.TempPathFactory, place: int, change: int
) -> None:
    data = bytearray(list_files.xlsx([HEADER, *ROWS]))
    data[place % len(data)] ^= change
    expect_list_or_sentence(tmp_path_factory.getbasetemp(), bytes(data))


def with_part(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The workbook with one part changed and all checksums right."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(whole, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            assert part != name or old in content
            target.writestr(part, content.replace(old, new) if part == name else content)
    return whole.getvalue()


FAR_ODS = (
    b'<table:table-row table:number-rows-repeated="400000"><table:table-cell/></table:table-row>'
    b'<table:table-row><table:table-cell table:number-columns-repeated="1500"/>'
    b'<table:table-cell office:value-type="string"/></table:table-row></table:table>'
)
ENDLESS: dict[str, tuple[bytes, type[HuisbezoekError]]] = {
    "a far cell": (
        with_part(XLSX, "xl/worksheets/sheet1.xml", b'r="A3"', b'r="A99999999"'),
        ListTooLargeError,
    ),
    "a far column": (
        with_part(XLSX, "xl/worksheets/sheet1.xml", b'r="A3"', b'r="ZZZZZZZZZZZZZZ3"'),
        TooManyColumnsError,
    ),
    "a claim of many texts": (
        with_part(XLSX, "xl/sharedStrings.xml", b'uniqueCount="', b'uniqueCount="999999'),
        ListTooLargeError,
    ),
    "a far cell in ods": (
        with_part(ODS, "content.xml", b"</table:table>", FAR_ODS),
        ListTooLargeError,
    ),
    "a part that never closes": (
        with_part(ODS, "content.xml", b"</text:p>", b"</ext:p>"),
        BrokenSpreadsheetError,
    ),
    "an unknown encoding": (
        with_part(ODS, "content.xml", b"UTF-8", b"UTF-9"),
        BrokenSpreadsheetError,
    ),
    "entities": (
        with_part(ODS, "content.xml", b"?><", b'?><!DOCTYPE a [<!ENTITY b "c">]><'),
        BrokenSpreadsheetError,
    ),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_workbooks_that_would_end_the_program_are_refused(tmp_path: Path, kind: str) -> None:
    data, error = ENDLESS[kind]
    with pytest.raises(error) as caught:
        read(tmp_path, data)
    assert sentence(caught.value) != SENTENCES[""]


def test_empty_rows_and_columns_to_the_edge_are_no_matter(tmp_path: Path) -> None:
    edge = (
        b'<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        b'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    found = read(tmp_path, with_part(ODS, "content.xml", b"</table:table>", edge))
    assert surnames(found) == ["Çelik", "Müller"]


# --- the computer ----------------------------------------------------------------------------


def test_a_vanished_file(tmp_path: Path) -> None:
    with pytest.raises(ListNotFoundError):
        reader().read(tmp_path / "weg.csv", ReadingChoices())
    with pytest.raises(ListUnreachableError):
        reader().read(tmp_path, ReadingChoices())


class UnwillingPath(type(Path())):  # type: ignore[misc] # the class of this system's paths
    """A path on a stick that fails in a chosen way."""

    failure = 0

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        del follow_symlinks
        raise OSError(type(self).failure, "planted")


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (errno.EACCES, ListLockedError),
        (errno.EIO, ListUnreachableError),
        (errno.ENOENT, ListNotFoundError),
        (errno.ENODEV, ListUnreachableError),
    ],
)
def test_a_locked_file_and_a_failing_stick(
    tmp_path: Path, failure: int, error: type[HuisbezoekError]
) -> None:
    path = UnwillingPath(tmp_path / "lijst.csv")
    UnwillingPath.failure = failure
    with pytest.raises(error) as caught:
        reader().read(path, ReadingChoices())
    assert sentence(caught.value) != SENTENCES[""]
