"""The head of the talk: whom, what was agreed, the saved state, hide, pause and stop."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.circle import InitialsCircle
from huisbezoek.ui.widgets.text import IconText, Text


class TalkHeader(QWidget):
    """In the narrow form the name goes, 'Scherm verbergen' comes first, 'Stoppen' is one word."""

    hide_asked = Signal()
    pause_asked = Signal()
    stop_asked = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._narrow = False
        self._saved = ("", "")
        self._circle = InitialsCircle(look, "", "")
        self._name = Text(look, "", size="l", bold=True, wraps=False)
        self._agreed = IconText(look, "circle-check", "", tone="muted")
        self._agreed.text.setWordWrap(False)
        self._state = IconText(look, "circle-check", "", tone="good")
        self._state.text.setWordWrap(False)
        self._state.setObjectName("saved_state")
        self._hide = Button(look, self.tr("Scherm &verbergen"), icon="eye-off")
        self._hide.setObjectName("hide_screen")
        self._hide.setToolTip(self.tr("Ctrl+H"))
        self._pause = Button(look, self.tr("&Pauze"), "quiet", "pause")
        self._pause.setObjectName("pause_talk")
        self._stop = Button(look, "", "quiet", "door-open")
        self._stop.setObjectName("stop_talk")
        self._build()
        self._hide.clicked.connect(self.hide_asked)
        self._pause.clicked.connect(self.pause_asked)
        self._stop.clicked.connect(self.stop_asked)
        look.changed.connect(self._dress)
        self.set_narrow(narrow=False)
        self._dress()

    def set_person(self, title: str, initials: str, key: str) -> None:
        """Shows whom the visit is about."""
        self._name.setText(title)
        self._circle.set_person(initials, key)

    def set_agreed(self, words: str, *, fine: bool) -> None:
        """Shows what was agreed at the beginning; nothing while it was not asked."""
        self._agreed.set_text(words, icon="circle-check" if fine else "lock", tone="muted")
        self._agreed.setVisible(bool(words))

    def say_saved(self, when: datetime | None) -> None:
        """Tells that everything up to now is on disk; None when there was nothing to save yet."""
        if when is None:
            self._say("", "", icon="circle-check", is_good=True)
            return
        full = self.tr("Bewaard om {0}").format(f"{when:%H.%M}".removeprefix("0"))
        self._say(full, self.tr("Bewaard"), icon="circle-check", is_good=True)

    def say_waiting(self) -> None:
        """Tells that what was typed is about to be saved."""
        self._say(self.tr("Wordt bewaard"), self.tr("Wordt bewaard"), icon="clock", is_good=False)

    def say_failed(self) -> None:
        """Tells that the last save did not succeed; a banner says why."""
        self._say(self.tr("Niet bewaard"), self.tr("Niet bewaard"), icon="info", is_good=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Takes the narrow form, or leaves it."""
        self._narrow = narrow
        self._row.removeWidget(self._hide)
        self._row.insertWidget(0 if narrow else self._row.indexOf(self._pause), self._hide)
        for widget in (self._circle, self._left):
            widget.setVisible(not narrow)
        full = self.tr("&Stoppen, het komt nu niet uit")
        self._stop.setText(self.tr("&Stoppen") if narrow else full)
        self._stop.setAccessibleName(full.replace("&", ""))
        self._show_state()
        self._dress()

    @override
    def minimumSizeHint(self) -> QSize:
        # Below 58 em the narrow form takes over, so the wide one must not hold the window open.
        return QSize(self._source.look.u(40), super().minimumSizeHint().height())

    def demanded_width(self) -> int:
        """The width in pixels that the form of now needs."""
        return self._row.minimumSize().width()

    def _build(self) -> None:
        self._left = QWidget()
        self._words = QVBoxLayout(self._left)
        self._words.addWidget(self._name)
        self._words.addWidget(self._agreed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._circle)
        self._row.addWidget(self._left)
        self._row.addStretch(1)
        self._row.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._pause)
        self._row.addWidget(self._stop)

    def _say(self, full: str, short: str, *, icon: str, is_good: bool) -> None:
        self._saved = (full, short)
        self._state.set_text(full, icon=icon, tone="good" if is_good else "muted")
        self._state.text.setAccessibleName(texts.capital(full))
        self._show_state()

    def _show_state(self) -> None:
        self._state.text.setText(self._saved[1 if self._narrow else 0])
        self._state.setVisible(bool(self._saved[0]))

    def _dress(self) -> None:
        look = self._source.look
        side = look.u(2 if self._narrow else 3)
        self._row.setContentsMargins(side, look.u(1.75), side, look.u(1 if self._narrow else 1.75))
        self._row.setSpacing(look.u(1.5))
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words.setSpacing(0)
