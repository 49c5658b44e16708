"""Putting back a backup that one chooses: which one, and what is not in it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from huisbezoek.model.usecases.ports.profile import Backup
from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import PasswordField


class RestoreDialog(DialogFrame):
    """Lists the backups, the last one first; `chosen` carries one and the password.

    The dialog stays until the owner closes it, so that a mistyped password can be mended.
    """

    chosen = Signal(object, str)

    def __init__(self, look: LookSource, window: QWidget, backups: Sequence[Backup]) -> None:
        super().__init__(look, window, self.tr("Reservekopie terugzetten"), icon="undo-2")
        self.setObjectName("restore_dialog")
        self.set_back(self.tr("Terug"))
        self._backups = {one.folder.name: one for one in backups}
        choices = [Choice(one.folder.name, texts.moment(one.made_at)) for one in backups]
        self._group = ChoiceGroup(look, self.tr("Welke reservekopie?"), choices)
        for place, row in enumerate(self._group.rows().values()):
            row.setObjectName(f"backup_{place}")
        self._password = PasswordField(
            look, self.tr("Uw &wachtwoord"), self.tr("Toon"), self.tr("Verberg")
        )
        self._password.editor.setObjectName("field_restore_password")
        self.problem = Banner(look, "error", "")
        self.problem.hide()
        for widget in (
            self.problem,
            Banner(
                look,
                "warn",
                self.tr("Wat u na de reservekopie opschreef, staat er niet in."),
                self.tr(
                    "Wat u al had uitgewisseld, komt terug als u weer uitwisselt. De gegevens van "
                    "nu blijven bewaard op deze laptop. Het programma sluit even en komt terug."
                ),
                icon="triangle-alert",
            ),
            self._group,
            self._password,
        ):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        cancel = Button(look, self.tr("&Niet terugzetten"), "quiet")
        cancel.clicked.connect(self.reject)
        self._restore = Button(look, self.tr("Reservekopie &terugzetten"), "primary", "undo-2")
        self._restore.setObjectName("confirm_restore")
        self._restore.clicked.connect(self._choose)
        self.add_button(cancel)
        self.add_button(self._restore)

    def show_problem(self, sentence: str) -> None:
        """Says what went wrong; what was chosen stays."""
        if not isValid(self):
            return  # A person closed it meanwhile.
        self._restore.setEnabled(True)
        self.problem.set_words(sentence)
        self.problem.show()
        self.body.verticalScrollBar().setValue(0)

    def _choose(self) -> None:
        names = self._group.chosen()
        self._password.set_error("")
        if not names:
            self._group.set_error(self.tr("Kies eerst een reservekopie."))
        elif not self._password.text():
            self._password.set_error(self.tr("Vul eerst uw wachtwoord in."))
            self._password.editor.setFocus()
        else:
            self.problem.hide()
            self._restore.setEnabled(False)
            self.chosen.emit(self._backups[names[0]], self._password.text())
