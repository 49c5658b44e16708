"""Keeps the sidebar true: who is at work, the last exchange, and how much work waits."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from huisbezoek.app.binding import Binding
from huisbezoek.model.domain.unsent_age import UnsentAge, unsent_age
from huisbezoek.model.usecases.exchange_folder import UnsentWork, unsent_work
from huisbezoek.model.usecases.exchange_view import ExchangeView, exchange_view
from huisbezoek.model.usecases.follow_up_list import late_loops
from huisbezoek.model.usecases.given_twice import count_given_twice
from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.model.usecases.today import today_view
from huisbezoek.ui import texts
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.main_window import House
from huisbezoek.ui.theme import Token
from huisbezoek.ui.widgets.sidebar import SidebarFoot
from huisbezoek.ui.widgets.sidebar_delegate import SidebarCount
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class _Words:
    exchange: str
    tone: Token


class Foot(QObject):
    """Keeps the foot of the sidebar true after every deed."""

    def __init__(self, workbench: Workbench, house: House, bound: Binding) -> None:
        super().__init__(house)
        self._workbench = workbench
        self._house = house
        self._bound = bound
        workbench.changed.connect(self._follow)

    def refresh(self) -> None:
        """Reads the last exchange and what waits longer, and shows both."""
        is_coordinator = self._bound.is_coordinator
        # What a coordinator made goes to many, each in their own time: silent laptops tell of it.
        self._workbench.do(
            lambda writing: (
                exchange_view(writing),
                UnsentWork() if is_coordinator else unsent_work(writing),
            ),
            lambda found: self._show(*found),
        )
        self._count()

    def _follow(self, changes: Changes) -> None:
        if changes.local & {"ledger", "local_values"}:
            self.refresh()
        elif changes.subjects and not self._bound.is_coordinator:
            # What was just made is work that waits.
            self.refresh()
        elif changes.subjects:
            self._count()

    def _count(self) -> None:
        """A visitor's work that waits; of a coordinator's the differences and the late signals."""
        person, today = self._bound.person, self._bound.today()
        if self._bound.is_coordinator:
            self._workbench.ask(
                lambda reading: len(reading.differences()) + count_given_twice(reading),
                self._show_differences,
            )
            self._workbench.ask(lambda reading: late_loops(reading, today), self._show_late)
            return
        self._workbench.ask(
            lambda reading: today_view(reading, visitor=person, today=today).waiting_longer,
            self._show_count,
        )

    def _show_count(self, waiting: int) -> None:
        words = texts.counted(
            waiting, _say("{0} bezoek wacht langer"), _say("{0} bezoeken wachten langer")
        )
        count = SidebarCount(waiting, words) if waiting else None
        self._house.show_count(PageName.TODAY, count)

    def _show_differences(self, count: int) -> None:
        words = texts.counted(count, _say("{0} verschil"), _say("{0} verschillen"))
        shown = SidebarCount(count, words) if count else None
        self._house.show_count(PageName.DIFFERENCES, shown)

    def _show_late(self, count: int) -> None:
        words = texts.counted(count, _say("{0} staat te lang open"), _say("{0} staan te lang open"))
        shown = SidebarCount(count, words, is_signal=True) if count else None
        self._house.show_count(PageName.FOLLOW_UP, shown)

    def _show(self, view: ExchangeView, unsent: UnsentWork) -> None:
        words = _words(view, unsent, self._bound.today())
        self._house.show_foot(
            SidebarFoot(
                name=self._bound.person_name,
                role=_role(is_coordinator=self._bound.is_coordinator),
                initials=_initials(self._bound.person_name),
                exchange=words.exchange,
                exchange_tone=words.tone,
            )
        )


def _words(view: ExchangeView, unsent: UnsentWork, today: date) -> _Words:
    """The last exchange; its colour is that of work that waits, not of the calendar."""
    last = _last_exchange(view, today)
    oldest = unsent.oldest.astimezone().date() if unsent.oldest is not None else None
    age = unsent_age(oldest, today)
    if age is UnsentAge.FRESH or oldest is None:
        return _Words(last, "muted")
    if age is UnsentAge.WAITING:
        waits = _say("Uw werk wacht {0} dagen").format(texts.number((today - oldest).days))
        return _Words(f"{last}. {waits}", "warn")
    misses = _say("{0} mist uw werk").format(view.coordinator_name.split(" ", 1)[0])
    return _Words(f"{last}. {misses}", "late")


def _last_exchange(view: ExchangeView, today: date) -> str:
    days = [(today - line.at.date()).days for line in (*view.received, *view.sent)]
    if not days:
        return _say("Nog niet uitgewisseld")
    if min(days) <= 0:
        return _say("Vandaag uitgewisseld")
    return texts.counted(
        min(days),
        _say("Laatst uitgewisseld: {0} dag geleden"),
        _say("Laatst uitgewisseld: {0} dagen geleden"),
    )


def _role(*, is_coordinator: bool) -> str:
    return _say("Coördinator") if is_coordinator else _say("Huisbezoeker")


def _initials(name: str) -> str:
    parts = [part for part in name.split() if part[:1].isupper()]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts))


def _say(text: str) -> str:
    return QCoreApplication.translate("foot", text)
