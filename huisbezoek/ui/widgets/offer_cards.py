"""The cards of the social map: what there is, and for a coordinator two buttons on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card_grid import AT_ONCE, IN_A_SLICE
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.slices import Slices
from huisbezoek.ui.widgets.tab_order import follow_card, last_stop, stop_before
from huisbezoek.ui.widgets.text import IconText, Text

_COLUMNS: Final = 2
# Narrower than this the two buttons stand under each other.
_TIGHT: Final = 40


@dataclass(frozen=True, slots=True)
class OfferCardValue:
    """What a card says; `facts` are an icon and a line each. An empty verb is no button."""

    offer: str
    name: str
    what: str
    facts: tuple[tuple[str, str], ...]
    checked: ChipValue
    remark: str = ""
    change_verb: str = ""
    check_verb: str = ""

    @property
    def spoken(self) -> str:
        """Everything on the card but its name, for a screen reader."""
        lines = (self.what, *(line for _icon, line in self.facts), self.checked.text, self.remark)
        return " ".join(f"{line.rstrip('.')}." for line in lines if line)


class OfferCardPanel(QFrame):
    """One entry; the keyboard reaches the card itself, so that it can be read and scrolled to.

    Enter on the card and its button emit `change_wanted`, the other button `check_wanted`.
    """

    change_wanted = Signal(str)
    check_wanted = Signal(str)
    step_wanted = Signal(int)
    """The arrow keys: -1 for the card before this one, 1 for the next."""

    def __init__(self, look: LookSource, value: OfferCardValue) -> None:
        super().__init__()
        self._source = look
        self.value = value
        self.setProperty("card", "true")
        self.setObjectName(f"offer_{value.offer}")
        self.setAccessibleName(value.name)
        self.setAccessibleDescription(value.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box = QVBoxLayout(self)
        self._box.addWidget(Text(look, value.name, size="l", bold=True))
        self._words = QVBoxLayout()
        if value.what:
            self._words.addWidget(Text(look, value.what))
        for icon, line in value.facts:
            fact = IconText(look, icon, line)
            fact.icon.set_icon(icon, "muted")
            self._words.addWidget(fact)
        if value.remark:
            self._words.addWidget(IconText(look, "info", value.remark, bold=True))
        self._box.addLayout(self._words)
        self._box.addStretch(1)
        self._box.addWidget(Chip(look, value.checked), 0, Qt.AlignmentFlag.AlignLeft)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._add_button(value.check_verb, "check", "check_offer", self.check_wanted)
        self._add_button(value.change_verb, "pencil", "change_offer", self.change_wanted)
        self._foot.addStretch(1)
        self._box.addLayout(self._foot)
        look.changed.connect(self._dress)
        self._dress()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self.step_wanted.emit(steps[Qt.Key(key)])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.value.change_verb:
            self.change_wanted.emit(self.value.offer)
        else:
            super().keyPressEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        # Two buttons beside each other must not hold the page open: they go under each other.
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._source.look.u(_TIGHT)), least.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _add_button(self, verb: str, icon: str, name: str, wanted: SignalInstance) -> None:
        if not verb:
            return
        button = Button(self._source, verb, "row", icon)
        button.setObjectName(f"{name}_{self.value.offer}")
        button.setAccessibleName(f"{verb}: {self.value.name}")
        button.clicked.connect(lambda: wanted.emit(self.value.offer))
        self._foot.addWidget(button)

    def _follow_width(self) -> None:
        is_tight = self.width() < self._source.look.u(_TIGHT)
        way = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        if way != self._foot.direction():
            self._foot.setDirection(way)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(look.u(2.5), look.u(1.75), look.u(2.5), look.u(1.5))
        self._box.setSpacing(look.u(1))
        self._words.setSpacing(look.u(0.5))
        self._foot.setSpacing(look.u(1))


class OfferCards(QWidget):
    """Two cards beside each other, one in the narrow form; a card that says the same stays.

    `change_wanted` and `check_wanted` carry the identifier of an entry.
    """

    change_wanted = Signal(str)
    check_wanted = Signal(str)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._panels: dict[str, OfferCardPanel] = {}
        self._shown: dict[int, OfferCardPanel] = {}
        self._count = 0
        self._slices = Slices(self, AT_ONCE, IN_A_SLICE)
        self._grid = QGridLayout(self)
        look.changed.connect(self._dress)
        self._dress()

    def show_values(self, values: Sequence[OfferCardValue]) -> None:
        """Shows these cards; the focus stays on its entry, or on what took its place."""
        held = self._place_of_focus()
        offer = self._shown[held].value.offer if held is not None else ""
        known = {
            place: self._panels[value.offer]
            for place, value in enumerate(values)
            if value.offer in self._panels and self._panels[value.offer].value == value
        }
        for place, panel in self._shown.items():
            if known.get(place) is not panel:
                self._grid.removeWidget(panel)
        for panel in set(self._shown.values()) - set(known.values()):
            panel.hide()
        before, self._shown = self._shown, known
        self._put_known(before)
        new = [(place, value) for place, value in enumerate(values) if place not in known]
        self._slices.begin([partial(self._make, place, value) for place, value in new])
        if held is None or not values:
            return
        # Whoever works in the cards goes on there, so all of them have to be there.
        self.finish()
        shown = list(self._shown.values())
        same = next((one for one in shown if one.value.offer == offer), None)
        heir = same or self._shown[min(held, len(values) - 1)]
        heir.show()
        heir.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Makes now the cards that would come in a moment."""
        self._slices.finish()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._slices.go_on()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _put_known(self, before: Mapping[int, OfferCardPanel]) -> None:
        stop = stop_before(self)
        for place, panel in self._shown.items():
            if before.get(place) is not panel:
                self._put(place, panel)
            stop = follow_card(stop, panel)

    def _make(self, place: int, value: OfferCardValue) -> None:
        known = self._panels.get(value.offer)
        if known is not None:
            known.hide()
            # Out of the tree at once: a search by name must not find a card on its way out.
            known.setParent(None)
            known.deleteLater()
        panel = OfferCardPanel(self._source, value)
        panel.change_wanted.connect(self.change_wanted)
        panel.check_wanted.connect(self.check_wanted)
        panel.step_wanted.connect(self._step)
        self._panels[value.offer] = self._shown[place] = panel
        self._put(place, panel)
        above = next((one for one in range(place - 1, -1, -1) if one in self._shown), None)
        before = None if above is None else last_stop(self._shown[above])
        follow_card(before or stop_before(self), panel)

    def _place_of_focus(self) -> int | None:
        focused: QWidget | None = self.window().focusWidget()
        if focused is None:
            return None
        for place, panel in self._shown.items():
            if panel is focused or panel.isAncestorOf(focused):
                return place
        return None

    def _step(self, step: int) -> None:
        self.finish()
        place = self._place_of_focus()
        panel = None if place is None else self._shown.get(place + step)
        if panel is not None:
            panel.setFocus(Qt.FocusReason.TabFocusReason)
            bring_in_view(panel)

    def _follow_width(self) -> None:
        wanted = 1 if is_narrow(self, self._source.look) else _COLUMNS
        if wanted != self._count:
            self._count = wanted
            for place, panel in self._shown.items():
                self._put(place, panel)
            self._stretch()

    def _put(self, place: int, panel: OfferCardPanel) -> None:
        columns = self._count or _COLUMNS
        self._grid.addWidget(panel, place // columns, place % columns)
        # A new card is shown by the grid, all at once; one by one is many times slower.
        if panel.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            panel.show()

    def _stretch(self) -> None:
        columns = self._count or _COLUMNS
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _dress(self) -> None:
        look = self._source.look
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.u(1.5))
        self._stretch()
        if self._count:
            self._follow_width()
