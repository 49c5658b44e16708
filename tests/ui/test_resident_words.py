"""The words about residents: every code has plain Dutch ones, and none blames or frightens."""

from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain import events, follow_up_events, ladder_events, planning_events
from huisbezoek.model.domain.consent import ConsentAnswer, Purpose
from huisbezoek.model.domain.cycle import DuePeriod, DueReason
from huisbezoek.model.domain.reports import LineKind, ReportLine
from huisbezoek.model.domain.resident_lists import (
    ListField,
    RefusalReason,
    WarningKind,
)
from huisbezoek.model.domain.residents import ResidentStatus
from huisbezoek.model.domain.target_groups import DEFAULT_TERMS, CycleTerms, TargetGroup
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.resident_view import FieldDecided, HistoryEntry
from huisbezoek.model.usecases.residents import StoppedContact, StopReason
from huisbezoek.ui import texts
from huisbezoek.ui.models.history_words import history_words
from huisbezoek.ui.models.list_words import FIELDS, row_numbers
from huisbezoek.ui.models.report_words import line_words, report_blocks
from huisbezoek.ui.models.resident_words import stopped_words
from tests.profiles import TODAY, identifier
from tests.resident_reports import TOLD, report_of

FORBIDDEN = ("te laat", "eenzaam", "mw.", "dhr.", "!", "{")


def is_plain(words: str) -> bool:
    return bool(words) and not any(sign in words.lower() for sign in FORBIDDEN)


def test_every_reason_is_one_plain_sentence() -> None:
    days = (None, date(2025, 3, 14), date(2027, 3, 14))
    for reason, group, since in product(DueReason, TargetGroup, days):
        said = texts.due_sentence(DuePeriod(TODAY, group, reason, since), DEFAULT_TERMS, TODAY)
        assert is_plain(said), (reason, group, since)
        assert said.endswith(".")


def test_the_sentence_of_the_picture() -> None:
    period = DuePeriod(
        date(2027, 3, 14), TargetGroup.AGE75, DueReason.CYCLE_AFTER_VISIT, date(2025, 3, 14)
    )
    said = texts.due_sentence(period, DEFAULT_TERMS, TODAY)
    assert said == "Het vorige bezoek was op 14 maart 2025 en wij komen elke 2 jaar."


def test_a_birthday_that_is_past_is_not_named() -> None:
    period = DuePeriod(TODAY, TargetGroup.AGE75, DueReason.BECAME_75, date(2026, 3, 14))
    assert "2026" not in texts.due_sentence(period, DEFAULT_TERMS, TODAY)


def test_the_words_name_the_terms_as_they_were_set() -> None:
    other = CycleTerms(age_from=70, former_carer_first_months=1)
    born = DuePeriod(TODAY, TargetGroup.AGE75, DueReason.BECAME_75, date(2027, 3, 14))
    assert texts.due_sentence(born, other, TODAY).startswith("Wordt in maart 2027 70 jaar.")
    lost = DuePeriod(TODAY, TargetGroup.FORMER_CARER, DueReason.LOSS, date(2025, 3, 14))
    assert "Na een maand bieden" in texts.due_sentence(lost, other, TODAY)
    assert "Na een jaar bieden" in texts.due_sentence(lost, DEFAULT_TERMS, TODAY)
    assert texts.after_months(14) == "14 maanden"
    assert texts.groups(("age75", "carer"), 70) == "70 jaar of ouder, mantelzorger"
    assert texts.group("age75") == "75 jaar of ouder"


def test_every_code_has_words() -> None:
    said = [
        *(texts.visit_status(status) for status in VisitStatus),
        *(texts.resident_status(status) for status in ResidentStatus),
        *(texts.purpose(purpose) for purpose in Purpose),
        *(texts.consent_answer(answer) for answer in ConsentAnswer),
        *(texts.refusal(reason) for reason in RefusalReason),
        *(texts.warning(kind) for kind in WarningKind),
        *(FIELDS[field] for field in ListField),
    ]
    assert all(is_plain(words) for words in said)
    assert {group.value for group in TargetGroup} == set(texts.GROUPS)


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        (date(2027, 1, 1), date(2027, 5, 1), "tussen januari en mei 2027"),
        (date(2026, 11, 1), date(2027, 3, 1), "tussen november 2026 en maart 2027"),
        (date(2027, 3, 1), date(2027, 3, 31), "in maart 2027"),
    ],
)
def test_a_turn_lies_between_months(opens: date, closes: date, said: str) -> None:
    assert texts.between_months(opens, closes) == said


def test_dates_numbers_and_times_are_said_in_words() -> None:
    day = date(2027, 3, 3)
    at = datetime(2027, 3, 3, 9, 5)  # noqa: DTZ001 - a wall-clock time
    assert texts.long_date(day) == "woensdag 3 maart 2027"
    assert texts.short_date(day) == "3 mrt 2027"
    assert texts.moment(at) == "woensdag 3 maart om 9.05 uur"
    assert texts.clock(at.replace(hour=0)) == "0.05 uur"
    assert (texts.number(1131), texts.number(999)) == ("1.131", "999")
    assert (texts.waits(1), texts.waits(4)) == ("wacht 1 dag", "wacht 4 dagen")
    assert [texts.cycle_length(months) for months in (12, 18, 24)] == [
        "jaar",
        "18 maanden",
        "2 jaar",
    ]
    assert (texts.capital("ijsbaan"), texts.capital("mevrouw Bakker")) == (
        "IJsbaan",
        "Mevrouw Bakker",
    )


ON, AT = TODAY, datetime(2026, 11, 22, 10, 0)  # noqa: DTZ001 - a wall-clock time
HAPPENED = (
    events.VisitRequested(ON, "de dochter"),
    *(events.Excluded(reason, ON) for reason in (*events.ExclusionReason, None)),
    events.ExclusionLifted(ON),
    events.OptedOut(ON),
    events.OptedIn(ON),
    events.Moved(ON),
    events.Died(ON),
    events.WantsRepeat(wanted=True, on=ON),
    events.Assigned(identifier(1), ON, "zelfde buurt"),
    events.AssignmentEnded(identifier(1), ON),
    *(
        events.HandedOver(
            identifier(60), identifier(61), ON, "verhuisd", notes, "De kat heet Pluk."
        )
        for notes in events.HandOverNotes
    ),
    events.HandedOver(identifier(60), identifier(61), ON, "", events.HandOverNotes.SUMMARY),
    follow_up_events.ReferralProposed(identifier(5), identifier(6), identifier(7), "", ON),
    follow_up_events.ReferralHandedOver(identifier(5), warm=True, to="Servicepunt", on=ON),
    follow_up_events.InvitedTo(identifier(7), "Avond over wonen", ON),
    planning_events.VisitorRuledOut(identifier(60), ON),
    planning_events.VisitorAllowed(identifier(60), ON),
    planning_events.MatchFixed(identifier(60), "2027-03", ON),
    planning_events.MatchFreed(ON),
    planning_events.VisitedApart(ON),
    planning_events.VisitedTogether(ON),
    planning_events.ContactPaused(ON),
    planning_events.ContactContinued(ON),
    planning_events.TermLeft(ON),
    planning_events.LightContactMade(planning_events.LightContactKind.CARD, ON),
    follow_up_events.InvitedTo(identifier(7), "", ON, ON),
    follow_up_events.InvitedTo(identifier(7), "", ON),
    follow_up_events.PermissionWithdrawn(identifier(6), ("notes",), ON),
    FieldDecided("telephone", "", ON),
    events.InvitationSent(identifier(2), ON),
    *(events.ReplyReceived(answer, ON, ON) for answer in events.Answer),
    *(events.CallLogged(outcome, AT) for outcome in events.CallOutcome),
    events.CardSent(ON),
    ladder_events.SecondLetterAsked(ON),
    ladder_events.SecondLetterSent(identifier(3), ON),
    ladder_events.VisitPostponed(ON, ON),
    events.LetterReturned(ON),
    events.AppointmentMade(identifier(3), AT, 60, events.ContactKind.HOME_VISIT, ON),
    events.AppointmentConfirmed(identifier(3), ON),
    *(events.AppointmentCancelled(identifier(3), by, ON) for by in events.CancelledBy),
    events.VisitHeld(ON, 60, events.ContactKind.HOME_VISIT),
    events.NotAtHome(ON),
    events.ReportHandedIn({}, ON),
    events.AdditionAsked("Wie was erbij?", ON),
    events.ReportAdded("De dochter.", ON),
    events.ReportAssessed(follow_up=False, on=ON),
    events.FollowUpClosed(ON),
    events.AftercareDone(ON, waived=True),
    events.VisitClosedUnreached(ON),
    events.VisitCancelled(ON, "opted_out"),
    *(events.StatusForced(status, "verkeerde kaart", ON) for status in ("held", "of later")),
    events.StatusForced("held", "", ON),
)


def test_everything_that_happens_has_a_line_in_the_timeline(repository: Path) -> None:
    for event, author in product(HAPPENED, ("", "Riet Jansen")):
        said = history_words(HistoryEntry(ON, event, author))
        assert is_plain(said.title), event
        assert "{" not in said.detail, event
        assert said.day == "22 nov 2026"
        assert (repository / "resources" / "icons" / f"{said.icon}.svg").is_file(), said.icon


def test_a_stop_says_with_whom_the_contact_rests_and_claims_nothing_else() -> None:
    def said(reason: StopReason, *people: str, resting: tuple[str, ...] = ()) -> str:
        return stopped_words(reason, StoppedContact(people, resting))[1]

    died, alone = StopReason.DECEASED, "Er gaat geen brief meer uit en een bezoek gaat niet door."
    rests = f"{alone} Het contact met een partner rust, tot u daarover beslist."
    at_home = f"{alone} Op dit adres woont nog iemand. Kijk of een brief daar past."
    assert said(died) == said(StopReason.MOVED) == said(StopReason.OPTED_OUT, "a") == alone
    assert said(died, "a") == said(StopReason.MOVED, "a") == at_home
    assert said(died, "a", "b", resting=("a",)) == rests
    several = said(died, "a", "b", resting=("a", "b"))
    assert "Het is niet zeker wie de partner is." in several
    assert "Het contact met 2 huisgenoten rust, tot u daarover beslist." in several
    assert is_plain(several)


def test_the_history_says_to_what_and_when_somebody_was_invited() -> None:
    event = follow_up_events.InvitedTo("", "Avond over wonen", ON, ON)
    assert history_words(HistoryEntry(ON, event, "Riet")).detail == (
        "Avond over wonen: 22 november 2026. Door Riet."
    )
    left_out = follow_up_events.InvitedTo(identifier(7), "", ON)
    assert history_words(HistoryEntry(ON, left_out, "Riet")).detail == "Door Riet."


def test_no_event_of_a_resident_or_visit_is_without_words() -> None:
    silent = {
        events.Listed,
        events.VisitPlanned,
        # These stand on the page Signalen en vervolg.
        *get_args(follow_up_events.SignalEvent),
        follow_up_events.ReferralPermission,
        follow_up_events.ReferralAccepted,
        follow_up_events.ReferralResultKnown,
        follow_up_events.ReferralReminded,
        follow_up_events.ReferralClosed,
    }
    known = {type(event) for event in HAPPENED} | silent
    everything = {*get_args(events.ResidentEvent), *get_args(events.VisitEvent)}
    assert everything <= known


def test_a_report_is_read_as_it_was_written() -> None:
    blocks = report_blocks(report_of(identifier(1), identifier(2), ON))
    assert [block.title for block in blocks] == [
        "Wat er verteld is",
        "Aangekruist",
        "Wensen en hulp",
        "Afgesproken",
        "Eigen indruk van de bezoeker",
    ]
    assert blocks[0].lines == (TOLD,)
    assert blocks[3].lines == (
        "De volgende keer nemen wij het boekje mee.",
        "Graag bezoek bij de volgende ronde.",
        "De bezoeker belt op 20 december 2026 hoe het gaat.",
    )


@given(text=st.text(min_size=1, max_size=60).filter(str.strip))
def test_no_word_that_was_told_is_changed(text: str) -> None:
    assert line_words(ReportLine(LineKind.TOLD, text)) == text


def test_rather_not_is_an_answer_for_every_line() -> None:
    for kind in LineKind:
        assert line_words(ReportLine(kind, rather_not=True)) == "Zegt dit liever niet."


def test_row_numbers_are_named_up_to_twelve() -> None:
    twelve = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"
    assert row_numbers([3, 8]) == "Regel 3, 8"
    assert row_numbers(range(1, 15)) == f"Regel {twelve} en nog 2 andere"
