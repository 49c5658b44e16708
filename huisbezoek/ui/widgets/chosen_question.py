"""A question with answers to choose from: one or as many as wanted, also in one's own words."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.answers import RATHER_NOT, Answer
from huisbezoek.model.domain.guides import Question, QuestionKind
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.remarks import remark_while_typing
from huisbezoek.ui.widgets.text import Text

_RATHER_NOT: Final = "@rather_not"
_UNTOUCHED: Final = "@untouched"
_TRUE, _FALSE = "@true", "@false"
_NO_WORDS: Final = frozenset({_RATHER_NOT, _UNTOUCHED})


class ChosenQuestion(QWidget):
    """`answered` carries the Answer at once; `typed` while typing, `left` when the field is done.

    Several may be ticked where the question says so: then nothing ticked is 'not discussed'. The
    last word counts: 'rather not' takes ticks and own words back, and the other way round. Own
    words that were taken back come back with the next choice.
    """

    answered = Signal(object)
    typed = Signal()
    left = Signal()

    def __init__(self, look: LookSource, question: Question, name: str) -> None:
        super().__init__()
        self._source = look
        self._question = question
        self._is_filling = False
        self._before: frozenset[str] = frozenset()
        self._set_aside = ""
        several = question.several
        self._group = ChoiceGroup(
            look, question.text.nl, self._choices(), several=several, columns=2 if several else 3
        )
        self._group.setObjectName(f"question_{name}")
        for key, row in self._group.rows().items():
            row.setObjectName(f"answer_{name}_{key.removeprefix('@')}")
        self._group.changed.connect(self._take)
        self.field: TextField | None = None
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._group)
        if question.help.nl:
            # That a question is no measurement, must be seen where it is asked.
            self._box.addWidget(Text(look, question.help.nl, tone="muted"))
        if question.kind is QuestionKind.OPEN_CHOICE:
            self.field = TextField(look, self.tr("Iets anders, in eigen woorden"))
            self.field.editor.setObjectName(f"field_{name}")
            self.field.changed.connect(self._follow_typing)
            remark_while_typing(self.field)
            self.field.editor.editingFinished.connect(self.left)
            self._box.addWidget(self.field)
        look.changed.connect(self._dress)
        self._dress()

    def answer(self) -> Answer:
        """What was chosen and written; empty when the question was not discussed."""
        chosen = self._group.chosen()
        if _RATHER_NOT in chosen:
            return RATHER_NOT
        codes = tuple(key for key in chosen if not key.startswith("@"))
        words = self._words()
        if _TRUE in chosen or _FALSE in chosen:
            return Answer(_TRUE in chosen)
        if self._question.several:
            return Answer(codes or None, words)
        return Answer(codes[0] if codes else None, words)

    def set_answer(self, answer: Answer | None) -> None:
        """Shows what was answered before; tells nobody."""
        found = answer or Answer()
        self._fill(self._keys_of(found))
        if self.field is not None:
            self._is_filling = True
            self.field.set_text(found.other)
            self._is_filling = False

    def _choices(self) -> list[Choice]:
        question = self._question
        if question.kind is QuestionKind.BOOLEAN:
            choices = [Choice(_TRUE, self.tr("ja")), Choice(_FALSE, self.tr("nee"))]
        else:
            choices = [Choice(option.code, option.text.nl) for option in question.options]
        choices.append(Choice(_RATHER_NOT, self.tr("zeg ik liever niet")))
        if not question.several:
            choices.append(Choice(_UNTOUCHED, self.tr("niet besproken")))
        return choices

    def _keys_of(self, answer: Answer) -> tuple[str, ...]:
        if answer.rather_not:
            return (_RATHER_NOT,)
        if isinstance(answer.value, bool):
            return (_TRUE if answer.value else _FALSE,)
        is_untouched = answer.is_empty() and not self._question.several
        return (_UNTOUCHED,) if is_untouched else answer.codes()

    def _take(self) -> None:
        chosen = frozenset(self._group.chosen())
        if self._is_filling or (not chosen and not self._question.several):
            return
        if self._question.several and _RATHER_NOT in chosen and len(chosen) > 1:
            said_last = _RATHER_NOT not in self._before
            chosen = frozenset({_RATHER_NOT}) if said_last else chosen - {_RATHER_NOT}
        self._move_words(chosen)
        self._fill(chosen)
        self.answered.emit(self.answer())

    def _move_words(self, chosen: frozenset[str]) -> None:
        if self.field is None:
            return
        self._is_filling = True
        if chosen & _NO_WORDS:
            self._set_aside = self._words() or self._set_aside
            self.field.set_text("")
        elif self._set_aside and not self._words():
            self.field.set_text(self._set_aside)
            self._set_aside = ""
        self._is_filling = False

    def _follow_typing(self) -> None:
        if self._is_filling:
            return
        if self._words():
            self._fill(set(self._group.chosen()) - _NO_WORDS)
        self.typed.emit()

    def _fill(self, keys: Iterable[str]) -> None:
        self._is_filling = True
        self._group.set_chosen(keys)
        self._before = frozenset(self._group.chosen())
        self._is_filling = False

    def _words(self) -> str:
        return self.field.text() if self.field is not None else ""

    def _dress(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._source.look.u(1))
