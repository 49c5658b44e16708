"""What a coordinator begins on the card of a resident: a signal somebody tells, an invitation."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.social_map import Offer
from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.ui.dialogs.follow_up_invitation_dialog import FollowUpInvitationDialog
from huisbezoek.ui.dialogs.follow_up_steps import FollowUpUses
from huisbezoek.ui.dialogs.follow_up_told_dialog import FollowUpToldDialog
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.workbench import Workbench


class NewFollowUpSteps(QObject):
    """`signal_kept` and `invitation_kept` tell what was kept, `failed` carries an error."""

    signal_kept = Signal()
    invitation_kept = Signal()
    failed = Signal(object)

    def __init__(
        self, workbench: Workbench, look: LookSource, uses: FollowUpUses, page: QWidget
    ) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._page = page

    def begin_signal(self, resident: str, name: str, *, may_write: bool) -> None:
        """Asks who tells what; `may_write`: the resident gave permission for notes before."""
        dialog = FollowUpToldDialog(self._look, self._page.window(), name, may_write=may_write)

        def keep() -> None:
            signal = dialog.signal
            if signal is not None:
                self._do(
                    lambda writing: self._uses.raise_signal(writing, resident, signal),
                    self.signal_kept.emit,
                )

        self._show(dialog, keep)

    def begin_invitation(self, resident: str, name: str) -> None:
        """Asks to what the resident was invited."""
        self._workbench.ask(
            self._uses.offers,
            lambda offers: self._show_invitation(resident, name, offers),
            self.failed.emit,
        )

    def _show_invitation(self, resident: str, name: str, offers: tuple[Offer, ...]) -> None:
        dialog = FollowUpInvitationDialog(self._look, self._page.window(), name, offers)

        def keep() -> None:
            invitation = dialog.invitation
            if invitation is not None:
                self._do(
                    lambda writing: self._uses.invite(writing, resident, invitation),
                    self.invitation_kept.emit,
                )

        self._show(dialog, keep)

    def _do(self, deed: Callable[[Writing], None], kept: Callable[[], None]) -> None:
        self._workbench.do(deed, lambda _: kept(), self.failed.emit)

    def _show(self, dialog: DialogFrame, keep: Callable[[], None]) -> None:
        dialog.accepted.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()
