"""The menu bar: shown after Alt or F10, and always when a screen reader listens."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from typing_extensions import override

from huisbezoek.ui.actions import PAGE_ACTIONS, PageName
from huisbezoek.ui.theme.source import reader_is_active

LETTER_STEP: Final = 10
# A key that is a shortcut never arrives as a press: Alt and Left must not count as Alt alone.
_PRESSES: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})


class WindowMenu(QObject):
    """The menus of the window; their keys work while the bar is hidden too."""

    page_chosen = Signal(object)
    help_asked = Signal()
    lock_asked = Signal()
    undo_asked = Signal()
    close_asked = Signal()
    letters_asked = Signal(int)
    """Percent more (or less) than now; 0 asks for 100 percent."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._bar = window.menuBar()
        self._bar.setObjectName("menu_bar")
        self._is_alt_alone = False
        self._pages = self._menu(self.tr("&Ga naar"))
        program = self._menu(self.tr("&Programma"))
        self._add(program, self.tr("&Ongedaan maken"), "Ctrl+Z", self.undo_asked, "undo")
        self._add(program, self.tr("&Vergrendelen"), "Ctrl+L", self.lock_asked, "lock")
        self._add(program, self.tr("&Sluiten"), "Ctrl+Q", self.close_asked, "close")
        view = self._menu(self.tr("&Beeld"))
        for words, key, step, name in (
            (self.tr("Letters g&roter"), "Ctrl++", LETTER_STEP, "letters_up"),
            (self.tr("Letters &kleiner"), "Ctrl+-", -LETTER_STEP, "letters_down"),
            (self.tr("Letters &gewoon"), "Ctrl+0", 0, "letters_reset"),
        ):
            self._add(view, words, key, partial(self.letters_asked.emit, step), name)
        help_menu = self._menu(self.tr("&Hulp"))
        self._add(help_menu, self.tr("Hulp bij deze &pagina"), "F1", self.help_asked, "help")
        self._show_key = QAction(window)
        self._show_key.setShortcut(QKeySequence("F10"))
        self._show_key.triggered.connect(self.turn)
        window.addAction(self._show_key)
        self._bar.setVisible(reader_is_active())
        window.installEventFilter(self)
        self._watch_input()

    def set_pages(self, pages: Sequence[PageName]) -> None:
        """Offers these pages; none while a door is shown."""
        self._pages.clear()
        for page in pages:
            action = self._pages.addAction(PAGE_ACTIONS[page].words())
            action.setObjectName(f"go_{page.name.lower()}")
            action.triggered.connect(partial(self.page_chosen.emit, page))
        self._pages.menuAction().setVisible(bool(pages))

    def turn(self) -> None:
        """Shows the bar with the focus on it, or hides it again."""
        if self._bar.isVisible() and not reader_is_active():
            self._bar.hide()
            return
        self._bar.show()
        self._bar.setFocus(Qt.FocusReason.MenuBarFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Show and watched is self._window:
            self._watch_input()
        if kind in _PRESSES and isinstance(event, QKeyEvent):
            self._is_alt_alone = event.key() == Qt.Key.Key_Alt
            if event.key() == Qt.Key.Key_Escape and self._bar.hasFocus():
                self._hide()
        elif kind == QEvent.Type.MouseButtonPress:
            self._is_alt_alone = False
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            is_alone = self._is_alt_alone and event.key() == Qt.Key.Key_Alt
            # The same key passes several objects on its way: only the first one counts.
            if is_alone and self._window.isActiveWindow():
                self._is_alt_alone = False
                self.turn()
        return False

    def _watch_input(self) -> None:
        # Not the whole application: then every event of every widget would pass through here,
        # and a page of many cards took half as long again to show.
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def _menu(self, words: str) -> QMenu:
        # Made here and not by addMenu(words): an object that Qt made itself loses its Python half
        # at times, and the next use of it fails ("already deleted").
        menu = QMenu(words, self._bar)
        self._bar.addMenu(menu)
        menu.triggered.connect(self._hide)
        return menu

    def _add(
        self,
        menu: QMenu,
        words: str,
        key: str,
        action: SignalInstance | Callable[[], None],
        name: str,
    ) -> None:
        entry = QAction(words, self._window)
        entry.setObjectName(f"menu_{name}")
        entry.setShortcut(QKeySequence(key))
        entry.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        entry.triggered.connect(lambda _=False: _call(action))
        menu.addAction(entry)
        # A hidden bar takes its keys along, so the window holds the action too.
        self._window.addAction(entry)

    def _hide(self) -> None:
        # What was chosen may have closed the window, and the bar with it.
        if shiboken6.isValid(self._bar):
            self._bar.setVisible(reader_is_active())


def _call(action: SignalInstance | Callable[[], None]) -> None:
    if isinstance(action, SignalInstance):
        action.emit()
    else:
        action()
