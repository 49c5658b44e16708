"""The frames: sidebar, page, dialog and focus ring, by keyboard and in both forms."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QRegion
from PySide6.QtWidgets import QAbstractButton, QWidget

from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.focus_ring import FocusRing
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.sentence_row import SentenceWords
from huisbezoek.ui.widgets.sidebar import Sidebar
from huisbezoek.ui.widgets.sidebar_delegate import SidebarCount, SidebarItem
from huisbezoek.ui.widgets.subject_menu import SubjectMenu
from huisbezoek.ui.widgets.text import Text
from tests.ui.gallery import SHEETS

LONG = "Zij wil graag dat wij een dag van tevoren nog een keer bellen om het te bevestigen"
KINDS = ("primary", "secondary", "quiet", "flush", "row", "danger")
WORDS = SentenceWords("Doorhalen", "Terugzetten", "gaat niet mee")


def test_wrapped_text_is_never_cut_in_a_scrolling_page(qtbot, look, shown):
    look.apply("light", 200)
    page = PageFrame(look, "Titel", "Een zin onder de titel.")
    texts = [Text(look, LONG * 2) for _number in range(6)]
    for text in texts:
        page.content.addWidget(text)
    shown(page, 900, 600)
    for text in texts:
        qtbot.waitUntil(lambda text=text: text.height() >= text.heightForWidth(text.width()))
    assert page.body.horizontalScrollBar().maximum() == 0


def test_the_sidebar_follows_the_arrow_keys_and_speaks_its_counts(qtbot, look, stack):
    bar = Sidebar(look, "huisbezoek", "Bladzijden", "Menu")
    bar.set_items([SidebarItem("today", "Vandaag", "house"), SidebarItem("help", "Hulp", "info")])
    bar.set_count("today", SidebarCount(2, "2 wachten langer"))
    stack(bar)
    bar.set_current("today")
    pages = bar.findChildren(QWidget)
    lists = [page for page in pages if page.accessibleName() == "Bladzijden"]
    words = next(page for page in lists if page.isVisible())
    words.setFocus()
    with qtbot.waitSignal(bar.page_chosen) as told:
        qtbot.keyClick(words, Qt.Key.Key_Down)
    assert told.args == ["help"]
    reader = QAccessible.queryAccessibleInterface(words)
    assert reader.child(0).text(QAccessible.Text.Name) == "Vandaag, 2 wachten langer"


def test_the_rail_opens_the_words_over_the_page_and_escape_closes_them(qtbot, look, stack):
    bar = Sidebar(look, "huisbezoek", "Bladzijden", "Menu")
    bar.set_items([SidebarItem("today", "Vandaag", "house"), SidebarItem("help", "Hulp", "info")])
    window = stack(bar)
    wide = bar.sizeHint().width()
    bar.set_narrow(narrow=True)
    assert bar.sizeHint().width() < wide / 3
    menu = next(part for part in bar.findChildren(QAbstractButton) if part.isVisible())
    assert menu.accessibleName() == "Menu"
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    words = [
        part
        for part in window.findChildren(QWidget)
        if part.accessibleName() == "Bladzijden" and part.isVisible()
    ]
    assert len(words) == 2
    over = next(part for part in words if not bar.isAncestorOf(part))
    qtbot.keyClick(over, Qt.Key.Key_Escape)
    assert not over.isVisible()
    bar.set_narrow(narrow=False)
    assert bar.isAncestorOf(over)


def test_the_menu_of_subjects_says_where_something_was_written(qtbot, look, stack):
    menu = SubjectMenu(look, "Onderwerpen", [Choice("home", "Wonen"), Choice("later", "Later")])
    stack(menu)
    menu.set_written("home", "hier staat iets bij")
    reader = QAccessible.queryAccessibleInterface(menu)
    assert reader.child(0).text(QAccessible.Text.Name) == "Wonen, hier staat iets bij"
    with qtbot.waitSignal(menu.part_chosen) as told:
        menu.set_current("later")
    assert told.args == ["later"]


def ring_box(ring: FocusRing) -> QRect:
    """Where something was painted; empty when nothing was."""
    return QRegion(ring.grab().mask()).boundingRect()


def test_the_ring_shows_for_the_keyboard_only_and_not_around_fields(qtbot, look, stack):
    field, button = TextField(look, "Naam"), Button(look, "Verder")
    window = stack(field, button)
    ring = FocusRing(look, window)
    ring.show()
    button.setFocus()
    assert ring_box(ring).isEmpty()
    ring.set_keyboard(used=True)
    assert ring_box(ring).contains(button.geometry())
    field.editor.setFocus()
    assert ring_box(ring).isEmpty()
    button.setFocus()
    assert not ring_box(ring).isEmpty()
    ring.set_keyboard(used=False)
    assert ring_box(ring).isEmpty()


def test_header_buttons_move_to_the_bottom_bar_in_the_narrow_form(qtbot, look, shown):
    page = PageFrame(look, "Vandaag", "Maandag.")
    button = Button(look, "Inwoner zoeken")
    page.add_header_button(button)
    page.set_sentence("Een lange zin met alles erin.", "Kort.")
    shown(page, 1366, 700)
    assert not page.narrow
    assert not page.bottom.isVisible()
    with qtbot.waitSignal(page.narrow_changed) as told:
        page.resize(1000, 700)
    assert told.args == [True]
    assert page.bottom.isAncestorOf(button)
    assert page.sentence.text() == "Kort."
    assert page.bottom.isVisible()
    button.hide()
    assert not page.bottom.isVisible(), "a bar with nothing to see in it takes room from the page"
    button.show()
    assert page.bottom.isVisible()
    with qtbot.waitSignal(page.narrow_changed):
        page.resize(1366, 700)
    assert not page.bottom.isAncestorOf(button)
    assert not page.bottom.isVisible()


def test_the_way_back_is_told(qtbot, look, shown):
    page = PageFrame(look, "Mevrouw Ümit")
    back = page.set_back("Inwoners")
    shown(page, 1366, 700)
    with qtbot.waitSignal(page.back_requested):
        qtbot.keyClick(back, Qt.Key.Key_Space)


def test_a_dialog_keeps_the_focus_inside_and_gives_it_back(qtbot, look, stack):
    below = Button(look, "Eronder")
    window = stack(below)
    below.setFocus()
    dialog = DialogFrame(look, window, "Notitie", "Eén vraag.")
    field = TextField(look, "&Wat zag u?")
    dialog.content.addWidget(field)
    away, keep = Button(look, "Niet bewaren"), Button(look, "Notitie bewaren", "primary")
    dialog.add_button(away)
    dialog.add_button(keep)
    keep.clicked.connect(dialog.accept)
    dialog.show()
    qtbot.waitUntil(field.editor.hasFocus)
    seen = []
    for _step in range(6):
        focus = window.focusWidget()
        seen.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert below not in seen
    assert {field.editor, away, keep} <= set(seen)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(field.editor, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert below.hasFocus()


def test_enter_in_a_field_of_a_dialog_decides_nothing(qtbot, look, stack):
    window = stack(Button(look, "Eronder"))
    dialog = DialogFrame(look, window, "Gegevens wissen")
    field, erase = TextField(look, "&Reden"), Button(look, "Gegevens wissen", "danger")
    dialog.content.addWidget(field)
    dialog.add_button(erase)
    pressed = []
    erase.clicked.connect(lambda: pressed.append(1))
    dialog.show()
    qtbot.waitUntil(field.editor.hasFocus)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not pressed


@pytest.mark.parametrize("name", [name for name in SHEETS if name != "door"])
@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("dark", 150), ("contrast", 200)])
def test_every_sheet_of_the_gallery_fits_without_scrolling_sideways(
    qtbot, look, name, theme, percent, shown
):
    look.apply(theme, percent)
    window = SHEETS[name](look)
    shown(window, 1366, 768)
    page = window.page
    qtbot.waitUntil(lambda: page.narrow == (percent > 107))
    assert page.demanded_width() <= page.width()
    assert page.body.horizontalScrollBar().maximum() == 0
    assert window.width() == 1366
    for text in page.findChildren(Text):
        if text.isVisible() and text.wordWrap():
            qtbot.waitUntil(lambda text=text: text.height() >= text.heightForWidth(text.width()))


def test_a_window_follows_the_letters_while_it_is_open(qtbot, look, shown):
    window = SHEETS["today"](look)
    shown(window, 1366, 768)
    assert not window.page.narrow
    look.apply("dark", 200)
    qtbot.waitUntil(lambda: window.page.narrow)
    look.apply("light", 100)
    qtbot.waitUntil(lambda: not window.page.narrow)
    assert window.page.demanded_width() <= window.page.width()
