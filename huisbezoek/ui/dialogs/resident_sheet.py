"""The sheet of one resident: the hero, the timeline, reports, facts and permission."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.consent import Consent, ConsentAnswer
from huisbezoek.model.domain.reports import Report
from huisbezoek.model.domain.visits import VisitStatus
from huisbezoek.model.usecases.resident_view import HistoryEntry, ResidentView
from huisbezoek.model.usecases.to_decide import DecideKind
from huisbezoek.ui import texts
from huisbezoek.ui.dialogs.permission_dialog import permission_words
from huisbezoek.ui.models.history_words import history_words
from huisbezoek.ui.models.report_words import report_blocks
from huisbezoek.ui.models.resident_facts import ShowTelephone, facts_of
from huisbezoek.ui.models.resident_words import hero_words
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.card import Card, HeroCard, HeroWords
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.clearing import cleared
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.row import Row
from huisbezoek.ui.widgets.text import FactRow, IconText, Text
from huisbezoek.ui.widgets.timeline import Timeline, TimelineEvent


class ResidentSheet(QWidget):
    """What is known of a resident, as picture 05 has it; `set_view` shows another or newer one.

    `report_done` and `report_follow_up` carry the visit of a report that was read; after the second
    something has still to be done. `addition_asked` wants the visitor to add to the report,
    `redact_asked` carries the visit whose report holds a sentence that must go, A visitor,
    `person`, reads only reports by others that were handed over.
    """

    report_done = Signal(str)
    report_follow_up = Signal(str)
    addition_asked = Signal(str)
    redact_asked = Signal(str)
    report_file_asked = Signal(str)
    resident_asked = Signal(str)
    differences_asked = Signal()
    edit_asked = Signal()
    withdraw_asked = Signal(str)

    def __init__(
        self, look: LookSource, show: ShowTelephone, *, is_coordinator: bool, person: str = ""
    ) -> None:
        super().__init__()
        self._look = look
        self._show = show
        self._is_coordinator = is_coordinator
        self._person = person
        self._columns = Columns(look, (13, 8))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._columns)

    def set_view(
        self,
        view: ResidentView,
        today: date,
        still_on: Sequence[str] = (),
        ruled_out: str = "",
    ) -> None:
        """Shows this state of a resident.

        `still_on` says on whose laptop they still are, `ruled_out` who does not go there.
        """
        for column in self._columns.columns:
            cleared(column)
        left, right = self._columns.columns
        words = hero_words(view, today)
        hero = HeroCard(self._look, HeroWords(words.title, words.sentence, icon="calendar-clock"))
        hero.setObjectName("resident_hero")
        left.addWidget(hero)
        # The banner above, with its button, says the same.
        hero.setVisible(not (self._is_coordinator and _is_told_above(view)))
        if self._is_coordinator:
            self._add_waiting_report(left, view)
        left.addWidget(self._history(view))
        self._add_other_reports(left, view)
        left.addStretch(1)
        right.addWidget(self._facts(view, still_on, ruled_out))
        if view.consents.given:
            right.addWidget(self._permission(view))
        right.addStretch(1)

    def _history(self, view: ResidentView) -> Card:
        card = Card(self._look, _tr("Wat er is gedaan"))
        if not view.entries:
            card.body.addWidget(Text(self._look, _tr("Nog niets. Dit is het begin."), tone="muted"))
            return card
        events = [
            TimelineEvent(words.day, words.icon, words.title, words.detail)
            for words in (history_words(entry, self._show) for entry in view.entries)
        ]
        timeline = Timeline(self._look, _tr("Wat er is gedaan"), events)
        timeline.setObjectName("resident_timeline")
        card.body.addWidget(timeline)
        return card

    def _add_waiting_report(self, column: QVBoxLayout, view: ResidentView) -> None:
        entry = _waiting(view)
        if entry is None:
            return
        card = Card(self._look, _report_title(entry), note=_author(entry), icon="file-text")
        card.setObjectName("report_to_read")
        self._fill_report(card.body, entry)
        follow = Button(self._look, _tr("Gelezen, er is nog iets te doen"))
        follow.setObjectName("assess_follow_up")
        follow.clicked.connect(lambda: self.report_follow_up.emit(entry.visit))
        done = Button(self._look, _tr("Verslag &gelezen"), icon="clipboard-check")
        done.setObjectName("assess_done")
        done.clicked.connect(lambda: self.report_done.emit(entry.visit))
        ask = Button(self._look, _tr("Om een aanvulling vragen"), "quiet", "message-circle")
        ask.setObjectName("ask_addition")
        ask.clicked.connect(lambda: self.addition_asked.emit(entry.visit))
        row = Row(self._look, stacks=True)
        row.add(done)
        row.add(follow)
        row.add(ask)
        row.box.addStretch(1)
        card.body.addWidget(row)
        column.addWidget(card)

    def _add_other_reports(self, column: QVBoxLayout, view: ResidentView) -> None:
        waiting = _waiting(view) if self._is_coordinator else None
        for entry in view.entries:
            if entry.report is None or entry is waiting or not self._may_read(entry.report):
                continue
            fold = Fold(self._look, _report_title(entry), _author(entry))
            fold.setObjectName("report_fold")
            self._fill_report(fold.body, entry)
            column.addWidget(fold)

    def _may_read(self, report: Report) -> bool:
        if self._is_coordinator:
            return True
        return bool(self._person) and report.visitor_id != self._person

    def _fill_report(self, body: QVBoxLayout, entry: HistoryEntry) -> None:
        if entry.report is None:
            return
        blocks = report_blocks(entry.report)
        if not blocks:
            empty = _tr("Er is niets opgeschreven. Het bezoek is wel geweest.")
            body.addWidget(Text(self._look, empty, tone="muted"))
        for block in blocks:
            lines = "\n".join(block.lines)
            words = Text(self._look, lines)
            words.setObjectName("report_text")
            whole = Row(self._look, spacing=0.25)
            whole.box.setDirection(QBoxLayout.Direction.TopToBottom)
            whole.box.addWidget(Text(self._look, block.title, bold=True))
            whole.box.addWidget(words)
            body.addWidget(whole)
        if blocks and self._is_coordinator:
            redact = Button(self._look, _tr("Zinnen wissen"), "flush", "trash-2")
            redact.setObjectName("redact_report")
            redact.setAccessibleName(_tr("Zinnen wissen uit: {0}").format(_report_title(entry)))
            redact.clicked.connect(lambda: self.redact_asked.emit(entry.visit))
            body.addWidget(redact, 0, Qt.AlignmentFlag.AlignLeft)
            keep = Button(self._look, _tr("Verslag als bestand bewaren"), "flush", "download")
            keep.setObjectName("save_report_file")
            keep.setAccessibleName(_tr("Als bestand bewaren: {0}").format(_report_title(entry)))
            keep.clicked.connect(lambda: self.report_file_asked.emit(entry.visit))
            body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)

    def _facts(self, view: ResidentView, still_on: Sequence[str], ruled_out: str) -> Card:
        edit = Button(self._look, _tr("&Wijzigen"), "flush", "pencil")
        edit.setObjectName("edit_card")
        edit.clicked.connect(self.edit_asked)
        card = Card(self._look, _tr("Goed om te weten"), action=edit)
        for fact in facts_of(view, self._show):
            card.body.addWidget(FactRow(self._look, fact.icon, fact.fact, fact.detail))
        if ruled_out:
            quiet = IconText(self._look, "ban", ruled_out, tone="muted")
            quiet.setObjectName("ruled_out_line")
            card.body.addWidget(quiet)
        for words in still_on:
            line = IconText(self._look, "laptop-minimal", words, tone="muted")
            line.setObjectName("still_on_laptop")
            card.body.addWidget(line)
        if view.differing_fields and self._is_coordinator:
            words = _tr("Twee mensen schreven iets anders op. Kies wat klopt.")
            card.body.addWidget(Text(self._look, words, tone="warn"))
            choose = Button(self._look, _tr("Verschillen bekijken"), "flush", "copy-check")
            choose.setObjectName("see_differences")
            choose.clicked.connect(self.differences_asked)
            card.body.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        for other in view.housemates:
            words = _tr("Kaart van {0}").format(other.formal_name)
            button = Button(self._look, words, "flush", "user")
            button.setObjectName("housemate_card")
            button.clicked.connect(
                lambda _=False, resident=other.resident: self.resident_asked.emit(resident)
            )
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _permission(self, view: ResidentView) -> Card:
        card = Card(self._look, _asked_title(view.card.sex))
        if view.consents_on is not None:
            words = _tr("Gevraagd op {0}. Vraag het bij elk bezoek opnieuw.")
            said = words.format(texts.plain_date(view.consents_on))
            card.body.addWidget(Text(self._look, said, size="s", tone="muted"))
        for consent in view.consents.given:
            card.body.addWidget(self._permission_row(consent))
        if any(one.answer is ConsentAnswer.YES for one in view.consents.given):
            take_back = Button(self._look, _tr("Toestemming intrekken"), "flush", "shield-check")
            take_back.setObjectName("withdraw_permission")
            take_back.clicked.connect(lambda: self.withdraw_asked.emit(view.consents_visit))
            card.body.addWidget(take_back, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _permission_row(self, consent: Consent) -> Row:
        words = permission_words(consent)
        said_yes = consent.answer is ConsentAnswer.YES
        row = Row(self._look)
        row.add(Text(self._look, words), 1, Qt.AlignmentFlag.AlignVCenter)
        chip = ChipValue(texts.consent_answer(consent.answer), "ok" if said_yes else "no")
        row.add(Chip(self._look, chip))
        return row


def _is_told_above(view: ResidentView) -> bool:
    is_excluded = bool(view.state.excluded) and not view.row.stopped
    return is_excluded or any(one.kind is DecideKind.PARTNER_DIED for one in view.decisions)


def _waiting(view: ResidentView) -> HistoryEntry | None:
    visit = view.open_visit
    if visit is None or visit.status is not VisitStatus.REPORT_SUBMITTED:
        return None
    found = (one for one in view.entries if one.report is not None and one.visit == visit.visit)
    return next(found, None)


def _report_title(entry: HistoryEntry) -> str:
    day = entry.report.held_on if entry.report is not None else entry.on
    return _tr("Verslag van {0}").format(texts.plain_date(day))


def _author(entry: HistoryEntry) -> str:
    return _tr("Door {0}").format(entry.author) if entry.author else ""


def _asked_title(sex: str) -> str:
    if sex == "V":
        return _tr("Vond mevrouw dit goed?")
    if sex == "M":
        return _tr("Vond meneer dit goed?")
    return _tr("Vond de inwoner dit goed?")


def _tr(text: str) -> str:
    return QCoreApplication.translate("residents", text)
