"""The agenda of a visitor and of all: what stands, what to think of, paper and calendar files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import icalendar
import pytest

from huisbezoek.model.documents.calendar_files import IcalendarFiles
from huisbezoek.model.domain.agenda import AgendaWarning
from huisbezoek.model.domain.availability import AwayPeriod
from huisbezoek.model.domain.events import (
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentMade,
    Assigned,
    AssignmentEnded,
    CancelledBy,
    ContactKind,
    Died,
    StatusForced,
    VisitHeld,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.postcodes import Place, PostcodeTable
from huisbezoek.model.planning.day_order import order_by
from huisbezoek.model.usecases.agenda import (
    Agenda,
    AgendaItem,
    agenda,
    agenda_card,
    keep_times,
    surroundings,
    to_appoint,
)
from huisbezoek.model.usecases.agenda_sheets import day_sheet, order_of_day, week_sheet
from huisbezoek.model.usecases.calendar_export import calendar_entries, file_name
from huisbezoek.model.usecases.organisation_keys import OrganisationKeys, save_organisation_keys
from huisbezoek.model.usecases.ports.calendar import CalendarEntry
from huisbezoek.model.usecases.ports.sealing import PublicKeys
from huisbezoek.model.usecases.ports.unknown import UnknownSubjectError
from huisbezoek.model.usecases.postcodes import keep_postcodes
from huisbezoek.ui.models.agenda_words import remarks
from tests.people import READY, TODAY, at, day
from tests.profiles import identifier
from tests.unit.round_profile import RoundProfile

NOW = at(TODAY, 9)
LATER = at(day(40), 9)
KEYS = OrganisationKeys(identifier(9), "", "", "", PublicKeys("", ""), "", "")
ZONE = timezone(timedelta(hours=1))


class AgendaProfile(RoundProfile):
    """A profile with a visitor, Riet."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.riet = self.add_visitor()

    def appointed(self, in_days: int, hour: int = 10, minute: int = 0, **card: object) -> str:
        resident = self.add_resident(**card)
        self.give(self.riet, resident)
        visit = self.agreed(resident)
        self.appoint(visit, in_days, hour, minute)
        return visit

    def appoint(
        self, visit: str, in_days: int, hour: int, minute: int = 0, shared: str = ""
    ) -> str:
        identifier = shared or self.next_id()
        starts = at(day(in_days), hour, minute)
        kind = ContactKind.HOME_VISIT
        made = AppointmentMade(identifier, starts, 60, kind, TODAY, "", "haar dochter")
        self.record(SubjectKind.VISIT, visit, made)
        return identifier

    def couple(self, in_days: int, hour: int) -> tuple[str, ...]:
        pair = self.add_couple(telephone="+31600000113")
        self.give(self.riet, *pair)
        visits = self.invited(*pair)
        shared = self.next_id()
        for visit in visits:
            self.appoint(visit, in_days, hour, shared=shared)
        return visits

    def view(self, visitor: str | None = None, first: date = TODAY, **more: object) -> Agenda:
        asked = {"last": day(27), "now": NOW, **more}
        chosen = self.riet if visitor is None else visitor
        return self.ask(lambda reading: agenda(reading, visitor=chosen, first=first, **asked))

    def entries(self, visitor: str | None = None, now: datetime = NOW) -> list[CalendarEntry]:
        chosen = self.riet if visitor is None else visitor
        found = self.do(calendar_entries, summary, visitor=chosen, now=now)
        return sorted(found, key=lambda one: one.starts)


def summary(name: str) -> str:
    return f"Huisbezoek {name}".strip()


def about(item: AgendaItem) -> str:
    return item.appointment.present


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[AgendaProfile]:
    opened = AgendaProfile(tmp_path / "profile")
    yield opened
    opened.close()


def test_appointments_stand_in_the_order_of_time_a_couple_once(profile: AgendaProfile) -> None:
    late = profile.appointed(2, 14)
    early = profile.appointed(2, 10)
    pair = profile.couple(4, 9)
    profile.appointed(60, 10)
    profile.appointed(-3, 10)
    view = profile.view()
    assert [one.identifier for one in view.items] == [early, late, min(pair)]
    assert [len(one.card.visits) for one in view.items] == [1, 1, 2]
    assert [one.visitor_name for one in view.items] == ["Riet Jansen"] * 3
    assert view.days == {day(-3): 1, day(2): 2, day(4): 1, day(60): 1}
    assert view.has_any
    assert [one.identifier for one in view.on(day(2))] == [early, late]
    assert len(profile.view(last=None).items) == 4
    assert not any(one.warnings for one in view.items if one.card.others)


def test_what_to_think_of_is_seen_per_visitor(profile: AgendaProfile) -> None:
    first, second = profile.appointed(2, 10), profile.appointed(2, 10, 30)
    piet = profile.add_visitor(replace(READY, name="Piet", away=f"{day(2)}/{day(2)}"))
    other = profile.add_resident()
    profile.give(piet, other)
    third = profile.agreed(other)
    profile.appoint(third, 2, 10)
    found = {one.identifier: one.warnings for one in profile.view("").items}
    assert found == {
        first: (AgendaWarning.DOUBLE,),
        second: (AgendaWarning.DOUBLE,),
        third: (AgendaWarning.AWAY,),
    }
    assert profile.view("").visitors == ((piet, "Piet"), (profile.riet, "Riet Jansen"))


def test_two_appointments_of_nobody_are_no_double_booking(profile: AgendaProfile) -> None:
    for _ in range(2):
        profile.appoint(profile.agreed(profile.add_resident()), 2, 10)
    assert [one.warnings for one in profile.view("").items] == [(), ()]


def test_a_forced_state_without_a_time_is_not_in_the_agenda(profile: AgendaProfile) -> None:
    visit = profile.agreed(profile.add_resident())
    profile.record(SubjectKind.VISIT, visit, StatusForced("scheduled", "test", TODAY))
    assert not profile.view("").has_any


def test_around_a_new_time_stand_the_other_appointments(profile: AgendaProfile) -> None:
    profile.appointed(2, 14)
    visit = profile.appointed(3, 10)
    profile.do(keep_times, profile.riet, [AwayPeriod(day(9), day(9))], frozenset({"mon-am"}))

    def around(visits: tuple[str, ...], visitor: str) -> tuple[object, ...]:
        found = profile.ask(lambda reading: surroundings(reading, visits, visitor=visitor, now=NOW))
        return [one.starts for one in found.others], found.away, found.available

    expected = ([at(day(2), 14)], (AwayPeriod(day(9), day(9)),), {"mon-am"})
    assert around((visit,), "") == expected
    nobodys = profile.agreed(profile.add_resident())
    assert around((nobodys,), "") == ([], (), frozenset())
    assert around((nobodys,), profile.riet)[0] == [at(day(2), 14), at(day(3), 10)]


def test_without_a_birth_date_the_visit_tells_the_turn(profile: AgendaProfile) -> None:
    resident = profile.add_resident(birth_date="")
    profile.give(profile.riet, resident)
    turn = date(2027, 1, 1), date(2027, 5, 1)
    visit = profile.next_id()
    planned = VisitPlanned(
        resident, ("age75",), VisitOrigin.ROUND, TODAY, turn_first=turn[0], turn_last=turn[1]
    )
    profile.record(SubjectKind.VISIT, visit, planned)
    around = profile.ask(surroundings, [visit], visitor=profile.riet, now=NOW)
    assert around.turn == turn
    profile.appoint(visit, 3, 10)
    (item,) = profile.view("").items
    assert (item.turn, item.warnings) == (turn, (AgendaWarning.OUTSIDE_TURN,))
    assert remarks(item) == "Deze inwoner is aan de beurt tussen januari en mei 2027."
    bare = profile.agreed(profile.add_resident(birth_date=""))
    assert profile.ask(surroundings, [bare], visitor="", now=NOW).turn is None


def test_of_two_visitors_each_has_the_own_agenda(profile: AgendaProfile) -> None:
    piet = profile.add_visitor(replace(READY, name="Piet"))
    resident = profile.add_resident()
    visit = profile.agreed(resident)
    profile.appointed(2, 14)
    for visitor in (profile.riet, piet):
        profile.give(visitor, resident)
    seen = [
        len(profile.ask(surroundings, [visit], visitor=one, now=NOW).others)
        for one in (profile.riet, piet)
    ]
    assert seen == [1, 0]


def test_who_can_get_an_appointment(profile: AgendaProfile) -> None:
    yes, asked, nobodys = (profile.add_resident() for _ in range(3))
    profile.give(profile.riet, yes, asked)
    (invited,) = profile.invited(asked)
    agreed, other = profile.agreed(yes), profile.agreed(nobodys)
    pair = profile.add_couple()
    profile.give(profile.riet, *pair)
    both = profile.invited(*pair)

    def groups(visitor: str) -> list[set[str]]:
        found = profile.ask(lambda reading: to_appoint(reading, visitor=visitor))
        return [{row.visit for row in rows} for rows in found]

    found = groups(profile.riet)
    assert found[0] == {agreed}
    assert {invited} in found
    assert set(both) in found
    assert groups("") in ([{agreed}, {other}], [{other}, {agreed}])
    rows = profile.ask(lambda reading: to_appoint(reading, visitor=profile.riet))[-1]
    card = profile.ask(lambda reading: agenda_card(reading, rows, TODAY))
    assert card.visits == tuple(row.visit for row in rows)


def test_a_visitor_says_when_she_is_away(profile: AgendaProfile) -> None:
    profile.do(keep_times, profile.riet, [AwayPeriod(day(9), day(10))], frozenset({"mon-am"}))
    view = profile.view()
    assert (view.away, view.available) == ((AwayPeriod(day(9), day(10)),), {"mon-am"})
    with pytest.raises(UnknownSubjectError):
        profile.do(keep_times, profile.next_id(), [], frozenset())


def test_the_handy_order_of_a_day(profile: AgendaProfile) -> None:
    near = {"street": "Kerkstraat", "postcode": "1234AB"}
    first = profile.appointed(2, 9, house_number=1, **near)
    far = profile.appointed(2, 11, street="Lindelaan", postcode="1290AB", house_number=1)
    third = profile.appointed(2, 13, house_number=3, **near)
    profile.appointed(3, 9)

    def ordered(on: date) -> tuple[list[str], bool]:
        found = profile.ask(
            lambda reading: order_of_day(
                reading,
                agenda(reading, visitor=profile.riet, first=on, last=on, now=NOW),
                on,
                order_by,
            )
        )
        return [one.identifier for one in found.handy], found.is_handy_already

    handy, is_handy = ordered(day(2))
    assert handy[1] != far
    assert set(handy) == {first, far, third}
    assert not is_handy
    assert ordered(day(3)) == ([], True)
    profile.appoint(far, 2, 15)
    assert ordered(day(2))[1]
    resident = profile.ask(lambda reading: reading.visit(far)).resident
    profile.record(
        SubjectKind.RESIDENT,
        resident,
        AssignmentEnded(profile.riet, TODAY),
        Assigned(profile.add_visitor(replace(READY, name="Piet")), TODAY),
    )
    everybody = profile.view("")
    of_all = profile.ask(lambda reading: order_of_day(reading, everybody, day(2), order_by))
    assert of_all.is_of_several
    assert not of_all.handy


def test_the_order_of_a_day_begins_at_home(profile: AgendaProfile) -> None:
    anna = profile.add_visitor(replace(READY, name="Anna", street="Dijk", postcode="1239AA"))

    def appointed(hour: int, postcode: str) -> str:
        visit = profile.appointed(2, hour, street=postcode, postcode=postcode, house_number=1)
        resident = profile.ask(lambda reading: reading.visit(visit)).resident
        ended, given = AssignmentEnded(profile.riet, TODAY), Assigned(anna, TODAY)
        profile.record(SubjectKind.RESIDENT, resident, ended, given)
        return visit

    near, middle, far = appointed(13, "1238AA"), appointed(9, "1235AA"), appointed(11, "1230AA")

    def ordered() -> tuple[list[str], bool]:
        view = profile.view(anna)
        found = profile.ask(lambda reading: order_of_day(reading, view, day(2), order_by))
        return [one.identifier for one in found.handy], found.from_home

    assert ordered() == ([near, middle, far], True)
    points = {"1238AA": 3_000, "1235AA": 2_000, "1230AA": 1_000}
    places = {one: Place("", (160_000, 500_000 + north)) for one, north in points.items()}
    profile.do(save_organisation_keys, KEYS)
    profile.do(keep_postcodes, PostcodeTable(places), on=TODAY)
    assert not ordered()[1], "the others count in metres, and nobody knows where home lies"
    home = {"1239AA": Place("", (160_000, 500_500))}
    profile.do(keep_postcodes, PostcodeTable(places | home), on=TODAY)
    assert ordered() == ([far, middle, near], True)


def test_the_papers_of_a_day_and_a_week(profile: AgendaProfile) -> None:
    profile.appointed(2, 9, telephone="+31600000112", surname="Smeenk", house_number=1)
    profile.appointed(2, 11, street="Lindelaan", postcode="1290AB", house_number=1)
    profile.appointed(2, 13, house_number=3)

    def papers(reading):
        view = agenda(reading, visitor=profile.riet, first=TODAY, last=day(6), now=NOW)
        ordered = order_of_day(reading, view, day(2), order_by)
        return (
            day_sheet(reading, ordered, "Riet", about, lambda number: f"tel {number}"),
            week_sheet(reading, view, day(3), "Riet", about, {day(2): "Feest"}),
        )

    of_day, of_week = profile.ask(papers)
    assert [one.time for one in of_day.visits] == ["9.00", "11.00", "13.00"]
    assert of_day.visits[0].telephone == "tel +31600000112"
    assert of_day.visits[0].notes == "haar dochter"
    assert len(of_day.order) == 3
    assert [one.day for one in of_week.days] == [day(number) for number in range(7)]
    assert [len(one.visits) for one in of_week.days] == [0, 0, 3, 0, 0, 0, 0]
    assert of_week.days[2].note == "Feest"
    assert of_week.days[2].visits[0].telephone == ""


def test_a_moved_appointment_keeps_its_identifier_and_its_sequence_rises(
    profile: AgendaProfile,
) -> None:
    visit = profile.appointed(2, 10, surname="Smeenk")
    pair = profile.couple(4, 9)
    before = profile.entries()
    assert [one.sequence for one in before] == [0, 0]
    assert [one.starts for one in before] == [at(day(2), 10), at(day(4), 9)]
    assert profile.entries() == before
    profile.appoint(visit, 3, 14)
    moved = profile.entries()
    assert [one.uid for one in moved] == [one.uid for one in before]
    assert (moved[0].sequence, moved[0].starts) == (1, at(day(3), 14))
    appointment = profile.ask(lambda reading: reading.visit(visit)).appointment.identifier
    off = AppointmentCancelled(appointment, CancelledBy.RESIDENT, TODAY)
    profile.record(SubjectKind.VISIT, visit, off)
    cancelled = profile.entries()
    assert [(one.sequence, one.is_cancelled) for one in cancelled] == [(2, True), (0, False)]
    assert cancelled[0].summary == "Huisbezoek"
    assert profile.entries() == cancelled
    profile.appoint(visit, 5, 10)
    again = next(one for one in profile.entries() if one.uid == before[0].uid)
    assert (again.sequence, again.is_cancelled) == (3, False)
    assert pair


def test_what_is_past_or_of_another_agenda_stays_as_it_was(profile: AgendaProfile) -> None:
    held = profile.appointed(0, 10)
    dead = profile.appointed(2, 10)
    assert len(profile.entries()) == 2
    assert len(profile.entries("")) == 2
    profile.record(SubjectKind.VISIT, held, VisitHeld(TODAY, 60, ContactKind.HOME_VISIT))
    resident = profile.ask(lambda reading: reading.visit(dead)).resident
    profile.record(SubjectKind.RESIDENT, resident, Died(TODAY))
    later = profile.entries(now=at(day(1), 9))
    assert [(one.starts, one.is_cancelled) for one in later] == [(at(day(2), 10), True)]
    assert profile.entries(now=LATER) == later
    assert profile.entries(now=LATER + timedelta(days=90)) == []
    assert file_name(TODAY) == "agenda-2026-11-23.ics"


def test_the_file_can_be_read_back(profile: AgendaProfile) -> None:
    profile.appointed(2, 10, surname="Smeenk", street="Kerkstraat")
    entries = [
        *profile.entries(),
        CalendarEntry("uid-2", 3, at(date(2027, 7, 1), 14, 30), 90, "Huisbezoek", True),
    ]
    content = IcalendarFiles().write(
        [replace(one, summary="Huisbezoek") for one in entries],
        written_at=datetime(2026, 11, 23, 9, tzinfo=ZONE),
    )
    read = icalendar.Calendar.from_ical(content)
    (zone,) = read.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Amsterdam"
    winter, summer = read.walk("VEVENT")
    assert winter["UID"] == entries[0].uid
    assert winter["SEQUENCE"] == 0
    assert winter["STATUS"] == "CONFIRMED"
    assert winter["DTSTART"].dt.isoformat() == "2026-11-25T10:00:00+01:00"
    assert summer["DTSTART"].dt.isoformat() == "2027-07-01T14:30:00+02:00"
    assert summer["DTEND"].dt - summer["DTSTART"].dt == timedelta(minutes=90)
    assert (summer["SEQUENCE"], summer["STATUS"]) == (3, "CANCELLED")
    assert winter["DTSTAMP"].dt.isoformat() == "2026-11-23T08:00:00+00:00"
    assert b"Smeenk" not in content
    assert b"Kerkstraat" not in content
    assert b"Voorbeelddam" not in content
    assert b"\r\n" in content
    rules = zone.to_tz()
    assert datetime(2027, 7, 1, 12, tzinfo=rules).utcoffset() == timedelta(hours=2)
    assert datetime(2027, 1, 1, 12, tzinfo=rules).utcoffset() == timedelta(hours=1)


def test_a_confirmed_appointment_is_said_to_be(profile: AgendaProfile) -> None:
    visit = profile.appointed(2, 10)
    appointment = profile.ask(lambda reading: reading.visit(visit)).appointment.identifier
    profile.record(SubjectKind.VISIT, visit, AppointmentConfirmed(appointment, TODAY))
    assert profile.view().items[0].appointment.confirmed
    assert profile.entries()[0].sequence == 0
