"""What the agenda says while there is no appointment at all, and where to begin."""

from PySide6.QtCore import QCoreApplication, Signal

from huisbezoek.ui.actions import PageName
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.empty_state import EmptyState


class AgendaEmpty(EmptyState):
    """A visitor begins on Vandaag, a coordinator at a resident; `leave_asked` carries that page."""

    leave_asked = Signal(object)

    def __init__(self, look: LookSource, *, is_own: bool) -> None:
        if is_own:
            words, icon, page = _tr("Naar V&andaag"), "house", PageName.TODAY
            where = _tr("Maak er een vanuit Vandaag.")
        else:
            words, icon, page = _tr("Naar In&woners"), "users", PageName.RESIDENTS
            where = _tr("Kies Nieuwe afspraak, of begin bij een inwoner.")
        button = Button(look, words, icon=icon)
        button.setObjectName("leave_empty_agenda")
        super().__init__(look, "calendar-days", _tr("Nog geen afspraken"), where, button)
        button.clicked.connect(lambda: self.leave_asked.emit(page))


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaPage", text)
