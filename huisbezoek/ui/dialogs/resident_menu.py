"""The menu on the card of a resident: what can be done besides the next step."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui.dialogs.resident_steps import ResidentSteps
from huisbezoek.ui.dialogs.resident_uses import ResidentUses


class ResidentMenu(QMenu):
    """Emits `edit_asked` and `request_asked`; the other choices go to the steps."""

    edit_asked = Signal()
    request_asked = Signal()

    def __init__(self, steps: ResidentSteps, uses: ResidentUses, page: QWidget) -> None:
        super().__init__(page)
        self._is_coordinator = uses.is_coordinator
        self._deeds = steps.deeds
        self._action("more_edit", _tr("Gegevens wijzigen"), self.edit_asked.emit)
        self._request = self._action(
            "more_request", _tr("Vraagt om een bezoek"), self.request_asked.emit
        )
        self._hand_over = self._action(
            "more_hand_over", _tr("Overdragen aan een andere bezoeker"), self._deeds.hand_over
        )
        rule_out = self._action("more_rule_out", _tr("Niet deze bezoeker"), self._deeds.rule_out)
        rule_out.setVisible(uses.rule_out is not None)
        steps.add_visits_to(self)
        self.addSeparator()
        steps.add_contact_to(self)
        self.addSeparator()
        erase = self._action("more_erase", _tr("Alles wissen"), self._deeds.erase)
        erase.setVisible(uses.privacy is not None)

    def show_view(self, view: ResidentView) -> None:
        """Offers what fits, once the steps show this resident."""
        self._request.setVisible(self._is_coordinator and not view.row.stopped)
        self._hand_over.setVisible(self._deeds.can_hand_over)

    def _action(self, name: str, words: str, deed: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: deed())
        self.addAction(action)
        return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text)
