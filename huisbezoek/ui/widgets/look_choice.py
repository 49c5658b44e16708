"""Choosing letters and colours, with the effect in sight at once."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource, Token, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.painting import LEFT_MIDDLE, RIGHT, draw_plate, draw_text, pen, text_size
from huisbezoek.ui.widgets.text import Text

LETTER_STEP: Final = 10
SAMPLES: Final[tuple[tuple[int, str], ...]] = (
    (100, QT_TRANSLATE_NOOP("LookChoice", "Gewoon")),
    (140, QT_TRANSLATE_NOOP("LookChoice", "Groot")),
    (200, QT_TRANSLATE_NOOP("LookChoice", "Extra groot")),
)
_THEMES: Final[tuple[tuple[str, str], ...]] = (
    ("light", QT_TRANSLATE_NOOP("LookChoice", "Licht")),
    ("dark", QT_TRANSLATE_NOOP("LookChoice", "Donker")),
    ("contrast", QT_TRANSLATE_NOOP("LookChoice", "Hoog contrast")),
    ("system", QT_TRANSLATE_NOOP("LookChoice", "Zoals deze computer")),
)
_POINTS: Final = 12.0
_SAMPLE: Final = "Aa"


class SampleCard(QRadioButton):
    """A name in the letters of now, and two letters in the size that it stands for."""

    def __init__(self, look: LookSource, text: str, percent: int) -> None:
        super().__init__(text)
        self._source = look
        self._percent = percent
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        look = self._source.look
        name, sample = self._sizes()
        width = name.width() + sample.width() + look.u(4)
        return QSize(width, max(name.height(), sample.height()) + look.u(4))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look = self._source.look
        chosen = self.isChecked()
        edge: Token = "accent" if chosen else "ink" if self.underMouse() else "line"
        width = look.thick_edge if chosen else look.edge
        painter = QPainter(self)
        fill = look.colour("wash" if chosen else "card")
        outline = pen(look.colour(edge), width)
        draw_plate(painter, QRectF(self.rect()), look.u(1), fill, outline)
        room = QRect(look.u(1.5), 0, self.width() - look.u(3), self.height())
        ink = look.colour("on_wash" if chosen else "ink")
        draw_text(painter, room, self.text(), look.font(bold=chosen), ink, LEFT_MIDDLE)
        draw_text(painter, room, _SAMPLE, self._letters(), ink, RIGHT)
        painter.end()

    def _sizes(self) -> tuple[QSize, QSize]:
        name = text_size(self._source.look.font(bold=True), self.text())
        return name, text_size(self._letters(), _SAMPLE)

    def _letters(self) -> QFont:
        font = self._source.look.font()
        font.setPointSizeF(_POINTS * self._percent / 100)
        return font


class LookChoice(QWidget):
    """Three samples of letters, smaller and larger in steps, and the themes.

    `chosen` carries the theme's name and the letters in percent, each time that a person chooses.
    """

    chosen = Signal(str, int)

    def __init__(self, look: LookSource, theme: str, percent: int) -> None:
        super().__init__()
        self._source = look
        self._theme = theme
        self._percent = percent
        self._box = QVBoxLayout(self)
        self._add_letters()
        self._add_themes()
        look.changed.connect(self._dress)
        self.set_look(theme, percent)
        self._dress()

    def _add_letters(self) -> None:
        look = self._source
        self._samples = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._group = QButtonGroup(self)
        for size, words in SAMPLES:
            card = SampleCard(look, self.tr(words), size)
            card.setObjectName(f"letters_{size}")
            card.clicked.connect(lambda _=False, size=size: self._choose(self._theme, size))
            self._group.addButton(card, size)
            self._samples.addWidget(card, size)
        self._steps = QHBoxLayout()
        for words, icon, step, name in (
            (self.tr("&Kleiner"), "minus", -LETTER_STEP, "letters_smaller"),
            (self.tr("Gr&oter"), "plus", LETTER_STEP, "letters_larger"),
        ):
            button = Button(look, words, "quiet", icon)
            button.setObjectName(name)
            button.clicked.connect(lambda _=False, step=step: self._step(step))
            self._steps.addWidget(button)
        self._number = Text(look, tone="muted", wraps=False)
        self._steps.addWidget(self._number)
        self._steps.addStretch(1)
        self._box.addWidget(Text(look, self.tr("Hoe groot wilt u de letters?"), bold=True))
        self._box.addLayout(self._samples)
        self._box.addLayout(self._steps)

    def _add_themes(self) -> None:
        look = self._source
        choices = [Choice(key, self.tr(words)) for key, words in _THEMES]
        self._themes = ChoiceGroup(look, self.tr("Welke kleuren?"), choices, columns=2)
        for key, row in self._themes.rows().items():
            row.setObjectName(f"theme_{key}")
            row.clicked.connect(lambda _=False, key=key: self._choose(key, self._percent))
        self._box.addWidget(self._themes)

    def set_look(self, theme: str, percent: int) -> None:
        """Shows what is chosen now; tells nobody."""
        self._theme, self._percent = theme, percent
        self._group.setExclusive(False)
        for size, _ in SAMPLES:
            self._group.button(size).setChecked(size == percent)
        self._group.setExclusive(True)
        self._themes.set_chosen((theme,))
        self._number.setText(self.tr("{0} procent").format(percent))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _follow_width(self) -> None:
        look = self._source.look
        wanted = sum(self._group.button(size).sizeHint().width() for size, _ in SAMPLES)
        is_tight = self.width() < wanted + look.u(2)
        way = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        self._samples.setDirection(way)

    def _step(self, step: int) -> None:
        percent = min(max(self._percent + step, SAMPLES[0][0]), SAMPLES[-1][0])
        self._choose(self._theme, percent)

    def _choose(self, theme: str, percent: int) -> None:
        self.set_look(theme, percent)
        self.chosen.emit(theme, percent)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1))
        self._samples.setSpacing(look.u(1))
        self._steps.setSpacing(look.u(0.5))
        self._steps.setContentsMargins(0, 0, 0, look.u(1))
        self._themes.set_narrow(narrow=self.isVisible() and is_narrow(self, look))
        self._follow_width()
