"""Logging a call: the number first, then how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.events import CallOutcome
from huisbezoek.ui.dialogs.couple_choice import CoupleChoice
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import DateField

_OUTCOMES: Final = (
    (CallOutcome.YES, QT_TRANSLATE_NOOP("CallDialog", "Ja, een bezoek is welkom")),
    (CallOutcome.NO, QT_TRANSLATE_NOOP("CallDialog", "Nee, liever geen bezoek")),
    (CallOutcome.LATER, QT_TRANSLATE_NOOP("CallDialog", "Liever later")),
    (CallOutcome.NO_ANSWER, QT_TRANSLATE_NOOP("CallDialog", "Geen gehoor")),
    (CallOutcome.WRONG_NUMBER, QT_TRANSLATE_NOOP("CallDialog", "Het nummer klopt niet")),
)

_ANSWERS: Final = frozenset({CallOutcome.YES, CallOutcome.NO, CallOutcome.LATER})


@dataclass(frozen=True, slots=True)
class CallSubject:
    """Whom to call: the name on the card, the number to read, each visit with its own name."""

    name: str
    number: str
    people: Sequence[tuple[str, str]]


class CallDialog(DialogFrame):
    """Asks how the call ended; after `accepted`, `outcome`, `until` and `visits` hold the answer.

    Of a couple an answer may be that of one of them; a call without an answer is of both.
    """

    def __init__(
        self, look: LookSource, window: QWidget, subject: CallSubject, today: date
    ) -> None:
        super().__init__(look, window, self.tr("Bel {0}").format(subject.name), icon="phone")
        self.setObjectName("call_dialog")
        self._today = today
        self.outcome = CallOutcome.NO_ANSWER
        self.until: date | None = None
        self.visits: tuple[str, ...] = tuple(visit for visit, _name in subject.people)
        self.set_back(self.tr("Terug"))
        number = subject.number or self.tr("Er is geen telefoonnummer bekend.")
        self._number = Banner(look, "info", number, self.tr("Bel nu. Kies daarna hoe het ging."))
        self._who = CoupleChoice(look, self.tr("Van wie is dit antwoord?"), subject.people)
        self._choices = ChoiceGroup(
            look,
            self.tr("Hoe ging het?"),
            [Choice(outcome.value, self.tr(text)) for outcome, text in _OUTCOMES],
        )
        for outcome, row in self._choices.rows().items():
            row.setObjectName(f"outcome_{outcome}")
        self._until = DateField(
            look, self.tr("&Vanaf wanneer weer?"), self.tr("Bijvoorbeeld 1-3-2027")
        )
        self._until.editor.setObjectName("field_call_until")
        self._until.hide()
        self._who.hide()
        for widget in (self._number, self._choices, self._who, self._until):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        self._choices.changed.connect(self._show_until)
        cancel = Button(look, self.tr("&Niet gebeld"), "quiet")
        cancel.clicked.connect(self.reject)
        save = Button(look, self.tr("&Bewaren"), "primary", "check")
        save.setObjectName("save_call")
        save.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(save)

    def _show_until(self) -> None:
        self._choices.set_error("")
        chosen = set(self._choices.chosen())
        self._until.setVisible(CallOutcome.LATER in chosen)
        self._who.setVisible(self._who.is_asked and bool(chosen & _ANSWERS))

    def _save(self) -> None:
        chosen = self._choices.chosen()
        if not chosen:
            self._choices.set_error(self.tr("Kies hoe het gesprek ging."))
            return
        self.outcome = CallOutcome(chosen[0])
        if self.outcome in _ANSWERS:
            if not self._who.check():
                return
            self.visits = self._who.visits()
        self.until = self._until.day() if self.outcome is CallOutcome.LATER else None
        is_past = self.until is None or self.until <= self._today
        if self.outcome is CallOutcome.LATER and is_past:
            self._until.set_error(self.tr("Vul een dag in die nog komt, zoals 1-3-2027."))
            return
        self.accept()
