"""No contact any more: the three reasons in a menu, the banner that says it, and the way back."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.residents import StoppedContact, StopReason
from huisbezoek.ui.models.resident_words import stopped_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.workbench import Workbench

Stop = Callable[[Writing, str, StopReason, date], StoppedContact]
Resume = Callable[[Writing, str, date], None]


class ContactSteps(QObject):
    """`failed` carries an error; `banner` shows after a stop until somebody else is shown."""

    failed = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        deeds: tuple[Stop, Resume],
        today: Callable[[], date],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._do_stop, self._do_resume = deeds
        self._today = today
        self._resident = ""
        undo = Button(look, _tr("&Ongedaan maken"), icon="undo-2")
        undo.setObjectName("undo_stop")
        undo.clicked.connect(self._resume)
        self.banner = Banner(look, "info", "", "", (undo,))
        self.banner.setObjectName("resident_stopped")
        self.banner.hide()
        stops = (
            ("more_opted_out", _tr("Wil geen contact meer"), StopReason.OPTED_OUT),
            ("more_moved", _tr("Is verhuisd"), StopReason.MOVED),
            ("more_deceased", _tr("Is overleden"), StopReason.DECEASED),
        )
        self._stops = [
            self._action(name, words, partial(self._stop, reason)) for name, words, reason in stops
        ]
        self._resume_action = self._action("more_resume", _tr("Weer contact"), self._resume)

    def add_to(self, menu: QMenu) -> None:
        """Puts the actions into the menu of the page."""
        menu.addActions([*self._stops, self._resume_action])

    def show_person(self, resident: str, *, is_stopped: bool, is_coordinator: bool) -> None:
        """Offers what fits: stopping, or contact again."""
        if resident != self._resident:
            self.banner.hide()
        self._resident = resident
        for action in self._stops:
            action.setVisible(is_coordinator and not is_stopped)
        self._resume_action.setVisible(is_coordinator and is_stopped)

    def _action(self, name: str, words: str, deed: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: deed())
        return action

    def _stop(self, reason: StopReason) -> None:
        resident, today = self._resident, self._today()

        def show(stopped: StoppedContact) -> None:
            self.banner.set_words(*stopped_words(reason, stopped))
            self.banner.show()

        self._workbench.do(
            lambda writing: self._do_stop(writing, resident, reason, today), show, self.failed.emit
        )

    def _resume(self) -> None:
        resident, today = self._resident, self._today()
        self.banner.hide()
        self._workbench.do(
            lambda writing: self._do_resume(writing, resident, today), failed=self.failed.emit
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text)
