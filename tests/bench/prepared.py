"""Profiles that benchmarks work on: made once by the real parts, kept in the temporary folder."""

import getpass
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

from huisbezoek.app.fictional_profile import writing_in as writing
from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.app.resources import resources_folder
from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.profile import (
    EmergencySheet,
    OpenProfile,
    close_profile,
    create_coordinator,
)
from tests.bench import populations
from tests.bench.populations import NOW, Person, Size, people_of, visitors_of

PASSWORD = "een kopje thee bij het raam"
REPOSITORY = Path(__file__).resolve().parents[2]
AT_ONCE = 500
PROFILES = "profiles"
# What is kept depends on the code in these places; when it changes, profiles are made anew.
_SOURCES = ("huisbezoek/model/storage", "huisbezoek/model/domain", "huisbezoek/model/sealing")


@dataclass(frozen=True)
class Prepared:
    """A closed profile of a known size. Everything in it is fictional, its secrets too."""

    place: Path
    size: Size
    recovery_words: tuple[str, ...]
    root_words: tuple[str, ...]

    @property
    def profiles(self) -> Path:
        """The folder of profiles, as a computer has one."""
        return self.place / PROFILES

    @property
    def folder(self) -> Path:
        """The folder of the profile itself."""
        return self.profiles / "bench"


def bench_parts() -> Parts:
    """The real parts, with a clock that stands still so that every run is the same."""
    return real_parts(resources_folder(), now=lambda: NOW)


def prepared(size: Size) -> Prepared:
    """The profile of this size; the first time takes a while (a region many minutes)."""
    place = cache_folder() / f"{size.name}-{_version()}"
    facts = place / "facts.json"
    if not facts.is_file():
        for old in cache_folder().glob(f"{size.name}-*"):
            shutil.rmtree(old)
        making = Path(tempfile.mkdtemp(dir=cache_folder()))
        sheet = make(making, size)
        words = {"words": sheet.recovery_words, "root_words": sheet.root_words}
        (making / "facts.json").write_text(json.dumps(words), encoding="utf-8")
        if facts.is_file():
            # Another benchmark was making it at the same time, and was first.
            shutil.rmtree(making)
        else:
            making.rename(place)
    words = json.loads(facts.read_text(encoding="utf-8"))
    return Prepared(place, size, tuple(words["words"]), tuple(words["root_words"]))


@contextmanager
def work_copy(size: Size) -> Iterator[Prepared]:
    """A copy that may be written to, gone afterwards."""
    original = prepared(size)
    with tempfile.TemporaryDirectory(dir=cache_folder()) as folder:
        place = Path(folder)
        shutil.copytree(original.profiles, place / PROFILES)
        yield replace(original, place=place)


def open_without_password(parts: Parts, made: Prepared) -> OpenProfile:
    """The profile opened with its recovery key: all that unlocking does but for the password."""
    return open_folder(parts, made.folder, made.recovery_words)


def open_folder(parts: Parts, folder: Path, recovery_words: Sequence[str]) -> OpenProfile:
    """The profile in this folder, opened in the same way."""
    recovery = parts.profile.identities.recovery_from_words(recovery_words)
    keys = parts.profile.key_slots.open_with_recovery(folder, recovery.secret)
    database = parts.profile.databases.open(folder, keys.database_key, keys.profile, keys.mark)
    return OpenProfile(folder, keys, database)


@contextmanager
def opened(parts: Parts, made: Prepared) -> Iterator[OpenProfile]:
    """The profile for the length of the block."""
    profile = open_without_password(parts, made)
    try:
        yield profile
    finally:
        profile.database.close()


def make(place: Path, size: Size) -> EmergencySheet:
    """Makes the profile of this size in a folder; answers its emergency sheet."""
    parts = bench_parts()
    card = OrganisationCard(
        name="Welzijn Voorbeelddam",
        coordinator_name="Anneke de Wit",
        coordinator_telephone="+31600000100",
        city_line="1234 AA Voorbeelddam",
        municipality_name="Voorbeelddam",
    )
    folder = place / PROFILES / "bench"
    profile, sheet = create_coordinator(parts.profile, folder, card, PASSWORD, now=NOW)
    parts.labels.write(ProfileLabel(folder, card.coordinator_name, "coordinator", card.name))
    with writing(profile) as work:
        for subject, visitor in visitors_of(size):
            work.change_card(subject, visitor)
    people = people_of(size)
    while batch := list(islice(people, AT_ONCE)):
        with writing(profile) as work:
            _keep(work, batch)
    close_profile(parts.profile, profile)
    return sheet


def _keep(work: Writing, people: Iterable[Person]) -> None:
    people = list(people)
    work.add_residents([(one.subject, one.card, one.events) for one in people])
    for one in people:
        for visit, events in one.visits:
            for event in events:
                work.record(visit, event)


def cache_folder() -> Path:
    """The folder of this person's benchmarks in the system's temporary folder."""
    owner = str(os.getuid()) if hasattr(os, "getuid") else getpass.getuser()
    folder = Path(tempfile.gettempdir()) / f"huisbezoek-bench-{owner}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@cache
def _version() -> str:
    digest = hashlib.sha256()
    files = [Path(populations.__file__), Path(__file__)]
    for source in _SOURCES:
        files += sorted((REPOSITORY / source).rglob("*.py"))
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
