"""Where postcodes lie: points, tables, what lies beside what, and rows that do not fit."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.address_distance import address_distance
from huisbezoek.model.domain.addresses import Address
from huisbezoek.model.domain.postcode_rows import (
    MOST_DISTRICTS,
    MOST_POSTCODES,
    ContradictingRowsError,
    NoPlacesError,
    NoWholePostcodesError,
    OtherPostcodesError,
    OutsideCountryError,
    PostcodeRow,
    TooManyDistrictsError,
    TooManyPostcodesError,
    collect_postcodes,
)
from huisbezoek.model.domain.postcodes import (
    Place,
    PostcodeTable,
    distance_among,
    districts_beside,
    read_table,
    write_table,
)
from huisbezoek.model.domain.rd_points import from_degrees, metres, number_of, point_of

NAMES = {"WK024301": "Binnenstad"}
TABLE = PostcodeTable(
    {
        "1234AA": Place("Haven", (160_000, 510_000)),
        "1234AB": Place("Haven", (160_100, 510_000)),
        "1234AC": Place("Molen", (160_350, 510_000)),
        "1234AD": Place("Molen"),
        "1235AA": Place("Kerk", (160_000, 512_000)),
        "1236AA": Place("Ver", (190_000, 560_000)),
        "1236AB": Place("", (160_000, 512_010)),
    }
)


@pytest.mark.parametrize(
    ("latitude", "longitude", "east", "north"),
    [
        (52.15517440, 5.38720621, 155_000, 463_000),
        # The Westertoren in Amsterdam and the Martinitoren in Groningen, as surveyed.
        (52.37453253, 4.88352559, 120_700.723, 487_525.501),
        (53.21938317, 6.56820053, 233_883.131, 582_065.167),
    ],
)
def test_degrees_become_metres(latitude, longitude, east, north) -> None:
    found = from_degrees(latitude, longitude)
    assert hypot(found[0] - east, found[1] - north) < 1.5
    assert point_of(latitude, longitude) == point_of(longitude, latitude) == found
    assert point_of(north, east) == (round(east), round(north))


@pytest.mark.parametrize(("one", "other"), [(0, 0), (51.5, -0.1), (8.5, 53), (1e6, 5e5), (5, 5)])
def test_a_point_elsewhere_is_none(one, other) -> None:
    assert point_of(one, other) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("171234", 171234), ("171.234,5", 171234.5), (" 5,62 ", 5.62), ("52.34", 52.34)],
)
def test_numbers_as_people_write_them(text, number) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize("text", ["", "-3", "1e5", "nan", "inf", "12.3.4", "x", "12345678", "٣"])
def test_no_number(text) -> None:
    assert number_of(text) is None


def test_a_table_tells_districts_points_and_distances() -> None:
    assert TABLE.district_of("1234 aa") == "Haven"
    assert TABLE.district_of("9999AA") == TABLE.district_of("onzin") == ""
    assert TABLE.point_of("1234AC") == (160_350, 510_000)
    assert TABLE.point_of("9999AA") is None
    assert TABLE.districts() == ("Haven", "Kerk", "Molen", "Ver")
    one, other = Address(postcode="1234AA"), Address(postcode="1234AB")
    assert TABLE.distance(one, other) == 100
    assert TABLE.distance(one, Address(postcode="1234AD")) is None
    assert TABLE.distance(Address(), one) is None


def test_a_day_is_compared_in_one_unit() -> None:
    one = Address("Kade", 1, postcode="1234AA")
    same = Address("Kade", 9, postcode="1234AA")
    other = Address("Plein", 1, postcode="1234AC")
    nowhere = Address("Laan", 1, postcode="1234AD")
    between = distance_among(TABLE, [one, same, other])
    assert (between(one, other), between(other, one)) == (350, 350)
    assert between(one, one) == 0 < between(one, same)
    assert distance_among(TABLE, [one, nowhere]) is address_distance


def test_districts_with_near_postcodes_lie_beside_each_other() -> None:
    # Kerk lies by itself: its nearest one. Ver is too far from everything.
    assert districts_beside(TABLE) == {("Haven", "Molen"), ("Haven", "Kerk")}
    assert districts_beside(PostcodeTable({"1234AA": Place("Haven")})) == frozenset()
    assert districts_beside(PostcodeTable({"1234AA": Place("Haven", (1, 1))})) == frozenset()


def test_a_text_that_is_no_table_of_this_version() -> None:
    assert read_table("") == PostcodeTable()
    assert read_table("huisbezoek postcodes 2\n\n") is None
    head = "huisbezoek postcodes 1\nHaven\n"
    assert read_table(f"{head}1234 AA0,1,2 AB") == PostcodeTable(
        {"1234AA": Place("Haven", (1, 2)), "1234AB": Place()}
    )
    for bad in ("1234 AA1", "1234 A0", "123 AA0", "1234 SS0", "1234 AA0,1"):
        assert read_table(head + bad) is None


PLACES = st.builds(
    Place,
    st.sampled_from(["", "Haven", "’t Zand", "De Sypel"]),
    st.none() | st.tuples(st.integers(7_000, 299_999), st.integers(300_000, 629_999)),
)
POSTCODES = st.from_regex(r"[1-9][0-9]{3}[A-R][A-Z]", fullmatch=True)


@given(st.dictionaries(POSTCODES, PLACES, max_size=20))
def test_a_table_is_read_as_it_was_written(places) -> None:
    table = PostcodeTable(places)
    assert read_table(write_table(table)) == table


@given(st.dictionaries(POSTCODES, PLACES, max_size=20))
def test_beside_is_the_same_as_comparing_all_pairs(places) -> None:
    found = districts_beside(PostcodeTable(places))
    placed = [one for one in places.values() if one.district and one.point is not None]
    near = {
        (one.district, other.district)
        for one in placed
        for other in placed
        if one.district < other.district and metres(one.point, other.point) <= 300
    }
    assert near <= found
    assert all(one < other for one, other in found)


def rows(*cells: tuple[str, ...]) -> list[PostcodeRow]:
    return [PostcodeRow(*one) for one in cells]


def test_rows_become_places_of_the_wanted_figures() -> None:
    found = collect_postcodes(
        rows(
            ("1234 AB", "Haven", "160000", "510000"),
            ("1234ab", "Haven", "160200", "510000"),
            ("1234AB", "Molen"),
            ("1234AC", "-", "", ""),
            ("1234AD", "Haven", "5", "5"),
            ("1234AE", "", "160000", ""),
            ("9999AA", "Elders"),
            ("1234", "Haven"),
        ),
        {"1234"},
        NAMES,
    )
    assert found.table.places == {
        "1234AB": Place("Haven", (160_100, 510_000)),
        "1234AD": Place("Haven"),
    }
    assert (found.rows, found.no_postcode, found.elsewhere, found.outside) == (8, 1, 1, 2)
    assert (found.divided, found.undecided, found.scattered) == (1, 0, 0)
    assert (found.with_district, found.with_point) == (2, 1)


def test_rows_that_contradict_say_nothing() -> None:
    found = collect_postcodes(
        rows(
            *(("1234AA", name, east, "510000") for name, east in (("A", "9000"), ("B", "99000"))),
            ("1234AB", "A", "9000", "510000"),
            ("1234AB", "A", "99000", "510000"),
            *((f"1234A{sign}", name) for sign in "CDE" for name in "AB"),
        ),
        (),
        {},
    )
    assert found.table.places == {"1234AB": Place("A")}
    assert (found.undecided, found.scattered) == (4, 2)
    assert found.examples == ("1234AA", "1234AB", "1234AC")


def test_codes_get_the_names_of_their_districts() -> None:
    codes = ("24301", "WK024301", "024301", "2430107", "BU02430107", "99999", "Oud\tZuid")
    found = collect_postcodes(
        rows(*((f"1234A{sign}", code) for sign, code in zip("ABCDEGH", codes, strict=True))),
        (),
        NAMES,
    )
    names = [place.district for place in found.table.places.values()]
    assert names == ["Binnenstad"] * 5 + ["WK099999", "Oud Zuid"]
    assert found.unknown_codes == ("WK099999",)


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ((("1234", "Haven"),), NoWholePostcodesError),
        ((), NoWholePostcodesError),
        ((("9999AA", "Haven"), ("", "")), OtherPostcodesError),
        ((("1234AA", "", "5", "5"),), OutsideCountryError),
        ((("1234AA", "onbekend"),), NoPlacesError),
        ((("1234AA", "A"), ("1234AA", "B")), ContradictingRowsError),
    ],
)
def test_a_table_that_says_nothing_is_refused(cells, error) -> None:
    with pytest.raises(error):
        collect_postcodes(rows(*cells), {"1234"}, {})


def test_a_table_has_a_most_of_postcodes_and_of_districts() -> None:
    many = [f"{1000 + n // 340}{chr(65 + n // 20 % 17)}{chr(65 + n % 20)}" for n in range(20_400)]
    # A large city: each district a strip of streets.
    whole = [
        PostcodeRow(
            one, f"Wijk {n // 220}", str(150_000 + n % 140 * 60), str(500_000 + n // 140 * 60)
        )
        for n, one in enumerate(many[:MOST_POSTCODES])
    ]
    found = collect_postcodes(whole, (), {})
    text = write_table(found.table)
    assert len(found.table.places) == MOST_POSTCODES
    assert len(text.encode()) < 600_000
    assert read_table(text) == found.table
    assert districts_beside(found.table)
    with pytest.raises(TooManyPostcodesError):
        collect_postcodes([PostcodeRow(one, "Wijk") for one in many], (), {})
    streets = [PostcodeRow(one, f"Straat {n}") for n, one in enumerate(many[:1_500])]
    assert len(streets) > MOST_DISTRICTS
    with pytest.raises(TooManyDistrictsError):
        collect_postcodes(streets, (), {})
