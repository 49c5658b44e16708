"""A forgotten password: the words of the emergency sheet, and a new password."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.start_words import normal_word
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.password_form import CheckPassword, OfferPassword, PasswordForm
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField
from huisbezoek.ui.widgets.text import IconText

WORD_COUNT = 24

HoldsWord = Callable[[str], bool]


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
        self._holds = holds
        self.problem = Banner(look, "error", "")
        self.problem.hide()
        self._words = AreaField(
            look,
            self.tr("De 24 woorden &van de herstelsleutel"),
            self.tr("Typ of plak ze in de volgorde van het noodblad, met een spatie ertussen."),
            lines=4,
        )
        self._words.editor.setObjectName("field_recovery_words")
        self._words.changed.connect(self._count)
        self._password = PasswordForm(look, check, offer, "field_new_password")
        self.busy = IconText(look, "clock", self.tr("Dat duurt even."), tone="muted")
        self.busy.hide()
        for widget in (
            Banner(
                look,
                "info",
                self.tr("Bent u huisbezoeker? Bel dan uw coördinator."),
                self.tr("De coördinator heeft het noodblad. Er wordt niets gewist."),
                icon="phone",
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
        self.set_busy(busy=False)
        self.problem.set_words(sentence)
        self.problem.setVisible(bool(sentence))
        self.body.verticalScrollBar().setValue(0)

    def set_busy(self, *, busy: bool) -> None:
        """Says that the program is at work."""
        self.busy.setVisible(busy)
        self._recover.setEnabled(not busy)

    def _typed(self) -> tuple[str, ...]:
        parts = self._words.text().replace(",", " ").split()
        return tuple(normal_word(part) for part in parts if not part.rstrip(".").isdecimal())

    def _count(self) -> None:
        self._words.set_error("")
        count = len(self._typed())
        self._words.set_help(
            texts.counted(
                count, self.tr("U hebt {0} woord getypt."), self.tr("U hebt {0} woorden getypt.")
            )
        )

    def _ask(self) -> None:
        words = self._typed()
        strange = [place for place, word in enumerate(words, 1) if not self._holds(word)]
        if strange:
            self._words.set_error(
                self.tr("Woord {0} staat niet in de lijst. Kijk nog eens op het papier.").format(
                    strange[0]
                )
            )
        elif len(words) != WORD_COUNT:
            self._words.set_error(
                self.tr("Het zijn 24 woorden. U hebt er {0} getypt.").format(len(words))
            )
        if self._words.error_text:
            self._words.editor.setFocus()
        elif self._password.accepts():
            self.problem.hide()
            self.set_busy(busy=True)
            self.asked.emit(words, self._password.password())
