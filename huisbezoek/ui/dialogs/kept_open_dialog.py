"""A dialog that stays until what it asks for is kept, and says why it was refused."""

from PySide6.QtWidgets import QWidget

from huisbezoek.ui import errors
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.in_view import bring_in_view


class KeptOpenDialog(DialogFrame):
    """What was chosen and typed stays when it is refused; `end` closes the content."""

    def __init__(
        self, look: LookSource, window: QWidget, title: str, sentence: str, icon: str
    ) -> None:
        super().__init__(look, window, title, sentence, icon)
        self._problem = Banner(look, "error", "")
        self._problem.hide()

    def end(self, back: Button, save: Button) -> None:
        """Puts the problem below the content, and the two buttons; what `save` does is not set."""
        self.content.addWidget(self._problem)
        self.content.addStretch(1)
        back.clicked.connect(self.reject)
        self.add_button(back)
        self.add_button(save)

    def show_problem(self, error: Exception) -> None:
        """Says why it was refused."""
        self._problem.set_words(errors.sentence(error))
        self._problem.show()
        bring_in_view(self._problem)

    def hide_problem(self) -> None:
        """Says nothing more about what was refused before."""
        self._problem.hide()
