"""A visit is its resident's, also when the resident came later and nothing is left of the visit."""

from huisbezoek.model.domain.events import VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import (
    Body,
    HybridTime,
    Operation,
    OperationId,
    SetFields,
    Subject,
    SubjectKind,
    Withdraw,
)
from huisbezoek.model.storage.database import StoredProfile
from huisbezoek.model.storage.translation import to_document
from tests.profiles import TODAY, identifier

RESIDENT = Subject(SubjectKind.RESIDENT, identifier(10))
VISIT = Subject(SubjectKind.VISIT, identifier(20))


def operation(sequence: int, subject: Subject, body: Body) -> Operation:
    place = OperationId(identifier(66), 1, sequence)
    return Operation(place, subject, body, HybridTime(1_000_000 + sequence, 0), identifier(67))


def test_an_erasure_finds_what_was_withdrawn_before_its_resident_came(
    database: StoredProfile,
) -> None:
    planned = to_document(VisitPlanned(RESIDENT.identifier, ("age75",), VisitOrigin.ROUND, TODAY))
    first = operation(1, VISIT, planned)
    withdrawn = operation(2, VISIT, Withdraw((first.identifier,)))
    writer = database.open_writer()
    for arrived in (
        [first, withdrawn],
        [operation(3, RESIDENT, SetFields({"surname": "Puffelen"}, {}))],
    ):
        with writer.writing() as writing:
            writing.unite(arrived)
            writing.commit()
    with writer.writing() as writing:
        writing.erase(RESIDENT, "request")
        changes = writing.commit()
    writer.close()
    assert VISIT in changes.subjects
