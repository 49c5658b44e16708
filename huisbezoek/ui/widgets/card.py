"""Cards: the white sheet, the sunk plate in it, and the hero card."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, Token, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.text import Icon, Text


class Card(QFrame):
    """A sheet with a head row (icon, title, muted note, one quiet button) and a `body` layout.

    Put content into `body`. Without a title the head row is not there. Give `action` the kind
    flush, so that it stands on the right edge. A card in a card is not
    done: `sunk=True` gives the inner plate.
    """

    def __init__(
        self,
        look: LookSource,
        title: str = "",
        *,
        note: str = "",
        icon: str = "",
        action: Button | None = None,
        sunk: bool = False,
    ) -> None:
        super().__init__()
        self._source = look
        self.setProperty("card", "sunk" if sunk else "true")
        self._box = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self.title = Text(look, title, size="l", bold=True, wraps=False)
        self.note = Text(look, note, tone="muted")
        if icon:
            self._head.addWidget(Icon(look, icon, units=2.75, tone="muted" if sunk else "on_wash"))
        if title:
            self._head.addWidget(self.title)
            self.title.setWordWrap(not note)
            self._head.setStretchFactor(self.title, 0 if note else 1)
            self.setAccessibleName(title)
        if note:
            self._head.addWidget(self.note)
            self._head.addStretch(1)
        if action is not None:
            self._head.addWidget(action)
        self._has_head = bool(title or note or action)
        if self._has_head:
            self._box.addLayout(self._head)
        self.body = QVBoxLayout()
        self._box.addLayout(self.body)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        look = self._source.look
        air = look.u(2.5)
        top = look.u(1.75) if self._has_head else look.u(2)
        self._box.setContentsMargins(air, top, air, look.u(2))
        self._box.setSpacing(look.u(1))
        self._head.setSpacing(look.u(1.5))
        self.body.setSpacing(look.u(1.5))


_HERO_GAP: Final = 2.5
# Less room than this beside the buttons breaks a sentence into shreds: they go below it.
_HERO_WORDS: Final = 32


@dataclass(frozen=True, slots=True)
class HeroWords:
    """The words of a hero card: `lead` is a number or time in xxl with `lead_note` under it."""

    title: str
    sentence: str = ""
    lead: str = ""
    lead_note: str = ""
    icon: str = ""


class HeroCard(QFrame):
    """The one thing to do now: words left, buttons right, on the wash; at most one per page.

    Buttons are handed in with the primary one last; in the narrow form only that one stays, and a
    tall card puts it under the words. More widgets may be added to `body`.
    """

    def __init__(
        self, look: LookSource, words: HeroWords, buttons: tuple[Button, ...] = ()
    ) -> None:
        super().__init__()
        self._source = look
        self.buttons = buttons
        self.setProperty("card", "hero")
        self.setAccessibleName(words.title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row = QHBoxLayout()
        self._button_row = QHBoxLayout()
        self._rule = QFrame()
        self._rule.setProperty("rule", "upright")
        self._left = QVBoxLayout()
        self.body = QVBoxLayout()
        self._add_lead(words)
        if words.icon:
            self._row.addWidget(Icon(look, words.icon, units=3, tone="on_wash"))
        self._add_body(words)
        for button in buttons:
            self._button_row.addWidget(button)
        self._box.addLayout(self._row, 1)
        if buttons:
            self._box.addLayout(self._button_row)
        # Only now: without a parent each would be a window for a moment, and take the keys.
        for widget in (self.lead, self.lead_note, self._rule):
            widget.setVisible(bool(words.lead))
        self.sentence.setVisible(bool(words.sentence))
        look.changed.connect(self._dress)
        self._dress()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = is_narrow(self, self._source.look)
        for button in self.buttons[:-1]:
            button.setVisible(not narrow)
        self._rule.setVisible(not narrow and bool(self.lead.text()))
        self._follow_width()

    def _follow_width(self) -> None:
        look = self._source.look
        shown = [button for button in self.buttons if not button.isHidden()]
        taken = sum(button.sizeHint().width() + look.u(_HERO_GAP) for button in shown)
        if self.lead.text():
            taken += self.lead.sizeHint().width() + look.u(_HERO_GAP)
        is_tight = bool(shown) and self.width() - taken < look.u(_HERO_WORDS)
        way = QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight
        if way != self._box.direction():
            self._box.setDirection(way)
            place = Qt.AlignmentFlag.AlignLeft if is_tight else Qt.AlignmentFlag(0)
            self._box.setAlignment(self._button_row, place)

    def set_words(self, words: HeroWords) -> None:
        """Says something else; whether there is a lead cannot change."""
        self.setAccessibleName(words.title)
        self.title.setText(words.title)
        self.sentence.setText(words.sentence)
        self.sentence.setVisible(bool(words.sentence))
        self.lead.setText(words.lead)
        self.lead_note.setText(words.lead_note)

    def _add_lead(self, words: HeroWords) -> None:
        look = self._source
        self.lead = Text(look, words.lead, size="xxl", bold=True, tone="on_wash", wraps=False)
        self.lead_note = Text(look, words.lead_note, tone="on_wash", wraps=False)
        self._left.addStretch(1)
        self._left.addWidget(self.lead)
        self._left.addWidget(self.lead_note)
        self._left.addStretch(1)
        self._row.addLayout(self._left)
        self._row.addWidget(self._rule)

    def _add_body(self, words: HeroWords) -> None:
        tone: Token = "ink" if words.lead else "on_wash"
        self.title = Text(self._source, words.title, size="l", bold=True, tone=tone)
        self.sentence = Text(self._source, words.sentence)
        self.body.addStretch(1)
        self.body.addWidget(self.title)
        self.body.addWidget(self.sentence)
        self.body.addStretch(1)
        self._row.addLayout(self.body, 1)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(look.u(2.5), look.u(2), look.u(2.5), look.u(2))
        for row in (self._box, self._row, self._button_row):
            row.setSpacing(look.u(_HERO_GAP))
        self._left.setSpacing(0)
        self.body.setSpacing(look.u(0.25))
        self._rule.setFixedWidth(look.edge)
