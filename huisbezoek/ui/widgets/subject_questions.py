"""The few ticks, the wish and the optional questions of one subject of the talk."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.answers import RATHER_NOT, Answer, Answers
from huisbezoek.model.domain.guides import LifeArea, Question, QuestionKind, part
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.chosen_question import ChosenQuestion
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.exact_question import ExactQuestion
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.remarks import remark_while_typing
from huisbezoek.ui.widgets.text import Text

_HELP: Final = "@help"
_RATHER_NOT: Final = "@rather_not"
_STANDING: Final = ("own_words", "wish", "help_wanted", "mark")
_TYPED: Final = frozenset({QuestionKind.STRING, QuestionKind.TEXT})
_EXACT: Final = frozenset({QuestionKind.DATE, QuestionKind.INTEGER})


class SubjectQuestions(QWidget):
    """What may be ticked at a subject; nothing has to be.

    `answered` carries a link id and its Answer, at once; `typed` tells that a text changes,
    `left` that the writer is done with it, and `typed_answers` holds what stands in the fields.
    Marks are not asked: a talk knows no scores.
    """

    answered = Signal(str, object)
    typed = Signal()
    left = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._area: LifeArea | None = None
        self._who = ""
        self._fields: dict[str, TextField] = {}
        self._exact: dict[str, ExactQuestion] = {}
        self._chosen: dict[str, ChosenQuestion] = {}
        self._extras: dict[str, QWidget] = {}
        self._is_filling = False
        self._heading = Text(look, "", bold=True)
        self._note = Text(look, self.tr("Niets aankruisen mag ook."))
        self._head = QHBoxLayout()
        self._head.addWidget(self._heading)
        self._head.addWidget(self._note, 1)
        self._ticks = ChoiceGroup(look, "", [], several=True, columns=2)
        self._ticks.changed.connect(self._take_ticks)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._head)
        self._box.addWidget(self._ticks)
        self._rest = QVBoxLayout()
        # Shown as a whole: questions that came in sight one by one would each lay out all others.
        self._shown = QVBoxLayout()
        self._box.addLayout(self._shown)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def set_person(self, who: str) -> None:
        """Fills in whom it is about: 'mevrouw'."""
        self._who = who

    def typed_answers(self) -> Mapping[str, Answer]:
        """What stands in the fields of the subject, by link id."""
        words = {link_id: Answer(field.text()) for link_id, field in self._fields.items()}
        exact = {link_id: one.answer() for link_id, one in self._exact.items()}
        chosen = {link_id: one.answer() for link_id, one in self._chosen.items()}
        return {**words, **exact, **chosen}

    def set_area(self, area: LifeArea | None, answers: Answers, shown: frozenset[str]) -> None:
        """Shows the questions of a subject with their answers, or nothing."""
        self._is_filling = True
        self._area = area
        self._fields, self._exact, self._chosen, self._extras = {}, {}, {}, {}
        cleared(self._shown)
        holder = QWidget()
        self._rest = QVBoxLayout(holder)
        self._dress()
        if area is not None:
            self._show_ticks(area, answers)
            self._add_rest(area, answers)
            self.show_only(shown)
        self._shown.addWidget(holder)
        self.setVisible(area is not None)
        self._is_filling = False

    def show_only(self, shown: frozenset[str]) -> None:
        """Hides the questions that depend on an answer that was not given."""
        for link_id, widget in self._extras.items():
            widget.setVisible(link_id in shown)

    def _show_ticks(self, area: LifeArea, answers: Answers) -> None:
        ticks = area.ticks()
        helped = _question(area, "help_wanted")
        choices = [Choice(option.code, option.text.nl) for option in ticks.options] if ticks else []
        if helped is not None:
            choices.append(Choice(_HELP, self.tr("Hulp gewenst")))
        if ticks is not None:
            choices.append(Choice(_RATHER_NOT, self.tr("Zegt dit liever niet")))
        for widget in (self._heading, self._note, self._ticks):
            widget.setVisible(bool(choices))
        self._heading.setText(
            self.tr("Past dit bij wat {0} zegt over {1}?").format(self._who, _small(area.title.nl))
        )
        self._ticks.setAccessibleName(self._heading.text())
        self._ticks.set_choices(choices)
        for key, row in self._ticks.rows().items():
            row.setObjectName(f"tick_{key.removeprefix('@')}")
        self._ticks.set_chosen(_chosen_ticks(area, answers))

    def _add_rest(self, area: LifeArea, answers: Answers) -> None:
        for question in area.answerable():
            is_wish = question.link_id == part(area.link_id, "wish")
            if question.kind in _TYPED and (is_wish or not _is_standing(area, question)):
                self._add_field(question, answers, is_wish=is_wish)
            elif question.kind in _EXACT and not _is_standing(area, question):
                self._add_exact(question, answers)
            elif not _is_standing(area, question):
                self._add_choice(question, answers)

    def _add_field(self, question: Question, answers: Answers, *, is_wish: bool) -> None:
        label = question.text.nl
        if is_wish:
            label = self.tr("Wat &zou {0} graag willen?").format(self._who)
        field = TextField(self._source, label, question.help.nl)
        field.editor.setObjectName(f"field_{question.link_id.replace('.', '_')}")
        answer = answers.get(question.link_id)
        value = answer.value if answer is not None else ""
        field.set_text(value if isinstance(value, str) else "")
        field.changed.connect(self.typed)
        remark_while_typing(field)
        field.editor.editingFinished.connect(self.left)
        self._fields[question.link_id] = field
        self._extras[question.link_id] = field
        self._rest.addWidget(field)

    def _add_exact(self, question: Question, answers: Answers) -> None:
        name = question.link_id.replace(".", "_")
        asked = ExactQuestion(self._source, question, name)
        asked.set_answer(answers.get(question.link_id))
        asked.typed.connect(self.typed)
        asked.left.connect(self.left)
        self._exact[question.link_id] = asked
        self._extras[question.link_id] = asked
        self._rest.addWidget(asked)

    def _add_choice(self, question: Question, answers: Answers) -> None:
        asked = ChosenQuestion(self._source, question, question.link_id.replace(".", "_"))
        asked.set_answer(answers.get(question.link_id))
        asked.answered.connect(partial(self.answered.emit, question.link_id))
        asked.typed.connect(self.typed)
        asked.left.connect(self.left)
        if asked.field is not None:
            self._chosen[question.link_id] = asked
        self._extras[question.link_id] = asked
        self._rest.addWidget(asked)

    def _take_ticks(self) -> None:
        area = self._area
        if area is None or self._is_filling:
            return
        chosen = self._ticks.chosen()
        codes = tuple(key for key in chosen if not key.startswith("@"))
        ticks = area.ticks()
        if ticks is not None:
            self._take_codes(ticks, codes, rather_not=_RATHER_NOT in chosen)
        helped = _question(area, "help_wanted")
        if helped is not None:
            wanted = Answer(value=True) if _HELP in chosen else Answer()
            self.answered.emit(helped.link_id, wanted)

    def _take_codes(self, ticks: Question, codes: tuple[str, ...], *, rather_not: bool) -> None:
        row = self._ticks.rows()[_RATHER_NOT]
        if rather_not and codes:
            # The last word counts: a tick takes "rather not" back, and the other way round.
            said_last = row is self._ticks.last_changed()
            kept = [_RATHER_NOT] if said_last else list(codes)
            helped = [_HELP] if _HELP in self._ticks.chosen() else []
            self._is_filling = True
            self._ticks.set_chosen([*kept, *helped])
            self._is_filling = False
            codes, rather_not = (() if said_last else codes), said_last
        self.answered.emit(ticks.link_id, RATHER_NOT if rather_not else Answer(codes))

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1))
        self._head.setSpacing(look.u(0.75))
        self._rest.setSpacing(look.u(2))
        self._rest.setContentsMargins(0, look.u(0.5), 0, 0)


def _question(area: LifeArea, name: str) -> Question | None:
    wanted = part(area.link_id, name)
    return next((one for one in area.questions if one.link_id == wanted), None)


def _is_standing(area: LifeArea, question: Question) -> bool:
    standing = {part(area.link_id, name) for name in _STANDING}
    return question == area.ticks() or question.link_id in standing


def _chosen_ticks(area: LifeArea, answers: Answers) -> list[str]:
    chosen: list[str] = []
    ticks = answers.get(part(area.link_id, "ticks"))
    if ticks is not None:
        chosen += [_RATHER_NOT] if ticks.rather_not else ticks.codes()
    helped = answers.get(part(area.link_id, "help_wanted"))
    if helped is not None and helped.value is True:
        chosen.append(_HELP)
    return chosen


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]
