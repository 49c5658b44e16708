"""An open talk and a newer guide: offered once, with the difference, and nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.answers import Answer
from huisbezoek.model.domain.follow_up_events import GuidePublished
from huisbezoek.model.domain.guide_editing import with_question, without_question
from huisbezoek.model.domain.guides import Question, QuestionKind, Words
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.guides.library import ShippedGuides
from huisbezoek.model.usecases.guide_library import (
    guide_subject,
    guides_for_visit,
    lift_talk,
    newer_guide,
)
from huisbezoek.model.usecases.talk import open_talk, save_talk
from huisbezoek.ui.dialogs.guide_lift_steps import GuideLiftSteps, GuideLiftUses
from huisbezoek.ui.pages.talk_page import TalkPage, TalkUses
from huisbezoek.ui.theme import LookSource
from tests.open_profile import open_profile
from tests.ui.desk import press
from tests.ui.resident_window import named, words
from tests.ui.talk_pages import NOW, TODAY, VISIT, VISITOR, TalkPages

GUIDES = ShippedGuides(Path(__file__).parents[2] / "resources" / "guides")
OWN = Question("home.own1", QuestionKind.STRING, Words("Heeft u een tuin?"))


@pytest.fixture
def pages(tmp_path: Path, look: LookSource, shown: Callable[..., QWidget]) -> Iterator[TalkPages]:
    with open_profile(tmp_path / "profile") as profile:
        made = TalkPages(profile, look, shown)
        begin(made)
        yield made


def view(reading):
    chosen = guides_for_visit(reading, GUIDES, VISIT)
    return open_talk(
        reading,
        VISIT,
        chosen.guides,
        visitor=VISITOR,
        today=TODAY,
        earlier_guides=chosen.earlier,
    )


def begin(pages: TalkPages) -> None:
    """A draft on the shipped guide, and a newer version that came in after it."""
    draft = pages.profile.ask(view).draft.with_answer("home.wish", Answer("Een traplift."))
    pages.profile.do(save_talk, draft, now=NOW)
    shorter = without_question(GUIDES.shipped()["default"], "home.wish")
    newer = replace(with_question(shorter, "home", OWN), version="2-aa")
    event = GuidePublished("default", "2-aa", GUIDES.write(newer).decode(), TODAY)
    pages.profile.record(SubjectKind.GUIDE, guide_subject("default").identifier, event)


def lift_uses() -> GuideLiftUses:
    return GuideLiftUses(
        newer=lambda reading, visit: newer_guide(reading, GUIDES, visit),
        lift=lambda writing, visit: lift_talk(writing, GUIDES, visit, now=NOW),
    )


def steps_on(pages: TalkPages, page: QWidget) -> GuideLiftSteps:
    return GuideLiftSteps(pages.workbench, pages.look, lift_uses(), page)


def test_the_difference_is_shown_and_every_answer_stays(
    pages: TalkPages, shown: Callable[..., QWidget]
) -> None:
    page = shown(QWidget(), 1366, 768)
    steps = steps_on(pages, page)
    lifted: list[str] = []
    steps.lifted.connect(lifted.append)
    steps.offer(VISIT)
    said = words(named(page, "guide_lift_dialog"))
    assert "Nieuwe vraag: Heeft u een tuin?" in said
    assert "Deze antwoorden blijven erbij staan" in said
    press(page, "guide_lift_confirm")
    assert lifted == [VISIT]
    draft = pages.stored()
    assert draft is not None
    assert draft.answers.get("home.wish") == Answer("Een traplift.")
    assert "2-aa" in {guide.version for guide in draft.guides}
    found = {question.link_id for question in pages.profile.ask(view).guide.questions()}
    assert {"home.own1", "home.wish"} <= found


def test_who_stays_is_not_asked_again(pages: TalkPages, shown: Callable[..., QWidget]) -> None:
    page = shown(QWidget(), 1366, 768)
    steps = steps_on(pages, page)
    before = pages.stored()
    steps.offer(VISIT)
    press(page, "guide_lift_stay")
    steps.offer(VISIT)
    assert not named(page, "guide_lift_dialog").isVisible()
    assert pages.stored() == before


def test_the_page_of_the_talk_offers_it_and_goes_on(
    pages: TalkPages, shown: Callable[..., QWidget]
) -> None:
    uses = TalkUses(
        view=lambda reading, _visit: view(reading),
        save=pages.save,
        now=pages.now,
        lock=lambda: None,
        show_telephone=str,
        lift=lift_uses(),
    )
    page = shown(TalkPage(pages.workbench, pages.look, uses), 1366, 768)
    page.open(VISIT)
    press(page, "guide_lift_confirm")
    draft = pages.stored()
    assert draft is not None
    assert "2-aa" in {guide.version for guide in draft.guides}
    assert not named(page, "guide_lift_dialog").isVisible()
