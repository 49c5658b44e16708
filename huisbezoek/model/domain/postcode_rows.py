"""From the rows of a table of postcodes to places: what counts, and what is not understood."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final

from huisbezoek.model.domain.addresses import normal_postcode
from huisbezoek.model.domain.errors import BadInputError
from huisbezoek.model.domain.postcodes import Place, PostcodeTable
from huisbezoek.model.domain.rd_points import Point, metres, number_of, point_of

MOST_POSTCODES: Final = 20_000
"""Of how many postcodes a table is kept at most: a large city has as many."""
MOST_DISTRICTS: Final = 1_000
"""More names than these are no districts."""
WIDEST: Final = 5_000
"""No postcode has addresses so many metres from the middle: then the places contradict."""

_LONGEST_NAME: Final = 60
_MOST_EXAMPLES: Final = 3
_FIGURES: Final = 4
_DISTRICT_CODE: Final = re.compile(r"(?:WK|BU)?([0-9]{5,8})")
_SHORT_CODE: Final = 6
_CODE_BEGINS: Final = "WK"
_NOTHING: Final = frozenset({"-", "--", ".", "?", "onbekend", "geen", "nvt"})


class PostcodeColumnMissingError(BadInputError):
    """No column holds postcodes."""

    code: ClassVar[str] = "postcodes_no_column"


class PlaceColumnMissingError(BadInputError):
    """There is neither a column with districts nor a pair of columns with coordinates."""

    code: ClassVar[str] = "postcodes_nothing_beside"


class NoWholePostcodesError(BadInputError):
    """No row holds a whole postcode: only figures, or something else."""

    code: ClassVar[str] = "postcodes_none"


class OtherPostcodesError(BadInputError):
    """None of the postcodes has the four figures of a resident."""

    code: ClassVar[str] = "postcodes_elsewhere"


class OutsideCountryError(BadInputError):
    """Every place lies outside the Netherlands, and there are no districts. Values: rows."""

    code: ClassVar[str] = "postcodes_outside"


class NoPlacesError(BadInputError):
    """The cells beside the postcodes are empty."""

    code: ClassVar[str] = "postcodes_no_places"


class ContradictingRowsError(BadInputError):
    """All that is told of a postcode is told otherwise in another row."""

    code: ClassVar[str] = "postcodes_contradict"


class TooManyPostcodesError(BadInputError):
    """More postcodes than are kept. Values: most."""

    code: ClassVar[str] = "postcodes_too_many"


class TooManyDistrictsError(BadInputError):
    """The column of districts holds something else: too many names. Values: most."""

    code: ClassVar[str] = "postcodes_too_many_districts"


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    """A row as it stood in the file; cells that are not there are ''.

    `one` and `other` are the two coordinates, in either order.
    """

    postcode: str
    district: str = ""
    one: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class CollectedPostcodes:
    """What a file says of the postcodes that matter here.

    `rows` are all rows, `no_postcode` those without a whole one, `elsewhere` those of other towns.
    `outside` are rows with coordinates that are none or not in the Netherlands. Of the postcodes:
    `divided` lie in more districts and got the one with the most rows, `undecided` have as many
    rows in each and got none, `scattered` have places that cannot be one postcode and got none.
    `examples` are some of the last two. `unknown_codes` are district codes without a name.
    """

    table: PostcodeTable
    rows: int
    no_postcode: int = 0
    elsewhere: int = 0
    outside: int = 0
    divided: int = 0
    undecided: int = 0
    scattered: int = 0
    examples: tuple[str, ...] = ()
    unknown_codes: tuple[str, ...] = ()

    @property
    def with_district(self) -> int:
        """Of how many postcodes the district is known."""
        return sum(bool(one.district) for one in self.table.places.values())

    @property
    def with_point(self) -> int:
        """Of how many postcodes the place is known."""
        return sum(one.point is not None for one in self.table.places.values())


@dataclass(slots=True)
class _Gathered:
    """What the rows of one postcode say."""

    districts: Counter[str] = field(default_factory=Counter)
    points: list[Point] = field(default_factory=list)


@dataclass(slots=True)
class _Tally:
    rows: int = 0
    no_postcode: int = 0
    elsewhere: int = 0
    outside: int = 0
    divided: int = 0
    undecided: int = 0
    scattered: int = 0
    examples: list[str] = field(default_factory=list)
    unknown_codes: set[str] = field(default_factory=set)


def collect_postcodes(
    rows: Iterable[PostcodeRow], figures: Collection[str], names: Mapping[str, str]
) -> CollectedPostcodes:
    """The places of the postcodes that begin with these four `figures`; of all when there are none.

    All postcodes of these figures are kept, whoever lives there: then somebody new has a place too,
    and the table tells nobody where residents live. `names` are the districts by code (WK024301).
    Raises the errors of this module when nothing can be kept, or too much.
    """
    tally = _Tally()
    gathered: dict[str, _Gathered] = {}
    for row in rows:
        tally.rows += 1
        postcode = normal_postcode(row.postcode)
        if not postcode:
            tally.no_postcode += 1
        elif figures and postcode[:_FIGURES] not in figures:
            tally.elsewhere += 1
        else:
            _gather(gathered.setdefault(postcode, _Gathered()), row, names, tally)
            if len(gathered) > MOST_POSTCODES:
                raise TooManyPostcodesError(most=MOST_POSTCODES)
    places = {
        postcode: place
        for postcode, found in gathered.items()
        if (place := _place(postcode, found, tally)) != Place()
    }
    if not places:
        _refuse(tally)
    table = PostcodeTable(places)
    if len(table.districts()) > MOST_DISTRICTS:
        raise TooManyDistrictsError(most=MOST_DISTRICTS)
    return CollectedPostcodes(
        table,
        tally.rows,
        tally.no_postcode,
        tally.elsewhere,
        tally.outside,
        tally.divided,
        tally.undecided,
        tally.scattered,
        tuple(tally.examples),
        tuple(sorted(tally.unknown_codes)),
    )


def _refuse(tally: _Tally) -> None:
    if tally.no_postcode == tally.rows:
        raise NoWholePostcodesError
    if tally.no_postcode + tally.elsewhere == tally.rows:
        raise OtherPostcodesError
    if tally.undecided or tally.scattered:
        raise ContradictingRowsError
    if tally.outside:
        raise OutsideCountryError(rows=tally.outside)
    raise NoPlacesError


def _gather(found: _Gathered, row: PostcodeRow, names: Mapping[str, str], tally: _Tally) -> None:
    district = _district(row.district, names, tally)
    if district:
        found.districts[district] += 1
    if not (row.one or row.other):
        return
    one, other = number_of(row.one), number_of(row.other)
    point = point_of(one, other) if one is not None and other is not None else None
    if point is None:
        tally.outside += 1
    else:
        found.points.append(point)


def _district(text: str, names: Mapping[str, str], tally: _Tally) -> str:
    """The name of a district: of a code the known name, else the code itself."""
    told = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())[:_LONGEST_NAME]
    if told.casefold() in _NOTHING:
        return ""
    match = _DISTRICT_CODE.fullmatch(told.upper())
    if match is None:
        return told
    # Numbers lose the nought in front: 24301 is district 024301, 2430101 a part of it.
    whole = match[1] if len(match[1]) in {_SHORT_CODE, _SHORT_CODE + 2} else f"0{match[1]}"
    code = f"{_CODE_BEGINS}{whole[:_SHORT_CODE]}"
    if code not in names:
        tally.unknown_codes.add(code)
    return names.get(code, code)


def _place(postcode: str, found: _Gathered, tally: _Tally) -> Place:
    return Place(_decided(postcode, found, tally), _middle(postcode, found, tally))


def _decided(postcode: str, found: _Gathered, tally: _Tally) -> str:
    most = found.districts.most_common(2)
    if not most:
        return ""
    if len(most) > 1:
        if most[0][1] == most[1][1]:
            tally.undecided += 1
            _remember(postcode, tally)
            return ""
        tally.divided += 1
    return most[0][0]


def _middle(postcode: str, found: _Gathered, tally: _Tally) -> Point | None:
    points = found.points
    if not points:
        return None
    middle = (
        round(sum(east for east, _ in points) / len(points)),
        round(sum(north for _, north in points) / len(points)),
    )
    if any(metres(middle, point) > WIDEST for point in points):
        tally.scattered += 1
        _remember(postcode, tally)
        return None
    return middle


def _remember(postcode: str, tally: _Tally) -> None:
    if len(tally.examples) < _MOST_EXAMPLES and postcode not in tally.examples:
        tally.examples.append(postcode)
