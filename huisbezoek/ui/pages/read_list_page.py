"""Lijst inlezen: choose a file, look at the columns, see who comes in and why not, read in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.domain.resident_lists import ListTerms
from huisbezoek.model.usecases.intake import ListPreview, Standing, TakenIn
from huisbezoek.model.usecases.ports.intake import ListLayout, ReadingChoices, ReadList
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.list_check import ListCheck
from huisbezoek.ui.dialogs.list_columns import ListColumns
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models.list_words import people, result_lines
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.steps import Steps
from huisbezoek.ui.widgets.text import IconText, Text
from huisbezoek.ui.workbench import Workbench

_PATIENCE = 500
"""Milliseconds before the page says that it is working."""


@dataclass(frozen=True, slots=True)
class ReadListUses:
    """What the page needs. `back_up` makes the verified copy before anything is written."""

    look: Callable[[Path, ReadingChoices], ListLayout]
    read: Callable[[Path, ReadingChoices], ReadList]
    terms: Callable[[Reading, date], ListTerms]
    preview: Callable[[Reading, ReadList, ListTerms], ListPreview]
    take_in: Callable[[Writing, ReadList, ListTerms], TakenIn]
    back_up: Callable[[], object]
    choose_file: Callable[[QWidget, str], Path | None]
    today: Callable[[], date]


class Step(IntEnum):
    """The steps of the page."""

    CHOOSE = 0
    COLUMNS = 1
    CHECK = 2
    DONE = 3


class ReadListPage(QWidget):
    """Four steps; nothing is written before the last one, and 'back' always works."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: ReadListUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._path: Path | None = None
        self._choices = ReadingChoices()
        self._read: ReadList | None = None
        self._terms: ListTerms | None = None
        self._asked = 0
        self._step = Step.CHOOSE
        self._frame = PageFrame(look, _tr("Lijst inlezen"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self.setAcceptDrops(True)
        self._build_head()
        self._build_choose()
        self._build_middle()
        self._build_done()
        self._frame.content.addStretch(1)
        self._build_bottom()
        self._show_step(Step.CHOOSE)

    def open(self, subject: str = "", detail: str = "") -> None:  # noqa: ARG002 - every page has it
        """Begins anew after a list was read; else goes on where the coordinator was."""
        if self._step is Step.DONE:
            self._begin()

    def read_file(self, path: Path) -> None:
        """Looks at a file, as after choosing or dropping it."""
        self._path, self._choices = path, ReadingChoices()
        self._look_at(self._choices)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped_path(event) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped_path(event)
        if path is not None:
            event.acceptProposedAction()
            self.read_file(path)

    def _dropped_path(self, event: QDropEvent) -> Path | None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        return Path(urls[0].toLocalFile()) if len(urls) == 1 else None

    def _build_head(self) -> None:
        self._step_words = (_tr("Bestand"), _tr("Kolommen"), _tr("Controle"), _tr("Klaar"))
        self._steps = Steps(self._look, self._step_words)
        self._frame.header_extra.addWidget(self._steps)
        # Stacked steps would fill half of a narrow page: one sentence says the same there.
        self._frame.narrow_changed.connect(self._steps.setHidden)
        self._error = Banner(self._look, "error", _tr("Dit bestand kon niet worden gelezen"))
        self._error.setObjectName("read_list_error")
        self._busy = IconText(self._look, "clock", "", tone="muted")
        self._busy.setObjectName("read_list_busy")
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self._busy.show)
        for widget in (self._error, self._busy):
            widget.hide()
            self._frame.content.addWidget(widget)

    def _build_choose(self) -> None:
        button = Button(self._look, _tr("Bestand &kiezen"), "primary", "folder-open")
        button.setObjectName("choose_list_file")
        button.clicked.connect(self._choose)
        self._choose_state = EmptyState(
            self._look,
            "table-2",
            _tr("Kies een lijst met inwoners"),
            _tr("Een lijst van de gemeente of van het Servicepunt: CSV, XLSX of ODS."),
            button,
        )
        self._frame.content.addWidget(self._choose_state)

    def _build_middle(self) -> None:
        self._columns = ListColumns(self._look)
        self._columns.chosen.connect(self._look_at)
        self._check = ListCheck(self._look)
        self._frame.content.addWidget(self._columns)
        self._frame.content.addWidget(self._check)

    def _build_done(self) -> None:
        self._done = Card(self._look, _tr("De lijst is ingelezen"), icon="circle-check")
        self._done.setObjectName("list_done")
        self._result = Text(self._look)
        self._result.setObjectName("list_result")
        self._done.body.addWidget(self._result)
        self._frame.content.addWidget(self._done)

    def _build_bottom(self) -> None:
        bar = self._frame.show_bottom()
        self._consequence = Text(self._look, tone="muted")
        bar.left.addWidget(self._consequence, 1)
        self._back = self._bar_button("previous_step", _tr("&Terug"), "arrow-left")
        self._to_check = self._bar_button(
            "to_check", _tr("&Controleren"), "arrow-right", icon_right=True
        )
        self._read_in = self._bar_button("read_in", _tr("&Inlezen"), "download")
        self._another = self._bar_button("read_another", _tr("&Nog een lijst inlezen"), "table-2")
        self._show_due = self._bar_button("show_due", _tr("&Kijk wie aan de beurt is"), "users")
        for button in (self._to_check, self._read_in, self._show_due):
            button.set_kind("primary")
        self._back.clicked.connect(lambda: self._show_step(Step(self._step - 1)))
        self._to_check.clicked.connect(self._check_list)
        self._read_in.clicked.connect(self._take_in)
        self._another.clicked.connect(self._begin)
        self._show_due.clicked.connect(
            lambda: self.go.emit(Destination(PageName.RESIDENTS, detail="due"))
        )

    def _bar_button(self, name: str, words: str, icon: str, *, icon_right: bool = False) -> Button:
        button = Button(self._look, words, icon=icon, icon_right=icon_right)
        button.setObjectName(name)
        self._frame.bottom.right.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def _show_step(self, step: Step) -> None:
        self._step = step
        self._steps.set_current(step.value)
        short = _tr("Stap {0} van {1}: {2}").format(
            step + 1, len(self._step_words), self._step_words[step].lower()
        )
        self._frame.set_sentence(
            _tr("Pas bij de laatste stap wordt er iets bewaard. Teruggaan kan altijd."), short
        )
        self._choose_state.setVisible(step is Step.CHOOSE)
        self._columns.setVisible(step is Step.COLUMNS)
        self._check.setVisible(step is Step.CHECK)
        self._done.setVisible(step is Step.DONE)
        self._back.setVisible(step in {Step.COLUMNS, Step.CHECK})
        self._to_check.setVisible(step is Step.COLUMNS)
        self._read_in.setVisible(step is Step.CHECK)
        self._another.setVisible(step is Step.DONE)
        self._show_due.setVisible(step is Step.DONE)
        self._frame.bottom.setVisible(step is not Step.CHOOSE)
        if step is not Step.CHECK:
            self._consequence.setText("")

    def _begin(self) -> None:
        self._path, self._read, self._terms = None, None, None
        self._choices = ReadingChoices()
        self._settle()
        self._show_step(Step.CHOOSE)

    def _choose(self) -> None:
        path = self._uses.choose_file(self, _tr("Lijst met inwoners kiezen"))
        if path is not None:
            self.read_file(path)

    def _look_at(self, choices: ReadingChoices) -> None:
        path = self._path
        if path is None:
            return
        asked = self._work(_tr("Het bestand wordt bekeken."))

        def show(layout: ListLayout) -> None:
            if asked == self._asked:
                self._settle()
                self._choices = choices
                self._columns.set_layout_found(layout, choices)
                self._to_check.setEnabled(not layout.lacks and not layout.duplicates)
                self._show_step(Step.COLUMNS)

        self._workbench.carry(lambda: self._uses.look(path, choices), show, self._fail)

    def _check_list(self) -> None:
        path, choices = self._path, self._choices
        if path is None:
            return
        asked = self._work(_tr("De lijst wordt gelezen."))

        def compare(read: ReadList) -> None:
            if asked != self._asked:
                return
            today = self._uses.today()

            def question(reading: Reading) -> tuple[ListTerms, ListPreview]:
                terms = self._uses.terms(reading, today)
                return terms, self._uses.preview(reading, read, terms)

            def show(found: tuple[ListTerms, ListPreview]) -> None:
                if asked == self._asked:
                    self._settle()
                    self._read, self._terms = read, found[0]
                    self._show_preview(found[1], found[0].rules.terms.age_from)

            self._workbench.ask(question, show, self._fail)

        self._workbench.carry(lambda: self._uses.read(path, choices), compare, self._fail)

    def _show_preview(self, preview: ListPreview, age_from: int) -> None:
        self._check.set_preview(preview, age_from)
        kept = sum(
            preview.standings.get(standing, 0) for standing in (Standing.NEW, Standing.KNOWN)
        )
        self._read_in.setEnabled(bool(kept))
        words = _tr("{0} komen in het programma. De lijst zelf wordt niet bewaard.")
        if not kept:
            words = _tr("Niemand op deze lijst is in een doelgroep. Er valt niets in te lezen.")
        self._show_step(Step.CHECK)
        self._consequence.setText(words.format(people(kept)))

    def _take_in(self) -> None:
        read, terms = self._read, self._terms
        if read is None or terms is None:
            return
        asked = self._work(_tr("Er wordt eerst een reservekopie gemaakt. Daarna wordt ingelezen."))
        self._read_in.setEnabled(False)

        def write(_copy: object) -> None:
            self._workbench.do(
                lambda writing: self._uses.take_in(writing, read, terms),
                lambda taken: self._show_result(taken) if asked == self._asked else None,
                self._fail,
            )

        self._workbench.carry(self._uses.back_up, write, self._fail)

    def _show_result(self, taken: TakenIn) -> None:
        self._settle()
        self._result.setText("\n".join(result_lines(taken)))
        self._path, self._read, self._terms = None, None, None
        self._show_step(Step.DONE)

    def _work(self, words: str) -> int:
        """Says after half a second what is going on; answers the number of this piece of work."""
        self._asked += 1
        self._error.hide()
        self._busy.set_text(words)
        self._patience.start()
        return self._asked

    def _settle(self) -> None:
        self._patience.stop()
        self._busy.hide()
        self._error.hide()

    def _fail(self, error: Exception) -> None:
        self._settle()
        self._read_in.setEnabled(self._step is Step.CHECK)
        self._error.set_words(_tr("Dit lukte niet"), sentence(error))
        self._error.show()


def _tr(text: str) -> str:
    return QCoreApplication.translate("lists", text)
