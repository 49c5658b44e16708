"""A real database for tests of use cases: one question or one deed at a time."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import Event, Listed
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.work import Changes
from tests.profiles import TODAY, TestFolder, identifier


class OpenProfile:
    """Asks and does as the lanes of the program do, and commits each deed."""

    def __init__(self, folder: Path) -> None:
        self.database = TestFolder(folder).create()
        self.random_bytes = random.Random(11).randbytes
        self._reader = self.database.open_reader()
        self._writer = self.database.open_writer()
        self._people = 0

    def ask(self, question: Callable, *arguments: Any, **named: Any) -> Any:
        with self._reader.reading() as reading:
            return question(reading, *arguments, **named)

    def do(self, deed: Callable, *arguments: Any, **named: Any) -> Any:
        return self.do_and_tell(deed, *arguments, **named)[0]

    def do_and_tell(self, deed: Callable, *arguments: Any, **named: Any) -> tuple[Any, Changes]:
        with self._writer.writing() as writing:
            answer = deed(writing, *arguments, **named)
            return answer, writing.commit()

    def add(self, card: ResidentCard, *events: Event, listed_on: date = TODAY) -> str:
        """A new resident with these events besides the list."""
        self._people += 1
        resident = identifier(5000 + self._people)
        listed = Listed(identifier(4), listed_on)
        self.do(
            lambda writing: writing.add_residents(
                [(Subject(SubjectKind.RESIDENT, resident), card, (listed, *events))]
            )
        )
        return resident

    def record(self, kind: SubjectKind, subject: str, *events: Event) -> None:
        def deed(writing: Any) -> None:
            for event in events:
                writing.record(Subject(kind, subject), event)

        self.do(deed)

    def close(self) -> None:
        self._reader.close()
        self._writer.close()
        self.database.close()


@contextmanager
def open_profile(folder: Path) -> Iterator[OpenProfile]:
    """A profile that is closed afterwards, whatever happens."""
    profile = OpenProfile(folder)
    try:
        yield profile
    finally:
        profile.close()
