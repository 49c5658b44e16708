"""Signalen en vervolg: what waits after visits, by term and urgency, until a person closes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.follow_up_events import Urgency
from huisbezoek.model.domain.open_loops import LoopKind
from huisbezoek.model.domain.signals import URGENT, SignalStatus
from huisbezoek.model.domain.social_map import Offer
from huisbezoek.model.usecases.follow_up_list import (
    FollowUpChoice,
    FollowUpList,
    FollowUpPart,
    Reader,
    WaitingLoop,
)
from huisbezoek.model.usecases.ports.visits import VisitRow
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.follow_up_steps import FollowUpSteps, FollowUpUses, offer_name
from huisbezoek.ui.dialogs.step_dialog import StepDialog, StepWords
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models import follow_up_words
from huisbezoek.ui.models.follow_up_words import ChipWords, loop_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.field import ComboField
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow, GroupRow
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import Text
from huisbezoek.ui.workbench import Workbench

_REPORT, _RUNNING = "report", "running"
_MOST_CLOSED = 20
_PARTS = (
    (FollowUpPart.ALL, QT_TRANSLATE_NOOP("follow_up", "Alles")),
    (FollowUpPart.MINE, QT_TRANSLATE_NOOP("follow_up", "Wat ik oppak")),
    (FollowUpPart.NOBODY, QT_TRANSLATE_NOOP("follow_up", "Wat nog niemand oppakt")),
    (FollowUpPart.LATE, QT_TRANSLATE_NOOP("follow_up", "Wat over de termijn is")),
)


@dataclass(frozen=True, slots=True)
class FollowUpPageUses:
    """What the page asks and does; `close_follow_up` gets a visit whose follow-up is done.

    `reader` is the coordinator at work.
    """

    view: Callable[[Reading], FollowUpList]
    close_follow_up: Callable[[Writing, str], None]
    steps: FollowUpUses
    reader: Reader


@dataclass(frozen=True, slots=True)
class _Seen:
    view: FollowUpList
    offers: tuple[Offer, ...]


class FollowUpPage(QWidget):
    """Not a board to drag on: a list with one next act each.

    Enter or A does the next act, Z closes, Space opens the card of the resident, F goes to the
    choice of what is shown.
    """

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: FollowUpPageUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._seen: _Seen | None = None
        self._frame = PageFrame(look, _tr("Signalen en vervolg"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._steps = FollowUpSteps(workbench, look, uses.steps, self)
        self._steps.failed.connect(self._fail)
        self._build()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:  # noqa: ARG002 - every page has it
        """Loads what waits; `detail` is a part such as 'late', without it the last choice stays."""
        if detail in set(FollowUpPart):
            with QSignalBlocker(self._part.editor), QSignalBlocker(self._owner.editor):
                self._part.set_key(detail)
                self._owner.set_key("")

        def question(reading: Reading) -> _Seen:
            return _Seen(self._uses.view(reading), self._uses.steps.offers(reading))

        self._workbench.ask(question, self._show, self._fail)

    def _build(self) -> None:
        self._error = Banner(self._look, "error", "")
        self._error.setObjectName("follow_up_error")
        self._error.hide()
        self._list = ListCard(self._look, _tr("Wat wacht"))
        self._list.setObjectName("follow_up_list")
        self._list.activated_row.connect(self.do_next_act)
        self._list.opened_row.connect(self.open_resident)
        self._empty = EmptyState(self._look, "check-check", "", "")
        self._empty.setObjectName("follow_up_empty")
        self._closed = Fold(self._look, _tr("&Afgesloten"))
        self._closed.setObjectName("follow_up_closed")
        self._closed_words = Text(self._look)
        self._closed.body.addWidget(self._closed_words)
        self._build_choices()
        content = self._frame.content
        content.addWidget(self._error)
        content.addWidget(self._empty, 20)
        content.addWidget(self._list)
        content.addWidget(self._closed)
        content.addStretch(1)
        for key, deed in (
            ("A", lambda: self.do_next_act(self._list.current_id())),
            ("Z", lambda: self.close_row(self._list.current_id())),
            ("F", self._part.editor.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(key), self._list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(deed)
        self._empty.hide()
        self._closed.hide()

    def _build_choices(self) -> None:
        self._part = ComboField(
            self._look,
            _tr("Wat wilt u &zien?"),
            [(part.value, _tr(words)) for part, words in _PARTS],
        )
        self._part.editor.setObjectName("field_part")
        self._owner = ComboField(self._look, _tr("&Wie pakt het op?"), [])
        self._owner.editor.setObjectName("field_owner")
        self._choices = Row(self._look)
        for field in (self._part, self._owner):
            field.changed.connect(lambda _key: self._show_chosen())
            self._choices.add(field, 1)
        self._frame.header_extra.addWidget(self._choices)

    def do_next_act(self, row: str) -> None:
        """Begins the next act of a row: 'signal:…', 'call_visitor:…', 'report:…'."""
        kind, _, identifier = row.partition(":")
        if kind == _REPORT:
            self.open_resident(row)
        elif kind == _RUNNING:
            self._round_off(identifier)
        else:
            found = self._loop(kind, identifier)
            if found is not None:
                self._begin(found)

    def close_row(self, row: str) -> None:
        """Begins to close what a row is about: asks how it ended."""
        kind, _, identifier = row.partition(":")
        found = self._loop(kind, identifier)
        if kind == _RUNNING:
            self._round_off(identifier)
        elif found is not None:
            self._begin(found, closing=found.loop.loop.kind is not LoopKind.CALL_VISITOR)

    def open_resident(self, row: str) -> None:
        """Opens the card of the resident whom a row is about."""
        resident = self._resident_of(row)
        if resident:
            self.go.emit(Destination(PageName.RESIDENT, resident))

    def _begin(self, one: WaitingLoop, *, closing: bool = False) -> None:
        loop, resident = one.loop.loop, one.loop.resident
        if loop.kind is LoopKind.CALL_VISITOR:
            self._steps.begin_call(resident, loop.identifier)
        elif loop.kind is LoopKind.SIGNAL:
            self._steps.begin_signal(resident, loop.identifier, closing=closing)
        else:
            self._steps.begin_referral(resident, loop.identifier, closing=closing)

    def _round_off(self, visit: str) -> None:
        row = next((one for one in self._visits() if one.visit == visit), None)
        if row is None:
            return
        words = StepWords(
            title=_tr("Vervolg voor {0}").format(row.formal_name),
            sentence=_tr("Is alles gedaan? Dan belt de bezoeker nog om te horen hoe het gaat."),
            verb=_tr("Het vervolg is &klaar"),
            icon="check-check",
        )
        dialog = StepDialog(self._look, self.window(), words)
        dialog.accepted.connect(
            lambda: self._workbench.do(
                lambda writing: self._uses.close_follow_up(writing, visit), failed=self._fail
            )
        )
        dialog.show_once()

    # --- showing ---------------------------------------------------------------------------

    def _show(self, seen: _Seen) -> None:
        self._seen = seen
        self._error.hide()
        self._show_owners(seen.view.owners(self._uses.reader))
        self._frame.set_sentence(self._sentence(seen.view))
        self._show_chosen()
        self._show_closed(seen)

    def _show_owners(self, owners: tuple[str, ...]) -> None:
        editor = self._owner.editor
        with QSignalBlocker(editor):
            chosen = self._owner.key()
            editor.clear()
            editor.addItem(_tr("Iedereen"), "")
            for name in owners:
                editor.addItem(name, name)
            # Who took the last thing away is not there any more: then everybody's is shown.
            self._owner.set_key(chosen if chosen in owners else "")
        self._owner.setVisible(bool(owners))

    def _show_chosen(self) -> None:
        if self._seen is None:
            return
        part = FollowUpPart(self._part.key() or FollowUpPart.ALL)
        choice = FollowUpChoice(part, self._owner.key())
        everything, reader = self._seen.view, self._uses.reader
        view = everything.chosen(choice, reader, self._uses.steps.today())
        rows = list(self._rows(_Seen(view, self._seen.offers)))
        self._list.set_rows(rows)
        self._list.setVisible(bool(rows))
        is_all = choice == FollowUpChoice()
        self._choices.setVisible(bool(rows) or not is_all)
        self._empty.setVisible(not rows)
        if is_all:
            self._empty.set_words(_tr("Geen open signalen."), "")
        else:
            self._empty.set_words(_tr("Hier wacht niets."), _tr("Kies Alles om de rest te zien."))

    def _sentence(self, view: FollowUpList) -> str:
        late = view.late(self._uses.steps.today())
        if late:
            return texts.counted(
                late,
                _tr("{0} wacht langer dan de termijn."),
                _tr("{0} wachten langer dan de termijn."),
            )
        return _tr("Alles is binnen de termijn.") if view.loops else ""

    def _rows(self, seen: _Seen) -> Iterator[CardRow | GroupRow]:
        today = self._uses.steps.today()
        urgent = [one for one in seen.view.loops if _is_urgent(one)]
        urgent.sort(key=lambda one: one.loop.urgency is not Urgency.DANGER_NOW)
        rest = [one for one in seen.view.loops if not _is_urgent(one)]
        late = [one for one in rest if one.loop.loop.due_on < today]
        now = [one for one in rest if one.loop.loop.due_on == today]
        later = [one for one in rest if one.loop.loop.due_on > today]
        yield from self._group(_tr("Nu doen"), urgent, seen, today)
        yield from self._group(_tr("Over de termijn"), late, seen, today)
        yield from self._group(_tr("Vandaag"), now, seen, today)
        yield from self._visit_group(
            _tr("Verslagen om te lezen"), _REPORT, seen.view.reports, today
        )
        yield from self._group(_tr("Later"), later, seen, today)
        yield from self._visit_group(
            _tr("Na het verslag nog te doen"), _RUNNING, seen.view.running, today
        )

    def _group(
        self, title: str, loops: list[WaitingLoop], seen: _Seen, today: date
    ) -> Iterator[CardRow | GroupRow]:
        if loops:
            yield GroupRow(title, len(loops))
        for one in loops:
            words = loop_words(
                one, seen.view.visitors, lambda offer: offer_name(seen.offers, offer), today
            )
            yield CardRow(
                id=f"{one.loop.loop.kind.value}:{one.loop.loop.identifier}",
                name=words.name,
                address=words.about,
                chip=_chip(words.chip),
                why=words.why,
                action=words.act,
                action_icon=words.icon,
            )

    def _visit_group(
        self, title: str, kind: str, visits: tuple[VisitRow, ...], today: date
    ) -> Iterator[CardRow | GroupRow]:
        if visits:
            yield GroupRow(title, len(visits))
        for row in visits:
            is_report = kind == _REPORT
            words = _tr("Ingeleverd op {0}.") if is_report else _tr("Gelezen op {0}.")
            yield CardRow(
                id=f"{kind}:{row.visit}",
                name=texts.capital(row.formal_name),
                address=row.address_line,
                why=words.format(texts.near_date(row.since, today)) if row.since else "",
                action=_tr("Verslag lezen") if is_report else _tr("Afronden"),
                action_icon="file-text" if is_report else "check",
            )

    def _show_closed(self, seen: _Seen) -> None:
        lines = [
            _tr("{0}: {1}").format(
                texts.capital(row.formal_name),
                follow_up_words.outcome_words(row.outcome, row.since),
            )
            for row in seen.view.closed_signals[:_MOST_CLOSED]
            if row.outcome is not None
        ]
        lines += [
            _tr("{0}: naar {1}, {2}.").format(
                texts.capital(row.formal_name),
                offer_name(seen.offers, row.offer),
                follow_up_words.row_now(row),
            )
            for row in seen.view.closed_referrals[:_MOST_CLOSED]
        ]
        self._closed_words.setText("\n".join(lines))
        count = len(seen.view.closed_signals) + len(seen.view.closed_referrals)
        self._closed.set_words(_tr("&Afgesloten"), texts.number(count))
        self._closed.setVisible(bool(lines))

    def _loop(self, kind: str, identifier: str) -> WaitingLoop | None:
        loops = self._seen.view.loops if self._seen is not None else ()
        return next(
            (
                one
                for one in loops
                if (one.loop.loop.kind.value, one.loop.loop.identifier) == (kind, identifier)
            ),
            None,
        )

    def _visits(self) -> tuple[VisitRow, ...]:
        if self._seen is None:
            return ()
        return (*self._seen.view.reports, *self._seen.view.running)

    def _resident_of(self, row: str) -> str:
        kind, _, identifier = row.partition(":")
        if kind in {_REPORT, _RUNNING}:
            return next((one.resident for one in self._visits() if one.visit == identifier), "")
        found = self._loop(kind, identifier)
        return found.loop.resident if found is not None else ""

    def _follow(self, changes: Changes) -> None:
        if self.isVisible() and changes.subjects:
            self.open()

    def _fail(self, error: Exception) -> None:
        self._error.set_words(_tr("Dit lukte niet"), sentence(error))
        self._error.show()


def _is_urgent(one: WaitingLoop) -> bool:
    """A note that cannot wait and that nobody took up yet stands above everything."""
    row = one.signal
    if row is None or one.loop.loop.kind is not LoopKind.SIGNAL:
        return False
    return row.urgency in URGENT and row.status in {SignalStatus.RAISED, SignalStatus.SEEN}


def _chip(words: ChipWords) -> ChipValue:
    return ChipValue(words.text, words.tone, words.icon)


def _tr(text: str) -> str:
    return QCoreApplication.translate("follow_up", text)


__all__ = ["FollowUpPage", "FollowUpPageUses"]
