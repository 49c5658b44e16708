"""One step around a visit that was done by hand or by telephone: what was done, and how it went."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import CheckRow, Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class StepWords:
    """What the dialog says; `number` is a telephone number to call first, `choices` the answers.

    `tick` is something that may be said besides, with `tick_note` about what follows from it.
    """

    title: str
    sentence: str
    verb: str
    icon: str
    number: str = ""
    question: str = ""
    choices: Sequence[Choice] = ()
    tick: str = ""
    tick_note: str = ""


class StepDialog(DialogFrame):
    """After `accepted`, `chosen` is the key of the answer ('' when nothing was asked).

    `is_ticked` tells whether the tick was set.
    """

    def __init__(self, look: LookSource, window: QWidget, words: StepWords) -> None:
        super().__init__(look, window, words.title, words.sentence, words.icon)
        self.setObjectName("step_dialog")
        self.chosen = ""
        self.set_back(_tr("Terug"))
        self._choices: ChoiceGroup | None = None
        if words.number:
            self.content.addWidget(Banner(look, "info", words.number, icon="phone"))
        if words.choices:
            self._choices = ChoiceGroup(look, words.question, words.choices)
            for key, row in self._choices.rows().items():
                row.setObjectName(f"answer_{key}")
            self.content.addWidget(self._choices)
        self._tick = CheckRow(look, words.tick)
        self._tick.setObjectName("step_tick")
        self._tick.setVisible(bool(words.tick))
        self.content.addWidget(self._tick)
        if words.tick_note:
            self.content.addWidget(Text(look, words.tick_note, tone="muted"))
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        save = Button(look, words.verb, "primary", "check")
        save.setObjectName("save_step")
        save.clicked.connect(self._save)
        self.add_button(back)
        self.add_button(save)

    @property
    def is_ticked(self) -> bool:
        """Whether what may be said besides was said."""
        return self._tick.isChecked()

    def _save(self) -> None:
        if self._choices is not None:
            chosen = self._choices.chosen()
            if not chosen:
                self._choices.set_error(_tr("Kies eerst hoe het ging."))
                return
            self.chosen = chosen[0]
        self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("StepDialog", text)
