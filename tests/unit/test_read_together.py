"""Reading together: told, wished and agreed, and never what is meant for somebody else."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from huisbezoek.model.domain.answers import RATHER_NOT, Answer, Answers
from huisbezoek.model.domain.consent import Purpose
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.read_together import HEARD, read_together
from huisbezoek.model.domain.report_lines import review
from huisbezoek.model.domain.reports import LeftInformation, LineKind, NextVisitWish, ReportDraft
from huisbezoek.ui.models.together_words import together_blocks
from tests.unit.report_samples import consents
from tests.unit.test_reports import FULL, GUIDE, drafts


def spoken(draft: ReportDraft, guide: ConversationGuide = GUIDE) -> str:
    return "\n".join(line for block in together_blocks(draft, guide) for line in block.lines)


@given(drafts())
def test_no_note_no_impression_and_nothing_that_was_struck(draft: ReportDraft) -> None:
    lines = read_together(draft, GUIDE)
    words = spoken(draft)
    for meant_for_others in ("Notitie 900", "Reden 901", "Indruk 50"):
        assert meant_for_others not in words
    for line in lines:
        struck = replace(draft, struck=frozenset({line.id}))
        assert line not in read_together(struck, GUIDE)
        break
    allowed = [one.line for one in review(draft, GUIDE)]
    assert [line for line in allowed if line.kind in HEARD and line.id not in draft.struck] == [
        *lines
    ]


def test_only_these_kinds_are_ever_read_aloud() -> None:
    never = {
        LineKind.NOTE,
        LineKind.NOTE_CALL,
        LineKind.NOTE_REASON,
        LineKind.IMPRESSION,
        LineKind.SUPPORT,
    }
    assert not HEARD & never


def test_without_permission_there_is_nothing_to_read() -> None:
    refused = replace(FULL, consents=consents(refused=(Purpose.NOTES,)), next_visit=None)
    refused = replace(refused, answers=Answers())
    assert together_blocks(refused, GUIDE) == ()


def test_it_is_said_to_the_resident() -> None:
    area = next(one for one in GUIDE.areas if one.link_id == "home")
    draft = replace(
        FULL,
        answers=Answers({f"{area.link_id}.help_wanted": Answer(value=True)}),
        next_visit=NextVisitWish.NEXT_CYCLE,
        aftercare_on=date(2026, 12, 28),
        information_left=(LeftInformation("Klussendienst"),),
    )
    words = spoken(draft)
    assert f"U wilt hulp bij: {area.title.nl[:1].lower()}{area.title.nl[1:]}." in words
    assert "Wij komen bij de volgende ronde graag weer langs." in words
    assert "Ik bel u op maandag 28 december 2026 om te vragen hoe het gaat." in words
    assert "U kreeg informatie over: Klussendienst" in words


def test_what_says_nothing_is_not_read() -> None:
    answers = Answers({"home.help_wanted": Answer(value=False), "meaning.wish": RATHER_NOT})
    words = spoken(replace(FULL, answers=answers))
    assert "U wilt hulp bij" not in words
    assert "" not in words.split("\n")
