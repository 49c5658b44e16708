"""The dialogs of a talk: the note, what was agreed last time, and reading together."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.usecases.talk import Talk
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.last_time_dialog import LastTimeDialog
from huisbezoek.ui.dialogs.note_dialog import NoteDialog
from huisbezoek.ui.dialogs.read_together import ReadTogether
from huisbezoek.ui.models import talk_words
from huisbezoek.ui.models.draft_saving import DraftSaving
from huisbezoek.ui.models.note_words import people_to_call
from huisbezoek.ui.models.together_words import together_blocks
from huisbezoek.ui.theme import LookSource

ShowTelephone = Callable[[str], str]


class TalkDialogs(QObject):
    """One dialog at a time; `step_aside` and `come_back` are for the curtain."""

    def __init__(self, look: LookSource, page: QWidget) -> None:
        super().__init__(page)
        self._look = look
        self._page = page
        self._dialog: QDialog | None = None
        self._note: NoteDialog | None = None

    @property
    def is_open(self) -> bool:
        """Whether one of them is open."""
        return self._dialog is not None

    def step_aside(self) -> None:
        """Hides what is open, with what was typed in it."""
        if self._dialog is not None:
            self._dialog.hide()

    def come_back(self) -> None:
        """Shows it again."""
        if self._dialog is not None:
            self._dialog.show()

    def open_note(
        self, talk: Talk, saving: DraftSaving, show_telephone: ShowTelephone, now: time
    ) -> None:
        """Opens the note for the coordinator, which goes into the draft of `saving`.

        What was typed in it before and was neither kept nor thrown away stands there again.
        """
        draft = saving.draft
        if draft is None:
            return
        dialog = NoteDialog(
            self._look,
            self._page.window(),
            talk_words.person(talk.card),
            people_to_call(talk.organisation, show_telephone),
            may_write=talk_words.may_write(draft),
            now=now,
        )
        if draft.open_note is not None:
            dialog.show_again(draft.open_note)
        elif draft.note is not None:
            dialog.show_note(draft.note)
        dialog.typed.connect(saving.touch)
        dialog.accepted.connect(lambda: self._end_note(dialog, saving))
        dialog.rejected.connect(lambda: self._end_note(dialog, saving))
        self._note = dialog
        self._show(dialog)

    def with_note(self, draft: ReportDraft) -> ReportDraft:
        """The draft with what stands in the note that is open now; nothing typed is ever lost."""
        if self._note is None:
            return draft
        typed = self._note.so_far()
        return replace(draft, open_note=typed if typed != draft.note else None)

    def show_last_time(self, talk: Talk) -> None:
        """Shows what was agreed last time."""
        words = self.tr("Dit stond in het verslag van {0}.")
        sentence = words.format(texts.plain_date(talk.last_held_on)) if talk.last_held_on else ""
        self._show(LastTimeDialog(self._look, self._page.window(), sentence, talk.last_agreed))

    def read_together(self, talk: Talk, draft: ReportDraft) -> None:
        """Shows over the whole window what resident and visitor may read together."""
        title = self.tr("Wij lezen het samen")
        blocks = together_blocks(draft, talk.guide)
        self._show(ReadTogether(self._look, self._page.window(), title, blocks))

    def _end_note(self, dialog: NoteDialog, saving: DraftSaving) -> None:
        # Who only went back finds the words again; they are in the draft.
        saving.flush()
        self._note = None
        draft = saving.draft
        if draft is None:
            return
        if dialog.result() == QDialog.DialogCode.Accepted:
            saving.change(replace(draft, note=dialog.note, open_note=None))
        elif dialog.is_dropped:
            saving.change(replace(draft, open_note=None))

    def _show(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.show()

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
