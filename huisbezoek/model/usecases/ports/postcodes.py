"""What is asked about where postcodes lie: of the records, and of a reader of files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from huisbezoek.model.domain.postcode_rows import PostcodeRow
from huisbezoek.model.domain.postcodes import Place


@dataclass(frozen=True, slots=True)
class PostcodesKept:
    """That a table was read by `author`, or taken away (then `postcodes` is 0)."""

    on: date
    author: str
    postcodes: int


@dataclass(frozen=True, slots=True)
class ReadPostcodes:
    """A file as it was read: the names of the columns that are used, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[PostcodeRow, ...]


class PostcodeReading(Protocol):
    """Questions about the table of postcodes."""

    def postcode_tables(self) -> tuple[PostcodesKept, ...]:
        """When a table was read or taken away, the last one first: that one counts."""
        ...

    def postcode_places(self, postcodes: Collection[str] | None = None) -> Mapping[str, Place]:
        """What the table says of these stored postcodes; of all when None."""
        ...

    def resident_districts(self) -> tuple[str, ...]:
        """The districts that stand on cards of residents, each once, by name."""
        ...


class PostcodeReader(Protocol):
    """Reads tables of postcodes. Nothing is written."""

    def read(self, path: Path, figures: Collection[str]) -> ReadPostcodes:
        """The rows of a file; of a very large one those with these four figures.

        Raises the errors of `domain.list_errors` and of `domain.postcode_rows`.
        """
        ...
