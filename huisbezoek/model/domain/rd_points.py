"""Points in the Netherlands in metres (the national grid, RD), also from degrees."""

import re
from math import hypot
from typing import Final

Point = tuple[int, int]
"""East and north in whole metres of the national triangulation (RD)."""

EASTS: Final = range(7_000, 300_000)
NORTHS: Final = range(300_000, 630_000)
"""Where the Netherlands lies; no number is both, so that two numbers tell which is which."""

_LATITUDES: Final = (50.6, 53.8)
_LONGITUDES: Final = (3.1, 7.4)
_AMERSFOORT: Final = (52.15517440, 5.38720621)
_ORIGIN: Final = (155_000.0, 463_000.0)
_SCALE: Final = 0.36

# Schreutelkamp and Strang van Hees, "Benaderingsformules voor de transformatie tussen RD- en
# WGS84-kaartcoördinaten", Geodesia 43 (2001): (power of north, power of east, metres). Right within
# a metre. North and east are degrees from Amersfoort times 0.36.
_EAST: Final = (
    (0, 1, 190_094.945),
    (1, 1, -11_832.228),
    (2, 1, -114.221),
    (0, 3, -32.391),
    (1, 0, -0.705),
    (3, 1, -2.340),
    (1, 3, -0.608),
    (0, 2, -0.008),
    (2, 3, 0.148),
)
_NORTH: Final = (
    (1, 0, 309_056.544),
    (0, 2, 3_638.893),
    (2, 0, 73.077),
    (1, 2, -157.984),
    (3, 0, 59.788),
    (0, 1, 0.433),
    (2, 2, -6.439),
    (1, 1, -0.032),
    (0, 4, 0.092),
    (1, 4, -0.054),
)
_NUMBER: Final = re.compile(r"[0-9]{1,7}(\.[0-9]{0,20})?")


def number_of(text: str) -> float | None:
    """The number that a cell holds, with a point or a comma; None when it is none."""
    plain = text.strip()
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    return float(plain) if _NUMBER.fullmatch(plain) else None


def point_of(one: float, other: float) -> Point | None:
    """The point that two numbers mean, in either order; None when it is not in the Netherlands.

    Metres of the national grid, or degrees of latitude and longitude: the numbers themselves tell.
    """
    for first, second in ((one, other), (other, one)):
        if int(first) in EASTS and int(second) in NORTHS:
            return round(first), round(second)
        if _lies(first, _LATITUDES) and _lies(second, _LONGITUDES):
            return from_degrees(first, second)
    return None


def from_degrees(latitude: float, longitude: float) -> Point:
    """The point of degrees of WGS84, by the usual polynomial; only good in the Netherlands."""
    north = _SCALE * (latitude - _AMERSFOORT[0])
    east = _SCALE * (longitude - _AMERSFOORT[1])
    return (
        round(_ORIGIN[0] + sum(term * north**p * east**q for p, q, term in _EAST)),
        round(_ORIGIN[1] + sum(term * north**p * east**q for p, q, term in _NORTH)),
    )


def metres(one: Point, other: Point) -> int:
    """How far two points lie apart as the crow flies."""
    return round(hypot(one[0] - other[0], one[1] - other[1]))


def _lies(value: float, between: tuple[float, float]) -> bool:
    return between[0] <= value <= between[1]
