"""Measures how well two colours can be told apart (WCAG 2.2, success criteria 1.4.3 and 1.4.11)."""

from typing import Final

_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722
_OFFSET: Final = 0.05
# Below this share the curve of sRGB is a straight line.
_STRAIGHT_UNTIL: Final = 0.04045


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= _STRAIGHT_UNTIL else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), of a colour written as '#RRGGBB'."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return _RED * _channel(red) + _GREEN * _channel(green) + _BLUE * _channel(blue)


def contrast_ratio(one: str, other: str) -> float:
    """Contrast between two colours '#RRGGBB', from 1 to 21; text needs 4.5, edges and signs 3."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + _OFFSET) / (darker + _OFFSET)
