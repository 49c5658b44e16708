"""The one page of the talk: quiet subjects left, the free sheet, helping questions right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from huisbezoek.model.domain.guides import LifeArea
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice
from huisbezoek.ui.widgets.helping_questions import HelpingQuestions
from huisbezoek.ui.widgets.subject_menu import SubjectMenu
from huisbezoek.ui.widgets.subject_questions import SubjectQuestions
from huisbezoek.ui.widgets.text import IconText, Text
from huisbezoek.ui.widgets.told_sheet import ToldSheet


class TalkSheet(QWidget):
    """Nothing has to be chosen, asked or ticked. `subject_chosen` carries a subject's link id.

    The parts are open: `told` is the free field, `questions` the ticks of the chosen subject.
    """

    subject_chosen = Signal(str)
    last_time_asked = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._areas: dict[str, LifeArea] = {}
        self._narrow = False
        self.told = ToldSheet(look)
        self.questions = SubjectQuestions(look)
        self._helping = HelpingQuestions(look)
        self._helping_line = Text(look, "", tone="muted")
        self._agreed = IconText(look, "circle-check", "", tone="muted")
        self._heading = Text(look, self.tr("Waar kan het over gaan?"), bold=True, tone="muted")
        self._subjects = SubjectMenu(look, self.tr("Waar kan het over gaan?"), [])
        self._subjects.setObjectName("subjects")
        self._lock = IconText(look, "lock", "", size="s", tone="muted")
        self._last_time = Button(look, self.tr("Vorige &keer"), "flush", "history")
        self._last_time.setObjectName("last_time")
        self._choose = Button(look, "", icon="list")
        self._choose.setObjectName("choose_subject")
        self.told.add_button(self._last_time)
        self.told.add_button(self._choose)
        self._build()
        self._subjects.part_chosen.connect(self._follow_subject)
        self._choose.clicked.connect(self._open_menu)
        self._last_time.clicked.connect(self.last_time_asked)
        look.changed.connect(self._dress)
        self.set_narrow(narrow=False)
        self._dress()

    def subject(self) -> str:
        """The link id of the chosen subject; empty when none is chosen."""
        return self._subjects.current_key()

    def set_subjects(self, areas: Sequence[LifeArea], current: str) -> None:
        """Shows the subjects of the guide; `current` is chosen, if it is there."""
        self._areas = {area.link_id: area for area in areas}
        with QSignalBlocker(self._subjects):
            self._subjects.set_subjects([Choice(a.link_id, a.title.nl) for a in areas])
            self._subjects.set_current(current)
        self._name_button()

    def set_helping(self, title: str, questions: Sequence[str]) -> None:
        """Shows the helping questions; the narrow form puts them in one line."""
        self._helping.set_questions(title, questions)
        words = self.tr("Kan helpen: {0}").format(" ".join(questions)) if questions else ""
        self._helping_line.setText(words)
        self._helping_line.setVisible(self._narrow and bool(words))

    def set_written(self, subjects: frozenset[str]) -> None:
        """Puts a dot at the subjects where something was written or ticked."""
        for key in self._areas:
            words = self.tr("hier staat iets bij") if key in subjects else ""
            self._subjects.set_written(key, words)

    def set_lock_words(self, words: str) -> None:
        """Says why a subject is not in the menu, or nothing."""
        self._lock.set_text(words)
        self._lock.setVisible(bool(words) and not self._narrow)
        self._lock.setProperty("words", words)

    def set_agreed(self, words: str) -> None:
        """What was agreed at the beginning; the narrow form says it here."""
        self._agreed.set_text(words)
        self._agreed.setProperty("words", words)
        self._agreed.setVisible(self._narrow and bool(words))

    def set_last_time(self, *, known: bool) -> None:
        """Offers what was agreed last time, when there was a last time."""
        self._last_time.setVisible(known)

    def set_narrow(self, *, narrow: bool) -> None:
        """Takes the narrow form, or leaves it."""
        self._narrow = narrow
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._left.setVisible(not narrow)
        self._choose.setVisible(narrow)
        self._lock.setVisible(not narrow and bool(self._lock.property("words")))
        self._agreed.setVisible(narrow and bool(self._agreed.property("words")))
        self.told.set_narrow(narrow=narrow)
        self._right.setVisible(not narrow)
        self._helping_line.setVisible(narrow and bool(self._helping_line.text()))
        self._dress()

    def _build(self) -> None:
        self._left = QWidget()
        self._menu_box = QVBoxLayout(self._left)
        for widget in (self._heading, self._subjects, self._lock):
            self._menu_box.addWidget(widget)
        self._menu_box.addStretch(1)
        self._middle = QVBoxLayout()
        self._middle.addWidget(self._agreed)
        self._middle.addWidget(self.told, 1)
        self._middle.addWidget(self._helping_line)
        self._middle.addWidget(self.questions)
        self._right = QWidget()
        self._right_box = QVBoxLayout(self._right)
        self._right_box.addWidget(self._helping)
        self._right_box.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._left)
        self._row.addLayout(self._middle, 1)
        self._row.addWidget(self._right)

    def _follow_subject(self, key: str) -> None:
        self._name_button()
        self.subject_chosen.emit(key)

    def _name_button(self) -> None:
        area = self._areas.get(self.subject())
        title = area.title.nl if area is not None else self.tr("kies")
        self._choose.setText(self.tr("&Onderwerp: {0}").format(title))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        for key, area in self._areas.items():
            action = menu.addAction(area.title.nl)
            action.setCheckable(True)
            action.setChecked(key == self.subject())
            action.triggered.connect(partial(self._subjects.set_current, key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._choose.mapToGlobal(QPoint(0, self._choose.height())))

    def _dress(self) -> None:
        look = self._source.look
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.u(1.5 if self._narrow else 3.75))
        self._menu_box.setContentsMargins(0, look.u(0.375), 0, 0)
        self._menu_box.setSpacing(look.u(1.5))
        self._middle.setSpacing(look.u(1.75))
        self._right_box.setContentsMargins(0, look.u(4.5), 0, 0)
        self._heading.setContentsMargins(0, 0, 0, look.u(0.5))
        self._left.setFixedWidth(max(look.u(27), self._subjects.sizeHint().width()))
        self._right.setFixedWidth(look.u(35))
