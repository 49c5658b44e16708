"""T1: random histories of five laptops against a small model that sees everything.

Each history is forty steps: somebody writes, withdraws, strikes, erases, exchanges in any order and
twice, goes back to a backup, or has a wrong clock. Afterwards all exchange everything, and each
must show what the model says. `PLANTED` are mergers that are wrong on purpose.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.merge import MergedSubject, merge, unite
from huisbezoek.model.domain.operations import (
    AddToSet,
    AppendDocument,
    Body,
    Erase,
    HybridTime,
    Operation,
    OperationId,
    Redact,
    Reinstate,
    RemoveFromSet,
    SetFields,
    Subject,
    Withdraw,
)

LAPTOPS = 5
STEPS = 40
FIELDS = ("telephone", "street", "good_to_know")
SUBJECT = Subject("resident", "0" * 32)

Merge = Callable[[Iterable[Operation]], MergedSubject]
View = tuple[object, ...]


@dataclass
class Laptop:
    """One device: its operations by id, its own counter, its clock and its last backup."""

    name: str
    merge: Merge
    raises_incarnation: bool = True
    clock: int = 0
    incarnation: int = 1
    sequence: int = 0
    known: dict[OperationId, Operation] = field(default_factory=dict)
    backup: tuple[int, dict[OperationId, Operation]] = field(default_factory=lambda: (0, {}))

    def write(self, body: Body) -> Operation:
        self.sequence += 1
        identifier = OperationId(self.name, self.incarnation, self.sequence)
        made = Operation(identifier, SUBJECT, body, HybridTime(self.clock, 0), self.name)
        self.receive((made,))
        return made

    def receive(self, operations: Iterable[Operation]) -> None:
        for one in operations:
            earlier = self.known.get(one.identifier)
            self.known[one.identifier] = unite(earlier, one) if earlier else one

    def restore(self) -> None:
        sequence, known = self.backup
        self.known = dict(known)
        self.sequence = sequence
        self.incarnation += self.raises_incarnation

    def merged(self) -> MergedSubject:
        return self.merge(self.known.values())


@dataclass
class Model:
    """Everything that was ever made, by anybody, as a list; it knows no devices and no order."""

    made: list[Operation] = field(default_factory=list)

    def view(self) -> View:
        if any(isinstance(one.body, Erase) for one in self.made):
            return ("erased",)
        shown = [one for one in self.made if not self._is_hidden(one)]
        replaced = {
            (name, parent)
            for one in shown
            if isinstance(one.body, SetFields)
            for name, parents in one.body.replaces.items()
            for parent in parents
        }
        removed = {
            identifier
            for one in shown
            if isinstance(one.body, RemoveFromSet)
            for identifier in one.body.removes
        }
        struck = {
            (one.body.operation, one.body.part) for one in self.made if isinstance(one.body, Redact)
        }
        values, elements, documents = set(), set(), []
        for one in shown:
            body, identifier = one.body, one.identifier
            if isinstance(body, SetFields):
                for name, value in body.fields.items():
                    if (name, identifier) not in replaced and (identifier, name) not in struck:
                        values.add((name, identifier, value))
            elif isinstance(body, AddToSet) and identifier not in removed:
                elements.add((identifier, body.value))
            elif isinstance(body, AppendDocument):
                text = None if (identifier, "text") in struck else body.document["text"]
                documents.append((one.clock, identifier, text))
        return (values, elements, sorted(documents))

    def _is_hidden(self, one: Operation) -> bool:
        words = [
            (word.clock, word.identifier, isinstance(word.body, Withdraw))
            for word in self.made
            if isinstance(word.body, Withdraw | Reinstate)
            and one.identifier in word.body.operations
        ]
        return bool(words) and max(words)[2]


def view_of(merged: MergedSubject) -> View:
    """What a laptop shows, in the words of the model."""
    if merged.erased:
        return ("erased",)
    return (
        {
            (name, head.stamp.operation, head.value)
            for name, heads in merged.heads.items()
            for head in heads
        },
        {(head.stamp.operation, head.value) for head in merged.sets.get("contacts", ())},
        [
            (one.stamp.clock, one.stamp.operation, one.content.get("text"))
            for one in merged.documents
        ],
    )


def holds(seed: int, merger: Merge = merge, *, raises_incarnation: bool = True) -> bool:
    """Whether this history ends everywhere in what the model says, with every id used once."""
    chance = random.Random(seed)
    laptops = [Laptop(f"laptop{n}", merger, raises_incarnation) for n in range(LAPTOPS)]
    for laptop in laptops:
        laptop.clock = chance.choice((0, 50, 10**12))
    model = Model()
    erases = chance.random() < 0.15
    try:
        for _ in range(STEPS):
            _step(chance, laptops, model, erases=erases)
        everything = [one for laptop in laptops for one in laptop.known.values()]
        lost = {one.identifier for one in model.made} - {one.identifier for one in everything}
        # What only a backup forgot was never exchanged: nobody else can know it.
        model.made = [one for one in model.made if one.identifier not in lost]
        for laptop in laptops:
            chance.shuffle(everything)
            laptop.receive([*everything, *everything[:5]])
        views = [view_of(laptop.merged()) for laptop in laptops]
    except HuisbezoekError:
        return False
    ids = [one.identifier for one in model.made]
    return len(ids) == len(set(ids)) and all(view == model.view() for view in views)


def _step(chance: random.Random, laptops: Sequence[Laptop], model: Model, *, erases: bool) -> None:
    laptop = chance.choice(laptops)
    laptop.clock = max(0, laptop.clock + chance.choice((0, 1, 1, 2, 40, -1_000)))
    kind = chance.random()
    if kind < 0.30:
        other = chance.choice(laptops)
        sent = list(laptop.known.values())
        chance.shuffle(sent)
        other.receive(sent[: chance.randint(0, len(sent))])
    elif kind < 0.34:
        laptop.backup = (laptop.sequence, dict(laptop.known))
    elif kind < 0.37 and laptop.backup[1]:
        laptop.restore()
    else:
        body = _body(chance, laptop, erases=erases)
        if body is not None:
            model.made.append(laptop.write(body))


def _body(chance: random.Random, laptop: Laptop, *, erases: bool) -> Body | None:
    merged = laptop.merged()
    if merged.erased:
        return None
    word = f"{laptop.name}-{laptop.incarnation}-{laptop.sequence}-{chance.randint(0, 2)}"
    kind = chance.random()
    if kind < 0.78 or not laptop.known:
        return _new(chance, merged, word, kind)
    return _about_earlier(chance, laptop, kind, erases=erases)


def _new(chance: random.Random, merged: MergedSubject, word: str, kind: float) -> Body:
    contacts = merged.sets.get("contacts", ())
    if kind < 0.15:
        return AppendDocument("report_added", {"text": word, "on": "2026-11-22"})
    if kind < 0.25:
        return AddToSet("contacts", chance.choice(("zus", "buur", word)))
    if kind < 0.33 and contacts:
        return RemoveFromSet("contacts", (chance.choice(contacts).stamp.operation,))
    name = chance.choice(FIELDS)
    parents = tuple(sorted(head.stamp.operation for head in merged.heads.get(name, ())))
    return SetFields({name: word}, {name: parents} if parents else {})


def _about_earlier(
    chance: random.Random, laptop: Laptop, kind: float, *, erases: bool
) -> Body | None:
    target = laptop.known[chance.choice(sorted(laptop.known))]
    if kind < 0.86:
        return Withdraw((target.identifier,))
    if kind < 0.91:
        return Reinstate((target.identifier,))
    if kind < 0.97:
        part = chance.choice(FIELDS) if isinstance(target.body, SetFields) else "text"
        return Redact(target.identifier, part)
    return Erase("request") if erases else None


# --- mergers that are wrong on purpose --------------------------------------------------------


def _last_writer_wins(operations: Iterable[Operation]) -> MergedSubject:
    merged = merge(operations)
    return replace(merged, heads={name: heads[:1] for name, heads in merged.heads.items()})


def _late_work_revives(operations: Iterable[Operation]) -> MergedSubject:
    known = list(operations)
    ends = [one.clock for one in known if isinstance(one.body, Erase)]
    later = [one for one in known if not isinstance(one.body, Erase)]
    is_revived = bool(ends) and any(one.clock > max(ends) for one in later)
    return merge(later) if is_revived else merge(known)


def _removed_by_value(operations: Iterable[Operation]) -> MergedSubject:
    known = list(operations)
    added = {one.identifier: one.body.value for one in known if isinstance(one.body, AddToSet)}
    gone = {
        added.get(target)
        for one in known
        if isinstance(one.body, RemoveFromSet)
        for target in one.body.removes
    }
    merged = merge(known)
    kept = tuple(head for head in merged.sets.get("contacts", ()) if head.value not in gone)
    return replace(merged, sets={"contacts": kept})


def _never_reinstated(operations: Iterable[Operation]) -> MergedSubject:
    return merge([one for one in operations if not isinstance(one.body, Reinstate)])


def _withdrawn_for_nothing(operations: Iterable[Operation]) -> MergedSubject:
    return merge([one for one in operations if not isinstance(one.body, Withdraw)])


def _struck_stays(operations: Iterable[Operation]) -> MergedSubject:
    return merge([one for one in operations if not isinstance(one.body, Redact)])


def _in_order_of_arrival(operations: Iterable[Operation]) -> MergedSubject:
    known = list(operations)
    merged = merge(known)
    places = {one.identifier: place for place, one in enumerate(known)}
    ordered = sorted(merged.documents, key=lambda one: places[one.stamp.operation])
    return replace(merged, documents=tuple(ordered))


def _older_counts_as_seen(operations: Iterable[Operation]) -> MergedSubject:
    merged = merge(operations)
    heads = {
        name: tuple(head for head in found if head.stamp.clock == found[0].stamp.clock)
        for name, found in merged.heads.items()
    }
    return replace(merged, heads=heads)


def _parents_forgotten(operations: Iterable[Operation]) -> MergedSubject:
    return merge(
        replace(one, body=replace(one.body, replaces={}))
        if isinstance(one.body, SetFields)
        else one
        for one in operations
    )


def _erased_for_nothing(operations: Iterable[Operation]) -> MergedSubject:
    return merge([one for one in operations if not isinstance(one.body, Erase)])


PLANTED: dict[str, Merge] = {
    "last writer wins": _last_writer_wins,
    "late work revives what was erased": _late_work_revives,
    "a set element is removed by its value": _removed_by_value,
    "nothing is ever reinstated": _never_reinstated,
    "a withdrawal does nothing": _withdrawn_for_nothing,
    "what was struck stays": _struck_stays,
    "documents in the order of arrival": _in_order_of_arrival,
    "an older clock counts as seen": _older_counts_as_seen,
    "parents are forgotten": _parents_forgotten,
    "an erasure does nothing": _erased_for_nothing,
}
