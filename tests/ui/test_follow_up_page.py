"""Signalen en vervolg: what waits stands there by term and haste until a person closes it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from huisbezoek.model.domain.follow_up_events import SignalKind, SignalOutcome, Urgency
from huisbezoek.model.domain.referrals import ReferralStatus
from huisbezoek.model.domain.signals import SignalStatus
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.follow_up import assign_signal
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.step_dialog import StepDialog
from huisbezoek.ui.pages.follow_up_page import FollowUpPage
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow, GroupRow
from huisbezoek.ui.widgets.page_frame import ScrollBody
from tests.people import TODAY, day
from tests.ui.desk import Desk
from tests.ui.follow_up_stage import WISH, WORDS, FollowUpStage
from tests.ui.resident_window import click, named, words


@pytest.fixture
def stage(desk: Desk) -> FollowUpStage:
    return FollowUpStage(desk)


def rows(page: FollowUpPage) -> list[str]:
    """What the list says: headings as they are, cards as the reader hears them."""
    return [row.spoken for row in named(page, "follow_up_list", ListCard).rows()]


def card(page: FollowUpPage, start: str) -> CardRow:
    known = named(page, "follow_up_list", ListCard).rows()
    return next(row for row in known if isinstance(row, CardRow) and row.id.startswith(f"{start}:"))


def state(stage: FollowUpStage, resident: str):
    (only,) = stage.case(resident).follow_up.signals
    return only


def referral(stage: FollowUpStage, resident: str):
    (only,) = stage.case(resident).follow_up.referrals
    return only


def dialog_words(page: QWidget, name: str) -> str:
    return words(named(page.window(), name))


def test_nothing_open_is_said_so(stage: FollowUpStage) -> None:
    page = stage.page()
    assert "Geen open signalen." in words(page)
    assert not named(page, "follow_up_list").isVisible()


def test_what_cannot_wait_stands_above_what_waits_longer(stage: FollowUpStage) -> None:
    danger, late, later = stage.resident("Bakker"), stage.resident("Smit"), stage.resident("Vos")
    stage.note(later, Urgency.CAN_WAIT, TODAY, SignalKind.FEW_PEOPLE)
    stage.note(late, Urgency.WITHIN_TWO_DAYS, day(-9))
    stage.note(danger, Urgency.DANGER_NOW, TODAY, SignalKind.HARMED_BY_SOMEONE)
    page = stage.page()
    heard = rows(page)
    headings = [
        row.text
        for row in named(page, "follow_up_list", ListCard).rows()
        if isinstance(row, GroupRow)
    ]
    assert headings == ["Nu doen", "Over de termijn", "Later"]
    assert heard[1].startswith(
        "Mevrouw Bakker. Heeft blauwe plekken, of is bang voor iemand. nu gevaar"
    )
    assert "Mevrouw Smit" in heard[3]
    assert "wacht 7 dagen" in heard[3]
    assert "Al 9 dagen open." in card(page, "signal").why + heard[3] + "."
    assert "1 wacht langer dan de termijn." in words(page)


def test_opening_a_note_tells_its_writer_that_it_was_received(stage: FollowUpStage) -> None:
    resident = stage.resident()
    signal = stage.called_note(resident)
    page = stage.page()
    assert state(stage, resident).seen_on is None
    page.do_next_act(f"signal:{signal}")
    seen = dialog_words(page, "follow_up_signal")
    assert WORDS in seen
    assert "Er is gebeld: maandag 23 november om 16.05 uur." in seen
    assert state(stage, resident).seen_on == TODAY
    for name in ("signal_assign", "signal_act", "signal_close"):
        assert not named(page.window(), name, QAbstractButton).isChecked()


def test_a_note_goes_to_a_person_from_the_settings(stage: FollowUpStage) -> None:
    resident = stage.resident()
    page = stage.page()
    page.open()
    signal = stage.note(resident)
    page.open()
    page.do_next_act(f"signal:{signal}")
    click(page.window(), "save_signal")
    assert "Kies wat u nu doet." in dialog_words(page, "follow_up_signal")
    click(page.window(), "signal_assign")
    click(page.window(), "save_signal")
    assert "Kies wie het oppakt." in dialog_words(page, "follow_up_signal")
    click(page.window(), "signal_who_1")
    click(page.window(), "save_signal")
    assert state(stage, resident).assigned_to == "Joris van Dam, ouderenadviseur"
    assert "Joris van Dam, ouderenadviseur pakt het op sinds 23 november." in "".join(rows(page))


def test_somebody_else_is_named_by_hand(stage: FollowUpStage) -> None:
    resident = stage.resident()
    signal = stage.note(resident)
    page = stage.page()
    page.do_next_act(f"signal:{signal}")
    click(page.window(), "signal_assign")
    click(page.window(), "signal_who_3")
    click(page.window(), "save_signal")
    assert "Schrijf op wie het oppakt." in dialog_words(page, "follow_up_signal")
    named(page.window(), "field_signal_name", QLineEdit).setText("De wijkverpleging")
    click(page.window(), "save_signal")
    assert state(stage, resident).assigned_to == "De wijkverpleging"


def test_an_act_is_written_down_and_the_note_stays_open(stage: FollowUpStage) -> None:
    resident = stage.resident()
    signal = stage.note(resident)
    page = stage.page()
    page.do_next_act(f"signal:{signal}")
    click(page.window(), "signal_act")
    click(page.window(), "save_signal")
    assert "Schrijf kort op wat er is gedaan." in dialog_words(page, "follow_up_signal")
    field = named(page.window(), "field_signal_done", QPlainTextEdit)
    field.setPlainText("De dochter is gebeld.")
    click(page.window(), "save_signal")
    now = state(stage, resident)
    assert (now.status, now.acts[0].words) == (SignalStatus.ACTED, "De dochter is gebeld.")
    assert "Het laatste is gedaan op 23 november." in "".join(rows(page))


def test_only_that_it_was_passed_on_is_kept(stage: FollowUpStage) -> None:
    resident = stage.resident()
    signal = stage.note(resident, kind=SignalKind.HARMED_BY_SOMEONE)
    page = stage.page()
    page.do_next_act(f"signal:{signal}")
    click(page.window(), "signal_close")
    click(page.window(), "save_signal")
    assert "Kies hoe het is afgelopen." in dialog_words(page, "follow_up_signal")
    click(page.window(), "outcome_passed_on")
    click(page.window(), "save_signal")
    assert state(stage, resident).outcome is SignalOutcome.PASSED_ON
    assert "Geen open signalen." in words(page)
    named(page, "follow_up_closed").button.click()
    said = "Mevrouw Bakker: Doorgegeven aan de aandachtsfunctionaris op 23 november 2026."
    assert said in words(page)


def test_the_writer_of_an_urgent_note_is_called_within_two_days(stage: FollowUpStage) -> None:
    resident = stage.resident()
    signal = stage.called_note(resident, day(-3))
    page = stage.page()
    waiting = card(page, "call_visitor")
    assert waiting.chip is not None
    assert (waiting.action, waiting.chip.text) == ("Bel de bezoeker", "wacht 1 dag")
    page.do_next_act(waiting.id)
    click(page.window(), "answer_not_reached")
    click(page.window(), "save_step")
    assert state(stage, resident).visitor_called_on is None
    page.do_next_act(f"call_visitor:{signal}")
    dialog = page.window().findChildren(StepDialog)[-1]
    assert dialog.isVisible()
    click(dialog, "answer_called")
    click(dialog, "save_step")
    assert state(stage, resident).visitor_called_on == TODAY


def test_a_referral_is_followed_to_its_end(stage: FollowUpStage) -> None:
    resident, offer = stage.resident(), stage.offer()
    stage.visited(resident)
    begin = stage.resident_page(resident)
    click(begin, "begin_referral")
    click(begin.window(), "save_proposal")
    missing = dialog_words(begin, "follow_up_proposal")
    for said in ("Kies wat de inwoner wil.", "Kies naar wie of wat.", "Kies wat de inwoner zei."):
        assert said in missing
    click(begin.window(), "wish_1")
    combo = named(begin.window(), "field_offer", QComboBox)
    combo.setCurrentIndex(combo.findData(offer))
    assert "Schaken op dinsdag." in dialog_words(begin, "follow_up_proposal")
    click(begin.window(), "permission_later")
    click(begin.window(), "save_proposal")
    now = referral(stage, resident)
    assert (now.wish, now.status) == (WISH, ReferralStatus.PROPOSED)
    page = stage.page()
    steps = (
        ("ask_permission", "permitted", ReferralStatus.PERMITTED),
        ("hand_over", "warm", ReferralStatus.HANDED_OVER),
        ("remind_partner", "reminded", ReferralStatus.HANDED_OVER),
        ("remind_partner", "accepted", ReferralStatus.ACCEPTED),
        ("ask_result", "started", ReferralStatus.RESULT_KNOWN),
        ("close_referral", "close", ReferralStatus.CLOSED),
    )
    for loop, answer, status in steps:
        page.do_next_act(f"{loop}:{now.referral}")
        dialog = page.window().findChildren(QWidget, "follow_up_referral")[-1]
        click(dialog, f"referral_{answer}")
        click(dialog, "save_referral")
        dialog.setObjectName("done")
        assert referral(stage, resident).status is status
    end = referral(stage, resident)
    assert (end.handed_to, end.is_warm, end.reminded_on) == ("Schaakclub De Toren", True, TODAY)
    named(page, "follow_up_closed").button.click()
    assert "Mevrouw Bakker: naar Schaakclub De Toren, is begonnen." in words(page)


def test_a_hand_over_needs_somebody_to_hand_over_to(stage: FollowUpStage) -> None:
    resident = stage.resident()
    now = proposed(stage, resident, "yes")
    page = stage.page()
    page.do_next_act(f"hand_over:{now.referral}")
    click(page.window(), "save_referral")
    assert "Kies wat er gebeurd is." in dialog_words(page, "follow_up_referral")
    click(page.window(), "referral_cold")
    named(page.window(), "field_referral_to", QLineEdit).setText(" ")
    click(page.window(), "save_referral")
    assert "Schrijf op aan wie" in dialog_words(page, "follow_up_referral")
    named(page.window(), "field_referral_to", QLineEdit).setText("Wim van de schaakclub")
    click(page.window(), "save_referral")
    after = referral(stage, resident)
    assert (after.handed_to, after.is_warm) == ("Wim van de schaakclub", False)


def proposed(stage: FollowUpStage, resident: str, answer: str):
    """A referral from the card of the resident, with a wish in own words."""
    offer = stage.offer()
    stage.visited(resident)
    page = stage.resident_page(resident)
    click(page, "begin_referral")
    click(page.window(), "wish_other")
    click(page.window(), "save_proposal")
    assert "Schrijf op wat de inwoner wil." in dialog_words(page, "follow_up_proposal")
    named(page.window(), "field_wish", QPlainTextEdit).setPlainText("Iemand om mee te schaken.")
    combo = named(page.window(), "field_offer", QComboBox)
    combo.setCurrentIndex(combo.findData(offer))
    click(page.window(), f"permission_{answer}")
    click(page.window(), "save_proposal")
    return referral(stage, resident)


def test_the_sheet_holds_only_what_was_ticked(stage: FollowUpStage) -> None:
    resident = stage.resident()
    now = proposed(stage, resident, "yes")
    page = stage.page()
    page.do_next_act(f"hand_over:{now.referral}")
    click(page.window(), "make_hand_over_sheet")
    click(page.window(), "print_hand_over")
    assert "Kruis aan wat de ander mag weten." in dialog_words(page, "follow_up_sheet")
    click(page.window(), "share_wish")
    click(page.window(), "print_hand_over")
    (sheet,) = stage.printed
    whole = " ".join((*(block.html for block in (*sheet.placed, sheet.body)), *sheet.sections))
    assert "Iemand om mee te schaken." in whole
    assert "Bakker" not in whole


def test_a_refused_referral_waits_for_nobody(stage: FollowUpStage) -> None:
    resident = stage.resident()
    proposed(stage, resident, "no")
    page = stage.page()
    assert not any("Schaakclub" in row for row in rows(page))
    assert referral(stage, resident).status is ReferralStatus.REFUSED


def test_reports_lead_to_the_card_and_follow_up_is_rounded_off(stage: FollowUpStage) -> None:
    unread, running = stage.resident("Bakker"), stage.resident("Smit")
    report = stage.visited(unread)
    follow = stage.visited(running, assessed=True)
    page = stage.page()
    page.do_next_act(f"report:{report}")
    assert stage.desk.went_to[-1] == Destination(PageName.RESIDENT, unread)
    page.open_resident(f"running:{follow}")
    assert stage.desk.went_to[-1] == Destination(PageName.RESIDENT, running)
    page.do_next_act(f"running:{follow}")
    click(page.window(), "save_step")
    visit = stage.desk.ask(lambda reading: reading.visit(follow))
    assert visit.status is VisitStatus.AFTERCARE
    assert len(rows(page)) == 2


def test_the_list_works_with_keys_only(stage: FollowUpStage, qtbot: QtBot) -> None:
    resident = stage.resident()
    stage.note(resident)
    page = stage.page()
    found = named(page, "follow_up_list", ListCard)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    found.set_current(card(page, "signal").id)
    qtbot.keyClick(found, Qt.Key.Key_Space)
    assert stage.desk.went_to[-1] == Destination(PageName.RESIDENT, resident)
    qtbot.keyClick(found, Qt.Key.Key_A)
    assert named(page.window(), "follow_up_signal").isVisible()


def choose(page: FollowUpPage, name: str, data: str) -> None:
    combo = named(page, name, QComboBox)
    combo.setCurrentIndex(combo.findData(data))


def test_the_list_shows_what_was_asked_for(stage: FollowUpStage, qtbot: QtBot) -> None:
    mine, late = stage.resident("Bakker"), stage.resident("Smit")
    signal = stage.note(mine)
    stage.note(late, Urgency.WITHIN_TWO_DAYS, day(-9))
    owner = "Anneke de Wit, coördinator"
    stage.desk.do(assign_signal, mine, signal, owner, on=TODAY)
    page = stage.page()
    found = named(page, "follow_up_list", ListCard)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(found, Qt.Key.Key_F)
    assert named(page, "field_part", QComboBox).hasFocus()
    for part, shown in (("mine", "Bakker"), ("nobody", "Smit"), ("late", "Smit")):
        choose(page, "field_part", part)
        (only,) = [row for row in found.rows() if isinstance(row, CardRow)]
        assert only.name == f"Mevrouw {shown}"
    choose(page, "field_owner", "Anneke de Wit")
    assert "Hier wacht niets." in words(page)
    assert named(page, "field_part").isVisible()
    choose(page, "field_part", "all")
    assert "Mevrouw Bakker" in "".join(rows(page))
    assert "Mevrouw Smit" not in "".join(rows(page))
    # From elsewhere: what is over its term, of everybody. It stays until somebody closes it.
    page.open("", "late")
    assert "Mevrouw Smit" in "".join(rows(page))
    page.open()
    assert "Mevrouw Smit" in "".join(rows(page))


def test_z_asks_how_it_ended_and_keeps_nothing_by_itself(
    stage: FollowUpStage, qtbot: QtBot
) -> None:
    resident = stage.resident()
    stage.note(resident)
    page = stage.page()
    found = named(page, "follow_up_list", ListCard)
    found.setFocus(Qt.FocusReason.TabFocusReason)
    found.set_current(card(page, "signal").id)
    qtbot.keyClick(found, Qt.Key.Key_Z)
    assert named(page.window(), "signal_close", QAbstractButton).isChecked()
    assert "Hoe is het afgelopen?" in dialog_words(page, "follow_up_signal")
    assert state(stage, resident).status is SignalStatus.SEEN


def test_z_closes_a_referral_and_rounds_off_a_visit(stage: FollowUpStage) -> None:
    resident = stage.resident()
    now = proposed(stage, resident, "later")
    running = stage.visited(stage.resident("Smit"), assessed=True)
    page = stage.page()
    page.close_row(f"ask_permission:{now.referral}")
    click(page.window(), "save_referral")
    assert referral(stage, resident).status is ReferralStatus.CLOSED
    page.close_row(f"running:{running}")
    assert named(page.window(), "save_step").isVisible()
    page.close_row("signal:unknown")


def test_what_is_gone_is_not_begun(stage: FollowUpStage) -> None:
    page = stage.page()
    page.do_next_act("signal:unknown")
    page.do_next_act("running:unknown")
    page.open_resident("signal:unknown")
    assert stage.desk.went_to == []


@pytest.mark.parametrize(("theme", "percent"), [("dark", 100), ("contrast", 200)])
def test_page_and_dialogs_fit_a_small_laptop(
    stage: FollowUpStage, theme: str, percent: int
) -> None:
    stage.desk.look.apply(theme, percent)
    resident = stage.resident("Van den Oudenhoven-Zandstra")
    signal = stage.called_note(resident)
    page = stage.page()
    page.do_next_act(f"signal:{signal}")
    click(page.window(), "signal_close")
    for body in page.window().findChildren(ScrollBody):
        assert body.widget().minimumSizeHint().width() <= body.viewport().width()
    nameless = [
        widget
        for widget in page.window().findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), QAbstractScrollArea)
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
