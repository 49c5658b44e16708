"""Moving an appointment by keys: steps, what is heard and seen meanwhile, and one question."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Signal

from huisbezoek.model.domain.agenda import moved
from huisbezoek.model.usecases.agenda import AgendaItem
from huisbezoek.ui.models import agenda_words
from huisbezoek.ui.widgets.announce import announce
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.week_grid import WeekGrid


@dataclass(frozen=True, slots=True)
class Moving:
    """An appointment on its way to another time; nothing is kept yet."""

    item: AgendaItem
    starts: datetime

    def on(self, days: int, half_hours: int) -> "Moving":
        """A step further."""
        return Moving(self.item, moved(self.starts, days=days, half_hours=half_hours))


class AgendaMoving(QObject):
    """Follows the keys of the week; `went` carries the new time, `asked` the whole move."""

    went = Signal(object)
    asked = Signal(object)

    def __init__(
        self, grid: WeekGrid, hint: Banner, item: Callable[[str], AgendaItem | None]
    ) -> None:
        super().__init__(grid)
        self._grid = grid
        self._hint = hint
        self._item = item
        self._moving: Moving | None = None
        grid.move_keyed.connect(self._step)
        grid.move_confirmed.connect(lambda: self.asked.emit(self._moving))
        grid.move_left.connect(self.leave)

    def show_again(self) -> None:
        """Shows the new time in the week of now."""
        self._grid.set_ghost(self._moving.starts if self._moving is not None else None)

    def leave(self) -> None:
        """Leaves everything as it is."""
        self._moving = None
        self._hint.hide()
        self._grid.set_ghost(None)

    def _step(self, identifier: str, days: int, half_hours: int) -> None:
        item = self._item(identifier)
        start = Moving(item, item.appointment.starts) if item is not None else None
        moving = self._moving or start
        if moving is None:
            return
        self._moving = moving.on(days, half_hours)
        words = agenda_words.moment_with_comma(self._moving.starts)
        self._hint.set_words(
            _tr("Nieuwe tijd: {0}").format(words),
            _tr("Enter verzet de afspraak, Escape laat alles zoals het is."),
        )
        self._hint.show()
        self.show_again()
        self.went.emit(self._moving.starts)
        announce(self._grid, words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaMoving", text)
