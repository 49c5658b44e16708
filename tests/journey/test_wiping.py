"""What arrives as erased or redacted is gone from every byte of the laptop that reads it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from huisbezoek.app.people_uses import privacy_uses
from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases import traces
from huisbezoek.model.usecases.privacy import ErasureReason, erase_resident
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.ui.dialogs.desk_decisions import DeskDecisions
from tests.journey.coordinators import carried, second_coordinator
from tests.journey.laptops import RESIDENTS, Laptops, writing
from tests.journey.windows import Window, bytes_of
from tests.ui.desk import Connections

WORD = "qxkanariequx"


class Laptop(Window):
    """One of the laptops with its connections open, as long as its window is."""

    def __init__(self, laptops: Laptops, profile: OpenProfile) -> None:
        self._connections = Connections(profile)
        super().__init__(laptops.parts, profile, self._connections)
        self.failures: list[Exception] = []
        self.workbench.failed.connect(self.failures.append)

    def close(self) -> None:
        self._connections.close()
        assert self.failures == []


def plant(profile: OpenProfile, number: int = 0) -> None:
    resident = Subject(SubjectKind.RESIDENT, RESIDENTS[number])
    with writing(profile) as work:
        card = work.resident(resident.identifier).state.card
        work.change_card(resident, replace(card, good_to_know=WORD, preferred_time=WORD))


def erase(profile: OpenProfile, number: int = 0) -> None:
    with writing(profile) as work:
        erase_resident(work, RESIDENTS[number], ErasureReason.REQUEST)


def outbox(profile: OpenProfile) -> list[Path]:
    return list((profile.folder / "outbox").glob("*"))


@pytest.fixture
def joop(enrolled) -> Iterator[OpenProfile]:
    """A second coordinator who has everything, the word in a backup too, and has sent it on."""
    plant(enrolled.coordinator)
    joop = second_coordinator(enrolled)
    joop.database.back_up(joop.folder / "backups", enrolled.clock.now())
    enrolled.clock.forward(hours=1)
    carried(enrolled, joop, enrolled.riet)
    yield joop
    joop.database.close()


def test_an_erasure_that_arrives_is_wiped_at_another_coordinator(qapp, enrolled, joop):
    assert WORD.encode() in bytes_of(joop), "or the search is blind"
    assert outbox(joop)
    erase(enrolled.coordinator)
    folder = carried(enrolled, enrolled.coordinator, joop).parent
    window = Laptop(enrolled, joop)
    assert window.exchanges(folder).applied
    assert WORD.encode() not in bytes_of(joop)
    assert outbox(joop) == []
    # What only changes something leaves the copies alone.
    copies = sorted((joop.folder / "backups").iterdir())
    enrolled.clock.forward(hours=1)
    plant(enrolled.coordinator, 1)
    carried(enrolled, enrolled.coordinator, joop)
    assert window.exchanges(folder).applied
    assert set(copies) < set((joop.folder / "backups").iterdir())
    window.close()


def test_a_redaction_that_arrives_is_wiped_on_a_visitors_laptop(qapp, enrolled):
    """And what this laptop itself made of it is sent no more from its outbox."""
    plant(enrolled.riet)
    enrolled.receive(enrolled.coordinator, enrolled.to_coordinator())
    enrolled.riet.database.back_up(enrolled.riet.folder / "backups", enrolled.clock.now())
    with writing(enrolled.coordinator) as work:
        (made,) = (
            one
            for one in work.operations_about([Subject(SubjectKind.RESIDENT, RESIDENTS[0])])
            if WORD in repr(one.body)
        )
        for field in ("good_to_know", "preferred_time"):
            work.redact(made.identifier, field)
    enrolled.clock.forward(hours=1)
    assert WORD.encode() in bytes_of(enrolled.riet)
    window = Laptop(enrolled, enrolled.riet)
    assert window.exchanges(enrolled.to_riet().parent).applied
    assert WORD.encode() not in bytes_of(enrolled.riet)
    window.close()


def test_a_held_file_that_is_read_after_all_is_wiped_too(qapp, enrolled, joop):
    erase(enrolled.coordinator)
    source = carried(enrolled, enrolled.coordinator, joop)
    held = joop.folder / "held"
    held.mkdir(exist_ok=True)
    (held / f"newer.{source.name}").write_bytes(source.read_bytes())
    window = Laptop(enrolled, joop)
    decisions = DeskDecisions(window.workbench, None, window.uses.decisions, None)
    failed: list[Exception] = []
    decisions.failed.connect(failed.append)
    found = []
    window.workbench.do(window.uses.held, found.extend)
    (file,) = found
    decisions.decide(file, "try_again")
    assert failed == []
    assert WORD.encode() not in bytes_of(joop)
    window.close()


def test_erasing_in_the_window_empties_the_outbox(qapp, enrolled, joop):
    erase(joop)
    window = Laptop(enrolled, joop)
    privacy_uses(window.bound).cleaning.wipe()
    assert WORD.encode() not in bytes_of(joop)
    assert outbox(joop) == []
    (joop.folder / "outbox" / "x.hbz").mkdir()
    with pytest.raises(EnvironmentFailedError):
        privacy_uses(window.bound).cleaning.wipe()
    window.close()


def test_traces_that_come_while_others_are_wiped_wait_for_their_turn(enrolled):
    with writing(enrolled.riet) as work:
        assert traces.traces_left(work) == 0
        traces.note_traces(work)
        first = traces.traces_left(work)
        traces.note_traces(work)
        traces.traces_wiped(work, first)
        second = traces.traces_left(work)
        assert second > first > 0
        traces.traces_wiped(work, second)
        traces.traces_wiped(work, first)
        assert traces.traces_left(work) == 0
