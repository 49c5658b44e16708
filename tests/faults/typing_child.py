"""The program that is killed while somebody types: the real window on a copy of a real profile.

It tells its keystrokes, the saves that the page announced, and the hand-in through a pipe: what it
knew must be outside the process before the process is gone. Times are of the monotonic clock, which
the parent reads too.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from huisbezoek.app.parts import real_parts
from huisbezoek.app.places import ProgramPlace
from huisbezoek.app.program import Program
from huisbezoek.model.domain.events import ContactKind, VisitHeld
from huisbezoek.model.domain.free_text import sheet
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.sealing import FLOOR_COST
from huisbezoek.model.usecases.profile import open_profile
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.pages.hand_in_page import HandInPage
from huisbezoek.ui.pages.talk_page import TalkPage
from huisbezoek.ui.theme import LookSource
from tests.profiles import identifier
from tests.ui.stage import NOW, OTHER_PASSWORD, RESOURCES, Chooser

VISIT = identifier(900)
FAULTS = ("early", "off", "half")
"""Broken on purpose: saved is said before it is, typing is never saved, a hand-in in two parts."""
SENTENCES = 200
BEFORE_HAND_IN = 40
LONGEST_LIFE_MILLISECONDS = 120_000
LOOK_AGAIN_MILLISECONDS = 5
LATE_MILLISECONDS = 1_500
BETWEEN_PARTS_SECONDS = 0.25


def text_of(seed: int) -> str:
    """What is typed in this life: no two places in it are alike."""
    return "".join(f"Zin {seed} {number} over vroeger. " for number in range(SENTENCES))


def tell(what: str, count: int) -> None:
    """One line that is outside the process when this returns."""
    os.write(sys.stdout.fileno(), f"{what} {time.monotonic():.6f} {count}\n".encode())


@dataclass
class Typist:
    """Types into the talk as a person does: in runs, with pauses; into the open note if its kind
    is note, and it hands in if that is its kind.
    """

    program: Program
    seed: int
    kind: str
    fault: str
    typed: int = 0

    def __post_init__(self) -> None:
        self.hands_in = self.kind == "hand-in"
        self._chance = Random(self.seed)
        self._text = text_of(self.seed)

    def begin(self) -> None:
        """Opens the talk of the visit, and types once its sheet is there."""
        self.program.house.widget.go(Destination(PageName.TALK, VISIT))
        self._once(lambda: self._seen("field_told"), self._listen)

    def _listen(self, editor: QWidget) -> None:
        page = self._page(TalkPage)
        if self.fault == "early":
            page._saving._workbench = SpeaksEarly(page._saving._workbench)
        if self.fault == "off":
            page._saving._timer.timeout.disconnect()
        page._saving.saved.connect(lambda _: tell("saved", len(self._kept(page))))
        if self.kind == "note":
            QTest.keyClick(self._seen("note_for_coordinator"), Qt.Key.Key_Space)
            self._once(lambda: self._seen("field_note_text"), self._type)
        else:
            self._type(editor)

    def _kept(self, page: TalkPage) -> str:
        draft = page._saving.draft
        if self.kind == "note":
            return draft.open_note.text if draft.open_note is not None else ""
        return sheet(draft.told)

    def _type(self, editor: QWidget) -> None:
        if self.hands_in and self.typed == BEFORE_HAND_IN:
            self._finish()
            return
        tell("key", self.typed + 1)
        QTest.keyClick(editor, self._text[self.typed])
        self.typed += 1
        QTimer.singleShot(self._wait(), lambda: self._type(editor))

    def _wait(self) -> int:
        if self.hands_in:
            return self._chance.randint(0, 10)
        if self._chance.random() < 1 / 15:
            return self._chance.randint(400, 2_500)
        return self._chance.randint(30, 150)

    def _finish(self) -> None:
        QTest.keyClick(self._seen("finish_talk"), Qt.Key.Key_Space)
        self._once(self._ready_to_hand_in, self._hand_in)

    def _ready_to_hand_in(self) -> QWidget | None:
        button = self._seen("hand_in")
        # The button is there before the draft of the visit is.
        return button if button is not None and self._page(HandInPage)._talk is not None else None

    def _hand_in(self, button: QWidget) -> None:
        page = self._page(HandInPage)
        if self.fault == "half":
            page._uses = replace(page._uses, hand_in=in_two_parts(page._uses.hand_in))
        page.go.connect(lambda _: tell("handed", self.typed))
        tell("handing", self.typed)
        QTest.keyClick(button, Qt.Key.Key_Space)

    def _page(self, kind: type) -> QWidget:
        return self.program.window.findChild(kind)

    def _seen(self, name: str) -> QWidget | None:
        found = self.program.window.findChild(QWidget, name)
        return found if found is not None and found.isVisible() else None

    def _once(self, look: Callable[[], QWidget | None], then: Callable[[QWidget], None]) -> None:
        found = look()
        if found is not None:
            then(found)
        else:
            QTimer.singleShot(LOOK_AGAIN_MILLISECONDS, lambda: self._once(look, then))


class SpeaksEarly:
    """The planted fault: a workbench that answers first and does its deed afterwards."""

    def __init__(self, workbench) -> None:
        self._workbench = workbench

    def do(self, deed, done, failed) -> None:
        done(NOW)
        QTimer.singleShot(LATE_MILLISECONDS, lambda: self._workbench.do(deed, None, failed))


def in_two_parts(hand_in: Callable) -> Callable:
    """The planted fault: that the visit took place is kept before its report is."""

    def broken(writing, draft, guide):
        held = VisitHeld(draft.held_on, 60, ContactKind.HOME_VISIT, ("resident",))
        writing.record(Subject(SubjectKind.VISIT, VISIT), held)
        writing.commit()
        time.sleep(BETWEEN_PARTS_SECONDS)
        return hand_in(writing, draft, guide)

    return broken


def main(arguments: list[str]) -> int:
    """Types until it is killed: FOLDER of profiles, SEED, KIND of life, FAULT."""
    place, seed, kind = Path(arguments[0]), int(arguments[1]), arguments[2]
    fault = arguments[3] if len(arguments) > 3 else ""
    application = QApplication(sys.argv[:1])
    parts = real_parts(RESOURCES, now=lambda: NOW, cost=FLOOR_COST)
    program = Program(
        parts,
        LookSource(application, RESOURCES),
        ProgramPlace(place / "profiles", place / "settings.json"),
        Chooser(),
        volumes=tuple,
    )
    program.start()
    program.take(open_profile(parts.profile, place / "profiles" / "r1", OTHER_PASSWORD))
    typist = Typist(program, seed, kind, fault)
    QTimer.singleShot(0, typist.begin)
    # Should nobody be there to kill it any more.
    QTimer.singleShot(LONGEST_LIFE_MILLISECONDS, lambda: os._exit(3))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
