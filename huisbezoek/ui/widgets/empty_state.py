"""An empty state: nothing to do, said kindly, with what comes next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.circle import IconCircle
from huisbezoek.ui.widgets.text import Text


class EmptyState(QWidget):
    """Circle with icon, title xl, one sentence with the next date, at most one button in view.

    In the narrow form the circle goes.
    """

    def __init__(
        self,
        look: LookSource,
        icon: str,
        title: str,
        sentence: str,
        *buttons: Button,
    ) -> None:
        super().__init__()
        self._source = look
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title = Text(look, title, size="xl", bold=True)
        self.sentence = Text(look, sentence, size="l", tone="muted")
        self.setAccessibleName(title)
        self._box = QVBoxLayout(self)
        # Four above and five below: a little above the middle.
        self._box.addStretch(4)
        self._circle = IconCircle(look, icon, units=11)
        self._box.addWidget(self._circle, 0, middle)
        for words in (self.title, self.sentence):
            words.setAlignment(middle)
            self._box.addWidget(words)
        for button in buttons:
            self._box.addWidget(button, 0, middle)
        self._box.addStretch(5)
        look.changed.connect(self._dress)
        self._dress()

    def set_words(self, title: str, sentence: str) -> None:
        """Says something else."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.setAccessibleName(title)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _follow_width(self) -> None:
        # With large letters the room is for the button.
        self._circle.setVisible(not is_narrow(self, self._source.look))

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, look.u(2), 0, look.u(2))
        self._box.setSpacing(look.u(1))
        self.title.setContentsMargins(0, look.u(1.5), 0, 0)
        self.sentence.setContentsMargins(0, 0, 0, look.u(2))
        if self.isVisible():
            self._follow_width()
