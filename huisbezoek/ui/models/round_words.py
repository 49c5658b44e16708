"""The words of the page Ronde: who is due, who goes, what it costs to choose somebody else."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cycle_plan import NoPlaceReason, PlanWay, Turn
from huisbezoek.model.domain.partial_dates import add_months
from huisbezoek.model.domain.plan_rules import MatchReason
from huisbezoek.model.usecases.accepting import Accepted, LeftReason
from huisbezoek.model.usecases.proposals import Alternative, ProposalRow, Room, Round
from huisbezoek.model.usecases.round_desk import Desk
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.match_words import (
    AGAINST,
    ReasonWords,
    in_order,
    nobody_words,
    reason_chip,
    reason_words,
    refused_words,
)

_WAYS: Final[dict[PlanWay, str]] = {
    PlanWay.NO_SOLVER: QT_TRANSLATE_NOOP(
        "round", "Dit is een eenvoudig voorstel. Het onderdeel dat het beter maakt, ontbreekt hier."
    ),
    PlanWay.WORKER_LOST: QT_TRANSLATE_NOOP(
        "round", "Het betere voorstel kwam niet af. Dit is het eenvoudige voorstel."
    ),
}
_LEFT: Final[dict[LeftReason, tuple[str, str]]] = {
    LeftReason.VISITOR_FULL: (
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoeker nu vol zit"),
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoekers nu vol zitten"),
    ),
    LeftReason.VISITOR_STOPPED: (
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoeker is gestopt"),
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoekers zijn gestopt"),
    ),
    LeftReason.VISITOR_NOT_READY: (
        QT_TRANSLATE_NOOP("round", "{0} omdat een VOG of handtekening ontbreekt"),
        QT_TRANSLATE_NOOP("round", "{0} omdat een VOG of handtekening ontbreekt"),
    ),
    LeftReason.VISITOR_AWAY: (
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoeker die maand weg is"),
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoekers die maand weg zijn"),
    ),
    LeftReason.RULED_OUT: (
        QT_TRANSLATE_NOOP("round", "{0} omdat deze bezoeker daar niet gaat"),
        QT_TRANSLATE_NOOP("round", "{0} omdat deze bezoekers daar niet gaan"),
    ),
    LeftReason.OWN_STREET: (
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoeker in die straat woont"),
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoekers in die straat wonen"),
    ),
    LeftReason.TRAINING_MISSING: (
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoeker een training mist"),
        QT_TRANSLATE_NOOP("round", "{0} omdat de bezoekers een training missen"),
    ),
    LeftReason.ALREADY_GIVEN: (
        QT_TRANSLATE_NOOP("round", "{0} omdat er al een bezoeker is"),
        QT_TRANSLATE_NOOP("round", "{0} omdat er al een bezoeker is"),
    ),
    LeftReason.PREVIOUS_OPEN: (
        QT_TRANSLATE_NOOP("round", "{0} omdat het vorige bezoek nog niet is afgerond"),
        QT_TRANSLATE_NOOP("round", "{0} omdat het vorige bezoek nog niet is afgerond"),
    ),
    LeftReason.GONE: (
        QT_TRANSLATE_NOOP("round", "{0} omdat de inwoner niet meer bezocht wordt"),
        QT_TRANSLATE_NOOP("round", "{0} omdat de inwoners niet meer bezocht worden"),
    ),
    LeftReason.VISITED_BY_PARTNER: (
        QT_TRANSLATE_NOOP("round", "{0} omdat een andere organisatie er komt"),
        QT_TRANSLATE_NOOP("round", "{0} omdat een andere organisatie er komt"),
    ),
    LeftReason.DEFERRED: (
        QT_TRANSLATE_NOOP("round", "{0} omdat de inwoner later bezoek wil"),
        QT_TRANSLATE_NOOP("round", "{0} omdat de inwoners later bezoek willen"),
    ),
    LeftReason.NOT_DUE: (
        QT_TRANSLATE_NOOP("round", "{0} omdat de beurt nog moet komen"),
        QT_TRANSLATE_NOOP("round", "{0} omdat de beurt nog moet komen"),
    ),
}
_SHORT: Final = 2


def round_sentence(seen: Round) -> str:
    """Who is due, as in '281 inwoners zijn aan de beurt tot maart. Voor 269 is er een voorstel'."""
    rows = (*seen.nobody, *seen.rows_without, *seen.rows_with)
    if not rows:
        return ""
    until = texts.say(texts.MONTHS[add_months(seen.months[-1], 1).month - 1])
    if len(rows) == 1 and rows[0].is_couple:
        words = _tr("{0} stel is aan de beurt tot {1}.")
    elif len(rows) == 1:
        words = _tr("{0} inwoner is aan de beurt tot {1}.")
    elif any(row.is_couple for row in rows):
        words = _tr("{0} inwoners en stellen zijn aan de beurt tot {1}.")
    else:
        words = _tr("{0} inwoners zijn aan de beurt tot {1}.")
    parts = [
        words.format(texts.number(len(rows)), until),
        _proposed(len(seen.rows_with), len(rows)),
    ]
    if seen.nobody:
        parts.append(_tr("Voor {0} is er geen bezoeker.").format(texts.number(len(seen.nobody))))
    if seen.waiting:
        parts.append(waiting_sentence(seen))
    return " ".join(parts)


def _proposed(count: int, rows: int) -> str:
    if not count:
        return _tr("Er is nog geen voorstel.")
    if rows > 1 and rows == count:
        return _tr("Voor iedereen is er een voorstel.")
    return _tr("Voor {0} is er een voorstel.").format(texts.number(count))


def waiting_sentence(seen: Round) -> str:
    """How many have no place in the whole plan."""
    return texts.counted(
        seen.waiting, _tr("{0} wacht tot er plaats is."), _tr("{0} wachten tot er plaats is.")
    )


def empty_title(seen: Round) -> str:
    """What stands above `next_words`."""
    if seen.forecast.why_never is NoPlaceReason.NONE_READY:
        return _tr("Geen bezoeker is klaar")
    if seen.waiting:
        return _tr("Er is geen plaats in deze periode")
    return _tr("Niemand aan de beurt in deze periode")


def next_words(desk: Desk) -> str:
    """What the page says when nobody has a row: who is next, or why there is no place."""
    if desk.round.forecast.why_never is NoPlaceReason.NONE_READY:
        _chip, sentence = nobody_words(NoPlaceReason.NONE_READY)
        look = _tr("Kijk bij Bezoekers wat er nodig is.")
        return f"{sentence} {look}"
    if desk.round.waiting:
        rest = _tr("Voeg bezoekers toe, of pas de ronde aan.")
        return f"{waiting_sentence(desk.round)} {rest}"
    following = desk.next_month
    if following is not None:
        return _tr("De volgende is aan de beurt in {0}.").format(texts.month(following))
    if not desk.basis.facts:
        return _tr("Lees eerst een lijst met inwoners in.")
    return _tr("Ook daarna is er in dit plan niemand aan de beurt.")


def way_sentence(way: PlanWay) -> str:
    """Why the plan is only the quick one; '' when it is the best."""
    return _tr(_WAYS[way]) if way in _WAYS else ""


def row_name(row: ProposalRow) -> str:
    """'Mevrouw Smeenk'."""
    return texts.capital(row.name)


def row_address(row: ProposalRow) -> str:
    """'Havenkade 22, 84 jaar'."""
    age = _tr("{0} jaar").format(row.age) if row.age is not None else ""
    return ", ".join(part for part in (row.address_line, age) if part)


def row_initials(row: ProposalRow) -> str:
    """'DG' for meneer De Graaf, 'SM' for mevrouw Smeenk."""
    words = [word for word in row.name.replace("-", " ").split() if word[:1].isupper()]
    if len(words) >= _SHORT:
        return (words[0][:1] + words[1][:1]).upper()
    return words[0][:2].upper() if words else ""


def row_chip(row: ProposalRow, turn: Turn | None) -> ReasonWords | None:
    """The chip of a row: fixed, else the strongest reason, or why there is nobody."""
    if row.why_nobody is not None or not row.visitor:
        chip, _sentence = nobody_words(row.why_nobody or NoPlaceReason.VISITORS_FULL)
        return ReasonWords(chip, "clock", is_against=True)
    if row.is_fixed:
        return ReasonWords(_tr("vastgezet"), "lock", is_against=False)
    first = in_order(row.reasons)[:1]
    return reason_chip(first[0], _language(turn), _sex(turn)) if first else None


def row_why(row: ProposalRow, turn: Turn | None, *, with_month: bool) -> str:
    """'Bezoeker: Riet Jansen, zelfde buurt. In maart.', or what to do when there is nobody."""
    if not row.visitor:
        if row.refused:
            return refused_words(row.refused)
        _chip, sentence = nobody_words(row.why_nobody or NoPlaceReason.VISITORS_FULL)
        return sentence
    # Much room is a reason when there is no better one; the rest is about the two people.
    rest = [
        one
        for one in in_order(row.reasons)[0 if row.is_fixed else 1 :]
        if one is not MatchReason.MOST_ROOM
    ]
    said = [reason_words(one, _language(turn), _sex(turn)) for one in rest]
    who = _tr("Bezoeker: {0}").format(", ".join([row.visitor_name, *said]))
    if not with_month:
        return who
    return f"{who}. {_tr('In {0}.').format(texts.say(texts.MONTHS[row.month.month - 1]))}"


def choice_words(other: Alternative, turn: Turn | None) -> str:
    """What choosing somebody else costs: 'Zelfde buurt. Spreekt geen Turks. Nog 1 plaats.'."""
    room = texts.counted(other.room, _tr("Nog {0} plaats."), _tr("Nog {0} plaatsen."))
    if not other.room:
        room = _tr("Zit deze maand vol.")
    return f"{_for_and_against(other.reasons, turn)}{room}"


def present_words(row: ProposalRow, turn: Turn | None) -> str:
    """Why somebody is proposed: 'Was er de vorige keer, zelfde buurt. Dit is het voorstel.'."""
    last = _tr("Dit is vastgezet.") if row.is_fixed else _tr("Dit is het voorstel.")
    return f"{_for_and_against(row.reasons, turn)}{last}"


def room_words(room: Room) -> tuple[str, str]:
    """'nog 1' or 'vol', and what the reader hears."""
    short = _tr("nog {0}").format(room.left) if room.left > 0 else _tr("vol")
    spoken = _tr("{0}: {1} van {2}, {3}").format(room.name, room.taken, room.most, short)
    return short, spoken


def accepted_words(done: Accepted, asked: int) -> tuple[str, str]:
    """What accepting did, and what stays a proposal and why."""
    kept = asked - len(done.left)
    title = texts.counted(
        kept, _tr("{0} voorstel is aangenomen"), _tr("{0} voorstellen zijn aangenomen")
    )
    if not kept:
        title = _tr("Er is niets aangenomen")
    parts = [_tr("De brieven staan klaar bij Brieven.")] if len(done.visits) > done.later else []
    if done.later:
        parts.append(_tr("Brieven voor latere maanden komen daar vanzelf bij."))
    counts = Counter(one.reason for one in done.left)
    if counts:
        said = [
            texts.counted(counts[reason], _tr(one), _tr(several))
            for reason, (one, several) in _LEFT.items()
            if counts[reason]
        ]
        parts.append(_tr("Dit is niet aangenomen: {0}.").format(_listed(said)))
    return title, " ".join(parts)


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _tr("{0} en {1}").format(", ".join(parts[:-1]), parts[-1])


def _for_and_against(reasons: Sequence[MatchReason], turn: Turn | None) -> str:
    """What speaks for it and what it costs, each as a sentence; room is said apart."""
    told = _language(turn), _sex(turn)
    found = [one for one in in_order(reasons) if one is not MatchReason.MOST_ROOM]
    for_it = [reason_words(one, *told) for one in found if one not in AGAINST]
    against = [reason_words(one, *told) for one in found if one in AGAINST]
    if turn is not None and turn.last_visitor and MatchReason.SAME_VISITOR not in reasons:
        against.append(_tr("is niet eerder geweest"))
    return "".join(f"{texts.capital(', '.join(part))}. " for part in (for_it, against) if part)


def _language(turn: Turn | None) -> str:
    return min(turn.languages) if turn is not None and turn.languages else ""


def _sex(turn: Turn | None) -> str:
    return turn.sex_wish if turn is not None else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("round", text)
