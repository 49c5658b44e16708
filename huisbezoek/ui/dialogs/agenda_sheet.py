"""One appointment opened: what was agreed, what to think of, and what can be done with it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.visit_commands import VisitCommand, offered
from huisbezoek.model.usecases.agenda import AgendaItem
from huisbezoek.model.usecases.agenda_sheets import OrderedDay
from huisbezoek.ui import step_words, texts
from huisbezoek.ui.models import agenda_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import FactRow, GroupHeading, Text

RESIDENT: Final = "resident"
_OFFERED: Final = (
    VisitCommand.START_VISIT,
    VisitCommand.CONFIRM_APPOINTMENT,
    VisitCommand.MOVE_APPOINTMENT,
    VisitCommand.CANCEL_APPOINTMENT,
    VisitCommand.NOT_AT_HOME,
)


def commands(item: AgendaItem, today: date, *, may_visit: bool) -> tuple[VisitCommand, ...]:
    """What can be done with an appointment; only who visits starts a talk."""
    has_telephone = bool(item.card.telephone)
    fits = offered(item.card.state, today, has_telephone=has_telephone)
    theirs = set() if may_visit else {VisitCommand.START_VISIT}
    return tuple(one for one in _OFFERED if one in fits and one not in theirs)


class AppointmentSheet(DialogFrame):
    """After `accepted`, `chosen` is the command, or `RESIDENT` for the card of the resident."""

    def __init__(
        self, look: LookSource, window: QWidget, item: AgendaItem, offers: Sequence[VisitCommand]
    ) -> None:
        made = item.appointment
        title = _tr("{0}, {1}").format(
            texts.capital(texts.long_date(made.starts.date(), year=False)), texts.clock(made.starts)
        )
        super().__init__(look, window, title, icon="calendar-check")
        self.setObjectName("appointment_sheet")
        self.set_back(_tr("Terug"))
        self.chosen = ""
        self.content.addWidget(Text(look, texts.capital(item.card.name), size="l", bold=True))
        facts = (
            item.card.row.address_line,
            agenda_words.about(item),
            texts.capital(f"{agenda_words.state(item)}."),
            item.visitor_name and _tr("Bezoeker: {0}").format(item.visitor_name),
        )
        self.content.addWidget(Text(look, "\n".join(one for one in facts if one)))
        remarks = agenda_words.remarks(item)
        if remarks:
            self.content.addWidget(Banner(look, "warn", _tr("Let op"), remarks, icon="info"))
        self._add_commands(look, offers)
        self.content.addStretch(1)
        back = Button(look, _tr("&Sluiten"), "quiet")
        back.setObjectName("close_appointment")
        back.clicked.connect(self.reject)
        self.add_button(back)

    def _add_commands(self, look: LookSource, offers: Sequence[VisitCommand]) -> None:
        columns = Columns(look, (1, 1))
        made: list[Button] = []
        for command in offers:
            words = step_words.command(command)
            if words is not None:
                button = Button(look, words.text, icon=words.icon)
                button.setObjectName(f"do_{command.value}")
                button.clicked.connect(lambda _=False, one=command.value: self._choose(one))
                made.append(button)
        see = Button(look, _tr("&Kaart bekijken"), icon="user")
        see.setObjectName("do_resident")
        see.clicked.connect(lambda: self._choose(RESIDENT))
        for place, button in enumerate((*made, see)):
            columns.columns[place % 2].addWidget(button)
        for column in columns.columns:
            column.addStretch(1)
        self.content.addWidget(columns)

    def _choose(self, what: str) -> None:
        self.chosen = what
        self.accept()


class DayOrderDialog(DialogFrame):
    """The appointments of a day by time and in the handy order; `accepted` asks for paper."""

    def __init__(self, look: LookSource, window: QWidget, ordered: OrderedDay) -> None:
        super().__init__(
            look,
            window,
            _tr("Volgorde van de dag"),
            f"{texts.capital(texts.long_date(ordered.day))}.",
            icon="list-checks",
        )
        self.setObjectName("day_order_dialog")
        self.set_back(_tr("Terug"))
        self.content.addWidget(Text(look, self._advice(ordered)))
        if ordered.items:
            self._add(look, _tr("Afgesproken"), ordered.items, with_time=True)
        if not ordered.is_handy_already:
            words = _tr("Zo liggen de adressen handig")
            if ordered.from_home:
                words = _tr("Zo liggen de adressen handig, van huis af")
            self._add(look, words, ordered.handy, with_time=False)
        self.content.addStretch(1)
        back = Button(look, _tr("&Sluiten"), "quiet")
        back.clicked.connect(self.reject)
        self.add_button(back)
        if ordered.items:
            to_print = Button(look, _tr("&Dagblad printen"), "primary", "printer")
            to_print.setObjectName("print_day")
            to_print.clicked.connect(self.accept)
            self.add_button(to_print)

    def _advice(self, ordered: OrderedDay) -> str:
        if not ordered.items:
            return _tr("Op deze dag staan geen afspraken.")
        if ordered.is_of_several:
            return _tr("Kies één bezoeker om te zien hoe de adressen handig liggen.")
        if not ordered.handy:
            return _tr("Bij drie adressen of meer ziet u hier hoe zij handig achter elkaar liggen.")
        if ordered.is_handy_already:
            return _tr("De tijden volgen de adressen al handig.")
        return _tr(
            "De afgesproken tijden blijven staan. De volgorde helpt bij een nieuwe afspraak."
        )

    def _add(
        self, look: LookSource, head: str, items: Sequence[AgendaItem], *, with_time: bool
    ) -> None:
        self.content.addWidget(GroupHeading(look, head))
        for place, item in enumerate(items, start=1):
            lead = texts.clock(item.appointment.starts) if with_time else f"{place}."
            fact = f"{lead} {item.card.row.address_line}"
            icon = "clock" if with_time else "map-pin"
            self.content.addWidget(FactRow(look, icon, fact, texts.capital(item.card.name)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaSheet", text)
