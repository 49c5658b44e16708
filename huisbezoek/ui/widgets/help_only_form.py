"""What remains when nothing may be written: with which subjects help is wanted, without detail."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.answers import Answer, Answers
from huisbezoek.model.domain.guides import LifeArea, part
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.text import Text


class HelpOnlyForm(QWidget):
    """Says that nothing is written; `answered` carries a link id and its Answer, at once."""

    answered = Signal(str, object)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._links: dict[str, str] = {}
        card = Card(look, self.tr("U schrijft niets op"), icon="lock")
        self._sentence = Text(look, "")
        self._ticks = ChoiceGroup(look, "", [], several=True, columns=2)
        card.body.addWidget(self._sentence)
        card.body.addWidget(self._ticks)
        self._box = QVBoxLayout(self)
        self._box.addWidget(card)
        self._box.addStretch(1)
        look.changed.connect(self._dress)
        self._dress()

    def set_sentence(self, sentence: str, question: str) -> None:
        """Says why, and asks for requests; without a question nothing can be ticked."""
        self._sentence.setText(sentence)
        self._ticks.set_question(question)
        self._ticks.setVisible(bool(question))

    def set_areas(self, areas: Sequence[LifeArea], answers: Answers) -> None:
        """Shows the subjects with which help can be wanted."""
        self._links = {
            area.link_id: link
            for area in areas
            if any(q.link_id == (link := part(area.link_id, "help_wanted")) for q in area.questions)
        }
        titles = {area.link_id: area.title.nl for area in areas}
        self._ticks.set_choices([Choice(key, titles[key]) for key in self._links])
        for key, row in self._ticks.rows().items():
            row.setObjectName(f"help_{key}")
            answer = answers.get(self._links[key])
            row.setChecked(answer is not None and answer.value is True)
            row.toggled.connect(partial(self._tell, key))

    def _tell(self, key: str, is_wanted: bool) -> None:  # noqa: FBT001 - the signal of a tick
        self.answered.emit(self._links[key], Answer(value=True) if is_wanted else Answer())

    def _dress(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self.setMaximumWidth(self._source.look.u(100))
