"""The frame of a door: the drawing at the left, one form at the right, a sentence on safety."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.circle import IconCircle
from huisbezoek.ui.widgets.drawing import KitchenTable
from huisbezoek.ui.widgets.page_frame import ScrollBody
from huisbezoek.ui.widgets.text import IconText, Text

_FORM = 58
_MARGIN = 8.0
_NARROW_MARGIN = 3.0


class Door(QWidget):
    """Title, one sentence and a form that can be exchanged for the next one.

    `problem` is the banner for an error; what was typed stays. `back_requested` comes from the
    button that `set_back` shows. In the narrow form the drawing goes.
    """

    back_requested = Signal()

    def __init__(self, look: LookSource, back: str, safety: str) -> None:
        super().__init__()
        self._source = look
        self._form: QWidget | None = None
        self.setProperty("plate", "paper")
        self._drawing = KitchenTable(look)
        self._body = ScrollBody(look)
        self._back = Button(look, back, "flush", "arrow-left")
        self._back.setObjectName("go_back")
        self._back.clicked.connect(self.back_requested)
        self._back.hide()
        self.title = Text(look, size="xxl", bold=True)
        self.sentence = Text(look, size="l", tone="muted")
        self.problem = Banner(look, "error", "")
        self.problem.setObjectName("door_problem")
        self.problem.hide()
        self.busy = IconText(look, "clock", "", tone="muted")
        self.busy.hide()
        self._safety = IconText(look, "lock", safety, size="s", tone="muted")
        self._build()
        look.changed.connect(self._dress)
        self._dress()

    def show_form(self, form: QWidget, title: str, sentence: str = "") -> None:
        """Shows this form instead of the one before, which is kept."""
        if self._form is not None:
            self._form.hide()
        self._form = form
        if self._place.indexOf(form) < 0:
            self._place.addWidget(form)
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.show_problem("")
        form.show()
        self._body.fit()
        self._body.verticalScrollBar().setValue(0)

    def set_back(self, *, visible: bool) -> None:
        """Shows or hides the way back."""
        self._back.setVisible(visible)

    def show_problem(self, sentence: str) -> None:
        """Says what went wrong above the form, or nothing for an empty text."""
        self.problem.set_words(sentence)
        self.problem.setVisible(bool(sentence))
        if sentence:
            self._body.verticalScrollBar().setValue(0)

    def set_busy(self, sentence: str) -> None:
        """Says what the program is doing and lets nothing be pressed twice; empty when done."""
        self.busy.set_text(sentence)
        self.busy.setVisible(bool(sentence))
        self._back.setEnabled(not sentence)
        if self._form is not None:
            self._form.setEnabled(not sentence)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    @override
    def minimumSizeHint(self) -> QSize:
        look = self._source.look
        return QSize(look.u(40), look.u(30))

    def _build(self) -> None:
        look = self._source
        self._brand = QHBoxLayout()
        mark = IconCircle(look, "house-heart", units=4, ink="on_accent", wash="accent")
        self._brand.addWidget(mark)
        self._brand.addWidget(Text(look, "huisbezoek", size="l", bold=True, wraps=False), 1)
        self._sheet = QWidget()
        self._box = QVBoxLayout(self._sheet)
        self._box.addLayout(self._brand)
        self._box.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        for words in (self.title, self.sentence, self.problem):
            self._box.addWidget(words)
        self._place = QVBoxLayout()
        self._box.addLayout(self._place)
        self._box.addWidget(self.busy)
        row = QHBoxLayout()
        row.addWidget(self._sheet, 1)
        row.addStretch(0)
        self._body.content.addStretch(2)
        self._body.content.addLayout(row)
        self._body.content.addStretch(3)
        self._build_halves()

    def _build_halves(self) -> None:
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._safety, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._body, 1)
        right.addLayout(self._foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._drawing, 45)
        whole.addLayout(right, 55)

    def _follow_width(self) -> None:
        narrow = is_narrow(self, self._source.look)
        self._drawing.setVisible(not narrow)
        margin = _NARROW_MARGIN if narrow else _MARGIN
        self._body.set_margin(margin)
        look = self._source.look
        self._foot.setContentsMargins(look.u(margin), look.u(1), look.u(margin), look.u(3))

    def _dress(self) -> None:
        look = self._source.look
        self._sheet.setMaximumWidth(look.u(_FORM))
        self._box.setContentsMargins(0, look.u(2), 0, 0)
        self._box.setSpacing(look.u(1.5))
        self._brand.setSpacing(look.u(1.25))
        self._brand.setContentsMargins(0, 0, 0, look.u(1.5))
        self._follow_width()
