"""The note for the coordinator: the telephone first, then what was seen, then how soon."""

from dataclasses import dataclass
from datetime import time
from typing import Final

from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.reports import CoordinatorNote, NoteCall, Urgency
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import Banner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField
from huisbezoek.ui.widgets.text import IconText

_URGENCIES: Final = (
    (Urgency.DANGER_NOW, QT_TRANSLATE_NOOP("NoteDialog", "Nu gevaar: bel 112")),
    (Urgency.CALL_TODAY, QT_TRANSLATE_NOOP("NoteDialog", "Vandaag bellen")),
    (Urgency.WITHIN_TWO_DAYS, QT_TRANSLATE_NOOP("NoteDialog", "Binnen 2 dagen")),
    (Urgency.CAN_WAIT, QT_TRANSLATE_NOOP("NoteDialog", "Kan wachten")),
)


@dataclass(frozen=True, slots=True)
class PeopleToCall:
    """Whom to call, in this order; a name or number is empty when it was not entered."""

    coordinator: str
    coordinator_number: str = ""
    stand_in: str = ""
    stand_in_number: str = ""
    out_of_hours_number: str = ""


class NoteDialog(DialogFrame):
    """After `accepted`, `note` holds the note, or None when it was emptied.

    Without permission for notes only an urgent note with its reason can be kept.
    """

    def __init__(
        self,
        look: LookSource,
        window: QWidget,
        who: str,
        people: PeopleToCall,
        *,
        may_write: bool,
        now: time,
    ) -> None:
        sentence = self.tr("{0} leest dit niet mee. {1} beslist wie het moet weten.")
        super().__init__(
            look,
            window,
            self.tr("Notitie voor {0}").format(people.coordinator),
            sentence.format(texts.capital(who), texts.capital(people.coordinator)),
            icon="notebook-pen",
        )
        self.setObjectName("note_dialog")
        self._people = people
        self._may_write = may_write
        self._now = now
        self._called_at: time | None = None
        self.note: CoordinatorNote | None = None
        self.set_back(self.tr("Terug"))
        self._add_questions(look)

    def show_note(self, note: CoordinatorNote) -> None:
        """Fills in what was noted before."""
        self._called_at = note.called_at
        self._called.set_chosen([note.call.value] if note.call else [])
        self._seen.set_text(note.text)
        self._urgency.set_chosen([note.urgency.value] if note.urgency else [])
        self._reason.set_text(note.reason)

    def _add_questions(self, look: LookSource) -> None:
        self._call = Banner(look, "warn", self._call_words(), self._next_words())
        self._called = ChoiceGroup(look, "", self._called_choices(), columns=2)
        self._called.setAccessibleName(self.tr("Hebt u gebeld?"))
        for key, row in self._called.rows().items():
            row.setObjectName(f"call_{key}")
        self._call.add_below(self._called)
        self._seen = AreaField(look, self.tr("Wat zag, hoorde of rook &u?"), lines=2)
        self._seen.editor.setObjectName("field_note_text")
        self._urgency = ChoiceGroup(
            look,
            self.tr("Hoe snel moet iemand iets doen?"),
            [Choice(urgency.value, self.tr(text)) for urgency, text in _URGENCIES],
            columns=2,
        )
        for key, row in self._urgency.rows().items():
            row.setObjectName(f"urgency_{key}")
        self._reason = AreaField(
            look,
            self.tr("Waarom &kan dit niet wachten?"),
            self.tr("U mocht niets opschrijven. Daarom bewaren wij de reden erbij."),
            lines=2,
        )
        self._reason.editor.setObjectName("field_note_reason")
        self._reason.setVisible(not self._may_write)
        arrives = IconText(look, "info", self.tr("Uw notitie komt pas aan als u uitwisselt."))
        for widget in (self._call, self._seen, self._urgency, self._reason, arrives):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        self._called.changed.connect(self._fill_time)
        self._urgency.changed.connect(lambda: self._urgency.set_error(""))
        cancel = Button(look, self.tr("&Niet bewaren"))
        cancel.clicked.connect(self.reject)
        save = Button(look, self.tr("Notitie &bewaren"), "primary", "check")
        save.setObjectName("save_note")
        save.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(save)

    def _call_words(self) -> str:
        people = self._people
        if not people.coordinator_number:
            return self.tr("Maakt u zich zorgen? Bel {0} nu.").format(people.coordinator)
        return self.tr("Maakt u zich zorgen? Bel {0} nu: {1}").format(
            people.coordinator, people.coordinator_number
        )

    def _next_words(self) -> str:
        people = self._people
        parts: list[str] = []
        if people.stand_in_number:
            stand_in = people.stand_in or self.tr("de vervanger")
            words = self.tr("Niet bereikt? Bel {0}: {1}.")
            parts.append(words.format(stand_in, people.stand_in_number))
        if people.out_of_hours_number:
            words = self.tr("’s Avonds en in het weekend: {0}.")
            parts.append(words.format(people.out_of_hours_number))
        parts.append(self.tr("Is er direct gevaar? Bel 112."))
        return " ".join(parts)

    def _called_choices(self) -> list[Choice]:
        at = f"{self._called_at:%H.%M}".removeprefix("0") if self._called_at else "…"
        return [
            Choice(NoteCall.CALLED.value, self.tr("Ik heb gebeld om {0}").format(at)),
            Choice(NoteCall.NOT_REACHED.value, self.tr("Niet bereikt")),
        ]

    def _fill_time(self) -> None:
        if NoteCall.CALLED.value not in self._called.chosen():
            return
        if self._called_at is None:
            self._called_at = self._now
        text = self._called_choices()[0].text
        self._called.rows()[NoteCall.CALLED.value].setText(text)

    def _save(self) -> None:
        text = self._seen.text().strip()
        chosen = self._urgency.chosen()
        if text and not self._is_complete(chosen):
            return
        called = self._called.chosen()
        call = NoteCall(called[0]) if called else None
        self.note = (
            CoordinatorNote(
                text,
                Urgency(chosen[0]),
                call,
                self._called_at if call is NoteCall.CALLED else None,
                "" if self._may_write else self._reason.text().strip(),
            )
            if text
            else None
        )
        self.accept()

    def _is_complete(self, chosen: tuple[str, ...]) -> bool:
        if not chosen:
            self._urgency.set_error(self.tr("Kies hoe snel iemand iets moet doen."))
            return False
        if self._may_write:
            return True
        if Urgency(chosen[0]) not in {Urgency.DANGER_NOW, Urgency.CALL_TODAY}:
            self._urgency.set_error(
                self.tr(
                    "U mocht niets opschrijven. Dan bewaren wij alleen een notitie "
                    "die vandaag nog nodig is. Bel anders zelf."
                )
            )
            return False
        has_reason = bool(self._reason.text().strip())
        self._reason.set_error("" if has_reason else self.tr("Schrijf op waarom dit niet wacht."))
        return has_reason
