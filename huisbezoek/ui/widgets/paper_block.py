"""One numbered subject of the paper: own words, letters to tick, the wish, its own questions."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from typing_extensions import override

from huisbezoek.model.domain.eleven_test import holds_citizen_service_number
from huisbezoek.model.usecases.ports.paper_guide import (
    HELP_KEY,
    NO,
    RATHER_NOT_KEY,
    YES,
    PaperQuestion,
    PaperSubject,
)
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice
from huisbezoek.ui.widgets.field import AreaField, TextField
from huisbezoek.ui.widgets.letter_choices import LetterChoices
from huisbezoek.ui.widgets.paper_path import Stop

_LINES = 2


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
        self._questions: dict[str, tuple[PaperQuestion, LetterChoices]] = {}
        self._rest: dict[str, LetterChoices | TextField] = {}
        self._rest_stops: list[Stop] = []
        self._words = AreaField(look, self.tr("In eigen woorden"), lines=_LINES)
        self._words.editor.setObjectName(f"paper_words_{subject.number}")
        self._words.changed.connect(self._follow_words)
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

    def show_answers(self, words: str, ticks: Sequence[str], texts: Mapping[str, str]) -> None:
        """Shows what is known of this subject."""
        self._is_filling = True
        with QSignalBlocker(self._words.editor):
            self._words.set_text(words)
        if self._ticks is not None:
            self._ticks.set_chosen(ticks)
        for link_id, field in self._texts.items():
            field.set_text(texts.get(link_id, ""))
        self._is_filling = False
        self._warn()

    def show_chosen(self, question: PaperQuestion, keys: Sequence[str]) -> None:
        """Shows what is chosen at one of its questions."""
        self._is_filling = True
        self._questions[question.link_id][1].set_chosen(keys)
        self._is_filling = False

    def show_only(self, shown: frozenset[str]) -> None:
        """Hides the questions that depend on an answer that was not given."""
        for link_id, widget in self._rest.items():
            widget.setVisible(link_id in shown)

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

    def _add_text(self, look: LookSource, link_id: str, label: str, name: str) -> None:
        field = TextField(look, label)
        field.editor.setObjectName(name)
        field.changed.connect(self._follow_words)
        field.editor.editingFinished.connect(self.left)
        self._texts[link_id] = field
        self._rest[link_id] = field
        self._rest_stops.append(field.editor)
        self.body.addWidget(field)

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
            self.answered.emit(question, group.chosen())

    def _follow_words(self) -> None:
        if not self._is_filling:
            self._warn()
            self.typed.emit()

    def _warn(self) -> None:
        """A citizen service number is said while it is typed; it is never kept in a report."""
        words = self.tr(
            "Hier staat een nummer dat op een burgerservicenummer lijkt. "
            "Dat bewaren wij niet. Haal het weg."
        )
        fields: list[AreaField | TextField] = [self._words, *self._texts.values()]
        for field in fields:
            wrong = words if holds_citizen_service_number(field.text()) else ""
            if wrong != field.error_text:
                field.set_error(wrong)
