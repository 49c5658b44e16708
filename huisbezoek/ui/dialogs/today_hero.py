"""The visit of today on the page Vandaag: when, with whom, and the one button to start it."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.today import TodayCard
from huisbezoek.ui import texts
from huisbezoek.ui.models.today_words import agreed_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import HeroCard, HeroWords


class TodayHero(QWidget):
    """Emits `started` and `prepared` with the visit, `menu_asked` with a place on the screen too.

    `lost_focus` tells that fresh news took away a card that had the keys.
    """

    started = Signal(str)
    prepared = Signal(str)
    menu_asked = Signal(str, QPoint)
    lost_focus = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_visit(self, card: TodayCard | None) -> None:
        """Shows the visit of today, or nothing."""
        self._clear()
        appointment = card.state.appointment if card is not None else None
        self.setVisible(appointment is not None)
        if card is None or appointment is None:
            return
        visit = card.row.visit
        address = f"{card.row.address_line.rstrip('.')}." if card.row.address_line else ""
        words = HeroWords(
            title=texts.capital(card.name),
            sentence=" ".join(part for part in (address, agreed_words(card)) if part),
            lead=f"{appointment.starts:%H.%M}".removeprefix("0"),
            lead_note=_tr("Vandaag"),
        )
        hero = HeroCard(self._look, words, self._buttons(visit))
        hero.setObjectName("hero")
        hero.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        hero.customContextMenuRequested.connect(
            lambda place: self.menu_asked.emit(visit, hero.mapToGlobal(place))
        )
        self._box.addWidget(hero)
        hero.show()

    def start_button(self) -> Button | None:
        """The button that starts the visit, while there is one."""
        return next(
            (one for one in self.findChildren(Button, "start_visit") if one.isVisible()), None
        )

    def order_keys(self, before: QWidget, after: QWidget) -> None:
        """Puts the buttons of now between these two for the Tab key: as they are read."""
        for button in self.findChildren(Button):
            if not button.isHidden():
                QWidget.setTabOrder(before, button)
                before = button
        QWidget.setTabOrder(before, after)

    def _clear(self) -> None:
        now: QWidget | None = self.window().focusWidget()
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                if now is not None and widget.isAncestorOf(now):
                    self.lost_focus.emit()
                widget.hide()
                widget.deleteLater()

    def _buttons(self, visit: str) -> tuple[Button, ...]:
        more = Button(self._look, _tr("&Meer"), "quiet", "ellipsis")
        more.setObjectName("more_hero")
        more.clicked.connect(
            lambda: self.menu_asked.emit(visit, more.mapToGlobal(more.rect().bottomLeft()))
        )
        prepare = Button(self._look, _tr("&Voorbereiden"), "quiet", "clipboard-list")
        prepare.setObjectName("prepare_visit")
        prepare.clicked.connect(lambda: self.prepared.emit(visit))
        start = Button(
            self._look, _tr("Bezoek &starten"), "primary", "arrow-right", icon_right=True
        )
        start.setObjectName("start_visit")
        # As in the list: Enter takes the next step.
        start.setAutoDefault(True)
        start.clicked.connect(lambda: self.started.emit(visit))
        return more, prepare, start


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodayPage", text)
