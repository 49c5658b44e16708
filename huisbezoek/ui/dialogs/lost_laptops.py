"""Lost laptops on the page Bezoekers: blocking one, and the cards of what has to be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.usecases.laptops import LaptopView
from huisbezoek.model.usecases.lost_laptops import LostLaptop
from huisbezoek.model.usecases.ports.documents import Sheet
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui.dialogs.laptop_lost_dialog import LaptopChoice, LaptopLostDialog
from huisbezoek.ui.dialogs.lost_laptop_panel import LostLaptopPanel
from huisbezoek.ui.models.laptop_words import laptop_choice_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class LostLaptopUses:
    """What is asked and done about lost laptops; the clock is bound, but for `now` itself.

    `laptops` are those that still take part; `revoke` gets the device and when it was noticed.
    `sheet` makes the list of whose data was on it.
    """

    laptops: Callable[[Writing], tuple[LaptopView, ...]]
    lost: Callable[[Writing], tuple[LostLaptop, ...]]
    revoke: Callable[[Writing, str, datetime], None]
    mark_handled: Callable[[Writing, str], None]
    sheet: Callable[[Reading, LostLaptop], Sheet]
    now: Callable[[], datetime]


class LostLaptops(QWidget):
    """A card for each lost laptop that was not handled yet; nothing when there is none.

    `print_sheets` asks for a printer. `start_file_wanted` carries the person; `failed` an error.
    """

    start_file_wanted = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: LostLaptopUses,
        print_sheets: Callable[[QWidget, Sequence[Sheet]], None],
    ) -> None:
        super().__init__()
        self._print_sheets = print_sheets
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._lost: dict[str, LostLaptop] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def load(self) -> None:
        """Reads which laptops are lost; only a writer may see that, though nothing is written."""
        self._workbench.do(self._uses.lost, self._show, self.failed.emit)

    def begin(self) -> None:
        """Asks whose laptop is lost, and since when."""
        self._workbench.do(self._uses.laptops, self._ask, self.failed.emit)

    def _ask(self, laptops: Sequence[LaptopView]) -> None:
        now = self._uses.now()
        choices = [
            LaptopChoice(
                one.device, laptop_choice_words(one.name, one.last_received_on, now.date())
            )
            for one in laptops
        ]
        dialog = LaptopLostDialog(self._look, self.window(), choices, now)

        def revoke() -> None:
            device, noticed = dialog.device, dialog.noticed_at
            if noticed is not None:
                self._workbench.do(
                    lambda writing: self._uses.revoke(writing, device, noticed),
                    lambda _: self.load(),
                    self.failed.emit,
                )

        dialog.accepted.connect(revoke)
        dialog.show_once()

    def _show(self, lost: Sequence[LostLaptop]) -> None:
        cleared(self._box)
        self._lost = {one.device: one for one in lost}
        now = self._uses.now()
        for one in lost:
            panel = LostLaptopPanel(self._look, one, now)
            panel.print_wanted.connect(self._print)
            panel.start_file_wanted.connect(self.start_file_wanted)
            panel.handled.connect(self._handle)
            self._box.addWidget(panel)
        self.setVisible(bool(lost))

    def _print(self, device: str) -> None:
        lost = self._lost[device]

        def put_on_paper(sheet: Sheet) -> None:
            try:
                self._print_sheets(self, [sheet])
            except EnvironmentFailedError as error:
                self.failed.emit(error)

        self._workbench.ask(
            lambda reading: self._uses.sheet(reading, lost), put_on_paper, self.failed.emit
        )

    def _handle(self, device: str) -> None:
        self._workbench.do(
            lambda writing: self._uses.mark_handled(writing, device),
            lambda _: self.load(),
            self.failed.emit,
        )
