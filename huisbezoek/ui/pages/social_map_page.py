"""Sociale kaart: what there is in the neighbourhood, searched by words, subject and what helps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.social_map import (
    Offer,
    OfferQuestion,
    WorkingElement,
    search_offers,
)
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.model.usecases.social_map import SocialMapView
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.offer_dialog import OfferDialog
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models import offer_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.announce import announce
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.field import ComboField
from huisbezoek.ui.widgets.offer_cards import OfferCards, OfferCardValue
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.search_field import SearchField
from huisbezoek.ui.workbench import Workbench

_OUTDATED: Final = "outdated"
_RETIRED: Final = "retired"

Areas = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OfferEditing:
    """What a coordinator may do besides; the identifier of an entry comes second."""

    add: Callable[[Writing, OfferCard], str]
    change: Callable[[Writing, str, OfferCard], object]
    check: Callable[[Writing, str], None]
    retire: Callable[[Writing, str, bool], None]


@dataclass(frozen=True, slots=True)
class SocialMapUses:
    """What the page asks; `areas` are the subjects of the talk, link id and name.

    `editing` is None for a visitor, who reads.
    """

    view: Callable[[Reading], SocialMapView]
    areas: Callable[[Reading], Areas]
    today: Callable[[], date]
    editing: OfferEditing | None = None


class SocialMapPage(QWidget):
    """A card for each entry. Ctrl+F searches; the arrow keys go from card to card."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: SocialMapUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._view = SocialMapView((), 0)
        self._areas: Areas = ()
        self._frame = PageFrame(look, _tr("Sociale kaart"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build_search()
        self._build_cards()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:  # noqa: ARG002 - every page has it
        """Loads the map; what was searched for stays."""
        self._workbench.ask(
            lambda reading: (self._uses.view(reading), self._uses.areas(reading)),
            lambda found: self._take(*found),
            self._fail,
        )

    def _build_search(self) -> None:
        look = self._look
        self._search = SearchField(
            look, _tr("&Zoek op naam of woord"), _tr("Maak het zoekveld leeg")
        )
        self._search.editor.setObjectName("field_search")
        self._search.changed.connect(self._show)
        self._frame.header_extra.addWidget(self._search)
        elements = [("", _tr("Alles"))]
        elements += [(one.value, offer_words.element(one)) for one in WorkingElement]
        which = [
            ("", _tr("Wat er is")),
            (_OUTDATED, _tr("Na te kijken")),
            (_RETIRED, _tr("Bestaat niet meer")),
        ]
        self._area = ComboField(look, _tr("&Onderwerp"), [("", _tr("Alle onderwerpen"))])
        self._element = ComboField(look, _tr("&Wat helpt?"), elements)
        self._which = ComboField(look, _tr("&Laat zien"), which)
        fields = Row(look, stacks=True)
        for field, name in (
            (self._area, "field_area"),
            (self._element, "field_element"),
            (self._which, "field_which"),
        ):
            field.editor.setObjectName(name)
            field.changed.connect(self._show)
            fields.add(field, 1)
        self._which.setVisible(self._uses.editing is not None)
        self._frame.content.addWidget(fields)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._search.editor.setFocus)
        if self._uses.editing is not None:
            add = Button(look, _tr("Aanbod &toevoegen"), "primary", "plus")
            add.setObjectName("add_offer")
            add.clicked.connect(self._add)
            self._frame.add_header_button(add)

    def _build_cards(self) -> None:
        self._error = Banner(self._look, "error", "")
        self._error.setObjectName("social_map_error")
        self._error.hide()
        self._cards = OfferCards(self._look)
        self._cards.setObjectName("offer_cards")
        self._cards.change_wanted.connect(self._change)
        self._cards.check_wanted.connect(self._check)
        everything = Button(self._look, _tr("&Alles tonen"), icon="list")
        everything.setObjectName("show_everything")
        everything.clicked.connect(self._clear)
        self._everything = everything
        self._empty = EmptyState(self._look, "map-pin", "", "", everything)
        self._empty.setObjectName("social_map_empty")
        self._empty.hide()
        content = self._frame.content
        content.addWidget(self._error)
        content.addWidget(self._cards)
        content.addWidget(self._empty, 20)
        content.addStretch(1)

    # --- showing ---------------------------------------------------------------------------

    def _take(self, view: SocialMapView, areas: Areas) -> None:
        self._error.hide()
        self._view = view
        if areas != self._areas:
            self._areas = areas
            editor, chosen = self._area.editor, self._area.key()
            with QSignalBlocker(editor):
                editor.clear()
                for link, words in (("", _tr("Alle onderwerpen")), *areas):
                    editor.addItem(words, link)
                self._area.set_key(chosen)
                editor.setCurrentIndex(max(0, editor.currentIndex()))
        self._show()

    def _show(self, *_: object) -> None:
        found = self._found()
        names = dict(self._areas)
        self._cards.show_values([self._value(one, names) for one in found])
        self._cards.setVisible(bool(found))
        self._empty.setVisible(not found)
        if not found:
            self._empty.set_words(*self._empty_words())
        self._everything.setVisible(self._is_narrowed())
        self._frame.set_sentence(self._totals(len(found)))

    def _found(self) -> tuple[Offer, ...]:
        which, element = self._which.key(), self._element.key()
        question = OfferQuestion(
            words=self._search.text(),
            life_area=self._area.key(),
            working_element=WorkingElement(element) if element else None,
            with_retired=which == _RETIRED,
        )
        found = search_offers(self._view.offers, question)
        if which == _RETIRED:
            return tuple(one for one in found if one.card.retired)
        if which == _OUTDATED:
            today = self._uses.today()
            return tuple(one for one in found if one.is_outdated(today))
        return found

    def _value(self, offer: Offer, areas: dict[str, str]) -> OfferCardValue:
        today, card = self._uses.today(), offer.card
        is_old, may_edit = offer.is_outdated(today), self._uses.editing is not None
        may_check = may_edit and not card.retired and offer.checked_on() != today
        words = offer_words.checked(offer, today)
        return OfferCardValue(
            offer=offer.offer,
            name=card.name,
            what=card.what,
            facts=offer_words.facts(offer, areas),
            checked=ChipValue(words, "plain", "clock") if is_old else ChipValue(words, "ok"),
            remark=_tr("Bestaat niet meer") if card.retired else "",
            change_verb=_tr("Wijzigen") if may_edit else "",
            check_verb=_tr("Vandaag nagekeken") if may_check else "",
        )

    def _totals(self, shown: int) -> str:
        if self._which.key() == _RETIRED:
            return texts.counted(
                shown, _tr("{0} bestaat niet meer."), _tr("{0} bestaan niet meer.")
            )
        present = sum(not one.card.retired for one in self._view.offers)
        words = texts.counted(shown, _tr("{0} mogelijkheid"), _tr("{0} mogelijkheden"))
        if shown < present:
            words = _tr("{0} van de {1}").format(words, texts.number(present))
        if self._uses.editing is None or not self._view.outdated:
            return _tr("{0}.").format(words)
        return _tr("{0}. Nog na te kijken: {1}.").format(words, texts.number(self._view.outdated))

    def _is_narrowed(self) -> bool:
        keys = (self._area.key(), self._element.key(), self._which.key(), self._search.text())
        return any(keys)

    def _empty_words(self) -> tuple[str, str]:
        if self._search.text() or self._area.key() or self._element.key():
            return (
                _tr("Niets gevonden"),
                _tr("Zoek met een ander woord, of kies een ander onderwerp."),
            )
        if self._which.key() == _OUTDATED:
            return _tr("Alles is nagekeken"), _tr("Na een jaar komt iets hier terug.")
        if self._which.key() == _RETIRED:
            return _tr("Hier staat niets"), _tr("Wat niet meer bestaat, komt hier te staan.")
        if self._uses.editing is not None:
            return _tr("De sociale kaart is leeg"), _tr("Voeg toe wat er in de buurt is.")
        return _tr("De sociale kaart is leeg"), _tr("De coördinator vult de kaart.")

    # --- acting ----------------------------------------------------------------------------

    def _clear(self) -> None:
        for field in (self._area, self._element, self._which):
            with QSignalBlocker(field.editor):
                field.editor.setCurrentIndex(0)
        with QSignalBlocker(self._search.editor):
            self._search.set_text("")
        self._show()
        self._search.editor.setFocus()

    def _add(self) -> None:
        editing = self._uses.editing
        if editing is None:
            return
        dialog = OfferDialog(self._look, self.window(), self._areas, self._uses.today())
        dialog.save_wanted.connect(
            lambda card: self._keep(dialog, lambda writing: editing.add(writing, card))
        )
        dialog.show_once()

    def _change(self, offer: str) -> None:
        editing = self._uses.editing
        known = next((one for one in self._view.offers if one.offer == offer), None)
        if editing is None or known is None:
            return
        dialog = OfferDialog(self._look, self.window(), self._areas, self._uses.today(), known)
        dialog.save_wanted.connect(
            lambda card: self._keep(dialog, lambda writing: editing.change(writing, offer, card))
        )
        dialog.retire_wanted.connect(
            lambda gone: self._keep(dialog, lambda writing: editing.retire(writing, offer, gone))
        )
        dialog.show_once()

    def _keep(self, dialog: OfferDialog, deed: Callable[[Writing], object]) -> None:
        self._workbench.do(deed, lambda _: dialog.finish(), dialog.show_problem)

    def _check(self, offer: str) -> None:
        editing = self._uses.editing
        if editing is None:
            return

        def told(_: object) -> None:
            announce(self, _tr("Bewaard: vandaag nagekeken."))

        self._workbench.do(lambda writing: editing.check(writing, offer), told, self._fail)

    def _follow(self, changes: Changes) -> None:
        if self.isVisible() and changes.subjects:
            self.open()

    def _fail(self, error: Exception) -> None:
        self._error.set_words(_tr("Dit lukte niet"), sentence(error))
        self._error.show()


def _tr(text: str) -> str:
    return QCoreApplication.translate("social_map", text)


__all__ = ["OfferEditing", "SocialMapPage", "SocialMapUses"]
