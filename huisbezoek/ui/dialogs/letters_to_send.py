"""The letters that wait to be sent: the one in view, the queue, who gets none, and the post."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.usecases.held_back import HeldBack, HeldBackLine
from huisbezoek.model.usecases.letter_lines import LetterLine
from huisbezoek.model.usecases.ports.documents import InvitationInput, Sheet
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.letter_dialog import LetterDialog
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.printing import PrintLook
from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.chip import ChipValue
from huisbezoek.ui.widgets.field import DateField
from huisbezoek.ui.widgets.letter_view import LetterView
from huisbezoek.ui.widgets.list_card import ListCard
from huisbezoek.ui.widgets.list_layout import CardRow
from huisbezoek.ui.widgets.text import FactRow, GroupHeading, Text

_LETTER_UNITS: Final = 55
_IN_VIEW: Final = 3
_MOST_ROWS: Final = 100
_HELD_BACK: Final = {
    HeldBack.DECEASED: ("flower-2", QT_TRANSLATE_NOOP("letters", "Overleden, gemeld op {0}")),
    HeldBack.MOVED: ("house", QT_TRANSLATE_NOOP("letters", "Verhuisd op {0}")),
    HeldBack.OPTED_OUT: ("ban", QT_TRANSLATE_NOOP("letters", "Wil geen contact meer")),
    HeldBack.EXCLUDED: ("minus", QT_TRANSLATE_NOOP("letters", "Wordt niet bezocht")),
    HeldBack.VISITED_BY_PARTNER: (
        "users",
        QT_TRANSLATE_NOOP("letters", "Wordt al bezocht door een andere organisatie"),
    ),
    HeldBack.DO_NOT_VISIT: (
        "triangle-alert",
        QT_TRANSLATE_NOOP("letters", "Ga hier niet heen: kijk op de kaart"),
    ),
    HeldBack.PAUSED: (
        "pause",
        QT_TRANSLATE_NOOP(
            "letters", "Partner overleden: beslis op de kaart of het contact doorgaat"
        ),
    ),
    HeldBack.NO_ADDRESS: ("map-pin", QT_TRANSLATE_NOOP("letters", "Het adres is niet volledig")),
    HeldBack.VISIT_OVER: (
        "minus",
        QT_TRANSLATE_NOOP("letters", "Het bezoek is al geweest of gaat niet door"),
    ),
    HeldBack.GONE: ("minus", QT_TRANSLATE_NOOP("letters", "Staat niet meer in uw gegevens")),
}


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """How letters are painted, and the day of now."""

    sheet: Callable[[InvitationInput], Sheet]
    print_look: PrintLook
    today: Callable[[], date]


class LettersToSend(QWidget):
    """Shows the queue; `mark_wanted` carries the letters that were posted and the day."""

    mark_wanted = Signal(object, object)

    def __init__(self, look: LookSource, paper: LetterPaper) -> None:
        super().__init__()
        self._look = look
        self._paper = paper
        self._letters: tuple[LetterLine, ...] = ()
        self._place = 0
        self._shows_all = False
        self._made: frozenset[str] = frozenset()
        self._build_letters()
        look.changed.connect(self._dress)
        self._dress()

    def show_letters(
        self, letters: Sequence[LetterLine], held_back: Sequence[HeldBackLine], visit: str = ""
    ) -> None:
        """Shows this queue; with a visit its letter comes in view."""
        self._letters = tuple(letters)
        self._place = max(0, min(self._place, len(letters) - 1))
        if visit:
            self._place = self._place_of(visit)
        self._letter.setVisible(bool(letters))
        self._show_held_back(held_back)
        self._show_queue()

    def note_made(self, letters: Sequence[LetterLine]) -> None:
        """Remembers which letters were put on paper: those are marked, and no later ones."""
        self._made = frozenset(visit for line in letters for visit in line.visits)
        if self._letters:
            self._show_sent()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _build_letters(self) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._letter = LetterView(self._look, self._paper.print_look, units=_LETTER_UNITS)
        self._letter.setObjectName("letter_in_view")
        left = QVBoxLayout()
        left.addWidget(self._letter)
        left.addStretch(1)
        self._right = QVBoxLayout()
        self._columns.addLayout(left)
        self._columns.addLayout(self._right, 1)
        self._heading = GroupHeading(self._look, _tr("Te versturen"))
        self._list = ListCard(self._look, _tr("Te versturen"))
        self._list.setObjectName("letters_to_send")
        self._list.activated_row.connect(self._show_letter)
        self._list.opened_row.connect(self._show_letter)
        self._right.addWidget(self._heading)
        self._right.addWidget(self._list)
        self._right.addLayout(self._build_walk())
        self._build_sent()
        self._held_place = QVBoxLayout()
        self._right.addLayout(self._held_place)
        self._right.addStretch(1)

    def _build_walk(self) -> QHBoxLayout:
        look = self._look
        self._previous = Button(look, _tr("&Vorige"), icon="arrow-left")
        self._previous.setObjectName("previous_letter")
        self._next = Button(look, _tr("V&olgende"), icon="arrow-right", icon_right=True)
        self._next.setObjectName("next_letter")
        self._larger = Button(look, _tr("&Groter"), "quiet", "zoom-in")
        self._larger.setObjectName("larger")
        self._all = Button(look, _tr("&Alles tonen"), "quiet")
        self._all.setObjectName("show_all")
        self._previous.clicked.connect(lambda: self._walk(-1))
        self._next.clicked.connect(lambda: self._walk(1))
        self._larger.clicked.connect(self._enlarge)
        self._all.clicked.connect(self._show_all)
        self._walk_row = QHBoxLayout()
        for button in (self._previous, self._next):
            self._walk_row.addWidget(button)
        self._walk_row.addStretch(1)
        for button in (self._all, self._larger):
            self._walk_row.addWidget(button)
        return self._walk_row

    def _build_sent(self) -> None:
        self._sent_card = Card(self._look, _tr("Zijn de brieven gepost?"), icon="send")
        self._sent_words = Text(self._look, "")
        self._sent_on = DateField(self._look, _tr("&Gepost op"))
        self._sent_on.editor.setObjectName("field_sent_on")
        self._mark = Button(self._look, _tr("Als verstuurd ma&rkeren"), icon="mail-check")
        self._mark.setObjectName("mark_sent")
        self._mark.clicked.connect(self._mark_sent)
        self._sent_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sent_row.addWidget(self._sent_on, 1)
        self._sent_row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignBottom)
        self._sent_card.body.addWidget(self._sent_words)
        self._sent_card.body.addLayout(self._sent_row)
        self._right.addWidget(self._sent_card)

    def _show_queue(self) -> None:
        letters = self._letters
        has_letters = bool(letters)
        for widget in (self._heading, self._list, self._larger):
            widget.setVisible(has_letters)
        # Of what was made here nothing may go any more: what stands here was not made.
        self._sent_card.setVisible(bool(self._to_mark()))
        self._previous.setVisible(len(letters) > 1)
        self._next.setVisible(len(letters) > 1)
        self._all.setVisible(len(letters) > _IN_VIEW)
        self._all.setText(_tr("&Minder tonen") if self._shows_all else _tr("&Alles tonen"))
        if not has_letters:
            self._list.set_rows([])
            return
        self._heading.set_count(len(letters))
        self._previous.setEnabled(self._place > 0)
        self._next.setEnabled(self._place < len(letters) - 1)
        first, last = self._window(len(letters))
        in_view = letters[self._place]
        self._list.set_rows(
            [_letter_row(line, is_in_view=line is in_view) for line in letters[first:last]]
        )
        self._list.set_current(in_view.visits[0])
        spoken = _tr("Brief aan {0}").format(in_view.names)
        self._letter.set_sheet(self._paper.sheet(in_view.invitation), spoken)
        self._show_sent()

    def _window(self, count: int) -> tuple[int, int]:
        if self._shows_all:
            first = max(0, min(self._place - _MOST_ROWS // 2, count - _MOST_ROWS))
            return first, first + _MOST_ROWS
        first = max(0, min(self._place - 1, count - _IN_VIEW))
        return first, first + _IN_VIEW

    def _show_sent(self) -> None:
        count = len(self._to_mark())
        self._sent_words.setText(
            texts.counted(
                count,
                _tr("{0} brief gaat dan op verstuurd. Doe dit pas als de brief op de post is."),
                _tr("{0} brieven gaan dan op verstuurd. Doe dit pas als ze op de post zijn."),
            )
        )
        if not self._sent_on.text():
            self._sent_on.set_day(self._paper.today())

    def _show_held_back(self, lines: Sequence[HeldBackLine]) -> None:
        while (item := self._held_place.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not lines:
            return
        card = Card(self._look, _tr("Niet versturen"), note=str(len(lines)), sunk=True)
        card.setObjectName("held_back")
        today = self._paper.today()
        for line in lines:
            icon, words = held_back_words(line, today)
            card.body.addWidget(FactRow(self._look, icon, texts.capital(line.name), words))
        self._held_place.addWidget(card)

    def _place_of(self, visit: str) -> int:
        places = [n for n, line in enumerate(self._letters) if visit in line.visits]
        return places[0] if places else self._place

    def _show_letter(self, visit: str) -> None:
        self._place = self._place_of(visit)
        self._show_queue()

    def _walk(self, step: int) -> None:
        last = len(self._letters) - 1
        self._place = max(0, min(self._place + step, last))
        self._show_queue()

    def _show_all(self) -> None:
        self._shows_all = not self._shows_all
        self._show_queue()

    def _enlarge(self) -> None:
        if not self._letters:
            return
        line = self._letters[self._place]
        sheet = self._paper.sheet(line.invitation)
        LetterDialog(self._look, self.window(), sheet, self._paper.print_look, line.names).show()

    def _to_mark(self) -> tuple[LetterLine, ...]:
        """The letters that were made in this sitting; all of them when nothing was made here."""
        if not self._made:
            return self._letters
        return tuple(line for line in self._letters if self._made.issuperset(line.visits))

    def _mark_sent(self) -> None:
        on, letters = self._sent_on.day(), self._to_mark()
        is_past = on is not None and on <= self._paper.today()
        self._sent_on.set_error("" if is_past else _tr("Vul de dag in waarop ze gepost zijn."))
        if is_past and letters:
            self._made = frozenset()
            self.mark_wanted.emit(letters, on)

    def _follow_width(self) -> None:
        narrow = is_narrow(self, self._look.look)
        # In the narrow form the work comes first and the picture of it below.
        wide, tall = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._columns.setDirection(tall if narrow else wide)
        row = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._sent_row.setDirection(row)

    def _dress(self) -> None:
        look = self._look.look
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(look.u(3))
        self._right.setSpacing(look.u(1.5))
        self._walk_row.setSpacing(look.u(1))
        self._sent_row.setSpacing(look.u(1.5))
        self._follow_width()


def held_back_words(line: HeldBackLine, today: date) -> tuple[str, str]:
    """The icon and the words that say why somebody gets no letter: 'Verhuisd op 21 november'."""
    icon, words = _HELD_BACK[line.reason]
    on = texts.near_date(line.on, today) if line.on is not None else ""
    return icon, _tr(words).format(on)


def _letter_row(line: LetterLine, *, is_in_view: bool) -> CardRow:
    visitor = _tr("Bezoeker: {0}").format(line.visitor) if line.visitor else ""
    kind = _tr("Tweede brief") if line.second else ""
    parts = (line.address_line, visitor, kind)
    return CardRow(
        id=line.visits[0],
        name=texts.capital(line.names),
        address=". ".join(part for part in parts if part),
        initials=line.initials,
        chip=ChipValue(_tr("in beeld"), "today", "eye") if is_in_view else None,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)
