"""One numbered subject of the paper: own words, letters to tick, the wish, its own questions."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from typing_extensions import override

from huisbezoek.model.domain.answers import Answer
from huisbezoek.model.domain.guides import Question, QuestionKind, Words
from huisbezoek.model.usecases.ports.paper_guide import (
    HELP_KEY,
    NO,
    RATHER_NOT_KEY,
    YES,
    PaperQuestion,
    PaperSubject,
    PaperWriting,
)
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice
from huisbezoek.ui.widgets.exact_question import ExactQuestion
from huisbezoek.ui.widgets.field import AreaField, TextField
from huisbezoek.ui.widgets.letter_choices import LetterChoices
from huisbezoek.ui.widgets.paper_path import Stop
from huisbezoek.ui.widgets.remarks import remark_while_typing

_LINES = 2
_EXACT = {PaperWriting.DAY: QuestionKind.DATE, PaperWriting.NUMBER: QuestionKind.INTEGER}


class PaperBlock(Card):
    """`typed` on each change of a text, `left` when a text is done; `ticked` carries the letters.

    `answered` carries the PaperQuestion and its letters.
    """

    typed = Signal()
    left = Signal()
    ticked = Signal(object, object)
    answered = Signal(object, object)

    def __init__(self, look: LookSource, subject: PaperSubject, who: str) -> None:
        title = self.tr("{0}. {1}").format(subject.number, subject.title)
        super().__init__(look, title)
        self.setObjectName(f"paper_{subject.number}")
        self.subject = subject
        self._is_filling = False
        self._ticks: LetterChoices | None = None
        self._texts: dict[str, TextField] = {}
        self._others: dict[str, TextField] = {}
        self._exact: dict[str, ExactQuestion] = {}
        self._questions: dict[str, tuple[PaperQuestion, LetterChoices]] = {}
        self._rest: dict[str, LetterChoices | TextField | ExactQuestion] = {}
        self._rest_stops: list[Stop] = []
        self._hidden: frozenset[str] = frozenset()
        self._words = AreaField(look, self.tr("In eigen woorden"), lines=_LINES)
        self._words.editor.setObjectName(f"paper_words_{subject.number}")
        self._words.changed.connect(self._follow_words)
        remark_while_typing(self._words)
        self._words.editor.installEventFilter(self)
        self.body.addWidget(self._words)
        self._add_ticks(look)
        if subject.wish:
            wish = self.tr("Wat zou {0} graag willen?").format(who)
            self._add_text(look, subject.wish, wish, f"paper_wish_{subject.number}")
        for question in subject.questions:
            self._add_question(look, question)

    def stops(self) -> Sequence[Stop]:
        """The fields in the order of the paper."""
        found: list[Stop] = [self._words.editor]
        if self._ticks is not None:
            found.append(self._ticks)
        return [*found, *self._rest_stops]

    def words(self) -> str:
        """The own words."""
        return self._words.text()

    def texts(self) -> Mapping[str, str]:
        """What stands in the other fields, by link id."""
        return {link_id: field.text() for link_id, field in self._texts.items()}

    def others(self) -> Mapping[str, str]:
        """The own words beside what is chosen, by link id; none where 'rather not' is ticked."""
        return {
            link_id: "" if RATHER_NOT_KEY in self._questions[link_id][1].chosen() else field.text()
            for link_id, field in self._others.items()
        }

    def exact(self) -> Mapping[str, Answer]:
        """The days and numbers, by link id; what is neither stays as it was typed."""
        return {link_id: asked.answer() for link_id, asked in self._exact.items()}

    def show_exact(self, answers: Mapping[str, Answer]) -> None:
        """Shows the days and numbers that are known."""
        for link_id, asked in self._exact.items():
            asked.set_answer(answers.get(link_id))

    def show_answers(self, words: str, ticks: Sequence[str], texts: Mapping[str, str]) -> None:
        """Shows what is known of this subject."""
        self._is_filling = True
        self._words.set_text(words)
        if self._ticks is not None:
            self._ticks.set_chosen(ticks)
        for link_id, field in self._texts.items():
            field.set_text(texts.get(link_id, ""))
        self._is_filling = False

    def show_chosen(self, question: PaperQuestion, keys: Sequence[str], other: str = "") -> None:
        """Shows what is chosen at one of its questions, and the own words beside it."""
        self._is_filling = True
        self._questions[question.link_id][1].set_chosen(keys)
        if question.link_id in self._others:
            self._others[question.link_id].set_text(other)
        self._is_filling = False
        self._follow_chosen(question.link_id)

    def show_only(self, shown: frozenset[str]) -> None:
        """Hides the questions that depend on an answer that was not given."""
        self._hidden = frozenset(self._rest) - shown
        for link_id, widget in self._rest.items():
            widget.setVisible(link_id in shown)
            self._follow_chosen(link_id)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._words.editor and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False

    def _add_ticks(self, look: LookSource) -> None:
        subject = self.subject
        choices: list[Choice] = []
        question = ""
        if subject.ticks is not None:
            question = subject.ticks.text
            choices += [Choice(one.key, one.text) for one in subject.ticks.options]
        if subject.help_wanted:
            choices.append(Choice(HELP_KEY, self.tr("Hulp gewenst")))
        if subject.ticks is not None:
            choices.append(Choice(RATHER_NOT_KEY, self.tr("Zegt dit liever niet")))
        if not choices:
            return
        ticks = LetterChoices(
            look, question, choices, several=True, alone=(RATHER_NOT_KEY,), beside=(HELP_KEY,)
        )
        ticks.changed.connect(self._take_ticks)
        self._name_rows(ticks, str(subject.number))
        self._ticks = ticks
        self.body.addWidget(ticks)

    def _add_question(self, look: LookSource, question: PaperQuestion) -> None:
        label = self.tr("{0} {1}").format(question.number, question.text)
        name = question.number.replace(".", "_")
        if question.writing in _EXACT:
            self._add_exact(look, question, label, name)
            return
        if not question.options:
            self._add_text(look, question.link_id, label, f"paper_text_{name}")
            return
        own = {YES: self.tr("ja"), NO: self.tr("nee")}
        choices = [Choice(one.key, own.get(one.code, one.text)) for one in question.options]
        choices.append(Choice(RATHER_NOT_KEY, self.tr("Zegt dit liever niet")))
        group = LetterChoices(
            look, label, choices, several=question.several, alone=(RATHER_NOT_KEY,)
        )
        group.changed.connect(partial(self._take_chosen, question, group))
        self._name_rows(group, name)
        self._questions[question.link_id] = (question, group)
        self._rest[question.link_id] = group
        self._rest_stops.append(group)
        self.body.addWidget(group)
        if question.is_open:
            label = self.tr("{0} Iets anders").format(question.number)
            other = self._text_field(look, label, f"paper_other_{name}")
            self._others[question.link_id] = other

    def _add_text(self, look: LookSource, link_id: str, label: str, name: str) -> None:
        field = self._text_field(look, label, name)
        self._texts[link_id] = field
        self._rest[link_id] = field

    def _add_exact(self, look: LookSource, question: PaperQuestion, label: str, name: str) -> None:
        kind, help_text = _EXACT[question.writing], Words(question.help)
        whole = Question(question.link_id, kind, Words(label), help_text)
        asked = ExactQuestion(look, whole, f"paper_{name}")
        asked.typed.connect(self.typed)
        asked.left.connect(self.left)
        self._exact[question.link_id] = asked
        self._rest[question.link_id] = asked
        self._rest_stops.append(asked.field.editor)
        self.body.addWidget(asked)

    def _text_field(self, look: LookSource, label: str, name: str) -> TextField:
        field = TextField(look, label)
        field.editor.setObjectName(name)
        field.changed.connect(self._follow_words)
        remark_while_typing(field)
        field.editor.editingFinished.connect(self.left)
        self._rest_stops.append(field.editor)
        self.body.addWidget(field)
        return field

    @staticmethod
    def _name_rows(group: LetterChoices, name: str) -> None:
        group.setObjectName(f"paper_choices_{name}")
        for key, row in group.rows().items():
            row.setObjectName(f"paper_tick_{name}_{key}")

    def _take_ticks(self) -> None:
        if self._ticks is not None and not self._is_filling:
            self.ticked.emit(self.subject, self._ticks.chosen())

    def _take_chosen(self, question: PaperQuestion, group: LetterChoices) -> None:
        if not self._is_filling:
            self._follow_chosen(question.link_id)
            self.answered.emit(question, group.chosen())

    def _follow_chosen(self, link_id: str) -> None:
        """Who would rather not say, has no own words either; they wait until that changes."""
        if link_id in self._others:
            declined = RATHER_NOT_KEY in self._questions[link_id][1].chosen()
            self._others[link_id].setVisible(link_id not in self._hidden and not declined)

    def _follow_words(self) -> None:
        if not self._is_filling:
            self.typed.emit()
