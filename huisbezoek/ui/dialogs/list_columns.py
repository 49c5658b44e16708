"""How a list is understood: encoding, separator and sheet, and what each column means."""

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.resident_lists import ListField
from huisbezoek.model.usecases.ports.intake import (
    FoundColumn,
    ListFileKind,
    ListForm,
    ListLayout,
    ReadingChoices,
)
from huisbezoek.ui.models.list_words import (
    ENCODINGS,
    FIELDS,
    SEPARATORS,
    dropped_words,
    known_encoding,
    layout_words,
    problems,
)
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.field import Combo, ComboField
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import Text

_SAMPLES = 3


class ListColumns(QWidget):
    """Shows a layout and lets a person choose otherwise; `chosen` carries `ReadingChoices`."""

    chosen = Signal(object)

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        self._choices = ReadingChoices()
        self._columns: dict[int, Combo] = {}
        self._problems = Banner(look, "info", _tr("Eerst nog kiezen"), icon="info")
        self._problems.setObjectName("list_problems")
        self._file_card = Card(look, _tr("Zo is het bestand geschreven"))
        self._kind = Text(look)
        self._file_card.body.addWidget(self._kind)
        self._add_file_fields()
        self._column_card = Card(look, _tr("Wat staat er in elke kolom?"))
        self._dropped = Text(look, tone="muted")
        self._dropped.setObjectName("dropped_columns")
        self._grid_box = QVBoxLayout()
        self._column_card.body.addLayout(self._grid_box)
        self._column_card.body.addWidget(self._dropped)
        self._grid: QWidget | None = None
        cards = Columns(look, (1,))
        for widget in (self._problems, self._file_card, self._column_card):
            cards.columns[0].addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(cards)

    def set_layout_found(self, layout: ListLayout, choices: ReadingChoices) -> None:
        """Shows how the file would be read with these choices."""
        self._choices = choices
        self._kind.setText(layout_words(layout))
        found = problems(layout)
        self._problems.setVisible(bool(found))
        self._problems.set_words(_tr("Eerst nog kiezen"), "\n".join(found))
        self._show_file_fields(layout)
        self._dropped.setText(dropped_words(layout.dropped_columns))
        self._dropped.setVisible(bool(layout.dropped_columns))
        self._show_columns(layout)

    def _add_file_fields(self) -> None:
        encodings = [(key, _tr(words)) for key, words in ENCODINGS]
        self._encoding = ComboField(self._look, _tr("&Tekens"), encodings)
        self._encoding.set_help(_tr("Kies een andere als letters met een accent niet kloppen."))
        separators = [(key, _tr(words)) for key, words in SEPARATORS]
        self._separator = ComboField(self._look, _tr("&Scheidingsteken"), separators)
        self._sheet = ComboField(self._look, _tr("&Blad"), [])
        row = Row(self._look, stacks=True)
        for field, name in (
            (self._encoding, "field_encoding"),
            (self._separator, "field_separator"),
            (self._sheet, "field_sheet"),
        ):
            field.editor.setObjectName(name)
            field.changed.connect(lambda _key: self._choose_file())
            row.add(field, 1)
        self._file_card.body.addWidget(row)

    def _show_file_fields(self, layout: ListLayout) -> None:
        is_text = layout.file_kind is ListFileKind.CSV
        blockers = [
            QSignalBlocker(field.editor) for field in (self._encoding, self._separator, self._sheet)
        ]
        self._encoding.set_key(known_encoding(layout.encoding))
        self._separator.set_key(layout.separator)
        self._sheet.editor.clear()
        for sheet in layout.sheets:
            self._sheet.editor.addItem(sheet, sheet)
        self._sheet.set_key(layout.sheet)
        for blocker in blockers:
            blocker.unblock()
        self._encoding.setVisible(is_text)
        self._separator.setVisible(is_text)
        self._sheet.setVisible(not is_text and len(layout.sheets) > 1)

    def _show_columns(self, layout: ListLayout) -> None:
        if self._grid is not None:
            self._grid_box.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self._columns.clear()
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(2, 1)
        grid.setHorizontalSpacing(self._look.look.u(2.5))
        grid.setVerticalSpacing(self._look.look.u(0.75))
        for place, column in enumerate(layout.columns):
            grid.addWidget(Text(self._look, column.header, bold=True), place, 0)
            can_choose = layout.form is ListForm.EVERYDAY
            grid.addWidget(self._meaning(column, can_choose=can_choose), place, 1)
            samples = " · ".join(sample for sample in column.samples[:_SAMPLES] if sample)
            grid.addWidget(Text(self._look, samples, tone="muted"), place, 2)
        self._grid_box.addWidget(self._grid)

    def _meaning(self, column: FoundColumn, *, can_choose: bool) -> QWidget:
        if not can_choose:
            return Text(self._look, _tr(FIELDS[column.field]) if column.field else "")
        combo = Combo(self._look)
        combo.setObjectName(f"column_{column.position}")
        combo.setAccessibleName(_tr("Betekenis van kolom {0}").format(column.header))
        combo.addItem(_tr("Niet gebruiken"), "")
        for field, words in FIELDS.items():
            combo.addItem(_tr(words), field.value)
        combo.setCurrentIndex(combo.findData(column.field.value if column.field else ""))
        combo.currentIndexChanged.connect(lambda _place: self._choose_columns())
        self._columns[column.position] = combo
        return combo

    def _choose_file(self) -> None:
        # Another encoding or sheet gives other columns: what was chosen for the old ones goes.
        self.chosen.emit(
            ReadingChoices(
                sheet=self._sheet.key() or None,
                encoding=self._encoding.key() or None,
                separator=self._separator.key() or None,
            )
        )

    def _choose_columns(self) -> None:
        columns = {
            position: ListField(key) if (key := str(combo.currentData() or "")) else None
            for position, combo in self._columns.items()
        }
        self.chosen.emit(
            ReadingChoices(
                sheet=self._choices.sheet,
                encoding=self._choices.encoding,
                separator=self._choices.separator,
                header_row=self._choices.header_row,
                columns=columns,
            )
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("lists", text)
