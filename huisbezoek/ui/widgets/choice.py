"""A question with rows to choose from, of which the whole row is the target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.choice_rows import CheckRow, RadioRow
from huisbezoek.ui.widgets.in_view import bring_in_view
from huisbezoek.ui.widgets.text import IconText, Text

__all__ = ["CheckRow", "Choice", "ChoiceGroup", "RadioRow"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a group: the key that a page stores and the words that a person reads.

    `lead` stands bold above the words: the name of a person.
    """

    key: str
    text: str
    lead: str = ""


class ChoiceGroup(QWidget):
    """A bold question with rows under it, of which one (or with `several` any number) is chosen.

    Nothing is chosen until a person or `set_chosen` does. `changed` is emitted when a person or the
    program changes a choice. In the narrow form all rows stand in one column.
    """

    changed = Signal()

    def __init__(
        self,
        look: LookSource,
        question: str,
        choices: Sequence[Choice],
        *,
        several: bool = False,
        columns: int = 1,
    ) -> None:
        super().__init__()
        self._source = look
        self._columns = columns
        self._several = several
        self.setAccessibleName(question)
        self._group = QButtonGroup(self)
        self._rows: dict[str, QAbstractButton] = {}
        self._last: QAbstractButton | None = None
        self._question = Text(look, question, bold=True)
        self._error = IconText(look, "circle-alert", "", bold=True, tone="late")
        self._error.hide()
        self._box = QVBoxLayout(self)
        self._grid = QGridLayout()
        self._box.addWidget(self._question)
        # Only now: without a parent it would be a window of its own for a moment.
        self._question.setVisible(bool(question))
        self._box.addLayout(self._grid)
        self._box.addWidget(self._error)
        look.changed.connect(self._dress)
        self.set_choices(choices)

    @property
    def is_several(self) -> bool:
        """Whether any number of rows may be chosen."""
        return self._several

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Shows other answers; nothing is chosen then."""
        for row in self._rows.values():
            self._group.removeButton(row)
            self._grid.removeWidget(row)
            # Out of the tree at once: a search by name must not find a row on its way out.
            row.setParent(None)
            row.deleteLater()
        make = CheckRow if self._several else RadioRow
        self._rows = {
            choice.key: make(self._source, choice.text, choice.lead) for choice in choices
        }
        for row in self._rows.values():
            row.toggled.connect(partial(self._tell, row))
            # In a group Tab reaches one row only, the others by arrow: right for one answer, but
            # each tick is an answer of its own.
            if not self._several:
                self._group.addButton(row)
        self._dress()

    def set_question(self, question: str) -> None:
        """Asks something else."""
        self.setAccessibleName(question)
        self._question.setText(question)
        self._question.setVisible(bool(question))

    def rows(self) -> dict[str, QAbstractButton]:
        """The rows by key, for names and for hiding one."""
        return dict(self._rows)

    def chosen(self) -> tuple[str, ...]:
        """The keys that are chosen, in the order of the rows."""
        return tuple(key for key, row in self._rows.items() if row.isChecked())

    def last_changed(self) -> QAbstractButton | None:
        """The row that was chosen or cleared last."""
        return self._last

    def set_chosen(self, keys: Iterable[str]) -> None:
        """Chooses exactly these; an empty set clears."""
        wanted = set(keys)
        self._group.setExclusive(False)
        for key, row in self._rows.items():
            row.setChecked(key in wanted)
        self._group.setExclusive(True)

    def set_error(self, text: str) -> None:
        """Says what is missing, or nothing for an empty text."""
        self._error.set_text(text)
        self._error.setVisible(bool(text))
        self.setAccessibleDescription(text)
        if text:
            bring_in_view(self._error)

    def set_narrow(self, *, narrow: bool) -> None:
        """Puts all rows in one column, or in as many as were asked for."""
        columns = 1 if narrow else self._columns
        for place, row in enumerate(self._rows.values()):
            self._grid.removeWidget(row)
            self._grid.addWidget(row, place // columns, place % columns)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _tell(self, row: QAbstractButton, _checked: bool) -> None:  # noqa: FBT001 - the signal carries it
        self._last = row
        self.changed.emit()

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(0.75))
        self._grid.setSpacing(look.u(1))
        self.set_narrow(narrow=self.isVisible() and is_narrow(self, look))
