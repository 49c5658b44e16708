"""A question for a day or a whole number: what is typed is kept, also when it is neither."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.answers import RATHER_NOT, Answer
from huisbezoek.model.domain.guides import Question, QuestionKind
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.field import DateField

_MOST_DIGITS: Final = 9
"""More digits than this are no number that somebody tells in a talk."""


class ExactQuestion(QWidget):
    """A field and 'zeg ik liever niet'. `typed` while typing, `left` when the field is done."""

    typed = Signal()
    left = Signal()

    def __init__(self, look: LookSource, question: Question, name: str) -> None:
        super().__init__()
        self._source = look
        self._is_day = question.kind is QuestionKind.DATE
        self._is_filling = False
        example = self.tr("Zoals 23-11-2026") if self._is_day else self.tr("Een getal, zoals 3")
        self.field = DateField(look, question.text.nl, question.help.nl or example)
        self.field.editor.setObjectName(f"field_{name}")
        self._rather_not = CheckRow(look, self.tr("zeg ik liever niet"))
        self._rather_not.setObjectName(f"rather_not_{name}")
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.field)
        self._box.addWidget(self._rather_not)
        self.setFocusProxy(self.field)
        self.field.changed.connect(self._follow_typing)
        self.field.editor.editingFinished.connect(self._leave)
        self._rather_not.toggled.connect(self._follow_tick)
        look.changed.connect(self._dress)
        self._dress()

    def answer(self) -> Answer:
        """The day or number; words that are neither stand in `other` and are not reported."""
        if self._rather_not.isChecked():
            return RATHER_NOT
        text = self.field.text()
        value = self.field.day() if self._is_day else _number(text)
        return Answer(value) if value is not None else Answer(other=text)

    def set_answer(self, answer: Answer | None) -> None:
        """Shows what was answered before; tells nobody."""
        self._is_filling = True
        found = answer or Answer()
        if isinstance(found.value, date):
            self.field.set_day(found.value)
        else:
            self.field.set_text(found.other if found.value is None else str(found.value))
        self._rather_not.setChecked(found.rather_not)
        self._is_filling = False
        self._say()

    def _follow_typing(self) -> None:
        if self._is_filling:
            return
        self._is_filling = True
        self._rather_not.setChecked(False)
        self._is_filling = False
        self.field.set_error("")
        self.typed.emit()

    def _follow_tick(self, is_chosen: bool) -> None:  # noqa: FBT001 - the signal of a tick
        if self._is_filling:
            return
        if is_chosen:
            self._is_filling = True
            self.field.set_text("")
            self._is_filling = False
        self._leave()

    def _leave(self) -> None:
        self._say()
        self.left.emit()

    def _say(self) -> None:
        answer = self.answer()
        is_wrong = bool(answer.other)
        day = self.tr("Dit is geen dag. Het blijft hier staan, maar gaat niet mee.")
        number = self.tr("Dit is geen getal. Het blijft hier staan, maar gaat niet mee.")
        self.field.set_error((day if self._is_day else number) if is_wrong else "")

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(0.75))


def _number(text: str) -> int | None:
    digits = text.removeprefix("-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS
    return int(text) if is_number else None
