"""The live preview of a subject: the widgets of the talk, with answers that are not kept."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.answers import Answer, Answers, visible
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.helping_questions import HelpingQuestions
from huisbezoek.ui.widgets.subject_questions import SubjectQuestions


class GuidePreview(QWidget):
    """What a visitor sees of a subject; ticking there shows and hides questions as in the talk."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self._guide: ConversationGuide | None = None
        self._answers = Answers()
        self._helping = HelpingQuestions(look)
        self._questions = SubjectQuestions(look)
        self._questions.set_person(self.tr("mevrouw"))
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._helping)
        self._box.addWidget(self._questions)
        self._questions.answered.connect(self._take)
        self._questions.left.connect(self._take_typed)
        look.changed.connect(self._dress)
        self._dress()

    def set_subject(self, guide: ConversationGuide, link_id: str) -> None:
        """Shows a subject of this guide; answers that were tried out stay while they can."""
        self._guide = guide
        known = {question.link_id: question for question in guide.questions()}
        self._answers = Answers(
            {key: answer for key, answer in self._answers.by_link.items() if key in known}
        )
        area = guide.area(link_id)
        starters = area.starters() if area is not None else ()
        title = ""
        if area is not None:
            small = area.title.nl[:1].lower() + area.title.nl[1:]
            title = self.tr("Om over te praten: {0}").format(small)
        self._helping.set_questions(title, [question.text.nl for question in starters])
        self._questions.set_area(area, self._answers, visible(guide, self._answers))

    def _take(self, link_id: str, answer: Answer) -> None:
        self._answers = self._answers.with_answer(link_id, answer)
        self._show_only()

    def _take_typed(self) -> None:
        for link_id, answer in self._questions.typed_answers().items():
            self._answers = self._answers.with_answer(link_id, answer)
        self._show_only()

    def _show_only(self) -> None:
        if self._guide is not None:
            self._questions.show_only(visible(self._guide, self._answers))

    def _dress(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._source.look.u(2))
