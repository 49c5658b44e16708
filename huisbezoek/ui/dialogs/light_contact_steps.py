"""A card or a call some months after a loss, on the card of a resident: two buttons keep it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.planning_events import LightContactKind
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.workbench import Workbench

KeepLightContact = Callable[[Writing, str, LightContactKind], None]
"""Keeps that a card went to a resident, or that somebody called; the clock is bound."""


class LightContactSteps(QWidget):
    """`failed` carries an error. Nothing shows where no card or call fits now."""

    failed = Signal(object)

    def __init__(
        self, workbench: Workbench, look: LookSource, keep: KeepLightContact | None
    ) -> None:
        super().__init__()
        self._workbench = workbench
        self._keep = keep
        self._resident = ""
        self._buttons = (
            self._button(look, "light_card", _tr("&Kaartje gestuurd"), LightContactKind.CARD),
            self._button(look, "light_call", _tr("&Gebeld"), LightContactKind.TELEPHONE),
        )
        self._banner = Banner(look, "info", "", "", self._buttons, icon="heart-handshake")
        self._banner.setObjectName("light_contact")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._banner)
        self.hide()

    def show_view(self, view: ResidentView) -> None:
        """Shows it where it fits, and only there."""
        self._resident = view.row.resident
        self._set_enabled(enabled=True)
        self.setVisible(view.gets_light_contact and self._keep is not None)
        name = texts.capital(view.row.formal_name)
        words = _tr("Stuur een kaartje of bel even. Een bezoek komt pas later.")
        if not view.row.has_telephone:
            words = _tr("Stuur een kaartje. Een bezoek komt pas later.")
        self._banner.set_words(_tr("{0} verloor een naaste").format(name), words)

    def _button(self, look: LookSource, name: str, words: str, kind: LightContactKind) -> Button:
        icon = "send" if kind is LightContactKind.CARD else "phone"
        button = Button(look, words, icon=icon)
        button.setObjectName(name)
        button.clicked.connect(lambda: self._made(kind))
        return button

    def _made(self, kind: LightContactKind) -> None:
        keep, resident = self._keep, self._resident
        if keep is None:
            return
        self._set_enabled(enabled=False)
        self._workbench.do(lambda writing: keep(writing, resident, kind), failed=self._fail)

    def _fail(self, error: Exception) -> None:
        self._set_enabled(enabled=True)
        self.failed.emit(error)

    def _set_enabled(self, *, enabled: bool) -> None:
        for button in self._buttons:
            button.setEnabled(enabled)


def _tr(text: str) -> str:
    return QCoreApplication.translate("light_contact", text)
