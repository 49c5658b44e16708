"""Making or moving an appointment: when, how long, what kind, and what the resident needs."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.events import ContactKind
from huisbezoek.model.domain.visits import Appointment
from huisbezoek.model.usecases.visits import NewAppointment
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import ComboField, DateField, Field, TextField

_TIME: Final = re.compile(r"(\d{1,2})[.:]?(\d{2})?")
_KINDS: Final = (
    (ContactKind.HOME_VISIT, QT_TRANSLATE_NOOP("AppointmentDialog", "Bezoek thuis")),
    (ContactKind.WALK, QT_TRANSLATE_NOOP("AppointmentDialog", "Wandeling")),
    (ContactKind.ELSEWHERE, QT_TRANSLATE_NOOP("AppointmentDialog", "Op een andere plek")),
    (ContactKind.TELEPHONE, QT_TRANSLATE_NOOP("AppointmentDialog", "Gesprek per telefoon")),
    (ContactKind.VIDEO_CALL, QT_TRANSLATE_NOOP("AppointmentDialog", "Beeldbellen")),
)
_LENGTHS: Final = (30, 45, 60, 75, 90, 120)


class AppointmentDialog(DialogFrame):
    """After `accepted`, `agreed` is the appointment; `together` tells whether the partner joins.

    With `set_remarks` it says in words what to think of at the time that is typed.
    """

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        name: str,
        today: date,
        present: Appointment | None = None,
        partner: str = "",
    ) -> None:
        super().__init__(
            look, window, self.tr("Afspraak met {0}").format(name), icon="calendar-plus"
        )
        self.setObjectName("appointment_dialog")
        self.starts = datetime.combine(today, time(10))
        self.set_back(self.tr("Terug"))
        self._remarks: Callable[[datetime, int], str] | None = None
        self._build_fields(look, partner)
        if present is not None:
            self._fill(present)
        cancel = Button(look, self.tr("&Niet nu"), "quiet")
        cancel.clicked.connect(self.reject)
        save = Button(look, self.tr("&Afspraak bewaren"), "primary", "check")
        save.setObjectName("save_appointment")
        save.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(save)

    def propose(self, starts: datetime) -> None:
        """Fills in a day and time."""
        self._fill_time(starts)

    def set_remarks(self, remarks: Callable[[datetime, int], str]) -> None:
        """What to think of at a time and for a length in minutes, in words; '' is nothing."""
        self._remarks = remarks
        self._look_around()

    def agreed(self) -> NewAppointment:
        """What was agreed, after `accepted`."""
        return NewAppointment(
            starts=self.starts,
            minutes=int(self._length.key() or "60"),
            contact_kind=ContactKind(self._kind.key() or ContactKind.HOME_VISIT),
            place=self._place_field.text(),
            present=self._present.text(),
            needs=self._needs.text(),
        )

    @property
    def together(self) -> bool:
        """Whether the partner joins: one appointment, two visits; never without a partner."""
        return self._together.isChecked()

    def _build_fields(self, look: LookSource, partner: str) -> None:
        self._day = DateField(look, self.tr("&Dag"), self.tr("Bijvoorbeeld 25-11-2026"))
        self._day.editor.setObjectName("field_appointment_day")
        self._time = TextField(look, self.tr("&Tijd"), self.tr("Bijvoorbeeld 10.30"))
        self._time.editor.setObjectName("field_appointment_time")
        self._length = ComboField(
            look,
            self.tr("&Hoe lang"),
            [(str(minutes), self.tr("{0} minuten").format(minutes)) for minutes in _LENGTHS],
        )
        self._length.set_key("60")
        self._kind = ComboField(
            look, self.tr("&Wat voor gesprek"), [(kind.value, self.tr(t)) for kind, t in _KINDS]
        )
        self._place_field = TextField(look, self.tr("&Plek, als dat niet thuis is"))
        self._present = TextField(look, self.tr("Wie is er no&g bij?"))
        self._present.editor.setObjectName("field_appointment_present")
        self._needs = TextField(
            look, self.tr("&Rekening mee houden"), self.tr("Gehoor, taal, huisdier, trap")
        )
        self._together = CheckRow(look, self.tr("Samen met {0}").format(partner))
        self._together.setObjectName("appointment_together")
        self._together.setVisible(bool(partner))
        self._together.setChecked(bool(partner))
        pairs: tuple[tuple[Field, Field], ...] = (
            (self._day, self._time),
            (self._length, self._kind),
            (self._present, self._place_field),
        )
        for left, right in pairs:
            columns = Columns(look, (1, 1))
            for column, field in zip(columns.columns, (left, right), strict=True):
                column.addWidget(field)
                column.addStretch(1)
            self.content.addWidget(columns)
            if left is self._day:
                self.content.addWidget(self._add_remark(look))
                self.content.addWidget(self._together)
        self.content.addWidget(self._needs)
        self.content.addStretch(1)

    def _add_remark(self, look: LookSource) -> Banner:
        self._remark = Banner(look, "warn", self.tr("Let op. Het mag wel."), icon="info")
        self._remark.setObjectName("appointment_remark")
        self._remark.hide()
        for field in (self._day, self._time):
            field.changed.connect(self._look_around)
        self._length.changed.connect(self._look_around)
        return self._remark

    def _look_around(self, *_: object) -> None:
        """Says what to think of as soon as a whole day and time stand there."""
        day, clock = self._day.day(), _time_of(self._time.text())
        words = ""
        if self._remarks is not None and day is not None and clock is not None:
            words = self._remarks(datetime.combine(day, clock), int(self._length.key() or "60"))
        if words != self._remark.sentence.text():
            self._remark.set_words(self._remark.title.text(), words)
        self._remark.setVisible(bool(words))

    def _fill_time(self, starts: datetime) -> None:
        self._day.set_text(f"{starts:%d-%m-%Y}")
        self._time.set_text(f"{starts:%H.%M}")

    def _fill(self, present: Appointment) -> None:
        self._fill_time(present.starts)
        self._length.set_key(str(present.minutes))
        self._kind.set_key(present.contact_kind.value)
        self._place_field.set_text(present.place)
        self._present.set_text(present.present)
        self._needs.set_text(present.needs)

    def _save(self) -> None:
        day, clock = self._day.day(), _time_of(self._time.text())
        self._day.set_error("" if day else self.tr("Vul een dag in, zoals 25-11-2026."))
        self._time.set_error("" if clock else self.tr("Vul een tijd in, zoals 10.30."))
        if day is None or clock is None:
            (self._time if day else self._day).setFocus()
            return
        self.starts = datetime.combine(day, clock)
        self.accept()


def _time_of(text: str) -> time | None:
    """'10.30', '10:30', '1030' or '10' as a time of day."""
    found = _TIME.fullmatch(text.replace(" ", "").removesuffix("uur"))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - hours and minutes of a day
