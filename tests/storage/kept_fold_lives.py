"""Random lives of a few residents and visits, as another laptop makes and sends them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from huisbezoek.model.domain.events import (
    Answer,
    AppointmentMade,
    Assigned,
    CallLogged,
    CallOutcome,
    ContactKind,
    Died,
    Event,
    Listed,
    OptedIn,
    OptedOut,
    ReplyReceived,
    ReportAdded,
    StatusForced,
    VisitCancelled,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
    VisitRequested,
)
from huisbezoek.model.domain.operations import (
    Body,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    SetFields,
    Subject,
    SubjectKind,
    UnknownBody,
    Withdraw,
)
from huisbezoek.model.domain.planning_events import ContactContinued, ContactPaused, MatchFixed
from huisbezoek.model.storage.translation import to_document
from tests.profiles import TODAY, identifier

RESIDENTS = tuple(Subject(SubjectKind.RESIDENT, identifier(10 + one)) for one in range(3))
VISITS = tuple(Subject(SubjectKind.VISIT, identifier(20 + one)) for one in range(6))
# Their resident may come after them; then they have one resident.
_OF_A_LATE_RESIDENT = VISITS[-2:]
_VALUES = {
    "telephone": ("+31600000001", "+31600000002", ""),
    "surname": ("Puffelen", "Bakker"),
    "loss_date": ("2026-05-01", ""),
    "birth_date": ("1940-03-01", "1961-05", "onleesbaar"),
    "danger_at_address": ("Hond", "Losse trap", ""),
    "house_number": (4, None, "vier"),
    "known_later": ("iets",),
}


@dataclass
class OtherLaptop:
    """Makes operations; `strange` is the share of those that say something of others."""

    chance: Random
    strange: float
    sequence: int = 0
    clock: int = 1_000_000
    made: dict[Subject, list[Operation]] = field(default_factory=dict)
    standing: dict[tuple[Subject, str], OperationId] = field(default_factory=dict)

    def begins(self) -> list[Operation]:
        """What is known of the first two residents before anything else."""
        return [self._operation(one, self._card(one)) for one in RESIDENTS[:2]]

    def works(self, count: int) -> list[Operation]:
        """So many operations in the order in which they were made."""
        return [self._operation(*self._next()) for _ in range(count)]

    def _next(self) -> tuple[Subject, Body]:
        if self.chance.random() < 0.4:
            resident = self.chance.choice(RESIDENTS)
            return resident, self._strange(resident) or self._about_resident(resident)
        visit = self.chance.choice(VISITS)
        return visit, self._strange(visit) or to_document(self._about_visit(visit))

    def _about_resident(self, resident: Subject) -> Body:
        if self.chance.random() < 0.75:
            return self._card(resident)
        on = self._day()
        events: tuple[Event, ...] = (
            Listed(identifier(4), on),
            OptedOut(on),
            OptedIn(on),
            Died(on),
            VisitRequested(on, ""),
            Assigned(identifier(30), on),
            MatchFixed(identifier(30), "2027-03", on),
            ContactPaused(on),
            ContactContinued(on),
        )
        weights = (9, 1, 3, 0.2, 0.5, 3, 3, 1, 1)
        return to_document(self.chance.choices(events, weights)[0])

    def _card(self, resident: Subject) -> Body:
        names = self.chance.sample(sorted(_VALUES), self.chance.randint(1, 3))
        fields = {name: self.chance.choice(_VALUES[name]) for name in names}
        replaces = {
            name: (self.standing[resident, name],)
            for name in names
            if (resident, name) in self.standing and self.chance.random() < 0.9
        }
        for name in names:
            self.standing[resident, name] = OperationId(identifier(66), 1, self.sequence + 1)
        return SetFields(fields, replaces)

    def _about_visit(self, visit: Subject) -> Event:
        on = self._day()
        if visit not in self.made or self.chance.random() < 0.03:
            known = self.chance.choice(RESIDENTS[:2])
            resident = RESIDENTS[2] if visit in _OF_A_LATE_RESIDENT else known
            origin = self.chance.choice(list(VisitOrigin))
            return VisitPlanned(resident.identifier, ("age75",), origin, on)
        at = datetime.combine(on, time(10))
        forced = self.chance.choice(("planned", "aftercare", "scheduled", "niets"))
        events: tuple[Event, ...] = (
            CallLogged(self.chance.choice(list(CallOutcome)), at),
            ReplyReceived(self.chance.choice(list(Answer)), on),
            AppointmentMade(identifier(40), at, 60, ContactKind.HOME_VISIT, on),
            VisitHeld(on, 60, ContactKind.HOME_VISIT),
            ReportAdded("Nog iets.", on),
            StatusForced(forced, "zo is het", on),
            VisitCancelled(on),
        )
        return self.chance.choices(events, (5, 2, 3, 1, 1, 1, 1))[0]

    def _strange(self, subject: Subject) -> Body | None:
        earlier = self.made.get(subject)
        is_calm = self.chance.random() >= self.strange
        if not earlier or is_calm:
            return None
        target = self.chance.choice(earlier).identifier
        bodies = (
            Withdraw((target,)),
            Reinstate((target,)),
            Redact(target, "telephone"),
            UnknownBody("later", {"iets": 1}),
            Erase("request"),
        )
        return self.chance.choices(bodies, (6, 6, 3, 2, 0.3))[0]

    def _operation(self, subject: Subject, body: Body) -> Operation:
        self.sequence += 1
        self.clock = max(0, self.clock + self.chance.choice((1, 1, 1, 0, 5, -3)))
        place = OperationId(identifier(66), 1, self.sequence)
        made = Operation(place, subject, body, HybridTime(self.clock, 0), identifier(67))
        self.made.setdefault(subject, []).append(made)
        return made

    def _day(self) -> date:
        return TODAY + timedelta(days=self.chance.randint(-900, 100))
