"""The steps around a visit as a visitor takes them: each asks in one dialog and is then kept."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.agenda import Slot, Surroundings, warnings
from huisbezoek.model.domain.events import CallOutcome, CancelledBy
from huisbezoek.model.domain.visit_commands import VisitCommand
from huisbezoek.model.usecases.aftercare import AftercareTalk
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.today import TodayCard
from huisbezoek.model.usecases.visits import NewAppointment
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.appointment_dialog import AppointmentDialog
from huisbezoek.ui.dialogs.call_dialog import CallDialog, CallSubject
from huisbezoek.ui.dialogs.step_dialog import StepDialog, StepWords
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.models.agenda_words import warning_sentences
from huisbezoek.ui.models.own_note_words import aftercare_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.choice import Choice
from huisbezoek.ui.workbench import Workbench

TALK: Final = frozenset(
    {
        VisitCommand.START_VISIT,
        VisitCommand.RECORD_VISIT,
        VisitCommand.FINISH_REPORT,
        VisitCommand.ADD_TO_REPORT,
    }
)
"""Steps that happen on the page of the talk."""

_APPOINTMENT: Final = frozenset({VisitCommand.MAKE_APPOINTMENT, VisitCommand.MOVE_APPOINTMENT})
_NOT_REACHED: Final = "not_reached"
_WAIVED: Final = "waived"
_NO_VISIT: Final = "no_visit"
_OTHER_DAY: Final = "other_day"

VisitDeed = Callable[[Writing, str], None]
AroundQuestion = Callable[[Reading, tuple[str, ...]], Surroundings]
"""What stands around a new time for these visits."""


class StepUses(Protocol):
    """What the steps do; who acts and the clock are bound already."""

    @property
    def log_call(self) -> Callable[[Writing, str, CallOutcome, date | None], None]:
        """Remembers how a call ended."""
        ...

    @property
    def make_appointment(self) -> Callable[[Writing, tuple[str, ...], NewAppointment], str]:
        """Makes or moves one appointment for these visits."""
        ...

    @property
    def confirm(self) -> VisitDeed:
        """The resident still expects the visitor."""
        ...

    @property
    def cancel(self) -> Callable[[Writing, str, CancelledBy, bool], None]:
        """Takes an appointment off; the tick tells that no new one is wanted."""
        ...

    @property
    def not_at_home(self) -> VisitDeed:
        """Nobody opened the door."""
        ...

    @property
    def send_card(self) -> VisitDeed:
        """A card went out."""
        ...

    @property
    def close_unreached(self) -> VisitDeed:
        """Nobody could be reached."""
        ...

    @property
    def finish_aftercare(self) -> Callable[[Writing, str, bool], None]:
        """The call of some weeks later was made, or (the tick) was not wanted."""
        ...

    @property
    def aftercare(self) -> Callable[[Reading, str], AftercareTalk]:
        """What to ask about in the call of some weeks later."""
        ...

    @property
    def offer_name(self) -> Callable[[Reading, str], str]:
        """The name of an entry of the social map."""
        ...

    @property
    def partner_visits(self) -> Callable[[Reading, str], tuple[tuple[str, str], ...]]:
        """The open visit of the partner with the partner's name, or nothing."""
        ...

    @property
    def show_telephone(self) -> Callable[[str], str]:
        """A stored number as people read it; empty for an empty one."""
        ...

    @property
    def now(self) -> Callable[[], datetime]:
        """The wall clock, without a zone."""
        ...


class VisitSteps(Steps[StepUses]):
    """Begins a step of a card; `talk` carries the visit whose page opens.

    With `around` the dialog of an appointment says what to think of at the time that is typed.
    """

    talk = Signal(str)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: StepUses,
        page: QWidget,
        around: AroundQuestion | None = None,
    ) -> None:
        super().__init__(workbench, look, uses, page)
        self._around = around

    def appoint(self, card: TodayCard, proposed: datetime) -> None:
        """Begins an appointment with a day and time filled in."""
        self._find_partner(card, card.visits, proposed)

    def begin(self, card: TodayCard, command: VisitCommand) -> None:
        """Asks what the step needs to know; nothing is kept before the person says so."""
        if command in TALK:
            self.talk.emit(card.row.visit)
        elif command is VisitCommand.CALL:
            self._call(card)
        elif command in _APPOINTMENT:
            self._find_partner(card, card.visits)
        elif command is VisitCommand.CALL_AFTERCARE:
            self._call_aftercare(card)
        elif command is VisitCommand.CANCEL_APPOINTMENT:
            self._cancel(card)
        else:
            self._simple(card, command)

    # --- calling and agreeing ------------------------------------------------------------------

    def _call(self, card: TodayCard) -> None:
        people = tuple((row.visit, row.formal_name) for row in (card.row, *card.others))
        subject = CallSubject(card.name, self._number(card), people)
        dialog = CallDialog(self._look, self._page.window(), subject, self._uses.now().date())

        def keep() -> None:
            visits, outcome, until = dialog.visits, dialog.outcome, dialog.until

            def deed(writing: Writing) -> None:
                for visit in visits:
                    self._uses.log_call(writing, visit, outcome, until)

            def kept(_: None) -> None:
                if outcome is CallOutcome.YES:
                    self._find_partner(card, visits)

            self._do(deed, kept)

        self._open(dialog, keep)

    def _find_partner(
        self, card: TodayCard, visits: tuple[str, ...], proposed: datetime | None = None
    ) -> None:
        rows = [row for row in (card.row, *card.others) if row.visit in visits]
        names = {row.visit: row.formal_name for row in rows}
        if len(rows) > 1:
            self._look_around(card, names, proposed)
            return

        def found(partners: tuple[tuple[str, str], ...]) -> None:
            self._look_around(card, {**names, **dict(partners[:1])}, proposed)

        visit = rows[0].visit
        self._ask(lambda reading: self._uses.partner_visits(reading, visit), found)

    def _look_around(
        self, card: TodayCard, names: dict[str, str], proposed: datetime | None
    ) -> None:
        around, visits = self._around, tuple(names)
        if around is None:
            self._appoint(card, names, proposed, None)
            return
        self._ask(
            lambda reading: around(reading, visits),
            lambda found: self._appoint(card, names, proposed, found),
        )

    def _appoint(
        self,
        card: TodayCard,
        names: dict[str, str],
        proposed: datetime | None,
        around: Surroundings | None,
    ) -> None:
        visits = tuple(names)

        def remarks(starts: datetime, minutes: int) -> str:
            near = around or Surroundings()
            found = warnings(Slot(starts, minutes), near, self._uses.now())
            return warning_sentences(found, starts.date(), near.turn)

        dialog = AppointmentDialog(
            self._look,
            self._page.window(),
            names[visits[0]],
            self._uses.now().date(),
            card.state.appointment,
            names[visits[1]] if len(visits) > 1 else "",
        )
        if proposed is not None:
            dialog.propose(proposed)
        dialog.set_remarks(remarks)

        def keep() -> None:
            chosen, agreed = visits if dialog.together else visits[:1], dialog.agreed()
            self._do(lambda writing: self._uses.make_appointment(writing, chosen, agreed))

        self._open(dialog, keep)

    def _cancel(self, card: TodayCard) -> None:
        name = card.name
        words = StepWords(
            title=self.tr("Afspraak met {0} afzeggen").format(name),
            sentence=_when(card),
            verb=self.tr("&Afspraak afzeggen"),
            icon="calendar-clock",
            number=self._number(card),
            question=self.tr("Wat is er aan de hand?"),
            choices=(
                Choice(_OTHER_DAY, self.tr("{0} wil een andere dag").format(texts.capital(name))),
                Choice(CancelledBy.VISITOR.value, self.tr("Ik kan zelf niet")),
                Choice(_NO_VISIT, self.tr("{0} wil geen bezoek").format(texts.capital(name))),
            ),
        )

        def deed(writing: Writing, visit: str, chosen: str) -> None:
            is_mine = chosen == CancelledBy.VISITOR.value
            by = CancelledBy.VISITOR if is_mine else CancelledBy.RESIDENT
            self._uses.cancel(writing, visit, by, chosen == _NO_VISIT)

        self._ask_step(card, words, deed)

    # --- the other steps -----------------------------------------------------------------------

    def _call_aftercare(self, card: TodayCard) -> None:
        def question(reading: Reading) -> str:
            talks = [self._uses.aftercare(reading, visit) for visit in card.visits]
            names = {
                one.offer: self._uses.offer_name(reading, one.offer)
                for talk in talks
                for one in talk.referrals
            }
            return aftercare_words(talks, names)

        self._ask(question, lambda about: self._show_aftercare(card, about))

    def _show_aftercare(self, card: TodayCard, about: str) -> None:
        sentence = self.tr("Vraag hoe het gaat, en of er gelukt is wat u samen afsprak.")
        words = StepWords(
            title=self.tr("Bel {0}").format(card.name),
            sentence="\n".join(part for part in (sentence, about) if part),
            verb=self.tr("&Bewaren"),
            icon="phone",
            number=self._number(card),
            question=self.tr("Hoe ging het?"),
            choices=(
                Choice("spoken", self.tr("Wij hebben elkaar gesproken")),
                Choice(_NOT_REACHED, self.tr("Geen gehoor: ik probeer het later nog eens")),
                Choice(_WAIVED, self.tr("Wil liever niet gebeld worden")),
            ),
        )

        def deed(writing: Writing, visit: str, chosen: str) -> None:
            if chosen != _NOT_REACHED:
                self._uses.finish_aftercare(writing, visit, chosen == _WAIVED)

        self._ask_step(card, words, deed)

    def _simple(self, card: TodayCard, command: VisitCommand) -> None:
        known = {
            VisitCommand.CONFIRM_APPOINTMENT: (self._confirm_words, self._uses.confirm),
            VisitCommand.SEND_CARD: (self._card_words, self._uses.send_card),
            VisitCommand.NOT_AT_HOME: (self._not_home_words, self._uses.not_at_home),
            VisitCommand.CLOSE_UNREACHED: (self._close_words, self._uses.close_unreached),
        }
        if command in known:
            words, deed = known[command]
            self._ask_step(card, words(card), lambda writing, visit, _: deed(writing, visit))

    def _confirm_words(self, card: TodayCard) -> StepWords:
        return StepWords(
            title=self.tr("Bel {0}").format(card.name),
            sentence=self.tr("Vraag of de afspraak doorgaat. {0}").format(_when(card)),
            verb=self.tr("De afspraak &gaat door"),
            icon="phone",
            number=self._number(card),
        )

    def _card_words(self, card: TodayCard) -> StepWords:
        return StepWords(
            title=self.tr("Kaartje aan {0}").format(card.name),
            sentence=self.tr("Schrijf wie u bent en hoe men u of de coördinator kan bellen."),
            verb=self.tr("Het kaartje is &op de post"),
            icon="mail",
        )

    def _not_home_words(self, card: TodayCard) -> StepWords:
        return StepWords(
            title=self.tr("Niemand thuis bij {0}").format(card.name),
            sentence=self.tr(
                "Wacht 10 minuten, bel, en laat een kaartje achter. "
                "Ziet u iets waarvan u schrikt? Bel uw coördinator meteen."
            ),
            verb=self.tr("Er was &niemand thuis"),
            icon="door-open",
            number=self._number(card),
        )

    def _close_words(self, card: TodayCard) -> StepWords:
        return StepWords(
            title=self.tr("Afsluiten: {0}").format(card.name),
            sentence=self.tr("Er kwam geen antwoord. In de volgende ronde vragen wij het opnieuw."),
            verb=self.tr("&Afsluiten"),
            icon="phone-off",
        )

    def _ask_step(
        self, card: TodayCard, words: StepWords, deed: Callable[[Writing, str, str], None]
    ) -> None:
        """`deed` gets each visit of the card, and the answer that was chosen."""
        dialog = StepDialog(self._look, self._page.window(), words)

        def keep() -> None:
            chosen = dialog.chosen

            def all_visits(writing: Writing) -> None:
                for visit in card.visits:
                    deed(writing, visit, chosen)

            self._do(all_visits)

        self._open(dialog, keep)

    def _number(self, card: TodayCard) -> str:
        return self._uses.show_telephone(card.telephone) if card.telephone else ""


def _when(card: TodayCard) -> str:
    appointment = card.state.appointment
    return f"{texts.capital(texts.moment(appointment.starts))}." if appointment else ""
