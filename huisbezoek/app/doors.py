"""The doors of the program: unlocking a profile on this computer, and what stands before it.

What only a later step needs is imported in that step: this is what the first window waits for.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.app.folder_locks import FolderLocks, ProfileInUseError
from huisbezoek.ui import errors
from huisbezoek.ui.pages.unlock_page import UnlockPage, UnlockUses

if TYPE_CHECKING:
    from pathlib import Path

    from huisbezoek.app.parts import Parts
    from huisbezoek.app.program import Program
    from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
    from huisbezoek.model.usecases.profile import OpenProfile

UNFINISHED: Final = "unfinished"
"""Stands in a profile folder until its owner has the emergency sheet, or all first work is in."""


def unlock_page(program: Program, error: Exception | None = None) -> QWidget:
    """The door of the profiles on this computer (at least one), with an error to show."""
    parts, locks = program.parts, program.locks

    def open_it(label: ProfileLabel, password: str) -> OpenProfile:
        from huisbezoek.model.usecases.profile import open_profile

        locks.take(label.folder)
        try:
            return open_profile(parts.profile, label.folder, password)
        except BaseException:
            locks.release(label.folder)
            raise

    def recover(label: ProfileLabel, words: tuple[str, ...], password: str) -> OpenProfile:
        from huisbezoek.model.usecases.profile import recover_profile

        locks.take(label.folder)
        try:
            return recover_profile(parts.profile, label.folder, words, password)
        except BaseException:
            locks.release(label.folder)
            raise

    def check(password: str) -> None:
        from huisbezoek.model.usecases.profile import check_password

        check_password(parts.profile.passwords, password)

    def holds_word(word: str) -> bool:
        # Asked for at the first word: the list of words is read then, not before the window.
        words = parts.words
        return words.holds(word)

    uses = UnlockUses(
        lane=program.tasks.files,
        labels=program.labels(),
        now=parts.now,
        open=open_it,
        recover=recover,
        holds_word=holds_word,
        check_password=check,
        offer_password=lambda: offered_password(parts),
        enter=program.take,
        offers_practice=not program.practice,
    )
    page = UnlockPage(program.look, uses)
    page.new_start_chosen.connect(program.show_first_start)
    page.practice_chosen.connect(program.practice_chosen)
    if error is not None:
        page.door.show_problem(errors.sentence(error))
    return page


def waiting_page(program: Program) -> QWidget:
    """What the window shows while all data are encrypted anew."""
    from huisbezoek.ui.widgets.empty_state import EmptyState

    page = QWidget()
    box = QVBoxLayout(page)
    title = page.tr("Alles wordt opnieuw versleuteld")
    sentence = page.tr("Dat duurt even. Laat de laptop aan staan.")
    box.addWidget(EmptyState(program.look, "lock", title, sentence))
    return page


def remove_unfinished(profiles: Path, locks: FolderLocks) -> None:
    """Takes away profiles whose making was broken off: nobody has their keys or any work in them.

    A profile that another program is making at this moment is left alone.
    """
    for mark in sorted(profiles.glob(f"*/{UNFINISHED}")):
        try:
            locks.take(mark.parent)
        except ProfileInUseError:
            continue
        shutil.rmtree(mark.parent)
        locks.release(mark.parent)


def offered_password(parts: Parts) -> str:
    """Four Dutch words by chance, as a password to take or leave."""
    return " ".join(parts.start.start_files.new_code())
