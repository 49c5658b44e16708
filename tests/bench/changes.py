"""Ten thousand changes made on another laptop: about what is known here, and about what is new."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random

from huisbezoek.model.domain.events import (
    CallLogged,
    CallOutcome,
    Listed,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import (
    Body,
    HybridTime,
    Operation,
    OperationId,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.storage.translation import new_card_fields, to_document
from huisbezoek.model.usecases.ports.work import Reading
from tests.bench.populations import NOW, TODAY, Size, people_of

CHANGES = 10_000
_DEVICE, _AUTHOR = "b" * 32, "c" * 32
_FIELD = "telephone"


class OtherLaptop:
    """A laptop that has everybody of this size, and works on."""

    def __init__(self, size: Size) -> None:
        self._random = Random(7)
        self._count = min(CHANGES, 20 * size.residents)
        self._residents: list[str] = []
        self._visits: list[Subject] = []
        self._cards = []
        for person in people_of(size):
            self._residents.append(person.subject.identifier)
            self._visits += [visit for visit, _ in person.visits]
            if len(self._cards) < self._count // 10:
                self._cards.append(person.card)
        self._sequence = 0

    def works(self, reading: Reading) -> list[Operation]:
        """So many changes in the order in which they were made, on top of what is known there.

        Four in ten are about a resident or a visit that is new. Of the others half change a card
        and half tell of a telephone call.
        """
        tenth = self._count // 10
        known = [
            Subject(SubjectKind.RESIDENT, one)
            for one in self._random.sample(self._residents, min(3 * tenth, len(self._residents)))
        ]
        called = [self._random.choice(self._visits) for _ in range(6 * tenth - len(known))]
        return [
            *self._newcomers(),
            *(self._operation(*self._planned()) for _ in range(2 * tenth)),
            *(self._operation(one, body) for one, body in self._telephones(reading, known)),
            *(self._operation(one, _CALL) for one in called),
        ]

    def _newcomers(self) -> Iterator[Operation]:
        for card in self._cards:
            resident = Subject(SubjectKind.RESIDENT, self._random.randbytes(16).hex())
            yield self._operation(resident, SetFields(new_card_fields(card)))
            yield self._operation(resident, to_document(Listed("0" * 32, TODAY)))

    def _planned(self) -> tuple[Subject, Body]:
        resident = self._random.choice(self._residents)
        planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, on=TODAY)
        visit = Subject(SubjectKind.VISIT, self._random.randbytes(16).hex())
        return visit, to_document(planned)

    def _telephones(
        self, reading: Reading, residents: Iterable[Subject]
    ) -> Iterator[tuple[Subject, Body]]:
        """Each replaces the number that is known, if one is."""
        present: dict[Subject, OperationId] = {}
        residents = tuple(residents)
        for one in sorted(reading.operations_about(residents), key=lambda one: one.clock):
            if isinstance(one.body, SetFields) and _FIELD in one.body.fields:
                present[one.subject] = one.identifier
        for resident in residents:
            number = f"+3160000{self._random.randrange(10_000):04d}"
            known = (present[resident],) if resident in present else ()
            yield resident, SetFields({_FIELD: number}, {_FIELD: known})

    def _operation(self, subject: Subject, body: Body) -> Operation:
        self._sequence += 1
        clock = HybridTime(int(NOW.timestamp() * 1000) + self._sequence, 0)
        place = OperationId(_DEVICE, 1, self._sequence)
        return Operation(place, subject, body, clock, _AUTHOR)


_CALL = to_document(CallLogged(CallOutcome.NO_ANSWER, NOW - timedelta(days=1)))
