"""The card of a visitor: adding one, changing it, and taking residents back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.availability import (
    read_available,
    read_away,
    write_available,
    write_away,
)
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.usecases.districts import NO_DISTRICTS, DistrictChoices
from huisbezoek.model.usecases.visitors import VisitorView
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.times_dialog import TimesDialog
from huisbezoek.ui.dialogs.visitor_form import VisitorForm
from huisbezoek.ui.models.agenda_words import day_parts, stretch
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import CheckRow, Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.text import GroupHeading, Rule, Text


class VisitorDialog(DialogFrame):
    """After `accepted`, `card` is what was entered.

    For a visitor who is known already (`view`) the residents stand below: `take_back` carries the
    chosen residents and the reason, `hand_over_wanted` the chosen residents who go to another
    visitor, `assign_wanted` asks for the list to choose from, `stop_wanted` that the visitor
    takes part no longer. `districts` are those to choose from.
    """

    take_back = Signal(object, str)
    hand_over_wanted = Signal(object)
    assign_wanted = Signal()
    stop_wanted = Signal()

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        parse: Callable[[str], str | None],
        today: date,
        view: VisitorView | None = None,
        districts: DistrictChoices = NO_DISTRICTS,
    ) -> None:
        name = view.record.card.name if view is not None else ""
        title = name or _tr("Bezoeker toevoegen")
        super().__init__(look, window, title, icon="user" if name else "user-plus")
        self.setObjectName("visitor_dialog")
        self.set_back(_tr("Terug"))
        self._look = look
        self._page_window = window
        self._today = today
        self.card = view.record.card if view is not None else VisitorCard()
        self._role = CheckRow(look, _tr("Wordt ook coördinator, en ziet dan alle gegevens"))
        self._role.setObjectName("role_coordinator")
        self._form = VisitorForm(look, parse, today, districts)
        self.content.addWidget(self._form)
        if view is None:
            self.content.addWidget(self._role)
        if view is not None and self.card.role == "visitor":
            self._build_times()
            self._build_residents(view)
            self._build_stop()
        self.content.addStretch(1)
        cancel = Button(look, _tr("&Niet bewaren"), "quiet")
        cancel.clicked.connect(self.reject)
        save = Button(look, _tr("&Bewaren"), "primary", "check")
        save.setObjectName("save_visitor")
        save.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(save)

    def fill(self, card: VisitorCard, telephone: str) -> None:
        """Shows a card, with the telephone number as people write it."""
        self._form.fill(card, telephone)

    def _build_times(self) -> None:
        """When the visitor can come: the same words as the visitor's own page has."""
        look = self._look
        self.content.addWidget(GroupHeading(look, _tr("Dagen en dagdelen")))
        self._times = Text(look, tone="muted")
        self._times.setObjectName("visitor_times")
        times = Button(look, _tr("&Dagen veranderen"), icon="calendar-range")
        times.setObjectName("change_times")
        times.clicked.connect(self._ask_times)
        self.content.addWidget(self._times)
        self.content.addWidget(times, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_times()

    def _show_times(self) -> None:
        away = [one for one in read_away(self.card.away) if one.last >= self._today]
        days = ", ".join(stretch(one) for one in away)
        gone = _tr("Is er niet: {0}.").format(days) if days else _tr("Geen vrije dagen bekend.")
        parts = read_available(self.card.available)
        suits = ", ".join(said for code, said in day_parts() if code in parts)
        fits = _tr("Komt uit: {0}.").format(suits.lower()) if suits else _tr("Elk dagdeel is goed.")
        self._times.setText(f"{gone} {fits}")

    def _ask_times(self) -> None:
        card = self.card
        away, parts = read_away(card.away), read_available(card.available)
        dialog = TimesDialog(self._look, self._page_window, away, parts, card.name)

        def take() -> None:
            self.card = replace(
                self.card,
                away=write_away(dialog.away()),
                available=write_available(dialog.available()),
            )
            self._show_times()

        dialog.accepted.connect(take)
        dialog.show_once()

    def _build_stop(self) -> None:
        look = self._look
        self.content.addWidget(Rule())
        words = _tr("Wie bij {0} op de lijst staat, gaat dan naar een ander.")
        self.content.addWidget(Text(look, words.format(self.card.name), tone="muted"))
        stop = Button(look, _tr("Stopt als be&zoeker"), icon="log-out")
        stop.setObjectName("stop_visitor")
        stop.clicked.connect(self.stop_wanted)
        self.content.addWidget(stop, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_residents(self, view: VisitorView) -> None:
        look = self._look
        self.content.addWidget(Rule())
        count = texts.counted(
            len(view.residents), _tr("Bezoekt {0} inwoner"), _tr("Bezoekt {0} inwoners")
        )
        if not view.residents:
            count = _tr("Bezoekt nog niemand")
        self.content.addWidget(Text(look, count, size="l", bold=True))
        assign = Button(look, _tr("&Inwoners toewijzen"), icon="user-plus")
        assign.setObjectName("assign_to_visitor")
        assign.clicked.connect(self.assign_wanted)
        if view.residents:
            choices = [
                Choice(
                    row.resident,
                    _tr("{0}, {1}").format(texts.capital(row.formal_name), row.address_line),
                )
                for row in view.residents
            ]
            self._residents = ChoiceGroup(
                look, _tr("Wie gaat er bij deze bezoeker weg?"), choices, several=True
            )
            self._reason = TextField(
                look, _tr("Waar&om"), _tr("Bijvoorbeeld: woont in dezelfde straat")
            )
            self._reason.editor.setObjectName("field_end_reason")
            take = Button(look, _tr("Niet meer &laten bezoeken"), icon="undo-2")
            take.setObjectName("end_assignment")
            take.clicked.connect(self._take_back)
            over = Button(look, _tr("&Overdragen aan een ander"), icon="users")
            over.setObjectName("hand_over_residents")
            over.clicked.connect(self._hand_over)
            self.content.addWidget(self._residents)
            self.content.addWidget(over, 0, Qt.AlignmentFlag.AlignLeft)
            self.content.addWidget(self._reason)
            self.content.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(assign, 0, Qt.AlignmentFlag.AlignLeft)

    def _take_back(self) -> None:
        chosen, reason = self._residents.chosen(), self._reason.text()
        self._residents.set_error("" if chosen else _tr("Kies eerst wie er weggaat."))
        self._reason.set_error("" if reason else _tr("Schrijf op waarom."))
        if chosen and reason:
            self.take_back.emit(chosen, reason)

    def _hand_over(self) -> None:
        chosen = self._residents.chosen()
        self._residents.set_error("" if chosen else _tr("Kies eerst wie u overdraagt."))
        if chosen:
            self.hand_over_wanted.emit(chosen)

    def _save(self) -> None:
        card = self._form.read(self.card)
        if card is None:
            return
        self.card = replace(card, role="coordinator" if self._role.isChecked() else card.role)
        self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisitorDialog", text)
