"""The foot of the sidebar: its colour follows the age of unsent work, never the calendar."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from huisbezoek.app.foot import Foot
from huisbezoek.model.domain.events import CallLogged, CallOutcome
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases import exchange_view as views
from huisbezoek.model.usecases.exchange_folder import UnsentWork, keep_carried, unsent_work
from huisbezoek.model.usecases.exchange_view import ExchangeView
from huisbezoek.model.usecases.ports.exchange import Direction, LedgerLine
from huisbezoek.ui.workbench import Workbench
from tests.open_profile import open_profile
from tests.profiles import identifier
from tests.ui.immediate_lanes import ImmediateLanes


class House(QObject):
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        super().__init__()
        self.feet: list = []

    def show_foot(self, foot) -> None:
        self.feet.append(foot)

    def show_count(self, page, count) -> None:
        pass


def view(last: datetime | None) -> ExchangeView:
    line = LedgerLine("b", Direction.SENT, "c", 1, "h", 1, last) if last is not None else None
    return ExchangeView(
        coordinator_device="c",
        coordinator_name="Anneke de Wit",
        coordinator_telephone="",
        partners=(),
        received=(),
        sent=(line,) if line is not None else (),
        names={},
        known=frozenset(),
        folder=None,
    )


NOW = datetime.now(UTC)


@pytest.mark.parametrize(
    ("last", "made", "words", "tone"),
    [
        (None, None, "Nog niet uitgewisseld", "muted"),
        (0, None, "Vandaag uitgewisseld", "muted"),
        (400, None, "Laatst uitgewisseld: 400 dagen geleden", "muted"),
        (400, 1, "Laatst uitgewisseld: 400 dagen geleden", "muted"),
        (20, 15, "Laatst uitgewisseld: 20 dagen geleden. Uw werk wacht 15 dagen", "warn"),
        (1, 35, "Laatst uitgewisseld: 1 dag geleden. Anneke mist uw werk", "late"),
    ],
)
def test_the_colour_is_that_of_work_that_waits(last, made, words, tone) -> None:
    from huisbezoek.app.foot import _words

    at = None if last is None else NOW - timedelta(days=last)
    oldest = None if made is None else NOW - timedelta(days=made)
    shown = _words(view(at), UnsentWork(1 if made else 0, oldest), NOW.astimezone().date())
    assert (shown.exchange, shown.tone) == (words, tone)


@pytest.mark.parametrize("is_coordinator", [False, True])
def test_the_foot_follows_every_deed_of_a_visitor(
    qapp, tmp_path, monkeypatch, is_coordinator
) -> None:
    monkeypatch.setattr("huisbezoek.app.foot.exchange_view", lambda _: view(None))
    with open_profile(tmp_path / "profile") as profile:
        workbench, house = Workbench(ImmediateLanes(profile)), House()
        today = NOW.astimezone().date() + timedelta(days=40)
        bound = SimpleNamespace(
            is_coordinator=is_coordinator,
            person=identifier(700),
            person_name="Riet Jansen",
            today=lambda: today,
        )
        foot = Foot(workbench, house, bound)
        foot.refresh()
        assert house.feet[-1].exchange_tone == "muted"
        call = CallLogged(CallOutcome.NO_ANSWER, datetime(2026, 11, 1, 10, 0))  # noqa: DTZ001 - as people say it
        visit = Subject(SubjectKind.VISIT, identifier(900))
        workbench.do(lambda writing: writing.record(visit, call))
        work = profile.do(unsent_work)
        waits = (today - work.oldest.astimezone().date()).days
        expected = "late" if waits >= 30 else "muted"
        assert house.feet[-1].exchange_tone == ("muted" if is_coordinator else expected)
        workbench.do(lambda writing: keep_carried(writing, work.up_to))
        assert house.feet[-1].exchange_tone == "muted"
    assert views.MOST_LINES > 0
