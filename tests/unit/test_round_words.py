"""The words of the round: why a month is too full, what is said of a match, what accepting did."""

from dataclasses import replace
from datetime import date

import pytest

from huisbezoek.model.domain.cycle_plan import NoPlaceReason, PlanWay, Turn
from huisbezoek.model.domain.plan_rules import MatchReason, PlanWeights, Refusal
from huisbezoek.model.usecases.accepting import Accepted, Left, LeftReason
from huisbezoek.model.usecases.forecast import Forecast, MonthLoad
from huisbezoek.model.usecases.proposals import (
    Alternative,
    ProposalRow,
    Room,
    Round,
)
from huisbezoek.ui.models import forecast_words, match_words, round_words

OCTOBER = MonthLoad(date(2027, 10, 1), 112, 112, 105, 0)
SEEN = Forecast((OCTOBER,), 112, 112, 105, 0, 1.0, 2.1, 2.0, {"": (112,)}, {"age75": (112,)})
ROW = ProposalRow(
    key="1",
    residents=("1",),
    name="meneer De Graaf",
    address_line="Lindelaan 3",
    district="Hierden",
    groups=("age75",),
    age=79,
    month=date(2027, 3, 1),
    visitor="riet",
    visitor_name="Riet Jansen",
    reasons=(MatchReason.SAME_DISTRICT, MatchReason.SPEAKS_LANGUAGE, MatchReason.MOST_ROOM),
    is_fixed=False,
    is_couple=False,
    is_open=False,
    why_nobody=None,
)
TURN = Turn(
    "1",
    ("1",),
    0,
    3,
    3,
    date(2020, 1, 1),
    languages=frozenset({"turks"}),
    sex_wish="F",
    last_visitor="els",
)


def full(month: int, **facts: object) -> MonthLoad:
    return replace(OCTOBER, month=date(2027, month, 1), **facts)


def test_a_month_that_is_too_full_says_why() -> None:
    told = replace(SEEN, months=(full(10, last_chance={"former_carer": 7}),))
    assert forecast_words.over_sentences(told) == (
        "Oktober 2027: 7 te veel. Voor 7 oud-mantelzorgers is dat de laatste maand.",
    )
    both = full(9, last_chance={"former_carer": 1, "pension": 2}, asked=1)
    (said,) = forecast_words.over_sentences(replace(SEEN, months=(both,)))
    assert "Voor 1 oud-mantelzorger en 2 inwoners rond pensioen is dat de laatste" in said
    assert said.endswith("1 inwoner vroeg zelf om een bezoek.")
    waiting = full(9, without_visitor=28)
    (said,) = forecast_words.over_sentences(replace(SEEN, months=(waiting,)))
    assert said == "September 2027: 7 te veel. 28 inwoners wachten al op een bezoeker."
    (plain,) = forecast_words.over_sentences(SEEN)
    assert plain.endswith("dan er plaats is. De eerste is oktober 2027.")
    many = replace(SEEN, months=tuple(full(month, asked=2) for month in range(1, 6)))
    assert forecast_words.over_sentences(many)[0].startswith("In 5 maanden is het te veel.")
    assert forecast_words.month_words(OCTOBER) == "Oktober 2027: 112, plaats voor 105, 7 te veel"


def test_the_cycle_is_said_as_it_is() -> None:
    first, rule = forecast_words.cycle_sentences(SEEN)
    assert first == (
        "Met deze bezoekers is iedereen eens per 2,1 jaar aan de beurt. Bedoeld is eens per 2 jaar."
    )
    assert rule.startswith("Wie zelf vroeg, komt eerst.")
    fits = replace(SEEN, years=2.0)
    assert forecast_words.cycle_sentences(fits) == (
        "Met deze bezoekers is iedereen eens per 2 jaar aan de beurt.",
    )
    assert forecast_words.cycle_sentences(replace(SEEN, turns=0)) == ()
    assert forecast_words.room_words(SEEN) == "plaats voor 105"
    mixed = replace(SEEN, months=(OCTOBER, full(11, capacity=55)), capacity=160)
    assert forecast_words.room_words(mixed) == "plaats, gemiddeld 80"


def test_tables_add_up() -> None:
    assert forecast_words.month_rows(SEEN) == (
        ("Oktober 2027", "112", "112", "105", "7"),
        ("Samen", "112", "112", "105", "7"),
    )
    assert forecast_words.district_rows(SEEN)[0] == ("Buurt niet bekend", "112", "112", "112")
    assert forecast_words.district_rows(SEEN)[-1][0] == "Samen"
    assert forecast_words.district_rows(replace(SEEN, by_district={})) == ()
    every = ("75 jaar of ouder", "112", "112", "112")
    total = ("Samen", "112", "112", "112")
    assert forecast_words.group_rows(SEEN) == (every, total)
    twice = replace(SEEN, by_group={"age75": (112,), "carer": (5,), "": (1,)}, in_several=(6,))
    assert forecast_words.group_rows(twice) == (
        every,
        ("Mantelzorger", "5", "5", "5"),
        ("Groep niet bekend", "1", "1", "1"),
        ("Staat in meer groepen", "-6", "-6", "-6"),
        total,
    )


def test_a_row_says_who_goes_and_why() -> None:
    assert round_words.row_name(ROW) == "Meneer De Graaf"
    assert round_words.row_initials(ROW) == "DG"
    assert round_words.row_initials(replace(ROW, name="mevrouw Smeenk")) == "SM"
    assert round_words.row_initials(replace(ROW, name="")) == ""
    assert round_words.row_address(ROW) == "Lindelaan 3, 79 jaar"
    assert round_words.row_chip(ROW, TURN).text == "spreekt Turks"
    assert round_words.row_chip(replace(ROW, reasons=()), None) is None
    assert round_words.row_chip(replace(ROW, is_fixed=True), TURN).text == "vastgezet"
    assert round_words.row_why(ROW, TURN, with_month=True) == (
        "Bezoeker: Riet Jansen, zelfde buurt. In maart."
    )
    nobody = replace(ROW, visitor="", why_nobody=NoPlaceReason.VISITORS_FULL)
    assert round_words.row_chip(nobody, TURN).text == "geen bezoeker vrij"
    assert "Kies zelf" in round_words.row_why(nobody, TURN, with_month=True)


def test_choosing_another_says_what_it_costs() -> None:
    reasons = (MatchReason.LANGUAGE_MISSED, MatchReason.OTHER_DISTRICT, MatchReason.MOST_ROOM)
    other = Alternative("b", "Els Bakker", reasons, 110, 2)
    assert round_words.choice_words(other, TURN) == (
        "Spreekt geen Turks, woont verder weg, is niet eerder geweest. Nog 2 plaatsen."
    )
    assert round_words.choice_words(replace(other, room=0), None).endswith("Zit deze maand vol.")
    same = replace(other, reasons=(MatchReason.SAME_VISITOR, MatchReason.SEX_WISH), room=1)
    assert round_words.choice_words(same, TURN) == (
        "Was er de vorige keer, zoals gewenst een vrouw. Nog 1 plaats."
    )
    fixed = round_words.present_words(replace(ROW, is_fixed=True), None)
    assert fixed.endswith("Dit is vastgezet.")


def test_accepting_says_what_stays_and_why() -> None:
    done = Accepted(("v",), 2, (Left(ROW, LeftReason.VISITOR_FULL), Left(ROW, LeftReason.NOT_DUE)))
    title, rest = round_words.accepted_words(done, 4)
    assert title == "2 voorstellen zijn aangenomen"
    assert rest.endswith("1 omdat de bezoeker nu vol zit en 1 omdat de beurt nog moet komen.")
    assert round_words.accepted_words(Accepted((), 0, ()), 1) == ("1 voorstel is aangenomen", "")


def test_room_and_the_head_of_the_page() -> None:
    assert round_words.room_words(Room("a", "Riet", 4, 4, 0)) == ("vol", "Riet: 4 van 4, vol")
    nobody = replace(ROW, key="2", visitor="")
    seen = Round((nobody,), (ROW,), (), SEEN, (date(2027, 1, 1), date(2027, 2, 1)), 0, 0, 0)
    assert round_words.round_sentence(seen) == (
        "2 inwoners zijn aan de beurt tot maart. Voor 1 is er een voorstel."
    )
    couple = replace(ROW, is_couple=True)
    several = replace(seen, rows_with=(couple, ROW))
    assert round_words.round_sentence(several).startswith("3 inwoners en stellen zijn")
    one = replace(seen, rows_without=())
    assert round_words.round_sentence(one).startswith("1 inwoner is aan de beurt")
    assert round_words.round_sentence(replace(one, rows_with=())) == ""
    assert round_words.way_sentence(PlanWay.FLOW) == ""
    assert "kwam niet af" in round_words.way_sentence(PlanWay.WORKER_LOST)


@pytest.mark.parametrize("reason", MatchReason)
def test_every_reason_has_words_and_an_icon(reason: MatchReason) -> None:
    chip = match_words.reason_chip(reason, "turks", "M")
    assert chip.text
    assert chip.icon
    assert match_words.in_order((reason,)) == (reason,)


def test_of_several_languages_one_will_do() -> None:
    speaks = MatchReason.SPEAKS_LANGUAGE
    assert match_words.reason_words(speaks) == "spreekt de taal"
    assert match_words.reason_words(speaks, "turks") == "spreekt Turks"
    several = match_words.reason_words(MatchReason.LANGUAGE_MISSED, "engels, koerdisch, turks")
    assert several == "spreekt geen Engels, Koerdisch of Turks"


def test_every_refusal_and_every_lack_has_words() -> None:
    assert len({match_words.refusal_words(one) for one in Refusal}) == len(Refusal)
    assert len({match_words.nobody_words(one) for one in NoPlaceReason}) == len(NoPlaceReason)
    rows = match_words.weight_rows(PlanWeights())
    assert rows[0][1] == "100.000.000"
    assert ("Een maand die voller is dan de andere", "20") in rows
