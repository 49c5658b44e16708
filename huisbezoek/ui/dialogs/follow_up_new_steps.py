"""What a coordinator begins on the card of a resident: a signal somebody tells, an invitation."""

from PySide6.QtCore import Signal

from huisbezoek.model.domain.social_map import Offer
from huisbezoek.ui.dialogs.follow_up_invitation_dialog import FollowUpInvitationDialog
from huisbezoek.ui.dialogs.follow_up_steps import FollowUpUses
from huisbezoek.ui.dialogs.follow_up_told_dialog import FollowUpToldDialog
from huisbezoek.ui.dialogs.steps import Steps


class NewFollowUpSteps(Steps[FollowUpUses]):
    """`signal_kept` and `invitation_kept` tell what was kept."""

    signal_kept = Signal()
    invitation_kept = Signal()

    def begin_signal(self, resident: str, name: str, *, may_write: bool) -> None:
        """Asks who tells what; `may_write`: the resident gave permission for notes before."""
        dialog = FollowUpToldDialog(self._look, self._page.window(), name, may_write=may_write)

        def keep() -> None:
            signal = dialog.signal
            if signal is not None:
                self._do(
                    lambda writing: self._uses.raise_signal(writing, resident, signal),
                    lambda _: self.signal_kept.emit(),
                )

        self._open(dialog, keep)

    def begin_invitation(self, resident: str, name: str) -> None:
        """Asks to what the resident was invited."""
        self._ask(self._uses.offers, lambda offers: self._show_invitation(resident, name, offers))

    def _show_invitation(self, resident: str, name: str, offers: tuple[Offer, ...]) -> None:
        dialog = FollowUpInvitationDialog(self._look, self._page.window(), name, offers)

        def keep() -> None:
            invitation = dialog.invitation
            if invitation is not None:
                self._do(
                    lambda writing: self._uses.invite(writing, resident, invitation),
                    lambda _: self.invitation_kept.emit(),
                )

        self._open(dialog, keep)
