"""The note for the coordinator: the telephone first, then what was seen, then how soon."""

from datetime import time
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from huisbezoek.model.domain.follow_up_events import SignalKind
from huisbezoek.model.domain.reports import BREAKS_SILENCE, CoordinatorNote, NoteCall, Urgency
from huisbezoek.ui import texts
from huisbezoek.ui.marking import QT_TRANSLATE_NOOP
from huisbezoek.ui.models.note_words import (
    OBSERVATIONS,
    PeopleToCall,
    call_next,
    call_now,
    observation,
    other_numbers,
    taken_apart,
    with_observations,
)
from huisbezoek.ui.theme import LookSource
from huisbezoek.ui.widgets.banner import CallBanner
from huisbezoek.ui.widgets.buttons import Button
from huisbezoek.ui.widgets.choice import Choice, ChoiceGroup
from huisbezoek.ui.widgets.dialog_frame import DialogFrame
from huisbezoek.ui.widgets.field import AreaField
from huisbezoek.ui.widgets.fold import Fold
from huisbezoek.ui.widgets.remarks import remark_while_typing
from huisbezoek.ui.widgets.text import IconText

_URGENCIES: Final = (
    (Urgency.DANGER_NOW, QT_TRANSLATE_NOOP("NoteDialog", "Nu gevaar: bel 112")),
    (Urgency.CALL_TODAY, QT_TRANSLATE_NOOP("NoteDialog", "Vandaag bellen")),
    (Urgency.WITHIN_TWO_DAYS, QT_TRANSLATE_NOOP("NoteDialog", "Binnen 2 dagen")),
    (Urgency.CAN_WAIT, QT_TRANSLATE_NOOP("NoteDialog", "Kan wachten")),
)


class NoteDialog(DialogFrame):
    """After `accepted`, `note` holds the note, or None when it was emptied.

    Without permission for notes only an urgent note with its reason can be kept. `typed` tells of
    each change; `so_far` is what stands here. After `rejected`, `is_dropped` tells whether the
    words were thrown away: who only went back finds them again.
    """

    typed = Signal()

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
        self.is_dropped = False
        self.set_back(self.tr("Terug"))
        self._add_questions(look)

    def show_note(self, note: CoordinatorNote) -> None:
        """Fills in what was noted before."""
        self._called_at = note.called_at
        self._called.set_chosen([note.call.value] if note.call else [])
        ticked, words = taken_apart(note.text)
        self._observed.set_chosen([kind.value for kind in ticked])
        self._observations.set_open(is_open=bool(ticked))
        self._seen.set_text(words)
        self._urgency.set_chosen([note.urgency.value] if note.urgency else [])
        self._reason.set_text(note.reason)

    def show_again(self, note: CoordinatorNote) -> None:
        """Fills in what was typed here before and was neither kept nor thrown away."""
        self.show_note(note)
        self._again.show()

    def so_far(self) -> CoordinatorNote | None:
        """What stands here now, complete or not; None when nothing does."""
        ticked = self._ticked()
        called, urgency = self._called.chosen(), self._urgency.chosen()
        note = CoordinatorNote(
            with_observations(ticked, self._seen.text()),
            Urgency(urgency[0]) if urgency else None,
            NoteCall(called[0]) if called else None,
            self._called_at if called else None,
            self._reason.text(),
            kind=ticked[0] if ticked else None,
        )
        return note if note != CoordinatorNote("") else None

    def _add_questions(self, look: LookSource) -> None:
        self._call = CallBanner(look, "warn", call_now(self._people), call_next(self._people))
        self._called = ChoiceGroup(look, "", self._called_choices(), columns=2)
        self._called.setAccessibleName(self.tr("Hebt u gebeld?"))
        for key, row in self._called.rows().items():
            row.setObjectName(f"call_{key}")
        self._call.add_below(self._called)
        self._add_observations(look)
        self._add_words(look)
        self._again = IconText(
            look, "info", self.tr("Dit typte u eerder. De notitie is nog niet bewaard."), bold=True
        )
        self._again.setObjectName("note_again")
        self._again.hide()
        arrives = IconText(look, "info", self.tr("Uw notitie komt pas aan als u uitwisselt."))
        others = IconText(look, "phone", other_numbers(self._people))
        for widget in (
            self._again,
            self._call,
            self._seen,
            self._observations,
            self._urgency,
            self._reason,
            arrives,
            others,
        ):
            self.content.addWidget(widget)
        self.content.addStretch(1)
        self._called.changed.connect(self._fill_time)
        self._urgency.changed.connect(lambda: self._urgency.set_error(""))
        parts = (self._called, self._seen, self._observed, self._urgency, self._reason)
        for part in parts:
            part.changed.connect(self.typed)
        cancel = Button(look, self.tr("&Niet bewaren"))
        cancel.setObjectName("drop_note")
        cancel.clicked.connect(self._drop)
        save = Button(look, self.tr("Notitie &bewaren"), "primary", "check")
        save.setObjectName("save_note")
        save.clicked.connect(self._save)
        self.add_button(cancel)
        self.add_button(save)

    def _add_words(self, look: LookSource) -> None:
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
            self.tr("Er is geen toestemming om te schrijven. Bewaar daarom de reden erbij."),
            lines=2,
        )
        self._reason.editor.setObjectName("field_note_reason")
        self._reason.setVisible(not self._may_write)
        for field in (self._seen, self._reason):
            remark_while_typing(field)

    def _add_observations(self, look: LookSource) -> None:
        choices = [Choice(kind.value, observation(kind)) for kind in OBSERVATIONS]
        self._observed = ChoiceGroup(look, "", choices, several=True, columns=2)
        self._observed.setAccessibleName(self.tr("Wat u zag, hoorde of rook"))
        for key, row in self._observed.rows().items():
            row.setObjectName(f"observed_{key}")
        # Closed at first: on the kitchen table nobody else has to read such a list.
        self._observations = Fold(look, self.tr("Kies uit een &lijst"), self.tr("Mag ook."))
        self._observations.button.setObjectName("choose_observations")
        self._observations.body.addWidget(self._observed)

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

    def _ticked(self) -> tuple[SignalKind, ...]:
        return tuple(SignalKind(key) for key in self._observed.chosen())

    def _drop(self) -> None:
        self.is_dropped = True
        self.reject()

    def _save(self) -> None:
        ticked = self._ticked()
        text = with_observations(ticked, self._seen.text().strip())
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
                kind=ticked[0] if ticked else None,
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
        if Urgency(chosen[0]) not in BREAKS_SILENCE:
            self._urgency.set_error(
                self.tr(
                    "Er is geen toestemming om te schrijven. Dan bewaren wij alleen een "
                    "notitie die vandaag nog nodig is. Bel anders zelf."
                )
            )
            return False
        has_reason = bool(self._reason.text().strip())
        self._reason.set_error("" if has_reason else self.tr("Schrijf op waarom dit niet wacht."))
        return has_reason
