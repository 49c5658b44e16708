"""Inwoners: search, filters, and one card for each resident."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from huisbezoek.model.domain.group_terms import terms_of
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.target_groups import CycleTerms
from huisbezoek.model.usecases.ports.people import (
    ResidentFilter,
    ResidentOrder,
    ResidentQuestion,
    ResidentRow,
)
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.model.usecases.residents import FoundResidents
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.partner_list_steps import PartnerListSteps, PartnerListUses
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.resident_words import row_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.count_line import CountLine
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.field import ComboField
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.search_field import SearchField
from huisbezoek.ui.workbench import Workbench

FIRST_CARDS: Final = 24
"""Before the list has a size; then as many as fill it, to read and measure few at each letter."""
PAGE_SIZE: Final = 256
"""Cards at a time after those, while somebody scrolls."""
SOON_MONTHS: Final = 3

Ids = tuple[str, ...]
AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class ResidentsUses:
    """What the page needs; three answer the lists that Overzicht counts.

    `still_on` says in words on whose laptop residents still are who went to another visitor.
    `visitor` is whose residents are shown; empty for everybody.
    """

    find: Callable[[Reading, ResidentQuestion, str, Ids | None], FoundResidents]
    to_assess: Callable[[Reading], Ids]
    waiting_for_answer: Callable[[Reading], Ids]
    without_visitor: Callable[[Reading], Ids]
    today: Callable[[], date]
    is_coordinator: bool
    still_on: Callable[[Reading], Mapping[str, str]]
    visitor: str = ""
    partners: PartnerListUses | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What stays the same until something changes, and is too slow to ask at each letter."""

    people: int
    terms: CycleTerms
    still_on: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Found:
    ids: Ids
    has_more: bool
    rows: tuple[ResidentRow, ...]
    known: _Known


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was chosen above the list."""

    key: str
    group: str
    order: ResidentOrder
    words: str


# Key, words. The keys are also what other pages ask for in `Destination.detail`.
_FILTERS: Final = (
    ("all", QT_TRANSLATE_NOOP("residents", "Alle inwoners")),
    ("due", QT_TRANSLATE_NOOP("residents", "Nu aan de beurt")),
    ("soon", QT_TRANSLATE_NOOP("residents", "Komt er binnen drie maanden bij")),
    ("in_round", QT_TRANSLATE_NOOP("residents", "In de ronde")),
    ("waiting_for_answer", QT_TRANSLATE_NOOP("residents", "Gaven nog geen antwoord")),
    ("unassigned", QT_TRANSLATE_NOOP("residents", "Nog zonder bezoeker")),
    ("reports", QT_TRANSLATE_NOOP("residents", "Verslag om te lezen")),
    ("visited", QT_TRANSLATE_NOOP("residents", "Wacht op volgende keer")),
    ("stopped", QT_TRANSLATE_NOOP("residents", "Geen contact meer")),
    ("held_back", QT_TRANSLATE_NOOP("residents", "Wordt niet gevraagd")),
    ("term_past", QT_TRANSLATE_NOOP("residents", "Termijn voorbij")),
    ("light_contact", QT_TRANSLATE_NOOP("residents", "Kaartje of belletje na verlies")),
)
_ORDERS: Final = (
    (ResidentOrder.USUAL, QT_TRANSLATE_NOOP("residents", "Gewoon")),
    (ResidentOrder.NAME, QT_TRANSLATE_NOOP("residents", "Op naam")),
    (ResidentOrder.STREET, QT_TRANSLATE_NOOP("residents", "Op straat")),
    (ResidentOrder.DISTRICT, QT_TRANSLATE_NOOP("residents", "Op wijk")),
    (ResidentOrder.DUE, QT_TRANSLATE_NOOP("residents", "Op datum")),
)
_KINDS: Final = {
    "due": ResidentFilter.DUE,
    "soon": ResidentFilter.SOON,
    "term_past": ResidentFilter.TERM_PAST,
    "light_contact": ResidentFilter.LIGHT_CONTACT,
    "in_round": ResidentFilter.IN_ROUND,
    "visited": ResidentFilter.WAITING,
    "stopped": ResidentFilter.STOPPED,
    "held_back": ResidentFilter.HELD_BACK,
}


class ResidentsPage(QWidget):
    """A list of cards; a visitor sees only the residents on this laptop and no filters."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: ResidentsUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._ids: Ids = ()
        self._shown = 0
        self._wishes = 0
        self._is_asking = False
        self._known: _Known | None = None
        """None until asked anew after a change."""
        self._is_open = False
        self._frame = PageFrame(look, _tr("Inwoners"))
        self._count = CountLine(look)
        self._count.setObjectName("residents_count")
        self._count.hide()
        self._frame.add_under_title(self._count)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build_search()
        self._build_list()
        self._build_partners()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:  # noqa: ARG002 - every page has it
        """Loads the list; `detail` is a filter such as 'due'; without it the last one stays."""
        self._is_open = True
        self._known = None
        if detail in {key for key, _words in _FILTERS}:
            with QSignalBlocker(self._filter.editor), QSignalBlocker(self._search.editor):
                self._filter.set_key(detail)
                self._search.set_text("")
        self._load()

    def _build_search(self) -> None:
        self._search = SearchField(self._look, _tr("&Zoek op naam"), _tr("Maak het zoekveld leeg"))
        self._search.editor.setObjectName("field_search")
        self._search.changed.connect(lambda _text: self._load())
        choices = [(key, _tr(words)) for key, words in _FILTERS]
        self._filter = ComboField(self._look, _tr("&Wie wilt u zien?"), choices)
        self._filter.editor.setObjectName("field_filter")
        self._filter.changed.connect(lambda _key: self._load())
        groups = [("", _tr("Alle doelgroepen"))]
        groups += [(code, texts.capital(texts.group(code))) for code in texts.GROUPS]
        self._group = ComboField(self._look, _tr("&Doelgroep"), groups)
        self._group.editor.setObjectName("field_group")
        self._group.changed.connect(lambda _key: self._load())
        orders = [(order.value, _tr(words)) for order, words in _ORDERS]
        self._order = ComboField(self._look, _tr("&Volgorde"), orders)
        self._order.editor.setObjectName("field_order")
        self._order.changed.connect(lambda _key: self._load())
        fields = Row(self._look)
        shares = ((self._search, 2), (self._filter, 2), (self._group, 1), (self._order, 1))
        for field, share in shares:
            fields.add(field, share)
        self._filter.setVisible(self._uses.is_coordinator)
        self._frame.narrow_changed.connect(self._follow_width)
        self._follow_width(narrow=False)
        self._frame.header_extra.addWidget(fields)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._search.editor.setFocus)

    def _follow_width(self, narrow: bool) -> None:  # noqa: FBT001 - the signal carries it
        for field in (self._group, self._order):
            field.setVisible(self._uses.is_coordinator and not narrow)

    def _build_list(self) -> None:
        self._error = Banner(self._look, "error", _tr("De lijst kon niet worden getoond"))
        self._error.setObjectName("residents_error")
        self._error.hide()
        self._list = ListCard(self._look, _tr("Inwoners"), scrolls=True)
        self._list.setObjectName("residents_list")
        self._list.activated_row.connect(self._open_card)
        self._list.opened_row.connect(self._open_card)
        self._list.more_needed.connect(self._load_more)
        button = Button(self._look, _tr("&Lijst inlezen"), "primary", "file-down")
        button.setObjectName("empty_read_list")
        button.clicked.connect(lambda: self.go.emit(Destination(PageName.READ_LIST)))
        self._nobody = EmptyState(self._look, "users", "", "", button)
        self._nobody_button = button
        self._nobody.hide()
        for widget in (self._error, self._list, self._nobody):
            self._frame.content.addWidget(widget)
        self._frame.content.setStretchFactor(self._list, 1)
        self._frame.body.hold_list()
        # The list scrolls itself: it takes the height that is left and asks for none.
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def _build_partners(self) -> None:
        self._print_partners = Button(self._look, _tr("Lijst voor een &partner"), icon="printer")
        self._print_partners.setObjectName("print_partner_list")
        self._print_partners.hide()
        self._frame.add_header_button(self._print_partners)
        if self._uses.partners is not None:
            steps = PartnerListSteps(
                self._workbench, self._look, self._uses.partners, self, self._fail
            )
            self._print_partners.clicked.connect(steps.begin)

    def _follow(self, _changes: object) -> None:
        self._known = None
        # What was asked before this change and is still on its way counts no more.
        self._wishes += 1
        if self._is_open and self.isVisible():
            self._load()

    def _load(self) -> None:
        self._wishes += 1
        # One question at a time: who types faster than the answers come waits for the last only.
        if not self._is_asking:
            self._ask()

    def _ask(self) -> None:
        key, words = self._filter.key() or "all", self._search.text()
        wanted = _Wanted(key, self._group.key(), ResidentOrder(self._order.key()), words)
        known = self._known
        first = self._list.most_in_view() if self._list.isVisible() else FIRST_CARDS

        def question(reading: Reading) -> _Found:
            found = self._find(reading, wanted)
            rows = reading.resident_rows(found.residents[:first])
            known_now = known or self._learn(reading)
            return _Found(found.residents, found.has_more, rows, known_now)

        self._is_asking = True
        wish = self._wishes
        self._workbench.ask(
            question,
            lambda found: self._take(wish, self._show, found),
            lambda error: self._take(wish, self._fail, error),
        )

    def _take(self, wish: int, show: Callable[[AnswerT], None], answer: AnswerT) -> None:
        self._is_asking = False
        if wish == self._wishes:
            show(answer)
        elif self._is_open:
            self._ask()

    def _find(self, reading: Reading, wanted: _Wanted) -> FoundResidents:
        today, key = self._uses.today(), wanted.key
        question = ResidentQuestion(
            today,
            _KINDS.get(key, ResidentFilter.ALL),
            group=wanted.group,
            visitor=self._uses.visitor,
            order=wanted.order,
        )
        if key == "soon":
            question = replace(question, horizon=add_months(today, SOON_MONTHS))
        lists = {
            "reports": self._uses.to_assess,
            "waiting_for_answer": self._uses.waiting_for_answer,
            "unassigned": self._uses.without_visitor,
        }
        among = lists[key](reading) if key in lists else None
        return self._uses.find(reading, question, wanted.words, among)

    def _learn(self, reading: Reading) -> _Known:
        question = ResidentQuestion(self._uses.today(), visitor=self._uses.visitor)
        terms = terms_of(reading.organisation())
        if self._uses.visitor:
            return _Known(len(reading.resident_ids(question)), terms, {})
        people = reading.resident_counts(question)["all"]
        return _Known(people, terms, self._uses.still_on(reading))

    def _show(self, found: _Found) -> None:
        self._error.hide()
        is_held_back = self._filter.key() == ResidentFilter.HELD_BACK.value
        self._print_partners.setVisible(is_held_back and self._uses.partners is not None)
        self._known, people = found.known, found.known.people
        self._name_groups(found.known.terms.age_from)
        self._ids, self._shown = found.ids, len(found.rows)
        cards = self._cards(found.rows, found.known)
        self._list.set_rows(cards, has_more=self._shown < len(self._ids))
        self._list.setVisible(bool(found.ids))
        self._nobody.setVisible(not found.ids)
        if not found.ids:
            self._nobody.set_words(*self._empty_words(people))
        self._nobody_button.setVisible(self._uses.is_coordinator and not people)
        shown = texts.counted(len(found.ids), _tr("{0} inwoner"), _tr("{0} inwoners"))
        if found.has_more:
            shown = _tr("De eerste {0}. Typ meer letters.").format(shown)
        elif len(found.ids) < people:
            shown = _tr("{0} van de {1}").format(shown, texts.number(people))
        self._count.setText(shown)
        self._count.setVisible(bool(people))

    def _name_groups(self, age_from: int) -> None:
        for place, code in enumerate(texts.GROUPS, start=1):
            words = texts.capital(texts.group(code, age_from))
            if self._group.editor.itemText(place) != words:
                self._group.editor.setItemText(place, words)

    def _load_more(self) -> None:
        ids, known = self._ids, self._known
        following = ids[self._shown : self._shown + PAGE_SIZE]

        def show(rows: tuple[ResidentRow, ...]) -> None:
            # Another list may have come in between, or a change that brings one.
            if ids is not self._ids or known is None or known is not self._known:
                return
            self._shown += len(following)
            self._list.append_rows(self._cards(rows, known), has_more=self._shown < len(ids))

        self._workbench.ask(lambda reading: reading.resident_rows(following), show, self._fail)

    def _cards(self, rows: Sequence[ResidentRow], known: _Known) -> list[CardRow]:
        today, still_on = self._uses.today(), known.still_on
        cards = []
        for row in rows:
            words = row_words(row, today, known.terms)
            chip = ChipValue(words.chip.text, words.chip.tone)
            cards.append(
                CardRow(
                    id=row.resident,
                    name=words.name,
                    address=words.address,
                    initials=row.initials_pair,
                    chip=chip,
                    why=" ".join(part for part in (words.why, still_on.get(row.resident)) if part),
                )
            )
        return cards

    def _empty_words(self, people: int) -> tuple[str, str]:
        if people:
            return (
                _tr("Niemand gevonden"),
                _tr("Kies een andere lijst, of zoek met de eerste letters van de achternaam."),
            )
        if self._uses.is_coordinator:
            return _tr("Nog geen inwoners"), _tr("Lees een lijst in, dan staan zij hier.")
        return (
            _tr("Nog geen inwoners"),
            _tr("De coördinator heeft u nog niemand gegeven. Wissel uit om te kijken."),
        )

    def _open_card(self, resident: str) -> None:
        self.go.emit(Destination(PageName.RESIDENT, resident))

    def _fail(self, error: Exception) -> None:
        self._error.set_words(_tr("De lijst kon niet worden getoond"), sentence(error))
        self._error.show()


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text)
