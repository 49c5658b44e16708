"""Saving: an answer in a talk is kept durably, with all sixty answers of its draft."""

from datetime import timedelta

from huisbezoek.model.domain.answers import Answer, Answers
from huisbezoek.model.domain.guides import assemble
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from huisbezoek.model.usecases.talk import save_talk
from tests.bench.measuring import WALL, Outcome, Part, alternate, p95, timed
from tests.bench.populations import NOW, TODAY, Size
from tests.bench.prepared import bench_parts, open_without_password, work_copy
from tests.bench.references import commit_one_row, open_raw, prepare_one_row

ANSWERS = 60
SAVES_PER_ROUND = 60
TARGET = 4.0


def run(size: Size, rounds: int) -> Outcome:
    """p95 of one save against p95 of one row committed to a copy of the same base; wall clock."""
    parts = bench_parts()
    with work_copy(size) as ours, work_copy(size) as theirs:
        profile = open_without_password(parts, ours)
        writer = profile.database.open_writer()
        with writer.writing() as work:
            row = work.visit_rows(VisitQuestion())[0]
        draft = _draft(row.visit, row.resident, parts)
        raw = open_raw(theirs.folder / DATABASE_FILE, profile.keys.database_key)
        prepare_one_row(raw)
        done = [0, 0]

        def save() -> None:
            done[0] += 1
            with writer.writing() as work:
                save_talk(work, draft, now=NOW + timedelta(seconds=done[0]))
                work.commit()

        def commit() -> None:
            done[1] += 1
            commit_one_row(raw, done[1])

        for warm in (save, commit):
            warm()
        values, references = alternate(
            lambda: timed(save, WALL), lambda: timed(commit, WALL), max(rounds * SAVES_PER_ROUND, 5)
        )
        with writer.writing() as work:
            kept = work.draft(row.visit)
        assert kept is not None
        assert kept.saved_at == NOW + timedelta(seconds=done[0])
        assert raw.execute("SELECT count(*) FROM bench_line").fetchone()[0] == done[1]
        raw.close()
        writer.close()
        profile.database.close()
    part = Part("save_60_answers_p95", p95(values), p95(references), "s", len(values), TARGET)
    return Outcome("save", size.name, (part,))


def _draft(visit: str, resident: str, parts) -> ReportDraft:
    guide = assemble(parts.guides.shipped(), ("age75", "pension", "carer", "former_carer"))
    links = [question.link_id for area in guide.areas for question in area.answerable()]
    links += [f"own-{number}" for number in range(ANSWERS)]
    answers = {
        link: Answer(f"Vertelt hier rustig over, antwoord {number}.")
        for number, link in enumerate(links[:ANSWERS])
    }
    return ReportDraft(visit, resident, "0" * 32, TODAY, answers=Answers(answers))
