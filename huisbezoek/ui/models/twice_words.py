"""Words about a resident with two visitors: since when each, what each agreed, and what stays."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.usecases.given_twice import GivenTwice, VisitorOfTwo
from huisbezoek.ui import texts


def title(seen: GivenTwice) -> str:
    """'Mevrouw De Vries: twee bezoekers voor dezelfde inwoner'."""
    name = texts.capital(seen.names)
    if len(seen.visitors) > 1:
        return _tr("{0}: twee bezoekers voor dezelfde inwoner").format(name)
    if seen.visited_on is not None:
        return _tr("{0}: na een bezoek nog een bezoek gepland").format(name)
    return _tr("{0}: twee keer een bezoek gepland").format(name)


def explanation(seen: GivenTwice) -> str:
    """How it came about, and that nothing is lost."""
    if len(seen.visitors) > 1:
        return _tr("Twee coördinatoren kozen los van elkaar. Tot u kiest, houden beiden alles.")
    if seen.visited_on is not None:
        day = texts.plain_date(seen.visited_on)
        return _tr("Op {0} is er al iemand geweest. Er gaat geen brief meer uit.").format(day)
    return _tr("Twee coördinatoren planden los van elkaar. Er gaat geen tweede brief meer uit.")


def visitor_name(one: VisitorOfTwo) -> str:
    """The name, or words for somebody who is not known here."""
    return one.name or _tr("een bezoeker")


def go_words(one: VisitorOfTwo) -> str:
    """The button: 'Riet Jansen gaat'."""
    return _tr("{0} gaat").format(visitor_name(one))


def claim_lines(one: VisitorOfTwo) -> tuple[str, ...]:
    """Since when, and what was agreed or done already."""
    claim = one.claim
    lines = [_tr("Bezoeker sinds {0}.").format(texts.plain_date(claim.since))]
    if claim.held_on is not None:
        lines.append(_tr("Is er geweest op {0}.").format(texts.plain_date(claim.held_on)))
    elif claim.appointment is not None:
        when = texts.moment(claim.appointment.starts)
        lines.append(_tr("Heeft een afspraak: {0}.").format(when))
    if not one.can_go:
        lines.append(_tr("Kan niet meer gaan."))
    return tuple(lines)


def consequence(seen: GivenTwice) -> str:
    """What follows from a choice, in one or two sentences."""
    parts = []
    if seen.nobody_can:
        parts.append(_tr("Niemand van hen kan nog gaan. Daarna kiest u een andere bezoeker."))
    elif len(seen.visitors) > 1:
        parts.append(_tr("De ander hoort het bij de volgende keer uitwisselen."))
        parts.append(_appointment(seen))
    if seen.visited_on is not None:
        parts.append(_tr("Het bezoek dat nog gepland is, vervalt."))
    elif seen.made_twice:
        parts.append(_tr("Eén bezoek blijft staan. Het andere vervalt."))
    return " ".join(part for part in parts if part)


def banner_title(seen: Sequence[GivenTwice]) -> str:
    """What Overzicht says of these, of which there is at least one."""
    if len(seen) > 1:
        words = _tr("Bij {0} inwoners kozen twee coördinatoren los van elkaar")
        return words.format(texts.number(len(seen)))
    if len(seen[0].visitors) > 1:
        return _tr("Twee bezoekers voor dezelfde inwoner")
    return _tr("Twee keer een bezoek voor dezelfde inwoner")


def banner_sentence(seen: Sequence[GivenTwice]) -> str:
    """Of one resident who and since when; of several that nothing is lost."""
    if len(seen) > 1:
        return _tr("Kies wie gaat. Er is niets verloren gegaan.")
    about = texts.capital(seen[0].names)
    since = _tr("{0} sinds {1}")
    known = ", ".join(
        since.format(visitor_name(one), texts.plain_date(one.claim.since))
        for one in seen[0].visitors
    )
    return f"{about}: {known}." if known else f"{about}."


def done_words(seen: GivenTwice, one: VisitorOfTwo | None) -> str:
    """After the choice: who goes, and what to do now."""
    if seen.nobody_can:
        return _tr("Kies een andere bezoeker voor {0}.").format(seen.names)
    if one is None and seen.visited_on is not None:
        return _tr("Het bezoek aan {0} dat nog gepland was, vervalt.").format(seen.names)
    if one is None:
        return _tr("Van {0} staat nog één bezoek gepland.").format(seen.names)
    words = _tr("{0} gaat naar {1}. Wissel uit met alle bezoekers van deze inwoner.")
    return words.format(visitor_name(one), seen.names)


def count_sentence(seen: Sequence[GivenTwice]) -> str:
    """'1 inwoner heeft twee bezoekers.'; nothing when there is none."""
    two = sum(len(one.visitors) > 1 for one in seen)
    twice = len(seen) - two
    parts = []
    if two:
        parts.append(
            texts.counted(
                two,
                _tr("Eén inwoner heeft twee bezoekers."),
                _tr("{0} inwoners hebben twee bezoekers."),
            )
        )
    if twice:
        parts.append(
            texts.counted(
                twice,
                _tr("Eén bezoek is twee keer gepland."),
                _tr("{0} bezoeken zijn twee keer gepland."),
            )
        )
    return " ".join(parts)


def _appointment(seen: GivenTwice) -> str:
    if all(one.claim.appointment is not None for one in seen.visitors):
        return _tr("Wie gaat, houdt de eigen afspraak. Bel de inwoner over de andere.")
    return _tr("De afspraak blijft staan, wie er ook gaat.") if seen.stands is not None else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("twice", text)
