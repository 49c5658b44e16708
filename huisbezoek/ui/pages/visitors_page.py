"""Bezoekers: who goes on visits, how much room there is, and what somebody still needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.usecases.ports.documents import Sheet, StartCodeInput
from huisbezoek.model.usecases.ports.transfer import WrittenFile
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.model.usecases.visitors import (
    AssignLine,
    CertificateState,
    VisitorNeed,
    VisitorView,
)
from huisbezoek.ui import errors, texts
from huisbezoek.ui.dialogs.assign_dialog import AssignDialog
from huisbezoek.ui.dialogs.start_file_dialog import StartFileDialog
from huisbezoek.ui.dialogs.visitor_dialog import VisitorDialog
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import HeroCard, HeroWords
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.columns import TileGrid
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.visitor_card import (
    VisitorCardButtons,
    VisitorCardPanel,
    VisitorCardValue,
    VisitorFact,
)
from huisbezoek.ui.workbench import Workbench

_INITIALS = 2


@dataclass(frozen=True, slots=True)
class VisitorsUses:
    """What the page asks and does; the clock and chance are bound already.

    `waiting` counts as Overzicht does. `start_code` gets the visitor; `parse_telephone` answers
    the stored form or None. `print_sheets` asks for a printer.
    """

    visitors: Callable[[Reading], tuple[VisitorView, ...]]
    unassigned: Callable[[Reading], tuple[AssignLine, ...]]
    waiting: Callable[[Reading], int]
    add: Callable[[Writing, VisitorCard], str]
    change: Callable[[Writing, str, VisitorCard], None]
    assign: Callable[[Writing, Sequence[str], str], int]
    end_assignment: Callable[[Writing, str, str], None]
    begin_start_file: Callable[[Writing, str], bytes]
    write_start_file: Callable[[bytes, Sequence[str], Path], WrittenFile]
    new_code: Callable[[], tuple[str, ...]]
    start_code: Callable[[Reading, str, Sequence[str]], StartCodeInput]
    start_code_sheet: Callable[[StartCodeInput], Sheet]
    print_sheets: Callable[[QWidget, Sequence[Sheet]], None]
    parse_telephone: Callable[[str], str | None]
    show_telephone: Callable[[str], str]
    choose_folder: Callable[[QWidget, str], Path | None]
    today: Callable[[], date]


@dataclass(frozen=True, slots=True)
class _Seen:
    views: tuple[VisitorView, ...] = ()
    lines: tuple[AssignLine, ...] = ()
    waiting: int = 0


class VisitorsPage(QWidget):
    """The visitors as cards; who needs something comes first."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: VisitorsUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._seen = _Seen()
        self._wanted = ("", "")
        self._panels: dict[str, VisitorCardPanel] = {}
        self._words = VisitorCardButtons(_tr("Bekijk"), _tr("Startbestand maken"))
        self._frame = PageFrame(look, _tr("Bezoekers"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:
        """Loads the visitors; 'new', 'assign' (perhaps for a resident) and 'start_file' begin."""
        self._wanted = (subject, detail)
        self._load()

    def _load(self) -> None:
        self._workbench.ask(
            lambda reading: _Seen(
                self._uses.visitors(reading),
                self._uses.unassigned(reading),
                self._uses.waiting(reading),
            ),
            self._show,
            self._fail,
        )

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self._add = Button(self._look, _tr("Bezoeker &toevoegen"), "primary", "user-plus")
        self._add.setObjectName("add_visitor")
        self._add.clicked.connect(self._add_visitor)
        self._frame.add_header_button(self._add)
        self._problem = Banner(self._look, "error", "")
        self._problem.setObjectName("visitors_error")
        self._problem.hide()
        self._done = Banner(self._look, "good", "")
        self._done.setObjectName("visitors_done")
        self._done.hide()
        self._assign_button = Button(
            self._look, _tr("&Inwoners toewijzen"), "primary", "user-check"
        )
        self._assign_button.setObjectName("assign_residents")
        self._assign_button.clicked.connect(self._assign_residents)
        self._hero = HeroCard(self._look, HeroWords(_tr("Toewijzen")), (self._assign_button,))
        self._hero.setObjectName("assign_card")
        self._hero.hide()
        self._grid = TileGrid(self._look, wide=2, narrow=1)
        self._empty = EmptyState(
            self._look,
            "users",
            _tr("Nog geen bezoekers"),
            _tr("Voeg toe wie er op bezoek gaat. Daarna wijst u inwoners toe."),
        )
        self._empty.hide()
        content = self._frame.content
        for widget in (self._problem, self._done, self._hero, self._grid):
            content.addWidget(widget)
        content.addWidget(self._empty, 1)
        content.addStretch(1)

    # --- showing ---------------------------------------------------------------------------

    def _show(self, seen: _Seen) -> None:
        self._problem.hide()
        self._seen = seen
        views = seen.views
        self._frame.set_sentence(*_totals(views))
        self._show_hero(seen)
        self._show_cards(views)
        self._grid.setVisible(bool(views))
        self._empty.setVisible(not views)
        self._begin_wanted()

    def _show_hero(self, seen: _Seen) -> None:
        shows = bool(seen.views and seen.lines)
        self._hero.setVisible(shows)
        self._add.set_kind("secondary" if shows else "primary")
        if seen.waiting:
            title = texts.counted(
                seen.waiting,
                _tr("{0} inwoner heeft nog geen bezoeker"),
                _tr("{0} inwoners hebben nog geen bezoeker"),
            )
        else:
            title = texts.counted(
                sum(len(line.residents) for line in seen.lines),
                _tr("{0} inwoner krijgt een brief en heeft nog geen bezoeker"),
                _tr("{0} inwoners krijgen een brief en hebben nog geen bezoeker"),
            )
        sentence = _tr("Kies wie er op bezoek gaat. Een echtpaar blijft samen.")
        self._hero.set_words(HeroWords(title, sentence))

    def _show_cards(self, views: Sequence[VisitorView]) -> None:
        today = self._uses.today()
        shown: dict[str, VisitorCardPanel] = {}
        for view in views:
            value = _card_value(view, today)
            panel = self._panels.get(value.visitor)
            if panel is None or panel.value != value:
                panel = VisitorCardPanel(self._look, value, self._words)
                panel.view_requested.connect(self._open_visitor)
                panel.start_file_requested.connect(self._make_start_file)
            shown[value.visitor] = panel
        self._panels = shown
        self._grid.set_tiles(list(shown.values()))

    def _begin_wanted(self) -> None:
        subject, detail = self._wanted
        self._wanted = ("", "")
        if detail == "new":
            self._add_visitor()
        elif detail == "assign" and self._seen.views and self._seen.lines:
            self._assign_residents(resident=subject)
        elif detail == "start_file" and len(self._seen.views) == 1:
            self._make_start_file(self._seen.views[0].record.visitor)

    # --- acting ----------------------------------------------------------------------------

    def _add_visitor(self) -> None:
        dialog = VisitorDialog(
            self._look, self.window(), self._uses.parse_telephone, self._uses.today()
        )
        dialog.accepted.connect(
            lambda: self._workbench.do(
                lambda writing: self._uses.add(writing, dialog.card), failed=self._fail
            )
        )
        dialog.show()

    def _open_visitor(self, visitor: str) -> None:
        view = self._view(visitor)
        if view is None:
            return
        dialog = VisitorDialog(
            self._look, self.window(), self._uses.parse_telephone, self._uses.today(), view
        )
        card = view.record.card
        number = self._uses.show_telephone(card.telephone) if card.telephone else ""
        dialog.fill(card, number)

        def keep() -> None:
            self._workbench.do(
                lambda writing: self._uses.change(writing, visitor, dialog.card), failed=self._fail
            )

        def take_back(residents: tuple[str, ...], reason: str) -> None:
            def deed(writing: Writing) -> None:
                for resident in residents:
                    self._uses.end_assignment(writing, resident, reason)

            dialog.reject()
            self._workbench.do(deed, failed=self._fail)

        def assign() -> None:
            dialog.reject()
            self._assign_residents(visitor=visitor)

        dialog.accepted.connect(keep)
        dialog.take_back.connect(take_back)
        dialog.assign_wanted.connect(assign)
        dialog.show()

    def _assign_residents(self, *_: object, visitor: str = "", resident: str = "") -> None:
        if not self._seen.lines:
            self._say(_tr("Er is niemand om toe te wijzen."), "")
            return
        dialog = AssignDialog(
            self._look,
            self.window(),
            self._seen.views,
            self._seen.lines,
            visitor=visitor,
            resident=resident,
        )

        def given(count: int) -> None:
            view = self._view(dialog.visitor)
            one = _tr("{0} inwoner is toegewezen aan {1}.")
            words = one if count == 1 else _tr("{0} inwoners zijn toegewezen aan {1}.")
            name = view.record.card.name if view is not None else ""
            self._say(words.format(texts.number(count), name), self._next_after(view))

        dialog.accepted.connect(
            lambda: self._workbench.do(
                lambda writing: self._uses.assign(writing, dialog.residents, dialog.visitor),
                given,
                self._fail,
            )
        )
        dialog.show()

    def _next_after(self, view: VisitorView | None) -> str:
        if view is not None and view.record.enrolled:
            return _tr("Wissel uit, dan gaat het mee naar de laptop.")
        return _tr("Maak daarna het startbestand.")

    def _make_start_file(self, visitor: str) -> None:
        view = self._view(visitor)
        if view is None:
            return
        code = self._uses.new_code()
        dialog = StartFileDialog(self._look, self.window(), view, code)

        def failed(error: Exception) -> None:
            dialog.show_problem(errors.sentence(error))

        def write() -> None:
            folder = self._uses.choose_folder(
                self, _tr("Kies de stick of map voor het startbestand")
            )
            if folder is None:
                return
            dialog.show_busy()
            self._workbench.do(
                lambda writing: self._uses.begin_start_file(writing, visitor),
                lambda payload: self._workbench.carry(
                    lambda: self._uses.write_start_file(payload, code, folder),
                    lambda written: dialog.show_written(written.path.name),
                    failed,
                ),
                failed,
            )

        def put_on_paper(slip: StartCodeInput) -> None:
            try:
                self._uses.print_sheets(self, [self._uses.start_code_sheet(slip)])
            except EnvironmentFailedError as error:
                failed(error)

        dialog.write_wanted.connect(write)
        dialog.print_wanted.connect(
            lambda: self._workbench.ask(
                lambda reading: self._uses.start_code(reading, visitor, code),
                put_on_paper,
                failed,
            )
        )
        dialog.show()

    def _view(self, visitor: str) -> VisitorView | None:
        return next((one for one in self._seen.views if one.record.visitor == visitor), None)

    def _say(self, title: str, sentence: str) -> None:
        self._done.set_words(title, sentence)
        self._done.show()

    def _fail(self, error: Exception) -> None:
        self._done.hide()
        self._problem.set_words(errors.sentence(error))
        self._problem.show()

    def _follow(self, _changes: Changes) -> None:
        if self.isVisible():
            self._load()


def _totals(views: Sequence[VisitorView]) -> tuple[str, str]:
    if not views:
        return "", ""
    count = texts.counted(len(views), _tr("{0} bezoeker."), _tr("{0} bezoekers."))
    room = sum(view.room for view in views if view.ready)
    words = texts.counted(
        room, _tr("Samen nog plaats voor {0} bezoek."), _tr("Samen nog plaats voor {0} bezoeken.")
    )
    return f"{count} {words}", count


def _card_value(view: VisitorView, today: date) -> VisitorCardValue:
    card, record = view.record.card, view.record
    return VisitorCardValue(
        visitor=record.visitor,
        name=card.name,
        initials=_initials(card.name),
        district=card.district,
        taken=record.open_visits,
        total=max(card.most_open_visits, record.open_visits),
        room=_tr("nog {0}").format(view.room) if view.room else _tr("vol"),
        is_full=not view.room,
        facts=(_certificate(view), _training(view), _exchange(view, today)),
        remark=_remark(view),
    )


def _certificate(view: VisitorView) -> VisitorFact:
    head, until = _tr("VOG"), view.certificate_until
    if until is None:
        return VisitorFact(head, "", ChipValue(_tr("nog geen"), "wait"))
    if view.certificate is CertificateState.VALID:
        return VisitorFact(head, _tr("Tot {0}").format(texts.month(until)))
    words = _tr("tot {0}") if view.certificate is CertificateState.ENDS_SOON else _tr("was tot {0}")
    return VisitorFact(head, "", ChipValue(words.format(texts.short_date(until)), "wait"))


def _training(view: VisitorView) -> VisitorFact:
    on = view.trained_on
    return VisitorFact(_tr("Training"), texts.capital(texts.month(on)) if on else _tr("Nog niet"))


def _exchange(view: VisitorView, today: date) -> VisitorFact:
    head, record = _tr("Uitgewisseld"), view.record
    if record.last_exchange_on is not None:
        ago = texts.days_ago(record.last_exchange_on, today)
        if VisitorNeed.SILENT in view.needs:
            return VisitorFact(head, "", ChipValue(ago, "wait"))
        return VisitorFact(head, ago)
    if record.start_file_on is None:
        chip = ChipValue(_tr("nog geen startbestand"), "wait")
        return VisitorFact(head, _tr("Nog niet"), chip if record.assigned else None)
    if VisitorNeed.START_FILE in view.needs:
        return VisitorFact(head, "", ChipValue(_tr("startbestand verlopen"), "wait"))
    words = _tr("Startbestand van {0}").format(texts.near_date(record.start_file_on, today))
    return VisitorFact(head, words)


def _remark(view: VisitorView) -> str:
    if VisitorNeed.CERTIFICATE in view.needs and VisitorNeed.SECRECY in view.needs:
        return _tr("Krijgt nog geen inwoners: er is geen geldige VOG en geen geheimhouding.")
    if VisitorNeed.CERTIFICATE in view.needs:
        return _tr("Krijgt nog geen inwoners: er is geen geldige VOG.")
    if VisitorNeed.SECRECY in view.needs:
        return _tr("Krijgt nog geen inwoners: de geheimhouding is nog niet getekend.")
    return ""


def _initials(name: str) -> str:
    words = name.split()
    first_and_last = (words[0], words[-1]) if len(words) >= _INITIALS else words
    return "".join(word[0].upper() for word in first_and_last)


def _tr(text: str) -> str:
    return QCoreApplication.translate("visitors", text)
