"""Who is due, and the week list of one visitor: the program's questions against bare SQL.

The design compares with a rule engine too where `node` is present (nools); it is not there, so
that part is left out rather than guessed.
"""

from collections.abc import Callable
from itertools import islice

from huisbezoek.model.domain.events import AppointmentMade, Assigned, ContactKind
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.today import today_view
from tests.bench.measuring import CPU, Outcome, Part, alternate, median, timed
from tests.bench.populations import NOW, TODAY, Size, visitors_of
from tests.bench.prepared import bench_parts, open_without_password, work_copy, writing
from tests.bench.references import everybody_due, open_raw, week_list

TARGET = 1.5
VISITS = 60
"""Open visits of the one visitor."""


def run(size: Size, rounds: int) -> Outcome:
    """CPU time of the questions, in turns; both answer the same people in the same order."""
    parts = bench_parts()
    with work_copy(size) as made:
        profile = open_without_password(parts, made)
        visitor = next(visitors_of(size))[0].identifier
        with writing(profile) as work:
            _give(work, visitor)
        reader = profile.database.open_reader()
        bare = open_raw(made.folder / DATABASE_FILE, profile.keys.database_key)
        with reader.reading() as reading:
            due = ResidentQuestion(today=TODAY, filter=ResidentFilter.DUE)
            assert list(reading.resident_ids(due)) == everybody_due(bare, TODAY.isoformat())
            ours = reading.visit_rows(VisitQuestion(visitor=visitor))
            assert [row.visit for row in ours] == [row[0] for row in week_list(bare, visitor)]
            measured = (
                _part(
                    "who_is_due",
                    lambda: reading.resident_ids(due),
                    lambda: everybody_due(bare, TODAY.isoformat()),
                    rounds,
                ),
                _part(
                    "week_list",
                    lambda: reading.visit_rows(VisitQuestion(visitor=visitor)),
                    lambda: week_list(bare, visitor),
                    rounds,
                ),
                # The page folds each visit for its next step: shown, without a target.
                _part(
                    "page_today",
                    lambda: today_view(reading, visitor=visitor, today=TODAY),
                    lambda: week_list(bare, visitor),
                    rounds,
                    None,
                ),
            )
        bare.close()
        reader.close()
        profile.database.close()
    return Outcome("due", size.name, measured)


def _give(work, visitor: str) -> None:
    """Gives a visitor residents with an open visit; half of them have an appointment."""
    rows = list(islice(work.visit_rows(VisitQuestion()), VISITS))
    for row in rows:
        subject = Subject(SubjectKind.RESIDENT, row.resident)
        work.record(subject, Assigned(visitor, TODAY))
    for number, row in enumerate(rows[::2]):
        starts = NOW.replace(tzinfo=None)
        made = AppointmentMade(f"{number:032x}", starts, 60, ContactKind.HOME_VISIT, TODAY)
        work.record(_visit(row.visit), made)


def _visit(identifier: str) -> Subject:
    return Subject(SubjectKind.VISIT, identifier)


def _part(
    name: str,
    ask: Callable[[], object],
    bare: Callable[[], object],
    rounds: int,
    target: float | None = TARGET,
) -> Part:
    times = max(1, rounds)
    values, references = alternate(lambda: timed(ask, CPU), lambda: timed(bare, CPU), times)
    return Part(name, median(values), median(references), "s", times, target)
