"""Around one resident: the follow-up card, the note outside a talk, "ontvangen", and the call."""

from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from huisbezoek.app.follow_up_uses import note_uses
from huisbezoek.app.resident_uses import resident_uses
from huisbezoek.app.visit_uses import hand_in_uses, today_uses
from huisbezoek.model.domain.consent import (
    Consent,
    ConsentAnswer,
    Consents,
    Purpose,
    Understanding,
)
from huisbezoek.model.domain.events import VisitOrigin, VisitPlanned
from huisbezoek.model.domain.follow_up_events import Reached, SignalKind, ToldBy, Urgency
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.social_map import VOLUNTEERING
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases import follow_up, referrals
from huisbezoek.model.usecases.ports.follow_up import SignalQuestion
from huisbezoek.model.usecases.residents import StopReason, stop_contact
from huisbezoek.model.usecases.unsaved_words import unsaved_question
from huisbezoek.ui.dialogs.after_visit import AfterVisitUses
from huisbezoek.ui.dialogs.follow_up_invitation_dialog import FollowUpInvitationDialog
from huisbezoek.ui.dialogs.note_dialog import NoteDialog
from huisbezoek.ui.models.note_words import (
    OBSERVATIONS,
    PeopleToCall,
    call_next,
    call_now,
    observation,
    other_numbers,
    people_to_call,
    taken_apart,
    with_observations,
)
from huisbezoek.ui.pages.resident_page import ResidentPage
from huisbezoek.ui.pages.today_page import TodayPage
from huisbezoek.ui.printing import PrintLook
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.page_frame import ScrollBody
from tests.people import TODAY, day
from tests.ui.desk import NOW, Desk, VisitorBinding
from tests.ui.follow_up_stage import NUMBERS, WISH, WORDS, FollowUpStage
from tests.ui.resident_window import click, named, settle, swept, words


@pytest.fixture
def stage(desk: Desk) -> FollowUpStage:
    return FollowUpStage(desk)


def visitor_card(stage: FollowUpStage, resident: str) -> ResidentPage:
    """The card of a resident as on a visitor's laptop."""
    uses = resident_uses(stage.desk.bound, PrintLook())
    uses = replace(uses, after=AfterVisitUses(note_uses(stage.desk.bound)))
    return stage.desk.show(ResidentPage(stage.desk.workbench, stage.desk.look, uses), resident)


def today(stage: FollowUpStage, person: str) -> TodayPage:
    bound = VisitorBinding(stage.desk.bound, person, "Riet Jansen")
    return stage.desk.show(TodayPage(stage.desk.workbench, stage.desk.look, today_uses(bound)))


def notes(stage: FollowUpStage):
    return stage.desk.ask(lambda reading: reading.signals(SignalQuestion()))


def dialog(page: QWidget) -> NoteDialog:
    return named(page.window(), "note_dialog", NoteDialog)


# --- the card of the coordinator -------------------------------------------------------------


def test_the_card_tells_the_history_and_offers_the_next_act(stage: FollowUpStage) -> None:
    resident = stage.resident()
    stage.called_note(resident, day(-1))
    page = stage.resident_page(resident)
    seen = words(page)
    assert "Vandaag bellen: Is magerder, of er is weinig eten in huis." in seen
    assert "22 nov 2026: genoteerd door Anneke de Wit." in seen
    click(page, "act_on_signal")
    click(page.window(), "signal_close")
    click(page.window(), "outcome_talked_over")
    click(page.window(), "save_signal")
    assert "Samen besproken op 23 november 2026." in words(page)
    click(page, "call_visitor")
    click(page.window(), "answer_called")
    click(page.window(), "save_step")
    assert "Anneke de Wit is gebeld om te horen hoe het gaat." in words(page)


def test_without_anything_to_follow_the_card_is_not_there(stage: FollowUpStage) -> None:
    resident = stage.resident()
    page = stage.resident_page(resident)
    assert not named(page, "resident_follow_up").isVisible()
    named(page, "more_refer", QAction).trigger()
    assert named(page.window(), "follow_up_proposal").isVisible()


def test_another_resident_shows_nothing_of_the_one_before(stage: FollowUpStage) -> None:
    first, second = stage.resident("Bakker"), stage.resident("Smit")
    stage.note(first)
    page = stage.resident_page(first)
    assert named(page, "resident_follow_up").isVisible()
    page.open(second)
    settle()
    assert not named(page, "resident_follow_up").isVisible()


def test_a_referral_is_kept_up_from_the_card(stage: FollowUpStage) -> None:
    resident, offer = stage.resident(), stage.offer()
    new = referrals.NewReferral(offer, WISH)
    stage.desk.do(
        referrals.propose_referral,
        resident,
        new,
        random_bytes=stage.desk.parts.random_bytes,
        on=TODAY,
    )
    page = stage.resident_page(resident)
    assert "Naar Schaakclub De Toren: voorgesteld" in words(page)
    click(page, "act_on_referral")
    click(page.window(), "referral_refused")
    click(page.window(), "save_referral")
    assert "Naar Schaakclub De Toren: wil liever niet" in words(page)


def test_the_visitor_is_asked_for_an_addition(stage: FollowUpStage, qtbot: QtBot) -> None:
    resident = stage.resident()
    visit = stage.visited(resident)
    page = stage.resident_page(resident)
    click(page, "ask_addition")
    click(page.window(), "save_addition")
    assert "Schrijf op wat u wilt weten." in words(named(page.window(), "addition_dialog"))
    field = named(page.window(), "field_addition", QPlainTextEdit)
    field.setPlainText("Welke dag past")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    swept()
    click(page, "ask_addition")
    field = named(page.window(), "field_addition", QPlainTextEdit)
    assert field.toPlainText() == "Welke dag past"
    assert "Dit typte u eerder." in words(named(page.window(), "addition_dialog"))
    field.setPlainText("Welke dag past het best?")
    click(page.window(), "save_addition")
    assert stage.desk.ask(lambda reading: unsaved_question(reading, visit)) == ""
    state = stage.desk.ask(lambda reading: reading.visit(visit))
    assert (state.status, state.asked_addition) == (
        VisitStatus.REPORT_DRAFT,
        "Welke dag past het best?",
    )


# --- what a coordinator begins herself ---------------------------------------------------------


def begin(stage: FollowUpStage, resident: str, name: str) -> ResidentPage:
    page = stage.resident_page(resident)
    named(page, name, QAction).trigger()
    return page


def pick(page: QWidget, name: str, data: str) -> None:
    combo = named(page.window(), name, QComboBox)
    combo.setCurrentIndex(combo.findData(data))


def known(stage: FollowUpStage, resident: str):
    return stage.case(resident).follow_up


def test_a_coordinator_adds_what_somebody_tells_her(stage: FollowUpStage) -> None:
    resident = stage.resident()
    page = begin(stage, resident, "more_signal")
    dialog = named(page.window(), "follow_up_told")
    ticked = [row for row in dialog.findChildren(QAbstractButton) if row.isChecked()]
    assert ticked == []
    click(page.window(), "save_told")
    for said in (
        "Kies wie dit vertelt.",
        "Kies waar het over gaat.",
        "Schrijf op wat u hoort.",
        "Kies hoe snel iemand iets moet doen.",
        "Kies of het goed is dat u dit opschrijft.",
    ):
        assert said in words(dialog)
    click(page.window(), "told_by_general_practitioner")
    pick(page, "field_told_about", SignalKind.FALLS_AND_SAFETY)
    field = named(page.window(), "field_told_words", QPlainTextEdit)
    field.setPlainText("Is deze week twee keer gevallen.")
    click(page.window(), "told_urgency_call_today")
    click(page.window(), "told_agreed")
    click(page.window(), "save_told")
    (told,) = known(stage, resident).signals
    assert (told.told_by, told.agreed) == (ToldBy.GENERAL_PRACTITIONER, True)
    assert (told.kind, told.urgency) == (SignalKind.FALLS_AND_SAFETY, Urgency.CALL_TODAY)
    seen = words(page)
    assert "Verteld door de huisarts." in seen
    assert "Opschrijven mocht van de inwoner." in seen
    assert "Het signaal is bewaard" in seen
    # The same road as every note, and nobody to call who came to visit.
    click(page, "act_on_signal")
    click(page.window(), "signal_close")
    click(page.window(), "outcome_help_arranged")
    click(page.window(), "save_signal")
    assert known(stage, resident).loops == ()


def test_what_is_told_without_permission_is_kept_when_it_cannot_wait(stage: FollowUpStage) -> None:
    resident = stage.resident()
    page = begin(stage, resident, "more_signal")
    click(page.window(), "told_by_neighbour")
    pick(page, "field_told_about", SignalKind.OTHER)
    named(page.window(), "field_told_words", QPlainTextEdit).setPlainText("De post ligt er nog.")
    click(page.window(), "told_urgency_can_wait")
    click(page.window(), "told_not_agreed")
    click(page.window(), "save_told")
    dialog = named(page.window(), "follow_up_told")
    assert "Zonder toestemming bewaren wij alleen wat vandaag nodig is." in words(dialog)
    click(page.window(), "told_urgency_danger_now")
    click(page.window(), "save_told")
    assert "Schrijf op waarom dit niet wacht." in words(dialog)
    assert known(stage, resident).signals == ()
    reason = named(page.window(), "field_told_reason", QPlainTextEdit)
    reason.setPlainText("Doet al twee dagen niet open.")
    click(page.window(), "save_told")
    (told,) = known(stage, resident).signals
    assert (told.reason, told.agreed) == ("Doet al twee dagen niet open.", False)


def test_who_said_yes_to_notes_is_not_asked_again(stage: FollowUpStage) -> None:
    resident = stage.resident()
    stage.visited(resident)
    page = begin(stage, resident, "more_signal")
    assert not named(page.window(), "told_agreed").isVisible()


def test_an_invitation_is_kept_and_counts_as_contact(stage: FollowUpStage) -> None:
    resident, offer = stage.resident(), stage.offer()
    page = begin(stage, resident, "more_invite")
    named(page.window(), "field_invitation_day", QLineEdit).setText("ooit")
    click(page.window(), "save_invitation")
    said = words(named(page.window(), "follow_up_invitation"))
    assert "Kies een aanbod of schrijf een naam op." in said
    assert "Vul een dag in, zoals 4-1-2027." in said
    pick(page, "field_invitation_offer", offer)
    named(page.window(), "field_invitation_day", QLineEdit).setText("8-12-2026")
    click(page.window(), "save_invitation")
    seen = words(page)
    assert "De uitnodiging is bewaard" in seen
    assert "Uitgenodigd: Schaakclub De Toren" in seen
    assert "Voor 8 december 2026." in seen
    assert "Contact tot nu toe: 1 uitnodiging voor een bijeenkomst." in seen
    named(page, "more_invite", QAction).trigger()
    second = page.window().findChildren(FollowUpInvitationDialog)[-1]
    named(second, "field_invitation_words", QLineEdit).setText("Avond over wonen")
    click(second, "save_invitation")
    (_first, typed) = [one.event for one in known(stage, resident).invitations]
    assert (typed.offer, typed.words, typed.meeting_on) == ("", "Avond over wonen", None)


def test_who_is_not_to_be_contacted_is_not_invited(stage: FollowUpStage) -> None:
    resident = stage.resident()
    stage.desk.do(stop_contact, resident, StopReason.MOVED, TODAY)
    page = stage.resident_page(resident)
    assert not named(page, "more_invite", QAction).isVisible()
    assert not named(page, "more_refer", QAction).isVisible()
    assert named(page, "more_signal", QAction).isVisible()


def test_who_wants_to_help_others_is_led_to_volunteering(stage: FollowUpStage) -> None:
    resident = stage.resident()
    stage.visited(resident, helps_others=True)
    page = stage.resident_page(resident)
    assert "Past bij: Servicepunt Vrijwilligerswerk." in words(page)
    click(page, "propose_volunteering")
    combo = named(page.window(), "field_offer", QComboBox)
    assert combo.currentData() == VOLUNTEERING
    click(page.window(), "permission_yes")
    click(page.window(), "save_proposal")
    (only,) = known(stage, resident).referrals
    assert (only.offer, only.is_permitted) == (VOLUNTEERING, True)
    assert only.wish == "Wil zelf vrijwilliger worden."
    settle()
    assert not page.findChildren(QAbstractButton, "propose_volunteering")


@pytest.mark.parametrize("name", ["more_signal", "more_refer", "more_invite"])
def test_what_is_begun_fits_a_small_laptop_with_large_letters(
    stage: FollowUpStage, name: str
) -> None:
    stage.desk.look.apply("contrast", 200)
    resident = stage.resident("Van den Oudenhoven-Zandstra")
    stage.offer("Vereniging voor muziek, toneel, zang en gezelligheid in Voorbeelddam en omgeving")
    page = begin(stage, resident, name)
    settle()
    for body in page.window().findChildren(ScrollBody):
        assert body.widget().width() <= body.viewport().width()
    for combo in page.window().findChildren(QComboBox):
        assert not combo.isVisible() or combo.width() <= combo.parentWidget().width()
        assert not combo.isVisible() or combo.accessibleName()


def test_handing_in_puts_the_proposal_on_the_list_of_the_coordinator(
    stage: FollowUpStage,
) -> None:
    resident, visit = stage.resident(), stage.desk.next_id()
    planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, TODAY)
    stage.desk.record(SubjectKind.VISIT, visit, planned)
    uses = hand_in_uses(stage.desk.bound)
    talk = stage.desk.ask(uses.view, visit)
    asked = Consent(Purpose.NOTES, ConsentAnswer.YES, stage.visitor, NOW)
    draft = replace(
        talk.draft,
        understands=Understanding.YES,
        consents=Consents((asked,)),
        wants_to_volunteer=True,
    )
    stage.desk.do(uses.save, draft)
    stage.desk.do(uses.hand_in, draft, talk.guide)
    (only,) = known(stage, resident).referrals
    assert (only.offer, only.wish) == (VOLUNTEERING, "Wil zelf vrijwilliger worden.")
    page = stage.page()
    assert "Naar Servicepunt Vrijwilligerswerk" in "".join(
        row.spoken for row in named(page, "follow_up_list", ListCard).rows()
    )


# --- the note of the visitor -----------------------------------------------------------------


def test_the_number_comes_first_then_the_stand_in_then_112(stage: FollowUpStage) -> None:
    resident = stage.resident()
    page = visitor_card(stage, resident)
    click(page, "note_for_coordinator")
    said = words(dialog(page))
    order = ("Bel Anneke nu: 0341 00 01 00", "Bel Kees Bakker: 06 00 00 01 01", "Bel 112")
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    for part in ("06 00 00 01 02", "huisartsenpost 06 00 00 01 03", "Veilig Thuis 0800 2000"):
        assert part in said


def test_a_note_from_the_card_reaches_the_list_with_what_was_ticked(
    stage: FollowUpStage,
) -> None:
    resident = stage.resident()
    stage.visited(resident)
    page = visitor_card(stage, resident)
    click(page, "note_for_coordinator")
    open_dialog = dialog(page)
    for urgency in Urgency:
        assert not named(open_dialog, f"urgency_{urgency.value}", QAbstractButton).isChecked()
    click(open_dialog, "call_not_reached")
    click(open_dialog, "choose_observations")
    click(open_dialog, "observed_eating_and_weight")
    named(open_dialog, "field_note_text", QPlainTextEdit).setPlainText(WORDS)
    click(open_dialog, "urgency_within_two_days")
    click(open_dialog, "save_note")
    (row,) = notes(stage)
    assert (row.kind, row.urgency) == (SignalKind.EATING_AND_WEIGHT, Urgency.WITHIN_TWO_DAYS)
    (kept,) = stage.case(resident).follow_up.signals
    assert kept.text == f"{observation(SignalKind.EATING_AND_WEIGHT)}\n{WORDS}"
    assert kept.reached is Reached.NOT_REACHED
    assert "De notitie is bewaard" in words(page)


def test_a_call_that_was_made_keeps_its_time(stage: FollowUpStage) -> None:
    resident = stage.resident()
    stage.visited(resident)
    page = visitor_card(stage, resident)
    click(page, "note_for_coordinator")
    click(dialog(page), "call_called")
    named(dialog(page), "field_note_text", QPlainTextEdit).setPlainText(WORDS)
    click(dialog(page), "urgency_call_today")
    click(dialog(page), "save_note")
    (kept,) = stage.case(resident).follow_up.signals
    assert kept.called_at is not None
    assert kept.called_at.time() == time(9, 30)


def test_without_permission_only_what_cannot_wait_is_kept(stage: FollowUpStage) -> None:
    resident = stage.resident()
    page = visitor_card(stage, resident)
    click(page, "note_for_coordinator")
    named(dialog(page), "field_note_text", QPlainTextEdit).setPlainText(WORDS)
    click(dialog(page), "urgency_can_wait")
    click(dialog(page), "save_note")
    assert notes(stage) == ()
    click(dialog(page), "urgency_danger_now")
    reason = named(dialog(page), "field_note_reason", QPlainTextEdit)
    reason.setPlainText("Zij is verzwakt.")
    click(dialog(page), "save_note")
    (row,) = notes(stage)
    assert row.urgency is Urgency.DANGER_NOW


def test_what_was_typed_outside_a_talk_is_offered_again_until_it_is_kept_or_dropped(
    stage: FollowUpStage, qtbot: QtBot
) -> None:
    resident = stage.resident()
    stage.visited(resident)
    page = visitor_card(stage, resident)
    for ending in ("lock", "escape"):
        click(page, "note_for_coordinator")
        field = named(dialog(page), "field_note_text", QPlainTextEdit)
        field.setPlainText(f"{WORDS} {ending}")
        if ending == "lock":
            # Nobody presses anything: hiding is all that the dialog gets to know.
            dialog(page).hide()
            dialog(page).deleteLater()
        else:
            qtbot.keyClick(field, Qt.Key.Key_Escape)
        swept()
        click(page, "note_for_coordinator")
        assert "Dit typte u eerder." in words(dialog(page))
        again = named(dialog(page), "field_note_text", QPlainTextEdit)
        assert again.toPlainText() == f"{WORDS} {ending}"
        click(dialog(page), "drop_note")
        swept()
    click(page, "note_for_coordinator")
    assert named(dialog(page), "field_note_text", QPlainTextEdit).toPlainText() == ""
    assert notes(stage) == ()


def test_an_empty_note_is_no_note(stage: FollowUpStage) -> None:
    page = visitor_card(stage, stage.resident())
    click(page, "note_for_coordinator")
    click(dialog(page), "save_note")
    assert notes(stage) == ()


def test_a_coordinator_has_no_number_of_her_own_to_call(stage: FollowUpStage) -> None:
    page = stage.resident_page(stage.resident())
    assert not named(page, "note_for_coordinator").isVisible()


def test_vandaag_says_that_a_note_was_received_and_nothing_else(stage: FollowUpStage) -> None:
    resident = stage.resident()
    signal = stage.note(resident, Urgency.CALL_TODAY, day(-1))
    stage.note(resident, on=day(-31))
    me = stage.desk.bound.person
    page = today(stage, me)
    own = named(page, "own_notes")
    assert "Notitie over mevrouw Bakker van 22 november: nog niet ontvangen." in words(own)
    stage.desk.do(follow_up.see_signal, resident, signal, on=TODAY)
    page.open()
    said = words(own)
    assert (
        "Notitie over mevrouw Bakker van 22 november: ontvangen door Anneke op 23 november." in said
    )
    assert WORDS not in said
    assert said.count("Notitie over") == 1


def test_without_notes_vandaag_has_no_room_for_them(stage: FollowUpStage) -> None:
    page = today(stage, stage.visitor)
    assert not named(page, "own_notes").isVisible()


# --- calling some weeks later ----------------------------------------------------------------


def test_the_call_is_on_vandaag_by_itself_with_what_was_agreed(stage: FollowUpStage) -> None:
    resident, offer = stage.resident(), stage.offer()
    visit = stage.visited(resident, day(-30), ConsentAnswer.YES, agreed_on=day(-1), assessed=True)
    stage.desk.do(
        referrals.propose_referral,
        resident,
        referrals.NewReferral(offer, WISH, visit),
        random_bytes=stage.desk.parts.random_bytes,
        on=day(-29),
    )
    page = today(stage, stage.visitor)
    page.do_next_step(visit)
    said = words(named(page.window(), "step_dialog"))
    assert "Afgesproken: De volgende keer nemen wij het boekje mee." in said
    assert "Naar Schaakclub De Toren: voorgesteld." in said
    assert "Er is niet gevraagd of bellen mag." not in said
    click(page.window(), "answer_spoken")
    click(page.window(), "save_step")
    state = stage.desk.ask(lambda reading: reading.visit(visit))
    assert state.aftercare_on == TODAY
    assert state.status is VisitStatus.FOLLOW_UP


def test_when_calling_was_not_asked_it_says_so(stage: FollowUpStage) -> None:
    resident = stage.resident()
    visit = stage.visited(resident, day(-30), assessed=False)
    page = today(stage, stage.visitor)
    page.do_next_step(visit)
    said = words(named(page.window(), "step_dialog"))
    assert "Er is niet gevraagd of bellen mag. Vraag dat eerst." in said


# --- the words -------------------------------------------------------------------------------


def test_what_is_ticked_can_be_taken_apart_again() -> None:
    for kind in OBSERVATIONS:
        text = with_observations((kind,), "Eigen woorden.\nNog een regel.")
        assert taken_apart(text) == ((kind,), "Eigen woorden.\nNog een regel.")
    assert with_observations((), "Woorden.") == "Woorden."


def test_observations_name_no_diagnosis() -> None:
    banned = ("dement", "depress", "eenzaam", "mishandel", "verslaafd", "kwetsbaar", "verward")
    for kind in OBSERVATIONS:
        said = observation(kind).lower()
        assert not [word for word in banned if word in said]
        assert len(said.split()) <= 15


def test_what_is_not_filled_in_is_left_out() -> None:
    people = PeopleToCall("Anneke")
    assert call_now(people) == "Bel Anneke nu"
    assert call_next(people) == "Is er direct gevaar? Bel 112."
    assert other_numbers(people) == "Andere nummers: Veilig Thuis 0800 2000."
    unnamed = replace(people, stand_in_number="06")
    assert call_next(unnamed).startswith("Niet bereikt? Bel de vervanger: 06.")


def test_the_numbers_come_from_the_settings() -> None:
    people = people_to_call(NUMBERS, lambda number: f"<{number}>")
    assert people.coordinator == "Anneke"
    assert people.on_duty_number == "<+31600000102>"
    assert people_to_call(replace(NUMBERS, on_duty_telephone=""), str).on_duty_number == ""
