"""What a visitor reads of the own notes and referrals: received or not, and how it stands."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.aftercare import AftercareTalk
from huisbezoek.model.usecases.ports.follow_up import SignalRow
from huisbezoek.ui import texts
from huisbezoek.ui.models.follow_up_words import referral_now

_SHOWN_DAYS = 30


def own_notes(rows: Iterable[SignalRow], coordinator: str, today: date) -> tuple[str, ...]:
    """A sentence for each note of the last month, the last one first; of its content nothing."""
    shown = [row for row in rows if row.raised_on >= today - timedelta(days=_SHOWN_DAYS)]
    shown.sort(key=lambda row: (row.raised_on, row.signal), reverse=True)
    return tuple(_sentence(row, coordinator, today) for row in shown)


def aftercare_words(talks: Iterable[AftercareTalk], offers: Mapping[str, str]) -> str:
    """What was agreed and where referrals stand, a line each; and whether calling was asked."""
    lines: list[str] = []
    referrals: dict[str, str] = {}
    unasked = False
    for talk in talks:
        unasked = unasked or talk.is_permitted is None
        lines += [_tr("Afgesproken: {0}").format(line) for line in talk.agreed]
        for one in talk.referrals:
            if one.is_open:
                name = offers.get(one.offer, "")
                referrals[one.referral] = _tr("Naar {0}: {1}.").format(name, referral_now(one))
    if unasked:
        lines.append(_tr("Er is niet gevraagd of bellen mag. Vraag dat eerst."))
    return "\n".join(dict.fromkeys((*lines, *referrals.values())))


def _sentence(row: SignalRow, coordinator: str, today: date) -> str:
    written = texts.near_date(row.raised_on, today)
    if row.seen_on is None:
        words = _tr("Notitie over {0} van {1}: nog niet ontvangen.")
        return words.format(row.formal_name, written)
    words = _tr("Notitie over {0} van {1}: ontvangen door {2} op {3}.")
    return words.format(row.formal_name, written, coordinator, texts.near_date(row.seen_on, today))


def _tr(text: str) -> str:
    return QCoreApplication.translate("TodayPage", text)
