"""What follows for one resident: each note and referral with its history and its next act."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.follow_up_events import InvitedTo
from huisbezoek.model.domain.referrals import ReferralState
from huisbezoek.model.domain.reports import ReportLine
from huisbezoek.model.domain.signals import SignalState
from huisbezoek.model.domain.social_map import Offer
from huisbezoek.model.domain.wishes import helps_others, offers_for_line
from huisbezoek.model.usecases.follow_up_list import FollowUpCase
from huisbezoek.model.usecases.ports.work import Reading
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.follow_up_steps import FollowUpSteps, FollowUpUses, offer_name
from huisbezoek.ui.models import follow_up_words
from huisbezoek.ui.models.contact_words import contact_words
from huisbezoek.ui.models.report_words import line_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.action_row import ActionRow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.text import FactRow, Text
from huisbezoek.ui.workbench import Workbench


class FollowUpCard(QWidget):
    """`shown` tells whether there is something to show; `load` asks for another resident."""

    shown = Signal(bool)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: FollowUpUses, page: QWidget
    ) -> None:
        super().__init__()
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._resident = ""
        self.steps = FollowUpSteps(workbench, look, uses, page)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def load(self, resident: str) -> None:
        """Reads the notes and referrals of a resident."""
        if resident != self._resident:
            self.hide()
        self._resident = resident

        def question(reading: Reading) -> tuple[FollowUpCase, tuple[Offer, ...]]:
            return self._uses.case(reading, resident), self._uses.offers(reading)

        self._workbench.ask(question, lambda found: self._show(*found), self.steps.failed.emit)

    def forget(self) -> None:
        """Shows nobody."""
        self._resident = ""
        self.hide()

    def _show(self, case: FollowUpCase, offers: tuple[Offer, ...]) -> None:
        if case.resident != self._resident:
            return
        cleared(self._box)
        known = case.follow_up
        refer = Button(self._look, _tr("&Doorverwijzen"), "flush", "heart-handshake")
        refer.setObjectName("begin_referral")
        refer.clicked.connect(lambda: self.steps.begin_proposal(case.resident))
        card = Card(self._look, _tr("Vervolg"), icon="flag", action=refer)
        card.setObjectName("resident_follow_up")
        for row in (
            *self._open_rows(case, offers),
            *self._helping_rows(case, offers),
            *self._closed_rows(case, offers),
            *self._invitation_rows(case),
        ):
            card.body.addWidget(row)
        contacts = Text(self._look, contact_words(case.contacts), tone="muted")
        contacts.setObjectName("contacts_so_far")
        card.body.addWidget(contacts)
        self._box.addWidget(card)
        is_something = bool(known.signals or known.referrals or known.invitations or case.wishes)
        self.setVisible(is_something)
        self.shown.emit(is_something)

    def _open_rows(self, case: FollowUpCase, offers: tuple[Offer, ...]) -> Iterator[QWidget]:
        for state in case.follow_up.signals:
            if state.is_open or state.call_visitor_by is not None:
                yield self._signal_row(case, state)
        for referral in case.follow_up.referrals:
            if referral.is_open:
                yield self._referral_row(case, referral, offer_name(offers, referral.offer))

    def _signal_row(self, case: FollowUpCase, state: SignalState) -> ActionRow:
        buttons = []
        if state.call_visitor_by is not None:
            call = Button(self._look, _tr("Bel de bezoeker"), "row", "phone")
            call.setObjectName("call_visitor")
            call.clicked.connect(lambda: self.steps.begin_call(case.resident, state.signal))
            buttons.append(call)
        if state.is_open:
            words, icon = follow_up_words.act_of_signal(state.status)
            act = Button(self._look, words, "row", icon)
            act.setObjectName("act_on_signal")
            act.clicked.connect(lambda: self.steps.begin_signal(case.resident, state.signal))
            buttons.append(act)
        haste = texts.capital(follow_up_words.urgency(state.urgency))
        fact = f"{haste}: {follow_up_words.about(state.kind)}"
        lines = follow_up_words.signal_lines(state, case.visitors)
        return ActionRow(self._look, "notebook-pen", fact, lines, buttons)

    def _referral_row(self, case: FollowUpCase, state: ReferralState, offer: str) -> ActionRow:
        act = Button(self._look, _tr("Bijwerken"), "row", "pencil")
        act.setObjectName("act_on_referral")
        act.clicked.connect(lambda: self.steps.begin_referral(case.resident, state.referral))
        fact = _tr("Naar {0}: {1}").format(offer, follow_up_words.referral_now(state))
        lines = (state.wish, *follow_up_words.referral_lines(state))
        return ActionRow(self._look, "heart-handshake", fact, lines, (act,))

    def _helping_rows(self, case: FollowUpCase, offers: tuple[Offer, ...]) -> Iterator[QWidget]:
        """Who wants to do something for somebody else, until that was proposed somewhere."""
        proposed = {one.offer for one in case.follow_up.referrals}
        line = next((one for one in case.wishes if helps_others(one)), None)
        fitting = offers_for_line(offers, line)[:1] if line is not None else ()
        if line is not None and fitting and fitting[0].offer not in proposed:
            yield self._helping_row(case, line, fitting[0])

    def _helping_row(self, case: FollowUpCase, line: ReportLine, offer: Offer) -> ActionRow:
        refer = Button(self._look, _tr("Voorstellen"), "row", "heart-handshake")
        refer.setObjectName("propose_volunteering")
        refer.clicked.connect(lambda: self.steps.begin_proposal(case.resident, line.id))
        words = _tr("Past bij: {0}.").format(offer.card.name)
        return ActionRow(self._look, "hand-heart", line_words(line), (words,), (refer,))

    def _invitation_rows(self, case: FollowUpCase) -> Iterator[QWidget]:
        for stamped in case.follow_up.invitations:
            event = stamped.event
            if isinstance(event, InvitedTo):
                fact = _tr("Uitgenodigd: {0}").format(event.words)
                yield FactRow(self._look, "calendar-plus", fact, _meeting(event.meeting_on))

    def _closed_rows(self, case: FollowUpCase, offers: tuple[Offer, ...]) -> Iterator[QWidget]:
        for state in case.follow_up.signals:
            if not state.is_open and state.call_visitor_by is None:
                lines = follow_up_words.signal_lines(state, case.visitors)
                fact = follow_up_words.about(state.kind)
                yield FactRow(self._look, "check", fact, "\n".join(lines))
        for referral in case.follow_up.referrals:
            if not referral.is_open:
                name = offer_name(offers, referral.offer)
                fact = _tr("Naar {0}: {1}").format(name, follow_up_words.referral_now(referral))
                lines = follow_up_words.referral_lines(referral)
                yield FactRow(self._look, "check", fact, "\n".join(lines))


def _meeting(on: date | None) -> str:
    return _tr("Voor {0}.").format(texts.plain_date(on)) if on is not None else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("follow_up", text)
