"""What a coordinator decides about one resident, on the card: a banner for each with its deeds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.usecases.ports.work import Writing
from huisbezoek.model.usecases.to_decide import DecideKind, ToDecide
from huisbezoek.ui.models.decide_words import decide_sentence, decide_title
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.workbench import Workbench

Deed = Callable[[Writing, str], object]


@dataclass(frozen=True, slots=True)
class DecideUses:
    """The deeds, with clock and chance bound; the first gets a visit, the others a resident."""

    call_off: Deed
    go_on: Deed
    ask: Deed
    leave: Deed


class DecideSteps(QWidget):
    """`failed` carries an error. Nothing shows when nothing is to be decided."""

    failed = Signal(object)

    def __init__(self, workbench: Workbench, look: LookSource, uses: DecideUses) -> None:
        super().__init__()
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_decisions(self, decisions: Sequence[ToDecide]) -> None:
        """Shows these, and only these."""
        cleared(self._box)
        for one in decisions:
            banner = Banner(
                self._look,
                "info",
                decide_title(one),
                decide_sentence(one),
                tuple(self._buttons(one)),
                icon="calendar-days" if one.kind is DecideKind.APPOINTMENT else "info",
            )
            banner.setObjectName(f"decide_{one.kind.value}")
            self._box.addWidget(banner)
        self.setVisible(bool(decisions))

    def _buttons(self, one: ToDecide) -> list[Button]:
        uses = self._uses
        match one.kind:
            case DecideKind.APPOINTMENT:
                words = _tr("&Afspraak gaat niet door")
                return [self._button("call_off", words, uses.call_off, one.visit)]
            case DecideKind.PARTNER_DIED:
                words = _tr("Contact gaat &verder")
                return [self._button("continue_contact", words, uses.go_on, one.resident)]
            case DecideKind.TERM_PAST:
                return [
                    self._button("ask_after_all", _tr("&Toch vragen"), uses.ask, one.resident),
                    self._button("leave_term", _tr("&Zo laten"), uses.leave, one.resident),
                ]

    def _button(self, name: str, words: str, deed: Deed, subject: str) -> Button:
        button = Button(self._look, words)
        button.setObjectName(name)

        def decide() -> None:
            button.setEnabled(False)
            self._workbench.do(
                lambda writing: deed(writing, subject),
                failed=lambda error: self._fail(button, error),
            )

        button.clicked.connect(decide)
        return button

    def _fail(self, button: Button, error: Exception) -> None:
        button.setEnabled(True)
        self.failed.emit(error)


def _tr(text: str) -> str:
    return QCoreApplication.translate("decide", text)
