"""Unlocking: whose profile it is, one password field, and three quiet ways out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.ui import errors
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.circle import InitialsCircle
from huisbezoek.ui.widgets.door import Door
from huisbezoek.ui.widgets.field import PasswordField
from huisbezoek.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from huisbezoek.model.usecases.ports.profile import Backup
    from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
    from huisbezoek.model.usecases.profile import OpenProfile
    from huisbezoek.ui.dialogs.forgotten_road import ForgottenRoad, ForgottenUses
    from huisbezoek.ui.tasks import Lane
    from huisbezoek.ui.theme import LookSource

FREE_TRIES: Final = 3
LONGEST_PAUSE: Final = 60
_NOON, _EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class UnlockUses:
    """What the page asks and does. What is marked slow runs on the lane."""

    lane: Lane
    labels: tuple[ProfileLabel, ...]
    """At least one; the first is shown."""
    now: Callable[[], datetime]
    open: Callable[[ProfileLabel, str], OpenProfile]
    """Slow. Raises WrongPasswordError, ProfileInUseError and the errors of a damaged profile."""
    forgotten: Callable[[], ForgottenUses]
    """What a forgotten password needs; asked when somebody chose that road."""
    backups: Callable[[ProfileLabel], tuple[Backup, ...]]
    """Slow. The finished backups of the profile, the last one first."""
    restore: Callable[[ProfileLabel, Backup, str], OpenProfile]
    """Slow. Puts this backup back, with the password. Raises NoBackupError when it is damaged."""
    enter: Callable[[OpenProfile], None]
    offers_practice: bool


def pause_after(wrong: int) -> int:
    """How many seconds to wait after so many wrong passwords in a row; three are free."""
    if wrong < FREE_TRIES:
        return 0
    return min(LONGEST_PAUSE, int(2 ** (wrong - FREE_TRIES + 1)))


def _can_be_restored(error: Exception) -> bool:
    from huisbezoek.model.domain.errors import DamagedDataError

    parts = ("database.", "sealing.key_slots")
    return isinstance(error, DamagedDataError) and error.code.startswith(parts)


class UnlockPage(QWidget):
    """The door of a profile."""

    new_start_chosen = Signal()
    practice_chosen = Signal()

    def __init__(self, look: LookSource, uses: UnlockUses, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._uses = uses
        self._label = uses.labels[0]
        self._wrong = 0
        self._left = 0
        self._road: ForgottenRoad | None = None
        self.pause = QTimer(self)
        self.pause.setInterval(1000)
        self.pause.timeout.connect(self._count_down)
        self.door = Door(
            look,
            self.tr("Te&rug"),
            self.tr(
                "Alles wat u schrijft staat versleuteld op deze laptop. Internet is niet nodig."
            ),
        )
        self.door.back_requested.connect(self._go_back)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.door)
        self._form = self._password_form()
        self._profiles = self._profile_form()
        self._show_password()

    def choose_profile(self, label: ProfileLabel) -> None:
        """Shows the door of another profile."""
        if label != self._label:
            self._label = label
            self._field.set_text("")
            self._field.set_error("")
        self._show_password()

    def unlock(self) -> None:
        """Tries the password that was typed."""
        password = self._field.text()
        if self.pause.isActive():
            return
        if not password:
            self._field.set_error(self.tr("Vul eerst uw wachtwoord in."))
            self._field.editor.setFocus()
            return
        self._field.set_error("")
        self.door.show_problem("")
        self.door.set_busy(self.tr("Uw gegevens worden geopend."))
        self._uses.lane.run(
            partial(self._uses.open, self._label, password), self._opened, self._refused
        )

    # --- the forms -------------------------------------------------------------------------

    def _password_form(self) -> QWidget:
        look = self._look
        form = QWidget()
        self._box = QVBoxLayout(form)
        self._box.addWidget(self._person_card())
        self._field = PasswordField(
            look, self.tr("&Wachtwoord"), self.tr("&Toon"), self.tr("V&erberg")
        )
        self._field.editor.setObjectName("field_unlock_password")
        self._field.editor.returnPressed.connect(self.unlock)
        self._field.changed.connect(self._typed)
        self._open = Button(look, self.tr("&Openen"), "primary", "arrow-right", icon_right=True)
        self._open.setObjectName("unlock")
        self._open.clicked.connect(self.unlock)
        self._box.addWidget(self._field)
        self._box.addWidget(self._open)
        self._ways = QGridLayout()
        for place, (words, name, action) in enumerate(self._ways_out()):
            button = Button(look, words, "flush")
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, action=action: action())
            self._ways.addWidget(button, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        self._ways.setColumnStretch(1, 1)
        self._box.addLayout(self._ways)
        look.changed.connect(self._dress)
        self._dress()
        return form

    def _ways_out(self) -> list[tuple[str, str, Callable[[], None]]]:
        ways: list[tuple[str, str, Callable[[], None]]] = [
            (self.tr("Wachtwoord &vergeten?"), "forgot_password", self.forgot_password),
        ]
        if len(self._uses.labels) > 1:
            ways.append((self.tr("&Ander profiel"), "other_profile", self._show_profiles))
        ways.append((self.tr("&Nieuw begin"), "new_start", self.new_start_chosen.emit))
        if self._uses.offers_practice:
            ways.append((self.tr("&Eerst oefenen"), "choose_practice", self.practice_chosen.emit))
        return ways

    def _person_card(self) -> Card:
        card = Card(self._look)
        row = QHBoxLayout()
        self._circle = InitialsCircle(self._look, "", "")
        self._name = Text(self._look, bold=True)
        self._role = Text(self._look, tone="muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._role)
        row.addWidget(self._circle)
        row.addLayout(words, 1)
        self._person_row = row
        card.body.addLayout(row)
        return card

    def _profile_form(self) -> QWidget:
        form = QWidget()
        box = QVBoxLayout(form)
        box.setContentsMargins(0, 0, 0, 0)
        choices = [
            Choice(label.folder.name, f"{label.name}, {self._role_words(label)}")
            for label in self._uses.labels
        ]
        self._choices = ChoiceGroup(self._look, "", choices)
        by_name = {label.folder.name: label for label in self._uses.labels}
        for name, row in self._choices.rows().items():
            row.clicked.connect(partial(self._take_choice, by_name[name]))
        box.addWidget(self._choices)
        return form

    def _take_choice(self, label: ProfileLabel, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt hands it over
        self.choose_profile(label)

    def _show_profiles(self) -> None:
        self.door.set_back(visible=True)
        self._choices.set_chosen((self._label.folder.name,))
        self.door.show_form(self._profiles, self.tr("Wie bent u?"))

    def _go_back(self) -> None:
        if self._road is not None:
            self._road.go_back()
        else:
            self._show_password()

    def _show_password(self) -> None:
        self._road = None
        label = self._label
        self.door.set_back(visible=False)
        names = label.name.split()
        self._name.setText(label.name)
        self._role.setText(self._role_words(label))
        initials = "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()
        self._circle.set_person(initials, label.folder.name)
        self.door.show_form(self._form, self._greeting(), self.tr("Vul uw wachtwoord in."))
        self._field.editor.setFocus()

    def _role_words(self, label: ProfileLabel) -> str:
        words = (
            self.tr("Coördinator bij {0}")
            if label.role == "coordinator"
            else self.tr("Huisbezoeker bij {0}")
        )
        return words.format(label.organisation) if label.organisation else ""

    def _greeting(self) -> str:
        hour = self._uses.now().hour
        if hour < _NOON:
            words = self.tr("Goedemorgen, {0}")
        elif hour < _EVENING:
            words = self.tr("Goedemiddag, {0}")
        else:
            words = self.tr("Goedenavond, {0}")
        return words.format(self._first_name())

    def _first_name(self) -> str:
        return (self._label.name.split() or [""])[0]

    def _typed(self, _: str) -> None:
        if self._left == 0:
            self._field.set_error("")

    # --- opening ---------------------------------------------------------------------------

    def _opened(self, profile: OpenProfile) -> None:
        self.door.set_busy("")
        self._wrong = 0
        self._field.set_text("")
        self._uses.enter(profile)

    def _refused(self, error: BaseException) -> None:
        from huisbezoek.model.usecases.ports.sealing import WrongPasswordError

        self.door.set_busy("")
        if not isinstance(error, Exception):
            raise error
        if isinstance(error, WrongPasswordError):
            self._wrong += 1
            self._begin_pause(pause_after(self._wrong))
        elif _can_be_restored(error):
            self._look_for_backups(error)
            return
        else:
            self.door.show_problem(errors.sentence(error))
        self._field.editor.selectAll()
        self._field.editor.setFocus()

    def _begin_pause(self, seconds: int) -> None:
        self._left = seconds
        self._show_wrong()
        if seconds:
            self._open.setEnabled(False)
            self.pause.start()

    def _count_down(self) -> None:
        self._left -= 1
        self._show_wrong()
        if self._left <= 0:
            self.pause.stop()
            self._open.setEnabled(True)

    def _show_wrong(self) -> None:
        from huisbezoek.ui import texts

        words = self.tr("Dit wachtwoord past niet bij profiel {0}.").format(self._first_name())
        if self._left > 0:
            wait = texts.counted(
                self._left,
                self.tr("Wacht nog {0} seconde."),
                self.tr("Wacht nog {0} seconden."),
            )
            words = f"{words} {wait}"
        self._field.set_error(words)

    # --- forgotten -------------------------------------------------------------------------

    def forgot_password(self) -> None:
        """Shows the roads to a new password."""
        from huisbezoek.ui.dialogs.forgotten_road import ForgottenRoad

        road = ForgottenRoad(self._look, self.door, self._uses.forgotten(), self._label)
        road.opened.connect(self._opened)
        road.left.connect(self._show_password)
        self._road = road
        road.show_steps()

    # --- damaged ---------------------------------------------------------------------------

    def _look_for_backups(self, error: Exception) -> None:
        """The database is damaged and the password was right: a backup may be put back."""
        self.door.set_busy(self.tr("Er wordt naar een reservekopie gezocht."))

        def found(backups: tuple[Backup, ...]) -> None:
            self.door.set_busy("")
            if backups:
                self._offer_backup(backups, error)
            else:
                self.door.show_problem(errors.sentence(error))

        self._uses.lane.run(partial(self._uses.backups, self._label), found, self._refused_more)

    def _offer_backup(self, backups: tuple[Backup, ...], error: Exception) -> None:
        from huisbezoek.model.usecases.ports.profile import NoBackupError
        from huisbezoek.ui import texts
        from huisbezoek.ui.dialogs.restore_form import RestoreForm

        form = RestoreForm(self._look, texts.moment(backups[0].made_at))
        form.restore_wanted.connect(partial(self._restore, backups))
        self._road = None
        self.door.set_back(visible=True)
        self.door.show_form(
            form,
            self.tr("Uw gegevens gaan niet open"),
            self.tr("Het gegevensbestand op deze laptop is beschadigd of weg."),
        )
        if isinstance(error, NoBackupError):
            self.door.show_problem(
                self.tr("De vorige reservekopie was ook beschadigd. Dit is een oudere.")
            )

    def _restore(self, backups: tuple[Backup, ...]) -> None:
        from huisbezoek.model.usecases.ports.profile import NoBackupError

        def failed(error: BaseException) -> None:
            self.door.set_busy("")
            if isinstance(error, NoBackupError) and len(backups) > 1:
                self._offer_backup(backups[1:], error)
            else:
                self._refused_more(error)

        self.door.show_problem("")
        self.door.set_busy(self.tr("De reservekopie wordt nagekeken en teruggezet."))
        self._uses.lane.run(
            partial(self._uses.restore, self._label, backups[0], self._field.text()),
            self._opened,
            failed,
        )

    def _refused_more(self, error: BaseException) -> None:
        self.door.set_busy("")
        if not isinstance(error, Exception):
            raise error
        self.door.show_problem(errors.sentence(error))

    def _dress(self) -> None:
        look = self._look.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(2))
        self._ways.setHorizontalSpacing(look.u(3))
        self._ways.setVerticalSpacing(look.u(0.5))
        self._person_row.setSpacing(look.u(1.75))


__all__ = ["UnlockPage", "UnlockUses", "pause_after"]
