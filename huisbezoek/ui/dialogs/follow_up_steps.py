"""Steps with notes and referrals from any page: asks what happened, and keeps it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.cards import OrganisationCard
from huisbezoek.model.domain.signals import SignalState
from huisbezoek.model.domain.social_map import Offer
from huisbezoek.model.usecases.follow_up import NewInvitation, NewSignal
from huisbezoek.model.usecases.follow_up_list import FollowUpCase
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.warm_hand_over import HandOverPlan
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.follow_up_proposal_dialog import FollowUpProposalDialog, Proposal
from huisbezoek.ui.dialogs.follow_up_referral_dialog import (
    FollowUpReferralDialog,
    ReferralDecision,
)
from huisbezoek.ui.dialogs.follow_up_sheet_dialog import FollowUpSheetDialog
from huisbezoek.ui.dialogs.follow_up_signal_dialog import FollowUpSignalDialog, SignalDecision
from huisbezoek.ui.dialogs.step_dialog import StepDialog, StepWords
from huisbezoek.ui.dialogs.steps import Steps
from huisbezoek.ui.widgets.choice import Choice

_CALLED = "called"


@dataclass(frozen=True, slots=True)
class FollowUpUses:
    """What the steps ask and do; the clock is bound already.

    Deeds get the resident and the note or the referral.
    """

    case: Callable[[Reading, str], FollowUpCase]
    offers: Callable[[Reading], tuple[Offer, ...]]
    see: Callable[[Writing, str, str], None]
    decide_signal: Callable[[Writing, str, str, SignalDecision], None]
    call_visitor: Callable[[Writing, str, str], None]
    decide_referral: Callable[[Writing, str, str, ReferralDecision], None]
    propose: Callable[[Writing, str, Proposal], None]
    raise_signal: Callable[[Writing, str, NewSignal], None]
    invite: Callable[[Writing, str, NewInvitation], None]
    shareable: Callable[[Reading, str, str], tuple[tuple[str, str], ...]]
    """The agreed lines of the report that belongs to a referral, with their ids."""
    sheet: Callable[[Reading, str, str, HandOverPlan], Sheet]
    print_sheets: Callable[[QWidget, Sequence[Sheet]], None]
    show_telephone: Callable[[str], str]
    today: Callable[[], date]


class FollowUpSteps(Steps[FollowUpUses]):
    """What was kept shows on the page by itself."""

    def begin_signal(self, resident: str, signal: str, *, closing: bool = False) -> None:
        """Shows a note; from now on its writer sees that it was received."""

        def read(writing: Writing) -> FollowUpCase:
            self._uses.see(writing, resident, signal)
            return self._uses.case(writing, resident)

        self._do(read, lambda case: self._show_signal(case, signal, closing=closing))

    def begin_call(self, resident: str, signal: str) -> None:
        """Asks how the call to the writer of an urgent note went."""
        self._ask(
            lambda reading: self._uses.case(reading, resident),
            lambda case: self._show_call(case, signal),
        )

    def begin_referral(self, resident: str, referral: str, *, closing: bool = False) -> None:
        """Shows a referral and asks what happened."""
        self._ask(
            lambda reading: self._case_and_offers(reading, resident),
            lambda found: self._show_referral(*found, referral, closing=closing),
        )

    def begin_proposal(self, resident: str, line: str = "") -> None:
        """Begins a referral beside a wish, of which `line` is the id when it is known."""
        self._ask(
            lambda reading: self._case_and_offers(reading, resident),
            lambda found: self._show_proposal(*found, line),
        )

    def _case_and_offers(
        self, reading: Reading, resident: str
    ) -> tuple[FollowUpCase, tuple[Offer, ...]]:
        return self._uses.case(reading, resident), self._uses.offers(reading)

    def _show_signal(self, case: FollowUpCase, signal: str, *, closing: bool) -> None:
        state = case.signal(signal)
        if state is None:
            return
        people = people_who_take_up(case.organisation)
        dialog = FollowUpSignalDialog(self._look, self._page.window(), case, state, people)
        if closing:
            dialog.choose_closing()

        def keep() -> None:
            decision = dialog.decision
            if decision is not None:
                self._do(
                    lambda writing: self._uses.decide_signal(
                        writing, case.resident, signal, decision
                    )
                )

        self._open(dialog, keep)

    def _show_call(self, case: FollowUpCase, signal: str) -> None:
        state = case.signal(signal)
        if state is None:
            return
        dialog = StepDialog(self._look, self._page.window(), self._call_words(case, state))

        def keep() -> None:
            if dialog.chosen == _CALLED:
                self._do(lambda writing: self._uses.call_visitor(writing, case.resident, signal))

        self._open(dialog, keep)

    def _call_words(self, case: FollowUpCase, state: SignalState) -> StepWords:
        card = case.visitors.get(state.raised_by)
        name = card.name if card is not None and card.name else _tr("de bezoeker")
        number = card.telephone if card is not None else ""
        words = _tr("{0} schreef op {1} een dringende notitie over {2}. Vraag hoe het gaat.")
        return StepWords(
            title=_tr("Bel {0}").format(name),
            sentence=words.format(
                texts.capital(name), texts.near_date(state.raised_on, self._uses.today()), case.name
            ),
            verb=_tr("&Bewaren"),
            icon="phone",
            number=self._uses.show_telephone(number) if number else "",
            question=_tr("Hoe ging het?"),
            choices=(
                Choice(_CALLED, _tr("Wij hebben elkaar gesproken")),
                Choice("not_reached", _tr("Geen gehoor: ik probeer het later nog eens")),
            ),
        )

    def _show_referral(
        self, case: FollowUpCase, offers: tuple[Offer, ...], referral: str, *, closing: bool
    ) -> None:
        state = case.referral(referral)
        if state is None:
            return
        offer = offer_name(offers, state.offer)
        dialog = FollowUpReferralDialog(self._look, self._page.window(), case, state, offer)
        if closing:
            dialog.choose_closing()

        def keep() -> None:
            decision = dialog.decision
            if decision is not None:
                self._do(
                    lambda writing: self._uses.decide_referral(
                        writing, case.resident, referral, decision
                    )
                )

        dialog.sheet_asked.connect(lambda: self._begin_sheet(case.resident, referral, offer))
        self._open(dialog, keep)

    def _begin_sheet(self, resident: str, referral: str, offer: str) -> None:
        self._ask(
            lambda reading: self._uses.shareable(reading, resident, referral),
            lambda lines: self._show_sheet(resident, referral, offer, lines),
        )

    def _show_sheet(
        self, resident: str, referral: str, offer: str, lines: Sequence[tuple[str, str]]
    ) -> None:
        dialog = FollowUpSheetDialog(self._look, self._page.window(), offer, lines)

        def make() -> None:
            plan = dialog.plan
            if plan is not None:
                self._ask(
                    lambda reading: self._uses.sheet(reading, resident, referral, plan),
                    lambda sheet: self._uses.print_sheets(self._page, (sheet,)),
                )

        self._open(dialog, make)

    def _show_proposal(self, case: FollowUpCase, offers: tuple[Offer, ...], line: str) -> None:
        dialog = FollowUpProposalDialog(self._look, self._page.window(), case, offers)
        dialog.choose_wish(line)

        def keep() -> None:
            proposal = dialog.proposal
            if proposal is not None:
                self._do(lambda writing: self._uses.propose(writing, case.resident, proposal))

        self._open(dialog, keep)


def people_who_take_up(card: OrganisationCard) -> tuple[str, ...]:
    """Who takes notes up, with their function: from the settings, as far as they are filled in."""
    known = (
        (card.coordinator_name, _tr("{0}, coördinator")),
        (card.senior_adviser_name, _tr("{0}, ouderenadviseur")),
        (card.attention_officer_name, _tr("{0}, aandachtsfunctionaris")),
    )
    return tuple(words.format(name) for name, words in known if name)


def offer_name(offers: tuple[Offer, ...], offer: str) -> str:
    """The name of an entry of the social map; an entry that is not known is said to be so."""
    found = next((one.card.name for one in offers if one.offer == offer), "")
    return found or _tr("een aanbod dat niet meer bekend is")


def _tr(text: str) -> str:
    return QCoreApplication.translate("FollowUpSteps", text)
