"""A line of text that can also be chosen from a list: what is typed otherwise is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from typing_extensions import override

from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.field import Combo, Field
from huisbezoek.ui.widgets.painting import spell


class TextChoiceField(Field):
    """Known answers in a list, and any other text; `editor` is the line in which one types."""

    def __init__(
        self, look: LookSource, label: str, choices: Sequence[str], help_text: str = ""
    ) -> None:
        self.list = Combo(look)
        self.editor = QLineEdit()
        self.list.setEditable(True)
        self.list.setLineEdit(self.editor)
        self.list.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.set_choices(choices)
        completer = self.list.completer()
        if completer is not None:
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        super().__init__(look, label, self.list, help_text)

    def set_choices(self, choices: Sequence[str]) -> None:
        """Offers these answers; what stands in the field stays."""
        before = self.list.currentText()
        self.list.clear()
        self.list.addItems(list(choices))
        self.set_text(before)

    def text(self) -> str:
        """What was chosen or typed, without blanks around it."""
        return self.list.currentText().strip()

    def set_text(self, text: str) -> None:
        """Fills the field; a text that is not in the list stays as it is."""
        self.list.setCurrentIndex(self.list.findText(text))
        self.list.setEditText(text)

    @override
    def _speak(self) -> None:
        super()._speak()
        # The line is what takes the focus: the reader hears the label there too.
        spell(self.editor, self._name, self.list.accessibleDescription())
