"""Questions about what follows after visits: notes, referrals, the social map and guides."""

from datetime import date
from typing import Any, Final

import msgspec

from huisbezoek.model.domain.cards import OfferCard
from huisbezoek.model.domain.follow_up_events import (
    ReferralResult,
    SignalKind,
    SignalOutcome,
    Urgency,
)
from huisbezoek.model.domain.referrals import ReferralStatus
from huisbezoek.model.domain.signals import SignalStatus
from huisbezoek.model.storage.view import View, to_day
from huisbezoek.model.usecases.ports.follow_up import (
    PublishedGuide,
    ReferralQuestion,
    ReferralRow,
    SignalQuestion,
    SignalRow,
    StoredOffer,
)

_SIGNALS: Final = (
    "SELECT s.signal, r.resident, r.formal_name, s.visit, s.kind, s.urgency, s.status,"
    " s.raised_on, s.raised_by, s.seen_on, s.assigned_to, s.since, s.due_on, s.call_visitor_by,"
    " s.outcome FROM signals s JOIN residents r ON r.number = s.resident WHERE 1"
)
_REFERRALS: Final = (
    "SELECT f.referral, r.resident, r.formal_name, f.visit, f.offer, f.status, f.is_permitted,"
    " f.handed_to, f.result, f.proposed_on, f.proposed_by, f.since, f.due_on"
    " FROM referrals f JOIN residents r ON r.number = f.resident WHERE 1"
)


class FollowUpQueries(View):
    """Answers about what follows after visits."""

    def signals(self, question: SignalQuestion) -> tuple[SignalRow, ...]:
        """The notes asked for, the first due first."""
        statement, values = _SIGNALS, list[object]()
        if question.open_only:
            statement += " AND s.first_due_on IS NOT NULL"
        for column, asked in (
            ("r.resident", question.resident),
            ("s.raised_by", question.raised_by),
        ):
            if asked:
                statement += f" AND {column} = ?"
                values.append(asked)
        order = "ORDER BY s.first_due_on IS NULL, s.first_due_on, s.raised_on, s.signal"
        return tuple(_signal(row) for row in self._rows(f"{statement} {order}", values))

    def referrals(self, question: ReferralQuestion) -> tuple[ReferralRow, ...]:
        """The referrals asked for, the first due first."""
        statement, values = _REFERRALS, list[object]()
        if question.open_only:
            statement += " AND f.due_on IS NOT NULL"
        asked = (
            ("r.resident", question.resident),
            ("f.offer", question.offer),
            ("f.proposed_by", question.proposed_by),
        )
        for column, value in asked:
            if value:
                statement += f" AND {column} = ?"
                values.append(value)
        order = "ORDER BY f.due_on IS NULL, f.due_on, f.proposed_on, f.referral"
        return tuple(_referral(row) for row in self._rows(f"{statement} {order}", values))

    def offers(self) -> tuple[StoredOffer, ...]:
        """The entries of the social map that were added or changed, retired ones too, by id."""
        rows = self._rows("SELECT offer, card FROM offers ORDER BY offer")
        return tuple(
            StoredOffer(row[0], msgspec.json.decode(row[1], type=OfferCard)) for row in rows
        )

    def published_guides(self) -> tuple[PublishedGuide, ...]:
        """The versions of guides that were published, by guide and in order."""
        rows = self._rows(
            "SELECT guide, name, version, document, published_on, author FROM guides"
            " ORDER BY guide, position"
        )
        return tuple(
            PublishedGuide(row[0], row[1], row[2], row[3], date.fromisoformat(row[4]), row[5])
            for row in rows
        )


def _signal(row: Any) -> SignalRow:  # noqa: ANN401 - a row of the database
    return SignalRow(
        signal=row[0],
        resident=row[1],
        formal_name=row[2],
        visit=row[3],
        kind=SignalKind(row[4]),
        urgency=Urgency(row[5]) if row[5] is not None else None,
        status=SignalStatus(row[6]),
        raised_on=date.fromisoformat(row[7]),
        raised_by=row[8],
        seen_on=to_day(row[9]),
        assigned_to=row[10],
        since=date.fromisoformat(row[11]),
        due_on=to_day(row[12]),
        call_visitor_by=to_day(row[13]),
        outcome=SignalOutcome(row[14]) if row[14] is not None else None,
    )


def _referral(row: Any) -> ReferralRow:  # noqa: ANN401 - a row of the database
    return ReferralRow(
        referral=row[0],
        resident=row[1],
        formal_name=row[2],
        visit=row[3],
        offer=row[4],
        status=ReferralStatus(row[5]),
        is_permitted=None if row[6] is None else bool(row[6]),
        handed_to=row[7],
        result=ReferralResult(row[8]) if row[8] is not None else None,
        proposed_on=date.fromisoformat(row[9]),
        proposed_by=row[10],
        since=date.fromisoformat(row[11]),
        due_on=to_day(row[12]),
    )
