"""The coordinator's page Uitwisselen on a real profile, and laptops that write to it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from huisbezoek.app.binding import Binding
from huisbezoek.app.exchange_steps import watch_uses
from huisbezoek.app.exchange_uses import exchange_desk_uses
from huisbezoek.app.parts import Parts
from huisbezoek.model.domain.events import CallLogged, CallOutcome, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.ports.exchange import Direction
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.model.usecases.receiving import (
    apply_bundle,
    discard,
    receive_bundle,
    sender_keys,
)
from huisbezoek.model.usecases.sending import (
    carry_bundle,
    keep_sent,
    peers_to_send_to,
    prepare_bundle,
    seal_bundle,
)
from huisbezoek.ui.models.folder_watch import FolderWatch
from huisbezoek.ui.models.sticks import no_volumes
from huisbezoek.ui.pages.exchange_desk_page import ExchangeDeskPage
from tests.profiles import identifier
from tests.ui.stage import NOW, Stage, click, workbench_on, write

VISIT = Subject(SubjectKind.VISIT, identifier(900))


class ExchangeDesk:
    """Anneke's laptop with its page Uitwisselen."""

    def __init__(self, stage: Stage, profile: OpenProfile, qtbot) -> None:
        self.stage, self.profile, self.qtbot = stage, profile, qtbot
        self.workbench, self.lanes = workbench_on(stage, profile)
        self.bound = Binding(stage.parts, profile, stage.chooser, "Anneke de Wit")
        self.failures: list[Exception] = []
        self.workbench.failed.connect(self.failures.append)
        self.watch = FolderWatch(self.workbench, watch_uses(self.bound, no_volumes))
        self.page = self.new_page()

    def new_page(self) -> ExchangeDeskPage:
        uses = exchange_desk_uses(self.bound, self.watch)
        page = ExchangeDeskPage(self.workbench, self.stage.look, uses)
        page.resize(1134, 768)
        self.qtbot.addWidget(page)
        return page

    def open(self) -> None:
        self.page.show()
        self.watch._ask_place()
        self.page.open()
        self.qtbot.waitUntil(lambda: self.page._seen is not None, timeout=20_000)
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is on its way any more."""
        tasks = self.stage.tasks
        page = self.page

        def is_still() -> bool:
            lanes = (tasks.data, tasks.files, tasks.read)
            rounds = (page.run, page.news, page.packing)
            return all(one.is_idle for one in lanes) and not any(one.is_running for one in rounds)

        for _ in range(3):
            self.qtbot.waitUntil(is_still, timeout=20_000)
            QCoreApplication.sendPostedEvents()

    def does(self, name: str) -> str:
        """Presses a button of the page or of its dialog; answers what the page then says."""
        click(self.page.window(), name)
        self.settle()
        return self.said()

    def said(self) -> str:
        return "\n".join(
            text
            for banner in (self.page.parts.problem, self.page.parts.good)
            if banner.isVisible()
            for text in (banner.title.text(), banner.sentence.text())
        )

    def words(self) -> str:
        """Everything that can be read on the page and in a dialog over it."""
        labels = self.page.window().findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())

    def does_not_fail(self) -> None:
        assert self.failures == []

    def deed(self, deed: Callable[[Writing], object]) -> None:
        with self.qtbot.waitSignal(self.workbench.changed, timeout=20_000):
            self.workbench.do(deed)
        self.settle()

    def close(self) -> None:
        self.watch.stop()
        self.page.hide()
        self.settle()
        closed = []
        self.lanes.close(lambda: closed.append(True))
        self.qtbot.waitUntil(lambda: bool(closed))
        self.profile.database.close()


def send(parts: Parts, profile: OpenProfile, folder: Path) -> Path:
    """A file for the coordinator from this laptop, as its own page writes it."""
    exchange = parts.exchange(profile)
    device = write(profile, lambda writing: peers_to_send_to(writing, exchange))[0].device
    prepared = write(
        profile, lambda writing: prepare_bundle(writing, exchange, device, now=parts.now())
    )
    sealed = seal_bundle(exchange, prepared)
    write(profile, lambda writing: keep_sent(writing, sealed, now=parts.now()))
    return carry_bundle(exchange, sealed, folder, today=parts.today()).path


def read(parts: Parts, profile: OpenProfile, path: Path) -> None:
    """This laptop reads a file that the coordinator wrote."""
    exchange = parts.exchange(profile)
    today = parts.today()
    senders = write(profile, lambda writing: sender_keys(writing, exchange, today=today))
    received = receive_bundle(exchange, senders, path)
    write(
        profile,
        lambda writing: apply_bundle(writing, exchange, senders, received, now=parts.now()),
    )
    discard(received)


def record_call(profile: OpenProfile, visit: Subject = VISIT) -> None:
    """A visitor plans a visit and logs a call."""
    resident = identifier(1000)

    def deed(writing: Writing) -> None:
        today = NOW.date()
        writing.record(visit, VisitPlanned(resident, ("age75",), VisitOrigin.ROUND, today))
        writing.record(visit, CallLogged(CallOutcome.NO_ANSWER, NOW.replace(tzinfo=None)))

    write(profile, deed)


def received_count(profile: OpenProfile) -> int:
    """How many files this laptop read."""
    lines = write(profile, lambda writing: writing.ledger())
    return sum(line.direction == Direction.RECEIVED for line in lines)


def copied(source: Path, target: Path) -> Path:
    """A copy of a folder of a closed profile."""
    return Path(shutil.copytree(source, target))
