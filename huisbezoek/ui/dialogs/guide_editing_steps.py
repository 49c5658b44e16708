"""What a dialog changes in a guide: a subject that comes or gets another name, and a question."""

from PySide6.QtCore import Signal

from huisbezoek.model.domain import guide_editing
from huisbezoek.model.domain.guide_versions import NewLink
from huisbezoek.model.domain.guides import ConversationGuide, Question, QuestionKind, Words
from huisbezoek.ui.dialogs.guide_question_dialog import GuideQuestionDialog, QuestionPlace
from huisbezoek.ui.dialogs.guide_subject_dialog import GuideSubjectDialog
from huisbezoek.ui.dialogs.steps import Steps


class GuideEditingSteps(Steps[NewLink]):
    """`made` carries the changed guide, and the link ids of the subject and question to show."""

    made = Signal(object, str, str)

    def add_subject(self, guide: ConversationGuide, pattern: ConversationGuide) -> None:
        """Asks what a new subject is called; `pattern` has the questions that every subject has."""
        dialog = GuideSubjectDialog(self._look, self._page.window(), Words(""))

        def add() -> None:
            known = {area.link_id for area in guide.areas}
            made = guide_editing.with_new_area(guide, dialog.words, pattern, self._uses)
            new = next(area.link_id for area in made.areas if area.link_id not in known)
            self.made.emit(made, new, "")

        self._open(dialog, add)

    def rename_subject(self, guide: ConversationGuide, subject: str) -> None:
        """Asks what a subject is called from now on."""
        area = guide.area(subject)
        if area is None:
            return
        dialog = GuideSubjectDialog(self._look, self._page.window(), area.title)
        self._open(
            dialog,
            lambda: self.made.emit(
                guide_editing.renamed_area(guide, area.link_id, dialog.words), "", ""
            ),
        )

    def add_question(self, guide: ConversationGuide, subject: str) -> None:
        """Begins a question at the end of a subject."""
        link_id = guide_editing.new_question_link(subject, self._uses)
        self._edit(guide, subject, Question(link_id, QuestionKind.STARTER, Words("")))

    def open_question(self, guide: ConversationGuide, subject: str, link: str) -> None:
        """Opens a question of a subject."""
        for question in guide.questions():
            if question.link_id == link:
                self._edit(guide, subject, question)

    def _edit(self, guide: ConversationGuide, subject: str, question: Question) -> None:
        area = guide.area(subject)
        if area is None:
            return
        dialog = GuideQuestionDialog(
            self._look,
            self._page.window(),
            QuestionPlace(guide, area, question),
            lambda made: guide_editing.with_question(guide, area.link_id, made),
            self._uses,
        )
        self._open(dialog, lambda: self.made.emit(dialog.guide, area.link_id, question.link_id))
