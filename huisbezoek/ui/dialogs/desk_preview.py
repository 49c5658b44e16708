"""What lies ready to be read, before anything of it is kept: each file with what it brings."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout

from huisbezoek.ui import texts
from huisbezoek.ui.models.preview_words import PreviewLine
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import Text


class DeskPreview(Card):
    """Emits `read_wanted`, `one_wanted` with one bundle, and `left_wanted` to read nothing now."""

    read_wanted = Signal()
    one_wanted = Signal(str)
    left_wanted = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, _tr("Klaar om te lezen"))
        self._look = look
        self.setObjectName("preview")
        said = _tr("Deze bestanden zijn echt en heel. Er is nog niets van overgenomen.")
        self.body.addWidget(Text(look, said, tone="muted"))
        self._lines = QVBoxLayout()
        self.body.addLayout(self._lines)
        self._read = Button(look, _tr("Bestanden &lezen"), "primary", "file-down")
        self._read.setObjectName("read_bundles")
        self._read.clicked.connect(self.read_wanted)
        leave = Button(look, _tr("Nu n&iet lezen"), "quiet")
        leave.setObjectName("leave_bundles")
        leave.clicked.connect(self.left_wanted)
        row = Row(look)
        row.add(self._read)
        row.add(leave)
        row.box.addStretch(1)
        self.body.addWidget(row)
        self.hide()

    def show_lines(self, lines: Sequence[PreviewLine]) -> None:
        """Shows these files; without any the card is gone."""
        cleared(self._lines)
        for number, line in enumerate(lines):
            verbs = (self._verb(line, number),) if len(lines) > 1 else ()
            details = (line.brings, *line.remarks)
            row = ActionRow(self._look, "file-lock", line.title, details, verbs)
            self._lines.addWidget(row)
        self._read.setText(
            texts.counted(len(lines), _tr("{0} bestand &lezen"), _tr("{0} bestanden &lezen"))
        )
        self._read.updateGeometry()
        self.setVisible(bool(lines))

    def _verb(self, line: PreviewLine, number: int) -> Button:
        verb = Button(self._look, _tr("Alleen dit lezen"), "row")
        verb.setObjectName(f"read_only_{number}")
        verb.clicked.connect(lambda: self.one_wanted.emit(line.bundle))
        return verb


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeskPreview", text)
