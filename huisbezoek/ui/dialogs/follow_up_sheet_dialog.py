"""The sheet for a hand-over together: what the resident agreed to pass on, line by line."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.warm_hand_over import HandOverPlan, Shared
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import TextField


class FollowUpSheetDialog(DialogFrame):
    """After `accepted`, `plan` holds what may stand on the sheet; nothing is chosen in advance.

    `lines` are the agreed lines of the report with their ids.
    """

    def __init__(
        self, look: LookSource, window: QWidget, offer: str, lines: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(
            look,
            window,
            _tr("Blad voor {0}").format(offer),
            _tr("Kruis samen met de inwoner aan wat hierop mag staan."),
            icon="file-text",
        )
        self.setObjectName("follow_up_sheet")
        self.plan: HandOverPlan | None = None
        self.set_back(_tr("Terug"))
        self._shared = ChoiceGroup(
            look,
            _tr("Dit mag de ander weten"),
            (
                Choice(Shared.NAME.value, _tr("De naam")),
                Choice(Shared.ADDRESS.value, _tr("Het adres")),
                Choice(Shared.TELEPHONE.value, _tr("Het telefoonnummer")),
                Choice(Shared.WISH.value, _tr("De wens")),
            ),
            several=True,
            columns=2,
        )
        self._lines = ChoiceGroup(
            look,
            _tr("Deze afspraken mogen mee"),
            [Choice(key, text) for key, text in lines],
            several=True,
        )
        self._lines.setVisible(bool(lines))
        self._along = TextField(look, _tr("&Wie gaat er mee?"), _tr("Mag leeg blijven."))
        self._along.editor.setObjectName("field_goes_along")
        for key, row in self._shared.rows().items():
            row.setObjectName(f"share_{key}")
        for place, row in enumerate(self._lines.rows().values()):
            row.setObjectName(f"share_line_{place}")
        for widget in (self._shared, self._lines, self._along):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        make = Button(look, _tr("Blad &printen"), "primary", "printer")
        make.setObjectName("print_hand_over")
        make.clicked.connect(self._make)
        self._shared.changed.connect(lambda: self._shared.set_error(""))
        self.add_button(back)
        self.add_button(make)

    def _make(self) -> None:
        shared = tuple(Shared(key) for key in self._shared.chosen())
        if not shared:
            self._shared.set_error(_tr("Kruis aan wat de ander mag weten."))
            return
        self.plan = HandOverPlan(shared, self._lines.chosen(), self._along.text())
        self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FollowUpSheet", text)
