"""From door to house and back: which profile is open, and what the window shows of it.

What only a later step needs is imported in that step: this is what the first window waits for.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from huisbezoek import logs, settings
from huisbezoek.app.doors import remove_unfinished, restoring_page, unlock_page, waiting_page
from huisbezoek.app.folder_locks import FolderLocks
from huisbezoek.logs import Event
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.main_window import MainWindow
from huisbezoek.ui.tasks import Tasks
from huisbezoek.ui.widgets.idle_watch import IdleWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from huisbezoek.app.daily_backup import DailyBackup
    from huisbezoek.app.house import OpenHouse
    from huisbezoek.app.parts import Parts
    from huisbezoek.app.places import ProgramPlace
    from huisbezoek.model.usecases.ports.profile import Backup
    from huisbezoek.model.usecases.ports.profile_labels import ProfileLabel
    from huisbezoek.model.usecases.profile import OpenProfile
    from huisbezoek.ui.dialogs.file_choice import FileChooser
    from huisbezoek.ui.models.sticks import Volume
    from huisbezoek.ui.theme import LookSource

IDLE_MINUTES = 10
IDLE_MINUTES_IN_TALK = 60
PREPARE_MILLISECONDS = 300
"""After the first window: what opening needs is imported while somebody types the password."""


class Program(QObject):
    """One window with its lanes. `ended` tells that everything is closed; `locked` after a lock."""

    ended = Signal()
    locked = Signal()
    opened = Signal()
    practice_chosen = Signal()
    """A person at a door wants to practise first; whoever owns the process opens that window."""

    def __init__(
        self,
        parts: Parts,
        look: LookSource,
        place: ProgramPlace,
        chooser: FileChooser,
        *,
        practice: bool = False,
        volumes: Callable[[], tuple[Volume, ...]] | None = None,
    ) -> None:
        super().__init__()
        self.locks_when_idle = True
        """Whether the program locks when nobody is there; a demo plays too fast for that."""
        self._volumes = volumes
        self.parts = parts
        self.look = look
        self.place = place
        self.chooser = chooser
        self.practice = practice
        self.tasks = Tasks()
        self.locks = FolderLocks()
        self.window = MainWindow(look)
        self.preferences = settings.read(place.settings_file).settings
        self._profile: OpenProfile | None = None
        self._house: OpenHouse | None = None
        self._backup: DailyBackup | None = None
        self._preparing = QTimer(self)
        self._preparing.setSingleShot(True)
        self._preparing.timeout.connect(self._prepare_opening)
        self._idle = IdleWatch(_application(), IDLE_MINUTES)
        self._idle.idle.connect(self.lock)
        self.window.closing.connect(self.end)
        self.window.set_practice(practice=practice)
        self.window.lock_asked.connect(self.lock)
        self.window.letters_asked.connect(self.change_letters)

    def volumes(self) -> tuple[Volume, ...]:
        """The disks and sticks of this computer, or those that a demo or test handed in."""
        if self._volumes is not None:
            return self._volumes()
        from huisbezoek.ui.models.sticks import real_volumes

        return real_volumes()

    @property
    def house(self) -> OpenHouse | None:
        """The pages of the open profile, or None while a door is shown."""
        return self._house

    def start(self) -> None:
        """Shows the window: the door of the last profile, or the first start."""
        self.look.apply(self.preferences.theme, self.preferences.letter_percent)
        self.place.profiles.mkdir(parents=True, exist_ok=True)
        for place in sorted(self.place.profiles.iterdir()):
            if place.suffix in {".old", ".new"}:
                from huisbezoek.model.usecases.profile import finish_replacement

                finish_replacement(place.with_suffix(""))
        remove_unfinished(self.place.profiles, self.locks)
        if self.labels():
            self.show_unlock()
        else:
            self.show_first_start()
        self.window.show()
        self._preparing.start(PREPARE_MILLISECONDS)

    def labels(self) -> tuple[ProfileLabel, ...]:
        """The profiles on this computer, the last one first."""
        found = self.parts.labels.all_in(self.place.profiles)
        last = self.preferences.last_profile
        return tuple(sorted(found, key=lambda label: label.folder.name != last))

    def show_unlock(self) -> None:
        """Shows the door of the profiles on this computer."""
        self.window.show_inside(unlock_page(self))

    def show_first_start(self) -> None:
        """Shows the first start: letters, then who you are."""
        from huisbezoek.app.first_start import first_start_page

        self.window.show_inside(first_start_page(self))

    def change_preferences(self, **changes: object) -> None:
        """Keeps preferences of this computer and shows them at once."""
        self.preferences = replace(self.preferences, **changes)  # type: ignore[arg-type] # fields by name
        settings.write(self.place.settings_file, self.preferences)
        # A new style sheet makes Qt polish every widget: seconds on a slow laptop.
        if changes.keys() & {"theme", "letter_percent"}:
            self.look.apply(self.preferences.theme, self.preferences.letter_percent)

    def change_letters(self, step: int) -> None:
        """Makes the letters so many percent larger or smaller; 0 makes them as they were made."""
        least, most = settings.LETTER_PERCENT_LEAST, settings.LETTER_PERCENT_MOST
        wanted = self.preferences.letter_percent + step if step else least
        self.change_preferences(letter_percent=min(max(wanted, least), most))

    @property
    def profile(self) -> OpenProfile | None:
        """The open profile with its present keys, or None while a door is shown."""
        return self._profile

    def take(self, profile: OpenProfile) -> None:
        """Shows the house of a profile that was just opened; on the thread of the window."""
        from huisbezoek.app.daily_backup import DailyBackup
        from huisbezoek.app.house import build_house
        from huisbezoek.ui.lanes import ProfileLanes

        self._profile = profile
        self.change_preferences(last_profile=profile.folder.name)
        lanes = ProfileLanes(self.tasks, profile.database)
        self._house = build_house(self, profile, lanes)
        self._house.widget.page_shown.connect(self._watch_idle)
        self.window.show_inside(self._house.widget)
        self._house.open_first_page()
        self._backup = DailyBackup(
            profile, self.tasks, self.parts.now, partial(self._show_problem, self._house)
        )
        self._backup.start()
        logs.record(Event.PROFILE_UNLOCKED)
        self.opened.emit()

    def lock(self) -> None:
        """Closes the profile at once and shows its door."""
        if self._profile is not None:
            logs.record(Event.PROFILE_LOCKED)
            self._leave(self._show_door_again)

    def end(self) -> None:
        """Finishes what waits, closes the profile and the window."""
        if self._profile is not None:
            self._leave(self._close_window)
        else:
            self._close_window()

    def keep_keys(self, profile: OpenProfile) -> None:
        """The profile with new key slots after a change of password."""
        self._profile = profile

    def encrypt_anew(self, new_password: str) -> None:
        """'Someone knows my password': closes the house, encrypts everything anew, opens it again.

        The new password must have been checked. After a failure the door is shown with what went
        wrong, and the profile opens with the password that it had.
        """
        from huisbezoek.model.usecases.profile import finish_replacement, re_key

        def work(profile: OpenProfile) -> OpenProfile:
            try:
                return re_key(self.parts.profile, profile, new_password, now=self.parts.now())
            except BaseException:
                profile.database.close()
                finish_replacement(profile.folder)
                raise

        self._begin_anew(waiting_page(self), work)

    def restore_backup(self, backup: Backup, password: str) -> None:
        """Closes the house, puts this backup back and opens the house on it.

        The password must have been checked. After a failure the door is shown with what went wrong.
        """
        from huisbezoek.model.usecases.profile import close_profile
        from huisbezoek.model.usecases.restoring import restore_backup

        def work(profile: OpenProfile) -> OpenProfile:
            close_profile(self.parts.profile, profile)
            return restore_backup(
                self.parts.profile, profile.folder, backup, password, now=self.parts.now()
            )

        self._begin_anew(restoring_page(self), work)

    def _begin_anew(self, waiting: QWidget, work: Callable[[OpenProfile], OpenProfile]) -> None:
        """Closes the house, does this with the profile on the files lane, and opens it again."""
        house, profile = self._house, self._profile
        if house is None or profile is None:
            return
        label = next(one for one in self.labels() if one.folder == profile.folder)
        self._house, self._profile = None, None
        self._stop_waiting()
        house.finish()
        self.window.show_inside(waiting)

        def done(fresh: OpenProfile) -> None:
            self.parts.labels.write(label)
            self.take(fresh)

        def failed(error: BaseException) -> None:
            self.locks.release(profile.folder)
            if not isinstance(error, Exception):
                raise error
            self.window.show_inside(unlock_page(self, error))

        house.lanes.close(
            lambda: _ignore(self.tasks.files.run(lambda: work(profile), done, failed))
        )

    def _watch_idle(self, page: PageName) -> None:
        """In the talk the curtain comes first; the full lock waits longer there."""
        if not self.locks_when_idle:
            return
        in_talk = page in {PageName.TALK, PageName.PAPER, PageName.HAND_IN}
        self._idle.start(IDLE_MINUTES_IN_TALK if in_talk else IDLE_MINUTES)

    def _leave(self, then: Callable[[], None]) -> None:
        from huisbezoek.model.usecases.profile import close_profile

        house, profile = self._house, self._profile
        self._house, self._profile = None, None
        self._stop_waiting()
        if house is None or profile is None:
            then()
            return
        house.finish()
        self.window.show_inside(QWidget())

        def closed() -> None:
            self.tasks.files.run(
                lambda: close_profile(self.parts.profile, profile),
                lambda _: self._left(profile, then),
                lambda _: self._left(profile, then),
            )

        house.lanes.close(closed)

    def _left(self, profile: OpenProfile, then: Callable[[], None]) -> None:
        self.locks.release(profile.folder)
        then()

    def _show_door_again(self) -> None:
        self.show_unlock()
        self.locked.emit()

    def _prepare_opening(self) -> None:
        self.tasks.files.run(self.parts.prepare_opening, _ignore, _raise)

    def _close_window(self) -> None:
        self._preparing.stop()
        self.tasks.shutdown()
        self.window.close_now()
        self.ended.emit()

    def _stop_waiting(self) -> None:
        self._idle.stop()
        if self._backup is not None:
            self._backup.stop()
            self._backup = None

    def _show_problem(self, house: OpenHouse, error: BaseException) -> None:
        if self._house is house and isinstance(error, Exception):
            house.show_problem(error)


def _ignore(_: object) -> None:
    """Takes what is not needed."""


def _raise(error: BaseException) -> None:
    """Shows a mistake in the program itself where every other one is shown."""
    raise error


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        message = "the program needs a running QApplication"
        raise TypeError(message)
    return application
