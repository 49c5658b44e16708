"""The frame of the window: sidebar and pages, or a door while no profile is open. No rules."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from huisbezoek.ui import errors
from huisbezoek.ui.actions import PAGE_ACTIONS, Destination, PageName
from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.focus_ring import FocusRing
from huisbezoek.ui.widgets.sidebar import Sidebar, SidebarFoot
from huisbezoek.ui.widgets.sidebar_delegate import SidebarCount, SidebarItem
from huisbezoek.ui.widgets.undo_line import UndoLine
from huisbezoek.ui.widgets.window_menu import WindowMenu

ICONS: Mapping[PageName, str] = {
    PageName.TODAY: "house",
    PageName.OVERVIEW: "layout-dashboard",
    PageName.AGENDA: "calendar-days",
    PageName.RESIDENTS: "users",
    PageName.READ_LIST: "file-down",
    PageName.VISITORS: "user-check",
    PageName.ROUND: "calendar-range",
    PageName.LETTERS: "mail",
    PageName.FOLLOW_UP: "flag",
    PageName.SOCIAL_MAP: "map-pin",
    PageName.EXCHANGE: "refresh-cw",
    PageName.DIFFERENCES: "copy-check",
    PageName.GUIDE: "message-circle",
    PageName.SETTINGS: "settings",
    PageName.HELP: "circle-question-mark",
}

PARENT_PAGES: Mapping[PageName, PageName] = {
    PageName.RESIDENT: PageName.RESIDENTS,
    PageName.TALK: PageName.TODAY,
    PageName.PAPER: PageName.TODAY,
    PageName.HAND_IN: PageName.TODAY,
}


_TYPED_IN = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
# Never on the kitchen table, nor while somebody writes.
_OFFERED_ON = frozenset({PageName.TODAY, PageName.OVERVIEW})


class Page(Protocol):
    """What the frame asks of a page: show what the destination names."""

    def open(self, subject: str, detail: str) -> None:
        """Loads what the page is about; called each time that it is shown."""
        ...


class House(QWidget):
    """The pages of an open profile with their sidebar; `page_shown` carries a `PageName`.

    A page is made when it is first visited: making them all takes longer than showing one.
    """

    page_shown = Signal(object)
    undo_asked = Signal()

    def __init__(
        self,
        look: LookSource,
        pages: Mapping[PageName, Callable[[], QWidget]],
        in_sidebar: Sequence[PageName],
    ) -> None:
        super().__init__()
        self._source = look
        self._makers = dict(pages)
        self._pages: dict[PageName, QWidget] = {}
        self._trail: list[Destination] = []
        self._waiting_files = ""
        self.in_sidebar = tuple(in_sidebar)
        self.sidebar = Sidebar(look, "huisbezoek", self.tr("Pagina's"), self.tr("Menu"))
        self.sidebar.setObjectName("sidebar")
        self.sidebar.set_items(
            [SidebarItem(page, PAGE_ACTIONS[page].words(), ICONS[page]) for page in in_sidebar]
        )
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        seen = Button(look, self.tr("&Gezien"))
        self._problem = Banner(look, "error", "", buttons=(seen,))
        self._problem.setObjectName("house_problem")
        self._problem.hide()
        seen.clicked.connect(self._problem.hide)
        right.addWidget(self._problem)
        right.addWidget(self._add_offer())
        right.addWidget(self._stack, 1)
        right.addWidget(self._add_undo_line())
        row.addLayout(right, 1)
        self.sidebar.page_chosen.connect(lambda key: self.go(Destination(PageName(key))))
        self._add_keys(in_sidebar)

    @property
    def current(self) -> Destination | None:
        """Where the window is now."""
        return self._trail[-1] if self._trail else None

    def go(self, destination: Destination) -> None:
        """Shows the page of this destination."""
        widget = self.page(destination.page)
        self._trail.append(destination)
        del self._trail[:-32]
        self._stack.setCurrentWidget(widget)
        self.sidebar.set_current(PARENT_PAGES.get(destination.page, destination.page))
        # On the kitchen table nothing shows but the talk.
        self.sidebar.setVisible(destination.page is not PageName.TALK)
        page: Page = widget  # type: ignore[assignment] # every page has `open`, tests hold it
        page.open(destination.subject, destination.detail)
        self._offer.setVisible(bool(self._waiting_files) and destination.page in _OFFERED_ON)
        self.undo_line.hide()
        self.page_shown.emit(destination.page)

    def page(self, name: PageName) -> QWidget:
        """The page of this name, made if nobody visited it yet."""
        widget = self._pages.get(name)
        if widget is None:
            widget = self._pages[name] = self._makers[name]()
            widget.setObjectName(f"page_{name.name.lower()}")
            self._stack.addWidget(widget)
            # The page of help sends nobody anywhere.
            sends = getattr(widget, "go", None)
            if sends is not None:
                sends.connect(self.go)
        return widget

    def back(self) -> None:
        """Shows where the window was before."""
        if len(self._trail) > 1:
            self._trail.pop()
            self.go(self._trail.pop())

    def show_help(self) -> None:
        """Shows the help about the page of now."""
        now = self.current
        if now is not None and now.page is not PageName.HELP:
            self.go(Destination(PageName.HELP, now.page.value))

    def show_foot(self, foot: SidebarFoot) -> None:
        """Shows who is at work and when files were last exchanged."""
        self.sidebar.set_foot(foot)

    def show_count(self, page: PageName, count: SidebarCount | None) -> None:
        """Shows how much work waits behind a page."""
        self.sidebar.set_count(page, count)

    def show_waiting_files(self, words: str) -> None:
        """Offers to read files that arrived, on the first page only; '' takes the offer away."""
        self._waiting_files = words
        self._offer.set_words(words)
        now = self.current
        self._offer.setVisible(bool(words) and now is not None and now.page in _OFFERED_ON)

    def show_problem(self, error: Exception) -> None:
        """Shows an error that no page asked about, until the person saw it."""
        self._problem.set_words(self.tr("Dat lukte niet"), errors.sentence(error))
        self._problem.show()

    def finish(self) -> None:
        """Lets the page in view keep what was typed: it loses the focus as when one leaves it."""
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()
        page = self._stack.currentWidget()
        if page is not None:
            page.hide()

    def ask_undo(self) -> None:
        """Asks to undo the last deed, by the key or the menu.

        Not in a field, which undoes its own typing; nor under a dialog, nor on the kitchen table.
        """
        now = self.current
        is_typing = isinstance(self.window().focusWidget(), _TYPED_IN)
        is_asked = any(one.isVisible() for one in self.window().findChildren(DialogFrame))
        if now is not None and now.page is not PageName.TALK and not is_typing and not is_asked:
            self.undo_asked.emit()

    def follow_width(self, *, narrow: bool) -> None:
        """Takes the narrow form, or leaves it."""
        self.sidebar.set_narrow(narrow=narrow)

    def _add_offer(self) -> Banner:
        read = Button(self._source, self.tr("&Uitwisselen"), icon="refresh-cw")
        read.setObjectName("read_waiting_files")
        read.clicked.connect(lambda: self.go(Destination(PageName.EXCHANGE)))
        self._offer = Banner(self._source, "info", "", buttons=(read,), icon="file-down")
        self._offer.setObjectName("waiting_files")
        self._offer.hide()
        return self._offer

    def _add_undo_line(self) -> UndoLine:
        self.undo_line = UndoLine(self._source)
        self.undo_line.undo_asked.connect(self.undo_asked)
        return self.undo_line

    def _add_keys(self, in_sidebar: Sequence[PageName]) -> None:
        for place, page in enumerate(in_sidebar[:9], start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{place}"), self)
            shortcut.activated.connect(lambda page=page: self.go(Destination(page)))
        back = QShortcut(QKeySequence("Alt+Left"), self)
        back.activated.connect(self.back)


class MainWindow(QMainWindow):
    """One window for the whole program: a door, or a house; a curtain may hang before both."""

    lock_asked = Signal()
    letters_asked = Signal(int)
    """Percent more (or less) than now; 0 asks for 100 percent."""
    closing = Signal()
    """The person closes the window; whoever owns the open profile finishes and accepts."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._may_close = False
        self._stack = QStackedWidget()
        self._band = QLabel()
        self._band.setProperty("band", "practice")
        self._band.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._band.setText(self.tr("OEFENMODUS – verzonnen inwoners"))
        self._band.setVisible(False)
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._band)
        box.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.setWindowTitle("huisbezoek")
        self.resize(1366, 768)
        self._ring = FocusRing(look, self)
        self._menu = WindowMenu(self)
        self._menu.page_chosen.connect(self.go)
        self._menu.help_asked.connect(self.show_help)
        self._menu.lock_asked.connect(self.lock_asked)
        self._menu.undo_asked.connect(self._ask_undo)
        self._menu.close_asked.connect(self.close)
        self._menu.letters_asked.connect(self.letters_asked)
        look.changed.connect(self._dress)
        self._dress()

    def show_inside(self, widget: QWidget) -> None:
        """Shows a door or a house; what was shown before is taken down, an open dialog too."""
        for dialog in self.findChildren(DialogFrame):
            dialog.hide()
            dialog.deleteLater()
        before = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        self._menu.set_pages(widget.in_sidebar if isinstance(widget, House) else ())
        self._follow_width()

    def inside(self) -> QWidget | None:
        """What is shown now."""
        return self._stack.currentWidget()

    def set_practice(self, *, practice: bool) -> None:
        """Shows or hides the band of the practice mode."""
        self._band.setVisible(practice)
        words = self.tr("huisbezoek – OEFENMODUS") if practice else "huisbezoek"
        self.setWindowTitle(words)

    def go(self, page: PageName) -> None:
        """Shows a page of the house; nothing while a door is shown."""
        inside = self.inside()
        if isinstance(inside, House):
            inside.go(Destination(page))

    def show_help(self) -> None:
        """Shows the help about the page of now."""
        inside = self.inside()
        if isinstance(inside, House):
            inside.show_help()

    def _ask_undo(self) -> None:
        inside = self.inside()
        if isinstance(inside, House):
            inside.ask_undo()

    def close_now(self) -> None:
        """Closes without asking: everything was finished."""
        self._may_close = True
        # Not in the middle of whatever called this: closing deletes widgets.
        QTimer.singleShot(0, self.close)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.closing.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _dress(self) -> None:
        self._band.setFixedHeight(self._source.look.u(4))
        self._follow_width()

    def _follow_width(self) -> None:
        inside = self.inside()
        if isinstance(inside, House):
            inside.follow_width(narrow=is_narrow(self, self._source.look))
