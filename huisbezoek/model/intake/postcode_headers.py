"""The columns of a table of postcodes: the words by which open data and people name them."""

import re
from enum import StrEnum
from typing import Final

from huisbezoek.model.intake.everyday_headers import header_key


class PostcodeField(StrEnum):
    """What a column says about a postcode."""

    POSTCODE = "postcode"
    DISTRICT = "district"
    NEIGHBOURHOOD = "neighbourhood"
    EAST = "east"
    NORTH = "north"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"


_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}$")
# Compared without case, accents, signs, spaces and a year behind it. Per field the best name first:
# names go before codes, and districts ('wijken') before parts of them ('buurten').
_NAMES: Final = {
    PostcodeField.POSTCODE: "pc6 postcode6 postcode postkode pcode pc pc6code postalcode zipcode",
    PostcodeField.DISTRICT: (
        "wijknaam wknaam wijk stadsdeel district gwbnaam wijkcode wkcode gwbcode statcode"
    ),
    PostcodeField.NEIGHBOURHOOD: "buurtnaam bunaam buurt buurtcode bucode",
    PostcodeField.EAST: "rdx xrd xcoordinaat xcoord xcoordinate x",
    PostcodeField.NORTH: "rdy yrd ycoordinaat ycoord ycoordinate y",
    PostcodeField.LATITUDE: "latitude lat breedtegraad breedte",
    PostcodeField.LONGITUDE: "longitude lon lng long lengtegraad lengte",
}
_BY_NAME: Final = {
    name: (field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split())
}


def postcode_field(header: str) -> tuple[PostcodeField, int] | None:
    """What the column says, with the rank of its name (0 is best)."""
    return _BY_NAME.get(_YEAR.sub("", header_key(header)))
