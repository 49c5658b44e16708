"""Reads the districts of the municipality from their data file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from huisbezoek.model.domain.errors import DamagedDataError


class DistrictsDamagedError(DamagedDataError):
    """The file of districts is not there or not what it should be."""

    code: ClassVar[str] = "districts_damaged"


@dataclass(frozen=True, slots=True)
class District:
    """A district of the municipality; `code` as Statistics Netherlands gives it (WK024301)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Districts:
    """The districts in their order, and which postcodes ('1234AB' or '1234') belong to which.

    `beside` says which lie beside each other, by name; nothing where nobody wrote it down.
    """

    districts: tuple[District, ...]
    postcodes: Mapping[str, str]
    beside: frozenset[tuple[str, str]] = frozenset()

    def names(self) -> tuple[str, ...]:
        """The names in their order."""
        return tuple(district.name for district in self.districts)


def load_districts(path: Path) -> Districts:
    """The districts in the file (`resources/tables/districts.json`).

    Raises DistrictsDamagedError when a part of it is missing.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        names = {str(entry["code"]): str(entry["name"]) for entry in content["districts"]}
        return Districts(
            tuple(District(code, name) for code, name in names.items()),
            {str(postcode): str(code) for postcode, code in content["postcodes"].items()},
            frozenset((names[one], names[other]) for one, other in content.get("beside", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DistrictsDamagedError from error
