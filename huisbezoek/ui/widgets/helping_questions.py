"""The helping questions of a subject: said aloud if they help, never answered one by one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.text import IconText, Text


class HelpingQuestions(QFrame):
    """A quiet plate beside the sheet; without questions it is not there."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._rows: list[IconText] = []
        self.setProperty("card", "hero")
        self._title = Text(look, "", bold=True, tone="on_wash")
        self._note = Text(look, self.tr("Alleen als het helpt."))
        self._list = QVBoxLayout()
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._title)
        self._box.addWidget(self._note)
        self._box.addLayout(self._list)
        look.changed.connect(self._dress)
        self._dress()

    def set_questions(self, title: str, questions: Sequence[str]) -> None:
        """Shows the questions of another subject."""
        self._title.setText(title)
        self.setAccessibleName(title)
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [IconText(self._source, "message-circle", text) for text in questions]
        for row in self._rows:
            row.icon.set_icon("message-circle", "accent")
            self._list.addWidget(row)
        self.setVisible(bool(questions))

    def _dress(self) -> None:
        look = self._source.look
        side, above = look.u(2.25), look.u(2)
        self._box.setContentsMargins(side, above, side, above)
        self._box.setSpacing(0)
        self._list.setContentsMargins(0, look.u(1), 0, 0)
        self._list.setSpacing(look.u(1.5))
