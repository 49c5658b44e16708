"""Hides what is on the screen: by the person, or after five minutes without a sign of life."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.curtain import Curtain, CurtainCode
from huisbezoek.ui.widgets.idle_watch import IdleWatch

CURTAIN_MINUTES: Final = 5


class ScreenCover(QStackedWidget):
    """Holds a page; while covered it is not drawn, and no key or reader reaches it.

    `falling` just before the curtain falls, `lifted` after the right code, `lock_asked` when only
    the password will do.
    """

    falling = Signal()
    lifted = Signal()
    lock_asked = Signal()

    def __init__(self, look: LookSource, front: QWidget) -> None:
        super().__init__()
        self._source = look
        self._code = CurtainCode()
        self._curtain: Curtain | None = None
        self.addWidget(front)
        self.addWidget(QWidget())
        self._watch = IdleWatch(_application(), CURTAIN_MINUTES)
        self._watch.setParent(self)
        self._watch.idle.connect(self.fall_by_itself)

    @property
    def is_covered(self) -> bool:
        """Whether the curtain hangs."""
        return self._curtain is not None

    def watch(self) -> None:
        """Starts to watch for somebody who left the table."""
        if self._curtain is None:
            self._watch.start(CURTAIN_MINUTES)

    def rest(self) -> None:
        """Watches no more: another page is shown."""
        self._watch.stop()

    def fall(self) -> None:
        """The person hides the screen; at the first time she chooses the code."""
        self._fall(may_choose=True)

    def fall_by_itself(self) -> None:
        """Nobody was there for a while: whoever comes now may not choose a code."""
        self._fall(may_choose=False)

    def _fall(self, *, may_choose: bool) -> None:
        if self._curtain is not None or not self.isVisible():
            return
        self.falling.emit()
        self._watch.stop()
        self._curtain = Curtain(self._source, self.window(), self._code)
        self._curtain.lifted.connect(self._lift)
        self._curtain.locked.connect(self._lock)
        self.destroyed.connect(self._curtain.deleteLater)
        self.setCurrentIndex(1)
        self._curtain.fall(may_choose=may_choose)

    def _lift(self) -> None:
        self._drop()
        self.setCurrentIndex(0)
        self.watch()
        self.lifted.emit()

    def _lock(self) -> None:
        self._drop()
        self.lock_asked.emit()

    def _drop(self) -> None:
        if self._curtain is not None:
            self._curtain.hide()
            self._curtain.deleteLater()
            self._curtain = None


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        message = "a page needs a running QApplication"
        raise TypeError(message)
    return application
