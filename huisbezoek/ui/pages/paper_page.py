"""Van papier overtypen: one column with the numbers of the paper, for the keys alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.domain.answers import Answer, visible
from huisbezoek.model.domain.consent import ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.paper_guide import paper_subjects
from huisbezoek.model.usecases.ports.paper_guide import PaperQuestion, PaperSubject
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.talk import Talk
from huisbezoek.ui import errors
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.models import paper_answers, talk_answers, talk_words
from huisbezoek.ui.models.draft_saving import DraftSaving
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.help_only_form import HelpOnlyForm
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.paper_block import PaperBlock
from huisbezoek.ui.widgets.paper_path import PaperPath
from huisbezoek.ui.widgets.paper_permission import PaperPermission
from huisbezoek.ui.widgets.text import IconText
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class PaperUses:
    """What the page asks and does; guides, visitor and clock are bound already."""

    view: Callable[[Reading, str], Talk]
    save: Callable[[Writing, ReportDraft], datetime]
    now: Callable[[], datetime]


class PaperPage(QWidget):
    """The same draft as that of the talk: what is typed here can be read and changed there.

    Enter goes to the next field, letters tick, Ctrl+Enter goes to the next number.
    """

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: PaperUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._talk: Talk | None = None
        self._subjects: tuple[PaperSubject, ...] = ()
        self._blocks: list[PaperBlock] = []
        self._saving = DraftSaving(workbench, uses.save, self._collect, self)
        self._path = PaperPath(self)
        self._frame = PageFrame(look, self.tr("Van papier overtypen"))
        self._frame.set_back(self.tr("Vandaag")).setObjectName("back_to_today")
        self._problem = Banner(look, "error", "")
        self._problem.hide()
        self._permission = PaperPermission(look)
        self._help_only = HelpOnlyForm(look)
        self._column = QVBoxLayout()
        self._saved = IconText(look, "circle-check", "", tone="good")
        self._finish = Button(
            look, self.tr("Naar &inleveren"), "primary", "arrow-right", icon_right=True
        )
        self._finish.setObjectName("finish_paper")
        self._build()

    def open(self, subject: str = "", _detail: str = "") -> None:
        """Loads the draft of a visit; what was written before stands there again."""
        self._saving.flush()
        self._workbench.do(
            lambda writing: self._uses.view(writing, subject), self.show_talk, self._show_failed
        )

    def show_talk(self, talk: Talk) -> None:
        """Shows the draft of a visit."""
        self._talk = talk
        self._problem.hide()
        self._saving.start(talk.draft, talk.saved_at)
        self._subjects = paper_subjects(talk.guide)
        who = talk_words.person(talk.card)
        words = self.tr(
            "Bezoek bij {0}. Letters kruisen aan. Enter gaat verder, Ctrl+Enter naar het "
            "volgende nummer."
        )
        short = self.tr("Bezoek bij {0}. Enter gaat verder.")
        self._frame.set_sentence(words.format(talk.name), short.format(talk.name))
        self._show_permission(talk.draft)
        self._make_blocks(who)
        self._fill_blocks(talk.draft)
        self._show_stage()
        self._say_saved(talk.saved_at)
        # Once everything has its place, so that the page scrolls to where the focus is.
        first = 1 if talk_words.was_asked(talk.draft) else 0
        QTimer.singleShot(0, self, lambda: self._path.begin(first))

    def demanded_width(self) -> int:
        """The width in pixels that the page needs in its form of now, or it would be cut."""
        return self._frame.demanded_width()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._saving.flush()

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        content = self._frame.content
        for widget in (self._problem, self._permission, self._help_only):
            content.addWidget(widget)
        content.addLayout(self._column)
        content.addStretch(1)
        bar = self._frame.show_bottom()
        bar.left.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignVCenter)
        bar.right.addWidget(self._finish)
        self._frame.back_requested.connect(self._go_back)
        self._finish.clicked.connect(self._finish_paper)
        self._permission.changed.connect(self._take_permission)
        self._help_only.answered.connect(self._take_answer)
        self._saving.saved.connect(self._say_saved)
        self._saving.failed.connect(self._show_problem)
        self._look.changed.connect(self._dress)
        self._dress()

    def _make_blocks(self, who: str) -> None:
        for block in self._blocks:
            block.setParent(None)
            block.deleteLater()
        self._blocks = [PaperBlock(self._look, subject, who) for subject in self._subjects]
        for block in self._blocks:
            block.typed.connect(self._saving.touch)
            block.left.connect(self._saving.flush)
            block.ticked.connect(self._take_ticks)
            block.answered.connect(self._take_chosen)
            self._column.addWidget(block)
        self._path.set_groups(
            [
                (self._permission, self._permission.stops()),
                *((block, block.stops()) for block in self._blocks),
                (self._finish, [self._finish]),
            ]
        )

    def _fill_blocks(self, draft: ReportDraft) -> None:
        words = paper_answers.words_of(draft, self._subjects)
        for block in self._blocks:
            subject = block.subject
            links = block.texts()
            texts = {link_id: paper_answers.text_of(draft, link_id) for link_id in links}
            block.show_answers(words[subject.link_id], paper_answers.ticked(draft, subject), texts)
            block.show_exact(draft.answers.by_link)
            for question in subject.questions:
                if question.options:
                    other = paper_answers.other_of(draft, question.link_id)
                    block.show_chosen(question, paper_answers.chosen(draft, question), other)

    def _dress(self) -> None:
        self._column.setSpacing(self._look.look.u(2))

    # --- permission ------------------------------------------------------------------------

    def _show_permission(self, draft: ReportDraft) -> None:
        def said(purpose: Purpose) -> bool | None:
            answer = draft.consents.answer(purpose)
            return None if answer is None else answer is ConsentAnswer.YES

        self._permission.show_answers(
            notes=said(Purpose.NOTES),
            understands=draft.understands,
            health=said(Purpose.HEALTH),
        )

    def _take_permission(self) -> None:
        draft, form, now = self._saving.draft, self._permission, self._uses.now()
        if draft is None:
            return
        draft = replace(draft, understands=form.understands)
        # Who rather has nothing written down, has nothing written about health either.
        health = False if form.notes is False and form.health is None else form.health
        for purpose, is_yes in ((Purpose.NOTES, form.notes), (Purpose.HEALTH, health)):
            if is_yes is not None:
                draft = talk_answers.with_consent(draft, purpose, now, is_yes=is_yes)
        self._saving.change(draft)
        self._show_stage()

    def _show_stage(self) -> None:
        draft, talk = self._saving.draft, self._talk
        if draft is None or talk is None:
            return
        may_write = talk_words.may_write(draft)
        about_health = draft.consents.allows(Purpose.HEALTH)
        for block in self._blocks:
            block.setVisible(may_write and (about_health or not block.subject.about_health))
        self._show_dependent(draft)
        is_doubt = draft.understands is Understanding.DOUBT
        sentence = (
            self.tr("U twijfelt of {0} de vraag begrijpt. Wij bewaren alleen dat u er was.")
            if is_doubt
            else self.tr("Typ niets over. Kruis alleen aan waar {0} hulp bij wil.")
        )
        who = talk_words.person(talk.card)
        question = "" if is_doubt else self.tr("Waar wil {0} hulp bij?").format(who)
        self._help_only.set_areas(talk_words.offered(talk.guide, draft), draft.answers)
        self._help_only.set_sentence(sentence.format(who), question)
        self._help_only.setVisible(not may_write and talk_words.was_asked(draft))

    def _show_dependent(self, draft: ReportDraft) -> None:
        if self._talk is not None:
            shown = visible(self._talk.guide, draft.answers)
            for block in self._blocks:
                block.show_only(shown)

    # --- writing ---------------------------------------------------------------------------

    def _collect(self, draft: ReportDraft) -> ReportDraft:
        words = {block.subject.link_id: block.words() for block in self._blocks}
        draft = paper_answers.with_words(draft, self._subjects, words)
        for block in self._blocks:
            draft = paper_answers.with_texts(draft, block.texts())
            draft = paper_answers.with_others(draft, block.others())
            draft = paper_answers.with_exact(draft, block.exact())
        return draft

    def _take_ticks(self, subject: PaperSubject, keys: Sequence[str]) -> None:
        if self._saving.draft is not None:
            self._change(paper_answers.with_ticks(self._saving.draft, subject, keys))

    def _take_chosen(self, question: PaperQuestion, keys: Sequence[str]) -> None:
        if self._saving.draft is not None:
            self._change(paper_answers.with_chosen(self._saving.draft, question, keys))

    def _take_answer(self, link_id: str, answer: Answer) -> None:
        if self._saving.draft is not None:
            self._saving.change(self._saving.draft.with_answer(link_id, answer))

    def _change(self, draft: ReportDraft) -> None:
        self._saving.change(draft)
        self._show_dependent(draft)

    def _say_saved(self, when: datetime | None) -> None:
        self._problem.hide()
        self._saved.setVisible(when is not None)
        if when is not None:
            words = self.tr("Bewaard om {0}").format(f"{when:%H.%M}".removeprefix("0"))
            self._saved.set_text(words, icon="circle-check", tone="good")

    def _show_problem(self, error: Exception) -> None:
        self._saved.set_text(self.tr("Niet bewaard"), icon="info", tone="muted")
        title = self.tr("Het bewaren lukte niet. Wat u typte staat er nog.")
        self._problem.set_words(title, errors.sentence(error))
        self._problem.show()

    def _show_failed(self, error: Exception) -> None:
        self._problem.set_words(self.tr("Dit bezoek ging niet open."), errors.sentence(error))
        self._problem.show()

    # --- leaving ---------------------------------------------------------------------------

    def _go_back(self) -> None:
        to = Destination(PageName.TODAY)
        if self._saving.draft is None:
            self.go.emit(to)
        else:
            self._saving.flush(lambda: self.go.emit(to))

    def _finish_paper(self) -> None:
        draft = self._saving.draft
        if draft is None:
            return
        missing = self._permission.complain()
        if missing is not None:
            missing.stop().setFocus()
            return
        to = Destination(PageName.HAND_IN, draft.visit_id)
        self._saving.flush(lambda: self.go.emit(to))


__all__ = ["PaperPage", "PaperUses"]
