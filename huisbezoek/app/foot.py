"""Keeps the sidebar true: who is at work, the last exchange, and how much work waits."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from huisbezoek.app.binding import Binding
from huisbezoek.model.usecases.exchange_view import ExchangeView, exchange_view
from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.model.usecases.today import today_view
from huisbezoek.ui import texts
from huisbezoek.ui.actions import PageName
from huisbezoek.ui.main_window import House
from huisbezoek.ui.widgets.sidebar import SidebarFoot
from huisbezoek.ui.widgets.sidebar_delegate import SidebarCount
from huisbezoek.ui.workbench import Workbench

LONG_AGO_DAYS = 14


@dataclass(frozen=True, slots=True)
class _Words:
    exchange: str
    is_long_ago: bool


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
        self._workbench.do(exchange_view, self._show)
        self._count()

    def _follow(self, changes: Changes) -> None:
        if "ledger" in changes.local:
            self.refresh()
        elif changes.subjects:
            self._count()

    def _count(self) -> None:
        """Only a visitor has work that waits; a coordinator's tiles say it in words."""
        if self._bound.is_coordinator:
            return
        person, today = self._bound.person, self._bound.today()
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

    def _show(self, view: ExchangeView) -> None:
        words = _words(view, self._bound.today())
        self._house.show_foot(
            SidebarFoot(
                name=self._bound.person_name,
                role=_role(is_coordinator=self._bound.is_coordinator),
                initials=_initials(self._bound.person_name),
                exchange=words.exchange,
                exchange_tone="warn" if words.is_long_ago else "muted",
            )
        )


def _words(view: ExchangeView, today: date) -> _Words:
    days = [(today - line.at.date()).days for line in (*view.received, *view.sent)]
    if not days:
        return _Words(_say("Nog niet uitgewisseld"), is_long_ago=False)
    last = min(days)
    if last == 0:
        return _Words(_say("Vandaag uitgewisseld"), is_long_ago=False)
    words = texts.counted(
        last,
        _say("Laatst uitgewisseld: {0} dag geleden"),
        _say("Laatst uitgewisseld: {0} dagen geleden"),
    )
    return _Words(words, is_long_ago=last > LONG_AGO_DAYS)


def _role(*, is_coordinator: bool) -> str:
    return _say("Coördinator") if is_coordinator else _say("Huisbezoeker")


def _initials(name: str) -> str:
    parts = [part for part in name.split() if part[:1].isupper()]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts))


def _say(text: str) -> str:
    return QCoreApplication.translate("foot", text)
