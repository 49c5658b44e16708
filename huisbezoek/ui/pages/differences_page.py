"""Verschillen: what two people did without knowing of each other, to choose between."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.usecases.differences import OpenDifference
from huisbezoek.model.usecases.given_twice import GivenTwice
from huisbezoek.model.usecases.ports.people import Difference, DifferingValue
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.difference_card import DifferenceCard, DifferenceValue
from huisbezoek.ui.dialogs.twice_card import TwiceCard
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models import twice_words
from huisbezoek.ui.models.difference_words import field_name, value_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class DifferencesUses:
    """What the page asks and does; `local` turns a moment into the wall clock of here."""

    differences: Callable[[Reading], tuple[OpenDifference, ...]]
    given_twice: Callable[[Reading], tuple[GivenTwice, ...]]
    choose_visitor: Callable[[Writing, GivenTwice, str], None]
    keep: Callable[[Writing, Difference, DifferingValue], None]
    keep_both: Callable[[Writing, Difference], None]
    show_telephone: Callable[[str], str]
    local: Callable[[datetime], datetime]


@dataclass(frozen=True, slots=True)
class _Found:
    """Who has two visitors comes first. `addresses` are by resident, `authors` names by person."""

    seen: tuple[GivenTwice | OpenDifference, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)


class DifferencesPage(QWidget):
    """One difference at a time; after a choice the next one comes by itself."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: DifferencesUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._wanted = ""
        self._place = 0
        self._found = _Found()
        self._has_chosen = False
        self._frame = PageFrame(look, _tr("Verschillen"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:  # noqa: ARG002 - every page has it
        """Loads the differences; those of `subject` come first."""
        self._wanted = subject
        self._place = 0
        self._has_chosen = False
        self._done.hide()
        self._load()

    def _build(self) -> None:
        self._error = Banner(self._look, "error", _tr("Dit lukte niet"))
        self._error.setObjectName("differences_error")
        self._error.hide()
        self._done = Banner(self._look, "good", "")
        self._done.setObjectName("differences_done")
        self._done.hide()
        self._card_place = QVBoxLayout()
        self._empty = EmptyState(self._look, "check-check", "", "")
        self._empty.hide()
        content = self._frame.content
        content.addWidget(self._done)
        content.addWidget(self._error)
        content.addLayout(self._card_place)
        content.addWidget(self._empty, 20)
        content.addStretch(1)

    def _load(self) -> None:
        self._workbench.ask(self._question, self._show, self._fail)

    def _question(self, reading: Reading) -> _Found:
        twice = self._uses.given_twice(reading)
        differing = self._uses.differences(reading)
        subjects = dict.fromkeys(one.difference.subject for one in differing)
        residents = [one.identifier for one in subjects if one.kind == SubjectKind.RESIDENT]
        rows = reading.resident_rows(residents)
        return _Found(
            (*twice, *differing),
            {row.resident: row.address_line for row in rows},
            {record.visitor: record.card.name for record in reading.visitors()},
        )

    def _show(self, found: _Found) -> None:
        self._error.hide()
        first = [one for one in found.seen if self._wanted in _about(one)]
        rest = [one for one in found.seen if one not in first]
        self._found = replace(found, seen=(*first, *rest))
        count = len(found.seen)
        self._place = min(self._place, max(0, count - 1))
        self._frame.set_sentence(_count_sentence(found.seen))
        self._empty.setVisible(not count)
        if not count:
            self._empty.set_words(*self._empty_words())
        self._show_card()

    def _show_card(self) -> None:
        cleared(self._card_place)
        if not self._found.seen:
            return
        seen = self._found.seen[self._place]
        card = (
            self._twice_card(seen) if isinstance(seen, GivenTwice) else self._difference_card(seen)
        )
        card.later.connect(self._later)
        self._card_place.addWidget(card)
        if self._has_chosen:
            card.first_button().setFocus(Qt.FocusReason.OtherFocusReason)

    def _difference_card(self, seen: OpenDifference) -> DifferenceCard:
        difference = seen.difference
        card = DifferenceCard(
            self._look,
            title=_title(seen),
            note=self._note(self._found.addresses.get(difference.subject.identifier, "")),
            values=[self._value(seen, place) for place in range(len(difference.values))],
            is_about_safety=seen.is_about_safety,
            can_keep_both=seen.can_keep_both,
        )
        is_resident = difference.subject.kind == SubjectKind.RESIDENT
        card.allow(later=len(self._found.seen) > 1, view=is_resident)
        card.chosen.connect(lambda place: self._keep(seen, place))
        card.both_chosen.connect(lambda: self._keep_both(seen))
        card.view_wanted.connect(
            lambda: self.go.emit(Destination(PageName.RESIDENT, difference.subject.identifier))
        )
        return card

    def _twice_card(self, seen: GivenTwice) -> TwiceCard:
        card = TwiceCard(self._look, seen, self._note(seen.address_line))
        card.allow(later=len(self._found.seen) > 1)
        card.chosen.connect(lambda visitor: self._choose_visitor(seen, visitor))
        card.view_wanted.connect(
            lambda: self.go.emit(Destination(PageName.RESIDENT, seen.residents[0]))
        )
        return card

    def _note(self, address: str) -> str:
        count = len(self._found.seen)
        which = _tr("{0} van {1}").format(self._place + 1, count) if count > 1 else ""
        return ", ".join(part for part in (address, which) if part)

    def _value(self, seen: OpenDifference, place: int) -> DifferenceValue:
        value = seen.difference.values[place]
        author = self._found.authors.get(value.author, "") or _tr("iemand")
        said = _tr("{0}, {1}").format(author, texts.moment(self._uses.local(value.at)))
        return DifferenceValue(
            words=self._words(seen.difference, place),
            said=said,
            is_shown=value.is_shown and not seen.is_about_safety,
        )

    def _words(self, difference: Difference, place: int) -> str:
        value = difference.values[place].value
        return value_words(difference.field, value, self._uses.show_telephone)

    def _keep(self, seen: OpenDifference, place: int) -> None:
        difference = seen.difference
        value = difference.values[place]
        self._decide(
            lambda writing: self._uses.keep(writing, difference, value),
            f"{_title(seen)}: {self._words(difference, place)}",
        )

    def _keep_both(self, seen: OpenDifference) -> None:
        difference = seen.difference
        words = [self._words(difference, place) for place in range(len(difference.values))]
        self._decide(
            lambda writing: self._uses.keep_both(writing, difference),
            f"{_title(seen)}: {_tr(' en ').join(words)}",
        )

    def _choose_visitor(self, seen: GivenTwice, visitor: str) -> None:
        going = next((one for one in seen.visitors if one.claim.visitor == visitor), None)
        self._decide(
            lambda writing: self._uses.choose_visitor(writing, seen, visitor),
            twice_words.done_words(seen, going if visitor else None),
        )

    def _decide(self, deed: Callable[[Writing], None], words: str) -> None:
        def done(_: None) -> None:
            self._has_chosen = True
            self._done.set_words(_tr("Bewaard"), words)
            self._done.show()

        # Every page follows the change by itself, so this one shows the next difference.
        self._workbench.do(deed, done, self._fail)

    def _later(self) -> None:
        self._place = (self._place + 1) % max(1, len(self._found.seen))
        self._done.hide()
        self._has_chosen = True
        self._show_card()

    def _empty_words(self) -> tuple[str, str]:
        if self._has_chosen:
            return _tr("Dat was alles"), _tr("Er is niets meer om te kiezen. Dank u wel.")
        return (
            _tr("Er zijn geen verschillen"),
            _tr("Doen twee mensen hetzelfde los van elkaar? Dan kiest u hier wat klopt."),
        )

    def _follow(self, changes: Changes) -> None:
        if self.isVisible() and changes.subjects:
            self._load()

    def _fail(self, error: Exception) -> None:
        self._error.set_words(_tr("Dit lukte niet"), sentence(error))
        self._error.show()


def _about(seen: GivenTwice | OpenDifference) -> tuple[str, ...]:
    """The identifiers of whom or what it is about."""
    if isinstance(seen, GivenTwice):
        return seen.residents
    return (seen.difference.subject.identifier,)


def _count_sentence(seen: Sequence[GivenTwice | OpenDifference]) -> str:
    twice = [one for one in seen if isinstance(one, GivenTwice)]
    differing = len(seen) - len(twice)
    fields = texts.counted(
        differing,
        _tr("{0} gegeven werd door twee mensen gewijzigd, los van elkaar."),
        _tr("{0} gegevens werden door twee mensen gewijzigd, los van elkaar."),
    )
    parts = (twice_words.count_sentence(twice), fields if differing else "")
    return " ".join(part for part in parts if part)


def _title(seen: OpenDifference) -> str:
    subject = seen.difference.subject
    name = field_name(subject.kind, seen.difference.field)
    if not seen.about:
        return texts.capital(name)
    return _tr("{0}: {1}").format(texts.capital(seen.about), name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("differences", text)
