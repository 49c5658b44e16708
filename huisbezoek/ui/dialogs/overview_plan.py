"""Who is due, on Overzicht: how many letters to get ready now, and the button that does it."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal

from huisbezoek.ui import texts
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import HeroCard, HeroWords
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.row import Row

MOST_LETTERS: Final = 50


class OverviewPlan(HeroCard):
    """`asked` carries how many letters are wanted. Nothing shows while nobody is due."""

    asked = Signal(object)

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, HeroWords(_tr("Aan de beurt"), _first()))
        self.setObjectName("plan_card")
        self._count = TextField(look, _tr("&Hoeveel brieven"))
        self._count.editor.setObjectName("field_letters")
        self._button = Button(look, _tr("Brieven &klaarzetten"), "primary", "mail")
        self._button.setObjectName("plan_visits")
        self._button.clicked.connect(self._ask)
        row = Row(look, above=1.25)
        row.add(self._count)
        row.add(self._button, 0, Qt.AlignmentFlag.AlignBottom)
        row.box.addStretch(1)
        self.body.addWidget(row)
        self.hide()

    def show_due(self, due: int) -> None:
        """Says how many are due, and proposes as many letters."""
        self.setVisible(bool(due))
        title = texts.counted(
            due, _tr("{0} inwoner is aan de beurt"), _tr("{0} inwoners zijn aan de beurt")
        )
        self.set_words(HeroWords(title, f"{_first()} {_tr('Een echtpaar krijgt één brief.')}"))
        self._count.set_text(str(min(due, MOST_LETTERS)))
        self._count.set_error("")

    def allow(self) -> None:
        """The letters are ready, or it failed: the button may be used again."""
        self._button.setEnabled(True)

    def _ask(self) -> None:
        typed = self._count.text().replace(".", "")
        if not typed.isdecimal() or not int(typed):
            self._count.set_error(_tr("Vul een getal in, bijvoorbeeld 20."))
            self._count.editor.setFocus()
            return
        self._button.setEnabled(False)
        self.asked.emit(int(typed))


def _first() -> str:
    return _tr("Wie er zelf om vroeg komt eerst, dan wie het langst wacht.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)
