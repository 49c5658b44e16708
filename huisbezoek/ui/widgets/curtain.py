"""The curtain over the window during a talk, and the code of six digits that lifts it."""

from hmac import compare_digest
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.circle import IconCircle
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.text import Text

CODE_DIGITS: Final = 6
TRIES: Final = 5


class CurtainCode:
    """Six digits, kept in memory only and gone when the profile is locked."""

    def __init__(self) -> None:
        self._code = ""
        self._tries = 0

    @property
    def is_chosen(self) -> bool:
        """Whether there is a code to lift the curtain with."""
        return bool(self._code)

    @property
    def tries_left(self) -> int:
        """How often a wrong code may still be given before the program locks."""
        return TRIES - self._tries

    def choose(self, code: str) -> bool:
        """Takes the code of six digits; answers whether it is one."""
        if len(code) != CODE_DIGITS or not (code.isascii() and code.isdecimal()):
            return False
        self._code, self._tries = code, 0
        return True

    def fits(self, code: str) -> bool:
        """Whether this is the code; a wrong one costs a try."""
        if self._code and compare_digest(code.encode(), self._code.encode()):
            self._tries = 0
            return True
        self._tries += 1
        return False


class Curtain(QWidget):
    """Covers the whole window; `lifted` after the right code, `locked` when a password is needed.

    At the first curtain that the person asks for she chooses the code. A curtain that fell by
    itself before that has no code: whoever sits there must open with the password.
    """

    lifted = Signal()
    locked = Signal()

    def __init__(self, look: LookSource, window: QWidget, code: CurtainCode) -> None:
        super().__init__(window)
        self._source = look
        self._window = window
        self._code = code
        self._may_choose = False
        self.setObjectName("curtain")
        self._circle = IconCircle(look, "eye-off", units=11)
        self._title = Text(look, self.tr("Het scherm is verborgen"), size="xl", bold=True)
        self._sentence = Text(look, "", size="l", tone="muted")
        self._field = self._code_field(self.tr("&Uw code van 6 cijfers"), "field_curtain_code")
        self._again = self._code_field(self.tr("&Nog een keer"), "field_curtain_again")
        self._go_on = Button(look, "", "primary", "eye")
        self._go_on.setObjectName("lift_curtain")
        self._lock = Button(look, self.tr("Openen met uw &wachtwoord"), "quiet", "key-round")
        self._lock.setObjectName("lock_from_curtain")
        self._build()
        self._go_on.clicked.connect(self._answer)
        self._lock.clicked.connect(self.locked)
        window.installEventFilter(self)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def fall(self, *, may_choose: bool) -> None:
        """Covers the window; with `may_choose` a first code may be chosen."""
        self._may_choose = may_choose and not self._code.is_chosen
        self._show_form()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        first = self._field.editor if self._field.isVisible() else self._lock
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._circle.setVisible(not is_narrow(self, self._source.look))

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        every = (self._field.editor, self._again.editor, self._go_on, self._lock)
        stops: list[QWidget] = [stop for stop in every if stop.isVisible()]
        if not stops:
            return True
        now = self._window.focusWidget()
        place = stops.index(now) if now in stops else -1
        stops[(place + (1 if next else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Nothing below the curtain may hear a key.
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._source.look.colour("paper"))
        painter.end()

    def _code_field(self, label: str, name: str) -> TextField:
        field = TextField(self._source, label)
        field.editor.setObjectName(name)
        field.editor.setEchoMode(QLineEdit.EchoMode.Password)
        field.editor.setMaxLength(CODE_DIGITS)
        field.editor.setValidator(QIntValidator(0, 10**CODE_DIGITS - 1, field.editor))
        field.editor.returnPressed.connect(self._answer)
        return field

    def _build(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        for words in (self._title, self._sentence):
            words.setAlignment(middle)
        self._form = QWidget()
        self._inner = QVBoxLayout(self._form)
        self._codes = QHBoxLayout()
        self._codes.addWidget(self._field, 1)
        self._codes.addWidget(self._again, 1)
        self._inner.addLayout(self._codes)
        self._inner.addWidget(self._go_on)
        self._box = QVBoxLayout(self)
        self._box.addStretch(4)
        self._box.addWidget(self._circle, 0, middle)
        self._box.addWidget(self._title)
        self._box.addWidget(self._sentence)
        self._box.addWidget(self._form, 0, middle)
        self._box.addWidget(self._lock, 0, middle)
        self._box.addStretch(5)

    def _show_form(self) -> None:
        has_form = self._may_choose or self._code.is_chosen
        self._form.setVisible(has_form)
        self._again.setVisible(self._may_choose)
        for field in (self._field, self._again):
            field.set_text("")
            field.set_error("")
        if self._may_choose:
            sentence = self.tr("Kies nu een code van 6 cijfers. Daarmee gaat u straks verder.")
            self._go_on.setText(self.tr("Code &bewaren"))
        elif has_form:
            sentence = self.tr("Vul uw code in om verder te gaan. Alles is bewaard.")
            self._go_on.setText(self.tr("&Verder met het gesprek"))
        else:
            sentence = self.tr("Alles is bewaard. Met uw wachtwoord gaat u verder.")
        self._go_on.set_icon("check" if self._may_choose else "eye")
        self._sentence.setText(sentence)

    def _answer(self) -> None:
        code = self._field.text()
        if self._may_choose:
            self._choose(code)
        elif self._code.fits(code):
            self.hide()
            self.lifted.emit()
        elif self._code.tries_left <= 0:
            self.locked.emit()
        else:
            self._field.set_text("")
            self._field.set_error(
                self.tr("Dit is niet uw code. U kunt het nog {0} keer proberen.").format(
                    self._code.tries_left
                )
            )
            self._field.setFocus()

    def _choose(self, code: str) -> None:
        is_same = code == self._again.text()
        self._again.set_error("" if is_same else self.tr("Dit zijn niet dezelfde cijfers."))
        if not is_same:
            self._again.setFocus()
            return
        if not self._code.choose(code):
            self._field.set_error(self.tr("Vul 6 cijfers in."))
            self._field.setFocus()
            return
        self._may_choose = False
        self._show_form()
        self._field.setFocus()

    def _dress(self) -> None:
        look = self._source.look
        side = look.u(2)
        self._box.setContentsMargins(side, side, side, side)
        self._box.setSpacing(look.u(1.5))
        self._inner.setContentsMargins(0, look.u(1), 0, 0)
        self._inner.setSpacing(look.u(1.5))
        self._codes.setSpacing(look.u(1.5))
        self._form.setFixedWidth(look.u(56))
        self._circle.setVisible(not is_narrow(self, look))
