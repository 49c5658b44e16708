"""Papers of a visit as use cases: numbers and letters, agreements, and only what was permitted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import OrganisationCard, ResidentCard, VisitorCard
from huisbezoek.model.domain.consent import Consent, ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.events import ReportHandedIn, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.follow_up_events import (
    PermissionWithdrawn,
    ReferralPermission,
    ReferralProposed,
)
from huisbezoek.model.domain.guides import (
    ConversationGuide,
    LifeArea,
    Option,
    Question,
    QuestionKind,
    Words,
)
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.domain.referrals import ReferralNotPermittedError
from huisbezoek.model.domain.report_documents import report_to_document
from huisbezoek.model.domain.report_lines import compose
from huisbezoek.model.domain.reports import AgreedLine, Report, ReportDraft
from huisbezoek.model.guides.library import ShippedGuides
from huisbezoek.model.usecases.agreed_sheet import (
    NothingAgreedYetError,
    agreed_in_draft,
    agreed_in_report,
)
from huisbezoek.model.usecases.paper_guide import paper_guide, paper_subjects
from huisbezoek.model.usecases.ports.paper_guide import (
    HELP_KEY,
    NO,
    OPTION_KEYS,
    RATHER_NOT_KEY,
    YES,
    PaperWriting,
)
from huisbezoek.model.usecases.warm_hand_over import (
    HandOverPlan,
    Partner,
    Shared,
    agreed_lines,
    prepare_hand_over,
)
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import identifier
from tests.resident_reports import VISITOR, report_of

GUIDES = ShippedGuides(Path(__file__).parents[2] / "resources" / "guides").shipped()
VISIT, REFERRAL, OFFER = identifier(50), identifier(70), identifier(71)
DAY = date(2026, 11, 23)
PARTNER = Partner(OFFER, "Odensehuis")
CARD = ResidentCard(
    surname="Voorbeeld",
    initials="S.",
    sex="V",
    street="Dorpsstraat",
    house_number=12,
    postcode="1234AB",
    city="Voorbeelddam",
    telephone="+31600000007",
)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as made:
        organisation = OrganisationCard(
            name="Welzijn Voorbeelddam",
            coordinator_name="Anneke de Wit",
            coordinator_telephone="+31600001234",
            stand_in_name="Fatma Yilmaz",
            stand_in_telephone="+31600001235",
        )
        made.do(
            lambda writing: writing.change_card(
                Subject(SubjectKind.ORGANISATION, identifier(9)), organisation
            )
        )
        made.do(
            lambda writing: writing.change_card(
                Subject(SubjectKind.VISITOR, VISITOR), VisitorCard(name="Riet Jansen")
            )
        )
        yield made


def visited(profile: OpenProfile, report: Report | None = None) -> str:
    """A resident with a planned visit, and its report if there is one."""
    resident = profile.add(CARD)
    planned = VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, DAY)
    profile.record(SubjectKind.VISIT, VISIT, planned)
    if report is not None:
        handed_in = ReportHandedIn(report_to_document(replace(report, resident_id=resident)), DAY)
        profile.record(SubjectKind.VISIT, VISIT, handed_in)
    return resident


def referred(
    profile: OpenProfile, report: Report | None = None, *, given: bool | None = True
) -> str:
    """The same with a referral to the partner."""
    resident = visited(profile, report)
    visit = VISIT if report is not None else ""
    proposed = ReferralProposed(REFERRAL, visit, OFFER, "Ik wil weer schilderen.", DAY)
    profile.record(SubjectKind.RESIDENT, resident, proposed)
    if given is not None:
        permission = ReferralPermission(REFERRAL, given, DAY)
        profile.record(SubjectKind.RESIDENT, resident, permission)
    return resident


REPORT = report_of(VISIT, identifier(1), DAY)
AGREED = "De volgende keer nemen wij het boekje mee."


def with_partner(answer: ConsentAnswer, partner: str, *shares: str) -> Report:
    consent = Consent(
        Purpose.REFERRAL, answer, VISITOR, datetime.combine(DAY, time()), "v", partner, shares
    )
    return replace(REPORT, consents=REPORT.consents.with_consent(consent))


# --- the guide -------------------------------------------------------------------------------


def test_the_paper_of_a_visit_has_the_subjects_of_its_groups(profile: OpenProfile) -> None:
    visited(profile)
    paper = profile.ask(paper_guide, VISIT, GUIDES)
    assert [subject.number for subject in paper.subjects] == list(range(1, 13))
    assert paper.sender.telephone == "+31600001234"
    health = next(subject for subject in paper.subjects if subject.about_health)
    assert [question.number for question in health.questions] == ["7.1", "7.2", "7.3", "7.4"]
    assert [option.code for option in health.questions[3].options] == [YES, NO]


def test_paper_is_there_before_anybody_entered_the_coordinator(tmp_path: Path) -> None:
    with open_profile(tmp_path / "profile") as empty:
        visited(empty)
        assert empty.ask(paper_guide, VISIT, GUIDES).sender.coordinator == ""


def test_letters_are_never_doubled_and_marks_are_not_asked() -> None:
    options = tuple(Option(str(place), Words(str(place))) for place in range(30))
    kinds = (QuestionKind.INTEGER, QuestionKind.DATE, QuestionKind.STRING)
    area = LifeArea(
        "x",
        Words("Vrij"),
        (
            Question("x.ticks", QuestionKind.CHOICE, Words("?"), options=options, several=True),
            Question("x.mark", QuestionKind.INTEGER, Words("?")),
            *(Question(f"x.{kind.value}", kind, Words("?")) for kind in kinds),
        ),
    )
    (subject,) = paper_subjects(ConversationGuide("x", "1", Words("x"), (area,)))
    assert subject.ticks is not None
    keys = [option.key for option in subject.ticks.options if option.key]
    assert len(keys) == len(set(keys)) == len(OPTION_KEYS)
    assert {HELP_KEY, RATHER_NOT_KEY}.isdisjoint(keys)
    asked = [(question.link_id, question.writing) for question in subject.questions]
    assert asked == [
        ("x.integer", PaperWriting.NUMBER),
        ("x.date", PaperWriting.DAY),
        ("x.string", PaperWriting.WORDS),
    ]
    assert (subject.wish, subject.help_wanted) == ("", "")


# --- what was agreed -------------------------------------------------------------------------


def test_the_agreed_page_holds_agreements_and_nothing_of_notes(profile: OpenProfile) -> None:
    visited(profile, REPORT)
    page = profile.ask(agreed_in_report, VISIT)
    assert page.agreed == (AGREED,)
    assert page.visitor == "Riet Jansen"
    assert page.calls_on == date(2026, 12, 20)
    assert page.stand_in_telephone == "+31600001235"
    assert "veertig" not in str(page)
    assert "opgewekte" not in str(page)


def test_permission_that_was_withdrawn_is_off_the_page_at_once(profile: OpenProfile) -> None:
    resident = visited(profile, REPORT)
    withdrawn = PermissionWithdrawn(VISIT, ("notes", "aftercare"), DAY)
    profile.record(SubjectKind.RESIDENT, resident, withdrawn)
    page = profile.ask(agreed_in_report, VISIT)
    assert (page.agreed, page.left, page.calls_on) == ((), (), None)


def test_without_a_report_nothing_is_printed(profile: OpenProfile) -> None:
    visited(profile)
    with pytest.raises(NothingAgreedYetError):
        profile.ask(agreed_in_report, VISIT)


def test_a_draft_can_be_printed_without_its_struck_lines(profile: OpenProfile) -> None:
    lines = (AgreedLine("Wij bellen de fysiotherapeut."), AgreedLine("Dit gaat weg."))
    draft = ReportDraft(
        VISIT,
        identifier(1),
        VISITOR,
        DAY,
        understands=Understanding.YES,
        consents=REPORT.consents,
        agreed=lines,
        impression="Een opgewekte vrouw.",
    )
    page = profile.ask(agreed_in_draft, draft, GUIDES["default"], "Riet")
    gone = next(
        line.id for line in compose(draft, GUIDES["default"]).lines if line.text == "Dit gaat weg."
    )
    assert page.agreed == ("Wij bellen de fysiotherapeut.", "Dit gaat weg.")
    struck = profile.ask(agreed_in_draft, draft.strike(gone), GUIDES["default"], "Riet")
    assert struck.agreed == ("Wij bellen de fysiotherapeut.",)


# --- the warm hand-over ----------------------------------------------------------------------


def test_by_default_only_the_wish_is_passed_on(profile: OpenProfile) -> None:
    resident = referred(profile, REPORT)
    sheet = profile.ask(prepare_hand_over, resident, REFERRAL, PARTNER, HandOverPlan(), DAY)
    assert (sheet.offer, sheet.wish) == ("Odensehuis", "Ik wil weer schilderen.")
    assert (sheet.resident, sheet.address_lines, sheet.telephone) == ("", (), "")
    assert (sheet.agreed, sheet.goes_along, sheet.at) == ((), "", None)
    assert sheet.agreed_on == DAY


def test_what_was_named_is_passed_on_and_nothing_else(profile: OpenProfile) -> None:
    resident = referred(profile, REPORT)
    (line,) = agreed_lines(REPORT)
    meeting = datetime.combine(DAY, time(10))
    plan = HandOverPlan(tuple(Shared), (line[0], "unknown"), " Riet ", meeting)
    sheet = profile.ask(prepare_hand_over, resident, REFERRAL, PARTNER, plan, DAY)
    assert sheet.resident == "mevrouw S. Voorbeeld"
    assert sheet.address_lines == ("Dorpsstraat 12", "1234 AB Voorbeelddam")
    assert sheet.telephone == "+31600000007"
    assert (sheet.agreed, sheet.goes_along, sheet.at) == ((AGREED,), "Riet", meeting)
    assert "veertig" not in str(sheet)
    assert "opgewekte" not in str(sheet)


@pytest.mark.parametrize("partner", [OFFER, "Odensehuis"])
def test_what_the_resident_said_this_partner_may_know_goes_along(
    profile: OpenProfile, partner: str
) -> None:
    report = with_partner(ConsentAnswer.YES, partner, "Zij schildert graag.", AGREED)
    resident = referred(profile, report)
    plan = HandOverPlan((), [key for key, _ in agreed_lines(report)])
    sheet = profile.ask(prepare_hand_over, resident, REFERRAL, PARTNER, plan, DAY)
    assert sheet.agreed == ("Zij schildert graag.", AGREED)
    assert sheet.wish == ""


@pytest.mark.parametrize("answer", [ConsentAnswer.NO, ConsentAnswer.WITHDRAWN])
def test_a_no_at_this_partner_outranks_everything(
    profile: OpenProfile, answer: ConsentAnswer
) -> None:
    resident = referred(profile, with_partner(answer, "Odensehuis"))
    with pytest.raises(ReferralNotPermittedError):
        profile.ask(prepare_hand_over, resident, REFERRAL, PARTNER, HandOverPlan(), DAY)


@pytest.mark.parametrize("given", [None, False])
def test_without_permission_there_is_no_sheet(profile: OpenProfile, given: bool | None) -> None:
    resident = referred(profile, REPORT, given=given)
    with pytest.raises(ReferralNotPermittedError):
        profile.ask(prepare_hand_over, resident, REFERRAL, PARTNER, HandOverPlan(), DAY)


def test_a_referral_outside_a_visit_has_only_its_own_words(profile: OpenProfile) -> None:
    resident = referred(profile)
    nameless = Partner(OFFER, "")
    sheet = profile.ask(prepare_hand_over, resident, REFERRAL, nameless, HandOverPlan(), DAY)
    assert (sheet.wish, sheet.agreed) == ("Ik wil weer schilderen.", ())
    assert agreed_lines(None) == ()


def test_withdrawn_notes_hide_the_wish_and_the_lines(profile: OpenProfile) -> None:
    report = with_partner(ConsentAnswer.YES, OFFER, "Zij schildert graag.")
    resident = referred(profile, report)
    withdrawn = PermissionWithdrawn(VISIT, ("notes",), DAY)
    profile.record(SubjectKind.RESIDENT, resident, withdrawn)
    plan = HandOverPlan(tuple(Shared), [key for key, _ in agreed_lines(report)])
    sheet = profile.ask(prepare_hand_over, resident, REFERRAL, PARTNER, plan, DAY)
    assert (sheet.wish, sheet.agreed) == ("", ())
