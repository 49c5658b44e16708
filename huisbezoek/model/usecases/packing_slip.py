"""The packing slip: which people go along in a prepared file, which of their fields, and why."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from huisbezoek.model.domain.operations import (
    AppendDocument,
    Erase,
    Operation,
    OperationId,
    SetFields,
    Subject,
    SubjectKind,
)
from huisbezoek.model.usecases.operation_lines import kind_of_line
from huisbezoek.model.usecases.ports.exchange import JournalLine, OperationRun, Peer
from huisbezoek.model.usecases.ports.work import Reading

if TYPE_CHECKING:
    from huisbezoek.model.usecases.sending import PreparedBundle


_RESIDENT: Final = SubjectKind.RESIDENT.value


class PackedWhy(StrEnum):
    """Why a resident goes along; of several reasons the first in this order is given."""

    ERASED = "erased"
    ENDED = "ended"
    HANDED_OVER = "handed_over"
    NEW = "new"
    AGAIN = "again"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class PackedPerson:
    """A resident in the file: names of card fields, and how many documents of each kind.

    `name` is empty for somebody who was erased. `fields` are those of the visitor's view (an age,
    never a birth date).
    """

    resident: str
    name: str
    why: PackedWhy
    fields: tuple[str, ...] = ()
    documents: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PackedContents:
    """What was counted while the file was prepared; of people only who, without their names."""

    people: tuple[PackedPerson, ...] = ()
    others: Mapping[str, int] = field(default_factory=dict)

    @property
    def residents(self) -> int:
        """About how many residents something goes along."""
        return len(self.people) or self.others.get("residents", 0)


@dataclass(frozen=True, slots=True)
class PackingSlip:
    """What is in the file. For a visitor every resident by name; for a coordinator only counts.

    `others` counts what is not about those people: 'residents' (how many, for a coordinator),
    'card', 'other' and document kinds such as 'report_handed_in' or 'roster_signed'.
    """

    receiver_name: str
    people: tuple[PackedPerson, ...]
    others: Mapping[str, int]


def packing_slip(reading: Reading, prepared: "PreparedBundle") -> PackingSlip:
    """The slip of a prepared bundle with the names as they are now, people in order of name."""
    contents = prepared.contents
    rows = reading.resident_rows(
        [one.resident for one in contents.people if one.why is not PackedWhy.ERASED]
    )
    names = {row.resident: row.formal_name for row in rows}
    places = {row.resident: row.list_name.casefold() for row in rows}
    people = [
        PackedPerson(one.resident, names.get(one.resident, ""), one.why, one.fields, one.documents)
        for one in contents.people
    ]
    people.sort(key=lambda one: (not one.name, places.get(one.resident, ""), one.resident))
    return PackingSlip(_receiver_name(reading, prepared.peer), tuple(people), contents.others)


def _receiver_name(reading: Reading, peer: Peer) -> str:
    names = (one.card.name for one in reading.visitors() if one.visitor == peer.visitor)
    return next(names, "") or peer.name


class RunTally:
    """Which operations went by, as runs: exact, and small however many there are."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, int], list[list[int]]] = {}
        self._place = ("", 0)
        self._run = [0, 0]
        self.operations = 0

    def add(self, operation: OperationId | JournalLine) -> None:
        """Notes one more; mostly in order, so that a run grows at its end."""
        self.operations += 1
        place, sequence = (operation.device, operation.incarnation), operation.sequence
        if self._run[1] + 1 == sequence and place == self._place:
            self._run[1] = sequence
            return
        self._place, self._run = place, [sequence, sequence]
        self._of.setdefault(place, []).append(self._run)

    def runs(self) -> tuple[OperationRun, ...]:
        """What was noted, in order, without overlap."""
        found: list[OperationRun] = []
        for (device, incarnation), runs in sorted(self._of.items()):
            first, last = min(runs)
            for begin, end in sorted(runs)[1:]:
                if begin > last + 1:
                    found.append(OperationRun(device, incarnation, first, last))
                    first = begin
                last = max(last, end)
            found.append(OperationRun(device, incarnation, first, last))
        return tuple(found)


class CountTally:
    """Counts what goes to a coordinator; holds who, but of nobody what."""

    def __init__(self) -> None:
        self._residents: set[str] = set()
        self._kinds: Counter[str] = Counter()

    def add(self, line: JournalLine) -> None:
        """Counts one line."""
        self._kinds[kind_of_line(line.line)] += 1
        if line.kind == _RESIDENT:
            self._residents.add(line.subject)

    def contents(self) -> PackedContents:
        """The counts, with how many residents they are about."""
        people = {"residents": len(self._residents)} if self._residents else {}
        return PackedContents(others={**people, **self._kinds})


@dataclass(slots=True)
class _Packed:
    fields: set[str] = field(default_factory=set)
    documents: Counter[str] = field(default_factory=Counter)
    erased: bool = False


@dataclass(slots=True)
class PeopleTally:
    """Notes what goes to a visitor, resident by resident.

    `resident_of` names the resident of each visit. `handed_over` and `new` go along whole, `own`
    are the visitor's now, `sent_before` went before without a word that it arrived.
    """

    resident_of: Mapping[Subject, str]
    own: Collection[str]
    new: Collection[str]
    handed_over: Collection[str]
    _people: dict[str, _Packed] = field(default_factory=dict)
    _others: Counter[str] = field(default_factory=Counter)
    _fresh: set[str] = field(default_factory=set)

    def add(self, operation: Operation, *, sent_before: bool) -> None:
        """Notes one operation, as narrowed."""
        subject, body = operation.subject, operation.body
        is_person = subject.kind == SubjectKind.RESIDENT
        resident = subject.identifier if is_person else self.resident_of.get(subject, "")
        kind = body.document_kind if isinstance(body, AppendDocument) else "other"
        if not resident:
            self._others["card" if isinstance(body, SetFields) else kind] += 1
            return
        packed = self._people.setdefault(resident, _Packed())
        if isinstance(body, SetFields):
            packed.fields.update(body.fields)
        else:
            packed.documents[kind] += 1
        packed.erased |= is_person and isinstance(body, Erase)
        if not sent_before:
            self._fresh.add(resident)

    def contents(self) -> PackedContents:
        """Everybody that was noted, by identifier."""
        people = tuple(
            PackedPerson(
                resident,
                "",
                self._why(resident, packed),
                tuple(sorted(packed.fields)),
                dict(packed.documents),
            )
            for resident, packed in sorted(self._people.items())
        )
        return PackedContents(people, dict(self._others))

    def _why(self, resident: str, packed: _Packed) -> PackedWhy:
        checks = (
            (packed.erased, PackedWhy.ERASED),
            (resident not in self.own, PackedWhy.ENDED),
            (resident in self.handed_over, PackedWhy.HANDED_OVER),
            (resident in self.new, PackedWhy.NEW),
            (resident not in self._fresh, PackedWhy.AGAIN),
        )
        return next((why for holds, why in checks if holds), PackedWhy.CHANGED)
