"""Handing in: every sentence as the coordinator will read it, each of which can be struck."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from huisbezoek.model.domain.consent import ConsentAnswer, Purpose, Understanding
from huisbezoek.model.domain.eleven_test import holds_citizen_service_number
from huisbezoek.model.domain.free_text import move
from huisbezoek.model.domain.guides import ConversationGuide
from huisbezoek.model.domain.report_lines import withheld
from huisbezoek.model.domain.reports import Report, ReportDraft
from huisbezoek.model.usecases.ports.work import Reading, Writing
from huisbezoek.model.usecases.talk import Talk
from huisbezoek.ui import errors, texts
from huisbezoek.ui.actions import Destination, PageName
from huisbezoek.ui.dialogs.paper_printing import PaperPrinting, PaperPrintUses
from huisbezoek.ui.dialogs.talk_dialogs import TalkDialogs
from huisbezoek.ui.models import talk_answers, talk_words
from huisbezoek.ui.models.couple_words import couple_words
from huisbezoek.ui.models.draft_saving import DraftSaving
from huisbezoek.ui.models.review_words import review_blocks, withheld_sentences
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.agreements import Agreements
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.choice import CheckRow
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.couple_bar import CoupleBar
from huisbezoek.ui.widgets.end_questions import EndQuestions
from huisbezoek.ui.widgets.field import AreaField
from huisbezoek.ui.widgets.information_left import Offer
from huisbezoek.ui.widgets.page_frame import PageFrame
from huisbezoek.ui.widgets.remarks import remark_while_typing
from huisbezoek.ui.widgets.review_list import ReviewList
from huisbezoek.ui.widgets.sort_sentences import SortSentences
from huisbezoek.ui.widgets.text import IconText, Text
from huisbezoek.ui.widgets.visit_facts import VisitFacts
from huisbezoek.ui.workbench import Workbench


def no_offers(_reading: Reading) -> Sequence[Offer]:
    """A social map without anything in it: information that was left is typed."""
    return ()


@dataclass(frozen=True, slots=True)
class HandInUses:
    """What the page asks and does; guides, visitor and clock are bound already.

    `offers` answers identifier and name of what may be left with a resident, `show_telephone`
    writes a stored number for reading.
    """

    view: Callable[[Reading, str], Talk]
    save: Callable[[Writing, ReportDraft], datetime]
    hand_in: Callable[[Writing, ReportDraft, ConversationGuide], Report]
    now: Callable[[], datetime]
    offers: Callable[[Reading], Sequence[Offer]] = no_offers
    show_telephone: Callable[[str], str] = str
    papers: PaperPrintUses | None = None


class HandInPage(QWidget):
    """What is read here is what was said: never a summary. What is struck is gone."""

    go = Signal(object)

    def __init__(
        self,
        workbench: Workbench,
        look: LookSource,
        uses: HandInUses,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._look = look
        self._uses = uses
        self._talk: Talk | None = None
        self._who = ""
        self._is_filling = False
        self._saving = DraftSaving(workbench, uses.save, self._collect, self)
        self._frame = PageFrame(look, self.tr("Verslag inleveren"))
        self._frame.set_back(self.tr("&Terug naar het gesprek")).setObjectName("back_to_talk")
        self._problem = Banner(look, "error", "")
        self._warning = Banner(look, "warn", "", icon="info")
        self._couple = CoupleBar(look)
        self._dialogs = TalkDialogs(look, self)
        self._sort = SortSentences(look)
        self._review = ReviewList(look, self.tr("Dit leest de coördinator, woord voor woord"))
        self._agreements = Agreements(look)
        self._missing = Card(look, self.tr("Dit gaat niet mee"), icon="eye-off", sunk=True)
        self._missing_words = Text(look, "")
        self._questions = EndQuestions(look, self.tr("Wat mag er?"))
        self._facts = VisitFacts(look)
        self._impression = AreaField(look, self.tr("&Uw eigen indruk, als u die wilt geven"))
        self._impression.editor.setObjectName("field_impression")
        remark_while_typing(self._impression)
        self._support = CheckRow(look, self.tr("Ik wil hier zelf graag over praten"))
        self._support.setObjectName("wants_support")
        self._saved = IconText(look, "circle-check", "", tone="good")
        self._saved.setObjectName("saved_state")
        self._build()
        self._connect()

    def open(self, subject: str = "", _detail: str = "") -> None:
        """Loads the draft of a visit, after every save that is still under way."""
        self._saving.flush()

        def view(writing: Writing) -> tuple[Talk, tuple[Offer, ...]]:
            return self._uses.view(writing, subject), tuple(self._uses.offers(writing))

        self._workbench.do(view, self._show_loaded, self._show_problem)

    def _show_loaded(self, loaded: tuple[Talk, tuple[Offer, ...]]) -> None:
        talk, offers = loaded
        self._agreements.set_offers(offers)
        self._questions.set_offers(offers)
        self.show_talk(talk)

    def show_talk(self, talk: Talk) -> None:
        """Shows the report as it would go."""
        self._talk = talk
        self._who = talk_words.person(talk.card)
        coordinator = talk_words.coordinator(talk.organisation)
        self._problem.hide()
        self._hand_in.setEnabled(True)
        self._review.title.setText(self.tr("Dit leest {0}, woord voor woord").format(coordinator))
        self._missing.title.setText(self.tr("Dit krijgt {0} niet").format(coordinator))
        self._questions.title.setText(self.tr("Vond {0} dit goed?").format(self._who))
        self._impression.set_help(self.tr("{0} kan dit opvragen.").format(self._capital()))
        self._agreements.set_person(self._capital())
        self._questions.set_people(self._who, coordinator, talk.card.contact_person)
        couple = couple_words(talk)
        self._couple.set_reports(couple.open_now, couple.private, couple.others)
        self._fill(talk)
        self._say_saved(talk.saved_at)

    def demanded_width(self) -> int:
        """The width in pixels that the page needs in its form of now, or it would be cut."""
        return self._frame.demanded_width()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._saving.flush()

    def read_together(self) -> None:
        """Shows over the whole window what was told, wished and agreed."""
        self._saving.flush()
        draft, talk = self._saving.draft, self._talk
        if draft is not None and talk is not None and not self._dialogs.is_open:
            self._dialogs.read_together(talk, draft)

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        look = self._look
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self._frame.add_beside_sentence(self._saved)
        self._missing.body.addWidget(self._missing_words)
        columns = Columns(look, (27, 20))
        left, right = columns.columns
        for widget in (self._review, self._sort, self._agreements):
            left.addWidget(widget)
        left.addStretch(1)
        for part in (
            self._missing,
            self._questions,
            self._facts,
            self._impression,
            self._support,
        ):
            right.addWidget(part)
        right.addStretch(1)
        for banner in (self._problem, self._warning):
            banner.hide()
            self._frame.content.addWidget(banner)
        self._frame.content.addWidget(self._couple)
        self._frame.content.addWidget(columns)
        self._frame.content.addStretch(1)
        bar = self._frame.show_bottom()
        self._consequence = IconText(
            look,
            "info",
            self.tr("Na het inleveren kunt u het verslag lezen, maar niet meer veranderen."),
            tone="muted",
        )
        bar.left.addWidget(self._consequence, 0, Qt.AlignmentFlag.AlignVCenter)
        together = Button(look, self.tr("Samen &lezen"), icon="book-open")
        together.setObjectName("read_together_now")
        together.clicked.connect(self.read_together)
        bar.right.addWidget(together)
        self._go_on = Button(look, self.tr("&Verder schrijven"))
        self._go_on.setObjectName("write_on")
        self._hand_in = Button(
            look, self.tr("Verslag &inleveren"), "primary", "send", icon_right=True
        )
        self._hand_in.setObjectName("hand_in")
        bar.right.addWidget(self._go_on)
        bar.right.addWidget(self._hand_in)

    def _connect(self) -> None:
        self._frame.back_requested.connect(self._back)
        self._frame.narrow_changed.connect(self._follow_form)
        self._go_on.clicked.connect(self._back)
        self._hand_in.clicked.connect(self._hand_in_now)
        self._review.struck_changed.connect(self._strike)
        self._sort.moved.connect(self._sort_sentences)
        self._couple.asked.connect(self._open_other)
        self._questions.consent_given.connect(self._take_consent)
        self._questions.partner_answered.connect(self._take_partner)
        self._questions.partner_dropped.connect(self._drop_partner)
        for choices in (self._agreements, self._questions, self._facts):
            choices.changed.connect(self._take_choice)
            choices.typed.connect(self._touch)
        for fields in (self._questions, self._facts):
            fields.left.connect(self._take_choice)
        self._support.toggled.connect(self._take_choice)
        self._impression.changed.connect(self._touch)
        self._saving.saved.connect(self._say_saved)
        self._saving.failed.connect(self._show_problem)
        if self._uses.papers is not None:
            self._offer_printing(self._uses.papers)

    def _offer_printing(self, uses: PaperPrintUses) -> None:
        papers = PaperPrinting(self._workbench, self._look, uses, self)
        self._agreements.offer_printing()

        def print_agreed() -> None:
            self._saving.flush()
            if self._saving.draft is not None and self._talk is not None:
                papers.print_agreed_in_draft(self._saving.draft, self._talk.guide)

        papers.failed.connect(self._show_problem)
        self._agreements.print_asked.connect(print_agreed)

    def _follow_form(self, is_narrow: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._consequence.setVisible(not is_narrow)
        self._go_on.setVisible(not is_narrow)

    # --- answers ---------------------------------------------------------------------------

    def _fill(self, talk: Talk) -> None:
        draft = talk.draft
        self._is_filling = True
        self._saving.start(draft, talk.saved_at)
        self._facts.show_draft(draft)
        self._agreements.show_draft(draft)
        self._questions.show_draft(draft)
        self._impression.set_text(draft.impression)
        self._support.setChecked(draft.visitor_wants_support is True)
        self._is_filling = False

    def _collect(self, draft: ReportDraft) -> ReportDraft:
        filled = self._questions.apply(self._agreements.apply(self._facts.apply(draft)))
        filled = self._dialogs.with_note(filled)
        return replace(
            filled,
            impression=self._impression.text().strip(),
            visitor_wants_support=True if self._support.isChecked() else None,
        )

    def _touch(self) -> None:
        if not self._is_filling:
            self._saving.touch()

    def _take_choice(self) -> None:
        if not self._is_filling:
            self._saving.flush()
            self._refresh()

    def _take_consent(self, purpose: Purpose, is_yes: bool) -> None:  # noqa: FBT001 - a signal
        draft = self._saving.draft
        if draft is None or self._is_filling:
            return
        now = self._uses.now()
        self._saving.change(talk_answers.with_consent(draft, purpose, now, is_yes=is_yes))
        self._refresh()

    def _take_partner(self, partner: str, is_yes: bool) -> None:  # noqa: FBT001 - a signal
        draft = self._saving.draft
        if draft is not None and not self._is_filling:
            now = self._uses.now()
            answered = talk_answers.with_consent(
                draft, Purpose.REFERRAL, now, is_yes=is_yes, partner=partner
            )
            self._saving.change(answered)
            self._refresh()

    def _drop_partner(self, partner: str) -> None:
        draft = self._saving.draft
        if draft is not None:
            without = draft.consents.without(Purpose.REFERRAL, partner)
            self._saving.change(replace(draft, consents=without))
            self._refresh()

    def _sort_sentences(self, places: frozenset[int], subject: str) -> None:
        draft = self._saving.draft
        if draft is not None:
            self._saving.change(replace(draft, told=move(draft.told, places, subject)))
            self._refresh()

    def _strike(self, line_id: str, is_struck: bool) -> None:  # noqa: FBT001 - a signal
        draft = self._saving.draft
        if draft is not None:
            self._saving.change(draft.strike(line_id) if is_struck else draft.restore(line_id))
            self._refresh()

    # --- showing ---------------------------------------------------------------------------

    def _refresh(self) -> None:
        draft, talk = self._saving.draft, self._talk
        if draft is None or talk is None:
            return
        blocks = review_blocks(draft, talk.guide, self._who)
        self._review.set_blocks(
            [
                (block.title, [(r.line_id, r.text, r.icon, r.struck) for r in block.rows])
                for block in blocks
            ]
        )
        found = withheld(draft, talk.guide)
        self._missing_words.setText(withheld_sentences(found, self._who))
        sentence = self.tr("Bezoek bij {0} op {1}. Lees het samen door.")
        self._frame.set_sentence(
            sentence.format(talk.name, texts.long_date(draft.held_on, year=False)),
            texts.capital(talk.name),
        )
        self._questions.set_beginning(self._beginning(draft))
        self._questions.show_partners(draft)
        may_sort = talk_words.may_write(draft)
        # What would not go along is not asked; what was typed before waits in the draft.
        self._agreements.limit(may_write=may_sort)
        is_understood = draft.understands is not Understanding.DOUBT
        self._agreements.setVisible(is_understood)
        self._questions.limit(may_ask=is_understood)
        self._impression.setVisible(may_sort)
        subjects = [(one.link_id, one.title.nl) for one in talk_words.offered(talk.guide, draft)]
        self._sort.set_sheet(draft.told if may_sort else (), subjects)
        self._warn_about_numbers()

    def _beginning(self, draft: ReportDraft) -> list[tuple[str, str, bool]]:
        answers: list[tuple[str, str, bool]] = []
        for purpose in (Purpose.NOTES, Purpose.HEALTH):
            answer = draft.consents.answer(purpose)
            word = texts.consent_answer(answer) if answer else self.tr("niet gevraagd")
            answers.append((texts.purpose(purpose), word, answer is ConsentAnswer.YES))
        if draft.understands is Understanding.DOUBT:
            answers.append((self.tr("Begrijpt de vraag"), self.tr("twijfel"), False))
        return answers

    def _warn_about_numbers(self) -> None:
        held = any(holds_citizen_service_number(text) for text in self._review.sentences())
        self._warning.set_words(
            self.tr("Er staat een nummer in dat op een burgerservicenummer lijkt."),
            self.tr("Dat bewaren wij niet. Haal die zin door of verander hem in het gesprek."),
        )
        self._warning.setVisible(held)

    def _say_saved(self, when: datetime | None) -> None:
        self._problem.hide()
        self._saved.setVisible(when is not None)
        if when is not None:
            words = self.tr("Bewaard om {0}").format(f"{when:%H.%M}".removeprefix("0"))
            self._saved.set_text(words)
        self._refresh()

    def _show_problem(self, error: Exception) -> None:
        self._saved.hide()
        title = self.tr("Dit lukte niet. Wat u schreef staat er nog.")
        self._problem.set_words(title, errors.sentence(error))
        self._problem.show()

    def _capital(self) -> str:
        return texts.capital(self._who)

    # --- leaving ---------------------------------------------------------------------------

    def _open_other(self, visit: str) -> None:
        self._saving.flush(lambda: self.go.emit(Destination(PageName.TALK, visit)))

    def _back(self) -> None:
        draft = self._saving.draft
        if draft is not None:
            to = Destination(PageName.TALK, draft.visit_id)
            self._saving.flush(lambda: self.go.emit(to))

    def _hand_in_now(self) -> None:
        wrong = self._facts.check(self._uses.now().date()) or self._questions.check()
        if wrong is not None:
            wrong.setFocus()
            return
        self._saving.flush()
        draft, talk = self._saving.draft, self._talk
        if draft is None or talk is None:
            return
        if draft.open_note is not None:
            # Typed, and neither kept nor thrown away: handing in would lose it.
            now = self._uses.now().time().replace(tzinfo=None)
            self._dialogs.open_note(talk, self._saving, self._uses.show_telephone, now)
            return
        self._saving.stop()
        self._hand_in.setEnabled(False)

        def deed(writing: Writing) -> Report:
            self._uses.save(writing, draft)
            return self._uses.hand_in(writing, draft, talk.guide)

        def failed(error: Exception) -> None:
            self._saving.start(draft, talk.saved_at)
            self._hand_in.setEnabled(True)
            self._show_problem(error)

        self._workbench.do(deed, self._handed_in, failed)

    def _handed_in(self, _report: Report) -> None:
        self._talk = None
        self.go.emit(Destination(PageName.TODAY))


__all__ = ["HandInPage", "HandInUses"]
