"""Lives of the program that end with SIGKILL while somebody types, and what was kept of each."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path
from random import Random

from huisbezoek.app.parts import Parts, real_parts
from huisbezoek.model.domain.consent import Understanding
from huisbezoek.model.domain.events import AppointmentMade, ContactKind, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.free_text import sentences, sheet
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.report_documents import draft_from_document
from huisbezoek.model.domain.reports import LineKind, ReportDraft
from huisbezoek.model.usecases.guide_library import guides_for_visit
from huisbezoek.model.usecases.ports.people import ResidentQuestion
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST, OpenedProfile
from huisbezoek.model.usecases.talk import open_talk, report_of, save_talk
from huisbezoek.ui.models.talk_answers import Permission, with_permission
from tests.faults.typing_child import VISIT, text_of
from tests.profiles import identifier
from tests.ui.stage import (
    NOW,
    RESOURCES,
    RIET,
    coordinator_profile,
    start_file_for_riet,
    visitor_profile,
    write,
)

REPOSITORY = Path(__file__).resolve().parents[2]
SECONDS_THAT_MAY_BE_LOST = 2.0
LONGEST_TYPING_SECONDS = 6.0
LONGEST_HAND_IN_SECONDS = 0.2
AIM_SECONDS = (-0.02, 0.08)
"""Around the very moment at which the first keystroke is two seconds old."""
SIDE_BY_SIDE = 3


@dataclass(frozen=True)
class PreparedProfile:
    """A visitor's profile with one talk of which the permission was given: made once, copied."""

    folder: Path
    keys: OpenedProfile
    parts: Parts


@dataclass(frozen=True)
class Life:
    """How one life goes: `kind` is typing, aimed, note or hand-in; `fault` is planted in it.

    What is typed in a note is typed into its open dialog, which is never saved or closed.
    """

    seed: int
    kind: str = "typing"
    fault: str = ""

    def seconds(self) -> float:
        """From the first keystroke, or from the hand-in, to the kill."""
        chance = Random(self.seed)
        if self.kind == "hand-in":
            return chance.uniform(0.0, LONGEST_HAND_IN_SECONDS)
        if self.kind == "aimed":
            return SECONDS_THAT_MAY_BE_LOST + chance.uniform(*AIM_SECONDS)
        return chance.uniform(0.1, LONGEST_TYPING_SECONDS)


@dataclass
class Told:
    """What the program told before it was gone."""

    killed: float
    keys: list[tuple[float, int]] = field(default_factory=list)
    saved: int = 0
    saves: int = 0
    handed: bool = False

    def must_be_kept(self) -> int:
        """How many keystrokes were older than two seconds or acknowledged."""
        limit = self.killed - SECONDS_THAT_MAY_BE_LOST
        return max([self.saved, *(count for at, count in self.keys if at <= limit)])

    def age_of_lost(self, kept: int) -> float:
        """How old the oldest keystroke was that is gone, in seconds; 0 when none is gone."""
        return max([0.0, *(self.killed - at for at, count in self.keys if count > kept)])


@dataclass
class TypingReport:
    """How many kills there were, and what was found wrong after them."""

    kills: int = 0
    keystrokes: int = 0
    saves: int = 0
    lost: int = 0
    half: int = 0
    damaged: int = 0
    handed_in: int = 0
    still_drafts: int = 0
    oldest_lost: float = 0.0

    @property
    def wrong(self) -> int:
        return self.lost + self.half + self.damaged

    def as_text(self) -> str:
        return (
            f"{self.keystrokes} keystrokes, {self.saves} saves told; {self.lost} lost, "
            f"{self.half} half, {self.damaged} damaged; oldest lost keystroke "
            f"{self.oldest_lost:.2f} s; of the hand-ins {self.handed_in} whole, "
            f"{self.still_drafts} not at all"
        )


def prepare(folder: Path) -> PreparedProfile:
    """Makes the profile that each life gets a copy of."""
    parts = real_parts(RESOURCES, now=lambda: NOW, cost=FLOOR_COST)
    coordinator = coordinator_profile(parts, folder / "coordinator")
    start_file = start_file_for_riet(parts, coordinator, folder)
    coordinator.database.close()
    place = folder / "place"
    riet = visitor_profile(parts, start_file, place / "profiles" / "r1")
    write(riet, lambda writing: _begin_talk(writing, parts))
    riet.database.close()
    label = ProfileLabel(riet.folder, "Riet Jansen", "visitor", "Welzijn Voorbeelddam")
    parts.labels.write(label)
    return PreparedProfile(place, riet.keys, parts)


def kill_while_typing(prepared: PreparedProfile, folder: Path, lives: list[Life]) -> TypingReport:
    """Lives some of these lives side by side, and looks at what each left behind."""
    report = TypingReport()
    with ThreadPoolExecutor(SIDE_BY_SIDE) as lanes:
        ends = lanes.map(lambda life: live(prepared, folder / f"life-{life.seed}", life), lives)
        for life, (told, left) in zip(lives, ends, strict=True):
            judge(life, told, left, report)
    return report


def mixed_lives(count: int, seed: int) -> list[Life]:
    """So many lives: as many that type on, are aimed at, type in a note, and hand in."""
    kinds = ("typing", "aimed", "note", "hand-in")
    return [Life(seed + number, kinds[number % len(kinds)]) for number in range(count)]


@dataclass(frozen=True)
class Left:
    """What the database holds after the kill; `text` is None when there is no draft."""

    text: str | None
    reported: tuple[str, ...] | None
    held_on: date | None
    is_sound: bool


def live(prepared: PreparedProfile, folder: Path, life: Life) -> tuple[Told, Left]:
    """Starts the program on a copy of the profile, kills it, and opens the database again."""
    shutil.copytree(prepared.folder, folder)
    hands_in = life.kind == "hand-in"
    child = subprocess.Popen(
        [
            *(sys.executable, "-P", "-m", "tests.faults.typing_child"),
            *(str(folder), str(life.seed), life.kind, life.fault),
        ],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        lines, killed = _until_killed(child, b"handing" if hands_in else b"key", life.seconds())
    finally:
        child.kill()
        child.wait()
    told = _told(lines, killed)
    left = _left(prepared, folder / "profiles" / "r1", in_note=life.kind == "note")
    shutil.rmtree(folder)
    return told, left


def judge(life: Life, told: Told, left: Left, report: TypingReport) -> None:
    """Compares what was told with what was kept."""
    report.kills += 1
    report.keystrokes += len(told.keys)
    report.saves += told.saves
    report.damaged += not left.is_sound
    text, typed = text_of(life.seed), len(told.keys)
    if left.reported is not None:
        whole = left.text is None and left.held_on is not None
        report.half += not (whole and left.reported == sentences(text[:typed]))
        report.handed_in += whole
        return
    report.half += left.held_on is not None or left.text is None
    kept = left.text or ""
    may_be = text.startswith(kept) and len(kept) <= typed
    report.lost += not may_be or len(kept) < told.must_be_kept() or told.handed
    report.still_drafts += life.kind == "hand-in"
    report.oldest_lost = max(report.oldest_lost, told.age_of_lost(len(kept)))


def _until_killed(
    child: subprocess.Popen, signs: bytes, seconds: float
) -> tuple[list[bytes], float]:
    assert child.stdout is not None
    lines: list[bytes] = []
    while not lines or not lines[-1].startswith(signs):
        line = child.stdout.readline()
        if not line:
            said = child.communicate()[1].decode().strip().splitlines()
            message = f"the program ended before it was killed: {said[-1:]}"
            raise RuntimeError(message)
        lines.append(line)
    began = float(lines[-1].split()[1])
    time.sleep(max(0.0, began + seconds - time.monotonic()))
    killed = time.monotonic()
    child.send_signal(signal.SIGKILL)
    rest, _ = child.communicate()
    return [*lines, *rest.splitlines(keepends=True)], killed


def _told(lines: list[bytes], killed: float) -> Told:
    told = Told(killed)
    for line in lines:
        # A line that was cut off in the pipe was not told.
        if not line.endswith(b"\n"):
            continue
        what, at, count = line.split()
        match what:
            case b"key":
                told.keys.append((float(at), int(count)))
            case b"saved":
                told.saved, told.saves = max(told.saved, int(count)), told.saves + 1
            case b"handed":
                told.handed = True
    return told


def _left(prepared: PreparedProfile, folder: Path, *, in_note: bool) -> Left:
    keys = prepared.keys
    databases = prepared.parts.profile.databases
    database = databases.open(folder, keys.database_key, keys.profile, None)
    reader = database.open_reader()
    with reader.reading() as reading:
        draft, state = reading.draft(VISIT), reading.visit(VISIT)
    reader.close()
    report = report_of(state)
    check = database.check(thorough=True)
    database.close()
    return Left(
        text=_text(draft_from_document(draft.document), in_note) if draft is not None else None,
        reported=(
            tuple(line.text for line in report.of_kind(LineKind.TOLD))
            if report is not None
            else None
        ),
        held_on=state.held_on,
        is_sound=not check.findings and check.projections_equal,
    )


def _text(draft: ReportDraft, in_note: bool) -> str:
    if in_note:
        return draft.open_note.text if draft.open_note is not None else ""
    return sheet(draft.told)


def _begin_talk(writing, parts: Parts) -> None:
    today = NOW.date()
    resident = writing.resident_ids(ResidentQuestion(today))[0]
    subject = Subject(SubjectKind.VISIT, VISIT)
    writing.record(subject, VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, today))
    starts = datetime.combine(today, clock_time(10, 30))
    writing.record(
        subject,
        AppointmentMade(identifier(901), starts, 60, ContactKind.HOME_VISIT, date(2026, 11, 10)),
    )
    guides = guides_for_visit(writing, parts.guides, VISIT).guides
    talk = open_talk(writing, VISIT, guides, visitor=RIET, today=today)
    given = Permission(notes=True, health=True, understands=Understanding.YES)
    draft = with_permission(talk.draft, given, NOW, is_complete=True)
    save_talk(writing, draft, now=NOW)
