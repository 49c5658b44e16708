"""When a question is shown: plain choices of another question and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.guides import (
    Behaviour,
    Condition,
    ConversationGuide,
    Operator,
    Question,
    QuestionKind,
)
from huisbezoek.ui.models.guide_words import value_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.field import ComboField
from huisbezoek.ui.widgets.text import IconText, Text

_CHOSEN, _NOT_CHOSEN, _ANSWERED, _NOT_ANSWERED = "chosen", "not_chosen", "answered", "not_answered"
_TRUE, _FALSE = "@true", "@false"
_COMPARED: Final = {_CHOSEN: Operator.EQUALS, _NOT_CHOSEN: Operator.DIFFERS}


@dataclass(frozen=True, slots=True)
class Conditions:
    """What was chosen: all conditions, and whether one of them is enough."""

    show_when: tuple[Condition, ...] = ()
    behaviour: Behaviour = Behaviour.ALL


class _ConditionCard(Card):
    """One condition: at which question, how it compares, and with which answer."""

    def __init__(
        self, look: LookSource, guide: ConversationGuide, questions: Sequence[Question], place: int
    ) -> None:
        super().__init__(look, sunk=True)
        self._known = {question.link_id: question for question in questions}
        self._others: dict[str, str] = {}
        choices = []
        for question in questions:
            area = guide.area_of(question.link_id)
            title = area.title.nl if area is not None else ""
            choices.append((question.link_id, f"{title}: {question.text.nl}"))
        self.needed = ComboField(look, _tr("Alleen als bij deze vraag"), choices)
        self.needed.editor.setObjectName(f"condition_question_{place}")
        self.how = ComboField(look, _tr("het antwoord"), [])
        self.how.editor.setObjectName(f"condition_how_{place}")
        self.value = ComboField(look, _tr("namelijk"), [])
        self.value.editor.setObjectName(f"condition_value_{place}")
        self.remove = Button(look, _tr("Voorwaarde weghalen"), "flush", "trash-2")
        self.remove.setObjectName(f"condition_remove_{place}")
        for widget in (self.needed, self.how, self.value):
            self.body.addWidget(widget)
        self.body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        for field in (self.needed, self.how, self.value):
            # Long questions must not widen the dialog.
            field.editor.setMinimumContentsLength(12)
            field.editor.setSizeAdjustPolicy(
                field.editor.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.needed.changed.connect(self._follow_question)
        self.how.changed.connect(self._follow_how)
        # Nothing is chosen beforehand: the first question of the guide is seldom the one.
        self.needed.set_key("")
        self._follow_question()

    def set_condition(self, condition: Condition) -> None:
        """Shows a condition that is there already."""
        self.needed.set_key(condition.link_id)
        if condition.operator is Operator.EXISTS:
            self.how.set_key(_ANSWERED if condition.value else _NOT_ANSWERED)
            return
        key = _value_key(condition)
        if self.value.editor.findData(key) < 0:
            needed = self._known.get(condition.link_id)
            self.value.editor.addItem(value_words(needed, condition), key)
            self._offer_how(compares=True)
        self.how.set_key(_CHOSEN if condition.operator is Operator.EQUALS else _NOT_CHOSEN)
        self.value.set_key(key)

    def condition(self) -> Condition | None:
        """What stands here; None while no question or answer is chosen."""
        needed, how, value = self.needed.key(), self.how.key(), self.value.key()
        if not needed or not how:
            return None
        if how in {_ANSWERED, _NOT_ANSWERED}:
            return Condition(needed, Operator.EXISTS, how == _ANSWERED)
        if not value:
            return None
        kind = self._known[needed].kind
        return Condition(needed, _COMPARED[how], _value_of(value, kind))

    def _follow_question(self) -> None:
        question = self._known.get(self.needed.key())
        self.value.editor.clear()
        if question is not None and question.kind is QuestionKind.BOOLEAN:
            self.value.editor.addItem(_tr("ja"), _TRUE)
            self.value.editor.addItem(_tr("nee"), _FALSE)
        elif question is not None:
            for option in question.options:
                self.value.editor.addItem(option.text.nl, option.code)
        self._offer_how(compares=self.value.editor.count() > 0)

    def _offer_how(self, *, compares: bool) -> None:
        self.how.editor.clear()
        if compares:
            self.how.editor.addItem(_tr("gekozen is"), _CHOSEN)
            self.how.editor.addItem(_tr("niet gekozen is"), _NOT_CHOSEN)
        self.how.editor.addItem(_tr("er is, wat het ook is"), _ANSWERED)
        self.how.editor.addItem(_tr("er niet is"), _NOT_ANSWERED)
        self._follow_how()

    def _follow_how(self) -> None:
        self.value.setVisible(self.how.key() in _COMPARED)


class GuideConditions(QWidget):
    """Any number of conditions under each other; without one the question is always shown."""

    def __init__(
        self, look: LookSource, guide: ConversationGuide, questions: Sequence[Question]
    ) -> None:
        super().__init__()
        self._source = look
        self._guide = guide
        self._questions = tuple(questions)
        self._cards: list[_ConditionCard] = []
        self._note = Text(look, _tr("Deze vraag wordt altijd getoond."), tone="muted")
        self._rows = QVBoxLayout()
        self._together = ComboField(
            look,
            _tr("Bij meer voorwaarden"),
            [
                (Behaviour.ALL.value, _tr("Alle voorwaarden moeten kloppen")),
                (Behaviour.ANY.value, _tr("Eén voorwaarde is genoeg")),
            ],
        )
        self._together.editor.setObjectName("condition_together")
        self._error = IconText(look, "circle-alert", "", bold=True, tone="late")
        self._error.setObjectName("condition_error")
        self._add = Button(look, _tr("&Voorwaarde toevoegen"), "flush", "plus")
        self._add.setObjectName("condition_add")
        self._add.clicked.connect(self._add_empty)
        self._add.setVisible(bool(self._questions))
        self._box = QVBoxLayout(self)
        self._box.addWidget(Text(look, _tr("Wanneer tonen?"), bold=True))
        self._box.addWidget(self._note)
        self._box.addLayout(self._rows)
        self._box.addWidget(self._together)
        self._box.addWidget(self._error)
        self._box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._error.hide()
        look.changed.connect(self._dress)
        self._dress()
        self._follow()

    def set_conditions(self, conditions: Conditions) -> None:
        """Shows the conditions that are there already."""
        self._cards = []
        cleared(self._rows)
        for condition in conditions.show_when:
            self._add_card().set_condition(condition)
        self._together.set_key(conditions.behaviour.value)
        self._follow()

    def conditions(self) -> Conditions:
        """What was chosen; ask `is_complete` first."""
        found = tuple(one for card in self._cards if (one := card.condition()) is not None)
        one_is_enough = len(found) > 1 and self._together.key() == Behaviour.ANY.value
        return Conditions(found, Behaviour.ANY if one_is_enough else Behaviour.ALL)

    def is_complete(self) -> bool:
        """Whether each condition names a question and an answer; says so when not."""
        complete = all(card.condition() is not None for card in self._cards)
        words = _tr("Kies bij elke voorwaarde een vraag en een antwoord, of haal haar weg.")
        self.set_error("" if complete else words)
        return complete

    def set_error(self, text: str) -> None:
        """Says what is wrong with the conditions, or nothing."""
        self._error.set_text(text)
        self._error.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def _add_empty(self) -> None:
        card = self._add_card()
        self._follow()
        card.needed.setFocus()

    def _add_card(self) -> _ConditionCard:
        card = _ConditionCard(self._source, self._guide, self._questions, len(self._cards))
        card.remove.clicked.connect(partial(self._take_away, card))
        self._cards.append(card)
        self._rows.addWidget(card)
        return card

    def _take_away(self, card: _ConditionCard) -> None:
        self._cards.remove(card)
        self._rows.removeWidget(card)
        card.hide()
        card.setParent(None)
        card.deleteLater()
        self._add.setFocus()
        self._follow()

    def _follow(self) -> None:
        self._note.setVisible(not self._cards)
        self._together.setVisible(len(self._cards) > 1)

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, look.u(1), 0, 0)
        self._box.setSpacing(look.u(1))
        self._rows.setSpacing(look.u(1))


def _value_key(condition: Condition) -> str:
    if isinstance(condition.value, bool):
        return _TRUE if condition.value else _FALSE
    return str(condition.value)


def _value_of(key: str, kind: QuestionKind) -> str | int | bool:
    if kind is QuestionKind.BOOLEAN:
        return key == _TRUE
    return int(key) if kind is QuestionKind.INTEGER else key


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
