"""Mending the state of a visit: what is right, why it was wrong, and what happens then."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.mending import Mending
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.kept_open_dialog import KeptOpenDialog
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.remarks import remark_while_typing
from huisbezoek.ui.widgets.text import IconText
from huisbezoek.ui.workbench import Workbench

MendVisit = Callable[[Writing, str, VisitStatus, str], None]
"""Sets a visit to a status with a reason; the clock is bound."""

# {0} is the moment of the appointment that stood.
_CHOICES: Final[Mapping[VisitStatus, str]] = {
    VisitStatus.PLANNED: QT_TRANSLATE_NOOP("MendDialog", "De brief moet nog weg."),
    VisitStatus.INVITED: QT_TRANSLATE_NOOP(
        "MendDialog", "De brief is weg. Wij wachten op antwoord."
    ),
    VisitStatus.TO_SCHEDULE: QT_TRANSLATE_NOOP("MendDialog", "Er moet nog een afspraak komen."),
    VisitStatus.SCHEDULED: QT_TRANSLATE_NOOP("MendDialog", "De afspraak van {0} staat nog."),
    VisitStatus.REPORT_SUBMITTED: QT_TRANSLATE_NOOP(
        "MendDialog", "Het bezoek is geweest. Het verslag moet nog worden gelezen."
    ),
    VisitStatus.FOLLOW_UP: QT_TRANSLATE_NOOP(
        "MendDialog", "Het bezoek is geweest. Er is nog vervolg nodig."
    ),
    VisitStatus.AFTERCARE: QT_TRANSLATE_NOOP(
        "MendDialog", "Het bezoek is geweest. Er moet nog worden gebeld hoe het gaat."
    ),
    VisitStatus.CLOSED_CANCELLED: QT_TRANSLATE_NOOP(
        "MendDialog", "Er was geen bezoek, en het komt er ook niet."
    ),
}
_NOT_HELD: Final = QT_TRANSLATE_NOOP("MendDialog", "Het telt dan niet meer als een bezoek.")
_WITH_REPORT: Final = QT_TRANSLATE_NOOP(
    "MendDialog",
    "Het telt dan niet meer als een bezoek. Het verslag blijft in de geschiedenis staan.",
)
_OPEN_AGAIN: Final = QT_TRANSLATE_NOOP(
    "MendDialog", "Het bezoek staat dan weer open. De bezoeker ziet dat na het uitwisselen."
)
_LESS_FAR: Final = QT_TRANSLATE_NOOP("MendDialog", "Het bezoek staat dan weer bij het werk.")


class MendDialog(KeptOpenDialog):
    """`wanted` carries the status and the reason; what was typed stays until it is kept."""

    wanted = Signal(object, str)

    def __init__(self, look: LookSource, window: QWidget, name: str, mending: Mending) -> None:
        super().__init__(look, window, _title(), _now(name, mending), icon="undo-2")
        self.setObjectName("mend_dialog")
        self.set_back(_tr("Terug"))
        self._mending = mending
        self._choices = ChoiceGroup(
            look,
            _tr("Hoe is het echt?"),
            [Choice(status.value, _choice(status, mending)) for status in mending.choices],
        )
        for key, row in self._choices.rows().items():
            row.setObjectName(f"mend_{key}")
        self._choices.changed.connect(self._tell)
        self._reason = TextField(
            look,
            _tr("&Waarom klopte het niet?"),
            _tr(
                "Bijvoorbeeld: op de verkeerde kaart gezet. Schrijf niets over gezondheid. "
                "Alleen coördinatoren lezen dit."
            ),
        )
        self._reason.editor.setObjectName("field_mend_reason")
        remark_while_typing(self._reason)
        self._then = IconText(look, "info", "", tone="muted")
        self._then.setObjectName("mend_consequence")
        for widget in (self._choices, self._then, self._reason):
            self.content.addWidget(widget)
        self._then.hide()
        save = Button(look, _tr("&Herstellen"), "primary", "check")
        save.setObjectName("save_mended")
        save.clicked.connect(self._save)
        self.end(Button(look, _tr("&Niets veranderen"), "quiet"), save)

    def _tell(self) -> None:
        self._choices.set_error("")
        chosen = self._choices.chosen()
        self._then.setVisible(bool(chosen))
        if chosen:
            self._then.set_text(_consequence(VisitStatus(chosen[0]), self._mending))

    def _save(self) -> None:
        chosen, reason = self._choices.chosen(), self._reason.text()
        self._choices.set_error("" if chosen else _tr("Kies eerst hoe het echt is."))
        if not reason:
            self._reason.set_error(_tr("Schrijf op waarom."))
        if not chosen or self._reason.error_text:
            bring_in_view(self._reason if chosen else self._choices)
            return
        self.hide_problem()
        self.wanted.emit(VisitStatus(chosen[0]), reason)


class MendSteps(Steps[MendVisit]):
    """The action in a menu, the dialog and the deed; `done` tells that it was kept."""

    done = Signal()

    def __init__(
        self, workbench: Workbench, look: LookSource, mend: MendVisit, page: QWidget
    ) -> None:
        super().__init__(workbench, look, mend, page)
        # Only a refusal that comes after the dialog was closed.
        self.failed.connect(workbench.failed)
        self._view: ResidentView | None = None
        self._action = QAction(_title(), self)
        self._action.setObjectName("more_mend")
        self._action.triggered.connect(lambda _checked=False: self._begin())

    def add_to(self, menu: QMenu) -> None:
        """Puts the action into the menu of the page."""
        menu.addAction(self._action)

    def show_view(self, view: ResidentView) -> None:
        """Offers the action where the last visit of this resident can be mended."""
        self._view = view
        self._action.setVisible(view.mending is not None)

    def _begin(self) -> None:
        view = self._view
        mending = view.mending if view is not None else None
        if view is None or mending is None:
            return
        dialog = MendDialog(self._look, self._page.window(), view.row.formal_name, mending)

        def keep(status: VisitStatus, reason: str) -> None:
            self._keep_in(
                dialog,
                lambda writing: self._uses(writing, mending.visit, status, reason),
                lambda _: self.done.emit(),
            )

        dialog.wanted.connect(keep)
        dialog.show_once()


def _title() -> str:
    return _tr("Stand van het bezoek herstellen")


def _now(name: str, mending: Mending) -> str:
    status = texts.visit_status(mending.status)
    if mending.on is None:
        return _tr("Bij {0} staat nu: {1}.").format(name, status)
    since = texts.plain_date(mending.on)
    return _tr("Bij {0} staat nu: {1}, sinds {2}.").format(name, status, since)


def _choice(status: VisitStatus, mending: Mending) -> str:
    at = texts.moment(mending.stood_at) if mending.stood_at is not None else ""
    return _tr(_CHOICES[status]).format(at)


def _consequence(status: VisitStatus, mending: Mending) -> str:
    if not mending.status.took_place:
        return _tr(_OPEN_AGAIN)
    if status.took_place:
        return _tr(_LESS_FAR)
    return _tr(_WITH_REPORT if mending.has_report else _NOT_HELD)


def _tr(text: str) -> str:
    return QCoreApplication.translate("MendDialog", text)
