"""The page Uitwisselen of a visitor: one button does both ways, and says what went and came."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from huisbezoek.model.domain.unsent_age import UnsentAge
from huisbezoek.model.usecases.exchange_folder import UnsentWork, offered
from huisbezoek.model.usecases.exchange_view import ExchangeView
from huisbezoek.model.usecases.ports.work import Changes, Writing
from huisbezoek.ui import errors, texts
from huisbezoek.ui.models import exchange_words, trip_words
from huisbezoek.ui.models.exchange_run import ExchangeRun
from huisbezoek.ui.models.exchange_steps import ExchangeResult, ExchangeSteps, RoundTripSteps
from huisbezoek.ui.models.folder_watch import FolderWatch
from huisbezoek.ui.models.trip_words import Told
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner, BannerTone
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card, HeroCard, HeroWords
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.text import FactRow, IconText, Text
from huisbezoek.ui.workbench import Workbench

_AGE_TONES: Final[dict[UnsentAge, BannerTone]] = {
    UnsentAge.WAITING: "warn",
    UnsentAge.LONG: "error",
}


@dataclass(frozen=True, slots=True)
class ExchangeUses:
    """What the page asks and does."""

    steps: ExchangeSteps
    trip: RoundTripSteps
    view: Callable[[Writing], ExchangeView]
    unsent: Callable[[Writing], UnsentWork]
    keep_folder: Callable[[Writing, Path], None]
    choose_folder: Callable[[QWidget, str], Path | None]
    choose_file: Callable[[QWidget, str], Path | None]
    watch: FolderWatch
    show_telephone: Callable[[str], str]
    now: Callable[[], datetime]


class ExchangePage(QWidget):
    """A visitor decides nothing here: what lies ready is read, and what was made goes along."""

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
        self._unsent = UnsentWork()
        self._result: ExchangeResult | None = None
        self._wants_both_ways = False
        self.run = ExchangeRun(workbench, uses.steps, self)
        self.run.progressed.connect(self._show_progress)
        self.run.finished.connect(self._show_result)
        self._frame = PageFrame(look, self.tr("Uitwisselen"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._add_messages()
        self._add_hero()
        self._add_columns()
        self._add_by_hand()
        self._add_left_alone()
        self._frame.content.addStretch(1)
        workbench.changed.connect(self._follow)
        uses.watch.seen.connect(self._show_hero)
        uses.watch.offering.connect(self._show_offer)

    def open(self, _subject: str = "", _detail: str = "") -> None:
        """Loads what went and came, and looks whether the stick is in."""
        self._uses.watch.look_now()
        self._load()

    def show_view(self, view: ExchangeView, unsent: UnsentWork) -> None:
        """Shows what was found."""
        self._view, self._unsent = view, unsent
        first_name = self._first_name()
        if first_name:
            self._frame.set_title(self.tr("Uitwisselen met {0}").format(first_name))
            words = self.tr(
                "Zo krijgt u nieuwe adressen en krijgt {0} uw verslagen. Internet is niet nodig."
            )
            self._frame.set_sentence(words.format(first_name))
        whom = (view.coordinator_name,) if view.coordinator_name else ()
        self._incomplete.set_words(*exchange_words.incomplete(view.incomplete, whom))
        self._incomplete.setVisible(bool(view.incomplete))
        self._show_age()
        self._show_hero()
        self._show_columns()
        if self._wants_both_ways:
            self._wants_both_ways = False
            self._both_ways()

    # --- building --------------------------------------------------------------------------

    def _add_messages(self) -> None:
        self._problem = Banner(self._look, "error", "")
        self._problem.setObjectName("exchange_problem")
        self._good = Banner(self._look, "good", "")
        self._good.setObjectName("exchange_done")
        self._age = Banner(self._look, "warn", "", icon="clock")
        self._age.setObjectName("unsent_age")
        self._incomplete = Banner(self._look, "warn", "", icon="triangle-alert")
        self._incomplete.setObjectName("incomplete_data")
        self._progress = IconText(self._look, "clock", "", tone="muted")
        self._stop = Button(self._look, self.tr("&Stoppen"), "quiet")
        self._stop.setObjectName("stop_exchange")
        self._stop.clicked.connect(self.run.stop)
        self._busy = QWidget()
        row = QHBoxLayout(self._busy)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._progress, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._stop)
        for widget in (self._problem, self._good, self._incomplete, self._age, self._busy):
            widget.hide()
            self._frame.content.addWidget(widget)

    def _add_hero(self) -> None:
        self._main = Button(self._look, self.tr("&Uitwisselen"), "primary", "refresh-cw")
        self._main.setObjectName("exchange")
        self._main.clicked.connect(self._both_ways)
        self._choose = Button(self._look, "", "flush", "folder-open")
        self._choose.setObjectName("choose_folder")
        self._choose.clicked.connect(self._choose_folder)
        self._hero = HeroCard(self._look, HeroWords(" ", icon="usb"), (self._main,))
        self._hero.setObjectName("exchange_hero")
        row = QHBoxLayout()
        row.addWidget(self._choose)
        row.addStretch(1)
        self._hero.body.addLayout(row)
        self._frame.content.addWidget(self._hero)

    def _add_columns(self) -> None:
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

    def _add_left_alone(self) -> None:
        self._others = Fold(
            self._look,
            self.tr("&Andere bestanden op deze plek"),
            self.tr("Het programma laat ze staan. U hoeft er niets mee te doen."),
        )
        self._others.button.setObjectName("left_alone")
        self._other_lines = QVBoxLayout()
        self._others.body.addLayout(self._other_lines)
        self._others.hide()
        self._frame.content.addWidget(self._others)

    # --- doing -----------------------------------------------------------------------------

    def _load(self) -> None:
        # Only a writer may read the ledger; nothing is written here.
        self._workbench.do(
            lambda writing: (self._uses.view(writing), self._uses.unsent(writing)),
            lambda found: self.show_view(*found),
            self._show_problem,
        )

    def _choose_folder(self) -> None:
        folder = self._uses.choose_folder(self, self.tr("Kies de stick of de map"))
        if folder is not None:
            self._workbench.do(
                lambda writing: self._uses.keep_folder(writing, folder),
                failed=self._show_problem,
            )

    def _both_ways(self) -> None:
        place, view = self._uses.watch.sight.place, self._view
        if place is None:
            return
        if view is None:
            self._wants_both_ways = True
        elif self._begin():
            self._workbench.do(lambda writing: self._uses.keep_folder(writing, place.folder))
            read = self._uses.watch.kept.files.read
            self.run.both_ways(self._uses.trip, place.folder, view.known, read)

    def _write_by_hand(self) -> None:
        folder = self._uses.choose_folder(self, self.tr("Waar wilt u het bestand bewaren?"))
        if folder is not None and self._begin():
            self.run.give(self._uses.trip, folder)

    def _read_by_hand(self) -> None:
        path = self._uses.choose_file(self, self.tr("Kies het bestand"))
        if path is not None and self._view is not None and self._begin():
            self.run.take(self._uses.trip, path, self._view.known)

    def _begin(self) -> bool:
        if self.run.is_running:
            return False
        self._uses.watch.pause(paused=True)
        for widget in (self._problem, self._good):
            widget.hide()
        self._result = None
        self._main.setEnabled(False)
        self._busy.show()
        self._progress.set_text(self.tr("Bezig. Laat de stick nog even zitten."))
        return True

    # --- showing ---------------------------------------------------------------------------

    def _show_progress(self, what: str, done: int, total: int) -> None:
        words = {
            "write": self.tr("Bestand {0} van {1} wordt gemaakt."),
            "check": self.tr("Bestand {0} van {1} wordt bekeken."),
            "read": self.tr("Bestand {0} van {1} wordt gelezen."),
            "wipe": self.tr("Wat gewist is, gaat ook uit de reservekopieën."),
        }[what]
        stay = self.tr("Laat de stick nog even zitten.")
        self._progress.set_text(f"{words.format(max(done, 1), total)} {stay}")

    def _show_result(self, result: ExchangeResult) -> None:
        self._uses.watch.pause(paused=False)
        self._busy.hide()
        self._result = result
        names = dict(self._view.names) if self._view is not None else {}
        coordinator = self._view.coordinator_name if self._view is not None else ""
        quiet, wrong = trip_words.problems(result, names)
        self._show_told(self._problem, wrong)
        said = (*trip_words.said(result, names, coordinator), *quiet)
        place = self._uses.watch.sight.place
        is_stick = place is None or place.is_stick
        if said:
            title = trip_words.done_title(result, is_stick=is_stick)
            self._show_told(self._good, Told(title, said))
        self._load()

    def _show_age(self) -> None:
        name = self._first_name() or self._coordinator_word()
        number = self._view.coordinator_telephone if self._view is not None else ""
        age, told = trip_words.unsent_since(
            self._unsent, self._uses.now().date(), name, self._uses.show_telephone(number)
        )
        if age in _AGE_TONES:
            self._age.set_tone(_AGE_TONES[age], "clock")
        self._show_told(self._age, told)

    def _show_hero(self, *_: object) -> None:
        if not isValid(self._hero):
            return
        watch = self._uses.watch
        sight = watch.sight
        waiting = len(offered(sight.look, watch.kept.files)) if sight.look is not None else 0
        todo = trip_words.ready(waiting, self._unsent) if sight.place is not None else ""
        missing = trip_words.place_sentence(sight, watch.kept.folder)
        sentence = " ".join(part for part in (missing, todo, self._last_time()) if part)
        self._hero.set_words(HeroWords(trip_words.place_title(sight), sentence))
        self._main.setEnabled(sight.place is not None and not self.run.is_running)
        self._choose.setText(
            self.tr("Andere stick of map &kiezen")
            if sight.place is not None
            else self.tr("Stick of map &kiezen")
        )
        self._show_left_alone()

    def _show_offer(self, count: int) -> None:
        """What was said of the exchange before is no longer the news."""
        if count and not self.run.is_running:
            self._good.hide()
        self._show_hero()

    def _last_time(self) -> str:
        view = self._view
        lines = [*view.received[:1], *view.sent[:1]] if view is not None else []
        last = max((line.at for line in lines), default=None)
        if last is None:
            return self.tr("U hebt nog niet uitgewisseld.")
        return self.tr("Laatst gedaan: {0}.").format(self._moment(last))

    def _show_columns(self) -> None:
        result, view = self._result, self._view
        if result is not None and (result.applied or result.written):
            news = result.news
            came = [("user-plus", *trip_words.new_line(one)) for one in news.new]
            came += [("pencil", *trip_words.changed_line(one)) for one in news.changed]
            came += [("user-check", *trip_words.gone_line(one)) for one in news.gone]
            went = [("upload", words, "") for words in exchange_words.kind_lines(result.went)]
        elif view is not None:
            came = [
                ("file-down", texts.capital(self._moment(line.at)), self._name(line.peer))
                for line in view.received
            ]
            went = [
                ("upload", texts.capital(self._moment(line.at)), self._name(line.peer))
                for line in view.sent
            ]
        else:
            return
        never_came = view is not None and not view.received
        never_went = view is not None and not view.sent
        nothing = self.tr("Er is nog niets binnengekomen.")
        none_new = self.tr("Er is niets nieuws binnengekomen.")
        _fill(self._came, self._look, came, nothing if never_came else none_new)
        nothing, none_new = self.tr("Er is nog niets meegegeven."), self.tr("Niets nieuws.")
        _fill(self._went, self._look, went, nothing if never_went else none_new)

    def _show_left_alone(self) -> None:
        told = trip_words.left_alone(self._uses.watch.sight.look)
        cleared(self._other_lines)
        for one in told:
            self._other_lines.addWidget(Text(self._look, one.title, bold=True))
            self._other_lines.addWidget(Text(self._look, "\n".join(one.lines), tone="muted"))
        self._others.setVisible(bool(told))

    def _show_problem(self, error: Exception) -> None:
        self._show_told(self._problem, Told(errors.sentence(error)))

    def _show_told(self, banner: Banner, told: Told) -> None:
        banner.set_words(told.title, "\n".join(told.lines))
        banner.setVisible(bool(told.title or told.lines))

    def _moment(self, when: datetime) -> str:
        local = when.astimezone() if when.tzinfo is not None else when
        if local.date() == self._uses.now().date():
            return self.tr("vandaag om {0}").format(texts.clock(local))
        return texts.moment(local)

    def _name(self, device: str) -> str:
        names = self._view.names if self._view is not None else {}
        return names.get(device) or self._coordinator_word()

    def _first_name(self) -> str:
        name = self._view.coordinator_name if self._view is not None else ""
        return name.split(" ", 1)[0]

    def _coordinator_word(self) -> str:
        return self.tr("Uw coördinator")

    def _follow(self, changes: Changes) -> None:
        # The page's own look at the ledger is a deed without changes: it must not ask again.
        if (changes.local or changes.subjects) and self.isVisible() and not self.run.is_running:
            self._load()


def _fill(
    place: QVBoxLayout, look: LookSource, rows: list[tuple[str, str, str]], empty: str
) -> None:
    cleared(place)
    if not rows:
        place.addWidget(Text(look, empty, tone="muted"))
    for icon, fact, detail in rows:
        place.addWidget(FactRow(look, icon, fact, detail))


__all__ = ["ExchangePage", "ExchangeUses"]
