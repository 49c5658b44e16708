"""The sheet of the guide editor: subjects and their questions left, the live preview right."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from huisbezoek.model.domain.guide_editing import editable
from huisbezoek.model.domain.guides import ConversationGuide, LifeArea
from huisbezoek.ui.models import guide_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.guide_list import GuideList, GuideRow
from huisbezoek.ui.widgets.guide_preview import GuidePreview
from huisbezoek.ui.widgets.text import IconText, Text

_NARROW_ROWS = 4


class _Deeds(QWidget):
    """The verbs under a list, two beside each other."""

    def __init__(self, look: LookSource, buttons: Sequence[Button]) -> None:
        super().__init__()
        self._source = look
        self._grid = QGridLayout(self)
        for place, button in enumerate(buttons):
            self._grid.addWidget(button, place // 2, place % 2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(self._source.look.u(0.5))


class GuideSheet(Columns):
    """Says what is wanted; the page does it. `moved` signals carry -1 (up) or 1 (down)."""

    subject_moved = Signal(int)
    subject_added = Signal()
    subject_renamed = Signal()
    subject_removed = Signal()
    question_moved = Signal(int)
    question_added = Signal()
    question_opened = Signal()
    question_removed = Signal()

    def __init__(self, look: LookSource) -> None:
        super().__init__(look, (6, 9, 9))
        self._look = look
        self._guide: ConversationGuide | None = None
        self._build_subjects(look)
        self._build_questions(look)
        card = Card(look, _tr("Zo ziet de bezoeker het"))
        card.setObjectName("guide_preview")
        self._preview = GuidePreview(look)
        card.body.addWidget(
            Text(look, _tr("Probeer gerust. Er wordt niets bewaard."), tone="muted")
        )
        card.body.addWidget(self._preview)
        self.columns[2].addWidget(card)
        self.columns[2].addStretch(1)

    @property
    def subject(self) -> str:
        """The link id of the chosen subject; empty when there is none."""
        return self._subjects.current_key()

    @property
    def question(self) -> str:
        """The link id of the chosen question; empty when there is none."""
        return self._questions.current_key()

    def set_guide(self, guide: ConversationGuide, subject: str = "", question: str = "") -> None:
        """Shows a guide; what was chosen stays chosen when it is still there."""
        self._guide = guide
        wanted = subject or self.subject
        with QSignalBlocker(self._subjects):
            rows = [GuideRow(area.link_id, area.title.nl) for area in guide.areas]
            self._subjects.set_rows(rows, wanted)
        self._show_subject(question or self.question)

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - the signal of a page
        """Keeps the list of subjects low in the narrow form, so that the questions are in sight."""
        self._subjects.set_most_rows(_NARROW_ROWS if is_narrow else 0)

    def say(self, text: str, *, about_question: bool) -> None:
        """Says what is wrong at the list where it was tried; nothing for an empty text."""
        for label, is_here in (
            (self._wrong_question, about_question),
            (self._wrong_subject, not about_question),
        ):
            label.set_text(text if is_here else "")
            label.setVisible(bool(text) and is_here)

    def _build_subjects(self, look: LookSource) -> None:
        self._subjects = GuideList(look, _tr("Onderwerpen"))
        self._subjects.setObjectName("guide_subjects")
        self._subjects.part_chosen.connect(lambda _key: self._show_subject(""))
        self._subjects.moved.connect(self.subject_moved)
        self._subjects.itemActivated.connect(lambda _item: self.subject_renamed.emit())
        self._wrong_subject = IconText(look, "circle-alert", "", bold=True, tone="late")
        self._wrong_subject.setObjectName("guide_subject_error")
        self._wrong_subject.hide()
        buttons = (
            self._button("subject_up", _tr("Omhoog"), "chevron-up"),
            self._button("subject_down", _tr("Omlaag"), "chevron-down"),
            self._button("subject_rename", _tr("Naam"), "pencil"),
            self._button("subject_remove", _tr("Weghalen"), "trash-2"),
        )
        up, down, rename, remove = buttons
        up.clicked.connect(lambda: self.subject_moved.emit(-1))
        down.clicked.connect(lambda: self.subject_moved.emit(1))
        rename.clicked.connect(self.subject_renamed)
        remove.clicked.connect(self.subject_removed)
        for button in buttons:
            words = _tr("Onderwerp: {0}").format(button.text())
            button.setAccessibleName(words)
        add = Button(look, _tr("&Onderwerp erbij"), icon="plus")
        add.setObjectName("subject_add")
        add.clicked.connect(self.subject_added)
        card = Card(look, _tr("Onderwerpen"))
        for widget in (self._subjects, self._wrong_subject, _Deeds(look, buttons), add):
            card.body.addWidget(widget)
        self.columns[0].addWidget(card)
        self.columns[0].addStretch(1)

    def _build_questions(self, look: LookSource) -> None:
        self._questions = GuideList(look, _tr("Vragen"))
        self._questions.setObjectName("guide_questions")
        self._questions.moved.connect(self.question_moved)
        self._questions.itemActivated.connect(lambda _item: self.question_opened.emit())
        self._no_questions = Text(look, _tr("Hier staan nog geen vragen."), tone="muted")
        self._wrong_question = IconText(look, "circle-alert", "", bold=True, tone="late")
        self._wrong_question.setObjectName("guide_question_error")
        self._wrong_question.hide()
        buttons = (
            self._button("question_up", _tr("Omhoog"), "chevron-up"),
            self._button("question_down", _tr("Omlaag"), "chevron-down"),
            self._button("question_edit", _tr("Wijzigen"), "pencil"),
            self._button("question_remove", _tr("Weghalen"), "trash-2"),
        )
        up, down, change, remove = buttons
        up.clicked.connect(lambda: self.question_moved.emit(-1))
        down.clicked.connect(lambda: self.question_moved.emit(1))
        change.clicked.connect(self.question_opened)
        remove.clicked.connect(self.question_removed)
        for button in buttons:
            button.setAccessibleName(_tr("Vraag: {0}").format(button.text()))
        self._question_deeds = _Deeds(look, buttons)
        add = Button(look, _tr("&Vraag erbij"), icon="plus")
        add.setObjectName("question_add")
        add.clicked.connect(self.question_added)
        self._question_card = Card(look, _tr("Vragen"))
        standing = _tr("Eigen woorden, wens en hulp staan bij elk onderwerp vanzelf.")
        for widget in (
            self._no_questions,
            self._questions,
            self._wrong_question,
            self._question_deeds,
            add,
            Text(look, standing, tone="muted"),
        ):
            self._question_card.body.addWidget(widget)
        self.columns[1].addWidget(self._question_card)
        self.columns[1].addStretch(1)

    def _button(self, name: str, words: str, icon: str) -> Button:
        button = Button(self._look, words, "row", icon)
        button.setObjectName(name)
        return button

    def _show_subject(self, question: str) -> None:
        guide = self._guide
        area = guide.area(self.subject) if guide is not None else None
        rows = _rows(guide, area) if guide is not None and area is not None else []
        with QSignalBlocker(self._questions):
            self._questions.set_rows(rows, question)
        title = _tr("Vragen bij {0}").format(area.title.nl) if area is not None else _tr("Vragen")
        self._question_card.title.setText(title)
        self._question_card.setEnabled(area is not None)
        self._questions.setVisible(bool(rows))
        self._question_deeds.setVisible(bool(rows))
        self._no_questions.setVisible(not rows)
        self.say("", about_question=True)
        if guide is not None:
            self._preview.set_subject(guide, self.subject)


def _rows(guide: ConversationGuide, area: LifeArea) -> list[GuideRow]:
    return [
        GuideRow(
            question.link_id,
            question.text.nl,
            guide_words.question_note(guide, area, question),
        )
        for question in editable(area)
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
