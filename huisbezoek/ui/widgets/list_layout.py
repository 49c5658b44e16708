"""Where everything stands in a card of the list: one calculation for paint, size and mouse."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize

from huisbezoek.ui.theme import Look
from huisbezoek.ui.widgets.buttons import ButtonFace, button_size
from huisbezoek.ui.widgets.chip import ChipValue, chip_size
from huisbezoek.ui.widgets.painting import text_size

_WIDE: Final = 88
_MIDDLE: Final = 64
_SIDE: Final = 2
_CIRCLE: Final = 5.5
_ABOVE: Final = 1.75
_NAME_SHARE: Final = 0.42


@dataclass(frozen=True, slots=True)
class CardRow:
    """One person in a list: who, where, how long it waits, why now, and the next step.

    Without an `action` there is no button and the whole card is the target. With `marked` the card
    is one of several that were chosen; the word is what the reader hears ('gekozen').
    """

    id: str
    name: str
    address: str = ""
    initials: str = ""
    chip: ChipValue | None = None
    why: str = ""
    action: str = ""
    action_icon: str = ""
    marked: str = ""

    @property
    def face(self) -> ButtonFace:
        """The painted button of the next step."""
        return ButtonFace(self.action, "secondary", self.action_icon)

    @property
    def spoken(self) -> str:
        """What the screen reader says: name, address, chip, why, next step."""
        chip = self.chip.text if self.chip else ""
        parts = (self.name, self.marked, self.address, chip, self.why, self.action)
        return ". ".join(part.rstrip(".") for part in parts if part)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of a group within a list: 'Wacht langer', 2."""

    text: str
    count: int

    @property
    def spoken(self) -> str:
        """What the screen reader says."""
        return f"{self.text} {self.count}"


@dataclass(frozen=True, slots=True)
class CardLayout:
    """The rectangles of one card, measured from its own top left corner."""

    size: QSize
    circle: QRect
    name: QRect
    address: QRect
    chip: QPoint
    why: QRect
    button: QRect


def lay_out(look: Look, row: CardRow, width: int, button_width: int) -> CardLayout:
    """Lays out one card of `width` pixels; `button_width` is that of the widest button.

    From 88 u wide the button stands right and chip and reason have a column; from 64 u the button
    stands right and the rest is stacked; below that everything is stacked.
    """
    units = width / look.unit
    button = QSize(button_width, button_size(look, row.face).height()) if row.action else QSize()
    if units >= _WIDE:
        return _in_columns(look, row, width, button)
    return _stacked(look, row, width, button, beside=units >= _MIDDLE)


def least_height(look: Look) -> int:
    """No card is lower than this: its circle of initials and the space around it."""
    return look.u(_CIRCLE + 2 * _ABOVE)


def _person(look: Look, row: CardRow, left: int, top: int, width: int) -> tuple[QRect, QRect]:
    name = text_size(look.font("l", bold=True), row.name, width)
    name_box = QRect(left, top, width, name.height())
    height = text_size(look.font(), row.address, width).height() if row.address else 0
    gap = look.u(0.25) if row.address else 0
    return name_box, QRect(left, name_box.bottom() + 1 + gap, width, height)


def _in_columns(look: Look, row: CardRow, width: int, button: QSize) -> CardLayout:
    side, gap = look.u(_SIDE), look.u(2)
    left = side + (look.u(_CIRCLE) + gap if row.initials else 0)
    right = width - side - (button.width() + gap if row.action else 0)
    name_width = round((right - left) * _NAME_SHARE)
    why_left = left + name_width + gap
    why_width = max(1, right - why_left)
    name, address = _person(look, row, left, 0, name_width)
    person_height = address.bottom() + 1
    chip_height = chip_size(look, row.chip).height() if row.chip else 0
    why_height = text_size(look.font(), row.why, why_width).height() if row.why else 0
    chip_gap = look.u(0.5) if chip_height and why_height else 0
    why_block = chip_height + chip_gap + why_height
    height = max(person_height + look.u(4), why_block + look.u(3.5), least_height(look))
    if row.action:
        height = max(height, button.height() + look.u(3))
    person_top = (height - person_height) // 2
    why_top = (height - why_block) // 2
    circle = look.u(_CIRCLE)
    return CardLayout(
        size=QSize(width, height),
        circle=QRect(side, (height - circle) // 2, circle, circle),
        name=name.translated(0, person_top),
        address=address.translated(0, person_top),
        chip=QPoint(why_left, why_top),
        why=QRect(why_left, why_top + chip_height + chip_gap, why_width, why_height),
        button=QRect(QPoint(right + gap, (height - button.height()) // 2), button),
    )


def _stacked(look: Look, row: CardRow, width: int, button: QSize, *, beside: bool) -> CardLayout:
    side, gap, top = look.u(_SIDE), look.u(2), look.u(_ABOVE)
    left = side + (look.u(_CIRCLE) + gap if row.initials else 0)
    right = width - side
    has_beside = beside and bool(row.action)
    name_width = max(1, right - left - (button.width() + gap if has_beside else 0))
    name, address = _person(look, row, left, top, name_width)
    y = address.bottom() + 1 + look.u(0.75)
    chip = QPoint(left, y)
    y += chip_size(look, row.chip).height() + look.u(0.5) if row.chip else 0
    why_width = max(1, right - left)
    why = QRect(left, y, why_width, text_size(look.font(), row.why, why_width).height())
    y += why.height() if row.why else 0
    place = QRect(QPoint(right - button.width(), top + look.u(0.5)), button)
    if row.action and not beside:
        button = QSize(min(button.width(), right - left), button.height())
        place = QRect(QPoint(left, y + look.u(1)), button)
        y = place.bottom() + 1
    elif row.action:
        y = max(y, place.bottom() + 1)
    circle = look.u(_CIRCLE)
    return CardLayout(
        size=QSize(width, max(y, top + circle) + top),
        circle=QRect(side, top, circle, circle),
        name=name,
        address=address,
        chip=chip,
        why=why,
        button=place,
    )
