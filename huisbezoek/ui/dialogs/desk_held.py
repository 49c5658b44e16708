"""'Dit wacht op uw besluit': files that were set aside, each with a sentence and the choices."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui.dialogs.question_dialog import QuestionDialog, QuestionWords
from huisbezoek.ui.models.held_words import HeldVerb, HeldWords
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import Rule, Text


class DeskHeld(Card):
    """Emits `decided` with the number of the file and the key of the verb.

    What cannot be undone, or what somebody else will notice, is asked once more.
    """

    decided = Signal(int, str)

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, _tr("Dit wacht op uw besluit"), icon="hand-heart")
        self._look = look
        self.setObjectName("held_files")
        self.hide()

    def show_held(self, lines: Sequence[HeldWords]) -> None:
        """Shows these files; without any the card is gone."""
        cleared(self.body)
        for number, line in enumerate(lines):
            if number:
                self.body.addWidget(Rule())
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Text(self._look, line.title, bold=True))
            words.addWidget(Text(self._look, line.sentence))
            group = QWidget()
            words.setContentsMargins(0, 0, 0, 0)
            group.setLayout(words)
            self.body.addWidget(group)
            row = Row(self._look, stacks=True)
            for verb in line.verbs:
                row.add(self._button(verb, number, line.title), 0, Qt.AlignmentFlag.AlignLeft)
            row.box.addStretch(1)
            self.body.addWidget(row)
        self.setVisible(bool(lines))

    def _button(self, verb: HeldVerb, number: int, title: str) -> Button:
        button = Button(self._look, verb.words, "quiet" if verb.is_final else "secondary")
        button.setObjectName(f"held_{verb.key}_{number}")
        button.setAccessibleName(f"{verb.words}: {title}")
        button.clicked.connect(lambda: self._ask(verb, number))
        return button

    def _ask(self, verb: HeldVerb, number: int) -> None:
        if not verb.question:
            self.decided.emit(number, verb.key)
            return
        words = QuestionWords(
            verb.question, verb.consequence, verb.words, verb.icon, is_final=verb.is_final
        )
        dialog = QuestionDialog(self._look, self.window(), words)
        dialog.accepted.connect(lambda: self.decided.emit(number, verb.key))
        dialog.show_once()


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskHeld", text)
