"""Trying out other terms on the page Ronde: the sliders, what they would mean, and keeping them."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from huisbezoek.model.usecases.forecast import Forecast
from huisbezoek.model.usecases.plan_basis import WhatIf
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.round_desk import Desk
from huisbezoek.ui.dialogs.round_adjust import AdjustCard, KeptTerms, PresentTerms
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.workbench import Workbench

_USUAL_VISITS = 2


class Trying(QObject):
    """Asks a forecast for every move of a slider; only the newest answer counts.

    `buttons` leave or keep; the page puts them where its buttons are, in sight at every size.
    Emits `answered` with a forecast, `closed` when the card is away again, and `failed`.
    """

    answered = Signal(object)
    closed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        try_out: Callable[[Desk, WhatIf], Forecast],
        keep_terms: Callable[[Writing, KeptTerms], object],
    ) -> None:
        super().__init__()
        self.card = AdjustCard(look)
        self.card.hide()
        self._workbench = workbench
        self._try_out = try_out
        self._keep_terms = keep_terms
        self._desk: Desk | None = None
        self._tried = 0
        self.card.tried.connect(self._ask)
        back = Button(look, _tr("Te&rug"), "quiet", "undo-2")
        back.setObjectName("leave_adjusting")
        back.clicked.connect(self._leave)
        keep = Button(look, _tr("Zo &laten"), "primary", "check")
        keep.setObjectName("keep_terms")
        keep.clicked.connect(self._keep)
        self.buttons = (back, keep)
        for button in self.buttons:
            button.hide()

    @property
    def is_open(self) -> bool:
        """Whether the sliders stand there."""
        return not self.card.isHidden()

    def open(self, desk: Desk) -> None:
        """Shows the sliders as it is now."""
        self._desk = desk
        card = desk.basis.organisation
        visits = [one.card.visits_per_month for one in desk.basis.visitors]
        usual = round(sum(visits) / len(visits)) if visits else _USUAL_VISITS
        self.card.set_present(
            PresentTerms(len(visits), usual, card.cycle_months, card.yes_percent, card.round_months)
        )
        self._show(shown=True)
        self.card.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        bring_in_view(self.card)

    def follow(self, desk: Desk) -> None:
        """The desk changed while somebody tries."""
        self._desk = desk

    def _ask(self, changes: WhatIf) -> None:
        desk = self._desk
        if desk is None:
            return
        self._tried += 1
        tried = self._tried

        def question(_reading: Reading) -> Forecast | None:
            # While it waited on its lane a newer question may have come.
            return self._try_out(desk, changes) if tried == self._tried else None

        def show(seen: Forecast | None) -> None:
            if seen is not None and tried == self._tried and self.is_open:
                self.answered.emit(seen)

        self._workbench.ask(question, show, self.failed.emit)

    def _leave(self) -> None:
        self._tried += 1
        self._show(shown=False)
        self.closed.emit()

    def _show(self, *, shown: bool) -> None:
        for part in (self.card, *self.buttons):
            part.setVisible(shown)

    def _keep(self) -> None:
        terms = self.card.terms()
        self._workbench.do(
            lambda writing: self._keep_terms(writing, terms),
            lambda _: self._leave(),
            self.failed.emit,
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
