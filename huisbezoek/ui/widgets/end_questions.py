"""Permission: what was answered at the beginning, and what is asked at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huisbezoek.model.domain.aftercare import aftercare_window, proposed_aftercare
from huisbezoek.model.domain.consent import ConsentAnswer, Purpose
from huisbezoek.model.domain.reports import ReportDraft
from huisbezoek.model.domain.social_map import VOLUNTEERING
from huisbezoek.model.domain.wishes import draft_helps_others
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.card import Card
from huisbezoek.ui.widgets.chip import Chip, ChipValue
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.field import ComboField, DateField, Field, TextField
from huisbezoek.ui.widgets.information_left import Offer
from huisbezoek.ui.widgets.partner_grants import PartnerGrants
from huisbezoek.ui.widgets.text import Text

_QUESTIONS: Final = (
    (Purpose.AFTERCARE, QT_TRANSLATE_NOOP("EndQuestions", "Mag ik over een paar weken bellen?")),
    (Purpose.FAMILY, QT_TRANSLATE_NOOP("EndQuestions", "Mogen wij contact opnemen met familie?")),
    (Purpose.QUALITY, QT_TRANSLATE_NOOP("EndQuestions", "Mag ik vragen wat beter kan?")),
)
_MARKS: Final = 10


class AnswerLine(QWidget):
    """A purpose with the chip of its answer."""

    def __init__(self, look: LookSource, text: str, answer: str, *, is_yes: bool) -> None:
        super().__init__()
        self._source = look
        self._row = QHBoxLayout(self)
        self._row.addWidget(Text(look, text), 1)
        self._row.addWidget(Chip(look, ChipValue(answer, "ok" if is_yes else "no")))
        look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._source.look.u(1))


class EndQuestions(Card):
    """`consent_given` carries a Purpose and whether the answer was yes; `typed` for a field.

    `partner_answered` carries an organisation and whether it is a yes, `partner_dropped` one that
    was put there by mistake.
    """

    consent_given = Signal(object, bool)
    partner_answered = Signal(str, bool)
    partner_dropped = Signal(str)
    changed = Signal()
    typed = Signal()
    left = Signal()

    def __init__(self, look: LookSource, title: str) -> None:
        super().__init__(look, title)
        self._is_filling = False
        self._may_ask = True
        self._held_on = date.min
        self._known_contact = ""
        self._volunteering = ""
        self._lines: list[AnswerLine] = []
        self._beginning = QVBoxLayout()
        self._groups: dict[Purpose, ChoiceGroup] = {}
        self.body.addWidget(
            Text(look, self.tr("Gevraagd aan het begin"), size="s", bold=True, tone="muted")
        )
        self.body.addLayout(self._beginning)
        self._end = Text(look, self.tr("Vraag dit aan het eind"), size="s", bold=True, tone="muted")
        self.body.addWidget(self._end)
        self._day = DateField(look, self.tr("Wanneer be&lt u?"), self.tr("Zoals 4-1-2027"))
        self._day.editor.setObjectName("field_aftercare_on")
        self._mark = ComboField(
            look,
            self.tr("Welk &cijfer krijgt het bezoek?"),
            [("", self.tr("niet gevraagd"))]
            + [(str(mark), str(mark)) for mark in range(_MARKS, -1, -1)],
        )
        self._mark.editor.setObjectName("field_satisfaction")
        self._contact = TextField(look, self.tr("Wie &mag er gebeld worden?"))
        self._contact.editor.setObjectName("field_family_contact")
        self._partners = PartnerGrants(look)
        self._partners.answered.connect(self._take_partner)
        self._partners.dropped.connect(self.partner_dropped)
        self._partners.typed.connect(self.typed)
        self._contact.changed.connect(self._touch)
        self._contact.editor.editingFinished.connect(self.left)
        self._day.changed.connect(self.typed)
        self._day.editor.editingFinished.connect(self.left)
        self._mark.changed.connect(self._tell)
        for purpose, text in _QUESTIONS:
            self._add_question(purpose, self.tr(text))
        self.body.addWidget(self._partners)

    def set_people(self, who: str, coordinator: str, contact: str) -> None:
        """Fills in who is asked ('mevrouw'), who would share, and who is known of the family."""
        self._partners.set_people(who, coordinator)
        self._known_contact = contact

    def set_offers(self, offers: Sequence[Offer]) -> None:
        """The social map: who wants to help others is asked about the place for that."""
        self._volunteering = dict(offers).get(VOLUNTEERING, "")

    def set_beginning(self, answers: Sequence[tuple[str, str, bool]]) -> None:
        """Shows what was answered at the beginning: purpose, word, and whether it is a yes."""
        for line in self._lines:
            self._beginning.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [
            AnswerLine(self._source, text, word, is_yes=is_yes) for text, word, is_yes in answers
        ]
        for line in self._lines:
            self._beginning.addWidget(line)

    def limit(self, *, may_ask: bool) -> None:
        """With doubt whether the resident understands, nothing is asked at the end either."""
        self._may_ask = may_ask
        for widget in (self._end, *self._groups.values(), self._partners):
            widget.setVisible(may_ask)
        self._follow()

    def show_draft(self, draft: ReportDraft) -> None:
        """Fills in what was answered before; nothing is chosen in advance."""
        self._is_filling = True
        for purpose, group in self._groups.items():
            answer = draft.consents.answer(purpose)
            group.set_chosen([answer.value] if answer is not None else [])
        family = draft.consents.find(Purpose.FAMILY)
        self._contact.set_text(family.contact if family is not None else "")
        self.show_partners(draft)
        self._day.set_day(draft.aftercare_on)
        self._mark.set_key("" if draft.satisfaction is None else str(draft.satisfaction))
        self._follow()
        self._is_filling = False

    def show_partners(self, draft: ReportDraft) -> None:
        """Shows the answers per organisation, and when a call is usual after this visit."""
        self._held_on = draft.held_on
        self._partners.show_consents(draft.consents)
        self._partners.propose(self._volunteering if draft_helps_others(draft) else "")
        first, last = aftercare_window(draft.held_on)
        words = self.tr("Meestal tussen {0} en {1}.")
        self._day.set_help(words.format(texts.plain_date(first), texts.plain_date(last)))

    def apply(self, draft: ReportDraft) -> ReportDraft:
        """The draft with what was filled in, as far as there is permission."""
        mark = self._mark.key()
        may_call = draft.consents.allows(Purpose.AFTERCARE)
        may_ask = draft.consents.allows(Purpose.QUALITY)
        consents = self._partners.apply(draft.consents)
        if consents.allows(Purpose.FAMILY):
            consents = consents.with_contact(self._contact.text())
        return replace(
            draft,
            consents=consents,
            aftercare_on=self._day.day() if may_call else None,
            satisfaction=int(mark) if mark and may_ask else None,
        )

    def check(self) -> DateField | None:
        """Says what is wrong with the day of the call; answers that field, or None."""
        is_wrong = bool(self._day.text()) and self._day.day() is None and not self._day.isHidden()
        self._day.set_error(self.tr("Vul een dag in, zoals 4-1-2027.") if is_wrong else "")
        return self._day if is_wrong else None

    def given(self) -> Mapping[Purpose, bool]:
        """The answers that were chosen on this page."""
        chosen = {purpose: group.chosen() for purpose, group in self._groups.items()}
        return {
            purpose: keys[0] == ConsentAnswer.YES.value for purpose, keys in chosen.items() if keys
        }

    def _add_question(self, purpose: Purpose, text: str) -> None:
        group = ChoiceGroup(
            self._source,
            text,
            [
                Choice(ConsentAnswer.YES.value, self.tr("Dat mag")),
                Choice(ConsentAnswer.NO.value, self.tr("Liever niet")),
            ],
            columns=2,
        )
        for key, row in group.rows().items():
            row.setObjectName(f"consent_{purpose.value}_{key}")
        group.changed.connect(lambda: self._take(purpose))
        self._groups[purpose] = group
        self.body.addWidget(group)
        fields: dict[Purpose, Field] = {
            Purpose.AFTERCARE: self._day,
            Purpose.FAMILY: self._contact,
            Purpose.QUALITY: self._mark,
        }
        below = fields.get(purpose)
        if below is not None:
            self.body.addWidget(below)

    def _take(self, purpose: Purpose) -> None:
        self._follow()
        chosen = self._groups[purpose].chosen()
        if chosen and not self._is_filling:
            is_yes = chosen[0] == ConsentAnswer.YES.value
            if is_yes:
                self._propose(purpose)
            self.consent_given.emit(purpose, is_yes)

    def _propose(self, purpose: Purpose) -> None:
        # A proposal that the visitor reads and may change; the answer itself is the resident's.
        if purpose is Purpose.AFTERCARE and not self._day.text():
            self._day.set_day(proposed_aftercare(self._held_on))
        if purpose is Purpose.FAMILY and not self._contact.text():
            self._contact.set_text(self._known_contact)

    def _take_partner(self, partner: str, is_yes: bool) -> None:  # noqa: FBT001 - a signal
        if not self._is_filling:
            self.partner_answered.emit(partner, is_yes)

    def _touch(self) -> None:
        if not self._is_filling:
            self.typed.emit()

    def _tell(self) -> None:
        if not self._is_filling:
            self.changed.emit()

    def _follow(self) -> None:
        given = self.given()
        self._day.setVisible(self._may_ask and given.get(Purpose.AFTERCARE, False))
        self._contact.setVisible(self._may_ask and given.get(Purpose.FAMILY, False))
        self._mark.setVisible(self._may_ask and given.get(Purpose.QUALITY, False))
