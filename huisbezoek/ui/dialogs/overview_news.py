"""What cannot wait on Overzicht: lost laptops, what two people did apart, and decisions."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.given_twice import GivenTwice
from huisbezoek.model.usecases.lost_laptops import LostLaptop
from huisbezoek.model.usecases.to_decide import ToDecide
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.decide_card import DecideCard
from huisbezoek.ui.models import twice_words
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
        self._twice = QVBoxLayout()
        self._differences = QVBoxLayout()
        self._decisions = QVBoxLayout()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._lost)
        self._box.addLayout(self._twice)
        self._box.addLayout(self._differences)
        self._box.addLayout(self._decisions)
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

    def set_given_twice(self, seen: Sequence[GivenTwice]) -> None:
        """Shows who has two visitors, because two coordinators chose apart from each other."""
        cleared(self._twice)
        if seen:
            button = Button(self._look, _tr("&Kiezen wie gaat"), icon="user-check")
            button.setObjectName("step_given_twice")
            button.clicked.connect(lambda: self.go.emit(Destination(PageName.DIFFERENCES)))
            title, words = twice_words.banner_title(seen), twice_words.banner_sentence(seen)
            banner = Banner(self._look, "info", title, words, (button,), icon="users")
            banner.setObjectName("given_twice")
            self._twice.addWidget(banner)
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

    def set_to_decide(self, decisions: Sequence[ToDecide], terms_past: int) -> None:
        """Shows what goes no further until a coordinator decides."""
        cleared(self._decisions)
        if decisions or terms_past:
            card = DecideCard(self._look, decisions, terms_past)
            card.go.connect(self.go)
            self._decisions.addWidget(card)
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
        parts = (self._lost, self._twice, self._differences, self._decisions)
        self.setVisible(any(one.count() for one in parts))


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)
