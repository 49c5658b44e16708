"""The organisation: its name, who to call, the sender of letters, and how long things may take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.field import TextField

ParseTelephone = Callable[[str], str | None]
"""The stored form of a number as people type it; None when it is none."""
ShowTelephone = Callable[[str], str]

Kind = Literal["text", "telephone", "count"]
_MOST: Final = 240


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One field of the form: the field of the card that it fills, and its words."""

    field: str
    name: str
    label: str
    help_text: str = ""
    kind: Kind = "text"
    required: bool = False
    least: int = 1
    most: int = _MOST


WHO: Final = (
    OrganisationLine(
        "name",
        "field_organisation",
        QT_TRANSLATE_NOOP("organisation", "&Organisatie"),
        required=True,
    ),
    OrganisationLine(
        "coordinator_name",
        "field_own_name",
        QT_TRANSLATE_NOOP("organisation", "&Uw naam"),
        QT_TRANSLATE_NOOP("organisation", "Voornaam en achternaam, zoals bezoekers u kennen."),
        required=True,
    ),
    OrganisationLine(
        "coordinator_telephone",
        "field_own_telephone",
        QT_TRANSLATE_NOOP("organisation", "Uw &telefoonnummer"),
        QT_TRANSLATE_NOOP("organisation", "Bezoekers bellen dit nummer bij zorgen."),
        kind="telephone",
        required=True,
    ),
)
REACHABLE: Final = (
    OrganisationLine(
        "stand_in_name",
        "field_stand_in_name",
        QT_TRANSLATE_NOOP("organisation", "Wie vervangt &u?"),
    ),
    OrganisationLine(
        "stand_in_telephone",
        "field_stand_in_telephone",
        QT_TRANSLATE_NOOP("organisation", "Telefoonnummer van de ver&vanger"),
        kind="telephone",
    ),
    OrganisationLine(
        "on_duty_telephone",
        "field_on_duty_telephone",
        QT_TRANSLATE_NOOP("organisation", "Coördinator van &dienst"),
        QT_TRANSLATE_NOOP("organisation", "Bezoekers bellen dit ’s avonds en in het weekend."),
        kind="telephone",
    ),
    OrganisationLine(
        "out_of_hours_telephone",
        "field_out_of_hours_telephone",
        QT_TRANSLATE_NOOP("organisation", "&Huisartsenpost, buiten kantooruren"),
        QT_TRANSLATE_NOOP("organisation", "Het plaatselijke nummer bij zorgen. In nood: 112."),
        kind="telephone",
    ),
    OrganisationLine(
        "carer_crisis_telephone",
        "field_carer_crisis_telephone",
        QT_TRANSLATE_NOOP("organisation", "VO&S: als de mantelzorg wegvalt"),
        kind="telephone",
    ),
)
PEOPLE: Final = (
    OrganisationLine(
        "attention_officer_name",
        "field_attention_officer_name",
        QT_TRANSLATE_NOOP("organisation", "Wie is de &aandachtsfunctionaris?"),
        QT_TRANSLATE_NOOP("organisation", "Gaat verder met zorgen over mishandeling."),
    ),
    OrganisationLine(
        "attention_officer_telephone",
        "field_attention_officer_telephone",
        QT_TRANSLATE_NOOP("organisation", "Telefoonnummer van de aandachtsfunct&ionaris"),
        kind="telephone",
    ),
    OrganisationLine(
        "senior_adviser_name",
        "field_senior_adviser_name",
        QT_TRANSLATE_NOOP("organisation", "Wie is de oud&erenadviseur?"),
    ),
)
SENDER: Final = (
    OrganisationLine(
        "street_line",
        "field_street_line",
        QT_TRANSLATE_NOOP("organisation", "St&raat en nummer"),
        QT_TRANSLATE_NOOP("organisation", "Staat als afzender op de brieven."),
    ),
    OrganisationLine(
        "city_line", "field_city_line", QT_TRANSLATE_NOOP("organisation", "&Postcode en plaats")
    ),
    OrganisationLine(
        "municipality_name",
        "field_municipality_name",
        QT_TRANSLATE_NOOP("organisation", "&Gemeente"),
    ),
)
TERMS: Final = (
    OrganisationLine(
        "round_months",
        "field_round_months",
        QT_TRANSLATE_NOOP("organisation", "Voor hoeveel maanden maakt u een r&onde?"),
        kind="count",
        most=12,
    ),
    OrganisationLine(
        "yes_percent",
        "field_yes_percent",
        QT_TRANSLATE_NOOP("organisation", "Hoeveel van de 100 inwoners willen een bez&oek?"),
        QT_TRANSLATE_NOOP("organisation", "Hiermee rekent de ronde uit wat er past."),
        kind="count",
        most=100,
    ),
    OrganisationLine(
        "entering_months",
        "field_entering_months",
        QT_TRANSLATE_NOOP("organisation", "Lijst inlezen: wie komt binnen hoeveel maanden erbij?"),
        kind="count",
    ),
    OrganisationLine(
        "reply_days",
        "field_reply_days",
        QT_TRANSLATE_NOOP("organisation", "Hoeveel &dagen tijd om te antwoorden op een brief?"),
        kind="count",
    ),
    OrganisationLine(
        "silent_days",
        "field_silent_days",
        QT_TRANSLATE_NOOP("organisation", "Na hoeveel dagen zonder uitwisselen belt u even?"),
        QT_TRANSLATE_NOOP("organisation", "Voor een bezoeker met open bezoeken."),
        kind="count",
    ),
    OrganisationLine(
        "waiting_days",
        "field_waiting_days",
        QT_TRANSLATE_NOOP("organisation", "Hoeveel dagen mag een volgende stap wachten?"),
        kind="count",
    ),
)


class OrganisationForm(QWidget):
    """Some fields of the organisation's card; others stay as they were.

    Ask `read`: it answers the card, or None after marking every field that is wrong.
    """

    def __init__(
        self,
        look: LookSource,
        lines: Sequence[OrganisationLine],
        parse: ParseTelephone,
        show: ShowTelephone,
    ) -> None:
        super().__init__()
        self._source = look
        self._lines = tuple(lines)
        self._parse = parse
        self._show = show
        self._box = QVBoxLayout(self)
        self.fields: dict[str, TextField] = {}
        for line in self._lines:
            field = TextField(look, _tr(line.label), _tr(line.help_text))
            field.editor.setObjectName(line.name)
            field.changed.connect(lambda _, field=field: field.set_error(""))
            self.fields[line.field] = field
            self._box.addWidget(field)
        look.changed.connect(self._dress)
        self._dress()

    def set_card(self, card: OrganisationCard) -> None:
        """Fills the form."""
        for line in self._lines:
            value = str(getattr(card, line.field))
            if line.kind == "telephone" and value:
                value = self._show(value)
            self.fields[line.field].set_text(value)

    def read(self, card: OrganisationCard) -> OrganisationCard | None:
        """The card with what was typed, or None; the first field that is wrong gets the focus."""
        values: dict[str, str | int] = {}
        first_wrong: TextField | None = None
        for line in self._lines:
            field = self.fields[line.field]
            value = self._value(line, field.text())
            problem = self._problem(line, field.text(), value)
            field.set_error(problem)
            if problem:
                first_wrong = first_wrong or field
            elif value is not None:
                values[line.field] = value
        if first_wrong is not None:
            first_wrong.editor.setFocus()
            return None
        return replace(card, **values)  # type: ignore[arg-type] # fields and kinds are of the card

    def _value(self, line: OrganisationLine, text: str) -> str | int | None:
        if line.kind == "count":
            if not text.isdecimal() or not line.least <= int(text) <= line.most:
                return None
            return int(text)
        if line.kind == "telephone" and text:
            return self._parse(text)
        return text

    def _problem(self, line: OrganisationLine, text: str, value: str | int | None) -> str:
        if line.required and not text:
            return _tr(QT_TRANSLATE_NOOP("organisation", "Dit is nodig. Vul het in."))
        if value is None and line.kind == "count":
            words = QT_TRANSLATE_NOOP("organisation", "Vul een getal in van {0} tot en met {1}.")
            return _tr(words).format(line.least, line.most)
        if value is None:
            return _tr(
                QT_TRANSLATE_NOOP(
                    "organisation", "Dit is geen telefoonnummer. Schrijf het als 0341 12 34 56."
                )
            )
        return ""

    def _dress(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._source.look.u(1.5))


def _tr(text: str) -> str:
    return QCoreApplication.translate("organisation", text) if text else ""
