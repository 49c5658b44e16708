"""Whose turn it is while no visitor may go there: by name, with the reason, and never as room."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huisbezoek.model.domain.events import VisitRequested
from huisbezoek.model.domain.plan_rules import PlanWeights, Refusal
from huisbezoek.model.planning.worker import WorkerPlanner
from huisbezoek.model.usecases import round_desk
from huisbezoek.model.usecases.match_decisions import fix, rule_out
from huisbezoek.model.usecases.proposals import alternatives
from huisbezoek.model.usecases.round_desk import Desk
from huisbezoek.model.usecases.visitors import VisitorNotReadyError, change_visitor
from huisbezoek.ui.models import forecast_words, round_words
from tests.people import READY, TODAY
from tests.unit.round_profile import RoundProfile

QUICK = WorkerPlanner(("/there/is/no/such/program",), {})
LOSS = {"loss_date": "2025-08-01", "birth_date": "1975-01-01"}


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[RoundProfile]:
    opened = RoundProfile(tmp_path / "profile")
    yield opened
    opened.close()


def desk(profile: RoundProfile) -> Desk:
    return profile.ask(round_desk.at_once, QUICK, PlanWeights(), today=TODAY, beside=())


def test_former_carers_without_a_trained_visitor_are_listed_now(profile: RoundProfile) -> None:
    for name in ("Riet Jansen", "Wim Bakker"):
        profile.add_visitor(replace(READY, name=name))
    people = {profile.add_resident(surname=f"Smit{number}", **LOSS) for number in range(3)}
    seen = desk(profile)
    listed = seen.round.nobody
    assert {one for row in listed for one in row.residents} == people
    assert {row.refused for row in listed} == {((Refusal.TRAINING_MISSING, 2),)}
    assert {row.month for row in listed} == {date(2026, 12, 1)}
    assert seen.next_month is None, "they are not to be waited for until their last month"
    assert (seen.round.rows_with, seen.round.rows_without, seen.round.waiting) == ((), (), 0)
    said = round_words.row_why(listed[0], seen.turn(listed[0].key), with_month=True)
    assert said == "2 bezoekers missen een training."
    assert round_words.round_sentence(seen.round) == (
        "3 inwoners zijn aan de beurt tot januari. Er is nog geen voorstel. "
        "Voor 3 is er geen bezoeker."
    )
    # No room is counted of visitors who may go to nobody, and nobody is said to be visited.
    assert seen.round.forecast.capacity == 0
    assert forecast_words.cycle_sentences(seen.round.forecast) == (
        "Naar 3 inwoners mag geen van de bezoekers.",
    )


def test_whom_everybody_was_ruled_out_for_does_not_wait_for_room(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    hers, other = profile.add_resident(surname="Smit"), profile.add_resident(surname="Bakker")
    profile.do(rule_out, [hers], riet, today=TODAY)
    seen = desk(profile)
    (row,) = seen.round.nobody
    assert (row.residents, row.refused) == ((hers,), ((Refusal.RULED_OUT, 1),))
    assert [row.residents for row in seen.round.rows_with] == [(other,)]
    assert seen.round.waiting == 0
    assert "wacht" not in round_words.round_sentence(seen.round)
    one, every = forecast_words.cycle_sentences(seen.round.forecast)
    assert one == "Naar 1 inwoner mag geen van de bezoekers."
    assert every == "Met deze bezoekers zijn de anderen eens per 2 jaar aan de beurt."


def test_an_own_request_without_a_visitor_is_there_now(profile: RoundProfile) -> None:
    asked = profile.add_resident(VisitRequested(TODAY, "zelf"), birth_date="1990-01-01")
    seen = desk(profile)
    assert [row.residents for row in seen.round.rows_without] == [(asked,)]
    profile.add_visitor(replace(READY, street="Havenkade"))
    profile.add_visitor(replace(READY, name="Wim Bakker", conduct_certificate_on=""))
    profile.add_visitor(replace(READY, name="Els Smit", street="Havenkade"))
    (row,) = desk(profile).round.nobody
    assert row.residents == (asked,)
    assert round_words.row_why(row, None, with_month=False) == (
        "2 bezoekers wonen in dezelfde straat. 1 bezoeker heeft geen geldige VOG of handtekening."
    )


def test_who_has_no_valid_papers_is_not_offered_and_cannot_be_fixed(profile: RoundProfile) -> None:
    riet = profile.add_visitor()
    wim = profile.add_visitor(replace(READY, name="Wim Bakker"))
    resident = profile.add_resident()
    profile.do(fix, [resident], wim, today=TODAY)
    for ended in (
        replace(READY, name="Wim Bakker", conduct_certificate_on="2022-01-01"),
        replace(READY, name="Wim Bakker", secrecy_signed_on=""),
    ):
        profile.do(change_visitor, wim, ended)
        with pytest.raises(VisitorNotReadyError):
            profile.do(fix, [resident], wim, today=TODAY)
        seen = desk(profile)
        # Fixed to somebody who may not go any more: that is said, and somebody looks at it.
        (row,) = seen.round.nobody
        assert row.refused == ((Refusal.NOT_READY, 1),)
    profile.do(fix, [resident], riet, today=TODAY)
    seen = desk(profile)
    (row,) = seen.round.rows_with
    assert alternatives(seen.basis, seen.problem, seen.plan, row.key) == ()


def test_when_all_certificates_have_ended_it_says_so(profile: RoundProfile) -> None:
    profile.add_visitor(replace(READY, conduct_certificate_on="2022-01-01"))
    profile.add_resident()
    seen = desk(profile)
    assert seen.round.nobody == ()
    assert round_words.empty_title(seen.round) == "Geen bezoeker is klaar"
    assert round_words.next_words(seen).startswith("Van alle bezoekers ontbreekt een geldige VOG")
    first, _rule = forecast_words.cycle_sentences(seen.round.forecast)
    assert first == "Van geen bezoeker zijn VOG en handtekening in orde."
