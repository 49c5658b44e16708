"""A forgotten password: the words of the emergency sheet, and a new password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from huisbezoek.ui.dialogs.password_form import CheckPassword, OfferPassword, PasswordForm
from huisbezoek.ui.dialogs.sheet_words_field import HoldsWord, SheetWordsField
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.text import IconText


class RecoveryDialog(DialogFrame):
    """Asks the 24 words (pasting works) and a new password; `asked` carries both.

    The dialog stays until the owner closes it, so that what was typed survives an error.
    """

    asked = Signal(object, str)

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        holds: HoldsWord,
        check: CheckPassword,
        offer: OfferPassword,
    ) -> None:
        super().__init__(look, window, self.tr("Wachtwoord vergeten"), icon="key-round")
        self.setObjectName("recovery_dialog")
        self.set_back(self.tr("Terug"))
        self.problem = Banner(look, "error", "")
        self.problem.hide()
        self._words = SheetWordsField(
            look, self.tr("De 24 woorden &van de herstelsleutel"), holds, "field_recovery_words"
        )
        self._password = PasswordForm(look, check, offer, "field_new_password")
        self.busy = IconText(look, "clock", self.tr("Dat duurt even."), tone="muted")
        self.busy.hide()
        for widget in (
            Banner(
                look,
                "info",
                self.tr("Pak het noodblad van uw organisatie."),
                self.tr("Er wordt niets gewist. De woorden worden nergens bewaard."),
                icon="file-text",
            ),
            self.problem,
            self._words,
            self._password,
            self.busy,
        ):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        cancel = Button(look, self.tr("Niet n&u"), "quiet")
        cancel.clicked.connect(self.reject)
        self._recover = Button(look, self.tr("Nieuw wachtwoord &instellen"), "primary", "check")
        self._recover.setObjectName("recover_profile")
        self._recover.clicked.connect(self._ask)
        self.add_button(cancel)
        self.add_button(self._recover)

    def show_problem(self, sentence: str) -> None:
        """Says what went wrong; what was typed stays."""
        if not isValid(self):
            return  # A person closed it meanwhile.
        self.set_busy(busy=False)
        self.problem.set_words(sentence)
        self.problem.setVisible(bool(sentence))
        self.body.verticalScrollBar().setValue(0)

    def set_busy(self, *, busy: bool) -> None:
        """Says that the program is at work."""
        self.busy.setVisible(busy)
        self._recover.setEnabled(not busy)

    def _ask(self) -> None:
        if self._words.accepts() and self._password.accepts():
            self.problem.hide()
            self.set_busy(busy=True)
            self.asked.emit(self._words.words(), self._password.password())
