"""Choosing a day in a month, with holidays and appointments in words."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from huisbezoek.model.domain.holidays import holidays
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.ui import texts
from huisbezoek.ui.models.agenda_words import holiday_name
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.announce import announce
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.month_picker import DayMark, MonthPicker
from huisbezoek.ui.widgets.text import Text


def ask_day(
    look: LookSource,
    window: QWidget,
    day: date,
    agreed: Mapping[date, int],
    then: Callable[[date], None],
) -> None:
    """Asks for a day, beginning at this one; `agreed` has how many appointments there are."""
    dialog = DayDialog(look, window, day, lambda one: agreed.get(one, 0))
    dialog.accepted.connect(lambda: then(dialog.day()))
    dialog.show_once()


class DayDialog(DialogFrame):
    """After `accepted`, `day` is the day; `agreed` tells how many appointments a day has."""

    def __init__(
        self, look: LookSource, window: QWidget, day: date, agreed: Callable[[date], int]
    ) -> None:
        super().__init__(look, window, _tr("Kies een dag"), icon="calendar-days")
        self.setObjectName("day_dialog")
        self.set_back(_tr("Terug"))
        self._agreed = agreed
        self._month = Text(look, size="l", bold=True)
        self._off = Text(look, tone="muted")
        heads = tuple(texts.say(one) for one in texts.WEEKDAYS)
        self.picker = MonthPicker(look, _tr("Maand"), heads, self._mark)
        self.picker.setObjectName("month")
        self.picker.chosen.connect(lambda _day: self.accept())
        self.picker.day_changed.connect(self._follow)
        row = QHBoxLayout()
        row.addWidget(self._month, 1)
        for name, words, icon, months in (
            ("month_before", _tr("&Vorige maand"), "arrow-left", -1),
            ("month_after", _tr("V&olgende maand"), "arrow-right", 1),
        ):
            button = Button(look, words, "quiet", icon, icon_right=months > 0)
            button.setObjectName(name)
            button.clicked.connect(
                lambda _=False, step=months: self.picker.set_day(
                    add_months(self.picker.day(), step)
                )
            )
            row.addWidget(button)
        self.content.addLayout(row)
        self.content.addWidget(self.picker)
        self.content.addWidget(self._off)
        self.content.addStretch(1)
        back = Button(look, _tr("&Niet nu"), "quiet")
        back.clicked.connect(self.reject)
        show = Button(look, _tr("&Deze dag tonen"), "primary", "calendar-check")
        show.setObjectName("show_day")
        show.clicked.connect(self.accept)
        self.add_button(back)
        self.add_button(show)
        self.picker.set_day(day)

    def day(self) -> date:
        """The day that was chosen."""
        return self.picker.day()

    def _follow(self, day: date) -> None:
        self._month.setText(texts.capital(texts.month(day)))
        # In sight also where the month is higher than the page.
        self.sentence.setText(texts.capital(texts.long_date(day)))
        self.sentence.show()
        in_month = [one for one in holidays(day.year) if one.month == day.month]
        self._off.setText(
            "\n".join(
                f"{texts.long_date(one, year=False)}: {holiday_name(one)}" for one in in_month
            )
        )
        self._off.setVisible(bool(in_month))
        mark = self._mark(day)
        words = ", ".join(part for part in (mark.spoken, mark.note, mark.agreed) if part)
        announce(self.picker, words)

    def _mark(self, day: date) -> DayMark:
        count = self._agreed(day)
        agreed = texts.counted(count, _tr("{0} afspraak"), _tr("{0} afspraken")) if count else ""
        return DayMark(texts.long_date(day), holiday_name(day), agreed)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DayDialog", text)
