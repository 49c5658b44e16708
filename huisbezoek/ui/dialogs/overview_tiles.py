"""The tiles of Overzicht: how many wait for what; each opens the list that it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal

from huisbezoek.model.usecases.overview import Overview
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.columns import TileGrid
from huisbezoek.ui.widgets.tile import Tile, TileTone, TileValue


@dataclass(frozen=True, slots=True)
class _TileKind:
    name: str
    count: Callable[[Overview], int]
    one: str
    several: str
    icon: str
    goes_to: Destination
    tone: TileTone = "work"


# Eight: two even rows beside the sidebar, four in the narrow form. What was done shows below.
_TILES: Final = (
    _TileKind(
        "tile_signals",
        lambda seen: seen.late_loops or seen.open_signals,
        QT_TRANSLATE_NOOP("overview", "signaal open"),
        QT_TRANSLATE_NOOP("overview", "signalen open"),
        "flag",
        Destination(PageName.FOLLOW_UP),
    ),
    _TileKind(
        "tile_reports",
        lambda seen: seen.reports_to_assess,
        QT_TRANSLATE_NOOP("overview", "verslag om te lezen"),
        QT_TRANSLATE_NOOP("overview", "verslagen om te lezen"),
        "clipboard-check",
        Destination(PageName.RESIDENTS, detail="reports"),
    ),
    _TileKind(
        "tile_silent",
        lambda seen: seen.silent_visitors,
        QT_TRANSLATE_NOOP("overview", "bezoeker die lang niet uitwisselde"),
        QT_TRANSLATE_NOOP("overview", "bezoekers die lang niet uitwisselden"),
        "laptop-minimal",
        Destination(PageName.VISITORS, detail="silent"),
        "warn",
    ),
    _TileKind(
        "tile_assign",
        lambda seen: seen.to_assign,
        QT_TRANSLATE_NOOP("overview", "inwoner nog zonder bezoeker"),
        QT_TRANSLATE_NOOP("overview", "inwoners nog zonder bezoeker"),
        "user-plus",
        Destination(PageName.RESIDENTS, detail="unassigned"),
        "warn",
    ),
    _TileKind(
        "tile_letters",
        lambda seen: seen.letters_to_send,
        QT_TRANSLATE_NOOP("overview", "brief om te versturen"),
        QT_TRANSLATE_NOOP("overview", "brieven om te versturen"),
        "mail",
        Destination(PageName.LETTERS),
    ),
    _TileKind(
        "tile_waiting",
        lambda seen: seen.waiting_for_answer,
        QT_TRANSLATE_NOOP("overview", "inwoner gaf nog geen antwoord"),
        QT_TRANSLATE_NOOP("overview", "inwoners gaven nog geen antwoord"),
        "phone-missed",
        Destination(PageName.RESIDENTS, detail="waiting_for_answer"),
    ),
    _TileKind(
        "tile_due",
        lambda seen: seen.due,
        QT_TRANSLATE_NOOP("overview", "inwoner aan de beurt, nog zonder brief"),
        QT_TRANSLATE_NOOP("overview", "inwoners aan de beurt, nog zonder brief"),
        "calendar-clock",
        Destination(PageName.RESIDENTS, detail="due"),
    ),
    _TileKind(
        "tile_soon",
        lambda seen: seen.due_soon,
        QT_TRANSLATE_NOOP("overview", "inwoner erbij tot {1}"),
        QT_TRANSLATE_NOOP("overview", "inwoners erbij tot {1}"),
        "calendar-range",
        Destination(PageName.RESIDENTS, detail="soon"),
    ),
)


class OverviewTiles(TileGrid):
    """`go` carries the list. Nothing shows while nobody is known."""

    go = Signal(object)

    def __init__(self, look: LookSource) -> None:
        super().__init__(look)
        self._by_name: dict[str, Tile] = {}
        for kind in _TILES:
            tile = Tile(look, TileValue("0", "", kind.icon))
            tile.setObjectName(kind.name)
            tile.clicked.connect(lambda _=False, place=kind.goes_to: self.go.emit(place))
            self._by_name[kind.name] = tile
        self.set_tiles(list(self._by_name.values()))

    def show_counts(self, seen: Overview) -> None:
        """Shows how many there are of each."""
        for kind in _TILES:
            self._by_name[kind.name].set_value(_tile_value(kind, seen))
        self.setVisible(bool(seen.people))


def _tile_value(kind: _TileKind, seen: Overview) -> TileValue:
    count = kind.count(seen)
    words = _tr(kind.one if count == 1 else kind.several)
    tone: TileTone = kind.tone if count else "done"
    if kind.name == "tile_signals" and seen.late_loops:
        words = texts.counted(
            count, _tr("signaal dat te lang open staat"), _tr("signalen die te lang open staan")
        )
        tone = "late"
    return TileValue(
        texts.number(count), words.format(count, texts.month(seen.horizon)), kind.icon, tone
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)
