"""Changing the password, or encrypting everything anew because somebody knows it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from huisbezoek.ui.dialogs.password_form import CheckPassword, OfferPassword, PasswordForm
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import PasswordField
from huisbezoek.ui.widgets.text import IconText


class PasswordDialog(DialogFrame):
    """Asks the present password and a new one; `asked` carries both and the dialog stays.

    With `anew` it says that everything is encrypted again and that older copies go.
    """

    asked = Signal(str, str)

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        check: CheckPassword,
        offer: OfferPassword,
        *,
        anew: bool = False,
    ) -> None:
        title = self._title(anew=anew)
        super().__init__(look, window, title, icon="key-round")
        self.setObjectName("password_dialog")
        self.set_back(self.tr("Terug"))
        self.problem = Banner(look, "error", "")
        self.problem.hide()
        self._present = PasswordField(
            look, self.tr("Wachtwoord van &nu"), self.tr("Toon"), self.tr("Verberg")
        )
        self._present.editor.setObjectName("field_present_password")
        self._form = PasswordForm(look, check, offer, "field_new_password")
        self.busy = IconText(look, "clock", self.tr("Dat duurt even."), tone="muted")
        self.busy.hide()
        for widget in (self.problem, self._present, self._form, self.busy):
            self.content.addWidget(widget)
        if anew:
            self.content.insertWidget(0, self._warning())
        self.content.addStretch(1)
        self._add_buttons(anew=anew)

    def show_problem(self, sentence: str) -> None:
        """Says what went wrong; what was typed stays."""
        if not isValid(self):
            return  # A person closed it meanwhile.
        self.busy.hide()
        self._save.setEnabled(True)
        self.problem.set_words(sentence)
        self.problem.show()
        self.body.verticalScrollBar().setValue(0)

    def _title(self, *, anew: bool) -> str:
        return self.tr("Iemand kent mijn wachtwoord") if anew else self.tr("Wachtwoord veranderen")

    def _warning(self) -> Banner:
        return Banner(
            self._source,
            "info",
            self.tr("Alles wordt opnieuw versleuteld."),
            self.tr(
                "Het oude wachtwoord opent daarna niets meer. Oude reservekopieën op deze laptop "
                "gaan weg. Het programma sluit even en komt vanzelf terug."
            ),
        )

    def _add_buttons(self, *, anew: bool) -> None:
        cancel = Button(self._source, self.tr("N&iet nu"), "quiet")
        cancel.clicked.connect(self.reject)
        words = self.tr("&Opnieuw versleutelen") if anew else self.tr("Wachtwoord &veranderen")
        self._save = Button(self._source, words, "primary", "check")
        self._save.setObjectName("encrypt_anew" if anew else "save_password")
        self._save.clicked.connect(self._ask)
        self._form.entered.connect(self._ask)
        self.add_button(cancel)
        self.add_button(self._save)

    def _ask(self) -> None:
        self._present.set_error("")
        if not self._present.text():
            self._present.set_error(self.tr("Vul eerst het wachtwoord van nu in."))
            self._present.editor.setFocus()
        elif self._form.accepts():
            self.problem.hide()
            self.busy.show()
            self._save.setEnabled(False)
            self.asked.emit(self._present.text(), self._form.password())
