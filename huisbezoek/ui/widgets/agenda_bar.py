"""The row above an agenda: week before, today, week after, a day, whose agenda, list or week."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.field import Combo
from huisbezoek.ui.widgets.painting import spell


class AgendaBar(QWidget):
    """`week_asked` carries -1 or 1, `visitor_chosen` an id ('' is all).

    The choice of a visitor is there when `chooses_visitor`.
    """

    week_asked = Signal(int)
    today_asked = Signal()
    day_asked = Signal()
    turn_asked = Signal()
    visitor_chosen = Signal(str)

    def __init__(self, look: LookSource, *, chooses_visitor: bool) -> None:
        super().__init__()
        self._source = look
        steps = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows = (self._box, steps, choices)
        self._shows_week = False
        self._steps = self._step_buttons()
        for button in self._steps:
            steps.addWidget(button)
        steps.addStretch(1)
        self._who = Combo(look)
        self._who.setObjectName("choose_visitor")
        spell(self._who, _tr("Agenda van"))
        self._who.currentIndexChanged.connect(lambda: self.visitor_chosen.emit(self.visitor()))
        self._turn = Button(look, _tr("W&eek tonen"), icon="table-2")
        self._turn.setObjectName("turn_view")
        self._turn.clicked.connect(self.turn_asked)
        choices.addWidget(self._who)
        choices.addWidget(self._turn)
        choices.addStretch(1)
        self._box.addLayout(steps, 1)
        self._box.addLayout(choices)
        self._who.setVisible(chooses_visitor)
        look.changed.connect(self._dress)
        self._dress()

    def visitor(self) -> str:
        """Whose agenda was chosen; '' for all."""
        return str(self._who.currentData() or "")

    def visitor_name(self) -> str:
        """The words of the choice."""
        return self._who.currentText()

    def set_visitors(self, visitors: Sequence[tuple[str, str]]) -> None:
        """Offers these visitors, and all of them together; the choice stays where it can."""
        wanted = [(_tr("Alle bezoekers"), ""), *((name, one) for one, name in visitors)]
        present = [(self._who.itemText(n), self._who.itemData(n)) for n in range(self._who.count())]
        if wanted == present:
            return
        chosen = self.visitor()
        with QSignalBlocker(self._who):
            self._who.clear()
            for words, one in wanted:
                self._who.addItem(words, one)
            self._who.setCurrentIndex(max(0, self._who.findData(chosen)))

    def set_shows_week(self, *, shows_week: bool) -> None:
        """Says what the other view is."""
        self._shows_week = shows_week
        self._turn.setText(_tr("Li&jst tonen") if shows_week else _tr("W&eek tonen"))
        self._turn.set_icon("list" if shows_week else "table-2")
        self._follow_width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    @override
    def minimumSizeHint(self) -> QSize:
        # On one row the choices must not hold the page open: they may stand below.
        least = max(row.minimumSize().width() for row in self._rows[1:])
        return QSize(least, super().minimumSizeHint().height())

    def _follow_width(self) -> None:
        """In the narrow form few words; what does not fit then stands on a row of its own."""
        narrow = is_narrow(self, self._source.look)
        for button, words in zip(self._steps, _step_words(narrow=narrow), strict=True):
            if button.text() != words:
                button.setText(words)
                button.updateGeometry()
        wanted = sum(row.sizeHint().width() for row in self._rows[1:]) + self._source.look.u(2)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        way = across if wanted <= self.width() else down
        if way != self._box.direction():
            self._box.setDirection(way)

    def _step_buttons(self) -> tuple[Button, ...]:
        made = []
        deeds = (
            ("week_before", lambda: self.week_asked.emit(-1)),
            ("go_today", self.today_asked),
            ("week_after", lambda: self.week_asked.emit(1)),
            ("choose_day", self.day_asked),
        )
        for (name, deed), words in zip(deeds, _step_words(narrow=False), strict=True):
            button = Button(self._source, words)
            button.setObjectName(name)
            # What the reader hears stays whole when the words get short.
            button.setAccessibleName(words.replace("&", ""))
            button.clicked.connect(deed)
            made.append(button)
        return tuple(made)

    def _dress(self) -> None:
        for row in self._rows:
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(self._source.look.u(1))
        self._follow_width()


def _step_words(*, narrow: bool) -> tuple[str, ...]:
    if narrow:
        return _tr("V&orige"), _tr("&Vandaag"), _tr("Vo&lgende"), _tr("Da&g")
    return _tr("V&orige week"), _tr("&Vandaag"), _tr("Vo&lgende week"), _tr("Da&g kiezen")


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaBar", text)
