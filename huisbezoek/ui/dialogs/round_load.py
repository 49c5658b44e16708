"""The load of the months on the page Ronde: a chart with its table twin, and sentences under it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.domain.plan_rules import PlanWeights
from huisbezoek.model.usecases.forecast import Forecast
from huisbezoek.ui import texts
from huisbezoek.ui.models import forecast_words
from huisbezoek.ui.models.match_words import weight_rows
from huisbezoek.ui.theme import LookSource, Token, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.month_chart import MonthBar, MonthChart, MonthLegend
from huisbezoek.ui.widgets.table import Table
from huisbezoek.ui.widgets.text import IconText, Text


@dataclass(frozen=True, slots=True)
class TableWords:
    """A table: its heads, its rows, and whether the last row is the total."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = True


@dataclass(frozen=True, slots=True)
class LoadWords:
    """The months as bars, what the line means, and the sentences under it; also as tables.

    The tables are of months, districts and groups. A sentence is an icon, its colour and the words.
    """

    bars: tuple[MonthBar, ...]
    summary: str
    room: str
    over: str
    tables: tuple[TableWords, TableWords, TableWords]
    sentences: tuple[tuple[str, Token, str], ...]


class LoadCard(QWidget):
    """Shows `LoadWords`; the button turns the chart into tables and back."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._button = Button(look, _tr("&Toon als tabel"), "flush", "table-2")
        self._button.setObjectName("load_as_table")
        self._button.clicked.connect(self._turn)
        self._legend = MonthLegend(look)
        self._title = Text(look, _tr("Beurten per maand, gelijk verdeeld"), size="l", bold=True)
        self._chart = MonthChart(look)
        self._chart.setObjectName("load_chart")
        self._table = Table(look, _tr("Beurten per maand"))
        self._table.setObjectName("load_table")
        self._districts = Table(look, _tr("Beurten per buurt"))
        self._districts.setObjectName("district_table")
        self._groups = Table(look, _tr("Beurten per doelgroep"))
        self._groups.setObjectName("group_table")
        self._tables = QWidget()
        self._tables.hide()
        self._lines: list[IconText] = []
        self._build_card(look)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        look.changed.connect(self._dress)
        self._dress()

    def _build_card(self, look: LookSource) -> None:
        self._card = Card(look)
        self._card.setObjectName("load_card")
        self._card.setAccessibleName(_tr("Beurten per maand, gelijk verdeeld"))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        self._under = QVBoxLayout()
        self._card.body.addLayout(self._head)
        self._card.body.addWidget(self._chart)
        self._card.body.addWidget(self._tables)
        self._card.body.addLayout(self._under)
        parts = Columns(look, (1, 1))
        for column, table in zip(parts.columns, (self._districts, self._groups), strict=True):
            column.addWidget(table)
            column.addStretch(1)
        self._table_box = QVBoxLayout(self._tables)
        self._table_box.setContentsMargins(0, 0, 0, 0)
        self._table_box.addWidget(self._table)
        self._table_box.addWidget(parts)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._card)

    def set_words(self, words: LoadWords) -> None:
        """Shows other months."""
        self._chart.set_months(words.bars, words.summary)
        self._legend.set_words(words.room, words.over)
        tables = (self._table, self._districts, self._groups)
        for table, shown in zip(tables, words.tables, strict=True):
            table.set_rows(shown.heads, shown.rows, has_total=shown.has_total)
        while len(self._lines) < len(words.sentences):
            line = IconText(self._source, "info", "")
            self._lines.append(line)
            self._under.addWidget(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(words.sentences))
            if place < len(words.sentences):
                icon, tone, text = words.sentences[place]
                line.set_text(text, icon=icon, tone=tone)
                line.text.set_tone("ink")

    @property
    def shows_table(self) -> bool:
        """Whether the table is shown instead of the bars."""
        return not self._tables.isHidden()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _turn(self) -> None:
        is_table = not self.shows_table
        self._tables.setVisible(is_table)
        self._chart.setVisible(not is_table)
        self._legend.setVisible(not is_table)
        self._button.setText(_tr("&Toon als balken") if is_table else _tr("&Toon als tabel"))
        self._button.set_icon("chart-column" if is_table else "table-2")
        self._button.updateGeometry()

    def _follow_width(self) -> None:
        narrow = is_narrow(self, self._source.look)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setSpacing(self._source.look.u(0.5 if narrow else 3))
        if way != self._head.direction():
            self._head.setDirection(way)
            place = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
            self._head.setAlignment(self._legend, place)

    def _dress(self) -> None:
        look = self._source.look
        self._under.setSpacing(look.u(0.5))
        self._table_box.setSpacing(look.u(2.5))
        self._follow_width()


class WeightsDialog(DialogFrame):
    """Zo wordt gekozen: what the plan would rather not do, and with how many points."""

    def __init__(self, look: LookSource, window: QWidget, weights: PlanWeights) -> None:
        super().__init__(
            look,
            window,
            _tr("Zo wordt gekozen"),
            _tr("Alles kost punten. U ziet het voorstel dat samen de minste punten kost."),
            "list-checks",
        )
        self.setObjectName("weights_dialog")
        self.set_back(_tr("Terug"))
        table = Table(look, _tr("Zo wordt gekozen"))
        table.setObjectName("weights_table")
        table.set_rows(
            (_tr("Wat het voorstel liever niet doet"), _tr("Punten")), weight_rows(weights)
        )
        self.content.addWidget(table)
        self.content.addWidget(
            Text(
                look,
                _tr("Wie zelf vroeg, krijgt eerst plaats. Daarna wie het langst geen contact had."),
                tone="muted",
            )
        )
        back = Button(look, _tr("&Terug"))
        back.clicked.connect(self.reject)
        self.add_button(back)


def load_words(seen: Forecast) -> LoadWords:
    """The forecast as the card shows it."""
    bars = tuple(
        MonthBar(
            label=texts.say(texts.SHORT_MONTHS[one.month.month - 1]),
            count=one.levelled,
            room=one.capacity,
            spoken=forecast_words.month_words(one),
            year=str(one.month.year) if number == 0 or one.month.month == 1 else "",
        )
        for number, one in enumerate(seen.months)
    )
    heads = forecast_words.part_heads
    is_longer = seen.years is None or seen.years > seen.cycle_years
    first: tuple[str, Token] = ("circle-alert", "warn") if is_longer else ("info", "muted")
    sentences: list[tuple[str, Token, str]] = [
        (*(first if number == 0 else ("info", "muted")), words)
        for number, words in enumerate(forecast_words.cycle_sentences(seen))
    ]
    sentences += [("circle-alert", "warn", words) for words in forecast_words.over_sentences(seen)]
    return LoadWords(
        bars=bars,
        summary=forecast_words.summary(seen),
        room=forecast_words.room_words(seen),
        over="" if seen.fits else _tr("te veel"),
        tables=(
            TableWords(forecast_words.month_heads(), forecast_words.month_rows(seen)),
            TableWords(heads(_tr("Buurt")), forecast_words.district_rows(seen)),
            TableWords(heads(_tr("Doelgroep")), forecast_words.group_rows(seen), has_total=False),
        ),
        sentences=tuple(sentences),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
