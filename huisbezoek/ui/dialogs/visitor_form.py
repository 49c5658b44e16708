"""The fields of a visitor's card: who it is, what can be asked of them, and what they learned."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.addresses import normal_postcode, show_postcode
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.languages import LANGUAGES
from huisbezoek.model.domain.training import Module
from huisbezoek.model.usecases.districts import NO_DISTRICTS, DistrictChoices
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.field import ComboField, DateField, Field, TextField
from huisbezoek.ui.widgets.text import GroupHeading
from huisbezoek.ui.widgets.text_choice import TextChoiceField

_MOST = 12
_MODULES = {
    Module.BASIC: QT_TRANSLATE_NOOP("VisitorDialog", "Basistraining"),
    Module.LIFE_QUESTIONS: QT_TRANSLATE_NOOP(
        "VisitorDialog", "Levensvragen: nodig voor wie na mantelzorg iemand verloor"
    ),
    Module.REPORTING_CODE: QT_TRANSLATE_NOOP("VisitorDialog", "Meldcode"),
    Module.FIRST_VISIT_TOGETHER: QT_TRANSLATE_NOOP(
        "VisitorDialog", "Eerste bezoek samen met een ervaren bezoeker"
    ),
}


class VisitorForm(QWidget):
    """Ask `read` for the card; it is None after marking every field that is wrong."""

    def __init__(
        self,
        look: LookSource,
        parse: Callable[[str], str | None],
        today: date,
        districts: DistrictChoices = NO_DISTRICTS,
    ) -> None:
        super().__init__()
        self._look = look
        self._parse = parse
        self._today = today
        self._box = QVBoxLayout(self)
        self._table = districts.table
        self._proposed = ""
        self._build_person(districts.names)
        self._build_work()
        self._build_learned()
        self._name_editors()
        look.changed.connect(self._dress)
        self._dress()

    def fill(self, card: VisitorCard, telephone: str) -> None:
        """Shows a card, with the telephone number as people write it."""
        self._name.set_text(card.name)
        self._telephone.set_text(telephone)
        self._email.set_text(card.email)
        self._street.set_text(card.street)
        self._postcode.set_text(show_postcode(card.postcode))
        self._district.set_text(card.district)
        self._languages.set_text(card.languages)
        self._sex.set_key(card.sex)
        self._month.set_key(str(card.visits_per_month))
        self._most.set_key(str(card.most_open_visits))
        self._training.set_day(_day(card.training_on))
        self._certificate.set_day(_day(card.conduct_certificate_on))
        self._secrecy.set_day(_day(card.secrecy_signed_on))
        self._modules.set_chosen(card.modules.split())

    def read(self, card: VisitorCard) -> VisitorCard | None:
        """The card with what was typed, or None; the first field that is wrong gets the focus."""
        self._check()
        fields: tuple[Field, ...] = (
            self._name,
            self._telephone,
            self._email,
            self._postcode,
            self._certificate,
            self._secrecy,
            self._training,
        )
        wrong = next((field for field in fields if field.error_text), None)
        if wrong is not None:
            wrong.setFocus()
            return None
        return replace(
            card,
            name=self._name.text(),
            telephone=self._parse(self._telephone.text()) or "",
            email=self._email.text(),
            street=self._street.text(),
            postcode=normal_postcode(self._postcode.text()),
            district=self._district.text(),
            languages=self._languages.text(),
            sex=self._sex.key(),
            training_on=_iso(self._training),
            conduct_certificate_on=_iso(self._certificate),
            secrecy_signed_on=_iso(self._secrecy),
            visits_per_month=_count(self._month, card.visits_per_month),
            most_open_visits=_count(self._most, card.most_open_visits),
            modules=self._chosen_modules(card.modules),
        )

    def _build_person(self, districts: Sequence[str]) -> None:
        look = self._look
        self._name = TextField(look, _tr("N&aam"), _tr("Voornaam en achternaam"))
        self._telephone = TextField(look, _tr("&Telefoon"))
        self._email = TextField(look, _tr("&E-mail"))
        self._street = TextField(
            look, _tr("&Straat"), _tr("Zonder nummer. Niemand gaat op bezoek in de eigen straat.")
        )
        self._postcode = TextField(
            look, _tr("Post&code"), _tr("Mag leeg blijven. Andere bezoekers zien dit niet.")
        )
        self._postcode.editor.editingFinished.connect(self._propose_district)
        self._district = TextChoiceField(look, _tr("&Wijk"), districts)
        self._languages = TextChoiceField(
            look,
            _tr("Spree&kt ook"),
            LANGUAGES,
            _tr("Kies een taal, of typ zelf. Bijvoorbeeld Turks, Fries."),
        )
        self._sex = ComboField(
            look,
            _tr("Vrou&w of man"),
            [("", _tr("Niet ingevuld")), ("F", _tr("Vrouw")), ("M", _tr("Man"))],
            _tr("Alleen nodig als inwoners daar een wens over hebben."),
        )
        self._box.addWidget(self._name)
        self._add_pair(self._telephone, self._email)
        self._add_pair(self._street, self._postcode)
        self._add_pair(self._district, self._languages)
        self._box.addWidget(self._sex)

    def _build_work(self) -> None:
        look = self._look
        usual = VisitorCard()
        counts = [(str(n), str(n)) for n in range(1, _MOST + 1)]
        self._month = ComboField(
            look,
            _tr("Bezoeken per &maand"),
            [("0", "0"), *counts],
            _tr("In een gewone maand. In vakanties rekent de ronde met de helft."),
        )
        self._month.set_key(str(usual.visits_per_month))
        self._most = ComboField(
            look, _tr("Bezoeken &tegelijk"), counts, _tr("Zoveel bezoeken staan er hooguit open.")
        )
        self._most.set_key(str(usual.most_open_visits))
        self._box.addWidget(GroupHeading(look, _tr("Wat er past")))
        self._add_pair(self._month, self._most)

    def _build_learned(self) -> None:
        look = self._look
        example = _tr("Bijvoorbeeld 10-1-2026")
        self._training = DateField(look, _tr("T&raining gevolgd op"), example)
        self._certificate = DateField(
            look, _tr("&VOG afgegeven op"), _tr("Een VOG telt vier jaar mee.")
        )
        self._secrecy = DateField(
            look, _tr("&Geheimhouding getekend op"), _tr("Nodig voordat er inwoners bij komen.")
        )
        choices = [Choice(module.value, _tr(words)) for module, words in _MODULES.items()]
        self._modules = ChoiceGroup(look, _tr("Wat is gevolgd?"), choices, several=True)
        for key, row in self._modules.rows().items():
            row.setObjectName(f"module_{key}")
        self._box.addWidget(GroupHeading(look, _tr("VOG en training")))
        self._add_pair(self._certificate, self._secrecy)
        self._box.addWidget(self._training)
        self._box.addWidget(self._modules)

    def _name_editors(self) -> None:
        names = {
            "field_visitor_name": self._name.editor,
            "field_visitor_telephone": self._telephone.editor,
            "field_visitor_email": self._email.editor,
            "field_visitor_street": self._street.editor,
            "field_visitor_postcode": self._postcode.editor,
            "field_visitor_district": self._district.editor,
            "field_visitor_languages": self._languages.editor,
            "field_visitor_sex": self._sex.editor,
            "field_visits_per_month": self._month.editor,
            "field_most_open_visits": self._most.editor,
            "field_training_on": self._training.editor,
            "field_conduct_certificate_on": self._certificate.editor,
            "field_secrecy_signed_on": self._secrecy.editor,
        }
        for name, editor in names.items():
            editor.setObjectName(name)

    def _add_pair(self, left: Field, right: Field) -> None:
        columns = Columns(self._look, (1, 1))
        for column, field in zip(columns.columns, (left, right), strict=True):
            column.addWidget(field)
            column.addStretch(1)
        self._box.addWidget(columns)

    def _chosen_modules(self, before: str) -> str:
        """What was ticked, and codes of a newer version, which stay."""
        known = {module.value for module in _MODULES}
        others = [code for code in before.split() if code not in known]
        return " ".join((*self._modules.chosen(), *others))

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
        typed = self._postcode.text()
        is_postcode = not typed or bool(normal_postcode(typed))
        self._postcode.set_error(
            "" if is_postcode else _tr("Dit is geen postcode. Vul in als 1234 AB.")
        )
        for field in (self._certificate, self._secrecy, self._training):
            field.set_error(self._wrong_day(field))

    def _propose_district(self) -> None:
        """Fills in the district that the table knows; what a person wrote there stays."""
        found = self._table.district_of(self._postcode.text())
        if found and self._district.text() in {"", self._proposed}:
            self._proposed = found
            self._district.set_text(found)
        words = _tr("Volgens de tabel ligt deze postcode in {0}.").format(found)
        self._district.set_help(words if found else "")

    def _wrong_day(self, field: DateField) -> str:
        day = field.day()
        if not field.text():
            return ""
        if day is None:
            return _tr("Vul een dag in, zoals 10-1-2026.")
        return _tr("Deze dag is nog niet geweest.") if day > self._today else ""

    def _dress(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._look.look.u(2))


def _count(field: ComboField, before: int) -> int:
    """What was chosen; a number outside the list, from a newer version, stays."""
    return int(field.key() or before)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(field: DateField) -> str:
    day = field.day()
    return "" if day is None else day.isoformat()


def _tr(text: str) -> str:
    return QCoreApplication.translate("VisitorDialog", text)
