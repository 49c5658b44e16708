"""The sidebar: brand, pages, and at its foot the last exchange and who is at work."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token
from huisbezoek.ui.widgets.circle import IconCircle, InitialsCircle
from huisbezoek.ui.widgets.menu_button import MenuButton
from huisbezoek.ui.widgets.sidebar_delegate import (
    COUNT_ROLE,
    ITEM_ROLE,
    SidebarCount,
    SidebarDelegate,
    SidebarItem,
)
from huisbezoek.ui.widgets.text import IconText, Rule, Text

_WIDE = 29
_RAIL = 6


@dataclass(frozen=True, slots=True)
class SidebarFoot:
    """Who is at work, and the last exchange in words ('warn' when it was long ago)."""

    name: str
    role: str
    initials: str
    exchange: str = ""
    exchange_tone: Token = "muted"


class _PageList(QListWidget):
    """The list itself; one arrow key is one page."""

    def __init__(self, look: LookSource, *, is_rail: bool) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        if is_rail:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.painter = SidebarDelegate(look, self, is_rail=is_rail)
        self.setItemDelegate(self.painter)

    @override
    def resizeEvent(self, e: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(e)

    def fit(self) -> None:
        """Lets the rows shrink until all of them are in sight."""
        self.painter.set_room(self.height(), self.count())
        self.scheduleDelayedItemsLayout()

    def focus_rectangle(self) -> QRect:
        """Where the focus ring goes: around the current page."""
        index = self.currentIndex()
        return self.visualRect(index) if index.isValid() else self.viewport().rect()


class _Panel(QWidget):
    """One strip on the sunk ground: with words, or a rail of icons."""

    def __init__(self, look: LookSource, *, is_rail: bool) -> None:
        super().__init__()
        self._source = look
        self._is_rail = is_rail
        self.box = QVBoxLayout(self)
        self.list = _PageList(look, is_rail=is_rail)
        look.changed.connect(self.dress)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("sunk"))
        edge = self.rect()
        edge.setLeft(edge.right() - look.edge + 1)
        painter.fillRect(edge, look.colour("hair"))
        painter.end()

    def dress(self) -> None:
        """Takes the sizes of the look of now."""
        look = self._source.look
        self.setFixedWidth(look.u(_RAIL if self._is_rail else _WIDE))
        side = look.u(0.75) if self._is_rail else 0
        self.box.setContentsMargins(side, look.u(2.5), side, look.u(1.5))
        self.box.setSpacing(look.u(1))
        self.list.fit()


class Sidebar(QWidget):
    """The pages of a role at the left of the window; `page_chosen` carries the key of a page.

    In the narrow form it is a rail of icons with tooltips whose first button, named `menu_text`,
    opens the strip with words over the page. Escape or a choice closes that again.
    """

    page_chosen = Signal(str)
    # On the class too: while a window is taken apart, events still come in.
    _is_narrow = False

    def __init__(self, look: LookSource, brand: str, name: str, menu_text: str) -> None:
        super().__init__()
        self._source = look
        self._items: tuple[SidebarItem, ...] = ()
        self._current = ""
        self._is_narrow = False
        self._is_telling = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._words = _Panel(look, is_rail=False)
        self._rail = _Panel(look, is_rail=True)
        self._menu = MenuButton(look, menu_text)
        self._menu.clicked.connect(self._open_menu)
        self._build_words(brand)
        self._build_foot()
        self._rail.box.addWidget(self._menu)
        self._rail.box.addWidget(self._rail.list, 1)
        for panel in (self._words, self._rail):
            self._row.addWidget(panel)
            panel.list.setAccessibleName(name)
            panel.list.currentRowChanged.connect(self._choose_row)
            panel.list.itemClicked.connect(self._close_menu)
        self._words.list.installEventFilter(self)
        look.changed.connect(self._dress)
        self._dress()
        self.set_narrow(narrow=False)

    def set_items(self, items: Sequence[SidebarItem]) -> None:
        """Shows the pages of a role."""
        self._items = tuple(items)
        self._is_telling = True
        for panel in (self._words, self._rail):
            panel.list.clear()
            for item in self._items:
                entry = QListWidgetItem(item.text, panel.list)
                entry.setData(ITEM_ROLE, item)
                entry.setToolTip(item.text if panel is self._rail else "")
            panel.list.fit()
        self._is_telling = False

    def set_current(self, key: str) -> None:
        """Marks the page that is shown, without emitting `page_chosen`."""
        self._current = key
        self._is_telling = True
        for place, item in enumerate(self._items):
            if item.key == key:
                self._words.list.setCurrentRow(place)
                self._rail.list.setCurrentRow(place)
        self._is_telling = False

    def set_count(self, key: str, count: SidebarCount | None) -> None:
        """Shows how much work waits behind a page, or none."""
        for panel in (self._words, self._rail):
            for place, item in enumerate(self._items):
                if item.key == key:
                    spoken = f"{item.text}, {count.spoken}" if count else item.text
                    entry = panel.list.item(place)
                    entry.setData(COUNT_ROLE, count)
                    entry.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def set_foot(self, foot: SidebarFoot) -> None:
        """Shows who is at work and when files were last exchanged."""
        self._exchange.set_text(foot.exchange, icon="refresh-cw", tone=foot.exchange_tone)
        self._exchange.setVisible(bool(foot.exchange))
        self._circle.set_person(foot.initials, foot.name)
        self._name.setText(foot.name)
        self._role.setText(foot.role)

    def set_narrow(self, *, narrow: bool) -> None:
        """Becomes a rail of icons, or the strip with words again."""
        self._is_narrow = narrow
        self._close_menu()
        self._rail.setVisible(narrow)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_over_page = self._is_narrow and self._words.isVisible()
        if is_over_page and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._close_menu()
                self._menu.setFocus()
                return True
        elif is_over_page and event.type() == QEvent.Type.FocusOut:
            self._close_menu()
        return super().eventFilter(watched, event)

    def _build_words(self, brand: str) -> None:
        look = self._source
        self._brand = QHBoxLayout()
        circle = IconCircle(look, "house-heart", units=4, ink="on_accent", wash="accent")
        self._brand.addWidget(circle)
        self._brand.addWidget(Text(look, brand, size="l", bold=True, wraps=False), 1)
        self._words.box.addLayout(self._brand)
        self._list_row = QHBoxLayout()
        self._list_row.addWidget(self._words.list)
        self._words.box.addLayout(self._list_row, 1)

    def _build_foot(self) -> None:
        look = self._source
        self._exchange = IconText(look, "refresh-cw", "", size="s", tone="muted")
        self._circle = InitialsCircle(look, "", "", units=4.5)
        self._name = Text(look, bold=True)
        self._role = Text(look, size="s", tone="muted")
        self._who = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._role)
        self._who.addWidget(self._circle)
        self._who.addLayout(words, 1)
        self._words.box.addWidget(self._exchange)
        self._words.box.addWidget(Rule())
        self._words.box.addLayout(self._who)

    def _choose_row(self, place: int) -> None:
        if self._is_telling or not 0 <= place < len(self._items):
            return
        key = self._items[place].key
        self.set_current(key)
        self.page_chosen.emit(key)

    def _open_menu(self) -> None:
        panel = self._words
        self._row.removeWidget(panel)
        panel.setParent(self.window())
        panel.setGeometry(0, 0, panel.width(), self.window().height())
        panel.show()
        panel.raise_()
        panel.list.setFocus()

    def _close_menu(self) -> None:
        panel = self._words
        if self._is_narrow:
            panel.hide()
        else:
            if panel.parentWidget() is not self:
                panel.setParent(self)
            self._row.insertWidget(0, panel)
            panel.show()

    def _dress(self) -> None:
        look = self._source.look
        self._words.dress()
        self._rail.dress()
        self._brand.setSpacing(look.u(1.25))
        self._brand.setContentsMargins(look.u(2.5), 0, look.u(1), look.u(1.5))
        side = look.u(1.5)
        self._list_row.setContentsMargins(side, 0, side, 0)
        self._who.setSpacing(look.u(1.25))
        self._who.setContentsMargins(look.u(2.5), 0, look.u(1), 0)
        self._exchange.setContentsMargins(look.u(2.5), 0, look.u(2.5), look.u(0.5))
