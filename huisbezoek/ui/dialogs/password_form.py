"""Choosing a password: twice the same, long enough in words, with four words on offer."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.passwords import MINIMUM_LENGTH
from huisbezoek.ui import errors, texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.field import PasswordField
from huisbezoek.ui.widgets.text import Text

CheckPassword = Callable[[str], None]
"""Raises the error that says what is wrong with a password."""
OfferPassword = Callable[[], str]


class PasswordForm(QWidget):
    """Two fields and an offer of four words; `entered` tells that Enter was pressed.

    Ask `accepts` before using `password`: it marks the field that is wrong. The name of the
    fields starts with `prefix`, so that two forms in one window stay apart.
    """

    entered = Signal()

    def __init__(
        self,
        look: LookSource,
        check: CheckPassword,
        offer: OfferPassword,
        prefix: str = "field_password",
    ) -> None:
        super().__init__()
        self._source = look
        self._check = check
        self._offer = offer
        show, hide = self.tr("&Toon"), self.tr("V&erberg")
        self._rule = self.tr("Ten minste {0} tekens, of vier Nederlandse woorden.").format(
            MINIMUM_LENGTH
        )
        self._first = PasswordField(look, self.tr("Nieuw &wachtwoord"), show, hide, self._rule)
        self._again = PasswordField(
            look, self.tr("&Nog een keer"), self.tr("Toon"), self.tr("Verberg")
        )
        self._first.editor.setObjectName(prefix)
        self._again.editor.setObjectName(f"{prefix}_again")
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._first)
        self._box.addWidget(self._again)
        self._add_offer()
        self._first.changed.connect(self._measure)
        self._again.changed.connect(lambda _: self._again.set_error(""))
        self._first.editor.returnPressed.connect(self._again.editor.setFocus)
        self._again.editor.returnPressed.connect(self.entered)
        look.changed.connect(self._dress)
        self._dress()

    def _add_offer(self) -> None:
        look = self._source
        self._words = Text(look, tone="muted")
        self._words.setObjectName("offered_password")
        use = Button(look, self.tr("Dit &gebruiken"), "quiet", "check")
        use.setObjectName("use_offered_password")
        use.clicked.connect(self._use_offer)
        other = Button(look, self.tr("An&der voorstel"), "quiet", "refresh-cw")
        other.setObjectName("offer_another_password")
        other.clicked.connect(self._offer_another)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(use)
        self._buttons.addWidget(other)
        self._buttons.addStretch(1)
        self._box.addWidget(self._words)
        self._box.addLayout(self._buttons)
        self._offer_another()

    def password(self) -> str:
        """What was typed, exactly."""
        return self._first.text()

    def accepts(self) -> bool:
        """Whether the password will do and was typed twice the same; marks what is wrong."""
        self._first.set_error("")
        self._again.set_error("")
        try:
            self._check(self.password())
        except HuisbezoekError as error:
            self._first.set_error(errors.sentence(error))
            self._first.editor.setFocus()
            return False
        if self._again.text() != self.password():
            self._again.set_error(self.tr("Dit is niet hetzelfde. Typ uw wachtwoord nog een keer."))
            self._again.editor.setFocus()
            return False
        return True

    def clear(self) -> None:
        """Empties both fields."""
        self._first.set_text("")
        self._again.set_text("")

    def _measure(self, text: str) -> None:
        self._first.set_error("")
        left = MINIMUM_LENGTH - len(text)
        if not text:
            words = self._rule
        elif left > 0:
            words = texts.counted(
                left,
                self.tr("Nog {0} teken, dan is het lang genoeg."),
                self.tr("Nog {0} tekens, dan is het lang genoeg."),
            )
        else:
            words = self.tr("Lang genoeg.")
        self._first.set_help(words)

    def _offer_another(self) -> None:
        self._offered = self._offer()
        self._words.setText(self.tr("Voorstel van vier woorden: {0}").format(self._offered))

    def _use_offer(self) -> None:
        for field in (self._first, self._again):
            field.set_text(self._offered)
            field.set_error("")

    def _dress(self) -> None:
        look = self._source.look
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.u(1.5))
        self._buttons.setSpacing(look.u(1))
