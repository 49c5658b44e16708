"""When a visitor is away: kept on her own laptop, known to the coordinator after an exchange."""

from dataclasses import replace
from datetime import date

from huisbezoek.model.domain.availability import AwayPeriod
from huisbezoek.model.usecases.agenda import keep_times
from huisbezoek.model.usecases.visitors import change_visitor
from tests.journey.laptops import Laptops, writing


def times(profile, visitor: str) -> tuple[str, str, str]:
    with writing(profile) as work:
        card = next(one.card for one in work.visitors() if one.visitor == visitor)
        return card.away, card.available, card.telephone


def test_what_she_says_travels_to_the_coordinator_and_stays_there(enrolled: Laptops) -> None:
    visitor = enrolled.visitor
    away = AwayPeriod(date(2027, 7, 12), date(2027, 8, 1))
    with writing(enrolled.riet) as work:
        keep_times(work, visitor, [away], frozenset({"mon-am", "wed-pm"}))
    with writing(enrolled.coordinator) as work:
        card = next(one.card for one in work.visitors() if one.visitor == visitor)
        change_visitor(work, visitor, replace(card, telephone="+31600000009"))
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    enrolled.receive(enrolled.riet, enrolled.to_riet())
    expected = ("2027-07-12/2027-08-01", "mon-am wed-pm", "+31600000009")
    assert times(enrolled.coordinator, visitor) == expected
    assert times(enrolled.riet, visitor) == expected
