"""Brieven: the letters to send, who gets none and why, and the answers that come back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.errors import EnvironmentFailedError
from huisbezoek.model.domain.events import Answer
from huisbezoek.model.usecases.held_back import HeldBackLine
from huisbezoek.model.usecases.letter_lines import LetterLine
from huisbezoek.model.usecases.letters import LetterQueue, Sent
from huisbezoek.model.usecases.ports.documents import InvitationInput, Sheet
from huisbezoek.model.usecases.ports.work import Changes, Reading, Writing
from huisbezoek.model.usecases.senders import SenderMissingError
from huisbezoek.ui import errors, texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.letters_to_send import LetterPaper, LettersToSend, held_back_words
from huisbezoek.ui.dialogs.letters_waiting import LettersWaiting
from huisbezoek.ui.dialogs.reply_dialog import Reply, ReplyDialog
from huisbezoek.ui.dialogs.visit_steps import StepUses, VisitSteps
from huisbezoek.ui.printing import PrintingFailedError, PrintLook, lay_out, pages_in, write_pdf
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import HeroCard, HeroWords
from huisbezoek.ui.widgets.empty_state import EmptyState
from huisbezoek.ui.widgets.field import TextField
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.text import Text
from huisbezoek.ui.workbench import Workbench

MOST_LETTERS: Final = 50
_LETTER_UNITS: Final = 55
_IN_VIEW: Final = 3
_MOST_ROWS: Final = 100


@dataclass(frozen=True, slots=True)
class LettersUses:
    """What the page asks and does; the clock and chance are bound already.

    `plan` gets the most letters that are wanted and answers the visits. `enter_reply` keeps one
    slip for one visit, `steps` are for who has no visitor yet. `print_sheets` asks for a printer;
    `save_file` gets a title and a name.
    """

    queue: Callable[[Reading], LetterQueue]
    plan: Callable[[Writing, int], tuple[str, ...]]
    mark_sent: Callable[[Writing, Sequence[LetterLine], date], Sent]
    enter_reply: Callable[[Writing, str, Reply], None]
    sheet: Callable[[InvitationInput], Sheet]
    print_look: PrintLook
    print_sheets: Callable[[QWidget, Sequence[Sheet]], None]
    save_file: Callable[[QWidget, str, str], Path | None]
    parse_telephone: Callable[[str], str | None]
    show_telephone: Callable[[str], str]
    today: Callable[[], date]
    steps: StepUses | None = None


class LettersPage(QWidget):
    """Invitations: look at them, put them on paper, mark them as sent, enter the answers."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: LettersUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._queue = LetterQueue((), (), ())
        self._wanted = ("", "")
        self._frame = PageFrame(look, _tr("Brieven"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._build_header()
        self._build_messages()
        self._build_due()
        self._build_lists()
        look.changed.connect(self._dress)
        self._dress()
        workbench.changed.connect(self._follow)

    def open(self, subject: str = "", detail: str = "") -> None:
        """Loads the queue; with a visit, 'reply' or 'letter' begins with that."""
        self._wanted = (subject, detail)
        self._load()

    def _load(self) -> None:
        self._workbench.ask(self._uses.queue, self._show, self._fail)

    # --- building --------------------------------------------------------------------------

    def _build_header(self) -> None:
        self._print = Button(self._look, _tr("&Printen"), icon="printer")
        self._print.setObjectName("print_letters")
        self._print.clicked.connect(self._print_letters)
        self._make = Button(self._look, _tr("Brieven &maken"), "primary", "file-down")
        self._make.setObjectName("make_letters")
        self._make.clicked.connect(self._make_letters)
        self._frame.add_header_button(self._print)
        self._frame.add_header_button(self._make)

    def _build_messages(self) -> None:
        settings = Button(self._look, _tr("&Organisatie invullen"), icon="settings")
        settings.setObjectName("go_organisation")
        settings.clicked.connect(
            lambda: self.go.emit(Destination(PageName.SETTINGS, detail="organisation"))
        )
        self._missing = Banner(self._look, "error", "", buttons=(settings,))
        self._problem = Banner(self._look, "error", "")
        self._problem.setObjectName("letters_error")
        self._done = Banner(self._look, "good", "")
        self._done.setObjectName("letters_done")
        self._stays = Banner(self._look, "warn", "")
        self._stays.setObjectName("letters_stay")
        self._busy = Text(self._look, _tr("De brieven worden gemaakt…"), tone="muted")
        for widget in (self._missing, self._problem, self._stays, self._done, self._busy):
            widget.hide()
            self._frame.content.addWidget(widget)

    def _build_due(self) -> None:
        self._count = TextField(self._look, _tr("&Hoeveel brieven"))
        self._count.editor.setObjectName("field_letters")
        self._plan = Button(self._look, _tr("Brieven &klaarzetten"), "primary", "mail")
        self._plan.setObjectName("plan_due")
        self._plan.clicked.connect(self._plan_due)
        row = QHBoxLayout()
        row.addWidget(self._count)
        row.addWidget(self._plan, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self._due_row = row
        self._due = HeroCard(self._look, HeroWords(_tr("Wie is aan de beurt")))
        self._due.setObjectName("due_card")
        self._due.body.addLayout(row)
        self._empty = EmptyState(self._look, "mail", _tr("Geen brieven klaar"), "")
        self._due.hide()
        self._empty.hide()
        self._frame.content.addWidget(self._due)
        self._frame.content.addWidget(self._empty, 1)

    def _build_lists(self) -> None:
        uses = self._uses
        paper = LetterPaper(uses.sheet, uses.print_look, uses.today)
        self._to_send = LettersToSend(self._look, paper)
        self._to_send.mark_wanted.connect(self._mark_sent)
        self._waiting = LettersWaiting(self._look)
        self._waiting.reply_wanted.connect(self._enter_reply)
        if uses.steps is not None:
            steps = VisitSteps(self._workbench, self._look, uses.steps, self)
            steps.failed.connect(self._fail)
            self._waiting.step_wanted.connect(lambda card: steps.begin(card, card.step.command))
        self._waiting.resident_wanted.connect(self._open_resident)
        for widget in (self._to_send, self._waiting):
            widget.hide()
            self._frame.content.addWidget(widget)
        self._frame.content.addStretch(1)

    def _dress(self) -> None:
        look = self._look.look
        self._due_row.setSpacing(look.u(1.5))
        self._due_row.setContentsMargins(0, look.u(1), 0, 0)

    # --- showing ---------------------------------------------------------------------------

    def _show(self, queue: LetterQueue) -> None:
        self._problem.hide()
        self._missing.hide()
        self._queue = queue
        visit, detail = self._wanted
        self._wanted = ("", "")
        has_letters = bool(queue.to_send)
        self._frame.set_sentence(*_totals(queue))
        for button in (self._make, self._print):
            button.setVisible(has_letters)
        self._show_due(queue)
        self._to_send.setVisible(has_letters or bool(queue.held_back))
        in_view = visit if detail == "letter" else ""
        self._to_send.show_letters(queue.to_send, queue.held_back, in_view)
        self._waiting.show_waiting(queue.waiting, self._uses.today())
        if detail == "reply":
            self._enter_reply(visit)

    def _show_due(self, queue: LetterQueue) -> None:
        shows = not queue.to_send and bool(queue.due)
        self._due.setVisible(shows)
        title = texts.counted(
            queue.due, _tr("{0} inwoner is aan de beurt"), _tr("{0} inwoners zijn aan de beurt")
        )
        sentence = _tr("Wie het langst wacht, komt eerst. Een echtpaar krijgt één brief.")
        self._due.set_words(HeroWords(title, sentence))
        self._count.set_text(str(min(queue.due, MOST_LETTERS)))
        self._count.set_error("")
        nothing = not (queue.to_send or queue.due or queue.waiting)
        self._empty.setVisible(nothing)
        self._empty.set_words(
            _tr("Geen brieven klaar"), _tr("Niemand is nu aan de beurt voor een brief.")
        )

    # --- making, sending, answers ----------------------------------------------------------

    def _plan_due(self) -> None:
        typed = self._count.text().replace(".", "")
        if not typed.isdecimal() or not int(typed):
            self._count.set_error(_tr("Vul een getal in, bijvoorbeeld 20."))
            self._count.editor.setFocus()
            return
        most = int(typed)
        self._workbench.do(lambda writing: self._uses.plan(writing, most), failed=self._fail)

    def _make_letters(self) -> None:
        letters = self._queue.to_send
        name = _tr("brieven {0}.pdf").format(texts.plain_date(self._uses.today()))
        path = self._uses.save_file(self, _tr("Waar komen de brieven?"), name)
        if path is None or not letters:
            return
        self._done.hide()
        self._problem.hide()
        self._stays.hide()
        self._busy.show()
        self._make.setEnabled(False)
        self._when_still(letters, partial(self._write, path))

    def _when_still(
        self,
        letters: Sequence[LetterLine],
        work: Callable[[tuple[LetterLine, ...]], None],
    ) -> None:
        """Does this with the letters that may still go: a file may have come in meanwhile."""

        def go_on(queue: LetterQueue) -> None:
            self._show(queue)
            still = _still(letters, queue)
            if still:
                work(still)
            else:
                self._end_busy()

        self._workbench.ask(self._uses.queue, go_on, self._fail)

    def _write(self, path: Path, letters: tuple[LetterLine, ...]) -> None:
        uses = self._uses

        def work() -> int:
            sheets = [uses.sheet(line.invitation) for line in letters]
            write_pdf(path, sheets, uses.print_look, _tr("Uitnodigingen"))
            # The file is opened again and counted: a letter that is missing would not be missed.
            if pages_in(path) != sum(lay_out(sheet, uses.print_look).pages for sheet in sheets):
                raise PrintingFailedError
            return len(sheets)

        def made(count: int) -> None:
            self._end_busy()
            self._to_send.note_made(letters)
            words = texts.counted(
                count, _tr("{0} brief staat klaar"), _tr("{0} brieven staan klaar")
            )
            rest = _tr("In het bestand {0}. Print ze, post ze, en markeer ze dan als verstuurd.")
            self._done.set_words(words, rest.format(path.name))
            self._done.show()

        self._workbench.carry(work, made, self._fail)

    def _print_letters(self) -> None:
        self._stays.hide()
        self._when_still(self._queue.to_send, self._put_on_paper)

    def _put_on_paper(self, letters: tuple[LetterLine, ...]) -> None:
        try:
            self._uses.print_sheets(self, [self._uses.sheet(line.invitation) for line in letters])
        except EnvironmentFailedError as error:
            self._fail(error)
        else:
            self._to_send.note_made(letters)

    def _mark_sent(self, letters: tuple[LetterLine, ...], on: date) -> None:
        def marked(sent: Sent) -> None:
            self._show_stays(sent.held_back)
            if not sent.letters:
                return
            words = texts.counted(
                sent.letters,
                _tr("{0} brief is als verstuurd gemarkeerd"),
                _tr("{0} brieven zijn als verstuurd gemarkeerd"),
            )
            self._done.set_words(words, _tr("Komt er een strook terug? Vul dan het antwoord in."))
            self._done.show()

        self._workbench.do(
            lambda writing: self._uses.mark_sent(writing, letters, on), marked, self._fail
        )

    def _show_stays(self, lines: Sequence[HeldBackLine]) -> None:
        """Who may not get the letter that is on paper already, and why."""
        self._stays.setVisible(bool(lines))
        self._done.hide()
        told = [held_back_words(line, self._uses.today())[1] for line in lines]
        words = [
            _tr("{0}: {1}.").format(texts.capital(line.name), why)
            for line, why in zip(lines, told, strict=True)
        ]
        title = texts.counted(
            len(lines), _tr("{0} inwoner krijgt geen brief"), _tr("{0} inwoners krijgen geen brief")
        )
        rest = _tr("Haal deze brief uit de post. Er is hier niets voor gemarkeerd.")
        self._stays.set_words(title, " ".join([*words, rest]))

    def _enter_reply(self, visit: str) -> None:
        waiting = next(
            (
                line
                for line in self._queue.waiting
                if visit in {person.visit for person in line.people}
            ),
            None,
        )
        if waiting is None:
            return
        dialog = ReplyDialog(
            self._look, self.window(), waiting, self._uses.parse_telephone, self._uses.today()
        )
        known = next((person.telephone for person in waiting.people if person.telephone), "")
        if known:
            dialog.show_telephone(self._uses.show_telephone(known))

        def keep() -> None:
            reply = dialog.reply

            def deed(writing: Writing) -> None:
                for chosen in reply.visits:
                    self._uses.enter_reply(writing, chosen, reply)

            self._workbench.do(deed, lambda _: kept(reply), self._fail)

        def kept(reply: Reply) -> None:
            if reply.returned:
                self._done.set_words(
                    _tr("De brief aan {0} kwam terug").format(waiting.names),
                    _tr("Wij schrijven niet meer naar dit adres. Klopt het weer? Zie de kaart."),
                )
                self._done.show()
                return
            is_yes = reply.answer is Answer.YES
            title = _tr("Het antwoord van {0} is bewaard").format(waiting.names)
            self._done.set_words(
                title, _tr("Wijs nu een bezoeker toe, of wissel uit.") if is_yes else ""
            )
            self._done.show()

        dialog.accepted.connect(keep)
        dialog.show_once()

    def _open_resident(self, visit: str) -> None:
        for line in self._queue.waiting:
            for person in line.people:
                if person.visit == visit:
                    self.go.emit(Destination(PageName.RESIDENT, person.resident))
                    return

    def _end_busy(self) -> None:
        self._busy.hide()
        self._make.setEnabled(True)

    def _fail(self, error: Exception) -> None:
        self._end_busy()
        self._done.hide()
        banner = self._missing if isinstance(error, SenderMissingError) else self._problem
        banner.set_words(errors.sentence(error))
        banner.show()

    def _follow(self, _changes: Changes) -> None:
        if self.isVisible():
            self._load()


def _still(letters: Sequence[LetterLine], now: LetterQueue) -> tuple[LetterLine, ...]:
    """The letters of the page that may still go, as they are now."""
    wanted = {visit for line in letters for visit in line.visits}
    return tuple(line for line in now.to_send if wanted.issuperset(line.visits))


def _totals(queue: LetterQueue) -> tuple[str, str]:
    count = len(queue.to_send)
    if not count:
        return "", ""
    ready = texts.counted(count, _tr("{0} brief staat klaar."), _tr("{0} brieven staan klaar."))
    return f"{ready} {_tr('Na het posten zet u ze zelf op verstuurd.')}", ready


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)
