"""The card of a visitor: adding one, changing it, and taking residents back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.usecases.visitors import VisitorView
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import CheckRow, Choice, ChoiceGroup
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import ComboField, DateField, Field, TextField
from huisbezoek.ui.widgets.text import Rule, Text

_MOST = 12


class VisitorDialog(DialogFrame):
    """After `accepted`, `card` is what was entered.

    For a visitor who is known already (`view`) the residents stand below: `take_back` carries the
    chosen residents and the reason, `hand_over_wanted` the chosen residents who go to another
    visitor, `assign_wanted` asks for the list to choose from.
    """

    take_back = Signal(object, str)
    hand_over_wanted = Signal(object)
    assign_wanted = Signal()

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        parse: Callable[[str], str | None],
        today: date,
        view: VisitorView | None = None,
    ) -> None:
        name = view.record.card.name if view is not None else ""
        title = name or _tr("Bezoeker toevoegen")
        super().__init__(look, window, title, icon="user" if name else "user-plus")
        self.setObjectName("visitor_dialog")
        self.set_back(_tr("Terug"))
        self._look = look
        self._parse = parse
        self._today = today
        self.card = view.record.card if view is not None else VisitorCard()
        self._role = CheckRow(look, _tr("Wordt ook coördinator, en ziet dan alle gegevens"))
        self._role.setObjectName("role_coordinator")
        self._build_fields()
        if view is None:
            self.content.addWidget(self._role)
        if view is not None and self.card.role == "visitor":
            self._build_residents(view)
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
        self._name.set_text(card.name)
        self._telephone.set_text(telephone)
        self._email.set_text(card.email)
        self._district.set_text(card.district)
        self._languages.set_text(card.languages)
        self._training.set_day(_day(card.training_on))
        self._certificate.set_day(_day(card.conduct_certificate_on))
        self._secrecy.set_day(_day(card.secrecy_signed_on))
        self._most.set_key(str(card.most_open_visits))

    def _build_fields(self) -> None:
        look = self._look
        self._name = TextField(look, _tr("N&aam"), _tr("Voornaam en achternaam"))
        self._telephone = TextField(look, _tr("&Telefoon"))
        self._email = TextField(look, _tr("&E-mail"))
        self._district = TextField(look, _tr("&Wijk"))
        self._languages = TextField(look, _tr("Spree&kt ook"), _tr("Bijvoorbeeld Turks, Fries"))
        counts = [(str(n), str(n)) for n in range(1, _MOST + 1)]
        self._most = ComboField(look, _tr("Bezoeken &tegelijk"), counts)
        self._most.set_key(str(VisitorCard().most_open_visits))
        example = _tr("Bijvoorbeeld 10-1-2026")
        self._training = DateField(look, _tr("T&raining gevolgd op"), example)
        self._certificate = DateField(
            look, _tr("&VOG afgegeven op"), _tr("Een VOG telt vier jaar mee.")
        )
        self._secrecy = DateField(
            look, _tr("&Geheimhouding getekend op"), _tr("Nodig voordat er inwoners bij komen.")
        )
        names = {
            "field_visitor_name": self._name.editor,
            "field_visitor_telephone": self._telephone.editor,
            "field_visitor_email": self._email.editor,
            "field_visitor_district": self._district.editor,
            "field_visitor_languages": self._languages.editor,
            "field_most_open_visits": self._most.editor,
            "field_training_on": self._training.editor,
            "field_conduct_certificate_on": self._certificate.editor,
            "field_secrecy_signed_on": self._secrecy.editor,
        }
        for name, editor in names.items():
            editor.setObjectName(name)
        self.content.addWidget(self._name)
        pairs: tuple[tuple[Field, Field], ...] = (
            (self._telephone, self._email),
            (self._district, self._languages),
            (self._certificate, self._secrecy),
            (self._training, self._most),
        )
        for left, right in pairs:
            columns = Columns(look, (1, 1))
            for column, field in zip(columns.columns, (left, right), strict=True):
                column.addWidget(field)
                column.addStretch(1)
            self.content.addWidget(columns)

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
        self._check()
        fields: tuple[Field, ...] = (
            self._name,
            self._telephone,
            self._email,
            self._certificate,
            self._secrecy,
            self._training,
        )
        wrong = next((field for field in fields if field.error_text), None)
        if wrong is not None:
            wrong.setFocus()
            return
        self.card = replace(
            self.card,
            name=self._name.text(),
            telephone=self._parse(self._telephone.text()) or "",
            email=self._email.text(),
            district=self._district.text(),
            languages=self._languages.text(),
            training_on=_iso(self._training),
            conduct_certificate_on=_iso(self._certificate),
            secrecy_signed_on=_iso(self._secrecy),
            most_open_visits=int(self._most.key() or VisitorCard().most_open_visits),
            role="coordinator" if self._role.isChecked() else self.card.role,
        )
        self.accept()

    def _check(self) -> None:
        self._name.set_error("" if self._name.text() else _tr("Vul een naam in."))
        typed = self._telephone.text()
        is_number = not typed or self._parse(typed) is not None
        self._telephone.set_error(
            "" if is_number else _tr("Dit is geen telefoonnummer. Typ alle cijfers, met de 0.")
        )
        email = self._email.text()
        is_email = not email or email.count("@") == 1
        self._email.set_error("" if is_email else _tr("Dit is geen e-mailadres."))
        for field in (self._certificate, self._secrecy, self._training):
            field.set_error(self._wrong_day(field))

    def _wrong_day(self, field: DateField) -> str:
        day = field.day()
        if not field.text():
            return ""
        if day is None:
            return _tr("Vul een dag in, zoals 10-1-2026.")
        return _tr("Deze dag is nog niet geweest.") if day > self._today else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(field: DateField) -> str:
    day = field.day()
    return "" if day is None else day.isoformat()


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisitorDialog", text)
