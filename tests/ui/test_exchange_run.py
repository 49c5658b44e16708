"""One exchange, step after step: what happens when a step fails, and what is remembered."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from huisbezoek.model.usecases.exchange_folder import UnsentWork
from huisbezoek.model.usecases.ports.exchange import AlreadyReadError
from huisbezoek.model.usecases.ports.sealed_bundles import (
    BundleDamagedError,
    BundleSignatureError,
    BundleUnknownSenderError,
)
from huisbezoek.model.usecases.ports.transfer import (
    ArrivedFile,
    DiskFullError,
    PlaceVanishedError,
)
from huisbezoek.model.usecases.receiving import FromMyselfError
from huisbezoek.ui.models.exchange_cleaning import CleaningSteps, wipe_then
from huisbezoek.ui.models.exchange_run import ExchangeRun
from huisbezoek.ui.models.exchange_steps import ExchangeSteps, RoundTripSteps, TripStart
from huisbezoek.ui.workbench import Workbench


class Lanes:
    """Does everything at once, without a database."""

    def ask(self, question, done, failed) -> None:
        self._run(lambda: question(None), done, failed)

    def do(self, deed, done, failed) -> None:
        self._run(lambda: deed(None), lambda answer: done(answer, SimpleNamespace()), failed)

    def carry(self, work, done, failed) -> None:
        self._run(work, done, failed)

    def _run(self, work, done, failed) -> None:
        try:
            answer = work()
        except Exception as error:  # noqa: BLE001 - a lane carries every failure home
            failed(error)
        else:
            done(answer)


class World:
    """A stick with files by name; what receiving one raises or that it can be read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outcomes: dict[str, list[Exception | None]] = {}
        self.log: list[str] = []
        self.notes: list[Any] = []
        self.traces = 0
        self.arrived_there: tuple[str, ...] = ()
        self.removals = 0
        self.errors: dict[str, Exception] = {}

    def put(self, name: str, *outcomes: Exception | None) -> Path:
        path = self.folder / name
        path.write_bytes(b"x")
        self.outcomes[name] = list(outcomes or (None,))
        return path

    def does(self, step: str, answer: Any = None) -> Any:
        self.log.append(step)
        if step in self.errors:
            raise self.errors[step]
        return answer

    def receive(self, _senders: object, path: Path) -> Any:
        outcomes = self.outcomes[path.name]
        outcome = outcomes.pop(0) if len(outcomes) > 1 else outcomes[0]
        if outcome is not None:
            raise outcome
        return SimpleNamespace(header=SimpleNamespace(bundle=path.name, counter=1), kinds={})

    def arrived(self, folder: Path) -> tuple[ArrivedFile, ...]:
        self.does("arrived")
        return tuple(
            ArrivedFile(path, path.stat().st_size, path.stat().st_mtime_ns)
            for path in sorted(folder.iterdir())
        )

    def steps(self) -> ExchangeSteps:
        prepared = SimpleNamespace(residents=1, header=SimpleNamespace(operations=2))
        return ExchangeSteps(
            prepare=lambda _, device: self.does(f"prepare {device}", prepared),
            seal=lambda _: self.does("seal", "sealed"),
            keep_sent=lambda _, __: self.does("keep"),
            carry=lambda _, __: self.does("carry", "written"),
            senders=lambda _: self.does("senders", "senders"),
            arrived=self.arrived,
            clear=lambda: None,
            receive=self.receive,
            back_up=lambda: self.does("back_up"),
            apply=lambda _, __, received: self.does(f"apply {received.header.bundle}", received),
            discard=lambda _: None,
            cleaning=self.cleaning(),
            note=lambda _, notes: self.notes.append(notes),
        )

    def cleaning(self) -> CleaningSteps:
        def wiped(_, number: int) -> None:
            self.does(f"wiped {number}")
            self.traces = 0

        return CleaningSteps(
            traces=lambda _: self.does("traces", self.traces),
            wipe=lambda: self.does("wipe"),
            wiped=wiped,
            carried=lambda _: self.does("carried files", self.arrived_there),
            remove=lambda files, folder: self.does("remove", files if folder else ()),
            forget=lambda _, files: self.does(f"forget {','.join(files)}"),
        )

    def trip(self) -> RoundTripSteps:
        work = UnsentWork(2, None, {"call_logged": 2}, 7)
        start = TripStart(("anneke", "bert"), work, {})
        return RoundTripSteps(
            begin=lambda _: self.does("begin", start),
            carried=lambda _, up_to: self.does(f"carried {up_to}"),
            let_go=lambda _: self.does("let_go"),
            confirm=lambda _: self.does("confirm", self.removals),
            people=lambda _: self.does("people", {}),
        )


@pytest.fixture
def world(tmp_path) -> World:
    return World(tmp_path)


@pytest.fixture
def run(qapp, world) -> ExchangeRun:
    return ExchangeRun(Workbench(Lanes()), world.steps())


def finished(run: ExchangeRun) -> list:
    results: list = []
    run.finished.connect(results.append)
    return results


def both_ways(run: ExchangeRun, world: World, **more: Any) -> Any:
    results = finished(run)
    run.both_ways(world.trip(), world.folder, frozenset(), **more)
    (result,) = results
    return result


def names(stamps) -> list[str]:
    return sorted(stamp[0] for stamp in stamps)


def test_one_file_for_each_coordinator_and_then_reading(run, world) -> None:
    world.put("a.hbz")
    result = both_ways(run, world)
    assert [one.device for one in result.written] == ["anneke", "bert"]
    assert len(result.applied) == 1
    assert result.went == {"call_logged": 2}
    assert world.log.index("carried 7") < world.log.index("arrived")
    assert world.log[-2:] == ["carried files", "people"]
    assert names(world.notes[0].read) == ["a.hbz"]


def test_files_that_were_read_before_are_passed_over(run, world) -> None:
    path = world.put("a.hbz")
    stat = path.stat()
    skip = frozenset({("a.hbz", stat.st_size, stat.st_mtime_ns)})
    result = both_ways(run, world, skip=skip)
    assert result.looked
    assert not result.applied
    assert not result.refused
    assert world.notes == []


def test_what_became_of_each_file_is_remembered(run, world) -> None:
    world.put("again.hbz", AlreadyReadError())
    world.put("bad.hbz", BundleSignatureError())
    world.put("busy.hbz", PlaceVanishedError())
    world.put("mine.hbz", FromMyselfError())
    world.put("new.hbz")
    result = both_ways(run, world)
    (notes,) = world.notes
    assert names(notes.read) == ["again.hbz", "new.hbz"]
    assert names(notes.refused) == ["bad.hbz"]
    assert len(notes.present) == 5
    assert {one.name for one in result.refused} == {"again.hbz", "bad.hbz", "busy.hbz"}


def test_a_sender_that_another_file_introduced_is_tried_again(run, world) -> None:
    world.put("a.hbz", BundleUnknownSenderError(), None)
    world.put("b.hbz")
    result = both_ways(run, world)
    assert len(result.applied) == 2
    assert result.refused == []


def test_an_unknown_sender_stays_refused(run, world) -> None:
    world.put("a.hbz", BundleUnknownSenderError())
    assert len(both_ways(run, world).refused) == 1


def test_a_file_that_grew_while_it_was_read_is_still_arriving(run, world) -> None:
    path = world.put("a.hbz")

    def grow(_senders: object, _path: Path) -> None:
        path.write_bytes(b"more")
        raise BundleDamagedError

    run._steps = replace(run._steps, receive=grow)
    result = both_ways(run, world)
    assert result.half == ["a.hbz"]
    assert result.refused == []


@pytest.mark.parametrize("is_there", [True, False])
def test_a_file_that_did_not_grow_is_damaged(run, world, is_there) -> None:
    path = world.put("a.hbz")

    def fail(_senders: object, _path: Path) -> None:
        if not is_there:
            path.unlink()
        raise BundleDamagedError

    run._steps = replace(run._steps, receive=fail)
    result = both_ways(run, world)
    assert result.half == []
    assert [one.name for one in result.refused] == ["a.hbz"]


def test_names_in_messages_hold_no_signs_that_turn_the_words(run, world) -> None:
    world.put("a\u202eb.hbz", BundleSignatureError())
    assert [one.name for one in both_ways(run, world).refused] == ["ab.hbz"]


def test_on_a_full_stick_one_can_still_read(run, world) -> None:
    world.put("a.hbz")
    world.errors["carry"] = DiskFullError()
    result = both_ways(run, world)
    assert isinstance(result.problem, DiskFullError)
    assert len(result.applied) == 1
    assert "let_go" not in world.log
    assert not any(step.startswith("carried") for step in world.log)


def test_from_a_stick_that_vanished_nothing_is_read(run, world) -> None:
    world.put("a.hbz")
    world.errors["carry"] = PlaceVanishedError()
    result = both_ways(run, world)
    assert isinstance(result.problem, PlaceVanishedError)
    assert "arrived" not in world.log


@pytest.mark.parametrize("step", ["arrived", "senders", "back_up"])
def test_the_first_problem_is_the_one_that_is_told(run, world, step) -> None:
    world.put("a.hbz")
    world.errors["carry"] = DiskFullError()
    world.errors[step] = PlaceVanishedError()
    assert isinstance(both_ways(run, world).problem, DiskFullError)
    del world.errors["carry"]
    assert isinstance(both_ways(run, world).problem, PlaceVanishedError)


def test_after_letting_go_the_traces_are_wiped_and_a_receipt_is_written(run, world) -> None:
    world.traces, world.removals, world.arrived_there = 3, 2, ("old",)
    result = both_ways(run, world)
    assert result.removed == 2
    cleaning = {"let_go", "traces", "wipe", "wiped 3", "confirm", "carried files", "remove"}
    assert [step for step in world.log if step in cleaning] == [
        "let_go",
        "traces",
        "wipe",
        "wiped 3",
        "confirm",
        "carried files",
        "remove",
    ], "and what was wiped is not looked for again"
    assert "forget old" in world.log
    assert len(result.written) == 4, "a small file more for each coordinator"


TIDYING = ("carried files", "remove", "forget old")


@pytest.mark.parametrize("step", ["let_go", "traces", "wipe", "wiped 3", "confirm", *TIDYING])
def test_a_clean_up_that_fails_is_told_and_never_confirmed(run, world, step) -> None:
    world.traces, world.removals, world.arrived_there = 3, 1, ("old",)
    world.errors[step] = PlaceVanishedError()
    result = both_ways(run, world)
    assert isinstance(result.problem, PlaceVanishedError)
    assert result.removed == (1 if step in TIDYING else 0)
    assert world.log.count("wipe") <= (2 if step == "let_go" else 1)


def test_what_a_file_removed_is_wiped_after_every_way_of_reading(run, world) -> None:
    results = finished(run)
    path = world.put("a.hbz")
    world.traces = 3
    told: list[str] = []
    run.progressed.connect(lambda what, *_: told.append(what))
    run.look(world.folder, frozenset())
    assert "wipe" not in world.log, "reading what was checked comes first"
    run.read(results[0].waiting, world.folder)
    assert world.log[-3:] == ["traces", "wipe", "wiped 3"]
    assert told == ["check", "read", "read", "wipe"]
    world.traces = 4
    run.take(world.trip(), path, frozenset())
    assert world.log[-3:] == ["traces", "wipe", "wiped 4"]
    assert [one.problem for one in results] == [None] * 3
    world.traces = 5
    world.errors["wipe"] = PlaceVanishedError()
    run.take(world.trip(), path, frozenset())
    assert results[-1].problem is world.errors["wipe"]
    assert len(results[-1].applied) == 1
    del world.errors["wipe"]
    run.look(world.folder / "a.hbz" / "..", frozenset({"a.hbz"}))
    assert world.log[-1] == "wiped 5", "what could not be wiped is wiped by a later run"


def test_who_stops_still_has_the_traces_wiped(run, world) -> None:
    results = finished(run)
    world.put("a.hbz")
    world.put("b.hbz")
    run.look(world.folder, frozenset())
    apply = run._steps.apply

    def stopping(*parts: Any) -> Any:
        run.stop()
        world.traces = 3
        return apply(*parts)

    run._steps = replace(run._steps, apply=stopping)
    run.read(results[0].waiting, world.folder)
    result = results[-1]
    assert result.stopped
    assert [step for step in world.log if step.startswith("apply")] == ["apply a.hbz"]
    assert world.log[-3:] == ["traces", "wipe", "wiped 3"]
    assert result.waiting == []


def test_after_reading_own_files_that_arrived_are_taken_away(run, world) -> None:
    results = finished(run)
    world.put("a.hbz")
    world.arrived_there = ("old",)
    for folder, last in ((world.folder, "forget old"), (None, "remove")):
        run.look(world.folder, frozenset())
        run.read(results[-1].waiting, folder)
        assert world.log[-2:] == [last, "traces"]
        assert results[-1].problem is None
    run.look(world.folder, frozenset())
    world.errors["remove"] = PlaceVanishedError()
    run.read(results[-1].waiting, world.folder)
    assert results[-1].problem is None, "it goes the next time"


def test_before_reading_one_may_know_what_it_would_do(run, world) -> None:
    results = finished(run)
    world.put("a.hbz")
    run.look(world.folder, frozenset())
    assert results[-1].waiting[0].preview is None
    run._steps = replace(run._steps, preview=lambda _, one: f"of {one.header.bundle}")
    run.look(world.folder, frozenset())
    assert results[-1].waiting[0].preview == "of a.hbz"
    run._steps = replace(run._steps, preview=lambda *_: world.does("preview"))
    world.errors["preview"] = BundleSignatureError()
    run.look(world.folder, frozenset())
    assert results[-1].waiting[0].preview is None, "reading it tells what is wrong"
    assert results[-1].refused == []


def test_a_page_wipes_after_a_deed_of_its_own(qapp, world) -> None:
    workbench = Workbench(Lanes())
    told: list[object] = []
    wipe_then(workbench, world.cleaning(), lambda: told.append("done"), told.append)
    assert (told, world.log) == (["done"], ["traces"])
    world.traces = 3
    wipe_then(workbench, world.cleaning(), lambda: told.append("done"), told.append)
    assert (told, world.log[1:]) == (["done"] * 2, ["traces", "wipe", "wiped 3"])
    world.traces = 3
    for step in ("wiped 3", "wipe", "traces"):
        world.errors[step] = PlaceVanishedError()
        wipe_then(workbench, world.cleaning(), lambda: told.append("done"), told.append)
        assert told[-1] is world.errors[step]


def test_nothing_begins_when_the_beginning_fails(run, world) -> None:
    world.errors["begin"] = PlaceVanishedError()
    assert both_ways(run, world).problem is not None
    assert world.log == ["begin", "traces"]
    for start in (
        lambda: run.give(world.trip(), world.folder),
        lambda: run.take(world.trip(), world.folder / "a.hbz", frozenset()),
    ):
        results = finished(run)
        start()
        assert results[0].problem is not None
        run.finished.disconnect()


def test_no_news_when_the_people_cannot_be_read(run, world) -> None:
    world.errors["people"] = PlaceVanishedError()
    result = both_ways(run, world)
    assert result.news.new == ()
    assert result.problem is None


def test_by_hand_one_gives_and_takes(run, world) -> None:
    results = finished(run)
    run.give(world.trip(), world.folder)
    assert results[0].went == {"call_logged": 2}
    run.take(world.trip(), world.put("a.hbz"), frozenset())
    assert len(results[1].applied) == 1
    assert world.notes == [], "a file that was chosen by hand lies in no folder"
