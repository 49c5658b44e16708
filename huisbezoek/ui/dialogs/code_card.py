"""Four words to tell by telephone or on a printed slip; they stand nowhere else."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.text import Text


class CodeCard(Card):
    """Shows the words large; `print_wanted` asks for the slip.

    `name` is the object name of the words, `print_<name>` that of the button.
    """

    print_wanted = Signal()

    def __init__(
        self, look: LookSource, title: str, rule: str, code: Sequence[str], name: str
    ) -> None:
        super().__init__(look, title, icon="key-round", sunk=True)
        words = Text(look, " ".join(code), size="xxl", bold=True)
        words.setObjectName(name)
        words.setAccessibleName(_tr("{0}: {1}").format(title, ", ".join(code)))
        slip = Button(look, _tr("Strook &printen"), "flush", "printer")
        slip.setObjectName(f"print_{name}")
        slip.clicked.connect(self.print_wanted)
        for widget in (words, Text(look, rule), slip):
            self.body.addWidget(widget)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CodeCard", text)
