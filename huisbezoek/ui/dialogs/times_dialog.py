"""When a visitor is not there, and which parts of the week suit: kept on the visitor's own card."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.availability import PARTS, AwayPeriod, read_away, write_away
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.away_card import title_for
from huisbezoek.ui.models.agenda_words import day_parts, part_heads, stretch
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import DateField
from huisbezoek.ui.widgets.text import GroupHeading, Text


class TimesDialog(DialogFrame):
    """After `accepted`, `away` and `available` say when the visitor is not there and can come.

    A stretch that was typed but not added counts too. `name` is '' for who works here.
    """

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        away: Iterable[AwayPeriod],
        available: frozenset[str],
        name: str = "",
    ) -> None:
        sentence = _tr("Dit gaat mee bij het uitwisselen. De reden vragen wij niet.")
        super().__init__(look, window, title_for(name), sentence, icon="calendar-range")
        self.setObjectName("times_dialog")
        self.set_back(_tr("Terug"))
        self._source = look
        self._away = list(away)
        self._rows = QVBoxLayout()
        self.content.addLayout(self._rows)
        self._add_fields(look)
        self._add_parts(look, available)
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        save = Button(look, _tr("&Bewaren"), "primary", "check")
        save.setObjectName("save_times")
        save.clicked.connect(self._save)
        self.add_button(back)
        self.add_button(save)
        self._show_rows()

    def away(self) -> tuple[AwayPeriod, ...]:
        """The stretches of days, in order."""
        return tuple(self._away)

    def available(self) -> frozenset[str]:
        """The parts of the week that suit; all of them when nothing was said."""
        return frozenset(code for code, row in self._parts.items() if row.isChecked())

    def _add_fields(self, look: LookSource) -> None:
        self._first = DateField(look, _tr("&Vanaf"), _tr("Bijvoorbeeld 12-7-2027"))
        self._first.editor.setObjectName("away_first")
        self._last = DateField(look, _tr("&Tot en met"), _tr("Leeg als het één dag is"))
        self._last.editor.setObjectName("away_last")
        columns = Columns(look, (1, 1))
        for column, field in zip(columns.columns, (self._first, self._last), strict=True):
            column.addWidget(field)
            column.addStretch(1)
        self.content.addWidget(columns)
        add = Button(look, _tr("Deze dagen &toevoegen"), icon="plus")
        add.setObjectName("add_away")
        add.clicked.connect(self._add)
        self.content.addWidget(add)

    def _add_parts(self, look: LookSource, available: frozenset[str]) -> None:
        self.content.addWidget(GroupHeading(look, _tr("Wanneer komt een bezoek uit?")))
        words = _tr("Kies niets als elk deel van de week goed is.")
        self.content.addWidget(Text(look, words, tone="muted"))
        columns = Columns(look, (1,) * len(PARTS))
        self._parts: dict[str, CheckRow] = {}
        for column, head in zip(columns.columns, part_heads(), strict=True):
            column.addWidget(Text(look, head, bold=True))
        for place, (code, said) in enumerate(day_parts()):
            weekday = texts.say(texts.WEEKDAYS[place // len(PARTS)])
            row = CheckRow(look, texts.capital(weekday))
            row.setAccessibleName(said)
            row.setObjectName(f"part_{code}")
            row.setChecked(code in available)
            self._parts[code] = row
            columns.columns[place % len(PARTS)].addWidget(row)
        self.content.addWidget(columns)

    def _show_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, period in enumerate(self._away):
            remove = Button(self._source, _tr("Weghalen"), "row")
            remove.setObjectName(f"remove_away_{place}")
            remove.clicked.connect(lambda _=False, gone=period: self._remove(gone))
            self._rows.addWidget(
                ActionRow(self._source, "calendar-range", stretch(period), buttons=(remove,))
            )

    def _remove(self, period: AwayPeriod) -> None:
        self._away.remove(period)
        self._show_rows()
        self._first.setFocus()

    def _add(self) -> bool:
        """Takes over what was typed; False when it cannot be read."""
        first, last = self._first.day(), self._last.day()
        if not self._last.text():
            last = first
        self._first.set_error("" if first else _tr("Vul een dag in, zoals 12-7-2027."))
        wrong = first is not None and (last is None or last < first)
        self._last.set_error(_tr("Vul de eerste dag in, of een dag erna.") if wrong else "")
        if first is None or last is None or wrong:
            (self._last if first else self._first).setFocus()
            return False
        self._keep(first, last)
        return True

    def _keep(self, first: date, last: date) -> None:
        self._away = list(read_away(write_away((*self._away, AwayPeriod(first, last)))))
        self._first.set_text("")
        self._last.set_text("")
        self._show_rows()

    def _save(self) -> None:
        is_typed = bool(self._first.text() or self._last.text())
        if not is_typed or self._add():
            self.accept()


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimesDialog", text)
