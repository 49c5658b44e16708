"""What one does with the agenda: move by keys, make a new appointment, export, print, be away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.agenda import Slot, Surroundings, warnings
from huisbezoek.model.domain.availability import AwayPeriod
from huisbezoek.model.domain.visit_commands import VisitCommand
from huisbezoek.model.usecases.agenda import Agenda, AgendaItem
from huisbezoek.model.usecases.agenda_sheets import OrderedDay
from huisbezoek.model.usecases.ports.calendar import CalendarEntry
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.visits import VisitRow
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.today import TodayCard
from huisbezoek.model.usecases.visits import NewAppointment
from huisbezoek.ui.dialogs import agenda_rows
from huisbezoek.ui.dialogs.agenda_choices import CalendarFileDialog, WhoDialog
from huisbezoek.ui.dialogs.agenda_sheet import (
    RESIDENT,
    AppointmentSheet,
    DayOrderDialog,
    commands,
)
from huisbezoek.ui.dialogs.paper_printing import PaperPrinting, PaperPrintUses
from huisbezoek.ui.dialogs.question_dialog import QuestionDialog, QuestionWords
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.dialogs.times_dialog import TimesDialog
from huisbezoek.ui.dialogs.visit_steps import StepUses, VisitSteps
from huisbezoek.ui.models import agenda_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class AgendaUses:
    """What the agenda asks and does; the clock and who acts are bound already.

    `visitor` is whose agenda it is: '' for a coordinator, who may choose one. `view` gets a visitor
    and the first and last day. `entries` gets a visitor and what makes the words of an appointment
    out of a name; `write` gets where to and answers the name of the file. `day_sheet` and
    `week_sheet` get a visitor and a day.
    """

    visitor: str
    view: Callable[[Reading, str, date, date], Agenda]
    around: Callable[[Reading, tuple[str, ...], str], Surroundings]
    to_appoint: Callable[[Reading, str], tuple[tuple[VisitRow, ...], ...]]
    card: Callable[[Reading, tuple[VisitRow, ...]], TodayCard]
    keep_times: Callable[[Writing, str, tuple[AwayPeriod, ...], frozenset[str]], None]
    entries: Callable[[Writing, str, Callable[[str], str]], tuple[CalendarEntry, ...]]
    write: Callable[[Path, Sequence[CalendarEntry]], str]
    file_name: Callable[[], str]
    ordered: Callable[[Reading, str, date], OrderedDay]
    day_sheet: Callable[[Reading, str, date], Sheet]
    week_sheet: Callable[[Reading, str, date], Sheet]
    papers: PaperPrintUses
    steps: StepUses

    def now(self) -> datetime:
        """The wall clock, without a zone."""
        return self.steps.now()


class AgendaSteps(Steps[AgendaUses]):
    """Asks before each deed. `visit_opened` and `resident_opened` carry where to go.

    `kept` carries the name of a file that was made, `failed` an error.
    """

    visit_opened = Signal(str)
    resident_opened = Signal(str)
    kept = Signal(str)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: AgendaUses, page: QWidget
    ) -> None:
        super().__init__(workbench, look, uses, page)
        self.visitor = uses.visitor
        self._steps = VisitSteps(workbench, look, uses.steps, page, self._around)
        self._steps.talk.connect(self.visit_opened)
        self._steps.failed.connect(self.failed)
        self._papers = PaperPrinting(workbench, look, uses.papers, page)
        self._papers.failed.connect(self.failed)

    def show_item(self, item: AgendaItem) -> None:
        """Opens an appointment, with everything that can be done with it."""
        offers = self.offers(item)
        dialog = AppointmentSheet(self._look, self._page.window(), item, offers)
        dialog.accepted.connect(lambda: self.do(item, dialog.chosen))
        dialog.show_once()

    def offers(self, item: AgendaItem) -> tuple[VisitCommand, ...]:
        """What can be done with an appointment here."""
        today = self._uses.now().date()
        return commands(item, today, may_visit=bool(self._uses.visitor))

    def do(self, item: AgendaItem, what: str) -> None:
        """Begins what was chosen for an appointment."""
        if what == RESIDENT:
            self.resident_opened.emit(item.card.row.resident)
        else:
            self._steps.begin(item.card, VisitCommand(what))

    def ask_who(self, proposed: datetime) -> None:
        """Asks with whom, and then agrees a time; `proposed` is filled in."""
        self._workbench.ask(
            lambda reading: self._uses.to_appoint(reading, self.visitor),
            lambda groups: self._show_who(groups, proposed),
            self.failed.emit,
        )

    def appoint(self, visit: str, proposed: datetime) -> None:
        """Begins an appointment for this visit, if one can be made."""

        def found(groups: tuple[tuple[VisitRow, ...], ...]) -> None:
            rows = next((one for one in groups if any(row.visit == visit for row in one)), None)
            if rows is not None:
                self._begin(rows, proposed)

        self._workbench.ask(
            lambda reading: self._uses.to_appoint(reading, self.visitor), found, self.failed.emit
        )

    def confirm_move(self, item: AgendaItem, starts: datetime, left: Callable[[], None]) -> None:
        """Asks once whether the appointment goes to another time; `left` when it does not."""
        self._workbench.ask(
            lambda reading: self._around(reading, item.card.visits),
            lambda found: self._ask_move(item, starts, found, left),
            self.failed.emit,
        )

    def change_times(self, visitor: str, name: str, agenda: Agenda) -> None:
        """Asks when a visitor is away; `name` is '' for who works here."""
        dialog = TimesDialog(self._look, self._page.window(), agenda.away, agenda.available, name)

        def keep() -> None:
            away, available = dialog.away(), dialog.available()

            def deed(writing: Writing) -> None:
                self._uses.keep_times(writing, visitor, away, available)

            self._workbench.do(deed, failed=self.failed.emit)

        dialog.accepted.connect(keep)
        dialog.show_once()

    def show_order(self, day: date) -> None:
        """Shows how the addresses of a day lie, and offers the paper of the day."""
        visitor = self.visitor

        def show(ordered: OrderedDay) -> None:
            dialog = DayOrderDialog(self._look, self._page.window(), ordered)
            dialog.accepted.connect(lambda: self.print_day(day))
            dialog.show_once()

        self._workbench.ask(
            lambda reading: self._uses.ordered(reading, visitor, day), show, self.failed.emit
        )

    def print_day(self, day: date) -> None:
        """Offers the paper of a day."""
        visitor = self.visitor
        self._papers.offer(
            lambda reading: self._uses.day_sheet(reading, visitor, day), self._on_paper()
        )

    def print_week(self, day: date) -> None:
        """Offers the paper of the week of a day."""
        visitor = self.visitor
        self._papers.offer(
            lambda reading: self._uses.week_sheet(reading, visitor, day), self._on_paper()
        )

    def export(self) -> None:
        """Asks what a calendar file may say and where it goes, and makes it."""
        dialog = CalendarFileDialog(self._look, self._page.window())
        dialog.accepted.connect(lambda: self._export(with_names=dialog.choice().with_names))
        dialog.show_once()

    def _export(self, *, with_names: bool) -> None:
        title = _tr("Waar komt het agendabestand?")
        path = self._uses.papers.save_file(self._page, title, self._uses.file_name())
        if path is None:
            return
        target, visitor = path, self.visitor
        plain, named = _tr("Huisbezoek"), _tr("Huisbezoek: {0}")

        def summary(name: str) -> str:
            return named.format(name) if with_names and name else plain

        def write(entries: tuple[CalendarEntry, ...]) -> None:
            self._workbench.carry(
                lambda: self._uses.write(target, entries), self.kept.emit, self.failed.emit
            )

        self._workbench.do(
            lambda writing: self._uses.entries(writing, visitor, summary), write, self.failed.emit
        )

    def _show_who(self, groups: tuple[tuple[VisitRow, ...], ...], proposed: datetime) -> None:
        words = _tr("U kunt zo de dag en de tijd nog veranderen. Nu: {0}.")
        sentence = words.format(agenda_words.moment_with_comma(proposed))
        dialog = WhoDialog(self._look, self._page.window(), sentence, agenda_rows.who_rows(groups))
        by_visit = {rows[0].visit: rows for rows in groups}
        dialog.accepted.connect(lambda: self._begin(by_visit[dialog.chosen], proposed))
        dialog.show_once()

    def _begin(self, rows: tuple[VisitRow, ...], proposed: datetime) -> None:
        self._workbench.ask(
            lambda reading: self._uses.card(reading, rows),
            lambda card: self._steps.appoint(card, proposed),
            self.failed.emit,
        )

    def _ask_move(
        self, item: AgendaItem, starts: datetime, around: Surroundings, left: Callable[[], None]
    ) -> None:
        made = item.appointment
        found = warnings(Slot(starts, made.minutes), around, self._uses.now())
        words = _tr("De afspraak met {0} is nu op {1}. Zeg het ook tegen de inwoner.")
        parts = (
            words.format(item.card.name, agenda_words.moment_with_comma(made.starts)),
            agenda_words.warning_sentences(found, starts.date(), around.turn),
        )
        dialog = QuestionDialog(
            self._look,
            self._page.window(),
            QuestionWords(
                _tr("Verzetten naar {0}?").format(agenda_words.moment_with_comma(starts)),
                " ".join(part for part in parts if part),
                _tr("&Verzetten"),
                "calendar-clock",
            ),
        )
        new = NewAppointment(
            starts, made.minutes, made.contact_kind, made.place, made.present, made.needs
        )
        visits = item.card.visits

        def keep(writing: Writing) -> None:
            self._uses.steps.make_appointment(writing, visits, new)

        dialog.accepted.connect(lambda: self._workbench.do(keep, failed=self.failed.emit))
        dialog.finished.connect(lambda _result: left())
        dialog.show_once()

    def _around(self, reading: Reading, visits: tuple[str, ...]) -> Surroundings:
        return self._uses.around(reading, visits, self.visitor)

    @staticmethod
    def _on_paper() -> str:
        return _tr("Bladzijden: {0}. Er staan namen en adressen op: versnipper het na gebruik.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaSteps", text)
