"""One question before something that cannot be undone, or that somebody else will notice."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The question, what follows from it, and the verb; `is_final` when it cannot be undone."""

    title: str
    sentence: str
    verb: str
    icon: str
    is_final: bool = False


class QuestionDialog(DialogFrame):
    """After `accepted` the person said so with the verb."""

    def __init__(self, look: LookSource, window: QWidget, words: QuestionWords) -> None:
        super().__init__(look, window, words.title, icon=words.icon)
        self.setObjectName("question_dialog")
        self.set_back(_tr("Terug"))
        self.content.addWidget(Text(look, words.sentence))
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        verb = Button(look, words.verb, "danger" if words.is_final else "primary", words.icon)
        verb.setObjectName("confirm_question")
        verb.clicked.connect(self.accept)
        self.add_button(back)
        self.add_button(verb)


def _tr(text: str) -> str:
    return QCoreApplication.translate("QuestionDialog", text)
