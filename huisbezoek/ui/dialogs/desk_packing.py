"""From who is ticked to files that may be written: packs in turn, and shows the slips."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.usecases.exchange_desk import PackedFile
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.sending import PreparedBundle
from huisbezoek.ui.dialogs.packing_dialog import PackingDialog, Receiver
from huisbezoek.ui.models.rounds_of_receivers import Asked, Rounds
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class PackingWays:
    """How the page names a device and the place of now, and lets a person choose another."""

    name: Callable[[str], str]
    place: Callable[[], str]
    choose: Callable[[], object]


class DeskPacking(QObject):
    """`packed` says that the slips are in view; `write_wanted` has the devices to write for.

    What was packed stays here until it was written or put away: the file is the one of the slip.
    """

    progressed = Signal(int, int)
    packed = Signal()
    write_wanted = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        pack: Callable[[Writing, str], PackedFile],
        ways: PackingWays,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._look = look
        self._ways = ways
        self._page = page
        self._files: dict[str, PackedFile] = {}
        self._rounds = Rounds(workbench, pack, self)
        self._rounds.progressed.connect(self.progressed)
        self._rounds.finished.connect(self._show_slips)

    @property
    def is_running(self) -> bool:
        """Whether something is still being packed."""
        return self._rounds.is_running

    def begin(self, devices: Sequence[str]) -> None:
        """Packs for these devices and then shows the slips."""
        self._files = {}
        self._rounds.begin(devices)

    def stop(self) -> bool:
        """Ends packing, and says whether there was any."""
        was_running = self.is_running
        self._rounds.forget()
        return was_running

    def take(self, _writing: Writing, device: str) -> PreparedBundle:
        """The file of the slip, as `ExchangeSteps.prepare` hands it to a run."""
        return self._files[device].prepared

    def put_away(self) -> None:
        """Forgets what was packed."""
        self._files = {}

    def _show_slips(self, answers: tuple[Asked[PackedFile], ...]) -> None:
        self._files = {one.device: one.found for one in answers if one.found is not None}
        receivers = [
            Receiver(
                one.device,
                self._ways.name(one.device),
                one.found.slip if one.found is not None else None,
                one.error,
            )
            for one in answers
        ]
        dialog = PackingDialog(self._look, self._page.window(), receivers, self._ways.place())
        dialog.folder_wanted.connect(self._ways.choose)
        dialog.folder_wanted.connect(lambda: dialog.set_place(self._ways.place()))
        dialog.accepted.connect(lambda: self.write_wanted.emit(tuple(self._files)))
        dialog.rejected.connect(self.put_away)
        dialog.show_once()
        self.packed.emit()
