"""A visitor's laptop with its page Uitwisselen, and a coordinator who answers by use cases."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton

from huisbezoek.app.binding import Binding
from huisbezoek.app.exchange_steps import watch_uses
from huisbezoek.app.parts import Parts
from huisbezoek.app.visitor_exchange_uses import visitor_exchange_uses
from huisbezoek.model.domain.events import CallLogged, CallOutcome, VisitOrigin, VisitPlanned
from huisbezoek.model.domain.operations import Subject, SubjectKind
from huisbezoek.model.usecases.exchange import OUTBOX
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.model.usecases.sending import (
    carry_bundle,
    keep_sent,
    prepare_bundle,
    seal_bundle,
)
from huisbezoek.ui.models.folder_watch import FolderWatch
from huisbezoek.ui.models.sticks import Volume
from huisbezoek.ui.pages.exchange_page import ExchangePage
from tests.profiles import identifier
from tests.ui.stage import NOW, Stage, click, workbench_on, write

VISIT = Subject(SubjectKind.VISIT, identifier(900))


class VisitorDesk:
    """Riet's laptop with its page Uitwisselen; `volumes` are the sticks that are in."""

    def __init__(self, stage: Stage, profile: OpenProfile, qtbot, width: int = 1134) -> None:
        self.stage, self.profile, self.qtbot = stage, profile, qtbot
        self.workbench, self.lanes = workbench_on(stage, profile)
        self.bound = Binding(stage.parts, profile, stage.chooser, "Riet Jansen")
        self.volumes: tuple[Volume, ...] = ()
        self.failures: list[Exception] = []
        self.workbench.failed.connect(self.failures.append)
        self.watch = FolderWatch(self.workbench, watch_uses(self.bound, lambda: self.volumes))
        self.page = ExchangePage(
            self.workbench, stage.look, visitor_exchange_uses(self.bound, self.watch)
        )
        self.watch.setParent(self.page)
        self.page.resize(width, 768)
        qtbot.addWidget(self.page)
        self.page.show()
        self.watch.start()
        self.page.open()
        self.settle()

    @property
    def button(self) -> QPushButton:
        return self.page.findChild(QPushButton, "exchange")

    def put_in(self, folder: Path) -> None:
        """Puts this stick in, and no other."""
        self.volumes = (Volume(folder, folder.name, "vfat", is_removable=True),)
        self.look_twice()

    def take_out(self) -> None:
        self.volumes = ()
        self.look_twice()

    def look_twice(self) -> None:
        for _ in range(2):
            self.watch.look_now()
            self.settle()

    def exchanges(self) -> str:
        """Presses the one button; answers what the page then says."""
        return self.does("exchange")

    def does(self, name: str) -> str:
        with self.qtbot.waitSignal(self.page.run.finished, timeout=30_000):
            click(self.page, name)
        self.settle()
        return self.said()

    def said(self) -> str:
        return "\n".join(
            text
            for banner in (self.page._problem, self.page._good)
            if banner.isVisible()
            for text in (banner.title.text(), banner.sentence.text())
        )

    def words(self) -> str:
        """Everything that can be read on the page."""
        labels = self.page.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())

    def settle(self) -> None:
        tasks = self.stage.tasks
        lanes = (tasks.data, tasks.files, tasks.read)
        for _ in range(2):
            self.qtbot.waitUntil(lambda: all(one.is_idle for one in lanes), timeout=20_000)

    def deed(self, deed: Callable[[Writing], Any]) -> Any:
        """Does this on the laptop, as a page would; answers what it answered."""
        answers = []
        with self.qtbot.waitSignal(self.workbench.changed, timeout=20_000):
            self.workbench.do(deed, answers.append)
        self.settle()
        return answers[0]

    def calls(self) -> None:
        """Plans a visit and logs a call: two things to take along."""

        def deed(writing: Writing) -> None:
            today = NOW.date()
            writing.record(
                VISIT, VisitPlanned(identifier(1000), ("age75",), VisitOrigin.ROUND, today)
            )
            writing.record(VISIT, CallLogged(CallOutcome.NO_ANSWER, NOW.replace(tzinfo=None)))

        self.deed(deed)

    def close(self) -> None:
        self.watch.stop()
        self.page.hide()
        self.settle()
        closed = []
        self.lanes.close(lambda: closed.append(True))
        self.qtbot.waitUntil(lambda: bool(closed))
        self.profile.database.close()


def send_to(parts: Parts, profile: OpenProfile, device: str, folder: Path) -> Path:
    """A file for this device, as a coordinator writes it."""
    exchange = parts.exchange(profile)
    (profile.folder / OUTBOX).mkdir(exist_ok=True)
    prepared = write(
        profile, lambda writing: prepare_bundle(writing, exchange, device, now=parts.now())
    )
    sealed = seal_bundle(exchange, prepared)
    write(profile, lambda writing: keep_sent(writing, sealed, now=parts.now()))
    return carry_bundle(exchange, sealed, folder, today=parts.today()).path
