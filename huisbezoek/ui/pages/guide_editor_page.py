"""Gespreksleidraad: a coordinator changes subjects and questions and brings a version into use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain import guide_editing
from huisbezoek.model.domain.errors import HuisbezoekError
from huisbezoek.model.domain.guide_versions import NewLink, guide_difference
from huisbezoek.model.domain.guides import (
    DEFAULT_GUIDE,
    ConversationGuide,
)
from huisbezoek.model.domain.operations import SubjectKind
from huisbezoek.model.usecases.guide_library import Published
from huisbezoek.model.usecases.guide_work import GuideDesk
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.ui.dialogs.guide_editing_steps import GuideEditingSteps
from huisbezoek.ui.dialogs.guide_file_steps import GuideFileSteps, GuideFileUses
from huisbezoek.ui.dialogs.guide_publish_dialog import GuidePublishDialog
from huisbezoek.ui.dialogs.guide_sheet import GuideSheet
from huisbezoek.ui.dialogs.question_dialog import QuestionDialog, QuestionWords
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models import guide_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.field import ComboField
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class GuideEditorUses:
    """What the page asks and does.

    `propose` gives changed questions in use a link id of their own.
    """

    desk: Callable[[Reading], GuideDesk]
    keep: Callable[[Writing, ConversationGuide], None]
    drop: Callable[[Writing, str], None]
    propose: Callable[[ConversationGuide, Sequence[ConversationGuide]], ConversationGuide]
    publish: Callable[[Writing, ConversationGuide], Published]
    new_link: NewLink
    files: GuideFileUses


class GuideEditorPage(QWidget):
    """What is changed is kept at once, and comes into use only when the coordinator says so."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: GuideEditorUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._desk: GuideDesk | None = None
        self._name = DEFAULT_GUIDE
        self._guide: ConversationGuide | None = None
        self._files = GuideFileSteps(workbench, uses.files, self)
        self._files.came_in.connect(self._take_file)
        self._files.refused.connect(self._refuse_file)
        self._files.written.connect(self._say_written)
        self._files.failed.connect(self._fail)
        self._editing = GuideEditingSteps(workbench, look, uses.new_link, self)
        self._editing.made.connect(self._change)
        self._frame = PageFrame(look, _tr("Gespreksleidraad"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build_head()
        self._build_content()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:  # noqa: ARG002 - every page has it
        """Loads the guides; `subject` is the name of the guide to show."""
        self._name = subject or self._name
        for banner in (self._error, self._done):
            banner.hide()
        self._load()

    def demanded_width(self) -> int:
        """The width in pixels that the page needs in its form of now, or it would be cut."""
        return self._frame.demanded_width()

    # --- building ----------------------------------------------------------------------------

    def _build_head(self) -> None:
        self._discard = Button(self._look, _tr("Wijzigingen &weggooien"), icon="undo-2")
        self._discard.setObjectName("guide_discard")
        self._discard.clicked.connect(self._ask_discard)
        self._publish = Button(self._look, _tr("&In gebruik nemen"), "primary", "check")
        self._publish.setObjectName("guide_publish")
        self._publish.clicked.connect(self._ask_publish)
        self._frame.add_header_button(self._discard)
        self._frame.add_header_button(self._publish)

    def _build_content(self) -> None:
        self._error = Banner(self._look, "error", _tr("Dit lukte niet"))
        self._error.setObjectName("guide_error")
        self._refused = Banner(self._look, "error", _tr("Een leidraad is niet te lezen"))
        self._refused.setObjectName("guide_refused")
        self._done = Banner(self._look, "good", "")
        self._done.setObjectName("guide_done")
        self._sheet = GuideSheet(self._look)
        self._frame.narrow_changed.connect(self._sheet.set_narrow)
        for banner in (self._error, self._refused, self._done):
            banner.hide()
            self._frame.content.addWidget(banner)
        choices, files = self._choices()
        for widget in (choices, self._sheet, files):
            self._frame.content.addWidget(widget)
        self._frame.content.addStretch(1)
        self._connect_sheet()

    def _choices(self) -> tuple[QWidget, QWidget]:
        self._which = ComboField(self._look, _tr("&Leidraad"), [])
        self._which.editor.setObjectName("guide_which")
        self._which.changed.connect(self._choose)
        self._version = ComboField(self._look, _tr("Vers&ie"), [])
        self._version.editor.setObjectName("guide_version")
        self._version.changed.connect(self._choose_version)
        read = Button(self._look, _tr("&Bestand inlezen"), "flush", "upload")
        read.setObjectName("guide_read_file")
        read.clicked.connect(self._hide_news)
        read.clicked.connect(self._files.bring_in)
        write = Button(self._look, _tr("Als bestand be&waren"), "flush", "download")
        write.setObjectName("guide_write_file")
        write.clicked.connect(self._write_file)
        choices = Row(self._look, stacks=True)
        choices.box.addWidget(self._which, 3)
        choices.box.addWidget(self._version, 3)
        files = Row(self._look, spacing=3)
        files.box.addWidget(read)
        files.box.addWidget(write)
        files.box.addStretch(1)
        return choices, files

    def _connect_sheet(self) -> None:
        sheet = self._sheet
        sheet.subject_moved.connect(self._move_subject)
        sheet.subject_added.connect(self._add_subject)
        sheet.subject_renamed.connect(self._rename_subject)
        sheet.subject_removed.connect(self._remove_subject)
        sheet.question_moved.connect(self._move_question)
        sheet.question_added.connect(self._add_question)
        sheet.question_opened.connect(self._open_question)
        sheet.question_removed.connect(self._remove_question)

    # --- showing -----------------------------------------------------------------------------

    def _load(self) -> None:
        self._workbench.ask(self._uses.desk, self._show, self._fail)

    def _follow(self, changes: Changes) -> None:
        guides = any(subject.kind == SubjectKind.GUIDE for subject in changes.subjects)
        if guides and self.isVisible():
            self._load()

    def _show(self, desk: GuideDesk) -> None:
        self._desk = desk
        if self._name not in desk.library.editions:
            self._name = DEFAULT_GUIDE
        with QSignalBlocker(self._which):
            self._which.editor.clear()
            for name, guide in desk.library.newest().items():
                self._which.editor.addItem(guide_words.set_name(guide), name)
            self._which.set_key(self._name)
        refused = desk.library.refused
        self._refused.setVisible(bool(refused))
        if refused:
            words = " ".join(dict.fromkeys(sentence(one.error) for one in refused))
            self._refused.set_words(_tr("Een leidraad is niet te lezen"), words)
        present = desk.work.get(self._name) or desk.library.newest()[self._name]
        self._show_guide(present)

    def _show_guide(self, guide: ConversationGuide, subject: str = "", question: str = "") -> None:
        self._guide = guide
        self._show_versions()
        has_work = self._has_work()
        self._discard.setVisible(has_work)
        if has_work:
            difference = guide_difference(self._in_use(), guide)
            words = _tr("Nog niet in gebruik: {0}").format(
                guide_words.difference_sentence(difference)
            )
        else:
            words = _tr("Deze versie is in gebruik. Wat u wijzigt, geldt pas als u dat zegt.")
        self._frame.set_sentence(words)
        self._sheet.say("", about_question=False)
        self._sheet.set_guide(guide, subject, question)

    def _show_versions(self) -> None:
        desk, editor = self._desk, self._version.editor
        if desk is None:
            return
        editions = desk.library.editions[self._name]
        with QSignalBlocker(editor):
            editor.clear()
            if self._has_work():
                editor.addItem(_tr("Mijn wijzigingen, nog niet in gebruik"), "")
            for edition in reversed(editions):
                words = guide_words.version_words(edition.guide.version, edition.on)
                is_last = edition is editions[-1]
                words = _tr("{0}, in gebruik").format(words) if is_last else words
                editor.addItem(words[:1].upper() + words[1:], edition.guide.version)
            editor.setCurrentIndex(0)

    def _in_use(self) -> ConversationGuide:
        assert self._desk is not None, "nothing is edited before the library was read"  # noqa: S101 - for the type
        return self._desk.library.editions[self._name][-1].guide

    def _has_work(self) -> bool:
        guide = self._guide
        if guide is None or self._desk is None or guide.name != self._name:
            return False
        return replace(guide, version=self._in_use().version) != self._in_use()

    # --- choosing ----------------------------------------------------------------------------

    def _choose(self, name: str) -> None:
        desk = self._desk
        if desk is None or not name:
            return
        self._name = name
        self._hide_news()
        self._show_guide(desk.work.get(name) or desk.library.newest()[name])

    def _choose_version(self, version: str) -> None:
        desk = self._desk
        if desk is None or not version:
            return
        editions = desk.library.editions[self._name]
        chosen = next(one.guide for one in editions if one.guide.version == version)
        if self._has_work():
            self._show_versions()
            words = _tr("Neem uw wijzigingen eerst in gebruik, of gooi ze weg.")
            self._error.set_words(_tr("Er zijn nog wijzigingen"), words)
            self._error.show()
            return
        self._change(replace(chosen, version=self._in_use().version))

    # --- changing ----------------------------------------------------------------------------

    def _change(self, guide: ConversationGuide, subject: str = "", question: str = "") -> None:
        self._hide_news()
        self._show_guide(guide, subject, question)
        if self._desk is None:
            return
        if self._has_work():
            self._desk.work[guide.name] = guide
            self._workbench.do(lambda writing: self._uses.keep(writing, guide), failed=self._fail)
        else:
            self._desk.work.pop(guide.name, None)
            self._workbench.do(
                lambda writing: self._uses.drop(writing, guide.name), failed=self._fail
            )

    def _try(
        self, edit: Callable[[ConversationGuide], ConversationGuide], *, about_question: bool
    ) -> None:
        guide = self._guide
        if guide is None:
            return
        try:
            changed = edit(guide)
        except HuisbezoekError as error:
            self._sheet.say(guide_words.fault(error, guide), about_question=about_question)
            return
        self._change(changed)

    def _move_subject(self, step: int) -> None:
        link = self._sheet.subject
        self._try(lambda guide: guide_editing.moved_area(guide, link, step), about_question=False)

    def _remove_subject(self) -> None:
        link = self._sheet.subject
        self._try(lambda guide: guide_editing.without_area(guide, link), about_question=False)

    def _move_question(self, step: int) -> None:
        link = self._sheet.question
        self._try(
            lambda guide: guide_editing.moved_question(guide, link, step), about_question=True
        )

    def _remove_question(self) -> None:
        link = self._sheet.question
        self._try(lambda guide: guide_editing.without_question(guide, link), about_question=True)

    def _add_subject(self) -> None:
        if self._guide is not None and self._desk is not None:
            pattern = self._desk.library.newest()[DEFAULT_GUIDE]
            self._editing.add_subject(self._guide, pattern)

    def _rename_subject(self) -> None:
        if self._guide is not None:
            self._editing.rename_subject(self._guide, self._sheet.subject)

    def _add_question(self) -> None:
        if self._guide is not None:
            self._editing.add_question(self._guide, self._sheet.subject)

    def _open_question(self) -> None:
        if self._guide is not None:
            self._editing.open_question(self._guide, self._sheet.subject, self._sheet.question)

    # --- into use, files ---------------------------------------------------------------------

    def _ask_discard(self) -> None:
        words = QuestionWords(
            _tr("Wijzigingen weggooien"),
            _tr("U ziet dan weer de leidraad die in gebruik is. Uw wijzigingen zijn weg."),
            _tr("&Weggooien"),
            "trash-2",
            is_final=True,
        )
        dialog = QuestionDialog(self._look, self.window(), words)
        dialog.accepted.connect(lambda: self._change(self._in_use()))
        dialog.show_once()

    def _ask_publish(self) -> None:
        guide, desk = self._guide, self._desk
        if guide is None or desk is None:
            return
        self._hide_news()
        if not self._has_work():
            words = _tr("Wijzig eerst een onderwerp of een vraag.")
            self._error.set_words(_tr("Er is nog niets gewijzigd"), words)
            self._error.show()
            return
        proposed = self._uses.propose(guide, desk.library.versions_of(self._name))
        difference = guide_difference(self._in_use(), proposed)
        dialog = GuidePublishDialog(self._look, self.window(), difference)
        dialog.accepted.connect(
            lambda: self._workbench.do(
                lambda writing: self._uses.publish(writing, proposed),
                self._say_published,
                self._fail,
            )
        )
        dialog.show_once()

    def _say_published(self, published: Published) -> None:
        if self._desk is not None:
            self._desk.work.pop(published.guide.name, None)
        said = guide_words.difference_sentence(published.difference)
        later = _tr("Bezoekers krijgen deze versie bij de volgende uitwisseling.")
        self._done.set_words(_tr("De nieuwe versie is in gebruik"), f"{said} {later}")
        self._done.show()

    def _refuse_file(self, error: Exception) -> None:
        # Who made the file knows its questions by their link ids.
        self._error.set_words(_tr("Dit bestand is niet gebruikt"), sentence(error))
        self._error.show()

    def _take_file(self, read: ConversationGuide) -> None:
        desk = self._desk
        if desk is None:
            return
        if read.name in desk.library.editions:
            self._name = read.name
            with QSignalBlocker(self._which.editor):
                self._which.set_key(read.name)
        base = self._in_use()
        taken = replace(
            read, name=base.name, version=base.version, title=base.title, groups=base.groups
        )
        self._change(taken)
        same = _tr("Dit bestand is gelijk aan de leidraad die in gebruik is.")
        waits = _tr("Bekijk het eerst. Daarna kunt u het in gebruik nemen.")
        self._done.set_words(_tr("Het bestand is gelezen"), waits if self._has_work() else same)
        self._done.show()

    def _write_file(self) -> None:
        if self._guide is not None:
            self._hide_news()
            self._files.send_out(self._guide)

    def _say_written(self, name: str) -> None:
        self._done.set_words(_tr("Het bestand is bewaard"), name)
        self._done.show()

    def _hide_news(self) -> None:
        self._error.hide()
        self._done.hide()

    def _fail(self, error: Exception) -> None:
        words = guide_words.fault(error, self._guide) if self._guide else sentence(error)
        self._error.set_words(_tr("Dit lukte niet"), words)
        self._error.show()


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
