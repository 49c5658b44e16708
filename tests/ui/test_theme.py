"""The look: colours that can be told apart, and sizes that follow the letters."""

import pytest
from PySide6.QtWidgets import QLabel

from huisbezoek.ui.theme import (
    LIGHT,
    THEMES,
    LookSource,
    MissingResourceError,
    contrast_ratio,
    is_narrow,
)
from huisbezoek.ui.theme.sheet import style_sheet

TEXTS = (
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "wash"),
    ("ink", "sunk"),
    ("muted", "paper"),
    ("muted", "card"),
    ("muted", "sunk"),
    ("accent", "paper"),
    ("accent", "card"),
    ("accent", "wash"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "late"),
    ("on_wash", "wash"),
    ("late", "paper"),
    ("late", "card"),
    ("late", "late_wash"),
    ("warn", "warn_wash"),
    ("warn", "sunk"),
    ("good", "good_wash"),
    ("good", "paper"),
    ("neutral", "neutral_wash"),
    ("ink", "sand"),
    ("ink", "sage"),
    ("ink", "rose"),
    ("ink", "late_wash"),
    ("ink", "warn_wash"),
)
EDGES = (("line", "paper"), ("line", "sunk"), ("line", "card"), ("accent", "card"), ("ink", "card"))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(name, text, ground):
    theme = THEMES[name]
    assert contrast_ratio(theme.value(text), theme.value(ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_can_be_seen(name, edge, ground):
    theme = THEMES[name]
    assert contrast_ratio(theme.value(edge), theme.value(ground)) >= 3


def test_the_measure_agrees_with_the_table_of_the_design():
    assert contrast_ratio("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast_ratio(LIGHT.ink, LIGHT.paper) == pytest.approx(14.2, abs=0.1)
    assert contrast_ratio(LIGHT.muted, LIGHT.sunk) == pytest.approx(5.8, abs=0.1)
    assert contrast_ratio(LIGHT.line, LIGHT.sunk) == pytest.approx(3.5, abs=0.1)


def test_a_unit_is_eight_pixels_at_the_smallest_letters_and_sixteen_at_the_largest(look):
    assert look.look.u(1) == 8
    look.apply("light", 200)
    assert look.look.u(1) == 16
    assert look.look.em in {43, 44}


def test_letters_stay_within_their_bounds(look):
    look.apply("light", 400)
    assert look.look.letter_percent == 200
    look.apply("light", 10)
    assert look.look.letter_percent == 100


def test_a_change_is_told_and_the_application_wears_it(look, qapp, qtbot):
    with qtbot.waitSignal(look.changed):
        look.apply("dark", 125)
    assert qapp.palette().window().color().name().upper() == THEMES["dark"].paper
    assert qapp.font().pointSizeF() == pytest.approx(15)
    assert qapp.font().family() == "Noto Sans"


def test_the_theme_of_the_system_is_one_of_ours(look):
    assert look.system_theme() in THEMES
    look.apply("system", 100)
    assert look.look.theme.name in THEMES


@pytest.mark.parametrize("name", THEMES)
def test_the_sheet_holds_no_colour_from_elsewhere(look, name):
    look.apply(name, 100)
    theme = look.look.theme
    known = {getattr(theme, field) for field in theme.__slots__}
    sheet = style_sheet(look.look)
    used = {sheet[place : place + 7] for place, sign in enumerate(sheet) if sign == "#"}
    assert used
    assert used <= known


def test_an_icon_is_drawn_once_in_the_colour_that_was_asked(look):
    icons = look.look.icons
    one = icons.pixmap("house", "#0B5E6B", 20)
    assert icons.pixmap("house", "#0B5E6B", 20) is one
    assert one.width() == 40
    assert one.devicePixelRatio() == 2
    image = one.toImage()
    solid = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {"#0b5e6b"}


def test_an_unknown_icon_is_an_error_at_once(look):
    with pytest.raises(FileNotFoundError):
        look.look.icons.pixmap("no-such-icon", "#000000", 20)


def test_a_missing_font_is_said(qapp, tmp_path):
    with pytest.raises(MissingResourceError):
        LookSource(qapp, tmp_path)


def test_narrow_begins_below_fifty_eight_em(look, qtbot):
    window = QLabel("venster")
    qtbot.addWidget(window)
    window.resize(1276, 100)
    assert not is_narrow(window, look.look)
    window.resize(1275, 100)
    assert is_narrow(window, look.look)
