"""Puts a look on the application and tells widgets when it changes."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from huisbezoek.ui.theme.icons import IconStore
from huisbezoek.ui.theme.look import Look
from huisbezoek.ui.theme.sheet import style_sheet
from huisbezoek.ui.theme.tokens import LIGHT, THEMES, Theme

SMALLEST_PERCENT: Final = 100
LARGEST_PERCENT: Final = 200
_NARROW_EMS: Final = 58
_FONTS: Final = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")


class MissingResourceError(Exception):
    """A file that ships with the program (a font) is not there: the installation is broken."""


class LookSource(QObject):
    """The one place that knows the look of now; every widget gets it and follows `changed`.

    `resources` is the folder with `fonts` and `icons`. Until `apply` is called the look is
    light at 100 %. Raises MissingResourceError when a bundled font cannot be read.
    """

    changed = Signal()

    def __init__(self, application: QApplication, resources: Path) -> None:
        super().__init__()
        self._application = application
        self._resources = resources
        for name in _FONTS:
            if QFontDatabase.addApplicationFont(str(resources / "fonts" / name)) < 0:
                raise MissingResourceError(name)
        application.setStyle("Fusion")
        self._look = self._measure(LIGHT, SMALLEST_PERCENT)
        self.apply(LIGHT.name, SMALLEST_PERCENT)

    @property
    def look(self) -> Look:
        """The look of now; a value, so keep the source instead."""
        return self._look

    def apply(self, theme_name: str, letter_percent: int) -> None:
        """Changes fonts, palette and style sheet of the whole application, then emits `changed`.

        `theme_name` is 'light', 'dark', 'contrast' or 'system'; letters are kept within 100-200 %.
        Nothing happens when the application looks so already.
        """
        theme = THEMES[self.system_theme() if theme_name == "system" else theme_name]
        percent = min(max(letter_percent, SMALLEST_PERCENT), LARGEST_PERCENT)
        look = self._measure(theme, percent)
        sheet = style_sheet(look)
        is_same = (theme, percent) == (self._look.theme, self._look.letter_percent)
        # A style sheet makes Qt polish every widget: seconds when there are many.
        if is_same and self._application.styleSheet() == sheet:
            return
        self._look = look
        self._application.setFont(look.font())
        self._application.setPalette(_palette(theme))
        self._application.setStyleSheet(sheet)
        self.changed.emit()

    def show_mnemonics(self, *, shown: bool) -> None:
        """Whether the letters that go with Alt are underlined from the next painting on."""
        self._look = replace(self._look, mnemonics=shown)

    def system_theme(self) -> str:
        """The theme that the computer asks for; 'light' where it does not say."""
        # The hints object must stay in a variable: chained calls find it already deleted.
        hints = self._application.styleHints()
        accessibility = hints.accessibility()
        if accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _measure(self, theme: Theme, percent: int) -> Look:
        icons = IconStore(self._resources / "icons")
        probe = Look(theme=theme, letter_percent=percent, em=22, icons=icons)
        em = QFontMetrics(probe.font()).height()
        return Look(theme=theme, letter_percent=percent, em=em, icons=icons)


def is_narrow(widget: QWidget, look: Look) -> bool:
    """Whether the window that holds this widget is in the narrow form (under 58 em wide)."""
    return widget.window().width() < _NARROW_EMS * look.em


def reader_is_active() -> bool:
    """Whether a screen reader is listening, so that the menu bar must show."""
    return bool(QAccessible.isActive())


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.paper,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.AlternateBase: theme.sunk,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.BrightText: theme.late,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Light: theme.card,
        QPalette.ColorRole.Midlight: theme.hair,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Dark: theme.line,
        QPalette.ColorRole.Shadow: theme.line,
        QPalette.ColorRole.Accent: theme.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return palette
