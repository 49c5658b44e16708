"""The talk: permission first, then one free sheet on which every answer is saved at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.domain.answers import Answer, visible
from huisbezoek.model.domain.consent import Purpose, Understanding
from huisbezoek.model.domain.free_text import sheet
from huisbezoek.model.domain.guides import LifeArea
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.talk import Talk
from huisbezoek.ui import errors, texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.guide_lift_steps import GuideLiftSteps, GuideLiftUses
from huisbezoek.ui.dialogs.paper_printing import PaperPrinting, PaperPrintUses
from huisbezoek.ui.dialogs.talk_dialogs import TalkDialogs
from huisbezoek.ui.models import before_words, talk_answers, talk_words
from huisbezoek.ui.models.couple_words import couple_words
from huisbezoek.ui.models.draft_saving import DraftSaving
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.screen_cover import ScreenCover
from huisbezoek.ui.widgets.talk_frame import TalkFrame
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class TalkUses:
    """What the page asks and does; guides, visitor and clock are bound already.

    `lock` closes the profile, as Ctrl+L does; `show_telephone` writes a stored number for reading.
    """

    view: Callable[[Reading, str], Talk]
    save: Callable[[Writing, ReportDraft], datetime]
    now: Callable[[], datetime]
    lock: Callable[[], None]
    show_telephone: Callable[[str], str]
    lift: GuideLiftUses | None = None
    papers: PaperPrintUses | None = None


PREPARE: Final = "prepare"
"""The detail of a destination that asks for what comes before the talk."""


class TalkPage(QWidget):
    """No counter, no order, nothing to complete; nothing on it that a resident should not read."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: TalkUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._talk: Talk | None = None
        self._who = ""
        self._filed_under = ""
        self._taken: dict[str, frozenset[str]] = {}
        self._is_preparing = False
        self._dialogs = TalkDialogs(look, self)
        self._saving = DraftSaving(workbench, uses.save, self._collect, self)
        self._lift = GuideLiftSteps(workbench, look, uses.lift, self) if uses.lift else None
        if self._lift is not None:
            self._lift.lifting.connect(self._saving.flush)
            self._lift.lifted.connect(self.open)
            self._lift.failed.connect(self._show_problem)
        self._frame = TalkFrame(look)
        self._cover = ScreenCover(look, self._frame)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._cover)
        self._connect_writing()
        self._connect_leaving()
        if uses.papers is not None:
            self._offer_printing(uses.papers)

    # --- coming and going ------------------------------------------------------------------

    def open(self, subject: str = "", detail: str = "") -> None:
        """Loads the talk of a visit; what was written before stands there again.

        `detail` 'prepare' shows what to take along and what is good to know first.
        """
        self._saving.flush()
        self._is_preparing = detail == PREPARE
        # On the lane that writes: a save that is still under way comes first.
        self._workbench.do(
            lambda writing: self._uses.view(writing, subject), self.show_talk, self._show_failed
        )

    def show_talk(self, talk: Talk) -> None:
        """Shows the talk."""
        self._talk = talk
        self._who = talk_words.person(talk.card)
        self._frame.problem.hide()
        self._saving.start(talk.draft, talk.saved_at)
        card, header, parts = talk.card, self._frame.header, self._frame.sheet
        title = self.tr("Bezoek bij {0}").format(talk.name)
        header.set_person(title, f"{card.initials[:1]}{card.surname[:1]}", talk.state.resident)
        header.say_saved(talk.saved_at)
        coordinator = talk_words.coordinator(talk.organisation)
        note = self.tr("&Notitie voor {0}").format(coordinator)
        self._frame.set_note_words(note, self.tr("&Notitie"))
        self._frame.permission.set_person(self._who, coordinator, card.representative)
        parts.told.set_person(self._who)
        parts.told.set_text(sheet(talk.draft.told))
        parts.questions.set_person(self._who)
        parts.set_last_time(known=bool(talk.last_agreed))
        couple = couple_words(talk)
        self._frame.couple.set_reports(couple.open_now, couple.private, couple.others)
        if self._is_preparing:
            self._show_before()
        else:
            self._show_stage(is_asking=not talk_words.was_asked(talk.draft))
        if self._lift is not None and talk.saved_at is not None:
            self._lift.offer(talk.state.visit)

    def demanded_width(self) -> int:
        """The width in pixels that the page needs in its form of now, or it would be cut."""
        return self._frame.demanded_width()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._cover.rest()
        self._saving.flush()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cover.watch()

    def _connect_writing(self) -> None:
        parts = self._frame.sheet
        self._frame.permission.changed.connect(self._take_permission)
        self._frame.before.ticked.connect(self._remember_taken)
        self._frame.prepare.clicked.connect(self._show_before)
        self._frame.go_in.clicked.connect(self._go_in)
        self._frame.start.clicked.connect(self._begin)
        self._frame.change.clicked.connect(lambda: self._show_stage(is_asking=True))
        parts.told.typed.connect(self._saving.touch)
        parts.told.left.connect(self._saving.flush)
        parts.subject_chosen.connect(self._choose_subject)
        parts.last_time_asked.connect(self._show_last_time)
        parts.questions.answered.connect(self._take_answer)
        parts.questions.typed.connect(self._saving.touch)
        parts.questions.left.connect(self._saving.flush)
        self._frame.help_only.answered.connect(self._take_answer)
        self._saving.saved.connect(self._say_saved)
        self._saving.failed.connect(self._show_problem)
        self._saving.waiting.connect(self._frame.header.say_waiting)

    def _connect_leaving(self) -> None:
        header = self._frame.header
        header.hide_asked.connect(self._cover.fall)
        header.pause_asked.connect(lambda: self._leave(PageName.TODAY))
        header.stop_asked.connect(self._stop)
        self._frame.note.clicked.connect(self.open_note)
        self._frame.together.clicked.connect(self.read_together)
        self._frame.couple.asked.connect(self._open_other)
        self._frame.finish.clicked.connect(lambda: self._leave(PageName.HAND_IN))
        self._cover.falling.connect(self._before_curtain)
        self._cover.lifted.connect(self._after_curtain)
        self._cover.lock_asked.connect(self._uses.lock)
        keys = (
            ("Ctrl+H", self._cover.fall),
            ("Ctrl+Shift+S", self.open_note),
            ("Ctrl+Shift+L", self.read_together),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self._frame)
            shortcut.activated.connect(act)

    # --- before ----------------------------------------------------------------------------

    def _show_before(self) -> None:
        talk = self._talk
        if talk is None:
            return
        before = self._frame.before
        ticked = self._taken.get(talk.state.visit, frozenset())
        before.set_things(before_words.take_along(), ticked)
        facts = before_words.facts_before(talk, self._uses.show_telephone)
        before.set_facts([(one.icon, one.fact, one.detail) for one in facts])
        before.set_last_time(talk.last_agreed)
        self._frame.header.set_agreed("", fine=True)
        self._frame.show_stage(before)
        if self.isVisible():
            self._frame.go_in.setFocus()

    def _remember_taken(self) -> None:
        # Only while the program runs: what a visitor packs is nobody's record.
        if self._talk is not None:
            self._taken[self._talk.state.visit] = self._frame.before.things()

    def _go_in(self) -> None:
        draft = self._saving.draft
        if draft is not None:
            self._show_stage(is_asking=not talk_words.was_asked(draft))

    def _offer_printing(self, uses: PaperPrintUses) -> None:
        papers = PaperPrinting(self._workbench, self._look, uses, self)
        self._frame.offer_printing()

        def print_guide() -> None:
            if self._talk is not None:
                papers.print_guide(self._talk.state.visit)

        def show_problem(error: Exception) -> None:
            self._frame.problem.set_words(self.tr("Dit lukte niet."), errors.sentence(error))
            self._frame.problem.show()

        papers.failed.connect(show_problem)
        self._frame.print_guide.clicked.connect(print_guide)

    # --- permission ------------------------------------------------------------------------

    def _take_permission(self) -> None:
        draft = self._saving.draft
        if draft is not None:
            self._saving.change(self._with_permission(draft, is_complete=False))

    def _with_permission(self, draft: ReportDraft, *, is_complete: bool) -> ReportDraft:
        form = self._frame.permission
        said = talk_answers.Permission(form.notes, form.health, form.understands)
        now = self._uses.now()
        return talk_answers.with_permission(draft, said, now, is_complete=is_complete)

    def _begin(self) -> None:
        draft = self._saving.draft
        if draft is None:
            return
        if self._frame.permission.understands is None:
            self._frame.permission.complain()
            return
        self._saving.change(self._with_permission(draft, is_complete=True))
        self._show_stage(is_asking=False)

    def _show_stage(self, *, is_asking: bool) -> None:
        draft, talk = self._saving.draft, self._talk
        if draft is None or talk is None:
            return
        may_write = talk_words.may_write(draft)
        stage: QWidget = self._frame.permission
        agreed = ""
        if is_asking:
            self._frame.permission.set_answers(
                notes=draft.consents.allows(Purpose.NOTES),
                health=draft.consents.allows(Purpose.HEALTH),
                understands=draft.understands,
            )
        elif may_write:
            stage = self._frame.sheet
            self._fill_sheet(talk, draft)
        else:
            stage = self._frame.help_only
            self._fill_help_only(talk, draft)
        if not is_asking:
            agreed = talk_words.agreed_at_start(draft, self._who)
        self._frame.header.set_agreed(agreed, fine=may_write)
        self._frame.sheet.set_agreed(agreed)
        self._frame.show_stage(stage)
        if self.isVisible():
            first = self._frame.sheet.told if stage is self._frame.sheet else stage
            first.setFocus()

    def _fill_sheet(self, talk: Talk, draft: ReportDraft) -> None:
        parts = self._frame.sheet
        parts.set_subjects(talk_words.offered(talk.guide, draft), parts.subject())
        is_withheld = talk_words.health_is_withheld(talk.guide, draft)
        words = self.tr("Over gezondheid schrijft u niets op. Dat wil {0} liever niet.")
        parts.set_lock_words(words.format(self._who) if is_withheld else "")
        self._show_subject()

    def _fill_help_only(self, talk: Talk, draft: ReportDraft) -> None:
        if draft.understands is Understanding.DOUBT:
            sentence = self.tr(
                "U twijfelt of {0} de vraag begrijpt. Wij bewaren alleen dat u er was. "
                "{1} leest dat u twijfelde."
            )
            question = ""
        else:
            sentence = self.tr(
                "{2} heeft liever niet dat u opschrijft. Wij bewaren alleen dat u er was. "
                "Vraagt {0} om hulp? Kruis dan het onderwerp aan, zonder uitleg."
            )
            question = self.tr("Waar wil {0} hulp bij?").format(self._who)
        coordinator = texts.capital(talk_words.coordinator(talk.organisation))
        filled = sentence.format(self._who, coordinator, texts.capital(self._who))
        areas = talk_words.offered(talk.guide, draft)
        self._frame.help_only.set_areas(areas, draft.answers)
        self._frame.help_only.set_sentence(filled, question)

    # --- writing ---------------------------------------------------------------------------

    def _collect(self, draft: ReportDraft) -> ReportDraft:
        parts = self._frame.sheet
        typed = parts.questions.typed_answers()
        draft = talk_answers.with_typed(draft, parts.told.text(), self._filed_under, typed)
        return self._dialogs.with_note(draft)

    def _choose_subject(self, _key: str) -> None:
        # What was typed until now belongs to the subject of before.
        self._saving.flush()
        self._show_subject()

    def _show_subject(self) -> None:
        talk, draft = self._talk, self._saving.draft
        if talk is None or draft is None:
            return
        self._filed_under = self._frame.sheet.subject()
        area = talk.guide.area(self._filed_under)
        self._show_helping(talk, area)
        shown = visible(talk.guide, draft.answers)
        self._frame.sheet.questions.set_area(area, draft.answers, shown)
        self._frame.sheet.set_written(talk_answers.written_subjects(draft, talk.guide))

    def _show_helping(self, talk: Talk, area: LifeArea | None) -> None:
        if area is not None:
            small = area.title.nl[:1].lower() + area.title.nl[1:]
            title = self.tr("Om over te praten: {0}").format(small)
        else:
            title = self.tr("Om mee te beginnen")
            area = next((one for one in talk.guide.areas if talk_words.is_frame(one)), None)
        starters = area.starters() if area is not None else ()
        self._frame.sheet.set_helping(title, [question.text.nl for question in starters])

    def _take_answer(self, link_id: str, answer: Answer) -> None:
        draft, talk = self._saving.draft, self._talk
        if draft is None or talk is None:
            return
        self._saving.change(draft.with_answer(link_id, answer))
        kept = self._saving.draft or draft
        self._frame.sheet.questions.show_only(visible(talk.guide, kept.answers))
        self._frame.sheet.set_written(talk_answers.written_subjects(kept, talk.guide))

    def _say_saved(self, when: datetime | None) -> None:
        self._frame.problem.hide()
        self._frame.header.say_saved(when)
        draft, talk = self._saving.draft, self._talk
        if draft is not None and talk is not None:
            self._frame.sheet.set_written(talk_answers.written_subjects(draft, talk.guide))

    def _show_problem(self, error: Exception) -> None:
        self._frame.header.say_failed()
        title = self.tr("Het bewaren lukte niet. Wat u schreef staat er nog.")
        self._frame.problem.set_words(title, errors.sentence(error))
        self._frame.problem.show()

    def _show_failed(self, error: Exception) -> None:
        self._frame.problem.set_words(self.tr("Dit bezoek ging niet open."), errors.sentence(error))
        self._frame.problem.show()

    # --- leaving ---------------------------------------------------------------------------

    def _leave(self, page: PageName) -> None:
        draft = self._saving.draft
        if draft is None:
            self.go.emit(Destination(PageName.TODAY))
            return
        to = Destination(page, draft.visit_id if page is PageName.HAND_IN else "")
        self._saving.flush(lambda: self.go.emit(to))

    def _open_other(self, visit: str) -> None:
        self._saving.flush(lambda: self.go.emit(Destination(PageName.TALK, visit)))

    def _stop(self) -> None:
        self._saving.flush()
        draft = self._saving.draft
        # Before anything was asked there is no talk to stop: the visit stays as it was.
        if draft is not None and talk_words.was_asked(draft):
            self._saving.change(replace(draft, stopped=True))
        self._leave(PageName.TODAY)

    # --- dialogs and curtain ---------------------------------------------------------------

    def open_note(self) -> None:
        """Opens the note for the coordinator."""
        self._saving.flush()
        if self._talk is not None and not self._is_busy():
            now = self._uses.now().time().replace(tzinfo=None)
            self._dialogs.open_note(self._talk, self._saving, self._uses.show_telephone, now)

    def read_together(self) -> None:
        """Shows over the whole window what was told, wished and agreed."""
        self._saving.flush()
        draft, talk = self._saving.draft, self._talk
        if draft is not None and talk is not None and not self._is_busy():
            self._dialogs.read_together(talk, draft)

    def _show_last_time(self) -> None:
        if self._talk is not None and not self._is_busy():
            self._dialogs.show_last_time(self._talk)

    def _is_busy(self) -> bool:
        return self._dialogs.is_open or self._cover.is_covered

    def _before_curtain(self) -> None:
        self._saving.flush()
        self._dialogs.step_aside()

    def _after_curtain(self) -> None:
        if self._dialogs.is_open:
            self._dialogs.come_back()
        elif self._frame.sheet.isVisible():
            self._frame.sheet.told.setFocus()


__all__ = ["TalkPage", "TalkUses"]
