"""Draws the building blocks in each theme at 100 and 200 %, to be looked at beside the design.

Run: `python -m tests.ui.gallery OUT_DIR`.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.ui.theme import THEMES, LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.bar import BarPart, PartsBar
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card, HeroCard, HeroWords
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.choice import CheckRow, Choice, ChoiceGroup, RadioRow
from huisbezoek.ui.widgets.circle import InitialsCircle
from huisbezoek.ui.widgets.columns import Columns, TileGrid
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.drawing import KitchenTable
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.field import AreaField, ComboField, DateField, PasswordField, TextField
from huisbezoek.ui.widgets.focus_ring import FocusRing
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow, GroupRow
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.sentence_row import SentenceRow, SentenceWords
from huisbezoek.ui.widgets.sidebar import Sidebar, SidebarFoot
from huisbezoek.ui.widgets.sidebar_delegate import SidebarCount, SidebarItem
from huisbezoek.ui.widgets.steps import Progress, Room, Steps
from huisbezoek.ui.widgets.subject_menu import SubjectMenu
from huisbezoek.ui.widgets.table import Table
from huisbezoek.ui.widgets.text import FactRow, GroupHeading, Text
from huisbezoek.ui.widgets.tile import Tile, TileValue
from huisbezoek.ui.widgets.timeline import Timeline, TimelineEvent
from huisbezoek.ui.widgets.visitor_card import (
    VisitorCardButtons,
    VisitorCardPanel,
    VisitorCardValue,
    VisitorFact,
)

RESOURCES = Path(__file__).parents[2] / "resources"
WORDS = SentenceWords("Doorhalen", "Terugzetten", "gaat niet mee")


class Window(QWidget):
    """A window with a sidebar, a page and the focus ring."""

    def __init__(self, look: LookSource, page: PageFrame) -> None:
        super().__init__()
        self.sidebar = Sidebar(look, "huisbezoek", "Bladzijden", "Menu")
        names = (
            ("Vandaag", "house"),
            ("Agenda", "calendar-days"),
            ("Inwoners", "users"),
            ("Uitwisselen", "refresh-cw"),
            ("Signalen", "flag"),
            ("Instellingen", "settings"),
            ("Hulp", "circle-question-mark"),
        )
        self.sidebar.set_items([SidebarItem(text, text, icon) for text, icon in names])
        self.sidebar.set_count("Vandaag", SidebarCount(2, "2 wachten langer"))
        self.sidebar.set_count("Signalen", SidebarCount(3, "3 te lang open", is_signal=True))
        self.sidebar.set_current("Vandaag")
        self.sidebar.set_foot(
            SidebarFoot("Riet Jansen", "Huisbezoeker", "RJ", "Laatst uitgewisseld: 3 dagen geleden")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(page, 1)
        page.narrow_changed.connect(lambda narrow: self.sidebar.set_narrow(narrow=narrow))
        self.page = page
        self.ring = FocusRing(look, self)


def people() -> list[CardRow | GroupRow]:
    """A few fictional people."""
    return [
        GroupRow("Wacht langer", 2),
        CardRow(
            "a",
            "Mevrouw Van der Veen-de Boer",
            "Kerkstraat 12",
            "VB",
            ChipValue("wacht 4 dagen", "wait"),
            "Brief verstuurd op 5 november. Er is nog niet gebeld.",
            "Bellen",
            "phone",
        ),
        CardRow(
            "b",
            "Meneer Yıldız",
            "Molenweg 3a",
            "ÇY",
            ChipValue("wacht 3 dagen", "wait"),
            "Bezoek op 13 november. Het verslag is nog niet af.",
            "Verslag afmaken",
            "pencil",
        ),
        GroupRow("Deze week", 3),
        CardRow(
            "c",
            "Mevrouw Ümit",
            "Lindelaan 41",
            "FÜ",
            ChipValue("woensdag om 14.00 uur", "today"),
            "De afspraak is gemaakt. Bevestig de dag ervoor.",
            "Bevestigen",
            "circle-check",
        ),
        CardRow(
            "d",
            "Meneer Bruïne",
            "Beukenhof 2",
            "JB",
            ChipValue("bellen vóór vrijdag"),
            "Geen gehoor op 19 november. Dit is de tweede keer.",
            "Bellen",
            "phone",
        ),
        CardRow(
            "f",
            "Meneer en mevrouw ’t Hoen",
            "Dorpsplein 8-II",
            "TH",
            ChipValue("deze week"),
            "Bezoek was 5 weken geleden. Is de hulp gestart?",
            "Bellen hoe het gaat",
            "phone",
        ),
    ]


def today(look: LookSource) -> Window:
    """The page Vandaag."""
    page = PageFrame(look, "Goedemorgen, Riet")
    page.set_sentence(
        "Maandag 23 november 2026. Vandaag hebt u 1 bezoek. 2 mensen wachten al langer.",
        "Vandaag hebt u 1 bezoek. 2 mensen wachten al langer.",
    )
    page.add_header_button(Button(look, "Inwoner &zoeken", icon="search"))
    words = HeroWords(
        "Mevrouw El Amrani",
        "Havenkade 19. Haar dochter is erbij. Bel lang aan.",
        "10.30",
        "Vandaag",
    )
    buttons = (
        Button(look, "Voorbereiden", "quiet", "clipboard-list"),
        Button(look, "Bezoek starten", "primary", "arrow-right", icon_right=True),
    )
    page.content.addWidget(HeroCard(look, words, buttons))
    cards = ListCard(look, "Wie wacht")
    cards.set_rows(people())
    cards.set_current("a")
    page.content.addWidget(cards)
    page.content.addStretch(1)
    return Window(look, page)


def overview(look: LookSource) -> Window:
    """The page Overzicht."""
    page = PageFrame(look, "Goedemorgen, Anneke", "3 signalen vragen vandaag uw aandacht.")
    page.add_header_button(Button(look, "Bestanden lezen", "primary", "download"))
    tiles = TileGrid(look)
    values = (
        TileValue("3", "signalen die te lang open staan", "flag", "late"),
        TileValue("7", "verslagen om te lezen", "clipboard-check"),
        TileValue("2", "bezoekers die lang niet uitwisselden", "laptop-minimal", "warn"),
        TileValue("12", "inwoners nog zonder voorstel", "user-plus", "warn"),
        TileValue("64", "brieven om te versturen", "mail"),
        TileValue("18", "inwoners die niet opnamen", "phone-missed"),
        TileValue("281", "inwoners aan de beurt tot maart", "calendar-clock"),
        TileValue("0", "inwoners die dubbel lijken", "copy-check", "done"),
    )
    tiles.set_tiles([Tile(look, value) for value in values])
    page.content.addWidget(tiles)
    card = Card(
        look,
        "Ronde 2026–2027",
        action=Button(look, "Bekijk de ronde", "flush", "arrow-right", icon_right=True),
    )
    parts = (
        BarPart(1131, "1.131", "Bezocht"),
        BarPart(84, "84", "Afspraak gemaakt"),
        BarPart(197, "197", "Wacht op antwoord"),
        BarPart(508, "508", "Wil niet of niet bereikt"),
        BarPart(1980, "1.980", "Nog niet uitgenodigd"),
    )
    card.body.addWidget(PartsBar(look, parts, 0.31, "plan tot vandaag: 1.209 bezocht (31 %)"))
    page.content.addWidget(card)
    page.content.addStretch(1)
    return Window(look, page)


def person(look: LookSource) -> Window:
    """The page of one resident."""
    page = PageFrame(look, "Mevrouw Van der Veen-de Boer", "82 jaar. Kerkstraat 12, Voorbeelddam")
    page.set_back("Inwoners")
    page.add_before_title(InitialsCircle(look, "VB", "a", units=7))
    page.add_beside_sentence(Chip(look, ChipValue("wacht 4 dagen", "wait")))
    page.add_header_button(Button(look, "Meer", icon="ellipsis"))
    page.add_header_button(Button(look, "Bellen", "primary", "phone"))
    columns = Columns(look, (13, 8))
    left, right = columns.columns
    words = HeroWords(
        "Aan de beurt tussen januari en mei 2027",
        "Het vorige bezoek was in maart 2025 en wij komen elke 2 jaar. De brief is op 5 november "
        "verstuurd. Er is nog niet gebeld, dat kan nu.",
        icon="calendar-clock",
    )
    left.addWidget(HeroCard(look, words))
    done = Card(look, "Wat er is gedaan")
    events = (
        TimelineEvent("5 nov 2026", "mail", "Brief verstuurd", "Uitnodiging van Anneke de Wit."),
        TimelineEvent(
            "18 apr 2025", "phone-call", "Gebeld hoe het gaat", "De tweede trapleuning zit vast."
        ),
        TimelineEvent(
            "14 mrt 2025",
            "coffee",
            "Huisbezoek door Riet Jansen",
            "75 minuten. Haar dochter was erbij.",
        ),
    )
    done.body.addWidget(Timeline(look, "Wat er is gedaan", events))
    left.addWidget(done)
    left.addStretch(1)
    facts = Card(look, "Goed om te weten")
    facts.body.addWidget(FactRow(look, "phone", "06 0000 0112", "Liefst tussen 10 en 12 uur"))
    facts.body.addWidget(FactRow(look, "user", "Dochter Ineke, 06 0000 0113", "Bij nood"))
    right.addWidget(facts)
    right.addStretch(1)
    page.content.addWidget(columns)
    page.content.addStretch(1)
    return Window(look, page)


def exchange(look: LookSource) -> Window:
    """The page Uitwisselen with an error, a fold, steps and a table."""
    page = PageFrame(look, "Uitwisselen met Anneke", "Zo krijgt u nieuwe adressen.")
    page.content.addWidget(
        Banner(
            look,
            "error",
            "Dit bestand is beschadigd",
            "Het bestand kwam niet heel over. Uw gegevens zijn niet veranderd. Vraag Anneke om een "
            "nieuw bestand.",
            (
                Button(look, "Ander bestand kiezen", icon="folder-open"),
                Button(look, "Nummer van Anneke", "quiet", "phone"),
            ),
        )
    )
    fold = Fold(look, "Zelf een bestand geven of lezen", "In 3 stappen.")
    fold.body.addWidget(Steps(look, ["Bestand maken", "Geven of mailen", "Bestand lezen"], 1))
    fold.set_open(is_open=True)
    page.content.addWidget(fold)
    card = Card(look, "Per buurt", action=Button(look, "Kopieer tabel", "flush", "copy"))
    table = Table(look, "Per buurt")
    rows = (("Binnenstad", "325", "205"), ("Havenkwartier", "242", "< 5"), ("Totaal", "567", "206"))
    table.set_rows(("Buurt", "Uitgenodigd", "Bezocht"), rows, has_total=True)
    card.body.addWidget(table)
    page.content.addWidget(card)
    progress = Progress(look)
    progress.set_progress(120, 344, "120 van 344 personen gelezen")
    page.content.addWidget(progress)
    page.content.addStretch(1)
    bottom = page.show_bottom()
    bottom.left.addWidget(Text(look, "Na het inleveren kunt u het verslag lezen.", tone="muted"))
    bottom.right.addWidget(Button(look, "Verder schrijven"))
    bottom.right.addWidget(Button(look, "Verslag inleveren", "primary", "send"))
    return Window(look, page)


def blocks(look: LookSource) -> Window:
    """The building blocks beside each other."""
    page = PageFrame(look, "Bouwstenen")
    columns = Columns(look, (1, 1, 1))
    _buttons(look, columns.columns[0])
    _fields(look, columns.columns[1])
    _messages(look, columns.columns[2])
    page.content.addWidget(columns)
    page.content.addStretch(1)
    return Window(look, page)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _buttons(look: LookSource, column: QVBoxLayout) -> None:
    for kind, text, icon in (
        ("primary", "Bezoek starten", "arrow-right"),
        ("secondary", "Bellen", "phone"),
        ("danger", "Gegevens wissen", "trash-2"),
        ("quiet", "Notitie", "notebook-pen"),
        ("flush", "Inwoners", "arrow-left"),
        ("row", "Doorhalen", ""),
    ):
        off = Button(look, "Uit", kind)
        off.setEnabled(False)
        column.addLayout(_row(Button(look, text, kind, icon), off))
    for chips in (
        (ChipValue("wacht 4 dagen", "wait"), ChipValue("vandaag", "today")),
        (ChipValue("klaar", "ok"), ChipValue("bellen vóór vrijdag")),
        (ChipValue("blijft bij u", "plain", "lock"), ChipValue("laptop kwijt", "lost")),
    ):
        column.addLayout(_row(*(Chip(look, chip) for chip in chips)))
    for size, text in (("xxl", "10.30 uur"), ("xl", "Titel"), ("l", "Naam"), ("m", "Gewone tekst")):
        column.addWidget(Text(look, text, size=size, bold=size != "m"))
    column.addLayout(_row(Room(look, 3, 4, "3 van 4"), Text(look, "nog 1", wraps=False)))
    column.addLayout(_row(*(InitialsCircle(look, name, name) for name in ("VB", "ÇY", "FÜ"))))
    column.addStretch(1)


def _fields(look: LookSource, column: QVBoxLayout) -> None:
    street = TextField(look, "&Straat", "Zoals op de brief.")
    street.set_text("Kerkstraat 12")
    column.addWidget(street)
    postcode = TextField(look, "&Postcode")
    postcode.set_text("1234 A")
    postcode.set_error("Een postcode heeft 4 cijfers en 2 letters.")
    column.addWidget(postcode)
    column.addWidget(PasswordField(look, "&Wachtwoord", "Toon", "Verberg"))
    column.addWidget(ComboField(look, "S&oort brief", [("a", "Uitnodiging, eerste brief")]))
    column.addWidget(DateField(look, "&Datum"))
    for row, on in (
        (RadioRow(look, "Ja"), True),
        (RadioRow(look, "Nee, of een lang antwoord dat netjes op een tweede regel loopt"), False),
        (CheckRow(look, "De trap is lastig"), True),
        (CheckRow(look, "Wil zich veiliger voelen"), False),
    ):
        row.setAutoExclusive(False)
        row.setChecked(on)
        column.addWidget(row)
    column.addStretch(1)


def _messages(look: LookSource, column: QVBoxLayout) -> None:
    column.addWidget(Banner(look, "info", "Uw werk is bewaard", "U kunt de laptop dichtdoen."))
    column.addWidget(
        Banner(
            look,
            "error",
            "De USB-stick is vol",
            "Uw gegevens zijn niet veranderd. Kies een andere stick.",
        )
    )
    column.addWidget(Tile(look, TileValue("3", "signalen die te lang open staan", "flag", "late")))
    card = Card(look)
    card.body.addWidget(SentenceRow(look, "Alleen de trap wordt me te veel.", WORDS))
    struck = SentenceRow(look, "Ik mis mijn man.", WORDS)
    struck.set_struck(struck=True)
    card.body.addWidget(struck)
    column.addWidget(card)
    column.addWidget(GroupHeading(look, "Wacht langer", 2))
    subjects = [Choice("a", "Mensen om u heen"), Choice("b", "Wonen"), Choice("c", "Later")]
    menu = SubjectMenu(look, "Onderwerpen", subjects)
    menu.set_written("a", "hier staat iets bij")
    menu.set_written("b", "hier staat iets bij")
    menu.set_current("b")
    column.addWidget(menu)
    column.addWidget(AreaField(look, "Uw eigen &indruk", "Mevrouw kan dit opvragen.", lines=2))
    column.addStretch(1)


def visitors(look: LookSource) -> Window:
    """The page Bezoekers, with the focus ring."""
    page = PageFrame(look, "Bezoekers", "42 bezoekers. Samen plaats voor 105 bezoeken per maand.")
    page.add_header_button(Button(look, "Bezoeker toevoegen", "primary", "user-plus"))
    grid = TileGrid(look, 2, 1)
    lost = ChipValue("laptop kwijt", "lost")
    facts = (
        VisitorFact("VOG", "Tot juni 2028"),
        VisitorFact("Training", "Basis, gesprek"),
        VisitorFact("Uitgewisseld", "laptop kwijt", lost),
    )
    people = (
        VisitorCardValue(
            "a", "Sipke de Jong", "SJ", "Binnenstad", 2, 4, "nog 2", is_full=False, facts=facts
        ),
        VisitorCardValue(
            "b", "Henk Smit", "HS", "Boswijk", 4, 4, "vol", is_full=True, facts=facts[:2]
        ),
    )
    words = VisitorCardButtons("Bekijk", "Startbestand maken")
    cards = [VisitorCardPanel(look, person, words) for person in people]
    grid.set_tiles(cards)
    page.content.addWidget(grid)
    page.content.addStretch(1)
    window = Window(look, page)
    window.focus = cards[0].findChild(Button, "view_visitor")
    return window


def empty(look: LookSource) -> Window:
    """A page with nothing to do."""
    page = PageFrame(look, "Goedemorgen, Riet", "Maandag 23 november 2026.")
    button = Button(look, "Agenda bekijken", "primary", "calendar-days")
    sentence = "Uw volgende bezoek is op dinsdag 8 december om 14.00 uur, bij mevrouw Hoekstra."
    page.content.addWidget(EmptyState(look, "coffee", "Niets te doen deze week", sentence, button))
    return Window(look, page)


def dialog(look: LookSource) -> Window:
    """A dialog over the page Vandaag."""
    window = today(look)
    frame = DialogFrame(
        look, window, "Notitie voor Anneke", "Mevrouw leest dit niet mee.", "notebook-pen"
    )
    frame.set_back("Terug")
    call = Banner(look, "warn", "Maakt u zich zorgen? Bel Anneke nu: 0341 000 100")
    frame.content.addWidget(call)
    frame.content.addWidget(AreaField(look, "Wat zag, hoorde of rook &u?", lines=2))
    choices = [
        Choice("now", "Nu gevaar: bel 112"),
        Choice("today", "Vandaag bellen"),
        Choice("soon", "Binnen 2 dagen"),
        Choice("wait", "Kan wachten"),
    ]
    question = "Hoe snel moet iemand iets doen?"
    frame.content.addWidget(ChoiceGroup(look, question, choices, columns=2))
    frame.add_button(Button(look, "Niet bewaren"))
    frame.add_button(Button(look, "Notitie bewaren", "primary", "check"))
    window.dialog = frame
    return window


def door(look: LookSource) -> QWidget:
    """The drawing at the door."""
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(KitchenTable(look), 45)
    row.addWidget(QWidget(), 55)
    return window


SHEETS = {
    "blocks": blocks,
    "today": today,
    "overview": overview,
    "person": person,
    "exchange": exchange,
    "visitors": visitors,
    "empty": empty,
    "dialog": dialog,
    "door": door,
}


def draw(application: QApplication, out: Path, names: list[str]) -> None:
    """Writes one PNG per sheet, theme and letter size."""
    out.mkdir(parents=True, exist_ok=True)
    look = LookSource(application, RESOURCES)
    for theme in THEMES:
        for percent in (100, 200):
            look.apply(theme, percent)
            for name in names or list(SHEETS):
                window = SHEETS[name](look)
                window.resize(1366, 768)
                window.show()
                if hasattr(window, "dialog"):
                    window.dialog.show()
                if hasattr(window, "focus"):
                    window.activateWindow()
                    window.ring.set_keyboard(used=True)
                    window.focus.setFocus()
                for _turn in range(3):
                    application.sendPostedEvents()
                    application.processEvents()
                window.grab().save(str(out / f"{name}-{theme}-{percent}.png"))
                window.close()
                window.deleteLater()
                del window


if __name__ == "__main__":
    draw(QApplication([]), Path(sys.argv[1]), sys.argv[2:])
