"""Entering a reply slip: who answered, what, and the telephone number that came with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.events import Answer
from huisbezoek.model.usecases.waiting_replies import WaitingReply
from huisbezoek.ui.dialogs.couple_choice import CoupleChoice
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.columns import Columns
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import DateField, TextField

_ANSWERS: Final = (
    (Answer.YES, QT_TRANSLATE_NOOP("ReplyDialog", "Ja, graag bezoek")),
    (Answer.LATER, QT_TRANSLATE_NOOP("ReplyDialog", "Liever later")),
    (Answer.NO, QT_TRANSLATE_NOOP("ReplyDialog", "Nee, dank u")),
)
_RETURNED: Final = "returned"


@dataclass(frozen=True, slots=True)
class Reply:
    """What was on the slip, for these visits; `telephone` is in its stored form.

    With `returned` there was no slip: the post brought the letter back, and `answer` says nothing.
    """

    visits: tuple[str, ...]
    answer: Answer
    on: date
    telephone: str = ""
    preferred_time: str = ""
    until: date | None = None
    returned: bool = False


class ReplyDialog(DialogFrame):
    """After `accepted`, `reply` is what was on the slip. What was typed wrong stays to mend."""

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        waiting: WaitingReply,
        parse: Callable[[str], str | None],
        today: date,
    ) -> None:
        title = self.tr("Antwoord van {0}").format(waiting.names)
        super().__init__(look, window, title, waiting.address_line, icon="mail-check")
        self.setObjectName("reply_dialog")
        self.set_back(self.tr("Terug"))
        self._look = look
        self._parse = parse
        self._today = today
        people = tuple((person.visit, person.name) for person in waiting.people)
        self.reply = Reply(tuple(visit for visit, _name in people), Answer.YES, today)
        self._who = CoupleChoice(look, self.tr("Wie heeft er geantwoord?"), people)
        self._choices = ChoiceGroup(
            look,
            self.tr("Wat is het antwoord?"),
            [
                *(Choice(answer.value, self.tr(text)) for answer, text in _ANSWERS),
                Choice(_RETURNED, self.tr("De brief kwam ongeopend terug")),
            ],
        )
        for key, row in self._choices.rows().items():
            row.setObjectName(f"reply_{key}")
        self._choices.changed.connect(self._follow_answer)
        self._build_fields()
        cancel = Button(look, self.tr("&Niet bewaren"), "quiet")
        cancel.clicked.connect(self.reject)
        save = Button(look, self.tr("&Bewaren"), "primary", "check")
        save.setObjectName("save_reply")
        save.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(save)

    def show_telephone(self, number: str) -> None:
        """Fills in the number that is known already."""
        self._telephone.set_text(number)

    def _build_fields(self) -> None:
        look = self._look
        self._until = DateField(
            look, self.tr("&Vanaf wanneer?"), self.tr("Leeg: wij vragen het over drie maanden.")
        )
        self._until.editor.setObjectName("field_reply_until")
        self._until.hide()
        self._telephone = TextField(
            look, self.tr("&Telefoon"), self.tr("Staat op de strook. Zo kan de bezoeker bellen.")
        )
        self._telephone.editor.setObjectName("field_reply_telephone")
        self._time = TextField(
            look, self.tr("Beste tijd &om te bellen"), self.tr("Bijvoorbeeld: 's ochtends")
        )
        self._time.editor.setObjectName("field_reply_time")
        self._on = DateField(look, self.tr("&Binnengekomen op"))
        self._on.editor.setObjectName("field_reply_on")
        self._on.set_day(self._today)
        columns = Columns(look, (1, 1))
        for column, field in zip(columns.columns, (self._telephone, self._time), strict=True):
            column.addWidget(field)
            column.addStretch(1)
        for widget in (self._who, self._choices, self._until, columns, self._on):
            self.content.addWidget(widget)
        self.content.addStretch(1)

    def _follow_answer(self) -> None:
        self._choices.set_error("")
        chosen = self._choices.chosen()
        self._until.setVisible(Answer.LATER.value in chosen)
        for field in (self._telephone, self._time):
            field.setVisible(_RETURNED not in chosen)

    def _save(self) -> None:
        chosen = self._choices.chosen()
        self._choices.set_error("" if chosen else self.tr("Kies eerst het antwoord."))
        who = self._who.check()
        if not self._fields_hold() or not who or not chosen:
            return
        if _RETURNED in chosen:
            on = self._on.day() or self._today
            self.reply = Reply(self._who.visits(), Answer.NO, on, returned=True)
            self.accept()
            return
        answer = Answer(chosen[0])
        typed = self._telephone.text()
        self.reply = Reply(
            visits=self._who.visits(),
            answer=answer,
            on=self._on.day() or self._today,
            telephone=(self._parse(typed) or "") if typed else "",
            preferred_time=self._time.text(),
            until=self._until.day() if answer is Answer.LATER else None,
        )
        self.accept()

    def _fields_hold(self) -> bool:
        typed = self._telephone.text()
        is_number = not typed or self._parse(typed) is not None
        self._telephone.set_error(
            ""
            if is_number
            else self.tr("Dit is geen telefoonnummer. Typ alle cijfers, met de 0 vooraan.")
        )
        on = self._on.day()
        is_past = on is not None and on <= self._today
        self._on.set_error("" if is_past else self.tr("Vul de dag in waarop de strook kwam."))
        later, until = self._until.text(), self._until.day()
        is_ahead = not later or (until is not None and until > self._today)
        self._until.set_error(
            "" if is_ahead else self.tr("Vul een dag in die nog komt, zoals 1-3-2027.")
        )
        return is_number and is_past and (is_ahead or self._until.isHidden())
