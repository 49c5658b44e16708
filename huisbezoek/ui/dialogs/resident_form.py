"""The form in which somebody changes a resident's card; nothing that was typed is lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.languages import LANGUAGES
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.resident_facts import ShowTelephone, shown_date
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.field import AreaField, ComboField, TextField
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text_choice import TextChoiceField


@dataclass(frozen=True, slots=True)
class _Line:
    """One field: its name on the card, label, help, and what to say when it cannot be kept.

    With `choices` (key and words) it is one of these. With `known` there are answers to choose
    from, and any other text.
    """

    name: str
    label: str
    help_text: str = ""
    wrong: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    known: Sequence[str] | None = None


_NUMBER_WRONG: Final = QT_TRANSLATE_NOOP(
    "residents", "Dit is geen telefoonnummer. Vul één nummer in, bijvoorbeeld 0341 12 34 56."
)
_DATE_WRONG: Final = QT_TRANSLATE_NOOP(
    "residents", "Deze datum klopt niet. Vul in als 23-11-2026, of alleen het jaar."
)
_REACH: Final = (
    _Line("telephone", QT_TRANSLATE_NOOP("residents", "&Telefoon"), wrong=_NUMBER_WRONG),
    _Line(
        "preferred_time",
        QT_TRANSLATE_NOOP("residents", "Liefst &bellen"),
        QT_TRANSLATE_NOOP("residents", "Bijvoorbeeld: tussen 10 en 12 uur."),
    ),
    _Line(
        "second_telephone",
        QT_TRANSLATE_NOOP("residents", "T&weede nummer"),
        wrong=_NUMBER_WRONG,
    ),
    _Line("contact_person", QT_TRANSLATE_NOOP("residents", "&Contactpersoon")),
    _Line(
        "contact_telephone",
        QT_TRANSLATE_NOOP("residents", "Telefoon van de contact&persoon"),
        wrong=_NUMBER_WRONG,
    ),
)
_ADDRESS: Final = (
    _Line("street", QT_TRANSLATE_NOOP("residents", "&Straat")),
    _Line("house_number", QT_TRANSLATE_NOOP("residents", "&Huisnummer")),
    _Line(
        "postcode",
        QT_TRANSLATE_NOOP("residents", "Postco&de"),
        wrong=QT_TRANSLATE_NOOP("residents", "Dit is geen postcode. Vul in als 1234 AB."),
    ),
    _Line("city", QT_TRANSLATE_NOOP("residents", "P&laats")),
    _Line("district", QT_TRANSLATE_NOOP("residents", "Wi&jk"), known=()),
)
_BACKGROUND: Final = (
    _Line(
        "loss_date",
        QT_TRANSLATE_NOOP("residents", "&Verliesdatum"),
        QT_TRANSLATE_NOOP("residents", "Voor een voormalig mantelzorger."),
        _DATE_WRONG,
    ),
    _Line("loved_one", QT_TRANSLATE_NOOP("residents", "Wie is &overleden")),
    _Line(
        "carer_since",
        QT_TRANSLATE_NOOP("residents", "&Mantelzorger sinds"),
        wrong=_DATE_WRONG,
    ),
    _Line(
        "representative",
        QT_TRANSLATE_NOOP("residents", "V&ertegenwoordiger"),
        QT_TRANSLATE_NOOP("residents", "Een mentor, curator of gemachtigde."),
    ),
    _Line(
        "language",
        QT_TRANSLATE_NOOP("residents", "Taal"),
        QT_TRANSLATE_NOOP(
            "residents", "Alleen wat de inwoner zelf zei. Kies een taal, of typ zelf."
        ),
        known=LANGUAGES,
    ),
    _Line(
        "visitor_sex_wish",
        QT_TRANSLATE_NOOP("residents", "Liever een vrouw of een man op bezoek"),
        choices=(
            ("", QT_TRANSLATE_NOOP("residents", "Maakt niet uit, of niet gevraagd")),
            ("F", QT_TRANSLATE_NOOP("residents", "Een vrouw")),
            ("M", QT_TRANSLATE_NOOP("residents", "Een man")),
        ),
    ),
    _Line("visitor_wish", QT_TRANSLATE_NOOP("residents", "Andere wens over de bezoeker")),
    _Line(
        "visited_by",
        QT_TRANSLATE_NOOP("residents", "Wordt bezocht door"),
        QT_TRANSLATE_NOOP("residents", "Een andere organisatie: wij sturen dan geen brief."),
    ),
    _Line("danger_at_address", QT_TRANSLATE_NOOP("residents", "Let op bij dit adres")),
    _Line("do_not_visit", QT_TRANSLATE_NOOP("residents", "Niet bezoeken, omdat")),
)
_GOOD_TO_KNOW: Final = "good_to_know"


class _ChoiceField(ComboField):
    """A choice that is filled and read as the text fields beside it."""

    def text(self) -> str:
        """The key of what was chosen."""
        return self.key()

    def set_text(self, text: str) -> None:
        """Chooses the answer of this key."""
        self.set_key(text)


class ResidentForm(QWidget):
    """All fields of a card for a coordinator; for a visitor what a resident tells at the door.

    `saved` carries a dict from field name to text, of the changed fields only.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, look: LookSource, show: ShowTelephone, *, is_coordinator: bool) -> None:
        super().__init__()
        self._look = look
        self._show = show
        self._fields: dict[str, TextField | AreaField | _ChoiceField | TextChoiceField] = {}
        self._wrong: dict[str, str] = {}
        self._before: dict[str, str] = {}
        columns = Columns(look, (1, 1))
        left, right = columns.columns
        left.addWidget(self._card(_tr("Bereikbaar"), _REACH))
        if is_coordinator:
            left.addWidget(self._card(_tr("Adres"), _ADDRESS))
            right.addWidget(self._card(_tr("Achtergrond"), _BACKGROUND))
        left.addStretch(1)
        right.addWidget(self._notes())
        right.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(columns)
        box.addWidget(self._buttons())

    def set_card(self, card: ResidentCard) -> None:
        """Fills the form with what is known."""
        self._before = {name: self._text(card, name) for name in self._fields}
        for name, field in self._fields.items():
            field.set_text(self._before[name])
            field.set_error("")

    def set_districts(self, names: Sequence[str]) -> None:
        """The districts to choose from; what stands in the field stays."""
        field = self._fields.get("district")
        if isinstance(field, TextChoiceField):
            field.set_choices(names)

    def set_wrong(self, names: tuple[str, ...]) -> None:
        """Says at each of these fields what is wrong; the first one gets the focus."""
        for name, field in self._fields.items():
            field.set_error(_tr(self._wrong[name]) if name in names else "")
        for name, field in self._fields.items():
            if name in names:
                field.editor.setFocus()
                return

    def _card(self, title: str, lines: tuple[_Line, ...]) -> Card:
        card = Card(self._look, title)
        for line in lines:
            field: TextField | _ChoiceField | TextChoiceField
            label, help_text = _tr(line.label), _tr(line.help_text)
            if line.choices:
                choices = [(key, _tr(words)) for key, words in line.choices]
                field = _ChoiceField(self._look, label, choices, help_text)
            elif line.known is not None:
                field = TextChoiceField(self._look, label, line.known, help_text)
            else:
                field = TextField(self._look, label, help_text)
            field.editor.setObjectName(f"field_{line.name}")
            self._fields[line.name] = field
            self._wrong[line.name] = line.wrong
            card.body.addWidget(field)
        return card

    def _notes(self) -> Card:
        card = Card(self._look, _tr("Goed om te weten"))
        field = AreaField(
            self._look,
            _tr("Voor wie op bezoek &gaat"),
            _tr("Alleen wat de inwoner goed vindt. Niets over gezondheid zonder toestemming."),
        )
        field.editor.setObjectName(f"field_{_GOOD_TO_KNOW}")
        self._fields[_GOOD_TO_KNOW] = field
        self._wrong[_GOOD_TO_KNOW] = ""
        card.body.addWidget(field)
        return card

    def _buttons(self) -> Row:
        cancel = Button(self._look, _tr("&Niet bewaren"))
        cancel.setObjectName("cancel_card")
        cancel.clicked.connect(self.cancelled)
        save = Button(self._look, _tr("Bew&aren"), "primary", "save")
        save.setObjectName("save_card")
        save.clicked.connect(self._save)
        row = Row(self._look)
        row.box.addStretch(1)
        row.add(cancel)
        row.add(save)
        return row

    def _save(self) -> None:
        typed = {name: field.text() for name, field in self._fields.items()}
        self.saved.emit({name: text for name, text in typed.items() if text != self._before[name]})

    def _text(self, card: ResidentCard, name: str) -> str:
        if name == "house_number":
            number = "" if card.house_number is None else str(card.house_number)
            addition = f"-{card.house_addition}" if card.house_addition else ""
            return f"{number}{card.house_letter}{addition}"
        value = str(getattr(card, name))
        if name in {"telephone", "second_telephone", "contact_telephone"}:
            return self._show(value) if value else ""
        if name in {"loss_date", "carer_since"}:
            return shown_date(value)
        return value


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text) if text else ""
