"""Sets the stage for the headless demo: four programs, one clock, fictional residents."""

import csv
import json
import os
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.program import Program
from huisbezoek.app.resources import resources_folder
from huisbezoek.commands.cast import Actor, Cast, StoryChooser
from huisbezoek.commands.demo import story
from huisbezoek.commands.player import Player
from huisbezoek.commands.speaking import print_failure, print_line, print_words
from huisbezoek.commands.stage import Stage, Step, StoryFailedError
from huisbezoek.model.domain.fictional_people import everyday_rows, fictional_residents
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.ui.models.sticks import no_volumes
from huisbezoek.ui.theme import LookSource

FIRST_DAY: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RESIDENTS: Final = 40
CLOSING_SECONDS: Final = 20
_SEED: Final = 23


@dataclass(slots=True)
class StoryClock:
    """A clock that only moves when the story says so."""

    moment: datetime = FIRST_DAY

    def now(self) -> datetime:
        """The moment of the story."""
        return self.moment

    def forward(self, days: int, hours: int) -> None:
        """Moves the clock."""
        self.moment += timedelta(days=days, hours=hours)


def play_story(out: Path | None, *, as_json: bool) -> int:
    """Plays the main job on the real pages; 0 only if every step held."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = out or Path("demo-out")
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        print_failure(f"De map {folder} is niet leeg. Kies een lege map met --out.")
        return 1
    application = _application()
    failures: list[Exception] = []
    cast = make_cast(folder, _teller(as_json=as_json))
    player = Player(story(cast))
    closing = Player(_close(cast), CLOSING_SECONDS)

    def ended(error: Exception | None) -> None:
        if error is not None:
            failures.append(error)
        closing.start()

    player.ended.connect(ended)
    # Not quit(): that asks every window first, and a window that is still closing says no.
    closing.ended.connect(lambda _: application.exit(0))
    # A story is over when it says so, not when the last window happens to be closed.
    application.setQuitOnLastWindowClosed(False)
    player.start()
    application.exec()
    if failures:
        print_failure(f"Het verhaal stopte: {type(failures[0]).__name__}: {failures[0]}")
        return 1
    return 0


def _close(cast: Cast) -> Step:
    """Closes what a story that stopped half-way left open."""
    for actor in cast.actors:
        if not actor.has_ended():
            actor.program.end()
        yield actor.has_ended


def make_cast(
    folder: Path,
    told: Callable[[int, str, dict[str, int]], None],
    clock: StoryClock | None = None,
    *,
    pictures: bool = True,
) -> Cast:
    """Four people with a program each, in their own folders under `folder`/profielen."""
    moment = clock or StoryClock()
    parts = real_parts(resources_folder(), now=moment.now, cost=FLOOR_COST)
    look = LookSource(_application(), resources_folder())
    residents = folder / "inwoners.csv"
    _write_residents(residents, moment.now().date())

    def actor(role: str) -> Actor:
        return _actor(role, parts, look, folder, folder if pictures else None)

    return Cast(
        out=folder,
        coordinator=actor("coordinator"),
        colleague=actor("collega"),
        visitor=actor("bezoeker"),
        successor=actor("opvolger"),
        today=lambda: moment.now().date(),
        forward=moment.forward,
        residents=residents,
        told=told,
    )


def _actor(role: str, parts: Parts, look: LookSource, folder: Path, pictures: Path | None) -> Actor:
    place = ProgramPlace(folder / "profielen" / role, folder / "profielen" / f"{role}.json")
    place.profiles.mkdir(parents=True, exist_ok=True)
    chooser = StoryChooser(folder)
    # Four windows that watch for signs of life slow each other down, and nobody is away here.
    program = Program(parts, look, place, chooser, volumes=no_volumes)
    program.locks_when_idle = False
    ended: list[bool] = []
    program.ended.connect(lambda: ended.append(True))
    return Actor(
        program=program,
        stage=Stage(role, program.window, pictures),
        chooser=chooser,
        is_idle=lambda: program.tasks.are_idle,
        has_ended=lambda: bool(ended),
        digest=lambda: _digest_of(_open_profile(program)),
        residents=lambda: _residents_on(_open_profile(program), ResidentQuestion(parts.today())),
        given_to=lambda name: _given_to(_open_profile(program), name, parts.today()),
    )


def _open_profile(program: Program) -> OpenProfile:
    if program.profile is None:
        message = "the profile of this laptop is closed"
        raise StoryFailedError(message)
    return program.profile


def _digest_of(profile: OpenProfile) -> str:
    return profile.database.digest()


def _residents_on(profile: OpenProfile, question: ResidentQuestion) -> frozenset[str]:
    reader = profile.database.open_reader()
    try:
        with reader.reading() as work:
            return frozenset(work.resident_ids(question))
    finally:
        reader.close()


def _given_to(profile: OpenProfile, name: str, today: date) -> frozenset[str]:
    """The residents that a visitor has now, as this laptop knows it."""
    reader = profile.database.open_reader()
    try:
        with reader.reading() as work:
            (visitor,) = (one.visitor for one in work.visitors() if one.card.name == name)
    finally:
        reader.close()
    return _residents_on(profile, ResidentQuestion(today, visitor=visitor))


def _write_residents(path: Path, today: date) -> None:
    people = fictional_residents(RESIDENTS, random.Random(_SEED), today)  # noqa: S311 - fictional
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=";").writerows(everyday_rows(people))


def _teller(*, as_json: bool) -> Callable[[int, str, dict[str, int]], None]:
    def tell(number: int, sentence: str, counts: dict[str, int]) -> None:
        if as_json:
            print_line({"step": number, "sentence": sentence, "counts": counts, "ok": True})
        else:
            print_words([f"{number}. {sentence} {json.dumps(counts)}"])

    return tell


def _application() -> QApplication:
    present = QApplication.instance()
    return present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
