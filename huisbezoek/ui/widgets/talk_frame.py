"""The frame of the talk: its head, the stage that is on now, and the bar with its buttons."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.ui.theme import LookSource, is_narrow
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.before_visit import BeforeVisit
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.couple_bar import CoupleBar
from huisbezoek.ui.widgets.help_only_form import HelpOnlyForm
from huisbezoek.ui.widgets.page_frame import BottomBar, ScrollBody
from huisbezoek.ui.widgets.permission_form import PermissionForm
from huisbezoek.ui.widgets.talk_header import TalkHeader
from huisbezoek.ui.widgets.talk_sheet import TalkSheet

_NARROW_MARGIN: Final = 2.0
_WIDE_MARGIN: Final = 3.0


class TalkFrame(QWidget):
    """One stage is on: `before`, `permission`, `sheet`, or `help_only` when nothing is written."""

    def __init__(self, look: LookSource) -> None:
        super().__init__()
        self._source = look
        self.setProperty("plate", "paper")
        self._note_words = ("", "")
        self._can_print = False
        self.header = TalkHeader(look)
        self.problem = Banner(look, "warn", "", icon="info")
        self.problem.hide()
        self.couple = CoupleBar(look)
        self.before = BeforeVisit(look)
        self.permission = PermissionForm(look)
        self.sheet = TalkSheet(look)
        self.help_only = HelpOnlyForm(look)
        self.body = ScrollBody(look)
        self.body.content.addWidget(self.problem)
        self.body.content.addWidget(self.couple)
        for stage in self._stages():
            stage.hide()
            self.body.content.addWidget(stage, 1)
        self._build_bar()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self.body, 1)
        box.addWidget(self._bar)
        look.changed.connect(self._follow_width)

    def set_note_words(self, full: str, short: str) -> None:
        """The words of the note; the narrow form shows the short ones, the reader hears all."""
        self._note_words = (full, short)
        self.note.setAccessibleName(full.replace("&", ""))
        self._follow_width()

    def offer_printing(self) -> None:
        """Offers the guide on paper while one prepares."""
        self._can_print = True

    def show_stage(self, stage: QWidget) -> None:
        """Shows one stage with the buttons that belong to it."""
        for one in self._stages():
            one.setVisible(one is stage)
        is_before, is_asking = stage is self.before, stage is self.permission
        self.go_in.setVisible(is_before)
        self.print_guide.setVisible(is_before and self._can_print)
        self.prepare.setVisible(is_asking)
        self.start.setVisible(is_asking)
        for button in (self.finish, self.change):
            button.setVisible(not is_before and not is_asking)
        self.together.setVisible(stage is self.sheet)
        self.body.fit()

    def demanded_width(self) -> int:
        """The width in pixels that the page needs in its form of now."""
        body = self.body.content.totalMinimumSize().width()
        bar = self._bar.minimumSizeHint().width()
        return max(body, bar, self.header.demanded_width())

    @override
    def minimumSizeHint(self) -> QSize:
        # The wide form must not hold the window open: below 58 em the narrow form takes over.
        look = self._source.look
        return QSize(look.u(40), look.u(30))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _stages(self) -> tuple[QWidget, ...]:
        return (self.before, self.permission, self.sheet, self.help_only)

    def _build_bar(self) -> None:
        look = self._source
        self._bar = BottomBar(look)
        self.note = Button(look, "", "quiet", "notebook-pen")
        self.note.setObjectName("note_for_coordinator")
        self.change = Button(look, self.tr("&Toestemming"), "quiet", "shield-check")
        self.change.setObjectName("change_permission")
        self.prepare = Button(look, self.tr("&Voorbereiden"), "quiet", "clipboard-list")
        self.prepare.setObjectName("show_preparation")
        self.print_guide = Button(look, self.tr("Op papier &printen"), "quiet", "printer")
        self.print_guide.setObjectName("print_guide")
        self.together = Button(look, self.tr("Samen &lezen"), "quiet", "book-open")
        self.together.setObjectName("read_together_now")
        self.go_in = _onwards(look, self.tr("&Naar het gesprek"), "go_to_talk")
        self.start = _onwards(look, self.tr("Gesprek &beginnen"), "start_talk")
        self.finish = _onwards(look, self.tr("&Afronden"), "finish_talk")
        left = (self.note, self.print_guide, self.prepare, self.change, self.together)
        for button in left:
            self._bar.left.addWidget(button)
        for button in (self.go_in, self.start, self.finish):
            self._bar.right.addWidget(button)

    def _follow_width(self) -> None:
        if not self.isVisible():
            return
        narrow = is_narrow(self, self._source.look)
        self.header.set_narrow(narrow=narrow)
        self.note.setText(self._note_words[1 if narrow else 0])
        self.sheet.set_narrow(narrow=narrow)
        margin = _NARROW_MARGIN if narrow else _WIDE_MARGIN
        self.body.set_margin(margin)
        self._bar.set_margin(margin)


def _onwards(look: LookSource, text: str, name: str) -> Button:
    button = Button(look, text, "primary", "arrow-right", icon_right=True)
    button.setObjectName(name)
    return button
