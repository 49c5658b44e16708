"""The dialogs of a talk: the note, what was agreed last time, and reading together."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from huisbezoek.model.domain.reports import CoordinatorNote, ReportDraft
from huisbezoek.model.usecases.talk import Talk
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.last_time_dialog import LastTimeDialog
from huisbezoek.ui.dialogs.note_dialog import NoteDialog
from huisbezoek.ui.dialogs.read_together import ReadTogether
from huisbezoek.ui.models import talk_words
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
        self,
        talk: Talk,
        draft: ReportDraft,
        show_telephone: ShowTelephone,
        now: time,
        keep: Callable[[CoordinatorNote | None], None],
    ) -> None:
        """Opens the note for the coordinator; `keep` gets it when it was saved."""
        dialog = NoteDialog(
            self._look,
            self._page.window(),
            talk_words.person(talk.card),
            people_to_call(talk.organisation, show_telephone),
            may_write=talk_words.may_write(draft),
            now=now,
        )
        if draft.note is not None:
            dialog.show_note(draft.note)
        dialog.accepted.connect(lambda: keep(dialog.note))
        self._show(dialog)

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

    def _show(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.show()

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
