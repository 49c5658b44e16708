"""Choices that a letter or number key ticks, as the boxes on paper are named."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup

_PLAIN: Final = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.KeypadModifier


class LetterChoices(ChoiceGroup):
    """A group in which a key ticks the row of that letter; the same key takes it back.

    Digits count the rows from 1. With `several`, `alone` are the letters that do not go together
    with others, `beside` those that go with everything.
    """

    def __init__(
        self,
        look: LookSource,
        question: str,
        choices: Sequence[Choice],
        *,
        several: bool = False,
        alone: Collection[str] = (),
        beside: Collection[str] = (),
    ) -> None:
        self._alone, self._beside = frozenset(alone), frozenset(beside)
        lettered = [Choice(one.key, f"{one.key}  {one.text}") for one in choices]
        super().__init__(look, question, lettered, several=several, columns=2)
        for row in self.rows().values():
            row.installEventFilter(self)
            row.toggled.connect(self._settle)

    def stop(self) -> QWidget:
        """The row that takes the focus first."""
        rows = self.rows()
        return next((row for row in rows.values() if row.isChecked()), next(iter(rows.values())))

    def press(self, key: str) -> bool:
        """Ticks the row of this letter or digit, or takes it back; False when there is none."""
        rows = self.rows()
        if key.isdecimal() and key.isascii() and 0 < int(key) <= len(rows):
            key = list(rows)[int(key) - 1]
        row = rows.get(key)
        if row is None:
            return False
        if self.is_several:
            row.setChecked(not row.isChecked())
        else:
            self.set_chosen([] if row.isChecked() else [key])
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~_PLAIN
            return plain and self.press(event.text().casefold())
        return False

    def _settle(self, is_chosen: bool) -> None:  # noqa: FBT001 - the signal of a tick
        """The last word counts: 'rather not' takes ticks back, and the other way round."""
        last = self.sender()
        if not is_chosen or not self.is_several or not isinstance(last, QAbstractButton):
            return
        rows = self.rows()
        key = next((one for one, row in rows.items() if row is last), "")
        if key in self._beside:
            return
        for other, row in rows.items():
            clash = key in self._alone or other in self._alone
            if clash and other != key and other not in self._beside and row.isChecked():
                row.setChecked(False)
