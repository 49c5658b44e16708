"""Where postcodes lie: their district and their place, as far as a table that was read says so."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from huisbezoek.model.domain.address_distance import address_distance
from huisbezoek.model.domain.addresses import Address, normal_postcode
from huisbezoek.model.domain.rd_points import Point, metres

_FIRST_LINE: Final = "huisbezoek postcodes 1"
_PLACE: Final = re.compile(r"([A-Z]{2})([0-9]{0,5})(?:,([0-9]{1,6}),([0-9]{1,6}))?")
_FIGURES: Final = 4

BESIDE_METRES: Final = 300
"""Districts lie beside each other when a postcode of one is so near to one of the other."""
FARTHEST_BESIDE: Final = 3_000
"""A district that lies by itself has its nearest one beside it, up to so many metres."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of one postcode: its district ('' when not) and the middle of its addresses."""

    district: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class PostcodeTable:
    """Places by stored postcode ('1234AB'); empty when no table was read."""

    places: Mapping[str, Place] = field(default_factory=dict)

    def district_of(self, postcode: str) -> str:
        """The district of this postcode; '' when not known."""
        place = self.places.get(normal_postcode(postcode))
        return place.district if place is not None else ""

    def point_of(self, postcode: str) -> Point | None:
        """Where this postcode lies, in metres of the national grid; None when not known."""
        place = self.places.get(normal_postcode(postcode))
        return place.point if place is not None else None

    def districts(self) -> tuple[str, ...]:
        """The names of the districts in the table, by name."""
        return tuple(sorted({one.district for one in self.places.values() if one.district}))

    def distance(self, one: Address, other: Address) -> int | None:
        """How far two addresses lie apart in metres; None when a place is not known."""
        first, second = self.point_of(one.postcode), self.point_of(other.postcode)
        return None if first is None or second is None else metres(first, second)


def distance_among(
    table: PostcodeTable, addresses: Iterable[Address]
) -> Callable[[Address, Address], int]:
    """How to compare the ways between these addresses.

    In metres when the table knows them all; else by postcode and street, because the two cannot be
    compared with each other. Within one postcode always by front door.
    """
    if any(table.point_of(address.postcode) is None for address in addresses):
        return address_distance

    def between(one: Address, other: Address) -> int:
        return table.distance(one, other) or address_distance(one, other)

    return between


def districts_beside(table: PostcodeTable) -> frozenset[tuple[str, str]]:
    """Which districts lie beside each other, each pair in the order of the names.

    A pair is beside each other when a postcode of one lies within BESIDE_METRES of one of the
    other. A district without any such neighbour gets its nearest one, within FARTHEST_BESIDE.
    Empty when the table has no places: then nothing is known.
    """
    known = [(one.district, one.point) for one in table.places.values() if one.district]
    placed = sorted({(district, point) for district, point in known if point is not None})
    found = _near(placed)
    for district in {one for one, _ in placed}.difference(*found, ()):
        nearest = _nearest(district, placed)
        if nearest:
            found.add(_pair(district, nearest))
    return frozenset(found)


def write_table(table: PostcodeTable) -> str:
    """The table as compact text (`docs/formats.md`): the same table gives the same text."""
    names = table.districts()
    numbers = {name: str(number) for number, name in enumerate(names)} | {"": ""}
    lines = [_FIRST_LINE, "\t".join(names)]
    rows: dict[str, list[str]] = {}
    for postcode, place in sorted(table.places.items()):
        row = rows.setdefault(postcode[:_FIGURES], [postcode[:_FIGURES]])
        middle = "" if place.point is None else f",{place.point[0]},{place.point[1]}"
        row.append(f"{postcode[_FIGURES:]}{numbers[place.district]}{middle}")
    return "\n".join((*lines, *map(" ".join, rows.values())))


def read_table(text: str) -> PostcodeTable | None:
    """The table of a text that `write_table` made; None for a form that this version cannot read.

    An empty text is the empty table: it was taken away.
    """
    if not text:
        return PostcodeTable()
    first, _, rest = text.partition("\n")
    names, _, rows = rest.partition("\n")
    if first != _FIRST_LINE:
        return None
    places: dict[str, Place] = {}
    for row in rows.splitlines():
        figures, *parts = row.split(" ")
        for part in parts:
            match = _PLACE.fullmatch(part)
            postcode = normal_postcode(figures + match[1]) if match else ""
            place = _place(match, names.split("\t")) if match else None
            if not postcode or place is None:
                return None
            places[postcode] = place
    return PostcodeTable(places)


def _place(match: re.Match[str], names: Sequence[str]) -> Place | None:
    number = int(match[2]) if match[2] else None
    if number is not None and number >= len(names):
        return None
    point = (int(match[3]), int(match[4])) if match[3] else None
    return Place("" if number is None else names[number], point)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _near(placed: Iterable[tuple[str, Point]]) -> set[tuple[str, str]]:
    """The pairs with postcodes close together; only squares that touch are compared."""
    squares: dict[Point, dict[str, list[Point]]] = {}
    found: set[tuple[str, str]] = set()
    for district, point in placed:
        column, row = point[0] // BESIDE_METRES, point[1] // BESIDE_METRES
        for across in (-1, 0, 1):
            for up in (-1, 0, 1):
                around = squares.get((column + across, row + up), {})
                for other, points in around.items():
                    pair = _pair(district, other)
                    if other == district or pair in found:
                        continue
                    if any(metres(point, there) <= BESIDE_METRES for there in points):
                        found.add(pair)
        squares.setdefault((column, row), {}).setdefault(district, []).append(point)
    return found


def _nearest(district: str, placed: Iterable[tuple[str, Point]]) -> str:
    """The other district with the nearest postcode; '' when there is none near enough."""
    everybody = tuple(placed)
    own = [point for name, point in everybody if name == district]
    ways = (
        (metres(point, there), name)
        for name, point in everybody
        if name != district
        for there in own
    )
    far, name = min(ways, default=(FARTHEST_BESIDE + 1, ""))
    return name if far <= FARTHEST_BESIDE else ""
