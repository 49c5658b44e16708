"""One entry of the social map: adding it, changing it, and saying that it is there no more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.social_map import Offer, ReferralRoad, WorkingElement
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models import offer_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField, ComboField, DateField, Field, TextField

Areas = Sequence[tuple[str, str]]
"""The subjects that an entry may be for: link id and name."""


class OfferDialog(DialogFrame):
    """Stays open until the page closes it, so that nothing typed is lost when keeping fails.

    `save_wanted` carries the `OfferCard`, `retire_wanted` whether the entry is there no more.
    Nothing is chosen in advance for a new entry but that it was looked at today.
    """

    save_wanted = Signal(object)
    retire_wanted = Signal(bool)

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        areas: Areas,
        today: date,
        offer: Offer | None = None,
    ) -> None:
        title = offer.card.name if offer is not None else _tr("Aanbod toevoegen")
        about = _tr("Schrijf kort en gewoon. Zet hier geen gegevens van inwoners.")
        super().__init__(look, window, title, about, icon="map-pin")
        self.setObjectName("offer_dialog")
        self.set_back(_tr("Terug"))
        self._today = today
        self._card = offer.card if offer is not None else OfferCard(checked_on=today.isoformat())
        self._problem = Banner(look, "error", "")
        self._problem.setObjectName("offer_problem")
        self._problem.hide()
        self.content.addWidget(self._problem)
        self._build_words(look)
        self._build_choices(look, areas)
        self._build_rest(look)
        self.content.addStretch(1)
        self._build_buttons(look, is_known=offer is not None)
        self._fill(offer or Offer("", self._card))

    def show_problem(self, error: Exception) -> None:
        """Says why it was not kept; what was typed stays."""
        self._problem.set_words(_tr("Dit is niet bewaard"), sentence(error))
        self._problem.show()

    def _build_words(self, look: LookSource) -> None:
        self._name = TextField(look, _tr("N&aam"))
        self._what = AreaField(look, _tr("&Wat is het?"), _tr("Eén of twee korte zinnen"), lines=2)
        self._for_whom = TextField(look, _tr("&Voor wie?"))
        for field, name in (
            (self._name, "offer_name"),
            (self._what, "offer_what"),
            (self._for_whom, "offer_for_whom"),
        ):
            field.editor.setObjectName(name)
            self.content.addWidget(field)

    def _build_choices(self, look: LookSource, areas: Areas) -> None:
        self._areas = ChoiceGroup(
            look,
            _tr("Bij welke onderwerpen past het?"),
            [Choice(link, words) for link, words in areas],
            several=True,
            columns=2,
        )
        self._elements = ChoiceGroup(
            look,
            _tr("Wat helpt eraan?"),
            [Choice(one.value, offer_words.element(one)) for one in WorkingElement],
            several=True,
            columns=2,
        )
        for group, start in ((self._areas, "area"), (self._elements, "element")):
            for key, row in group.rows().items():
                row.setObjectName(f"{start}_{key}")
            self.content.addWidget(group)

    def _build_rest(self, look: LookSource) -> None:
        roads = [("", _tr("Nog niet bekend"))]
        roads += [(one.value, offer_words.road(one)) for one in ReferralRoad]
        self._road = ComboField(look, _tr("&Hoe meldt iemand zich aan?"), roads)
        self._contact = AreaField(
            look, _tr("&Contact"), _tr("Telefoon, e-mail, adres of website"), lines=2
        )
        self._district = TextField(look, _tr("Waa&r"), _tr("Bijvoorbeeld een wijk of een gebouw"))
        self._cost = TextField(look, _tr("&Kosten"), _tr("Bijvoorbeeld gratis, of 3 euro per keer"))
        self._checked = DateField(
            look, _tr("Na&gekeken op"), _tr("Bijvoorbeeld 23-11-2026. Leeg: nog niet nagekeken.")
        )
        for editor, name in (
            (self._road.editor, "offer_road"),
            (self._contact.editor, "offer_contact"),
            (self._district.editor, "offer_district"),
            (self._cost.editor, "offer_cost"),
            (self._checked.editor, "offer_checked_on"),
        ):
            editor.setObjectName(name)
        self.content.addWidget(self._road)
        self.content.addWidget(self._contact)
        columns = Columns(look, (1, 1))
        for column, field in zip(columns.columns, (self._district, self._cost), strict=True):
            column.addWidget(field)
            column.addStretch(1)
        self.content.addWidget(columns)
        self.content.addWidget(self._checked)

    def _build_buttons(self, look: LookSource, *, is_known: bool) -> None:
        if is_known:
            is_retired = self._card.retired
            words = _tr("Weer &opnemen") if is_retired else _tr("&Bestaat niet meer")
            retire = Button(look, words, "quiet", "undo-2" if is_retired else "ban")
            retire.setObjectName("retire_offer")
            retire.clicked.connect(lambda: self.retire_wanted.emit(not is_retired))
            self.add_left(retire)
        cancel = Button(look, _tr("&Niet bewaren"), "quiet")
        cancel.clicked.connect(self.reject)
        save = Button(look, _tr("B&ewaren"), "primary", "check")
        save.setObjectName("save_offer")
        save.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(save)

    def _fill(self, offer: Offer) -> None:
        card = offer.card
        self._name.set_text(card.name)
        self._what.set_text(card.what)
        self._for_whom.set_text(card.for_whom)
        self._areas.set_chosen(offer.life_areas())
        self._elements.set_chosen(one.value for one in offer.working_elements())
        road = offer.road()
        self._road.set_key(road.value if road is not None else "")
        self._contact.set_text(card.contact)
        self._district.set_text(card.district)
        self._cost.set_text(card.cost)
        self._checked.set_day(offer.checked_on())

    def _save(self) -> None:
        self._problem.hide()
        self._name.set_error("" if self._name.text() else _tr("Vul een naam in."))
        self._checked.set_error(self._wrong_day())
        fields: tuple[Field, ...] = (self._name, self._checked)
        wrong = next((field for field in fields if field.error_text), None)
        if wrong is not None:
            wrong.setFocus()
            return
        self.save_wanted.emit(self._entered())

    def _entered(self) -> OfferCard:
        before, day = self._card, self._checked.day()
        return replace(
            before,
            name=self._name.text(),
            what=self._what.text().strip(),
            for_whom=self._for_whom.text(),
            life_areas=_chosen(self._areas, before.life_areas),
            working_elements=_chosen(self._elements, before.working_elements),
            how_to_refer=self._entered_road(before.how_to_refer),
            contact=self._contact.text().strip(),
            district=self._district.text(),
            cost=self._cost.text(),
            checked_on=day.isoformat() if day is not None else "",
        )

    def _entered_road(self, before: str) -> str:
        # A way that this version does not know is not lost by changing something else.
        is_known = before in set(ReferralRoad)
        return self._road.key() or ("" if is_known else before)

    def _wrong_day(self) -> str:
        day = self._checked.day()
        if not self._checked.text():
            return ""
        if day is None:
            return _tr("Vul een dag in, zoals 23-11-2026.")
        return _tr("Deze dag komt nog.") if day > self._today else ""


def _chosen(group: ChoiceGroup, before: str) -> str:
    """The chosen codes, and the ones from before that have no row here, in the order they had."""
    chosen = group.chosen()
    kept = [one for one in before.split() if one in chosen or one not in group.rows()]
    return " ".join([*kept, *(one for one in chosen if one not in kept)])


def _tr(text: str) -> str:
    return QCoreApplication.translate("OfferDialog", text)
