"""Words for notes and referrals: what each is about, what waits, since when, and the next act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.follow_up_events import (
    ReferralResult,
    SignalKind,
    SignalOutcome,
    ToldBy,
    Urgency,
)
from huisbezoek.model.domain.open_loops import LoopKind
from huisbezoek.model.domain.referrals import ReferralState, ReferralStatus
from huisbezoek.model.domain.signals import SignalState, SignalStatus
from huisbezoek.model.usecases.follow_up_list import WaitingLoop
from huisbezoek.model.usecases.ports.follow_up import ReferralRow, SignalRow
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.note_words import OBSERVATIONS, observation

OfferName = Callable[[str], str]
"""The name of an entry of the social map by its identifier."""


@dataclass(frozen=True, slots=True)
class ChipWords:
    """The words of a chip, its tone, and an icon of its own when it has one."""

    text: str
    tone: Literal["wait", "today", "plain", "lost"] = "plain"
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class LoopWords:
    """One row of the list: who, about what, the chip, why now, and the next act."""

    name: str
    about: str
    chip: ChipWords
    why: str
    act: str
    icon: str


URGENCIES: Final[Mapping[Urgency | None, str]] = {
    Urgency.DANGER_NOW: QT_TRANSLATE_NOOP("follow_up", "nu gevaar"),
    Urgency.CALL_TODAY: QT_TRANSLATE_NOOP("follow_up", "vandaag bellen"),
    Urgency.WITHIN_TWO_DAYS: QT_TRANSLATE_NOOP("follow_up", "binnen 2 dagen"),
    Urgency.CAN_WAIT: QT_TRANSLATE_NOOP("follow_up", "kan wachten"),
    None: QT_TRANSLATE_NOOP("follow_up", "geen haast gekozen"),
}
OUTCOMES: Final[Mapping[SignalOutcome, str]] = {
    SignalOutcome.HELP_ARRANGED: QT_TRANSLATE_NOOP("follow_up", "Er is hulp geregeld"),
    SignalOutcome.REFERRED: QT_TRANSLATE_NOOP("follow_up", "Doorverwezen"),
    SignalOutcome.TALKED_OVER: QT_TRANSLATE_NOOP("follow_up", "Samen besproken"),
    SignalOutcome.RESIDENT_DECLINED: QT_TRANSLATE_NOOP("follow_up", "De inwoner wil geen hulp"),
    SignalOutcome.PASSED_ON: QT_TRANSLATE_NOOP(
        "follow_up", "Doorgegeven aan de aandachtsfunctionaris"
    ),
    SignalOutcome.NOTHING_NEEDED: QT_TRANSLATE_NOOP("follow_up", "Er was niets nodig"),
}
TOLD_BY: Final[Mapping[ToldBy, str]] = {
    ToldBy.RESIDENT: QT_TRANSLATE_NOOP("follow_up", "de inwoner zelf"),
    ToldBy.FAMILY: QT_TRANSLATE_NOOP("follow_up", "familie"),
    ToldBy.NEIGHBOUR: QT_TRANSLATE_NOOP("follow_up", "een buur"),
    ToldBy.GENERAL_PRACTITIONER: QT_TRANSLATE_NOOP("follow_up", "de huisarts"),
    ToldBy.HOME_CARE: QT_TRANSLATE_NOOP("follow_up", "de thuiszorg"),
    ToldBy.ORGANISATION: QT_TRANSLATE_NOOP("follow_up", "een organisatie"),
    ToldBy.OTHER: QT_TRANSLATE_NOOP("follow_up", "iemand anders"),
}
RESULTS: Final[Mapping[ReferralResult, str]] = {
    ReferralResult.STARTED: QT_TRANSLATE_NOOP("follow_up", "Is begonnen"),
    ReferralResult.WAITING: QT_TRANSLATE_NOOP("follow_up", "Staat op een wachtlijst"),
    ReferralResult.NOT_SUITABLE: QT_TRANSLATE_NOOP("follow_up", "Past niet"),
    ReferralResult.STOPPED: QT_TRANSLATE_NOOP("follow_up", "Is gestopt"),
}
REFERRAL_STATUSES: Final[Mapping[ReferralStatus, str]] = {
    ReferralStatus.PROPOSED: QT_TRANSLATE_NOOP("follow_up", "voorgesteld"),
    ReferralStatus.REFUSED: QT_TRANSLATE_NOOP("follow_up", "wil liever niet"),
    ReferralStatus.PERMITTED: QT_TRANSLATE_NOOP("follow_up", "mag worden doorgegeven"),
    ReferralStatus.HANDED_OVER: QT_TRANSLATE_NOOP("follow_up", "doorgegeven"),
    ReferralStatus.ACCEPTED: QT_TRANSLATE_NOOP("follow_up", "opgepakt"),
    ReferralStatus.RESULT_KNOWN: QT_TRANSLATE_NOOP("follow_up", "uitkomst bekend"),
    ReferralStatus.CLOSED: QT_TRANSLATE_NOOP("follow_up", "afgesloten"),
}
_SIGNAL_ACTS: Final[Mapping[SignalStatus, tuple[str, str]]] = {
    SignalStatus.RAISED: (QT_TRANSLATE_NOOP("follow_up", "Notitie lezen"), "file-text"),
    SignalStatus.SEEN: (QT_TRANSLATE_NOOP("follow_up", "Iemand kiezen"), "user-check"),
    SignalStatus.ASSIGNED: (QT_TRANSLATE_NOOP("follow_up", "Bijwerken"), "pencil"),
    SignalStatus.ACTED: (QT_TRANSLATE_NOOP("follow_up", "Bijwerken"), "pencil"),
}
_LOOP_ACTS: Final[Mapping[LoopKind, tuple[str, str]]] = {
    LoopKind.CALL_VISITOR: (QT_TRANSLATE_NOOP("follow_up", "Bel de bezoeker"), "phone"),
    LoopKind.ASK_PERMISSION: (QT_TRANSLATE_NOOP("follow_up", "Toestemming vragen"), "phone"),
    LoopKind.HAND_OVER: (QT_TRANSLATE_NOOP("follow_up", "Doorgeven"), "send"),
    LoopKind.REMIND_PARTNER: (QT_TRANSLATE_NOOP("follow_up", "Antwoord vragen"), "phone"),
    LoopKind.ASK_RESULT: (QT_TRANSLATE_NOOP("follow_up", "Uitkomst vragen"), "phone"),
    LoopKind.CLOSE_REFERRAL: (QT_TRANSLATE_NOOP("follow_up", "Afsluiten"), "check"),
}


def loop_words(
    one: WaitingLoop, visitors: Mapping[str, VisitorCard], offer: OfferName, today: date
) -> LoopWords:
    """The row of a loop."""
    if one.signal is None:
        return _referral_row(one, offer, today)
    if one.loop.loop.kind is LoopKind.CALL_VISITOR:
        return _visitor_row(one, one.signal, visitors, today)
    row = one.signal
    act, icon = _SIGNAL_ACTS.get(row.status, _SIGNAL_ACTS[SignalStatus.SEEN])
    who = _visitor_name(row.raised_by, visitors)
    return LoopWords(
        texts.capital(one.loop.formal_name),
        about(row.kind),
        _signal_chip(one, row, today),
        f"{_signal_why(row, who, today)} {_open_since(one, today)}",
        say(act),
        icon,
    )


def about(kind: SignalKind) -> str:
    """What a note is about: the observation, or that it is in own words."""
    if kind in OBSERVATIONS:
        return observation(kind)
    return say(QT_TRANSLATE_NOOP("follow_up", "Een notitie in eigen woorden."))


def urgency(code: Urgency | None) -> str:
    """'vandaag bellen'."""
    return say(URGENCIES[code])


def outcome_words(code: SignalOutcome, on: date | None) -> str:
    """'Doorgegeven aan de aandachtsfunctionaris op 3 maart 2027': how and when it was closed."""
    words = say(OUTCOMES[code])
    if on is None:
        return f"{words}."
    return say(QT_TRANSLATE_NOOP("follow_up", "{0} op {1}.")).format(words, texts.plain_date(on))


def signal_lines(state: SignalState, visitors: Mapping[str, VisitorCard]) -> tuple[str, ...]:
    """The history of a note, one sentence for each step, the first one first."""
    who = _visitor_name(state.raised_by, visitors)
    lines = [
        say(QT_TRANSLATE_NOOP("follow_up", "{0}: genoteerd door {1}.")).format(
            texts.short_date(state.raised_on), who
        )
    ]
    if state.told_by is not None:
        words = say(QT_TRANSLATE_NOOP("follow_up", "Verteld door {0}."))
        lines.append(words.format(say(TOLD_BY[state.told_by])))
    if state.agreed:
        lines.append(say(QT_TRANSLATE_NOOP("follow_up", "Opschrijven mocht van de inwoner.")))
    if state.reached is not None:
        lines.append(_reached(state))
    if state.seen_on is not None:
        words = say(QT_TRANSLATE_NOOP("follow_up", "{0}: gelezen."))
        lines.append(words.format(texts.short_date(state.seen_on)))
    if state.assigned_on is not None:
        words = say(QT_TRANSLATE_NOOP("follow_up", "{0}: {1} pakt het op."))
        lines.append(words.format(texts.short_date(state.assigned_on), state.assigned_to))
    lines += [f"{texts.short_date(act.on)}: {act.words}" for act in state.acts]
    if state.visitor_called_on is not None:
        words = say(QT_TRANSLATE_NOOP("follow_up", "{0}: {1} is gebeld om te horen hoe het gaat."))
        lines.append(words.format(texts.short_date(state.visitor_called_on), texts.capital(who)))
    if state.outcome is not None:
        lines.append(outcome_words(state.outcome, state.closed_on))
    return tuple(lines)


def signal_text(state: SignalState) -> str:
    """The words of a note, or why they are not there any more."""
    if state.is_withheld:
        return say(
            QT_TRANSLATE_NOOP(
                "follow_up", "De toestemming is ingetrokken. De woorden zijn niet meer te lezen."
            )
        )
    reason = say(QT_TRANSLATE_NOOP("follow_up", "Waarom het niet kon wachten: {0}"))
    return "\n".join(
        part for part in (state.text, reason.format(state.reason) if state.reason else "") if part
    )


def referral_lines(state: ReferralState) -> tuple[str, ...]:
    """The history of a referral, one sentence for each step, the first one first."""
    steps: list[tuple[date | None, str]] = [
        (state.proposed_on, say(QT_TRANSLATE_NOOP("follow_up", "voorgesteld."))),
    ]
    if state.is_permitted is not None:
        said = (
            QT_TRANSLATE_NOOP("follow_up", "de inwoner vindt doorgeven goed.")
            if state.is_permitted
            else QT_TRANSLATE_NOOP("follow_up", "de inwoner wil liever niet.")
        )
        steps.append((state.answered_on, say(said)))
    together = (
        QT_TRANSLATE_NOOP("follow_up", "samen met de inwoner doorgegeven aan {0}.")
        if state.is_warm
        else QT_TRANSLATE_NOOP("follow_up", "doorgegeven aan {0}.")
    )
    steps.append((state.handed_over_on, say(together).format(state.handed_to)))
    steps.append((state.reminded_on, say(QT_TRANSLATE_NOOP("follow_up", "om antwoord gevraagd."))))
    steps.append((state.accepted_on, say(QT_TRANSLATE_NOOP("follow_up", "opgepakt."))))
    if state.result is not None:
        steps.append((state.result_on, f"{say(RESULTS[state.result]).lower()}."))
    steps.append((state.closed_on, say(QT_TRANSLATE_NOOP("follow_up", "afgesloten."))))
    dated = [(on, words) for on, words in steps if on is not None]
    dated.sort(key=lambda step: step[0])
    return tuple(f"{texts.short_date(on)}: {words}" for on, words in dated)


def referral_now(state: ReferralState) -> str:
    """Where a referral stands, in one or two words."""
    if state.result is not None and state.status is ReferralStatus.RESULT_KNOWN:
        return say(RESULTS[state.result]).lower()
    return say(REFERRAL_STATUSES[state.status])


def row_now(row: ReferralRow) -> str:
    """As `referral_now`, for a closed row: its result, or that it was refused or closed."""
    if row.result is not None:
        return say(RESULTS[row.result]).lower()
    return say(REFERRAL_STATUSES[row.status])


def act_of_signal(status: SignalStatus) -> tuple[str, str]:
    """The verb and the icon of the next act of a note."""
    words, icon = _SIGNAL_ACTS.get(
        status, (QT_TRANSLATE_NOOP("follow_up", "Bekijken"), "file-text")
    )
    return say(words), icon


def act_of_loop(kind: LoopKind) -> tuple[str, str]:
    """The verb and the icon of what waits."""
    words, icon = _LOOP_ACTS[kind]
    return say(words), icon


def _signal_chip(one: WaitingLoop, row: SignalRow, today: date) -> ChipWords:
    is_new = row.status in {SignalStatus.RAISED, SignalStatus.SEEN}
    if is_new and row.urgency is Urgency.DANGER_NOW:
        return ChipWords(urgency(row.urgency), "lost", "triangle-alert")
    if is_new and row.urgency is Urgency.CALL_TODAY:
        return ChipWords(urgency(row.urgency), "lost", "phone")
    return _term_chip(one.loop.loop.due_on, today)


def _term_chip(due: date, today: date) -> ChipWords:
    if due < today:
        return ChipWords(texts.waits((today - due).days), "wait")
    if due == today:
        return ChipWords(say(QT_TRANSLATE_NOOP("follow_up", "vandaag")), "today")
    words = say(QT_TRANSLATE_NOOP("follow_up", "vóór {0}"))
    return ChipWords(words.format(texts.near_day(due, today)))


def _signal_why(row: SignalRow, who: str, today: date) -> str:
    since = texts.near_date(row.since, today)
    if row.status is SignalStatus.RAISED:
        words = say(QT_TRANSLATE_NOOP("follow_up", "{0} schreef dit op {1}."))
        return words.format(texts.capital(who), texts.near_date(row.raised_on, today))
    if row.status is SignalStatus.SEEN:
        words = say(QT_TRANSLATE_NOOP("follow_up", "Gelezen op {0}. Nog niemand pakt het op."))
        return words.format(since)
    if row.status is SignalStatus.ASSIGNED:
        words = say(QT_TRANSLATE_NOOP("follow_up", "{0} pakt het op sinds {1}."))
        return words.format(row.assigned_to, since)
    owner = f"{row.assigned_to}. " if row.assigned_to else ""
    words = say(QT_TRANSLATE_NOOP("follow_up", "{0}Het laatste is gedaan op {1}."))
    return words.format(owner, since)


def _visitor_row(
    one: WaitingLoop, row: SignalRow, visitors: Mapping[str, VisitorCard], today: date
) -> LoopWords:
    who = _visitor_name(row.raised_by, visitors)
    act, icon = act_of_loop(LoopKind.CALL_VISITOR)
    said = say(QT_TRANSLATE_NOOP("follow_up", "Schreef een dringende notitie op {0}."))
    return LoopWords(
        texts.capital(who),
        say(QT_TRANSLATE_NOOP("follow_up", "Over {0}")).format(one.loop.formal_name),
        _term_chip(one.loop.loop.due_on, today),
        said.format(texts.near_date(row.raised_on, today)),
        act,
        icon,
    )


def _referral_row(one: WaitingLoop, offer: OfferName, today: date) -> LoopWords:
    row = one.referral
    act, icon = act_of_loop(one.loop.loop.kind)
    about_offer = say(QT_TRANSLATE_NOOP("follow_up", "Naar {0}"))
    return LoopWords(
        texts.capital(one.loop.formal_name),
        about_offer.format(offer(row.offer)) if row is not None else "",
        _term_chip(one.loop.loop.due_on, today),
        f"{_referral_why(row, today)} {_open_since(one, today)}" if row is not None else "",
        act,
        icon,
    )


_REFERRAL_WHY: Final[Mapping[ReferralStatus, str]] = {
    ReferralStatus.PROPOSED: QT_TRANSLATE_NOOP(
        "follow_up", "Voorgesteld op {0}. Vraag of het mag worden doorgegeven."
    ),
    ReferralStatus.PERMITTED: QT_TRANSLATE_NOOP("follow_up", "Het mag sinds {0}. Geef het door."),
    ReferralStatus.HANDED_OVER: QT_TRANSLATE_NOOP(
        "follow_up", "Doorgegeven aan {1} op {0}. Er is nog geen antwoord."
    ),
    ReferralStatus.ACCEPTED: QT_TRANSLATE_NOOP(
        "follow_up", "{1} heeft het opgepakt op {0}. Vraag hoe het gaat."
    ),
    ReferralStatus.RESULT_KNOWN: QT_TRANSLATE_NOOP("follow_up", "De uitkomst is bekend sinds {0}."),
}


def _referral_why(row: ReferralRow, today: date) -> str:
    words = say(_REFERRAL_WHY.get(row.status, QT_TRANSLATE_NOOP("follow_up", "Sinds {0}.")))
    return texts.capital(words.format(texts.near_date(row.since, today), row.handed_to))


def _open_since(one: WaitingLoop, today: date) -> str:
    days = (today - one.opened_on).days
    if days <= 0:
        return say(QT_TRANSLATE_NOOP("follow_up", "Sinds vandaag open."))
    return texts.counted(
        days,
        say(QT_TRANSLATE_NOOP("follow_up", "Al {0} dag open.")),
        say(QT_TRANSLATE_NOOP("follow_up", "Al {0} dagen open.")),
    )


def _reached(state: SignalState) -> str:
    if state.called_at is not None:
        words = say(QT_TRANSLATE_NOOP("follow_up", "Er is gebeld: {0}."))
        return words.format(texts.moment(state.called_at))
    if state.reached is not None and state.reached.value == "called":
        return say(QT_TRANSLATE_NOOP("follow_up", "Er is gebeld."))
    return say(QT_TRANSLATE_NOOP("follow_up", "Er is gebeld, maar niemand nam op."))


def _visitor_name(visitor: str, visitors: Mapping[str, VisitorCard]) -> str:
    card = visitors.get(visitor)
    name = card.name if card is not None else ""
    return name or say(QT_TRANSLATE_NOOP("follow_up", "de coördinator"))


def say(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("follow_up", text)
