"""Permission per purpose: not asked is no permission, and the latest answer counts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huisbezoek.model.domain.consent import (
    Consent,
    ConsentAnswer,
    ConsentNotReadableError,
    Consents,
    Purpose,
)
from tests.unit.report_samples import NOW, consents

CONSENTS = st.builds(
    Consent,
    st.sampled_from(Purpose),
    st.sampled_from(ConsentAnswer),
    st.just("33"),
    st.integers(0, 3).map(lambda hours: NOW + timedelta(hours=hours)),
    partner=st.sampled_from(["", "Klussendienst", "De Haven"]),
    shares=st.sampled_from([(), ("naam", "telefoon")]),
)


def test_nothing_is_allowed_in_advance() -> None:
    assert not any(Consents().allows(purpose) for purpose in Purpose)
    assert Consents().answer(Purpose.NOTES) is None


def test_health_needs_permission_for_notes_too() -> None:
    assert consents(Purpose.NOTES, Purpose.HEALTH).allows(Purpose.HEALTH)
    assert not consents(Purpose.HEALTH).allows(Purpose.HEALTH)
    assert not consents(Purpose.HEALTH, refused=(Purpose.NOTES,)).allows(Purpose.HEALTH)


def test_a_referral_is_asked_per_partner() -> None:
    one = Consent(Purpose.REFERRAL, ConsentAnswer.YES, "33", NOW, partner="Klussendienst")
    both = Consents().with_consent(one)
    both = both.with_consent(replace(one, partner="De Haven", answer=ConsentAnswer.NO))
    assert both.allows(Purpose.REFERRAL, "Klussendienst")
    assert not both.allows(Purpose.REFERRAL, "De Haven")
    assert not both.allows(Purpose.REFERRAL, "Iemand anders")
    assert [consent.partner for consent in both.partners()] == ["De Haven", "Klussendienst"]


def test_an_answer_that_arrives_late_does_not_replace_a_later_one() -> None:
    later = Consent(Purpose.NOTES, ConsentAnswer.NO, "33", NOW + timedelta(hours=1))
    earlier = replace(later, answer=ConsentAnswer.YES, asked_at=NOW)
    known = Consents().with_consent(later)
    assert known.with_consent(earlier) == known


@given(st.lists(CONSENTS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_decide_who_may_see_what(given_list, random) -> None:
    shuffled = list(given_list)
    random.shuffle(shuffled)
    one, other = Consents(), Consents()
    for consent in given_list:
        one = one.with_consent(consent)
    for consent in shuffled:
        other = other.with_consent(consent)
    for consent in given_list:
        asked = (consent.purpose, consent.partner)
        assert one.answer(*asked) == other.answer(*asked)


@given(st.lists(CONSENTS, max_size=8))
def test_permission_survives_its_document(given_list) -> None:
    kept = Consents()
    for consent in given_list:
        kept = kept.with_consent(consent)
    assert Consents.from_document(kept.to_document()) == kept


@pytest.mark.parametrize("document", [None, {}, [1], [{}], [{"purpose": "new"}]])
def test_an_unknown_document_is_refused(document: object) -> None:
    with pytest.raises(ConsentNotReadableError):
        Consents.from_document(document)
