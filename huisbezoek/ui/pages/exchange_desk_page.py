"""The coordinator's page Uitwisselen: decide, read what came, give along what is new."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from huisbezoek.model.usecases.exchange_desk import DeskView, PackedFile
from huisbezoek.model.usecases.held_files import HeldFile
from huisbezoek.model.usecases.imports import ImportLine
from huisbezoek.model.usecases.laptops import LaptopView
from huisbezoek.model.usecases.packing_slip import PackedContents
from huisbezoek.model.usecases.ports.rosters import DeviceRole
from huisbezoek.model.usecases.ports.work import Changes, Writing
from huisbezoek.ui import errors
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.desk_decisions import DecisionUses, DeskDecisions
from huisbezoek.ui.dialogs.desk_layout import DeskLayout
from huisbezoek.ui.dialogs.desk_packing import DeskPacking, PackingWays
from huisbezoek.ui.dialogs.desk_place import DeskPlace, PlaceUses
from huisbezoek.ui.models import (
    desk_laptop_words,
    desk_results,
    desk_words,
    held_words,
    preview_words,
)
from huisbezoek.ui.models.exchange_run import ExchangeRun
from huisbezoek.ui.models.exchange_steps import ExchangeResult, ExchangeSteps, Waiting
from huisbezoek.ui.models.rounds_of_receivers import Asked, Rounds
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ExchangeDeskUses:
    """What the page asks and does; keys, clock and folder of the profile are bound already.

    `steps.arrived` takes a folder, or one file that a person chose. `news` answers None when
    nothing is new for a device.
    """

    steps: ExchangeSteps
    view: Callable[[Writing], DeskView]
    imports: Callable[[Writing], tuple[ImportLine, ...]]
    held: Callable[[Writing], tuple[HeldFile, ...]]
    laptops: Callable[[Writing], tuple[LaptopView, ...]]
    news: Callable[[Writing, str], PackedContents | None]
    pack: Callable[[Writing, str], PackedFile]
    place: PlaceUses
    decisions: DecisionUses
    today: Callable[[], date]


@dataclass(frozen=True, slots=True)
class DeskSeen:
    """Everything that the page shows, from one moment."""

    view: DeskView
    imports: tuple[ImportLine, ...]
    held: tuple[HeldFile, ...]
    laptops: tuple[LaptopView, ...]


class ExchangeDeskPage(QWidget):
    """One clear step on top; every file is checked whole before anything of it is kept."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: ExchangeDeskUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._seen: DeskSeen | None = None
        self._waiting: list[Waiting] = []
        self.place = DeskPlace(workbench, uses.place, self)
        ways = PackingWays(self._name, lambda: self.place.name, self.place.choose)
        self.packing = DeskPacking(workbench, look, uses.pack, ways, self)
        steps = replace(uses.steps, prepare=self.packing.take)
        self.run = ExchangeRun(workbench, steps, self)
        self.news = Rounds(workbench, uses.news, self)
        self.parts = DeskLayout(look)
        self.decisions = DeskDecisions(workbench, look, uses.decisions, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.parts)
        self._connect()

    def open(self, _subject: str = "", _detail: str = "") -> None:
        """Loads what went and came, what waits, and what lies in the folder."""
        self.place.watch.look_now()
        # Only a writer may read the ledger; nothing is written here.
        self._workbench.do(self._load, self.show_seen, self._show_problem)

    def show_seen(self, seen: DeskSeen) -> None:
        """Shows what was found, and then looks in the folder and for what is new."""
        self._seen = seen
        exchange = seen.view.exchange
        parts = self.parts
        parts.held.show_held([held_words.held_words(one) for one in seen.held])
        parts.writing.show_people(exchange.partners, seen.view.unreachable)
        parts.imports.show_lines(seen.imports)
        waiting = seen.view.unconfirmed
        today = self._uses.today()
        parts.laptops.show_lines(desk_laptop_words.laptop_lines(seen.laptops, waiting, today))
        whom = [one.name for one in exchange.partners if one.role == DeviceRole.COORDINATOR]
        parts.show_incomplete(exchange.incomplete, whom)
        parts.show_sent(exchange.sent, dict(exchange.names))
        parts.show_empty(
            is_empty=not (exchange.partners or seen.imports or exchange.sent or seen.held),
            has_start_file=bool(seen.view.unreachable),
        )
        self._point()
        self.news.begin([one.device for one in exchange.partners])

    def _load(self, writing: Writing) -> DeskSeen:
        uses = self._uses
        return DeskSeen(
            uses.view(writing),
            uses.imports(writing),
            uses.held(writing),
            uses.laptops(writing),
        )

    def _connect(self) -> None:
        parts = self.parts
        parts.stop_wanted.connect(self._stop)
        parts.visitors_wanted.connect(lambda: self.go.emit(Destination(PageName.VISITORS)))
        parts.folder.look_wanted.connect(self._check_folder)
        parts.folder.folder_wanted.connect(self._choose_and_check)
        parts.folder.file_wanted.connect(self._check_file)
        parts.preview.read_wanted.connect(lambda: self._read(self._waiting))
        parts.preview.one_wanted.connect(self._read_one)
        parts.preview.left_wanted.connect(self._leave)
        parts.writing.pack_wanted.connect(self._pack)
        parts.imports.withdraw_wanted.connect(self.decisions.ask_withdraw)
        parts.imports.reinstate_wanted.connect(self.decisions.reinstate)
        self.decisions.done.connect(self._say)
        self.decisions.failed.connect(self._show_problem)
        parts.held.decided.connect(self._decide)
        self.run.progressed.connect(self._show_progress)
        self.run.finished.connect(self._show_result)
        self.news.found.connect(self._show_news)
        self.news.finished.connect(self._point)
        self.packing.progressed.connect(lambda at, of: self._show_progress("pack", at, of))
        self.packing.packed.connect(self._end)
        self.packing.write_wanted.connect(self._write)
        self.place.changed.connect(self._point)
        self._workbench.changed.connect(self._follow)

    # --- the folder ------------------------------------------------------------------------

    def _point(self, *_: object) -> None:
        """Says what lies in the folder, and which step comes now."""
        if self._seen is None or not isValid(self.parts):
            return
        last = desk_words.last_time(self._seen.view.exchange)
        new = self.parts.folder.show_sight(self.place.watch, last)
        self.parts.point_at(
            has_held=bool(self._seen.held), is_ready=bool(self._waiting), new_files=new
        )

    def _choose_and_check(self) -> None:
        if self.place.choose() is not None:
            self._check_folder()

    def _check_folder(self) -> None:
        folder = self.place.folder or self.place.choose()
        if folder is not None:
            self._check(folder)

    def _check_file(self) -> None:
        path = self.place.choose_file()
        if path is not None:
            self._check(path)

    def _check(self, place: Path) -> None:
        if self._seen is None or not self._begin():
            return
        # What was taken back may be read again: then it is applied again.
        known = {one.bundle for one in self._seen.imports if one.withdrawn_at is None}
        self.run.look(place, frozenset(known))

    # --- reading ---------------------------------------------------------------------------

    def _read(self, waiting: Iterable[Waiting]) -> None:
        chosen = list(waiting)
        if chosen and self._begin(keep_waiting=True):
            self._waiting = [one for one in self._waiting if one not in chosen]
            self._show_waiting()
            self.run.read(chosen, self.place.folder)

    def _read_one(self, bundle: str) -> None:
        self._read([one for one in self._waiting if one.received.header.bundle == bundle])

    def _leave(self) -> None:
        self.run.let_go(self._waiting)
        self._waiting = []
        self._show_waiting()
        self.parts.hide_messages()
        self._point()

    # --- giving along ----------------------------------------------------------------------

    def _pack(self, devices: tuple[str, ...]) -> None:
        if self._begin():
            self.packing.begin(devices)

    def _write(self, devices: tuple[str, ...]) -> None:
        folder = self.place.folder
        if folder is not None and self._begin():
            self.run.write(devices, folder)

    # --- showing ---------------------------------------------------------------------------

    def _begin(self, *, keep_waiting: bool = False) -> bool:
        if self.run.is_running or self.packing.is_running:
            return False
        if not keep_waiting:
            self.run.let_go(self._waiting)
            self._waiting = []
        self.place.watch.pause(paused=True)
        self._show_waiting()
        self.parts.hide_messages()
        self.parts.show_busy(desk_words.progress("begin"))
        return True

    def _end(self) -> None:
        self.parts.show_busy("")
        self.place.watch.pause(paused=False)

    def _stop(self) -> None:
        self.run.stop()
        if self.packing.stop():
            self._end()

    def _show_progress(self, what: str, done: int, total: int) -> None:
        self.parts.show_busy(desk_words.progress(what, done, total))

    def _show_news(self, answer: Asked[PackedContents]) -> None:
        if answer.error is None:
            self.parts.writing.show_news(answer.device, answer.found)

    def _show_result(self, result: ExchangeResult) -> None:
        self._end()
        self.packing.put_away()
        self._waiting = [*self._waiting, *result.waiting]
        words = desk_results.result_words(result, self._known_name, is_stick=self.place.is_stick)
        if words.bad:
            self.parts.problem.set_words(desk_results.not_all(), "\n".join(words.bad))
            self.parts.problem.show()
        if words.good and result.problem is None:
            self.parts.good.set_words(words.title, "\n".join(words.good))
            self.parts.good.show()
        if result.written:
            self.parts.writing.forget_choices()
        self._show_waiting()
        self.open()

    def _show_waiting(self) -> None:
        seen = self._seen
        if seen is not None:
            withdrawn = {one.bundle for one in seen.imports if one.withdrawn_at is not None}
            lines = preview_words.previews(self._waiting, seen.view, withdrawn)
            self.parts.preview.show_lines(lines)

    def _say(self, title: str, sentence: str) -> None:
        self.parts.hide_messages()
        self.parts.good.set_words(title, sentence)
        self.parts.good.show()
        self.open()

    def _show_problem(self, error: Exception) -> None:
        self.parts.problem.set_words(errors.sentence(error))
        self.parts.problem.show()

    def _decide(self, number: int, key: str) -> None:
        if self._seen is not None:
            self.decisions.decide(self._seen.held[number], key)

    def _known_name(self, device: str) -> str:
        return self._seen.view.exchange.names.get(device, "") if self._seen is not None else ""

    def _name(self, device: str) -> str:
        return self._known_name(device) or desk_words.nameless()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Copies of files that nobody reads now must not stay behind on the laptop.
        if not self.run.is_running and self._waiting:
            self._leave()

    def _follow(self, changes: Changes) -> None:
        is_busy = self.run.is_running or self.packing.is_running
        # The page's own look at the ledger is a deed without changes: it must not ask again.
        if (changes.local or changes.subjects) and self.isVisible() and not is_busy:
            self.open()


__all__ = ["ExchangeDeskPage", "ExchangeDeskUses"]
