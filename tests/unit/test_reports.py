"""Reports: word for word, without what was struck, without what permission forbids."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.answers import Answer, AnswerDoesNotFitError, Answers
from huisbezoek.model.domain.consent import (
    Consent,
    ConsentAnswer,
    Consents,
    Purpose,
    Understanding,
)
from huisbezoek.model.domain.follow_up_events import SignalKind
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Option,
    Question,
    QuestionKind,
    Words,
    assemble,
)
from huisbezoek.model.domain.report_documents import (
    draft_from_document,
    draft_to_document,
    note_from_document,
    note_to_document,
    report_from_document,
    report_to_document,
)
from huisbezoek.model.domain.report_lines import hand_in, review, withheld
from huisbezoek.model.domain.reports import (
    AgreedLine,
    CoordinatorNote,
    GoodToKnow,
    LeftInformation,
    LineKind,
    NextVisitWish,
    NoteCall,
    PresentRole,
    ReportDraft,
    ReportNotReadableError,
    TextTooLongError,
    Urgency,
)
from huisbezoek.model.guides.library import ShippedGuides
from tests.unit.report_samples import ALLOWED, NOW, VISIT, consents, some_answers

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "guides"
GUIDE = assemble(ShippedGuides(FOLDER).shipped(), {"age75", "carer"}, life_questions=True)
SUBJECTS = ["", *(area.link_id for area in GUIDE.areas)]

FULL = ReportDraft(
    **VISIT,
    start=time(10, 30),
    minutes=65,
    present=(PresentRole.CHILD,),
    understands=Understanding.YES,
    consents=ALLOWED,
    told=(
        Passage("Ik woon hier al 41 jaar. ", "home"),
        Passage("Ik mis mijn man, vooral in de avond. ", "contact"),
        Passage("Mijn knie is stijf.", "health"),
    ),
    answers=Answers(
        {
            "home.ticks": Answer(("stairs_hard", "wants_to_stay")),
            "home.wish": Answer("Ik wil een tweede trapleuning."),
            "home.help_wanted": Answer(value=True),
            "health.help_wanted": Answer(value=True),
            "health.mark": Answer(7),
            "connection.social": Answer("a_bit"),
        }
    ),
    agreed=(AgreedLine("Anneke belt de klussendienst.", "home"),),
    good_to_know=(GoodToKnow("Kom achterom.", "", agreed=True), GoodToKnow("Niet afgesproken.")),
    information_left=(LeftInformation("Klussendienst"),),
    next_visit=NextVisitWish.EARLIER,
    wants_to_volunteer=True,
    aftercare_on=date(2027, 1, 4),
    satisfaction=8,
    impression="Een warm gesprek. Mevrouw lachte veel.",
    note=CoordinatorNote("De kachel rook naar gas.", Urgency.CAN_WAIT),
    visitor_wants_support=False,
)


def texts(draft: ReportDraft) -> list[str]:
    return [line.text for line in hand_in(draft, GUIDE).lines if line.text]


def test_the_coordinator_reads_what_was_written_word_for_word() -> None:
    assert texts(FULL) == [
        "Ik woon hier al 41 jaar.",
        "Ik mis mijn man, vooral in de avond.",
        "Mijn knie is stijf.",
        "Wil hier blijven wonen",
        "De trap is lastig",
        "Ik wil een tweede trapleuning.",
        "een beetje",
        "Anneke belt de klussendienst.",
        "Kom achterom.",
        "Klussendienst",
        "Een warm gesprek.",
        "Mevrouw lachte veel.",
        "De kachel rook naar gas.",
    ]
    report = hand_in(FULL, GUIDE)
    wanted = [one.subject for one in report.of_kind(LineKind.HELP_WANTED) if one.value is True]
    assert wanted == ["home", "health"]
    assert report.aftercare_on() == date(2027, 1, 4)
    assert report.next_visit() is NextVisitWish.EARLIER
    assert report.good_to_know() == ("Kom achterom.",)
    assert [line.line for line in review(FULL, GUIDE)] == list(report.lines)
    assert report.guides == GUIDE.versions()


def test_a_struck_sentence_is_gone_and_can_be_put_back_before() -> None:
    line = next(row.line for row in review(FULL, GUIDE) if "mijn man" in row.line.text)
    struck = FULL.strike(line.id)
    shown = {row.line.text: row.struck for row in review(struck, GUIDE)}
    assert shown[line.text] is True
    assert line.text not in json.dumps(report_to_document(hand_in(struck, GUIDE)))
    assert withheld(struck, GUIDE).struck == 1
    assert hand_in(struck.restore(line.id), GUIDE) == hand_in(FULL, GUIDE)


def test_a_struck_tick_or_mark_leaves_nothing_behind() -> None:
    rows = [r.line for r in review(FULL, GUIDE) if r.line.kind in {LineKind.TICK, LineKind.MARK}]
    struck = FULL
    for row in rows:
        struck = struck.strike(row.id)
    written = json.dumps(report_to_document(hand_in(struck, GUIDE)))
    assert "stairs_hard" not in written
    assert "health.mark" not in written


def test_an_answer_of_a_draft_is_replaced_and_an_empty_one_taken_away() -> None:
    changed = FULL.with_answer("health.mark", Answer(5))
    assert changed.answers.get("health.mark") == Answer(5)
    assert changed.with_answer("health.mark", Answer()).answers.get("health.mark") is None
    assert FULL.answers.get("health.mark") == Answer(7)


def test_the_same_words_are_struck_wherever_they_stand() -> None:
    twice = replace(FULL, agreed=(AgreedLine("Mijn  KNIE is stijf."),))
    line = next(row.line for row in review(twice, GUIDE) if "knie" in row.line.text)
    assert not any("knie" in text.casefold() for text in texts(twice.strike(line.id)))


def test_a_struck_sentence_that_is_rewritten_is_shown_again() -> None:
    line = next(row.line for row in review(FULL, GUIDE) if "knie" in row.line.text)
    rewritten = replace(FULL.strike(line.id), told=(Passage("Mijn knie gaat beter.", "health"),))
    assert [row.struck for row in review(rewritten, GUIDE) if "knie" in row.line.text] == [False]


@st.composite
def drafts(draw: st.DrawFn) -> ReportDraft:
    """Any draft: every sentence is recognisable by its number."""
    told = draw(st.lists(st.sampled_from(SUBJECTS), max_size=6))
    lines = draw(st.lists(st.sampled_from(SUBJECTS), max_size=3))
    asked = draw(st.lists(st.sampled_from(Purpose), unique=True))
    given_consents = Consents()
    for purpose in asked:
        answer = draw(st.sampled_from(ConsentAnswer))
        given_consents = given_consents.with_consent(Consent(purpose, answer, "33", NOW))
    note = draw(
        st.none()
        | st.builds(
            CoordinatorNote,
            st.just("Notitie 900 over wat ik zag."),
            st.sampled_from([None, *Urgency]),
            st.sampled_from([None, *NoteCall]),
            st.just(time(12, 5)),
            st.sampled_from(["", "Reden 901."]),
        )
    )
    return ReportDraft(
        **VISIT,
        start=draw(st.none() | st.just(time(10, 30))),
        minutes=draw(st.none() | st.integers(0, 200)),
        present=tuple(draw(st.lists(st.sampled_from(PresentRole), max_size=3))),
        understands=draw(st.sampled_from([None, *Understanding])),
        consents=given_consents,
        told=tuple(Passage(f"Verteld {n}. ", s) for n, s in enumerate(told, 100)),
        answers=draw(some_answers(GUIDE)),
        agreed=tuple(AgreedLine(f"Afspraak {n}.", s) for n, s in enumerate(lines, 200)),
        good_to_know=tuple(
            GoodToKnow(f"Goed om te weten {n}.", s, agreed=bool(n % 2))
            for n, s in enumerate(lines, 300)
        ),
        information_left=draw(
            st.sampled_from(
                [(), (LeftInformation("Folder 400"), LeftInformation("Koor", "offer-1"))]
            )
        ),
        next_visit=draw(st.sampled_from([None, *NextVisitWish])),
        wants_to_volunteer=draw(st.sampled_from([None, True, False])),
        aftercare_on=draw(st.none() | st.just(date(2027, 1, 4))),
        satisfaction=draw(st.none() | st.integers(0, 10)),
        impression=draw(st.sampled_from(["", "Indruk 500. Indruk 501."])),
        note=note,
        visitor_wants_support=draw(st.sampled_from([None, True])),
        stopped=draw(st.booleans()),
        struck=frozenset(draw(st.sampled_from([[], ["unknown"]]))),
    )


def free_words(draft: ReportDraft) -> str:
    return json.dumps(report_to_document(hand_in(draft, GUIDE)))


@given(drafts(), st.data())
def test_what_is_struck_is_never_in_the_report(draft: ReportDraft, data: st.DataObject) -> None:
    rows = [row.line for row in review(draft, GUIDE)]
    chosen = data.draw(st.lists(st.sampled_from(rows), unique=True)) if rows else []
    for line in chosen:
        draft = draft.strike(line.id)
    report = hand_in(draft, GUIDE)
    written = report_to_document(report)
    gone = {line.id for line in chosen}
    assert not {line.id for line in report.lines} & gone
    own = [line.text for line in chosen if line.text and not line.code and not line.link_id]
    for text in own:
        assert text not in json.dumps(written, ensure_ascii=False)
    assert [line for line in rows if line.id not in gone] == list(report.lines)


def breaks_silence(note: CoordinatorNote | None) -> bool:
    """The rule in words: 112 or a call today, and why it cannot wait."""
    urgent = note is not None and note.urgency in {Urgency.DANGER_NOW, Urgency.CALL_TODAY}
    return urgent and bool(note.reason.strip())


@given(drafts())
def test_doubt_leaves_only_the_visit(draft: ReportDraft) -> None:
    report = hand_in(replace(draft, understands=Understanding.DOUBT), GUIDE)
    note = draft.note
    kept = {line.kind for line in report.lines} - {LineKind.SUPPORT}
    if breaks_silence(note):
        kept -= {LineKind.NOTE, LineKind.NOTE_CALL, LineKind.NOTE_REASON}
    assert kept == set()
    assert report.present == ()
    assert report.understands is Understanding.DOUBT


@given(drafts())
def test_without_permission_for_notes_only_requests_without_detail_stay(
    draft: ReportDraft,
) -> None:
    refused = draft.consents.with_consent(
        Consent(Purpose.NOTES, ConsentAnswer.NO, "33", NOW + timedelta(days=1))
    )
    draft = replace(draft, consents=refused)
    written = free_words(draft)
    for words in ("Verteld 1", "Afspraak", "Goed om te weten", "Indruk", "Folder", "Over "):
        assert words not in written
    for line in hand_in(draft, GUIDE).of_kind(LineKind.HELP_WANTED):
        assert (line.value, line.question, line.text) == (True, "", "")
    urgent = breaks_silence(draft.note)
    assert ("Notitie 900" in written) is urgent


@given(drafts())
def test_without_permission_for_health_the_subject_is_absent(draft: ReportDraft) -> None:
    allowed = draft.consents.allows(Purpose.HEALTH)
    report = hand_in(draft, GUIDE)
    if not allowed:
        assert not [line for line in report.lines if line.subject == "health"]
        assert "falls." not in json.dumps([line.link_id for line in report.lines])
    else:
        told = [p for p in draft.told if p.subject == "health"]
        understood = draft.understands is not Understanding.DOUBT
        kept = [x for x in report.of_kind(LineKind.TOLD) if x.subject == "health" and not x.link_id]
        assert len(kept) == (len(told) if understood else 0)


@given(drafts())
def test_aftercare_and_the_mark_need_their_own_permission(draft: ReportDraft) -> None:
    report = hand_in(draft, GUIDE)
    if not draft.consents.allows(Purpose.AFTERCARE):
        assert report.aftercare_on() is None
    if not draft.consents.allows(Purpose.QUALITY):
        assert report.of_kind(LineKind.SATISFACTION) == ()


@given(drafts(), st.sampled_from(Purpose))
def test_permission_taken_back_later_works_as_if_it_was_refused(
    draft: ReportDraft, purpose: Purpose
) -> None:
    later = NOW + timedelta(days=9)
    refused = draft.consents.with_consent(Consent(purpose, ConsentAnswer.NO, "33", later))
    after = replace(hand_in(draft, GUIDE), consents=refused).limited()
    assert after == hand_in(replace(draft, consents=refused), GUIDE)


@given(drafts())
def test_drafts_and_reports_survive_their_documents(draft: ReportDraft) -> None:
    through_json = json.loads(json.dumps(draft_to_document(draft)))
    assert draft_from_document(through_json) == draft
    report = hand_in(draft, GUIDE)
    assert report_from_document(json.loads(json.dumps(report_to_document(report)))) == report


def test_a_note_that_is_still_open_lies_in_the_draft_and_in_no_report() -> None:
    opened = CoordinatorNote("Nog niet af", reason="Z", kind=SignalKind.HOUSING)
    draft = replace(FULL, open_note=opened)
    assert draft_from_document(json.loads(json.dumps(draft_to_document(draft)))) == draft
    assert "open_note" not in draft_to_document(FULL)
    assert hand_in(draft, GUIDE) == hand_in(FULL, GUIDE)


@pytest.mark.parametrize(
    "document", [None, "tekst", {}, {**note_to_document(CoordinatorNote("x")), "urgency": "soms"}]
)
def test_a_note_of_another_shape_is_refused(document: object) -> None:
    with pytest.raises(ReportNotReadableError):
        note_from_document(document)


@pytest.mark.parametrize(
    "change", [{"format": 2}, {"held_on": "x"}, {"lines": 3}, {"minutes": "1"}]
)
def test_a_newer_or_damaged_report_is_refused(change: dict[str, object]) -> None:
    document = {**report_to_document(hand_in(FULL, GUIDE)), **change}
    with pytest.raises(ReportNotReadableError):
        report_from_document(document)
    with pytest.raises(ReportNotReadableError):
        draft_from_document(document)


@pytest.mark.parametrize(
    "change",
    [
        {"visit_id": 3},
        {"minutes": True},
        {"stopped_at": 1, "lines": "een regel"},
        {"lines": ["een regel"]},
        {"lines": [{"kind": "told", "value": 1.5}]},
    ],
)
def test_a_report_with_a_value_of_another_kind_is_refused(change: dict[str, object]) -> None:
    document = {**report_to_document(hand_in(FULL, GUIDE)), **change}
    with pytest.raises(ReportNotReadableError):
        report_from_document(document)


def test_a_draft_with_a_value_of_another_kind_is_refused() -> None:
    document = {**draft_to_document(FULL), "wants_to_volunteer": "ja"}
    with pytest.raises(ReportNotReadableError):
        draft_from_document(document)


def test_own_words_beside_a_choice_are_read_word_for_word() -> None:
    question = Question(
        "home.heating",
        QuestionKind.OPEN_CHOICE,
        Words("Waarmee stookt u?"),
        options=(Option("gas", Words("Gas")),),
    )
    guide = ConversationGuide(
        "g", "1", Words("g"), (LifeArea("home", Words("Wonen"), (question,)),)
    )
    answers = Answers({"home.heating": Answer("gas", other="Ook een houtkachel. Elke avond.")})
    report = hand_in(replace(FULL, answers=answers), guide)
    lines = [(one.text, one.code) for one in report.of_kind(LineKind.ANSWER)]
    assert lines == [("Gas", "gas"), ("Ook een houtkachel.", ""), ("Elke avond.", "")]


def test_a_text_over_the_limit_is_refused_and_stays_in_the_draft() -> None:
    for change in (
        {"told": (Passage("a" * 20_001),)},
        {"impression": "b" * 20_001},
        {"agreed": (AgreedLine("c" * 20_001),)},
        {"answers": Answers({"home.wish": Answer("d" * 20_001)})},
    ):
        draft = replace(FULL, **change)
        with pytest.raises(TextTooLongError) as refused:
            hand_in(draft, GUIDE)
        assert refused.value.values == {"over": 1}
        assert draft_from_document(draft_to_document(draft)) == draft


def test_an_answer_that_its_question_cannot_hold_is_refused_and_stays_in_the_draft() -> None:
    draft = replace(FULL, answers=Answers({"home.help_wanted": Answer("misschien")}))
    with pytest.raises(AnswerDoesNotFitError) as refused:
        hand_in(draft, GUIDE)
    assert refused.value.values == {"question": "home.help_wanted"}
    assert draft_from_document(draft_to_document(draft)) == draft


def test_an_own_impression_never_leaves_without_permission() -> None:
    assert "warm gesprek" not in free_words(replace(FULL, consents=consents()))
    told = withheld(replace(FULL, consents=consents()), GUIDE)
    assert told.notes_refused
    assert told.health_refused
    assert not told.doubt
    assert told.without_permission > 0
