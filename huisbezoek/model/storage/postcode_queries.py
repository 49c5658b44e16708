"""Questions about the table of postcodes."""

from collections.abc import Collection, Mapping
from datetime import date

from huisbezoek.model.domain.postcodes import Place
from huisbezoek.model.storage.subject_log import as_list
from huisbezoek.model.storage.view import View
from huisbezoek.model.usecases.ports.postcodes import PostcodesKept


class PostcodeQueries(View):
    """Answers about where postcodes lie."""

    def postcode_tables(self) -> tuple[PostcodesKept, ...]:
        """When a table was read or taken away, the last one first: that one counts."""
        rows = self._rows(
            "SELECT read_on, author, postcodes FROM postcode_tables ORDER BY position DESC"
        )
        return tuple(PostcodesKept(date.fromisoformat(row[0]), row[1], row[2]) for row in rows)

    def postcode_places(self, postcodes: Collection[str] | None = None) -> Mapping[str, Place]:
        """What the table says of these stored postcodes; of all when None."""
        statement = "SELECT postcode, district, east, north FROM postcodes"
        if postcodes is None:
            rows = self._rows(statement)
        else:
            chosen = f"{statement} WHERE postcode IN (SELECT value FROM json_each(?))"  # noqa: S608 - as above
            rows = self._rows(chosen, (as_list(postcodes),))
        return {row[0]: Place(row[1], None if row[2] is None else (row[2], row[3])) for row in rows}

    def resident_districts(self) -> tuple[str, ...]:
        """The districts that stand on cards of residents, each once, by name."""
        rows = self._rows(
            "SELECT DISTINCT district FROM residents WHERE district <> '' ORDER BY district"
        )
        return tuple(row[0] for row in rows)
