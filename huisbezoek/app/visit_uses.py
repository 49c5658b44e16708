"""Binds the use cases of Vandaag, the talk and Inleveren."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from huisbezoek.app.binding import Binding
from huisbezoek.app.guide_uses import guide_lift_uses
from huisbezoek.model.domain.events import CallOutcome, CancelledBy
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.reports import Report, ReportDraft
from huisbezoek.model.usecases import ladder, social_map, visits
from huisbezoek.model.usecases.aftercare import aftercare_talk
from huisbezoek.model.usecases.agenda import surroundings
from huisbezoek.model.usecases.follow_up import own_notes
from huisbezoek.model.usecases.guide_library import guides_for_visit
from huisbezoek.model.usecases.partners import partner_visits
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.referrals import propose_from_report
from huisbezoek.model.usecases.talk import Talk, hand_in_talk, open_talk, save_talk
from huisbezoek.model.usecases.today import today_view

if TYPE_CHECKING:
    from huisbezoek.ui.dialogs.ladder_steps import LadderUses
    from huisbezoek.ui.pages.hand_in_page import HandInUses
    from huisbezoek.ui.pages.paper_page import PaperUses
    from huisbezoek.ui.pages.talk_page import TalkUses
    from huisbezoek.ui.pages.today_page import TodayUses
    from huisbezoek.ui.printing import PrintLook


def today_uses(bound: Binding, look: "PrintLook | None" = None) -> "TodayUses":
    """What Vandaag asks and does; with the letters of what is printed it offers papers."""
    from huisbezoek.app.paper_uses import paper_print_uses
    from huisbezoek.ui.pages.today_page import TodayUses

    today, random_bytes = bound.today, bound.parts.random_bytes

    def log_call(writing: Writing, visit: str, outcome: CallOutcome, until: date | None) -> None:
        visits.log_call(writing, visit, outcome, at=bound.naive_now(), until=until)

    def appoint(writing: Writing, chosen: tuple[str, ...], new: visits.NewAppointment) -> str:
        return visits.make_appointment(
            writing, chosen, new, today=today(), random_bytes=random_bytes
        )

    def cancel(writing: Writing, visit: str, by: CancelledBy, declined: bool) -> None:  # noqa: FBT001 - the page's own signature
        visits.cancel_appointment(writing, visit, by, today=today(), declined=declined)

    def aftercare(writing: Writing, visit: str, waived: bool) -> None:  # noqa: FBT001 - idem
        visits.finish_aftercare(writing, visit, today=today(), waived=waived)

    return TodayUses(
        view=lambda reading: today_view(reading, visitor=bound.person, today=today()),
        log_call=log_call,
        make_appointment=appoint,
        confirm=lambda writing, visit: visits.confirm_appointment(writing, visit, today=today()),
        cancel=cancel,
        not_at_home=lambda writing, visit: visits.not_at_home(writing, visit, today=today()),
        send_card=lambda writing, visit: visits.send_card(writing, visit, today=today()),
        close_unreached=lambda writing, visit: visits.close_unreached(
            writing, visit, today=today()
        ),
        finish_aftercare=aftercare,
        aftercare=aftercare_talk,
        offer_name=lambda reading, offer: next(
            (
                one.card.name
                for one in social_map.offers(reading, bound.parts.offers)
                if one.offer == offer
            ),
            "",
        ),
        own_notes=lambda reading: own_notes(reading, bound.person),
        partner_visits=partner_visits,
        show_telephone=bound.show_telephone,
        first_name=bound.person_name.split(" ", 1)[0],
        now=bound.naive_now,
        papers=paper_print_uses(bound, look) if look is not None else None,
        around=lambda reading, chosen: surroundings(
            reading, chosen, visitor=bound.person, now=bound.naive_now()
        ),
        ladder=_ladder_uses(bound),
    )


def _ladder_uses(bound: Binding) -> "LadderUses":
    from huisbezoek.ui.dialogs.ladder_steps import LadderUses

    today = bound.today
    return LadderUses(
        postpone=lambda writing, visit, until: ladder.postpone(
            writing, visit, until, today=today()
        ),
        ask_second_letter=lambda writing, visit: ladder.ask_second_letter(
            writing, visit, today=today()
        ),
        hand_back=lambda writing, visits, back: ladder.hand_back(
            writing,
            visits,
            bound.person,
            today=today(),
            reason=back.reason,
            rather_not=back.rather_not,
        ),
        today=today,
    )


def talk_uses(
    bound: Binding, lock: Callable[[], None], look: "PrintLook | None" = None
) -> "TalkUses":
    """What the talk asks and does; `lock` closes the profile, `look` are the letters of paper."""
    from huisbezoek.app.paper_uses import paper_print_uses
    from huisbezoek.ui.pages.talk_page import TalkUses

    return TalkUses(
        view=talk_view(bound),
        save=lambda writing, draft: save_talk(writing, draft, now=bound.parts.now()),
        now=bound.parts.now,
        lock=lock,
        show_telephone=bound.show_telephone,
        lift=guide_lift_uses(bound),
        papers=paper_print_uses(bound, look) if look is not None else None,
    )


def paper_uses(bound: Binding) -> "PaperUses":
    """What Van papier overtypen asks and does."""
    from huisbezoek.ui.pages.paper_page import PaperUses

    return PaperUses(
        view=talk_view(bound),
        save=lambda writing, draft: save_talk(writing, draft, now=bound.parts.now()),
        now=bound.parts.now,
    )


def hand_in_uses(bound: Binding, look: "PrintLook | None" = None) -> "HandInUses":
    """What Inleveren asks and does; with the letters of what is printed it offers papers."""
    from huisbezoek.app.paper_uses import paper_print_uses
    from huisbezoek.ui.models.report_words import line_words
    from huisbezoek.ui.pages.hand_in_page import HandInUses

    def hand_in(writing: Writing, draft: ReportDraft, guide: ConversationGuide) -> Report:
        report = hand_in_talk(writing, draft, guide, today=bound.today())
        known = social_map.offers(writing, bound.parts.offers)
        propose_from_report(writing, report, known, line_words, on=bound.today())
        return report

    return HandInUses(
        view=talk_view(bound),
        save=lambda writing, draft: save_talk(writing, draft, now=bound.parts.now()),
        hand_in=hand_in,
        now=bound.parts.now,
        offers=lambda reading: [
            (one.offer, one.card.name)
            for one in social_map.offers(reading, bound.parts.offers)
            if not one.card.retired
        ],
        show_telephone=bound.show_telephone,
        papers=paper_print_uses(bound, look) if look is not None else None,
    )


def talk_view(bound: Binding) -> Callable[[Reading, str], Talk]:
    """How the talk of a visit is opened: with the guides, visitor and clock of this profile."""

    def view(reading: Reading, visit: str) -> Talk:
        chosen = guides_for_visit(reading, bound.parts.guides, visit)
        return open_talk(
            reading,
            visit,
            chosen.guides,
            visitor=bound.person,
            today=bound.today(),
            earlier_guides=chosen.earlier,
        )

    return view
