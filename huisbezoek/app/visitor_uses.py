"""Binds the use cases of Bezoekers and Brieven."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.usecases import letters, rounds, start_files, visitors, visits
from huisbezoek.model.usecases.ports.documents import StartCodeInput
from huisbezoek.model.usecases.ports.transfer import WrittenFile
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.ui.dialogs.reply_dialog import Reply
from huisbezoek.ui.pages.letters_page import LettersUses
from huisbezoek.ui.pages.visitors_page import VisitorsUses
from huisbezoek.ui.paper import print_on_paper
from huisbezoek.ui.printing import PrintLook


def visitors_uses(bound: Binding, look: PrintLook) -> VisitorsUses:
    """What Bezoekers asks and does."""
    parts, today = bound.parts, bound.today

    def add(writing: Writing, card: VisitorCard) -> str:
        return visitors.add_visitor(writing, card, random_bytes=parts.random_bytes)

    def begin(writing: Writing, visitor: str) -> bytes:
        return start_files.begin_start_file(
            writing,
            parts.start,
            visitor,
            today=today(),
            practice=bound.profile.identity.practice,
        )

    def write(payload: bytes, code: Sequence[str], folder: Path) -> WrittenFile:
        return start_files.write_start_file(parts.start, payload, code, folder, today=today())

    return VisitorsUses(
        visitors=lambda reading: visitors.visitors(reading, today=today()),
        unassigned=visitors.unassigned,
        waiting=visitors.waiting_for_visitor,
        add=add,
        change=visitors.change_visitor,
        assign=lambda writing, residents, visitor: visitors.assign(
            writing, residents, visitor, today=today()
        ),
        end_assignment=lambda writing, resident, reason: visitors.end_assignment(
            writing, resident, today=today(), reason=reason
        ),
        begin_start_file=begin,
        write_start_file=write,
        new_code=parts.start.start_files.new_code,
        start_code=partial(_start_code, bound),
        start_code_sheet=parts.documents.start_code_slip,
        print_sheets=lambda parent, sheets: print_on_paper(parent, sheets, look),
        parse_telephone=bound.parse_telephone,
        show_telephone=bound.show_telephone,
        choose_folder=bound.chooser.choose_folder,
        today=today,
    )


def letters_uses(bound: Binding, look: PrintLook) -> LettersUses:
    """What Brieven asks and does."""
    parts, today = bound.parts, bound.today

    def mark(writing: Writing, lines: Sequence[letters.LetterLine], on: date) -> int:
        return letters.mark_sent(writing, lines, on=on, random_bytes=parts.random_bytes)

    def reply(writing: Writing, visit: str, answer: Reply) -> None:
        visits.enter_reply(
            writing,
            visit,
            answer.answer,
            on=answer.on,
            telephone=answer.telephone,
            preferred_time=answer.preferred_time,
            until=answer.until,
        )

    def save_file(parent: QWidget, title: str, name: str) -> Path | None:
        return bound.chooser.save_file(parent, title, name)

    return LettersUses(
        queue=lambda reading: letters.letter_queue(reading, today=today()),
        plan=lambda writing, most: rounds.plan_longest_waiting(
            writing, most, today(), parts.random_bytes
        ),
        mark_sent=mark,
        enter_reply=reply,
        sheet=lambda letter: parts.documents.invitation(
            replace(letter, sender=bound.readable(letter.sender))
        ),
        print_look=look,
        print_sheets=lambda parent, sheets: print_on_paper(parent, sheets, look),
        save_file=save_file,
        parse_telephone=bound.parse_telephone,
        show_telephone=bound.show_telephone,
        today=today,
    )


def _start_code(
    bound: Binding, reading: Reading, visitor: str, words: Sequence[str]
) -> StartCodeInput:
    name = next((one.card.name for one in reading.visitors() if one.visitor == visitor), "")
    first, second, third, fourth = words
    return StartCodeInput(
        visitor=name,
        words=(first, second, third, fourth),
        sender=bound.readable(letters.sender(reading.organisation())),
        made_on=bound.today(),
    )
