"""No order of answering, hiding, asking and striking changes the report that is handed in."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.answers import Answer, Answers, is_unread, reported
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Consents, Purpose, Understanding
from huisbezoek.model.domain.free_text import Passage, move
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Operator,
    Option,
    Question,
    QuestionKind,
    Words,
)
from huisbezoek.model.domain.report_documents import (
    draft_from_document,
    draft_to_document,
    report_to_document,
)
from huisbezoek.model.domain.report_lines import hand_in, is_too_long, withheld
from huisbezoek.model.domain.reports import LeftInformation, LineKind, ReportDraft, TextTooLongError
from tests.unit.report_samples import ALLOWED, NOW, answer_for
from tests.unit.test_answers import GUIDE as TANGLED
from tests.unit.test_answers import QUESTIONS
from tests.unit.test_reports import FULL, GUIDE

PURPOSES = (Purpose.NOTES, Purpose.HEALTH, Purpose.AFTERCARE, Purpose.QUALITY)
PARTNERS = ("", "Koor De Eendracht", "Klussendienst")


@st.composite
def acts(draw: st.DrawFn) -> list[tuple[str, object]]:
    """What a visitor does on the pages, in the order in which it is done."""
    chosen: list[tuple[str, object]] = []
    for number in range(draw(st.integers(0, 16))):
        kind = draw(st.sampled_from(("answer", "consent", "strike", "sort", "agree")))
        if kind == "answer":
            question = draw(st.sampled_from(QUESTIONS))
            answer = draw(st.one_of(answer_for(question), st.just(Answer())))
            chosen.append((f"answer {question.link_id}", answer))
        elif kind == "consent":
            purpose = draw(st.sampled_from((*PURPOSES, Purpose.REFERRAL)))
            partner = draw(st.sampled_from(PARTNERS)) if purpose is Purpose.REFERRAL else ""
            said = draw(st.sampled_from(ConsentAnswer))
            at = NOW + timedelta(minutes=number)
            consent = Consent(purpose, said, "33", at, partner=partner)
            chosen.append((f"consent {purpose} {partner}", consent))
        elif kind == "strike":
            chosen.append((f"strike {draw(st.sampled_from(['1', '2']))}", draw(st.booleans())))
        elif kind == "sort":
            place = draw(st.integers(0, 2))
            chosen.append((f"sort {place}", draw(st.sampled_from(["", "a"]))))
        else:
            chosen.append(("agree", draw(st.sampled_from(["", "Ik bel u."]))))
    return chosen


def done(draft: ReportDraft, act: tuple[str, object]) -> ReportDraft:
    kind, _, about = act[0].partition(" ")
    what = act[1]
    if isinstance(what, Answer):
        return draft.with_answer(about, what)
    if isinstance(what, Consent):
        return replace(draft, consents=draft.consents.with_consent(what))
    if kind == "strike":
        return draft.strike(about) if what else draft.restore(about)
    if kind == "sort":
        return replace(draft, told=move(draft.told, frozenset({int(about)}), str(what)))
    return replace(draft, information_left=(LeftInformation(str(what)),) if what else ())


def begun() -> ReportDraft:
    told = tuple(Passage(f"Zin {number}. ") for number in range(3))
    return replace(FULL, told=told, answers=Answers(), consents=Consents(), struck=frozenset())


@given(acts(), st.randoms(use_true_random=False))
def test_only_the_last_word_on_each_thing_counts(acts, random) -> None:
    lived = begun()
    for act in acts:
        lived = done(lived, act)
    last = [*dict(acts).items()]
    random.shuffle(last)
    straight = begun()
    for act in last:
        straight = done(straight, act)
    assert report_to_document(hand_in(lived, TANGLED)) == report_to_document(
        hand_in(straight, TANGLED)
    )


@given(acts(), st.integers(0, 16))
def test_closing_the_program_in_between_changes_nothing(acts, cut) -> None:
    lived = closed = begun()
    for number, act in enumerate(acts):
        lived, closed = done(lived, act), done(closed, act)
        if number == cut:
            closed = draft_from_document(draft_to_document(closed))
    assert hand_in(closed, TANGLED) == hand_in(lived, TANGLED)


def test_the_order_of_ticking_leaves_no_trace() -> None:
    options = tuple(Option(code, Words(code)) for code in "abc")
    ticks = Question(
        "a.ticks", QuestionKind.CHOICE, Words("Past dit?"), options=options, several=True
    )
    guide = ConversationGuide("g", "1", Words("g"), (LifeArea("a", Words("a"), (ticks,)),))
    draft = replace(begun(), consents=FULL.consents)
    reports = {
        str(report_to_document(hand_in(draft.with_answer("a.ticks", Answer(order)), guide)))
        for order in itertools.permutations("abc")
    }
    assert len(reports) == 1
    (report,) = reports
    assert "a.ticks" in report


SINCE = Question("a.since", QuestionKind.DATE, Words("Sinds wanneer?"))
COUNT = Question("a.count", QuestionKind.INTEGER, Words("Hoe vaak?"))
EXACT = ConversationGuide("g", "1", Words("g"), (LifeArea("a", Words("a"), (SINCE, COUNT)),))


def test_a_day_and_a_number_are_reported_as_they_are() -> None:
    answers = Answers({"a.since": Answer(date(2026, 5, 1)), "a.count": Answer(3)})
    report = hand_in(replace(FULL, answers=answers), EXACT)
    assert [line.value for line in report.of_kind(LineKind.ANSWER)] == ["2026-05-01", 3]


def test_words_in_the_place_of_a_day_stay_in_the_draft_only() -> None:
    answers = Answers({"a.since": Answer(other="rond Pasen"), "a.count": Answer(other="vaak")})
    draft = replace(FULL, answers=answers)
    assert is_unread(SINCE, Answer(other="rond Pasen"))
    assert not is_unread(SINCE, Answer(date(2026, 5, 1)))
    assert not is_unread(QUESTIONS[0], Answer(other="eigen woorden"))
    assert len(reported(EXACT, answers)) == 0
    assert hand_in(draft, EXACT).of_kind(LineKind.ANSWER) == ()
    assert withheld(draft, EXACT).unread == 2
    assert withheld(FULL, GUIDE).unread == 0
    assert draft_from_document(draft_to_document(draft)).answers == answers


def test_an_offer_that_was_left_keeps_its_identifier() -> None:
    left = (LeftInformation("Koor. Elke week."), LeftInformation("Koor De Eendracht", "offer-1"))
    draft = replace(FULL, information_left=left)
    lines = hand_in(draft, GUIDE).of_kind(LineKind.INFORMATION_LEFT)
    assert [(line.text, line.code) for line in lines] == [
        ("Koor.", ""),
        ("Elke week.", ""),
        ("Koor De Eendracht", "offer-1"),
    ]
    document = draft_to_document(draft)
    assert document["information_left"][0] == "Koor. Elke week."
    assert draft_from_document(document).information_left == left


def test_a_draft_of_before_the_social_map_reads_as_it_was() -> None:
    document = {**draft_to_document(FULL), "information_left": ["Folder", "Kaartje"]}
    assert draft_from_document(document).information_left == (
        LeftInformation("Folder"),
        LeftInformation("Kaartje"),
    )


def granted(purpose: Purpose, **about: object) -> Consent:
    return Consent(purpose, ConsentAnswer.YES, "33", NOW, **about)


def test_what_a_partner_may_know_goes_only_with_permission_for_notes() -> None:
    partner = granted(Purpose.REFERRAL, partner="Koor", shares=("Zingt graag.",))
    family = granted(Purpose.FAMILY, contact="Dochter Eva")
    given_all = ALLOWED.with_consent(partner).with_consent(family)
    draft = replace(FULL, consents=given_all)
    kept = hand_in(draft, GUIDE).consents
    assert kept.find(Purpose.REFERRAL, "Koor") == partner
    refused = Consent(Purpose.NOTES, ConsentAnswer.NO, "33", NOW + timedelta(hours=1))
    silent = hand_in(replace(draft, consents=given_all.with_consent(refused)), GUIDE).consents
    assert silent.find(Purpose.REFERRAL, "Koor").shares == ()
    assert silent.find(Purpose.FAMILY).contact == "Dochter Eva"
    doubtful = hand_in(replace(draft, understands=Understanding.DOUBT), GUIDE).consents
    assert doubtful.find(Purpose.FAMILY).contact == ""


@pytest.mark.parametrize("where", ["shares", "contact"])
def test_no_text_is_too_long_unseen(where: str) -> None:
    long = "x" * 20_001
    about = {"shares": (long,), "partner": "Koor"} if where == "shares" else {"contact": long}
    purpose = Purpose.REFERRAL if where == "shares" else Purpose.FAMILY
    draft = replace(FULL, consents=ALLOWED.with_consent(granted(purpose, **about)))
    assert is_too_long(draft)
    assert not is_too_long(FULL)
    with pytest.raises(TextTooLongError):
        hand_in(draft, GUIDE)


def test_permission_for_a_partner_is_its_own() -> None:
    koor = granted(Purpose.REFERRAL, partner="Koor")
    known = Consents().with_consent(koor).with_shares("Koor", ("Zingt graag.",))
    assert known.find(Purpose.REFERRAL, "Koor").shares == ("Zingt graag.",)
    assert known.with_shares("Kerk", ("Niets.",)) == known
    assert known.with_contact("Eva") == known
    family = known.with_consent(granted(Purpose.FAMILY)).with_contact("Eva")
    assert family.find(Purpose.FAMILY).contact == "Eva"
    assert Consents.from_document(family.to_document()) == family
    assert family.without(Purpose.REFERRAL, "Koor").partners() == ()


def test_operator_names_are_known() -> None:
    # The tangled guide holds every operator, so that hiding is met in every way.
    used = {one.operator for question in QUESTIONS for one in question.show_when}
    assert used == set(Operator)
