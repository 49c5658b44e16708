"""What a made-up profile begins with: work that is kept at once, and residents from a list."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huisbezoek.app.parts import Parts
from huisbezoek.model.domain.fictional_people import FictionalResident, everyday_rows
from huisbezoek.model.usecases.ports.intake import ReadingChoices, ReadList
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.profile import OpenProfile


@contextmanager
def writing_in(profile: OpenProfile) -> Iterator[Writing]:
    """One transaction, kept at the end of the block."""
    writer = profile.database.open_writer()
    try:
        with writer.writing() as writing:
            yield writing
            writing.commit()
    finally:
        writer.close()


def read_as_list(parts: Parts, people: Iterator[FictionalResident], folder: Path) -> ReadList:
    """The residents by the road of a real list: as a file that is read, and removed again."""
    path = folder / "inwoners.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=";").writerows(everyday_rows(people))
    read_list = parts.lists.read(path, ReadingChoices())
    path.unlink()
    return read_list
