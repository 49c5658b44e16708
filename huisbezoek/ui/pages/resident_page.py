"""Inwoner: one person's card: when and why due, what was done, good to know, permission."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huisbezoek.model.domain.operations import Subject
from huisbezoek.model.usecases.ports.work import Changes, Reading
from huisbezoek.model.usecases.resident_view import ResidentView
from huisbezoek.ui import texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.resident_form import ResidentForm
from huisbezoek.ui.dialogs.resident_menu import ResidentMenu
from huisbezoek.ui.dialogs.resident_sheet import ResidentSheet
from huisbezoek.ui.dialogs.resident_steps import ResidentSteps
from huisbezoek.ui.dialogs.resident_uses import ResidentUses
from huisbezoek.ui.dialogs.rule_out_steps import ruled_out_line
from huisbezoek.ui.errors import sentence
from huisbezoek.ui.models.erasure_words import shown_number
from huisbezoek.ui.models.next_step import NextStep, next_step
from huisbezoek.ui.models.resident_words import chip_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.circle import InitialsCircle
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.workbench import Workbench

SELF = "resident"
"""Who asked for a visit when it was the resident."""


@dataclass(frozen=True, slots=True)
class _Seen:
    view: ResidentView
    still_on: tuple[str, ...]
    ruled_out: tuple[str, ...]


class ResidentPage(QWidget):
    """The card of one resident; changing it happens in place."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: ResidentUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._resident = ""
        self._view: ResidentView | None = None
        self._step: NextStep | None = None
        self._circle: InitialsCircle | None = None
        self._frame = PageFrame(look, "")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build_steps()
        self._build_head()
        self._build_content()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:
        """Loads the card of a resident; `detail` 'edit' opens the form."""
        if subject != self._resident:
            self._forget()
        self._resident = subject
        self._load(then_edit=detail == "edit")

    def _build_steps(self) -> None:
        self._steps = ResidentSteps(self._workbench, self._look, self._uses, self)
        self._steps.said.connect(self._say)
        self._steps.erased.connect(self._show_erased)
        self._steps.go.connect(self.go)
        self._steps.failed.connect(self._fail)

    def _build_head(self) -> None:
        back = self._frame.set_back(_tr("Inwoners"))
        back.setObjectName("back_to_residents")
        self._frame.back_requested.connect(lambda: self.go.emit(Destination(PageName.RESIDENTS)))
        self._chip = Chip(self._look, ChipValue(""))
        self._chip.hide()
        self._frame.add_beside_sentence(self._chip)
        self._more = Button(self._look, _tr("&Meer"), icon="ellipsis")
        self._more.setObjectName("more")
        self._more.clicked.connect(self._open_menu)
        self._frame.add_header_button(self._more)
        if self._steps.note_button is not None:
            self._frame.add_header_button(self._steps.note_button)
        self._menu = ResidentMenu(self._steps, self._uses, self)
        self._menu.edit_asked.connect(self._edit)
        self._menu.request_asked.connect(self._request)
        self._build_primary()

    def _build_primary(self) -> None:
        self._primary = Button(self._look, "", "primary")
        self._primary.setObjectName("next_step")
        self._primary.clicked.connect(self._take_step)
        self._primary.hide()
        self._frame.add_header_button(self._primary)

    def _build_content(self) -> None:
        self._error = Banner(self._look, "error", _tr("Dit lukte niet"))
        self._error.setObjectName("resident_error")
        self._done = Banner(self._look, "good", "")
        self._done.setObjectName("resident_done")
        self._sheet = ResidentSheet(
            self._look,
            self._uses.show_telephone,
            is_coordinator=self._uses.is_coordinator,
            person=self._uses.person,
        )
        self._sheet.report_done.connect(lambda visit: self._assess(visit, follow_up=False))
        self._sheet.report_follow_up.connect(lambda visit: self._assess(visit, follow_up=True))
        self._sheet.resident_asked.connect(
            lambda resident: self.go.emit(Destination(PageName.RESIDENT, resident))
        )
        self._sheet.differences_asked.connect(
            lambda: self.go.emit(Destination(PageName.DIFFERENCES, self._resident))
        )
        self._steps.serve(self._sheet)
        self._sheet.edit_asked.connect(self._edit)
        self._form = ResidentForm(
            self._look, self._uses.show_telephone, is_coordinator=self._uses.is_coordinator
        )
        self._form.saved.connect(self._save)
        self._form.cancelled.connect(self._close_form)
        for banner in (self._error, self._done):
            banner.hide()
            self._frame.content.addWidget(banner)
        self._steps.add_to(self._frame.content)
        for form in (self._sheet, self._form):
            form.hide()
            self._frame.content.addWidget(form)
        self._frame.content.addStretch(1)

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _forget(self) -> None:
        self._view = None
        self._steps.forget()
        for widget in (self._error, self._done, self._sheet, self._form, self._chip):
            widget.hide()
        self._more.show()
        self._frame.set_title("")
        self._frame.set_sentence("")

    def _follow(self, changes: Changes) -> None:
        # A visit or somebody at the same address may be concerned too: any change reloads.
        if self._resident and self.isVisible() and self._form.isHidden() and _concerns(changes):
            self._load()

    def _load(self, *, then_edit: bool = False) -> None:
        resident, today = self._resident, self._uses.today()

        def question(reading: Reading) -> _Seen:
            view = self._uses.view(reading, resident, today)
            still_on = self._uses.still_on(reading, resident)
            return _Seen(view, still_on, self._uses.ruled_out(reading, resident))

        def show(seen: _Seen) -> None:
            if resident == self._resident:
                self._show(seen)
                if then_edit:
                    self._edit()

        self._workbench.ask(question, show, self._fail)

    def _show(self, seen: _Seen) -> None:
        view = seen.view
        self._view = view
        self._error.hide()
        self._show_person(view)
        chip = chip_words(view.row, view.due)
        self._chip.set_chip(ChipValue(chip.text, chip.tone))
        self._chip.show()
        self._steps.show_view(view)
        self._menu.show_view(view)
        self._step = next_step(view, is_coordinator=self._uses.is_coordinator)
        self._primary.setVisible(self._step is not None)
        if self._step is not None:
            self._primary.setText(self._step.words)
            self._primary.set_icon(self._step.icon)
        self._sheet.set_view(
            view, self._uses.today(), seen.still_on, ruled_out_line(seen.ruled_out)
        )
        if self._form.isHidden():
            self._sheet.show()

    def _show_person(self, view: ResidentView) -> None:
        row = view.row
        self._frame.set_title(texts.capital(row.formal_name))
        address = ", ".join(part for part in (row.address_line, row.place_line) if part)
        age = _tr("{0} jaar. ").format(view.age) if view.age is not None else ""
        self._frame.set_sentence(f"{age}{address}")
        if self._circle is None:
            self._circle = InitialsCircle(self._look, row.initials_pair, row.resident, units=7)
            self._frame.add_before_title(self._circle)
        self._circle.set_person(row.initials_pair, row.resident)
        self._circle.show()

    def _edit(self) -> None:
        if self._view is None:
            return
        self._form.set_card(self._view.card)
        # Only now: of a whole region this takes longer than the card itself.
        self._workbench.ask(self._uses.districts, self._form.set_districts, self._fail)
        self._sheet.hide()
        self._form.show()
        self._more.setEnabled(False)

    def _close_form(self) -> None:
        self._more.setEnabled(True)
        self._form.hide()
        self._sheet.show()

    def _save(self, typed: Mapping[str, str]) -> None:
        if self._view is None:
            return
        # The card of the state, not of the view: a visitor's view has no birth date.
        checked = self._uses.check_card(self._view.state.card, typed, self._uses.today())
        self._form.set_wrong(checked.wrong)
        if checked.wrong:
            return
        resident = self._resident
        self._workbench.do(
            lambda writing: self._uses.change_card(writing, resident, checked.card),
            lambda _names: self._close_form(),
            self._fail,
        )

    def _show_erased(self, resident: str) -> None:
        """Nothing is left to show: the page says so, with the number that stays."""
        if resident != self._resident:
            return
        self._resident = ""
        self._forget()
        for widget in (self._more, self._primary, self._circle):
            if widget is not None:
                widget.hide()
        self._frame.set_title(_tr("Gewist"))
        self._say(
            _tr("Alles over deze inwoner is gewist"),
            _tr(
                "Op deze computer is het nu weg. Wissel uit met de bezoekers, dan verdwijnt het "
                "ook daar. Op de pagina Bezoekers ziet u wie dat bevestigde, bij nummer {0}."
            ).format(shown_number(resident)),
        )

    def _say(self, title: str, words: str) -> None:
        self._done.set_words(title, words)
        self._done.show()

    def _request(self) -> None:
        resident, today = self._resident, self._uses.today()
        self._workbench.do(
            lambda writing: self._uses.request(writing, resident, SELF, today),
            failed=self._fail,
        )

    def _take_step(self) -> None:
        if self._step is None:
            return
        if self._step.goes_to is not None:
            self.go.emit(self._step.goes_to)
            return
        resident, today = self._resident, self._uses.today()
        self._workbench.do(
            lambda writing: self._uses.plan(writing, resident, today),
            failed=self._fail,
        )

    def _assess(self, visit: str, *, follow_up: bool) -> None:
        today = self._uses.today()
        self._workbench.do(
            lambda writing: self._uses.assess(writing, visit, follow_up, today),
            failed=self._fail,
        )

    def _fail(self, error: Exception) -> None:
        self._error.set_words(_tr("Dit lukte niet"), sentence(error))
        self._error.show()


def _concerns(changes: Changes) -> bool:
    return any(isinstance(subject, Subject) for subject in changes.subjects)


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text)
