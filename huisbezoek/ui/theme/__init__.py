"""The look of the window: colours, letters, sizes and icons, in one value that widgets follow."""

from huisbezoek.ui.theme.contrast import contrast_ratio
from huisbezoek.ui.theme.icons import IconStore
from huisbezoek.ui.theme.look import Look, Size
from huisbezoek.ui.theme.source import LookSource, MissingResourceError, is_narrow
from huisbezoek.ui.theme.tokens import CONTRAST, DARK, LIGHT, THEMES, Theme, Token

__all__ = [
    "CONTRAST",
    "DARK",
    "LIGHT",
    "THEMES",
    "IconStore",
    "Look",
    "LookSource",
    "MissingResourceError",
    "Size",
    "Theme",
    "Token",
    "contrast_ratio",
    "is_narrow",
]
