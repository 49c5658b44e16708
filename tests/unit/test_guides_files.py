"""Guides as FHIR R4 files: read, written, valid, and refused by name outside the subset."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from huisbezoek.model.domain.answers import Answer, Answers
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Consents, Purpose
from huisbezoek.model.domain.errors import BadInputError
from huisbezoek.model.domain.free_text import Passage, sentences
from huisbezoek.model.domain.guides import (
    Behaviour,
    Condition,
    ConversationGuide,
    LifeArea,
    Operator,
    Option,
    Question,
    QuestionKind,
    Words,
    assemble,
)
from huisbezoek.model.domain.report_lines import hand_in
from huisbezoek.model.domain.reports import (
    AgreedLine,
    LineKind,
    NextVisitWish,
    ReportDraft,
    ReportLine,
)
from huisbezoek.model.guides.library import ShippedGuides
from huisbezoek.model.guides.reader import (
    GuideNotReadableError,
    GuideOutsideSubsetError,
    GuideTooNewError,
    read_guide,
)
from huisbezoek.model.guides.responses import write_answers
from huisbezoek.model.guides.writer import write_guide
from tests.unit.report_samples import ALLOWED, NOW, VISIT, some_answers

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "guides"
SHIPPED = ShippedGuides(FOLDER).shipped()
FILES = sorted(FOLDER.glob("*.json"))
TOPICS = ["start", "contact", "meaning", "participation", "home", "daily", "health", "money"]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_each_shipped_guide_is_valid_fhir_and_survives_a_round_trip(path: Path) -> None:
    content = path.read_bytes()
    Questionnaire.model_validate_json(content)
    guide = read_guide(content)
    assert guide.name == path.stem
    assert write_guide(guide) == content
    assert read_guide(write_guide(guide)) == guide


def test_the_default_guide_has_its_eleven_subjects_and_every_group_its_set() -> None:
    default = SHIPPED["default"]
    assert [area.link_id for area in default.areas] == [*TOPICS, "care", "future", "close"]
    assert {group for guide in SHIPPED.values() for group in guide.groups} == {
        "former_carer",
        "carer",
        "pension",
    }
    first = SHIPPED["carer"].areas[0].starters()[0]
    assert first.text.nl == "Wat maakt uw bordje te vol?"
    assert len(SHIPPED["connection"].areas[0].answerable()) == 3


def texts(guide: ConversationGuide) -> list[Words]:
    found = [guide.title]
    for area in guide.areas:
        found.append(area.title)
        for question in area.questions:
            found += [question.text, *(option.text for option in question.options)]
            found += [question.help] if question.help.nl else []
    return found


def test_every_text_is_translated_and_fit_for_the_kitchen_table() -> None:
    for guide in SHIPPED.values():
        for words in texts(guide):
            assert words.nl
            assert words.en
            assert not any(word in words.nl.lower() for word in ("eenzaam", "kwetsbaar", "!"))
            long = [part for part in sentences(words.nl) if len(part.split()) > 15]
            assert not long


def test_health_asks_for_permission_and_nothing_else_does() -> None:
    whole = assemble(SHIPPED, {"carer", "pension", "former_carer"}, life_questions=True)
    guarded = [area.link_id for area in whole.areas if area.permission]
    assert guarded == ["health"]
    health = whole.area("health")
    assert health is not None
    assert {"falls.fell", "falls.afraid"} <= {one.link_id for one in health.questions}


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads((FOLDER / "falls.json").read_bytes())
    change(document)
    return json.dumps(document).encode()


def first(document: dict[str, Any]) -> dict[str, Any]:
    question = document["item"][0]["item"][0]
    assert isinstance(question, dict)
    return question


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda d: d.update(copyright="x"), "Questionnaire.copyright"),
        (lambda d: d.update(status="draft"), "status"),
        (lambda d: first(d).update(required=True), "item[0].item[0].required"),
        (lambda d: first(d).update(type="quantity"), "item[0].item[0].type quantity"),
        (lambda d: first(d).update(repeats=True, type="text"), "repeats"),
        (lambda d: first(d).update(enableBehavior="some"), "enableBehavior"),
        (
            lambda d: first(d)["item"].append({"linkId": "x", "type": "text"}),
            "item[0].item[0].item",
        ),
        (lambda d: first(d)["answerOption"][0].update(initialSelected=True), "initialSelected"),
        (lambda d: d["item"][0].update(enableWhen=[]), "item[0].enableWhen"),
        (lambda d: d["item"][0].update(type="text"), "item[0].type"),
        (lambda d: d["item"][0]["extension"].append({"url": "urn:other"}), "urn:other"),
        (
            lambda d: d["item"][0]["item"][3]["enableWhen"][0].update(operator=">"),
            "enableWhen[0].operator >",
        ),
    ],
)
def test_what_is_outside_the_subset_is_refused_by_name(
    change: Callable[[dict[str, Any]], object], named: str
) -> None:
    with pytest.raises(GuideOutsideSubsetError) as refused:
        read_guide(changed(change))
    assert named in str(refused.value.values["parts"])


def test_a_newer_guide_is_refused() -> None:
    newer = changed(lambda d: d["meta"].update(profile=["urn:huisbezoek:guide:2"]))
    with pytest.raises(GuideTooNewError):
        read_guide(newer)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"resourceType": "Patient"}', b"\xff\xfe{", b"[" * 5000, b"9" * 5000],
)
def test_what_is_no_questionnaire_is_refused(content: bytes) -> None:
    with pytest.raises(GuideNotReadableError):
        read_guide(content)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


def places(value: object) -> list[tuple[Any, Any]]:
    """Every (container, key) in a document."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))  # type: ignore[arg-type] # a JSON value
    found = [(value, key) for key in keys]
    for key in list(keys):
        inner = value[key]  # type: ignore[index] # a JSON value
        found += places(inner) if isinstance(inner, dict | list) else []
    return found


@given(JUNK, st.data())
def test_any_damage_is_refused_with_a_sentence_or_read(junk: object, data: st.DataObject) -> None:
    document = json.loads((FOLDER / "falls.json").read_bytes())
    container, key = data.draw(st.sampled_from(places(document)))
    container[key] = junk
    with suppress(BadInputError):
        guide = read_guide(json.dumps(document).encode())
        assert read_guide(write_guide(guide)) == guide


WORDS = st.builds(Words, st.text("aé€ <>&", min_size=1, max_size=8), st.sampled_from(["", "yes"]))


@st.composite
def guides(draw: st.DrawFn) -> ConversationGuide:
    """Guides of which each question may depend on earlier ones."""
    questions: list[Question] = []
    for number in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(list(QuestionKind)))
        choice = kind in {QuestionKind.CHOICE, QuestionKind.OPEN_CHOICE}
        options = tuple(Option(code, draw(WORDS)) for code in ("x", "y")) if choice else ()
        earlier = [one for one in questions if one.kind is not QuestionKind.STARTER]
        needs = draw(st.lists(st.sampled_from(earlier), max_size=2)) if earlier else []
        conditions = tuple(Condition(n.link_id, Operator.EXISTS, value=True) for n in needs)
        any_of = conditions and draw(st.booleans())
        questions.append(
            Question(
                f"a.{number}",
                kind,
                draw(WORDS),
                draw(WORDS) if kind is not QuestionKind.STARTER else Words(""),
                options,
                choice and draw(st.booleans()),
                conditions,
                Behaviour.ANY if any_of else Behaviour.ALL,
            )
        )
    area = LifeArea("a", draw(WORDS), tuple(questions), draw(st.sampled_from(["", "health"])))
    return ConversationGuide("own", "3", draw(WORDS), (area,), ("carer",))


@given(guides())
def test_any_guide_survives_writing_and_reading(guide: ConversationGuide) -> None:
    assert read_guide(write_guide(guide)) == guide


OPTIONS = (Option("bus", Words("met de bus")), Option("bike", Words("op de fiets")))
OWN = LifeArea(
    "out",
    Words("Eropuit"),
    tuple(
        Question(f"out.{number}", kind, Words("Hoe?"), options=OPTIONS, several=several)
        for number, (kind, several) in enumerate(
            [
                (QuestionKind.CHOICE, True),
                (QuestionKind.OPEN_CHOICE, False),
                (QuestionKind.OPEN_CHOICE, True),
            ]
        )
    ),
)
"""What the guide editor can make and no shipped guide holds."""
_ASSEMBLED = assemble(SHIPPED, {"age75", "carer"}, life_questions=True)
GUIDE = replace(_ASSEMBLED, areas=(*_ASSEMBLED.areas, OWN))


@settings(max_examples=200)
@given(some_answers(GUIDE), st.sampled_from([True, False]))
def test_answers_leave_as_a_valid_questionnaire_response(answers: Answers, permitted: bool) -> None:
    health = Consent(
        Purpose.HEALTH, ConsentAnswer.YES if permitted else ConsentAnswer.NO, "v1", NOW
    )
    draft = ReportDraft(
        **VISIT,
        consents=ALLOWED.with_consent(health),
        told=(Passage("Ik woon hier graag. ", "home"), Passage("Dat was het.", "")),
        answers=answers,
    )
    content = write_answers(GUIDE, hand_in(draft, GUIDE))
    QuestionnaireResponse.model_validate_json(content)
    written = json.loads(content)
    areas = {item["linkId"]: item for item in written["item"]}
    assert ("health" in areas) <= permitted
    own_words = areas["home"]["item"][0]
    assert own_words["answer"][0]["valueString"].startswith("Ik woon hier graag.")


def test_several_answers_and_own_words_leave_side_by_side() -> None:
    answers = {"out.1": Answer(other="Met mijn zus."), "out.2": Answer(("bike", "bus"), "Te voet.")}
    draft = ReportDraft(**VISIT, consents=ALLOWED, answers=Answers(answers))
    content = write_answers(GUIDE, hand_in(draft, GUIDE))
    QuestionnaireResponse.model_validate_json(content)
    (area,) = json.loads(content)["item"]
    one, many = (item["answer"] for item in area["item"])
    assert one == [{"valueString": "Met mijn zus."}]
    assert [answer.get("valueCoding", answer).get("code") for answer in many] == [
        "bus",
        "bike",
        None,
    ]
    assert many[-1] == {"valueString": "Te voet."}


def test_rather_not_say_leaves_as_asked_but_declined() -> None:
    draft = ReportDraft(
        **VISIT,
        consents=ALLOWED,
        answers=Answers({"connection.social": Answer(rather_not=True)}),
    )
    written = json.loads(write_answers(GUIDE, hand_in(draft, GUIDE)))
    item = written["item"][0]["item"][0]
    assert item["extension"][0]["valueCode"] == "asked-declined"
    assert "answer" not in item
    assert written["authored"] == date(2026, 11, 23).isoformat()
    assert Consents().allows(Purpose.NOTES) is False


def test_what_was_agreed_afterwards_leaves_under_the_report_and_notes_do_not() -> None:
    draft = ReportDraft(
        **VISIT,
        consents=ALLOWED,
        agreed=(AgreedLine("Riet belt. De buurvrouw komt mee."),),
        next_visit=NextVisitWish.EARLIER,
        wants_to_volunteer=False,
        aftercare_on=date(2026, 12, 20),
        satisfaction=8,
        impression="Vrolijk.",
        visitor_wants_support=True,
    )
    content = write_answers(GUIDE, hand_in(draft, GUIDE))
    QuestionnaireResponse.model_validate_json(content)
    (group,) = json.loads(content)["item"]
    assert {item["linkId"]: item["answer"] for item in group["item"]} == {
        "report.agreed": [{"valueString": "Riet belt."}, {"valueString": "De buurvrouw komt mee."}],
        "report.next_visit": [{"valueString": "earlier"}],
        "report.volunteer": [{"valueBoolean": False}],
        "report.aftercare": [{"valueDate": "2026-12-20"}],
        "report.satisfaction": [{"valueInteger": 8}],
    }
    assert "Vrolijk" not in content.decode()


def test_an_answer_to_a_question_that_the_guide_does_not_know_is_not_dropped() -> None:
    report = hand_in(ReportDraft(**VISIT, consents=ALLOWED), GUIDE)
    old = ReportLine(LineKind.ANSWER, "Ja, vaak.", "home", "home.old", question="Was u er ooit?")
    gone = ReportLine(LineKind.TICK, "Wel", "garden", "garden.ticks", "y", "Past dit?")
    loose = ReportLine(LineKind.ANSWER, "Los", "", "loose")
    content = write_answers(GUIDE, replace(report, lines=(old, gone, loose)))
    QuestionnaireResponse.model_validate_json(content)
    items = {item["linkId"]: item for item in json.loads(content)["item"]}
    assert items["home"]["item"][0]["text"] == "Was u er ooit?"
    assert items["garden"]["item"][0]["answer"][0]["valueCoding"]["code"] == "y"
    assert items["other"]["item"][0]["answer"] == [{"valueString": "Los"}]


def test_a_report_without_guide_or_with_half_signs_still_leaves() -> None:
    bare = ConversationGuide("bare", "1", Words("Leeg"), ())
    draft = ReportDraft(**VISIT, consents=ALLOWED, told=(Passage("Zo \ud800 is het.", ""),))
    content = write_answers(bare, hand_in(draft, bare))
    QuestionnaireResponse.model_validate_json(content)
    assert "Zo ? is het." in content.decode()
