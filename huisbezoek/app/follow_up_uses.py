"""Binds the use cases of Signalen en vervolg."""

from dataclasses import replace
from datetime import datetime

from huisbezoek.app.binding import Binding
from huisbezoek.model.domain.follow_up_events import SignalKind
from huisbezoek.model.domain.referrals import ReferralCommand
from huisbezoek.model.domain.reports import CoordinatorNote
from huisbezoek.model.domain.signals import SignalCommand
from huisbezoek.model.usecases import (
    follow_up,
    follow_up_list,
    referrals,
    social_map,
    unsaved_words,
)
from huisbezoek.model.usecases.permission import report_of
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.warm_hand_over import (
    HandOverPlan,
    Partner,
    agreed_lines,
    prepare_hand_over,
)
from huisbezoek.ui.dialogs.addition_steps import AdditionUses
from huisbezoek.ui.dialogs.after_visit import AfterVisitUses
from huisbezoek.ui.dialogs.follow_up_proposal_dialog import Proposal
from huisbezoek.ui.dialogs.follow_up_referral_dialog import ReferralDecision
from huisbezoek.ui.dialogs.follow_up_signal_dialog import SignalDecision
from huisbezoek.ui.dialogs.follow_up_steps import FollowUpUses, offer_name
from huisbezoek.ui.dialogs.note_steps import NoteUses
from huisbezoek.ui.pages.follow_up_page import FollowUpPageUses
from huisbezoek.ui.paper import print_on_paper
from huisbezoek.ui.printing import PrintLook


def follow_up_uses(bound: Binding, look: PrintLook) -> FollowUpUses:
    """What the steps with notes and referrals ask and do."""
    parts, today = bound.parts, bound.today

    def decide_referral(
        writing: Writing, resident: str, referral: str, decision: ReferralDecision
    ) -> None:
        _decide_referral(bound, writing, (resident, referral), decision)

    def decide_signal(
        writing: Writing, resident: str, signal: str, decision: SignalDecision
    ) -> None:
        _decide_signal(bound, writing, (resident, signal), decision)

    def propose(writing: Writing, resident: str, proposal: Proposal) -> None:
        new = referrals.NewReferral(proposal.offer, proposal.wish, proposal.visit)
        referral = referrals.propose_referral(
            writing, resident, new, random_bytes=parts.random_bytes, on=today()
        )
        if proposal.permitted is not None:
            referrals.enter_permission(
                writing, resident, referral, given=proposal.permitted, on=today()
            )

    def shareable(reading: Reading, resident: str, referral: str) -> tuple[tuple[str, str], ...]:
        visit = referrals.referral_of(reading, resident, referral).visit
        return agreed_lines(report_of(reading, visit)) if visit else ()

    return FollowUpUses(
        case=follow_up_list.follow_up_case,
        offers=lambda reading: social_map.offers(reading, parts.offers),
        see=lambda writing, resident, signal: follow_up.see_signal(
            writing, resident, signal, on=today()
        ),
        decide_signal=decide_signal,
        call_visitor=lambda writing, resident, signal: follow_up.call_visitor(
            writing, resident, signal, on=today()
        ),
        decide_referral=decide_referral,
        propose=propose,
        raise_signal=lambda writing, resident, new: _raise_signal(bound, writing, resident, new),
        invite=lambda writing, resident, new: follow_up.invite_to(
            writing, resident, new, on=today()
        ),
        shareable=shareable,
        sheet=lambda reading, resident, referral, plan: _sheet(
            bound, reading, (resident, referral), plan
        ),
        print_sheets=lambda parent, sheets: print_on_paper(parent, sheets, look),
        show_telephone=bound.show_telephone,
        today=today,
    )


def follow_up_page_uses(bound: Binding, look: PrintLook) -> FollowUpPageUses:
    """What Signalen en vervolg asks and does."""
    return FollowUpPageUses(
        view=follow_up_list.follow_up_list,
        close_follow_up=lambda writing, visit: follow_up_list.close_follow_up(
            writing, visit, today=bound.today()
        ),
        steps=follow_up_uses(bound, look),
        reader=follow_up_list.Reader(bound.person, bound.person_name),
    )


def note_uses(bound: Binding) -> NoteUses:
    """What a note outside a talk asks and does."""

    def raise_note(writing: Writing, resident: str, note: CoordinatorNote) -> None:
        on = bound.today()
        called = datetime.combine(on, note.called_at) if note.called_at is not None else None
        new = follow_up.NewSignal(
            kind=note.kind if note.kind is not None else SignalKind.OTHER,
            text=note.text,
            urgency=note.urgency,
            reached=note.call,
            called_at=called,
            reason=note.reason,
        )
        follow_up.raise_signal(writing, resident, new, random_bytes=bound.parts.random_bytes, on=on)

    return NoteUses(
        organisation=lambda reading: reading.organisation(),
        raise_note=raise_note,
        unsaved=unsaved_words.unsaved_note,
        keep_unsaved=lambda writing, resident, note: unsaved_words.keep_unsaved_note(
            writing, resident, note, now=bound.parts.now()
        ),
        show_telephone=bound.show_telephone,
        now=bound.naive_now,
    )


def after_visit_uses(bound: Binding, look: PrintLook) -> AfterVisitUses:
    """What the card of a resident asks and does besides visits; it depends on the role."""
    if not bound.is_coordinator:
        return AfterVisitUses(note_uses(bound))
    return AfterVisitUses(
        note=note_uses(bound),
        follow_up=follow_up_uses(bound, look),
        addition=AdditionUses(
            ask=lambda writing, visit, question: follow_up_list.ask_addition(
                writing, visit, question, today=bound.today()
            ),
            unsaved=unsaved_words.unsaved_question,
            keep_unsaved=lambda writing, visit, question: unsaved_words.keep_unsaved_question(
                writing, visit, question, now=bound.parts.now()
            ),
        ),
    )


def _sheet(bound: Binding, reading: Reading, about: tuple[str, str], plan: HandOverPlan) -> Sheet:
    (resident, referral), parts = about, bound.parts
    offer = referrals.referral_of(reading, resident, referral).offer
    name = offer_name(social_map.offers(reading, parts.offers), offer)
    partner = Partner(offer, name)
    prepared = prepare_hand_over(reading, resident, referral, partner, plan, bound.today())
    readable = replace(
        prepared,
        sender=bound.readable(prepared.sender),
        telephone=bound.show_telephone(prepared.telephone),
    )
    return parts.documents.warm_hand_over(readable)


def _raise_signal(
    bound: Binding, writing: Writing, resident: str, new: follow_up.NewSignal
) -> None:
    random_bytes = bound.parts.random_bytes
    follow_up.raise_signal(writing, resident, new, random_bytes=random_bytes, on=bound.today())


def _decide_signal(
    bound: Binding, writing: Writing, about: tuple[str, str], decision: SignalDecision
) -> None:
    resident, signal = about
    on = bound.today()
    if decision.command is SignalCommand.ASSIGN:
        follow_up.assign_signal(writing, resident, signal, decision.words, on=on)
    elif decision.command is SignalCommand.ACT:
        follow_up.act_on_signal(writing, resident, signal, decision.words, on=on)
    elif decision.outcome is not None:
        follow_up.close_signal(writing, resident, signal, decision.outcome, on=on)


def _decide_referral(
    bound: Binding, writing: Writing, about: tuple[str, str], decision: ReferralDecision
) -> None:
    resident, referral = about
    on = bound.today()
    match decision.command:
        case ReferralCommand.ENTER_PERMISSION:
            referrals.enter_permission(writing, resident, referral, given=decision.yes, on=on)
        case ReferralCommand.HAND_OVER:
            referrals.hand_over_referral(
                writing, resident, referral, warm=decision.yes, to=decision.to, on=on
            )
        case ReferralCommand.REMIND:
            referrals.remind_partner(writing, resident, referral, on=on)
        case ReferralCommand.ACCEPT:
            referrals.accept_referral(writing, resident, referral, on=on)
        case ReferralCommand.ENTER_RESULT if decision.result is not None:
            referrals.enter_result(writing, resident, referral, decision.result, on=on)
        case _:
            referrals.close_referral(writing, resident, referral, on=on)
