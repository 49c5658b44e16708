"""'Goed om te weten' on a resident's card: facts with an icon, a bold line and more about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from huisbezoek.model.domain.cards import ResidentCard
from huisbezoek.model.domain.partial_dates import ImpossibleDateError, PartialDate
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui import texts

ShowTelephone = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; the detail stands under it."""

    icon: str
    fact: str
    detail: str = ""


def facts_of(view: ResidentView, show: ShowTelephone) -> tuple[Fact, ...]:
    """What somebody should know before calling or visiting; what is not known is left out."""
    card = view.card
    about = (*_around(view, show), *_background(view), *_notes(card))
    return (*_safety(card), *_reach(card, show), *about)


def shown_date(text: str) -> str:
    """A date of a card as it is read: '3-4-1948', '4-1948' or '1948'; '' when not known."""
    try:
        return PartialDate.from_text(text).shown if text else ""
    except ImpossibleDateError:
        return text


def _safety(card: ResidentCard) -> Iterator[Fact]:
    if card.danger_at_address:
        yield Fact("triangle-alert", _tr("Let op bij dit adres"), card.danger_at_address)
    if card.do_not_visit:
        yield Fact("ban", _tr("Niet bezoeken"), card.do_not_visit)


def _reach(card: ResidentCard, show: ShowTelephone) -> Iterator[Fact]:
    if card.telephone:
        yield Fact("phone", show(card.telephone), card.preferred_time)
    else:
        yield Fact(
            "phone-off",
            _tr("Nog geen telefoonnummer"),
            _tr("Het nummer komt met het antwoordstrookje."),
        )
    if card.second_telephone:
        yield Fact("phone", show(card.second_telephone), _tr("Tweede nummer"))
    if card.email:
        yield Fact("mail", card.email)


def _around(view: ResidentView, show: ShowTelephone) -> Iterator[Fact]:
    card = view.card
    if card.contact_person or card.contact_telephone:
        number = show(card.contact_telephone) if card.contact_telephone else ""
        words = ", ".join(part for part in (card.contact_person, number) if part)
        yield Fact("user", words, _tr("Contactpersoon"))
    if card.representative:
        yield Fact("signature", _tr("Vertegenwoordiger: {0}").format(card.representative))
    else:
        yield Fact("signature", _tr("Vertegenwoordiger: geen"), _decides(card.sex))
    for other in view.housemates:
        if other.lives_here:
            yield Fact("house", _tr("Woont samen met {0}").format(other.formal_name))
    names = [name for name in view.visitor_names if name]
    if names:
        yield Fact("user-check", _tr("Bezoeker: {0}").format(", ".join(names)))
    if card.visited_by:
        yield Fact("users", _tr("Wordt bezocht door {0}").format(card.visited_by))


def _background(view: ResidentView) -> Iterator[Fact]:
    card = view.card
    if view.groups:
        words = texts.groups(view.groups, view.terms.age_from)
        yield Fact("list-checks", texts.capital(words), _tr("Doelgroep"))
    if card.loss_date:
        loved = _tr("Verlies van {0}").format(card.loved_one) if card.loved_one else _tr("Verlies")
        yield Fact("heart-handshake", loved, shown_date(card.loss_date))
    if card.carer_since:
        yield Fact("hand-heart", _tr("Zorgt voor een naaste"), shown_date(card.carer_since))
    if card.birth_date:
        yield Fact("id-card", _tr("Geboren {0}").format(shown_date(card.birth_date)))


def _notes(card: ResidentCard) -> Iterator[Fact]:
    if card.language:
        yield Fact("languages", _tr("Spreekt {0}").format(card.language))
    wished = {"F": _tr("Liever een vrouw op bezoek"), "M": _tr("Liever een man op bezoek")}
    if card.visitor_sex_wish in wished:
        yield Fact("heart-handshake", wished[card.visitor_sex_wish], _tr("Wens over de bezoeker"))
    if card.visitor_wish:
        yield Fact("heart-handshake", card.visitor_wish, _tr("Wens over de bezoeker"))
    if card.good_to_know:
        yield Fact("info", card.good_to_know)
    if card.letter_address:
        yield Fact("mail", _tr("Dit is een briefadres"), _tr("Vraag waar het bezoek kan zijn."))


def _decides(sex: str) -> str:
    if sex == "V":
        return _tr("Mevrouw beslist zelf")
    if sex == "M":
        return _tr("Meneer beslist zelf")
    return _tr("Beslist zelf")


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text)
