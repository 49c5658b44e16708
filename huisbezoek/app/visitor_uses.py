"""Binds the use cases of Bezoekers and Brieven."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from huisbezoek.app.binding import Binding
from huisbezoek.app.people_uses import (
    hand_over_uses,
    lost_laptop_uses,
    seen_erasures,
    visited_by_others,
)
from huisbezoek.app.visit_uses import today_uses
from huisbezoek.model.domain.cards import VisitorCard
from huisbezoek.model.domain.office_events import RevokedReason
from huisbezoek.model.usecases import (
    forgotten_password,
    laptops,
    letters,
    rounds,
    start_files,
    successors,
    visitors,
    visits,
)
from huisbezoek.model.usecases.districts import district_choices
from huisbezoek.model.usecases.ladder import letter_returned
from huisbezoek.model.usecases.letter_lines import LetterLine
from huisbezoek.model.usecases.ports.documents import StartCodeInput
from huisbezoek.model.usecases.ports.password_files import PasswordRequest
from huisbezoek.model.usecases.ports.transfer import WrittenFile
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.senders import sender
from huisbezoek.model.usecases.supervision import supervision
from huisbezoek.ui.dialogs.answering import AnsweringUses
from huisbezoek.ui.dialogs.reply_dialog import Reply
from huisbezoek.ui.dialogs.start_file_making import StartFileUses
from huisbezoek.ui.dialogs.stop_steps import StopUses
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
        colleagues=lambda reading: visitors.colleagues(reading, bound.person, today=today()),
        start_file=StartFileUses(
            begin=begin,
            write=write,
            replace_laptops=partial(_replace_laptops, bound),
            new_code=parts.start.start_files.new_code,
            code=partial(_start_code, bound),
            slip=parts.documents.start_code_slip,
            choose_folder=bound.chooser.choose_folder,
        ),
        answering=answering_uses(bound),
        print_sheets=lambda parent, sheets: print_on_paper(parent, sheets, look),
        parse_telephone=bound.parse_telephone,
        show_telephone=bound.show_telephone,
        today=today,
        visited=visited_by_others,
        hand_over=hand_over_uses(bound),
        lost=lost_laptop_uses(bound),
        erasures=seen_erasures,
        turns=visitors.hand_turns,
        supervision=lambda reading: supervision(reading, today=today()),
        stop=_stop_uses(bound),
        districts=lambda reading: district_choices(reading, parts.districts.names()),
    )


def _stop_uses(bound: Binding) -> StopUses:
    """What is asked and done when a visitor stops."""
    parts, today = bound.parts, bound.today

    def close(writing: Writing, visitor: str) -> None:
        _revoke_laptops(bound, writing, visitor, RevokedReason.STOPPED)

    def left(writing: Writing) -> tuple[laptops.LaptopView, ...]:
        stopped = {one.visitor for one in writing.visitors() if one.stopped_on is not None}
        return tuple(
            one
            for one in laptops.laptops(writing, today())
            if one.person in stopped and one.status != forgotten_password.REVOKED
        )

    return StopUses(
        stopping=lambda reading, visitor: successors.stopping(
            reading, parts.planner, visitor, today=today()
        ),
        stop=lambda writing, visitor, chosen: successors.stop_and_give(
            writing, visitor, chosen, today=today()
        ),
        close=close,
        left=left,
        show_telephone=bound.show_telephone,
    )


def answering_uses(bound: Binding) -> AnsweringUses:
    """What answering a forgotten password asks and does."""
    parts, chooser = bound.parts, bound.chooser

    def choose_request(parent: QWidget) -> Path | None:
        title = parent.tr("Kies het vraagbestand")
        patterns = parent.tr("Vraag om een nieuw wachtwoord (*{0})")
        return chooser.open_file(parent, title, patterns.format(forgotten_password.REQUEST_SUFFIX))

    def write_answer(
        request: PasswordRequest, words: Sequence[str], code: Sequence[str], folder: Path
    ) -> WrittenFile:
        answered = forgotten_password.answer(parts.passwords, request, words, code)
        return forgotten_password.write_answer(
            parts.passwords, answered, folder, today=bound.today()
        )

    return AnsweringUses(
        choose_request=choose_request,
        read_request=lambda path: forgotten_password.read_request(parts.passwords, path),
        asker=forgotten_password.asker,
        write_answer=write_answer,
        new_code=parts.start.start_files.new_code,
        slip=lambda reading, name, code: parts.documents.answer_code_slip(
            code_for(bound, reading, name, code)
        ),
        holds_word=parts.words.holds,
        choose_folder=chooser.choose_folder,
        show_telephone=bound.show_telephone,
    )


def letters_uses(bound: Binding, look: PrintLook) -> LettersUses:
    """What Brieven asks and does."""
    parts, today = bound.parts, bound.today

    def mark(writing: Writing, lines: Sequence[LetterLine], on: date) -> letters.Sent:
        return letters.mark_sent(writing, lines, on=on, random_bytes=parts.random_bytes)

    def reply(writing: Writing, visit: str, answer: Reply) -> None:
        if answer.returned:
            letter_returned(writing, visit, on=answer.on)
            return
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
        steps=today_uses(bound),
    )


def _replace_laptops(bound: Binding, writing: Writing, person: str) -> None:
    """The person gets another laptop: nothing is sealed to the old one any more."""
    _revoke_laptops(bound, writing, person, RevokedReason.REPLACED)


def _revoke_laptops(bound: Binding, writing: Writing, person: str, why: RevokedReason) -> None:
    now = bound.parts.now()
    for peer in writing.peers():
        if peer.visitor == person and peer.status != forgotten_password.REVOKED:
            laptops.revoke_laptop(
                writing,
                bound.parts.exchange(bound.profile),
                peer.device,
                why,
                noticed_at=now,
                now=now,
            )


def _start_code(
    bound: Binding, reading: Reading, visitor: str, words: Sequence[str]
) -> StartCodeInput:
    name = next((one.card.name for one in reading.visitors() if one.visitor == visitor), "")
    return code_for(bound, reading, name, words)


def code_for(bound: Binding, reading: Reading, name: str, words: Sequence[str]) -> StartCodeInput:
    """What a slip with four words says for the person of this name."""
    first, second, third, fourth = words
    return StartCodeInput(
        visitor=name,
        words=(first, second, third, fourth),
        sender=bound.readable(sender(reading.organisation())),
        made_on=bound.today(),
    )
