"""Brieven: planned first, looked at, put on paper, marked by hand, and answered."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QLineEdit, QWidget

from huisbezoek.model.domain.events import Moved, OptedOut
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.visits import VisitState, VisitStatus
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.letter_dialog import LetterDialog
from huisbezoek.ui.dialogs.reply_dialog import ReplyDialog
from huisbezoek.ui.widgets.list_card import ListCard
from tests.people import TODAY, day
from tests.ui.desk import Desk, choose, fill, press
from tests.ui.resident_window import named, settle, words


def visit(desk: Desk, identifier: str) -> VisitState:
    return desk.ask(lambda reading: reading.visit(identifier))


def rows(page: QWidget, name: str) -> list[str]:
    settle()
    return [row.name for row in named(page, name, ListCard).rows()]


def test_an_empty_page_says_that_nobody_is_due(desk: Desk) -> None:
    page = desk.show(desk.letters())
    assert "Geen brieven klaar" in words(page)
    assert not named(page, "make_letters").isVisible()


def test_who_is_due_is_planned_as_the_first_step(desk: Desk) -> None:
    desk.add_couple()
    desk.add_resident(surname="Smeenk")
    page = desk.show(desk.letters())
    assert "3 inwoners zijn aan de beurt" in words(page)
    fill(page, "field_letters", "geen")
    press(page, "plan_due")
    assert "Vul een getal in" in words(page)
    fill(page, "field_letters", "50")
    press(page, "plan_due")
    assert sorted(rows(page, "letters_to_send")) == [
        "Meneer en mevrouw ’t Hoen",
        "Mevrouw Smeenk",
    ]
    assert not named(page, "due_card").isVisible()


def test_walking_through_the_queue_and_reading_one_large(desk: Desk) -> None:
    for name in ("Bos", "Dam", "Vos", "Wolf"):
        desk.add_visit(desk.add_resident(surname=name))
    page = desk.show(desk.letters())
    names = [row.name for row in named(page, "letters_to_send", ListCard).rows()]
    assert len(names) == 3
    view = named(page, "letter_in_view")
    first = view.accessibleName()
    assert not named(page, "previous_letter").isEnabled()
    for _ in range(3):
        press(page, "next_letter")
    assert view.accessibleName() != first
    assert not named(page, "next_letter").isEnabled()
    press(page, "show_all")
    assert len(rows(page, "letters_to_send")) == 4
    press(page, "larger")
    dialog = page.window().findChild(LetterDialog)
    assert dialog.isVisible()
    press(page, "close_letter")
    assert not dialog.isVisible()


def test_a_letter_that_was_asked_for_is_in_view(desk: Desk) -> None:
    visits = [desk.add_visit(desk.add_resident(surname=name)) for name in ("Bos", "Dam", "Vos")]
    page = desk.show(desk.letters(), visits[2], "letter")
    assert named(page, "letter_in_view").accessibleName() == "Brief aan mevrouw Vos"


def test_making_letters_writes_one_pdf_and_marks_nothing(desk: Desk, tmp_path: Path) -> None:
    visits = [desk.add_visit(desk.add_resident(surname=name)) for name in ("Bos", "Dam")]
    desk.chooser.path = tmp_path / "brieven.pdf"
    page = desk.show(desk.letters())
    press(page, "make_letters")
    assert desk.chooser.suggestions == ["brieven 23 november 2026.pdf"]
    reader = PdfReader(desk.chooser.path)
    assert len(reader.pages) == 2
    assert "2 brieven staan klaar" in words(page)
    assert {visit(desk, one).status for one in visits} == {VisitStatus.PLANNED}


def test_choosing_no_file_makes_nothing(desk: Desk) -> None:
    desk.add_visit(desk.add_resident())
    page = desk.show(desk.letters())
    press(page, "make_letters")
    assert not named(page, "letters_done").isVisible()


def test_a_file_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.add_visit(desk.add_resident())
    desk.chooser.path = tmp_path / "weg" / "brieven.pdf"
    page = desk.show(desk.letters())
    press(page, "make_letters")
    assert named(page, "letters_error").isVisible()
    assert "Het bestand om te printen is niet gemaakt." in words(page)
    assert named(page, "make_letters").isEnabled()


def test_printing_hands_over_every_letter(desk: Desk) -> None:
    for name in ("Bos", "Dam"):
        desk.add_visit(desk.add_resident(surname=name))
    page = desk.show(desk.letters())
    press(page, "print_letters")
    assert len(desk.printed) == 2


def test_marking_as_sent_is_an_act_with_a_day(desk: Desk) -> None:
    first = desk.add_visit(desk.add_resident())
    page = desk.show(desk.letters())
    fill(page, "field_sent_on", "24-11-2026")
    press(page, "mark_sent")
    assert "Vul de dag in waarop ze gepost zijn." in words(page)
    assert visit(desk, first).status is VisitStatus.PLANNED
    fill(page, "field_sent_on", "20-11-2026")
    press(page, "mark_sent")
    assert (visit(desk, first).status, visit(desk, first).invited_on) == (
        VisitStatus.INVITED,
        day(-3),
    )
    assert "1 brief is als verstuurd gemarkeerd" in words(page)


def test_only_letters_that_were_made_are_marked(desk: Desk, tmp_path: Path) -> None:
    first = desk.add_visit(desk.add_resident(surname="Bos"))
    desk.chooser.path = tmp_path / "brieven.pdf"
    page = desk.show(desk.letters())
    press(page, "make_letters")
    later = desk.add_visit(desk.add_resident(surname="Dam"))
    page.open("", "")
    assert "1 brief gaat dan op verstuurd." in words(page)
    press(page, "mark_sent")
    assert visit(desk, first).status is VisitStatus.INVITED
    assert visit(desk, later).status is VisitStatus.PLANNED


def test_who_stopped_while_a_place_was_chosen_gets_no_letter(desk: Desk, tmp_path: Path) -> None:
    people = [desk.add_resident(surname=name) for name in ("Bos", "Dam")]
    for one in people:
        desk.add_visit(one, planned_on=day(-5))
    desk.chooser.path = tmp_path / "brieven.pdf"
    page = desk.show(desk.letters())
    desk.record(SubjectKind.RESIDENT, people[0], Moved(day(-1)))
    press(page, "make_letters")
    assert len(PdfReader(desk.chooser.path).pages) == 1
    assert rows(page, "letters_to_send") == ["Mevrouw Dam"]
    desk.record(SubjectKind.RESIDENT, people[1], Moved(day(-1)))
    press(page, "print_letters")
    assert desk.printed == []
    assert not named(page, "print_letters").isVisible()


def test_a_letter_on_paper_for_who_stopped_since_is_named_and_not_marked(desk: Desk) -> None:
    people = [desk.add_resident(surname=name) for name in ("Bos", "Dam", "Vos")]
    visits = [desk.add_visit(one, planned_on=day(-5)) for one in people]
    page = desk.show(desk.letters())
    press(page, "print_letters")
    assert len(desk.printed) == 3
    desk.record(SubjectKind.RESIDENT, people[0], OptedOut(day(-1)))
    press(page, "mark_sent")
    told = words(named(page, "letters_stay"))
    assert "1 inwoner krijgt geen brief" in told
    assert "Mevrouw Bos: Wil geen contact meer." in told
    assert "2 brieven zijn als verstuurd gemarkeerd" in words(page)
    assert [visit(desk, one).invited_on for one in visits] == [None, TODAY, TODAY]


def test_only_what_was_made_is_marked_also_when_nothing_of_it_may_go(desk: Desk) -> None:
    made = desk.add_resident(surname="Bos")
    visits = [desk.add_visit(made, planned_on=day(-5))]
    page = desk.show(desk.letters())
    press(page, "print_letters")
    desk.record(SubjectKind.RESIDENT, made, OptedOut(day(-1)))
    press(page, "mark_sent")
    assert named(page, "letters_stay").isVisible()
    assert not named(page, "letters_done").isVisible()
    visits.append(desk.add_visit(desk.add_resident(surname="Dam")))
    page.open("", "")
    assert named(page, "mark_sent").isVisible(), "nothing is on paper: all may be marked"
    press(page, "print_letters")
    gone = desk.ask(lambda reading: reading.visit(visits[1])).resident
    desk.add_visit(desk.add_resident(surname="Vos"))
    desk.record(SubjectKind.RESIDENT, gone, OptedOut(day(-1)))
    page.open("", "")
    assert rows(page, "letters_to_send") == ["Mevrouw Vos"]
    assert not named(page, "mark_sent").isVisible(), "what stands here was not made"


def test_who_gets_no_letter_is_named_with_the_reason(desk: Desk) -> None:
    moved = desk.add_resident(surname="Prins", sex="M")
    desk.add_visit(moved, planned_on=day(-5))
    desk.record(SubjectKind.RESIDENT, moved, Moved(day(-2)))
    desk.add_visit(desk.add_resident(surname="Rijn", visited_by="Buurtzorg"))
    page = desk.show(desk.letters())
    read = words(named(page, "held_back"))
    assert "Verhuisd op 21 november" in read
    assert "Wordt al bezocht door een andere organisatie" in read


def test_without_a_sender_the_way_to_the_settings_is_shown(desk: Desk) -> None:
    organisation = desk.ask(lambda reading: reading.organisation())
    desk.set_organisation_card(replace(organisation, coordinator_name=""))
    desk.add_visit(desk.add_resident())
    page = desk.show(desk.letters())
    press(page, "go_organisation")
    assert desk.went_to == [Destination(PageName.SETTINGS, detail="organisation")]


def test_a_slip_of_one_person(desk: Desk) -> None:
    resident = desk.add_resident(surname="Smeenk")
    (sent,) = desk.invited(resident, sent_on=day(-2))
    page = desk.show(desk.letters())
    press(page, "enter_reply")
    press(page, "save_reply")
    dialog = page.window().findChild(ReplyDialog)
    assert "Kies eerst het antwoord." in words(dialog)
    choose(page, "reply_yes")
    fill(page, "field_reply_telephone", "geen")
    press(page, "save_reply")
    assert "Dit is geen telefoonnummer." in words(dialog)
    fill(page, "field_reply_telephone", "06-00000112")
    fill(page, "field_reply_time", "'s ochtends")
    press(page, "save_reply")
    assert visit(desk, sent).status is VisitStatus.TO_SCHEDULE
    card = desk.ask(lambda reading: reading.resident(resident)).state.card
    assert (card.telephone, card.preferred_time) == ("+31600000112", "'s ochtends")
    assert "Het antwoord van mevrouw Smeenk is bewaard" in words(page)


def test_a_couple_answers_together_or_each_apart(desk: Desk) -> None:
    visits = desk.invited(*desk.add_couple(), sent_on=day(-2))
    page = desk.show(desk.letters(), visits[0], "reply")
    choose(page, "reply_no")
    press(page, "save_reply")
    dialog = page.window().findChild(ReplyDialog)
    assert "Kies voor wie dit antwoord is." in words(dialog)
    choose(page, "who_1")
    press(page, "save_reply")
    statuses = [visit(desk, one).status for one in visits]
    assert statuses.count(VisitStatus.CLOSED_DECLINED) == 1
    assert len(rows(page, "waiting_for_reply")) == 1


def test_both_of_a_couple_on_one_slip(desk: Desk) -> None:
    visits = desk.invited(*desk.add_couple(), sent_on=day(-2))
    page = desk.show(desk.letters(), visits[1], "reply")
    choose(page, "who_both")
    choose(page, "reply_later")
    fill(page, "field_reply_until", "1-3-2020")
    press(page, "save_reply")
    fill(page, "field_reply_until", "1-3-2027")
    press(page, "save_reply")
    states = [visit(desk, one) for one in visits]
    assert {state.status for state in states} == {VisitStatus.CLOSED_DEFERRED}
    assert not named(page, "waiting_for_reply").isVisible()


@pytest.mark.parametrize("typed", ["smee", "SMEENK"])
def test_searching_among_who_waits(desk: Desk, typed: str) -> None:
    for name in ("Smeenk", "Bos"):
        desk.invited(desk.add_resident(surname=name), sent_on=day(-2))
    page = desk.show(desk.letters())
    named(page, "field_search_waiting", QLineEdit).setText(typed)
    assert rows(page, "waiting_for_reply") == ["Mevrouw Smeenk"]
    named(page, "field_search_waiting", QLineEdit).setText("niemand")
    assert not named(page, "enter_reply").isEnabled()


def test_a_card_of_who_waits_opens_the_resident(desk: Desk) -> None:
    resident = desk.add_resident()
    (sent,) = desk.invited(resident, sent_on=day(-2))
    page = desk.show(desk.letters())
    named(page, "waiting_for_reply", ListCard).opened_row.emit(sent)
    assert desk.went_to == [Destination(PageName.RESIDENT, resident)]


def test_a_letter_that_came_back_ends_the_visit(desk: Desk) -> None:
    (sent,) = desk.invited(desk.add_resident(surname="Smeenk"), sent_on=day(-3))
    page = desk.show(desk.letters())
    press(page, "enter_reply")
    choose(page, "reply_returned")
    assert not named(page.window(), "field_reply_telephone").isVisible()
    press(page, "save_reply")
    assert visit(desk, sent).status is VisitStatus.CLOSED_CANCELLED
    assert "De brief aan mevrouw Smeenk kwam terug" in words(page)
    resident = visit(desk, sent).resident
    known = desk.ask(lambda reading: reading.resident(resident)).state
    assert known.excluded == "letter_returned"


def test_who_has_no_visitor_is_called_or_written_to_once_more_from_here(desk: Desk) -> None:
    known = desk.add_resident(surname="Bos", telephone="+31600000112")
    (called,) = desk.invited(known, sent_on=day(-18))
    (silent,) = desk.invited(desk.add_resident(surname="Dam"), sent_on=day(-18))
    page = desk.show(desk.letters())
    listed = named(page, "waiting_for_reply", ListCard)
    assert {row.name: row.action for row in listed.rows()} == {
        "Mevrouw Bos": "Bellen",
        "Mevrouw Dam": "Kaartje sturen",
    }
    assert [row.address for row in named(page, "letters_to_send", ListCard).rows()] == [
        f"Havenkade {desk._count - 2}. Tweede brief"
    ]
    listed.activated_row.emit(called)
    choose(page, "outcome_no_answer")
    press(page, "save_call")
    assert visit(desk, called).calls == 1
    press(page, "mark_sent")
    assert visit(desk, silent).second_letter_on == day(0)


def test_of_who_has_a_visitor_the_coordinator_only_sees_how_it_stands(desk: Desk) -> None:
    known = desk.add_resident(telephone="+31600000112")
    desk.give(desk.add_visitor(), known)
    (sent,) = desk.invited(known, sent_on=day(-18))
    page = desk.show(desk.letters())
    (row,) = named(page, "waiting_for_reply", ListCard).rows()
    assert row.why == "Brief verstuurd op 5 november. Er is nog niet gebeld. Bezoeker: Riet Jansen."
    assert row.action == "Antwoord invullen"
    named(page, "waiting_for_reply", ListCard).activated_row.emit(sent)
    assert page.window().findChild(ReplyDialog).isVisible()
