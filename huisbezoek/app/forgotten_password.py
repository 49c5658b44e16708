"""Binds the road of a forgotten password: at the door, and at the coordinator who answers."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from huisbezoek.app.doors import offered_password
from huisbezoek.model.usecases import forgotten_password
from huisbezoek.model.usecases.forgotten_password import ANSWER_SUFFIX
from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
from huisbezoek.model.usecases.ports.transfer import WrittenFile
from huisbezoek.model.usecases.profile import OpenProfile, check_password, recover_profile
from huisbezoek.ui.dialogs.forgotten_road import ForgottenUses

if TYPE_CHECKING:
    from huisbezoek.app.program import Program

Locked = Callable[[ProfileLabel, Callable[[], OpenProfile]], OpenProfile]
"""Does the work while the profile is locked for other windows, and leaves it so when it opened."""


def forgotten_uses(program: "Program", locked: Locked) -> ForgottenUses:
    """What the door asks and does when somebody forgot the password."""
    parts = program.parts

    def choose_answer(parent: QWidget) -> Path | None:
        title = parent.tr("Kies het antwoordbestand")
        patterns = parent.tr("Antwoord (*{0})").format(ANSWER_SUFFIX)
        return program.chooser.open_file(parent, title, patterns)

    def write_request(label: ProfileLabel, place: Path) -> WrittenFile:
        return forgotten_password.write_request(
            parts.passwords, label.folder, place, today=parts.today()
        )

    def open_answer(
        label: ProfileLabel, path: Path, words: tuple[str, ...], password: str
    ) -> OpenProfile:
        return locked(
            label,
            lambda: forgotten_password.open_answer_file(
                parts.passwords, label.folder, path, words, password
            ),
        )

    def recover(label: ProfileLabel, words: tuple[str, ...], password: str) -> OpenProfile:
        return locked(label, lambda: recover_profile(parts.profile, label.folder, words, password))

    return ForgottenUses(
        lane=program.tasks.files,
        is_waiting=lambda label: forgotten_password.is_waiting(parts.passwords, label.folder),
        choose_folder=program.chooser.choose_folder,
        choose_answer=choose_answer,
        write_request=write_request,
        open_answer=open_answer,
        recover=recover,
        complete_word=parts.words.complete,
        holds_word=parts.words.holds,
        check_password=lambda password: check_password(parts.profile.passwords, password),
        offer_password=lambda: offered_password(parts),
    )
