"""Laptops as their windows run them: the program's own steps, on the thread of the test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from huisbezoek.app.binding import Binding
from huisbezoek.app.exchange_uses import exchange_desk_uses
from huisbezoek.app.parts import Parts
from huisbezoek.app.visitor_exchange_uses import visitor_exchange_uses
from huisbezoek.model.usecases.ports.profile import DATABASE_FILE
from huisbezoek.model.usecases.ports.work import Changes
from huisbezoek.model.usecases.profile import OpenProfile
from huisbezoek.ui.models.exchange_run import ExchangeRun
from huisbezoek.ui.models.exchange_steps import ExchangeResult
from huisbezoek.ui.workbench import Workbench
from tests.sqlcipher_pages import decrypted
from tests.ui.desk import DeskChooser
from tests.ui.immediate_lanes import ImmediateLanes


class Doing(Protocol):
    """Carries out a deed in one transaction."""

    def do_and_tell(self, deed: Callable) -> tuple[Any, Changes]: ...


class Window:
    """The page Uitwisselen of one open profile, without its widgets."""

    def __init__(self, parts: Parts, profile: OpenProfile, doing: Doing) -> None:
        self.workbench = Workbench(ImmediateLanes(doing))
        self.bound = Binding(parts, profile, DeskChooser(), "")
        make = exchange_desk_uses if self.bound.is_coordinator else visitor_exchange_uses
        self.uses: Any = make(self.bound, None)

    def exchanges(self, folder: Path) -> ExchangeResult:
        """As the page does: a coordinator looks and then reads, a visitor does all at once."""
        run = ExchangeRun(self.workbench, self.uses.steps)
        results: list[ExchangeResult] = []
        run.finished.connect(results.append)
        if self.bound.is_coordinator:
            run.look(folder, frozenset())
            run.read(results[-1].waiting, folder)
        else:
            run.both_ways(self.uses.trip, folder, frozenset())
        assert results[-1].problem is None
        return results[-1]


def bytes_of(profile: OpenProfile) -> bytes:
    """Every byte in the folder of a profile, the database and its copies in the clear."""
    return b"".join(
        decrypted(path, profile.keys.database_key)
        if path.name.startswith(DATABASE_FILE) and not path.name.endswith("-shm")
        else path.read_bytes()
        for path in sorted(profile.folder.rglob("*"))
        if path.is_file()
    )
