"""The road from a deed to a row on a page, in a real encrypted database."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.events import (
    Assigned,
    ContactKind,
    Died,
    InvitationSent,
    Listed,
    Moved,
    OptedOut,
    ReportHandedIn,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.office_events import ListRead, StartFileMade
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.storage.database import StoredProfile, WriterInUseError
from huisbezoek.model.usecases.ports.drafts import Draft
from huisbezoek.model.usecases.ports.people import ResidentFilter, ResidentQuestion
from huisbezoek.model.usecases.ports.profile import Writer
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.ports.visits import VisitQuestion
from tests.profiles import TODAY, TestFolder, fictional_people, identifier

RESIDENT = Subject(SubjectKind.RESIDENT, identifier(10))
VISIT = Subject(SubjectKind.VISIT, identifier(20))
VISITOR = Subject(SubjectKind.VISITOR, identifier(30))
CARD = ResidentCard(
    surname="Puffelen",
    name_prefix="van",
    initials="R.M.",
    sex="V",
    birth_date="1940-03-01",
    street="Dorpsstraat",
    house_number=12,
    postcode="1234AB",
    city="Voorbeelddam",
    district="Stadsdennen",
)


def play_a_round(database: StoredProfile) -> None:
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.change_card(RESIDENT, CARD)
        writing.record(RESIDENT, Listed(identifier(4), TODAY))
        writing.change_card(VISITOR, VisitorCard(name="Anneke Voorbeeld"))
        writing.record(VISITOR, StartFileMade(TODAY, date(2026, 12, 22)))
        writing.record(RESIDENT, Assigned(VISITOR.identifier, TODAY))
        planned = VisitPlanned(RESIDENT.identifier, ("age75",), VisitOrigin.ROUND, TODAY)
        writing.record(VISIT, planned)
        writing.record(VISIT, InvitationSent(identifier(5), TODAY))
        writing.commit()
    writer.close()


def test_a_resident_is_found_and_due_after_one_commit(database: StoredProfile) -> None:
    writer = database.open_writer()
    with writer.writing() as writing:
        assert set(writing.change_card(RESIDENT, CARD)) >= {"surname", "birth_date"}
        writing.record(RESIDENT, Listed(identifier(4), TODAY))
        changes = writing.commit()
    assert changes.subjects == {RESIDENT}
    with database.open_reader().reading() as reading:
        question = ResidentQuestion(TODAY, ResidentFilter.DUE)
        assert reading.resident_ids(question) == (RESIDENT.identifier,)
        assert reading.search_residents("pUFF", 10) == (RESIDENT.identifier,)
        (row,) = reading.resident_rows((RESIDENT.identifier,))
        assert row.formal_name == "mevrouw Van Puffelen"
        assert row.initials_pair == "RP"
        assert row.groups == ("age75",)
        assert row.periods[0].group == "age75"
        history = reading.resident(RESIDENT.identifier)
        assert history.state.card == CARD
        assert history.periods == row.periods
        counts = reading.resident_counts(question)
        assert (counts["all"], counts["due"], counts["groups.age75"]) == (1, 1, 1)
        assert list(reading.known_people()) == ["puffelen|1940-03-01|1234AB|12"]


def test_a_visit_moves_its_resident_from_due_to_in_round_to_waiting(
    database: StoredProfile,
) -> None:
    play_a_round(database)
    reader = database.open_reader()
    with reader.reading() as reading:
        asked = ResidentQuestion(TODAY, ResidentFilter.IN_ROUND, visitor=VISITOR.identifier)
        assert reading.resident_ids(asked) == (RESIDENT.identifier,)
        (visit,) = reading.visit_rows(VisitQuestion(visitor=VISITOR.identifier))
        assert (visit.status, visit.letter) == (VisitStatus.INVITED, identifier(5))
        assert visit.formal_name == "mevrouw Van Puffelen"
        (visitor,) = reading.visitors()
        assert (visitor.open_visits, visitor.assigned) == (1, 1)
        assert visitor.start_file_expires_on == date(2026, 12, 22)
        assert not visitor.enrolled
    writer = database.open_writer()
    with writer.writing() as writing:
        moment = datetime.fromisoformat("2026-11-22T14:00")
        held = VisitHeld(TODAY, 60, ContactKind.HOME_VISIT, ("dochter",), moment)
        writing.record(VISIT, held)
        writing.record(VISIT, ReportHandedIn({"lines": ["praatte graag"]}, TODAY))
        assert writing.visit(VISIT.identifier).held_on == TODAY
        writing.commit()
    with reader.reading() as reading:
        state = reading.visit(VISIT.identifier)
        assert state.report == {"lines": ["praatte graag"]}
        assert reading.resident(RESIDENT.identifier).state.last_held_on == TODAY
        assert len(reading.visit_events(VISIT.identifier)) == 4
        assert reading.visit_counts(TODAY)["held"] == 1
        due = ResidentQuestion(TODAY, ResidentFilter.DUE)
        assert reading.resident_ids(due) == ()
        later = ResidentQuestion(date(2028, 11, 22), ResidentFilter.ALL)
        assert reading.resident_ids(later) == (RESIDENT.identifier,)


def test_an_objection_stops_everything(database: StoredProfile) -> None:
    play_a_round(database)
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.record(RESIDENT, OptedOut(TODAY))
        (row,) = writing.resident_rows((RESIDENT.identifier,))
        assert (row.stopped, row.opted_out_on) == ("opted_out", TODAY)
        assert writing.visit(VISIT.identifier).status is VisitStatus.CLOSED_CANCELLED
        assert writing.visit_rows(VisitQuestion()) == ()
        stopped = ResidentQuestion(TODAY, ResidentFilter.STOPPED)
        assert writing.resident_ids(stopped) == (RESIDENT.identifier,)


def fail_half_way(writer: Writer) -> None:
    with writer.writing() as writing:
        writing.change_card(RESIDENT, CARD)
        raise ZeroDivisionError


def test_leaving_without_commit_forgets_everything(database: StoredProfile) -> None:
    writer = database.open_writer()
    before = (database.digest(), database.mark())
    with writer.writing() as writing:
        writing.change_card(RESIDENT, CARD)
        assert writing.resident(RESIDENT.identifier).state.card == CARD
    with pytest.raises(ZeroDivisionError):
        fail_half_way(writer)
    assert (database.digest(), database.mark()) == before
    with writer.writing() as writing, pytest.raises(UnknownSubjectError):
        writing.resident(RESIDENT.identifier)


def test_the_cards_present_value_is_not_written_again(database: StoredProfile) -> None:
    play_a_round(database)
    writer = database.open_writer()
    with writer.writing() as writing:
        assert writing.change_card(RESIDENT, CARD) == ()
        before = sum(1 for _ in writing.all_operations())
        assert writing.change_card(RESIDENT, ResidentCard(surname="Puffelen")) != ()
        assert sum(1 for _ in writing.all_operations()) == before + 1
        assert writing.resident(RESIDENT.identifier).state.card.initials == ""


def test_changed_terms_reach_everybody(database: StoredProfile) -> None:
    play_a_round(database)
    organisation = Subject(SubjectKind.ORGANISATION, identifier(40))
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.record(VISIT, VisitHeld(TODAY, 60, ContactKind.HOME_VISIT))
        (before,) = writing.resident_rows((RESIDENT.identifier,))
        writing.change_card(organisation, OrganisationCard(name="ZorgDat", cycle_months=12))
        (after,) = writing.resident_rows((RESIDENT.identifier,))
        writing.commit()
        assert writing.organisation().name == "ZorgDat"
    assert after.periods[0].opens < before.periods[0].opens
    incremental = database.digest()
    database.close()
    database.rebuild()
    assert database.digest() == incremental


def test_intakes_and_drafts_are_kept(database: StoredProfile) -> None:
    intake = Subject(SubjectKind.INTAKE, identifier(50))
    read = ListRead(TODAY, 3, 2, 2, 2, 0, {"secrecy": 1}, {}, {"age75": 2}, ("01.20",))
    draft = Draft(VISIT.identifier, {"lines": ["een"]}, datetime.fromisoformat("2026-11-22T14:00"))
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.record(intake, read)
        writing.save_draft(draft)
        assert writing.commit().local == {"drafts"}
    with database.open_reader().reading() as reading:
        assert [stamped.event for stamped in reading.intakes()] == [read]
        assert reading.draft(VISIT.identifier) == draft
        assert reading.drafted_visits() == (VISIT.identifier,)
    with writer.writing() as writing:
        writing.drop_draft(VISIT.identifier)
        assert writing.draft(VISIT.identifier) is None


def test_many_people_at_once_are_as_if_recorded_one_by_one(
    database: StoredProfile, profile_folder: TestFolder
) -> None:
    people = fictional_people(300)
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.add_residents(people)
        assert len(writing.resident_ids(ResidentQuestion(TODAY))) == 300
        writing.commit()
    other = profile_folder.of_other_device(profile_folder.folder / "other", 77).create()
    one_by_one = other.open_writer()
    with one_by_one.writing() as writing:
        for subject, card, events in people:
            writing.change_card(subject, card)
            for event in events:
                writing.record(subject, event)
        writing.commit()
    assert other.digest() == database.digest()
    other.close()


def test_a_household_is_everyone_behind_one_door(database: StoredProfile) -> None:
    partner = Subject(SubjectKind.RESIDENT, identifier(11))
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.change_card(RESIDENT, CARD)
        assert writing.household(RESIDENT.identifier) == (RESIDENT.identifier,)
        writing.change_card(partner, CARD)
        assert set(writing.household(RESIDENT.identifier)) == {
            RESIDENT.identifier,
            partner.identifier,
        }


def test_a_page_of_rows_takes_one_statement(database: StoredProfile) -> None:
    writer = database.open_writer()
    people = fictional_people(256)
    with writer.writing() as writing:
        writing.add_residents(people)
        writing.commit()
    reader = database.open_reader()
    statements: list[str] = []
    with reader.reading() as reading:
        raw = reader._connection.connection.dbapi_connection
        raw.set_trace_callback(statements.append)
        rows = reading.resident_rows([subject.identifier for subject, _, _ in people])
        raw.set_trace_callback(None)
    assert len(rows) == 256
    assert [row.resident for row in rows] == [subject.identifier for subject, _, _ in people]
    assert len([text for text in statements if not text.startswith("--")]) == 1


def test_there_is_one_writer(database: StoredProfile) -> None:
    writer = database.open_writer()
    with pytest.raises(WriterInUseError):
        database.open_writer()
    with pytest.raises(WriterInUseError):
        database.rebuild()
    writer.close()
    database.open_writer().close()


def test_a_reader_keeps_its_view_while_the_writer_writes(database: StoredProfile) -> None:
    play_a_round(database)
    writer, reader = database.open_writer(), database.open_reader()
    with reader.reading() as reading:
        with writer.writing() as writing:
            writing.change_card(RESIDENT, ResidentCard(surname="Anders"))
            writing.commit()
        assert reading.resident(RESIDENT.identifier).state.card == CARD
    with reader.reading() as reading:
        assert reading.resident(RESIDENT.identifier).state.card.surname == "Anders"


def test_questions_narrow_the_list(database: StoredProfile) -> None:
    play_a_round(database)
    young = Subject(SubjectKind.RESIDENT, identifier(12))
    writer = database.open_writer()
    with writer.writing() as writing:
        writing.change_card(young, ResidentCard(surname="Jong", birth_date="2000-01-01"))
        everyone = ResidentQuestion(TODAY)
        assert set(writing.resident_ids(everyone)) == {RESIDENT.identifier, young.identifier}
        for narrower in (
            replace(everyone, group="age75"),
            replace(everyone, district="Stadsdennen"),
            replace(everyone, visitor=VISITOR.identifier),
        ):
            assert writing.resident_ids(narrower) == (RESIDENT.identifier,)
        assert writing.resident_ids(replace(everyone, group="carer")) == ()
        assert writing.search_residents(" ", 5) == ()
        assert writing.search_residents('"* OR', 5) == ()
        invited = VisitQuestion(statuses=(VisitStatus.INVITED,), open_only=False)
        assert len(writing.visit_rows(invited)) == 1
        assert writing.visit_rows(replace(invited, statuses=(VisitStatus.HELD,))) == ()


@pytest.mark.parametrize(("event", "stopped"), [(Moved(TODAY), "moved"), (Died(TODAY), "deceased")])
def test_a_move_and_a_death_stop_a_resident(
    database: StoredProfile, event: Moved | Died, stopped: str
) -> None:
    play_a_round(database)
    with database.open_writer().writing() as writing:
        writing.record(RESIDENT, event)
        (row,) = writing.resident_rows((RESIDENT.identifier,))
        assert (row.stopped, row.periods) == (stopped, ())
        due = ResidentQuestion(TODAY, ResidentFilter.DUE, horizon=date(2100, 1, 1))
        assert writing.resident_ids(due) == ()
