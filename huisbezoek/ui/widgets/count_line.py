"""The line that counts what a list shows, said anew at each letter that somebody types."""

from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.text import Text


class CountLine(Text):
    """A muted line as wide as its place, so that other words of one line need no other layout.

    A plain label lays out everything around it anew at every text, the same size or not.
    """

    def __init__(self, look: LookSource) -> None:
        self._words = ""
        super().__init__(look, tone="muted")
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)

    @override
    def text(self) -> str:
        return self._words

    @override
    def setText(self, text: str) -> None:
        before = self.heightForWidth(self.width())
        self._words = text
        self.setAccessibleName(text)
        if self.heightForWidth(self.width()) != before:
            self.updateGeometry()
        self.update()
