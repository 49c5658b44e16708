"""The page Hulp: a short text per page, in the letters and colours of the window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.painting import spell

_TITLES: Final[Mapping[str, str]] = {
    "vandaag": QT_TRANSLATE_NOOP("HelpPage", "Vandaag"),
    "agenda": QT_TRANSLATE_NOOP("HelpPage", "Agenda"),
    "overzicht": QT_TRANSLATE_NOOP("HelpPage", "Overzicht"),
    "inwoners": QT_TRANSLATE_NOOP("HelpPage", "Inwoners"),
    "inwoner": QT_TRANSLATE_NOOP("HelpPage", "De kaart van een inwoner"),
    "gesprek": QT_TRANSLATE_NOOP("HelpPage", "Het gesprek"),
    "papier": QT_TRANSLATE_NOOP("HelpPage", "Van papier overtypen"),
    "inleveren": QT_TRANSLATE_NOOP("HelpPage", "Verslag inleveren"),
    "bezoekers": QT_TRANSLATE_NOOP("HelpPage", "Bezoekers"),
    "lijst-inlezen": QT_TRANSLATE_NOOP("HelpPage", "Lijst inlezen"),
    "ronde": QT_TRANSLATE_NOOP("HelpPage", "Ronde"),
    "brieven": QT_TRANSLATE_NOOP("HelpPage", "Brieven"),
    "signalen": QT_TRANSLATE_NOOP("HelpPage", "Signalen en vervolg"),
    "sociale-kaart": QT_TRANSLATE_NOOP("HelpPage", "Sociale kaart"),
    "uitwisselen": QT_TRANSLATE_NOOP("HelpPage", "Uitwisselen"),
    "verschillen": QT_TRANSLATE_NOOP("HelpPage", "Verschillen"),
    "gespreksleidraad": QT_TRANSLATE_NOOP("HelpPage", "Gespreksleidraad"),
    "instellingen": QT_TRANSLATE_NOOP("HelpPage", "Instellingen"),
    "ontgrendelen": QT_TRANSLATE_NOOP("HelpPage", "Ontgrendelen"),
    "eerste-start": QT_TRANSLATE_NOOP("HelpPage", "De eerste keer"),
    "hulp": QT_TRANSLATE_NOOP("HelpPage", "Toetsen, en wat als"),
}
_OF_COORDINATORS: Final = frozenset(
    {
        "overzicht",
        "bezoekers",
        "lijst-inlezen",
        "ronde",
        "brieven",
        "signalen",
        "verschillen",
        "gespreksleidraad",
    }
)
_OF_VISITORS: Final = frozenset({"vandaag", "gesprek", "papier", "inleveren"})
_NAME_ROLE: Final = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class HelpUses:
    """Where the texts come from: Markdown by name, as in resources/help."""

    text: Callable[[str], str]
    is_coordinator: bool


def help_pages(*, is_coordinator: bool) -> Sequence[str]:
    """The names of the texts for a role, in the order of the list."""
    hidden = _OF_VISITORS if is_coordinator else _OF_COORDINATORS
    return tuple(name for name in _TITLES if name not in hidden)


class HelpPage(QWidget):
    """A list of pages at the left, the text at the right; `open` takes the name of a page."""

    go = Signal(object)

    def __init__(self, look: LookSource, uses: HelpUses, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._uses = uses
        self._names = help_pages(is_coordinator=uses.is_coordinator)
        frame = PageFrame(look, self.tr("Hulp"), self.tr("Kies waarover u iets wilt weten."))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(frame)
        self._list = QListWidget()
        self._list.setObjectName("help_pages")
        self._list.setProperty("menu", "subjects")
        spell(self._list, self.tr("Onderwerpen"))
        for name in self._names:
            item = QListWidgetItem(self.tr(_TITLES[name]), self._list)
            item.setData(_NAME_ROLE, name)
        self._browser = QTextBrowser()
        self._browser.setObjectName("help_text")
        self._browser.setOpenLinks(False)
        self._browser.setFrameShape(QFrame.Shape.NoFrame)
        self._browser.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns = Columns(look, (2, 5))
        for widget, column in zip((self._list, self._browser), columns.columns, strict=True):
            card = Card(look)
            card.body.addWidget(widget)
            column.addWidget(card)
            column.addStretch(1)
        frame.content.addWidget(columns)
        frame.content.addStretch(1)
        self._list.currentRowChanged.connect(self._show_row)
        look.changed.connect(self._dress)
        self._dress()

    def open(self, subject: str = "", _detail: str = "") -> None:
        """Shows the text of this page; for another word the present text, or the first one."""
        is_here = subject in self._names
        row = self._names.index(subject) if is_here else max(self._list.currentRow(), 0)
        self._list.setCurrentRow(row)

    def _show_row(self, row: int) -> None:
        if row < 0:
            return
        name = str(self._list.item(row).data(_NAME_ROLE))
        self._browser.setMarkdown(self._uses.text(name))
        self._dress_headings()
        self._browser.moveCursor(QTextCursor.MoveOperation.Start)
        spell(self._browser, self.tr(_TITLES[name]))
        self._fit()

    def _dress_headings(self) -> None:
        look = self._look.look
        block = self._browser.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                cursor = QTextCursor(block)
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                letters = QTextCharFormat()
                letters.setFont(look.font("l" if level == 1 else "m", bold=True))
                cursor.setCharFormat(letters)
            block = block.next()

    def _fit(self) -> None:
        document: QTextDocument = self._browser.document()
        document.setTextWidth(self._browser.viewport().width())
        self._browser.setFixedHeight(round(document.size().height()) + self._look.look.u(2))

    def _dress(self) -> None:
        look = self._look.look
        self._list.setFont(look.font())
        self._browser.setFont(look.font())
        for row in range(self._list.count()):
            self._list.item(row).setSizeHint(QSize(0, look.u(5)))
        self._list.setFixedHeight(look.u(5) * self._list.count() + look.u(0.5))
        self._show_row(self._list.currentRow())


__all__ = ["HelpPage", "HelpUses", "help_pages"]
