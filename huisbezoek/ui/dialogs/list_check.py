"""What reading in a list will do: who comes in, who does not and why, what to look at."""

from collections import defaultdict

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.intake import ListPreview
from huisbezoek.ui import texts
from huisbezoek.ui.models.list_words import come_in, dropped_words, people, row_numbers
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.table import Table
from huisbezoek.ui.widgets.text import FactRow, Text


class ListCheck(QWidget):
    """The numbers of a list before anything is written; refused people by row number only."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        self._columns = Columns(look, (1, 1))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._columns)

    def set_preview(self, preview: ListPreview, age_from: int) -> None:
        """Shows what would happen where people are asked from this age."""
        old = self._columns
        self._columns = Columns(self._look, (1, 1))
        self._box.replaceWidget(old, self._columns)
        old.hide()
        old.deleteLater()
        left, right = self._columns.columns
        left.addWidget(self._accepted(preview))
        left.addWidget(self._groups(preview, age_from))
        left.addStretch(1)
        if preview.checked.refused:
            right.addWidget(self._refused(preview))
        if preview.checked.warnings or preview.similar_rows:
            right.addWidget(self._warnings(preview))
        if preview.dropped_columns:
            right.addWidget(self._dropped(preview))
        right.addStretch(1)

    def _accepted(self, preview: ListPreview) -> Card:
        counts = preview.checked.counts
        title = _tr("{0} op de lijst zijn in orde").format(people(counts.accepted))
        card = Card(self._look, title, icon="circle-check")
        card.setObjectName("list_accepted")
        table = Table(self._look, title)
        rows = [(texts.capital(words), number) for number, words in come_in(preview)]
        total = (_tr("Samen"), texts.number(counts.accepted))
        table.set_rows((_tr("Wie"), _tr("Aantal")), [*rows, total], has_total=True)
        card.body.addWidget(table)
        return card

    def _groups(self, preview: ListPreview, age_from: int) -> Card:
        card = Card(self._look, _tr("Per doelgroep, vandaag"))
        table = Table(self._look, _tr("Per doelgroep, vandaag"))
        rows = [
            (texts.capital(texts.group(group.value, age_from)), texts.number(count))
            for group, count in preview.checked.counts.groups.items()
        ]
        table.set_rows((_tr("Doelgroep"), _tr("Aantal")), rows)
        card.body.addWidget(table)
        return card

    def _refused(self, preview: ListPreview) -> Card:
        by_reason: dict[str, list[int]] = defaultdict(list)
        for refused in preview.checked.refused:
            by_reason[refused.reason.value].append(refused.row)
        title = _tr("{0} worden niet ingelezen").format(people(len(preview.checked.refused)))
        card = Card(self._look, title, icon="ban")
        card.setObjectName("list_refused")
        for reason in preview.checked.counts.refused:
            rows = by_reason[reason.value]
            words = f"{texts.number(len(rows))}  {texts.refusal(reason.value)}"
            card.body.addWidget(FactRow(self._look, "minus", words, row_numbers(rows)))
        return card

    def _warnings(self, preview: ListPreview) -> Card:
        by_kind: dict[str, list[int]] = defaultdict(list)
        for warning in preview.checked.warnings:
            by_kind[warning.kind.value].append(warning.row)
        card = Card(self._look, _tr("Kijk hier nog naar"), icon="info")
        card.setObjectName("list_warnings")
        for kind, rows in by_kind.items():
            words = f"{texts.number(len(rows))}  {texts.warning(kind)}"
            card.body.addWidget(FactRow(self._look, "info", words, row_numbers(rows)))
        if preview.similar_rows:
            words = _tr("{0}  Lijkt op iemand die al bekend is").format(len(preview.similar_rows))
            detail = row_numbers(preview.similar_rows)
            card.body.addWidget(FactRow(self._look, "users", words, detail))
        return card

    def _dropped(self, preview: ListPreview) -> Card:
        card = Card(self._look, _tr("Weggelaten"), icon="eye-off")
        card.setObjectName("list_dropped")
        card.body.addWidget(Text(self._look, dropped_words(preview.dropped_columns)))
        return card


def _tr(text: str) -> str:
    return QCoreApplication.translate("lists", text)
