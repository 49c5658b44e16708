"""Overzicht: what waits for the coordinator today, and how the round goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.given_twice import GivenTwice
from huisbezoek.model.usecases.lost_laptops import LostLaptop
from huisbezoek.model.usecases.overview import FirstStep, Overview, RoundProgress
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.model.usecases.to_decide import ToDecide
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.light_contact_line import LightContactLine
from huisbezoek.ui.dialogs.overview_news import OverviewNews
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.bar import BarPart, PartsBar
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card, HeroCard, HeroWords
from huisbezoek.ui.widgets.columns import TileGrid
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import IconText, Text
from huisbezoek.ui.widgets.tile import Tile, TileTone, TileValue
from huisbezoek.ui.workbench import Workbench

MOST_LETTERS: Final = 50
_NOON: Final = 12
_EVENING: Final = 18


@dataclass(frozen=True, slots=True)
class OverviewUses:
    """What the page needs: `plan` gets the most letters that are wanted, answers the visits.

    `differences` counts the fields that wait for a choice, `given_twice` are residents with two
    visitors, `decisions` and `terms_past` what waits for one; `lost` are laptops to follow up.
    """

    overview: Callable[[Reading, date], Overview]
    plan: Callable[[Writing, int, date], tuple[str, ...]]
    now: Callable[[], datetime]
    differences: Callable[[Reading], int]
    given_twice: Callable[[Reading], tuple[GivenTwice, ...]]
    decisions: Callable[[Reading, date], tuple[ToDecide, ...]]
    terms_past: Callable[[Reading, date], int]
    lost: Callable[[Writing], tuple[LostLaptop, ...]]


@dataclass(frozen=True, slots=True)
class _Seen:
    overview: Overview
    differences: int
    given_twice: tuple[GivenTwice, ...]
    decisions: tuple[ToDecide, ...]
    terms_past: int


@dataclass(frozen=True, slots=True)
class _TileKind:
    name: str
    count: Callable[[Overview], int]
    one: str
    several: str
    icon: str
    goes_to: Destination
    tone: TileTone = "work"


# Eight: two even rows beside the sidebar, four in the narrow form. What was done shows below.
_TILES: Final = (
    _TileKind(
        "tile_signals",
        lambda seen: seen.late_loops or seen.open_signals,
        QT_TRANSLATE_NOOP("overview", "signaal open"),
        QT_TRANSLATE_NOOP("overview", "signalen open"),
        "flag",
        Destination(PageName.FOLLOW_UP),
    ),
    _TileKind(
        "tile_reports",
        lambda seen: seen.reports_to_assess,
        QT_TRANSLATE_NOOP("overview", "verslag om te lezen"),
        QT_TRANSLATE_NOOP("overview", "verslagen om te lezen"),
        "clipboard-check",
        Destination(PageName.RESIDENTS, detail="reports"),
    ),
    _TileKind(
        "tile_silent",
        lambda seen: seen.silent_visitors,
        QT_TRANSLATE_NOOP("overview", "bezoeker die lang niet uitwisselde"),
        QT_TRANSLATE_NOOP("overview", "bezoekers die lang niet uitwisselden"),
        "laptop-minimal",
        Destination(PageName.VISITORS, detail="silent"),
        "warn",
    ),
    _TileKind(
        "tile_assign",
        lambda seen: seen.to_assign,
        QT_TRANSLATE_NOOP("overview", "inwoner nog zonder bezoeker"),
        QT_TRANSLATE_NOOP("overview", "inwoners nog zonder bezoeker"),
        "user-plus",
        Destination(PageName.RESIDENTS, detail="unassigned"),
        "warn",
    ),
    _TileKind(
        "tile_letters",
        lambda seen: seen.letters_to_send,
        QT_TRANSLATE_NOOP("overview", "brief om te versturen"),
        QT_TRANSLATE_NOOP("overview", "brieven om te versturen"),
        "mail",
        Destination(PageName.LETTERS),
    ),
    _TileKind(
        "tile_waiting",
        lambda seen: seen.waiting_for_answer,
        QT_TRANSLATE_NOOP("overview", "inwoner gaf nog geen antwoord"),
        QT_TRANSLATE_NOOP("overview", "inwoners gaven nog geen antwoord"),
        "phone-missed",
        Destination(PageName.RESIDENTS, detail="waiting_for_answer"),
    ),
    _TileKind(
        "tile_due",
        lambda seen: seen.due,
        QT_TRANSLATE_NOOP("overview", "inwoner aan de beurt, nog zonder brief"),
        QT_TRANSLATE_NOOP("overview", "inwoners aan de beurt, nog zonder brief"),
        "calendar-clock",
        Destination(PageName.RESIDENTS, detail="due"),
    ),
    _TileKind(
        "tile_soon",
        lambda seen: seen.due_soon,
        QT_TRANSLATE_NOOP("overview", "inwoner erbij tot {1}"),
        QT_TRANSLATE_NOOP("overview", "inwoners erbij tot {1}"),
        "calendar-range",
        Destination(PageName.RESIDENTS, detail="soon"),
    ),
)

_STEPS: Final[dict[FirstStep, tuple[str, str, Destination]]] = {
    FirstStep.ORGANISATION: (
        QT_TRANSLATE_NOOP("overview", "Vul uw organisatie en telefoonnummer in."),
        QT_TRANSLATE_NOOP("overview", "Organisatie invullen"),
        Destination(PageName.SETTINGS, detail="organisation"),
    ),
    FirstStep.LIST: (
        QT_TRANSLATE_NOOP("overview", "Lees een lijst met inwoners in."),
        QT_TRANSLATE_NOOP("overview", "Lijst inlezen"),
        Destination(PageName.READ_LIST),
    ),
    FirstStep.VISITOR: (
        QT_TRANSLATE_NOOP("overview", "Voeg een bezoeker toe."),
        QT_TRANSLATE_NOOP("overview", "Bezoeker toevoegen"),
        Destination(PageName.VISITORS, detail="new"),
    ),
    FirstStep.LETTERS: (
        QT_TRANSLATE_NOOP("overview", "Maak en verstuur de eerste brieven."),
        QT_TRANSLATE_NOOP("overview", "Brieven bekijken"),
        Destination(PageName.LETTERS),
    ),
    FirstStep.ASSIGNMENT: (
        QT_TRANSLATE_NOOP("overview", "Kies wie bij welke inwoner op bezoek gaat."),
        QT_TRANSLATE_NOOP("overview", "Bezoekers kiezen"),
        Destination(PageName.VISITORS, detail="assign"),
    ),
    FirstStep.NUMBERS: (
        QT_TRANSLATE_NOOP("overview", "Vul de nummers in die bezoekers bij zorgen bellen."),
        QT_TRANSLATE_NOOP("overview", "Nummers invullen"),
        Destination(PageName.SETTINGS, detail="organisation"),
    ),
    FirstStep.START_FILE: (
        QT_TRANSLATE_NOOP("overview", "Geef elke bezoeker een startbestand en een startcode."),
        QT_TRANSLATE_NOOP("overview", "Startbestand maken"),
        Destination(PageName.VISITORS, detail="start_file"),
    ),
}


class OverviewPage(QWidget):
    """The coordinator's Monday page; every tile opens the list that it counts."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: OverviewUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._frame = PageFrame(look, _tr("Overzicht"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._is_open = False
        self._build_buttons()
        self._build_messages()
        self._build_plan()
        self._build_tiles()
        self._build_round()
        self._frame.content.addStretch(1)
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:  # noqa: ARG002 - every page has it
        """Loads the numbers of today."""
        self._is_open = True
        now = self._uses.now()

        def question(reading: Reading) -> _Seen:
            seen = self._uses.overview(reading, now.date())
            uses = self._uses
            return _Seen(
                seen,
                uses.differences(reading),
                uses.given_twice(reading),
                uses.decisions(reading, now.date()),
                uses.terms_past(reading, now.date()),
            )

        self._workbench.ask(question, self._show_seen, self._fail)
        self._workbench.do(self._uses.lost, lambda lost: self._news.set_lost(lost, now), self._fail)

    def _build_buttons(self) -> None:
        self._exchange = Button(self._look, _tr("&Bestanden lezen"), icon="download")
        self._exchange.setObjectName("read_files")
        self._exchange.clicked.connect(lambda: self.go.emit(Destination(PageName.EXCHANGE)))
        self._frame.add_header_button(self._exchange)

    def _build_messages(self) -> None:
        self._error = Banner(self._look, "error", _tr("Dit lukte niet"))
        self._error.setObjectName("overview_error")
        self._error.hide()
        self._frame.content.addWidget(self._error)
        self._news = OverviewNews(self._look)
        self._news.go.connect(self.go)
        self._frame.content.addWidget(self._news)
        self._steps = Card(self._look, _tr("Aan de slag"), icon="list-checks")
        self._steps.setObjectName("first_steps")
        self._steps_done = Text(self._look, tone="muted")
        self._steps.body.addWidget(self._steps_done)
        self._step_rows: dict[FirstStep, Row] = {}
        self._step_buttons: dict[FirstStep, Button] = {}
        for step, (words, action, destination) in _STEPS.items():
            self._add_step(step, _tr(words), Button(self._look, _tr(action), "row"), destination)
        self._steps.hide()
        self._frame.content.addWidget(self._steps)

    def _add_step(
        self, step: FirstStep, words: str, button: Button, destination: Destination
    ) -> None:
        text = IconText(self._look, "circle", words)
        button.setObjectName(f"step_{step.value}")
        button.clicked.connect(lambda: self.go.emit(destination))
        row = Row(self._look)
        row.add(text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.add(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._steps.body.addWidget(row)
        self._step_rows[step] = row
        self._step_buttons[step] = button

    def _build_plan(self) -> None:
        self._count = TextField(self._look, _tr("&Hoeveel brieven"))
        self._count.editor.setObjectName("field_letters")
        self._plan_button = Button(self._look, _tr("Brieven &klaarzetten"), "primary", "mail")
        self._plan_button.setObjectName("plan_visits")
        self._plan_button.clicked.connect(self._plan)
        self._plan_card = HeroCard(self._look, HeroWords(_tr("Aan de beurt"), _first()))
        self._plan_card.setObjectName("plan_card")
        row = Row(self._look, above=1.25)
        row.add(self._count)
        row.add(self._plan_button, 0, Qt.AlignmentFlag.AlignBottom)
        row.box.addStretch(1)
        self._plan_card.body.addWidget(row)
        self._plan_card.hide()
        self._frame.content.addWidget(self._plan_card)

    def _build_tiles(self) -> None:
        self._grid = TileGrid(self._look)
        self._tiles: dict[str, Tile] = {}
        for kind in _TILES:
            tile = Tile(self._look, TileValue("0", "", kind.icon))
            tile.setObjectName(kind.name)
            tile.clicked.connect(lambda _=False, place=kind.goes_to: self.go.emit(place))
            self._tiles[kind.name] = tile
        self._grid.set_tiles(list(self._tiles.values()))
        self._frame.content.addWidget(self._grid)
        self._light = LightContactLine(self._look)
        self._light.go.connect(self.go)
        self._frame.content.addWidget(self._light)

    def _build_round(self) -> None:
        self._round_card: Card | None = None
        self._round_place = self._frame.content.count()

    def _follow(self, changes: Changes) -> None:
        # Only a writer may read which laptops are lost: reading must not begin anew for ever.
        if self._is_open and self.isVisible() and (changes.subjects or changes.local):
            self.open()

    def _show_seen(self, seen: _Seen) -> None:
        self._news.set_given_twice(seen.given_twice)
        self._news.set_differences(seen.differences)
        self._news.set_to_decide(seen.decisions, seen.terms_past)
        self._show(seen.overview, waits=bool(seen.decisions))

    def _show(self, seen: Overview, *, waits: bool) -> None:
        self._error.hide()
        now = self._uses.now()
        self._frame.set_title(_greeting(now, seen.coordinator_name))
        words = _summary(seen, waits=waits)
        self._frame.set_sentence(f"{texts.capital(texts.long_date(now.date()))}. {words}")
        self._show_steps(seen)
        self._show_plan(seen)
        for kind in _TILES:
            self._tiles[kind.name].set_value(_tile_value(kind, seen))
        self._grid.setVisible(bool(seen.people))
        self._light.set_count(seen.light_contacts)
        self._show_round(seen.round if seen.people else None)

    def _show_steps(self, seen: Overview) -> None:
        self._steps.setVisible(bool(seen.steps_to_do))
        done = len(FirstStep) - len(seen.steps_to_do)
        self._steps_done.setVisible(bool(done))
        words = (
            _tr("{0} van de {1} stappen zijn gedaan.") if done > 1 else _tr("De eerste is gedaan.")
        )
        self._steps_done.setText(words.format(done, len(FirstStep)))
        for step, row in self._step_rows.items():
            row.setVisible(step in seen.steps_to_do)
            self._step_buttons[step].set_kind("primary" if step is _leading(seen) else "row")

    def _show_plan(self, seen: Overview) -> None:
        self._plan_card.setVisible(bool(seen.due))
        is_led = bool(seen.due or seen.steps_to_do)
        self._exchange.set_kind("secondary" if is_led else "primary")
        title = texts.counted(
            seen.due, _tr("{0} inwoner is aan de beurt"), _tr("{0} inwoners zijn aan de beurt")
        )
        self._plan_card.set_words(
            HeroWords(title, f"{_first()} {_tr('Een echtpaar krijgt één brief.')}")
        )
        self._count.set_text(str(min(seen.due, MOST_LETTERS)))
        self._count.set_error("")

    def _show_round(self, progress: RoundProgress | None) -> None:
        if self._round_card is not None:
            self._frame.content.removeWidget(self._round_card)
            self._round_card.deleteLater()
            self._round_card = None
        if progress is None or not progress.people:
            return
        card = Card(
            self._look,
            _tr("Ronde {0} tot {1}").format(
                texts.month(progress.begins), texts.month(progress.ends)
            ),
            note=_behind(progress),
        )
        card.setObjectName("round")
        bar = PartsBar(
            self._look,
            _parts(progress),
            progress.planned / progress.people,
            _tr("plan tot vandaag: {0} bezocht").format(texts.number(progress.planned)),
        )
        card.body.addWidget(bar)
        self._round_card = card
        self._frame.content.insertWidget(self._round_place, card)

    def _plan(self) -> None:
        typed = self._count.text().replace(".", "")
        if not typed.isdecimal() or not int(typed):
            self._count.set_error(_tr("Vul een getal in, bijvoorbeeld 20."))
            self._count.editor.setFocus()
            return
        self._plan_button.setEnabled(False)
        most, today = int(typed), self._uses.now().date()
        self._workbench.do(
            lambda writing: self._uses.plan(writing, most, today), self._planned, self._fail
        )

    def _planned(self, _visits: tuple[str, ...]) -> None:
        self._plan_button.setEnabled(True)
        self.go.emit(Destination(PageName.LETTERS))

    def _fail(self, error: Exception) -> None:
        self._plan_button.setEnabled(True)
        self._error.set_words(_tr("Dit lukte niet"), sentence(error))
        self._error.show()


def _greeting(now: datetime, name: str) -> str:
    words = _tr("Goedemorgen") if now.hour < _NOON else _tr("Goedemiddag")
    if now.hour >= _EVENING:
        words = _tr("Goedenavond")
    first = name.split(" ", maxsplit=1)[0]
    return f"{words}, {first}" if first else words


def _leading(seen: Overview) -> FirstStep | None:
    """The first step that gets the filled button; none while the plan card has it."""
    if seen.due:
        return None
    return next((step for step in _STEPS if step in seen.steps_to_do), None)


def _summary(seen: Overview, *, waits: bool) -> str:
    if not seen.people:
        return _tr("Er staan nog geen inwoners in het programma.")
    if seen.reports_to_assess:
        return texts.counted(
            seen.reports_to_assess,
            _tr("Er ligt {0} verslag klaar om te lezen."),
            _tr("Er liggen {0} verslagen klaar om te lezen."),
        )
    if waits or seen.letters_to_send or seen.due or seen.to_assign:
        return ""
    if not seen.due_soon:
        return _tr("Alles is bij.")
    return texts.counted(
        seen.due_soon,
        _tr("Alles is bij. De komende drie maanden komt {0} inwoner aan de beurt."),
        _tr("Alles is bij. De komende drie maanden komen {0} inwoners aan de beurt."),
    )


def _tile_value(kind: _TileKind, seen: Overview) -> TileValue:
    count = kind.count(seen)
    words = _tr(kind.one if count == 1 else kind.several)
    tone: TileTone = kind.tone if count else "done"
    if kind.name == "tile_signals" and seen.late_loops:
        words = texts.counted(
            count, _tr("signaal dat te lang open staat"), _tr("signalen die te lang open staan")
        )
        tone = "late"
    return TileValue(
        texts.number(count), words.format(count, texts.month(seen.horizon)), kind.icon, tone
    )


def _first() -> str:
    return _tr("Wie er zelf om vroeg komt eerst, dan wie het langst wacht.")


def _behind(progress: RoundProgress) -> str:
    if not progress.behind:
        return _tr("{0} inwoners, op het plan").format(texts.number(progress.people))
    return texts.counted(
        progress.behind,
        _tr("{0} bezoek achter op het plan"),
        _tr("{0} bezoeken achter op het plan"),
    )


def _parts(progress: RoundProgress) -> list[BarPart]:
    sizes = (
        (progress.visited, _tr("Bezocht")),
        (progress.agreed, _tr("Krijgt een bezoek")),
        (progress.waiting, _tr("Wacht op antwoord")),
        (progress.not_visited, _tr("Wil niet of niet bereikt")),
        (progress.not_invited, _tr("Nog niet uitgenodigd")),
    )
    return [BarPart(size, texts.number(size), words) for size, words in sizes]


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)
