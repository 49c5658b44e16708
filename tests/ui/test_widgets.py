"""The building blocks: reachable by keyboard, named, large enough, never cut."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from huisbezoek.ui.theme import THEMES, contrast_ratio
from huisbezoek.ui.widgets.announce import announce
from huisbezoek.ui.widgets.bar import BarPart, PartsBar
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.choice import CheckRow, Choice, ChoiceGroup, RadioRow
from huisbezoek.ui.widgets.drawing import KitchenTable
from huisbezoek.ui.widgets.field import AreaField, ComboField, DateField, PasswordField, TextField
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.sentence_row import SentenceRow, SentenceWords
from huisbezoek.ui.widgets.steps import Progress
from huisbezoek.ui.widgets.table import Table
from huisbezoek.ui.widgets.tile import Tile, TileValue
from huisbezoek.ui.widgets.timeline import Timeline, TimelineEvent
from huisbezoek.ui.widgets.visitor_card import (
    VisitorCardButtons,
    VisitorCardPanel,
    VisitorCardValue,
)

LONG = "Zij wil graag dat wij een dag van tevoren nog een keer bellen om het te bevestigen"
KINDS = ("primary", "secondary", "quiet", "flush", "row", "danger")
WORDS = SentenceWords("Doorhalen", "Terugzetten", "gaat niet mee")


def colours(widget):
    """How often each colour was painted, the most frequent first."""
    image = widget.grab().toImage()
    count = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = image.pixelColor(x, y).name().upper()
            count[name] = count.get(name, 0) + 1
    return sorted(count, key=count.get, reverse=True)


def best_contrast(widget):
    """The strongest contrast of anything painted on the ground of this widget."""
    ground, *rest = colours(widget)
    return max(contrast_ratio(ground, colour) for colour in rest)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_a_button_are_readable_as_painted(qtbot, look, theme, kind, stack):
    look.apply(theme, 100)
    button = Button(look, "Bezoek starten", kind)
    stack(button)
    assert best_contrast(button) >= 4.5
    button.setEnabled(False)
    assert best_contrast(button) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", ["wait", "today", "ok", "plain", "no", "reason", "lost"])
def test_the_words_of_a_chip_are_readable_as_painted(look, stack, theme, tone):
    look.apply(theme, 100)
    chip = Chip(look, ChipValue("wacht 4 dagen", tone))
    stack(chip)
    assert best_contrast(chip) >= 4.5
    assert chip.accessibleName() == "wacht 4 dagen"


@pytest.mark.parametrize("theme", THEMES)
def test_the_edges_of_a_field_and_a_choice_are_visible_as_painted(qtbot, look, theme, stack):
    look.apply(theme, 100)
    field, row = TextField(look, "Naam"), CheckRow(look, " ")
    window = stack(field, row, QWidget())
    window.setFocus()
    ground = THEMES[theme].paper
    for widget in (field.editor, row):
        image = widget.grab().toImage()
        edge = image.pixelColor(widget.width() // 2, 0).name()
        assert contrast_ratio(edge, ground) >= 3


@pytest.mark.parametrize("percent", [100, 200])
def test_every_target_is_at_least_24_pixels(qtbot, look, percent, stack):
    look.apply("light", percent)
    targets = [Button(look, "Ga", kind) for kind in KINDS]
    targets += [CheckRow(look, "Ja"), RadioRow(look, "Nee")]
    targets += [Tile(look, TileValue("0", "dubbel", "copy-check", "done"))]
    stack(*targets)
    for target in targets:
        assert target.sizeHint().height() >= 24
        assert target.height() >= 24
        assert target.width() >= 24


def test_letters_grow_while_the_window_is_open(qtbot, look, stack):
    button = Button(look, "Openen", "primary")
    stack(button)
    before = button.sizeHint()
    look.apply("dark", 200)
    assert button.sizeHint().height() == pytest.approx(before.height() * 2, abs=3)


def test_a_long_button_wraps_instead_of_being_cut(look):
    button = Button(look, LONG, "primary")
    assert button.sizeHint().width() < look.look.u(60)
    assert button.sizeHint().height() > look.look.u(5.25)


@pytest.mark.parametrize("row_class", [CheckRow, RadioRow])
def test_the_text_of_a_choice_wraps_at_200_percent(qtbot, look, row_class, stack):
    look.apply("light", 200)
    row = row_class(look, LONG)
    window = stack(row)
    window.resize(600, 700)
    room = 600 - window.layout().contentsMargins().left() * 2
    qtbot.waitUntil(lambda: row.width() == room)
    lines = row.height() // row.fontMetrics().height()
    assert lines >= 3
    assert row.height() >= row.heightForWidth(row.width())


def test_the_whole_row_of_a_choice_is_the_target(qtbot, look, stack):
    row = CheckRow(look, "De trap is lastig")
    stack(row)
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 4, 4))
    assert row.isChecked()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert not row.isChecked()


def test_a_group_of_choices_begins_with_nothing_chosen(qtbot, look, stack):
    answers = [Choice("today", "Vandaag bellen"), Choice("wait", "Kan wachten")]
    group = ChoiceGroup(look, "Hoe snel?", answers, columns=2)
    stack(group)
    assert group.chosen() == ()
    first, second = group.rows().values()
    first.setFocus()
    with qtbot.waitSignal(group.changed):
        qtbot.keyClick(first, Qt.Key.Key_Space)
    assert group.chosen() == ("today",)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert group.chosen() == ("wait",)
    assert second.hasFocus()
    group.set_chosen(())
    assert group.chosen() == ()


def test_several_choices_may_stand_together(qtbot, look, stack):
    group = ChoiceGroup(look, "", [Choice("a", "Een"), Choice("b", "Twee")], several=True)
    stack(group)
    group.set_chosen(("a", "b"))
    assert group.chosen() == ("a", "b")


def test_a_field_speaks_its_label_help_and_error_and_keeps_the_text(qtbot, look, stack):
    field = TextField(look, "&Postcode", "Zoals op de brief.")
    stack(field)
    field.set_text("1234 A")
    field.set_error("Een postcode heeft 4 cijfers en 2 letters.")
    assert field.text() == "1234 A"
    assert field.editor.accessibleName() == "Postcode"
    spoken = field.editor.accessibleDescription()
    assert "4 cijfers" in spoken
    assert "Zoals op de brief." in spoken
    height = field.editor.height()
    field.set_error("")
    assert field.editor.height() == height
    assert not field.error.isVisible()


def test_a_mnemonic_goes_to_its_field(qtbot, look, stack):
    field = TextField(look, "&Postcode")
    other = TextField(look, "&Straat")
    stack(other, field)
    assert field.label.buddy() is field.editor
    assert field.focusProxy() is field.editor


def test_a_password_shows_and_hides_and_may_hold_blanks(qtbot, look, stack):
    field = PasswordField(look, "&Wachtwoord", "Toon", "Verberg")
    stack(field)
    field.set_text(" mijn woorden ")
    assert field.text() == " mijn woorden "
    hidden = field.editor.echoMode()
    qtbot.keyClick(field.show_button, Qt.Key.Key_Space)
    assert field.editor.echoMode() != hidden
    assert field.show_button.text() == "Verberg"
    qtbot.keyClick(field.show_button, Qt.Key.Key_Space)
    assert field.editor.echoMode() == hidden


def test_tab_leaves_a_sheet_of_text(qtbot, look, stack):
    area, button = AreaField(look, "&Indruk"), Button(look, "Verder")
    stack(area, button)
    area.editor.setFocus()
    qtbot.keyClick(area.editor, Qt.Key.Key_Tab)
    assert button.hasFocus()
    with qtbot.waitSignal(area.changed):
        area.set_text("Een warm gesprek.")
    assert area.text() == "Een warm gesprek."


def test_a_combo_carries_keys(qtbot, look, stack):
    field = ComboField(look, "Brief", [("first", "Eerste"), ("second", "Tweede")])
    stack(field)
    with qtbot.waitSignal(field.changed) as told:
        field.set_key("second")
    assert told.args == ["second"]
    field.set_key("unknown")
    assert field.key() == ""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23-11-2026", date(2026, 11, 23)),
        ("3.2.1941", date(1941, 2, 3)),
        ("3 / 2 / 1941", date(1941, 2, 3)),
        ("31-2-2026", None),
        ("1941", None),
        ("", None),
        ("a-b-c", None),
    ],
)
def test_a_date_is_typed_as_day_month_year(look, qtbot, typed, day):
    field = DateField(look, "&Datum")
    qtbot.addWidget(field)
    field.set_text(typed)
    assert field.day() == day
    field.set_day(date(2026, 11, 23))
    assert field.text() == "23-11-2026"


def test_a_sentence_is_struck_and_put_back_by_keyboard(qtbot, look, stack):
    row = SentenceRow(look, "Dan hoef ik maar één keer.", WORDS)
    stack(row)
    assert row.action.accessibleName() == "Doorhalen: Dan hoef ik maar één keer."
    with qtbot.waitSignal(row.struck_changed) as told:
        qtbot.keyClick(row.action, Qt.Key.Key_Space)
    assert told.args == [True]
    assert row.struck
    assert row.sentence.font().strikeOut()
    assert row.action.text() == "Terugzetten"
    look.apply("light", 150)
    assert row.sentence.font().strikeOut()


def test_a_fold_opens_and_closes_by_keyboard(qtbot, look, stack):
    fold = Fold(look, "Zelf een bestand geven", "In 3 stappen.")
    inside = Button(look, "Bestand maken")
    fold.body.addWidget(inside)
    stack(fold)
    assert not inside.isVisible()
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert inside.isVisible()
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert not fold.is_open


def test_a_tile_is_a_button_that_reads_as_one_phrase(qtbot, look, stack):
    tile = Tile(look, TileValue("3", "signalen die te lang open staan", "flag", "late"))
    stack(tile)
    assert isinstance(tile, QAbstractButton)
    assert tile.accessibleName() == "3 signalen die te lang open staan"
    with qtbot.waitSignal(tile.clicked):
        qtbot.keyClick(tile, Qt.Key.Key_Space)


def test_a_timeline_speaks_all_its_rows(qtbot, look, stack):
    events = [TimelineEvent("5 nov 2026", "mail", "Brief verstuurd", "Van Anneke de Wit.")]
    line = Timeline(look, "Wat er is gedaan", events)
    stack(line)
    assert "Brief verstuurd" in line.accessibleDescription()
    assert line.heightForWidth(200) >= line.heightForWidth(700)


def test_a_table_is_as_tall_as_its_rows_and_keeps_numbers_right(qtbot, look, qtmodeltester, stack):
    table = Table(look, "Per buurt")
    rows = [("Binnenstad", "325"), ("Totaal", "325")]
    table.set_rows(("Buurt", "Uitgenodigd"), rows, has_total=True)
    stack(table)
    qtmodeltester.check(table.figures)
    assert table.verticalScrollBar().maximum() == 0
    cell = table.figures.index(0, 1)
    place = table.figures.data(cell, Qt.ItemDataRole.TextAlignmentRole)
    assert place & Qt.AlignmentFlag.AlignRight
    spoken = table.figures.data(cell, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Uitgenodigd: 325"


def test_a_visitors_card_tells_whose_button_was_pressed(qtbot, look, stack):
    value = VisitorCardValue(
        "id-1", "Henk Smit", "HS", "Boswijk", taken=4, total=4, room="vol", is_full=True, facts=()
    )
    card = VisitorCardPanel(look, value, VisitorCardButtons("Bekijk", "Startbestand maken"))
    stack(card)
    view = card.findChild(Button, "view_visitor")
    assert view.accessibleName() == "Bekijk: Henk Smit"
    with qtbot.waitSignal(card.view_requested) as told:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert told.args == ["id-1"]
    with qtbot.waitSignal(card.start_file_requested) as told:
        qtbot.keyClick(card.findChild(Button, "make_start_file"), Qt.Key.Key_Space)
    assert told.args == ["id-1"]


def test_a_progress_is_spoken(look, stack):
    progress = Progress(look)
    stack(progress)
    progress.set_progress(3, 4, "3 van 4 gelezen")
    assert progress.sentence.text() == "3 van 4 gelezen"
    announce(progress, "Het inlezen is klaar")


def test_the_wheel_changes_no_answer(look, stack):
    field = ComboField(look, "Brief", [("first", "Eerste"), ("second", "Tweede")])
    stack(field)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field.editor, wheel)
    assert field.key() == "first"


@pytest.mark.parametrize("theme", THEMES)
def test_the_drawing_at_the_door_uses_the_colours_of_the_theme(look, shown, theme):
    look.apply(theme, 100)
    drawing = KitchenTable(look)
    shown(drawing, 300, 380)
    found = colours(drawing)
    assert found[0] == THEMES[theme].wash
    assert (THEMES[theme].tint in found) == (theme != "contrast")


def test_bars_say_their_numbers_and_wrap_their_legend(look, stack):
    parts = [BarPart(1131, "1.131", "Bezocht"), BarPart(84, "84", "Afspraak gemaakt")]
    whole = PartsBar(look, parts, 0.31, "plan: 31 %")
    stack(whole)
    assert whole.accessibleName() == "Bezocht: 1.131. Afspraak gemaakt: 84"
    assert whole.accessibleDescription() == "plan: 31 %"
    assert whole.heightForWidth(150) > whole.heightForWidth(700)
    assert THEMES["light"].accent in colours(whole)
