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
    from collections.abc import Callable
    from pathlib import Path

    from huisbezoek.app.parts import Parts
    from huisbezoek.app.program import Program
    from huisbezoek.model.usecases.ports.profile import Backup
    from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
    from huisbezoek.model.usecases.profile import OpenProfile
    from huisbezoek.ui.dialogs.forgotten_road import ForgottenUses

UNFINISHED: Final = "unfinished"
"""Stands in a profile folder until its owner has the emergency sheet, or all first work is in."""


def unlock_page(program: Program, error: Exception | None = None) -> QWidget:
    """The door of the profiles on this computer (at least one), with an error to show."""
    parts = program.parts
    door = _Door(program)
    uses = UnlockUses(
        lane=program.tasks.files,
        labels=program.labels(),
        now=parts.now,
        open=door.open,
        forgotten=door.forgotten_uses,
        backups=door.backups,
        restore=door.restore,
        enter=program.take,
        offers_practice=not program.practice,
    )
    page = UnlockPage(program.look, uses)
    page.new_start_chosen.connect(program.show_first_start)
    page.practice_chosen.connect(program.practice_chosen)
    if error is not None:
        page.door.show_problem(errors.sentence(error))
    return page


class _Door:
    """Opens profiles on this computer; each is locked for other windows while it is open."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._parts = program.parts

    def open(self, label: ProfileLabel, password: str) -> OpenProfile:
        from huisbezoek.model.usecases.forgotten_password import forget_request
        from huisbezoek.model.usecases.profile import open_profile

        def work() -> OpenProfile:
            profile = open_profile(self._parts.profile, label.folder, password)
            forget_request(self._parts.passwords, label.folder)
            return profile

        return self._locked(label, work)

    def backups(self, label: ProfileLabel) -> tuple[Backup, ...]:
        from huisbezoek.model.usecases.restoring import backups_of

        return backups_of(self._parts.profile, label.folder)

    def restore(self, label: ProfileLabel, backup: Backup, password: str) -> OpenProfile:
        from huisbezoek.model.usecases.restoring import restore_backup

        return self._locked(
            label,
            lambda: restore_backup(
                self._parts.profile, label.folder, backup, password, now=self._parts.now()
            ),
        )

    def forgotten_uses(self) -> ForgottenUses:
        from huisbezoek.app.forgotten_password import forgotten_uses

        return forgotten_uses(self._program, self._locked)

    def _locked(self, label: ProfileLabel, work: Callable[[], OpenProfile]) -> OpenProfile:
        locks = self._program.locks
        locks.take(label.folder)
        try:
            return work()
        except BaseException:
            locks.release(label.folder)
            raise


def waiting_page(program: Program) -> QWidget:
    """What the window shows while all data are encrypted anew."""
    return _waiting(program, "lock", program.tr("Alles wordt opnieuw versleuteld"))


def restoring_page(program: Program) -> QWidget:
    """What the window shows while a backup is put back."""
    return _waiting(program, "undo-2", program.tr("De reservekopie wordt teruggezet"))


def _waiting(program: Program, icon: str, title: str) -> QWidget:
    from huisbezoek.ui.widgets.empty_state import EmptyState

    page = QWidget()
    box = QVBoxLayout(page)
    sentence = page.tr("Dat duurt even. Laat de laptop aan staan.")
    box.addWidget(EmptyState(program.look, icon, title, sentence))
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
