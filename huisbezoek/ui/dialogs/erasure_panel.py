"""Who was erased, by number and day, and which laptops have confirmed that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.ui import texts
from huisbezoek.ui.models.erasure_words import confirmed_words, short_reason, shown_number
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.text import FactRow


@dataclass(frozen=True, slots=True)
class SeenErasure:
    """Somebody who was erased; `confirmed` and `waiting` are the names of whose laptops."""

    resident: str
    on: date
    reason: str
    confirmed: tuple[str, ...]
    waiting: tuple[str, ...]


class ErasurePanel(QWidget):
    """A fold with a line for each erased resident; nothing when nobody was erased."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._look = look
        self._fold = Fold(look, _tr("Gewiste inwoners"))
        self._fold.setObjectName("erased_residents")
        self._lines = QVBoxLayout()
        self._fold.body.addLayout(self._lines)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._fold)
        self.hide()

    def set_erasures(self, erasures: Sequence[SeenErasure]) -> None:
        """Shows these; it opens by itself while a laptop still has to confirm."""
        cleared(self._lines)
        for one in erasures:
            words = _tr("Nummer {0}, gewist op {1}, {2}")
            fact = words.format(
                shown_number(one.resident), texts.plain_date(one.on), short_reason(one.reason)
            )
            icon = "clock" if one.waiting else "check-check"
            detail = confirmed_words(one.confirmed, one.waiting)
            self._lines.addWidget(FactRow(self._look, icon, fact, detail))
        self._fold.set_open(is_open=any(one.waiting for one in erasures))
        self.setVisible(bool(erasures))


def _tr(text: str) -> str:
    return QCoreApplication.translate("erasure", text)
