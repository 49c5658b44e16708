"""Not visiting any more, the way back, and what waits for a coordinator: the card and Overzicht."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QRadioButton, QWidget

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.events import (
    AppointmentMade,
    ContactKind,
    Died,
    Excluded,
    ExclusionReason,
    InvitationSent,
    VisitOrigin,
    VisitPlanned,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.planning_events import ContactPaused
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.resident_view import view_resident
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.decide_card import MOST_LINES
from huisbezoek.ui.dialogs.exclude_steps import ExcludeDialog
from huisbezoek.ui.models.exclusion_words import exclusion_words
from huisbezoek.ui.models.next_step import next_step
from huisbezoek.ui.models.resident_words import chip_words, hero_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.timeline import Timeline
from tests.profiles import TODAY, identifier
from tests.ui.resident_window import PageWindow, click, named, page_window, words

VISIT = identifier(70)
THURSDAY = datetime(2026, 11, 26, 14)  # noqa: DTZ001 - a wall-clock time


@pytest.fixture
def window(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[PageWindow]:
    with page_window(tmp_path / "profile", look, shown) as opened:
        yield opened


def add(window: PageWindow, *events, surname: str = "Bakker", **card) -> str:
    known = {"sex": "V", "birth_date": "1940-01-01", "street": "Dorpsstraat", "city": "Dam"}
    listed_on = card.pop("listed_on", TODAY)
    return window.profile.add(
        ResidentCard(surname=surname, **{**known, **card}), *events, listed_on=listed_on
    )


def plan(window: PageWindow, resident: str, *events) -> None:
    planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, date(2026, 11, 1))
    window.profile.record(SubjectKind.VISIT, VISIT, planned, *events)


def appointed(window: PageWindow, resident: str) -> None:
    made = AppointmentMade(identifier(3), THURSDAY, 60, ContactKind.HOME_VISIT, TODAY)
    plan(window, resident, InvitationSent(identifier(2), date(2026, 11, 2)), made)


def begin(page: QWidget) -> ExcludeDialog:
    page.findChild(QAction, "more_exclude").trigger()
    return next(one for one in page.window().findChildren(ExcludeDialog) if one.isVisible())


def history(page: QWidget) -> str:
    return named(page, "resident_timeline", Timeline).accessibleDescription()


def excluded(window: PageWindow, resident: str) -> str:
    found: str = window.profile.ask(lambda reading: reading.resident(resident)).state.excluded
    return found


def test_excluded_with_a_reason_and_lifted_on_the_card(window: PageWindow) -> None:
    resident = add(window)
    page = window.show(window.pages.resident(), resident)
    dialog = begin(page)
    assert not dialog.findChildren(QWidget, "exclude_appointment")
    click(dialog, "save_excluded")
    assert "Kies eerst de reden." in words(dialog)
    named(dialog, "exclude_nursing_home", QRadioButton).setChecked(True)
    click(dialog, "save_excluded")
    assert not dialog.isVisible()
    assert excluded(window, resident) == "nursing_home"
    banner = named(page, "resident_excluded")
    assert "Woont in een verpleeghuis. Sinds 22 november 2026." in words(banner)
    assert not page.findChild(QAction, "more_exclude").isVisible()
    assert not named(page, "next_step").isVisible()
    assert "Woont in een verpleeghuis." in history(page)
    click(page, "lift_exclusion")
    assert excluded(window, resident) == ""
    assert not banner.isVisible()
    assert "Mag weer bezocht worden" in history(page)


def test_an_appointment_is_told_before_and_decided_after(window: PageWindow) -> None:
    resident = add(window)
    appointed(window, resident)
    page = window.show(window.pages.resident(), resident)
    dialog = begin(page)
    assert "donderdag 26 november om 14.00 uur" in words(named(dialog, "exclude_appointment"))
    named(dialog, "exclude_secrecy", QRadioButton).setChecked(True)
    click(dialog, "save_excluded")
    told = words(named(page, "decide_appointment"))
    assert "Er staat nog een afspraak op donderdag 26 november om 14.00 uur" in told
    assert not named(page, "next_step").isVisible()
    click(page, "call_off")
    state = window.profile.ask(lambda reading: reading.visit(VISIT))
    assert state.status is VisitStatus.CLOSED_CANCELLED
    assert not page.findChildren(QWidget, "decide_appointment")


def test_what_was_refused_meanwhile_is_said_in_the_dialog(window: PageWindow) -> None:
    resident = add(window)
    page = window.show(window.pages.resident(), resident)
    dialog = begin(page)
    window.profile.record(SubjectKind.RESIDENT, resident, Died(TODAY))
    named(dialog, "exclude_too_young", QRadioButton).setChecked(True)
    click(dialog, "save_excluded")
    assert dialog.isVisible()
    assert "Er is niets veranderd" in words(dialog)


def test_the_partner_of_who_died_rests_until_the_card_says_otherwise(window: PageWindow) -> None:
    her = add(window, surname="Hoen", house_number=5, postcode="1234AB")
    him = add(window, surname="Hoen", house_number=5, postcode="1234AB", sex="M")
    page = window.show(window.pages.resident(), him)
    page.findChild(QAction, "more_deceased").trigger()
    assert "Het contact met een partner rust" in words(named(page, "resident_stopped"))
    page.open(her)
    assert "Woont samen met" not in words(page)
    assert not named(page, "resident_stopped").isVisible()
    assert "Een huisgenoot is overleden, het contact rust" in words(page)
    assert not named(page, "resident_hero").isVisible()
    assert not named(page, "next_step").isVisible()
    overview = window.show(window.pages.overview())
    line = words(named(overview, "to_decide"))
    assert "Mevrouw Hoen: een huisgenoot is overleden. Gaat het contact verder?" in line
    click(overview, "decide_0")
    assert window.went_to[-1] == Destination(PageName.RESIDENT, her)
    page = window.show(window.pages.resident(), her)
    click(page, "continue_contact")
    assert not page.findChildren(QWidget, "decide_partner_died")
    assert named(page, "next_step").isVisible()


def test_a_term_past_is_a_quiet_line_a_list_and_two_choices(window: PageWindow) -> None:
    card = {"birth_date": "1975-01-01", "loss_date": "2024-11-15", "listed_on": date(2025, 1, 1)}
    ask, leave = add(window, **card), add(window, surname="Smit", **card)
    overview = window.show(window.pages.overview())
    assert "Bij 2 inwoners ging de termijn voorbij zonder vraag." in words(overview)
    click(overview, "see_terms_past")
    place = window.went_to[-1]
    assert place == Destination(PageName.RESIDENTS, detail="term_past")
    residents = window.show(window.pages.residents(), detail=place.detail)
    listed = named(residents, "residents_list", ListCard).rows()
    assert {row.id for row in listed} == {ask, leave}
    page = window.show(window.pages.resident(), ask)
    told = words(named(page, "decide_term_past"))
    assert "Na het overlijden van een naaste is niet op tijd gevraagd" in told
    assert "Dat kon tot en met 15 november 2026. Er gaat nu niets vanzelf uit." in told
    click(page, "ask_after_all")
    row = window.profile.ask(lambda reading: reading.resident_rows([ask]))[0]
    assert row.open_status is VisitStatus.PLANNED
    page.open(leave)
    click(page, "leave_term")
    assert not page.findChildren(QWidget, "decide_term_past")
    overview = window.show(window.pages.overview())
    assert not overview.findChildren(QWidget, "to_decide")


def test_a_term_around_retirement_is_called_so(window: PageWindow) -> None:
    resident = add(window, birth_date="1957-01-01", listed_on=date(2024, 1, 1))
    page = window.show(window.pages.resident(), resident)
    told = words(named(page, "decide_term_past"))
    assert "Rond het pensioen is niet op tijd gevraagd" in told


def test_of_many_decisions_the_first_stand_on_overzicht(window: PageWindow) -> None:
    for number in range(MOST_LINES + 2):
        add(window, ContactPaused(TODAY), house_number=number)
    overview = window.show(window.pages.overview())
    assert "En nog 2 inwoners." in words(named(overview, "to_decide"))
    click(overview, "see_held_back")
    assert window.went_to[-1] == Destination(PageName.RESIDENTS, detail="held_back")
    residents = window.show(window.pages.residents(), detail="held_back")
    listed = named(residents, "residents_list", ListCard).rows()
    assert {row.chip.text for row in listed} == {"contact rust"}
    assert all("U beslist of het contact verdergaat." in row.why for row in listed)


def test_a_decision_that_fails_says_why_and_can_be_tried_again(window: PageWindow) -> None:
    card = {"birth_date": "1975-01-01", "loss_date": "2024-11-15", "listed_on": date(2025, 1, 1)}
    resident = add(window, **card)
    page = window.show(window.pages.resident(), resident)
    window.profile.record(SubjectKind.RESIDENT, resident, Died(TODAY))
    click(page, "ask_after_all")
    assert "Er is niets veranderd" in words(named(page, "resident_error"))
    assert named(page, "ask_after_all").isEnabled()


def test_a_visitor_reads_that_it_rests_and_nothing_else(window: PageWindow) -> None:
    resident = add(window, rests="1")
    appointed(window, resident)
    view = window.profile.ask(view_resident, resident, TODAY, is_coordinator=False)
    assert hero_words(view, TODAY).title == "Het contact rust"
    assert chip_words(view.row, view.due).text == "wordt niet gevraagd"
    assert next_step(view, is_coordinator=False) is None
    assert view.decisions == ()


@pytest.mark.parametrize(
    ("card", "title"),
    [
        ({"visited_by": "Kerk"}, "Wordt bezocht door Kerk"),
        ({"do_not_visit": "hond"}, "Wordt niet bezocht"),
    ],
)
def test_the_card_says_why_nobody_goes_also_with_a_visit_open(
    window: PageWindow, card: dict[str, str], title: str
) -> None:
    resident = add(window, **card)
    plan(window, resident, InvitationSent(identifier(2), TODAY - timedelta(9)))
    view = window.profile.ask(view_resident, resident, TODAY, is_coordinator=True)
    assert hero_words(view, TODAY).title == title
    excluding = Excluded(ExclusionReason.SECRECY, TODAY)
    window.profile.record(SubjectKind.RESIDENT, resident, excluding)
    view = window.profile.ask(view_resident, resident, TODAY, is_coordinator=True)
    assert hero_words(view, TODAY).title == "Wordt niet bezocht"


def test_a_reason_of_a_newer_version_has_no_words() -> None:
    assert exclusion_words("later") == ""
