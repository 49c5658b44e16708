"""The parts of the coordinator's page Uitwisselen in their order, and which one is filled."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.ports.exchange import LedgerLine
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.desk_folder import DeskFolder
from huisbezoek.ui.dialogs.desk_held import DeskHeld
from huisbezoek.ui.dialogs.desk_imports import DeskImports
from huisbezoek.ui.dialogs.desk_laptops import DeskLaptops
from huisbezoek.ui.dialogs.desk_preview import DeskPreview
from huisbezoek.ui.dialogs.desk_writing import DeskWriting
from huisbezoek.ui.models import desk_words, exchange_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText


class DeskLayout(QWidget):
    """From top to bottom: messages, decisions, the folder, what lies ready, what goes along.

    Below that what was before. `stop_wanted` ends what is on its way, `visitors_wanted` goes to
    Bezoekers.
    """

    stop_wanted = Signal()
    visitors_wanted = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        frame = PageFrame(look, _tr("Uitwisselen"))
        frame.set_sentence(
            _tr("Zo krijgt u verslagen en krijgen bezoekers hun adressen. Internet is niet nodig."),
            "",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(frame)
        self._add_messages()
        self.held, self.folder = DeskHeld(look), DeskFolder(look)
        self.preview, self.writing = DeskPreview(look), DeskWriting(look)
        self.imports, self.laptops = DeskImports(look), DeskLaptops(look)
        self._add_empty()
        self._past = Columns(look, (1, 1))
        for column, past in zip(self._past.columns, (self.imports, self.laptops), strict=True):
            column.addWidget(past, 1)
        self._sent = Fold(look, _tr("Di&t is meegegeven"), " ")
        self._sent.button.setObjectName("sent_files")
        for part in (
            self.problem,
            self.good,
            self.incomplete,
            self._busy,
            self.held,
            self.folder,
            self.preview,
            self.writing,
            self._empty,
            self._past,
            self._sent,
            self.folder.left_alone,
        ):
            frame.content.addWidget(part)
        frame.content.addStretch(1)

    def show_sent(self, lines: tuple[LedgerLine, ...], names: dict[str, str]) -> None:
        """What went out last, in a fold."""
        cleared(self._sent.body)
        for line in lines:
            name = _tr("Aan {0}").format(names.get(line.peer) or _tr("een laptop zonder naam"))
            when = texts.capital(texts.moment(desk_words.local(line.at)))
            what = texts.capital(exchange_words.sent(line.operations))
            self._sent.body.addWidget(ActionRow(self._look, "upload", name, (f"{when}. {what}.",)))
        if lines:
            when = texts.moment(desk_words.local(lines[0].at))
            self._sent.set_words(_tr("Di&t is meegegeven"), _tr("Het laatst op {0}.").format(when))
        self._sent.setVisible(bool(lines))

    def show_empty(self, *, is_empty: bool, has_start_file: bool) -> None:
        """'Nog nooit uitgewisseld', with the step that comes first."""
        self._empty.setVisible(is_empty)
        self._past.setVisible(not is_empty)
        self.writing.setVisible(not is_empty or has_start_file)
        words = (
            _tr(
                "Stap 2: de bezoeker opent het startbestand en geeft u een bestand. "
                "Dat leest u hierboven."
            )
            if has_start_file
            else _tr("Stap 1: maak bij Bezoekers een startbestand voor de eerste bezoeker.")
        )
        self._empty.set_words(_tr("Nog nooit uitgewisseld"), words)
        self._first_step.setVisible(not has_start_file)

    def show_incomplete(self, count: int, whom: Sequence[str]) -> None:
        """Of how many residents and visits something has not arrived, and who can send it."""
        self.incomplete.set_words(*exchange_words.incomplete(count, whom))
        self.incomplete.setVisible(bool(count))

    def show_busy(self, words: str) -> None:
        """Says what is on its way; empty when nothing is."""
        is_busy = bool(words)
        self._progress.set_text(words)
        self._busy.setVisible(is_busy)
        self.folder.set_busy(busy=is_busy)
        self.writing.set_busy(busy=is_busy)

    def hide_messages(self) -> None:
        """What was said about the time before is over."""
        for banner in (self.problem, self.good):
            banner.hide()

    def point_at(self, *, has_held: bool, is_ready: bool, new_files: int) -> None:
        """One filled button: reading what was checked, looking at what is new, or giving along."""
        is_free = not has_held and not is_ready
        self.folder.set_primary(primary=is_free and new_files > 0)
        self.writing.set_primary(primary=is_free and not new_files and self.writing.news > 0)
        self._first_step.set_kind("secondary" if new_files or has_held or is_ready else "primary")

    def _add_messages(self) -> None:
        self.problem = Banner(self._look, "error", "")
        self.problem.setObjectName("exchange_problem")
        self.good = Banner(self._look, "good", "")
        self.good.setObjectName("exchange_done")
        self.incomplete = Banner(self._look, "warn", "", icon="triangle-alert")
        self.incomplete.setObjectName("incomplete_data")
        self._progress = IconText(self._look, "clock", "", tone="muted")
        self._stop = Button(self._look, _tr("&Stoppen"), "quiet")
        self._stop.setObjectName("stop_exchange")
        self._stop.clicked.connect(self.stop_wanted)
        self._busy = Row(self._look)
        self._busy.add(self._progress, 1)
        self._busy.add(self._stop)
        for widget in (self.problem, self.good, self.incomplete, self._busy):
            widget.hide()

    def _add_empty(self) -> None:
        self._first_step = Button(self._look, _tr("&Naar Bezoekers"), "primary", "users")
        self._first_step.setObjectName("go_to_visitors")
        self._first_step.clicked.connect(self.visitors_wanted)
        self._empty = EmptyState(self._look, "usb", " ", " ", self._first_step)
        self._empty.hide()


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskLayout", text)
