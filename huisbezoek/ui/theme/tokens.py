"""The colours of the three themes, as frozen values (look.md 1.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Token = Literal[
    "paper",
    "card",
    "sunk",
    "ink",
    "muted",
    "hair",
    "line",
    "accent",
    "accent_hover",
    "on_accent",
    "wash",
    "on_wash",
    "late",
    "late_wash",
    "warn",
    "warn_wash",
    "good",
    "good_wash",
    "neutral",
    "neutral_wash",
    "sand",
    "sage",
    "rose",
    "track",
    "tint",
    "stone",
]


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, each '#RRGGBB'; the names are those of look.md 1.1, written in full."""

    name: str
    paper: str
    card: str
    sunk: str
    ink: str
    muted: str
    hair: str
    line: str
    accent: str
    accent_hover: str
    on_accent: str
    wash: str
    on_wash: str
    late: str
    late_wash: str
    warn: str
    warn_wash: str
    good: str
    good_wash: str
    neutral: str
    neutral_wash: str
    sand: str
    sage: str
    rose: str
    track: str
    tint: str
    stone: str
    is_dark: bool = False
    is_high_contrast: bool = False

    def value(self, token: Token) -> str:
        """The colour of this token as '#RRGGBB'."""
        colour: str = getattr(self, token)
        return colour


LIGHT: Final = Theme(
    name="light",
    paper="#F6F3EC",
    card="#FFFFFF",
    sunk="#EEE9DF",
    ink="#1D2427",
    muted="#535A5D",
    hair="#DFD8CB",
    line="#767B7D",
    accent="#0B5E6B",
    accent_hover="#084B56",
    on_accent="#FFFFFF",
    wash="#E2EFEF",
    on_wash="#084B56",
    late="#9B2C00",
    late_wash="#FBE9E0",
    warn="#734600",
    warn_wash="#FAEFD5",
    good="#1E6534",
    good_wash="#E3F1E4",
    neutral="#4B5255",
    neutral_wash="#ECE7DC",
    sand="#E9E1D0",
    sage="#DDE8DA",
    rose="#F3E0D6",
    track="#E4DED2",
    tint="#7FB2B8",
    stone="#BDB4A3",
)

DARK: Final = Theme(
    name="dark",
    paper="#171A1B",
    card="#212627",
    sunk="#111415",
    ink="#F1F0EB",
    muted="#BFC4C3",
    hair="#384042",
    line="#8D9799",
    accent="#7CCFDC",
    accent_hover="#A5E0E9",
    on_accent="#06252A",
    wash="#173A40",
    on_wash="#A9E3EC",
    late="#FFB38A",
    late_wash="#43241A",
    warn="#F2C879",
    warn_wash="#3B2E14",
    good="#8FD7A3",
    good_wash="#1A3825",
    neutral="#D0D4D2",
    neutral_wash="#313839",
    sand="#3A352A",
    sage="#26352A",
    rose="#402D25",
    track="#394143",
    tint="#3E7680",
    stone="#737C7D",
    is_dark=True,
)

# Bars are told apart by patterns here, so the three chart colours only have to be visible.
CONTRAST: Final = Theme(
    name="contrast",
    paper="#000000",
    card="#000000",
    sunk="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    hair="#FFFFFF",
    line="#FFFFFF",
    accent="#FFE45C",
    accent_hover="#FFF2A8",
    on_accent="#000000",
    wash="#000000",
    on_wash="#FFE45C",
    late="#FF9D6B",
    late_wash="#000000",
    warn="#FFD37A",
    warn_wash="#000000",
    good="#7CFF9E",
    good_wash="#000000",
    neutral="#FFFFFF",
    neutral_wash="#000000",
    sand="#000000",
    sage="#000000",
    rose="#000000",
    track="#000000",
    tint="#FFFFFF",
    stone="#FFFFFF",
    is_dark=True,
    is_high_contrast=True,
)

THEMES: Final[Mapping[str, Theme]] = MappingProxyType(
    {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
)
