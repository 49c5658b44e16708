"""What cannot wait on Overzicht: lost laptops with their clock, and differences to choose from."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.lost_laptops import LostLaptop
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.models.lost_laptop_words import deadline_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.clearing import cleared


class OverviewNews(QWidget):
    """A banner for each; `go` carries where it is solved. Nothing shows when there is nothing."""

    go = Signal(object)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        self._lost = QVBoxLayout()
        self._differences = QVBoxLayout()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._lost)
        self._box.addLayout(self._differences)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def set_lost(self, lost: Sequence[LostLaptop], now: datetime) -> None:
        """Shows the laptops that nobody marked as handled yet."""
        cleared(self._lost)
        for one in lost:
            self._lost.addWidget(
                self._banner(
                    _tr("De laptop van {0} is kwijt of gestolen").format(one.name),
                    deadline_words(one.report_until, now),
                    self._button("step_lost_laptop", _tr("Bekijk wat u moet doen"), "lost"),
                )
            )
        self._follow()

    def set_differences(self, count: int) -> None:
        """Shows how many fields wait for a choice."""
        cleared(self._differences)
        if count:
            title = texts.counted(
                count,
                _tr("{0} gegeven werd door twee mensen gewijzigd"),
                _tr("{0} gegevens werden door twee mensen gewijzigd"),
            )
            button = Button(self._look, _tr("&Verschillen bekijken"), icon="copy-check")
            button.setObjectName("step_differences")
            button.clicked.connect(lambda: self.go.emit(Destination(PageName.DIFFERENCES)))
            words = _tr("Kies wat klopt. Er is niets verloren gegaan.")
            banner = Banner(self._look, "info", title, words, (button,), icon="copy-check")
            self._differences.addWidget(banner)
        self._follow()

    def _banner(self, title: str, sentence: str, button: Button) -> Banner:
        return Banner(self._look, "error", title, sentence, (button,), icon="laptop-minimal")

    def _button(self, name: str, words: str, detail: str) -> Button:
        button = Button(self._look, words, icon="arrow-right")
        button.setObjectName(name)
        button.clicked.connect(lambda: self.go.emit(Destination(PageName.VISITORS, detail=detail)))
        return button

    def _dress(self) -> None:
        for layout in (self._box, self._lost):
            layout.setSpacing(self._look.look.u(1.5))

    def _follow(self) -> None:
        self.setVisible(bool(self._lost.count() or self._differences.count()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)
