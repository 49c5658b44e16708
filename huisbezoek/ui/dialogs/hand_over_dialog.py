"""Handing residents over to another visitor: to whom, why, and what may be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.events import HandOverNotes
from huisbezoek.model.usecases.hand_over import HandOverLoad
from huisbezoek.model.usecases.visitors import VisitorNotReadyError, VisitorView
from huisbezoek.ui import errors, texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField, ComboField, TextField
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.text import IconText, Text

_SAFEST = HandOverNotes.NOTHING
"""Chosen until somebody chooses otherwise (article 25 GDPR): what was read cannot be unread, what
was not read can still be told. What stands on the card, also about safety, goes along anyway."""


@dataclass(frozen=True, slots=True)
class HandOverPerson:
    """A resident who is handed over; `visitors` are those who go there now."""

    resident: str
    name: str
    address_line: str
    visitors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOverChoice:
    """What was chosen; `summary` belongs to `HandOverNotes.SUMMARY`."""

    residents: tuple[str, ...]
    visitor: str
    reason: str
    notes: HandOverNotes
    summary: str = ""


class HandOverDialog(DialogFrame):
    """After `accepted`, `choice` is what was decided. Nobody is handed to who may not go."""

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        visitors: Sequence[VisitorView],
        people: Sequence[HandOverPerson],
        today: date,
    ) -> None:
        sentence = _tr("Dit gaat in op {0}.").format(texts.plain_date(today))
        super().__init__(look, window, _title(people), sentence, icon="user-check")
        self.setObjectName("hand_over_dialog")
        self.set_back(_tr("Terug"))
        self._look = look
        self._people = tuple(people)
        present = {visitor for person in people for visitor in person.visitors}
        self._names = {view.record.visitor: view.record.card.name for view in visitors}
        offered = [view for view in visitors if view.record.visitor not in present]
        self._visitors = {view.record.visitor: view for view in offered}
        self.choice: HandOverChoice | None = None
        self._load = HandOverLoad(len(people), len(people), len(people))
        self._build_who(offered, present)
        self._build_notes()
        self.content.addStretch(1)
        cancel = Button(look, _tr("&Niet overdragen"), "quiet")
        cancel.clicked.connect(self.reject)
        save = Button(look, _tr("&Overdragen"), "primary", "check")
        save.setObjectName("confirm_hand_over")
        save.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(save)

    def offer(self, visitor: str) -> None:
        """Chooses this visitor already, if they can be chosen."""
        if visitor in self._visitors:
            self._who.set_key(visitor)

    def set_load(self, load: HandOverLoad) -> None:
        """How many doors and visits it is: a couple is one of each."""
        self._load = load
        addresses = texts.counted(load.addresses, _tr("{0} adres"), _tr("{0} adressen"))
        people = texts.counted(load.people, _tr("{0} mens"), _tr("{0} mensen"))
        words = _tr("{0}, {1}. Een paar is één bezoek.")
        self._doors.setText(words.format(texts.capital(addresses), people))
        self._doors.setVisible(load.addresses < load.people)
        self._warn()

    def _build_who(self, offered: Sequence[VisitorView], present: set[str]) -> None:
        look = self._look
        card = Card(look, sunk=True)
        for person in self._people:
            place = f", {person.address_line}" if person.address_line else ""
            card.body.addWidget(IconText(look, "user", f"{texts.capital(person.name)}{place}"))
        self._doors = Text(look, tone="muted")
        self._doors.setObjectName("hand_over_doors")
        self._doors.hide()
        card.body.addWidget(self._doors)
        names = ", ".join(name for one in present if (name := self._names.get(one, "")))
        if names:
            card.body.addWidget(Text(look, _tr("Nu bij {0}.").format(names), tone="muted"))
        self._who = ComboField(
            look, _tr("Wie gaat er &voortaan?"), [_about(one) for one in offered]
        )
        self._who.editor.setObjectName("field_hand_over_visitor")
        self._who.set_key(_best(offered))
        self._who.changed.connect(lambda _key: self._warn())
        self._warning = IconText(look, "info", "", tone="warn")
        self._warning.hide()
        self._reason = TextField(
            look,
            _tr("&Waarom?"),
            _tr("Bijvoorbeeld: de bezoeker stopt. Alleen coördinatoren lezen dit."),
        )
        self._reason.editor.setObjectName("field_hand_over_reason")
        for widget in (card, self._who, self._warning, self._reason):
            self.content.addWidget(widget)
        self._warn()

    def _build_notes(self) -> None:
        look = self._look
        self._notes = ChoiceGroup(
            look,
            _tr("Wat mag de nieuwe bezoeker lezen van eerdere bezoeken?"),
            [
                Choice(
                    HandOverNotes.NOTHING.value,
                    _tr("Niets. Wat op de kaart staat, gaat altijd mee."),
                ),
                Choice(HandOverNotes.SUMMARY.value, _tr("Een samenvatting die u hier schrijft.")),
                Choice(
                    HandOverNotes.FULL.value,
                    _tr(
                        "Alles wat is opgeschreven. De eigen indruk van de bezoeker en notities "
                        "voor de coördinator gaan niet mee."
                    ),
                ),
            ],
        )
        for key, row in self._notes.rows().items():
            row.setObjectName(f"notes_{key}")
        self._notes.set_chosen([_SAFEST.value])
        self._summary = AreaField(
            look,
            _tr("&Samenvatting"),
            _tr("Schrijf alleen wat de nieuwe bezoeker nodig heeft. De inwoner mag dit opvragen."),
        )
        self._summary.editor.setObjectName("field_hand_over_summary")
        self._summary.hide()
        self._notes.changed.connect(self._follow_notes)
        self.content.addWidget(self._notes)
        self.content.addWidget(self._summary)

    def _chosen_notes(self) -> HandOverNotes:
        return HandOverNotes(next(iter(self._notes.chosen()), _SAFEST.value))

    def _follow_notes(self) -> None:
        self._summary.setVisible(self._chosen_notes() is HandOverNotes.SUMMARY)
        self._summary.set_error("")

    def _warn(self) -> None:
        self._who.set_error("")
        view = self._visitors.get(self._who.key())
        if view is None:
            return
        total = view.record.open_visits + self._load.open_visits
        most = view.record.card.most_open_visits
        visits = texts.counted(total, _tr("{0} open bezoek"), _tr("{0} open bezoeken"))
        words = _tr("{0} heeft dan {1}. Afgesproken is {2}. Het mag wel.")
        self._warning.set_text(words.format(view.record.card.name, visits, most))
        self._warning.setVisible(bool(self._load.open_visits) and total > most)

    def _save(self) -> None:
        view = self._visitors.get(self._who.key())
        reason, notes = self._reason.text(), self._chosen_notes()
        summary = self._summary.text().strip() if notes is HandOverNotes.SUMMARY else ""
        self._who.set_error(_wrong_visitor(view))
        self._reason.set_error("" if reason else _tr("Schrijf op waarom."))
        needs_summary = notes is HandOverNotes.SUMMARY and not summary
        self._summary.set_error(_tr("Schrijf een samenvatting.") if needs_summary else "")
        fields = (self._who, self._reason, self._summary)
        wrong = next((field for field in fields if field.error_text), None)
        if wrong is not None or view is None:
            (wrong or self._who).setFocus()
            bring_in_view(wrong or self._who)
            return
        residents = tuple(person.resident for person in self._people)
        self.choice = HandOverChoice(residents, view.record.visitor, reason, notes, summary)
        self.accept()


def _wrong_visitor(view: VisitorView | None) -> str:
    if view is None:
        return _tr("Voeg eerst een andere bezoeker toe, op de pagina Bezoekers.")
    return "" if view.ready else errors.sentence(VisitorNotReadyError())


def _title(people: Sequence[HandOverPerson]) -> str:
    if len(people) == 1:
        return _tr("{0} overdragen").format(texts.capital(people[0].name))
    return _tr("{0} inwoners overdragen").format(texts.number(len(people)))


def _best(visitors: Sequence[VisitorView]) -> str:
    """Who is offered first: somebody who may go, if possible with room."""
    best = sorted(visitors, key=lambda view: (not view.ready, not view.room))
    return best[0].record.visitor if best else ""


def _about(view: VisitorView) -> tuple[str, str]:
    room = _tr("nog {0}").format(view.room) if view.room else _tr("vol")
    parts = (view.record.card.name, view.record.card.district, room)
    return view.record.visitor, ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("HandOverDialog", text)
