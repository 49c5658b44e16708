"""The follow-up of lost laptops: whose, since when, until it was handled here."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from huisbezoek.model.domain.cards import ResidentCard, VisitorCard
from huisbezoek.model.domain.office_events import LaptopRevoked, ResidentsGiven, RevokedReason
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.lost_laptops import lost_laptops, mark_handled
from huisbezoek.model.usecases.ports.exchange import Peer
from tests.open_profile import OpenProfile, open_profile
from tests.profiles import TODAY, identifier

ANNA, LAPTOP, OTHER = identifier(61), identifier(80), identifier(81)
NOTICED = datetime.combine(TODAY, time(14, 0))


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[OpenProfile]:
    with open_profile(tmp_path / "profile") as opened:
        subject = Subject(SubjectKind.VISITOR, ANNA)
        opened.do(lambda writing: writing.change_card(subject, VisitorCard(name="Anna Bos")))
        for device in (LAPTOP, OTHER):
            peer = Peer(device, ANNA, "visitor", "Anna Bos")
            opened.do(lambda writing, one=peer: writing.save_peer(one))
        yield opened


def lose(
    profile: OpenProfile,
    device: str,
    noticed: datetime,
    reason: RevokedReason = RevokedReason.LOST,
    on: date = TODAY,
) -> None:
    profile.record(SubjectKind.VISITOR, ANNA, LaptopRevoked(device, reason, noticed, 3, on))


def test_a_lost_laptop_names_who_was_on_it_and_runs_72_hours(profile: OpenProfile) -> None:
    resident = profile.add(ResidentCard(surname="Bakker", sex="V"))
    profile.record(SubjectKind.VISITOR, ANNA, ResidentsGiven(LAPTOP, (resident,), TODAY))
    lose(profile, LAPTOP, NOTICED)
    (lost,) = profile.do(lost_laptops)
    assert (lost.device, lost.person, lost.name) == (LAPTOP, ANNA, "Anna Bos")
    assert lost.report_until - lost.noticed_at == timedelta(hours=72)
    assert [one.resident for one in lost.residents] == [resident]


def test_the_first_to_notice_counts_and_the_earliest_comes_first(profile: OpenProfile) -> None:
    lose(profile, LAPTOP, NOTICED)
    lose(profile, OTHER, NOTICED - timedelta(hours=1))
    lose(profile, LAPTOP, NOTICED - timedelta(hours=2))
    lost = profile.do(lost_laptops)
    assert [(one.device, one.noticed_at) for one in lost] == [
        (LAPTOP, NOTICED - timedelta(hours=2)),
        (OTHER, NOTICED - timedelta(hours=1)),
    ]


def test_what_was_replaced_or_handled_needs_nothing(profile: OpenProfile) -> None:
    lose(profile, OTHER, NOTICED, RevokedReason.REPLACED)
    lose(profile, LAPTOP, NOTICED)
    profile.do(mark_handled, LAPTOP)
    profile.do(mark_handled, LAPTOP)
    assert profile.do(lost_laptops) == ()
    lose(profile, OTHER, NOTICED)
    assert [one.device for one in profile.do(lost_laptops)] == [OTHER]
