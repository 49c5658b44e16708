"""The look as one frozen value: theme, unit, letters and icons."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtGui import QColor, QFont

from huisbezoek.ui.theme.icons import IconStore
from huisbezoek.ui.theme.tokens import Theme, Token

Size = Literal["s", "m", "l", "xl", "xxl"]

FAMILY: Final = "Noto Sans"
# Points at 100 %; at 96 dots an inch these are 14, 16, 18, 25 and 32 pixels (look.md 1.2).
POINTS: Final[dict[Size, float]] = {"s": 10.5, "m": 12.0, "l": 13.5, "xl": 18.75, "xxl": 24.0}
_CONTRAST_EDGE: Final = 1.6


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a widget needs to lay itself out and paint itself.

    `em` is the height of a line of size m in pixels, `unit` is 4/11 of it (8 px at 100 %).
    `mnemonics` tells that the letters that go with Alt are underlined, while Alt is held.
    """

    theme: Theme
    letter_percent: int
    em: int
    icons: IconStore
    mnemonics: bool = False

    @property
    def unit(self) -> float:
        """One u in pixels, not rounded: round after scaling, with `u`."""
        return self.em * 4 / 11

    def u(self, count: float) -> int:
        """`count` units in whole pixels."""
        return round(count * self.unit)

    def font(self, size: Size = "m", *, bold: bool = False) -> QFont:
        """A font of one of the five sizes at the chosen letter size."""
        font = QFont(FAMILY)
        font.setPointSizeF(POINTS[size] * self.letter_percent / 100)
        font.setBold(bold)
        return font

    def colour(self, token: Token) -> QColor:
        """The colour of a token, for painting."""
        return QColor(self.theme.value(token))

    @property
    def edge(self) -> int:
        """Width in pixels of the edge of a card, field or button at rest."""
        return self._scaled(1)

    @property
    def thick_edge(self) -> int:
        """Width in pixels of the edge of what is chosen or has the focus."""
        return self._scaled(2)

    @property
    def ring(self) -> int:
        """Width in pixels of the focus ring."""
        return self._scaled(2.5)

    def _scaled(self, width: float) -> int:
        factor = _CONTRAST_EDGE if self.theme.is_high_contrast else 1
        return max(1, round(width * factor * self.letter_percent / 100))
