"""The library of guides: published, refused, lifted, and a report that leaves; a real database."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from huisbezoek.model.domain.answers import Answer
from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.domain.events import VisitOrigin, VisitPlanned
from huisbezoek.model.domain.follow_up_events import GuidePublished, PermissionWithdrawn
from huisbezoek.model.domain.free_text import Passage
from huisbezoek.model.domain.guide_editing import with_question, without_question
from huisbezoek.model.domain.guide_versions import GuideTooLongError, QuestionInUseError
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    GuideDoubleLinkError,
    GuideVersion,
    Question,
    QuestionKind,
    Words,
)
from huisbezoek.model.domain.identity import is_identifier
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.domain.reports import AgreedLine, CoordinatorNote, ReportDraft
from huisbezoek.model.guides.library import ShippedGuides
from huisbezoek.model.usecases.guide_library import (
    GuideUnknownError,
    Library,
    Published,
    guide_library,
    guide_subject,
    guides_for_visit,
    lift_talk,
    newer_guide,
    publish_guide,
)
from huisbezoek.model.usecases.guide_work import drop_guide_work, guide_desk, keep_guide_work
from huisbezoek.model.usecases.report_export import NoReportError, report_file
from huisbezoek.model.usecases.talk import Talk, hand_in_talk, open_talk, save_talk
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier
from tests.unit.report_samples import NOW, consents

GUIDES = ShippedGuides(Path(__file__).parents[2] / "resources" / "guides")
DEFAULT = GUIDES.shipped()["default"]
VISIT, VISITOR = identifier(50), identifier(52)
CARD = ResidentCard(surname="Voorbeeld", initials="S.", sex="V")
OWN = Question("home.own1", QuestionKind.STRING, Words("Heeft u een tuin?"))
PERMITTED = consents(Purpose.NOTES)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as made:
        yield made


@pytest.fixture
def resident(profile: OpenProfile) -> str:
    added = profile.add(CARD)
    profile.record(
        SubjectKind.VISIT, VISIT, VisitPlanned(added, ("age75",), VisitOrigin.ROUND, TODAY)
    )
    return added


def library(profile: OpenProfile) -> Library:
    return profile.ask(guide_library, GUIDES)


def publish(profile: OpenProfile, guide: ConversationGuide) -> Published:
    return profile.do(publish_guide, GUIDES, guide, today=TODAY, random_bytes=profile.random_bytes)


def record(profile: OpenProfile, guide: ConversationGuide, document: str | None = None) -> None:
    """A version that another coordinator published."""
    text = GUIDES.write(guide).decode() if document is None else document
    event = GuidePublished(guide.name, guide.version, text, TODAY)
    profile.record(SubjectKind.GUIDE, guide_subject(guide.name).identifier, event)


def opened(profile: OpenProfile) -> Talk:
    def view(reading) -> Talk:
        chosen = guides_for_visit(reading, GUIDES, VISIT)
        return open_talk(
            reading,
            VISIT,
            chosen.guides,
            visitor=VISITOR,
            today=TODAY,
            earlier_guides=chosen.earlier,
        )

    return profile.ask(view)


def save(profile: OpenProfile, draft: ReportDraft) -> None:
    profile.do(save_talk, draft, now=NOW)


# --- publishing ----------------------------------------------------------------------------------


def test_without_anything_published_the_shipped_guides_are_in_use(profile: OpenProfile) -> None:
    found = library(profile)
    assert found.newest() == GUIDES.shipped()
    assert found.refused == ()


def test_a_published_version_is_in_use_and_the_one_before_stays(profile: OpenProfile) -> None:
    published = publish(profile, with_question(DEFAULT, "home", OWN))
    assert published.guide.version.startswith("2-")
    assert [one.link_id for one in published.difference.added] == ["home.own1"]
    found = library(profile)
    assert found.newest()["default"] == published.guide
    assert found.at([GuideVersion("default", "1")]) == {"default": DEFAULT}
    assert found.at([GuideVersion("default", "9")])["default"] == published.guide
    assert found.at([GuideVersion("unknown", "1")]) == {}
    assert found.versions_of("default") == (published.guide, DEFAULT)
    assert found.editions["default"][-1].on == TODAY
    assert is_identifier(guide_subject("default").identifier)
    third = publish(profile, without_question(published.guide, "home.own1"))
    assert third.guide.version.startswith("3-")


def test_of_two_second_versions_the_last_published_is_in_use(profile: OpenProfile) -> None:
    for mark in ("aa", "bb"):
        text = replace(OWN, link_id=f"home.{mark}")
        record(profile, replace(with_question(DEFAULT, "home", text), version=f"2-{mark}"))
    record(profile, replace(DEFAULT, version="1-old"))
    found = library(profile)
    assert found.newest()["default"].version == "2-bb"
    assert [one.version for one in found.versions_of("default")] == ["2-bb", "2-aa", "1-old", "1"]


def test_a_question_in_use_is_never_changed(profile: OpenProfile) -> None:
    published = publish(profile, with_question(DEFAULT, "home", OWN)).guide
    gone = publish(profile, without_question(published, "home.own1")).guide
    again = with_question(gone, "home", replace(OWN, text=Words("Heeft u een balkon?")))
    with pytest.raises(QuestionInUseError):
        publish(profile, again)
    assert library(profile).newest()["default"] == gone


def test_a_guide_of_an_unknown_name_is_refused(profile: OpenProfile) -> None:
    with pytest.raises(GuideUnknownError) as refused:
        publish(profile, replace(DEFAULT, name="other"))
    assert refused.value.values == {"name": "other"}


def test_five_hundred_questions_and_a_double_link_are_refused(profile: OpenProfile) -> None:
    area = DEFAULT.areas[0]
    many = tuple(replace(OWN, link_id=f"start.x{number}") for number in range(500))
    with pytest.raises(GuideTooLongError):
        publish(profile, replace(DEFAULT, areas=(replace(area, questions=many),)))
    taken = next(question.link_id for question in GUIDES.shipped()["falls"].questions())
    with pytest.raises(GuideDoubleLinkError):
        publish(profile, with_question(DEFAULT, "home", replace(OWN, link_id=taken)))
    assert library(profile).newest() == GUIDES.shipped()


def test_a_newer_guide_is_refused_by_name_and_the_one_before_stays(profile: OpenProfile) -> None:
    document = json.loads(GUIDES.write(replace(DEFAULT, version="7")))
    document["meta"]["profile"] = ["urn:huisbezoek:guide:2"]
    record(profile, replace(DEFAULT, version="7"), json.dumps(document))
    found = library(profile)
    assert found.newest()["default"] == DEFAULT
    (refused,) = found.refused
    assert (refused.name, refused.version) == ("default", "7")
    assert refused.error.values["name"] == DEFAULT.title.nl


# --- lifting -------------------------------------------------------------------------------------


def test_a_draft_keeps_its_version_until_it_is_lifted(profile: OpenProfile, resident: str) -> None:
    assert profile.ask(newer_guide, GUIDES, VISIT) is None
    begun = opened(profile).draft
    assert GuideVersion("default", "1") in begun.guides
    wish = begun.with_answer("home.wish", Answer("Een traplift."))
    save(profile, wish)
    assert profile.ask(newer_guide, GUIDES, VISIT) is None
    shorter = without_question(with_question(DEFAULT, "home", OWN), "home.wish")
    newest = publish(profile, shorter).guide
    assert "home.own1" not in {one.link_id for one in opened(profile).guide.questions()}

    offered = profile.ask(newer_guide, GUIDES, VISIT)
    assert [one.link_id for one in offered.kept] == ["home.wish"]
    assert [one.link_id for one in offered.difference.added] == ["home.own1"]
    lifted = profile.do(lift_talk, GUIDES, VISIT, now=NOW)
    assert lifted == offered
    talk = opened(profile)
    assert GuideVersion("default", newest.version) in talk.draft.guides
    assert talk.draft.answers == wish.answers
    assert {"home.own1", "home.wish"} <= {one.link_id for one in talk.guide.questions()}
    assert profile.do(lift_talk, GUIDES, VISIT, now=NOW) is None


def test_a_draft_of_before_there_were_versions_is_left_alone(
    profile: OpenProfile, resident: str
) -> None:
    save(profile, replace(opened(profile).draft, guides=()))
    publish(profile, with_question(DEFAULT, "home", OWN))
    assert profile.ask(newer_guide, GUIDES, VISIT) is None
    assert "home.own1" in {one.link_id for one in opened(profile).guide.questions()}


# --- the work of a coordinator -------------------------------------------------------------------


def test_what_was_changed_is_kept_on_this_laptop_until_it_is_dropped(profile: OpenProfile) -> None:
    changed = with_question(DEFAULT, "home", OWN)
    profile.do(keep_guide_work, GUIDES, changed, now=NOW)
    assert profile.ask(guide_desk, GUIDES).work == {"default": changed}
    profile.do(drop_guide_work, "default")
    assert profile.ask(guide_desk, GUIDES).work == {}


def test_work_that_a_newer_program_kept_does_not_close_the_editor(profile: OpenProfile) -> None:
    newer = json.loads(GUIDES.write(DEFAULT))
    newer["meta"]["profile"] = ["urn:huisbezoek:guide:2"]

    class Newer:
        def write(self, guide: ConversationGuide) -> bytes:
            return json.dumps(newer).encode()

    profile.do(keep_guide_work, Newer(), DEFAULT, now=NOW)
    desk = profile.ask(guide_desk, GUIDES)
    assert desk.work == {}
    assert desk.library.newest()["default"] == DEFAULT


# --- a report that leaves ------------------------------------------------------------------------


def hand_in(profile: OpenProfile) -> None:
    talk = opened(profile)
    draft = replace(
        talk.draft,
        consents=PERMITTED,
        told=(Passage("Ik woon hier\u2003graag. ", "home"), Passage("Dat was het.", "")),
        agreed=(AgreedLine("Riet belt de gemeente."), AgreedLine("Volgende week koffie.")),
        note=CoordinatorNote("Een losse draad bij de trap."),
        impression="Maakt een vrolijke indruk.",
    ).with_answer("home.wish", Answer("Een traplift."))
    save(profile, draft)
    profile.do(hand_in_talk, draft, talk.guide, today=TODAY)


def test_a_report_leaves_without_names_notes_and_impression(
    profile: OpenProfile, resident: str
) -> None:
    with pytest.raises(NoReportError):
        profile.ask(report_file, GUIDES, VISIT)
    hand_in(profile)
    made = profile.ask(report_file, GUIDES, VISIT)
    assert made.name == f"verslag-{TODAY.isoformat()}.json"
    QuestionnaireResponse.model_validate_json(made.content)
    text = made.content.decode()
    assert "Ik woon hier graag." in text
    assert "Een traplift." in text
    for private in ("Voorbeeld", "losse draad", "vrolijke indruk", VISIT, VISITOR, resident):
        assert private not in text
    afterwards = json.loads(made.content)["item"][-1]
    assert afterwards["linkId"] == "report"
    assert [one["valueString"] for one in afterwards["item"][0]["answer"]] == [
        "Riet belt de gemeente.",
        "Volgende week koffie.",
    ]


def test_permission_that_was_taken_back_counts_at_once(profile: OpenProfile, resident: str) -> None:
    hand_in(profile)
    withdrawn = PermissionWithdrawn(VISIT, (Purpose.NOTES.value,), date(2026, 12, 1))
    profile.record(SubjectKind.RESIDENT, resident, withdrawn)
    made = profile.ask(report_file, GUIDES, VISIT)
    QuestionnaireResponse.model_validate_json(made.content)
    assert "item" not in json.loads(made.content)


def test_a_report_of_an_older_version_keeps_its_own_questions(
    profile: OpenProfile, resident: str
) -> None:
    hand_in(profile)
    publish(profile, without_question(DEFAULT, "home.wish"))
    made = profile.ask(report_file, GUIDES, VISIT)
    document = json.loads(made.content)
    assert document["questionnaire"].startswith("urn:huisbezoek:guide:default|1")
    assert "Een traplift." in made.content.decode()
