"""The page Uitwisselen: one button for a visitor; files per visitor for a coordinator."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.usecases.exchange_view import ExchangeView
from huisbezoek.model.usecases.ports.exchange import Direction, LedgerLine
from huisbezoek.model.usecases.ports.work import Changes, Writing
from huisbezoek.ui import errors, texts
from huisbezoek.ui.models import exchange_words
from huisbezoek.ui.models.exchange_run import (
    ExchangeResult,
    ExchangeRun,
    ExchangeSteps,
    Refused,
    Waiting,
)
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button, ButtonKind
from huisbezoek.ui.widgets.card import Card, HeroCard, HeroWords
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.text import FactRow, IconText, Text
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class ExchangeUses:
    """What the page asks and does."""

    is_coordinator: bool
    steps: ExchangeSteps
    view: Callable[[Writing], ExchangeView]
    keep_folder: Callable[[Writing, Path], None]
    choose_folder: Callable[[QWidget, str], Path | None]
    choose_file: Callable[[QWidget, str], Path | None]
    now: Callable[[], datetime]


class ExchangePage(QWidget):
    """Files go out and come in; every file is checked whole before anything of it is kept."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: ExchangeUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._view: ExchangeView | None = None
        self._folder: Path | None = None
        self._waiting: list[Waiting] = []
        self._ticks: dict[str, CheckRow] = {}
        self.run = ExchangeRun(workbench, uses.steps, self)
        self.run.progressed.connect(self._show_progress)
        self.run.finished.connect(self._show_result)
        self._frame = PageFrame(look, self.tr("Uitwisselen"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._add_messages()
        self._add_hero()
        if uses.is_coordinator:
            self._add_preview()
            self._add_partners()
        self._add_ledger()
        if not uses.is_coordinator:
            self._add_by_hand()
        self._frame.content.addStretch(1)
        workbench.changed.connect(self._follow)

    def open(self, _subject: str = "", _detail: str = "") -> None:
        """Loads what went and came."""
        # Only a writer may read the ledger; nothing is written here.
        self._workbench.do(self._uses.view, self.show_view, self._show_problem)

    def show_view(self, view: ExchangeView) -> None:
        """Shows what was found."""
        self._view = view
        self._folder = self._folder or view.folder
        first_name = view.coordinator_name.split(" ", 1)[0]
        if self._uses.is_coordinator:
            self._frame.set_sentence(
                self.tr("Zo krijgt u verslagen en krijgen bezoekers hun adressen. ")
                + self.tr("Internet is niet nodig."),
            )
            self._show_partners(view)
        else:
            self._frame.set_title(self.tr("Uitwisselen met {0}").format(first_name))
            self._frame.set_sentence(
                self.tr(
                    "Zo krijgt u nieuwe adressen en krijgt {0} uw verslagen. "
                    "Internet is niet nodig."
                ).format(first_name)
            )
        self._show_hero()
        self._show_lines(self._came, view.received, self.tr("Er is nog niets binnengekomen."))
        self._show_lines(self._went, view.sent, self.tr("Er is nog niets meegegeven."))

    # --- building --------------------------------------------------------------------------

    def _add_messages(self) -> None:
        self._problem = Banner(self._look, "error", "")
        self._problem.setObjectName("exchange_problem")
        self._good = Banner(self._look, "good", "")
        self._good.setObjectName("exchange_done")
        self._progress = IconText(self._look, "clock", "", tone="muted")
        self._stop = Button(self._look, self.tr("&Stoppen"), "quiet")
        self._stop.setObjectName("stop_exchange")
        self._stop.clicked.connect(self.run.stop)
        self._busy = QWidget()
        row = QHBoxLayout(self._busy)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._progress, 1)
        row.addWidget(self._stop)
        for widget in (self._problem, self._good, self._busy):
            widget.hide()
            self._frame.content.addWidget(widget)

    def _add_hero(self) -> None:
        if self._uses.is_coordinator:
            words, name, action = self.tr("Bestanden &bekijken"), "look_bundles", self._look_now
            icon = "search"
        else:
            words, name, action = self.tr("&Uitwisselen"), "exchange", self._both_ways
            icon = "refresh-cw"
        # A coordinator's filled button is the one that reads, once there is something to read.
        kind: ButtonKind = "secondary" if self._uses.is_coordinator else "primary"
        self._main = Button(self._look, words, kind, icon)
        self._main.setObjectName(name)
        self._main.clicked.connect(action)
        self._choose = Button(self._look, "", "flush", "folder-open")
        self._choose.setObjectName("choose_folder")
        self._choose.clicked.connect(self._choose_folder)
        self._hero = HeroCard(self._look, HeroWords(" ", icon="usb"), (self._main,))
        row = QHBoxLayout()
        row.addWidget(self._choose)
        row.addStretch(1)
        self._hero.body.addLayout(row)
        self._frame.content.addWidget(self._hero)

    def _add_preview(self) -> None:
        self._preview = Card(self._look, self.tr("Klaar om te lezen"))
        self._preview_lines = QVBoxLayout()
        self._preview.body.addLayout(self._preview_lines)
        self._read = Button(self._look, self.tr("&Lezen"), "primary", "file-down")
        self._read.setObjectName("read_bundles")
        self._read.clicked.connect(self._read_waiting)
        row = QHBoxLayout()
        row.addWidget(self._read)
        row.addStretch(1)
        self._preview.body.addLayout(row)
        self._preview.hide()
        self._frame.content.addWidget(self._preview)

    def _add_partners(self) -> None:
        card = Card(self._look, self.tr("Bestanden voor bezoekers maken"))
        self._no_partners = Text(self._look, tone="muted")
        self._partner_rows = QVBoxLayout()
        self._write = Button(self._look, self.tr("Bestanden &maken"), icon="upload")
        self._write.setObjectName("write_bundle")
        self._write.clicked.connect(self._write_ticked)
        row = QHBoxLayout()
        row.addWidget(self._write)
        row.addStretch(1)
        card.body.addWidget(self._no_partners)
        card.body.addLayout(self._partner_rows)
        card.body.addLayout(row)
        self._frame.content.addWidget(card)

    def _add_ledger(self) -> None:
        columns = Columns(self._look, (1, 1))
        came = Card(self._look, self.tr("Dit is binnengekomen"))
        went = Card(self._look, self.tr("Dit is meegegeven"))
        self._came, self._went = QVBoxLayout(), QVBoxLayout()
        for card, lines, column in zip(
            (came, went), (self._came, self._went), columns.columns, strict=True
        ):
            card.body.addLayout(lines)
            card.body.addStretch(1)
            column.addWidget(card)
        self._frame.content.addWidget(columns)

    def _add_by_hand(self) -> None:
        fold = Fold(
            self._look,
            self.tr("&Zelf een bestand geven of lezen"),
            self.tr("Werkt de stick niet, of wilt u mailen? In 3 stappen."),
        )
        fold.button.setObjectName("by_hand")
        write = Button(self._look, self.tr("Bestand &maken"), icon="upload")
        write.setObjectName("write_bundle")
        write.clicked.connect(self._write_by_hand)
        read = Button(self._look, self.tr("Bestand &lezen"), icon="file-down")
        read.setObjectName("read_bundles")
        read.clicked.connect(self._read_by_hand)
        for words, button in (
            (self.tr("1. Maak een bestand voor uw coördinator."), write),
            (self.tr("2. Geef het op een stick, of mail het. Het zit op slot."), None),
            (self.tr("3. Lees het bestand dat u terugkrijgt."), read),
        ):
            fold.body.addWidget(Text(self._look, words))
            if button is not None:
                row = QHBoxLayout()
                row.addWidget(button)
                row.addStretch(1)
                fold.body.addLayout(row)
        self._frame.content.addWidget(fold)

    # --- doing -----------------------------------------------------------------------------

    def _choose_folder(self) -> Path | None:
        folder = self._uses.choose_folder(self, self.tr("Kies de stick of de map"))
        if folder is None:
            return None
        self._folder = folder
        self._workbench.do(lambda writing: self._uses.keep_folder(writing, folder))
        self._show_hero()
        if self._uses.is_coordinator:
            self._look_now()
        return folder

    def _both_ways(self) -> None:
        folder = self._folder or self._choose_folder()
        if folder is not None and self._view is not None and self._begin():
            self.run.both_ways(self._view.coordinator_device, folder, self._view.known)

    def _look_now(self) -> None:
        if self._folder is None:
            self._choose_folder()
        elif self._view is not None and self._begin():
            self.run.look(self._folder, self._view.known)

    def _read_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting and not self.run.is_running and self._begin():
            self.run.read(waiting)

    def _write_ticked(self) -> None:
        devices = [device for device, tick in self._ticks.items() if tick.isChecked()]
        folder = self._folder
        if devices and folder is None:
            folder = self._uses.choose_folder(self, self.tr("Kies de stick of de map"))
        if devices and folder is not None and self._begin():
            self._folder = folder
            self.run.write(devices, folder)

    def _write_by_hand(self) -> None:
        folder = self._uses.choose_folder(self, self.tr("Waar wilt u het bestand bewaren?"))
        if folder is not None and self._view is not None and self._begin():
            self.run.write((self._view.coordinator_device,), folder)

    def _read_by_hand(self) -> None:
        path = self._uses.choose_file(self, self.tr("Kies het bestand"))
        if path is not None and self._view is not None and self._begin():
            self.run.read_file(path, self._view.known)

    def _begin(self) -> bool:
        if self.run.is_running:
            return False
        self.run.let_go(self._waiting)
        self._waiting = []
        for widget in (self._problem, self._good):
            widget.hide()
        if self._uses.is_coordinator:
            self._preview.hide()
        self._main.setEnabled(False)
        self._busy.show()
        self._progress.set_text(self.tr("Bezig."))
        return True

    # --- showing ---------------------------------------------------------------------------

    def _show_progress(self, what: str, done: int, total: int) -> None:
        words = {
            "write": self.tr("Bestand {0} van {1} wordt gemaakt."),
            "check": self.tr("Bestand {0} van {1} wordt bekeken."),
            "read": self.tr("Bestand {0} van {1} wordt gelezen."),
        }[what]
        self._progress.set_text(words.format(max(done, 1), total))

    def _show_result(self, result: ExchangeResult) -> None:
        self._main.setEnabled(True)
        self._busy.hide()
        loud, quiet = exchange_words.refusals([self._named(one) for one in result.refused])
        self._problem.set_words("")
        if result.problem is not None:
            loud = (errors.sentence(result.problem), *loud)
        if loud:
            self._problem.set_words(self.tr("Niet alles is gelukt"), "\n".join(loud))
            self._problem.show()
        self._waiting = list(result.waiting)
        if self._uses.is_coordinator:
            self._show_waiting()
        said = [*self._said(result), *quiet]
        if said and result.problem is None:
            is_over = not self._waiting
            out = self.tr("De stick mag eruit.")
            title = self.tr("Dat is gelukt.") if is_over else self.tr("Dit ligt klaar.")
            self._good.set_words(f"{title} {out}" if is_over else title, "\n".join(said))
            self._good.show()
        self.open()

    def _said(self, result: ExchangeResult) -> list[str]:
        said = []
        if result.stopped:
            said.append(self.tr("U hebt gestopt. Wat al klaar was, is bewaard."))
        for bundle in result.written:
            slip = exchange_words.packing_slip(
                bundle.residents, bundle.operations, bundle.file.size
            )
            words = self.tr("Meegegeven aan {0}: {1}. Bestand: {2}.")
            said.append(words.format(self._name(bundle.device), slip, bundle.file.path.name))
        for applied in result.applied:
            words = self.tr("Binnengekomen van {0}: {1}.")
            name = applied.sender_name or self._coordinator()
            said.append(words.format(name, exchange_words.kinds(applied.kinds)))
            if applied.missing:
                missed = self.tr("Er ontbreekt nog een eerder bestand van {0}. Vraag erom.")
                said.append(missed.format(name))
        has_come = result.applied or result.waiting or result.refused
        if result.looked and not has_come and not result.problem:
            said.append(self.tr("Er lag geen nieuw bestand voor u."))
        return said

    def _show_waiting(self) -> None:
        _clear(self._preview_lines)
        for one in self._waiting:
            header = one.received.header
            made = datetime.fromtimestamp(header.created_ms / 1000).astimezone()
            words = self.tr("Van {0}, gemaakt op {1}")
            if header.enrolment is not None and header.sender not in self._names():
                words = self.tr("Van een nieuwe laptop, gemaakt op {1}")
            title = words.format(self._name(header.sender), texts.moment(made))
            detail = exchange_words.kinds(one.received.kinds)
            self._preview_lines.addWidget(FactRow(self._look, "file-lock", title, detail))
        self._read.setText(
            texts.counted(
                len(self._waiting), self.tr("{0} bestand &lezen"), self.tr("{0} bestanden &lezen")
            )
        )
        self._preview.setVisible(bool(self._waiting))

    def _show_hero(self) -> None:
        view, folder = self._view, self._folder
        if folder is None:
            title = self.tr("Doe de stick in de computer, of kies een map")
            self._choose.setText(self.tr("Stick of map &kiezen"))
        else:
            title = self.tr("Stick of map: {0}").format(folder.name or str(folder))
            self._choose.setText(self.tr("Andere stick of map &kiezen"))
        lines = [*view.received[:1], *view.sent[:1]] if view is not None else []
        last = max((line.at for line in lines), default=None)
        sentence = (
            self.tr("Laatst gedaan: {0}.").format(texts.moment(_local(last)))
            if last is not None
            else self.tr("U hebt nog nooit uitgewisseld.")
        )
        self._hero.set_words(HeroWords(title, sentence))

    def _show_partners(self, view: ExchangeView) -> None:
        ticked = {device: tick.isChecked() for device, tick in self._ticks.items()}
        _clear(self._partner_rows)
        self._ticks = {}
        for partner in view.partners:
            tick = CheckRow(self._look, partner.name or self.tr("Laptop zonder naam"))
            tick.setObjectName(f"partner_{partner.device}")
            tick.setChecked(ticked.get(partner.device, True))
            self._ticks[partner.device] = tick
            self._partner_rows.addWidget(tick)
        words = (
            self.tr("Kies voor wie. In een bestand staat alleen wat voor die bezoeker is.")
            if view.partners
            else self.tr(
                "Nog geen laptop doet mee. Maak bij Bezoekers een startbestand, "
                "en lees hier het eerste bestand van de bezoeker."
            )
        )
        self._no_partners.setText(words)
        self._write.setVisible(bool(view.partners))

    def _show_lines(self, place: QVBoxLayout, lines: tuple[LedgerLine, ...], empty: str) -> None:
        _clear(place)
        if not lines:
            place.addWidget(Text(self._look, empty, tone="muted"))
        for line in lines:
            came = line.direction == Direction.RECEIVED
            words = self.tr("Van {0}") if came else self.tr("Aan {0}")
            detail = (
                exchange_words.kinds(line.counts)
                if came
                else texts.capital(exchange_words.sent(line.operations))
            )
            when = texts.capital(texts.moment(_local(line.at)))
            icon = "file-down" if came else "upload"
            title = words.format(self._name(line.peer))
            place.addWidget(FactRow(self._look, icon, title, f"{when}. {detail}."))

    def _show_problem(self, error: Exception) -> None:
        self._problem.set_words(errors.sentence(error))
        self._problem.show()

    def _named(self, refused: Refused) -> Refused:
        name = self._names().get(refused.name, refused.name)
        return Refused(name, refused.error)

    def _names(self) -> dict[str, str]:
        return dict(self._view.names) if self._view is not None else {}

    def _name(self, device: str) -> str:
        return self._names().get(device) or self.tr("een nieuwe laptop")

    def _coordinator(self) -> str:
        return self._view.coordinator_name if self._view is not None else ""

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Copies of files that nobody reads now must not stay behind on the laptop.
        if not self.run.is_running and self._waiting:
            self.run.let_go(self._waiting)
            self._waiting = []
            self._preview.hide()

    def _follow(self, changes: Changes) -> None:
        # The page's own look at the ledger is a deed without changes: it must not ask again.
        if changes.local and self.isVisible() and not self.run.is_running:
            self.open()


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _local(when: datetime) -> datetime:
    return when.astimezone() if when.tzinfo is not None else when


__all__ = ["ExchangePage", "ExchangeUses"]
